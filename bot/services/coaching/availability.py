"""Whether there is a coach: named by the operator, allowed by an administrator, turned on by the
member. Each of the three can say no by themselves.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.policy.access import Permission
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.context.rules_in_force import COACH
from bot.services.record.coach_shown import (
    let_offers_go,
    said_as,
    show_suggestions_anew,
    show_where_it_stands,
)
from storage.row_types import CoachSuggestionRecord
from storage.vocabulary import CoachChoice

SUGGESTIONS_KEPT: Final = 30
"""Days for which it is kept what was sent and answered."""


SETTINGS: Final = "coach_settings"
"""The kind of the message that says what the coach is, where that was asked by word."""


@dataclass(frozen=True, slots=True)
class CoachView:
    """How the coach stands for one member."""

    endpoint: CoachEndpoint | None
    allowed: bool
    choice: CoachChoice
    in_modal: bool
    """Whether it works in windows alone, since the member keeps their reflections private."""
    last_sent: CoachSuggestionRecord | None = None
    """The newest request that has left, as long as it is kept."""

    @property
    def available(self) -> bool:
        """Whether the member may turn it on."""
        return self.endpoint is not None and self.allowed

    @property
    def on(self) -> bool:
        """Whether it is asked for this member."""
        return self.available and self.choice == "on"


def coach_view(ctx: MemberContext) -> CoachView:
    """How the coach stands for the member."""
    return CoachView(
        ctx.coach,
        ctx.coach_allowed,
        ctx.member.coach,
        ctx.member.private_reflections,
        ctx.work.coach.last_sent(ctx.member.id),
    )


def turn_on(ctx: MemberContext) -> None:
    """The member wants it. Raises Refused: no_coach, coach_not_allowed."""
    if ctx.coach is None:
        raise Refused("no_coach")
    if not ctx.coach_allowed:
        raise Refused("coach_not_allowed")
    ctx.change_member(coach="on")


def turn_off(ctx: MemberContext) -> None:
    """The member does not want it: nothing is sent from here on, and its questions are taken out
    of the messages that show them. A wording that they asked for still stands.
    """
    if ctx.member.coach != "on":
        return
    ctx.change_member(coach="off")
    for one in ctx.work.coach.all_of(ctx.member.id):
        if one.state == "asked":
            ctx.work.coach.change(one, state="overtaken")
            ctx.work.messages.show_said(said_as(one.id), ctx.real)
    show_suggestions_anew(ctx)


def must_administer(ctx: MemberContext) -> None:
    """Raises Refused("administrators_only")."""
    ctx.must(Permission.ALLOW_COACH)


def allow(ctx: MemberContext, *, allowed: bool) -> None:
    """Whether members here may turn it on; messages in which something of its stands, or stood, are
    rendered anew. Raises Refused: administrators_only, no_coach.
    """
    ctx.must(Permission.ALLOW_COACH)
    if ctx.coach is None:
        raise Refused("no_coach")
    workspace = ctx.work.workspace.get()
    settings = dict(workspace.settings) if workspace is not None else {}
    ctx.work.workspace.change(settings={**settings, COACH: allowed})
    ctx.coach_allowed = allowed
    for one in ctx.work.coach.offered_here():
        show_where_it_stands(ctx, one)


def let_go(contexts: ContextFactory, workspace_id: str, member_id: int, before: datetime) -> None:
    """Let go of what is offered to a member since before a moment (real time)."""
    with contexts.open_by_id(workspace_id, member_id, Origin(f"coach:{member_id}")) as ctx:
        if ctx is not None:
            let_offers_go(ctx, before)
            ctx.commit()
