"""Words whose place is still asked for when the entry that they may belong to is saved: it is asked
once more below, so that nothing waits out of sight.
"""

from bot.services.acting import choices_of, let_go
from bot.services.desk import Desk
from bot.services.listening import ASKED_FOR
from storage.held import Held
from storage.records import EntryRecord


def ask_again(desk: Desk, entry: EntryRecord, thread_ts: str | None) -> None:
    """Ask once more about each message that may be an answer of an entry, with the same choices."""
    for number, held in enumerate(desk.work.held.all_of(desk.member.id)):
        may_be = "answer" in choices_of(held.values).values()
        if may_be and held.values.get("entry") == entry.id and desk.now - held.held_at < ASKED_FOR:
            _ask(desk, entry, held, f"held:{desk.origin.key}:{number}", thread_ts)


def _ask(desk: Desk, entry: EntryRecord, held: Held, key: str, thread_ts: str | None) -> None:
    """Hold the words under a key of their own, so that the question before is settled."""
    let_go(desk, held.key)
    choices = choices_of(held.values)
    shown = {
        "sentence": "ask_still_held",
        "title": entry.title or "",
        "buttons": list(choices),
        "choices": list(choices.values()),
        "key": key,
    }
    number = desk.reply("ask", shown, entry_id=entry.id, thread_ts=thread_ts)
    values = {**held.values, "message": number}
    desk.work.held.hold(desk.member.id, key, held.text, desk.now, ts=held.ts, values=values)
