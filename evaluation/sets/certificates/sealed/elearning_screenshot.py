"""A screenshot of a dark learning page: progress, a badge, and a time of the clock at the top."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(kind="png", width=1280)


def draw() -> Sheets:
    page = Sheets((190, 110))
    page.fill((0, 0, 190, 110), "#15181f")
    page.fill((0, 0, 190, 8), "#262b36")
    page.text(5, 5.6, "torqueharbour.example/courses/hv-awareness/finish", "sans 6 #9aa4b5")
    page.text(186, 5.6, "14:32", "sans 6 r #9aa4b5")
    page.text(14, 24, "TorqueHarbour", "sans 12 b #ff9d2e")
    page.text(14, 40, "High Voltage Awareness for Recovery Drivers", "sans 15 b #ffffff")
    page.text(14, 48, "4 of 4 lessons · 100% complete", "sans 8 #9aa4b5")
    page.fill((14, 52, 120, 3), "#3ecf8e")
    page.text(14, 66, "Completed by Stefan Brightwell on 2026-08-19", "sans 9 #ffffff")
    page.text(14, 73, "Learning time 1h 30m", "sans 9 #ffffff")
    page.text(14, 80, "Certificate ID  thb_7f3k29qd", "mono 8 #9aa4b5")
    page.fill((14, 90, 45, 9), "#ff9d2e")
    page.text(36.5, 96, "Download PDF", "sans 8 b c #15181f")
    page.disc((160, 62), 17, "#ff9d2e")
    page.text(160, 65, "HV-A", "sans 14 b c #15181f")
    return page
