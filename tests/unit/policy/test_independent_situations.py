"""Runs every row of independent_situations.yaml, from a member's entries to what is said of them.

What entries add up to is added up here as the database does, part by part. A row says which answers
it expects, and is asked for no other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.nudges.decision import due, reasons
from bot.policy.nudges.nudge_facts import NudgeFacts, OpenEntry, SchemeFacts, SentNudge
from bot.policy.scheme_facts import (
    AccountFacts,
    CycleOutcome,
    Disallowed,
    EnrolmentFacts,
    EntryFacts,
    Leave,
    NamedSubject,
    OpeningBalance,
    OtherCategory,
    RecordedCycles,
    RecordedStart,
    RegistrationEvent,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.cycles import window
from bot.policy.schemes.dated_cycles import CycleLength, DatedCycle, cycle_on, dated_cycles
from bot.policy.schemes.disallowed import disallowed_on
from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.registration import good_standing, nudges_stop, registration_on
from bot.policy.schemes.standing import EarlierCycle, Standing, earlier_cycles
from bot.policy.vocabulary import REGISTRATION_WORDS, EntryStatus
from bot.policy.working_time import WorkingTime
from bot.services.schemes.standings import standing_from
from storage.aggregates import Rhythm, Sums
from tests.tables import for_each

Row = Mapping[str, Any]
ROWS: list[Row] = yaml.safe_load(
    (Path(__file__).parent / "independent_situations.yaml").read_text(encoding="utf-8")
)["situations"]

LONG_AGO: Final = date(2019, 1, 1)
CYCLE_BEGAN: Final = date(2025, 6, 1)
REGISTER: Final = "imi-register"
TECHSAFE: Final = "imi-techsafe"
ACCOUNT: Final = "I learnt to prove it dead before touching the pack, it helps on every swap I do"
NOT_KNOWN: Final = "not known"
AT_NOON: Final = time(12)


def hundredths(amount: float) -> int:
    return int(Decimal(str(amount)) * 100)


def moment(day: date) -> datetime:
    return datetime.combine(day, AT_NOON, UTC)


class Situation:
    """One row as the rules see it, and what they answer."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.today: date = row["today"]
        self.scheme: str = row.get("scheme", REGISTER)
        self.start: date | None = row.get("start", None if "groups" in row else CYCLE_BEGAN)
        self.settings = WorkplaceSettings()

    @cached_property
    def pack(self) -> Pack:
        return self.pack_of(self.scheme)

    def pack_of(self, scheme: str) -> Pack:
        """The scheme's rules, with what the row says was decided, loaded, changed or not known."""
        row = self.row
        rules = dict(load_packs()[scheme].rules)
        for key in row.get("unknown", ()):
            rules[key] = tuple(replace(one, value=None, confidence="unknown") for one in rules[key])
        for change in row.get("changed", ()):
            (old,) = rules[change["rule"]]
            new = replace(old, value=change["value"], valid_from=change["from"])
            rules[change["rule"]] = (replace(old, valid_to=change["from"]), new)
        pack = replace(load_packs()[scheme], rules=rules, frameworks=self._frameworks(scheme))
        return pack.with_decisions(
            RuleDecision(scheme, one["rule"], str(one["value"]), one["from"], one["from"])
            for one in row.get("decided", ())
            if scheme == self.scheme
        )

    def _frameworks(self, scheme: str) -> tuple[Framework, ...]:
        return tuple(
            Framework(
                pack=scheme,
                category=given.get("of", self.row.get("category", "")),
                version=str(number),
                source="made up",
                checked_on=given.get("checked", given["from"]),
                valid_from=given["from"],
                subjects=tuple(_subject(given, *one) for one in given["subjects"].items()),
                corrects=given.get("corrects"),
            )
            for number, given in enumerate(self.row.get("frameworks", ()), start=1)
            if scheme == TECHSAFE
        )

    @cached_property
    def told(self) -> tuple[RegistrationEvent, ...]:
        return tuple(_event(given) for given in self.row.get("told", ()))

    @cached_property
    def also(self) -> frozenset[str]:
        default = (REGISTER,) if self.scheme == TECHSAFE else ()
        return frozenset(self.row.get("also", default))

    def enrolment_in(self, scheme: str) -> EnrolmentFacts:
        row = self.row
        groups = row.get("groups", ())
        balance = row.get("balance", {"dated": self.start, "cycle": 0, "year": 0})
        given = balance != "declined" and balance["dated"] is not None
        return EnrolmentFacts(
            pack=scheme,
            enrolled_on=row.get("enrolled", self.start or LONG_AGO),
            cycle_start=self.start,
            opening=_balance(balance) if given else None,
            opening_answer="declined" if balance == "declined" else "given",
            joined_on=row.get("joined"),
            also_enrolled_in=self.also,
            outcomes=tuple(
                CycleOutcome(one["of"], one.get("told"), one.get("answer"), one.get("answered"))
                for one in row.get("answers", ())
            ),
            leaves=tuple(Leave("other", first, last) for first, last in row.get("leave", ())),
            registration=self.told,
            category=groups[0] if groups else row.get("category", ""),
            other_categories=tuple(OtherCategory(name, LONG_AGO) for name in groups[1:]),
        )

    @cached_property
    def enrolment(self) -> EnrolmentFacts:
        return self.enrolment_in(self.scheme)

    @cached_property
    def entries(self) -> list[EntryFacts]:
        return [
            self._entry(number, given)
            for number, given in enumerate(self.row.get("entries", ()), start=1)
        ]

    def _entry(self, number: int, given: Row) -> EntryFacts:
        last = given["last"] if "last" in given else given["day"]
        minutes = round(given["hours"] * 60) if "hours" in given else given["minutes"]
        job_since = self.row.get("job_since", LONG_AGO)
        said = [
            Disallowed(number, self.scheme, one["dated"], allowed=one["counts"])
            for one in given.get("body_said", ())
        ]
        return EntryFacts(
            status=_status(given),
            title=given.get("title", "Insulation course"),
            start=given.get("first", last),
            end=last,
            minutes=minutes,
            type="short course",
            reflect=given.get("reflect", ""),
            plan=given.get("plan", ""),
            evaluate=given.get("words", ACCOUNT),
            account=AccountFacts(
                "2026.2", "said" if given.get("helps", given.get("words") != "") else None
            ),
            roles=() if job_since is None or job_since > last else ("technician",),
            future=last > self.today,
            evidence=given.get("evidence", 0),
            in_opening=given.get("in_balance"),
            disallowed=disallowed_on(said, number, self.scheme, self.today),
            subjects=tuple(NamedSubject(*one) for one in given.get("subjects", {}).items()),
        )

    @cached_property
    def assessed(self) -> list[Assessment]:
        return [assess(one, self.enrolment, self.pack) for one in self.entries]

    @cached_property
    def sums(self) -> tuple[Sums, ...]:
        """What the database would add up: the parts of saved entries."""
        return tuple(
            Sums(
                enrolment_id=1,
                cycle=part.cycle,
                year=part.year,
                state=part.state,
                subject=part.subject,
                weight=part.weight,
                entries=1,
                minutes=part.minutes,
            )
            for entry, one in zip(self.entries, self.assessed, strict=True)
            if entry.status == "logged"
            for part in one.parts
        )

    @cached_property
    def rhythm(self) -> Rhythm | None:
        """What the database would say of a record that goes by no number."""
        days = [one.done_on for one in self.entries if one.status == "logged" and one.done_on]
        without = [
            (one.done_on, number)
            for number, one in enumerate(self.entries, start=1)
            if one.status == "logged" and one.done_on and not one.evaluate
        ]
        since, entry = min(without, default=(None, None))
        return Rhythm(
            member_id=7,
            entries=len(days),
            last=max(days, default=None),
            without_evaluation=len(without),
            unevaluated_since=since,
            unevaluated_entry=entry,
            may_be_asked=len(without),
            formal=len(days),
            informal=0,
        )

    @cached_property
    def standing(self) -> Standing:
        return standing_from(
            self.enrolment,
            sums=self.sums,
            rhythm=self.rhythm,
            today=self.today,
            pack=self.pack,
            workplace=self.settings,
        )

    @cached_property
    def before(self) -> EarlierCycle:
        """The cycle before today's."""
        place = window(self.start, 3, self.today)
        assert place is not None
        weights: dict[int, int] = {}
        for one in self.sums:
            if one.state == "counted" and one.cycle is not None:
                weights[one.cycle] = weights.get(one.cycle, 0) + one.weight
        return earlier_cycles(self.enrolment, weights, self.today, self.pack)[0]

    @cached_property
    def nudge_facts(self) -> NudgeFacts:
        """At work at every hour, so that the calendar of working days decides nothing."""
        row = self.row
        waiting, drafts = [], []
        for number, one in enumerate(self.entries, start=1):
            opened = OpenEntry(number, moment(one.end or self.today))
            if one.status == "draft":
                drafts.append(opened)
            elif self.assessed[number - 1].state == "waiting":
                waiting.append(opened)
        return NudgeFacts(
            member_id=7,
            working_time=WorkingTime("UTC", time(0), time(0), frozenset(range(7))),
            schemes=(SchemeFacts(1, self.enrolment, self.standing),),
            waiting=tuple(waiting),
            drafts=tuple(drafts),
            sent=tuple(
                SentNudge(one["kind"], one["about"], moment(one["dated"]), counted=False)
                for one in row.get("sent", ())
            ),
        )

    @cached_property
    def nudges(self) -> list[str]:
        """What there is to say today, the most urgent kind first."""
        return [one.kind for one in reasons(self.nudge_facts, moment(self.today), self.settings)]

    @cached_property
    def cycles(self) -> tuple[DatedCycle, ...]:
        row = self.row
        starts = sorted(
            (RecordedStart(one["first"], one["recorded"]) for one in row["starts"]),
            key=lambda one: one.recorded_on,
        )
        back = [*row.get("back", ()), date.max]
        recorded = RecordedCycles(
            starts[-1].start if starts else None,
            tuple(starts[:-1]),
            tuple(zip(row.get("left", ()), back, strict=False)),
        )
        lengths = tuple(
            CycleLength(one["years"], one.get("from", date.min))
            for one in row.get("lengths", [{"years": 3}])
        )
        return dated_cycles(recorded, lengths, self.today)

    def in_standing(self, name: str) -> Any:
        """What the standing says; None where it says nothing of the kind."""
        return getattr(self.standing, name, None)


