"""What stands in the account that a body keeps of its members: said by the member, entry by entry.

Nothing is entered anywhere by the bot; what the body's account really shows, only the member sees.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.content_mark import content_mark
from bot.services.record.entry_changes import content_changed, update_fields
from bot.services.schemes.assessment import Worth, cycles_of, worth_of
from storage.record.entered import EnteredRecord
from storage.row_types import EnrolmentRecord, EntryRecord, EvidenceRecord
from storage.unit_of_work import UnitOfWork

PAGE: Final = 10
UNDO_KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry in one body's account: since which of the member's days they say so, None where they
    have not; `changed_since`: it says something else now.
    """

    body: str
    on: date | None = None
    changed_since: bool = False


@dataclass(frozen=True, slots=True)
class NotEntered:
    """Entries that do not stand in a body's account yet, or were changed since: one page of them,
    from 0, and how many there are.
    """

    body: str
    entries: tuple[EntryRecord, ...]
    page: int
    count: int
    changed: frozenset[int] = frozenset()


def bodies_of(worth: Sequence[Worth]) -> tuple[str, ...]:
    """The bodies into whose accounts an entry is copied, those that count credits first."""
    kept = sorted(worth, key=lambda one: one.assessment.rate is None)
    found = (one.account.body for one in kept if one.account is not None)
    return tuple(dict.fromkeys(found))


def entered_of(
    work: UnitOfWork,
    member_id: int,
    entries: Sequence[EntryRecord],
    evidence: Mapping[int, Sequence[EvidenceRecord]],
) -> dict[int, tuple[Entered, ...]]:
    """By entry, in which bodies' accounts it stands by its member's word."""
    kept = work.entered.of_entries([one.id for one in entries], member_id)
    return {
        entry.id: tuple(
            Entered(one.body, one.day, _is_changed(one, entry, evidence)) for one in kept[entry.id]
        )
        for entry in entries
    }


def mark(ctx: MemberContext, entries: Sequence[EntryRecord], body: str) -> None:
    """The member has put these into the body's account. Raises Refused: only_saved_ones,
    no_account_there (`title`).
    """
    if body not in accounts_of(ctx):
        raise Refused("no_account_there", title=body)
    if any(one.status != "logged" for one in entries):
        raise Refused("only_saved_ones")
    evidence = ctx.work.entries.evidence([one.id for one in entries])
    marks = {one.id: content_mark(one, evidence[one.id]) for one in entries}
    ctx.work.entered.mark(
        ctx.member.id, marks, body=body, day=ctx.today, now=ctx.now, turn=ctx.origin.key
    )
    ctx.show_home()


def unmark(ctx: MemberContext, entries: Sequence[EntryRecord], body: str) -> None:
    """It does not stand there after all: where that was why an opening balance was taken to hold
    it, that is asked again.
    """
    kept = ctx.work.entered.of_entries([one.id for one in entries], ctx.member.id)
    ctx.work.entered.unmark(ctx.member.id, list(kept), body)
    for entry in entries:
        said = next((one for one in kept[entry.id] if one.body == body), None)
        if said is not None:
            _ask_again(ctx, entry, said)
    ctx.show_home()


def held_by_balance(ctx: MemberContext, enrolment: EnrolmentRecord, on: date) -> int:
    """The member has just said what the account of a scheme's body shows on a day: what they had
    put there *before* that day, and not changed since, is in it, and need not be asked. How many
    entries that were.

    What they put there on the day itself may have come before or after they looked, and what they
    told of later may have been there for long: both are still asked. So is what they had answered
    already left as it is.
    """
    account = ctx.rules[enrolment.pack].account if enrolment.pack in ctx.rules else None
    if account is None:
        return 0
    kept = {
        one.entry_id: one
        for one in ctx.work.entered.of_body(ctx.member.id, account.body)
        if one.day < on
    }
    since = _cycle_start(ctx, enrolment)
    entries = [
        one for one in _by_number(ctx, kept).values() if _may_be_in(one, enrolment, since, on)
    ]
    evidence = ctx.work.entries.evidence([one.id for one in entries])
    inside = [one for one in entries if not _is_changed(kept[one.id], one, evidence)]
    for entry in inside:
        held = {**entry.in_opening, enrolment.scheme: True}
        content_changed(ctx, update_fields(ctx, entry, "", in_opening=held), None)
    return len(inside)


def in_doubt(ctx: MemberContext, enrolment: EnrolmentRecord) -> tuple[EntryRecord, ...]:
    """Saved entries of this cycle that may be in the balance that was brought in, of which their
    member has not said so yet.
    """
    on = enrolment.opening_on
    if on is None or not (enrolment.opening_cycle or enrolment.opening_year):
        return ()
    since = _cycle_start(ctx, enrolment)
    found = ctx.work.entries.list(ctx.member.id, ["logged"], since=since, until=on)
    return tuple(one for one in found if _may_be_in(one, enrolment, since, on))


def accounts_of(ctx: MemberContext) -> dict[str, EnrolmentRecord]:
    """By body, the member's first enrolment whose scheme's body keeps an account."""
    found: dict[str, EnrolmentRecord] = {}
    for one in ctx.work.enrolments.of(ctx.member.id):
        account = ctx.rules[one.pack].account if one.pack in ctx.rules else None
        if account is not None:
            found.setdefault(account.body, one)
    return found


