"""An e-mail to somebody who had registered for a webinar and did not come."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 30, "Sorry we missed you", "times 24 b")
    page.text(20, 40, "From: Gatehouse Webinars <hello@gatehouse-webinars.example>", "courier 9")
    page.text(20, 45, "Date: Tue, 6 Oct 2026 18:02:11 +0100", "courier 9")
    below = page.block(
        (20, 58, 160),
        'Dear Marguerite Dunmore,\n\nYou registered for "Managing Hybrid Teams" (60 minutes, '
        "1 CPD hour) on 6 October 2026, but it seems you could not join us. Watch the recording "
        "and answer five questions by 20 October, and we will send you a certificate.",
        "times 13",
    )
    page.text(20, below + 12, "The Gatehouse team", "times 13")
    return page