def _balance(given: Row) -> OpeningBalance:
    year = given["year"]
    return OpeningBalance(
        given["dated"], hundredths(given["cycle"]), None if year is None else hundredths(year)
    )


def _subject(given: Row, name: str, minimum: float | None) -> Subject:
    """A subject as its framework states it, in hours unless that says otherwise."""
    if given.get("unit") == "credits":
        return Subject(name, None if minimum is None else hundredths(minimum), "credits")
    return Subject(name, None if minimum is None else round(minimum * 60), "hours")


def _status(given: Row) -> EntryStatus:
    if given.get("withdrawn"):
        return "withdrawn"
    return "logged" if given.get("saved", True) else "draft"


def _event(given: Row) -> RegistrationEvent:
    (word,) = [one for one in REGISTRATION_WORDS if one in given]
    return RegistrationEvent(
        state=word,
        pack=given.get("scheme", REGISTER),
        category=given.get("category"),
        on=given[word],
        told_by=given.get("by", "member"),
        recorded_at=moment(given.get("recorded", given[word])) + timedelta(minutes=1),
        until=given.get("until"),
    )


def _credits(name: str) -> Callable[[Situation], Any]:
    def found(of: Situation) -> Any:
        amount = of.in_standing(name)
        return None if amount is None else amount / 100

    return found


