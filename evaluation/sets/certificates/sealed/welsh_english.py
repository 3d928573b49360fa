"""A council's certificate in Welsh and English, line under line."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 270, 210, 27), "#c8102e")
    page.text(105, 30, "Cyngor Bro Elwydd · Elwydd Vale Council", "arial 15 b c")
    page.text(105, 58, "TYSTYSGRIF", "arial 22 b c #c8102e")
    page.text(105, 68, "CERTIFICATE", "arial 22 b c")
    page.text(105, 88, "Dyfarnwyd i / Awarded to", "arial 11 c")
    page.text(105, 102, "Rhiannon Mair Gethin", "arial 20 c")
    page.text(105, 122, "Ymwybyddiaeth Asbestos", "arial 16 b c #c8102e")
    page.text(105, 132, "Asbestos Awareness (Category A)", "arial 16 b c")
    page.text(105, 150, "Cwblhawyd / Completed: 11 Chwefror / February 2026", "arial 11 c")
    page.text(105, 159, "Yn ddilys tan / Valid until: 10 Chwefror / February 2027", "arial 11 c")
    page.text(105, 168, "Hyd / Duration: 3 awr / hours", "arial 11 c")
    page.text(105, 285, "Rhif / No. 2026-AA-0652", "arial 11 c #ffffff")
    return page
