"""Two years of nudges to people of mixed habits, decided by the rules themselves: what was promised
is looked for in all that came, and how much came is counted.

`python -m bench.simulate_two_years` prints the tables of `docs/nudges.md`; `--document` puts them
there. No database takes part, and nothing depends on the day on which it is run.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.habits import HABITS, WORKPLACE, Life, Told, lives
from bot.policy.nudges.decision import BUDGET, due_together, prompts
from bot.policy.nudges.nudge_keys import state_of, subject_of
from bot.policy.nudges.repetition import back_off
from bot.policy.nudges.triggers.cycle_end import EXEMPT_WITHIN
from bot.policy.nudges.triggers.cycle_ended import CYCLE_ENDED_EVERY
from bot.policy.nudges.triggers.cycle_start_unknown import START_UNKNOWN_EVERY
from bot.policy.vocabulary import NUDGE_KINDS
from bot.policy.working_time import is_working, local

BEGIN: Final = date(2026, 11, 2)
DAYS: Final = 730
MEMBERS: Final = 500

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "nudges.md"
MARK: Final = "<!-- What follows is written by `python -m bench.simulate_two_years --document`. -->"

_TOLD_WITHIN: Final = 14
"""Days after its end within which it is told that a cycle ended short."""

_ONCE: Final = frozenset({"cycle_end", "year_end", "manager_reminder", "evidence_runs_out"})
_TOGETHER: Final = frozenset({"planned", "cycle_ended"})
"""Kinds of which several may come on one day: of all schemes whose cycles ended short at once."""

_ENDS_ALONE: Final = frozenset({"cycle_end", "cycle_ended", "manager_reminder", "planned"})
_EVERY: Final = {
    "cycle_ended": CYCLE_ENDED_EVERY,
    "cycle_start_unknown": START_UNKNOWN_EVERY,
    "rhythm": WORKPLACE.rhythm_days,
}


@dataclass(slots=True)
class Found:
    """What a run has shown: promises that were broken, in words, and everybody's life."""

    lives: list[Life]
    days: int
    broken: list[str] = field(default_factory=list)


def run(members: int = MEMBERS, days: int = DAYS, begin: date = BEGIN) -> Found:
    """Everybody's days, one after the other, and a look at what was promised."""
    everybody = lives(members, begin)
    for life in everybody:
        for further in range(days):
            _live(life, begin + timedelta(days=further))
    return Found(everybody, days, [one for life in everybody for one in broken(life)])


def _live(life: Life, today: date) -> None:
    life.begin_day(today)
    for now in life.moments(today):
        life.answer_until(now)
        facts = life.facts(now, today)
        for nudge in (*due_together(facts, now, WORKPLACE), *prompts(facts, now)):
            life.hear(nudge, now, today)
    life.end_day(today)


def broken(life: Life) -> Iterator[str]:
    """What was promised to somebody and not kept, in words."""
    for check in (_budget, _hours, _thresholds, _intervals, _quiet, _untold, _wishes):
        for what in check(life):
            yield f"member {life.number} ({life.habit.name}): {what}"


def _budget(life: Life) -> Iterator[str]:
    counted = [_day(life, one) for one in life.told if one.nudge.counted]
    if any((later - earlier).days < BUDGET for earlier, later in pairwise(counted)):
        yield "two counted nudges within seven days"
    weeks = [one.nudge.budget_week for one in life.told if one.nudge.counted]
    if len(weeks) != len(set(weeks)):
        yield "two counted nudges for one week's budget"
    days = [_day(life, one) for one in life.told if one.nudge.kind not in _TOGETHER]
    days += {_day(life, one) for one in life.told if one.nudge.kind == "cycle_ended"}
    if len(days) != len(set(days)):
        yield "two nudges on one day"


def _hours(life: Life) -> Iterator[str]:
    for one in life.told:
        if not is_working(local(one.at, life.working.tz), life.working):
            yield f"{one.nudge.kind} outside working hours"


def _thresholds(life: Life) -> Iterator[str]:
    """Nothing that is said once is said again, but where it was put off."""
    said = Counter((one.nudge.kind, one.nudge.period) for one in life.told)
    yield from (f"{kind} {period} twice" for (kind, period), n in said.items() if n > 1)
    again = Counter(
        (one.nudge.kind, subject_of(one.nudge.period))
        for one in life.told
        if one.nudge.kind in _ONCE and not one.nudge.why.get("snoozed")
    )
    yield from (f"{kind} {about} told again" for (kind, about), n in again.items() if n > 1)


def _intervals(life: Life) -> Iterator[str]:
    """The same is not said again before its interval, but where it was put off."""
    last: dict[tuple[str, str], date] = {}
    for one in life.told:
        nudge = one.nudge
        if nudge.kind in _ONCE or nudge.kind == "planned":
            continue
        about = nudge.kind, subject_of(nudge.period)
        interval = _EVERY.get(nudge.kind, back_off(life.habit.cadence)[0])
        before, day = last.get(about), _day(life, one)
        last[about] = day
        if before is not None and not nudge.why.get("snoozed") and (day - before).days < interval:
            yield f"{nudge.kind} again after {(day - before).days} days"


