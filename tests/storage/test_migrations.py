"""The migrated schema is what the tables and the vocabulary say, on both databases."""

import asyncio
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import alembic.config
import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)
from sqlalchemy import Connection, bindparam, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel, col, select

from bot.policy.audits import vocabulary as audits
from bot.policy.audits.body_audit import BODY_AUDIT_OUTCOMES, BODY_AUDIT_STATES
from storage import vocabulary as words
from storage.engine import migrate
from storage.engine.database import Database
from storage.engine.errors import StatementRefused
from storage.tables import Enrolment, Json, RegistrationEvent
from storage.tables.audits import AUDIT_STEP_KINDS

__all__ = [  # pytest-alembic's own tests; they run for standing here
    "test_model_definitions_match_ddl",
    "test_single_head_revision",
    "test_up_down_consistency",
    "test_upgrade",
]

ROOT = Path(__file__).parents[2]

VOCABULARY: dict[tuple[str, str], tuple[str, ...]] = {
    ("archive_root", "state"): words.ROOT_STATES,
    ("assessment", "state"): words.ASSESSMENT_STATES,
    ("audit_person", "role"): words.AUDIT_PEOPLE,
    ("audit_placing", "out"): audits.OUT_REASONS,
    ("audit_round", "state"): audits.ROUND_STATES,
    ("audit_selection", "state"): audits.SELECTION_STATES,
    ("audit_step", "kind"): AUDIT_STEP_KINDS,
    ("audit_step", "test"): audits.AUDIT_TESTS,
    ("audit_words", "kind"): words.AUDIT_WORDS,
    ("audit_words", "test"): audits.AUDIT_TESTS,
    ("body_audit", "outcome"): BODY_AUDIT_OUTCOMES,
    ("body_audit", "state"): BODY_AUDIT_STATES,
    ("coach_suggestion", "feedback"): words.COACH_FEEDBACK,
    ("coach_suggestion", "kind"): words.COACH_KINDS,
    ("coach_suggestion", "state"): words.COACH_STATES,
    ("entry", "formality"): words.FORMALITIES,
    ("entry", "status"): words.STORED_STATUSES,
    ("entry_revision", "kind"): words.REVISION_KINDS,
    ("evidence", "kind"): words.EVIDENCE_KINDS,
    ("imported_file", "kind"): words.IMPORT_KINDS,
    ("imported_file", "state"): words.IMPORT_STATES,
    ("imported_row", "verdict"): words.ROW_VERDICTS,
    ("imported_worth", "state"): words.ASSESSMENT_STATES,
    ("inbox", "state"): words.INBOX_STATES,
    ("job", "state"): words.JOB_STATES,
    ("member", "cadence"): words.CADENCES,
    ("member", "kind"): words.MEMBER_KINDS,
    ("outbox", "state"): words.OUTBOX_STATES,
    ("registration_event", "kind"): words.REGISTRATION_WORDS,
    ("registration_event", "source"): words.TOLD_BY,
    ("role", "name"): words.ROLE_NAMES,
    ("rule_decision", "kind"): words.RULE_KINDS,
    ("source_statement", "state"): words.STATEMENT_STATES,
    ("sign_off", "state"): words.SIGN_OFF_STATES,
    ("team_link", "source"): words.LINK_SOURCES,
    ("team_link", "state"): words.LINK_STATES,
    ("follow_up", "kind"): words.FOLLOW_UP_KINDS,
    ("follow_up", "state"): words.FOLLOW_UP_STATES,
    ("write_up", "state"): words.WRITE_UP_STATES,
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
            # each line says which table it belongs to; a column added later shares another's
            re.sub(r"\n\t?|, (?=[a-z_]+ [A-Z]+\b)", f"\n{statement.split('(')[0]}: ", statement)
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


@pytest.fixture
def release_0_1_url(empty_url: str) -> str:
    """The address of a database as release 0.1.0 left it."""
    return _written_by("0.1.0", empty_url)


def _written_by(release: str, empty_url: str) -> str:
    folder = ROOT / "tests" / "fixtures" / f"release-{release}"
    if empty_url.startswith("sqlite"):
        file = Path(make_url(empty_url).database or "")
        file.parent.mkdir()
        with closing(sqlite3.connect(file)) as written:
            written.executescript((folder / "sqlite.sql").read_text())
    else:
        with psycopg.connect(empty_url) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            connection.execute((folder / "postgresql.sql").read_bytes())
    return empty_url


ENTRIES_OF_NUDGES = """
    SELECT outbox.id, nudge.entry_id, outbox.entry_id FROM outbox JOIN nudge
    ON outbox.workspace_id = nudge.workspace_id AND outbox.dedupe_key = 'nudge:' || nudge.id
    ORDER BY outbox.id
"""
OF_THE_OTHERS = "SELECT id, entry_id FROM outbox WHERE kind <> 'nudge' ORDER BY id"


def test_messages_of_nudges_are_told_which_entry_they_show(release_0_1_url: str) -> None:
    with connect(release_0_1_url) as connection:
        others = connection.execute(text(OF_THE_OTHERS)).all()
        before = connection.execute(text(ENTRIES_OF_NUDGES)).all()
    assert all(told is None for _, _, told in before)
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        after = connection.execute(text(ENTRIES_OF_NUDGES)).all()
        assert connection.execute(text(OF_THE_OTHERS)).all() == others
        told = "SELECT count(*) FROM outbox WHERE kind = 'nudge' AND entry_id IS NOT NULL"
        told_of_an_entry = connection.scalar(text(told))
    assert [(row[0], row[1]) for row in after] == [(row[0], row[1]) for row in before]
    assert all(shown == told for _, shown, told in after)
    assert told_of_an_entry == len([shown for _, shown, _ in after if shown is not None]) == 6


def test_going_back_takes_from_nudges_what_the_release_before_did_not_know(
    release_0_1_url: str,
) -> None:
    with connect(release_0_1_url) as connection:
        columns = ", ".join(each["name"] for each in inspect(connection).get_columns("outbox"))
        every_message = text(f"SELECT {columns.replace('values', _VALUES)} FROM outbox ORDER BY id")
        before = connection.execute(every_message).all()
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.commit()
        assert connection.execute(every_message).all() == before


def test_each_workspace_gets_a_key_and_what_stands_there_has_no_hash_yet(
    release_0_1_url: str,
) -> None:
    with connect(release_0_1_url) as connection:
        connection.execute(
            text(
                "INSERT INTO workspace (id, name, bot_user_id, bot_id, settings, created_at)"
                " SELECT 'TOTHER', name, bot_user_id, bot_id, settings, created_at FROM workspace"
            )
        )
        connection.commit()
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        keys = connection.scalars(text("SELECT account_key FROM workspace")).all()
        hashes = connection.execute(text("SELECT DISTINCT account_hash FROM entry")).all()
    assert [len(key) for key in keys] == [64, 64]
    assert len({*keys}) == 2
    assert hashes == [(None,)]


def test_going_back_takes_what_was_keyed_along_with_its_key(release_0_1_url: str) -> None:
    """Settled questions of words, and marks of names, would be known by no key once there is
    another; what else is held stays.
    """
    line = {"kind": "line", "text": "own_words"}
    extent = {"kind": "check", "about": "day", "values": ["2026-11-20", 1560], "state": "right"}
    words = [
        {"kind": "check", "about": about, "values": [], "of": ["0" * 64], "state": "right"}
        for about in ("own_words", "others_words")
    ]
    marks = {"kind": "identifiers", "told": ["0" * 16], "open": []}
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        held = "SELECT CAST(held AS text) FROM conversation ORDER BY entry_id"
        before = [json.loads(one) for one in connection.scalars(text(held))]
        assert len(before) > 1
        connection.execute(
            text(
                "UPDATE conversation SET held = :held WHERE entry_id = (SELECT min(entry_id)"
                " FROM conversation)"
            ).bindparams(bindparam("held", type_=Json)),
            {"held": [line, words[0], extent, marks, words[1]]},
        )
        connection.commit()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0011")
        connection.commit()
        after = [json.loads(one) for one in connection.scalars(text(held))]
    assert after == [[line, extent], *before[1:]]


def test_of_several_categories_the_release_before_keeps_the_newest(release_0_1_url: str) -> None:
    of_first = "FROM enrolment WHERE ended_on IS NULL AND member_id = 1"
    with connect(release_0_1_url) as connection:
        assert {*connection.scalars(text("SELECT category FROM enrolment"))} == {None}
        before = connection.execute(text(f"SELECT pack, category {of_first} ORDER BY id")).all()
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        assert {*connection.scalars(text("SELECT category FROM enrolment"))} == {""}
        for category in ("ADAS", "electrified vehicles"):
            connection.execute(
                text(
                    "INSERT INTO enrolment (workspace_id, member_id, pack, category, enrolled_on,"
                    " opening_declined, outcomes) SELECT workspace_id, 1, 'imi-techsafe',"
                    f" '{category}', enrolled_on, opening_declined, outcomes FROM enrolment"
                    " WHERE id = (SELECT min(id) FROM enrolment)"
                )
            )
        connection.commit()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
        connection.commit()
        after = connection.execute(text(f"SELECT pack, category {of_first} ORDER BY id")).all()
    assert after == [*before, ("imi-techsafe", "electrified vehicles")]


WHOLE = "0.5.0"
"""The last release that wrote entries whole, each under one enrolment as one row."""

BEFORE_CYCLES = "0.6.0"
"""The last release that kept one start of an enrolment, and counted whole what lies over a border
that it did not know.
"""

BEFORE_FILES = "0.7.0"
"""The last release that kept links alone as evidence, and revisions of the first format: it had
parts of entries, and what came of registrations.
"""

SINCE_CYCLES = (BEFORE_FILES, "0.8.0", "0.9.0")
"""Releases that knew of cycles and of parts, each with what it was the first to write; the last is
the release before this one.
"""

TOTALS = text("""
    SELECT enrolment_id, cycle, year, state, sum(weight), sum(minutes), sum(credits), count(*)
    FROM assessment GROUP BY enrolment_id, cycle, year, state ORDER BY 1, 2, 3, 4
""")
EACH = "SELECT {} FROM assessment ORDER BY entry_id, enrolment_id"


@pytest.fixture
def whole_entries_url(empty_url: str) -> str:
    """The address of a database as the last release left it that knew no parts of entries."""
    return _written_by(WHOLE, empty_url)


@pytest.fixture
def one_start_url(empty_url: str) -> str:
    """The address of a database as the last release left it that kept one start each."""
    return _written_by(BEFORE_CYCLES, empty_url)


@pytest.fixture
def links_alone_url(empty_url: str) -> str:
    """The address of a database as the last release left it that kept no files."""
    return _written_by(BEFORE_FILES, empty_url)


def test_totals_are_the_same_once_assessments_have_parts_and_when_they_have_none_again(
    whole_entries_url: str,
) -> None:
    with connect(whole_entries_url) as connection:
        names = [each["name"] for each in inspect(connection).get_columns("assessment")]
        every = text(EACH.format(", ".join(_compared(name) for name in names)))
        before, rows = connection.execute(TOTALS).all(), connection.execute(every).all()
        entries = connection.execute(text(OF_ENTRIES)).all()
    assert len(rows) > len(before) > 3
    migrate.upgrade(whole_entries_url)
    with connect(whole_entries_url) as connection:
        assert connection.execute(TOTALS).all() == before
        assert connection.execute(every).all() == rows
        parts = connection.execute(text("SELECT DISTINCT part, subject, entries FROM assessment"))
        assert parts.all() == [(0, "", 1)]
        last = "SELECT count(*) FROM assessment a JOIN entry e ON e.id = a.entry_id WHERE {}"
        assert connection.scalar(text(last.format("a.last_day = e.end_date"))) == len(rows)
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0014")
        connection.commit()
        assert connection.execute(TOTALS).all() == before
        assert connection.execute(every).all() == rows
        assert connection.execute(text(OF_ENTRIES)).all() == entries


OF_ENTRIES = "SELECT id, status, minutes, kept_whole FROM entry ORDER BY id"


def _compared(name: str) -> str:
    """JSON has no order on PostgreSQL, and none to compare by."""
    return f"CAST({name} AS text)" if name in ("missing", "findings") else name


def test_what_was_saved_before_stays_whole_and_what_is_open_will_be_split(
    whole_entries_url: str,
) -> None:
    migrate.upgrade(whole_entries_url)
    with connect(whole_entries_url) as connection:
        found = connection.execute(text("SELECT DISTINCT status, split_by_day FROM entry")).all()
    by_status: dict[str, set[bool]] = {}
    for status, split in found:
        by_status.setdefault(status, set()).add(bool(split))
    assert by_status["logged"] == {False}
    assert by_status["draft"] == {True}


def test_going_back_makes_one_of_an_entrys_parts_and_has_it_assessed_anew(
    whole_entries_url: str,
) -> None:
    migrate.upgrade(whole_entries_url)
    one = "WHERE entry_id = :entry AND enrolment_id = :enrolment"
    with connect(whole_entries_url) as connection:
        entry, enrolment, weight, minutes, version = connection.execute(
            text(
                "SELECT entry_id, enrolment_id, weight, minutes, pack_version FROM assessment"
                " WHERE weight > 0 AND cycle = 0 ORDER BY entry_id LIMIT 1"
            )
        ).one()
        which = {"entry": entry, "enrolment": enrolment}
        columns = [each["name"] for each in inspect(connection).get_columns("assessment")]
        other = {"part": "1", "cycle": "1", "year": "1", "weight": "60", "minutes": "1"}
        values = ", ".join(other.get(name, name) for name in columns)
        connection.execute(
            text(
                f"INSERT INTO assessment ({', '.join(columns)}) SELECT {values} FROM assessment"
                f" {one}"
            ),
            which,
        )
        connection.commit()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0014")
        connection.commit()
        left = connection.execute(
            text(f"SELECT weight, minutes, cycle, year, pack_version FROM assessment {one}"), which
        ).all()
        others = connection.scalar(text("SELECT count(*) FROM assessment WHERE pack_version = ''"))
    assert version
    assert left == [(weight + 60, minutes + 1, 1, 1, "")]
    assert others == 1


WHOLE_SINCE = "status = 'logged' AND start_date < end_date AND NOT split_by_day"


@pytest.mark.parametrize("release", SINCE_CYCLES)
def test_what_a_release_wrote_is_as_it_was_once_its_own_tables_are_back(
    release: str, empty_url: str
) -> None:
    url = _written_by(release, empty_url)
    with connect(url) as connection:
        before, revision = _everything(connection), migrate.revision(url)
    assert before["assessment"]
    assert before["evidence"]
    assert bool(before["registration_event"]) == (release == BEFORE_FILES)
    migrate.upgrade(url)
    with connect(url) as connection:
        assert before.keys() <= _everything(connection).keys()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, str(revision))
        connection.commit()
        assert _everything(connection) == before


