"""A sheet that people signed at a supplier's evening, photographed from above."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=850, turned=2.6, margin=0.05, noise=0.13, blur=0.7, shade=0.4, lean=0.03, quality=42
)
SIGNED = (
    ("Tony Varga", "Varga Bodyshop", ""),
    ("MICHELLE ORDE", "Orde & Son", ""),
    ("Kwabena Asante-Hill", "Hill Street Coachworks", ""),
    ("R. Tunnicliffe", "self employed", ""),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 24, "Brightmoor Refinish", "arial 22 b #d06a00")
    page.text(20, 34, "Customer training evening", "arial 12")
    page.text(20, 48, "Waterborne basecoat: blending & drying", "arial 16 b")
    page.text(20, 58, "Tuesday 13 October 2026      6.30pm - 8.30pm", "arial 12")
    page.table(
        (20, 68),
        (75, 75, 25),
        (("Name (print)", "Company", "Sign"), *SIGNED),
        "cursive 13",
        row=13,
        head="#f3e3d0",
    )
    for row in range(4):
        page.scribble(172, 90 + row * 13)
    return page
