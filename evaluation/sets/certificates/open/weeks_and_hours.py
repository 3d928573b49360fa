"""An open online course: weeks times hours a week, outcomes at length, words across the page."""

from evaluation.certificates.drawing import Sheets

OUTCOMES = """\
What the learner can do now:
- compare whole-life costs of diesel, hybrid and electric vans over 3, 5 and 7 years
- read a depot's supply contract and say what a charger of 7 kW or 22 kW needs
- plan a pilot of 90 days with 10 vehicles, and what would stop it
- explain to drivers, in 15 minutes, what changes for them
- report emissions by the method published in June 2023"""


def draw() -> Sheets:
    page = Sheets("letter")
    with page.pdf.rotation(35, x=108, y=150):
        page.text(108, 150, "VERIFIED LEARNER", "arial 44 b c #f0f0f0")
    page.text(18, 26, "OpenStride", "arial 24 b #0a7d5a")
    page.text(198, 26, "with the University of East Harrowmere", "arial 9 r")
    page.text(18, 50, "Kathleen O’Rourke-Banerjee", "arial 20 b")
    page.text(18, 60, "has earned a statement of accomplishment in", "arial 11")
    page.text(18, 72, "Sustainable Fleets: Planning the Switch", "arial 17 b")
    page.text(
        18, 82, "a course of 6 weeks, 4 hours a week, with an average mark of 81%", "arial 11"
    )
    below = page.block((18, 92, 180), OUTCOMES, "arial 10")
    page.text(18, below + 12, "2 May to 13 June 2026", "arial 11")
    page.text(18, below + 24, "Lead educator: Professor Iolo Prys-Davies", "arial 10")
    page.qr((160, 225), 34, "https://openstride.example/v?id=OS9-K27")
    page.text(18, 255, "Verify: openstride.example/v?id=OS9-K27", "arial 9")
    page.block(
        (18, 262, 130),
        "This statement is no degree and gives no credit. We checked who the learner was.",
        "arial 7 #777777",
    )
    return page
