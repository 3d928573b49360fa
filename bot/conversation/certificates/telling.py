"""Whether a document says that somebody has learnt something: an invoice does not."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates import telling_wordings as words_of
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.layout import Cell
from bot.conversation.certificates.sheet import Sheet

_CELLS_OF_CARD: Final = 16
_LETTERS_OF_CARD: Final = 700
_HEAD_ROWS: Final = 6
_STRUCTURE: Final = frozenset(
    {"person", "title", "completed", "held", "expiry", "issued", "length", "number", "credits"}
)
"""Facts that a certificate has labels for."""


def _once(ask: Callable[[Sheet], bool]) -> Callable[[Sheet], bool]:
    """What is asked of a page is looked up but once."""

    @wraps(ask)
    def asked(sheet: Sheet) -> bool:
        if ask.__name__ not in sheet.answers:
            sheet.answers[ask.__name__] = ask(sheet)
        return sheet.answers[ask.__name__]

    return asked


@_once
def is_certificate(sheet: Sheet) -> bool:
    """Whether it says that somebody has done something, or calls itself a certificate, and nothing
    speaks against it that weighs more. What `is_other` is none.
    """
    if not (is_done(sheet) or is_called(sheet) or is_signed(sheet)):
        return False
    text = sheet.text
    strong = len({match[0] for match in words_of.STRONG.finditer(text)})
    weak = len({match[0] for match in words_of.WEAK.finditer(text)})
    structure = len({one.kind for one in sheet.pairs} & _STRUCTURE)
    learning = words_of.LEARNING.search(text) is not None
    is_card = is_short(sheet) and is_dated_deed(sheet)
    if not strong and not is_headed(sheet) and not (learning and (is_card or weak + structure > 1)):
        return False
    if is_undisputed(sheet):
        return True
    for_it = 3 * min(strong, 3) + min(weak, 2) + min(structure, 2) + 2 * is_called(sheet)
    return for_it > 1.6 * _against(sheet)


@_once
def is_other(sheet: Sheet) -> bool:
    """Whether it is plainly something else, or nobody's yet: a booking, a form, a template."""
    lines = sheet.lines
    if words_of.NEVER.search(lines) is not None or words_of.OTHER_KIND.search(lines) is not None:
        return True
    return any(
        words_of.HEADS_OTHER.fullmatch(sheet.lows[at].strip(" .:*-–—#"))
        for row in sheet.layout.rows[:_HEAD_ROWS]
        for at in row
        if len(sheet.cells[at].text) < 80 and at not in sheet.paired
    )


@_once
def is_done(sheet: Sheet) -> bool:
    """Whether it says that somebody has completed, attended, passed or been awarded something, or
    holds what was issued.
    """
    if words_of.DONE.search(sheet.text) is not None or any(map(_tells_deed, sheet.cells)):
        return True
    holds = any(pair.label.endswith("holder") for pair in sheet.labelled("person"))
    return holds and bool(sheet.labelled("issued")) and bool(sheet.labelled("completed"))


def _tells_deed(cell: Cell) -> bool:
    """Whether a line begins with somebody's name and what they did: "Ada Example attended …"."""
    match = words_of.NAME_AND_DEED.match(cell.text)
    name = names.person(match[1]) if match is not None else None
    return name is not None and names.is_given(name)


@_once
def is_of_learning(sheet: Sheet) -> bool:
    """Whether a word of it is of learning or of being examined: other things are certified too."""
    return words_of.LEARNT.search(sheet.text) is not None


@_once
def is_of_learning_alone(sheet: Sheet) -> bool:
    """Whether a word of it is of learning, and not of being somewhere."""
    return any(
        not one.startswith(("attend", "particip")) for one in words_of.LEARNT.findall(sheet.text)
    )


@_once
def is_renewed(sheet: Sheet) -> bool:
    """Whether it says that what it tells has to be learnt again."""
    return words_of.RENEWED.search(sheet.text) is not None


