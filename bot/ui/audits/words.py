"""The names of states, reasons and tests as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.figures import day, several
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import WHOLE_RECORD
from bot.ui.kit.escape import brief, escape

ROUND_STATES: Final[Mapping[str, str]] = {
    "drafted": "a draft",
    "frozen": "frozen; two people commit to seeds",
    "committed": "both committed; ids are being made",
    "ids_made": "ids are made; both reveal their seeds",
    "revealed": "both revealed; the draw is being made",
    "drawn": "drawn; nobody is told yet",
    "open": "open",
    "closed": "closed",
    "cancelled": "cancelled",
}
SELECTION_STATES: Final[Mapping[str, str]] = {
    "drawn": "not told yet",
    "told": "has not handed in yet",
    "submitted": "handed in",
    "in_review": "being read",
    "questions": "asked a question",
    "decided": "decided",
    "appealed": "appealed",
    "appeal_decided": "appeal decided",
    "not_submitted": "nothing handed in by the day",
    "left": "left",
    "erased": "erased",
}
OUT_REASONS: Final[Mapping[str, str]] = {
    "erasing": "erasing their record",
    "left": "have left",
    "not_enrolled": "not under the scheme in the period",
    "registration_ended": "off the register",
    "grade_not_known": "grade not known",
    "not_chartered": "not Chartered",
    "cycle_not_known": "cycle start not known",
    "cycle_cut_short": "cycle cut short",
    "cycle_running": "cycle still running",
    "ended_outside_period": "cycle ended outside the period",
    "minimum_not_known": "not known whether the minimum was met",
    "minimum_not_met": "minimum not met",
    "on_leave": "on leave on all days",
}
FINDINGS: Final[Mapping[str, str]] = {
    "outside_cycle": "Outside the cycle",
    "not_own": "Not their own",
    "not_in_job": "Not in their job",
    "too_little_said": "Too little said",
    "no_evidence": "No evidence",
    "counted_twice": "Counted twice",
    "wrong_length": "Wrong length",
    "other": "Another reason",
}
GIVEN_UP: Final[Mapping[str, str]] = {
    "not_revealed": "A seed was not revealed",
    "seed_lost": "A seed was lost",
    "seed_too_short": "A seed was too short",
    "seed_holder_left": "Somebody left with their seed",
    "ids_in_doubt": "The ids are in doubt",
}
CANCELLED: Final[Mapping[str, str]] = {
    "not_needed": "Not needed any more",
    "set_up_wrongly": "Set up wrongly",
    "draw_in_doubt": "The draw is in doubt",
    "nobody_to_audit": "Nobody can audit",
}
STEPS: Final[Mapping[str, str]] = {
    "drafted": "drafted",
    "auditor_named": "named an auditor",
    "auditor_left": "an auditor stopped",
    "witness_named": "named a witness",
    "passed_on": "passed on",
    "frozen": "population frozen",
    "first_commitment": "first commitment",
    "second_commitment": "second commitment",
    "ids_made": "ids made",
    "first_reveal": "first seed revealed",
    "second_reveal": "second seed revealed",
    "given_up": "attempt given up",
    "drawn": "drawn",
    "opened": "opened",
    "closed": "closed",
    "cancelled": "cancelled",
}
ENDS: Final[Mapping[str, str]] = {
    "met": "met",
    "not_met": "not met",
    "not_submitted": "nothing handed in",
    "left": "left",
    "erased": "erased",
    "open": "open",
}


def period(round_: Round) -> str:
    """ "1 Jan 2026 to 31 Dec 2026"."""
    return f"{day(round_.period.first)} to {day(round_.period.last)}"


def draws(count: int | None) -> str:
    """How many a size comes to; None where it cannot be drawn."""
    return "too few for that size" if count is None else f"{count:,} would be drawn"


def wanted(round_: Round) -> str:
    """ "12", or "5 %"."""
    share = round_.wanted.share
    if share is None:
        return f"{round_.wanted.count:,}"
    whole, rest = divmod(share, 100)
    return f"{whole}{f'.{rest:02d}'.rstrip('0') if rest else ''} %"


def drawn(round_: Round) -> str:
    """ "6 drawn", or, before the draw, "6 to be drawn"."""
    size = f"{round_.frozen.size:,}" if round_.frozen is not None else "nobody"
    return f"{size} drawn" if was_drawn(round_) else f"{size} to be drawn"


def was_drawn(round_: Round) -> bool:
    """Whether there has been a draw: both seeds make it."""
    return round_.state not in _BEFORE_THE_DRAW and round_.attempt.seed is not None


_BEFORE_THE_DRAW: Final = frozenset({"drafted", "frozen", "committed", "ids_made", "revealed"})


def by_day(until: date | None) -> str:
    """ "by 3 Dec 2026", or that no day is set."""
    return f"by {day(until)}" if until is not None else "whenever it suits: no day is set"


def entry_name(entry: int, titles: Mapping[int, str]) -> str:
    """An entry by its title; the record as a whole by that."""
    if entry == WHOLE_RECORD:
        return "the record as a whole"
    return brief(titles.get(entry, ""), 80) or f"entry {entry}"


def said_of(one: Mapping[str, Any]) -> str:
    """What kind of evidence it is: a link, or a file by its name."""
    return escape(str(one.get("url") or one.get("name") or "file"))


def people(count: int) -> str:
    """ "1 person", "12 people"."""
    return several(count, "person", "people")
