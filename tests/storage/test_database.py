"""Transactions, snapshots, turns and what becomes of them when the database cannot."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from storage import migrate
from storage.database import Database, Signal, Turns, complete
from storage.errors import StatementRefused, StorageUnavailable
from storage.inbox import Inbox
from tests.patience import PATIENCE
from tests.storage.rows import LEASE, NOW, a_member, arrival, execute, query


def say(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///cpdbot.db", "sqlite+aiosqlite"),
        ("sqlite+pysqlite:////var/cpdbot.db", "sqlite+aiosqlite"),
        ("postgresql://cpd@localhost/cpd", "postgresql+psycopg"),
        ("postgres://cpd@localhost/cpd", "postgresql+psycopg"),
    ],
)
def test_an_address_is_completed_with_our_driver(given: str, driver: str) -> None:
    assert complete(given).drivername == driver


@pytest.mark.parametrize("given", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/cpd", "x"])
def test_an_address_that_we_cannot_use_is_refused_with_a_sentence(given: str) -> None:
    with pytest.raises(ValueError, match="The database address must"):
        Database(given)


def test_what_was_not_committed_is_rolled_back(database: Database) -> None:
    member = a_member(database)
    with database.transaction() as session:
        say(session, "UPDATE member SET name = 'Mia'")
    assert query(database, f"SELECT name FROM member WHERE id = {member}") == [("",)]


def test_what_was_committed_before_an_error_stays(database: Database) -> None:
    a_member(database)

    def commit_and_fail() -> None:
        with database.transaction() as session:
            say(session, "UPDATE member SET name = 'Mia'")
            session.commit()
            say(session, "UPDATE member SET name = 'Noa'")
            raise KeyError

    with pytest.raises(KeyError):
        commit_and_fail()
    assert query(database, "SELECT name FROM member") == [("Mia",)]


def test_a_snapshot_cannot_write(database: Database) -> None:
    a_member(database)
    with pytest.raises(StorageUnavailable) as refused:
        with database.snapshot() as session:
            say(session, "UPDATE member SET name = 'Mia'")
    assert refused.value.reason == "read_only"


def test_a_snapshot_sees_one_moment_and_blocks_nobody(database: Database) -> None:
    a_member(database)
    count = text("SELECT name FROM member")
    with database.snapshot() as session:
        connection = session.connection()
        before = connection.execute(count).scalar_one()
        execute(database, "UPDATE member SET name = 'Mia'")
        assert connection.execute(count).scalar_one() == before == ""
    assert query(database, "SELECT name FROM member") == [("Mia",)]


def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    with pytest.raises(StatementRefused, match=r"(?i)foreign key"):
        execute(
            database,
            "INSERT INTO evidence (workspace_id, entry_id, kind, url, added_at) "
            "VALUES ('T1', 1, 'link', 'https://example.org', '2026-11-20 00:00:00+00')",
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE member SET kind = :words",  # a CHECK: PostgreSQL would quote the row
        "INSERT INTO member SELECT * FROM member WHERE name = :words",
        "UPDATE member SET work_start = CAST(:words AS integer)",  # it would quote the value
        "SELECT no_such_column, :words FROM member",
    ],
)
def test_an_error_never_repeats_what_was_to_be_written(
    database: Database, statement: str
) -> None:
    a_member(database)
    execute(database, "UPDATE member SET name = 'my secret words'")
    if database.dialect == "sqlite" and "CAST" in statement:
        statement = "UPDATE member SET kind = :words || 'x'"  # SQLite casts anything

    def write() -> None:
        with database.transaction() as session:
            connection = session.connection()
            connection.execute(text(statement), {"words": "my secret words"})

    with pytest.raises(StatementRefused) as refused:
        write()
    assert "secret" not in "".join(traceback.format_exception(refused.value))


def test_sqlite_is_set_to_lose_nothing(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    with db.transaction() as session:
        connection = session.connection()
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 2000,
        }.items():
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    db.close()


def test_words_taken_from_a_sqlite_file_are_gone_from_the_disk(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    with inbox_of(db) as inbox:
        inbox.put(arrival("Ev1", payload="proving dead before touching the pack"))
        assert b"proving dead" in on_disk(db)
        [item] = inbox.claim(NOW, 1, LEASE)
        inbox.settle(item)
    db.close()  # the last to leave empties the log
    assert b"proving dead" not in on_disk(db)


def on_disk(db: Database) -> bytes:
    return b"".join(file.read_bytes() for file in db.path.parent.glob(f"{db.path.name}*"))


def test_writers_in_one_process_and_in_two_do_not_lose_updates(
    database: Database, database_url: str
) -> None:
    a_member(database)
    other = Database(database_url)

    def count_up(db: Database) -> None:
        with db.transaction() as session:
            row = "FOR UPDATE" if db.dialect == "postgresql" else ""
            connection = session.connection()
            read = connection.execute(text(f"SELECT chain_length FROM member {row}"))
            number = read.scalar_one() + 1
            say(session, f"UPDATE member SET chain_length = {number}")
            session.commit()

    asyncio.gather(*(count_up(db) for db in [database, other] * 20))
    assert query(database, "SELECT chain_length FROM member") == [(40,)]
    other.close()


def finish_order(turns: Turns, asked: list[str]) -> list[str]:
    """In which order those who ask for the turn, while it is taken, get it."""
    order: list[str] = []

    def ask(name: str) -> None:
        with turns.take(urgent=name.startswith("urgent")):
            order.append(name)

    with turns.take():
        waiting = [asyncio.create_task(ask(name)) for name in asked]
        asyncio.sleep(0)
    asyncio.gather(*waiting)
    return order


def test_turns_go_first_come_first_served() -> None:
    assert finish_order(Turns(), ["a", "b", "c"]) == ["a", "b", "c"]


def test_an_urgent_turn_is_next_but_one_at_most_and_starves_nobody() -> None:
    asked = ["a", "b", "c", "urgent 1", "urgent 2", "urgent 3"]
    got = ["urgent 1", "a", "urgent 2", "b", "urgent 3", "c"]
    assert finish_order(Turns(), asked) == got


def test_whoever_gives_up_waiting_passes_the_turn_on() -> None:
    turns = Turns()
    order: list[str] = []

    def ask(name: str) -> None:
        with turns.take():
            order.append(name)

    with turns.take():
        tasks = [asyncio.create_task(ask(name)) for name in "abc"]
        asyncio.sleep(0)
        tasks[0].cancel()  # while waiting
        asyncio.sleep(0)
    tasks[1].cancel()  # when it was handed the turn, and had not yet run
    asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["c"]
    with asyncio.timeout(PATIENCE), turns.take():
        order.append("free again")


def test_nobody_waits_again_for_a_lock_that_the_writer_before_them_met() -> None:
    turns = Turns()
    outcome: dict[str, str] = {}

    def ask(name: str) -> None:
        try:
            with turns.take(urgent=name == "urgent"):
                outcome[name] = "its turn"
        except StorageUnavailable as refused:
            outcome[name] = refused.reason

    def meet_a_lock() -> None:
        with turns.take():
            waiting.extend(asyncio.create_task(ask(one)) for one in ("first", "second", "urgent"))
            asyncio.sleep(0)
            raise StorageUnavailable("locked")

    waiting: list[asyncio.Task[None]] = []
    with pytest.raises(StorageUnavailable):
        meet_a_lock()
    asyncio.gather(*waiting)
    assert outcome == {"first": "locked", "second": "locked", "urgent": "its turn"}


def test_a_signal_set_before_anybody_waits_is_not_lost() -> None:
    signal = Signal()
    signal.set()
    assert signal.wait(0)
    assert not signal.wait(0)


def test_a_ping_answers(database: Database) -> None:
    database.ping()


def test_a_sqlite_file_is_never_made_by_mistake(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    db = Database(f"sqlite:///{file}")
    with pytest.raises(StorageUnavailable) as missing:
        db.ping()
    assert missing.value.reason == "gone"
    assert not file.exists()
    db.close()


@contextmanager
def sqlite_lock(url: str) -> Iterator[None]:
    """Somebody else's unfinished write, from another process for all that SQLite knows."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def postgres_lock(url: str) -> Iterator[None]:
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE inbox, member IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()


