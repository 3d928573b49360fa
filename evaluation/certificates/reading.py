"""Reads the labelled certificates as members' files are read, and tells how well."""

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.readers.reading import Readers
from evaluation.certificates.labels import CERTIFICATES, SUFFIXES, Label, read_label
from evaluation.certificates.scoring import FieldFigures, Scored, figures, score
from evaluation.figures import share
from evaluation.sets import BadSet, Half
from evaluation.tables import table

_NOW: Final = datetime(2026, 11, 28, 12, tzinfo=UTC)
PICTURES: Final = frozenset({".jpg", ".png"})


def look(half: Half, folder: Path = CERTIFICATES) -> list[Scored]:
    """Every file of a half, read by a process of its own. Raises BadSet."""
    paths = sorted(path for path in (folder / half).iterdir() if path.suffix in SUFFIXES)
    if not paths:
        raise BadSet(f"There are no certificates in {folder / half}.")
    labels = [_label_of(path) for path in paths]
    return asyncio.run(_all(paths, labels))


def _label_of(path: Path) -> Label:
    try:
        return read_label(path.with_suffix(".yaml"))
    except (OSError, TypeError, ValueError) as error:
        raise BadSet(f"{path.name}: its label cannot be read") from error


async def _all(paths: Sequence[Path], labels: Sequence[Label]) -> list[Scored]:
    readers = Readers()
    files = zip(paths, labels, strict=True)
    return list(await asyncio.gather(*(_one(readers, path, label) for path, label in files)))


async def _one(readers: Readers, path: Path, label: Label) -> Scored:
    with tempfile.TemporaryDirectory() as folder:
        read = await readers.read(path, name=path.name, folder=Path(folder), now=_NOW)
    return score(path.stem, label, read.certificate)


def certificates_report(half: Half, scored: Sequence[Scored]) -> str:
    """The figures of a half, as a table, without a word of any certificate."""
    rows = [_row(one) for one in figures(scored) if one.right + one.wrong + one.not_found]
    whole = figures(scored)[-1]
    wrong = share(whole.wrong, whole.right + whole.wrong)
    others = [one for one in scored if not one.is_one]
    missed = [one for one in scored if one.is_one and not one.taken]
    told = [
        table(["field", "filled", "right", "wrong", "not found", "precision", "recall"], rows),
        "",
        f"{half}: {len(scored)} files. Confidently wrong: {whole.wrong} of "
        f"{whole.right + whole.wrong} fields that were filled, {_percent(wrong)} (aimed at: at "
        f"most 2 %). Of {len(others)} that are no certificates, {sum(one.taken for one in others)} "
        f"were taken for one; of {len(scored) - len(others)} that are, {len(missed)} were not.",
    ]
    supposed = [one.supposed for one in scored if one.supposed is not None]
    right = sum(one.verdict == "right" for one in supposed)
    told += [
        "",
        f"Titles that are only supposed, and asked about: {len(supposed)}, of them {right} right. "
        "They count as not found.",
    ]
    if find_spec("rapidocr") is None:
        told.append("The extra ocr is not installed: pictures were not read.")
    return "\n".join(told) + "\n"


def certificates_failures(half: Half, scored: Sequence[Scored]) -> str:
    """What was wrong and what was missed; of the sealed half nothing is told but figures."""
    if half == "sealed":
        return "Of the sealed certificates, figures alone are told.\n"
    return "\n".join(
        f"- {one.name}: {mark.field} {mark.verdict}: {mark.read or 'nothing'}, not {mark.expected}"
        for one in scored
        for mark in one.marks
        if mark.verdict != "right"
    )


def _row(one: FieldFigures) -> list[str]:
    filled = one.right + one.wrong
    counts = [str(filled), str(one.right), str(one.wrong), str(one.not_found)]
    return [one.field, *counts, _percent(one.precision), _percent(one.recall)]


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"
