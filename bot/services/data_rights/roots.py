"""The roots of months, for administrators: to publish, or to keep where nobody can change them."""

from dataclasses import dataclass
from typing import Final

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Message
from storage.archive.roots import RootRecord

SHOWN_MOST: Final = 12
"""Months on the page; `cpdbot roots` lists them all."""


@dataclass(frozen=True)
class Roots(Message):
    """The roots that are made, the newest first."""

    rows: tuple[RootRecord, ...]


@action()
class ShowRoots(Action):
    """The roots of the last months."""

    def do(self, ctx: MemberContext) -> Roots:
        ctx.must(Permission.SEE_ROOTS)
        return Roots(ctx.work.roots.made(SHOWN_MOST))


WORDS: Final = (Word("/cpd admin", "roots", lambda _: ShowRoots()),)
