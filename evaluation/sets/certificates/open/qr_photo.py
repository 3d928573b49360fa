"""A certificate with a QR code, photographed in poor light; the code leads to a short address."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=850, turned=1.8, margin=0.06, noise=0.12, blur=0.6, shade=0.5, quality=45)


def draw() -> Sheets:
    page = Sheets()
    page.text(105, 40, "Rollwick Tyre School", "arial 26 b c #333333")
    page.line((40, 46), (170, 46), thick="1.5", colour="#e0a800")
    page.text(105, 80, "Tyre Pressure Monitoring: Sensors and Reset", "arial 16 b c")
    page.text(105, 104, "Awarded to", "arial 12 c")
    page.text(105, 118, "Duncan Tolliver", "arial 24 c")
    page.text(105, 140, "on completion of a half-day course (3.5 h)", "arial 12 c")
    page.text(105, 150, "on 17 April 2026", "arial 12 c")
    page.qr((75, 175), 60, "https://rr.example/t/5kX2")
    page.text(105, 250, "Verify at rr.example", "arial 11 c")
    return page
