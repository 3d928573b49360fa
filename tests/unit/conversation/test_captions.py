"""What stands beside a file is a caption where it says nothing but that the file is there."""

import pytest

from bot.conversation.captions import Caption, caption


@pytest.mark.parametrize(
    "text",
    [
        "my old log",
        "Here's my log",
        "old CPD record",
        "please import this",
        "can you import these please",
        "import my old log",
        "my CPD history",
        "training records, thanks",
        "here's my calendar",
        "first one is for the forklift, second for the radar course",
        "the PDF is for the EV course and the photo for first aid",
    ],
)
def test_words_that_only_say_what_kind_of_file_it_is_are_a_caption(text: str) -> None:
    assert caption(text) == Caption()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my spreadsheet from my last job", "last job"),
        ("add this to my radar course", "radar course"),
        ("cert for the webinar", "webinar"),
    ],
)
def test_a_caption_says_what_the_file_is_of(text: str, about: str) -> None:
    assert caption(text) == Caption(about)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("here is my first aid certificate", "first aid"),
        ("This is the EV level 3 cert, thanks", "ev level 3"),
        ("manual handling certificate", "manual handling"),
        ("my IMI TechSafe ADAS badge", "imi techsafe adas"),
    ],
)
def test_a_caption_says_what_sort_of_certificate_it_is(text: str, kind: str) -> None:
    assert caption(text) == Caption(kind=kind)


@pytest.mark.parametrize(
    "text",
    [
        "2h course at Bosch yesterday",
        "add 2 hours",
        "use it in my job every day",
        "read it and learnt how to isolate the pack",
        "I keep a log of each repair now",
        "I got my first aid certificate",
        "it was the day I passed the certificate",
        "not my certificate",
        "Priya gave me a certificate",
    ],
)
def test_whoever_says_more_has_written_a_message(text: str) -> None:
    assert caption(text) is None
