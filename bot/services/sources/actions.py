"""Actions of administrators: which sources there are, and whose it is what they sent.

What somebody has done is shown to nobody here: how a source calls them, how much waits, and since
when.
"""

from dataclasses import dataclass, replace
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
    """Who somebody is whom a source knows: one of those whom nobody has matched. `more` of them
    than are shown; `matched`: who was matched just now, by Slack id, empty for nobody.
    """

    instead: ClassVar[bool] = True
    source: SourceRecord
    unknown: tuple[UnknownPerson, ...]
    more: bool = False
    matched: str | None = None


@dataclass(frozen=True)
class NobodyWaits(Message):
    """Everybody of a source's is matched."""

    name: str


@dataclass(frozen=True)
class Matched(Message):
    """The last of a source's people is matched: by Slack id, empty for nobody here."""

    slack_id: str


@action()
class ShowSources(Action):
    """Every source, and what waits."""

    def do(self, ctx: MemberContext) -> SourceList:
        ctx.must(Permission.MATCH_SOURCES)
        return SourceList(source_rows(ctx))


@action("match_source")
class AskToMatch(Action):
    """Open the form for those of a source's people whom nobody has matched."""

    source: int

    def do(self, ctx: MemberContext) -> MatchForm | NobodyWaits:
        ctx.must(Permission.MATCH_SOURCES)
        source = _source(ctx, self.source)
        return _form(ctx, source) or NobodyWaits(source.name)


@action()
class Match(Action):
    """Somebody whom a source knows is this member, or `nobody` here, so that what waits for them
    is dropped.
    """

    names: ClassVar[tuple[str, ...]] = ("member",)
    source: int
    person: int | None
    member: str | None
    nobody: bool = False

    def do(self, ctx: MemberContext) -> MatchForm | Matched:
        ctx.must(Permission.MATCH_SOURCES)
        source = _source(ctx, self.source)
        person = ctx.work.sources.person(self.person or 0)
        if person is None or person.source_id != source.id:
            raise Mistaken({PERSON: Refused("choose_whom")})
        if person.slack_id is not None:
            raise Mistaken({PERSON: Refused("matched_already")})
        if self.nobody == (self.member is not None):
            raise Mistaken({MEMBER: Refused("choose_a_member")})
        if self.member is None:
            ctx.work.statements.drop_waiting(source.id, person.id)
        else:
            self._match(ctx, person.id, self.member)
        matched = self.member or ""
        form = _form(ctx, source)
        return Matched(matched) if form is None else replace(form, matched=matched)

    def _match(self, ctx: MemberContext, person_id: int, slack_id: str) -> None:
        profile = ctx.people[slack_id].profile
        if profile.kind == "bot" or profile.deactivated:
            raise Mistaken({MEMBER: Refused("not_a_person")})
        ctx.work.sources.match(person_id, slack_id)
        release_in(ctx.work, Moment(ctx.real, ctx.now), person_id)
        ctx.show_home()


def _form(ctx: MemberContext, source: SourceRecord) -> MatchForm | None:
    """The form; None where everybody is matched."""
    unknown = ctx.work.sources.unknown(source.id, SHOWN_MOST + 1)
    if not unknown:
        return None
    return MatchForm(source, unknown[:SHOWN_MOST], len(unknown) > SHOWN_MOST)


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


SHOWN_MOST: Final = 100
"""People in one form: as many as a menu of Slack's holds."""

PERSON: Final = "source_person"
"""The field in which one of a source's people is chosen."""

MEMBER: Final = "source_member"
"""The field in which a member is chosen."""

WORDS: Final = (Word("/cpd admin", "sources", lambda _: ShowSources()),)
