"""What a member tells of a registration or a recognition: kept with its day, and taken back.

Which of it holds is `bot.policy.schemes.registration`'s; what an administrator tells is
`bot.services.admin`'s. Where a cycle ended short and its news is open, it is the answer to that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.policy.scheme_facts import RegistrationEvent
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import (
    RegistrationFault,
    answer_for,
    faults,
    words_of,
)
from bot.policy.schemes.standing import EndedCycle
from bot.policy.vocabulary import RegistrationWord, ToldBy
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.registration_events import entries_may_rest_on, told_now
from bot.services.schemes.registration_facts import events_of
from bot.services.schemes.standings import standings_of
from storage.row_types import EnrolmentRecord

EARLIEST: Final = date(1990, 1, 1)
"""Days before this one are slips of the pen."""
LATEST: Final = date(2899, 12, 31)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a registration: since when, and of an extension its last day."""

    state: str
    since: date
    until: date | None = None


def tell(ctx: MemberContext, enrolment_id: int, told: Told) -> EnrolmentRecord:
    """Keep what the member tells of one of their registrations.

    Raises Refused: not_enrolled, no_registration (`title`), and as `checked`.
    """
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.id == enrolment_id), None)
    if enrolment is None or enrolment.pack not in ctx.rules:
        raise Refused("not_enrolled")
    pack = ctx.rules[enrolment.pack]
    found = next(one for one in standings_of(ctx) if one.enrolment.id == enrolment_id)
    ended = _told_of(found.standing.ended)
    event = event_told(ctx, enrolment, told, "member")
    checked(pack, event, enrolments, ctx.today, None if ended is None else ended.last_day)
    answer = answer_for(event.state)
    if ended is not None and answer is not None:
        start = ended.start.isoformat()
        cycle_outcomes.answer(ctx, enrolment_id, start, answer, since=told.since, until=told.until)
    else:
        ctx.work.registrations.tell(
            enrolment,
            event.state,
            told.since,
            until=told.until,
            source="member",
            told_by=ctx.member.id,
            at=told_now(ctx, enrolments),
        )
        entries_may_rest_on(ctx, enrolment.pack)
        cycle_outcomes.show(ctx)
    return enrolment


def _told_of(ended: EndedCycle | None) -> EndedCycle | None:
    """The cycle that ended short, where what is told is of it: there is no news yet, or it was
    extended, and that is not the end of it.
    """
    return ended if ended is not None and (ended.open or ended.answer == "extended") else None


def checked(
    pack: Pack,
    event: RegistrationEvent,
    enrolments: Sequence[EnrolmentRecord],
    today: date,
    cycle_last_day: date | None = None,
) -> None:
    """Raises Refused: no_registration (`title`), no_such_answer, registration_too_early
    (`earliest`), registration_ahead, registration_before_end (`day`), registration_until_alone,
    registration_ends_first, registration_not_removed.
    """
    words = words_of(pack, today)
    if not words:
        raise Refused("no_registration", title=pack.title)
    if event.state not in words:
        raise Refused("no_such_answer")
    if event.on < EARLIEST or (event.until is not None and event.until > LATEST):
        raise Refused("registration_too_early", earliest=EARLIEST.isoformat())
    if event.on > today:
        raise Refused("registration_ahead")
    found = faults(event, events_of(enrolments), cycle_last_day)
    if found:
        values = {"day": cycle_last_day.isoformat()} if cycle_last_day is not None else {}
        raise Refused(_SENTENCES[found[0]], **values)


_SENTENCES: Final[dict[RegistrationFault, str]] = {
    "before the cycle's end": "registration_before_end",
    "until without an extension": "registration_until_alone",
    "ends before it begins": "registration_ends_first",
    "restored without a removal": "registration_not_removed",
}


def event_told(
    ctx: MemberContext, enrolment: EnrolmentRecord, told: Told, by: ToldBy
) -> RegistrationEvent:
    """What somebody tells, as the rules see it."""
    state: RegistrationWord = told.state  # type: ignore[assignment]
    return RegistrationEvent(
        state, enrolment.pack, enrolment.category or None, told.since, by, ctx.now, told.until
    )


def last_told_at(ctx: MemberContext) -> datetime | None:
    """When the member told last of a registration, answers about cycles apart; None if never."""
    last = _last_told(ctx)
    return None if last is None else last[0]


def take_back(ctx: MemberContext) -> None:
    """What the member told last stands no more."""
    last = _last_told(ctx)
    if last is None:
        return
    at, enrolment = last
    ctx.work.registrations.take_back(enrolment, at)
    entries_may_rest_on(ctx, enrolment.pack)
    cycle_outcomes.show(ctx)


def _last_told(ctx: MemberContext) -> tuple[datetime, EnrolmentRecord] | None:
    found = [
        (datetime.fromisoformat(told["recorded_at"]), one)
        for one in ctx.work.enrolments.of(ctx.member.id)
        for told in one.registration
        if told["told_by"] == "member" and "cycle" not in told
    ]
    return max(found, key=lambda both: both[0], default=None)
