"""A safety card with four dates in one table: born, completed, issued, expires."""

from evaluation.certificates.drawing import Sheets

DATES = (
    ("Surname", "NWOSU-PARKER"),
    ("Forenames", "Chiamaka Ruth"),
    ("Date of birth", "04 Jul 1994"),
    ("Completed on", "08 Jun 2026"),
    ("Issued on", "22 Jun 2026"),
    ("Expires end", "Jun 2031"),
)


def draw() -> Sheets:
    page = Sheets((180, 120))
    page.fill((0, 0, 180, 120), "#e9f5db")
    page.text(12, 18, "SITEWARDEN SAFETY CARDS", "condensed 16 b #31572c")
    page.text(12, 28, "Health, Safety & Environment Awareness", "condensed 13 b")
    page.table((12, 36), (78, 78), DATES, "condensed 10", row=10)
    page.text(12, 106, "Test centre: Tarnby Road      Delegate: T9/44102", "condensed 8")
    return page
