"""What an entry goes through: saved, dropped, brought back, withdrawn; and undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from bot.services import cycle_outcomes, entries, pausing, still_held, undoing, write_ups
from bot.services.desk import Desk
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Message, Say, say
from bot.services.dispatch.record.of_entry import OfEntry
from bot.services.labels import Label
from storage.records import EntryRecord

DOUBLE_CLICK: Final = 10
"""Seconds within which Save again is the same click, and needs no words."""


@action("save")
class Save(OfEntry):
    """Log a draft. `by_word`: it was typed, in a thread or not, and gets a note of its own."""

    by_word: bool = False
    thread_ts: str | None = None

    def do(self, desk: Desk) -> None:
        entry = self.found(desk)
        if not self.by_word and _just_saved(desk, entry):
            return
        entry = entries.save(desk, entry, by_word=self.by_word, thread_ts=self.thread_ts)
        still_held.ask_again(desk, entry, self.thread_ts)


def _just_saved(desk: Desk, entry: EntryRecord) -> bool:
    saved = entry.logged_at if entry.status == "logged" else None
    return saved is not None and (desk.now - saved).total_seconds() < DOUBLE_CLICK


@action("discard")
class Discard(OfEntry):
    """Drop a draft; `by_word`: it was typed, and is answered."""

    by_word: bool = False

    def do(self, desk: Desk) -> Say | None:
        entries.discard(desk, self.found(desk))
        return say("discarded") if self.by_word else None


@action("drop_it")
class DropIt(OfEntry):
    """Drop a plan, or a draft that a nudge was about."""

    def do(self, desk: Desk) -> None:
        entries.discard(desk, self.found(desk))


@action("undo")
class BringBack(OfEntry):
    """Have a discarded draft back."""

    def do(self, desk: Desk) -> None:
        entries.bring_back(desk, self.found(desk))


@action("withdraw")
class Withdraw(OfEntry):
    """Take a saved entry out of every total."""

    def do(self, desk: Desk) -> None:
        entries.withdraw(desk, self.found(desk))


@action("restore")
class Restore(OfEntry):
    """Put a withdrawn entry back."""

    def do(self, desk: Desk) -> None:
        entries.restore(desk, self.found(desk))


@action("did_it")
class DidIt(OfEntry):
    """What was planned is done."""

    def do(self, desk: Desk) -> None:
        entries.did_it(desk, self.found(desk))


@dataclass(frozen=True)
class TakenBack(Message):
    """What an undo has put back, entry by entry."""

    kind: ClassVar[str] = "taken_back"
    reverted: tuple[undoing.Reverted, ...]

    def queued(self) -> Mapping[str, Any]:
        return {"reverted": [one.to_dict() for one in self.reverted]}


@action()
class Undo(Action):
    """Take back the last turn, whatever it changed."""

    def do(self, desk: Desk) -> TakenBack | Say:
        turn, told = undoing.last_turn_at(desk), cycle_outcomes.last_answered_at(desk)
        if told is not None and desk.now - told > entries.UNDO_KEPT:
            told = None
        quiet = pausing.changed_at(desk)
        last = max(filter(None, (turn, told, quiet)), default=None)
        put_back = write_ups.taken_back(desk, last)
        if put_back is not None:
            return say(put_back.sentence, **put_back.values)
        if told is not None and told == last and told != turn:
            cycle_outcomes.take_back(desk)
            return say("cycle_news_taken_back")
        if quiet is not None and quiet == last and quiet != turn:
            pausing.take_back(desk)
            return say("quiet_taken_back")
        return TakenBack(undoing.undo(desk))


@action("undo_turn")
class UndoTurn(Action):
    """Take back what one turn changed, as long as nothing was changed since."""

    turn: str

    def do(self, desk: Desk) -> TakenBack:
        return TakenBack(undoing.undo(desk, self.turn))


@action()
class _InOpening(OfEntry):
    already: ClassVar[bool]
    pack: str

    def do(self, desk: Desk) -> None:
        entries.say_whether_in_opening(desk, self.found(desk), self.pack, already=self.already)


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
