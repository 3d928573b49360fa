"""A tester's annual assessment: a year that spans two, classes, a score."""

from evaluation.certificates.drawing import Sheets

DETAILS = (
    ("Name", "Gareth Llwyd Penrose"),
    ("User ID", "PENR4471"),
    ("Assessment", "Group B (class 4 and 7)"),
    ("Year", "2026 to 2027"),
    ("Date taken", "8 November 2026"),
    ("Reference", "TAD-B-2627-55518"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 28, "MOT Tester Annual Assessment", "arial 24 b")
    page.text(20, 38, "Assessment certificate", "arial 14 #505a5f")
    page.fill((20, 46, 170, 24), "#00703c")
    page.text(26, 61, "PASS    85%", "arial 20 b #ffffff")
    for row, (what, said) in enumerate(DETAILS):
        page.text(20, 86 + row * 11, what, "arial 11 b")
        page.text(85, 86 + row * 11, said, "arial 11")
        page.line((20, 90 + row * 11), (190, 90 + row * 11), colour="#b1b4b6")
    page.block(
        (20, 170, 170),
        "Keep this certificate with your training record. You must do at least 3 hours of "
        "training each year and 16 hours in 5 years. Pass mark for 2026 to 2027: 80%.",
        "arial 10",
    )
    page.text(
        20, 282, "Tester Assessments Direct, an approved awarding organisation", "arial 8 #505a5f"
    )
    return page
