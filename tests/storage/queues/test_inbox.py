"""The inbox: what was acked is kept, worked once, and in each member's own order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.queues.inbox import Inbox, InboxItem, finish, put_within
from storage.queues.queue import PAGE, SetAside
from tests.patience import PATIENCE
from tests.storage.builders import (
    AFTER_LEASE,
    LEASE,
    NOW,
    SOON,
    a_member,
    arrival,
    execute,
    put,
    query,
)
from tests.storage.concurrency import Heard, at_once, held_up, patiently


@pytest.fixture
def inbox(database: Database) -> Iterator[Inbox]:
    queue = Inbox(database)
    yield queue
    queue.close()


def put_all(inbox: Inbox, *names: str, lane: str = "T1:U1") -> None:
    for name in names:
        assert put(inbox, arrival(name, lane)).new


def names(items: list[InboxItem]) -> list[str]:
    return [item.event_id for item in items]


def test_what_was_put_is_claimed_as_it_came(inbox: Inbox) -> None:
    given = arrival("Ev1", payload='{"text":"Prüfung 🔌 \\u0000"}')
    assert put(inbox, given).new
    [item] = inbox.claim(NOW, 10, LEASE)
    assert item.payload == given.payload
    assert (item.workspace_id, item.event_id, item.lane) == ("T1", "Ev1", "T1:U1")
    assert (item.received_at, item.calendar_at) == (given.received_at, given.calendar_at)
    assert (item.attempts, item.fence) == (1, 1)


def test_a_repeated_event_is_known_even_after_it_was_worked_off(inbox: Inbox) -> None:
    assert put(inbox, arrival("Ev1")).new
    assert not put(inbox, arrival("Ev1")).new
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.settle(item)
    assert not put(inbox, arrival("Ev1")).new
    assert inbox.claim(AFTER_LEASE, 10, LEASE) == []


def test_the_same_event_id_in_another_workspace_is_another_event(inbox: Inbox) -> None:
    assert put(inbox, arrival("Ev1", workspace_id="T1")).new
    assert put(inbox, arrival("Ev1", workspace_id="T2")).new


def test_of_one_event_arriving_many_times_at_once_exactly_one_is_new(inbox: Inbox) -> None:
    kept = at_once([partial(put, inbox, arrival("Ev1"))] * 20)
    assert sorted(each.new for each in kept) == [False] * 19 + [True]


def test_a_crowd_that_arrives_at_once_keeps_its_order(inbox: Inbox) -> None:
    crowd = [f"Ev{number}" for number in range(300)]
    outcomes = [inbox.put(arrival(name, lane=name)) for name in crowd]
    assert all(outcome.result(PATIENCE).new for outcome in outcomes)
    assert names(inbox.claim(NOW, 1000, LEASE)) == crowd


def test_one_that_cannot_be_kept_does_not_take_its_neighbours_along(
    inbox: Inbox, database: Database
) -> None:
    unkeepable = arrival("Ev2", payload="\ud800")  # half a character: no database takes it
    with held_up(database):  # they share a commit
        first = inbox.put(arrival("Ev0", "a"))
        second = inbox.put(arrival("Ev1", "b"))
        refused = inbox.put(unkeepable)
        fourth = inbox.put(arrival("Ev3", "c"))
    assert all(outcome.result(PATIENCE).new for outcome in (first, second, fourth))
    assert isinstance(refused.exception(PATIENCE), UnicodeEncodeError)
    assert names(inbox.claim(NOW, 10, LEASE)) == ["Ev0", "Ev1", "Ev3"]


def test_what_was_put_survives_the_process(database_url: str) -> None:
    first = Database(database_url)
    inbox = Inbox(first)
    put(inbox, arrival("Ev1"))
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


def test_many_claimers_share_the_work_and_keep_each_lanes_order(
    inbox: Inbox, database: Database, database_url: str
) -> None:
    lanes = [f"lane{number}" for number in range(6)]
    for number in range(8):
        for outcome in [inbox.put(arrival(f"{lane}:{number}", lane)) for lane in lanes]:
            assert outcome.result(PATIENCE).new
    worked: dict[str, list[str]] = {lane: [] for lane in lanes}

    def work(db: Database, queue: Inbox) -> None:
        while sum(len(done) for done in worked.values()) < 48:
            for item in patiently(db, partial(queue.claim, NOW, 3, LEASE)):
                worked[item.lane].append(item.event_id)
                patiently(db, partial(queue.settle, item))

    others = [Database(database_url) for _ in range(2)]
    queues = [(database, inbox), *((other, Inbox(other)) for other in others)]
    at_once([partial(work, *each) for each in queues * 2])
    assert worked == {lane: [f"{lane}:{number}" for number in range(8)] for lane in lanes}
    for other, queue in queues[1:]:
        queue.close()
        other.close()


def test_a_put_wakes_whoever_waits_for_work(inbox: Inbox, database: Database) -> None:
    heard = Heard(database.signals.inbox)
    put(inbox, arrival("Ev1"))
    assert heard.wait()


def test_a_repeat_wakes_nobody(database_url: str) -> None:
    database = Database(database_url)
    inbox = Inbox(database)
    heard = Heard(database.signals.inbox)
    put(inbox, arrival("Ev1"))
    put(inbox, arrival("Ev1"))
    inbox.close()
    database.close()  # whatever was to be said has been said
    assert heard.times == 1


def test_counts_say_what_waits_since_when_and_what_was_set_aside(inbox: Inbox) -> None:
    empty = inbox.counts()
    assert (empty.open, empty.aside, empty.oldest) == (0, 0, None)
    put(inbox, arrival("Ev1", "a", received_at=NOW))
    put(inbox, arrival("Ev2", "b", received_at=SOON))
    put(inbox, arrival("Ev3", "c", received_at=SOON))
    first, second, _ = inbox.claim(SOON, 10, LEASE)
    inbox.settle(first)
    inbox.set_aside(second, "KeyError")
    counts = inbox.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, SOON)


def test_what_was_set_aside_is_told_by_reason(inbox: Inbox) -> None:
    for name in ("Ev1", "Ev2", "Ev3"):
        put(inbox, arrival(name, name))
    one, two, three = inbox.claim(NOW, 10, LEASE)
    inbox.set_aside(one, "KeyError 4f2a")
    inbox.set_aside(two, "TypeError 77")
    inbox.set_aside(three, "KeyError 4f2a")
    assert inbox.aside() == [SetAside("", "KeyError 4f2a", 2), SetAside("", "TypeError 77", 1)]


def forget(inbox: Inbox, before: datetime) -> list[int]:
    """Forgets page by page; how many events each page was."""
    forgotten: list[int] = []
    after = 0
    while ids := inbox.old(before, after):
        forgotten.append(inbox.forget(ids, before))
        after = ids[-1]
    return forgotten


def test_forgetting_spares_what_is_open_set_aside_or_young(
    inbox: Inbox, database: Database
) -> None:
    for name in ("done", "aside", "open"):
        put(inbox, arrival(name, name))
    put(inbox, arrival("young", "young", received_at=AFTER_LEASE))
    items = {item.event_id: item for item in inbox.claim(AFTER_LEASE, 10, LEASE)}
    inbox.settle(items["done"])
    inbox.settle(items["young"])
    inbox.set_aside(items["aside"], "KeyError")
    assert forget(inbox, AFTER_LEASE) == [1]
    left = query(database, "SELECT event_id FROM inbox ORDER BY id")
    assert [row[0] for row in left] == ["aside", "open", "young"]


def test_forgetting_takes_more_than_one_page(inbox: Inbox, database: Database) -> None:
    for outcome in [inbox.put(arrival(f"Ev{n}", f"{n}")) for n in range(2 * PAGE + 100)]:
        outcome.result(PATIENCE)
    execute(database, "UPDATE inbox SET state = 'done'")
    assert forget(inbox, SOON) == [PAGE, PAGE, 100]
    assert query(database, "SELECT count(*) FROM inbox") == [(0,)]


def test_the_number_of_a_forgotten_event_is_never_given_again(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.settle(item)
    assert forget(inbox, SOON) == [1]
    put_all(inbox, "Ev2")
    [later] = inbox.claim(NOW, 10, LEASE)
    assert later.id > item.id  # replies are keyed by it


def test_a_forged_fence_is_refused(inbox: Inbox) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    with pytest.raises(LeaseLost):
        inbox.settle(replace(item, fence=item.fence + 1))


def test_an_event_of_a_kind_not_known_here_is_left_uncounted_for_a_newer_process(
    inbox: Inbox,
) -> None:
    put_all(inbox, "Ev1")
    [item] = inbox.claim(NOW, 10, LEASE)
    inbox.leave(item, AFTER_LEASE)
    assert inbox.claim(SOON, 10, LEASE) == []
    [again] = inbox.claim(AFTER_LEASE, 10, LEASE)
    assert (again.attempts, again.fence) == (1, 2)
    with pytest.raises(LeaseLost):
        inbox.leave(item, AFTER_LEASE)


def test_whether_anything_is_due_is_known_without_claiming_it(inbox: Inbox) -> None:
    assert not inbox.is_anything_due(NOW)
    put_all(inbox, "Ev1", "Ev2", lane="ana")
    assert inbox.is_anything_due(NOW)
    [item] = inbox.claim(NOW, 10, LEASE)
    assert not inbox.is_anything_due(SOON)  # the second waits for the first
    inbox.settle(item)
    assert inbox.is_anything_due(SOON)


def test_an_event_of_our_own_comes_and_goes_with_the_unit_that_puts_it(
    inbox: Inbox, database: Database
) -> None:
    heard = Heard(database.signals.inbox)

    def tell(*, keep: bool) -> None:
        with database.transaction() as session:
            put_within(
                session,
                workspace_id="T1",
                event_id="job:1",
                lane="T1:U1",
                body={"job": 1},
                real=NOW,
                calendar=SOON,
            )
            if keep:
                session.commit()

    tell(keep=False)
    assert inbox.claim(NOW, 10, LEASE) == []
    assert not heard.wait(0)
    tell(keep=True)
    tell(keep=True)  # said again, it is known
    [item] = inbox.claim(NOW, 10, LEASE)
    assert (item.event_id, item.payload) == ("job:1", '{"job": 1}')
    assert (item.received_at, item.calendar_at) == (NOW, SOON)
    assert heard.wait(0)
    assert query(database, "SELECT count(*) FROM inbox") == [(1,)]
