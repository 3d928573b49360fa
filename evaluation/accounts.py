"""How well elements are found in labelled answers, and how well these are graded.

The reader is looked up when it is needed, so that dialogues can be measured without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from evaluation.labels import ELEMENTS, Account

Span = tuple[int, int]
"""Of characters, the end left out."""


class NotThereYet(Exception):  # noqa: N818 - it is told, and nothing has failed
    """Elements cannot be found yet."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader makes of an answer."""

    spans: Mapping[str, tuple[Span, ...]]
    grade: str


Reader = Callable[[Account], Read]

_ASKED: Final[Mapping[str | None, tuple[str, ...]]] = {
    None: (),
    "learnt_helps": ("learnt", "helps"),
    **{one: (one,) for one in ELEMENTS},
}
_QUESTIONS: Final[Mapping[str | None, str]] = {
    None: "",
    "learnt_helps": "What did you learn, and where will you use it in your job?",
    "why": "What made it worth doing now?",
    "hard": "What was harder than you thought?",
    "learnt": "What do you know now that you did not before?",
    "helps": "Where will you use it in your job?",
    "next": "What will you do differently?",
    "changed": "Has it changed anything?",
}
"""As conversation.md puts them: a question that is only said again is no answer."""


def bot_reader() -> Reader:
    """The bot's. Raises `NotThereYet`."""
    try:
        find = import_module("bot.conversation.elements.finding").find
        grade = import_module("bot.conversation.elements.grading").grade
    except ModuleNotFoundError as error:
        raise NotThereYet("Elements are not there yet.") from error

    def read(account: Account) -> Read:
        found = find(account.text, _ASKED[account.asked])
        spans = {name: tuple(found.spans.get(name, ())) for name in ELEMENTS}
        return Read(spans, grade(account.text, account.title, _QUESTIONS[account.asked]))

    return read


@dataclass(frozen=True, slots=True)
class ElementMark:
    """One element in one answer: spans found, those of them that are right; and spans labelled,
    those of them that were found.
    """

    name: str
    found: int
    found_right: int
    labelled: int
    labelled_found: int


@dataclass(frozen=True, slots=True)
class AccountScore:
    """One answer's. `error` is what went wrong on the bot's side."""

    account: Account
    read: Read | None
    marks: tuple[ElementMark, ...]
    error: str = ""

    @property
    def complaints(self) -> list[str]:
        """Why it is not all right."""
        if self.read is None:
            return [self.error]
        told = []
        for one in self.marks:
            spans = self.read.spans[one.name]
            words = ", ".join(repr(self.account.text[slice(*span)]) for span in spans)
            if one.found_right < one.found or one.labelled_found < one.labelled:
                labels = ", ".join(map(repr, self.account.elements[one.name]))
                told.append(f"{one.name}: {words or 'nothing'}, not {labels or 'nothing'}")
        if self.read.grade != self.account.grade:
            told.append(f"graded {self.read.grade}, not {self.account.grade}")
        return told


def score_account(account: Account, reader: Reader) -> AccountScore:
    """What was found, beside what is labelled. A crash is a score without anything found."""
    error = ""
    read: Read | None = None
    try:
        read = reader(account)
    except Exception as raised:  # noqa: BLE001 - one answer's trouble is told as such
        error = f"crashed: {type(raised).__name__}"
    spans = read.spans if read else {}
    marks = tuple(_mark(account, name, spans.get(name, ())) for name in ELEMENTS)
    return AccountScore(account, read, marks, error)


def _mark(account: Account, name: str, found: tuple[Span, ...]) -> ElementMark:
    labelled = [_where(account.text, words) for words in account.elements[name]]
    return ElementMark(
        name=name,
        found=len(found),
        found_right=sum(any(overlap(one, each) for each in labelled) for one in found),
        labelled=len(labelled),
        labelled_found=sum(any(overlap(one, each) for each in found) for one in labelled),
    )


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def _where(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)
