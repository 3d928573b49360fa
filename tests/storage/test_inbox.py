"""The inbox: what was acked is kept, worked once, and in each member's own order."""

import asyncio
from collections.abc import Iterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import LeaseLost, StorageUnavailable
from storage.inbox import Inbox, InboxItem, finish
from tests.storage.rows import AFTER_LEASE, LEASE, NOW, SOON, a_member, arrival, execute, query

T = TypeVar("T")


@pytest.fixture
def inbox(database: Database) -> Iterator[Inbox]:
    queue = Inbox(database)
    yield queue
    queue.close()


def put_all(inbox: Inbox, *names: str, lane: str = "T1:U1") -> None:
    for name in names:
        assert inbox.put(arrival(name, lane))


def names(items: list[InboxItem]) -> list[str]:
    return [item.event_id for item in items]


def test_what_was_put_is_claimed_as_it_came(inbox: Inbox) -> None:
    given = arrival("Ev1", payload='{"text":"Prüfung 🔌 \\u0000"}')
    assert inbox.put(given)
    [item] = inbox.claim(NOW, 10, LEASE)
    assert item.payload == given.payload
    assert (item.workspace_id, item.event_id, item.lane) == ("T1", "Ev1", "T1:U1")
    assert (item.received_at, item.calendar_at) == (given.received_at, given.calendar_at)
    assert (item.attempts, item.fence) == (1, 1)


def test_a_repeated_event_is_known_even_after_it_was_worked_off(inbox: Inbox) -> None:
    assert inbox.put(arrival("Ev1"))
    assert not inbox.put(arrival("Ev1"))
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.settle(item)
    assert not inbox.put(arrival("Ev1"))
    assert inbox.claim(AFTER_LEASE, 10, LEASE) == []


def test_the_same_event_id_in_another_workspace_is_another_event(inbox: Inbox) -> None:
    assert inbox.put(arrival("Ev1", workspace_id="T1"))
    assert inbox.put(arrival("Ev1", workspace_id="T2"))


def test_of_one_event_arriving_many_times_at_once_exactly_one_is_new(inbox: Inbox) -> None:
    outcomes = asyncio.gather(*(inbox.put(arrival("Ev1")) for _ in range(20)))
    assert sorted(outcomes) == [False] * 19 + [True]


def test_a_crowd_that_arrives_at_once_keeps_its_order(inbox: Inbox) -> None:
    crowd = [f"Ev{number}" for number in range(300)]
    outcomes = asyncio.gather(*(inbox.put(arrival(name, lane=name)) for name in crowd))
    assert all(outcomes)
    assert names(inbox.claim(NOW, 1000, LEASE)) == crowd


def test_one_that_cannot_be_kept_does_not_take_its_neighbours_along(inbox: Inbox) -> None:
    unkeepable = arrival("Ev2", payload="\ud800")  # half a character: no database takes it
    outcomes = asyncio.gather(
        inbox.put(arrival("Ev0", "a")),
        inbox.put(arrival("Ev1", "b")),
        inbox.put(unkeepable),
        inbox.put(arrival("Ev3", "c")),
        return_exceptions=True,
    )
    assert [outcome is True for outcome in outcomes] == [True, True, False, True]
    assert isinstance(outcomes[2], UnicodeEncodeError)
    assert names(inbox.claim(NOW, 10, LEASE)) == ["Ev0", "Ev1", "Ev3"]


def test_what_was_put_survives_the_process(database_url: str) -> None:
    first = Database(database_url)
    inbox = Inbox(first)
    inbox.put(arrival("Ev1"))
    # No close: the next process finds what a killed one left behind.
    second = Database(database_url)
    assert names(Inbox(second).claim(NOW, 10, LEASE)) == ["Ev1"]
    second.close()
    inbox.close()
    first.close()


