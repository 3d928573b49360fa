"""Answers that releases before 0.3 kept, and that read as no account: shown once, and mended.

Those releases took whatever was written while a question was open for the answer. Nothing is
changed here but by the member's own choice; until then an entry counts as it did.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.conversation.elements.grading import grade
from bot.conversation.parts import Correction
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.after_action import AfterAction
from bot.services.record.dialogue import dialogue_about, hold, words_in
from bot.services.record.entry_changes import content_changed, find, refresh_messages, update_fields
from bot.services.record.incoming import effects, interpretation
from bot.services.record.incoming.heard import Message
from bot.services.record.incoming.noted import Noted
from bot.services.schemes.account_facts import account_of, changed_account, is_private
from bot.services.schemes.assessment import worth_if, worth_of
from storage.queues.message_requests import old_answers_of
from storage.row_types import EntryRecord
from storage.vocabulary import EntryStatus

AT_ONCE: Final = 5
"""So many answers are shown together."""

_STATUSES: Final[tuple[EntryStatus, ...]] = ("draft", "planned", "logged", "withdrawn")
_PAGE: Final = 200
_NO_ACCOUNT: Final = frozenset({"steering", "correction", "question", "request", "courtesy"})
_TELLS_NOTHING: Final = ("empty", "denied")


@dataclass(frozen=True, slots=True)
class OldAnswer:
    """One line of a stage that reads as no account.

    `credits`: hundredths that wait, once the line is gone, until the entry says more; None where
    nothing is lost.
    """

    entry: EntryRecord
    stage: Stage
    words: str
    credits: int | None = None

    @property
    def mark(self) -> str:
        """What the line is known by, without its words."""
        return _mark(self.words)


def offer(ctx: MemberContext) -> None:
    """Show a member, once, what was kept before and reads as no account; whoever keeps their
    reflections out of the conversation, once they do so no more.
    """
    if ctx.member.old_answers_shown or ctx.member.private_reflections:
        return
    ctx.change_member(old_answers_shown=True)
    if next(_unfit(ctx), None) is not None:
        ctx.work.messages.say(ctx.member.id, "old_answers", old_answers_of(ctx.member.id), ctx.real)


def open_answers(ctx: MemberContext) -> tuple[tuple[OldAnswer, ...], int]:
    """The first of those that the member has not settled, and how many there are in all; none
    while they keep their reflections out of the conversation.
    """
    if ctx.member.private_reflections:
        return (), 0
    found = list(_unfit(ctx))
    shown = [
        replace(one, credits=_lost_without(ctx, one.entry, one.stage, one.words))
        for one in found[:AT_ONCE]
    ]
    return tuple(shown), len(found)


def nothing_kept(ctx: MemberContext) -> bool:
    """Whether the member's record holds no entry: it was erased, where answers of it were shown."""
    return not ctx.work.entries.recent(ctx.member.id, 1)


def keep(ctx: MemberContext, entry: EntryRecord, stage: Stage, marked: str) -> None:
    """It is an answer, the member says."""
    if _line(entry, stage, marked) is None:
        raise Refused("settled_already")
    hold(ctx, dialogue_about(ctx, entry), "kept", stage=stage, mark=marked)
    _show_again(ctx, entry)


def remove(ctx: MemberContext, entry: EntryRecord, stage: Stage, marked: str) -> str:
    """Take it out of the entry; what it said. Its words stay in the entry's history."""
    words = _line(entry, stage, marked)
    if words is None:
        raise Refused("settled_already")
    rest = _rest(entry, stage, words)
    asked = {stage: account_of(entry).asked.get(stage, ())} if rest else {}
    columns: dict[str, Any] = {stage: rest}
    if entry.account is None:  # what else was kept in it is still to be settled
        hold(ctx, dialogue_about(ctx, entry), "mending")
    entry = update_fields(
        ctx, entry, "typed", asked=asked, **columns
    )  # the rest was typed in the DM
    content_changed(ctx, entry, "edited")
    _show_again(ctx, entry)
    return words


