"""A letter of a college: a range in written dates, hours in the text, the letter's own date."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.text(25, 25, "MARLOWE VALE COLLEGE", "times 20 b #5a1020")
    page.text(25, 31, "School of Engineering & Transport", "times 11 i")
    page.text(185, 25, "Quarry Lane, Marlowe, MV4 2QL", "times 9 r")
    page.text(185, 30, "01632 960 144", "times 9 r")
    page.line((25, 35), (185, 35), colour="#5a1020", thick="0.6")
    page.text(25, 52, "Our ref: EST/26/0417", "times 11")
    page.text(25, 58, "30 June 2026", "times 11")
    page.text(25, 72, "TO WHOM IT MAY CONCERN", "times 11 b")
    below = page.block(
        (25, 80, 160),
        "I am writing to confirm that Jonathan Pruett attended the evening course Diagnostic "
        "Techniques for Hybrid Vehicles at this College from Tuesday 14 April 2026 to Tuesday "
        "16 June 2026. The course consisted of ten weekly sessions and a total of 25 guided "
        "learning hours. Mr Pruett was present at all ten sessions.",
        "times 12",
    )
    below = page.block(
        (25, below + 5, 160),
        "The course is not examined and carries no qualification. Should you need anything "
        "further, please do not hesitate to contact the School Office before 24 July 2026, "
        "when the College closes for the summer.",
        "times 12",
    )
    page.text(25, below + 14, "Yours faithfully,", "times 12")
    page.scribble(28, below + 30)
    page.text(25, below + 42, "Harriet Osgood", "times 12")
    page.text(25, below + 48, "Curriculum Manager, Motor Vehicle", "times 12")
    return page
