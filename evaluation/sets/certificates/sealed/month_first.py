"""An American maker's course with dates of digits, month first, one of which can only be so."""

from evaluation.certificates.drawing import Sheets

RECORD = (
    ("Student", "WEBB, Rosalind"),
    ("Course", "Aftertreatment Diagnostics Level 2"),
    ("Course code", "PD-AT-202"),
    ("Start date", "03/04/2026"),
    ("End date", "03/16/2026"),
    ("Seat time", "16 hrs"),
    ("Result", "PASS"),
)


def draw() -> Sheets:
    page = Sheets("letter")
    page.fill((0, 0, 215.9, 40), "#222222")
    page.text(18, 26, "PRAIRIEWIND DIESEL", "arial 28 b #f2c14e")
    page.text(198, 26, "Dealer Training Network", "arial 11 r #ffffff")
    page.text(18, 62, "Course Completion Record", "arial 18 b")
    page.table((18, 72), (60, 119), RECORD, "arial 11", row=10)
    page.text(18, 160, "Keep for your files.", "arial 9")
    return page