def test_a_member_has_one_event_at_a_time_in_the_order_of_arrival(inbox: Inbox) -> None:
    put_all(inbox, "Ev1", "Ev2", "Ev3", lane="ana")
    put_all(inbox, "Ev4", lane="ben")
    first = inbox.claim(NOW, 10, LEASE)
    assert names(first) == ["Ev1", "Ev4"]
    assert inbox.claim(SOON, 10, LEASE) == []
    inbox.settle(first[0])
    assert names(inbox.claim(SOON, 10, LEASE)) == ["Ev2"]


def test_a_lane_waits_for_its_head_to_be_tried_again(inbox: Inbox) -> None:
    put_all(inbox, "Ev1", "Ev2")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.retry(item, NOW + timedelta(minutes=5), "TimeoutError 4f2a")
    assert inbox.claim(NOW + timedelta(minutes=4), 10, LEASE) == []
    [again] = inbox.claim(NOW + timedelta(minutes=5), 10, LEASE)
    assert (again.event_id, again.attempts, again.fence) == ("Ev1", 2, 2)


def test_a_lane_goes_on_without_what_was_set_aside(inbox: Inbox) -> None:
    put_all(inbox, "Ev1", "Ev2")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.set_aside(item, "KeyError 4f2a")
    assert names(inbox.claim(SOON, 10, LEASE)) == ["Ev2"]


