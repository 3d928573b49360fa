"""An invoice for a course: a course, a date and an amount, but nobody has learnt anything yet."""

from evaluation.certificates.drawing import Sheets

LINES = (
    ("Description", "Qty", "Unit", "Amount"),
    ("EV Level 2 course, 1 day, 07/12/2026", "2", "372.50", "745.00"),
    ("VAT 20%", "", "", "149.00"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 25, "Pellmoor Training Services Ltd", "helvetica 16 b")
    page.text(190, 25, "INVOICE", "helvetica 20 b r")
    page.text(190, 33, "No. 20261188", "helvetica 10 r")
    page.text(190, 39, "Date 02/11/2026", "helvetica 10 r")
    page.text(20, 50, "Bill to: Ashdown Road Motors, Accounts", "helvetica 10")
    page.table((20, 65), (95, 20, 25, 30), LINES, "helvetica 10", head="#dddddd", row=9)
    page.text(190, 120, "Total due by 02/12/2026   GBP 894.00", "helvetica 12 b r")
    page.text(
        20, 140, "Sort code 00-00-00   Account 00000000   VAT no. GB 000 0000 00", "helvetica 9"
    )
    return page
