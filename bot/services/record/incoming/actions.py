"""Actions by messages in the member's conversation with the bot: written, and edited.

What a message is, is found out by `bot.conversation`; what a typed word, a request or a question
means is an action like that of the button which says the same.
"""

import re
from dataclasses import replace
from typing import Final

from bot.conversation.languages import is_english
from bot.conversation.parts import (
    Activity,
    Asked,
    Chosen,
    Context,
    Part,
    Questioned,
    Steered,
)
from bot.conversation.phrases.language import words_alone
from bot.conversation.sharing_named import mentioned, sharing_named
from bot.conversation.sign_off_named import sign_off_named
from bot.conversation.understanding import understand
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Heard, Message, Page, say
from bot.services.record import capture
from bot.services.record.actions.answering import Skip
from bot.services.record.actions.lifecycle import Save
from bot.services.record.entries import Source
from bot.services.record.incoming import (
    declining,
    dropping,
    edited,
    effects,
    explaining,
    files,
    links,
    plans,
    reminders,
    typed_answers,
)
from bot.services.record.incoming.choosing import choose
from bot.services.record.incoming.heard import Heard as Understood
from bot.services.record.incoming.heard import Message as Written
from bot.services.record.incoming.interpretation import listen
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.requests import Requested, do_request
from bot.services.record.incoming.steering import steer
from bot.services.schemes.subjects import names_told

_OF_MESSAGES: Final = re.compile(
    r"messag|nudg|remind|ping|bother|contact|pester|text|chas|hassl|bug|annoy|spam|notif|mail|alone|"
    r"\boff\b|unsubscri|opt out|\bout\b|talking|writing|\bdm|ever|shut up|them|these"
)
_TAKES_BACK: Final = re.compile(
    r"(?:(?:no|nah|oh|wait|oops|hang on|hold on|actually|sorry) )+stop(?: (?:it|that|this))?"
)
"""A "stop" that may be of what the member has just asked for: "no stop"."""

_MANAGER_MENTIONED: Final = re.compile(
    r"[^<>]{0,60}\b(?:manager|boss|supervisor|gaffer|team lead(?:er)?)\b[^<>]{0,30}"
    r"<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>[^<>]{0,30}",
    re.IGNORECASE,
)
"""The shape of "my manager is @Helen": what it is, is read from the whole of it later."""

_SHARED_WITH: Final = re.compile(
    r"[^<>]{0,90}\b(?:shar(?:e|ing)|let|send|show|e?-?mail|forward|give|hand|export|print|download)\b"
    r"[^<>]{0,60}<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>[^<>]{0,60}",
    re.IGNORECASE,
)
"""The same of "share my record with @Helen"."""

_AGREES: Final = re.compile(
    r"(?:(?:yes|yep|yeah|yup|yea|aye|y|ok|okay|sure|done|please|do|do it|go on|go ahead|of course|"
    r"all done|im done|i'm done|thats it|that's it|it's done|its done|go for it|correct|right|"
    r"please do|then|mate|thanks|ta)(?: |\Z))+"
)
"""What says yes to "Shall I save it?"; a thumb never saves."""


@action()
class Write(Action):
    """A message to the bot."""

    message: Written

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it names as the member's manager, or to share with: who that is, Slack says."""
        text = self.message.text
        named = _MANAGER_MENTIONED.fullmatch(text) or _SHARED_WITH.fullmatch(text)
        if named:
            return (named[1],)
        meant = sharing_named(text) or sign_off_named(text)
        return (meant.whom,) if meant is not None and meant.whom in mentioned(text) else ()

    def do(self, ctx: MemberContext) -> Heard:
        if ctx.member.im_channel is None and self.message.channel:
            ctx.change_member(im_channel=self.message.channel)  # needs no opening any more
        if files.is_missing(self.message):
            ctx.reply("say", {"sentence": "no_file_there"}, thread_ts=self.message.thread_ts)
            return Heard(("evidence",), asked=False)
        return self.listen_and_do(ctx, Noted())

    def listen_and_do(self, ctx: MemberContext, noted: Noted) -> Heard:
        """Do what a message asks for; what it brings about is noted."""
        heard, beside = self._listen(ctx)
        done = self._taken(ctx, heard, noted)
        files.ask(ctx, self.message, heard, noted, beside)
        return done

    def _listen(self, ctx: MemberContext) -> tuple[Understood, files.Beside | None]:
        """The message as it is understood, and what of it is said beside its files alone."""
        beside = files.beside(ctx, self.message)
        if beside is None:
            heard = listen(ctx, self.message)
            if not files.are_unclear(heard):
                return heard, None
            beside = (self.message.text, ())
        return listen(ctx, replace(self.message, text="")), beside

    def _taken(self, ctx: MemberContext, heard: Understood, noted: Noted) -> Heard:
        """Take it as an answer, or do what each of its parts says."""
        if heard.message.text and typed_answers.take(ctx, heard):
            return Heard(("answer",), asked=False)
        thread_ts = self.message.thread_ts
        offered = _agreed_to_save(ctx, heard)
        if offered is not None:
            Save(offered, by_word=True, thread_ts=thread_ts).do(ctx)
            return Heard(("steering",), asked=False)
        parts = heard.understanding.parts
        if not parts and not self.message.files:
            ctx.reply("say", {"sentence": "nothing_to_read"}, thread_ts=thread_ts)
        plans.begin_what_was_planned(ctx, heard)
        for part in parts:
            try:
                page = _do(ctx, heard, part, noted)
            except Refused as refused:  # what came before it in the message stands
                page = say(refused.sentence, **refused.values)
            if isinstance(page, Message) and page.kind:
                ctx.reply(page.kind, page.queued(), thread_ts=thread_ts)
        noted.tell(ctx, thread_ts)
        if not is_english(heard.message.text):
            _say_once_what_is_spoken(ctx)
        asked = any(part.kind == "unclear" for part in parts)
        kinds = [part.kind for part in parts]
        once = [kind for kind, before in zip(kinds, [None, *kinds], strict=False) if kind != before]
        return Heard(tuple(once), asked)


