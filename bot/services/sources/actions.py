"""Actions of administrators: which sources there are, and whose it is what they sent.

What somebody has done is shown to nobody here: how a source calls them, how much waits, and since
when.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken
from bot.services.sources.lanes import Moment, release_in
from storage.sources.sources import SourceRecord, UnknownPerson


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as administrators see it. `waiting`: statements of people whom nobody has matched;
    `matched`: how many people are.
    """

    source: SourceRecord
    waiting: int
    matched: int


@dataclass(frozen=True)
class SourceList(Message):
    """Every source of the workplace."""

    rows: tuple[SourceRow, ...]


@dataclass(frozen=True)
class MatchForm(Form):
    """Who somebody is whom a source knows; `more` of them are still unknown."""

    source: SourceRecord
    unknown: UnknownPerson
    more: bool
    now: datetime


@dataclass(frozen=True)
class NobodyWaits(Message):
    """Everybody of a source's is matched."""

    name: str


@dataclass(frozen=True)
class Matched(Message):
    """What waited for somebody has found them, by Slack id; `source`: another is still unknown."""

    slack_id: str
    statements: int
    source: int | None


@action("sources")
class ShowSources(Action):
    """Every source, and what waits."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> SourceList:
        ctx.must(Permission.MATCH_SOURCES)
        return SourceList(source_rows(ctx))


@action("match_source")
class AskToMatch(Action):
    """Open the form for the next of a source's people whom nobody has matched, `after` one."""

    source: int
    after: int = 0

    def do(self, ctx: MemberContext) -> MatchForm | NobodyWaits:
        ctx.must(Permission.MATCH_SOURCES)
        source = _source(ctx, self.source)
        unknown = ctx.work.sources.unknown(source.id, 2, self.after)
        unknown = unknown or ctx.work.sources.unknown(source.id, 2)
        if not unknown:
            return NobodyWaits(source.name)
        return MatchForm(source, unknown[0], len(unknown) > 1, ctx.now)


@action()
class Match(Action):
    """Somebody whom a source knows is this member."""

    names: ClassVar[tuple[str, ...]] = ("member",)
    source: int
    person: int
    member: str | None

    def do(self, ctx: MemberContext) -> Matched:
        ctx.must(Permission.MATCH_SOURCES)
        source = _source(ctx, self.source)
        if self.member is None:
            raise Mistaken({MEMBER: Refused("choose_a_member")})
        profile = ctx.people[self.member].profile
        if profile.kind == "bot" or profile.deactivated:
            raise Mistaken({MEMBER: Refused("not_a_person")})
        person = ctx.work.sources.person(self.person)
        if person is None or person.source_id != source.id:
            raise Refused("old_button")
        if person.slack_id is not None:
            raise Refused("matched_already")
        waiting = [
            one.statements
            for one in ctx.work.sources.unknown(source.id, 1, person.id - 1)
            if one.person.id == person.id
        ]
        ctx.work.sources.match(person.id, self.member)
        release_in(ctx.work, Moment(ctx.real, ctx.now), person.id)
        more = bool(ctx.work.sources.unknown(source.id, 1))
        return Matched(self.member, sum(waiting), source.id if more else None)


@action("drop_source_person")
class DropUnknown(Action):
    """Nobody here: what waits for somebody whom a source knows is dropped."""

    source: int
    person: int

    def do(self, ctx: MemberContext) -> SourceList:
        ctx.must(Permission.MATCH_SOURCES)
        source = _source(ctx, self.source)
        person = ctx.work.sources.person(self.person)
        if person is None or person.source_id != source.id or person.slack_id is not None:
            raise Refused("old_button")
        ctx.work.statements.drop_waiting(source.id, person.id)
        return SourceList(source_rows(ctx))


def source_rows(ctx: MemberContext) -> tuple[SourceRow, ...]:
    """The sources by name, with what waits."""
    waiting, matched = ctx.work.sources.waiting(), ctx.work.sources.matched()
    return tuple(
        SourceRow(one, waiting.get(one.id, 0), matched.get(one.id, 0))
        for one in ctx.work.sources.all()
    )


def _source(ctx: MemberContext, source_id: int) -> SourceRecord:
    source = ctx.work.sources.get(source_id)
    if source is None or source.revoked_at is not None:
        raise Refused("no_such_source")
    return source


MEMBER: Final = "source_member"
"""The field in which a member is chosen."""

WORDS: Final = (Word("/cpd admin", "sources", lambda _: ShowSources()),)
