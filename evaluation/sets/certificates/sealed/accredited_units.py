"""A seminar's slip with units of CPD by session, their sum, and what a unit is, photographed."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=820,
    turned=2,
    margin=0.05,
    noise=0.12,
    blur=0.6,
    shade=0.4,
    lean=-0.02,
    orientation=3,
    quality=42,
)
UNITS = (
    ("Session", "CPD units"),
    ("Faulty parts and who pays", "1.5"),
    ("Estimates, quotes, authority", "1.5"),
    ("When a customer does not collect", "1"),
)


def draw() -> Sheets:
    page = Sheets("A5")
    page.fill((0, 0, 148, 30), "#f7b801")
    page.text(10, 14, "WHAT THE LAW SAYS", "arial 15 b")
    page.text(10, 23, "Consumer rights for garages: a seminar", "arial 11")
    page.text(10, 45, "Given to:", "arial 10")
    page.text(34, 45, "Miss Tamsin Boscawen", "cursive 15 #16266e")
    page.text(10, 58, "Date of seminar:  1st July, 2026", "arial 10")
    below = page.table((10, 66), (92, 34), UNITS, "arial 9", head="#fdecb5", row=8)
    page.text(
        10, below + 10, "You may claim 4 CPD units. One unit is one hour of learning.", "arial 10 b"
    )
    page.text(10, below + 40, "Organiser: Tregarth Legal Training", "arial 10")
    page.text(10, below + 48, "Ref: TLT-0701-26", "arial 10")
    page.text(138, 200, "stamp here", "arial 8 r #999999")
    return page
