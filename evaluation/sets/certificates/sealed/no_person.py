"""A certificate whose line for the name was left empty."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.frame((8, 8, 281, 194), colour="#7a9e7e", thick="4")
    page.text(148, 50, "Certificate of Participation", "cursive 34 c #40604a")
    page.text(148, 80, "presented to", "roman 13 c")
    page.line((80, 105), (217, 105))
    page.text(148, 111, "(name of participant)", "roman 9 c #777777")
    page.text(148, 130, "for taking part in our workshop", "roman 13 c")
    page.text(148, 144, "First Impressions at the Front Desk", "roman 20 b c")
    page.text(148, 160, "1 October 2026, 2 hours", "roman 13 c")
    page.text(148, 186, "Willow & Finch Consulting", "roman 12 c")
    return page
