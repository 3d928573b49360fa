"""What an entry goes through: saved, dropped, brought back, withdrawn; and undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.labels import Label
from bot.services.dispatch.pages import Message, Say, say
from bot.services.nudges import pausing, write_ups
from bot.services.record import entries, still_held, undo
from bot.services.record.actions.of_entry import OfEntry
from bot.services.schemes import cycle_outcomes
from storage.records import EntryRecord

DOUBLE_CLICK: Final = 10
"""Seconds within which Save again is the same click, and needs no words."""


@action("save")
class Save(OfEntry):
    """Log a draft. `by_word`: it was typed, in a thread or not, and gets a note of its own."""

    by_word: bool = False
    thread_ts: str | None = None

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        if not self.by_word and _just_saved(ctx, entry):
            return
        entry = entries.save(ctx, entry, by_word=self.by_word, thread_ts=self.thread_ts)
        still_held.ask_again(ctx, entry, self.thread_ts)


def _just_saved(ctx: MemberContext, entry: EntryRecord) -> bool:
    saved = entry.logged_at if entry.status == "logged" else None
    return saved is not None and (ctx.now - saved).total_seconds() < DOUBLE_CLICK


@action("discard")
class Discard(OfEntry):
    """Drop a draft; `by_word`: it was typed, and is answered."""

    by_word: bool = False

    def do(self, ctx: MemberContext) -> Say | None:
        entries.discard(ctx, self.found(ctx))
        return say("discarded") if self.by_word else None


@action("drop_it")
class DropIt(OfEntry):
    """Drop a plan, or a draft that a nudge was about."""

    def do(self, ctx: MemberContext) -> None:
        entries.discard(ctx, self.found(ctx))


@action("undo")
class BringBack(OfEntry):
    """Have a discarded draft back."""

    def do(self, ctx: MemberContext) -> None:
        entries.bring_back(ctx, self.found(ctx))


@action("withdraw")
class Withdraw(OfEntry):
    """Take a saved entry out of every total."""

    def do(self, ctx: MemberContext) -> None:
        entries.withdraw(ctx, self.found(ctx))


@action("restore")
class Restore(OfEntry):
    """Put a withdrawn entry back."""

    def do(self, ctx: MemberContext) -> None:
        entries.restore(ctx, self.found(ctx))


@action("did_it")
class DidIt(OfEntry):
    """What was planned is done."""

    def do(self, ctx: MemberContext) -> None:
        entries.did_it(ctx, self.found(ctx))


@dataclass(frozen=True)
class TakenBack(Message):
    """What an undo has put back, entry by entry."""

    kind: ClassVar[str] = "taken_back"
    reverted: tuple[undo.Reverted, ...]

    def queued(self) -> Mapping[str, Any]:
        return {"reverted": [one.to_dict() for one in self.reverted]}


@action()
class Undo(Action):
    """Take back the last turn, whatever it changed."""

    def do(self, ctx: MemberContext) -> TakenBack | Say:
        turn, told = undo.last_turn_at(ctx), cycle_outcomes.last_answered_at(ctx)
        if told is not None and ctx.now - told > entries.UNDO_KEPT:
            told = None
        quiet = pausing.changed_at(ctx)
        last = max(filter(None, (turn, told, quiet)), default=None)
        put_back = write_ups.taken_back(ctx, last)
        if put_back is not None:
            return say(put_back.sentence, **put_back.values)
        if told is not None and told == last and told != turn:
            cycle_outcomes.take_back(ctx)
            return say("cycle_news_taken_back")
        if quiet is not None and quiet == last and quiet != turn:
            pausing.take_back(ctx)
            return say("quiet_taken_back")
        return TakenBack(undo.undo(ctx))


@action("undo_turn")
class UndoTurn(Action):
    """Take back what one turn changed, as long as nothing was changed since."""

    turn: str

    def do(self, ctx: MemberContext) -> TakenBack:
        return TakenBack(undo.undo(ctx, self.turn))


@action()
class _InOpening(OfEntry):
    already: ClassVar[bool]
    pack: str

    def do(self, ctx: MemberContext) -> None:
        entries.say_whether_in_opening(ctx, self.found(ctx), self.pack, already=self.already)


@action("in_opening")
class InOpening(_InOpening):
    """The opening balance holds this activity."""

    already: ClassVar[bool] = True


@action("not_in_opening")
class NotInOpening(_InOpening):
    """The opening balance does not hold this activity."""

    already: ClassVar[bool] = False


LABELS: Final = (
    Label("Save", lambda entry: entry.status == "draft", steers="save"),
    Label("Discard", lambda entry: entry.status == "draft", steers="discard"),
    Label("Withdraw", lambda entry: entry.status == "logged", of_saved=Withdraw),
    Label("Restore", lambda entry: entry.status == "withdrawn", of_saved=Restore),
)