@contextmanager
def inbox_of(db: Database) -> Iterator[Inbox]:
    inbox = Inbox(db)
    yield inbox
    inbox.close()


def test_a_locked_database_says_so_and_recovers(
    database: Database, database_url: str
) -> None:
    a_member(database)
    lock = sqlite_lock if database.dialect == "sqlite" else postgres_lock
    with inbox_of(database) as inbox:
        inbox.put(arrival("Ev1"))
        with lock(database_url):
            outcomes = asyncio.gather(
                inbox.put(arrival("Ev2")),
                inbox.put(arrival("Ev3")),
                execute(database, "UPDATE member SET name = 'Mia'"),
                return_exceptions=True,
            )
        for outcome in outcomes:
            assert isinstance(outcome, StorageUnavailable)
            assert outcome.reason == "locked"
        assert inbox.put(arrival("Ev2"))
        execute(database, "UPDATE member SET name = 'Mia'")


def test_a_sqlite_file_that_was_taken_away_is_noticed_and_found_when_it_is_back(
    sqlite_url: str, tmp_path: Path
) -> None:
    db = Database(sqlite_url)
    with inbox_of(db) as inbox:
        inbox.put(arrival("Ev1"))
        db.ping()
        aside = tmp_path / "aside"
        aside.mkdir()
        for file in db.path.parent.glob("cpdbot.db*"):
            shutil.move(file, aside / file.name)
        for attempt in (
            inbox.put(arrival("Ev2")),
            db.ping(),
            execute(db, "UPDATE member SET name = 'Mia'"),
        ):
            with pytest.raises(StorageUnavailable) as gone:
                attempt
            assert gone.value.reason == "gone"
        assert not db.path.exists()
        for file in aside.iterdir():
            shutil.move(file, db.path.parent / file.name)
        assert not inbox.put(arrival("Ev1"))
        assert inbox.put(arrival("Ev2"))
        assert len(inbox.claim(NOW, 10, LEASE)) == 1
    db.close()


