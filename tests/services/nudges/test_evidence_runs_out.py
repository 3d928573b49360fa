"""The nudge about evidence that runs out: whom it reaches, how often, and what becomes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.nudges import due_nudges
from bot.services.nudges.sent_nudges import Became, became_of
from bot.services.record import actions as record
from storage.engine.database import Database
from storage.row_types import EntryRecord, NudgeRecord
from tests.evidence_files import attached
from tests.services.harness import ServiceHarness
from tests.services.nudges.test_sweep import read_whole, statements

MORNING = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
HOLDS_TO = date(2026, 12, 10)
NEWER = b"%PDF-1.7 newer"


@pytest.fixture
def office(database: Database) -> ServiceHarness:
    """Ana's evidence runs out in three weeks; Ben's in a year, and Col's was taken down."""
    harness = ServiceHarness(database, MORNING - timedelta(days=2))
    for who, last_day in (
        ("UANA", HOLDS_TO),
        ("UBEN", date(2027, 11, 1)),
        ("UCOL", HOLDS_TO),
    ):
        with harness.open(who) as ctx:
            attached(ctx, harness.logged(ctx, title="First aid"), runs_out=last_day)
    with harness.open("UCOL") as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"])
        record.Withdraw(entry.id).do(ctx)
    harness.now = MORNING
    return harness


def nudges(harness: ServiceHarness) -> list[tuple[str, str]]:
    return [
        (who, period.partition(":")[2])
        for who, period in harness.query(
            "SELECT slack_id, period FROM nudge JOIN member ON member.id = nudge.member_id"
            " WHERE nudge.kind = 'evidence_runs_out' ORDER BY nudge.id"
        )
    ]


def told(harness: ServiceHarness) -> tuple[NudgeRecord, EntryRecord]:
    """Ana's nudge and her entry."""
    [(nudge_id, entry_id)] = harness.query("SELECT id, entry_id FROM nudge")
    with harness.open() as ctx:
        nudge = ctx.work.nudges.get(nudge_id)
        entry = ctx.work.entries.get(entry_id, ctx.member.id)
        assert nudge is not None
        assert entry is not None
        return nudge, entry


def became(harness: ServiceHarness) -> Became | None:
    nudge, entry = told(harness)
    with harness.open() as ctx:
        return became_of(ctx, nudge, None, [entry])


def test_it_reaches_who_has_such_evidence_once_and_nobody_else(office: ServiceHarness) -> None:
    assert office.sweep() == 1
    assert nudges(office) == [("UANA", "2026-12-10:30")]
    for _ in range(20):
        office.now += timedelta(days=1)
        office.sweep()
    assert nudges(office) == [("UANA", "2026-12-10:30")]


def test_both_steps_are_said(office: ServiceHarness) -> None:
    with office.open("UBEN") as ctx:
        attached(ctx, office.logged(ctx, title="Banksman"), runs_out=date(2027, 2, 1))
    office.sweep()
    office.now = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
    office.sweep()
    assert [when for who, when in nudges(office) if who == "UBEN"] == [
        "2027-02-01:90",
        "2027-02-01:30",
    ]


def test_who_was_told_is_not_read_again_at_each_sweep(office: ServiceHarness) -> None:
    """Else everybody whose evidence runs out would be evaluated for 90 days, once a minute; so
    would be who has renewed in time.
    """
    with office.open("UDAN") as ctx:
        for title, last_day in (("First aid", HOLDS_TO), ("FIRST AID", date(2029, 12, 10))):
            content = title.encode()
            attached(ctx, office.logged(ctx, title=title), content=content, runs_out=last_day)
    assert read_whole(office) == {"UANA"}
    office.sweep()
    office.now += timedelta(days=8)
    assert read_whole(office) == set()


def test_it_waits_for_no_statement_more_with_many_of_them(office: ServiceHarness) -> None:
    for_one = statements(office, MORNING)
    assert for_one > 5
    for number in range(10):
        with office.open(f"U{number}") as ctx:
            attached(ctx, office.logged(ctx, title="First aid"), runs_out=HOLDS_TO)
    assert len(office.due(MORNING)) == 11
    assert statements(office, MORNING) == for_one


def test_newer_evidence_before_it_is_sent_takes_it_back(office: ServiceHarness) -> None:
    office.sweep()
    nudge, entry = told(office)
    with office.open() as ctx:
        assert due_nudges.recheck(office.contexts, ctx.work.session, nudge) == "send"
    with office.open() as ctx:
        attached(ctx, entry, content=NEWER, runs_out=date(2029, 12, 10))
    with office.open() as ctx:
        assert due_nudges.recheck(office.contexts, ctx.work.session, nudge) == "cancel"


def test_newer_evidence_settles_it_wherever_it_is(office: ServiceHarness) -> None:
    office.sweep()
    assert became(office) is None
    with office.open() as ctx:
        newer = office.logged(ctx, title="FIRST AID")
        attached(ctx, newer, content=NEWER, runs_out=date(2029, 12, 10))
    assert became(office) == Became("gone")


def test_its_day_passes(office: ServiceHarness) -> None:
    office.sweep()
    office.now = datetime(2026, 12, 11, 10, 0, tzinfo=UTC)
    assert became(office) == Became("over")
