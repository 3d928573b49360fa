"""A half page with a logo: "Durée / Duration 1h30", and a day with its weekday."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets((210, 148))
    page.disc((28, 26), 14, "#0096c7")
    page.disc((28, 26), 8, "#ffffff")
    page.text(48, 30, "Cercle Automoulin Formation", "condensed 17 b #0096c7")
    page.text(20, 60, "Attestation / Attendance record", "condensed 13")
    page.text(20, 76, "M. Anselm de Courcy", "condensed 15 b")
    page.text(20, 88, "Diagnosing Start-Stop Systems", "condensed 15")
    page.text(20, 100, "Mardi 3 mars 2026", "condensed 12")
    page.text(20, 110, "Durée / Duration 1h30", "condensed 12")
    page.text(190, 138, "caf.example", "condensed 8 r")
    return page
