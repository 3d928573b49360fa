"""Answers about the bot: who sees what, why it asked or nudged, and how something is done."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.conversation.asking import Asked
from bot.policy.access import Permission, Principal, may
from bot.policy.vocabulary import STAGES
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about
from bot.services.explaining.answers import Explained, Line, Offer, OfferName, explained
from bot.services.explaining.nudges import why_this
from bot.services.explaining.own import Scheme
from bot.services.home import manager_view
from bot.services.looks import READ, by_day
from bot.services.team_links import subject_of

LOOKS: Final = 2
"""Looks that an answer names: the latest."""

Answer = Callable[[Desk, Asked, Sequence[Scheme]], Explained]


def always(name: str, *offers: OfferName) -> Answer:
    """An answer that is the same for everybody."""

    def answer(_desk: Desk, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
        return explained(name, *(Offer(one) for one in offers))

    return answer


def who_sees(desk: Desk, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """Whether somebody manages the member here, and what they see then."""
    manager = manager_view(desk)
    if manager is None or not may(
        Principal(manager.link.manager_id), Permission.SEE_STANDING, subject_of(manager.link)
    ):
        return explained("who_sees", Offer("settings"))
    return explained("who_sees_manager", Offer("settings"), name=manager.name)


def who_looked(desk: Desk, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """Who looked at the member's record last, when, and at what: their access log."""
    looks = by_day(desk.work.teams.access_to(desk.member.id, READ), desk.member.zone)
    if not looks:
        return explained("nobody_looked")
    today = desk.today.isoformat()
    lines = [
        Line(
            "looked",
            {
                "look": [one.viewer_name, one.what, one.at.isoformat(), one.times, one.or_more],
                "zone": desk.member.zone,
                "today": today,
            },
        )
        for one in looks[:LOOKS]
    ]
    if len(looks) > LOOKS:
        lines.append(Line("looked_before"))
    return Explained(tuple(lines))


def why_question(desk: Desk, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What the open question is good for, on which rule."""
    entry = desk.work.entries.newest_open(desk.member.id)
    asked = None if entry is None else dialogue_about(desk, entry).state.open
    if asked is None:
        return explained("why_no_question")
    tested = next((one for one in schemes if one.terms.tests), None)
    if asked in ("evaluate", "more") and tested is not None:
        return explained("why_tests", source=tested.source("entry.tests"), title=tested.title)
    if asked == "minutes":
        counting = next((one for one in schemes if one.terms.rate is not None), None)
        source = counting.source("credit.base_per_hour") if counting else ""
        return explained("why_minutes", source=source)
    if asked in STAGES:
        staged = next((one for one in schemes if one.source("stages")), None)
        return explained("why_stage", source=staged.source("stages") if staged else "")
    return explained(f"why_{asked}" if asked in ("title", "date") else "why_other")


def why_nudge(desk: Desk, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """What the last nudge came for."""
    newest = desk.work.nudges.newest(desk.member.id)
    if newest is None:
        return explained("why_no_nudge", Offer("settings"))
    return why_this(desk, newest)


def pause(desk: Desk, _asked: Asked, _schemes: Sequence[Scheme]) -> Explained:
    """How nudges are paused; until when they are."""
    until = desk.member.paused_until
    if until is not None and until > desk.today:
        return explained("paused", Offer("settings"), until=until.isoformat())
    return explained("pause", Offer("settings"))


def attach(desk: Desk, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How evidence is added, and whether a rule asks for it."""
    asking = next(
        (one for one in schemes if one.pack.rule("entry.evidence", desk.today) is not None), None
    )
    if asking is None:
        return explained("attach")
    return explained("attach_wanted", source=asking.source("entry.evidence"))