@pytest.mark.parametrize(
    ("release", "kinds", "chain_format"),
    [
        (BEFORE_FILES, ["link"] * 3, 1),
        ("0.8.0", ["file", "link", "file", "message", "link", "file"], 2),
        ("0.9.0", ["link", "file"], 2),
    ],
)
def test_totals_and_evidence_of_a_release_are_the_same_once_it_is_updated(
    release: str, kinds: list[str], chain_format: int, empty_url: str
) -> None:
    url = _written_by(release, empty_url)
    evidence = text("SELECT id, entry_id, kind, url FROM evidence ORDER BY id")
    with connect(url) as connection:
        totals, kept = connection.execute(TOTALS).all(), connection.execute(evidence).all()
    assert len(totals) > 3
    assert [kind for _, _, kind, _ in kept] == kinds
    migrate.upgrade(url)
    with connect(url) as connection:
        assert connection.execute(TOTALS).all() == totals
        assert connection.execute(evidence).all() == kept
        formats = connection.scalars(text("SELECT DISTINCT format FROM entry_revision")).all()
    assert formats == [chain_format]


def test_what_the_release_before_cycles_wrote_is_as_it_was_once_its_own_tables_are_back(
    one_start_url: str,
) -> None:
    """But for what it had counted whole, which stays whole."""
    split = text("UPDATE entry SET split_by_day = true WHERE status = 'logged'")
    with connect(one_start_url) as connection:
        whole = connection.scalar(text(f"SELECT count(*) FROM entry WHERE {WHOLE_SINCE}"))
        connection.execute(split)
        connection.commit()
        before, revision = _everything(connection), migrate.revision(one_start_url)
    assert before["assessment"]
    assert before["registration_event"]
    migrate.upgrade(one_start_url)
    with connect(one_start_url) as connection:
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, str(revision))
        connection.commit()
        now_whole = connection.scalar(text(f"SELECT count(*) FROM entry WHERE {WHOLE_SINCE}"))
        assert now_whole > whole
        connection.execute(split)
        connection.commit()
        assert _everything(connection) == before


