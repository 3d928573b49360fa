"""A learner's page of courses with their states, of which only one is done."""

from evaluation.certificates.drawing import Sheets

STATES = (
    ("Course", "Status", "Due", "Completed", "Length"),
    ("Fire Wardens: Refresher", "Overdue", "30/09/2026", "-", "40 min"),
    ("Bribery and Gifts", "Completed", "31/10/2026", "15/10/2026", "25 min"),
    ("Display Screens", "In progress 60%", "31/12/2026", "-", "20 min"),
    ("Driving at Work", "Not started", "31/01/2027", "-", "35 min"),
)


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((0, 0, 48, 210), "#f1f3f5")
    page.text(8, 18, "PeopleDock", "arial 14 b #364fc7")
    for row, words in enumerate(("Home", "My courses", "Team", "Reports", "Settings")):
        page.text(8, 36 + row * 9, words, "arial 10")
    page.text(58, 20, "My courses", "arial 18 b")
    page.text(285, 20, "Signed in as Abdul-Karim Sesay", "arial 9 r")
    page.table((58, 32), (92, 34, 34, 34, 34), STATES, "arial 9", head="#dbe4ff", row=10)
    page.text(58, 92, "1 completed, 1 overdue, 2 to do", "arial 10 #555555")
    return page
