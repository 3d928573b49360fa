"""What follows from an audit's steps in its member's own lane: the chain, the totals, being told.

An auditor's or a lead's step is committed with an event of ours in the member's lane. There each
step that bears on the member's entries becomes a revision of the record as a whole in their chain
(kind `audited`), totals are brought in line with what decisions come to, and the member is told.
Worked on again, nothing is done twice: the selection holds up to which step it was done.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, Final

from bot.archive.chain import WHOLE_RECORD
from bot.policy.audits.effects import reason_of
from bot.policy.audits.population import owned_by_workplace
from bot.policy.audits.reminders import REMINDED
from bot.policy.schemes.categories import pack_and_category
from bot.services.context.member_context import Actor, MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.own_events import OwnEvent
from bot.services.record.entry_changes import content_changed, update_fields
from bot.services.record.revisions import chain
from bot.services.schemes.doubts import effects_of
from storage.audits.records import SelectionRecord, StepRecord
from storage.queues.inbox import OwnEvent as Event
from storage.queues.inbox import put_all_within
from storage.row_types import EntryRecord
from storage.vocabulary import UNSEEN

AUDITED: Final = "cpdbot.audited"
"""The type of the event that says, in a member's lane, that their audit went on (`selection`)."""

_CHAINED: Final = frozenset({"submitted", "decided", "appealed", "appeal_decided", "left"})
"""Steps that become a revision in the member's chain."""

_TOLD: Final = {
    "told": "audit_told",
    "not_submitted": "audit_not_handed_in",
    "reopened": "audit_told",
    "asked": "audit_question",
    "decided": "audit_decision",
    "late_appeal_allowed": "audit_decision",
    "appeal_decided": "audit_appeal_decision",
}
"""By step: the kind of the message that tells the member of it."""

_NOTHING_IS_OVER: Final = frozenset({"told", "asked", "found", "review_begun", "auditor_assigned"})
"""Steps after which every button of the messages about an audit still does something."""


def announce(ctx: MemberContext, known: SelectionRecord, why: str) -> None:
    """Have the member's lane follow what this unit has done; `why` tells the events apart."""
    member = ctx.work.members.get(known.member_id)
    if member is None:
        return
    event = Event(
        f"{AUDITED}:{known.id}:{ctx.work.selections.last_step(known.id)}:{why}",
        Actor(ctx.work.workspace_id, member.slack_id).lane,
        {"type": AUDITED, "selection": known.id},
    )
    work = ctx.work
    work.write()
    put_all_within(work.session, work.workspace_id, [event], ctx.real, ctx.now)


@action()
class FollowAudit(Action):
    """The member's audit has gone on."""

    by_member: ClassVar[bool] = False
    members_only: ClassVar[bool] = True
    selection: int

    def do(self, ctx: MemberContext) -> None:
        ctx.work.undo.be_silent()
        known = ctx.work.selections.get(self.selection, lock=True)
        if known is not None and known.member_id == ctx.member.id:
            follow(ctx, known)


def follow(ctx: MemberContext, known: SelectionRecord) -> None:
    """Do, in the member's own unit, what follows from the steps that were taken since."""
    steps = ctx.work.selections.steps(known.id, known.followed_to)
    for one in steps:
        if one.kind in _CHAINED and known.selection.state != "erased":
            chain(ctx, WHOLE_RECORD, "audited", {"audit": _content(known, one)})
        _tell(ctx, known, one)
    bring_in_line(ctx, pack_and_category(known.scheme)[0])
    if not steps or any(one.kind not in _NOTHING_IS_OVER for one in steps):
        show_messages(ctx, known)
    if steps:
        ctx.work.selections.mark(known.id, followed_to=steps[-1].id)
    ctx.show_home()


def round_over(ctx: MemberContext, drawn: Iterable[SelectionRecord], how: str) -> None:
    """A round has ended: have the lanes follow of those who were told of it."""
    for one in drawn:
        if one.selection.state != "drawn":
            announce(ctx, one, how)


def show_messages(ctx: MemberContext, known: SelectionRecord) -> None:
    """Have everything that anybody was told of an audit rendered anew: what its buttons would do
    may be done, or over.
    """
    for key in _keys(ctx, known):
        ctx.work.messages.show_said(key, ctx.real)


