"""Slash commands: the action that a command's first word means, with what stands behind it.

Each room declares the words that mean its actions; no word and no command is known here by name.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Final

from bot.conversation.text import seen
from bot.discovery import by_name, declared
from bot.policy.schemes.word_count import has_words
from bot.services.context.mentions import mentioned_in
from bot.services.dispatch.action import PACKAGE, Action


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


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command, as its room declares it in a tuple `WORDS` of one of its modules.

    `command` is "/cpd", or "/cpd admin" where words stand behind a word; `word` is empty for the
    command by itself.
    """

    command: str
    word: str
    means: Means


@dataclass(frozen=True, slots=True)
class Other:
    """What stands behind a command and is none of its words: the word as it was typed, the one that
    it is a slip of (empty where there is none), and everything behind the command.
    """

    word: str
    slip_of: str
    behind: Behind


@dataclass(frozen=True, slots=True)
class AnyOtherWord:
    """What any other word of a command means, as its room declares it in a tuple `OTHER_WORDS`.

    `means` raises Refused where it means nothing.
    """

    command: str
    means: Callable[[Other], Action]


class Commands:
    """Every command with its words. Raises DeclaredTwice, and LookupError for a command of which
    nobody says what any other word means.
    """

    def __init__(self, words: Iterable[Word], others: Iterable[AnyOtherWord]) -> None:
        known = by_name(words, lambda one: f"{one.command} {one.word}".strip())
        self._others = by_name(others, lambda one: one.command)
        self._words: dict[str, dict[str, Means]] = {}
        for one in known.values():
            self._words.setdefault(one.command, {})[one.word] = one.means
        apart = self._words.keys() ^ self._others.keys()
        if apart:
            raise LookupError(f"With words or with a meaning of others alone: {sorted(apart)}.")

    @property
    def names(self) -> frozenset[str]:
        """What Slack sends: without those that are words of another."""
        return frozenset(name for name in self._words if " " not in name)

    def means(self, command: str, behind: Behind) -> Action:
        """What a command asks for, given all that stands behind it.

        Raises Refused for an unknown word; LookupError for a command that is not ours.
        """
        words = self._words[command]
        seen_alone = replace(behind, text=seen(behind.text))
        word, rest = _first_word(seen_alone)
        name = word.casefold()
        if f"{command} {name}" in self._words:
            return self.means(f"{command} {name}", rest)
        chosen = words.get(name)
        if chosen is not None:
            return chosen(rest)
        close = get_close_matches(name, self._named(command), 1, _CLOSE)
        other = Other(word, close[0] if close else "", seen_alone)
        return self._others[command].means(other)

    def _named(self, command: str) -> list[str]:
        """The words that somebody may have meant to type."""
        within = f"{command} "
        below = [name.removeprefix(within) for name in self._words if name.startswith(within)]
        return [*filter(None, self._words[command]), *below]


@cache
def commands(*packages: str) -> Commands:
    """The commands of these packages' rooms, or of ours where none is given; they are read once."""
    found = packages or (PACKAGE,)
    return Commands(declared("WORDS", Word, *found), declared("OTHER_WORDS", AnyOtherWord, *found))


def means(command: str, behind: Behind) -> Action:
    """What one of our commands asks for: see `Commands.means`."""
    return commands().means(command, behind)


def _first_word(behind: Behind) -> tuple[str, Behind]:
    word, rest = (*behind.text.split(maxsplit=1), "", "")[:2]  # people begin new lines too
    return word, Behind(rest.strip(), behind.named)
