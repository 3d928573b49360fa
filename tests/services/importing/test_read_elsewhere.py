"""Rows are read by a child, and what they are worth comes back with the reading: nothing that is
decided depends on either.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.delivery.import_jobs import Reading
from bot.readers.reading import ReaderError
from bot.readers.rows import ChildReaders
from bot.services.importing import actions as importing
from bot.services.importing import undoing
from bot.services.members import settings
from storage.queues.jobs import Job
from tests.services.harness import TEAM, ServiceHarness
from tests.services.importing.driving import (
    HEADING,
    LEARNT,
    arrive,
    found,
    log_of,
    member_id,
    rows_file,
    take,
    work_off,
)

ROWS = [
    HEADING,
    ["20/11/2026", "With an account", "Bosch", "2", LEARNT, ""],
    ["19/11/2026", "Without one", "Bosch", "2", "", "asked Dave"],
    ["18/11/2019", "Long before the cycle", "Bosch", "2", LEARNT, ""],
    ["17/11/2026", "Too long for a day", "Bosch", "30", LEARNT, ""],
    ["16/11/2026", "Without a length", "Bosch", "", "no", ""],
    ["", "Without a day", "Bosch", "2", LEARNT, ""],
    ["15/11/2026", "Mrs Patel's Golf AB12 CDE", "Bosch", "1", LEARNT, ""],
    ["15/11/1950", "Long ago", "Bosch", "1", LEARNT, ""],
]


def read(office: ServiceHarness, number: int, readers: Any, *, times: int = 0) -> None:
    job = Job(1, TEAM, member_id(office), "lane", "import_read",
              {"import": number, "times": times}, 1, 1, office.now)  # fmt: skip

    async def unheard(_so_far: Any) -> None:
        """Nobody waits to see how far it is."""

    asyncio.run(Reading(office.contexts, readers)(job, unheard))


def ask(office: ServiceHarness, statement: str) -> list[Any]:
    with office.database.snapshot() as session:
        return [tuple(row) for row in session.connection().execute(text(statement)).all()]


def readings(office: ServiceHarness, number: int) -> list[Any]:
    return ask(
        office,
        "SELECT number, CAST(reading AS VARCHAR), verdict, why, likeness FROM imported_row"
        f" WHERE import_id = {number} ORDER BY number",
    )


def worth(office: ServiceHarness) -> list[Any]:
    return ask(
        office,
        "SELECT entry.title, state, assessment.minutes, weight, credits, cycle, year, last_day,"
        " entries, CAST(missing AS VARCHAR), CAST(findings AS VARCHAR), assumed, pack_version,"
        " entry_version, reader FROM assessment JOIN entry ON entry.id = entry_id"
        " ORDER BY entry.title, part",
    )


def forget_worth(office: ServiceHarness, number: int) -> None:
    """As a release before this one reads rows."""
    _change(office, number, lambda reading: reading.pop("worth", None))


def be_worth(office: ServiceHarness, number: int, minutes: int) -> None:
    """What was kept says something that nobody would work out."""

    def change(reading: dict[str, Any]) -> None:
        for part in reading.get("worth", {}).get("parts", ()):
            part["minutes"] = minutes

    _change(office, number, change)


def _change(
    office: ServiceHarness, number: int, change: Callable[[dict[str, Any]], object]
) -> None:
    changing = text("UPDATE imported_row SET reading = :it WHERE import_id = :of AND number = :at")
    with office.database.transaction() as session:
        for row, reading, *_ in readings(office, number):
            plain = json.loads(reading or "{}")
            change(plain)
            given = {"it": json.dumps(plain), "of": number, "at": row}
            session.connection().execute(changing, given)
        session.commit()


def test_a_child_reads_a_file_as_it_is_read_here(office: ServiceHarness, tmp_path: Path) -> None:
    here = arrive(office, rows_file(tmp_path, ROWS))
    work_off(office)
    there = arrive(office, rows_file(tmp_path, ROWS), key="file:2")
    read(office, there, ChildReaders())
    assert readings(office, there) == readings(office, here)
    assert found(office, there).counts == found(office, here).counts


def test_a_child_reads_rows_again_under_other_columns(
    office: ServiceHarness, tmp_path: Path
) -> None:
    both = [arrive(office, rows_file(tmp_path, ROWS), key=f"file:{key}") for key in "12"]
    for number in both:
        read(office, number, ChildReaders())
        with office.open() as ctx:
            chosen: Any = {"title": 2, "date": 0, "length": 3, "reflect": 4}
            importing.SetColumns(number, chosen).do(ctx)
    here, there = both
    read(office, there, ChildReaders(), times=1)
    work_off(office)
    assert found(office, there).counts == found(office, here).counts
    assert readings(office, there) == readings(office, here)


@pytest.mark.parametrize(
    "script", ["input()", "print('no', flush=True); import time; time.sleep(60)"]
)
def test_where_the_child_dies_nothing_is_kept_and_the_next_attempt_reads_it_all(
    office: ServiceHarness, tmp_path: Path, script: str
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(250)))
    dying = ChildReaders(command=[sys.executable, "-c", script])
    with pytest.raises(ReaderError) as told:
        read(office, number, dying)
    assert "Course" not in str(told.value)
    assert found(office, number).read_to == 0
    read(office, number, ChildReaders())
    known = found(office, number)
    assert (known.read_to, known.counts["taken"]) == (251, 250)


def test_where_it_dies_amid_a_file_reading_goes_on_behind_what_is_kept(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(250)))
    root = str(Path(__file__).parents[3])
    dying = (
        f"import sys; sys.path.insert(0, {root!r})\n"
        "import io, os\n"
        "class Two(io.RawIOBase):\n"
        "    asked = 0\n"
        "    def readable(self): return True\n"
        "    def readinto(self, into):\n"
        "        line = sys.__stdin__.buffer.readline(len(into))\n"
        "        into[:len(line)] = line\n"
        "        self.asked += line.endswith(b'\\n')\n"
        "        os._exit(1) if self.asked > 3 else None\n"
        "        return len(line)\n"
        "import types; sys.stdin = types.SimpleNamespace(buffer=io.BufferedReader(Two()))\n"
        "from bot.readers.child.rows import main; main()"
    )
    with pytest.raises(ReaderError):
        read(office, number, ChildReaders(command=[sys.executable, "-c", dying]))
    amid = found(office, number)
    assert 0 < amid.read_to < 251
    read(office, number, ChildReaders())
    known = found(office, number)
    assert (known.read_to, known.counts["taken"], known.counts["minutes"]) == (251, 250, 250 * 60)


@pytest.mark.parametrize("words", [True, False])
def test_what_comes_with_the_reading_is_what_would_be_worked_out(
    office: ServiceHarness, tmp_path: Path, words: bool
) -> None:
    number = arrive(office, rows_file(tmp_path, ROWS))
    work_off(office)
    with office.open() as ctx:  # one that was only doubted
        importing.TakeRow(number, 9).do(ctx)
    take(office, number, words=words)
    work_off(office)
    as_it_came = worth(office)
    assert len({row[1] for row in as_it_came}) > 1
    with office.open() as ctx:
        undoing.undo(ctx, number)
    work_off(office)
    again = arrive(office, rows_file(tmp_path, ROWS), key="file:2")
    work_off(office)
    with office.open() as ctx:
        importing.TakeRow(again, 9).do(ctx)
    forget_worth(office, again)
    take(office, again, words=words)
    work_off(office)
    assert worth(office) == as_it_came


def a_day_passes(office: ServiceHarness) -> None:
    office.now += timedelta(days=1)


def another_scheme(office: ServiceHarness) -> None:
    with office.open() as ctx:
        settings.enrol(ctx, "cmi")


def another_job(office: ServiceHarness) -> None:
    with office.open() as ctx:
        settings.set_job(ctx, "workshop manager", date(2025, 1, 1))


def other_hours(office: ServiceHarness) -> None:
    with office.open() as ctx:
        settings.set_working_hours(ctx, 10 * 60, 14 * 60, range(5))


def nothing(_office: ServiceHarness) -> None:
    """Goes on as it was."""


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        (nothing, True),
        (a_day_passes, False),
        (another_scheme, False),
        (another_job, False),
        (other_hours, False),
    ],
)
def test_it_serves_while_rules_facts_and_day_are_the_same(
    office: ServiceHarness, tmp_path: Path, changes: Callable[[ServiceHarness], None], holds: bool
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    be_worth(office, number, 7)
    changes(office)
    take(office, number)
    work_off(office)
    minutes = {row[2] for row in worth(office)}
    assert minutes == ({7} if holds else {60})


def test_words_that_are_not_the_members_are_assessed_without_them(
    office: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    be_worth(office, number, 7)
    take(office, number, words=False)
    work_off(office)
    assert {(row[1], row[2]) for row in worth(office)} == {("waiting", 60)}


def test_what_a_row_is_worth_goes_with_its_words(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(3)))
    work_off(office)
    assert any(reading and "worth" in reading for _, reading, *_ in readings(office, number))
    with office.open() as ctx:
        undoing.leave(ctx, number)
    work_off(office)
    assert not any(reading and "worth" in reading for _, reading, *_ in readings(office, number))
