"""How many words a nudge holds, counted over every state: people read one in two seconds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any, Final, get_args

import pytest

from bot.policy.scheme_facts import SubjectTotal
from bot.policy.vocabulary import NUDGE_KINDS
from bot.services.nudges.sent_nudges import AfterNudge, Became
from bot.services.nudges.write_ups import WriteUpView
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, Content
from bot.ui.nudges.nudge_texts import WORDINGS, FollowUpView, NudgeView, nudge, planned, write_up
from storage.row_types import EnrolmentRecord, FollowUpRecord, WriteUpRecord
from tests.standings import changed
from tests.unit.ui.builders import (
    FRAMEWORK,
    NOW,
    TODAY,
    enrolment,
    entry,
    nudge_record,
    scheme_standing,
    techsafe,
)

OWN: Final = "ownword"
MOST: Final = 35
ENDED: Final = 45
AT_RISK: Final = 46
EACH_FURTHER: Final = 12

TIMES: Final = (
    datetime(2026, 11, 24, 9, tzinfo=UTC),
    datetime(2026, 11, 26, 15, tzinfo=UTC),
)
ENDS: Final = date(2028, 5, 17)
LAST_DAY: Final = date(2028, 5, 31)

EARLIER: Final = date(2023, 6, 1)
ADAS: Final = enrolment("imi-techsafe", id=13, category="ADAS")
BEFORE: Final = enrolment(cycle_start=EARLIER, enrolled_on=EARLIER)


def not_told(one: SchemeStanding) -> SchemeStanding:
    """The same of somebody whose opening balance is still to be told."""
    return replace(one, standing=changed(one.standing, opening_pending=True))


def by_subjects(minutes: int, *, of: EnrolmentRecord = ADAS, **more: Any) -> SchemeStanding:
    """So many minutes of the framework's first subject, and none of the others, now and in the
    cycle before.
    """
    rules = techsafe(replace(FRAMEWORK, valid_from=None))
    done = (SubjectTotal(FRAMEWORK.subjects[0].name, "counted", minutes, 0, 1),)
    found = scheme_standing(of=of, rules=rules, subjects=done, ended_subjects=done, **more)
    return replace(found, title="IMI TechSafe: electrified vehicles")


STANDINGS: Final[dict[str, SchemeStanding]] = {
    "behind this year": scheme_standing(cycle=6400, year=800),
    "behind and at risk": scheme_standing(cycle=3300, year=800),
    "behind from earlier years": scheme_standing(cycle=3300, year=1600),
    "with halves": scheme_standing(cycle=3350, year=850),
    "nothing yet": scheme_standing(cycle=0, year=0),
    "on pace": scheme_standing(cycle=5200, year=1600),
    "neither": scheme_standing(cycle=4500, year=1200),
    "minimum met": scheme_standing(cycle=9200, year=1200),
    "something waits": scheme_standing(waiting_weight=200 * 60, waiting_count=2),
    "shortly before the end": scheme_standing(today=ENDS),
    "on the last day": scheme_standing(today=LAST_DAY),
    "balance not told": not_told(scheme_standing(today=ENDS)),
    "balance declined": scheme_standing(of=enrolment(opening_on=None), today=ENDS),
    "85 days before the end, not at risk": not_told(
        scheme_standing(cycle=8800, today=date(2028, 3, 7))
    ),
    "ended short": scheme_standing(of=BEFORE),
    "ended short, balance declined": scheme_standing(of=replace(BEFORE, opening_on=None)),
    "ended short, as the account shows": scheme_standing(
        of=replace(BEFORE, outcomes={"2023-06-01": {"showed": "7925", "showed_on": "2026-06-10"}})
    ),
    "subjects, a month before the end": by_subjects(30, today=date(2028, 5, 1)),
    "subjects, on the last day": by_subjects(31, today=LAST_DAY),
    "subjects, all of them short": by_subjects(10, today=ENDS),
    "subjects of a cycle that ended short": by_subjects(
        10, of=replace(ADAS, cycle_start=EARLIER, enrolled_on=EARLIER)
    ),
    "subjects of a cycle that ended short, whose figures were kept": by_subjects(
        10,
        of=replace(
            ADAS,
            cycle_start=date(2026, 6, 1),
            enrolled_on=EARLIER,
            outcomes={
                "2023-06-01": {"last_day": "2026-05-31", "credits": "1", "minimum": "3"},
            },
        ),
    ),
    "start not known": scheme_standing(of=enrolment(cycle_start=None)),
    "generic": scheme_standing(of=enrolment("generic-30-90", id=10)),
    "by rhythm": scheme_standing(
        of=enrolment("cmi", id=8, cycle_start=None),
        entries_12_months=5,
        last_entry=date(2026, 8, 20),
        without_evaluation=2,
    ),
    "by rhythm, one": scheme_standing(
        of=enrolment("cmi", id=8, cycle_start=None),
        entries_12_months=1,
        last_entry=date(2025, 12, 20),
        without_evaluation=1,
    ),
    "by rhythm, none": scheme_standing(
        of=enrolment("cmi", id=8, cycle_start=None), entries_12_months=0
    ),
}


def words_in_sight(content: Content) -> list[str]:
    """The words that are seen without a tap, buttons among them; what people contributed is not
    counted, nor what stands behind ⋯. Dots and dashes are no words.
    """
    seen = " ".join(text for block in content.blocks for text in _seen(block))
    return [
        word
        for word in seen.split()
        if any(letter.isalnum() for letter in word) and OWN not in word.casefold()
    ]


def _seen(block: Block) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield block["text"]["text"]
        case "context":
            yield from (one["text"] for one in block["elements"])
        case "actions":
            for element in block["elements"]:
                if element["type"] == "button":
                    yield element["text"]["text"]
                else:
                    assert element["type"] == "overflow"


def of_kind(kind: str, name: str) -> bool:
    """Whether a nudge of that kind is ever about such a standing."""
    standing = STANDINGS[name].standing
    match kind:
        case "cycle_ended":
            return standing.ended is not None
        case "cycle_start_unknown":
            return standing.kind == "provisional"
        case "rhythm" | "missing_evaluation":
            return standing.kind == "rhythm"
        case "behind":
            return standing.kind == "target" and standing.behind
        case "year_end":
            return standing.kind == "target" and bool(standing.below_recommendation)
        case "cycle_end":
            return standing.deadline is not None and bool(standing.deadline.short)
        case _:
            return True


STATES: Final = [
    pytest.param(kind, name, turn, id=f"{kind}, {name}, {turn}")
    for kind in NUDGE_KINDS
    if kind != "planned"
    for name in STANDINGS
    if of_kind(kind, name)
    for turn in range(len(WORDINGS.get(kind, " ")))
]


def view(name: str, **changes: Any) -> NudgeView:
    standing = STANDINGS[name]
    made = NudgeView(
        today=standing.standing.today,
        standing=standing,
        named=standing.enrolment.category != "",
        entries=[entry(title=OWN)],
        missing="already_counted",
        manager_name=OWN,
        times=TIMES,
    )
    return replace(made, **changes)


def most_of(kind: str, name: str) -> int:
    if kind == "cycle_ended":
        return ENDED
    standing = STANDINGS[name].standing
    return AT_RISK if standing.kind == "target" and standing.at_risk else MOST


@pytest.mark.parametrize(("kind", "name", "turn"), STATES)
def test_a_nudge_is_read_in_two_seconds(kind: str, name: str, turn: int) -> None:
    shown = nudge(nudge_record(kind), view(name, turn=turn))
    words = words_in_sight(shown)
    assert len(words) <= most_of(kind, name), (len(words), " ".join(words))


@pytest.mark.parametrize(
    ("kind", "name"), sorted({(one.values[0], one.values[1]) for one in STATES})
)
def test_what_has_become_of_it_is_no_longer(kind: str, name: str) -> None:
    for what, status in product(get_args(AfterNudge), ("logged", "withdrawn", "discarded")):
        became = Became(what, until=TODAY, at=TIMES[0])
        entries = [entry(title=OWN, status=status)]
        shown = nudge(nudge_record(kind), view(name, became=became, entries=entries))
        words = words_in_sight(shown)
        assert len(words) <= most_of(kind, name), (len(words), " ".join(words))


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("start", [TODAY, date(2025, 12, 31), None], ids=str)
def test_planned_activities_take_twelve_words_more_each(count: int, start: date | None) -> None:
    ends = (start, start and start + timedelta(3))
    plans = [
        entry(id=n, title=OWN, status="planned", start_date=start, end_date=ends[n % 2])
        for n in range(1, count + 1)
    ]
    words = words_in_sight(planned(plans, TODAY))
    assert len(words) <= MOST + (count - 1) * EACH_FURTHER, (len(words), " ".join(words))


def follow_up(number: int, **changes: Any) -> FollowUpView:
    record = FollowUpRecord(number, 1, 12, "plan", "asked", TODAY, NOW, None)
    shown = FollowUpView(record, title=OWN, planned_on=date(2025, 11, 1), words=f"{OWN} {OWN}")
    return replace(shown, **changes)


@pytest.mark.parametrize("words", ["", f"{OWN} {OWN}"], ids=["private", "open"])
def test_what_the_member_asked_for_is_as_short(words: str) -> None:
    shown = planned((), TODAY, [follow_up(1, words=words)])
    assert len(words_in_sight(shown)) <= MOST
    reminder = replace(follow_up(1).follow_up, kind="reminder")
    both = planned((), TODAY, [follow_up(1, words=words), follow_up(2, follow_up=reminder)])
    assert len(words_in_sight(both)) <= MOST + EACH_FURTHER


@pytest.mark.parametrize("state", ["asked", "done", "dropped"])
@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("moved", [None, TIMES[1]], ids=str)
def test_a_plan_said_again_is_as_short(state: Any, private: bool, moved: datetime | None) -> None:
    one = WriteUpRecord(3, 1, 5, state, NOW, OWN if private else None, NOW)
    shown = write_up(WriteUpView(one, NOW, TIMES[0], private, moved))
    assert len(words_in_sight(shown)) <= MOST
