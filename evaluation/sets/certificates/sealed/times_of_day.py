"""A day of a workshop with its times, a lunch and a programme, on a form with boxes."""

from evaluation.certificates.drawing import Sheets

BOXES = (
    ("1. NAME OF TRAINEE", "Viktoria Stanhope"),
    ("2. TITLE OF TRAINING", "Writing Fair Appraisals"),
    ("3. TRAINING BODY", "Pelluna HR"),
    ("4. DATE", "Friday 24.04.26"),
    ("5. FROM - TO", "09:30 - 16:45 (lunch 45 min)"),
    ("6. PLACE", "Pelluna HR, 2nd floor, Weir House, Tarnby"),
    ("7. SIGNED FOR THE TRAINING BODY", "M. Aldous, 27.04.26"),
)
PROGRAMME = (
    ("09:30", "What an appraisal is for"),
    ("11:00", "Evidence, not impressions"),
    ("12:30", "Lunch"),
    ("13:15", "Writing it down: practice in pairs"),
    ("16:15", "Questions"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(15, 20, "CONFIRMATION OF TRAINING", "arial 15 b")
    page.text(195, 20, "Form TR2", "arial 9 r")
    for row, (what, said) in enumerate(BOXES):
        top = 30 + row * 18
        page.frame((15, top, 180, 16))
        page.text(17, top + 5, what, "arial 7 #666666")
        page.text(17, top + 13, said, "arial 12")
    page.text(15, 190, "Programme", "arial 10 b")
    page.table((15, 194), (35, 145), PROGRAMME, "arial 9", lines=False, row=6)
    return page
