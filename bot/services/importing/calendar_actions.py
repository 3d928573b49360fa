"""What a member does with a calendar: says which events are meant, keeps or passes over each."""

from dataclasses import dataclass

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.importing import calendars
from bot.services.importing.taking import must_be


@dataclass(frozen=True)
class WordForm(Form):
    """Which other word marks what was learnt."""

    import_id: int


@action("calendar_word")
class ChooseWord(Action):
    """Events that hold this word are meant."""

    import_id: int
    word: str

    def do(self, ctx: MemberContext) -> None:
        calendars.choose_word(ctx, self.import_id, self.word)


@action("calendar_other")
class AskForWord(Action):
    """Open a field for another word."""

    import_id: int

    def do(self, ctx: MemberContext) -> WordForm:
        return WordForm(must_be(ctx, self.import_id, "preview").id)


@action()
class SetWord(Action):
    """The word that was typed."""

    import_id: int
    word: str

    def do(self, ctx: MemberContext) -> None:
        try:
            calendars.choose_word(ctx, self.import_id, self.word)
        except Refused as refused:
            if refused.sentence == "import_over":
                raise
            raise Mistaken({"calendar_word": refused}) from None


@action("calendar_keep")
class KeepEvent(Action):
    """Make a draft of the event."""

    import_id: int
    row: int

    def do(self, ctx: MemberContext) -> None:
        calendars.keep(ctx, self.import_id, self.row)


@action("calendar_skip")
class SkipEvent(Action):
    """Pass over the event."""

    import_id: int
    row: int

    def do(self, ctx: MemberContext) -> None:
        calendars.skip(ctx, self.import_id, self.row)


@action("calendar_stop")
class StopCalendar(Action):
    """Leave the rest of the calendar."""

    import_id: int

    def do(self, ctx: MemberContext) -> None:
        calendars.stop(ctx, self.import_id)
