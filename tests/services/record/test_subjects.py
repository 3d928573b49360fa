"""Subjects are part of an entry's content: chained, exported, taken back, and done again."""

import csv
import io
import json
from typing import Any

import pytest

from bot.services.data_rights.export import export_csv, export_json
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from bot.services.record.revisions import fields_of
from bot.services.record.undo import undo
from storage.row_types import EntryRecord
from tests.services.harness import ServiceHarness

RADAR: dict[str, Any] = {"name": "Radar", "minutes": 40}
CAMERAS: dict[str, Any] = {"name": "Cameras, all of them", "minutes": None}


@pytest.fixture
def saved(harness: ServiceHarness) -> int:
    """An entry of two subjects, 90 minutes long."""
    with harness.open() as ctx:
        number = harness.logged(ctx, minutes=90).id
    with harness.open() as ctx:
        entries.edit(ctx, find(ctx, number), {"subjects": (RADAR, CAMERAS)})
    return number


def subjects(harness: ServiceHarness, number: int) -> tuple[Any, ...]:
    return tuple(dict(one) for one in harness.entry(number).subjects)


def test_they_are_kept_in_their_order(harness: ServiceHarness, saved: int) -> None:
    assert subjects(harness, saved) == (RADAR, CAMERAS)
    assert harness.entry(saved).provenance["subjects"] == "edited"


def test_a_revision_holds_them_and_leads_back_to_them(harness: ServiceHarness, saved: int) -> None:
    kind, content = harness.revisions()[-1]
    assert (kind, content["subjects"]) == ("edited", [RADAR, CAMERAS])
    assert fields_of(json.dumps(content))["subjects"] == (RADAR, CAMERAS)
    of_before = {name: value for name, value in content.items() if name != "subjects"}
    assert fields_of(json.dumps(of_before))["subjects"] == ()


def test_a_change_of_them_is_taken_back(harness: ServiceHarness, saved: int) -> None:
    with harness.open() as ctx:
        ctx.work.undo.begin("turn", ctx.now)
        entries.edit(ctx, find(ctx, saved), {"subjects": (CAMERAS,)})
    assert subjects(harness, saved) == (CAMERAS,)
    with harness.open() as ctx:
        [reverted] = undo(ctx)
    assert subjects(harness, saved) == (RADAR, CAMERAS)
    assert [one.field for one in reverted.facts] == ["subjects"]


def test_both_exports_have_them(harness: ServiceHarness, saved: int) -> None:
    with harness.open() as ctx:
        whole = json.loads(b"".join(export_json(ctx.work, ctx.member, ctx.now)))
        table = b"".join(export_csv(ctx.work, ctx.member)).decode("utf-8-sig")
    [entry] = whole["entries"]
    assert entry["subjects"] == [RADAR, CAMERAS]
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    assert row["subjects"] == "Radar: 40 min\nCameras, all of them"


@pytest.mark.parametrize(
    ("minutes", "expected"), [(None, (RADAR, CAMERAS)), (30, ({**RADAR, "minutes": None}, CAMERAS))]
)
def test_done_again_it_is_of_the_same_and_of_as_long_where_all_of_it_was(
    harness: ServiceHarness, saved: int, minutes: int | None, expected: tuple[Any, ...]
) -> None:
    def again() -> EntryRecord:
        with harness.open() as ctx:
            last = find(ctx, saved)
            return entries.begin_like(ctx, last, Source("again", "x"), minutes=minutes)

    assert subjects(harness, again().id) == expected
