"""Runs every row of situations.yaml, the table worked out by hand. The table holds the figures."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import yaml

from bot.policy.evidence_dates import RunningOut, not_replaced
from bot.policy.nudges.decision import due, prompts
from bot.policy.nudges.nudge_facts import (
    ManagerReminder,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.scheme_facts import (
    AccountFacts,
    CycleOutcome,
    Disallowed,
    EndedFigures,
    EnrolmentFacts,
    EntryFacts,
    Leave,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import Standing, standing
from bot.policy.working_time import WorkingTime, next_working_moment
from tests.tables import Test, for_each

Row = Mapping[str, Any]
TABLE: Mapping[str, list[Row]] = yaml.safe_load(
    (Path(__file__).parent / "situations.yaml").read_text(encoding="utf-8")
)
LONG_AGO = date(2025, 1, 1)
WHAT_IT_BROUGHT = "I prove dead before touching the pack"
IN_CREDITS = {
    "year_credits",
    "cycle_credits",
    "recommended",
    "minimum",
    "year_pace",
    "cycle_pace",
    "year_gap",
    "cycle_gap",
    "forecast",
    "short",
    "below_recommendation",
    "waiting_credits",
}
FIELDS = {one.name for kind in get_args(Standing) for one in fields(kind)}
"""What standings say, each of the kinds its part; of another, a row expects null or false."""


def rows(section: str) -> Callable[[Test], Test]:
    table = TABLE[section]
    return for_each("row", table, ids=[row["name"] for row in table])


@rows("standing")
def test_standing_is_as_worked_out_by_hand(row: Row) -> None:
    found = standing_of(row, row["today"])
    for name, expected in row["expect"].items():
        if name == "ended":
            ended = found.ended
            answer = None if ended is None else (ended.last_day, ended.credits, ended.minimum)
            if expected is not None:
                last, amount, minimum = expected
                expected = last, hundredths(amount), hundredths(minimum)  # noqa: PLW2901
            assert answer == expected, f"{name}: {row['working']}"
            continue
        of = found.ended if name.startswith("ended_") else found
        field = name.removeprefix("ended_")
        if expected in (None, False) and not hasattr(of, field):
            assert field in FIELDS, f"{name}: {row['working']}"
            continue
        answer = getattr(of, field)
        if name in IN_CREDITS and expected is not None:
            expected = hundredths(expected)  # noqa: PLW2901 - the table speaks of whole credits
        assert answer == expected, f"{name}: {row['working']}"


@rows("orders")
def test_the_most_urgent_comes_first(row: Row) -> None:
    found = {name: standing_of(given, row["today"]) for name, given in row["schemes"].items()}
    assert sorted(found, key=lambda name: (found[name].urgency, name)) == row["expect"]


@rows("entries")
def test_what_an_entry_is_worth_is_as_worked_out_by_hand(row: Row) -> None:
    found, expect = assessment_of(row), row["expect"]
    assert found.state == expect["state"], row["working"]
    if "credits" in expect:
        credits = expect["credits"]
        assert found.credits == (None if credits is None else hundredths(credits)), row["working"]
    assert found.ready_for_audit == expect.get("ready", False), row["working"]
    told = {
        one.rule.removeprefix("entry.tests:"): (one.verdict, one.sentence) for one in found.findings
    }
    for test, expected in expect.get("tests", {}).items():
        assert told[test][0] == expected, f"{test}: {row['working']}"
    for test, expected in expect.get("says", {}).items():
        assert told[test][1] == expected, f"{test}: {row['working']}"


@rows("nudges")
def test_the_nudge_is_as_worked_out_by_hand(row: Row) -> None:
    facts, now, expect = nudge_facts(row), moment(row, row["now"]), row["expect"]
    nudge = due(facts, now, WorkplaceSettings())
    assert (nudge and nudge.kind) == expect["nudge"], row["working"]
    if nudge is not None:
        assert nudge.counted == expect.get("counted", nudge.counted)
        assert nudge.counted == (nudge.budget_week is not None)
        assert nudge.period == expect.get("about", nudge.period)
        assert nudge.enrolment_id == expect.get("scheme", nudge.enrolment_id)
        if "entry" in expect:
            assert nudge.entry_ids == (expect["entry"],)
        if expect.get("no_credits"):
            assert not [name for name in nudge.why if "credit" in name or "gap" in name]
    planned = [number for prompt in prompts(facts, now) for number in prompt.entry_ids]
    assert len(planned) == expect.get("planned", 0), row["working"]
    if "next" in expect:
        following = next_working_moment(now, facts.working_time)
        assert following == moment(row, expect["next"]), row["working"]
        hours = (moment(row, expect["next"]) - now).total_seconds() / 3600
        assert round(hours, 2) == expect.get("next_in_hours", round(hours, 2))


def assessment_of(row: Row) -> Assessment:
    given = row["entry"]
    read = given.get("read", "said")
    return assess(
        EntryFacts(
            status=given.get("status", "logged"),
            title=given.get("title", "Diploma"),
            start=given["first"],
            end=given["last"],
            minutes=given.get("hours", 2) * 60,
            reflect=given.get("reflect", ""),
            evaluate=given.get("evaluate", WHAT_IT_BROUGHT),
            account=None if read == "before 0.3" else AccountFacts("2026.2", read),
            roles=("technician",) if given.get("job", True) else (),
            evidence=given.get("evidence", 1),
            in_opening=given.get("in_opening"),
            kept_whole=given.get("kept_whole", False),
            disallowed=disallowed(given.get("disallowed")),
        ),
        enrolment(row),
        pack_of(row),
    )


def disallowed(given: Row | None) -> Disallowed | None:
    if given is None:
        return None
    return Disallowed(
        given.get("entry", 1),
        given.get("scheme", "imi-register"),
        given["since"],
        given.get("reason"),
        given.get("allowed", False),
    )


def leaves(row: Row) -> tuple[Leave, ...]:
    return tuple(
        Leave(given["kind"], given["first"], given["last"]) for given in row.get("leaves", ())
    )


def pack_of(row: Row) -> Pack:
    pack = knowing_less(load_packs()[row.get("scheme", "imi-register")], row)
    decisions = []
    if row.get("pro_rata_confirmed"):
        decisions.append(("joiner.pro_rata", "days left"))
    if row.get("dated_parts_confirmed"):
        decisions.append(("large_qualification", "dated parts"))
    if "rate" in row:
        decisions.append(("credit.base_per_hour", str(row["rate"])))
    return pack.with_decisions(
        RuleDecision(pack.name, key, value, LONG_AGO, LONG_AGO) for key, value in decisions
    )


def standing_of(row: Row, today: date) -> Standing:
    pack = pack_of(row)
    workplace = row.get("workplace", {})
    settings = WorkplaceSettings(
        behind_credits=hundredths(workplace.get("behind_credits", 5)),
        behind_days=workplace.get("behind_days", 90),
    )
    return standing(totals(row), enrolment(row), today, pack, settings)


def knowing_less(pack: Pack, row: Row) -> Pack:
    """The pack without some of its rules, or with some that have no value."""
    rules = {key: some for key, some in pack.rules.items() if key not in row.get("without", ())}
    for key in row.get("unknown", ()):
        rules[key] = tuple(replace(rule, value=None, confidence="unknown") for rule in rules[key])
    return replace(pack, rules=rules)


def totals(row: Row) -> Totals:
    credits, waiting = row.get("credits", {}), row.get("waiting", {})
    entries = row.get("entries", {})
    minutes = sum(row.get("minutes", [])) * hundredths(row.get("rate", 1))
    return Totals(
        cycle_weight=hundredths(credits.get("cycle", 0)) * 60 + minutes,
        year_weight=hundredths(credits.get("year", 0)) * 60 + minutes,
        waiting_weight=hundredths(waiting.get("credits", 0)) * 60,
        waiting_count=waiting.get("entries", 0),
        entries_12_months=entries.get("in_12_months", 0),
        last_entry=entries.get("last"),
        without_evaluation=entries.get("without_evaluation", 0),
        unevaluated_since=entries.get("oldest_without"),
        unevaluated_entry=entries.get("oldest_number"),
        ended_weight=hundredths(credits.get("ended", 0)) * 60,
    )


def enrolment(row: Row) -> EnrolmentFacts:
    answer = row.get("opening_answer", "given")
    nothing = {"dated": LONG_AGO, "cycle": 0, "year": 0} if answer == "given" else None
    opening = row.get("opening", nothing)
    return EnrolmentFacts(
        pack=row.get("scheme", "imi-register"),
        enrolled_on=row.get("enrolled_on", LONG_AGO),
        cycle_start=row.get("cycle_start"),
        opening=None
        if opening is None
        else OpeningBalance(
            opening["dated"],
            hundredths(opening["cycle"]),
            None if opening["year"] is None else hundredths(opening["year"]),
        ),
        opening_answer=answer,
        joined_on=row.get("joined_on"),
        outcomes=tuple(
            CycleOutcome(
                date.fromisoformat(str(of)),
                told.get("told"),
                told.get("answer"),
                told.get("answered"),
                opening=earlier_opening(told.get("opening")),
                declined=told.get("declined", False),
                figures=figures(told.get("figures")),
            )
            for of, told in row.get("outcomes", {}).items()
        ),
        leaves=leaves(row),
    )


def earlier_opening(given: Row | None) -> OpeningBalance | None:
    if given is None:
        return None
    return OpeningBalance(given["dated"], hundredths(given["cycle"]), None)


def figures(given: Row | None) -> EndedFigures | None:
    if given is None:
        return None
    return EndedFigures(
        given["last_day"], hundredths(given["credits"]), hundredths(given["minimum"])
    )


def nudge_facts(row: Row) -> NudgeFacts:
    now = moment(row, row["now"])
    today = now.astimezone(ZoneInfo(row.get("tz", "Europe/London"))).date()
    hours = row.get("hours", {"start": "09:00", "end": "17:00"})
    answered = row.get("answered")
    return NudgeFacts(
        member_id=7,
        working_time=WorkingTime(
            tz=row.get("tz", "Europe/London"),
            start=time.fromisoformat(hours["start"]),
            end=time.fromisoformat(hours["end"]),
            days=frozenset(row.get("days", range(5))),
            holidays=frozenset(row.get("holidays", ())),
        ),
        cadence=row.get("cadence", "light"),
        is_bot=row.get("bot", False),
        is_guest=row.get("guest", False),
        deactivated=row.get("deactivated", False),
        has_entry=row.get("has_entry", True),
        paused_until=row.get("paused_until"),
        snoozed_until=row.get("snoozed_until"),
        last_interaction_at=None if answered is None else moment(row, answered),
        schemes=tuple(
            SchemeFacts(number, enrolment(given), standing_of(given, today))
            for number, given in enumerate(row.get("schemes", ()), start=1)
        ),
        waiting=open_entries(row, "waiting"),
        drafts=open_entries(row, "drafts"),
        planned=tuple(
            PlannedActivity(number, day) for number, day in enumerate(row.get("planned", ()))
        ),
        reminders=tuple(
            ManagerReminder(number, 99, moment(row, asked))
            for number, asked in enumerate(row.get("reminders", ()), start=1)
        ),
        running_out=not_replaced(
            RunningOut(given.get("entry", number), given["runs_out"], given.get("title"))
            for number, given in enumerate(row.get("evidence", ()), start=1)
        ),
        sent=tuple(
            SentNudge(
                kind=given["kind"],
                period=given["about"],
                sent_at=moment(row, given["at"]),
                counted=given["counted"],
                snoozed=given.get("snoozed", False),
            )
            for given in row.get("sent", ())
        ),
    )


def open_entries(row: Row, name: str) -> tuple[OpenEntry, ...]:
    return tuple(
        OpenEntry(number, moment(row, since))
        for number, since in enumerate(row.get(name, ()), start=1)
    )


def moment(row: Row, wall: str) -> datetime:
    """A wall clock of the table, in the row's time zone, as an instant."""
    zone = ZoneInfo(row.get("tz", "Europe/London"))
    return datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(UTC)


def hundredths(credits: float) -> int:
    return int(Decimal(str(credits)) * 100)
