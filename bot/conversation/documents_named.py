"""What somebody says of a document that they want of their record: in which form, of which time.

"my year as a PDF" is this CPD year as a PDF, "print my record" all of it; nothing of either is said
in "export my record".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.text import seen


@dataclass(frozen=True, slots=True)
class DocumentNamed:
    """What was named; "" where nothing was. `form` is "pdf", "docx", "xlsx", "html", "xapi" or,
    where several are wanted, "csv",
    `period` "year", "last_year", "cycle", "last_cycle", "months" or "all". `more` are further forms
    that are wanted beside the first.
    """

    form: str = ""
    period: str = ""
    without_private: bool = False
    """Whether what was answered privately is to be left out: "without private"."""
    more: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it is a document, and not the files of an export, that was asked for."""
        return bool(self.form or self.period in _OF_A_DOCUMENT)


_OF_A_DOCUMENT: Final = frozenset({"year", "last_year", "cycle", "last_cycle", "months"})

CSV: Final = "csv"
"""No document, but a file of all entries, which is brought beside those that are asked for."""

_FORMS: Final[Sequence[tuple[str, re.Pattern[str]]]] = (
    ("pdf", re.compile(r"\b(?:pdf|print|printed|printout|paper|document)\b")),
    ("docx", re.compile(r"\b(?:word|docx?)\b")),
    ("xlsx", re.compile(r"\b(?:excel|xlsx?|spreadsheet|workbook)\b")),
    ("html", re.compile(r"\b(?:html|web ?page)\b")),
    ("xapi", re.compile(r"\b(?:x-?api|tin ?can)\b")),
)
_LAST: Final = r"(?:last|previous|past|the one before)"
_PERIODS: Final[Sequence[tuple[str, re.Pattern[str]]]] = (
    ("last_cycle", re.compile(rf"\b{_LAST} (?:cpd )?cycle\b")),
    ("cycle", re.compile(r"\bcycle\b")),
    ("months", re.compile(r"\b(?:12|twelve) months\b")),
    ("last_year", re.compile(rf"\b{_LAST} (?:cpd )?year\b|\blast years\b")),
    ("year", re.compile(r"\byear\b")),
    ("all", re.compile(r"\b(?:all|everything|whole|complete|entire|full)\b")),
)


_WITHOUT: Final = re.compile(
    r"\b(?:without|no|excluding|except|leave out|leaving out)\b[^.;]{0,30}\bprivate\b"
)


def document_named(said: str) -> DocumentNamed:
    """What a request names of a document; the first form that is named holds."""
    low = seen(said).lower().replace("\u2019", "").replace("'", "")
    found = [(match.start(), form) for form, one in _FORMS if (match := one.search(low))]
    period = next((name for name, one in _PERIODS if one.search(low)), "")
    without = _WITHOUT.search(low) is not None
    form = min(found)[1] if found else ""
    explicit = _forms_in(low) if _AND.search(low) and not _ONE_ONLY.search(low) else ()
    if len(explicit) > 1:
        return DocumentNamed(explicit[0], period, without, explicit[1:])
    return DocumentNamed(form, period, without)


_EXPLICIT: Final[Sequence[tuple[str, re.Pattern[str]]]] = (
    ("pdf", re.compile(r"\bpdf\b")),
    (CSV, re.compile(r"\bcsv\b")),
    *((form, one) for form, one in _FORMS if form != "pdf"),
)
_AND: Final = re.compile(r"\b(?:and|plus|also|both|with)\b|[&+,/]")
_ONE_ONLY: Final = re.compile(
    r"\b(?:not|or|instead|rather|either|dont|never|without (?:pdf|word))\b"
)
_AGAIN: Final = re.compile(
    r"(?:(?:and|also|now|ok|okay|please|pls|then|can|could|i|we|have|get|it|that|this|the|same|again|"
    r"one|make|give|send|me|again|you|need|want|id|like|thanks|great) )*"
    r"(?:(?:as|in|into|to) )?(?:(?:an?|the) )?"
    r"(?:pdf|word|docx?|excel|xlsx?|spreadsheet|html|web ?page|x-?api|csv)"
    r"(?:(?: (?:and|plus|or))?(?: (?:as|in|into))?(?: an?)?"
    r" (?:pdf|word|docx?|excel|xlsx?|html|csv))*"
    r"(?: (?:doc|document|file|format|sheet|version|too|as well|also|please|pls|now|instead|again|"
    r"thanks|cheers))*"
)
_OTHER: Final = re.compile(r"\b(?:as|in|into|to|too|also|and|same|well|version|now|instead)\b")


def _forms_in(low: str) -> tuple[str, ...]:
    found = [(match.start(), form) for form, one in _EXPLICIT if (match := one.search(low))]
    return tuple(form for _, form in sorted(found))


_ONLY_OF: Final = re.compile(
    r"(?:(?:and|also|now|ok|okay|please|pls|no|sorry|actually|i|want|need|meant|just|only|make|it|"
    r"that|can|you|do|for|of|in|from|the|one) )*"
    r"(?:(?:this|last|the last|my last|the current|previous|my) (?:cpd )?(?:year|cycle)"
    r"|(?:the |my )?(?:last |past |previous )?(?:12|twelve) months|everything|all of it|the whole "
    r"(?:record|lot|thing))(?: (?:only|please|pls|instead|though|then|thanks))*"
)
"""A time, and nothing else: it is of a document that was asked for before."""


def other_period(said: str) -> str:
    """The time that a message asks for, where it says nothing else: "only this year"; empty where
    it is none.
    """
    low = " ".join(re.sub(r"[^\w -]+", " ", seen(said).lower().replace("\u2019", "")).split())
    if _ONLY_OF.fullmatch(low) is None:
        return ""
    return next((name for name, one in _PERIODS if one.search(low)), "all")


def other_form(said: str) -> tuple[str, ...]:
    """The forms that a message asks for, where it says nothing else: "as Word", "and in Excel too".
    It is of a document that was asked for before; empty where it is none.
    """
    low = " ".join(re.sub(r"[^\w -]+", " ", seen(said).lower().replace("\u2019", "")).split())
    if _AGAIN.fullmatch(low) is None or _OTHER.search(low) is None:
        return ()
    return _forms_in(low)
