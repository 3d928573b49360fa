"""An e-mail about a webinar, printed: its headers, minutes attended beside minutes planned."""

from evaluation.certificates.drawing import Sheets

HEADERS = (
    ("From:", "Independent Workshops Forum <events@iwf.example>"),
    ("Sent:", "22 October 2026 09:05"),
    ("To:", "Rowena Castleford <rowena@castlefordmotors.example>"),
    ("Subject:", "Your attendance: Pricing Labour Fairly"),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(15, 16, "Rowena Castleford", "helvetica 12 b")
    page.line((15, 19), (195, 19), thick="0.7")
    page.table((15, 24), (22, 150), HEADERS, "helvetica 9", lines=False, row=6)
    page.text(15, 66, "Hello Rowena,", "helvetica 11")
    below = page.block(
        (15, 72, 175),
        'Thank you for joining us for our webinar "Pricing Labour Fairly: What Customers See" '
        "on Wednesday 21 October. Please keep this e-mail as your record of attendance.",
        "helvetica 11",
    )
    page.table(
        (20, below + 5),
        (50, 70),
        (("Joined", "12:31"), ("Left", "13:28"), ("Time in session", "57 minutes of 60")),
        "courier 10",
    )
    page.text(15, below + 40, "The recording is available for 14 days.", "helvetica 11")
    page.text(15, below + 54, "Kind regards", "helvetica 11")
    page.text(15, below + 60, "The Events Team", "helvetica 11")
    page.text(15, below + 66, "Independent Workshops Forum", "helvetica 11 b")
    return page
