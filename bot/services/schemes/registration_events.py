"""What follows for a registration from an answer about a cycle that ended short, and what follows
from that for entries. What a member tells of it otherwise is `registrations`'s.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.policy.schemes.registration import word_for
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import RegistrationWord
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import assess_all
from storage.row_types import EnrolmentRecord
from storage.schemes.registrations import OfCycle

_NEXT: Final = timedelta(microseconds=1)


def told_now(ctx: MemberContext, enrolments: Iterable[EnrolmentRecord]) -> datetime:
    """The moment (UTC) at which something is told of one of a member's registrations: now, but
    after all that was told before, since what was told last decides.
    """
    before = [
        datetime.fromisoformat(moment)
        for one in enrolments
        for moment in (
            *(told["recorded_at"] for told in one.registration),
            *(kept["answered_at"] for kept in one.outcomes.values() if "answered_at" in kept),
        )
    ]
    return max([ctx.now, *(moment + _NEXT for moment in before)])


def follow_answer(
    ctx: MemberContext, enrolment: EnrolmentRecord, start: str, outcome: Mapping[str, str]
) -> None:
    """Keep what the member's answer about the cycle of that first day (ISO) tells of their
    registration, as it stands now; one that is taken back tells nothing any more.
    """
    pack = ctx.rules.get(enrolment.pack)
    answer = outcome.get("answer")
    word = None if pack is None else word_for(pack, answer, ctx.today)  # type: ignore[arg-type]
    told_before = any(one.get("cycle") == start for one in enrolment.registration)
    if word is None and not told_before:
        return
    told = None if word is None else _told(word, outcome)
    ctx.work.registrations.tell_of_cycle(enrolment, date.fromisoformat(start), told)
    entries_may_rest_on(ctx, enrolment.pack)


def _told(word: RegistrationWord, outcome: Mapping[str, str]) -> OfCycle:
    """What was answered; a release before 0.4 kept the day of that alone."""
    on = date.fromisoformat(outcome["answered_on"])
    at = datetime.combine(on, time(), UTC)
    if "answered_at" in outcome:
        at = datetime.fromisoformat(outcome["answered_at"])
    since = date.fromisoformat(outcome.get("since", on.isoformat()))
    until = date.fromisoformat(outcome["until"]) if "until" in outcome else None
    return OfCycle(word, since, until, at)


def entries_may_rest_on(ctx: MemberContext, pack: str) -> None:
    """Assess the member's entries anew where another of their schemes needs that one."""
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    known = (ctx.rules[one.pack] for one in enrolments if one.pack in ctx.rules)
    if any(pack in terms(one, ctx.today).requires for one in known):
        assess_all(ctx)
