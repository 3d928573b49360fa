"""A name with titles before and after it, on a photographed certificate of a learned society."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=1150, turned=-1.6, margin=0.03, noise=0.09, blur=0.5, shade=0.3, quality=42)


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.fill((0, 0, 297, 210), "#fbf6e6")
    page.frame((10, 10, 277, 190), colour="#6d4c1b", thick="2")
    page.text(148, 42, "The Society for Vehicle Refinement", "serif 22 b c #6d4c1b")
    page.text(148, 70, "Professor Dame Siân Llewelyn-Pryce OBE CEng FIMechE", "serif 17 c")
    page.text(148, 88, "delivered the Society's lecture", "oblique 12 c")
    page.text(148, 102, "Noise, Vibration and the Silent Car", "serif 19 b c")
    page.text(148, 124, "Her listener", "oblique 12 c")
    page.text(148, 138, "Dr. inż. Łukasz Wójcik MIET", "serif 20 b c")
    page.text(148, 152, "was present on 25th November 2026", "oblique 12 c")
    page.text(148, 164, "and may claim two hours of professional development", "oblique 12 c")
    page.scribble(230, 182)
    return page
