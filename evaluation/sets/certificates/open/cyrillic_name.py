"""A name in Cyrillic letters with its Latin spelling below, on an English course."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((0, 180, 297, 30), "#2a9d8f")
    page.text(148, 40, "Bridgemoor Community Learning", "sans 18 b c #2a9d8f")
    page.text(148, 70, "Олена Михайлівна Ковальчук", "sans 24 b c")
    page.text(148, 80, "Olena Kovalchuk", "sans 13 c #555555")
    page.text(148, 98, "took part in", "sans 11 c")
    page.text(148, 112, "Workplace English for Service Advisers", "sans 18 c")
    page.text(148, 128, "January to March 2026 · 30 hours", "sans 12 c")
    page.text(148, 150, "Signed 31 March 2026", "sans 11 c")
    page.scribble(135, 165)
    page.text(148, 198, "bridgemoor.example", "sans 10 c #ffffff")
    return page
