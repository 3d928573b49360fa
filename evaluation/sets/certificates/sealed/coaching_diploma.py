"""A management certificate whose date is written out in words, no digit on the page."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.frame((12, 12, 186, 273), colour="#3a3a3a", thick="0.5")
    page.frame((14, 14, 182, 269), colour="#3a3a3a", thick="1.5")
    page.text(105, 55, "The Pennant School of Management", "oblique 22 b c")
    page.text(105, 80, "Be it known that", "oblique 13 c")
    page.text(105, 100, "Eleanor Ffion Maddocks", "oblique 26 c")
    page.text(105, 118, "having fulfilled all that is required", "oblique 13 c")
    page.text(105, 126, "has been granted the", "oblique 13 c")
    page.text(105, 146, "Certificate in Coaching and Mentoring", "serif 18 b c")
    page.text(105, 170, "Given on the nineteenth day of June", "oblique 13 c")
    page.text(105, 178, "in the year two thousand and twenty-six", "oblique 13 c")
    page.disc((105, 215), 17, "#8c6a1f")
    page.text(105, 213, "SIGILLUM", "serif 7 c #ffffff")
    page.text(105, 219, "SCHOLAE", "serif 7 c #ffffff")
    page.scribble(40, 255)
    page.scribble(140, 255)
    page.text(55, 265, "Principal", "oblique 10 c")
    page.text(155, 265, "Registrar", "oblique 10 c")
    return page
