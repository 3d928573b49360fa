"""A tester's own record of training, filled in through the year, scanned in grey."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=1200, turned=0.6, noise=0.05, blur=0.4, grey=True, quality=40)
ROWS = (
    ("14/05/26", "Special notices and manual changes", "45 mins", ""),
    ("02/07/26", "Brake testing: imbalance and efficiency", "1 hr", ""),
    ("17/09/26", "Headlamp aim on LED units", "40 mins", ""),
    ("20/10/26", "Corrosion and standards of repair", "50 mins", ""),
)


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.text(15, 18, "MOT annual training record 2026/27", "narrow 18 b")
    page.text(
        15, 27, "Tester: Irene Waddilove      Site: V088213      Groups: A and B", "narrow 12"
    )
    below = page.table(
        (15, 34),
        (35, 120, 30, 80),
        (("Date", "Topic", "Time", "Signed"), *ROWS),
        "narrow 11",
        head="#d9d9d9",
        row=10,
    )
    page.text(15, below + 10, "TOTAL  3 hrs 15 mins", "narrow 13 b")
    for row in range(4):
        page.scribble(205, 52 + row * 10, "#333333")
    return page
