"""A Greek name that stands in Greek alone, on a supplier's web course."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 30, "diagnostica+", "serif 26 b #b5179e")
    page.text(20, 60, "We confirm that", "serif 12")
    page.text(20, 74, "Ευάγγελος Παπαδημητρίου", "serif 22 b")
    page.text(20, 86, "finished the web course", "serif 12")
    page.text(20, 100, "CAN Bus Fundamentals", "serif 20")
    page.text(20, 112, "Finished: 14.XI.2026     Study time: 3 h", "serif 12")
    page.fill((20, 125, 170, 1.2), "#b5179e")
    page.text(20, 140, "diagnostica+ is a service of Meridaan Tools BV", "serif 9")
    return page
