"""A calibration certificate of a torque wrench, photographed: an instrument's, with a due date."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=820, turned=-1.4, margin=0.05, noise=0.11, blur=0.6, shade=0.35, quality=42)
CALIBRATED = (
    ("Instrument", "Torque wrench 40-200 Nm"),
    ("Serial no.", "TW-771904"),
    ("Certificate no.", "TTL 26/3381"),
    ("Date of calibration", "18 Aug 2026"),
    ("Next due", "18 Aug 2027"),
    ("Customer", "Reid's Garage"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(105, 30, "Torquemoor Laboratory", "roman 22 b c")
    page.text(105, 44, "CERTIFICATE OF CALIBRATION", "roman 16 c")
    page.table((25, 60), (60, 100), CALIBRATED, "roman 12", row=10)
    page.text(
        25, 140, "Readings within 4% at all points. Traceable to national standards.", "roman 11"
    )
    page.scribble(30, 165)
    page.text(25, 175, "Calibrated by E. Marchbanks", "roman 11")
    return page
