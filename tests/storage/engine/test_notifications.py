"""Processes on PostgreSQL tell each other that there is something to claim."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import enumerate as threads

import psycopg
import pytest

from storage.engine.database import NOTIFIED, Database, wakes
from storage.engine.notifications import Listener
from storage.engine.signals import QUEUES, QueueName
from storage.queues.inbox import Inbox
from storage.queues.inbox_writer import Arrival
from tests.patience import PATIENCE
from tests.storage.builders import NOW, a_member, a_message, arrival, put
from tests.storage.concurrency import Heard

ALL = frozenset(QUEUES)
A_MOMENT = 0.05  # seconds between one telling and the next


@pytest.fixture
def web(postgres_url: str) -> Iterator[Database]:
    """A process that takes requests in and claims nothing."""
    database = Database(postgres_url)
    database.tell_others(ALL)
    yield database
    database.close()


@pytest.fixture
def worker(postgres_url: str) -> Iterator[Database]:
    """A process that claims."""
    database = Database(postgres_url)
    yield database
    database.close()


@contextmanager
def listening(database: Database) -> Iterator[None]:
    listener = Listener(database)
    listener.start()
    try:
        yield
    finally:
        listener.close()


def tell(database: Database, queue: QueueName) -> None:
    """A commit that leaves something in that queue."""
    with database.transaction() as session:
        wakes(session, queue)
        session.commit()


def until_heard(heard: Heard, telling: Callable[[], object]) -> None:
    """Nobody says when the listener's connection stands: it is told until it hears."""
    for _ in range(int(PATIENCE / A_MOMENT)):
        telling()
        if heard.wait(A_MOMENT):
            return
    pytest.fail("It was not heard.")


@contextmanager
def told(url: str) -> Iterator[Callable[[], list[str]]]:
    """What was told of since this began, as PostgreSQL passed it on."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"LISTEN {NOTIFIED}".encode())

        def so_far() -> list[str]:
            connection.execute(f"NOTIFY {NOTIFIED}, 'the end'".encode())
            words: list[str] = []
            for each in connection.notifies(timeout=PATIENCE):
                if each.payload == "the end":
                    break
                words.append(each.payload)
            return words

        yield so_far


@pytest.mark.parametrize("queue", QUEUES)
def test_a_commit_in_one_process_wakes_the_other(
    web: Database, worker: Database, queue: QueueName
) -> None:
    heard = {each: Heard(worker.signals.of(each)) for each in QUEUES}
    with listening(worker):
        until_heard(heard[queue], lambda: tell(web, queue))
    assert [each for each in QUEUES if heard[each].times] == [queue]


def test_what_was_kept_of_slack_wakes_the_other(web: Database, worker: Database) -> None:
    inbox = Inbox(web)
    heard = Heard(worker.signals.inbox)
    numbers = iter(range(10_000))
    with listening(worker):
        until_heard(heard, lambda: put(inbox, arrival(f"Ev{next(numbers)}")))
    inbox.close()


def test_a_lost_connection_is_made_anew(web: Database, worker: Database, postgres_url: str) -> None:
    before, after = Heard(worker.signals.inbox), Heard(worker.signals.outbox)
    with listening(worker):
        until_heard(before, lambda: tell(web, "inbox"))
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                f"WHERE datname = current_database() AND query = 'LISTEN {NOTIFIED}'".encode()
            ).fetchall()
        assert ended == [(True,)]
        until_heard(after, lambda: tell(web, "outbox"))


def test_a_word_that_is_no_queue_is_passed_over(
    web: Database, worker: Database, postgres_url: str
) -> None:
    heard = {each: Heard(worker.signals.of(each)) for each in QUEUES}

    def say_something_unknown_first() -> None:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"NOTIFY {NOTIFIED}, 'a queue of the next release'".encode())
        tell(web, "job")

    with listening(worker):
        until_heard(heard["job"], say_something_unknown_first)
    assert [each for each in QUEUES if heard[each].times] == ["job"]


def test_a_listener_that_is_closed_leaves_no_thread(worker: Database) -> None:
    with listening(worker):
        assert "listener" in {thread.name for thread in threads()}
    assert "listener" not in {thread.name for thread in threads()}


def test_a_listener_that_reaches_nobody_can_be_closed() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with listening(database):
        pass
    database.close()


def test_others_are_told_once_for_each_commit_and_only_of_what_is_kept(
    web: Database, postgres_url: str
) -> None:
    with told(postgres_url) as so_far:
        member = a_member(web)
        assert so_far() == []
        with web.transaction() as session:
            wakes(session, "outbox")  # and then rolled back
        assert so_far() == []
        with web.transaction() as session:
            wakes(session, "outbox")
            wakes(session, "outbox")
            wakes(session, "job")
            session.commit()
            session.commit()  # with nothing new
        assert sorted(so_far()) == ["job", "outbox"]
        a_message(web, member)
        assert so_far() == ["outbox"]


def all_told(url: str, queues: frozenset[QueueName], *arrivals: Arrival) -> list[str]:
    """What others are told of when a commit changes each queue and these events are kept."""
    database = Database(url)
    database.tell_others(queues)
    inbox = Inbox(database)
    with told(url) as so_far:
        for queue in QUEUES:
            tell(database, queue)
        for each in arrivals:
            put(inbox, each)
        inbox.close()
        database.close()  # whatever was to be said has been said
        return so_far()


def test_others_are_told_of_the_queues_that_they_were_promised_alone(postgres_url: str) -> None:
    assert all_told(postgres_url, frozenset({"job"}), arrival("Ev1")) == ["job"]


def test_a_process_that_claims_itself_tells_nobody(postgres_url: str) -> None:
    assert all_told(postgres_url, frozenset(), arrival("Ev1")) == []


def test_others_are_told_of_events_that_they_may_claim(postgres_url: str) -> None:
    claimable, repeat = arrival("Ev1"), arrival("Ev1")
    leased = arrival("Ev2", "ben", lease_until=NOW)
    words = all_told(postgres_url, ALL, claimable, repeat, leased)
    assert words == ["inbox", "outbox", "job", "inbox"]


def test_others_are_told_of_an_event_that_waits_for_its_lane(postgres_url: str) -> None:
    """Another process may be at the one before it, and must look again when that is done."""
    leased = arrival("Ev1", "ben", lease_until=NOW)
    behind_it = arrival("Ev2", "ben", lease_until=NOW)
    assert all_told(postgres_url, frozenset(), leased, behind_it) == ["inbox"]


def test_on_sqlite_there_is_nobody_to_tell(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    database.tell_others(ALL)
    heard = Heard(database.signals.outbox)
    a_message(database, a_member(database))
    assert heard.times == 1
    database.close()
