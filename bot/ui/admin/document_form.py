"""The form in which a pack or a framework is pasted, looked at and loaded.

What was typed stays in it, whatever is wrong. A text that is longer than one field goes on in the
next; there is always an empty one more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.figures import several
from bot.policy.documents.reading import Beside
from bot.services.admin import document_actions as documents
from bot.services.admin.document_actions import PART, DocumentLoaded, LoadForm, Typed
from bot.ui.admin.document_words import Part, parts_of
from bot.ui.kit.blocks import (
    Block,
    Content,
    View,
    asked,
    context,
    datepicker,
    menu,
    modal,
    option,
    section,
    text_field,
)
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, choice_in, day_in, text_in, typed_in, word
from bot.ui.kit.formatting import bold
from bot.ui.kit.ids import Callback, kept
from bot.ui.kit.page_looks import FormLook, MessageLook

PARTS_LEAST: Final = 3
PARTS_MOST: Final = 20
PART_MOST: Final = 3000
"""Characters of one field: docs.slack.dev/reference/block-kit/block-elements."""

SECTIONS_MOST: Final = 12
SECTION_MOST: Final = 2800
LINE_MOST: Final = 300

_PACK, _CATEGORY, _VERSION, _SOURCE = "load_pack", "load_category", "load_version", "load_source"
_FROM, _CORRECTS = "load_from", "load_corrects"

_HOW: Final = (
    "Paste a category’s subjects, as a table (CSV) or YAML, or a scheme’s pack (YAML). Nothing is "
    "loaded before you have seen what it changes."
)


def load_modal(page: LoadForm) -> View:
    """The form: above what was typed stands what is wrong, or what loading it would do."""
    found = page.examined
    return modal(
        Callback.LOAD_RULES,
        "Load rules",
        [*_said(page), *_fields(page)],
        carries=kept(shown="" if found is None else found.digest),
        submit="Look at it" if found is None else "Load it",
    )


def read_load(given: Carried, values: Values) -> documents.LoadDocument:
    """What was typed; parts that were left empty are left out."""
    numbers = range(1, PARTS_MOST + 1)
    parts = (typed_in(values, PART.format(number)) for number in numbers)
    typed = Typed(
        tuple(part for part in parts if part.strip()),
        Beside(
            pack=choice_in(values, _PACK) or "",
            category=text_in(values, _CATEGORY),
            version=text_in(values, _VERSION),
            source=text_in(values, _SOURCE),
            valid_from=day_in(values, _FROM),
            corrects=text_in(values, _CORRECTS),
        ),
    )
    return documents.LoadDocument(typed, word(given, "shown"))


def document_loaded(page: DocumentLoaded) -> Content:
    """After Load it: that it is in force from its date, or was before."""
    loaded = page.outcome == "loaded"
    words = "Loaded. Those whom it affects are told once." if loaded else "It was loaded before."
    return Content(words, [section(words, "load:done"), *_sections(parts_of(page.examined))])


def _said(page: LoadForm) -> list[Block]:
    if page.faults:
        count = several(len(page.faults), "thing")
        part = Part(f"Not loaded: put {count} right", tuple(f"• {one}." for one in page.faults))
        return _sections([part])
    if page.examined is not None:
        head = "Load it, or change it and look again. Nothing is loaded yet."
        if page.changed:
            head = "This is another than what you saw before. Look again; nothing is loaded yet."
        return [section(head, "load:head"), *_sections(parts_of(page.examined))]
    return [section(_HOW, "load:head")]


def _fields(page: LoadForm) -> Iterator[Block]:
    typed, beside = page.typed, page.typed.beside
    count = min(PARTS_MOST, max(PARTS_LEAST, len(typed.parts) + 1))
    for number in range(1, count + 1):
        name = PART.format(number)
        value = typed.parts[number - 1] if number <= len(typed.parts) else None
        yield asked(
            name,
            "The document" if number == 1 else f"Part {number} of it",
            text_field(name, value, lines=True, most=PART_MOST),
            hint="" if number > 1 else "Longer than this field? Go on in the next, at a new line.",
            optional=number > 1,
        )
    yield context("For a table, what it does not say itself:", "load:beside")
    options = [option(title, name) for name, title in page.schemes]
    if options:
        field = menu(_PACK, "Choose", options, beside.pack or None)
        yield asked(_PACK, "Scheme", field, optional=True)
    for name, label, value in (
        (_CATEGORY, "Category", beside.category),
        (_VERSION, "Version", beside.version),
        (_SOURCE, "Source: which document it is copied from", beside.source),
    ):
        yield asked(name, label, text_field(name, value, most=500), optional=True)
    day = datepicker(_FROM, beside.valid_from)
    yield asked(_FROM, "First day (of a table or a pack)", day, optional=True)
    corrects = text_field(_CORRECTS, beside.corrects, most=120)
    yield asked(_CORRECTS, "Version that it corrects", corrects, optional=True)


@dataclass(slots=True)
class _Room:
    """Lines gathered into as few sections as hold them."""

    texts: list[str]

    def add(self, line: str) -> None:
        if self.texts and len(self.texts[-1]) + len(line) < SECTION_MOST:
            self.texts[-1] += f"\n{line}"
        else:
            self.texts.append(line)


def _sections(parts: Sequence[Part]) -> list[Block]:
    """Each part below its heading; of more than fits, how many lines are left out."""
    room = _Room([])
    lines = list(_lines(parts))
    left_out = 0
    for line in lines:
        if len(room.texts) < SECTIONS_MOST:
            room.add(line)
        else:
            left_out += 1
    if left_out:
        room.texts.append(f"and {several(left_out, 'line')} more")
    return [section(text, f"load:{place}") for place, text in enumerate(room.texts)]


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield bold(brief(part.heading, LINE_MOST))
        for line in part.lines:
            yield brief(line, LINE_MOST)


FORMS: Final = (FormLook(LoadForm, load_modal, Callback.LOAD_RULES, read_load),)
PAGES: Final = (MessageLook(DocumentLoaded, lambda page, _: document_loaded(page), "Load rules"),)
