"""Words as the checks compare them: folded, without inflection, with their usual misspellings."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from bot.conversation.text import folded

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

FUNCTION: Final = frozenset({
    "a", "an", "the", "and", "i", "to", "of", "it", "is", "was", "were", "in", "on", "at", "for",
    "that", "this", "my", "had", "have", "has", "been", "be", "am", "are", "did", "do",
    "does", "as", "with", "by", "which",
    "its", "these", "those", "from", "there",
    "me", "onto", "up", "about", "between", "i'm",
    "i've", "it's", "that's", "i'd", "there's", "then", "also",
})  # fmt: skip
"""Words that a tidier wording may add or leave out freely."""

_ASKING: Final = frozenset({
    "learn", "learnt", "learned", "know", "knew", "now", "use", "using", "used", "job", "work",
    "what", "where", "which", "when", "how", "why", "who", "did", "do", "does", "done", "will",
    "would", "could", "can", "you", "your", "thing", "things", "part", "most", "more", "hard",
    "harder", "hardest", "tricky", "difficult", "before", "after", "next", "time", "differently",
    "tell", "colleague", "find", "found", "make", "made", "take", "took", "bit", "help", "helps",
    "change", "changed", "different", "not", "one", "any", "anything", "something", "person",
    "people", "during", "while", "think", "thought", "expect", "expected", "day", "want", "need",
    "get", "got", "go", "see", "say", "said", "way", "we", "our", "their", "they", "them", "he",
    "she", "his", "her", "us", "or", "if", "into", "so", "out", "than", "else",
})  # fmt: skip
"""Words that any question of ours may hold, so that sharing one shows nothing."""

_BRITISH: Final = (
    (re.compile(r"is(e[ds]?|ing|ation)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})(?:tre)(s?)$"), r"ter\1"),
    (re.compile(r"ll(ed|ing)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"^tyre"), "tire"),
    (re.compile(r"^(licen|practi|defen)[cs]e"), r"\1se"),
    (re.compile(r"^(learn|spoil|burn|dream|spell)t$"), r"\1ed"),
    (re.compile(r"^program(?:me)?"), "program"),
    (re.compile(r"^alumini?um$"), "aluminium"),
)
_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
        "buy": "bought", "catch": "caught", "choose": "chose chosen", "come": "came",
        "do": "did done does", "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten",
        "fall": "fell fallen", "feel": "felt", "find": "found", "forget": "forgot forgotten",
        "get": "got gotten", "give": "gave given", "go": "went gone goes", "grow": "grew grown",
        "hear": "heard", "hold": "held", "keep": "kept", "know": "knew known", "lead": "led",
        "leave": "left", "lend": "lent", "lose": "lost", "make": "made", "mean": "meant",
        "meet": "met", "pay": "paid", "ring": "rang rung", "run": "ran", "say": "said",
        "see": "saw seen", "sell": "sold", "send": "sent", "shake": "shook shaken",
        "show": "shown", "sit": "sat", "speak": "spoke spoken", "spend": "spent",
        "stand": "stood", "stick": "stuck", "swear": "swore sworn", "take": "took taken",
        "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought",
        "throw": "threw thrown", "understand": "understood", "wear": "wore worn", "write":
        "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Forms of verbs that no ending tells."""
_LEAST_STEM: Final = 3
_MISSPELT: Final = 5
_LONG: Final = 8
_LONGEST: Final = 30
"""Longer runs of letters are no words, and are compared as they are."""


def words(text: str) -> list[str]:
    """The words of letters in a text, folded, in its order."""
    return WORD.findall(folded(text))


@lru_cache(2048)
def stem(word: str) -> str:
    """A word without plural, -ed, -ing and British spelling; the same for all forms of a word."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ying", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    for ending in ("ing", "ed", "es", "s", "e"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= _LEAST_STEM and not word.endswith("ss"):
            word = left
            break
    if len(word) > _LEAST_STEM and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _LEAST_STEM else word


def content_stems(text: str) -> set[str]:
    """The stems of words that say what a text is about."""
    return {
        stem(word)
        for word in words(text)
        if len(word) >= _LEAST_STEM - 1 and word not in FUNCTION and word not in _ASKING
    }


def is_form_of(word: str, other: str) -> bool:
    """Whether one is an inflection of the other, or its misspelling: one letter in a word of five,
    two in one of eight, never the first.
    """
    return word == other or stem(word) == stem(other) or _is_misspelt(word, other)


def _is_misspelt(word: str, other: str) -> bool:
    longer = max(len(word), len(other))
    if not _MISSPELT <= longer <= _LONGEST or word[:1] != other[:1]:
        return False
    return _distance(word, other) <= (1 if longer < _LONG else 2)


def _distance(left: str, right: str) -> int:
    """Letters put in, left out, changed, or swapped with the next."""
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        rows = before, row
        row = [i]
        for j, b in enumerate(right, start=1):
            cost = min(rows[1][j] + 1, row[j - 1] + 1, rows[1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[0][j - 2] + 1)
            row.append(cost)
        before = rows[1]
    return row[-1]


def any_form(word: str, others: Iterable[str]) -> str | None:
    """The first of `others` that `word` is a form of: the same word before a misspelling."""
    known = tuple(others)
    if word in known:
        return word
    inflected = (other for other in known if stem(other) == stem(word))
    misspelt = (other for other in known if _is_misspelt(word, other))
    return next(inflected, None) or next(misspelt, None)
