"""Reading subject frameworks from what an administrator uploads: YAML or CSV, all or nothing.

The two forms are `yaml_form`'s and `csv_form`'s, what values mean `stated`'s, what is held against
the pack and the versions loaded before `checks`'.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bot.policy.frameworks.checks import (
    cautions,
    known_category,
    refuse_against_loaded,
    refuse_against_pack,
)
from bot.policy.frameworks.csv_form import DocumentFacts, headings_in, stated_in_csv
from bot.policy.frameworks.faults import FILE, Caution, Faults
from bot.policy.frameworks.framework import Framework
from bot.policy.frameworks.stated import PlacedFramework, StatedFramework, build
from bot.policy.frameworks.yaml_form import stated_in_yaml
from bot.policy.schemes.pack import Pack

FrameworkForm = Literal["yaml", "csv"]

MOST_BYTES: Final = 200_000
"""The size of a file; a larger one is refused before anything of it is read."""

_NO_DOCUMENT: Final = DocumentFacts()
_YAML_LINE = re.compile(r"""[\[{&*!%]|---|- |["']?\w+["']?\s*:(\s|$)""", re.ASCII)
_OTHER_FILES: Final = (
    (b"PK\x03\x04", "a spreadsheet or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet or another office document"),
    (b"%PDF", "a PDF"),
)
_NO_TEXT: Final = "it is no text that can be read; save it as CSV or YAML in UTF-8"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class ReadFrameworks:
    """The frameworks of one file, one for each category, and what to look at before loading them.

    A YAML document holds one, a table one or more.
    """

    frameworks: tuple[Framework, ...]
    cautions: tuple[Caution, ...]
    repeated: tuple[Framework, ...] = ()
    """Those of the file that are loaded already, word for word: there is nothing to load."""


def read_framework(
    text: bytes | str,
    *,
    pack: Pack,
    loaded: Sequence[Framework] = (),
    document: DocumentFacts = _NO_DOCUMENT,
    form: FrameworkForm | None = None,
) -> ReadFrameworks:
    """The frameworks in a file, for a pack that goes by subjects.

    `loaded`: the versions that are loaded already; a new one is held against those of `pack`.
    `document`: what is said beside a table; a YAML document says it itself. `form` None: told by
    the first line. Raises FrameworkRefused with all faults that were found.
    """
    faults = Faults()
    content = decoded(text, faults)
    if "framework.subjects" not in pack.rules:
        faults.add(FILE, f"{pack.title} does not go by subjects; choose the scheme that does")
    faults.raise_if_any()
    before = [one for one in loaded if one.pack == pack.name]
    placed: list[PlacedFramework] = []
    repeated: list[Framework] = []
    for stated in _stated(content, form or form_of(content), pack, document, faults):
        found = build(stated, pack.name, before, faults)
        if found is None:
            continue
        known = _with_known_category(found, pack, before)
        if _is_among(known.framework, before):
            repeated.append(known.framework)
        else:
            placed.append(known)
    for one in placed:
        refuse_against_pack(one, pack, faults)
        refuse_against_loaded(one, before, faults)
    faults.raise_if_any()
    return ReadFrameworks(
        frameworks=tuple(one.framework for one in placed),
        cautions=tuple(found for one in placed for found in cautions(one, pack, before)),
        repeated=tuple(repeated),
    )


def _is_among(framework: Framework, loaded: Sequence[Framework]) -> bool:
    """Whether just that is loaded already, whenever somebody looked at the document."""
    return any(replace(one, checked_on=framework.checked_on) == framework for one in loaded)


def _stated(
    content: str, form: FrameworkForm, pack: Pack, document: DocumentFacts, faults: Faults
) -> tuple[StatedFramework, ...]:
    if form == "csv":
        return stated_in_csv(content, document, faults)
    found = stated_in_yaml(content, pack, faults)
    return () if found is None else (found,)


def _with_known_category(
    placed: PlacedFramework, pack: Pack, loaded: Sequence[Framework]
) -> PlacedFramework:
    """With its category spelt as the pack, or a version loaded before, spells it."""
    own = placed.framework
    known = known_category(own.category, pack, loaded, own.checked_on)
    return placed if known is None else replace(placed, framework=replace(own, category=known))


def form_of(content: str) -> FrameworkForm:
    """By the first line that is no comment: a table begins with its headings."""
    lines = (line.strip() for line in content.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if headings_in(first) > 1:
        return "csv"
    return "yaml" if _YAML_LINE.match(first) else "csv"


def decoded(text: bytes | str, faults: Faults) -> str:
    """The text of a file, without its byte order mark; empty where it cannot be read."""
    if len(text) > MOST_BYTES or (
        isinstance(text, str) and len(text.encode("utf-8", "replace")) > MOST_BYTES
    ):
        faults.add(
            FILE, f"it is larger than {MOST_BYTES // 1000} kB; load the subjects alone, as text"
        )
        return ""
    content = text if isinstance(text, str) else _from_bytes(text, faults)
    if content is None:
        return ""
    if "\0" in content or any("\ud800" <= one <= "\udfff" for one in content):
        faults.add(FILE, _NO_TEXT)
        return ""
    content = content.removeprefix("\ufeff")
    if not content.strip():
        faults.add(FILE, "it is empty; fill in a framework as docs/rules.md shows it")
    return content


def _from_bytes(data: bytes, faults: Faults) -> str | None:
    for beginning, what in _OTHER_FILES:
        if data.startswith(beginning):
            faults.add(FILE, f"it is {what}; save its table as CSV and load that")
            return None
    encodings = ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    faults.add(FILE, _NO_TEXT)
    return None
