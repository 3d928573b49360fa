"""Checks on sealed segments: chains of other records that a record has taken in with archives.

Each is kept as it was, with its own numbers, and an `imported` revision of the record's own chain
names its head and length: so that none is changed, added or taken away unseen.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.archive import links
from bot.archive.chain import GENESIS, WHOLE_RECORD
from bot.archive.form import shown
from bot.archive.report import Report, several

SEGMENTS: Final = "segments"
REVISIONS: Final = "segment_revisions"
"""In a record: the segments, and all of their revisions. A release before has neither."""


def segments_of(record: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """A record's segments, in their order."""
    found: Sequence[Mapping[str, Any]] = record.get(SEGMENTS, ())
    return found


def revisions_by_segment(record: Mapping[str, Any]) -> dict[int, list[Mapping[str, Any]]]:
    """The revisions of each of them by its number, as they stood in its own record."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for one in record.get(REVISIONS, ()):
        found.setdefault(one["segment"], []).append(one["revision"])
    return found


def check(record: Mapping[str, Any], report: Report) -> None:
    """Each segment is one unbroken chain with the head that the record's own chain names, and each
    that is named there is here. Raises what a record of another form makes of it.
    """
    segments = segments_of(record)
    by_number = revisions_by_segment(record)
    numbers = {one["number"] for one in segments}
    if len(numbers) != len(segments) or not by_number.keys() <= numbers:
        report.fails("The list of sealed segments was edited: one stands twice, or was taken out.")
        return
    named = _named(record["revisions"])
    for one in segments:
        told = _told(one)
        try:
            hashes = links.hashes_of(by_number.get(one["number"], ()))
        except links.BrokenChain as broken:
            report.fails(f"In the sealed segment of {_whose(one)}: {broken}.")
            continue
        if told != (one["import"], len(hashes), hashes[-1] if hashes else GENESIS):
            report.fails(f"The sealed segment of {_whose(one)} does not end where it says.")
        elif told not in named:
            report.fails(
                f"The sealed segment of {_whose(one)} was slipped in: no revision of the chain "
                "names it."
            )
        else:
            report.holds(
                f"A sealed segment of {_whose(one)}: {several(len(hashes), 'revision')} in one "
                "unbroken chain, as when it was taken in. Who that was, nobody has checked."
            )
    gone = len(named - {_told(one) for one in segments})
    if gone:
        report.fails(f"{several(gone, 'sealed segment')} that the chain names, not in it.")


def _told(one: Mapping[str, Any]) -> tuple[int, int, str]:
    return one["import"], one["length"], one["head"]


def _named(revisions: Sequence[Mapping[str, Any]]) -> frozenset[tuple[int, int, str]]:
    """The segments that the chain names and that were not taken back or erased since: the import
    that brought each, its length and its head.
    """
    found: dict[int, list[tuple[int, int, str]]] = {}
    for one in revisions:
        if one["entry_id"] != WHOLE_RECORD:
            continue
        if one["kind"] == "erased":
            found.clear()
        elif one["content"] is not None and one["kind"] in ("imported", "withdrawn"):
            content = json.loads(one["content"])
            number = content.get("import")
            found.pop(number, None)
            if one["kind"] == "imported":
                found[number] = [
                    (number, each["length"], each["head"]) for each in content.get(SEGMENTS, ())
                ]
    return frozenset(one for some in found.values() for one in some)


def _whose(one: Mapping[str, Any]) -> str:
    member, workspace = one["member"], one["workspace"]
    name = shown(str(member["name"] or member["slack_id"]))
    return f"{name} at {shown(str(workspace['name'] or workspace['id']))}"
