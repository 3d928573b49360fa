"""A testing institute's attestation with ISO dates and a Scandinavian name."""

from evaluation.certificates.drawing import Sheets

WHEN = (
    ("Examination", "2026-04-14"),
    ("Issued", "2026-04-28"),
    ("Valid from", "2026-05-01"),
    ("Valid to", "2031-04-30"),
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((15, 15, 28, 28), "#003a70")
    page.text(29, 33, "NPI", "arial 18 b c #ffffff")
    page.text(50, 24, "Nordisk Prøveinstitut A/S", "arial 13 b")
    page.text(50, 31, "Personnel certification", "arial 10")
    page.text(195, 24, "Doc 7.4-F-12  rev 3", "arial 8 r")
    page.text(15, 70, "Personal certificate no. NPI-P-2026-0317", "arial 12 b")
    below = page.block(
        (15, 78, 180),
        "It is certified that Søren Bjørn Østergaard has demonstrated competence in\n"
        "Ultrasonic inspection of bonded body panels, method level II.",
        "arial 12",
    )
    page.table((15, below + 8), (60, 60), WHEN, "mono 9", row=8)
    page.text(15, 200, "Aarhus", "arial 10")
    page.scribble(40, 202)
    return page
