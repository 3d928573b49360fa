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
from bot.services import acting, listening
from bot.services.accounts import account_of, changed_account, is_private
from bot.services.assessing import worth_if, worth_of
from bot.services.changes import change, changed, find, touched
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about, hold, words_in
from bot.services.refused import Refused
from storage.messages import old_answers_of
from storage.records import EntryRecord
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


def offer(desk: Desk) -> None:
    """Show a member, once, what was kept before and reads as no account; whoever keeps their
    reflections out of the conversation, once they do so no more.
    """
    if desk.member.old_answers_shown or desk.member.private_reflections:
        return
    desk.change_member(old_answers_shown=True)
    if next(_unfit(desk), None) is not None:
        desk.work.messages.say(
            desk.member.id, "old_answers", old_answers_of(desk.member.id), desk.real
        )


def open_answers(desk: Desk) -> tuple[tuple[OldAnswer, ...], int]:
    """The first of those that the member has not settled, and how many there are in all; none
    while they keep their reflections out of the conversation.
    """
    if desk.member.private_reflections:
        return (), 0
    found = list(_unfit(desk))
    shown = [
        replace(one, credits=_lost_without(desk, one.entry, one.stage, one.words))
        for one in found[:AT_ONCE]
    ]
    return tuple(shown), len(found)


def nothing_kept(desk: Desk) -> bool:
    """Whether the member's record holds no entry: it was erased, where answers of it were shown."""
    return not desk.work.entries.recent(desk.member.id, 1)


def keep(desk: Desk, entry: EntryRecord, stage: Stage, marked: str) -> None:
    """It is an answer, the member says."""
    if _line(entry, stage, marked) is None:
        raise Refused("settled_already")
    hold(desk, dialogue_about(desk, entry), "kept", stage=stage, mark=marked)
    _show_again(desk, entry)


def remove(desk: Desk, entry: EntryRecord, stage: Stage, marked: str) -> str:
    """Take it out of the entry; what it said. Its words stay in the entry's history."""
    words = _line(entry, stage, marked)
    if words is None:
        raise Refused("settled_already")
    rest = _rest(entry, stage, words)
    asked = {stage: account_of(entry).asked.get(stage, ())} if rest else {}
    columns: dict[str, Any] = {stage: rest}
    if entry.account is None:  # what else was kept in it is still to be settled
        hold(desk, dialogue_about(desk, entry), "mending")
    entry = change(desk, entry, "typed", asked=asked, **columns)  # the rest was typed in the DM
    changed(desk, entry, "edited")
    _show_again(desk, entry)
    return words


def move(desk: Desk, entry: EntryRecord, stage: Stage, marked: str) -> None:
    """Take it out, and have it be what it is: a correction is put to the member, and anything else
    stands beside the account, in the entry's history.
    """
    words = remove(desk, entry, stage, marked)
    entry = find(desk, entry.id)
    heard = listening.about_entry(desk, _message(desk, words), entry)
    corrections = [
        part for part in heard.understanding.parts if isinstance(part.content, Correction)
    ]
    if not corrections:
        hold(desk, dialogue_about(desk, entry), "aside", question=stage, words=words)
    noted = acting.Noted()
    for part in corrections:
        acting.act(desk, heard, part, noted)
    noted.tell(desk, None)


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _unfit(desk: Desk) -> Iterator[OldAnswer]:
    offset = 0
    while page := desk.work.entries.list(desk.member.id, _STATUSES, limit=_PAGE, offset=offset):
        dialogues = desk.work.entries.conversations([one.id for one in page], desk.member.id)
        for entry in page:
            begun = any(one["kind"] == "mending" for one in dialogues[entry.id].held)
            if entry.account is None or begun:
                yield from _unfit_in(desk, entry)
        offset += len(page)


def _unfit_in(desk: Desk, entry: EntryRecord) -> Iterator[OldAnswer]:
    """Words that were typed privately are never shown, so nothing is asked about them."""
    for stage in STAGES:
        if is_private(entry, stage):
            continue
        for line in words_in(entry, stage).splitlines():
            unfit = _is_no_account(desk, entry, line)
            if unfit and not _is_kept(desk, entry, stage, _mark(line)):
                yield OldAnswer(entry, stage, line)


def _is_no_account(desk: Desk, entry: EntryRecord, line: str) -> bool:
    if grade(line, entry.title or "") in _TELLS_NOTHING:
        return True
    parts = listening.about_entry(desk, _message(desk, line), entry).understanding.parts
    return bool(parts) and all(part.kind in _NO_ACCOUNT for part in parts)


def _message(desk: Desk, words: str) -> listening.Message:
    return listening.Message(desk.origin.key, words, desk.member.im_channel or "", "")


def _line(entry: EntryRecord, stage: Stage, marked: str) -> str | None:
    lines = words_in(entry, stage).splitlines()
    return next((line for line in lines if _mark(line) == marked), None)


def _rest(entry: EntryRecord, stage: Stage, words: str) -> str | None:
    lines = words_in(entry, stage).splitlines()
    lines.remove(words)
    return "\n".join(lines) or None


def _is_kept(desk: Desk, entry: EntryRecord, stage: Stage, marked: str) -> bool:
    held = desk.work.entries.conversation(entry.id, desk.member.id).held
    return any(
        one["kind"] == "kept" and one["stage"] == stage and one["mark"] == marked for one in held
    )


def _lost_without(desk: Desk, entry: EntryRecord, stage: Stage, words: str) -> int | None:
    """The credits that wait once a line is gone."""
    rest = _rest(entry, stage, words)
    asked = {stage: account_of(entry).asked.get(stage, ())} if rest else {}
    columns: Mapping[str, Any] = {stage: rest}
    account = changed_account(entry, columns, asked)
    return _lost(desk, entry, replace(entry, **columns, account=account))


def at_stake(desk: Desk, entry: EntryRecord) -> int | None:
    """The credits (hundredths) of an entry that counts as an earlier release read it, and would
    wait if its words were read as they are now; None where nothing is lost.
    """
    if entry.account is not None or entry.status != "logged":
        return None
    return _lost(desk, entry, replace(entry, account=account_of(entry).to_dict()))


def _lost(desk: Desk, entry: EntryRecord, after: EntryRecord) -> int | None:
    before = {one.pack: one.assessment for one in worth_of(desk, [entry])[entry.id]}
    lost = [
        before[one.pack].credits or 0
        for one in worth_if(desk, after)
        if before[one.pack].state == "counted" and one.assessment.state == "waiting"
    ]
    return max(lost, default=0) or None


def _show_again(desk: Desk, entry: EntryRecord) -> None:
    touched(desk, entry)
    desk.work.messages.show_said(old_answers_of(desk.member.id), desk.real)
