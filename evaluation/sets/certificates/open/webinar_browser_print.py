"""A web mail printed by a browser: its header and footer on two pages, the facts in a sentence."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets()
    for number in (1, 2):
        if number == 2:
            page.page()
        page.text(10, 8, "28/11/2026, 10:14", "arial 7")
        page.text(105, 8, "Inbox - Thanks for attending!", "arial 7 c")
        page.text(10, 290, "https://mail.example/u/0/?view=pt&th=18fe", "arial 7")
        page.text(200, 290, f"{number}/2", "arial 7 r")
        if number == 1:
            page.text(15, 24, "Thanks for attending!", "arial 14 b")
            page.text(15, 31, "1 message", "arial 8")
            page.text(15, 42, "Marigold Managers <no-reply@marigoldmanagers.example>", "arial 9 b")
            page.text(195, 42, "19 November 2026 at 16:40", "arial 9 r")
            page.text(15, 47, "To: Tobias Fenwick <t.fenwick@example.com>", "arial 9")
            page.block(
                (15, 60, 170),
                "Hi Tobias,\n\nYou were one of 214 people at this afternoon’s live session, "
                "“Delegating Without Disappearing”, with Celeste Adebayo-Holm. It counts for "
                "1.5 hours of CPD.\n\nSlides are attached. See you at the next one on "
                "10 December!",
                "arial 11",
            )
    page.text(15, 24, "2 attachments", "arial 9 b")
    page.text(15, 31, "delegating-slides.pdf  1.2 MB", "arial 9")
    page.text(15, 37, "calendar.ics  3 kB", "arial 9")
    return page