@pytest.fixture
def guarded_url(migrated_sqlite: Path) -> Iterator[str]:
    """A database that whoever runs the test may read and not write, root included."""
    folder = Path(tempfile.mkdtemp(prefix="cpdbot-read-only-"))
    file = folder / "cpdbot.db"
    shutil.copyfile(migrated_sqlite, file)
    file.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root may write to anything
    yield f"sqlite:///{file}"
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_sqlite_file_that_cannot_be_written_says_so(guarded_url: str) -> None:
    db = Database(guarded_url)
    with inbox_of(db) as inbox:
        for attempt in (inbox.put(arrival("Ev1")), execute(db, "UPDATE member SET name = 'Mia'")):
            with pytest.raises(StorageUnavailable) as refused:
                attempt
            assert refused.value.reason in ("read_only", "gone")
    db.close()


def test_a_postgresql_that_takes_no_writes_says_so(postgres_url: str) -> None:
    db = Database(postgres_url)
    name = sql.Identifier(make_url(postgres_url).database or "")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name)
        )
    try:
        with inbox_of(db) as inbox:
            db.ping()
            with pytest.raises(StorageUnavailable) as refused:
                inbox.put(arrival("Ev1"))
            assert refused.value.reason == "read_only"
    finally:
        with psycopg.connect(
            postgres_url, autocommit=True, options="-c default_transaction_read_only=off"
        ) as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name)
            )
        db.close()


def test_a_postgresql_that_cannot_be_reached_says_so() -> None:
    db = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with inbox_of(db) as inbox:
        for attempt in (db.ping(), inbox.put(arrival("Ev1")), inbox.claim(NOW, 1, LEASE)):
            with pytest.raises(StorageUnavailable) as gone:
                attempt
            assert gone.value.reason == "disconnected"
    db.close()
    with pytest.raises(StorageUnavailable):
        migrate.upgrade("postgresql://nobody@127.0.0.1:1/nothing")


def test_connections_that_postgresql_cut_are_replaced(postgres_url: str) -> None:
    db = Database(postgres_url)
    with inbox_of(db) as inbox:
        inbox.put(arrival("Ev1"))
        cut = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with psycopg.connect(postgres_url) as connection:
            connection.execute(cut)
        assert inbox.put(arrival("Ev2"))

        def be_cut_off() -> None:
            with db.transaction() as session:
                say(session, "SELECT 1")
                with psycopg.connect(postgres_url) as connection:
                    connection.execute(cut)
                say(session, "SELECT 1")

        with pytest.raises(StorageUnavailable) as lost:
            be_cut_off()
        assert lost.value.reason == "disconnected"
        db.ping()
    db.close()
