"""A paint maker's course over two days, "11-12 February 2026", in a sidebar, with a stamp."""

from evaluation.certificates.drawing import Sheets

SIDE = (
    ("DATES", "11–12 February 2026"),
    ("LENGTH", "2 days (14 hours)"),
    ("PLACE", "Academy North, Carrowby"),
    ("TRAINER", "Kit Danvers"),
    ("CERTIFICATE", "LCA/N/0992"),
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 65, 297), "#264653")
    for row, (what, said) in enumerate(SIDE):
        page.text(8, 60 + row * 22, what, "narrow 10 #e9c46a")
        page.text(8, 66 + row * 22, said, "narrow 12 #ffffff")
    page.text(75, 40, "LUMBREA", "narrow 40 b #264653")
    page.text(75, 49, "Coatings Academy", "narrow 14 #264653")
    page.text(75, 90, "Plastic Repair and", "narrow 26 b")
    page.text(75, 101, "Spot Blending", "narrow 26 b")
    page.text(75, 125, "was attended by", "narrow 13")
    page.text(75, 138, "Zofia Grabowska-Lane", "narrow 22")
    page.disc((160, 230), 20, "#e76f51")
    page.text(160, 229, "TRAINED", "narrow 13 b c #ffffff")
    page.text(160, 235, "2026", "narrow 11 c #ffffff")
    return page
