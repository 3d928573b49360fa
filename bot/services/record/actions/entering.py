"""Actions on what stands in a body's account: marked, taken back, and what is missing there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Message, Say, say
from bot.services.record import entered
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.incoming.requests import Requested, RequestMeaning
from bot.services.record.undo_steps import UndoStep
from storage.row_types import EntryRecord


@dataclass(frozen=True)
class NotEnteredPage(Message):
    """What does not stand in a body's account yet."""

    instead: ClassVar[bool] = True
    shown: entered.NotEntered
    today: date


@action("entered")
class Enter(OfEntry):
    """The member has put an entry into a body's account."""

    body: str

    def do(self, ctx: MemberContext) -> None:
        entered.mark(ctx, [self.found(ctx)], self.body)


@action("not_entered")
class NotEntered(OfEntry):
    """It does not stand there after all."""

    body: str

    def do(self, ctx: MemberContext) -> None:
        entered.unmark(ctx, [self.found(ctx)], self.body)


@action("entered_all")
class EnterAll(Action):
    """Everything that was missing there stands in the body's account now."""

    body: str

    def do(self, ctx: MemberContext) -> Say:
        return _enter_all(ctx, self.body)


@action("show_not_entered")
class ShowNotEntered(Action):
    """A page of what does not stand in a body's account, from 0; the first body without one."""

    shows_a_page: ClassVar[bool] = True

    body: str = ""
    page: int = 0

    def do(self, ctx: MemberContext) -> NotEnteredPage:
        body = self.body or _first_body(ctx)
        return NotEnteredPage(entered.not_entered(ctx, body, self.page), ctx.today)


@action()
class EnterByWord(Action):
    """ "I've put it on IMI", "they are all on IMI": said of the account that is named, or of the
    first; `entry` is the one that is spoken of.
    """

    entry: int | None
    said: str

    def do(self, ctx: MemberContext) -> Say:
        body = named_body(ctx, self.said)
        words = self.said.casefold().replace("\u2019", "'").split()
        if _SEVERAL.intersection(words):
            return _enter_all(ctx, body)
        entry = self._meant(ctx)
        entered.mark(ctx, [entry], body)
        return say("entered_at", title=entry.title or "It", body=body)

    def _meant(self, ctx: MemberContext) -> EntryRecord:
        entry = None
        if self.entry is not None:
            entry = ctx.work.entries.get(self.entry, ctx.member.id)
        if entry is None or entry.status != "logged":
            saved = ctx.work.entries.list(ctx.member.id, ("logged",), limit=1000)
            entry = max(saved, key=_saved_at, default=None)
        if entry is None:
            raise Refused("only_saved_ones")
        return entry


def _saved_at(entry: EntryRecord) -> tuple[datetime, int]:
    return entry.logged_at or entry.changed_at, entry.id


_SEVERAL: Final = frozenset({"all", "everything", "them", "they're", "theyre", "lot", "both"})


def _enter_all(ctx: MemberContext, body: str) -> Say:
    numbers = (*entered.missing_at(ctx, body), *entered.changed_at(ctx, body))
    entries: Sequence[EntryRecord] = ctx.work.entered.saved(ctx.member.id, numbers)
    if not entries:
        raise Refused("all_entered", body=body)
    entered.mark(ctx, entries, body)
    return say("entered_all", count=len(entries), body=body)


def _first_body(ctx: MemberContext) -> str:
    bodies = entered.counted_bodies(ctx) or tuple(entered.accounts_of(ctx))
    if not bodies:
        raise Refused("no_account_anywhere")
    return bodies[0]


def named_body(ctx: MemberContext, said: str) -> str:
    """The body whose account is spoken of; the first where none is named. Raises Refused:
    no_mark_there (`title`) where one is named in whose account nothing of the member's is entered.
    """
    words = " ".join(["", *re.findall(r"\w+", said.casefold()), ""])
    accounts = entered.accounts_of(ctx)
    named = [one for one in accounts if f" {one.casefold()} " in words]
    if named:
        return named[0]
    for pack in ctx.rules.values():
        body = pack.account.body if pack.account is not None else ""
        called = (one for one in pack.called if sum(map(str.isupper, one)) > 1)  # no plain words
        known = {one.casefold() for one in (body, pack.title, pack.body, *called) if one}
        if not any(f" {one} " in words for one in known):
            continue
        if body not in accounts:
            raise Refused("no_mark_there", title=body or pack.title)
        return body
    return _first_body(ctx)


def _take_back(ctx: MemberContext) -> Say:
    count, body = entered.take_back(ctx)
    return say("entered_taken_back", count=count, body=body)


def _by_word(asked: Requested) -> Action:
    return EnterByWord(asked.entry, asked.said)


UNDO_STEPS: Final = (UndoStep("entered", 19, entered.last_marked_at, _take_back),)

REQUESTS: Final = (RequestMeaning("entered_there", _by_word),)

WORDS: Final = (Word("/cpd", "entered", lambda _: ShowNotEntered()),)
