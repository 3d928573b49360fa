"""The action that shows a period's narrative in the member's own words."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form
from bot.services.schemes.narrative import PeriodNarrative, narrative_of


@dataclass(frozen=True)
class NarrativeForm(Form):
    """Twelve months back and twelve ahead, to be read and copied: in a window alone, since words
    that were typed privately stand in it.
    """

    narrative: PeriodNarrative


@action("narrative")
class ShowNarrative(Action):
    """Open the narrative of the member's last twelve months."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> NarrativeForm:
        return NarrativeForm(narrative_of(ctx))


WORDS: Final = (Word("/cpd", "narrative", lambda _: ShowNarrative()),)
