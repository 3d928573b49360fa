"""The inbox's insert: many arrivals in one commit, and rows that are born under a lease."""

import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StatementRefused, StorageUnavailable
from storage.queues.inbox import Inbox, InboxItem
from storage.queues.inbox_writer import BATCH, Arrival, Intake, Kept
from tests.patience import PATIENCE
from tests.storage.builders import AFTER_LEASE, LEASE, NOW, SOON, arrival, execute, put, query
from tests.storage.concurrency import Heard, held_up
from tests.storage.locks import locked

UNTIL = NOW + LEASE


@pytest.fixture
def inbox(database: Database) -> Iterator[Inbox]:
    queue = Inbox(database)
    yield queue
    queue.close()


def leased(event_id: str, lane: str = "ana") -> Arrival:
    """An event that whoever keeps it takes at once."""
    return arrival(event_id, lane, lease_until=UNTIL)


def states(database: Database) -> list[tuple[str, str]]:
    rows = query(database, "SELECT event_id, state FROM inbox ORDER BY id")
    return [(event_id, state) for event_id, state in rows]


def put_together(database: Database, inbox: Inbox, *arrivals: Arrival) -> list[Kept]:
    """What became of arrivals that came while nothing could be written."""
    with held_up(database):
        outcomes = [inbox.put(each) for each in arrivals]
    return [outcome.result(PATIENCE) for outcome in outcomes]


def item_of(inbox: Inbox, given: Arrival) -> InboxItem:
    """The event under the lease that it is kept with."""
    item = inbox.leased(given, put(inbox, given))
    assert item is not None
    return item


def commits(database: Database) -> int:
    """How many commits wrote to the inbox's rows, or to the whole of SQLite's file."""
    if database.dialect == "postgresql":
        return len(query(database, "SELECT DISTINCT xmin FROM inbox"))
    return _commits_in(database.path.with_name(f"{database.path.name}-wal"))


def _commits_in(log: Path) -> int:
    """The frames of SQLite's log that end a commit: https://www.sqlite.org/fileformat2.html#walformat"""
    content = log.read_bytes() if log.exists() else b""
    if not content:
        return 0
    page_size, salts = struct.unpack_from(">I", content, 8)[0], content[16:24]
    frames = range(32, len(content) - 24, 24 + page_size)
    return sum(
        struct.unpack_from(">I", content, at + 4)[0] != 0
        for at in frames
        if content[at + 8 : at + 16] == salts
    )


def test_what_arrives_while_nothing_can_be_written_shares_the_next_commits(
    inbox: Inbox, database: Database
) -> None:
    before = commits(database)
    crowd = [arrival(f"Ev{number}", f"lane{number}") for number in range(BATCH + 10)]
    assert all(kept.new for kept in put_together(database, inbox, *crowd))
    assert commits(database) - before == 2
    assert [name for name, _ in states(database)] == [each.event_id for each in crowd]


def test_the_second_of_two_in_one_commit_is_a_repeat(inbox: Inbox, database: Database) -> None:
    first, second, other = put_together(
        database, inbox, arrival("Ev1"), arrival("Ev1"), arrival("Ev1", workspace_id="T2")
    )
    assert (first.new, second.new, other.new) == (True, False, True)


def test_an_event_is_born_under_the_lease_that_was_asked_for(
    inbox: Inbox, database: Database
) -> None:
    given = leased("Ev1")
    item = item_of(inbox, given)
    assert item == InboxItem(
        id=item.id,
        workspace_id="T1",
        event_id="Ev1",
        lane="ana",
        payload=given.payload,
        received_at=NOW,
        calendar_at=given.calendar_at,
        attempts=1,
        fence=1,
    )
    assert inbox.claim(SOON, 10, LEASE) == []
    inbox.settle(item)
    assert states(database) == [("Ev1", "done")]


