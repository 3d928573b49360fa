"""Slash commands: the action that a command's first word means, with what stands behind it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from bot.conversation.text import seen
from bot.policy.own_words import has_words
from bot.services.dispatch import admin, data_rights, members, record, teams
from bot.services.dispatch.action import Action
from bot.services.mentions import mentioned_in
from bot.services.refused import Refused


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a command's word: the text, and the Slack ids of those it names."""

    text: str
    named: tuple[str, ...] = ()

    @property
    def whom(self) -> tuple[str, ...]:
        """Each person whom it means, in their order: a Slack id, or a name as it was typed. Names
        are parted by "to".
        """
        found: list[str] = []
        for words in _TO.split(self.text):
            mentioned = [one for one in mentioned_in(words) if one in self.named]
            name = _POLITE.sub("", " ".join(words.split())).strip(_AROUND)
            found += mentioned or ([name] if has_words(name) else [])
        return tuple(dict.fromkeys(found))


_TO: Final = re.compile(r"(?:^|\s)to(?:\s|$)", re.IGNORECASE)
_POLITE: Final = re.compile(r"[ ,]+(?:please|pls|thanks|thank you|now|again)[.!]*$", re.IGNORECASE)
_AROUND: Final = " @.,;:!?'\"“”"

Means = Callable[[Behind], Action]
"""The action of a word, given what stands behind it."""


_CLOSE: Final = 0.6
"""How alike a word and a command's have to be (difflib's ratio) to be taken for a slip of it."""


def _draft(behind: Behind, *, plan: bool = False) -> Action:
    return record.Log(behind.text, plan) if has_words(behind.text) else record.AskToLog(plan)


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
    "give": lambda behind: admin.GiveRole(behind.named, behind.whom),
    "take": lambda behind: admin.TakeRole(behind.named, behind.whom),
}

TEAM: Final[Mapping[str, Means]] = {
    "": lambda _: teams.ShowTeam(),
    "help": lambda _: teams.ShowTeamHelp(),
    "remind": lambda behind: teams.RemindTyped(behind.named, behind.whom),
    "assign": lambda behind: teams.Assign(behind.named, behind.whom),
    "unassign": lambda behind: teams.Unassign(behind.named, behind.whom),
    "release": lambda behind: teams.Release(behind.named, behind.whom),
    "accept": lambda behind: teams.AnswerTyped(behind.named, behind.whom, accepted=True),
    "decline": lambda behind: teams.AnswerTyped(behind.named, behind.whom, accepted=False),
}

COMMANDS: Final[Mapping[str, Mapping[str, Means]]] = {"/cpd": CPD, "/cpd-team": TEAM}
"""By command: its words."""


def means(command: str, behind: Behind) -> Action:
    """What a command asks for, given all that stands behind it.

    Raises Refused for an unknown word, with the one that it is a slip of, if there is one;
    LookupError for a command that is not ours.
    """
    words = COMMANDS[command]
    seen_alone = replace(behind, text=seen(behind.text))
    word, rest = _first_word(seen_alone)
    chosen = words.get(word.casefold())
    if chosen is not None:
        return chosen(rest)
    close = get_close_matches(word.casefold(), [name for name in words if name], 1, _CLOSE)
    slip_of = close[0] if close else ""
    if command == "/cpd-team":  # it may be somebody's name
        return teams.ShowSomebody(behind.named, seen_alone.whom, word, slip_of)
    if slip_of:
        raise Refused("unknown_command", word=word, nearest=slip_of)
    raise Refused("unknown_command_at_all", word=word)


def _first_word(behind: Behind) -> tuple[str, Behind]:
    word, rest = (*behind.text.split(maxsplit=1), "", "")[:2]  # people begin new lines too
    return word, Behind(rest.strip(), behind.named)