def test_starts_that_the_release_before_cycles_recorded_are_known_without_their_day(
    one_start_url: str,
) -> None:
    starts = text("SELECT id, cycle_start FROM enrolment ORDER BY id")
    with connect(one_start_url) as connection:
        before = connection.execute(starts).all()
    migrate.upgrade(one_start_url)
    with connect(one_start_url) as connection:
        assert connection.execute(starts).all() == before
    with closing(Database(one_start_url)) as database, database.transaction() as session:
        found = session.exec(select(Enrolment)).all()
        assert [(one.earlier, one.start_recorded_on) for one in found] == [({}, None)] * len(before)


def test_going_back_makes_one_of_parts_that_a_release_wrote(links_alone_url: str) -> None:
    migrate.upgrade(links_alone_url)
    of_each = text(
        "SELECT entry_id, enrolment_id, max(cycle), sum(minutes), sum(weight) FROM assessment"
        " GROUP BY entry_id, enrolment_id ORDER BY 1, 2"
    )
    parts = "SELECT count(*) FROM (SELECT 1 FROM assessment GROUP BY entry_id, enrolment_id {}) a"
    with connect(links_alone_url) as connection:
        assert connection.scalar(text(parts.format("HAVING count(*) > 1"))) == 8
        before = connection.execute(of_each).all()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0014")
        connection.commit()
        assert connection.execute(of_each).all() == before
        assert connection.scalar(text("SELECT count(*) FROM assessment")) == len(before)


