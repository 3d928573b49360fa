"""Actions on a member's leaves: told, changed, removed."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.scheme_facts import Leave
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.members import leaves
from bot.services.members.leaves import LeaveTold

_FIELDS: Final = {"leave_ends_first": "leave_end", "leave_too_far": "leave_end"}
"""By refusal: the field that it is about, where that is not the first day."""


@dataclass(frozen=True)
class LeaveForm(Form):
    """A leave: a new one, or one to change."""

    leave: Leave | None
    today: date


@action("add_leave")
class AskForLeave(Action):
    """Open the form for a leave; `start` names the one to change, by its first day (ISO)."""

    start: str = ""

    def do(self, ctx: MemberContext) -> LeaveForm:
        return LeaveForm(leaves.leave_from(ctx, self.start) if self.start else None, ctx.today)


@action()
class SetLeave(Action):
    """A leave as chosen, in place of the one that begins on `was`; `gone`: that one is removed."""

    was: str
    kind: str
    start: date | None
    end: date | None
    gone: bool = False

    def do(self, ctx: MemberContext) -> None:
        if self.gone and self.was:
            leaves.remove(ctx, self.was)
            return
        if not self.kind:
            raise Mistaken({"leave_kind": Refused("choose_one")})
        if self.start is None:
            raise Mistaken({"leave_start": Refused("leave_since_when")})
        try:
            told = LeaveTold(self.kind, self.start, self.end)
            whole = leaves.keep(ctx, told, instead_of=self.was)
        except Refused as refused:
            if not refused.sentence.startswith("leave_"):
                raise
            field = _FIELDS.get(refused.sentence, "leave_start")
            raise Mistaken({field: refused}) from None
        if whole:
            ctx.reply("say", {"sentence": "leave_is_all_of_it", "title": whole})
