"""The newest code over a database that an earlier release wrote, beside Slack as it stood then."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from storage.engine import migrate
from tests.harness import Harness
from tests.shared import made_once, new_database
from tests.upgrade.pilot import RELEASES, Release, evening_of


@pytest.fixture(params=RELEASES, ids=str)
def release(request: pytest.FixtureRequest) -> Release:
    """Each release that a member may come from."""
    found: Release = request.param
    return found


@pytest.fixture(scope="session")
def written_by_sqlite(shared_folder: Path) -> Callable[[Release], Path]:
    """A file as a release left it, migrated; to be copied."""

    @cache
    def written(release: Release) -> Path:
        def write(file: Path) -> None:
            with closing(sqlite3.connect(file)) as connection:
                connection.executescript(release.read("sqlite.sql"))
            _migrate(f"sqlite:///{file}", release)

        return made_once(shared_folder / f"pilot-{release.version}.db", write)

    return written


@pytest.fixture(scope="session")
def written_by_postgres(
    postgres_made_once: Callable[[str, Callable[[str], None]], str],
) -> Callable[[Release], str]:
    """The name of a database as a release left it, migrated; to be copied."""

    @cache
    def written(release: Release) -> str:
        def write(url: str) -> None:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(release.read("postgresql.sql").encode())
            _migrate(url, release)

        name = f"pilot_{release.version.replace('.', '_')}"
        postgres_made_once(name, write)
        return name

    return written


@pytest.fixture
def old_sqlite_url(
    written_by_sqlite: Callable[[Release], Path], release: Release, tmp_path: Path
) -> str:
    """A copy of the test's own."""
    file = tmp_path / "pilot.db"
    shutil.copyfile(written_by_sqlite(release), file)
    return f"sqlite:///{file}"


@pytest.fixture
def old_postgres_url(
    written_by_postgres: Callable[[Release], str],
    release: Release,
    postgres_server: str,
    worker_id: str,
) -> Iterator[str]:
    """A copy of the test's own."""
    written = written_by_postgres(release)
    name = f"copy_of_{written}_{worker_id}"
    yield new_database(postgres_server, name, written)
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest) -> str:
    """The address of what the release wrote, on either database."""
    url: str = request.getfixturevalue(f"old_{request.param}_url")
    return url


@pytest.fixture
async def pilot(release: Release, old_url: str) -> AsyncIterator[Harness]:
    """The newest code at work there, since Wednesday evening."""
    async with evening_of(release, old_url) as harness:
        yield harness


@pytest.fixture(params=["sqlite", "postgres"])
def unmigrated_url(request: pytest.FixtureRequest, release: Release, tmp_path: Path) -> str:
    """The address of what the release wrote, as it left it."""
    if request.param == "sqlite":
        file = tmp_path / "left.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(release.read("sqlite.sql"))
        return f"sqlite:///{file}"
    make: Callable[[str], str] = request.getfixturevalue("new_postgres")
    url = make(f"left_by_{release.version.replace('.', '_')}")
    with psycopg.connect(url, autocommit=True) as postgres:
        postgres.execute(release.read("postgresql.sql").encode())
    return url


def _migrate(url: str, release: Release) -> None:
    assert migrate.revision(url) == release.revision
    migrate.upgrade(url)
    assert migrate.revision(url) == migrate.head()
