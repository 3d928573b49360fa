"""The archive's form: what is called what, how much it may be, and how plain values are written.

One ZIP: `record.json` (the export) with its schema, the entries as CSV, a page to read, evidence by
its hash, the proof of monthly roots with receipts, how to check it all, and a manifest of the rest.
`docs/export.md` describes it for others.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import isfinite
from pathlib import PurePosixPath
from typing import Any, Final, Literal

FORMAT: Final = "cpdbot-archive-1"
RECORD_FORMAT: Final = "cpdbot-export-1"
PROOF_FORMAT: Final = "cpdbot-proof-1"
PAGE_FORMAT: Final = "cpdbot-page-2"
"""Of `record.html`: what is made of the same record by it are the same bytes."""
FIRST_PAGE_FORMAT: Final = "cpdbot-page-1"
"""The one before, in which settings and changes stand under the names of columns: archives that
were made with it are still compared with their records.
"""

RECORD: Final = "record.json"
SCHEMA: Final = "record.schema.json"
CSV: Final = "entries.csv"
PAGE: Final = "record.html"
PROOF: Final = "proof.json"
READ_ME: Final = "README.txt"
MANIFEST: Final = "manifest.json"

EVERY: Final = frozenset({RECORD, SCHEMA, CSV, PAGE, PROOF, READ_ME, MANIFEST})
"""What is in each archive, whatever the record."""

EVIDENCE_NAME: Final = re.compile(r"evidence/([0-9a-f]{64})/([^/]+)")
RECEIPT_NAME: Final = re.compile(r"receipts/(\d{4}-\d{2})-\d+\.tsr")
ROOT_NAME: Final = re.compile(r"receipts/(\d{4}-\d{2})\.txt")
HASH: Final = re.compile(r"[0-9a-f]{64}")
MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")

ARCHIVE_MOST: Final = 2 * 1024**3
"""Bytes of an archive, packed. Slack takes files of 1 GB: none of ours is larger."""
UNPACKED_MOST: Final = 4 * 1024**3
TEXT_MOST: Final = 256 * 1024**2
"""Bytes of what is read at once: the record, the proof, the manifest."""
FILES_MOST: Final = 100_000
RATIO_MOST: Final = 250
"""By how much something of ours shrinks at most: hashes and salts, of which it is full, do not."""
RATIO_FROM: Final = 10 * 1024**2
"""Bytes below which nobody minds."""

Why = Literal["not kept", "damaged", "too large"]
WHYS: Final[tuple[Why, ...]] = ("not kept", "damaged", "too large")
"""Why a file is not in it: the store had no such bytes, or others, or the archive had no room."""

_NAME_MOST: Final = 100
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


MISSHAPEN: Final = (
    *(LookupError, TypeError, AttributeError, ValueError, ArithmeticError),
    RecursionError,
)
"""What values of another form than ours make of code that reads them: a list where a name should
be, a number beyond all numbers, lists within lists without end.
"""


class NotOurs(Exception):  # noqa: N818 - a sentence for whoever verifies
    """What was given is no archive or export that can be looked at; the text says why."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a month's tree holds of one member: where their chain stood at its end. `member` is a
    random id that stands nowhere else.
    """

    member: str
    length: int
    head: str
    month: str

    def written(self) -> str:
        """As it is hashed: canonical JSON."""
        return line(
            {"head": self.head, "length": self.length, "member": self.member, "month": self.month}
        )


def line(value: Mapping[str, Any]) -> str:
    """Canonical JSON on one line: keys sorted, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def document(value: Mapping[str, Any]) -> bytes:
    """Plain values as a file that people may look into, always in the same bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def plain(content: bytes, name: str) -> dict[str, Any]:
    """A JSON object from bytes: UTF-8, no name twice in an object, numbers that are numbers.

    Raises NotOurs.
    """
    try:
        found = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once_each,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise NotOurs(f"{name} is no JSON document of ours") from error
    if not isinstance(found, dict):
        raise NotOurs(f"{name} is no JSON document of ours")
    return found


def newer_than(told: object, known: str) -> bool:
    """Whether a name of a format is that of a later release's."""
    stem, _, number = known.rpartition("-")
    found = re.fullmatch(rf"{re.escape(stem)}-(\d{{1,6}})", told) if isinstance(told, str) else None
    return found is not None and int(found[1]) > int(number)


def safe_name(given: str | None) -> str:
    """A file's name that no system takes for a path, a device or something hidden; such a name
    itself stays as it is, or what is in an archive would not be what verifying expects.
    """
    last = PurePosixPath(unicodedata.normalize("NFC", given or "").replace("\\", "/")).name
    kept = "".join(one if one.isprintable() and one not in '<>:"|?*' else "_" for one in last)
    name = kept.strip(" .")
    name = f"_{name}" if _RESERVED.match(name) else name
    if len(name.encode()) > _NAME_MOST:
        ending = PurePosixPath(name).suffix[:10].rstrip(" .")
        stem = name.encode()[: _NAME_MOST - len(ending.encode())].decode(errors="ignore")
        name = stem.rstrip(" .") + ending
    return name or "file"


def evidence_name(sha256: str, given: str | None) -> str:
    """Where a file of evidence is."""
    return f"evidence/{sha256}/{safe_name(given)}"


def schema() -> bytes:
    """The published JSON Schema of the record."""
    return files("bot.archive").joinpath(SCHEMA).read_bytes()


def shown(name: str) -> str:
    """Anything from a stranger's file as a terminal may show it: printable, and not long."""
    text = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)
    return text if len(text) <= 200 else text[:199] + "…"


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(_name: str) -> None:
    raise ValueError("no number")


def _finite(written: str) -> float:
    number = float(written)
    if not isfinite(number):
        raise ValueError("no number")
    return number
