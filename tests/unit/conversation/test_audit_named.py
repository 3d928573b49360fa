"""What is told of a body's audit, and what only sounds like it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.audit_named import AuditNamed, audit_named

NOW = datetime(2026, 11, 21, 10, tzinfo=ZoneInfo("Europe/London"))
JANUARY = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("said", "told", "body", "on"),
    [
        ("I've been selected for audit", "selected", "", None),
        ("IMI want to audit my CPD", "selected", "imi", None),
        ("CMI have asked for my record", "selected", "cmi", None),
        ("IMI have selected me for audit by 12 January", "selected", "imi", JANUARY),
        ("been selected for audit, they want it by 12 Jan", "selected", "", JANUARY),
        ("got an audit letter from IMI, due 12 January", "selected", "imi", JANUARY),
        ("IMI has asked for my CPD record before 12 Jan 2027", "selected", "imi", JANUARY),
        ("oh no I've been picked for the IMI audit, what do I do?", "selected", "imi", None),
        ("help imi are auditing me", "selected", "imi", None),
        ("I have to submit my record to IMI for audit", "selected", "imi", None),
        ("My record has been called for by CMI", "selected", "cmi", None),
        ("I've been selected for an IMI TechSafe audit", "selected", "techsafe", None),
        ("I've been selected for audit, they want it on 12 January", "selected", "", JANUARY),
        ("I got an audit letter on Monday", "selected", "", None),
        ("IMI selected me for audit on Tuesday", "selected", "imi", None),
        ("I was selected for the annual sample", "selected", "", None),
        ("sent my record to IMI yesterday", "sent", "imi", date(2026, 11, 20)),
        ("audit pack sent", "sent", "", None),
        ("I passed the audit", "passed", "", None),
        ("IMI accepted everything", "passed", "imi", None),
        ("IMI failed me", "not_passed", "imi", None),
        ("imi want more evidence", "questions", "imi", None),
        ("haven't heard from IMI", "not_heard", "imi", None),
        ("IMI cancelled the audit", "off", "imi", None),
        ("I'm not being audited after all", "off", "", None),
    ],
)
def test_it_is_read(said: str, told: str, body: str, on: date | None) -> None:
    assert audit_named(said, NOW) == AuditNamed(told, body, on)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["sent it", "it's done", "I've sent it off", "thats all sent"])
def test_what_names_nothing_is_bare(said: str) -> None:
    found = audit_named(said, NOW)
    assert found is not None
    assert (found.told, found.bare) == ("sent", True)


@pytest.mark.parametrize(
    "said",
    [
        "I audited the workshop's tools",
        "did an audit of the tool store, 2h",
        "internal audit training course 2h yesterday",
        "my mate's been selected for audit",
        "I was selected for the audit team",
        "have I been selected for audit?",
        "IMI want to see more electric cars on the road",
        "sent it back to Bosch",
        "1h webinar on how IMI audit CPD",
        "I've been selected for the HV course",
        "it's done wonders for my confidence",
        "I learnt to check the pads before the audit",
        "I passed the HV assessment",
        "passed my audit training course yesterday, 3h",
        "the audit of the parts store was fine",
        "when is the audit?",
        "I've been selected for audit so I tidied up my log and learnt to keep certificates",
        "they did not accept the webinar",
        "they want to see me",
        "they need to check me",
    ],
)
def test_what_is_something_else_is_left_alone(said: str) -> None:
    assert audit_named(said, NOW) is None


_SAID = (
    "i ive have been just the my imi cmi audit selected for by sent it record cpd passed all now "
    "12 january please help letter from asked"
)
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_whatever_is_said_is_answered(said: str) -> None:
    found = audit_named(said, NOW)
    assert found is None or len(said.split()) <= 40
