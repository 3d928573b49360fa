"""Whom somebody means: by mention, by full name, and by first name where only one bears it."""

from collections.abc import Sequence
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named, Profile
from bot.services.context.refused import Refused
from bot.services.context.reports import reports_of
from storage.row_types import MemberRecord

_SAID_MOST: Final = 3
"""Names that are said where several people bear the one that was typed."""


def in_team(ctx: MemberContext, whom: str) -> str:
    """The Slack id of whom a manager means: a Slack id, or the name of somebody of their team.

    Raises Refused: no_reports, nobody_in_team (`name`), several_called (`names`).
    """
    if whom in ctx.people:
        return whom
    reports = reports_of(ctx)
    if not reports:
        raise Refused("no_reports")
    if any(one.slack_id == whom for one in reports):
        return whom
    return _one_of(whom, reports, "nobody_in_team").slack_id


def here(ctx: MemberContext, whom: str) -> Named:
    """Whom somebody means: a Slack id that was mentioned, or the name of somebody who has been met
    here. Whether the member may ask is checked by the action: administrators name anybody, members
    their own manager.

    Raises Refused: nobody_here (`name`), several_called (`names`).
    """
    if whom in ctx.people:
        return ctx.people[whom]
    member = _one_of(whom, ctx.work.members.active(), "nobody_here")
    profile = Profile(
        name=member.name,
        tz=member.slack_tz,
        kind=member.kind,
        deactivated=member.deactivated,
        is_admin=member.slack_admin,
    )
    return Named(member.slack_id, profile)


def among(whom: str, people: Sequence[MemberRecord]) -> MemberRecord:
    """Whom of these a Slack id or a name means. Raises Refused: nobody_waits, several_called."""
    for one in people:
        if one.slack_id == whom:
            return one
    return _one_of(whom, people, "nobody_waits")


def called(words: str, people: Sequence[MemberRecord]) -> tuple[MemberRecord, ...]:
    """Those of this full name, else those of this first name; by name, then by Slack id."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    people = sorted(people, key=lambda one: (name_of(one).casefold(), one.slack_id))
    by_full_name = tuple(one for one in people if _parts(one) == wanted)
    return by_full_name or tuple(one for one in people if _parts(one)[:1] == wanted)


def name_of(member: MemberRecord) -> str:
    """What somebody is called; their Slack id where that is not known."""
    return member.name or member.slack_id


def _one_of(whom: str, people: Sequence[MemberRecord], nobody: str) -> MemberRecord:
    found = called(whom, people)
    if not found:
        raise Refused(nobody, name=whom)
    if len(found) > 1:
        raise Refused("several_called", names=[name_of(one) for one in found[:_SAID_MOST]])
    return found[0]


def _parts(member: MemberRecord) -> list[str]:
    """A name word by word, as names are compared."""
    return name_of(member).casefold().split()
