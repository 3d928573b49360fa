"""What is read of a certificate, held against its label: counts, and what is wrong in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from bot.conversation.certificates.certificate import Certificate, Module
from evaluation.certificates.labels import FIELDS, Label, Value
from evaluation.figures import share

Verdict = Literal["right", "wrong", "missed"]

LISTS: Final = ("people", "modules")
"""Counted by their lines: a name, or a module with all that is said of it."""

OF_CERTIFICATE: Final = {"date": "day"}
_TYPED: Final = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")
_HUNDREDTHS: Final = frozenset({"credits", "points"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of one field of one file. One that is rightly empty has no mark.

    `labelled`: the label holds a value, so that a wrong one is also one that was not found.
    """

    field: str
    verdict: Verdict
    labelled: bool
    expected: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """One file. `taken` says whether it was taken for a certificate, `is_one` whether it is.
    `supposed`: what came of its title where that is only supposed, and asked about: it is none of
    the marks.
    """

    name: str
    is_one: bool
    taken: bool
    marks: tuple[Mark, ...]
    supposed: Mark | None = None


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """Of one field over all files: of values alone, since most of all fields are empty."""

    field: str
    right: int
    wrong: int
    not_found: int

    @property
    def precision(self) -> float | None:
        """Of what was filled, the share that is right."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of what the labels hold, the share that was found."""
        return share(self.right, self.right + self.not_found)


def score(name: str, label: Label, read: Certificate | None) -> Scored:
    """Every field of a file that the label or the reader fills."""
    marks = [mark for one in FIELDS if (mark := _mark(one, label, read)) is not None]
    people = [_squeezed(one) for one in (read.people if read else ())]
    marks += _of_list("people", [_squeezed(one) for one in label.people], people)
    modules = [_module(one) for one in (read.modules if read else ())]
    marks += _of_list("modules", [_labelled_module(one) for one in label.modules], modules)
    supposed = None
    if read is not None and read.title is None and read.supposed_title is not None:
        supposed = _mark("title", label, replace(read, title=read.supposed_title))
    taken = read is not None and read.flaw is None
    return Scored(name, label.certificate, taken, tuple(marks), supposed)


def figures(scored: Iterable[Scored]) -> list[FieldFigures]:
    """Each field's, and last that of all of them but the lists."""
    marks = [mark for one in scored for mark in one.marks]
    found = [_figures(name, marks) for name in (*FIELDS, *LISTS)]
    whole = [mark for mark in marks if mark.field not in LISTS]
    return [*found, _figures("all fields", whole)]


def _figures(name: str, marks: Sequence[Mark]) -> FieldFigures:
    own = marks if name == "all fields" else [one for one in marks if one.field == name]
    count = Counter(one.verdict for one in own)
    not_found = sum(one.labelled and one.verdict != "right" for one in own)
    return FieldFigures(name, count["right"], count["wrong"], not_found)


def _mark(name: str, label: Label, read: Certificate | None) -> Mark | None:
    value = _value(name, read)
    expected = label.fields.get(name)
    others = label.acceptable.get(name, ())
    if value is None:
        if expected is None or None in others:
            return None
        return Mark(name, "missed", labelled=True, expected=str(expected))
    right = any(_same(value, one) for one in (expected, *others) if one is not None)
    told = "nothing" if expected is None else str(expected)
    return Mark(name, "right" if right else "wrong", expected is not None, told, str(value))


def _value(name: str, read: Certificate | None) -> Value | None:
    found = getattr(read, OF_CERTIFICATE.get(name, name), None)
    if found is None:
        return None
    value: Value = found.value
    if name in _HUNDREDTHS and not isinstance(value, (str, date)):
        return float(Fraction(value) / 100)
    return value


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _squeezed(one) == _squeezed(other)
    return one == other


def _squeezed(words: str) -> str:
    """Letters' case, blanks beside each other and how an apostrophe or a quotation mark is typed
    are of no account.
    """
    return " ".join(words.translate(_TYPED).casefold().split())


def _module(module: Module) -> str:
    credits = None if module.credits is None else module.credits / 100
    return _told(module.title, module.minutes, credits, module.day)


def _labelled_module(module: object) -> str:
    one = module if isinstance(module, dict) else {}
    credits = one.get("credits")
    return _told(
        str(one["title"]),
        one.get("minutes"),
        None if credits is None else float(credits),
        one.get("date"),
    )


def _told(title: str, *rest: object) -> str:
    return " · ".join([_squeezed(title), *(str(one) for one in rest if one is not None)])


def _of_list(name: str, labelled: Sequence[str], read: Sequence[str]) -> list[Mark]:
    """A mark for each line that is found, and for each that is not."""
    left = list(labelled)
    marks = []
    for one in read:
        if one in left:
            left.remove(one)
            marks.append(Mark(name, "right", labelled=True, expected=one, read=one))
        else:
            marks.append(Mark(name, "wrong", labelled=False, expected="nothing", read=one))
    return marks + [Mark(name, "missed", labelled=True, expected=one) for one in left]
