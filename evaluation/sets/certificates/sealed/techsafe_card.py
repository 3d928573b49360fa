"""A wallet card photographed on a bench: "renewal due" and a number of the holder."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(
    width=900, turned=4, margin=0.12, noise=0.12, blur=0.8, shade=0.3, desk="#4a4f55", quality=50
)


def draw() -> Sheets:
    page = Sheets((86, 54))
    page.fill((0, 0, 86, 54), "#f7f7f2")
    page.fill((0, 0, 86, 13), "#e2571e")
    page.text(4, 9, "SAFE-EV REGISTER", "arial 12 b #ffffff")
    page.fill((64, 17, 18, 22), "#c9ced4")
    page.disc((73, 25), 4, "#8b95a1")
    page.fill((67, 31, 12, 8), "#8b95a1")
    page.text(4, 20, "Name", "arial 5 #777777")
    page.text(4, 24, "DEREK J. OXENHOLME", "arial 8 b")
    page.text(4, 30, "Competence", "arial 5 #777777")
    page.text(4, 34, "TechSafe refresher: EV Level 3", "arial 7")
    page.text(4, 40, "Passed", "arial 5 #777777")
    page.text(4, 44, "12 JAN 26", "arial 7")
    page.text(26, 40, "Renewal due", "arial 5 #777777")
    page.text(26, 44, "12 JAN 28", "arial 7 b")
    page.text(48, 40, "Reg. no.", "arial 5 #777777")
    page.text(48, 44, "SER 55 20 917", "arial 7")
    page.text(4, 51, "If found return to Safe-EV Register, PO Box 90, Tarnby", "arial 5")
    return page
