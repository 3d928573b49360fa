"""First aid again, older and photographed: words filled in on dotted lines."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=1000, turned=1.3, margin=0.04, noise=0.14, blur=0.7, shade=0.45, lean=0.02, quality=45
)
FILLED = (
    (48, "This certifies that", "Mr. Colin Applegarth"),
    (62, "has requalified in", "Emergency First Aid at Work"),
    (76, "on", "3rd September 2026"),
    (90, "Course length (hours)", "6"),
    (104, "This certificate lapses on", "2nd September 2029"),
    (118, "Instructor", "Wendy Sproat"),
)


def draw() -> Sheets:
    page = Sheets("A5", landscape=True)
    page.frame((5, 5, 200, 138), colour="#a01818", thick="1")
    page.text(105, 22, "Emergency Aid Partnership", "roman 20 b c #a01818")
    page.text(105, 32, "CERTIFICATE", "roman 16 c wide")
    for y, what, filled in FILLED:
        page.text(18, y, what, "roman 11")
        page.text(74, y, "." * 70, "roman 11 #999999")
        page.text(78, y - 1, filled, "cursive 14 #16266e")
    page.scribble(140, 128)
    page.text(18, 136, "Registered in England 09990001. Form EA7 rev. 2019", "roman 7")
    return page
