"""A test certificate of a car: it has a number, a date and an expiry, and nobody learnt."""

from evaluation.certificates.drawing import Sheets

TESTED = (
    ("Vehicle", "BRAMBLE Tern 1.2 hatchback, blue"),
    ("Registration mark", "XX00 XXX"),
    ("Mileage", "61,204"),
    ("Date of the test", "09.11.2026"),
    ("Expiry date", "08.11.2027"),
    ("Test number", "0000 1111 2222"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(15, 22, "Vehicle test certificate", "arial 20 b")
    page.fill((15, 28, 180, 16), "#00703c")
    page.text(20, 39, "Pass", "arial 18 b #ffffff")
    page.table((15, 52), (70, 110), TESTED, "arial 11", row=9)
    page.text(15, 130, "Advisories: nearside front tyre worn close to legal limit", "arial 10")
    page.text(15, 138, "Inspected by: G. L. Penrose", "arial 10")
    return page
