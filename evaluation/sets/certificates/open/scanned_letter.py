"""A letter of an employer, scanned: a PDF without a letter of text."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(kind="pdf", width=1000, turned=0.8, noise=0.05, blur=0.5, grey=True, quality=22)


def draw() -> Sheets:
    page = Sheets()
    page.text(22, 28, "Hallowby Coaches Ltd.", "roman 20 b")
    page.text(22, 35, "Depot Road, Penmouth PM1 7RR", "roman 10")
    page.text(22, 60, "12th May 2026", "roman 12")
    page.text(22, 76, "Dear Mr Okafor,", "roman 12")
    page.text(22, 90, "Re: In-house training - Air suspension faults", "roman 12 b")
    below = page.block(
        (22, 98, 165),
        "This is to confirm that Emeka Okafor attended the above training in our Penmouth "
        "workshop on Saturday 9th May 2026. It lasted four and a half hours, not counting lunch, "
        "and was led by our foreman, Mr Geoffrey Swales.",
        "roman 12",
    )
    page.text(22, below + 14, "Yours sincerely", "roman 12")
    page.scribble(24, below + 30)
    page.text(22, below + 40, "Patricia Hallowby, Director", "roman 12")
    return page
