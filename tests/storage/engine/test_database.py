"""Units, transactions, snapshots and what becomes of them when the database cannot."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, get_ident
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from storage.engine import migrate
from storage.engine.database import POSTGRES_FOR_ACKS, POSTGRES_THREADS, Database, complete
from storage.engine.errors import LeaseLost, StatementRefused, StorageUnavailable
from storage.queues.inbox import Inbox
from tests.patience import PATIENCE
from tests.storage.builders import LEASE, NOW, a_member, arrival, execute, put, query
from tests.storage.concurrency import held_up
from tests.storage.locks import locked


def say(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///cpdbot.db", "sqlite"),
        ("sqlite+pysqlite:////var/cpdbot.db", "sqlite"),
        ("sqlite+aiosqlite:////var/cpdbot.db", "sqlite"),
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
    with pytest.raises(StorageUnavailable) as refused, database.snapshot() as session:
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
def test_an_error_never_repeats_what_was_to_be_written(database: Database, statement: str) -> None:
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
        put(inbox, arrival("Ev1", payload="proving dead before touching the pack"))
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

    counting = [db.write(partial(count_up, db)) for db in [database, other] * 20]
    for each in counting:
        each.result(PATIENCE)
    assert query(database, "SELECT chain_length FROM member") == [(40,)]
    other.close()


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
def inbox_of(db: Database) -> Iterator[Inbox]:
    inbox = Inbox(db)
    yield inbox
    inbox.close()


def write(db: Database) -> Callable[[], None]:
    """A unit that writes something."""
    return partial(execute, db, "UPDATE member SET name = 'Mia'")


def reason(call: Callable[[], object]) -> str:
    """Why it cannot be done now."""
    with pytest.raises(StorageUnavailable) as refused:
        call()
    return refused.value.reason


def test_a_locked_database_says_so_and_recovers(database: Database, database_url: str) -> None:
    a_member(database)
    with inbox_of(database) as inbox:
        put(inbox, arrival("Ev1"))
        with locked(database, database_url):
            outcomes: list[Future[Any]] = [
                inbox.put(arrival("Ev2")),
                inbox.put(arrival("Ev3")),
                database.write(write(database)),
            ]
            for outcome in outcomes:
                assert reason(partial(outcome.result, PATIENCE)) == "locked"
        assert put(inbox, arrival("Ev2")).new
        database.write(write(database)).result(PATIENCE)


def test_a_sqlite_file_that_was_taken_away_is_noticed_and_found_when_it_is_back(
    sqlite_url: str, tmp_path: Path
) -> None:
    db = Database(sqlite_url)
    with inbox_of(db) as inbox:
        put(inbox, arrival("Ev1"))
        db.ping()
        aside = tmp_path / "aside"
        aside.mkdir()
        for file in db.path.parent.glob("cpdbot.db*"):
            shutil.move(file, aside / file.name)
        for attempt in (partial(put, inbox, arrival("Ev2")), db.ping, write(db)):
            assert reason(attempt) == "gone"
        assert not db.path.exists()
        for file in aside.iterdir():
            shutil.move(file, db.path.parent / file.name)
        assert not put(inbox, arrival("Ev1")).new
        assert put(inbox, arrival("Ev2")).new
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
        for attempt in (partial(put, inbox, arrival("Ev1")), write(db)):
            assert reason(attempt) in ("read_only", "gone")
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
            assert reason(write(db)) == "read_only"
            db.ping()
            assert reason(partial(put, inbox, arrival("Ev1"))) == "read_only"
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
        for attempt in (
            db.ping,
            partial(put, inbox, arrival("Ev1")),
            partial(inbox.claim, NOW, 1, LEASE),
        ):
            assert reason(attempt) == "disconnected"
    db.close()
    with pytest.raises(StorageUnavailable):
        migrate.upgrade("postgresql://nobody@127.0.0.1:1/nothing")


def cut(url: str) -> None:
    """PostgreSQL ends every connection, as when it is started anew."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_connections_that_postgresql_cut_are_replaced(postgres_url: str) -> None:
    db = Database(postgres_url)
    with inbox_of(db) as inbox:
        put(inbox, arrival("Ev1"))
        cut(postgres_url)
        assert put(inbox, arrival("Ev2")).new

        def be_cut_off() -> None:
            with db.transaction() as session:
                say(session, "SELECT 1")
                cut(postgres_url)
                say(session, "SELECT 1")

        assert reason(be_cut_off) == "disconnected"
        db.ping()
    db.close()


class CutOff:
    """A unit that counts how often it is run, and loses its connection the first few times."""

    def __init__(self, db: Database, times: int, *, with_the_commit: bool = False) -> None:
        self._db = db
        self._times = times
        self._with_the_commit = with_the_commit
        self.runs = 0

    def __call__(self) -> int:
        self.runs += 1
        with self._db.transaction() as session:
            say(session, "UPDATE member SET chain_length = chain_length + 1")
            if self.runs <= self._times:
                cut(str(self._db.url.set(drivername="postgresql")))
                if not self._with_the_commit:
                    say(session, "SELECT 1")
            session.commit()
        return self.runs


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    """A database on PostgreSQL, with a member."""
    db = Database(postgres_url)
    a_member(db)
    yield db
    db.close()


def chain_length(db: Database) -> int:
    [(length,)] = query(db, "SELECT chain_length FROM member")
    return int(length)


