"""A transcript over three pages: modules by year, credits, a programme, a day of conferral."""

from evaluation.certificates.drawing import Sheets

HEAD = ("Code", "Module", "Credits", "Mark")
STUDENT = (
    ("Name of student", "WHITTLESEY, Amara Josephine"),
    ("Date of birth", "09 February 1989"),
    ("Student number", "EH20233318"),
    ("Programme", "MSc Operations and People Management (part time)"),
    ("Period of study", "September 2023 - June 2026"),
)
YEARS = {
    "Year 1 (2023/24)": (
        ("OPM701", "Leading People at Work", "20", "64"),
        ("OPM702", "Accounting for Decision Makers", "20", "58"),
        ("OPM705", "Quality and Lean Operations", "20", "71"),
    ),
    "Year 2 (2024/25)": (
        ("OPM711", "Managing Change", "20", "66"),
        ("OPM714", "Supply Chains", "20", "61"),
        ("OPM718", "Research Methods", "20", "69"),
    ),
    "Year 3 (2025/26)": (("OPM790", "Dissertation: Retention of Workshop Staff", "60", "67"),),
}


def draw() -> Sheets:
    page = Sheets()
    for number, (year, rows) in enumerate(YEARS.items(), 1):
        if number > 1:
            page.page()
        page.text(15, 14, "UNIVERSITY OF EAST HARROWMERE", "serif 13 b #1f3b2d")
        page.text(195, 14, f"Page {number} of 3", "serif 8 r")
        page.text(15, 20, "ACADEMIC TRANSCRIPT", "serif 10")
        page.line((15, 23), (195, 23), colour="#1f3b2d", thick="0.8")
        if number == 1:
            page.table((15, 28), (45, 135), STUDENT, "serif 9", lines=False, row=6)
        page.text(15, 80, year, "serif 10 b")
        page.table((15, 84), (24, 106, 25, 25), (HEAD, *rows), "serif 8", head="#dde8e0")
    page.text(15, 150, "Total credits: 180 (90 ECTS)", "serif 10 b")
    page.text(15, 158, "Award conferred: 17 July 2026, with Merit", "serif 10")
    page.block(
        (15, 260, 180),
        "One credit stands for ten hours of notional learning. This transcript is not valid "
        "without the seal of the Academic Registrar. Printed 03/08/2026.",
        "serif 7 #555555",
    )
    return page
