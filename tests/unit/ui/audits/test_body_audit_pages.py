"""What a body's audit says: short, the worst first, and what was added dated as such."""

from datetime import date

import pytest

from bot.policy.audits.preparing import FLAWS, MENDS
from bot.services.audits.body_audit_views import BodyAuditView, Counts
from bot.services.record.late_words import WHOLE, Late
from bot.ui.audits import body_audit_pages as pages
from bot.ui.audits.body_audit_words import FLAW_WORDS, MEND_WORDS, by_day, late_words
from bot.ui.kit.blocks import Content
from tests.unit.ui.audits.body_audit_builders import (
    OVER,
    TITLE,
    TODAY,
    VIEWS,
    audit,
    row,
    view,
)

LAST = date(2026, 10, 31)


def text_of(content: Content) -> str:
    """All sections, without buttons."""
    return "\n".join(
        block["text"]["text"] for block in content.blocks if block["type"] == "section"
    )


def buttons_of(content: Content) -> list[str]:
    return [
        element["text"]["text"]
        for block in content.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    ]


def test_every_flaw_has_words_and_something_that_opens() -> None:
    assert set(FLAW_WORDS) == set(FLAWS)
    assert set(MEND_WORDS) == {*MENDS.values(), "add_it"}


@pytest.mark.parametrize("shown", VIEWS)
def test_messages_that_stay_hold_no_word_of_the_members(shown: BodyAuditView) -> None:
    for build in (pages.told, pages.sent, pages.asked_what_came, pages.outcome):
        content = build(shown)
        assert "title" not in text_of(content).lower()
        assert len(text_of(content).split()) <= 45 + 25  # with what the policy says of appeals


def test_a_reminder_says_the_one_worst_thing_in_few_words() -> None:
    content = pages.reminder(view(), Counts(38, 5, row("no_evidence", "job_unknown")))
    said = text_of(content).replace("A title &lt;of mine&gt;", "")
    assert "Worst (5 in all)" in said
    assert "Formal, without evidence" in said
    assert len(f"{said} {' '.join(buttons_of(content))}".split()) <= 46
    assert buttons_of(content) == ["Add evidence", "See them", "I’ve sent it"]
    assert TITLE not in content.text


def test_where_nothing_is_missing_a_reminder_says_that() -> None:
    content = pages.reminder(view(stops=0), Counts(38, 0, None))
    assert "Nothing is missing that I can see." in text_of(content)


@pytest.mark.parametrize(
    ("due_on", "left", "said"),
    [
        (None, None, "by when is not known"),
        (date(2027, 1, 12), 52, "by 12 Jan 2027, in 52 days"),
        (date(2026, 11, 22), 1, "by 22 Nov 2026, tomorrow"),
        (date(2026, 11, 21), 0, "by 21 Nov 2026, today"),
        (date(2026, 11, 20), -1, "the day was 20 Nov 2026"),
    ],
)
def test_a_countdown_counts_to_a_day_that_is_known(
    due_on: date | None, left: int | None, said: str
) -> None:
    assert by_day(due_on, left) == said


def test_what_was_added_later_says_when() -> None:
    late = (Late("evaluation", TODAY), Late("evidence", TODAY), Late("days", date(2026, 11, 2)))
    assert late_words(late, LAST, cycle=True) == (
        "Added on 21 Nov 2026, after the cycle ended: evaluation and evidence; "
        "Added on 2 Nov 2026, after the cycle ended: days"
    )
    whole = (Late(WHOLE, TODAY),)
    assert late_words(whole, LAST, cycle=False) == "Added on 21 Nov 2026, after 31 Oct 2026"
    assert late_words((), LAST, cycle=True) == ""


def test_not_passed_says_what_the_policy_says_of_appeals() -> None:
    failed = next(one for one in OVER if one.outcome == "not_passed")
    said = text_of(pages.outcome(view(audit=failed)))
    assert "IMI takes appeals by an online form" in said
    assert "by when is not published" in said
    unknown = text_of(pages.outcome(view(audit=failed, appeal="", account=False)))
    assert "not known to me" in unknown


def test_sent_and_taken_back_its_message_is_the_first_again() -> None:
    assert "Sent to IMI on 21 Nov 2026" in text_of(pages.sent(view(audit=audit("sent"))))
    assert "by 12 Jan 2027" in text_of(pages.sent(view()))
