"""An emoji on a message in a channel: a private draft of whoever put it there, and taken away again
with the emoji as long as nobody has touched it.

The words of the message are somebody else's: facts are read in them, and they are never an account.
Who wrote it is not kept.
"""

from datetime import timedelta
from typing import ClassVar, Final

from bot.conversation.reading import read
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.mentions import without_mentions
from bot.services.dispatch.action import Action, action
from bot.services.places import told
from bot.services.places.emoji import emoji_of, plain_name
from bot.services.record import entries
from bot.services.record.dialogue import state_of
from bot.services.record.entries import Source
from bot.services.record.entry_changes import OPEN, update_fields
from bot.services.schemes.account_facts import (
    TAKEN_OFF,
    TOLD,
    TOLD_BY,
    TOLD_IN,
    is_taken_off,
)
from storage.row_types import EntryRecord

A_MESSAGE: Final = "a message"
"""What such a draft is from, in its provenance."""

LINE_MOST: Final = 300
"""Characters of a message that are read."""

_WAITS: Final = frozenset({"line", "problem"})
"""What is held about an entry without its member having said anything about it."""


@action()
class React(Action):
    """The member has put an emoji on a message. `age`: how old it was then, in seconds; `link` and
    `words` are what Slack says of it, empty where it says nothing.
    """

    members_only: ClassVar[bool] = True
    emoji: str
    channel: str
    ts: str
    age: int = 0
    link: str = ""
    words: str = ""

    def do(self, ctx: MemberContext) -> None:
        if plain_name(self.emoji) != emoji_of(ctx):
            return
        if not ctx.work.statements.keeps_a_record(ctx.member.slack_id):
            return
        made = _made_by(ctx, self.channel, self.ts)
        if made is None:
            self._draft(ctx)
        elif made.status == "discarded":
            ctx.work.undo.be_silent()
            _bring_back(ctx, made)

    def _draft(self, ctx: MemberContext) -> None:
        line = first_line(self.words)
        written_at = ctx.now - timedelta(seconds=self.age)
        reading = read(line, now=written_at, tz=ctx.zone, working_day=ctx.working_day)
        facts = entries.content_read(reading) if line else {}
        facts.pop("formality", None)  # goes by the type, as of all that is told
        entry = told.draft(
            ctx,
            facts,
            Source(_key(ctx, self.channel, self.ts), facts.get("title") or ""),
            A_MESSAGE,
            channel=self.channel,
            links=reading.links if line else (),
            to_come=bool(line) and reading.intent == "plan",
        )
        if self.link:
            entries.link_message(ctx, entry, self.link)


@action()
class TakeReactionOff(Action):
    """The member has taken the emoji off again."""

    members_only: ClassVar[bool] = True
    answers: ClassVar[bool] = False
    emoji: str
    channel: str
    ts: str

    def do(self, ctx: MemberContext) -> None:
        if plain_name(self.emoji) != emoji_of(ctx):
            return
        made = _made_by(ctx, self.channel, self.ts)
        if made is not None and is_untouched(ctx, made):
            ctx.work.undo.be_silent()
            _take_away(ctx, made)


def _take_away(ctx: MemberContext, entry: EntryRecord) -> None:
    """It goes as it came, and its card with it."""
    known = dict(entry.provenance) | {TAKEN_OFF: "emoji"}
    entries.discard(ctx, update_fields(ctx, entry, "", provenance=known))


def _bring_back(ctx: MemberContext, entry: EntryRecord) -> None:
    """It is there again; what had taken its card away has it posted anew."""
    gone = is_taken_off(entry)
    if gone:
        known = {name: how for name, how in entry.provenance.items() if name != TAKEN_OFF}
        entry = update_fields(ctx, entry, "", provenance=known)
    entry = entries.bring_back(ctx, entry)
    if gone:
        ctx.reply("card", entry_id=entry.id)


def first_line(words: str) -> str:
    """What is read of a message: its first line with words, without whom it mentions."""
    lines = (without_mentions(one) for one in words.splitlines())
    return next((one[:LINE_MOST] for one in lines if one), "")


def is_untouched(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether an open draft is as it came: nothing of it was changed, said, added or declined."""
    if entry.status not in OPEN or any(getattr(entry, stage) for stage in STAGES):
        return False
    came = {how for name, how in entry.provenance.items() if name not in (TOLD_BY, TOLD_IN)}
    if came - {TOLD} or entry.in_opening or entry.disallowed:
        return False
    evidence = ctx.work.entries.evidence([entry.id])[entry.id]
    if any(one.added_at != entry.created_at for one in evidence):
        return False
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    state = state_of(kept)
    said = state.answered or state.skipped or state.later or state.guide == "chosen"
    return not said and all(one["kind"] in _WAITS for one in kept.held)


def _key(ctx: MemberContext, channel: str, ts: str) -> str:
    """One draft for a message, however often and with whichever tone it is marked."""
    return f"reaction:{ctx.member.id}:{channel}:{ts}"


def _made_by(ctx: MemberContext, channel: str, ts: str) -> EntryRecord | None:
    return ctx.work.entries.made_by(_key(ctx, channel, ts), ctx.member.id)
