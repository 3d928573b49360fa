"""Checks on a record as plain values: its chain, and its entries beside the chain.

A record is an export's document. Nothing in it is believed to have the form that it should.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.archive import links, segment_checks
from bot.archive.chain import GENESIS, WHOLE_RECORD
from bot.archive.form import HASH, MISSHAPEN, NotOurs, plain, shown
from bot.archive.links import number_told
from bot.archive.report import Report, several

FIELDS: Final = (
    *("title", "minutes", "type", "formality", "provider", "reflect", "plan", "act", "evaluate"),
    *("start_date", "end_date", "status", "split_by_day", "private_stages"),
)
"""Of an entry, as a revision's content has them under the same names."""

CHAINED: Final = frozenset({"logged", "withdrawn"})
"""Entries in these states have a revision that says what they say. One that was saved and taken
back to a draft has revisions, and says what it likes until it is saved again.
"""

_NOT_CHAINED: Final = (
    "Whose record it is, drafts, plans, credits, settings, the access log and the like are in no "
    "revision: they are only as sure as the file that they stand in."
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A record's chain, once it holds: the hashes of its revisions, by number from 1."""

    hashes: tuple[str, ...]
    times: tuple[str, ...]
    member: str
    workspace: str
    made_at: str

    @property
    def head(self) -> str:
        """The last hash."""
        return self.hashes[-1] if self.hashes else GENESIS


def checked(record: Mapping[str, Any], report: Report) -> Chain | None:
    """The chain of a record, and what holds of its entries; None where the chain does not hold.

    Raises NotOurs where a record has another form than ours.
    """
    try:
        found = chain_of(record, report)
        if found is not None:
            _check_entries(record, report)
            segment_checks.check(record, report)
            report.note(_NOT_CHAINED)
    except MISSHAPEN as error:
        raise NotOurs("the record does not have the form that its format has") from error
    return found


def chain_of(record: Mapping[str, Any], report: Report, whose: str = "its") -> Chain | None:
    """The chain of a record; None, and why, where it does not hold."""
    revisions: Sequence[Mapping[str, Any]] = record["revisions"]
    try:
        hashes = links.hashes_of(revisions)
    except links.BrokenChain as broken:
        report.fails(f"{broken}, so that nothing from there on can be relied on.")
        return None
    previous = hashes[-1] if hashes else GENESIS
    times = [str(one["at"]) for one in revisions]
    told = record["chain"]
    if told != {"length": len(hashes), "head": previous}:
        length = number_told(told.get("length"))
        report.fails(
            f"The record says that {whose} chain has {length} with the head "
            f"{shown(str(told.get('head')))}, but {several(len(hashes), 'revision')} "
            f"{'is' if len(hashes) == 1 else 'are'} there: the newest were cut off, or the head "
            "was changed."
        )
        return None
    many = several(len(hashes), "revision")
    report.holds(f"{many} make one unbroken chain{f'; its head is {previous}' if hashes else ''}.")
    return Chain(
        tuple(hashes),
        tuple(times),
        str(record["member"]["slack_id"]),
        str(record["workspace"]["id"]),
        str(record["exported_at"]),
    )


def files_named(record: Mapping[str, Any]) -> frozenset[str]:
    """The hashes of every file that is kept, or is an entry's evidence, as a record names them."""
    kept = [one["sha256"] for one in record["files"]]
    borne = [
        _sha256(one)
        for entry in record["entries"]
        for one in entry["evidence"]
        if one["kind"] == "file"
    ]
    return frozenset(one for one in (*kept, *borne) if HASH.fullmatch(one))


def _check_entries(record: Mapping[str, Any], report: Report) -> None:
    """Each entry is what its last revision says, and each that has one is there."""
    last = {one["entry_id"]: one for one in record["revisions"]}
    last.pop(WHOLE_RECORD, None)
    until = links.erased_in(record["revisions"]).get(WHOLE_RECORD, 0)
    there: set[int] = set()
    same, wrong, loose = 0, 0, 0
    for entry in record["entries"]:
        number = entry["id"]
        if not isinstance(number, int) or isinstance(number, bool):
            raise TypeError("an entry's id")
        revision = last.get(number)
        said = _wrong_with_entry(entry, revision, until)
        if number in there:
            said = f"Entry {number_told(number, '')} stands there twice."
        there.add(number)
        if said:
            wrong += 1
            report.fails(said)
        elif entry["status"] not in CHAINED:
            loose += 1
        else:
            same += 1
    for number, revision in last.items():
        if number not in there and revision["kind"] != "erased" and revision["number"] > until:
            wrong += 1
            named = number_told(number, "")
            report.fails(
                f"Entry {named} is missing: revision {revision['number']} holds it, "
                "and nothing says that it was erased."
            )
    if not wrong:
        besides = f"; {several(loose, 'other')} of no revision" if loose else ""
        what = "entry says" if same == 1 else "entries say"
        report.holds(f"{same:,} saved {what} what the last revision of each says{besides}.")


def _wrong_with_entry(
    entry: Mapping[str, Any], revision: Mapping[str, Any] | None, until: int
) -> str:
    number = number_told(entry["id"], "")
    if revision is None:
        if entry["status"] in CHAINED:
            return f"Entry {number} is saved, but no revision holds it: it was slipped in."
        return ""
    if revision["kind"] == "erased" or revision["number"] <= until:
        return f"Entry {number} stands there, though revision {revision['number']} erased it."
    content = plain(revision["content"].encode(), f"revision {revision['number']}")
    if content.get("status") not in CHAINED:  # taken back to a draft
        if entry["status"] in CHAINED:
            return (
                f"Entry {number} is saved, but revision {revision['number']}, its last, says that "
                "it was taken back to a draft."
            )
        return ""
    if revision.get("format", 1) == 1 and entry.get("split_by_day") is False:
        # Release 0.7 took it back from some saved entries and added no revision.
        content = {**content, "split_by_day": False}
    differs = _differences(entry, content)
    if differs:
        return (
            f"Entry {number} is not what revision {revision['number']}, its last, says: "
            f"{', '.join(differs)}."
        )
    return ""


def _differences(entry: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    """The names of what an entry says otherwise. What an older release did not note of an entry
    yet is not there to be compared.
    """
    found = [name for name in FIELDS if name in content and not _same(content, entry, name)]
    if "subjects" in content and _subjects(content["subjects"]) != _subjects(entry["subjects"]):
        found.append("subjects")
    if content.get("disallowed", []) != entry.get("disallowed", []):
        found.append("disallowed")
    if not _same_evidence(content["evidence"], entry["evidence"]):
        found.append("evidence")
    return found


def _same(content: Mapping[str, Any], entry: Mapping[str, Any], name: str) -> bool:
    """By value and by type: JSON's true is no 1."""
    return json.dumps(content[name]) == json.dumps(entry[name])


def _subjects(given: Sequence[Any]) -> list[Any]:
    """As they are kept since a subject may have minutes."""
    return [{"name": one, "minutes": None} if isinstance(one, str) else dict(one) for one in given]


def _same_evidence(kept: Sequence[Any], stands: Sequence[Mapping[str, Any]]) -> bool:
    if len(kept) != len(stands):
        return False
    return all(map(_same_piece, kept, stands))


def _same_piece(kept: Any, stands: Mapping[str, Any]) -> bool:
    if isinstance(kept, str):  # an address alone, as format 1 has it
        return bool(kept == stands["url"])
    if kept["kind"] != stands["kind"]:
        return False
    if kept["kind"] != "file":
        return bool(kept["url"] == stands["url"])
    same_name = kept["name"] in (stands["name"], None)  # an older release kept none
    return (
        same_name
        and kept["sha256"] == _sha256(stands)
        and kept.get("runs_out") == stands.get("runs_out")
    )


def _sha256(evidence: Mapping[str, Any]) -> str:
    return str(evidence["url"]).removeprefix("sha256:")
