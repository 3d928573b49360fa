"""Tells an account from an answer that is empty, denied or short; the words stand in `blanks`."""

import re
from typing import Final, Literal

from bot.conversation.classifier import features, known_models
from bot.conversation.elements.blanks import denies, excuses, is_empty, refuses, words_left
from bot.conversation.elements.clauses import clauses
from bot.conversation.elements.cues import cued
from bot.conversation.elements.finding import find
from bot.conversation.elements.occasions import states_facts
from bot.conversation.phrases.language import words_alone as as_phrases_see
from bot.conversation.text import READ_LIMIT, folded
from bot.policy.schemes.word_count import is_unspaced, words_of

Grade = Literal["account", "short", "empty", "denied"]

SHORT_WORDS: Final = 2
"""So many words at most name something and say no more: "proving dead"."""

SHORT_CHARACTERS: Final = 4
"""The same in scripts without spaces, where about two characters are a word."""

_MOST_OF_NOTHING: Final = 12
_LIKE_NOTHING: Final = {1: 0.8, 2: 0.6, 3: 0.4}
"""How likely an empty answer must be of one word, of two, and of more: the fewer, the more so."""
_LIKE_AN_ACCOUNT: Final = 0.2
_SAID_TO_THE_BOT: Final = ("steering", "request", "question", "correction", "courtesy")
_HARDLY_AN_ACCOUNT, _SAID_PLAINLY = 0.12, 0.7

_PART_OF_IT: Final = re.compile(
    r"(?:(?:the|just|only|did|read|finished|up to|so far|first|last) )*"
    r"(?:(?:chapter|module|episode|section|unit)s? (?:\d+|one|two|three|four|five|six)"
    r"(?: ?(?:to|and|-|&) ?(?:\d+|one|two|three|four|five|six))?"
    r"|(?:chapter|module|episode|section) (?:on|about) [\w&'-]+(?: and [\w&'-]+)?"
    r"|pages? \d+(?: ?(?:to|and|-) ?\d+)?)(?: (?:so far|only))?"
)
"""Which part of it: "chapter on praise", "module 3"."""

_ARTICLES: Final = frozenset(("a", "an", "the"))
_TURNS: Final = re.compile(r"\b(?:but|except|apart from|though|although|however)\b")


def grade(text: str, title: str = "", question_words: str = "") -> Grade:
    """What an answer amounts to, in any language.

    `text` is cleaned; `title` is the entry's and `question_words` the question as it was put: said
    again, either is empty. Without a question, a sentence that only states what was done, when and
    for how long is empty too: these are the entry's facts.
    """
    plain = folded(text[:READ_LIMIT])
    if not any(map(str.isalnum, plain)):
        return "empty"
    left = words_left(plain)
    if not left:
        return "denied" if denies(plain) else "empty"
    if _denied(text, plain):
        return "denied"
    if _PART_OF_IT.fullmatch(plain.strip(" .!")):
        return "empty"
    if not question_words and title and states_facts(plain) and not find(text).spans:
        return "empty"
    for said in (title, question_words):
        if said and _said_again(said).issuperset(left):
            return "empty"
    if _is_like_an_empty_one(text):
        return "empty"
    words = [word for word in words_of(text) if word not in _ARTICLES]
    most = SHORT_CHARACTERS if all(map(is_unspaced, words)) else SHORT_WORDS
    return "short" if len(words) <= most else "account"


def may_tell(text: str) -> bool:
    """Whether a cleaned text can be an account, or a part of one: not where its few words are
    plainly said to the bot.
    """
    seen = as_phrases_see(text)
    if len(seen.split()) > _MOST_OF_NOTHING or find(text).spans:
        return True
    found = known_models()["kinds"].probabilities(features(seen))
    said_to_it = sum(found[kind] for kind in _SAID_TO_THE_BOT)
    return found["account"] > _HARDLY_AN_ACCOUNT or said_to_it < _SAID_PLAINLY


def sounds_told(text: str) -> bool:
    """Whether a cleaned text is not too much like other messages to be agreed to be an account by a
    mere "yes": "phone me" is not agreed to be one so.
    """
    seen = as_phrases_see(text)
    if len(seen.split()) > _MOST_OF_NOTHING or find(text).spans:
        return True
    return known_models()["kinds"].probabilities(features(seen))["account"] > _HARDLY_AN_ACCOUNT


def _is_like_an_empty_one(text: str) -> bool:
    """Whether an answer of few words is much like those that say nothing, and little like an
    account, where no cue tells an element.
    """
    if any(map(str.isdigit, text)):
        return False
    seen = as_phrases_see(text)
    words = seen.split()
    count = len(words[1:] if words and words[0] in _ARTICLES else words)
    if not 0 < count <= _MOST_OF_NOTHING:
        return False
    found = known_models()["kinds"].probabilities(features(seen))
    least = _LIKE_NOTHING.get(count, _LIKE_NOTHING[SHORT_WORDS + 1])
    alike = found["empty"] >= least and found["account"] < _LIKE_AN_ACCOUNT
    return alike and not find(text).spans


def _said_again(said: str) -> frozenset[str]:
    """Words that repeat what was said: in a question turned round, "you" is "I"."""
    words = frozenset(word.replace("'", "") for word in words_of(said))
    return words | {"i", "my", "learnt", "learned"} if "you" in words else words


def _denied(text: str, plain: str) -> bool:
    """Whether it is denied: by its first clause that says anything, and nothing later tells."""
    every = [plain[slice(*span)] for span in clauses(text[:READ_LIMIT])]
    if not every or not (refuses(every[0]) or any(map(denies, every))):
        return False
    told = [clause for clause in every if denies(clause) or not is_empty(clause)]
    if len(told) > 1 and states_facts(told[0]):
        del told[0]
    if not told:
        return False
    turned = _TURNS.search(plain) is not None
    if (
        refuses(every[0])
        and not turned
        and all(denies(c) or excuses(c) or refuses(c) for c in told)
    ):
        return True
    if not any(map(denies, told[:2])):
        return False
    rest = [clause for clause in told if not denies(clause)]
    if not rest:
        return True
    if any(cued(clause, usual=False) for clause in rest):
        return False
    return denies(told[0]) and not turned
