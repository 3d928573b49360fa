"""The names of a workspace's people, prepared once so that they are found in a text by looking its
words up, however many they are.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from bot.conversation.identifiers.contact import Beside, does_something, is_met, owns_something
from bot.conversation.identifiers.ordinary_words import COMMONEST, IN_NO_NAME, ORDINARY

EXAMPLES: Final = (
    ("Andy W", "ask andy.w or Andy", ("andy.w", "Andy")),
    ("andy.w", "sat with Andy W again", ("Andy W",)),
    ("Andy W", "@andyw_84 knows", ("andyw",)),
    ("Jean-Luc Picard", "jean-luc, Jean Luc and picard's car", ("jean-luc", "Jean Luc", "picard")),
    ("Mary O'Brien", "obrien, O’Brien, Brien", ("obrien", "O’Brien", "Brien")),
    ("Jürgen Müller", "jurgen Mueller and juergen muller", ("jurgen Mueller", "juergen muller")),
    ("Juergen Mueller", "Jürgen and MÜLLER", ("Jürgen", "MÜLLER")),
    ("Zoë Grün", "zoe's van, Zoe\u0308 and grün", ("zoe", "Zoe\u0308", "grün")),
    ("Priya Patel", "PATEL, Priya showed priyas trick", ("PATEL, Priya", "priyas")),
    ("Will Long", "Will showed me, I will not wait long", ("Will",)),
    ("Will Long", "will long said so", ("will long",)),
    ("Mark May", "Mark the May plan, mark may help", ("Mark", "May", "mark may")),
    ("Art Short", "Art, art and a short", ("Art",)),
    ("An Ng", "An EV course. I asked An and ng", ("An", "ng")),
    ("Jo Ev Li", "jo did the EV and ev course with LI", ("jo", "LI")),
    ("Dr Priya (she/her)", "She asked the Dr and priya", ("priya",)),
    ("Jan van der Berg", "the van, van der Berg", ("Berg",)),
    ("\u738b\u5c0f\u660e", "\u6211\u95ee\u738b\u5c0f\u660e\u4e86", ("\u738b\u5c0f\u660e",)),
    (
        "\u092a\u094d\u0930\u093f\u092f\u093e \u0936\u0930\u094d\u092e\u093e",
        "ask \u092a\u094d\u0930\u093f\u092f\u093e now",
        ("\u092a\u094d\u0930\u093f\u092f\u093e",),
    ),
    ("Tom Fry", "toms way, Toms van and TOMS idea", ("toms", "Toms", "TOMS")),
    ("Len Ada", "the lens and adas, lens\u2019", ()),
    ("Joy Mark", "joys idea, marks van, it marks", ("joys", "marks")),
    ("Max Power", "with max, asked max, spoke to max, max's van", ("max", "max", "max", "max")),
    ("Max Power", "max load; power at max, up to some max", ()),
    ("Mark Hill", "got mark to check, thanks to mark, mark it", ("mark", "mark")),
    ("Mark Hill", "mark h showed me, so mark H, mark x", ("mark h", "mark H")),
    ("Will Ash", "asked will about it, me and will, he will, will a van", ("will", "will")),
    ("Joy Sunny", "asked joy for help, learnt from sunny, a sunny day", ("joy", "sunny")),
    ("Max Power", "max showed me, by max, cheers max, our trainer max", ("max",) * 4),
    (
        "Max Joy",
        "max did it, with joy and max, max (trainer), max is 40",
        ("max", "joy", "max", "max"),
    ),
    ("Will May", "every tech will have it by may, you will let him, he will always, from may", ()),
    ("Ada Read", "can my boss read this, the mentor read it", ()),
    ("Al Dean", "AL SHOWED ME, al told us, ET AL, et al", ("AL", "al")),
    ("W", "W and w", ()),
    ("\U0001f527 123", "123 \U0001f527", ()),
)
"""Somebody's name, a text, and what is found of them in it; the tests run them."""

PART_LEAST: Final = 2
_PARTS_MOST: Final = 8
_GLUED_LEAST: Final = 5
"""Letters of a whole name that is found as one word, such as "andywilliams"."""
_OWNED_LEAST: Final = 4
"""Letters of a name with the "s" of its owner and no apostrophe."""
_NOT_OWNED_WORDS: Final = """
adas buns cads cals cells chess coss dens dess docs fens fins gens hens hers lens less lids
lins mens mics mods mots nets nuns pens pins rens sens sins tics vans vics vins wens
"""
_NOT_OWNED: Final = frozenset(_NOT_OWNED_WORDS.split())
"""Words of a name's letters and an "s", that are no owner's."""
_JOINT: Final = re.compile(r"[ \n\"'“”‘’(@/]{1,3}")
_OWNS: Final = re.compile(r"['’][sS]\b")
_BESIDE: Final = 2
"""Words that are looked at on each side of one."""

