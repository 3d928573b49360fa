"""People of mixed habits, and what each of them does over the months: logs, leaves things open,
answers nudges or does not, puts them off, goes on leave.

Everything is drawn from a member's own number, so that a run can be repeated to the letter. What
goes to them is not said here: they are asked for their facts, and told what came.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from bot.policy.evidence_dates import RunningOut, not_replaced
from bot.policy.months import months_on
from bot.policy.nudges.nudge_facts import (
    FollowUp,
    ManagerReminder,
    Nudge,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.nudges.triggers.cycle_end import snooze_ends
from bot.policy.nudges.usual_hour import UsualTime, usual_time
from bot.policy.scheme_facts import (
    CycleOutcome,
    EnrolmentFacts,
    OpeningBalance,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import Standing, TargetStanding, standing, totals_window
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import OUTCOME_ANSWERS, Cadence, OpeningAnswer
from bot.policy.working_time import WorkingTime
from bot.services.context.public_holidays import PublicHolidays
from bot.services.nudges.candidates import REMEMBERED
from bot.services.nudges.pausing import NEVER_AGAIN

WORKPLACE: Final = WorkplaceSettings()
_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody goes about it. `of_a_hundred` have it. `credits`: how many they log in a year,
    between these; `months` in which alone they do. The others are shares: of what they log that is
    left a draft, or saved without the line it waits for; of nudges that they answer at all, and of
    the answers that put one off, or do what was asked. `pauses`: leave of two weeks, so often in
    two years; `stops`: nudges are stopped at the one of that number.
    """

    name: str
    of_a_hundred: int
    credits: tuple[int, int]
    months: frozenset[int] = frozenset(range(1, 13))
    drafts: float = 0.1
    waits: float = 0.1
    answers: float = 0.6
    puts_off: float = 0.1
    does: float = 0.6
    cadence: Cadence = "light"
    pauses: int = 1
    stops: int | None = None


