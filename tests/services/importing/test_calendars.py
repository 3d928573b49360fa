"""Events of a calendar are gone through one by one: at most one is open at a time."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.import_jobs import Intake
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Mistaken
from bot.services.importing import calendar_actions, calendars, undoing
from bot.services.importing.arrivals import FileFacts
from bot.services.record import entries
from storage.row_types import EntryRecord
from tests.services.harness import TEAM, TODAY, ServiceHarness
from tests.services.importing.driving import found, member_id, work_off


def event(title: str, days_ago: int, minutes: int | None = 60) -> dict[str, Any]:
    day = TODAY - timedelta(days=days_ago)
    return {
        "uid": f"{title}@{days_ago}",
        "title": title,
        "start": day.isoformat() if minutes is None else f"{day}T09:00+00:00",
        "end": day.isoformat() if minutes is None else f"{day}T10:00+00:00",
        "all_day": minutes is None,
        "minutes": minutes,
    }


EVENTS = [
    event("Team meeting", 9),
    event("CPD: ADAS webinar", 8),
    event("Dentist", 7),
    event("cpd reading", 6, None),
    event("CPD braking", 5, 90),
]


def arrive(harness: ServiceHarness, folder: Path, events: list[dict[str, Any]]) -> int:
    path = folder / "events.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in events), encoding="utf-8")
    intake = Intake(harness.contexts)
    whose = member_id(harness)
    number = asyncio.run(intake.calendar(TEAM, whose, FileFacts("cal:1", "c.ics"), path))
    assert number is not None
    return number


def offered(harness: ServiceHarness) -> list[int]:
    return [values["row"] for kind, values in harness.said() if kind == calendars.EVENT]


def choose(harness: ServiceHarness, number: int, word: str = "CPD") -> None:
    with harness.open() as ctx:
        calendar_actions.ChooseWord(number, word).do(ctx)


def keep(harness: ServiceHarness, number: int) -> EntryRecord:
    with harness.open() as ctx:
        calendar_actions.KeepEvent(number, offered(harness)[-1]).do(ctx)
        [draft] = ctx.work.entries.list(ctx.member.id, ["draft"])
    return draft


def test_it_is_asked_which_word_is_meant(harness: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    assert [kind for kind, _ in harness.said()] == ["calendar"]
    assert offered(harness) == []
    assert found(harness, number).state == "preview"


def test_events_with_the_word_are_offered_one_at_a_time_the_latest_first(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    assert len(offered(harness)) == 1
    with harness.open() as ctx:
        first = calendars.offered_in(ctx, number, offered(harness)[0])
    assert first is not None
    assert first.event is not None
    assert (first.event.title, first.event.minutes, first.left) == ("CPD braking", 90, 3)


def test_a_kept_one_is_a_draft_and_the_next_waits_until_it_is_none(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    draft = keep(harness, number)
    assert (draft.title, draft.minutes, draft.evaluate) == ("CPD braking", 90, None)
    assert len(offered(harness)) == 1
    with harness.open() as ctx:
        entries.discard(ctx, draft)
    assert len(offered(harness)) == 2
    second = keep(harness, number)
    assert second.minutes is None, "an event of a whole day says nothing of its length"
    with harness.open() as ctx:
        entries.save(ctx, entries.edit(ctx, second, {"minutes": 30}))
    assert len(offered(harness)) == 3


def test_skipped_ones_go_on_to_the_next_and_the_last_is_said(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    for _ in range(3):
        with harness.open() as ctx:
            calendar_actions.SkipEvent(number, offered(harness)[-1]).do(ctx)
    assert len(offered(harness)) == 3
    assert harness.said()[-1] == ("say", {"sentence": "calendar_done"})
    assert found(harness, number).state == "done"


def test_stopped_it_offers_no_more_and_its_words_go(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    draft = keep(harness, number)
    with harness.open() as ctx:
        calendar_actions.StopCalendar(number).do(ctx)
    with harness.open() as ctx:
        entries.discard(ctx, draft)
    assert len(offered(harness)) == 1
    work_off(harness)
    with harness.open() as ctx:
        shown = calendars.offered_in(ctx, number, offered(harness)[0])
    assert shown is not None
    assert shown.event is None


def test_an_event_is_kept_or_passed_over_once(harness: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    row = offered(harness)[0]
    keep(harness, number)
    for again in (calendar_actions.KeepEvent(number, row), calendar_actions.SkipEvent(number, row)):
        with harness.open() as ctx, pytest.raises(Refused):
            again.do(ctx)


def test_a_word_that_no_event_has_is_asked_for_again(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    with harness.open() as ctx, pytest.raises(Mistaken):
        calendar_actions.SetWord(number, "yoga").do(ctx)
    with harness.open() as ctx, pytest.raises(Refused):
        calendar_actions.ChooseWord(number, " ").do(ctx)
    assert found(harness, number).state == "preview"


def test_nobody_else_goes_through_it(harness: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    with harness.open("UBEN") as ctx, pytest.raises(Refused):
        calendar_actions.ChooseWord(number, "CPD").do(ctx)
    choose(harness, number)
    row = offered(harness)[0]
    with harness.open("UBEN") as ctx:
        assert calendars.offered_in(ctx, number, row) is None
        for one in (
            calendar_actions.KeepEvent(number, row),
            calendar_actions.SkipEvent(number, row),
            calendar_actions.StopCalendar(number),
        ):
            with pytest.raises(Refused):
                one.do(ctx)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"title": "CPD", "start": "soon"},
        {"title": "", "start": "2026-11-01"},
        {"title": "CPD", "start": 7},
        "CPD",
        None,
    ],
)
def test_what_is_no_event_is_none(told: Any) -> None:
    assert calendars.event_of([told]) is None


def test_gone_through_half_and_left_its_words_go_after_a_while(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    number = arrive(harness, tmp_path, EVENTS)
    choose(harness, number)
    draft = keep(harness, number)
    harness.now += undoing.PREVIEW_KEPT + timedelta(days=1)
    for one in undoing.forgotten_previews(harness.contexts, harness.now, 10):
        undoing.forget_preview(harness.contexts, *one)
    work_off(harness)
    known = found(harness, number)
    assert known.state == "done"
    with harness.open() as ctx:
        rows = ctx.work.imports.rows(known, 0, 100)
        assert {(one.cells is None, one.reading is None) for one in rows} == {(True, True)}
        assert ctx.work.entries.get(draft.id, ctx.member.id) is not None
