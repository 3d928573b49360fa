"""Slash commands: the action that a command's first word means, with what stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from bot.services.dispatch import admin, data_rights, members, record, teams
from bot.services.dispatch.action import Action
from bot.services.refused import Refused


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a command's word: the text, and the Slack ids of those it names."""

    text: str
    named: tuple[str, ...] = ()


Means = Callable[[Behind], Action]
"""The action of a word, given what stands behind it."""


def _draft(behind: Behind, *, plan: bool = False) -> Action:
    return record.Log(behind.text, plan) if behind.text else record.AskToLog()


def _admin(behind: Behind) -> Action:
    word, rest = _first_word(behind)
    chosen = ADMIN.get(word.casefold())
    if chosen is None:
        raise Refused("unknown_admin_command", word=word)
    return chosen(rest)


CPD: Final[Mapping[str, Means]] = {
    "": lambda _: members.ShowOverview(),
    "help": lambda _: members.ShowHelp(),
    "log": _draft,
    "plan": lambda behind: _draft(behind, plan=True),
    "status": lambda _: record.ShowStanding(),
    "list": lambda behind: record.ListTyped(behind.text),
    "settings": lambda _: members.ShowSettings(),
    "pause": lambda behind: members.Pause(behind.text),
    "resume": lambda _: members.Resume(by_word=True),
    "export": lambda _: data_rights.Export(by_word=True),
    "erase": lambda _: data_rights.AskToErase(),
    "admin": _admin,
}

ADMIN: Final[Mapping[str, Means]] = {
    "": lambda _: admin.ShowAdminHelp(),
    "rules": lambda _: admin.ShowRules(),
    "members": lambda _: admin.ShowMembers(),
    "roles": lambda _: admin.ShowAdministrators(),
    "give": lambda behind: admin.GiveRole(behind.named),
    "take": lambda behind: admin.TakeRole(behind.named),
}

TEAM: Final[Mapping[str, Means]] = {
    "": lambda _: teams.ShowTeam(),
    "help": lambda _: teams.ShowTeamHelp(),
    "remind": lambda behind: teams.RemindTyped(behind.named),
    "assign": lambda behind: teams.Assign(behind.named),
    "unassign": lambda behind: teams.Unassign(behind.named),
    "release": lambda behind: teams.Release(behind.named),
    "accept": lambda behind: teams.AnswerTyped(accepted=True, named=behind.named),
    "decline": lambda behind: teams.AnswerTyped(accepted=False, named=behind.named),
}

COMMANDS: Final[Mapping[str, tuple[Mapping[str, Means], str]]] = {
    "/cpd": (CPD, "unknown_command"),
    "/cpd-team": (TEAM, "unknown_team_command"),
}
"""By command: its words, and the refusal of one that is not among them."""


def means(command: str, behind: Behind) -> Action:
    """What a command asks for, given all that stands behind it.

    Raises Refused for an unknown word, with the nearest that is known; LookupError for a command
    that is not ours.
    """
    words, unknown = COMMANDS[command]
    word, rest = _first_word(behind)
    chosen = words.get(word.casefold())
    if chosen is None:
        raise Refused(unknown, word=word, nearest=_nearest(word, words))
    return chosen(rest)


def _first_word(behind: Behind) -> tuple[str, Behind]:
    word, rest = (*behind.text.split(maxsplit=1), "", "")[:2]  # people begin new lines too
    return word, Behind(rest.strip(), behind.named)


def _nearest(word: str, known: Mapping[str, Means]) -> str:
    close = get_close_matches(word.casefold(), [name for name in known if name], 1, 0.3)
    return close[0] if close else "help"
