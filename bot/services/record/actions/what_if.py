"""Where the member would stand with more, or without one entry. Nothing of it is kept."""

from dataclasses import dataclass
from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.schemes.pages import WhatIfShown
from bot.services.schemes.what_if import Supposition, WhatIf, last_saved, what_if


@dataclass(frozen=True)
class WithoutForm(Form):
    """Where the member would stand without an entry, to be read: nothing is asked."""

    what_if: WhatIf


@action("without_it")
class ShowWithout(OfEntry):
    """Where the member would stand without this entry."""

    def do(self, ctx: MemberContext) -> WithoutForm:
        return WithoutForm(what_if(ctx, Supposition(without=self.entry)))


@action()
class AskWhatIf(Action):
    """The same of more time or credits, by a question."""

    asked: Asked

    def do(self, ctx: MemberContext) -> WhatIfShown:
        words, minutes = self.asked.words, self.asked.minutes
        if minutes is not None:
            return WhatIfShown(what_if(ctx, Supposition(minutes=minutes, about=words)))
        return WhatIfShown(what_if(ctx, Supposition(credits=round(float(words) * 100))))


@action()
class AskWithout(Action):
    """Where the member would stand without the entry that they saved last."""

    def do(self, ctx: MemberContext) -> WhatIfShown:
        entry = last_saved(ctx)
        if entry is None:
            raise Refused("what_if_not_saved")
        return WhatIfShown(what_if(ctx, Supposition(without=entry.id)))


ASKED: Final = (
    TopicMeaning("what_if", AskWhatIf),
    TopicMeaning("what_if_without", lambda _: AskWithout()),
)
