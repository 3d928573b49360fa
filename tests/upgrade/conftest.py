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
from sqlalchemy.engine import make_url

from storage import migrate
from tests.upgrade.pilot import RELEASES, Release, evening_of
from tests.world import World


@pytest.fixture(params=RELEASES, ids=str)
def release(request: pytest.FixtureRequest) -> Release:
    """Each release that a member may come from."""
    found: Release = request.param
    return found


@pytest.fixture(scope="session")
def written_by_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Release], Path]:
    """A file as a release left it, migrated; to be copied."""

    @cache
    def written(release: Release) -> Path:
        file = tmp_path_factory.mktemp("pilot") / "pilot.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(release.read("sqlite.sql"))
        _migrate(f"sqlite:///{file}", release)
        return file

    return written


@pytest.fixture(scope="session")
def written_by_postgres(new_postgres: Callable[[str], str]) -> Callable[[Release], str]:
    """The address of a database as a release left it, migrated; to be copied."""

    @cache
    def written(release: Release) -> str:
        url = new_postgres(f"pilot_{release.revision}")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(release.read("postgresql.sql").encode())
        _migrate(url, release)
        return url

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
    written_by_postgres: Callable[[Release], str], release: Release, postgres_server: str
) -> Iterator[str]:
    """A copy of the test's own."""
    written = make_url(written_by_postgres(release))
    name = sql.Identifier(f"copy_of_{written.database}")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        template = sql.Identifier(str(written.database))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))
        yield written.set(database=f"copy_of_{written.database}").render_as_string(
            hide_password=False
        )
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest) -> str:
    """The address of what the release wrote, on either database."""
    url: str = request.getfixturevalue(f"old_{request.param}_url")
    return url


@pytest.fixture
async def pilot(release: Release, old_url: str) -> AsyncIterator[World]:
    """The newest code at work there, since Wednesday evening."""
    async with evening_of(release, old_url) as world:
        yield world


def _migrate(url: str, release: Release) -> None:
    assert migrate.revision(url) == release.revision
    migrate.upgrade(url)
    assert migrate.revision(url) == migrate.head()