def _everything(connection: Connection) -> dict[str, list[str]]:
    """Every row of every table but the version's, as text, in no order."""
    found = {}
    for table in inspect(connection).get_table_names():
        columns = sorted(each["name"] for each in inspect(connection).get_columns(table))
        as_text = ", ".join(f'CAST("{name}" AS text)' for name in columns)
        rows = connection.execute(text(f'SELECT {as_text} FROM "{table}"')).all()
        found[table] = sorted(map(str, rows))
    del found["alembic_version"]
    return found


def test_going_back_leaves_decisions_and_takes_what_was_loaded(release_0_1_url: str) -> None:
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        for kind in ("changed", "framework", "pack"):
            connection.execute(
                text(
                    "INSERT INTO rule_decision (workspace_id, pack, key, kind, value, valid_from,"
                    " decided_on) SELECT id, 'imi-techsafe', '', :kind, '\"{}\"', '2026-01-01',"
                    " '2026-01-01' FROM workspace"
                ),
                {"kind": kind},
            )
        connection.commit()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0015")
        connection.commit()
        of_techsafe = "SELECT kind FROM rule_decision WHERE pack = 'imi-techsafe' AND key = ''"
        assert connection.scalars(text(of_techsafe)).all() == ["changed"]


def test_what_followed_from_a_cycle_is_told_of_the_registration(release_0_1_url: str) -> None:
    kept = {
        "2020-06-01": {"told_on": "2023-06-02", "answer": "extended", "answered_on": "2023-06-03"},
        "2023-06-01": {
            "told_on": "2026-06-02",
            "answer": "removed",
            "answered_on": "2026-06-03",
            "answered_at": "2026-06-03T09:00:00.250000+00:00",
        },
        "2017-06-01": {"told_on": "2020-06-02", "answer": "nothing", "answered_on": "2020-06-03"},
    }
    with connect(release_0_1_url) as connection:
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(
            text(
                "UPDATE enrolment SET outcomes = :kept, pack = 'imi-register'"
                " WHERE id = (SELECT min(id) FROM enrolment)"
            ),
            {"kept": json.dumps(kept)},
        )
        connection.commit()
    migrate.upgrade(release_0_1_url)
    with closing(Database(release_0_1_url)) as database, database.transaction() as session:
        events = session.exec(select(RegistrationEvent).order_by(col(RegistrationEvent.id))).all()
        told = [(one.kind, one.dated, one.at, one.cycle, one.source) for one in events]
        standing = session.get_one(Enrolment, events[0].enrolment_id).registration
        others = session.exec(
            select(Enrolment.registration).where(col(Enrolment.id) != events[0].enrolment_id)
        ).all()
    assert told == [
        ("extended", date(2023, 6, 3), datetime(2023, 6, 3, tzinfo=UTC), date(2020, 6, 1), MEMBER),
        (
            "removed",
            date(2026, 6, 3),
            datetime(2026, 6, 3, 9, 0, 0, 250_000, tzinfo=UTC),
            date(2023, 6, 1),
            MEMBER,
        ),
    ]
    assert [(one["state"], one["on"], one["cycle"]) for one in standing] == [
        ("extended", "2023-06-03", "2020-06-01"),
        ("removed", "2026-06-03", "2023-06-01"),
    ]
    assert standing[1]["recorded_at"] == "2026-06-03T09:00:00.250000+00:00"
    assert all(one == [] for one in others)


