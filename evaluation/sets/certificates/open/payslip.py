"""A payslip, photographed: a name, dates, hours at work."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=950, turned=1.1, margin=0.05, noise=0.1, blur=0.6, shade=0.3, quality=42)
PAID = (
    ("Employee", "Mr L Castellane", "Pay date", "30/10/2026"),
    ("Tax code", "1257L", "Period", "07"),
    ("Basic hours", "160.00", "Rate", "£15.90"),
    ("Overtime hours", "6.50", "Rate", "£19.00"),
    ("PAYE", "£318.20", "NI", "£121.00"),
)


def draw() -> Sheets:
    page = Sheets("A5", landscape=True)
    page.text(10, 14, "Ashdown Road Motors", "arial 12 b")
    page.text(200, 14, "PAYSLIP", "arial 12 b r")
    page.table((10, 20), (47, 48, 47, 48), PAID, "arial 9", row=9)
    page.text(10, 100, "Training deduction recovered: none", "arial 8")
    page.text(200, 130, "NET PAY  £2,118.40", "arial 14 b r")
    return page
