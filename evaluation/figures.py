"""Counts over many conversations: what the tables show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from evaluation.accounts import AccountScore
from evaluation.labels import ELEMENTS, FIELDS, GRADES, KINDS, STAGES
from evaluation.scoring import ENTRY, FieldMark, Hit, Score


@dataclass(frozen=True, slots=True)
class Found:
    """How often something was found rightly, was added, and was missed."""

    name: str
    right: int
    added: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that is right; None where nothing was."""
        return share(self.right, self.right + self.added)

    @property
    def recall(self) -> float | None:
        """Of what there is, the share that was found; None where there is nothing."""
        return share(self.right, self.right + self.missed)


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """A field's, over all entries in which it is labelled.

    Precision and recall are those of values: a null that is rightly null counts in neither.
    """

    name: str
    labelled: int
    right: int
    wrong: int
    confidently_wrong: int
    missed: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Exact:
    """How many lines of a group are right in everything that is labelled."""

    name: str
    lines: int
    exact: int


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told of a run as a whole.

    `askable` are messages that are not labelled unclear, `asked` those of them where the bot asked
    what they are; `poison` are stages, in `poisoned_lines`; `values` are labelled facts of
    entries, stages left out.
    """

    lines: int
    exact: int
    crashed: int
    asked: int
    askable: int
    poisoned_lines: int
    poison: int
    values: int
    confidently_wrong: int


def share(part: int, whole: int) -> float | None:
    """None of nothing."""
    return part / whole if whole else None


def kinds(scores: Iterable[Score]) -> list[Found]:
    """Each kind of message, over all parts of all turns."""
    count: Counter[tuple[str, Hit]] = Counter(hit for one in scores for hit in one.kinds)
    return [
        Found(kind, count[kind, "right"], count[kind, "added"], count[kind, "missed"])
        for kind in KINDS
    ]


FIELD_NAMES: Final = (ENTRY, *FIELDS)


def fields(scores: Iterable[Score]) -> list[FieldFigures]:
    """Each field, that there is an entry first."""
    marks: dict[str, list[FieldMark]] = {name: [] for name in FIELD_NAMES}
    for one in scores:
        for mark in one.fields:
            marks[mark.name].append(mark)
    return [_field(name, some) for name, some in marks.items()]


def _field(name: str, marks: Sequence[FieldMark]) -> FieldFigures:
    count = Counter(one.verdict for one in marks)
    found = sum(one.filled and one.verdict == "right" for one in marks)
    wrong = count["wrong"] + count["confidently wrong"]
    return FieldFigures(
        name=name,
        labelled=len(marks),
        right=count["right"],
        wrong=count["wrong"],
        confidently_wrong=count["confidently wrong"],
        missed=count["missed"],
        precision=share(found, found + wrong),
        recall=share(found, sum(one.filled for one in marks)),
    )


def exact(groups: Iterable[tuple[str, Score]]) -> list[Exact]:
    """Lines by group: those that are kinds of message in their order, then the rest by name."""
    found: dict[str, list[bool]] = {}
    for name, one in groups:
        found.setdefault(name, []).append(one.exact)
    order = [*(kind for kind in KINDS if kind in found), *sorted(found.keys() - {*KINDS})]
    return [Exact(name, len(found[name]), sum(found[name])) for name in order]


def whole(scores: Sequence[Score]) -> Whole:
    """The run as a whole."""
    facts = [mark for one in scores for mark in one.fields if mark.name not in STAGES]
    return Whole(
        lines=len(scores),
        exact=sum(one.exact for one in scores),
        crashed=sum(one.crashed for one in scores),
        asked=sum(sum(one.asked) for one in scores),
        askable=sum(len(one.asked) for one in scores),
        poisoned_lines=sum(bool(one.poison) for one in scores),
        poison=sum(len(one.poison) for one in scores),
        values=len(facts),
        confidently_wrong=sum(one.verdict == "confidently wrong" for one in facts),
    )


@dataclass(frozen=True, slots=True)
class ElementFigures:
    """An element's: precision over spans found, recall over spans labelled."""

    name: str
    labelled: int
    found: int
    precision: float | None
    recall: float | None


def elements(scores: Iterable[AccountScore]) -> list[ElementFigures]:
    """Each element, over all answers."""
    marks = [mark for one in scores for mark in one.marks]
    figures = []
    for name in ELEMENTS:
        mine = [one for one in marks if one.name == name]
        found, labelled = sum(one.found for one in mine), sum(one.labelled for one in mine)
        figures.append(
            ElementFigures(
                name=name,
                labelled=labelled,
                found=found,
                precision=share(sum(one.found_right for one in mine), found),
                recall=share(sum(one.labelled_found for one in mine), labelled),
            )
        )
    return figures


def grades(scores: Iterable[AccountScore]) -> list[tuple[str, list[int]]]:
    """For each grade, how often it was taken for each, in the order of `GRADES`."""
    count = Counter((one.account.grade, one.read.grade) for one in scores if one.read)
    return [(grade, [count[grade, other] for other in GRADES]) for grade in GRADES]