def _says(name: str) -> Callable[[Situation], Any]:
    return lambda of: of.in_standing(name)


def _pace(of: Situation) -> Any:
    if of.in_standing("minimum_met") and not of.in_standing("behind"):
        return "met"
    if of.in_standing("pace") == "behind":
        return f"behind {of.in_standing('behind_in')}"
    pace = of.in_standing("pace")
    return None if pace == NOT_KNOWN else pace


def _gap(of: Situation) -> Any:
    years = of.in_standing("behind_in") == "this year"
    return _credits("year_gap" if years else "cycle_gap")(of)


def _before(of: Situation) -> Any:
    credits, minimum = of.before.credits, of.before.minimum
    short = None if minimum is None else max(0, minimum - credits) / 100
    return {"credits": credits / 100, "short": short}


def _tests(of: Situation) -> Any:
    found = {one.rule.removeprefix("entry.tests:"): one.verdict for one in of.assessed[0].findings}
    return {name: verdict.replace("_", " ") for name, verdict in found.items()}


def _subjects(of: Situation) -> Any:
    hours = {}
    for one in of.in_standing("subjects"):
        short = None if one.short is None else one.short / 60
        hours[one.subject] = [one.counted / 60, short]
    return hours


def _worth(of: Situation) -> Any:
    found = {}
    for scheme in of.row["expect"]["worth"]:
        one = assess(of.entries[0], of.enrolment_in(scheme), of.pack_of(scheme))
        found[scheme] = [one.state, None if one.credits is None else one.credits / 100]
    return found


def _registration(of: Situation) -> Any:
    category = of.row.get("category")
    return registration_on(of.told, of.scheme, category, of.today).state


