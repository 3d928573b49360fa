"""The check of a tidier wording: the member's own words, facts and negations, and nothing more."""

import json
import re
from collections import Counter
from typing import Final

from bot.coach.checks.facts import UNITS, VALUES, dates, is_not, names, negations, numbers
from bot.coach.checks.plain import plain
from bot.coach.checks.words import FUNCTION, any_form, stem, words
from bot.coach.refusals import NoAnswer
from bot.coach.requests import CoachRequest, Exchange
from bot.coach.screening import placeholders
from bot.conversation.elements.finding import USUAL, find
from bot.conversation.text import folded
from bot.policy.schemes.word_count import own_words, word_count

MOST_LONGER: Final = 1.3
LEAST_KEPT: Final = 0.7
LEAST_WORDS: Final = 5
"""An account of fewer is not sufficient: no wording may make it so."""

_SHORT: Final = {
    "cos": "because", "coz": "because", "cuz": "because", "cus": "because", "bc": "because",
    "thru": "through", "tho": "though", "u": "you", "ur": "your", "pls": "please", "abt": "about",
    "w": "with", "wanna": "want", "gonna": "going", "gotta": "got", "ppl": "people",
    "tmrw": "tomorrow", "dont": "don't", "didnt": "didn't", "cant": "can't", "wont": "won't",
    "ive": "i've", "im": "i'm", "ill": "i'll", "id": "i'd",
}  # fmt: skip
"""Short forms, and what they may be written out as."""


def checked_wording(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The wording as it is offered. Raises NoAnswer."""
    original = request.text
    if placeholders(answer) != placeholders(json.loads(exchange.user).get("text", "")):
        raise NoAnswer("placeholder")
    text = plain(exchange.screen.restored(answer), original)
    if len(text) > MOST_LONGER * len(original):
        raise NoAnswer("length")
    if text == original:
        raise NoAnswer("unchanged")
    if text.count("?") > original.count("?"):
        raise NoAnswer("no_question")
    _same_facts(text, original)
    _same_words(text, original)
    _nothing_found_anew(text, original)
    return text


def _same_facts(text: str, original: str) -> None:
    """Numbers with units, days and names are the same; so are negations, each before its word."""
    if sorted(numbers(text, strict=True)) != sorted(numbers(original, strict=True)):
        raise NoAnswer("number")
    if Counter(dates(text)) != Counter(dates(original)):
        raise NoAnswer("date")
    theirs = set(re.findall(r"\w+(?:['-]\w+)*|\w+", folded(original)))
    theirs |= set(re.findall(r"\w+", folded(original)))
    ours = set(re.findall(r"\w+(?:['-]\w+)*", folded(text))) | set(re.findall(r"\w+", folded(text)))
    if not set(names(text)) <= theirs or not set(names(original)) <= ours:
        raise NoAnswer("name")
    if _denied(text, original) != _denied(original, original):
        raise NoAnswer("negation")


def _denied(text: str, original: str) -> list[tuple[str, str]]:
    """What each negation of a text stands before: the next word of content, as in `original`."""
    theirs = words(original)
    denied = []
    for negation, behind in negations(text):
        after = next((word for word in words(behind) if not _is_free(word)), "")
        denied.append((negation, stem(any_form(after, theirs) or after)))
    return sorted(denied)


def _same_words(text: str, original: str) -> None:
    """Each word of content is one of the original's, used no more often; few are left out, and
    those that are kept keep their order for the most part.
    """
    left = [word for word in words(original) if not _is_free(word)]
    count = len(left)
    fixed = set(names(original)) | set(names(text))
    order = list(left)
    places = []
    for word in words(text):
        if _is_free(word):
            continue
        match = word if word in left else None
        if match is None and word not in fixed:
            match = any_form(word, (other for other in left if other not in fixed))
            match = match or next((one for one in left if _is_short_for(one, word)), None)
        if match is None:
            raise NoAnswer("new_word")
        left.remove(match)
        at = order.index(match)
        order[at] = ""
        places.append(at)
    if len(places) < LEAST_KEPT * count:
        raise NoAnswer("lost_word")
    if _longest_rise(places) < LEAST_KEPT * len(places):
        raise NoAnswer("account")


def _is_free(word: str) -> bool:
    """Whether a word is compared elsewhere, as a number, or may come and go."""
    return word in FUNCTION or word in VALUES or is_not(word)


def _is_short_for(one: str, word: str) -> bool:
    """Whether they are a short form and what it is written out as, or two names of one unit."""
    return _SHORT.get(one) == word or (one in UNITS and UNITS[one] == UNITS.get(word))


def _longest_rise(places: list[int]) -> int:
    """How many of the places at most can be kept so that each is greater than the one before."""
    best: list[int] = []
    for i, place in enumerate(places):
        before = (best[j] for j in range(i) if places[j] < place)
        best.append(1 + max(before, default=0))
    return max(best, default=0)


def _nothing_found_anew(text: str, original: str) -> None:
    """No element is found that was not, and an account that was too short stays too short."""
    for asked in (None, USUAL, *((one,) for one in USUAL)):
        if not set(find(text, asked).spans) <= set(find(original, asked).spans):
            raise NoAnswer("account")
    for count in (word_count, lambda words: own_words(words, None, None)):
        if count(original) < LEAST_WORDS <= count(text):
            raise NoAnswer("word_count")