def _quiet(life: Life) -> Iterator[str]:
    """A kind that was not answered comes at growing intervals, and then no more."""
    steps = back_off(life.habit.cadence)
    for kind in {one.nudge.kind for one in life.told} - {"planned", "cycle_end", "cycle_ended"}:
        unanswered = 0
        for before, one in pairwise(one for one in life.told if one.nudge.kind == kind):
            was_state, state = state_of(before.nudge.period), state_of(one.nudge.period)
            answered = any(before.at < at <= one.at for at in life.heard_from)
            unanswered = 0 if answered or was_state != state else unanswered + 1
            if unanswered > len(steps):
                yield f"{kind} after it had gone quiet"
            elif unanswered and (days := _between(life, before, one)) < steps[unanswered - 1]:
                yield f"{kind}, not answered, after {days} days"


def _untold(life: Life) -> Iterator[str]:
    """Whose cycle ended short was told in its last 14 days, and again once it was over, unless they
    wanted to hear nothing on all of those days that they worked on.
    """
    for number, last_day in life.ended_short:
        about = [one for one in life.told if one.nudge.enrolment_id == number]
        before = any(
            one.nudge.kind == "cycle_end"
            and one.nudge.deadline == last_day
            and (last_day - _day(life, one)).days <= EXEMPT_WITHIN
            for one in about
        )
        if not before and _could_hear(life, last_day - timedelta(days=EXEMPT_WITHIN), last_day):
            yield f"the cycle to {last_day} ended short and untold"
        latest = last_day + timedelta(days=_TOLD_WITHIN)
        after = any(
            one.nudge.kind == "cycle_ended" and last_day < _day(life, one) <= latest
            for one in about
        )
        if not after and _could_hear(life, last_day + timedelta(days=1), latest):
            yield f"the cycle to {last_day} ended short, and afterwards untold"


def _could_hear(life: Life, first: date, last: date) -> bool:
    """Whether there is a day between these, in the time that was looked at, on which the member
    worked and had not asked for silence; nothing is said of times that reach beyond it.
    """
    if first <= life.begun or last > life.lived_to:
        return False
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return any(
        life.working.works_on(day) and not any(a <= day < b for a, b in life.silences)
        for day in days
    )


def _wishes(life: Life) -> Iterator[str]:
    for one in life.told:
        if life.habit.cadence == "cycle_end" and one.nudge.kind not in _ENDS_ALONE:
            yield f"{one.nudge.kind}, though the cycle's end alone was wished"
        day = _day(life, one)
        if any(first < day < until for first, until in life.silences):
            yield f"{one.nudge.kind} while paused"


def _day(life: Life, one: Told) -> date:
    return local(one.at, life.working.tz).date()


def _between(life: Life, before: Told, one: Told) -> int:
    return (_day(life, one) - _day(life, before)).days


def report(found: Found) -> str:
    """The tables of the document."""
    years = found.days / 365
    head = (
        f"{len(found.lives)} members, {found.days} days: "
        f"{sum(len(one.told) for one in found.lives):,} messages, "
        f"{sum(len(one.ended_short) for one in found.lives)} cycles that ended short. "
        f"Promises broken: {len(found.broken) or 'none'}."
    )
    return "\n\n".join([head, _by_cause(found, years), _by_habit(found, years)])


def _by_cause(found: Found, years: float) -> str:
    rows = []
    for kind in NUDGE_KINDS:
        each = [sum(t.nudge.kind == kind for t in one.told) / years for one in found.lives]
        if any(each):
            share = 100 * sum(map(bool, each)) / len(each)
            mean = sum(each) / len(each)
            rows.append(
                [kind.replace("_", " "), f"{mean:.2f}", f"{share:.0f}%", f"{max(each):.1f}"]
            )
    counted = _counted(found.lives, years)
    rows.append(
        ["*all that count*", f"{sum(counted) / len(counted):.2f}", "", f"{max(counted):.1f}"]
    )
    names = "cause", "each member and year", "members who got any", "most, one member, a year"
    return _markdown(names, rows)


def _by_habit(found: Found, years: float) -> str:
    rows = []
    for habit in HABITS:
        some = [one for one in found.lives if one.habit == habit]
        if some:
            counted = _counted(some, years)
            mean = sum(counted) / len(counted)
            most = max(counted)
            short = sum(len(one.ended_short) for one in some)
            rows.append([habit.name, str(len(some)), f"{mean:.1f}", f"{most:.1f}", str(short)])
    names = "habit", "members", "counted nudges a year", "most", "cycles that ended short"
    return _markdown(names, rows)


def _counted(some: Iterable[Life], years: float) -> list[float]:
    return [sum(t.nudge.counted for t in one.told) / years for one in some]


def _markdown(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [names, ["---", *("---:" for _ in names[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Print the tables, or put them into the document; 1 where a promise was broken."""
    found = run()
    print(report(found))
    for one in found.broken:
        print(one, file=sys.stderr)
    if "--document" in sys.argv:
        before, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
        DOCUMENT.write_text(f"{before}{mark}\n\n{report(found)}\n", encoding="utf-8")
    sys.exit(bool(found.broken))


if __name__ == "__main__":
    main()
