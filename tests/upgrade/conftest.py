"""The newest code over a database that release 0.1.0 wrote, beside Slack as it stood then."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from storage import migrate
from tests.upgrade.pilot import EVENING, FOLDER, PEOPLE, slack_as_it_stood
from tests.world import World, world_at


def read(name: str) -> str:
    """A file of the release's."""
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def written_by_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as the release left it, migrated; to be copied."""
    file = tmp_path_factory.mktemp("pilot") / "pilot.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(read("sqlite.sql"))
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def written_by_postgres(new_postgres: Callable[[str], str]) -> str:
    """The address of a database as the release left it, migrated; to be copied."""
    url = new_postgres("pilot")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(read("postgresql.sql").encode())
    _migrate(url)
    return url


@pytest.fixture
def old_sqlite_url(written_by_sqlite: Path, tmp_path: Path) -> str:
    """A copy of the test's own."""
    file = tmp_path / "pilot.db"
    shutil.copyfile(written_by_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def old_postgres_url(written_by_postgres: str, postgres_server: str) -> Iterator[str]:
    """A copy of the test's own."""
    written = make_url(written_by_postgres)
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
async def pilot(old_url: str) -> AsyncIterator[World]:
    """The newest code at work there, since Wednesday evening."""
    async with world_at(
        old_url,
        now=EVENING,
        people=PEOPLE,
        before=lambda sandbox: slack_as_it_stood(sandbox, old_url),
    ) as world:
        yield world


def _migrate(url: str) -> None:
    assert migrate.revision(url) == "0001"
    migrate.upgrade(url)
    assert migrate.revision(url) == migrate.head()