def test_a_lease_from_birth_is_as_good_as_a_claimed_one(inbox: Inbox) -> None:
    item = item_of(inbox, leased("Ev1"))
    inbox.retry(item, SOON, "TimeoutError 4f2a")
    [again] = inbox.claim(SOON, 10, LEASE)
    assert again == replace(item, attempts=2, fence=2, error="TimeoutError 4f2a")
    with pytest.raises(LeaseLost):
        inbox.settle(item)


def test_a_lease_from_birth_runs_out_like_any_other(inbox: Inbox) -> None:
    item = item_of(inbox, leased("Ev1"))
    [taken_over] = inbox.claim(AFTER_LEASE, 10, LEASE)
    assert (taken_over.id, taken_over.fence, taken_over.attempts) == (item.id, 2, 2)
    with pytest.raises(LeaseLost):
        inbox.settle(item)


def test_an_event_kept_without_a_lease_is_for_whoever_claims_it(inbox: Inbox) -> None:
    given = arrival("Ev1")
    kept = put(inbox, given)
    assert not kept.leased
    assert inbox.leased(given, kept) is None
    [item] = inbox.claim(NOW, 10, LEASE)
    assert (item.id, item.attempts, item.fence) == (kept.id, 1, 1)


def test_a_repeat_is_leased_to_nobody(inbox: Inbox) -> None:
    item = item_of(inbox, leased("Ev1"))
    kept = put(inbox, leased("Ev1"))
    assert (kept.new, kept.leased) == (False, False)
    assert inbox.leased(leased("Ev1"), kept) is None
    inbox.settle(item)


@pytest.mark.parametrize("state", ["new", "working"])
def test_an_event_behind_an_open_one_of_its_lane_is_leased_to_nobody(
    inbox: Inbox, state: str
) -> None:
    put(inbox, arrival("Ev1", "ana"))
    if state == "working":
        [first] = inbox.claim(NOW, 10, LEASE)
    assert not put(inbox, leased("Ev2")).leased
    if state == "new":
        [first] = inbox.claim(NOW, 10, LEASE)
    assert inbox.claim(SOON, 10, LEASE) == []
    inbox.settle(first)
    [second] = inbox.claim(SOON, 10, LEASE)
    assert second.event_id == "Ev2"


def test_an_event_behind_what_is_settled_is_leased(inbox: Inbox) -> None:
    inbox.settle(item_of(inbox, leased("Ev1")))
    inbox.set_aside(item_of(inbox, leased("Ev2")), "KeyError")
    assert put(inbox, leased("Ev3")).leased


def test_another_workspaces_lane_of_that_name_stands_in_nobodys_way(inbox: Inbox) -> None:
    put(inbox, arrival("Ev1", "ana", workspace_id="T2"))
    assert put(inbox, leased("Ev2")).leased


def test_of_one_lane_in_one_commit_the_first_alone_is_leased(
    inbox: Inbox, database: Database
) -> None:
    kept = put_together(
        database, inbox, leased("Ev1"), leased("Ev2"), leased("Ev3", "ben"), arrival("Ev4", "cat")
    )
    assert [each.leased for each in kept] == [True, False, True, False]
    assert states(database) == [
        ("Ev1", "working"),
        ("Ev2", "new"),
        ("Ev3", "working"),
        ("Ev4", "new"),
    ]


def test_what_is_leased_wakes_nobody_and_what_is_not_wakes_a_claimer(database_url: str) -> None:
    database = Database(database_url)
    inbox = Inbox(database)
    heard = Heard(database.signals.inbox)
    put(inbox, leased("Ev1"))
    put(inbox, leased("Ev2"))  # behind the first
    put(inbox, leased("Ev3", "ben"))
    inbox.close()
    database.close()  # whatever was to be said has been said
    assert heard.times == 1


def test_closing_waits_for_what_is_still_to_be_kept(database_url: str) -> None:
    database = Database(database_url)
    inbox = Inbox(database)
    with held_up(database):
        outcomes = [inbox.put(arrival(f"Ev{number}")) for number in range(BATCH + 1)]
    inbox.close()
    assert all(outcome.done() and outcome.result().new for outcome in outcomes)
    database.close()


