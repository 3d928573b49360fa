"""A PDF that everybody may open and nobody may copy from."""

from fpdf.enums import AccessPermission

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.pdf.set_encryption("owner of this file", permissions=AccessPermission.none())
    page.fill((0, 0, 210, 60), "#442a1c")
    page.text(105, 36, "Guildhall Data Training", "serif 22 b c #f3dfc1")
    page.text(30, 90, "Learner", "serif 10 #777777")
    page.text(30, 99, "Mr Rupert St. John-Ellis", "serif 17")
    page.text(30, 116, "Module", "serif 10 #777777")
    page.text(30, 125, "UK GDPR for Small Businesses", "serif 17")
    page.text(30, 142, "Completed", "serif 10 #777777")
    page.text(30, 151, "Sunday, 1 March 2026", "serif 17")
    page.text(30, 168, "CPD time", "serif 10 #777777")
    page.text(30, 177, "75 minutes", "serif 17")
    page.text(30, 194, "Reference", "serif 10 #777777")
    page.text(30, 203, "gdt-2026-03-0019", "serif 17")
    return page