def counted_bodies(ctx: MemberContext) -> tuple[str, ...]:
    """The bodies of whose accounts Home counts what is missing: those that count credits, which go
    by that account alone; another once its member has begun to enter things there.
    """
    began = ctx.work.entered.began(ctx.member.id)
    return tuple(
        body
        for body, enrolment in accounts_of(ctx).items()
        if body in began or terms(ctx.rules[enrolment.pack], ctx.today).counts
    )


def missing_at(ctx: MemberContext, body: str) -> tuple[int, ...]:
    """The saved entries of the current cycle, by number, the oldest first, that do not stand in a
    body's account: those that the opening balance holds stand there. Nothing is read of them.
    """
    enrolment = accounts_of(ctx).get(body)
    if enrolment is None:
        return ()
    since = _cycle_start(ctx, enrolment)
    found = ctx.work.entered.not_entered(ctx.member.id, body, since)
    return tuple(number for number, held in found if not held.get(enrolment.scheme))


def not_entered(ctx: MemberContext, body: str, page: int) -> NotEntered:
    """A page of them, and behind them those that were changed since they were entered.

    Raises Refused: no_account_there (`title`).
    """
    if body not in accounts_of(ctx):
        raise Refused("no_account_there", title=body)
    changed = changed_at(ctx, body)
    numbers = [*missing_at(ctx, body), *changed]
    page = max(0, min(page, (len(numbers) - 1) // PAGE))
    shown = numbers[page * PAGE : (page + 1) * PAGE]
    kept = _by_number(ctx, shown)
    entries = tuple(kept[number] for number in shown if number in kept)
    return NotEntered(body, entries, page, len(numbers), frozenset(changed))


def changed_at(ctx: MemberContext, body: str) -> tuple[int, ...]:
    """What was changed since it was put into a body's account, by number."""
    kept = {one.entry_id: one for one in ctx.work.entered.of_body(ctx.member.id, body)}
    entries = list(_by_number(ctx, kept).values())
    evidence = ctx.work.entries.evidence([one.id for one in entries])
    return tuple(one.id for one in entries if _is_changed(kept[one.id], one, evidence))


def last_marked_at(ctx: MemberContext) -> datetime | None:
    """When the member marked anything last, as far as an undo reaches."""
    turn = ctx.work.entered.last_turn(ctx.member.id)
    if not turn or ctx.now - turn[-1].marked_at > UNDO_KEPT:
        return None
    return turn[-1].marked_at


def take_back(ctx: MemberContext) -> tuple[int, str]:
    """What was marked last does not stand there: how many entries, and the body."""
    turn = ctx.work.entered.last_turn(ctx.member.id)
    body = turn[0].body
    unmark(ctx, list(_by_number(ctx, [one.entry_id for one in turn]).values()), body)
    return len(turn), body


def marks_for(worth: Sequence[Worth], kept: Iterable[Entered]) -> tuple[Entered, ...]:
    """One for each body into whose account an entry is copied, entered there or not."""
    known = {one.body: one for one in kept}
    return tuple(known.get(body, Entered(body)) for body in bodies_of(worth))


def marks_of(ctx: MemberContext, entry: EntryRecord) -> tuple[Entered, ...]:
    """The same of one of the member's entries."""
    evidence = ctx.work.entries.evidence([entry.id])
    kept = entered_of(ctx.work, ctx.member.id, [entry], evidence)[entry.id]
    return marks_for(worth_of(ctx, [entry])[entry.id], kept)


def _by_number(ctx: MemberContext, numbers: Iterable[int]) -> dict[int, EntryRecord]:
    """The saved ones among these entries of the member's, in one statement, the earliest first."""
    found = ctx.work.entered.saved(ctx.member.id, list(numbers))
    return {one.id: one for one in found}


def _cycle_start(ctx: MemberContext, enrolment: EnrolmentRecord) -> date:
    place = place_of(ctx.rules[enrolment.pack], cycles_of(enrolment), ctx.today)
    start = None if place is None else place.cycle_start
    return start or date(ctx.today.year, 1, 1)


def _may_be_in(entry: EntryRecord, enrolment: EnrolmentRecord, since: date, on: date) -> bool:
    day = entry.end_date or entry.start_date
    asked = enrolment.scheme not in entry.in_opening
    return entry.status == "logged" and asked and day is not None and since <= day <= on


def _ask_again(ctx: MemberContext, entry: EntryRecord, said: EnteredRecord) -> None:
    held = {
        one.scheme
        for one in ctx.work.enrolments.of(ctx.member.id)
        if one.opening_on is not None
        and said.day < one.opening_on
        and entry.in_opening.get(one.scheme)
        and one.pack in ctx.rules
        and (account := ctx.rules[one.pack].account) is not None
        and account.body == said.body
    }
    if held:
        left = {scheme: inside for scheme, inside in entry.in_opening.items() if scheme not in held}
        content_changed(ctx, update_fields(ctx, entry, "", in_opening=left), None)


def _is_changed(
    kept: EnteredRecord, entry: EntryRecord, evidence: Mapping[int, Sequence[EvidenceRecord]]
) -> bool:
    return kept.content_mark != content_mark(entry, evidence.get(entry.id, ()))
