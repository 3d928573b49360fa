"""An importer's certificate in Italian, English below each line, photographed."""

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.photographing import Photo

PHOTO = Photo(width=900, turned=-2.2, margin=0.05, noise=0.10, blur=0.6, shade=0.35, quality=45)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 210, 46), "#8c1c13")
    page.text(105, 24, "Valente Automobili", "cursive 34 b c #ffffff")
    page.text(105, 36, "CENTRO DI FORMAZIONE TECNICA", "arial 11 c #f4d9b0 wide")
    page.text(105, 72, "ATTESTATO DI PARTECIPAZIONE", "roman 22 b c")
    page.text(105, 80, "Certificate of participation", "cursive 13 c #666666")
    page.text(105, 102, "Si attesta che / This is to certify that", "roman 12 c")
    page.text(105, 116, "Gwendolyn Achterberg", "roman 24 c")
    page.line((50, 119), (160, 119))
    page.text(105, 132, "ha partecipato al corso / attended the course", "roman 12 c")
    page.text(105, 146, "Cambi automatici a doppia frizione", "roman 18 b c")
    page.text(105, 154, "Dual-clutch automatic gearboxes", "cursive 14 c")
    page.text(105, 176, "Torino, 22 settembre 2026", "roman 13 c")
    page.text(105, 186, "Durata / Duration: 7 ore / hours", "roman 13 c")
    page.scribble(85, 220)
    page.text(105, 232, "Il responsabile della formazione", "roman 10 c")
    page.text(
        105, 280, "Valente Automobili S.p.A. · Via delle Officine 40 · Torino", "arial 8 c #777777"
    )
    return page