def move(ctx: MemberContext, entry: EntryRecord, stage: Stage, marked: str) -> None:
    """Take it out, and have it be what it is: a correction is put to the member, and anything else
    stands beside the account, in the entry's history.
    """
    words = remove(ctx, entry, stage, marked)
    entry = find(ctx, entry.id)
    heard = interpretation.about_entry(ctx, _message(ctx, words), entry)
    corrections = [
        part for part in heard.understanding.parts if isinstance(part.content, Correction)
    ]
    if not corrections:
        hold(ctx, dialogue_about(ctx, entry), "aside", question=stage, words=words)
    noted = Noted()
    for part in corrections:
        effects.act(ctx, heard, part, noted)
    noted.tell(ctx, None)


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _unfit(ctx: MemberContext) -> Iterator[OldAnswer]:
    offset = 0
    while page := ctx.work.entries.list(ctx.member.id, _STATUSES, limit=_PAGE, offset=offset):
        dialogues = ctx.work.entries.conversations([one.id for one in page], ctx.member.id)
        for entry in page:
            begun = any(one["kind"] == "mending" for one in dialogues[entry.id].held)
            if entry.account is None or begun:
                yield from _unfit_in(ctx, entry)
        offset += len(page)


def _unfit_in(ctx: MemberContext, entry: EntryRecord) -> Iterator[OldAnswer]:
    """Words that were typed privately are never shown, so nothing is asked about them."""
    for stage in STAGES:
        if is_private(entry, stage):
            continue
        for line in words_in(entry, stage).splitlines():
            unfit = _is_no_account(ctx, entry, line)
            if unfit and not _is_kept(ctx, entry, stage, _mark(line)):
                yield OldAnswer(entry, stage, line)


def _is_no_account(ctx: MemberContext, entry: EntryRecord, line: str) -> bool:
    if grade(line, entry.title or "") in _TELLS_NOTHING:
        return True
    parts = interpretation.about_entry(ctx, _message(ctx, line), entry).understanding.parts
    return bool(parts) and all(part.kind in _NO_ACCOUNT for part in parts)


def _message(ctx: MemberContext, words: str) -> Message:
    return Message(ctx.origin.key, words, ctx.member.im_channel or "", "")


def _line(entry: EntryRecord, stage: Stage, marked: str) -> str | None:
    lines = words_in(entry, stage).splitlines()
    return next((line for line in lines if _mark(line) == marked), None)


def _rest(entry: EntryRecord, stage: Stage, words: str) -> str | None:
    lines = words_in(entry, stage).splitlines()
    lines.remove(words)
    return "\n".join(lines) or None


def _is_kept(ctx: MemberContext, entry: EntryRecord, stage: Stage, marked: str) -> bool:
    held = ctx.work.entries.conversation(entry.id, ctx.member.id).held
    return any(
        one["kind"] == "kept" and one["stage"] == stage and one["mark"] == marked for one in held
    )


def _lost_without(ctx: MemberContext, entry: EntryRecord, stage: Stage, words: str) -> int | None:
    """The credits that wait once a line is gone."""
    rest = _rest(entry, stage, words)
    asked = {stage: account_of(entry).asked.get(stage, ())} if rest else {}
    columns: Mapping[str, Any] = {stage: rest}
    account = changed_account(entry, columns, asked)
    return _lost(ctx, entry, replace(entry, **columns, account=account))


def at_stake(ctx: MemberContext, entry: EntryRecord) -> int | None:
    """The credits (hundredths) of an entry that counts as an earlier release read it, and would
    wait if its words were read as they are now; None where nothing is lost.
    """
    if entry.account is not None or entry.status != "logged":
        return None
    return _lost(ctx, entry, replace(entry, account=account_of(entry).to_dict()))


def _lost(ctx: MemberContext, entry: EntryRecord, after: EntryRecord) -> int | None:
    before = {one.enrolment_id: one.assessment for one in worth_of(ctx, [entry])[entry.id]}
    lost = [
        before[one.enrolment_id].credits or 0
        for one in worth_if(ctx, after)
        if before[one.enrolment_id].state == "counted" and one.assessment.state == "waiting"
    ]
    return max(lost, default=0) or None


def _show_again(ctx: MemberContext, entry: EntryRecord) -> None:
    refresh_messages(ctx, entry)
    ctx.work.messages.show_said(old_answers_of(ctx.member.id), ctx.real)


AFTER_ACTION: Final = (AfterAction("legacy_answers", offer, order=20, by_member=True),)