HABITS: Final = (
    Habit("keeps up", 24, (28, 42), answers=0.9, does=0.8),
    Habit("logs in two months of the year", 12, (20, 34), months=frozenset({2, 11})),
    Habit("falls behind and answers", 14, (10, 22), answers=0.8),
    Habit("falls behind and answers, standard cadence", 8, (8, 24), cadence="standard"),
    Habit("falls behind and seldom answers", 12, (2, 14), answers=0.15, does=0.3),
    Habit("logs nothing and never answers", 10, (0, 0), answers=0.0, pauses=0),
    Habit("leaves everything open", 7, (20, 40), drafts=0.5, waits=0.4, does=0.2),
    Habit("puts everything off", 6, (6, 24), answers=1.0, puts_off=0.9, does=0.1),
    Habit("wants the cycle's end alone", 4, (4, 24), cadence="cycle_end"),
    Habit("stops nudges", 3, (4, 20), answers=1.0, stops=4),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that came, and when."""

    nudge: Nudge
    at: datetime


@dataclass(slots=True)
class Scheme:
    """One of somebody's schemes, with what counts in it by cycle and year (weights)."""

    facts: EnrolmentFacts
    pack: Pack
    weights: dict[tuple[int | None, int], int] = field(default_factory=dict)

    def add(self, day: date, minutes: int) -> None:
        window, rate = totals_window(self.facts, day, self.pack), terms(self.pack, day).rate
        if window is not None:
            place = window.cycle, window.year
            self.weights[place] = self.weights.get(place, 0) + minutes * (rate or 0)

    def totals(self, today: date, record: "Record") -> Totals:
        window = totals_window(self.facts, today, self.pack)
        cycle = year = ended = 0
        if window is not None:
            in_cycle = {k: v for k, v in self.weights.items() if k[0] == window.cycle}
            year = in_cycle.get((window.cycle, window.year), 0)
            cycle = year if window.cycle is None else sum(in_cycle.values())
            if window.cycle is not None:
                before = window.cycle - 1
                ended = sum(v for k, v in self.weights.items() if k[0] == before)
        recent = [day for day in record.days if 0 <= (today - day).days < _A_YEAR]
        open_ones = [day for day in record.unevaluated if 0 <= (today - day).days < _A_YEAR]
        return Totals(
            cycle_weight=cycle,
            year_weight=year,
            ended_weight=ended,
            waiting_count=len(record.waiting),
            entries_12_months=len(recent),
            last_entry=max(record.days, default=None),
            without_evaluation=len(open_ones),
            unevaluated_since=min(open_ones, default=None),
        )


@dataclass(slots=True)
class Record:
    """What somebody has logged: days of entries, and what is open of them, by number."""

    days: list[date] = field(default_factory=list)
    unevaluated: list[date] = field(default_factory=list)
    drafts: dict[int, OpenEntry] = field(default_factory=dict)
    waiting: dict[int, OpenEntry] = field(default_factory=dict)
    minutes: dict[int, int] = field(default_factory=dict)


class Life:
    """One member, day by day. `told` is all that came to them, `heard_from` when they did anything,
    `silences` the days between which they wanted to hear nothing, `ended_short` what cycles, by
    scheme and last day, ended below their minimum.
    """

    def __init__(self, number: int, habit: Habit, begin: date) -> None:
        self.number, self.habit = number, habit
        self.begun = self.lived_to = begin
        self.rng = Random(number)  # noqa: S311 - lives are not secrets
        self.told: list[Told] = []
        self.heard_from: list[datetime] = []
        self.silences: list[tuple[date, date]] = []
        self.ended_short: list[tuple[int, date]] = []
        self.working = _working_time(self.rng)
        chosen = self.rng.choice((None, None, None, 8 * 60, 16 * 60))
        self.usual: UsualTime = usual_time(chosen, number, self.working)
        self.schemes = _schemes(self.rng, begin)
        self.record = Record()
        self._stood: tuple[tuple[date, int], tuple[SchemeFacts, ...]] = (begin, -1), ()
        self._sent: list[SentNudge] = []
        self._answers: list[tuple[datetime, Callable[[datetime], None]]] = []
        self._answered_at: datetime | None = None
        self._paused_until: date | None = None
        self._snoozed_until: date | None = None
        self._reminders: tuple[ManagerReminder, ...] = ()
        self._planned: tuple[PlannedActivity, ...] = ()
        self._follow_ups: tuple[FollowUp, ...] = ()
        self._certificates = _certificates(Random(10_000 + number), begin)  # noqa: S311
        self._numbers = iter(range(1, 100_000))
        self._leave = {begin + timedelta(days=self.rng.randrange(730)) for _ in range(habit.pauses)}
        self._credits = self.rng.uniform(*habit.credits)

    def begin_day(self, today: date) -> None:
        """What happens by itself on a day, before anything is said."""
        now = self._moment(today, self.working.start)
        if today in self._leave:
            self._quiet(today, today + timedelta(weeks=2))
        if today.month in self.habit.months and self.working.works_on(today):
            busy = len(self.habit.months) * _A_YEAR / 12 * 5 / 7
            if self.rng.random() < self._credits / 1.5 / busy:
                self._log(today, now)
        if self.rng.random() < 1 / 250:
            self._reminders = (ManagerReminder(next(self._numbers), 1, now),)
        if self.habit.answers and self.rng.random() < 1 / 120:
            on = today + timedelta(days=self.rng.randrange(3, 60))
            self._planned = (*self._planned, PlannedActivity(next(self._numbers), on))
            self._act(now)
        if self.habit.answers and self.rng.random() < 1 / 150:
            on = today + timedelta(days=self.rng.randrange(3, 60))
            one = next(self._numbers)
            self._follow_ups = (*self._follow_ups, FollowUp(one, one, on))
            self._act(now)

    def moments(self, today: date) -> Iterator[datetime]:
        """The moments of a day at which it is looked what is due: when they begin to work, at their
        usual hour, a little later, and in the last hour at work. None on a day on which they do not
        work.
        """
        if self.working.works_on(today):
            begin = self._moment(today, self.working.start)
            end = self._moment(today, self.working.end)
            end += timedelta(days=end <= begin)
            at_their_hour = begin + timedelta(minutes=self.usual.begins)
            after = at_their_hour + timedelta(minutes=15)
            yield from sorted({begin, at_their_hour, after, end - timedelta(minutes=30)})

    def answer_until(self, now: datetime) -> None:
        """Do what was to be done by a moment."""
        due = [one for one in self._answers if one[0] <= now]
        self._answers = [one for one in self._answers if one[0] > now]
        for at, do in sorted(due, key=lambda one: one[0]):
            do(at)
            self._act(at)

    def facts(self, now: datetime, today: date) -> NudgeFacts:
        """All that decides about them at a moment."""
        return NudgeFacts(
            member_id=self.number,
            working_time=self.working,
            usual=self.usual,
            cadence=self.habit.cadence,
            paused_until=self._paused_until,
            snoozed_until=self._snoozed_until,
            last_interaction_at=self._answered_at,
            schemes=self._stand(today),
            waiting=tuple(self.record.waiting.values()),
            drafts=tuple(self.record.drafts.values()),
            planned=self._planned,
            follow_ups=self._follow_ups,
            reminders=self._reminders,
            running_out=not_replaced(self._certificates),
            sent=tuple(one for one in self._sent if self._remembered(one, now)),
        )

    def _stand(self, today: date) -> tuple[SchemeFacts, ...]:
        """Worked out once a day, unless they have done something since."""
        if self._stood[0] != (today, len(self.heard_from)):
            schemes = tuple(
                SchemeFacts(number, one.facts, self.standing(one, today))
                for number, one in enumerate(self.schemes, start=1)
            )
            self._stood = (today, len(self.heard_from)), schemes
        return self._stood[1]

    def _remembered(self, one: SentNudge, now: datetime) -> bool:
        """What a sweep would read of the past."""
        since = now - REMEMBERED
        return one.sent_at >= min(since, self._answered_at or one.sent_at)

    def standing(self, one: Scheme, today: date) -> Standing:
        return standing(one.totals(today, self.record), one.facts, today, one.pack, WORKPLACE)

    def hear(self, nudge: Nudge, now: datetime, today: date) -> None:
        """Be told, and mean to answer or not."""
        self.told.append(Told(nudge, now))
        self._sent.append(SentNudge(nudge.kind, nudge.period, now, nudge.counted))
        if nudge.kind == "manager_reminder":
            self._reminders = ()
        if nudge.kind == "planned":
            asked, wanted = set(nudge.entry_ids), {one.id for one in nudge.follow_ups}
            self._planned = tuple(one for one in self._planned if one.entry_id not in asked)
            self._follow_ups = tuple(one for one in self._follow_ups if one.id not in wanted)
        if self.habit.stops is not None and len(self.told) >= self.habit.stops:
            self._quiet(today, NEVER_AGAIN)
        elif self.rng.random() < self.habit.answers:
            at = now + timedelta(hours=self.rng.uniform(0.1, 100))
            place = len(self._sent) - 1
            self._answers.append((at, lambda when: self._answer(nudge, place, when)))

    def _answer(self, nudge: Nudge, place: int, now: datetime) -> None:
        today = now.astimezone(ZoneInfo(self.working.tz)).date()
        if nudge.kind != "planned" and self.rng.random() < self.habit.puts_off:
            one = self._sent[place]
            self._sent[place] = replace(one, snoozed=True)
            week = self.rng.random() < 0.7
            wished = today + timedelta(weeks=1) if week else months_on(today, 1)
            standings = [self.standing(scheme, today) for scheme in self.schemes]
            self._snoozed_until = snooze_ends(wished, standings)
        elif self.rng.random() < self.habit.does:
            self._do(nudge, today, now)

    def _do(self, nudge: Nudge, today: date, now: datetime) -> None:
        """What the nudge asked for."""
        for number in nudge.entry_ids:
            self.record.drafts.pop(number, None)
            self.record.waiting.pop(number, None)
            self._count(today, self.record.minutes.pop(number, 0))
        match nudge.kind:
            case "behind" | "year_end" | "cycle_end" | "rhythm" | "manager_reminder":
                self._log(today, now)
            case "cycle_ended":
                self._answer_for(nudge, today)
            case "evidence_runs_out":
                self._renew(nudge, now)
            case "missing_evaluation":
                self.record.unevaluated.clear()
            case "cycle_start_unknown":
                start = today - timedelta(days=self.rng.randrange(1000))
                for one in self.schemes:
                    if one.facts.cycle_start is None and terms(one.pack, today).has_target:
                        one.facts = _enrolment(one.pack.name, one.facts.enrolled_on, start)

    def _answer_for(self, nudge: Nudge, today: date) -> None:
        """What has followed from a cycle that ended short."""
        one = self.schemes[(nudge.enrolment_id or 1) - 1]
        start = date.fromisoformat(str(nudge.why["start"]))
        answer = self.rng.choice(("nothing", *OUTCOME_ANSWERS))
        outcome = CycleOutcome(start, today, answer, today)
        one.facts = replace(one.facts, outcomes=(outcome,))

    def _renew(self, nudge: Nudge, now: datetime) -> None:
        """The course once more, whose certificate holds for three years from the last one's end."""
        self._act(now)
        again = (nudge.deadline or self.begun) + timedelta(days=3 * 365)
        self._certificates += [RunningOut(entry, again) for entry in nudge.entry_ids]

    def _log(self, today: date, now: datetime) -> None:
        number, minutes = next(self._numbers), self.rng.choice((30, 60, 90, 120, 180))
        self._act(now)
        chance = self.rng.random()
        if chance < self.habit.drafts:
            self.record.drafts[number] = OpenEntry(number, now)
            self.record.minutes[number] = minutes
        elif chance < self.habit.drafts + self.habit.waits:
            self.record.waiting[number] = OpenEntry(number, now)
            self.record.minutes[number] = minutes
        else:
            self._count(today, minutes)

    def _count(self, today: date, minutes: int) -> None:
        if not minutes:
            return
        self.record.days.append(today)
        if self.rng.random() < 0.3:
            self.record.unevaluated.append(today)
        for one in self.schemes:
            one.add(today, minutes)

    def _act(self, now: datetime) -> None:
        self._answered_at = max(now, self._answered_at or now)
        self.heard_from.append(now)

    def end_day(self, today: date) -> None:
        """Note which cycles have ended, and how."""
        self.answer_until(self._moment(today, time.max))
        self.lived_to = today
        for number, one in enumerate(self.schemes, start=1):
            window = totals_window(one.facts, today, one.pack)
            if window is None or window.cycle_end != today + timedelta(days=1):
                continue
            found = self.standing(one, today)
            if isinstance(found, TargetStanding) and found.short:
                self.ended_short.append((number, today))

    def _quiet(self, today: date, until: date) -> None:
        self._paused_until = max(until, self._paused_until or until)
        self.silences.append((today, until))

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.working.tz)).astimezone(UTC)


