"""Nudges as a sweep queues them: each with the message that carries it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from storage.nudges import queueing
from storage.nudges.queueing import QueuedNudge
from storage.unit_of_work import unit_of_work
from tests.storage.builders import AFTER_LEASE, NOW, SOON, a_member, an_entry, query
from tests.storage.concurrency import Heard
from tests.storage.sending import Sending


@pytest.fixture
def member(database: Database) -> int:
    return a_member(database)


def a_nudge(member_id: int, period: str = "1", entry_id: int | None = None) -> QueuedNudge:
    return QueuedNudge(
        workspace_id="T1",
        member_id=member_id,
        kind="old_draft" if entry_id else "behind",
        period=period,
        budget_week=None,
        enrolment_id=None,
        entry_id=entry_id,
        values={"entries": [entry_id] if entry_id else []},
        at=NOW,
    )


def queue(database: Database, *nudges: QueuedNudge) -> int:
    """How many were new."""
    with database.transaction() as session:
        new = queueing.queue(session, nudges, SOON)
        session.commit()
    return new


def test_a_nudge_is_queued_with_its_message_in_its_members_lane(
    database: Database, member: int
) -> None:
    heard = Heard(database.signals.outbox)
    assert queue(database, a_nudge(member)) == 1
    assert heard.times == 1
    [(nudge_id,)] = query(database, "SELECT id FROM nudge")
    item = Sending(database).claim_one(now=SOON)
    assert (item.member_id, item.lane, item.kind) == (member, f"member:{member}", "nudge")
    assert (item.dedupe_key, item.values) == (f"nudge:{nudge_id}", {"nudge_id": nudge_id})
    assert (item.created_at, item.attempts, item.uncertain) == (SOON, 1, False)


def test_the_newest_is_the_one_that_reached_its_member_last(
    database: Database, member: int
) -> None:
    queue(database, a_nudge(member, "1"), a_nudge(member, "2"), a_nudge(member, "3"))
    with unit_of_work(database, "T1") as work:
        assert work.nudges.newest(member) is None
        one, two, three = (nudge_id for (nudge_id,) in query(database, "SELECT id FROM nudge"))
        for nudge_id, days in ((one, 2), (two, 3), (three, 1)):
            work.nudges.delivered(nudge_id, NOW + timedelta(days=days))
        newest = work.nudges.newest(member)
        assert newest is not None
        assert newest.id == two
        work.nudges.cancel(newest)
        newest = work.nudges.newest(member)
        assert newest is not None
        assert newest.id == one
        assert work.nudges.newest(member + 1) is None


def test_a_nudge_that_is_queued_already_or_over_budget_is_passed_over(
    database: Database, member: int
) -> None:
    assert queue(database, replace(a_nudge(member), budget_week="week 1")) == 1
    heard = Heard(database.signals.outbox)
    assert (
        queue(database, a_nudge(member), replace(a_nudge(member, "2"), budget_week="week 1")) == 0
    )
    assert queue(database) == 0
    assert heard.times == 0
    assert queue(database, a_nudge(member, "2"), a_nudge(member)) == 1
    assert query(database, "SELECT count(*) FROM outbox") == [(2,)]


def test_the_message_of_a_nudge_says_which_entry_it_shows(database: Database, member: int) -> None:
    other = a_member(database, slack_id="U2")
    entries = {of: an_entry(database, of) for of in (member, other)}
    many = [a_nudge(member, f"about nothing {number}") for number in range(queueing.AT_ONCE)]
    nudges = [a_nudge(of, "about an entry", entry) for of, entry in entries.items()]
    assert queue(database, nudges[0], *many, nudges[1]) == queueing.AT_ONCE + 2
    shown = query(
        database,
        "SELECT o.member_id, o.entry_id FROM outbox o JOIN nudge n"
        " ON o.dedupe_key = 'nudge:' || n.id WHERE n.period = 'about an entry' ORDER BY o.id",
    )
    assert sorted(shown) == sorted(entries.items())
    none = "SELECT count(*) FROM outbox WHERE entry_id IS NULL"
    assert query(database, none) == [(queueing.AT_ONCE,)]


def test_a_nudge_about_an_entry_can_be_shown_anew_as_long_as_the_entry_is_there(
    database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    queue(database, a_nudge(member, "1", entry), a_nudge(member, "2"))
    sending = Sending(database)
    for number, item in enumerate(sending.claim(now=SOON)):
        if not item.begun:
            sending.begin(item)
        sending.sent(item, f"1.{number}", SOON)

    def forget() -> list[str]:
        """What is left once everything old is forgotten."""
        later = AFTER_LEASE + timedelta(days=400)
        sending.outbox.forget(sending.outbox.old(later, 0), later)
        return [row[0] for row in query(database, "SELECT dedupe_key FROM outbox")]

    [about_the_entry] = forget()
    with unit_of_work(database, "T1") as work:
        work.messages.show_said(about_the_entry, AFTER_LEASE)
        work.commit()
    update = sending.claim_one("update", AFTER_LEASE)
    assert (update.dedupe_key, update.entry_id) == (about_the_entry, entry)
    sending.sent(update, "1.0", AFTER_LEASE)
    with unit_of_work(database, "T1") as work:
        work.member_data.erase_page(member, Erased(entry, 0), 100, NOW, ["card", "nudge"])
        work.commit()
    update = sending.claim_one("update", AFTER_LEASE)  # it shows the entry no more
    sending.sent(update, "1.0", AFTER_LEASE)
    assert forget() == []


def test_a_thread_on_a_nudge_is_about_its_entry(database: Database, member: int) -> None:
    entry = an_entry(database, member)
    queue(database, a_nudge(member, "1", entry))
    sending = Sending(database)
    sending.sent(sending.claim_one(now=SOON), "1.1", SOON)
    with unit_of_work(database, "T1") as work:
        assert work.messages.about_entry("D1", "1.1") == entry