_MARKS: Final = (
    r"\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    r"\u0971-\u0dff\u0e00-\u0eff\u0f71-\u0fbc\u1000-\u1049\u1056-\u109f\u1780-\u17d3\u200b-\u200d"
)
_WORD: Final = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_GAP: Final = re.compile(r"[^\w\n;:!?()]{1,3}|_")
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]"
)
"""Scripts that put no spaces between words."""
_UNSPACED_MOST: Final = 12
_SPELT_OUT_MOST: Final = 4
"""Parts with umlauts in one name, each of which is looked up in both spellings."""
_OPENING: Final = " \t\"'“”‘’([{*_-–—>"
_ENDS: Final = (".", "!", "?", ":", ";", "…", "•", "\n")

_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d", "")
)
_SPELT_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


class People:
    """What the workspace's people are called, each under any number of names.

    Each part of two letters or more is found in any case, with or without accents. One that is an
    ordinary word besides ("Will") is found where it begins with a capital letter, and beside a word
    of contact; one of the commonest words ("An") where it begins so within a sentence. Whole names,
    such as "Andy W", are found in any case, in either order, and written in one.
    """

    __slots__ = (
        *("_alone", "_capital", "_firsts", "_initials", "_inside", "_shouted", "_unspaced"),
        "_whole",
    )

    def __init__(self, names: Iterable[str]) -> None:
        self._alone: set[str] = set()
        self._capital: set[str] = set()
        self._inside: set[str] = set()
        self._shouted: set[str] = set()
        self._unspaced: set[str] = set()
        self._whole: set[str] = set()
        self._firsts: set[str] = set()
        """With which parts whole names begin."""
        self._initials: set[tuple[str, str]] = set()
        """First parts with the first letter of the last."""
        for name in {" ".join(one.split()) for one in names}:
            self.add(name)

    def add(self, name: str) -> None:
        """Find somebody under this name, too."""
        units = [[one[0] for one in _WORD.finditer(unit)] for unit in name.split()]
        units = [kept for unit in units if (kept := [one for one in unit if not _is_title(one)])]
        parts = [part for unit in units for part in unit][:_PARTS_MOST]
        for part in parts:
            self._add_part(part)
        if len(parts) > 1:
            for each in (parts, [parts[-1], *parts[:-1]], [parts[0], parts[-1]]):
                self._add_whole(each)
            ends = {key[0] for key in _keys(parts[-1])}
            self._initials.update(product(_keys(parts[0]), ends))
        for unit in units:
            self._add_whole(unit[:_PARTS_MOST])

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans that may name one of them, in order and apart."""
        return self._found(text, surely=False)

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans that name one of them for certain: no ordinary words alone."""
        return self._found(text, surely=True)

    def _add_part(self, part: str) -> None:
        for key in _keys(part):
            if _UNSPACED.search(key):
                self._unspaced.add(key)
            if len(key) < PART_LEAST:
                continue
            if key in COMMONEST:
                self._inside.add(key)
            elif key in ORDINARY:
                self._capital.add(key)
                if part.isupper() and len(part) == PART_LEAST:
                    self._shouted.add(key)
            else:
                self._alone.add(key)

    def _add_whole(self, parts: list[str]) -> None:
        if len(parts) > 1:
            ways = [_keys(part) for part in parts]
            if sum(len(each) > 1 for each in ways) > _SPELT_OUT_MOST:
                ways = [each[:1] for each in ways]
            self._whole.update(map("".join, product(*ways)))
            self._firsts.update(ways[0])

    def _found(self, text: str, *, surely: bool) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        keys = [_keys(word[0]) for word in words]
        at = 0
        while at < len(words):
            word = words[at]
            last = self._last_of_whole(text, words, keys, at)
            if last is None and not surely and self._has_initial(text, words, keys, at):
                last = at + 1
            if last is None and self._is_one(word, keys[at], text, surely=surely):
                last = at
            if last is None and not surely and self._is_met(text, words, keys, at):
                last = at
            if last is not None:
                yield word.start(), words[last].end()
            elif self._unspaced and _UNSPACED.search(word[0]):
                yield from self._within(word)
            at = at + 1 if last is None else last + 1

    def _last_of_whole(
        self, text: str, words: list[re.Match[str]], keys: list[tuple[str, ...]], at: int
    ) -> int | None:
        """The last word of the longest whole name that begins with a word."""
        if self._firsts.isdisjoint(keys[at]):
            return None
        found, spelt = None, set(keys[at])
        for last in range(at + 1, min(at + _PARTS_MOST, len(words))):
            if not _GAP.fullmatch(text, words[last - 1].end(), words[last].start()):
                break
            spelt = {f"{so_far}{key}" for so_far in spelt for key in keys[last]}
            if not spelt.isdisjoint(self._whole):
                found = last
        return found

    def _is_one(
        self, word: re.Match[str], keys: tuple[str, ...], text: str, *, surely: bool
    ) -> bool:
        for key in keys:
            if key in self._alone or (len(key) >= _GLUED_LEAST and self._is_glued(key)):
                return True
            if len(key) >= _OWNED_LEAST and key[-1] == "s" and key[:-1] in self._alone:
                return key not in ORDINARY and key not in _NOT_OWNED
        if surely or not word[0][0].isupper():
            return False
        if any(key in self._capital for key in keys):
            return len(word[0]) > PART_LEAST or word[0][1].islower() or keys[0] in self._shouted
        return (
            any(key in self._inside for key in keys)
            and word[0][1:].islower()
            and not _opens(text, word.start())
        )

    def _has_initial(
        self, text: str, words: list[re.Match[str]], keys: list[tuple[str, ...]], at: int
    ) -> bool:
        """ "mark h": an "a" or an "i" is one where somebody does something."""
        if at + 1 == len(words) or len(words[at + 1][0]) > 1:
            return False
        if text[words[at].end() : words[at + 1].start()] != " ":
            return False
        does = does_something(_beside(text, words, at + 1))
        initial = keys[at + 1][0]
        if does and any(key in self._capital for key in keys[at]):
            return True
        known = any((key, initial) in self._initials for key in keys[at])
        return known and (does or initial not in ("a", "i"))

    def _is_met(
        self, text: str, words: list[re.Match[str]], keys: list[tuple[str, ...]], at: int
    ) -> bool:
        """Whether an ordinary word names somebody by what stands beside it."""
        for key in keys[at]:
            if key in self._capital and is_met(key, _beside(text, words, at)):
                return True
            if key[:-1] in self._capital and owns_something(key, _beside(text, words, at)):
                return True
        return False

    def _is_glued(self, key: str) -> bool:
        return key in self._whole and key not in ORDINARY

    def _within(self, word: re.Match[str]) -> Iterator[tuple[int, int]]:
        """Names in a run of words that nothing parts."""
        at, run = 0, word[0]
        while at < len(run):
            for end in range(min(len(run), at + _UNSPACED_MOST), at + PART_LEAST - 1, -1):
                if run[at:end] in self._unspaced or run[at:end] in self._whole:
                    yield word.start() + at, word.start() + end
                    at = end
                    break
            else:
                at += 1