@_once
def is_signed(sheet: Sheet) -> bool:
    """Whether it has a column in which those who were there sign."""
    return words_of.SIGN_IN.search(sheet.text) is not None


@_once
def is_named(sheet: Sheet) -> bool:
    """Whether somebody is named who may have learnt it, though it is not clear who has: behind a
    label, in a sentence that says what they did, or on a line that holds a known name alone.
    """
    if any(
        words_of.NAMED.search(pair.value) is not None or _begins_with_name(pair.value)
        for pair in sheet.labelled("person")
    ):
        return True
    others = {pair.cell for pair in sheet.labelled("other person", "signature")}
    return any(
        words_of.WHO_DID.search(cell.text) is not None
        or (
            at not in others
            and (name := sheet.names[at]) is not None
            and (names.is_given(name) or names.is_titled(cell.text))
        )
        for at, cell in enumerate(sheet.cells)
    )


def _begins_with_name(value: str) -> bool:
    name = names.person(" ".join(value.split()[:2]))
    return name is not None and names.is_given(name)


@_once
def is_called(sheet: Sheet) -> bool:
    """Whether a line calls it a certificate, or it bears a certificate's number."""
    return is_headed(sheet) or any(
        (
            len(cell.text.split()) < 9
            and words_of.CALLED.match(low) is not None
            and words_of.OFFERED.search(low) is None
        )
        or words_of.ITS_NUMBER.search(low) is not None
        for cell, low in zip(sheet.cells, sheet.lows, strict=True)
    )


@_once
def is_name_alone(sheet: Sheet) -> bool:
    """Whether one line may be somebody's name, though none that is known."""
    return any(
        sheet.names[at] is not None
        and not names.is_organisation(cell.text)
        and not names.could_be_subject(cell.text)
        for at, cell in enumerate(sheet.cells)
        if len(cell.text.split()) < 6
    )


@_once
def is_dated_deed(sheet: Sheet) -> bool:
    """Whether one line says that it was done and when: "passed on 28 November 2025"."""
    return any(
        words_of.DEED.search(low) is not None
        and words_of.TO_COME.search(low) is None
        and next(days_in(cell.text, sheet.order), None) is not None
        for cell, low in zip(sheet.cells, sheet.lows, strict=True)
    )


@_once
def is_dated(sheet: Sheet) -> bool:
    """Whether it names a day, whatever is of it."""
    return any(not days.month for cell in sheet.cells for days in days_in(cell.text, sheet.order))


@_once
def is_short(sheet: Sheet) -> bool:
    """Whether it says little, as a card or a certificate does."""
    return len(sheet.cells) <= _CELLS_OF_CARD and len(sheet.text) <= _LETTERS_OF_CARD


@_once
def is_undisputed(sheet: Sheet) -> bool:
    """Whether nothing at all speaks against it."""
    return not _against(sheet)


def _against(sheet: Sheet) -> int:
    apart = "\n".join(sheet.lows)
    return sum(weight * bool(words.search(apart)) for weight, words in words_of.AGAINST)


@_once
def is_said(sheet: Sheet) -> bool:
    """Whether a sentence says that somebody has learnt something."""
    return words_of.STRONG.search(sheet.text) is not None


@_once
def is_headed(sheet: Sheet) -> bool:
    """Whether a line says nothing but that it is a certificate."""
    return any(
        (words_of.CERTIFICATE.search(low) is not None and _is_heading(cell.text))
        or (len(cell.text.split()) < 4 and names.begins_as_document(cell.text))
        for cell, low in zip(sheet.cells, sheet.lows, strict=True)
    )


def _is_heading(text: str) -> bool:
    """Whether it says what kind of page it is, and no more: by itself, or beside a dash."""
    if names.is_heading(text):
        return True
    parts = words_of.DASH.split(text)
    return len(parts) == 2 and any(" " in one and names.is_heading(one) for one in parts)
