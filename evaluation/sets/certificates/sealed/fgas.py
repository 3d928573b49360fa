"""A refrigerant handler's certificate, of no expiry, with the law's name in small type."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 25, "Coolmoor Assessments Ltd", "condensed 18 b #006a8e")
    page.text(190, 25, "Approved centre 3391", "condensed 9 r")
    page.line((20, 29), (190, 29), colour="#006a8e", thick="1.2")
    page.text(20, 52, "Refrigerant Handling: Mobile Air Conditioning", "condensed 19 b")
    page.text(
        20,
        61,
        "F-Gas training attestation for R134a and R1234yf systems in vehicles",
        "condensed 11",
    )
    page.table(
        (20, 75),
        (55, 115),
        (
            ("Attestation holder", "Samira El-Khatib"),
            ("Attestation no.", "CAA 26 / 0093 / M"),
            ("Theory assessed", "06-05-2026   88 %"),
            ("Practical assessed", "07-05-2026   Pass"),
            ("Assessor", "R. Huddlestone"),
        ),
        "condensed 11",
        row=10,
    )
    page.block(
        (20, 140, 170),
        "This attestation is issued under Regulation (EC) No 307/2008 as retained, for the "
        "recovery of fluorinated greenhouse gases from air-conditioning systems in motor "
        "vehicles. It does not expire.",
        "condensed 10",
    )
    page.disc((165, 200), 16, "#cfe6ee")
    page.text(165, 202, "ORIGINAL", "condensed 10 b c #006a8e")
    page.scribble(30, 200)
    return page
