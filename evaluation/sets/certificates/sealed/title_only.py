"""A page with a title and nothing else."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.text(105, 130, "Certificate of Achievement", "helvetica 16 c")
    page.text(105, 148, "Wheel Alignment Essentials", "helvetica 24 b c")
    return page
