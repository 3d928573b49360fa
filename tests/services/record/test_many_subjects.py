"""How long each of many subjects took: what a form did not ask is left as it is."""

from typing import Any

import pytest

from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record import entries
from bot.services.record.actions.entry_action import mark_of
from storage.row_types import EntryRecord
from tests.services.harness import ServiceHarness

NAMES = tuple(f"Group {number}" for number in range(12))
TWELVE = tuple({"name": name, "minutes": 5} for name in NAMES)


@pytest.fixture
def harness(sqlite_harness: ServiceHarness) -> ServiceHarness:
    with sqlite_harness.open() as ctx:
        for name in NAMES:
            settings.enrol(ctx, f"dvsa-mot/{name}")
    return sqlite_harness


def marks_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mark_of(name.casefold()) for name in names)


def logged(harness: ServiceHarness) -> EntryRecord:
    with harness.open() as ctx:
        entry = harness.logged(ctx, minutes=120)
        return entries.edit(ctx, entry, {"subjects": TWELVE})


def edited(entry: EntryRecord, **fields: Any) -> record.EditEntry:
    form: dict[str, Any] = {
        "title": entry.title or "",
        "from_date": entry.start_date,
        "to_date": None,
        "duration": "2 h",
        "type": entry.type,
        "formality": entry.formality,
        "provider": entry.provider or "",
        "stages": {},
    }
    return record.EditEntry(entry.id, **{**form, **fields})


def minutes_of(harness: ServiceHarness, entry: EntryRecord) -> dict[str, int | None]:
    return {one["name"]: one["minutes"] for one in harness.entry(entry.id).subjects}


def test_one_that_is_taken_out_leaves_those_that_the_form_did_not_ask_about(
    harness: ServiceHarness,
) -> None:
    entry = logged(harness)
    asked = marks_of(NAMES[:10])
    with harness.open() as ctx:
        edited(
            entry,
            groups=marks_of(NAMES[1:]),
            subject_minutes=dict.fromkeys(asked, "5 min"),
            minutes_asked=frozenset(asked),
        ).do(ctx)
    assert minutes_of(harness, entry) == dict.fromkeys(NAMES[1:], 5)


def test_what_fits_no_more_shares_what_is_left(harness: ServiceHarness) -> None:
    entry = logged(harness)
    asked = marks_of(NAMES[:10])
    with harness.open() as ctx:
        edited(
            entry,
            groups=marks_of(NAMES),
            subject_minutes={asked[0]: "115 min"},
            minutes_asked=frozenset(asked),
        ).do(ctx)
    found = minutes_of(harness, entry)
    assert found[NAMES[0]] == 115
    assert {found[name] for name in NAMES[1:]} == {None}


def test_minutes_that_are_emptied_in_the_second_form_share_equally(
    harness: ServiceHarness,
) -> None:
    entry = logged(harness)
    asked = frozenset(marks_of(NAMES[:10]))
    with harness.open() as ctx:
        record.SaySubjectMinutes(entry.id, {}, asked).do(ctx)
    found = minutes_of(harness, entry)
    assert {found[name] for name in NAMES[:10]} == {None}
    assert {found[name] for name in NAMES[10:]} == {5}
