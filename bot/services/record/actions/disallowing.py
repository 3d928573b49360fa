"""Actions on what a scheme's body does not count: told, and taken back."""

from dataclasses import dataclass
from datetime import date

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.record import disallowing
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.disallowing import NO_REASON, WhoDisallows


@dataclass(frozen=True)
class DisallowedForm(Form):
    """Since when a body does not count an entry, and why."""

    entry_id: int
    whose: WhoDisallows


@action("disallowed")
class AskForDisallowed(OfEntry):
    """Open what the body of a scheme said of an entry."""

    pack: str

    def do(self, ctx: MemberContext) -> DisallowedForm:
        entry = self.found(ctx)
        return DisallowedForm(entry.id, disallowing.who_disallows(ctx, entry, self.pack))


@action()
class SetDisallowed(OfEntry):
    """The same, submitted."""

    pack: str
    on: date | None
    reason: str

    def do(self, ctx: MemberContext) -> None:
        if self.on is None:
            raise Mistaken({"disallowed_on": Refused("choose_day")})
        if not self.reason:
            raise Mistaken({"disallowed_for": Refused("choose_one")})
        try:
            disallowing.disallow(ctx, self.found(ctx), self.pack, self.on, self.reason)
        except Refused as refused:
            if not refused.sentence.startswith("disallowed_"):
                raise
            raise Mistaken({"disallowed_on": refused}) from None


@action("allowed_again")
class AllowAgain(OfEntry):
    """The body counts it after all."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        disallowing.allow(ctx, self.found(ctx), self.pack)


__all__ = ["NO_REASON", "AllowAgain", "AskForDisallowed", "DisallowedForm", "SetDisallowed"]
