"""An award of a trade body with level, number and "valid until"."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.frame((10, 10, 190, 277), colour="#b08d2e", thick="2.5")
    page.disc((105, 42), 18, "#b08d2e")
    page.disc((105, 42), 15, "#ffffff")
    page.text(105, 45, "GIVT", "serif 18 b c #b08d2e")
    page.text(105, 72, "Guild of Independent Vehicle Technicians", "serif 13 c")
    page.text(105, 96, "AWARD", "serif 34 b c #222222 wide")
    page.text(105, 112, "is made to", "oblique 11 c")
    page.text(105, 127, "Marcus Adeyinka Thorne", "serif 20 b c")
    page.text(105, 141, "who has met the requirements of the", "oblique 11 c")
    page.block(
        (30, 147, 150),
        "IMI Level 3 Award in Electric/Hybrid Vehicle System Repair and Replacement",
        "serif 15 b c",
    )
    page.text(30, 190, "Certificate number", "serif 9 #777777")
    page.text(30, 197, "GIVT/L3/2026/104482", "serif 12")
    page.text(120, 190, "Date of achievement", "serif 9 #777777")
    page.text(120, 197, "27/02/2026", "serif 12")
    page.text(30, 212, "Valid until", "serif 9 #777777")
    page.text(30, 219, "26/02/2029", "serif 12")
    page.text(120, 212, "Centre number", "serif 9 #777777")
    page.text(120, 219, "0771290", "serif 12")
    page.scribble(40, 252)
    page.text(40, 262, "Chief Executive", "serif 9")
    return page
