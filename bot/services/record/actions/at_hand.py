"""Questions about what is at hand: the entry just spoken of, and the question that is open."""

from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Message, Told
from bot.services.dispatch.questions import explain
from bot.services.record import message_kinds
from bot.services.record.answering import waits_for
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entry_changes import OPEN, post_note
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.record.incoming.interpretation import recent_of
from storage.row_types import EntryRecord

_OTHERWISE: Final = {"counts": "counts", "old": "carry_over", "facts": "open_entries"}
"""What answers where nothing is at hand."""


def at_hand(ctx: MemberContext) -> EntryRecord | None:
    """The entry that was dealt with last, open or saved."""
    alive = [one for one in recent_of(ctx) if one.status in (*OPEN, "logged")]
    return max(alive, key=lambda one: (one.changed_at, one.id), default=None)


@action()
class ShowEntryNow(Action):
    """The entry at hand as it stands: its facts, what it is worth under each scheme, and what it
    waits for; `asked` is what was asked of it.
    """

    asked: Asked

    def do(self, ctx: MemberContext) -> Message | None:
        entry, what = at_hand(ctx), self.asked.words
        if entry is None:
            return Told(explain(ctx, Asked(_OTHERWISE.get(what, "next"))))
        if what == "enough" and _has_no_answer(ctx, entry):
            return Told(explain(ctx, Asked("what_to_answer")))
        kind = message_kinds.ENTRY_NOW
        ctx.reply(kind.name, {"asked": what}, entry_id=entry.id)
        return None


def _has_no_answer(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether an account is asked for, and nothing of it is there yet."""
    asked = dialogue_about(ctx, entry).state.open
    return not entry.evaluate and asked in ("evaluate", "use", "known")


@action()
class RepeatQuestion(Action):
    """The question that is open, once more; where none is, what comes next."""

    def do(self, ctx: MemberContext) -> Message | None:
        for entry in recent_of(ctx):
            if entry.status in OPEN and dialogue_about(ctx, entry).state.open is not None:
                post_note(ctx, entry, None)
                return None
        last = at_hand(ctx)
        if last is not None and last.status == "logged" and waits_for(ctx, last) is not None:
            ctx.reply(message_kinds.ENTRY_NOW.name, {"asked": "enough"}, entry_id=last.id)
            return None
        return Told(explain(ctx, Asked("next")))


ASKED: Final = (
    TopicMeaning("entry_now", ShowEntryNow),
    TopicMeaning("question_again", lambda _: RepeatQuestion()),
)
