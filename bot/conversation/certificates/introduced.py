"""Who is said to have issued a certificate: by a label, by a sentence, or in small print. What
stands by itself on the page, and which of all it was, is `providing`'s.
"""

from collections.abc import Iterator
from typing import Literal

from bot.conversation.certificates import names
from bot.conversation.certificates import provider_wordings as words_of
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.doubts import Doubt
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.weighing import Candidate
from bot.conversation.text import folded

Sign = Literal[
    "labelled", "awarding", "certifies", "by", "sender", "letterhead", "heads", "brand", "surely",
    "word", "footer", "copyright", "registered", "domain", "repeated", "signed for", "only",
    "over heading", "large", "title elsewhere", "aside", "accrediting", "beneath",
    "one word", "addressed", "rivalled", "unclear", "made", "plain words", "part", "described",
] | Doubt  # fmt: skip


def introduced(sheet: Sheet) -> Iterator[Candidate[Sign]]:
    """What a label or a sentence says to be the one who issued it, or whose page it is."""
    for pair in sheet.labelled("provider"):
        if words_of.JOINT.search(pair.value):
            continue
        name = words_of.cleaned(
            words_of.SENTENCE_ENDS.split(words_of.without_address(pair.value))[0]
        )
        match = words_of.NAME_ALONE.match(name)
        if match is not None and words_of.NO_LONGER.match(name, match.end()):
            name = match["name"]
        is_name = 2 < len(name) <= 80 and "@" not in name and any(one.isalpha() for one in name)
        if is_name and not is_person(name) and next(days_in(name, "day first"), None) is None:
            awarding = "awarding" in pair.label or "certification" in pair.label
            yield as_candidate(name, pair.cell, "awarding" if awarding else "labelled")
    for at, cell in enumerate(sheet.cells):
        text = cell.text
        match = (
            words_of.SENDER.match(text) if "@" in text and words_of.TO.match(text) is None else None
        )
        if match is not None and not is_person(match["name"]):
            yield as_candidate(match["name"].strip(" \"'"), at, "sender")
        if words_of.BY_AT_ALL.search(text) and sheet.kinds[at] is None:
            flow = sheet.flow(at, 2)
            said = flow.text.replace("\n", " ")
            for match in (*words_of.BY.finditer(said), *words_of.WITH.finditer(said)):
                whole = _within_line(match["name"], len(text) - match.start("name"))
                if match.start() >= len(text) or whole is None:
                    continue
                if words_of.JOINT_BEHIND.match(said, match.start("name") + len(whole)) is None:
                    made = words_of.MADE.match(match[0]) is not None
                    at_name = flow.cell_at(match.start("name"))
                    yield from _named(whole, at_name, "by", *(("made",) if made else ()))
        yield from _in_small_print(text, at)


def _within_line(name: str, left: int) -> str | None:
    """A name that stands on one line of which so many characters are left; None where it may end
    there or go on with the next.
    """
    if left <= 0 or len(name) <= left:
        return name
    first = name[:left].strip()
    if names.is_company(first):
        return first
    return name if names.is_company(name) else None


def _in_small_print(text: str, at: int) -> Iterator[Candidate[Sign]]:
    low = text.lower()
    if words_of.CERTIFYING.search(low):
        match = words_of.CERTIFIES.match(text)
        if match is not None and names.is_organisation(match["name"]):
            yield from _named(match["name"], at, "certifies")
    if ("©" in text or "copyright" in low or "(c)" in low) and (
        match := words_of.COPYRIGHT.search(text)
    ):
        yield from _named(match["name"] or match["before"], at, "copyright")
    if words_of.REGISTRY.search(low) and (match := words_of.REGISTERED.match(text)) is not None:
        yield from _named(match["name"], at, "registered")
    match = words_of.SIGNED_FOR.search(text) if "for " in low else None
    if match is not None and names.is_organisation(match["name"]):
        yield from _named(match["name"], at, "signed for")


def _named(name: str, cell: int, *signs: Sign) -> Iterator[Candidate[Sign]]:
    """A name out of a sentence, without what no longer is of it."""
    name = words_of.without_stop(words_of.SENTENCE_ENDS.split(name)[0].strip(" ,'’-"))
    words = name.split()
    for at, word in enumerate(words):
        if at and word == "for" and not words_of.OF_ITS_NAME.search(folded(" ".join(words[:at]))):
            words = words[:at]
            break
    while words and words[-1].lower() in words_of.SMALL:
        words.pop()
    name = " ".join(words)
    shaped = names.person(name) is not None and not names.is_organisation(name)
    if 2 < len(name) <= 80 and not shaped and not names.is_heading(name):
        yield as_candidate(name, cell, *signs)


def as_candidate(name: str, cell: int, *signs: Sign) -> Candidate[Sign]:
    """A name with the signs that brought it, and with what the name itself tells."""
    more: list[Sign] = []
    if names.is_organisation(name):
        more.append("surely" if names.is_surely_organisation(name) else "word")
    elif " " not in name:
        more.append("one word")
    return Candidate(name, cell, frozenset((*signs, *more)))


def is_person(name: str) -> bool:
    """Whether a name is somebody's rather than an organisation's."""
    told = names.person(name)
    return told is not None and not names.is_organisation(name) and (
        names.is_given(told) or names.is_titled(name)
    )  # fmt: skip
