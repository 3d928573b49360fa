"""The migrated schema is what the tables and the vocabulary say, on both databases."""

import asyncio
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import alembic.config
import pytest
from alembic.script import ScriptDirectory
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from storage import migrate
from storage import vocabulary as words
from storage.errors import StatementRefused

__all__ = [  # pytest-alembic's own tests; they run for standing here
    "test_model_definitions_match_ddl",
    "test_single_head_revision",
    "test_up_down_consistency",
    "test_upgrade",
]

ROOT = Path(__file__).parents[2]

VOCABULARY: dict[tuple[str, str], tuple[str, ...]] = {
    ("assessment", "state"): words.ASSESSMENT_STATES,
    ("entry", "formality"): words.FORMALITIES,
    ("entry", "status"): words.ENTRY_STATUSES,
    ("entry_revision", "kind"): words.REVISION_KINDS,
    ("evidence", "kind"): words.EVIDENCE_KINDS,
    ("inbox", "state"): words.INBOX_STATES,
    ("job", "state"): words.JOB_STATES,
    ("member", "cadence"): words.CADENCES,
    ("member", "kind"): words.MEMBER_KINDS,
    ("outbox", "state"): words.OUTBOX_STATES,
    ("role", "name"): words.ROLE_NAMES,
    ("rule_decision", "kind"): words.DECISION_KINDS,
    ("team_link", "source"): words.LINK_SOURCES,
    ("team_link", "state"): words.LINK_STATES,
}


@pytest.fixture(scope="session")
def spare_postgres(new_postgres: Callable[[str], str]) -> str:
    """The address of a second database of this process's."""
    return new_postgres("spare")


def connect(url: str) -> Connection:
    parsed = make_url(url)
    driver = "postgresql+psycopg" if parsed.get_backend_name() == "postgresql" else "sqlite"
    return create_engine(parsed.set(drivername=driver), poolclass=NullPool).connect()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new folder/cpdbot.db"
    url: str = request.getfixturevalue("spare_postgres")
    with connect(url) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.commit()
    return url


@pytest.fixture
def alembic_config() -> alembic.config.Config:
    return migrate.alembic_config()


@pytest.fixture
def alembic_engine(empty_url: str) -> Iterator[Connection]:
    database = make_url(empty_url).database or ""
    if empty_url.startswith("sqlite"):
        Path(database).parent.mkdir()
    with connect(empty_url) as connection:
        yield connection


def schema(connection: Connection) -> set[str]:
    """Everything that defines the schema, a line each."""
    if connection.dialect.name == "sqlite":
        statements = connection.scalars(text("SELECT sql FROM sqlite_master WHERE sql <> ''"))
        lines = "\n".join(
            # each line says which table it belongs to
            re.sub(r"\n", f"\n{statement.split('(')[0]}: ", statement)
            for statement in statements
            if "alembic_version" not in statement
        )
        # SQLite quotes the name of a table that was made anew.
        return {
            line.strip().rstrip(",").replace("\t", " ").replace('"', "")
            for line in lines.splitlines()
        }
    described = connection.scalars(
        text("""
        SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length,
                         is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        """)
    )
    return {line for line in described if "alembic_version" not in line}


def test_the_migrated_schema_is_the_one_that_the_tables_describe(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    with connect(empty_url) as connection:
        migrated = schema(connection)
        SQLModel.metadata.drop_all(connection)
        SQLModel.metadata.create_all(connection)
        described = schema(connection)
    assert migrated == described
    assert len(migrated) > 100


def test_checks_admit_the_vocabularys_words_and_no_others(database_url: str) -> None:
    admitted: dict[tuple[str, str], tuple[str, ...]] = {}
    with connect(database_url) as connection:
        for table in SQLModel.metadata.tables:
            for check in inspect(connection).get_check_constraints(table):
                name = str(check["name"]).removeprefix(f"ck_{table}_")
                if name.endswith("_known"):
                    column = name.removesuffix("_known")
                    admitted[table, column] = tuple(re.findall(r"'([^']+)'", check["sqltext"]))
    assert admitted == VOCABULARY


def test_a_new_database_is_made_and_brought_to_the_newest_version(empty_url: str) -> None:
    assert migrate.revision(empty_url) is None
    migrate.upgrade(empty_url)
    assert migrate.revision(empty_url) == migrate.head()
    migrate.upgrade(empty_url)
    assert migrate.revision(empty_url) == migrate.head()


def test_the_newest_file_is_the_newest_version() -> None:
    script = ScriptDirectory.from_config(migrate.alembic_config())
    assert script.get_current_head() == migrate.head()


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "cpdbot.db"
    migrate.upgrade(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(make_url(empty_url).database or "").parent.mkdir()
    with connect(empty_url) as connection:
        connection.execute(text("CREATE TABLE lease (something integer)"))
        connection.commit()
    with pytest.raises(StatementRefused, match="lease"):
        migrate.upgrade(empty_url)
    assert migrate.revision(empty_url) is None
    with connect(empty_url) as connection:
        assert inspect(connection).get_table_names() == ["lease"]


async def test_it_runs_within_an_event_loop(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert await asyncio.to_thread(migrate.revision, empty_url) == migrate.head()


def test_processes_that_migrate_at_once_wait_for_each_other(empty_url: str, tmp_path: Path) -> None:
    program = "import sys; from storage.migrate import upgrade; upgrade(sys.argv[1])"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, empty_url],
            cwd=tmp_path,  # no file of ours stands there
            env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    answers = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], answers
    assert migrate.revision(empty_url) == migrate.head()


def test_asking_for_the_version_loads_no_alembic(database_url: str) -> None:
    program = (
        "import sys; from storage import migrate\n"
        "migrate.upgrade(sys.argv[1])\n"
        "assert migrate.revision(sys.argv[1]) == migrate.head()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, database_url],
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
