"""A manufacturer's training in two languages side by side: a table of modules with hours."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.frame((6, 6, 285, 198), colour="#0b4f7d", thick="1.6")
    page.frame((9, 9, 279, 192), colour="#0b4f7d", thick="0.3")
    page.disc((30, 30), 13, "#0b4f7d")
    page.polygon([(30, 19), (40, 36), (20, 36)], "#ffffff")
    page.text(48, 28, "HARTWERK", "arial 26 b #0b4f7d")
    page.text(48, 35, "Automobiltechnik Akademie", "arial 11")
    page.text(80, 58, "Teilnahmebescheinigung", "arial 22 b c")
    page.text(217, 58, "Certificate of attendance", "arial 22 b c")
    page.text(148, 76, "Oliver Tennant-Marsh", "arial 20 c #0b4f7d")
    page.text(80, 88, "hat erfolgreich teilgenommen an der Schulung", "arial 11 c")
    page.text(217, 88, "has successfully taken part in the training", "arial 11 c")
    page.text(80, 97, "Hochvoltsysteme in Nutzfahrzeugen", "arial 13 b c")
    page.text(217, 97, "High-voltage systems in commercial vehicles", "arial 13 b c")
    page.text(148, 107, "09.03.2026 – 11.03.2026, Hartwerk Werk 2, Lindau", "arial 11 c")
    page.table(
        (30, 114),
        (100, 100, 37),
        (
            ("Modul", "Module", "Std. / hrs"),
            ("Grundlagen und Gefährdungen", "Fundamentals and hazards", "6,0"),
            ("Freischalten und Messen", "Isolation and measurement", "8,0"),
            ("Fehlersuche am Fahrzeug", "Fault finding on the vehicle", "7,5"),
            ("Gesamt", "Total", "21,5"),
        ),
        "arial 10",
        head="#d8e8f2",
    )
    page.scribble(50, 172)
    page.text(50, 180, "Dr.-Ing. K. Baumgarthner, Leiter Schulung / Head of Training", "arial 9")
    page.text(247, 180, "Nr. / No. HW-26-00871", "arial 9 r")
    return page