def test_what_was_set_aside_can_be_tried_anew_with_its_words(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.set_aside(item, "KeyError 4f2a")
    assert inbox.reopen_aside(SOON) == 1
    [again] = inbox.claim(SOON, 10, LEASE)
    assert (again.payload, again.attempts) == (item.payload, 1)


def test_a_lease_that_ran_out_lets_somebody_else_take_over(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [slow] = inbox.claim(NOW, 10, LEASE)
    [quick] = inbox.claim(AFTER_LEASE, 10, LEASE)
    assert (quick.id, quick.fence, quick.attempts) == (slow.id, slow.fence + 1, 2)
    with pytest.raises(LeaseLost):
        inbox.settle(slow)
    with pytest.raises(LeaseLost):
        inbox.retry(slow, AFTER_LEASE, "TimeoutError")
    with pytest.raises(LeaseLost):
        inbox.set_aside(slow, "TimeoutError")
    inbox.settle(quick)
    assert inbox.claim(AFTER_LEASE + LEASE, 10, LEASE) == []


def test_whoever_lost_the_lease_loses_what_they_did(inbox: Inbox, database: Database) -> None:
    put_all(inbox, "Ev1")
    [slow] = inbox.claim(NOW, 10, LEASE)
    inbox.claim(AFTER_LEASE, 10, LEASE)
    member = a_member(database)

    def work_late() -> None:
        with database.transaction() as session:
            session.connection().execute(text("UPDATE member SET name = 'Mia'"))
            finish(session, slow)
            session.commit()

    with pytest.raises(LeaseLost):
        work_late()
    assert query(database, f"SELECT name FROM member WHERE id = {member}") == [("",)]


def test_an_effect_that_was_not_committed_leaves_the_event_open(
    inbox: Inbox, database: Database
) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    with database.transaction() as session:
        finish(session, item)
    assert names(inbox.claim(AFTER_LEASE, 10, LEASE)) == ["Ev1"]


def test_a_worked_off_event_keeps_its_ids_and_loses_its_words(
    inbox: Inbox, database: Database
) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.settle(item)
    rows = query(database, "SELECT event_id, state, payload, lease_until FROM inbox")
    assert rows == [("Ev1", "done", None, None)]


def patiently(call: Callable[[], T]) -> T:
    """Again and again while another process has the file: SQLite lets the luckiest go first."""
    while True:
        with suppress(StorageUnavailable):
            return call()


def test_many_claimers_share_the_work_and_keep_each_lanes_order(
    inbox: Inbox, database_url: str
) -> None:
    lanes = [f"lane{number}" for number in range(6)]
    for number in range(8):
        asyncio.gather(*(inbox.put(arrival(f"{lane}:{number}", lane)) for lane in lanes))
    worked: dict[str, list[str]] = {lane: [] for lane in lanes}

    def work(queue: Inbox) -> None:
        while sum(len(done) for done in worked.values()) < 48:
            for item in patiently(partial(queue.claim, NOW, 3, LEASE)):
                worked[item.lane].append(item.event_id)
                patiently(partial(queue.settle, item))

    others = [Database(database_url) for _ in range(2)]
    queues = [inbox, *(Inbox(other) for other in others)]
    asyncio.wait_for(asyncio.gather(*(work(queue) for queue in queues * 2)), timeout=60)
    assert worked == {lane: [f"{lane}:{number}" for number in range(8)] for lane in lanes}
    for queue, other in zip(queues[1:], others, strict=True):
        queue.close()
        other.close()


def test_a_put_wakes_whoever_waits_for_work(inbox: Inbox, database: Database) -> None:
    waiting = asyncio.create_task(database.signals.inbox.wait(30))
    inbox.put(arrival("Ev1"))
    assert waiting
    assert not database.signals.inbox.wait(0)


def test_a_repeat_wakes_nobody(inbox: Inbox, database: Database) -> None:
    inbox.put(arrival("Ev1"))
    assert database.signals.inbox.wait(30)
    inbox.put(arrival("Ev1"))
    assert not database.signals.inbox.wait(0)


def test_finishing_wakes_for_the_next_of_the_lane(inbox: Inbox, database: Database) -> None:
    put_all(inbox, "Ev1", "Ev2")
    [item] = inbox.claim(NOW, 10, LEASE)
    assert database.signals.inbox.wait(30)
    inbox.settle(item)
    assert database.signals.inbox.wait(0)


def test_counts_say_what_waits_since_when_and_what_was_set_aside(inbox: Inbox) -> None:
    empty = inbox.counts()
    assert (empty.open, empty.aside, empty.oldest) == (0, 0, None)
    inbox.put(arrival("Ev1", "a", received_at=NOW))
    inbox.put(arrival("Ev2", "b", received_at=SOON))
    inbox.put(arrival("Ev3", "c", received_at=SOON))
    first, second, _ = inbox.claim(SOON, 10, LEASE)
    inbox.settle(first)
    inbox.set_aside(second, "KeyError")
    counts = inbox.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, SOON)


def test_forgetting_spares_what_is_open_set_aside_or_young(
    inbox: Inbox, database: Database
) -> None:
    for name in ("done", "aside", "open"):
        inbox.put(arrival(name, name))
    inbox.put(arrival("young", "young", received_at=AFTER_LEASE))
    items = {item.event_id: item for item in inbox.claim(AFTER_LEASE, 10, LEASE)}
    inbox.settle(items["done"])
    inbox.settle(items["young"])
    inbox.set_aside(items["aside"], "KeyError")
    assert inbox.forget(AFTER_LEASE) == 1
    left = query(database, "SELECT event_id FROM inbox ORDER BY id")
    assert [row[0] for row in left] == ["aside", "open", "young"]


def test_forgetting_takes_more_than_one_page(inbox: Inbox, database: Database) -> None:
    asyncio.gather(*(inbox.put(arrival(f"Ev{n}", f"{n}")) for n in range(1100)))
    execute(database, "UPDATE inbox SET state = 'done'")
    assert inbox.forget(SOON) == 1100
    assert query(database, "SELECT count(*) FROM inbox") == [(0,)]


def test_the_number_of_a_forgotten_event_is_never_given_again(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.settle(item)
    inbox.forget(SOON)
    put_all(inbox, "Ev2")
    [later] = inbox.claim(NOW, 10, LEASE)
    assert later.id > item.id  # replies are keyed by it


def test_a_forged_fence_is_refused(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    with pytest.raises(LeaseLost):
        inbox.settle(replace(item, fence=item.fence + 1))
