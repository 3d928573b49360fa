"""The hash chain over a member's revisions: what is hashed, and how a chain is checked.

Pure functions, no table. An auditor needs nothing of ours to recompute a chain:

    import hashlib, json
    def sha256(text): return hashlib.sha256(text.encode("utf-8")).hexdigest()
    previous = ""
    for r in revisions:                              # in order of their number: 1, 2, 3 …
        if r["content"] is not None:                 # None once it was erased
            assert sha256(r["content"]) == r["content_hash"]
        link = [f"cpdbot-{r['format']}", previous, r["number"], r["kind"], r["at"],
                r["entry_id"], r["content_hash"]]
        text = json.dumps(link, ensure_ascii=False, separators=(",", ":"))
        assert sha256(text) == r["hash"]
        previous = r["hash"]

`content` is one line of JSON: keys sorted, no spaces, letters as they are, whole numbers only.
`at` is UTC with microseconds, "2026-11-20T09:30:00.000000Z". All hashes are SHA-256 in
lower-case hexadecimal over UTF-8. `previous` of the first is the empty string.

`format` is 1 of what a release before 0.7 wrote: the content's `evidence` is then a list of
addresses. In format 2 it is a list of objects: {"kind": "link" or "message", "url"}, or
{"kind": "file", "name", "sha256"} and, where the file runs out, its last day as "runs_out". A
chain goes on from one format into the other.

Erasure takes the content and leaves every hash, and an `erased` revision of the same entry is
appended (of entry 0 when it was the whole record): words that are missing without one mean a
broken chain. So that nobody can guess erased words from their hash, content carries a `salt`,
which goes with it.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Protocol

FORMAT = 2  # of what is written now
FORMATS: Final[Mapping[int, str]] = {1: "cpdbot-1", 2: "cpdbot-2"}
GENESIS = ""  # what the first revision names as its previous
WHOLE_RECORD = 0  # the entry of an `erased` revision that covers all of them


class Linked(Protocol):
    """What checking needs to know of a revision."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def entry_id(self) -> int: ...
    @property
    def content(self) -> str | None: ...
    @property
    def content_hash(self) -> str: ...
    @property
    def previous(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def format(self) -> int: ...


def new_salt() -> str:
    """For a content's `salt`: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def canonical(content: Mapping[str, Any]) -> str:
    """The one way to write the content as JSON: strings, whole numbers, booleans, null, lists
    and mappings by string. Raises `TypeError` for anything else, such as a float.
    """
    _refuse_what_has_several_spellings(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    """The hash of canonical content."""
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def moment(at: datetime) -> str:
    """How a moment stands in a link. Raises `ValueError` without a time zone."""
    if at.utcoffset() is None:
        raise ValueError("A revision's moment needs a time zone.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(  # noqa: PLR0917 - the facts in the order in which they are hashed
    previous: str,
    number: int,
    kind: str,
    at: datetime,
    entry_id: int,
    content_hash: str,
    *,
    written_as: int = FORMAT,
) -> str:
    """A revision's own hash, over its predecessor's (`GENESIS` for the first) and its facts.

    Raises `KeyError` for a format that is not known.
    """
    name = FORMATS[written_as]
    facts = [name, previous, number, kind, moment(at), entry_id, content_hash]
    return digest(json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def verify(revisions: Sequence[Linked], head: str | None = None) -> int | None:
    """The number of the first revision that is missing or was tampered with; None if all is well.

    Takes a member's whole chain, in any order. `head` is the last hash as it was noted
    elsewhere (with the member): without it nobody can tell that the newest were cut off.
    """
    chain = sorted(revisions, key=lambda revision: revision.number)
    erased: dict[int, int] = {}  # by entry: the last revision that says its words were erased
    for revision in chain:
        if revision.kind == "erased":
            erased[revision.entry_id] = revision.number
    previous = GENESIS
    for expected, revision in enumerate(chain, start=1):
        covered = max(erased.get(revision.entry_id, 0), erased.get(WHOLE_RECORD, 0))
        sound = (
            revision.number == expected
            and revision.previous == previous
            and revision.format in FORMATS
            and _content_is_sound(revision, erased_by=covered)
            and revision.hash
            == link(
                previous,
                expected,
                revision.kind,
                revision.at,
                revision.entry_id,
                revision.content_hash,
                written_as=revision.format,
            )
        )
        if not sound:
            return expected
        previous = revision.hash
    if head is not None and head != previous:
        return len(chain) + 1
    return None


def _content_is_sound(revision: Linked, *, erased_by: int) -> bool:
    if revision.content is None:
        return erased_by >= revision.number
    return digest(revision.content) == revision.content_hash


def _refuse_what_has_several_spellings(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case Mapping():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"A key must be a string, not {type(key).__name__}.")
                _refuse_what_has_several_spellings(inner)
        case list() | tuple():
            for inner in value:
                _refuse_what_has_several_spellings(inner)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form here.")
