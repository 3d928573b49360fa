"""Actions about the coach: turned on and off, asked, taken, left, rated, and what was sent."""

from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal

from bot.services.coaching import availability, requests, suggestions
from bot.services.coaching.availability import CoachView, coach_view
from bot.services.coaching.suggestions import find_suggestion
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Say, say
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.coach_shown import ANSWER, said_as
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.requests import RequestMeaning
from storage.row_types import CoachSuggestionRecord
from storage.vocabulary import CoachKind


@dataclass(frozen=True)
class CoachSettings(Message):
    """What the coach is, what is sent where, and whether the member wants it."""

    kind: ClassVar[str] = availability.SETTINGS
    instead: ClassVar[bool] = True
    view: CoachView
    already: bool = False
    """Whether it was pressed to have what was so before, as on an older message."""


@dataclass(frozen=True)
class CoachAdministration(Message):
    """Whether members may turn the coach on."""

    instead: ClassVar[bool] = True
    view: CoachView


@dataclass(frozen=True)
class WhatWasSent(Form):
    """A request as it left; nothing is asked."""

    suggestion: CoachSuggestionRecord
    host: str


@dataclass(frozen=True)
class SuggestionForm(Form):
    """A suggestion in a window, for whoever keeps their words out of the conversation."""

    suggestion: CoachSuggestionRecord


@action("coach")
class ShowCoach(Action):
    """What the coach is, and whether it is on."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> CoachSettings:
        return CoachSettings(coach_view(ctx))


@action("coach_on")
class TurnOn(Action):
    """Have the coach asked from here on. Where there is none any more, the page says so."""

    def do(self, ctx: MemberContext) -> CoachSettings:
        before = coach_view(ctx)
        if before.available:
            availability.turn_on(ctx)
        return CoachSettings(coach_view(ctx), already=before.on)


@action("coach_off")
class TurnOff(Action):
    """Have nothing sent any more. `on_page`: it was pressed where it says what the coach is, which
    is shown anew in its place; below what the coach said it is only said.
    """

    on_page: bool = False

    def do(self, ctx: MemberContext) -> CoachSettings | Say:
        was_off = ctx.member.coach != "on"
        availability.turn_off(ctx)
        view = coach_view(ctx)
        if self.on_page or (was_off and not view.available):
            return CoachSettings(view, already=was_off)
        return say("coach_was_off" if was_off else "coach_is_off_now")


@action()
class TurnItOn(Action):
    """ "Turn it back on": nobody is taken to mean the coach by that, and whoever turned it off is
    shown where they turn it on. Raises Refused("which_on").
    """

    def do(self, ctx: MemberContext) -> CoachSettings:
        if ctx.member.coach != "off":
            raise Refused("which_on")
        return CoachSettings(coach_view(ctx))


@action("coach_sent")
class ShowWhatWasSent(Action):
    """Open a request as it left."""

    suggestion: int

    def do(self, ctx: MemberContext) -> WhatWasSent:
        one = find_suggestion(ctx, self.suggestion)
        if one.sent is None:
            raise Refused("suggestion_gone")
        return WhatWasSent(one, ctx.coach.host if ctx.coach is not None else "")


@action("coach_rate")
class Rate(Action):
    """Whether what the coach said helped."""

    answers: ClassVar[bool] = False
    suggestion: int
    feedback: Literal["good", "bad"]

    def do(self, ctx: MemberContext) -> Say:
        suggestions.rate(ctx, self.suggestion, self.feedback)
        return say("coach_rated")


@action()
class _Ask(OfEntry):
    kind: ClassVar[CoachKind]

    def do(self, ctx: MemberContext) -> SuggestionForm | None:
        one = requests.ask_for(ctx, self.kind, self.found(ctx))
        if one.in_modal:
            return SuggestionForm(one)
        values = {"suggestion": one.id}
        ctx.work.messages.say(
            ctx.member.id, ANSWER, said_as(one.id), ctx.real, values, entry_id=one.entry_id
        )
        return None


@action("coach_missing")
class AskWhatIsMissing(_Ask):
    """Ask what somebody who was not there would still miss."""

    kind: ClassVar[CoachKind] = "missing"


@action("coach_wording")
class AskForWording(_Ask):
    """Ask for a tidier wording of the member's own words."""

    kind: ClassVar[CoachKind] = "wording"


