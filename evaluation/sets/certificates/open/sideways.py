"""A landscape certificate that lies on its side on a portrait page."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    with page.pdf.rotation(90, x=105, y=105):
        page.text(-40, 30, "IRONBRIDGE PLANT & LIFTING", "roman 20 b")
        page.text(-40, 40, "Training Certificate", "roman 14")
        page.text(-40, 70, "Counterbalance Forklift - Novice Operator (B1)", "roman 17 b")
        page.text(-40, 90, "Operator: Callum Birtwistle", "roman 14")
        page.text(
            -40,
            102,
            "Training: 20/07/2026 - 22/07/2026     Basic skills test passed: 22/07/2026",
            "roman 11",
        )
        page.text(-40, 114, "Recommended refresher: 22/07/2029", "roman 12")
        page.text(-40, 126, "Certificate: IPL-FLT-7714", "roman 12")
        page.text(-40, 138, "Instructor: Maureen Tregaskis (reg. 40112)", "roman 12")
        page.scribble(150, 165)
    return page
