"""First aid at work over three days: a modern certificate with a coloured band and an expiry."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((0, 0, 60, 210), "#1b7a3d")
    page.fill((24, 30, 12, 36), "#ffffff")
    page.fill((12, 42, 36, 12), "#ffffff")
    page.text(30, 90, "Steadholm", "sans 13 b c #ffffff")
    page.text(30, 97, "First Aid Training", "sans 9 c #ffffff")
    page.text(75, 45, "Certificate of Competence", "sans 24 b #1b7a3d")
    page.text(75, 62, "Learner", "sans 9 #777777")
    page.text(75, 71, "Bethan Louise Carrow", "sans 18")
    page.text(75, 86, "Course", "sans 9 #777777")
    page.text(75, 94, "First Aid at Work (3 days)", "sans 15")
    page.text(75, 108, "Course dates", "sans 9 #777777")
    page.text(75, 115, "2nd, 3rd & 4th February 2026", "sans 12")
    page.text(180, 108, "Contact hours", "sans 9 #777777")
    page.text(180, 115, "18", "sans 12")
    page.text(75, 130, "Issue date", "sans 9 #777777")
    page.text(75, 137, "9th February 2026", "sans 12")
    page.text(180, 130, "Expiry date", "sans 9 #777777")
    page.text(180, 137, "4th February 2029", "sans 12 b")
    page.text(75, 160, "Certificate no. SH-FAW-61120", "mono 10")
    page.scribble(220, 165)
    page.text(
        75, 190, "Content meets the HSE guidance on first aid training (GEIS3).", "sans 8 #777777"
    )
    return page
