"""The emoji that makes a draft of a message: which one it is here, and changing it."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.rules_in_force import EMOJI
from storage.engine.database import Database
from storage.unit_of_work import look

USUAL: Final = "cpd"
"""Its name where an administrator has chosen none."""

_NAME: Final = re.compile(r"[\w+'-]{1,100}")
_TONE: Final = re.compile(r"::skin-tone-[2-6]$")


def plain_name(name: str) -> str:
    """An emoji's name, as Slack tells it, without the tone of its skin."""
    return _TONE.sub("", name)


def emoji_in(settings: Mapping[str, Any]) -> str:
    """Its name in a workplace with these settings."""
    chosen = settings.get(EMOJI)
    return chosen if isinstance(chosen, str) and chosen else USUAL


def emoji_of(ctx: MemberContext) -> str:
    """Its name here."""
    workspace = ctx.work.workspace.get()
    return emoji_in(workspace.settings if workspace is not None else {})


def choose(ctx: MemberContext, typed: str) -> str:
    """Have another one make drafts from here on; its name. With or without colons, as typed.

    Raises Refused: administrators_only, no_such_emoji.
    """
    ctx.must(Permission.CHOOSE_EMOJI)
    name = plain_name(typed.strip().strip(":").lower())
    if not _NAME.fullmatch(name):
        raise Refused("no_such_emoji")
    ctx.work.workspace.set(EMOJI, name)
    return name


def look_up_emoji(database: Database, workspace_id: str) -> str:
    """The same, for whoever is no member's context: one read that locks nobody out."""
    with look(database, workspace_id) as work:
        workspace = work.workspace.get()
    return emoji_in(workspace.settings if workspace is not None else {})


def who_keep_a_record(
    database: Database, workspace_id: str, slack_ids: Collection[str]
) -> frozenset[str]:
    """Which of these people keep a record here: one read, too, and nothing is noted of anybody."""
    with look(database, workspace_id) as work:
        return frozenset(work.statements.recipients(slack_ids))
