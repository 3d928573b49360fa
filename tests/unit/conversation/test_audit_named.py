"""What is told of a body's audit, and what only sounds like it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.audit_named import AuditNamed, audit_named, day_alone

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
        ("IMI passed me", "passed", "imi", None),
        ("imi pased me", "passed", "imi", None),
        ("they've accepted my record", "passed", "", None),
        ("they didn't accept my record", "not_passed", "", None),
        ("failed the audit", "not_passed", "", None),
        ("passed my audit on Friday", "passed", "", date(2026, 11, 20)),
        ("I'm not being audited after all", "off", "", None),
    ],
)
def test_it_is_read(said: str, told: str, body: str, on: date | None) -> None:
    assert audit_named(said, NOW) == AuditNamed(told, body, on)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("IMI selected me for audit. I have until the 12th of January", JANUARY),
        ("I've been selected for audit, due in 3 weeks", date(2026, 12, 12)),
        ("selected by IMI, they need it within 14 days", date(2026, 12, 5)),
        ("selected for audit - deadline 12 Jan", JANUARY),
        ("been slected for adit by imi, need it by 12 jan", JANUARY),
        ("ive been selected for audit they gave me 3 weeks", date(2026, 12, 12)),
        ("IMI audit, everything due 12/01", JANUARY),
        ("got picked for the audit, must send everything by Friday", date(2026, 11, 27)),
        ("imi picked me for audit. letter came on Monday, they want it by 12 January", JANUARY),
        ("selected for audit last Tuesday, due 12 January", JANUARY),
        ("IMI have selected me for audit, I've got two weeks to send it", date(2026, 12, 5)),
        ("selected for audit!! 14 days to reply", date(2026, 12, 5)),
        ("cmi want my record in by 5pm on 12 january", JANUARY),
        ("IMI have asked for my record within 28 days", date(2026, 12, 19)),
        ("IMI want my record within 48 hours", date(2026, 11, 23)),
        ("selected for audit, they want it within 10 working days", date(2026, 12, 4)),
        ("IMI want my record within two months", date(2027, 1, 21)),
        ("I was selected for audit and have to submit by end of month", date(2026, 11, 30)),
        ("IMI need my cpd by end of next month", date(2026, 12, 31)),
        ("IMI want my record by the end of the week", date(2026, 11, 27)),
        ("IMI want my record by the end of the year", date(2026, 12, 31)),
        ("IMI want my record by the end of October", date(2027, 10, 31)),
        ("IMI want my record before Christmas", date(2026, 12, 24)),
        ("selected for audit by IMI, no later than 12th Jan", JANUARY),
        ("IMI have picked my record for audit, 12 January is the deadline", JANUARY),
        ("help!! selected for audit, got till the 12th of jan", JANUARY),
        ("imi audit by 12 january", JANUARY),
        ("imi audit 12 jan", JANUARY),
        ("IMI audit, end of January", date(2027, 1, 31)),
        ("audit by imi 12 jan", JANUARY),
        ("audit for cmi by the 12th of jan", JANUARY),
        ("i have an imi audit by 12 january", JANUARY),
        ("selected imi 12 january", JANUARY),
        ("imi selected 12/01", JANUARY),
        ("imi audit in 3 weeks", date(2026, 12, 12)),
        ("selected by imi", None),
        # What is over, the letter's own day, or a count from it that nobody here knows.
        ("IMI want my record by 12 October", None),
        ("IMI want my record by 12 October 2026", None),
        ("imi picked me for audit, letter dated 3 Nov", None),
        ("imi picked me for audit, letter dated 3 Dec 2026", None),
        ("IMI have asked for my record within 14 days from the date of the letter", None),
        ("IMI want my record by January", None),
    ],
)
def test_a_selection_says_by_when(said: str, on: date | None) -> None:
    found = audit_named(said, NOW)
    assert found is not None
    assert (found.told, found.on, found.bare) == ("selected", on, False)


@pytest.mark.parametrize(
    ("said", "on", "bare"),
    [
        ("they want my record by the end of January", date(2027, 1, 31), False),
        ("they want my cpd log by 12/1", JANUARY, False),
        ("they need it by Friday", date(2026, 11, 27), True),
        ("I have until 12 January", JANUARY, True),
        ("deadline is 12 January", JANUARY, True),
        ("the audit deadline is 12 January", JANUARY, True),
        ("it's due 12 January", JANUARY, True),
        ("they want my portfolio by 12 January", JANUARY, True),
    ],
)
def test_only_by_when_is_of_an_audit_that_was_told(
    said: str, on: date | None, *, bare: bool
) -> None:
    assert audit_named(said, NOW) == AuditNamed("due", "", on, bare)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 january", JANUARY),
        ("Jan 12th please", JANUARY),
        ("by the 12th of jan", JANUARY),
        ("its 12/01", JANUARY),
        ("end of january", date(2027, 1, 31)),
        ("in 3 weeks", date(2026, 12, 12)),
        ("within 14 days", date(2026, 12, 5)),
        ("today", NOW.date()),
        ("yesterday", None),
        ("12 november", None),
        ("january", None),
        ("12 january or 14 january", None),
        ("12 january, 2h", None),
        ("the course on 12 january", None),
        ("no", None),
    ],
)
def test_a_day_alone(said: str, day: date | None) -> None:
    assert day_alone(said, NOW) == day


def test_who_accepts_everything_is_not_named() -> None:
    assert audit_named("they accepted everything", NOW) == AuditNamed("passed", bare=True)


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
        "selected a course",
        "I selected the EV course, due 12 January",
        "selected for the HV course, due in 3 weeks",
        "selected for audio training",
        "shared a lift with Ben to the course",
        "audit of tyre pressures 2h",
        "did a tool audit yesterday, 1h",
        "audit training due 12 January",
        "my manager wants my record by Friday",
        "my tutor wants my assignment by 12 January",
        "they accepted my quote",
        "the customer accepted everything we found",
        "passed my MOT assessment",
        "I passed the audit course",
        "failed the brake test",
        "my cpd is due by 31 May",
        "I have 2 weeks off",
        "I need to check the audit trail within 14 days",
        "got 3 weeks of training",
        "IMI webinar due 12 January",
        "the deadline for the course is 12 January",
        "they want me on the EV course by the end of January",
        "mate failed the audit",
        "I learnt that IMI want records within 14 days",
        "2h audit course by IMI on 12 January",
        "IMI audit",
        "IMI audit yesterday",
        "IMI audit on Tuesday",
        "2h IMI audit 12 January",
        "IMI audit course 12 January",
    ],
)
def test_what_is_something_else_is_left_alone(said: str) -> None:
    assert audit_named(said, NOW) is None


_SAID = (
    "i ive have been just the my imi cmi audit selected for by sent it record cpd passed all now "
    "12 january please help letter from asked they want it within 3 weeks days by end of month due"
)
_WORDS = st.sampled_from(_SAID.split())


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_whatever_is_said_is_answered(said: str) -> None:
    found = audit_named(said, NOW)
    assert found is None or len(said.split()) <= 40
