"""The end of an apprenticeship: a grade, a reference, photographed on its side by a phone."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=900, turned=-1, margin=0.06, noise=0.11, blur=0.6, shade=0.3, orientation=6, quality=45
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 210, 14), "#14375e")
    page.text(105, 60, "Crown Meadow Assessment", "roman 24 b c #14375e")
    page.text(105, 82, "End-Point Assessment: Statement of Result", "roman 16 c")
    page.text(105, 110, "Keziah Marlow-Stone", "roman 26 c")
    page.text(105, 130, "Motor Vehicle Service and Maintenance Technician", "roman 15 b c")
    page.text(105, 140, "Apprenticeship standard, level 3", "roman 12 c")
    page.text(105, 165, "Overall grade: DISTINCTION", "roman 17 b c")
    page.text(105, 182, "Assessed on 30th July 2026", "roman 13 c")
    page.text(105, 192, "Result issued on 11th August 2026", "roman 13 c")
    page.text(105, 215, "Ref. CMA/EPA/83017", "roman 11 c")
    page.fill((0, 283, 210, 14), "#14375e")
    return page