def lives(number: int, begin: date) -> list[Life]:
    """So many people, whose habits come in the shares that they have; each once among the first."""
    others = [one for one in HABITS for _ in range(one.of_a_hundred - 1)]
    Random(1).shuffle(others)  # noqa: S311
    habits = [*HABITS, *others]
    return [Life(n + 1, habits[n % len(habits)], begin) for n in range(number)]


def _certificates(rng: Random, begin: date) -> list[RunningOut]:
    """Half of them have none that runs out; the others one or a few, in the next three years."""
    few = rng.choice((0, 0, 0, 1, 2, 4))
    days = [begin + timedelta(days=rng.randrange(30, 3 * 365)) for _ in range(few)]
    return [RunningOut(900_000 + n, day) for n, day in enumerate(days)]


@cache
def _holidays() -> PublicHolidays:
    return PublicHolidays("GB-ENG")


def _working_time(rng: Random) -> WorkingTime:
    start, end, days = rng.choice(
        (
            (9, 17, range(5)),
            (9, 17, range(5)),
            (7, 15, range(5)),
            (8, 12, range(5)),
            (14, 22, range(5)),
            (9, 17, (2, 3, 4)),
            (9, 18, (4, 5, 6)),
        )
    )
    zone = rng.choice(("Europe/London", "Europe/London", "America/New_York", "Asia/Kolkata"))
    return WorkingTime(zone, time(start), time(end), frozenset(days), _holidays())