def test_whoever_stops_waiting_for_an_event_does_not_keep_it_from_being_kept(
    inbox: Inbox, database: Database
) -> None:
    with held_up(database):
        outcome = inbox.put(arrival("Ev1"))
        assert not outcome.cancel()
    assert outcome.result(PATIENCE).new


def test_one_that_the_database_refuses_does_not_take_its_neighbours_along(
    inbox: Inbox, database: Database
) -> None:
    execute(database, _refusing(database))
    try:
        with held_up(database):
            outcomes = [
                inbox.put(arrival("Ev1", "a")),
                inbox.put(arrival("refused", "b")),
                inbox.put(leased("Ev3", "c")),
            ]
        assert isinstance(outcomes[1].exception(PATIENCE), StatementRefused)
        assert outcomes[0].result(PATIENCE).new
        assert outcomes[2].result(PATIENCE).leased
        assert states(database) == [("Ev1", "new"), ("Ev3", "working")]
    finally:
        execute(database, _refusing_no_more(database))


def _refusing(database: Database) -> str:
    """Has the database refuse one event, as it would a row that breaks a rule."""
    if database.dialect == "sqlite":
        return (
            "CREATE TRIGGER refusing BEFORE INSERT ON inbox WHEN new.event_id = 'refused' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    return "ALTER TABLE inbox ADD CONSTRAINT refusing CHECK (event_id <> 'refused')"


def _refusing_no_more(database: Database) -> str:
    if database.dialect == "sqlite":
        return "DROP TRIGGER refusing"
    return "ALTER TABLE inbox DROP CONSTRAINT refusing"


def test_whoever_waits_behind_an_event_that_found_sqlite_locked_is_told_at_once(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url)
    inbox = Inbox(database)
    written: list[str] = []
    with locked(database, sqlite_url):
        with held_up(database):
            kept = inbox.put(arrival("Ev1"))
            behind: Future[None] = database.write(partial(written.append, "tried"), first=True)
        assert _reason(kept) == _reason(behind) == "locked"
    assert written == []
    assert put(inbox, arrival("Ev1")).new
    inbox.close()
    database.close()


def _reason(outcome: "Future[Kept] | Future[None]") -> str:
    failure = outcome.exception(PATIENCE)
    assert isinstance(failure, StorageUnavailable)
    return failure.reason


def test_events_are_kept_again_once_the_inbox_is_back(inbox: Inbox, database: Database) -> None:
    execute(database, "ALTER TABLE inbox RENAME TO elsewhere")
    try:
        with held_up(database):
            outcomes = [inbox.put(arrival(f"Ev{number}")) for number in range(3)]
        for outcome in outcomes:
            assert isinstance(outcome.exception(PATIENCE), StatementRefused)
    finally:
        execute(database, "ALTER TABLE elsewhere RENAME TO inbox")
    assert put(inbox, arrival("Ev1")).new


class FailingOnce:
    """A writer that meets a mistake of ours the first time, and then keeps everything."""

    def __init__(self) -> None:
        self._mistakes = [KeyError("of ours")]

    def write(self, batch: Sequence[Arrival]) -> list[Kept]:
        if self._mistakes:
            raise self._mistakes.pop()
        return [Kept(number) for number, _ in enumerate(batch)]

    def close(self) -> None:
        """Holds nothing."""


def test_a_mistake_of_ours_leaves_nobody_waiting_and_does_not_end_the_intake(
    database: Database,
) -> None:
    intake = Intake(database, FailingOnce())
    with held_up(database):
        outcomes = [intake.put(arrival(f"Ev{number}")) for number in range(BATCH + 1)]
    failures = [outcome.exception(PATIENCE) for outcome in outcomes]
    assert [type(failure) for failure in failures] == [KeyError] * BATCH + [type(None)]
    intake.close()