@action()
class Mention(Action):
    """The bot is named in a channel: an activity becomes a draft, a question is answered, both in
    the member's own conversation. Nothing else that is said among others is taken for anything.
    """

    text: str

    def do(self, ctx: MemberContext) -> Page | None:
        context = Context(ctx.now, ctx.zone, ctx.working_day, subjects=names_told(ctx))
        contents = [part.content for part in understand(self.text, context).parts]
        if any(isinstance(one, Activity) for one in contents):
            source = Source(ctx.origin.key, self.text)
            capture.capture(ctx, self.text, source, own=True)
            return None
        asked = next((one for one in contents if isinstance(one, Questioned)), None)
        return say("mentioned") if asked is None else explaining.answer(ctx, asked.asked)


@action()
class Edit(Action):
    """Another text for a message that was written before."""

    message: Written

    def do(self, ctx: MemberContext) -> None:
        edited.edited(ctx, self.message)


def _say_once_what_is_spoken(ctx: MemberContext) -> None:
    """Once for a member, ever: what they write counts in their language."""
    member_id = ctx.member.id
    values = {"sentence": "i_answer_in_english"}
    ctx.work.messages.say(member_id, "say", f"english:{member_id}", ctx.real, values)


def _do(ctx: MemberContext, heard: Understood, part: Part, noted: Noted) -> Page | None:
    """Do what a part of a message says; what is said in answer."""
    if declining.is_settled(ctx, heard, part, noted):
        return None
    match part.content:
        case Steered("did_it"):
            return plans.done(ctx, heard, part)
        case Steered("not_done"):
            return plans.moved_or_off(ctx, heard, part)
        case Steered("skip") if dropping.forgets_what_is_held(ctx, heard):
            return None
        case Steered(word):
            return steer(ctx, heard, word, noted, part.entry)
        case Chosen(label):
            return choose(ctx, heard, label, noted)
        case Questioned(asked):
            return explaining.question(ctx, heard, part, asked)
        case Asked("remind", words):
            return reminders.remind(ctx, heard, part, words)
        case Asked("evidence"):
            links.attach(ctx, heard, noted, part.entry)
        case Asked("stop") if _is_of_something_else(ctx, heard):
            return None
        case Asked(what, words):
            said = heard.understanding.words(part.span)
            return do_request(ctx, what, Requested(heard, said, words, part.entry))
        case _:
            effects.act(ctx, heard, part, noted)
    return None


def _is_of_something_else(ctx: MemberContext, heard: Understood) -> bool:
    """Whether a bare "stop" is of the question, which is skipped, or may be of anything that the
    member just asked for: then that is asked.
    """
    if _means_the_question(heard):
        _skip_the_question(ctx, heard)
        return True
    if not _TAKES_BACK.fullmatch(words_alone(heard.message.text)):
        return False
    ctx.reply("offer", {"sentence": "stop_nudges"}, thread_ts=heard.message.thread_ts)
    return True


def _means_the_question(heard: Understood) -> bool:
    """Whether a bare "stop" is said to what is asked, and not of messages."""
    asked = heard.context.question
    if heard.about is None or asked in (None, "changed", "more") or heard.context.due:
        return False
    return _OF_MESSAGES.search(heard.message.text.lower()) is None


def _skip_the_question(ctx: MemberContext, heard: Understood) -> None:
    thread_ts = heard.message.thread_ts
    entry = heard.about.id if heard.about else 0
    Skip(entry, by_word=True, thread_ts=thread_ts).do(ctx)
    ctx.reply("offer", {"sentence": "stop_nudges_too"}, thread_ts=thread_ts)


def _agreed_to_save(ctx: MemberContext, heard: Understood) -> int | None:
    """The draft of "Shall I save it?", where that was asked last and the answer is yes."""
    said = " ".join(re.sub(r"[^\w' ]", " ", heard.message.text.lower()).split())
    if not _AGREES.fullmatch(said) or heard.held is not None:
        return None
    return ctx.work.messages.offered_last(ctx.member.id, "shall_i_save")