def test_no_unit_fails_because_postgresql_was_started_anew(postgres: Database) -> None:
    together = Barrier(POSTGRES_THREADS - 2)

    def unit() -> int:
        """Holds its connection while the others hold theirs."""
        with postgres.transaction() as session:
            say(session, "SELECT 1")
            # As if the server took its time.
            return postgres.python.while_waiting(lambda: together.wait(PATIENCE))

    def crowd() -> list[int]:
        units = [postgres.write(unit) for _ in range(together.parties)]
        return sorted(each.result(PATIENCE) for each in units)

    everybody = list(range(together.parties))
    assert crowd() == everybody
    cut(str(postgres.url.set(drivername="postgresql")))  # each thread's connection is dead now
    assert crowd() == everybody


@pytest.mark.parametrize("kind", ["write", "read"])
def test_a_unit_that_lost_its_connection_is_run_once_more(postgres: Database, kind: str) -> None:
    unit = CutOff(postgres, 1)
    run = postgres.write if kind == "write" else postgres.read
    assert run(unit).result(PATIENCE) == 2
    assert chain_length(postgres) == 1  # nothing of the first run was kept


def test_a_unit_that_loses_its_connection_again_is_not_run_a_third_time(
    postgres: Database,
) -> None:
    unit = CutOff(postgres, 2)
    assert reason(partial(postgres.write(unit).result, PATIENCE)) == "disconnected"
    assert unit.runs == 2
    assert chain_length(postgres) == 0


def test_a_unit_that_was_lost_with_its_commit_is_not_run_again(postgres: Database) -> None:
    unit = CutOff(postgres, 1, with_the_commit=True)
    lost = postgres.write(unit).exception(PATIENCE)
    assert isinstance(lost, StorageUnavailable)
    assert (lost.reason, lost.in_commit) == ("disconnected", True)
    assert unit.runs == 1


def test_a_commit_that_postgresql_ended_amid_its_work_is_not_run_again(
    postgres: Database,
) -> None:
    execute(postgres, _ENDS_THE_SESSION)
    execute(postgres, _AT_COMMIT)
    try:
        unit = CutOff(postgres, 0)
        lost = postgres.write(unit).exception(PATIENCE)
        assert isinstance(lost, StorageUnavailable)
        assert (lost.reason, lost.in_commit) == ("disconnected", True)
        assert unit.runs == 1
    finally:
        execute(postgres, "DROP TRIGGER at_commit ON member")
        execute(postgres, "DROP FUNCTION ends_the_session")


_ENDS_THE_SESSION = """
    CREATE FUNCTION ends_the_session() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
"""
_AT_COMMIT = """
    CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION ends_the_session()
"""


@pytest.mark.parametrize(
    "failure", [LeaseLost("somebody else's"), StorageUnavailable("locked"), KeyError("ours")]
)
def test_a_unit_that_failed_otherwise_is_not_run_again(
    database: Database, failure: Exception
) -> None:
    runs: list[int] = []

    def fail() -> None:
        runs.append(1)
        raise failure

    assert database.write(fail).exception(PATIENCE) is failure
    assert database.read(fail).exception(PATIENCE) is failure
    assert len(runs) == 2


def test_a_crowd_that_comes_before_the_first_connection_gets_through(database_url: str) -> None:
    """On PostgreSQL the first connection is asked about its server while the others wait."""
    database = Database(database_url)
    units = [database.write(database.ping, first=number % 2 == 0) for number in range(30)]
    for each in units:
        each.result(PATIENCE)
    database.close()


def test_a_unit_runs_on_a_thread_of_its_own_and_readers_beside_sqlites_writer(
    database: Database,
) -> None:
    together = Barrier(2)

    def unit() -> int:
        together.wait(PATIENCE)
        return get_ident()

    threads = [database.write(unit), database.read(unit)]
    assert len({get_ident(), *(each.result(PATIENCE) for each in threads)}) == 3


def test_on_postgresql_people_come_before_what_may_wait(postgres_url: str) -> None:
    """Everything else may be held up at once, and takes neither the last threads nor the last
    connections.
    """
    database = Database(postgres_url)
    a_member(database)
    others, people = POSTGRES_THREADS + 2, POSTGRES_FOR_ACKS
    with locked(database, postgres_url):
        waiting = [database.write(write(database)) for _ in range(others)]
        acked = [database.write(partial(_look, database), first=True) for _ in range(people)]
        acked += [database.read(partial(_look, database), first=True) for _ in range(people)]
        done = wait([*waiting, *acked], PATIENCE, return_when=FIRST_COMPLETED).done
        assert done <= set(acked)
        for each in acked:
            each.result(PATIENCE)
        assert not any(each.done() for each in waiting)
    database.close()
    assert all(each.done() for each in waiting)


def _look(database: Database) -> None:
    with database.transaction() as session:
        say(session, "SELECT count(*) FROM workspace")


def test_units_of_one_member_never_meet(database: Database) -> None:
    member = a_member(database)

    def count_up() -> None:  # without a lock: what is between reading and writing is seen
        with database.transaction() as session:
            row = session.connection().execute(text("SELECT chain_length FROM member"))
            say(session, f"UPDATE member SET chain_length = {row.scalar_one() + 1}")
            session.commit()

    units = [database.write(count_up, lane=member, first=number % 3 == 0) for number in range(40)]
    for each in units:
        each.result(PATIENCE)
    assert chain_length(database) == 40


def test_closing_waits_for_the_units_that_were_asked_for(database_url: str) -> None:
    database = Database(database_url)
    a_member(database)
    with held_up(database):
        units = [database.write(write(database), lane="ana") for _ in range(5)]
        units += [database.read(database.ping)]
    database.close()
    assert all(each.done() and each.exception() is None for each in units)
    with pytest.raises(RuntimeError, match="takes nothing more"):
        database.write(write(database))
