"""A completion page of e-learning, printed: a score, minutes, and no word "certificate"."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 210, 22), "#2f2a6b")
    page.text(15, 14, "nettlelearn", "sans 18 b #ffffff")
    page.text(195, 14, "My learning  |  Catalogue  |  Help", "sans 9 r #c9c6f0")
    page.fill((25, 45, 160, 120), "#f3f3fb")
    page.disc((105, 66), 11, "#2fa36b")
    page.line((100, 66), (104, 70), colour="#ffffff", thick="1.5")
    page.line((104, 70), (111, 61), colour="#ffffff", thick="1.5")
    page.text(105, 90, "Well done, Priyanka!", "sans 18 b c")
    page.text(105, 102, "You have completed", "sans 10 c #555555")
    page.text(105, 113, "Difficult Conversations with Customers", "sans 14 b c")
    page.text(60, 132, "Your score", "sans 8 c #777777")
    page.text(60, 141, "92%", "sans 16 b c")
    page.text(105, 132, "Time spent", "sans 8 c #777777")
    page.text(105, 141, "45 min", "sans 16 b c")
    page.text(150, 132, "Completed", "sans 8 c #777777")
    page.text(150, 141, "5 Oct 2026", "sans 16 b c")
    page.text(
        105, 157, "Learner: Priyanka Dhaliwal-Rowe (p.dhaliwal@example.com)", "sans 8 c #777777"
    )
    page.text(25, 185, "Recommended next", "sans 11 b")
    page.text(25, 194, "Handling Complaints (30 min)", "sans 10 #2f2a6b")
    page.text(25, 201, "Phone Manner (20 min)", "sans 10 #2f2a6b")
    return page
