"""A body's audit of the member's own record: told, changed, sent, what came of it, taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.policy.access import Permission, Subject
from bot.policy.audits.body_audit import (
    BODY_AUDIT_OUTCOMES,
    OPEN,
    BodyAuditOutcome,
    Cycle,
    state_after,
    usual_cycle,
)
from bot.policy.audits.reminders import REMINDED
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.dated_cycles import place_of
from bot.services.audits.populations import minimum_met, own_cycles_over
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.after_action import AfterAction
from bot.services.dispatch.pages import Say, say
from bot.services.record.undo_steps import UndoStep
from bot.services.schemes.assessment import cycles_of
from bot.services.schemes.enrolled import enrolled_in
from bot.services.schemes.scheme_names import body_of, title_of
from storage.audits.body_audits import BodyAuditRecord
from storage.row_types import EnrolmentRecord

_PACKS: Final = {
    "imi": "imi-register",
    "techsafe": "imi-techsafe",
    "cmi": "cmi",
    "dvsa": "dvsa-mot",
}

UNDO_KEPT: Final = timedelta(days=30)
"""For so long an undo takes back what was said of an audit."""

FURTHEST: Final = timedelta(days=3 * 366)
"""How far ahead a letter's day may lie."""

SHOWN_ANEW: Final = 3
"""So many of the messages that tell of an audit again keep up with it."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """Days that a scheme's body may ask about: a cycle, or months where it has none. `usual`: what
    it most likely means.
    """

    scheme: str
    title: str
    cycle: Cycle
    usual: bool


def key_of(audit_id: int) -> str:
    """By what the message is known with which an audit begins."""
    return f"body_audit:{audit_id}"


def reminder_key(audit_id: int, on: date) -> str:
    """The same of the reminder of a day."""
    return f"body_audit:{audit_id}:reminder:{on.isoformat()}"


def asked_key(audit_id: int) -> str:
    """The same of the question what came of it."""
    return f"body_audit:{audit_id}:asked"


def is_of(scheme: str, body: str) -> bool:
    """Whether a scheme is that of a body by the word that it is called by; of no word any is."""
    return not body or scheme.partition("/")[0] == _PACKS.get(body)


def offered(ctx: MemberContext) -> tuple[Offered, ...]:
    """What the member can say is audited: of each scheme of theirs the usual days first."""
    found: list[Offered] = []
    for enrolment in ctx.work.enrolments.of(ctx.member.id):
        if enrolment.pack not in ctx.rules:
            continue
        cycles = _cycles(ctx, enrolment)
        usual = usual_cycle(cycles)
        ordered = sorted(cycles, key=lambda one: (one != usual, -one.last.toordinal()))
        title = title_of(ctx, enrolment.scheme)
        found += [Offered(enrolment.scheme, title, one, one == usual) for one in ordered]
    return tuple(found)


def _cycles(ctx: MemberContext, enrolment: EnrolmentRecord) -> list[Cycle]:
    """The cycles that are over and the one that runs; the last twelve months, and three years,
    where there is none.
    """
    pack = ctx.rules[enrolment.pack]
    _, over = own_cycles_over(ctx, enrolment, pack)
    found = [Cycle(one.start, one.last_day, minimum_met(one)) for one in over]
    place = place_of(pack, cycles_of(enrolment), ctx.today)
    if place is not None and place.cycle_start is not None and place.cycle_end is not None:
        found.append(Cycle(place.cycle_start, place.cycle_end - _DAY, running=True))
    if found:
        return found
    return [Cycle(add_years(ctx.today, -years) + _DAY, ctx.today, whole=False) for years in (3, 1)]


def own(ctx: MemberContext, audit_id: int) -> BodyAuditRecord:
    """One of the member's own. Raises Refused("no_such_audit")."""
    found = ctx.work.body_audits.get(audit_id)
    if found is None or found.state == "dropped":
        raise Refused("no_such_audit")
    ctx.must(Permission.CHANGE_RECORD, Subject(found.member_id), otherwise="no_such_audit")
    return found


def open_ones(ctx: MemberContext) -> tuple[BodyAuditRecord, ...]:
    """Those of the member's that go on, the oldest first; one look for whoever has none."""
    if not ctx.work.files.of(ctx.member.id).body_audits:
        return ()
    return tuple(one for one in ctx.work.body_audits.of(ctx.member.id) if one.state in OPEN)


def say_none_is_known(ctx: MemberContext) -> None:
    """Say that no audit goes on that a message could be of, and offer to tell of one. Raises
    Refused("body_audit_none") for whoever is in no scheme.
    """
    if not offered(ctx):
        raise Refused("body_audit_none")
    ctx.reply("body_audit_which", {"due_on": "", "none": True})


def begin(
    ctx: MemberContext, scheme: str, days: tuple[date, date], due_on: date | None
) -> BodyAuditRecord:
    """The member is audited under a scheme, of these days; one that goes on already of the same
    scheme is what they mean. Raises Refused: no_such_scheme, audit_period, body_audit_day_over,
    body_audit_day_far.
    """
    ctx.must(Permission.CHANGE_RECORD, Subject(ctx.member.id), otherwise="no_such_audit")
    _check(ctx, scheme, days, due_on)
    same = next((one for one in open_ones(ctx) if one.scheme == scheme), None)
    if same is not None:
        return change(ctx, same.id, scheme, days, same.due_on if due_on is None else due_on)
    made = ctx.work.body_audits.add(
        ctx.member.id, scheme, days, due_on=due_on, told_on=ctx.today, now=ctx.now
    )
    ctx.work.messages.say(
        ctx.member.id, "body_audit", key_of(made.id), ctx.real, {"audit": made.id}
    )
    ctx.show_home()
    return made