def test_a_file_of_evidence_is_known_by_its_member_and_a_link_is_not(
    release_0_1_url: str,
) -> None:
    with connect(release_0_1_url) as connection:
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0022")
        connection.execute(
            text(
                "INSERT INTO evidence (workspace_id, entry_id, kind, url, added_at, runs_out)"
                " SELECT workspace_id, id, 'file', 'sha256:1', created_at, '2027-05-03'"
                " FROM entry"
            )
        )
        connection.commit()
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        rows = connection.execute(
            text(
                "SELECT evidence.kind, evidence.member_id, entry.member_id FROM evidence"
                " JOIN entry ON entry.id = evidence.entry_id"
            )
        ).all()
    assert {kind for kind, _, _ in rows} >= {"file", "link"}
    assert all(whose == (hers if kind == "file" else None) for kind, whose, hers in rows)


def test_what_was_kept_before_is_of_the_first_format_and_no_file(release_0_1_url: str) -> None:
    kept = text("SELECT id, kind, url FROM evidence ORDER BY id")
    with connect(release_0_1_url) as connection:
        before = connection.execute(kept).all()
    assert before
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        assert connection.execute(kept).all() == before
        assert connection.scalars(text("SELECT DISTINCT format FROM entry_revision")).all() == [1]
        of_files = text("SELECT count(*) FROM evidence WHERE coalesce(name, sha256, '') <> ''")
        assert connection.scalar(of_files) == 0


