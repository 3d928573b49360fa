"""Letters spaced out so that words fall apart, and drawn from the bottom of the page upwards."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((0, 0, 297, 210), "#0f0f0f")
    page.text(148, 185, "C O P P E R F E R N   A C A D E M Y", "helvetica 11 c #d08c60")
    page.text(148, 168, "No. CL-2201", "helvetica 10 c #ffffff wide")
    page.text(148, 154, "4 September 2026", "helvetica 14 c #ffffff wide")
    page.text(148, 140, "8 h o u r s", "helvetica 12 c #ffffff")
    page.text(148, 122, "Advanced Ceramic Coating", "helvetica 20 b c #d08c60 wide")
    page.text(148, 106, "in the discipline of", "helvetica 11 c #999999 wide")
    page.text(148, 88, "R O X A N N E   T E M P L E", "helvetica 24 b c #ffffff")
    page.text(148, 68, "awarded to", "helvetica 11 c #999999 wide")
    page.text(148, 46, "C E R T I F I C A T E", "helvetica 30 b c #d08c60")
    return page
