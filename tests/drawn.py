"""Files that somebody might drop, drawn for a test: certificates as PDFs, and a photo of one."""

from collections.abc import Sequence

from fpdf import FPDF


def pdf(lines: Sequence[str], *, pages: int = 1, password: str = "") -> bytes:
    """A PDF with these lines on each page, in large type."""
    document = FPDF()
    document.set_font("Helvetica", size=14)
    for _ in range(pages):
        document.add_page()
        for line in lines:
            document.cell(0, 10, line, new_x="LMARGIN", new_y="NEXT")
    if password:
        document.set_encryption(owner_password=f"{password}-owner", user_password=password)
    return bytes(document.output())


def certificate(
    title: str = "High voltage isolation",
    *,
    person: str = "Ana Ortiz",
    day: str = "20 November 2026",
    hours: str = "2 hours",
    expiry: str = "20 November 2028",
    provider: str = "Bosch Training",
) -> bytes:
    """A certificate with the labels that most have; an empty fact is left out."""
    facts = (
        ("Certificate of completion", "x"),
        (f"Name: {person}", person),
        (f"Course: {title}", title),
        (f"Date completed: {day}", day),
        (f"Duration: {hours}", hours),
        (f"Provider: {provider}", provider),
        (f"Valid until: {expiry}", expiry),
        ("Certificate number: HV-2026-0417", "x"),
    )
    return pdf([line for line, fact in facts if fact])
