"""Refuses what is no plain text: markup, mentions, invisible and other characters, floods."""

import re
import unicodedata
from collections import Counter
from typing import Final

from bot.coach.refusals import NoAnswer
from bot.conversation.text import folded

_USUAL: Final = frozenset(" \n.,;:!?'\"’‘“”()-–—…/%&+£€$°")
_MARKUP: Final = re.compile(
    r"<[^<>]*>|[<>`]|&#?\w{1,10};|(?<!\w)([*_~])(?=\S)[^*_~\n]+(?<=\S)\1(?!\w)|\]\(|!\["
    r"|:[a-z][\w+'-]*:"
)
_MENTION: Final = re.compile(r"(?<![\w.])[@#]\w+|[@!](?:channel|here|everyone|group)\b")
_LINK: Final = re.compile(
    r"\b\w{1,20}://\S*|\b(?:mailto|tel|javascript|data):\S+|\bwww\.\S+|[^\s@]{1,64}@[^\s@]{1,255}"
    r"|\b[\w-]{2,63}(?:\.[\w-]{2,63}){0,5}\.[a-z]{2,24}\b(?:/\S*)?|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|\b[\w-]+ ?(?:\(dot\)|\[dot\]| dot )(?:com|org|net|io|uk|co)\b"
)


def plain(answer: str, written: str) -> str:
    """The answer with single spaces and lines, in composed characters.

    `written` is what the member wrote: a character or a link of theirs may stand in it. Raises
    NoAnswer ("markup", "mention", "link", "characters").
    """
    text = unicodedata.normalize("NFC", answer)
    if any(unicodedata.category(one)[0] == "C" and one not in "\n\r\t" for one in text):
        raise NoAnswer("characters")
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = "\n".join(line for line in lines if line)
    if _MARKUP.search(text):
        raise NoAnswer("markup")
    small, theirs = folded(text), folded(unicodedata.normalize("NFC", written))
    _only_theirs(_MENTION, small, theirs, "mention")
    _only_theirs(_LINK, small, theirs, "link")
    _usual_characters(text, written)
    return text


def _only_theirs(pattern: re.Pattern[str], text: str, written: str, reason: str) -> None:
    theirs = {found[0].rstrip(".,;:!?)") for found in pattern.finditer(written)}
    if any(found[0].rstrip(".,;:!?)") not in theirs for found in pattern.finditer(text)):
        raise NoAnswer("mention" if reason == "mention" else "link")


def _usual_characters(text: str, written: str) -> None:
    """Latin letters, figures and usual signs; others stand as often in what the member wrote, and
    letters of another script only in whole words of theirs.
    """
    theirs = Counter(unicodedata.normalize("NFC", written))
    words = set(re.findall(r"\w+", folded(written)))
    odd = Counter(one for one in text if not _is_usual(one))
    for one, times in odd.items():
        if not one.isalpha() and theirs[one] < times:
            raise NoAnswer("characters")
    for word in re.findall(r"\w+", text):
        if any(one.isalpha() and not _is_usual(one) for one in word) and folded(word) not in words:
            raise NoAnswer("characters")


def _is_usual(one: str) -> bool:
    if one in _USUAL or (one.isascii() and one.isalnum()):
        return True
    return (
        one.isalpha()
        and unicodedata.normalize("NFKC", one) == one
        and unicodedata.name(one, "").startswith("LATIN ")
        and not unicodedata.name(one, "").startswith("LATIN LETTER")
    )
