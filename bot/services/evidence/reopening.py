"""What was asked about a file, and is asked again where the turn that settled it is taken back.

How an entry was, an undo knows; what was asked, and where files lay, is remembered here by turn.
"""

import hashlib
from datetime import datetime
from typing import Final

from bot.services.context.member_context import MemberContext
from storage.record.held_messages import Held

SETTLED: Final = "settled_file:"
"""What the names begin with under which settled questions are put aside, by their turns."""
NO_ENTRY_LAST: Final = "file_without_entry"
"""Under which the turn is put aside in which it was said last that files have no entry."""


def short_hash(*words: str) -> str:
    """What stands for words in the name of something put aside."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def remember(ctx: MemberContext, held: Held) -> None:
    """A question is settled by this turn."""
    values = {
        "key": held.key,
        "text": held.text,
        "ts": held.ts,
        "values": {name: value for name, value in held.values.items() if name != "message"},
    }
    ctx.work.held.put_aside(ctx.member.id, _name(ctx.origin.key), ctx.now, values)


def remember_no_entry(ctx: MemberContext) -> None:
    """This turn said that files have no entry: it changed none by which it could be taken back."""
    values = {"turn": ctx.origin.key}
    ctx.work.held.put_aside(ctx.member.id, NO_ENTRY_LAST, ctx.now, values)


def settled_in(ctx: MemberContext, turn: str) -> Held | None:
    """The question that a turn has settled, as it is asked again now; once."""
    aside = ctx.work.held.aside(ctx.member.id, _name(turn))
    if aside is None:
        return None
    ctx.work.held.drop_aside(ctx.member.id, _name(turn))
    told = aside.values
    return Held(told["key"], told["text"], told["ts"], told["values"], ctx.now)


def settled_at(ctx: MemberContext, turn: str) -> datetime | None:
    """When that was."""
    aside = ctx.work.held.aside(ctx.member.id, _name(turn))
    return None if aside is None else aside.held_at


def _name(turn: str) -> str:
    return f"{SETTLED}{short_hash(turn)}"