def change(
    ctx: MemberContext, audit_id: int, scheme: str, days: tuple[date, date], due_on: date | None
) -> BodyAuditRecord:
    """Another scheme, other days, another day of the letter. Raises Refused as `begin`."""
    known = own(ctx, audit_id)
    _check(ctx, scheme, days, None if due_on == known.due_on else due_on)
    first, last = days
    said = {"scheme": scheme, "first": first, "last": last, "due_on": due_on}
    if any(getattr(known, name) != value for name, value in said.items()):
        known = ctx.work.body_audits.change(known, ctx.now, **said)
    ctx.reply("body_audit", {"audit": known.id})
    _show(ctx, known)
    return known


def sent(ctx: MemberContext, audit_id: int, on: date | None = None) -> BodyAuditRecord:
    """The member has sent it: no reminder comes any more. One that is over stays over, whatever
    button is still there.
    """
    known = own(ctx, audit_id)
    if known.state == "over":
        ctx.reply("body_audit_outcome", {"audit": known.id})
        return known
    day = ctx.today if on is None or on > ctx.today else on
    if known.state != "sent":
        known = ctx.work.body_audits.change(known, ctx.now, state="sent", sent_on=day)
        _show(ctx, known)
    ctx.reply("body_audit_sent", {"audit": known.id})
    return known


def came_of_it(
    ctx: MemberContext, audit_id: int, outcome: str, on: date | None = None
) -> BodyAuditRecord:
    """What came of it, by the member's word, with its day. Raises Refused("no_such_answer")."""
    known = own(ctx, audit_id)
    told: BodyAuditOutcome | None = next((o for o in BODY_AUDIT_OUTCOMES if o == outcome), None)
    if told is None:
        raise Refused("no_such_answer")
    day = ctx.today if on is None or on > ctx.today else on
    known = ctx.work.body_audits.change(
        known, ctx.now, state=state_after(told), outcome=told, outcome_on=day
    )
    ctx.reply("body_audit_outcome", {"audit": known.id})
    _show(ctx, known)
    return known


def drop(ctx: MemberContext, audit_id: int) -> BodyAuditRecord:
    """It is none after all."""
    known = own(ctx, audit_id)
    known = ctx.work.body_audits.change(known, ctx.now, state="dropped")
    _show(ctx, known)
    return known


def changed_at(ctx: MemberContext) -> datetime | None:
    """When the member said something of an audit last, as far as an undo reaches."""
    last = _last(ctx)
    return None if last is None else last.changed_at


def _last(ctx: MemberContext) -> BodyAuditRecord | None:
    if not ctx.work.files.of(ctx.member.id).body_audits:
        return None
    kept = [
        one
        for one in ctx.work.body_audits.of(ctx.member.id)
        if one.before is not None and ctx.now - one.changed_at <= UNDO_KEPT
    ]
    return max(kept, key=lambda one: (one.changed_at, one.id), default=None)


def _take_back(ctx: MemberContext) -> Say | None:
    last = _last(ctx)
    if last is None:
        return None
    known = ctx.work.body_audits.put_back(last)
    _show(ctx, known)
    body = body_of(ctx, known.scheme)
    if known.state == "dropped":
        return say("body_audit_gone", body=body)
    return say("body_audit_put_back", body=body)


def _check(ctx: MemberContext, scheme: str, days: tuple[date, date], due_on: date | None) -> None:
    found = enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
    if found is None or found.pack not in ctx.rules:
        raise Refused("no_such_scheme")
    if days[1] < days[0]:
        raise Refused("audit_period")
    if due_on is not None and due_on < ctx.today:
        raise Refused("body_audit_day_over")
    if due_on is not None and due_on > ctx.today + FURTHEST:
        raise Refused("body_audit_day_far")


def _show(ctx: MemberContext, known: BodyAuditRecord) -> None:
    """Home, and the messages whose buttons may not fit any more."""
    ctx.show_home()
    ctx.work.messages.show_said(key_of(known.id), ctx.real)
    for number in ctx.work.messages.newest_of(ctx.member.id, "body_audit", SHOWN_ANEW):
        ctx.work.messages.show_message(number, ctx.real)  # it was told of again since
    ctx.work.messages.show_said(asked_key(known.id), ctx.real)
    if known.due_on is not None:
        for one in REMINDED:
            ctx.work.messages.show_said(reminder_key(known.id, known.due_on - one), ctx.real)


def show_what_changed(ctx: MemberContext) -> None:
    """What stands in an audit that is prepared goes by the entries as they are: where one was
    mended, the messages that count them are shown anew. Nothing is read for whoever has no audit.
    """
    if not ctx.entries_changed:
        return
    for one in open_ones(ctx):
        if one.state == "preparing":
            _show(ctx, one)
    ctx.entries_changed.clear()


AFTER_ACTION: Final = (AfterAction("body_audits", show_what_changed, order=50),)

UNDO_STEPS: Final = (UndoStep("body_audit", 19, changed_at, _take_back),)
