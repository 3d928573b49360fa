"""Runs every row of qualities.yaml, records worked out by hand. The table holds what they show."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.qualities import (
    KeptEntry,
    QualityShown,
    RecordFacts,
    Said,
    qualities,
    qualities_in,
)
from bot.policy.schemes.quality_steps import next_step
from bot.services.schemes.standings import RHYTHM_DAYS
from tests.tables import for_each

Row = Mapping[str, Any]
ROWS: list[Row] = yaml.safe_load(
    (Path(__file__).parent / "qualities.yaml").read_text(encoding="utf-8")
)["situations"]
CMI: Pack = load_packs()["cmi"]
TODAY = date(2026, 11, 27)


@for_each("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_record_shows_what_was_worked_out_by_hand(row: Row) -> None:
    facts = facts_of(row)
    found = {one.quality: told(one) for one in qualities(facts)}
    expected = {name: expect(given) for name, given in row["expect"].items()}
    assert {name: found[name] for name in expected} == expected, row["rule"]
    if "names" in row:
        assert list(found) == row["names"], row["rule"]


@for_each(
    "row",
    [row for row in ROWS if "next" in row],
    ids=[row["name"] for row in ROWS if "next" in row],
)
def test_the_next_step_is_as_worked_out_by_hand(row: Row) -> None:
    step = next_step(facts_of(row))
    if row["next"] is None:
        assert step is None, row["rule"]
        return
    assert step is not None, row["rule"]
    shown = {
        "for": step.quality,
        "does": step.does,
        "entry": step.entry,
        "question": step.question,
        "lacks": step.lacks,
    }
    assert {name: shown[name] for name in shown if shown[name] is not None} == row["next"], row[
        "rule"
    ]


def told(one: QualityShown) -> tuple[Any, ...]:
    return one.state, one.entry, one.beside, one.gap, one.begins


def expect(given: Any) -> tuple[Any, ...]:
    """What a row expects: a word, or a word with what goes with it."""
    match given:
        case {"shown": entry, **more}:
            return "shown", entry, more.get("beside"), None, None
        case {"not yet": [first, last]}:
            return "not yet", None, None, (first, last), None
        case {"not known": begins}:
            return "not known", None, None, None, begins
        case word:
            return word, None, None, None, None


def facts_of(row: Row) -> RecordFacts:
    today = row.get("today", TODAY)
    return RecordFacts(
        today=today,
        since=today - timedelta(days=RHYTHM_DAYS),
        entries=tuple(kept(number, given) for number, given in row["entries"].items()),
        earlier=row.get("earlier", False),
        names=tuple(row.get("names", qualities_in(CMI, today))),
    )


def kept(number: int, given: Row) -> KeptEntry:
    on = given["day"]
    first, last = on if isinstance(on, list) else (on, on)
    says = given.get("says", [])
    return KeptEntry(
        number=number,
        status=given.get("status", "logged"),
        start=first,
        end=last,
        type=given.get("type"),
        formality=given.get("is"),
        stages=frozenset(given.get("stages", ())),
        said=None
        if says is None
        else Said("need" in says, "helps" in says, "changed" in says, bool(says)),
        evidence=given.get("evidence", 0),
        nothing_changed=given.get("nothing_changed", False),
        followed_up=given.get("followed_up", False),
        declined=given.get("declined", False),
        skipped=frozenset(given.get("skipped", ())),
    )