def test_what_a_release_without_files_writes_meanwhile_is_taken(links_alone_url: str) -> None:
    """It names no column that came after it."""
    migrate.upgrade(links_alone_url)
    with connect(links_alone_url) as connection:
        connection.execute(
            text(
                "INSERT INTO evidence (workspace_id, entry_id, kind, url, added_at)"
                " SELECT workspace_id, id, 'link', 'https://example.org/meanwhile', created_at"
                " FROM entry WHERE id = (SELECT min(id) FROM entry)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO entry_revision (workspace_id, member_id, entry_id, number, kind, at,"
                " content, content_hash, previous, hash) SELECT workspace_id, member_id, entry_id,"
                " 9999, 'edited', at, content, content_hash, hash, hash FROM entry_revision"
                " WHERE id = (SELECT max(id) FROM entry_revision)"
            )
        )
        connection.commit()
        formats = text("SELECT format FROM entry_revision WHERE number = 9999")
        assert connection.scalars(formats).all() == [1]


def test_going_back_takes_files_and_leaves_links(release_0_1_url: str) -> None:
    links = text("SELECT id, kind, url FROM evidence ORDER BY id")
    with connect(release_0_1_url) as connection:
        before = connection.execute(links).all()
    migrate.upgrade(release_0_1_url)
    with connect(release_0_1_url) as connection:
        connection.execute(
            text(
                "INSERT INTO evidence (workspace_id, entry_id, kind, url, added_at, name)"
                " SELECT workspace_id, id, 'file', 'sha256:00', created_at, 'certificate.pdf'"
                " FROM entry WHERE id = (SELECT min(id) FROM entry)"
            )
        )
        connection.commit()
        config = migrate.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0019")
        connection.commit()
        assert connection.execute(links).all() == before


MEMBER = "member"
_VALUES = 'CAST("values" AS text)'


async def test_it_runs_within_an_event_loop(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert await asyncio.to_thread(migrate.revision, empty_url) == migrate.head()


def test_processes_that_migrate_at_once_wait_for_each_other(empty_url: str, tmp_path: Path) -> None:
    program = "import sys; from storage.engine.migrate import upgrade; upgrade(sys.argv[1])"
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
        "import sys; from storage.engine import migrate\n"
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
