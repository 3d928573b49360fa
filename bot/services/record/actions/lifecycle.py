"""What an entry goes through: saved, dropped, brought back, withdrawn; and undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.labels import Label
from bot.services.dispatch.pages import Message, Say, say
from bot.services.record import checks, entries, undo, unresolved_messages
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entry_changes import refresh_messages
from bot.services.record.incoming.requests import RequestMeaning
from bot.services.record.undo_steps import UndoStep, take_last_back
from bot.services.schemes import cycle_outcomes
from storage.row_types import EntryRecord

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
        unresolved_messages.ask_again(ctx, entry, self.thread_ts)


def _just_saved(ctx: MemberContext, entry: EntryRecord) -> bool:
    saved = entry.logged_at if entry.status == "logged" else None
    return saved is not None and (ctx.now - saved).total_seconds() < DOUBLE_CLICK


@action("it_is_right")
class ItIsRight(OfEntry):
    """What did not seem to fit together in an entry is right; `about`: which of the checks, where a
    button says so.
    """

    about: str = ""

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        checks.it_is_right(ctx, dialogue_about(ctx, entry), self.about)
        refresh_messages(ctx, entry)


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
    """Take back whatever was changed last: a turn about entries, or something of another room."""

    def do(self, ctx: MemberContext) -> Message:
        taken_back = take_last_back(ctx)
        if taken_back is None:
            raise Refused("nothing_to_undo")
        return taken_back


def _take_turn_back(ctx: MemberContext) -> TakenBack:
    return TakenBack(undo.undo(ctx))


def _cycle_news_at(ctx: MemberContext) -> datetime | None:
    """When the member said last what followed from a cycle that ended short, of late."""
    at = cycle_outcomes.last_answered_at(ctx)
    return None if at is None or ctx.now - at > entries.UNDO_KEPT else at


def _take_cycle_news_back(ctx: MemberContext) -> Say:
    cycle_outcomes.take_back(ctx)
    return say("cycle_news_taken_back")


UNDO_STEPS: Final = (
    UndoStep("turn", 0, undo.last_turn_at, _take_turn_back),
    UndoStep("cycle_news", 10, _cycle_news_at, _take_cycle_news_back),
)


@action("undo_turn")
class UndoTurn(Action):
    """Take back what one turn changed, as long as nothing was changed since."""

    turn: str

    def do(self, ctx: MemberContext) -> TakenBack:
        return TakenBack(undo.undo(ctx, self.turn))


@action()
class SaySorry(Action):
    """Somebody is angry: say sorry, and offer what may put it right."""

    thread_ts: str | None

    def do(self, ctx: MemberContext) -> None:
        again = ctx.work.messages.offered_lately(ctx.member.id, "sorry_what_went_wrong", 2)
        if again is not None:
            ctx.reply("offer", {"sentence": "sorry_ask_less"}, thread_ts=self.thread_ts)
            return
        last = undo.last_turn(ctx)
        values = {"sentence": "sorry_what_went_wrong", **({"turn": last} if last else {})}
        ctx.reply("offer", values, thread_ts=self.thread_ts)


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

REQUESTS: Final = (RequestMeaning("anger", lambda asked: SaySorry(asked.thread_ts)),)