def _schemes(rng: Random, begin: date) -> list[Scheme]:
    packs = rng.choice(
        (*(("imi-register",),) * 6, ("generic-30-90",), ("cmi",), ("imi-register", "cmi"))
    )
    enrolled, found = begin - timedelta(days=rng.randrange(3, 30)), []
    for name in packs:
        start = begin - timedelta(days=rng.randrange(1090))
        known = rng.random() < 0.9 and name != "cmi"
        one = Scheme(_enrolment(name, enrolled, start if known else None), load_packs()[name])
        if known:
            _bring_in(one, rng, begin, enrolled)
        found.append(one)
    return found


def _enrolment(pack: str, enrolled: date, start: date | None) -> EnrolmentFacts:
    return EnrolmentFacts(
        pack,
        enrolled,
        start,
        opening=OpeningBalance(enrolled, 0, 0),
        opening_answer="given",
    )


def _bring_in(one: Scheme, rng: Random, begin: date, enrolled: date) -> None:
    """What their account showed: a share of the pace until then."""
    start = one.facts.cycle_start or begin
    window = totals_window(one.facts, enrolled, one.pack)
    if window is None:
        return
    share = rng.uniform(0.3, 1.2) * 30 * 60 * 100 / _A_YEAR
    cycle = credits_hundredths(round(share * (enrolled - start).days))
    year = credits_hundredths(round(share * (enrolled - window.year_start).days))
    answer: OpeningAnswer = rng.choice((*("given",) * 16, "pending", "declined"))
    one.facts = EnrolmentFacts(
        one.facts.pack,
        enrolled,
        one.facts.cycle_start,
        opening=OpeningBalance(enrolled, cycle, year) if answer == "given" else None,
        opening_answer=answer,
    )