NOBODY: Final = People(())


def people_of(names: Collection[str] | People) -> People:
    """Names as they are looked for. What is prepared already stays as it is."""
    return names if isinstance(names, People) else _prepared(frozenset(names))


@lru_cache(maxsize=64)
def _prepared(names: frozenset[str]) -> People:
    return People(names)


def _beside(text: str, words: list[re.Match[str]], at: int) -> Beside:
    """What stands beside a word, and the word's own "'s"."""
    before: list[str] = []
    while len(before) < min(at, _BESIDE):
        last = at - len(before)
        if not _JOINT.fullmatch(text, words[last - 1].end(), words[last].start()):
            break
        before.append(words[last - 1][0].lower())
    behind: list[str] = []
    while len(behind) < min(len(words) - at - 1, _BESIDE):
        last = at + len(behind)
        if not _JOINT.fullmatch(text, words[last].end(), words[last + 1].start()):
            break
        behind.append(words[last + 1][0].lower())
    return Beside(before, behind, owns=_OWNS.match(text, words[at].end()) is not None)


def _is_title(part: str) -> bool:
    return part.casefold() in IN_NO_NAME


def _keys(word: str) -> tuple[str, ...]:
    """How a word is looked up: small, without accents; with umlauts spelt out as well."""
    low = word.casefold()
    if low.isascii():
        return (low,)
    low = unicodedata.normalize("NFC", low)
    return tuple(dict.fromkeys((_bare(low), _bare(low.translate(_SPELT_OUT)))))


def _bare(low: str) -> str:
    apart = unicodedata.normalize("NFD", low.translate(_PLAIN))
    return "".join(one for one in apart if not "\u0300" <= one <= "\u036f")


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins there."""
    before = text[max(0, start - 20) : start].rstrip(_OPENING)
    return not before or before.endswith(_ENDS)
