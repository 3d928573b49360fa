"""A slip from a simulator's printer, photographed in the hand."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=620, turned=-3, margin=0.14, noise=0.15, blur=0.7, shade=0.4, desk="#c9a184", quality=50
)
SLIP = (
    "SESSION COMPLETE",
    "Eco driving for vans",
    "DRIVER   K. Ostrowska",
    "DATE     2026.10.30",
    "START    13:05",
    "END      14:20",
    "LENGTH   1:15",
    "SCORE    78/100",
    "SLIP     000931",
)


def draw() -> Sheets:
    page = Sheets((58, 110))
    page.text(29, 10, "DRIVE-SIM CENTRE", "mono 8 b c")
    page.text(29, 15, "Penmouth Quay", "mono 6 c")
    page.line((4, 18), (54, 18))
    for row, words in enumerate(SLIP):
        page.text(5, 25 + row * 6, words, "mono 6")
    page.text(29, 100, "thank you", "mono 6 c")
    return page