def _keys(ctx: MemberContext, known: SelectionRecord) -> Iterator[str]:
    """What the messages are known by, as they are said in this room."""
    steps = ctx.work.selections.steps(known.id)
    yield from (_told_key(known.id, one.id) for one in steps if one.kind in _TOLD)
    until = known.selection.submit_until
    if until is not None:
        yield from (reminder_key(known.id, until - before) for before in REMINDED)
    assigned = {one.about_id for one in steps if one.kind == "auditor_assigned"}
    about = ["assigned", "submitted"]
    about += [f"answer:{one.number}" for one in known.selection.questions]
    for reader in sorted(one for one in assigned | known.selection.auditors if one is not None):
        for what in about:
            own = f":{reader}" if what == "assigned" else ""
            yield f"audit:{known.id}:{what}{own}:{reader}"
    yield f"audit:{known.id}:appealed:{known.parties.lead}"
    for one in steps:
        if one.kind == "appeal_auditor_named":
            yield f"audit:{known.id}:appeal:{one.id}:{one.about_id}"


def reminder_key(selection_id: int, day: date) -> str:
    """What a reminder to hand in is known by."""
    return f"audit:{selection_id}:reminder:{day.isoformat()}"


def _told_key(selection_id: int, step_id: int) -> str:
    return f"audit:{selection_id}:{step_id}"


def bring_in_line(ctx: MemberContext, pack: str) -> None:
    """Have the member's entries count, or not, as their rounds under a pack have decided: each
    change is one of the entry's own, dated today, in its history and in the chain.
    """
    rules = ctx.rules.get(pack)
    if rules is None or not owned_by_workplace(rules):
        return
    known = ctx.work.selections.of_member(ctx.member.id)
    out = effects_of(ctx, pack, known).disallowed
    findings = [found for one in known for found in one.selection.findings]
    for number in sorted({entry for one in known for entry in one.selection.entries}):
        entry = ctx.work.entries.get(number, ctx.member.id)
        if entry is None or entry.status == UNSEEN or is_out(entry, pack) == (number in out):
            continue
        told: dict[str, Any] = {"pack": pack, "on": ctx.today.isoformat(), "round": True}
        told |= {"reason": reason_of(findings, number)} if number in out else {"allowed": True}
        kept = [*(dict(one) for one in entry.disallowed), told]
        content_changed(ctx, update_fields(ctx, entry, "", disallowed=kept), "edited")


def is_out(entry: EntryRecord, pack: str) -> bool:
    """Whether a round has put an entry out of a pack's total, as it stands."""
    of_rounds = [one for one in entry.disallowed if one["pack"] == pack and one.get("round")]
    return bool(of_rounds) and not of_rounds[-1].get("allowed")


def _content(known: SelectionRecord, step: StepRecord) -> dict[str, Any]:
    """A step as the chain keeps it: days, outcomes and hashes, and nobody's words."""
    selection = known.selection
    content: dict[str, Any] = {
        "round": known.number,
        "scheme": known.scheme,
        "audit_id": known.audit_id,
        "step": step.kind,
        "at": step.at.isoformat(),
        "snapshot": selection.snapshot,
        "entries": sorted(selection.entries),
    }
    if step.kind != "submitted" and selection.decision is not None:
        content["outcome"] = selection.decision.outcome
        content["not_met"] = sorted(selection.decision.not_met)
    appeal = selection.appeal
    if step.kind in ("appealed", "appeal_decided") and appeal is not None:
        content["about"] = sorted(appeal.about)
    if step.kind == "appeal_decided" and appeal is not None and appeal.outcomes is not None:
        content["upheld"] = sorted(
            one for one, outcome in appeal.outcomes.items() if outcome == "upheld"
        )
    return content


def _tell(ctx: MemberContext, known: SelectionRecord, step: StepRecord) -> None:
    kind = _TOLD.get(step.kind)
    if kind is None:
        return
    values: dict[str, Any] = {"selection": known.id}
    if kind == "audit_question":
        number = _question(ctx, known, step)
        if number is None:
            return
        values["number"] = number
    key = _told_key(known.id, step.id)
    ctx.work.messages.say(ctx.member.id, kind, key, ctx.real, values)


def _question(ctx: MemberContext, known: SelectionRecord, step: StepRecord) -> int | None:
    """Which question a step asked: they are asked in the order of their numbers."""
    asked = [one.id for one in ctx.work.selections.steps(known.id) if one.kind == "asked"]
    place = asked.index(step.id)
    questions = known.selection.questions
    return questions[place].number if place < len(questions) else None


EVENTS: Final = (OwnEvent(AUDITED, lambda body: FollowAudit(int(body["selection"]))),)
