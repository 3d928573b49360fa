"""A British firm's slip whose date of digits could be read both ways."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets((148, 105))
    page.fill((0, 0, 148, 105), "#fff9e8")
    page.text(10, 16, "Oakmoor Safety Training", "sans 14 b #8a5a00")
    page.text(10, 22, "Unit 6 Station Approach, Tarnby TN4 4QQ", "sans 7")
    page.text(10, 40, "Abrasive wheels - safe mounting and use", "sans 11 b")
    page.text(10, 54, "Trainee", "sans 8")
    page.text(45, 54, "Davinder Kang", "sans 11")
    page.text(10, 64, "Passed on", "sans 8")
    page.text(45, 64, "05/06/2026", "sans 11")
    page.text(10, 74, "Refresher by", "sans 8")
    page.text(45, 74, "05/06/2029", "sans 11")
    page.text(10, 84, "Slip no.", "sans 8")
    page.text(45, 84, "3320", "sans 11")
    page.scribble(100, 88)
    return page
