"""What an import's entries come to: what counts, for which year, and what the rest lacks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import Worth, cycles_of, worth_of
from storage.importing.records import StagedSums
from storage.row_types import EntryRecord

Lack = Literal["helps", "words", "longer", "minutes", "opening"]
"""What an entry waits for: that it says how it helps in the job, a sentence of its member's, one
that is longer than theirs, how long it took, whether it is in the opening balance.
"""

WAITS_FOR: Final = "waits_for"
"""In the counts: how many entries wait for what, by `Lack`."""
BEFORE: Final = "before"
"""In the counts: entries that lie before every cycle of their member's that is known."""
OUTSIDE: Final = "outside"
"""In the counts: other entries that count nowhere."""
EARLIER: Final = "earlier"
"""In the counts: the part of the weights that counts for an earlier year, by enrolment."""


def counted_worth(
    ctx: MemberContext, counts: Mapping[str, Any], entries: Sequence[EntryRecord]
) -> dict[str, Any]:
    """Counts with what these entries add to them."""
    weights: dict[str, int] = dict(counts.get("weights", {}))
    earlier: dict[str, int] = dict(counts.get(EARLIER, {}))
    lacking: dict[str, int] = dict(counts.get(WAITS_FOR, {}))
    states = {name: counts.get(name, 0) for name in ("waiting", BEFORE, OUTSIDE)}
    years, begins = current_years(ctx), first_start(ctx)
    worth = worth_of(ctx, entries)
    for entry in entries:
        under = worth[entry.id]
        for one in under:
            _add_weights(one, years, weights, earlier)
        lack = next((lack for one in under if (lack := lack_of(one.assessment))), None)
        if lack == "words" and any(getattr(entry, stage) for stage in STAGES):
            lack = "longer"
        if lack is not None:
            states["waiting"] += 1
            lacking[lack] = lacking.get(lack, 0) + 1
        elif under and all(one.assessment.state == "outside" for one in under):
            day = entry.end_date or entry.start_date
            before = begins is not None and day is not None and day < begins
            states[BEFORE if before else OUTSIDE] += 1
    return {**states, "weights": weights, EARLIER: earlier, WAITS_FOR: lacking}


def staged_worth(ctx: MemberContext, sums: StagedSums) -> dict[str, Any]:
    """The same counts of entries that are staged; what each waits for was counted before."""
    years = current_years(ctx)
    return {
        "entries": sums.entries,
        "waiting": sums.waiting,
        BEFORE: sums.before,
        OUTSIDE: sums.outside - sums.before,
        "weights": {str(one): sum(found.values()) for one, found in sums.weights.items()},
        EARLIER: {
            str(one): sum(weight for year, weight in found.items() if year != years[one])
            for one, found in sums.weights.items()
            if one in years
        },
    }


def _add_weights(
    one: Worth,
    years: Mapping[int, tuple[int | None, int]],
    weights: dict[str, int],
    earlier: dict[str, int],
) -> None:
    if one.assessment.rate is None:
        return
    key, current = str(one.enrolment_id), years.get(one.enrolment_id)
    for part in one.assessment.parts:
        if part.state == "counted":
            weights[key] = weights.get(key, 0) + part.weight
            if current is not None and (part.cycle, part.year) != current:
                earlier[key] = earlier.get(key, 0) + part.weight


def current_years(ctx: MemberContext) -> dict[int, tuple[int | None, int]]:
    """The cycle and the year of each of the member's enrolments that run now."""
    found = {}
    for one in ctx.work.files.of(ctx.member.id).enrolments:
        if one.pack in ctx.rules:
            place = place_of(ctx.rules[one.pack], cycles_of(one), ctx.today)
            if place is not None:
                found[one.id] = (place.cycle, place.year)
    return found


def first_start(ctx: MemberContext) -> date | None:
    """The first day of any cycle that is known of the member; None where none is known."""
    starts = [
        start
        for one in ctx.work.files.of(ctx.member.id).enrolments
        for start in (one.cycle_start, *(told.start for told in cycles_of(one).earlier))
        if start is not None
    ]
    return min(starts, default=None)


def lack_of(assessment: Assessment) -> Lack | None:
    """What an entry that waits lacks first; None where it does not wait."""
    if assessment.state != "waiting":
        return None
    missing = {*assessment.missing_questions}
    if "minutes" in missing:
        return "minutes"
    if "evaluate" in missing:
        return "helps" if _says_enough_but_how_it_helps(assessment) else "words"
    return "opening" if "already_counted" in missing else "words"


def _says_enough_but_how_it_helps(assessment: Assessment) -> bool:
    lacking = {one.rule for one in assessment.findings if one.verdict == "missing"}
    return "entry.tests:relevant" in lacking and "entry.own_sentence" not in lacking
