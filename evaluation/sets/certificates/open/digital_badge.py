"""A page of a digital badge as a picture: skills, who issued it, an address, two dates."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(kind="png", width=750)


def draw() -> Sheets:
    page = Sheets((150, 180))
    page.fill((0, 0, 150, 180), "#ffffff")
    page.polygon([(75, 12), (110, 32), (110, 72), (75, 92), (40, 72), (40, 32)], "#1d3557")
    page.text(75, 50, "ADAS", "sans 20 b c #ffffff")
    page.text(75, 60, "CALIBRATION", "sans 9 c #a8dadc")
    page.text(75, 106, "ADAS Camera Calibration: Static", "sans 12 b c")
    page.text(75, 114, "Issued by Lanekeep Academy", "sans 8 c #457b9d")
    page.text(75, 124, "Issued to Joséphine Brathwaite", "sans 9 c")
    page.text(75, 132, "Date issued: Mar 8, 2026     Expires: Mar 8, 2028", "sans 7 c")
    page.fill((20, 140, 34, 8), "#e8eef4")
    page.text(37, 145, "Targets", "sans 7 c")
    page.fill((58, 140, 34, 8), "#e8eef4")
    page.text(75, 145, "Diagnostics", "sans 7 c")
    page.fill((96, 140, 34, 8), "#e8eef4")
    page.text(113, 145, "Cameras", "sans 7 c")
    page.text(75, 165, "badges.lanekeep.example/b/93f0c1", "sans 7 c #457b9d")
    return page
