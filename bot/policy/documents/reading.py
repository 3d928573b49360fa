"""What a text is that somebody loads, a pack or a framework's table or document, and what it says.

Frameworks are read by `bot.policy.frameworks.reading`, packs by `pack_document`; all that is wrong
is told at once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from bot.policy.documents.pack_document import (
    BesidePack,
    PacksThere,
    ReadPack,
    read_pack_document,
)
from bot.policy.frameworks.csv_form import DocumentFacts
from bot.policy.frameworks.faults import FILE, Faults
from bot.policy.frameworks.framework import Framework
from bot.policy.frameworks.reading import ReadFrameworks, decoded, form_of, read_framework
from bot.policy.schemes.pack import Pack

DocumentForm = Literal["pack", "framework", "table"]

_A_PACK: Final = re.compile(r"""^["']?rules["']?\s*:""", re.MULTILINE)
_FOR_PACK: Final = re.compile(r"""^["']?pack["']?\s*:\s*["']?([^\s"'#]+)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said beside a text: for which pack it is, and what it does not say itself.

    A table takes all of it, a pack `valid_from` and `corrects`, a framework's YAML nothing.
    """

    pack: str = ""
    category: str = ""
    version: str = ""
    source: str = ""
    valid_from: date | None = None
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """What a document is held against: the packs, and the frameworks that are loaded."""

    packs: PacksThere
    frameworks: Sequence[Framework]


def read_document(
    text: bytes | str, beside: Beside, there: There, today: date
) -> ReadFrameworks | ReadPack:
    """What a text says. Raises FrameworkRefused with all that is wrong.

    A table that does not say when somebody looked at its document was looked at today.
    """
    faults = Faults()
    content = decoded(text, faults)
    faults.raise_if_any()
    form = document_form(content)
    if form == "pack":
        if beside.category or beside.version or beside.source:
            faults.add(FILE, "a pack says its version and its sources itself; leave them out")
        said = BesidePack(beside.valid_from, beside.corrects, beside.pack)
        found = read_pack_document(content, said, there.packs, today, faults)
        faults.raise_if_any()
        assert found is not None  # noqa: S101 - what cannot be read has faults
        return found
    if form == "framework" and replace(beside, pack="") != Beside():
        faults.add(
            FILE,
            "this document says its category, version, source and day itself; "
            "leave out what is said beside it"
            + (", and write the version under corrects: in it" if beside.corrects else ""),
        )
    pack = _pack_of(content, form, beside.pack, there.packs.now)
    if pack is None:
        names = [name for name, one in there.packs.now.items() if _goes_by_subjects(one)]
        faults.add(
            FILE, f"say for which scheme it is: {', '.join(sorted(names)) or 'there is none'}"
        )
        faults.raise_if_any()
    assert pack is not None  # noqa: S101 - as just said
    document = DocumentFacts(
        category=beside.category,
        version=beside.version,
        source=beside.source,
        checked_on=today,
        valid_from=beside.valid_from,
        corrects=beside.corrects,
    )
    faults.raise_if_any()
    return read_framework(content, pack=pack, loaded=there.frameworks, document=document)


def document_form(content: str) -> DocumentForm:
    """What a text is, by its first line or by what it holds."""
    if form_of(content) == "csv":
        return "table"
    return "pack" if _A_PACK.search(content) else "framework"


def _pack_of(
    content: str, form: DocumentForm, named: str, packs: Mapping[str, Pack]
) -> Pack | None:
    """The pack that is named beside, or by the document itself; else the only one that goes by
    subjects.
    """
    if named:
        return packs.get(named)
    said = _FOR_PACK.search(content) if form == "framework" else None
    if said is not None and said[1] in packs:
        return packs[said[1]]
    fitting = [one for one in packs.values() if _goes_by_subjects(one)]
    return fitting[0] if len(fitting) == 1 else None


def _goes_by_subjects(pack: Pack) -> bool:
    return "framework.subjects" in pack.rules
