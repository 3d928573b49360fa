"""Names an activity: the noun phrase of what is left when everything else has been read."""

import re
from dataclasses import dataclass
from typing import Final

from bot.conversation import title_words as said
from bot.conversation.field import Confidence, Field, Span
from bot.conversation.places import TOWNS
from bot.conversation.provider_names import KNOWN
from bot.conversation.text import BLANK, folded

TITLE_LIMIT: Final = 80
"""Characters of a title at most: what fits the first line of a card."""

_PHRASES_LOOKED_AT: Final = 24


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words between two marks or conjunctions that may name the activity.

    `kind` is where the noun stands that says what kind of activity it is ("course"). `did` says
    that a verb led up to it, `apposed` that it only explains what stood before ("a CMI webinar"),
    `tells` that an account opens like it, `clause` that it begins with a conjunction or "I".
    """

    span: Span
    words: str
    kind: Span | None = None
    did: bool = False
    apposed: bool = False
    tells: bool = False
    clause: bool = False

    @property
    def bare(self) -> bool:
        """Whether it names a kind of activity and not which."""
        return self.kind is not None and said.BARE.fullmatch(folded(self.words)) is not None

    @property
    def branded(self) -> bool:
        """Whether it names nothing but who ran what kind of activity: "BSI webinar"."""
        words = folded(self.words).split()
        return any(
            " ".join(words[:index]) in KNOWN
            and said.BARE.fullmatch(" ".join(words[index:])) is not None
            for index in range(1, min(len(words), 4))
        )


def find_title(text: str, start: int, taken: list[Span]) -> Field[str]:
    """The phrase of `text` from `start` on that names the activity, without the `taken` spans.

    Empty where nothing is left that names an activity.
    """
    left = text
    for begin, end in taken:
        left = left[:begin] + BLANK * (end - begin) + left[end:]
    plain = _folded_lines(left)
    opens = said.OPENERS.match(plain, start)
    start = opens.end() if opens and opens.end() < len(plain) else start
    certified = said.CERTIFIED.search(plain, start)
    phrases = _phrases(left, plain, certified.end() if certified else start)
    if certified and phrases:
        return _field(phrases[0])
    return _chosen(phrases)


def without_people(words: str) -> str:
    """A title as a member words it, without number plates, VINs, phone numbers, e-mail addresses
    and customers; of at most 80 characters, and empty where nothing is left.
    """
    left = said.PRIVATE.sub(" ", said.CUSTOMER.sub("", words))
    return _fitting(" ".join(left.split()).strip(" ,;-"))


def _folded_lines(left: str) -> str:
    """Folded text in which a line still ends."""
    if "\n" not in left:
        return folded(left)
    return "".join("\n" if a == "\n" else b for a, b in zip(left, folded(left), strict=True))


def _chosen(phrases: list[_Phrase]) -> Field[str]:
    named = [phrase for phrase in phrases if not phrase.tells and not phrase.clause]
    for index, phrase in enumerate(named):
        if phrase.kind is None:
            continue
        if (phrase.apposed or phrase.branded) and index and named[index - 1].kind is None:
            return _field(named[index - 1])
        if not phrase.bare and not (phrase.branded and _is_topic(named[index + 1 : index + 2])):
            return _field(phrase)
        topics = [one for one in (*named[index + 1 :], *reversed(named[:index])) if not one.bare]
        if topics and topics[0].kind is None:
            return _with_topic(phrase, topics[0])
        return _field(topics[0] if topics else phrase)
    clauses = [phrase for phrase in phrases if phrase.clause]
    of_clauses = (one for one in clauses if one.kind is not None)
    for phrase in (*of_clauses, *(one for one in named if one.did), *named, *clauses, *phrases):
        return _field(phrase)
    return Field()


def _is_topic(behind: list[_Phrase]) -> bool:
    """Whether the phrase behind "BSI webinar" says what it was about."""
    return bool(behind) and behind[0].kind is None and len(behind[0].words.split()) <= 6


def _field(phrase: _Phrase) -> Field[str]:
    return Field(_fitting(phrase.words), phrase.span, Confidence.LIKELY)


def _with_topic(kind: _Phrase, topic: _Phrase) -> Field[str]:
    """ "Webinar, shock absorber testing" is a shock absorber testing webinar."""
    noun = kind.words.rpartition(" ")[2] if kind.branded else kind.words
    noun = noun[0].lower() + noun[1:] if noun[1:].islower() else noun
    span = (min(kind.span[0], topic.span[0]), max(kind.span[1], topic.span[1]))
    return Field(_fitting(f"{topic.words} {noun}"), span, Confidence.LIKELY)


def _fitting(words: str) -> str:
    return words if len(words) <= TITLE_LIMIT else words[:TITLE_LIMIT].rsplit(" ", 1)[0]


# Phrases


def _phrases(left: str, plain: str, start: int) -> list[_Phrase]:
    """The phrases that have words for a title, in order."""
    found: list[_Phrase] = []
    for begin, end in _cut(left, plain, start)[:_PHRASES_LOOKED_AT]:
        phrase = _phrase(left, plain, begin, end)
        if phrase is not None:
            found.append(phrase)
    return found


def _cut(left: str, plain: str, start: int) -> list[Span]:
    """Where one phrase ends and the next begins; never inside quotation marks."""
    quoted = [one.span() for one in said.QUOTED.finditer(left)]
    spans: list[Span] = []
    begin = start
    for mark in said.CUT.finditer(plain, start):
        inside = any(a < mark.start() < b - 1 for a, b in quoted)
        if inside or (mark[0] == "." and said.ABBREVIATION.search(plain, 0, mark.start())):
            continue
        spans.append((begin, mark.start()))
        begin = mark.start() if mark["joint"] else mark.end()
    return [*spans, (begin, len(left))]


def _phrase(left: str, plain: str, begin: int, end: int) -> _Phrase | None:
    opening = plain[begin:end].strip(f" {BLANK}.!?")
    if _names_nothing(opening):
        return None
    first, whole = begin, end
    begin, end = _trimmed(left, plain, begin, end)
    noun = _kind(plain, begin, end)
    if noun is not None:
        begin, end = _around(plain, begin, end, noun)
        begin, end = _trimmed(left, plain, begin, end)
        noun = _kind(plain, begin, end)
        about = said.ABOUT.search(plain, end, whole)
        if about is not None and said.BARE.fullmatch(plain[begin:end]):
            _, stop = _trimmed(left, plain, about.end(), whole)
            topic = left[about.start() : stop]
            if stop > about.end() and BLANK not in topic:
                words = _worded(f"{left[begin:end]} {topic}")
                return _Phrase((begin, stop), words, kind=noun)
        place = said.IN_TOWN.match(said.marked(plain), end, whole)
        if place is not None and said.BARE.fullmatch(plain[begin:end]):
            end = place.end()
    if noun is None and said.CLAUSE.search(plain[begin:end]):
        return None
    words = _worded(left[begin:end])
    if left[begin:end] == "Reading" and first:
        return None  # the town, behind a name
    if not words or (noun is None and said.NAMES_NOTHING.fullmatch(said.marked(folded(words)))):
        return None
    lead = plain[first:begin]
    did = said.DID.search(lead) is not None
    named = noun is not None or did
    opens_aside = said.ASIDE_OPENS.match(opening) is not None
    mine = said.OF_MINE.match(opening) is not None
    if opens_aside and noun is None and not mine:
        return None
    return _Phrase(
        (begin, end),
        words,
        kind=noun,
        did=did,
        apposed=lead.strip(f" {BLANK}") in ("a", "an"),
        clause=opens_aside and not (named and mine),
        tells=noun is None and said.TELLS.match(plain, begin) is not None,
    )


def _names_nothing(opening: str) -> bool:
    """Whether a phrase is a label with its value, or without any word for an activity."""
    if said.A_LABEL.fullmatch(opening):
        return True
    beside = said.NAMES_NOTHING.fullmatch(said.marked(opening)) is not None
    return beside and said.KIND.search(opening) is None


def _kind(plain: str, begin: int, end: int) -> Span | None:
    """Where the noun stands that says what kind of activity a phrase names: its head, if it can."""
    found = [one.span() for one in said.KIND.finditer(plain, begin, end)]
    if not found:
        return None
    head = found[0]
    for span in found[1:]:
        between = plain[head[1] : span[0]]
        if said.STILL_ONE_NAME.fullmatch(between) is None:
            break
        head = span
    return head


def _around(plain: str, begin: int, end: int, noun: Span) -> Span:
    """The noun phrase around the noun: from behind the verb that leads up to it, to its end."""
    for verb in said.DID.finditer(plain, begin, noun[0]):
        begin = verb.end()
    between_people = said.BETWEEN_PEOPLE.search(plain, begin, noun[1]) is not None
    quoted = said.QUOTED.search(plain, noun[1], end)
    for stop in said.AFTER_KIND.finditer(said.marked(plain), noun[1], end):
        if quoted and quoted.start() < stop.start() < quoted.end():
            continue
        if not (between_people and stop[0].startswith("w")):
            return begin, stop.start()
    return begin, end


def _trimmed(left: str, plain: str, begin: int, end: int) -> Span:
    """Cuts what leads up to the title and what trails after it."""
    marked = said.marked(plain)
    if said.ASIDE.match(marked[begin:end].strip(f" {BLANK}")):
        return end, end
    while lead := (
        said.LEADING_MARKS.match(plain, begin, end)
        or said.LEAD_PEOPLE.match(marked, begin, end)
        or said.LEAD_IN.match(plain, begin, end)
        or _clause(plain, begin, end)
    ):
        begin = lead.end()
        if plain[lead.start() : begin].strip(
            f" {BLANK}"
        ) in said.BEFORE_ASIDES and said.ASIDE.match(
            marked[lead.start() : end].rstrip(said.TRAILING_MARKS)
        ):
            return end, end
    while True:
        end = begin + len(plain[begin:end].rstrip(said.TRAILING_MARKS))
        tail = max(begin, end - 64)
        trail = said.TRAIL_OFF.search(plain[tail:end]) or said.ASIDE.search(marked[tail:end])
        if (
            trail
            and trail[0].startswith(("with", "w/"))
            and said.BETWEEN_PEOPLE.search(plain, begin, end)
        ):
            return begin, end
        if trail is None or _capital(left, tail + trail.start(), end):
            return begin, end
        end = tail + trail.start()


def _clause(plain: str, begin: int, end: int) -> re.Match[str] | None:
    """What somebody did, before what it was about; nothing where a kind of activity is named."""
    found = said.LEAD_CLAUSE.match(plain, begin, end)
    return None if found is None or said.KIND.search(plain, begin, found.end()) else found


def _capital(left: str, begin: int, end: int) -> bool:
    """Whether the last word of a name in capitals is part of it: "Turn the Ship Around"."""
    word = left[begin:end].strip(f" {BLANK}")
    before = left[:begin].split()
    return word.istitle() and bool(before) and before[-1].istitle() and word.isalpha()


# Words


def _worded(words: str) -> str:
    """The words as a title: gaps closed, marks tidied, a capital letter in front; "" for none."""
    words = said.IN_SOME_TOWN.sub(
        lambda found: "" if found[1].lower() in TOWNS else found[0], words
    )
    words = said.FILLER.sub("", said.PRIVATE.sub(" ", said.CUSTOMER.sub("", words)))
    words = said.KIND_IN_BRACKETS.sub("", words)
    words = said.EMPTY_BRACKETS.sub(" ", said.GAP.sub(" ", words))
    words = " ".join(said.BEFORE_MARK.sub("", said.SEPARATORS.sub(", ", words)).split())
    words = words.strip(" ,;:|")
    if quoted := said.WHOLLY_QUOTED.fullmatch(words):
        words = quoted[2]
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")].strip() or words.strip("() ")
    elif words.count(")") > words.count("("):
        words = words.strip("() ")
    named = [word.lower() for word in said.WORD.findall(words)]
    if sum(map(len, named)) < 2 or all(map(said.EMPTY_WORD.fullmatch, named)):
        return ""
    words = said.ACRONYMS.sub(lambda found: found[0].upper(), words)
    first = words.split(" ", 1)[0]
    return words[0].upper() + words[1:] if first.islower() else words
