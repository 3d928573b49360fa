"""The check of a question: one question, in the member's nouns, that asks what the rules ask."""

import re
from typing import Final

from bot.coach.checks.asking import asked_in
from bot.coach.checks.facts import only_theirs
from bot.coach.checks.plain import plain
from bot.coach.checks.speech import proper
from bot.coach.checks.words import content_stems, words
from bot.coach.refusals import NoAnswer
from bot.coach.requests import CoachRequest, Exchange

LEAST, MOST = 4, 30
OF_ITS_OWN, OF_ITS_OWN_FOR_SEVERAL = 12, 15
"""Words of a question at most that the member has not written, where it asks for one element and
where for several: a card and a note have room for so many.
"""
_LONGEST: Final = 300

_SENTENCE: Final = re.compile(r"[.!?;…]+[\"'”’)]*\s|\n")
ASKING: Final = frozenset({
    "what", "where", "which", "how", "why", "who", "has", "have", "did", "is", "was", "were",
    "are", "will", "would", "can", "could", "do", "does",
})  # fmt: skip
_OPENERS: Final = ASKING | frozenset({
    "when", "in", "on", "at", "for", "from", "after", "before", "during", "now", "next", "of",
    "with", "since", "and", "so", "to", "by", "as",
})  # fmt: skip
_OPEN: Final = frozenset({"what", "where", "which", "how", "why", "when", "who", "whom", "whose"})
_PERSON: Final = r"\[ ?(?:person|customer) ?\d+ ?\]"
_TO_SOMEBODY: Final = re.compile(
    rf"^\s*(?:(?:hi|hello|hey|dear|so|ok|okay|well|and|now)\b,? )?{_PERSON}\s*[,:–—-]\s"
    rf"|,\s*{_PERSON}\s*[?.!]?\s*$|\babout {_PERSON}(?!['’]s)|^\s*(?:is|was|does|did|has|will|can)"
    rf" {_PERSON}",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:now that|given that|because|since|as|and|but|so|if|that|how|because of what) (?:you"
    r"(?:'ve|'re|'ll|r)?|it|this) (?:have |are |now |can |will )?(?:learnt|learned|know|knew|are"
    r"|were|passed|realised|realized|found|understand|understood|got|can|will|use)\b(?!.*\?.*\?)"
    r"|, (?:right|correct|ok|okay|yes|no|eh|isn't it|don't you|didn't you|haven't you|aren't you"
    r"|won't you)\?|[,:–—-] (?:you|it|this|that|they)(?:'ve|'re|'s| have| are| is| will| must) "
)
_ASSERTS: Final = re.compile(r"\byou(?:'ve|'re| have| are| learnt| learned| know| now know)\b")


def checked_question(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The question as it is asked. Raises NoAnswer."""
    written = request.written
    not_of_people(answer)
    text = plain(exchange.screen.restored(answer), written)
    one_sentence(text, ends="?")
    proper(text)
    _is_asked(text, open_only="changed" not in request.asks)
    only_theirs(text, written, exchange.screen)
    shares_a_word(text, written)
    if words(text) == words(request.question):
        raise NoAnswer("repeated")
    if not set(request.asks) <= set(asked_in(text)):
        raise NoAnswer("elements")
    most = OF_ITS_OWN_FOR_SEVERAL if len(request.asks) > 1 else OF_ITS_OWN
    if _of_its_own(text, written) > most:
        raise NoAnswer("length")
    return text


def _of_its_own(text: str, written: str) -> int:
    """How many of its words the member has not written."""
    theirs = set(words(written))
    return sum(not set(words(word)) <= theirs for word in text.split())


def one_sentence(text: str, *, ends: str) -> None:
    """Raises NoAnswer unless it is one sentence of 4 to 30 words that ends in one of `ends`."""
    if len(text) > _LONGEST or not LEAST <= len(text.split()) <= MOST:
        raise NoAnswer("length")
    if _SENTENCE.search(text) or text.count("?") > 1:
        raise NoAnswer("sentences")
    if text[-1] not in ends or not text[-2].isalnum():
        raise NoAnswer("no_question" if ends == "?" else "sentences")


def not_of_people(answer: str) -> None:
    """Raises NoAnswer("name") where an answer, still with placeholders, speaks to somebody other
    than the member, or asks about a person in place of the subject.
    """
    if _TO_SOMEBODY.search(answer):
        raise NoAnswer("name")


def shares_a_word(text: str, written: str) -> None:
    """Raises NoAnswer("own_words") unless a word of content stands in both."""
    if not content_stems(text) & content_stems(written):
        raise NoAnswer("own_words")


def _is_asked(text: str, *, open_only: bool) -> None:
    """A question opens as one and asserts nothing on its way. `open_only`: it is none to which
    "yes" is an answer, and which so gives the answer away.
    """
    said = words(text)
    if said[0].split("'")[0] not in _OPENERS:
        raise NoAnswer("no_question")
    at = next((at for at, word in enumerate(said) if word.split("'")[0] in ASKING), None)
    if at is None:
        raise NoAnswer("no_question")
    if open_only and not {one.split("'")[0] for one in said} & _OPEN:
        raise NoAnswer("assertion")
    small = text.lower().replace("’", "'")
    if _TOLD.search(small) or _ASSERTS.search(" ".join(said[:at])):
        raise NoAnswer("assertion")
