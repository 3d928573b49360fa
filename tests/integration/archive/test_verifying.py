"""An archive that holds is said to; each way of tampering with one is caught and named, or said to
need something that is held elsewhere.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import chain, form
from bot.archive.form import document
from bot.archive.held import WrongUse
from bot.archive.page import page
from bot.archive.proof_checks import Receipt, ReceiptRefused
from bot.archive.report import ALONE, BROKEN
from tests.archives import (
    CONTENT,
    a_proof,
    a_record,
    changed,
    content_of,
    failures,
    files_of,
    listed_anew,
    packed,
    report_of,
    revised,
    zipped,
)
from tests.properties import examples

STAMP = b"0\x82 a receipt over "
AT = datetime(2026, 11, 1, 0, 5, tzinfo=UTC)
PAGE_HASHES = {
    "cpdbot-page-1": "6aca8e4091fc16dd74503b6b1ed118b74a434bbdd3ab3019940dc12dba8d56fe",
    "cpdbot-page-2": "7c63734d6b6fa8e747058f1ee4ed566030ff3b06b69b909e9b2a241b3c6787be",
}
"""Of the page of `a_record()`, by format: what archives were shipped with stays as it was."""
EVIDENCE = r"evidence/[0-9a-f]{64}/certificate\.pdf"


class Receipts:
    """Reads what stands for receipts here: the root that each is over, in plain text."""

    def __init__(self, *, pinned: bool) -> None:
        self._pinned = pinned

    def __call__(self, content: bytes, root: str) -> Receipt:
        if content != STAMP + root.encode():
            raise ReceiptRefused("it is over something else")
        return Receipt(AT, pinned=self._pinned)


def _stamped(record: dict[str, Any]) -> bytes:
    name = "receipts/2026-10-1.tsr"
    proof = a_proof(record, receipts=(name,))
    root = proof["roots"][0]["root"].encode()
    return packed(record, proof, beside={name: STAMP + root, "receipts/2026-10.txt": root})


def test_by_itself_it_is_consistent_and_nothing_more(tmp_path: Path) -> None:
    report = report_of(tmp_path, packed(a_record()))
    assert failures(report) == []
    assert report.verdict == ALONE
    said = [one.text for one in report.said if one.kind == "holds"]
    assert said[0] == "7 files are those that its manifest names, and no other."
    assert said[1].startswith("4 revisions make one unbroken chain; its head is ")
    assert (
        said[2]
        == "3 saved entries say what the last revision of each says; 1 other of no revision."
    )
    assert said[-1] == (
        "Its chain is in 1 monthly root (October 2026): by the last, the first 3 of its 4 revisions"
        " stood."
    )


def test_a_bare_export_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    report = report_of(tmp_path, json.dumps(a_record()).encode(), name="record.json")
    assert (failures(report), report.verdict) == ([], ALONE)
    record = a_record()
    record["revisions"][1]["content"] = record["revisions"][1]["content"].replace("120", "240")
    report = report_of(tmp_path, json.dumps(record).encode(), name="record.json")
    [told] = failures(report)
    assert told.startswith("The words of revision 2 were altered")


def _alter(record: dict[str, Any]) -> None:
    revision = record["revisions"][1]
    revision["content"] = revision["content"].replace("120", "240")


def _alter_with_its_hash(record: dict[str, Any]) -> None:
    _alter(record)
    content = record["revisions"][1]["content"]
    record["revisions"][1]["content_hash"] = chain.digest(content)


def _without_second(record: dict[str, Any]) -> None:
    del record["revisions"][1]


def _cut_off(record: dict[str, Any]) -> None:
    del record["revisions"][-1]


def _reordered(record: dict[str, Any]) -> None:
    revisions = record["revisions"]
    revisions[1], revisions[2] = revisions[2], revisions[1]


def _words_gone(record: dict[str, Any]) -> None:
    record["revisions"][0]["content"] = None


def _backdated(record: dict[str, Any]) -> None:
    record["revisions"][0]["at"] = record["revisions"][0]["at"].replace("2026", "2025")


CHAIN = {
    "words": (_alter, "The words of revision 2 were altered"),
    "words and their hash": (_alter_with_its_hash, "Revision 2 was altered"),
    "one missing": (_without_second, "Where revision 2 should be, there is number 3"),
    "newest cut off": (_cut_off, "The record says that its chain has 4 revisions"),
    "reordered": (_reordered, "Where revision 2 should be, there is number 3"),
    "words gone": (_words_gone, "The words of revision 1 are missing, and no revision erases them"),
    "backdated": (_backdated, "Revision 1 was altered"),
}


@pytest.mark.parametrize(("change", "told"), CHAIN.values(), ids=CHAIN)
def test_a_chain_that_was_tampered_with_is_caught_though_the_manifest_fits(
    tmp_path: Path, change: Callable[[Any], None], told: str
) -> None:
    report = report_of(tmp_path, changed(packed(a_record()), form.RECORD, change))
    assert [one for one in failures(report) if one.startswith(told)]
    assert report.verdict == BROKEN


def _entry_altered(name: str, value: Any) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        record["entries"][0][name] = value

    return change


def _entry_gone(record: Any) -> None:
    del record["entries"][0]


def _entry_added(record: Any) -> None:
    record["entries"].append({**record["entries"][0], "id": 9})


def _entry_twice(record: Any) -> None:
    record["entries"].append(record["entries"][0])


ENTRIES = {
    "title": (_entry_altered("title", "Something else"), "Entry 1 is not what revision 4"),
    "minutes": (_entry_altered("minutes", 480), "says: minutes."),
    "state": (_entry_altered("status", "draft"), "says: status."),
    "day": (_entry_altered("end_date", "2026-11-25"), "says: end_date."),
    "evidence": (
        _entry_altered("evidence", [{"kind": "link", "url": "https://a.example"}]),
        "says: evidence.",
    ),
    "subjects": (_entry_altered("subjects", [{"name": "radar", "minutes": 9}]), "says: subjects."),
    "true for one": (_entry_altered("split_by_day", 0), "says: split_by_day."),
    "gone": (_entry_gone, "Entry 1 is missing: revision 4 holds it"),
    "added": (_entry_added, "Entry 9 is saved, but no revision holds it"),
    "twice": (_entry_twice, "Entry 1 stands there twice"),
}


@pytest.mark.parametrize(("change", "told"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_that_its_last_revision_does_not_say_is_caught(
    tmp_path: Path, change: Callable[[Any], None], told: str
) -> None:
    report = report_of(tmp_path, changed(packed(a_record()), form.RECORD, change))
    assert [one for one in failures(report) if told in one]


def test_an_entry_that_was_erased_has_to_be_gone(tmp_path: Path) -> None:
    record = a_record()
    for revision in record["revisions"]:
        if revision["entry_id"] == 3:
            revision["content"] = None
    revised(record, "erased", 3, {"entries": 1})
    erased = {**record, "entries": [one for one in record["entries"] if one["id"] != 3]}
    assert failures(report_of(tmp_path, packed(erased))) == []
    [told] = failures(report_of(tmp_path, packed(record)))
    assert told == "Entry 3 stands there, though revision 5 erased it."


def _rewritten() -> dict[str, Any]:
    """A record whose whole chain was written anew, with other words."""
    record = a_record()
    record["revisions"] = []
    for one in record["entries"][:3]:
        one["minutes"] = 480
        revised(record, "saved", one["id"], content_of(one))
    revised(record, "edited", 1, content_of(record["entries"][0]))
    return record


def test_a_chain_written_anew_is_caught_by_its_proof(tmp_path: Path) -> None:
    proof = {**a_proof(a_record()), "chain": _rewritten()["chain"]}
    [told] = failures(report_of(tmp_path, packed(_rewritten(), proof)))
    assert told.startswith("The proof for October 2026 is not of this chain")


def test_written_anew_with_its_proof_it_needs_something_held_elsewhere(tmp_path: Path) -> None:
    honest = tmp_path / "earlier.zip"
    honest.write_bytes(packed(a_record()))
    forged = packed(_rewritten())
    assert report_of(tmp_path, forged).verdict == ALONE
    report = report_of(tmp_path, forged, str(honest))
    [told] = failures(report)
    assert told.startswith("Revision 1 is not the one that the export of 2026-11-21")
    root = a_proof(a_record())["roots"][0]["root"]
    [told] = failures(report_of(tmp_path, forged, root))
    assert told.startswith(f"{root} is not a root that its proof leads to")


def test_another_members_proof_is_caught(tmp_path: Path) -> None:
    other = a_record("UBEN")
    other["revisions"] = []
    revised(other, "saved", 1, {**content_of(other["entries"][0]), "salt": "1" * 32})
    proof = {**a_proof(other, upto=1), "chain": a_record()["chain"]}
    [told] = failures(report_of(tmp_path, packed(a_record(), proof)))
    assert "it is another member's" in told


def _other_root(proof: Any) -> None:
    proof["roots"][0]["root"] = "0" * 64


def _other_place(proof: Any) -> None:
    proof["roots"][0]["index"] = 3


def _other_month(proof: Any) -> None:
    proof["roots"][0]["month"] = "2025-10"


@pytest.mark.parametrize("change", [_other_root, _other_place, _other_month])
def test_a_proof_that_leads_elsewhere_is_caught(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    report = report_of(tmp_path, changed(packed(a_record()), form.PROOF, change))
    assert [one for one in failures(report) if one.startswith("The proof for October 202")]


def test_files_that_were_taken_out_put_in_or_changed_are_named(tmp_path: Path) -> None:
    files = files_of(packed(a_record()))
    [evidence] = [name for name in files if re.fullmatch(EVIDENCE, name)]
    without = {name: content for name, content in files.items() if name != evidence}
    assert f"{evidence} is missing: the manifest names it." in failures(
        report_of(tmp_path, zipped(without))
    )
    [told] = failures(report_of(tmp_path, zipped(listed_anew(without))))
    assert told.endswith("which the record names, was removed.")
    added = {**files, "evidence/notes.txt": b"more"}
    assert "evidence/notes.txt was added: the manifest does not name it." in failures(
        report_of(tmp_path, zipped(added))
    )
    assert "evidence/notes.txt is no file of an archive: it was added." in failures(
        report_of(tmp_path, zipped(listed_anew(added)))
    )
    strange = {**files, f"evidence/{'a' * 64}/x.pdf": b"more"}
    [told, *_] = failures(report_of(tmp_path, zipped(listed_anew(strange))))
    assert told.endswith("was added: the record names no such file.")
    other = {**files, evidence: CONTENT + b"!"}
    assert failures(report_of(tmp_path, zipped(other))) == [
        f"{evidence} is not the file that the manifest names: it was altered."
    ]
    assert f"{evidence} is not the file that the record names." in failures(
        report_of(tmp_path, zipped(listed_anew(other)))
    )


def test_the_page_that_people_read_says_what_the_record_says(tmp_path: Path) -> None:
    record = a_record()
    head = record["chain"]["head"]
    files = files_of(packed(record))
    report = report_of(tmp_path, zipped(files), head)
    assert "record.html is what cpdbot makes of the record." in [one.text for one in report.said]
    forged = {**files, form.PAGE: files[form.PAGE].replace(b"2 h", b"9 h")}
    report = report_of(tmp_path, zipped(listed_anew(forged)), head)
    assert failures(report) == [
        "record.html is not what cpdbot makes of the record: it was altered."
    ]
    ours, newer = form.PAGE_FORMAT.encode(), b"cpdbot-page-3"
    later = {**forged, form.PAGE: forged[form.PAGE].replace(ours, newer)}
    report = report_of(tmp_path, zipped(listed_anew(later)), head)
    assert failures(report) == []
    assert [one for one in report.said if "Read record.json instead" in one.text]


def test_a_page_of_other_bytes_has_another_format() -> None:
    made = {one: b"".join(page(a_record(), one)).decode() for one in PAGE_HASHES}
    assert {one: chain.digest(text) for one, text in made.items()} == PAGE_HASHES, (
        "The page has changed: number its format anew, or archives that were made before fail."
    )
    assert max(PAGE_HASHES) == form.PAGE_FORMAT


def test_an_archive_with_the_page_of_an_older_release_holds_and_its_forgery_does_not(
    tmp_path: Path,
) -> None:
    record = a_record()
    head = record["chain"]["head"]
    older = b"".join(page(record, form.FIRST_PAGE_FORMAT))
    files = {**files_of(packed(record)), form.PAGE: older}
    report = report_of(tmp_path, zipped(listed_anew(files)), head)
    assert "record.html is what cpdbot makes of the record." in [one.text for one in report.said]
    for forged in (
        older.replace(b"2 h", b"9 h"),
        older.replace(form.FIRST_PAGE_FORMAT.encode(), form.PAGE_FORMAT.encode()),
        older.replace(form.FIRST_PAGE_FORMAT.encode(), b"cpdbot-page-0"),
    ):
        report = report_of(tmp_path, zipped(listed_anew({**files, form.PAGE: forged})), head)
        assert failures(report) == [
            "record.html is not what cpdbot makes of the record: it was altered."
        ]


def test_that_nothing_vouches_for_whose_record_it_is_is_said(tmp_path: Path) -> None:
    def renamed(record: Any) -> None:
        record["member"]["name"] = "Ben"

    head = a_record()["chain"]["head"]
    report = report_of(tmp_path, changed(packed(a_record()), form.RECORD, renamed), head)
    assert [one for one in report.said if one.text.startswith("Whose record it is, drafts")]


def _true_for_its_number(record: Any) -> None:
    record["entries"][0]["id"] = True


def _no_end(record: Any) -> None:
    record["entries"][3]["minutes"] = float("inf")


def _receipts_that_are_none(proof: Any) -> None:
    proof["roots"][0]["receipts"] = 7


def _beyond_all_numbers(proof: Any) -> None:
    proof["roots"][0]["leaves"] = float("inf")


def _within_each_other(proof: Any) -> None:
    proof["roots"][0]["leaf"] = "[" * 200_000


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (form.RECORD, _true_for_its_number),
        (form.RECORD, _no_end),
        (form.PROOF, _receipts_that_are_none),
        (form.PROOF, _beyond_all_numbers),
        (form.PROOF, _within_each_other),
    ],
)
def test_values_of_another_form_are_refused_with_a_sentence(
    tmp_path: Path, name: str, change: Callable[[Any], None]
) -> None:
    files = files_of(packed(a_record()))
    value = json.loads(files[name])
    change(value)
    files[name] = json.dumps(value).replace("Infinity", "1e999").encode()
    assert failures(report_of(tmp_path, zipped(listed_anew(files))))[-1].endswith(
        (f"{name} is no JSON document of ours.", "does not have the form that its format has.")
    )


@given(st.text(max_size=160) | st.from_regex(r"(?i)(com1|aux|a+)\.[a b.]{0,130}", fullmatch=True))
def test_a_safe_name_is_safe_as_it_is(given_name: str) -> None:
    name = form.safe_name(given_name)
    assert form.safe_name(name) == name
    assert 0 < len(name.encode()) <= 100


def _manifest_of(archive: bytes, **changes: Any) -> bytes:
    files = files_of(archive)
    manifest = {**json.loads(files[form.MANIFEST]), **changes}
    return zipped({**files, form.MANIFEST: document(manifest)})


@pytest.mark.parametrize(
    "changes",
    [
        {"made_at": "2026-11-22T10:00:00.000000Z"},
        {"member": "UBEN"},
        {"workspace": "T2"},
        {"missing": [{"sha256": "a" * 64, "why": "not kept"}]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_was_edited_is_caught(tmp_path: Path, changes: dict[str, Any]) -> None:
    report = report_of(tmp_path, _manifest_of(packed(a_record()), **changes))
    assert [one for one in failures(report) if one.startswith("The manifest was edited")]


def test_evidence_that_the_store_had_no_more_is_said_and_no_failure(tmp_path: Path) -> None:
    report = report_of(tmp_path, packed(a_record(), contents={}))
    assert failures(report) == []
    assert [one for one in report.said if "is not in it: the store no longer had it" in one.text]


def test_receipts_vouch_where_their_authority_is_pinned(tmp_path: Path) -> None:
    archive = _stamped(a_record())
    report = report_of(tmp_path, archive, receipts=Receipts(pinned=False))
    assert (failures(report), report.verdict) == ([], ALONE)
    assert [one for one in report.said if "Name its authority's root with --tsa-root" in one.text]
    report = report_of(tmp_path, archive, receipts=Receipts(pinned=True))
    assert report.verdict == "It holds."
    assert report.said[-2].text == (
        "By the receipt of 2026-11-01 00:05:00 UTC for October 2026: the first 3 of its 4 revisions"
        " stood when it was made. The other 1 came after it."
    )


def test_receipts_that_were_swapped_or_put_in_are_caught(tmp_path: Path) -> None:
    files = files_of(_stamped(a_record()))
    swapped = {**files, "receipts/2026-10-1.tsr": STAMP + b"0" * 64}
    assert failures(
        report_of(tmp_path, zipped(listed_anew(swapped)), receipts=Receipts(pinned=True))
    ) == ["receipts/2026-10-1.tsr is no receipt for October 2026: it is over something else."]
    added = {**files, "receipts/2026-09-1.tsr": STAMP}
    assert "receipts/2026-09-1.tsr was added: the proof does not name it." in failures(
        report_of(tmp_path, zipped(listed_anew(added)), receipts=Receipts(pinned=True))
    )
    gone = {name: content for name, content in files.items() if not name.endswith(".tsr")}
    assert "receipts/2026-10-1.tsr, a receipt for October 2026, is not there." in failures(
        report_of(tmp_path, zipped(listed_anew(gone)), receipts=Receipts(pinned=True))
    )


def test_what_is_held_elsewhere_vouches_for_as_much_as_it_holds(tmp_path: Path) -> None:
    record = a_record()
    archive = _stamped(record)
    proof = a_proof(record)
    root = proof["roots"][0]["root"]
    until = "the first 3 of its 4 revisions stood when it was made. The other 1 came after it."
    roots = tmp_path / "roots.txt"
    roots.write_text(f"2026-09  {'0' * 64}  5 members\n2026-10  {root}  5 members\n")
    receipt = tmp_path / "october.tsr"
    receipt.write_bytes(STAMP + root.encode())
    earlier = {**record, "revisions": record["revisions"][:2]}
    earlier["chain"] = {"length": 2, "head": record["revisions"][1]["hash"]}
    export = tmp_path / "cpd-record.json"
    export.write_text(json.dumps(earlier))
    for held, told in {
        root: f"Against the root of October 2026: {until}",
        root.upper(): f"Against the root of October 2026: {until}",
        str(roots): f"Against the root of October 2026: {until}",
        record["revisions"][1]["hash"]: (
            "Against the head that you hold: the first 2 revisions stand as they did."
        ),
        str(receipt): (
            "Against the receipt october.tsr of 2026-11-01 00:05:00 UTC, over October 2026: "
            + until
        ),
        str(export): (
            "Against the export of 2026-11-21T10:00:00.000000Z: the first 2 revisions are those "
            "that it held. 2 revisions came since."
        ),
    }.items():
        report = report_of(tmp_path, archive, held, receipts=Receipts(pinned=True))
        assert (failures(report), report.said[-1].text) == ([], told)
        assert report.verdict == "It holds."


def test_the_fingerprint_stands_for_every_file(tmp_path: Path) -> None:
    archive = packed(a_record())
    [told] = [one.text for one in report_of(tmp_path, archive).said if "fingerprint" in one.text]
    fingerprint = told.rpartition(" ")[2].strip(".")
    assert report_of(tmp_path, archive, fingerprint).verdict == "It holds."
    files = files_of(archive)
    files[form.CSV] += b"And more."
    [told] = failures(report_of(tmp_path, zipped(listed_anew(files)), fingerprint))
    assert told.startswith(f"{fingerprint} is not")


def test_of_an_earlier_export_nothing_may_be_missing_and_it_must_be_the_members(
    tmp_path: Path,
) -> None:
    later, other = a_record(), a_record("UBEN")
    revised(later, "edited", 1, content_of(later["entries"][0]))
    for name, held, told in (
        ("later", later, "held 1 revision more: the newest were cut off."),
        ("other", other, "is another member's."),
    ):
        export = tmp_path / f"{name}.json"
        export.write_text(json.dumps(held))
        [found] = failures(report_of(tmp_path, packed(a_record()), str(export)))
        assert found.endswith(told)


def test_what_cannot_be_held_against_it_is_wrong_use(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("hello")
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps({"format": "cpdbot-export-2"}))
    for held, told in {
        str(nothing): "nothing.txt is no root, receipt or export",
        "abcdef": "abcdef is neither a file nor a hash of 64 digits",
        str(newer): "newer.json was made by a newer cpdbot",
    }.items():
        with pytest.raises(WrongUse, match=re.escape(told)):
            report_of(tmp_path, packed(a_record()), held)


FILES = files_of(_stamped(a_record()))


@given(st.sampled_from(sorted(FILES)), st.data())
@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_one_byte_changed_in_any_file_is_caught(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    content = bytearray(FILES[name])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    report = report_of(
        tmp_path, zipped({**FILES, name: bytes(content)}), receipts=Receipts(pinned=True)
    )
    assert failures(report)


def test_the_published_schema_is_one_and_stands_in_the_archive() -> None:
    schema = json.loads(FILES[form.SCHEMA])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["format"] == {"const": form.RECORD_FORMAT}


def test_the_page_loads_nothing_and_holds_what_was_written() -> None:
    record = a_record()
    record["entries"][0]["evaluate"] = '<script>alert("עברית")</script>'
    page = files_of(packed(record))[form.PAGE].decode()
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;עברית&quot;)&lt;/script&gt;" in page
    [link] = re.findall(r'href="(evidence/[^"]+)"', page)
    assert re.fullmatch(EVIDENCE, link)


def test_the_same_record_gives_the_same_bytes() -> None:
    assert packed(a_record()) == packed(a_record())