def _due(of: Situation) -> Any:
    nudge = due(of.nudge_facts, moment(of.today), of.settings)
    return "none" if nudge is None else nudge.kind


def _lie_in(of: Situation) -> Any:
    days: Iterable[date] = of.row["expect"]["lie_in"]
    found = {day: cycle_on(of.cycles, day) for day in days}
    return {day: None if one is None else one.number for day, one in found.items()}


def _lie_in_first(of: Situation) -> Any:
    days: Iterable[date] = of.row["expect"]["lie_in_first"]
    found = {day: cycle_on(of.cycles, day) for day in days}
    return {day: None if one is None else one.start for day, one in found.items()}


def _in_hours(name: str) -> Callable[[Situation], Any]:
    def found(of: Situation) -> Any:
        minutes = of.in_standing(name)
        return None if minutes is None else minutes / 60

    return found


def _subject_short(of: Situation) -> Any:
    return {one.subject: one.short for one in of.in_standing("subjects")}


def _ended(of: Situation) -> Any:
    ended = of.standing.ended
    return "none" if ended is None else ended.last_day


def _ended_minutes(of: Situation) -> Any:
    ended = of.standing.ended
    return None if ended is None else ended.credits


ANSWERS: Mapping[str, Callable[[Situation], Any]] = {
    "kind": _says("kind"),
    "reason": _says("reason"),
    "year": _says("year"),
    "year_credits": _credits("year_credits"),
    "cycle_credits": _credits("cycle_credits"),
    "waiting": _credits("waiting_credits"),
    "minimum": _credits("minimum"),
    "short": _credits("short"),
    "below": _credits("below_recommendation"),
    "year_pace": _credits("year_pace"),
    "cycle_pace": _credits("cycle_pace"),
    "pace": _pace,
    "gap": _gap,
    "forecast": _credits("forecast"),
    "forecast_about": _says("forecast_about"),
    "at_risk": _says("at_risk"),
    "days_left": lambda of: (
        of.in_standing("cycle_days_left")
        if of.in_standing("days_left") is None
        else of.in_standing("days_left")
    ),
    "last_day": _says("last_day"),
    "minimum_met": _says("minimum_met"),
    "met": _says("met"),
    "before": _before,
    "ended": _ended,
    "ended_minutes": _ended_minutes,
    "states": lambda of: [one.state for one in of.assessed],
    "tests": _tests,
    "ready": lambda of: of.assessed[0].ready_for_audit,
    "worth": _worth,
    "subjects": _subjects,
    "subject_short": _subject_short,
    "hours": _in_hours("minutes"),
    "hours_asked": _in_hours("minimum"),
    "hours_short": _in_hours("short"),
    "minutes_short": _says("short"),
    "registration": _registration,
    "rests_on": lambda of: good_standing(
        of.told, (REGISTER,), of.today, of.also if of.scheme == TECHSAFE else {REGISTER}
    ),
    "nudges_stop": lambda of: nudges_stop(of.told, of.scheme, of.today, of.row.get("category")),
    "nudges": lambda of: of.nudges,
    "first_nudge": lambda of: next(iter(of.nudges), "none"),
    "first_nudge_due": _due,
    "nudges_with": lambda of: of.nudges,
    "nudges_without": lambda of: of.nudges,
    "nudges_in_order": lambda of: of.nudges,
    "cycles": lambda of: [[one.start, one.last_day] for one in of.cycles],
    "lie_in": _lie_in,
    "lie_in_first": _lie_in_first,
}


def holds(name: str, found: Any, expected: Any) -> bool:
    """Whether the answer is what the row expects: of what is named in part, that part."""
    if name == "nudges_with":
        return set(expected) <= set(found)
    if name == "nudges_without":
        return not set(expected) & set(found)
    if name == "nudges_in_order":
        return list(filter(expected.__contains__, found)) == list(expected)
    if expected == NOT_KNOWN:
        return found in (None, NOT_KNOWN)
    if isinstance(expected, Mapping):
        return all(holds("", found.get(key), value) for key, value in expected.items())
    return bool(found == expected)


@for_each("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_situation_is_as_worked_out_by_hand(row: Row) -> None:
    situation = Situation(row)
    wrong = []
    for name, expected in row["expect"].items():
        found = ANSWERS[name](situation)
        if not holds(name, found, expected):
            wrong.append(f"{name}: {expected!r} expected, {found!r} found")
    assert not wrong, f"{'; '.join(wrong)} ({row['rule']})"


def test_no_two_situations_have_one_name() -> None:
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names))
