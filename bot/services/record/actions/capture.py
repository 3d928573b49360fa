"""How an entry begins: a sentence behind a command, a message, a form."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.policy.schemes.word_count import has_words
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Behind, Word
from bot.services.dispatch.pages import Form, Message, Mistaken
from bot.services.record import capture, entries
from bot.services.record.actions.edit import day_problem
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find


@dataclass(frozen=True)
class DraftMade(Message):
    """A draft was made; it stands in the conversation."""


@dataclass(frozen=True)
class LogForm(Form):
    """One sentence about what was done, or is planned, and details for who likes fields.

    `told`: what of it the member has typed already, in another form.
    """

    told: str = ""
    plan: bool = False


@action("log")
class AskToLog(Action):
    """Open the form for one sentence."""

    plan: bool = False

    def do(self, ctx: MemberContext) -> LogForm:
        del ctx
        return LogForm(plan=self.plan)


@action()
class Log(Action):
    """A sentence behind a command: a draft in the conversation, wherever it was typed."""

    text: str
    plan: bool = False

    def do(self, ctx: MemberContext) -> DraftMade:
        source = Source(ctx.origin.key, self.text)
        capture.capture(ctx, self.text, source, plan=self.plan, own=True)
        return DraftMade()


@action()
class LogMessage(Action):
    """Somebody's message as the beginning of a draft."""

    text: str

    def do(self, ctx: MemberContext) -> DraftMade:
        capture.capture(ctx, self.text, Source(ctx.origin.key, self.text))
        return DraftMade()


@action()
class LinkMessage(Action):
    """Where the message stands that the same click has made a draft of."""

    link: str

    def do(self, ctx: MemberContext) -> None:
        made = ctx.work.entries.made_by(ctx.origin.key, ctx.member.id)
        if made is not None:
            entries.link_message(ctx, made, self.link)


@action()
class SayExpired(Action):
    """A shortcut came too late for Slack to open its form."""

    def do(self, ctx: MemberContext) -> None:
        ctx.reply("say", {"sentence": "shortcut_expired"})


@action()
class LogSentence(Action):
    """The form for one sentence, submitted: what stands in a field goes before the sentence."""

    sentence: str
    from_date: date | None
    duration: str
    plan: bool = False

    def do(self, ctx: MemberContext) -> None:
        details = self._details(ctx)
        source = Source(ctx.origin.key, self.sentence)
        made = capture.capture(ctx, self.sentence, source, plan=self.plan, own=True, private=True)
        entries.edit(ctx, find(ctx, made.id), details)

    def _details(self, ctx: MemberContext) -> dict[str, Any]:
        mistakes: dict[str, Problem | Refused] = {}
        details: dict[str, Any] = {}
        if not has_words(self.sentence):
            mistakes["sentence"] = Refused("tell_what_it_was")
        if self.from_date is not None:
            problem = day_problem(
                ctx, self.from_date, planned=self.plan or self.from_date > ctx.today
            )
            if problem is not None:
                mistakes["from_date"] = problem
            details |= {"start_date": self.from_date, "end_date": self.from_date}
        if self.duration:
            minutes = read_duration(self.duration, start=self.from_date, end=self.from_date)
            if isinstance(minutes, Problem):
                mistakes["duration"] = minutes
            details["minutes"] = minutes
        if mistakes:
            raise Mistaken(mistakes)
        return details


def _draft(behind: Behind, *, plan: bool = False) -> Action:
    return Log(behind.text, plan) if has_words(behind.text) else AskToLog(plan)


WORDS: Final = (
    Word("/cpd", "log", _draft),
    Word("/cpd", "plan", lambda behind: _draft(behind, plan=True)),
)