@action()
class AskByWord(Action):
    """Ask by word: about the entry that is spoken of, or else the one that was begun last."""

    heard: Heard
    asks: type[_Ask]

    def do(self, ctx: MemberContext) -> None:
        about = self.heard.about or self.heard.lapsed
        known = next(iter(self.heard.context.entries), None)
        number = about.id if about is not None else known.id if known is not None else None
        if number is None:
            raise Refused("nothing_to_tidy")
        if ctx.coach_on and ctx.member.private_reflections:
            raise Refused("coach_in_windows")
        self.asks(number).do(ctx)


@action("coach_look")
class ShowSuggestion(Action):
    """Look in the window whether the coach has answered."""

    answers: ClassVar[bool] = False
    suggestion: int

    def do(self, ctx: MemberContext) -> SuggestionForm:
        return SuggestionForm(find_suggestion(ctx, self.suggestion))


@action("coach_take")
class TakeWording(Action):
    """Put the suggested wording in the place of the member's own words."""

    suggestion: int

    def do(self, ctx: MemberContext) -> SuggestionForm | None:
        suggestions.take(ctx, self.suggestion)
        return _in_window(ctx, self.suggestion)


@action("coach_leave")
class LeaveWording(Action):
    """Keep one's own words."""

    suggestion: int

    def do(self, ctx: MemberContext) -> SuggestionForm | None:
        suggestions.leave(ctx, self.suggestion)
        return _in_window(ctx, self.suggestion)


@action()
class ChooseByWord(Action):
    """Take or leave the newest wording: in an entry's thread, that entry's. Raises Refused:
    no_wording, and as those two do.
    """

    heard: Heard
    chosen: type[TakeWording] | type[LeaveWording]

    def do(self, ctx: MemberContext) -> Say:
        one = suggestions.wording_meant(ctx, self.heard.context.thread)
        self.chosen(one.id).do(ctx)
        entry = ctx.work.entries.get(one.entry_id or 0, ctx.member.id)
        title = (entry.title if entry is not None else None) or ""
        if self.chosen is TakeWording:
            return say("wording_taken_now", title=title)
        return say("wording_left", title=title)


def _in_window(ctx: MemberContext, number: int) -> SuggestionForm | None:
    """What became of it, where it stands in a window; a message is rendered anew by itself."""
    one = find_suggestion(ctx, number)
    return SuggestionForm(one) if one.in_modal or ctx.member.private_reflections else None


@action()
class ShowCoachAdministration(Action):
    """Whether members may turn the coach on."""

    def do(self, ctx: MemberContext) -> CoachAdministration:
        availability.must_administer(ctx)
        return CoachAdministration(coach_view(ctx))


@action("coach_allow")
class AllowCoach(Action):
    """Whether members may turn the coach on, from here on."""

    allowed: bool

    def do(self, ctx: MemberContext) -> CoachAdministration:
        availability.allow(ctx, allowed=self.allowed)
        return CoachAdministration(replace(coach_view(ctx), allowed=self.allowed))


REQUESTS: Final = (
    RequestMeaning("coach", lambda _: ShowCoach()),
    RequestMeaning("coach_on", lambda _: TurnOn()),
    RequestMeaning("coach_off", lambda _: TurnOff()),
    RequestMeaning("coach_wording", lambda asked: AskByWord(asked.heard, AskForWording)),
    RequestMeaning("coach_missing", lambda asked: AskByWord(asked.heard, AskWhatIsMissing)),
    RequestMeaning("coach_take", lambda asked: ChooseByWord(asked.heard, TakeWording)),
    RequestMeaning("coach_leave", lambda asked: ChooseByWord(asked.heard, LeaveWording)),
    RequestMeaning("it_on", lambda _: TurnItOn()),
    RequestMeaning("coach_sent", lambda _: ShowCoach()),
)

ASKED: Final = (TopicMeaning("coach", lambda _: ShowCoach()),)

WORDS: Final = (
    Word("/cpd", "coach", lambda _: ShowCoach()),
    Word("/cpd admin", "coach", lambda _: ShowCoachAdministration()),
)
