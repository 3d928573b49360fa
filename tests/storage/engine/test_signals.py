"""Wake-ups between a commit and whoever claims."""

from storage.engine.database import Database
from storage.engine.signals import QUEUES, Signal
from tests.storage.builders import a_member, a_message, add_message
from tests.storage.concurrency import Heard


def test_everybody_who_listens_is_told_each_time() -> None:
    signal = Signal()
    one, two = Heard(signal), Heard(signal)
    signal.set()
    signal.set()
    assert (one.times, two.times) == (2, 2)


def test_whoever_stops_listening_is_told_no_more() -> None:
    signal = Signal()
    one, two = Heard(signal), Heard(signal)
    one.stop()
    signal.set()
    assert (one.times, two.times) == (0, 1)


def test_whether_anybody_listens_is_known() -> None:
    signal = Signal()
    assert not signal.is_heard
    one, two = Heard(signal), Heard(signal)
    one.stop()
    assert signal.is_heard
    two.stop()
    assert not signal.is_heard


def test_each_queue_has_a_signal_of_its_own(database: Database) -> None:
    heard = {queue: Heard(database.signals.of(queue)) for queue in QUEUES}
    database.signals.outbox.set()
    assert {queue: each.times for queue, each in heard.items()} == {
        "inbox": 0,
        "outbox": 1,
        "job": 0,
    }


def test_a_commit_tells_of_the_queues_that_it_changed_once_it_is_durable(
    database: Database,
) -> None:
    member = a_member(database)
    found: list[list[tuple[object, ...]]] = []

    def look() -> None:
        with database.snapshot() as session:
            found.append(list(session.connection().exec_driver_sql("SELECT id FROM outbox")))

    database.signals.outbox.listen(look)
    inbox = Heard(database.signals.inbox)
    a_message(database, member)
    assert [len(rows) for rows in found] == [1]
    assert inbox.times == 0


def test_what_was_rolled_back_wakes_nobody_nor_does_the_next_commit_for_it(
    database: Database,
) -> None:
    member = a_member(database)
    heard = Heard(database.signals.outbox)
    with database.transaction() as session:
        add_message(session, member, "reply:1:1")
    assert heard.times == 0
    a_member(database, slack_id="U2")
    assert heard.times == 0
