"""Sealed segments: chains of other records that a record has taken in, and hands on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.archives import a_proof, a_record, failures, packed, report_of, revised
from tests.integration.archive.test_independent import independent


def taking_in(*names: str) -> dict[str, Any]:
    """A record that has taken in archives of these people."""
    record = a_record()
    segments, lines, told = [], [], []
    for number, name in enumerate(names, start=1):
        inner = a_record(f"U{number}")
        inner["member"]["name"] = name
        segments.append(
            {
                "number": number,
                "import": 5,
                "workspace": {"id": "T9", "name": "Old Works"},
                "member": inner["member"],
                "exported_at": inner["exported_at"],
                **inner["chain"],
            }
        )
        lines += [{"segment": number, "revision": one} for one in inner["revisions"]]
        told.append(dict(inner["chain"]))
    record |= {"segments": segments, "segment_revisions": lines}
    revised(record, "imported", 0, {"import": 5, "segments": told, "salt": "0" * 32})
    return record


def _whole(_record: dict[str, Any]) -> None:
    return None


def _word(record: dict[str, Any]) -> None:
    revision = record["segment_revisions"][1]["revision"]
    revision["content"] = revision["content"].replace("120", "240")


def _less(record: dict[str, Any]) -> None:
    del record["segment_revisions"][3]


def _shortened(record: dict[str, Any]) -> None:
    del record["segment_revisions"][3]
    kept = record["segment_revisions"][2]["revision"]
    record["segments"][0] |= {"length": 3, "head": kept["hash"]}


def _gone(record: dict[str, Any]) -> None:
    record["segments"], record["segment_revisions"] = [], []


def _orphans(record: dict[str, Any]) -> None:
    record["segments"] = []


def _more(record: dict[str, Any]) -> None:
    record["segments"].append({**record["segments"][0], "number": 2})
    again = [{**one, "segment": 2} for one in record["segment_revisions"]]
    record["segment_revisions"] += again
    record["segments"][1]["import"] = 6


def _taken_back(record: dict[str, Any]) -> None:
    revised(record, "withdrawn", 0, {"import": 5, "salt": "0" * 32})


def _taken_back_whole(record: dict[str, Any]) -> None:
    _taken_back(record)
    _gone(record)


def _erased(record: dict[str, Any]) -> None:
    revised(record, "erased", 0, {"entries": 3, "salt": "0" * 32})
    record["entries"] = []
    _gone(record)


CASES: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (_whole, ""),
    (_word, "In the sealed segment of Ana at Old Works: The words of revision 2 were altered."),
    (_less, "The sealed segment of Ana at Old Works does not end where it says."),
    (_shortened, "was slipped in: no revision of the chain names it."),
    (_gone, "1 sealed segment that the chain names, not in it."),
    (_orphans, "one stands twice, or was taken out."),
    (_more, "was slipped in: no revision of the chain names it."),
    (_taken_back, "was slipped in: no revision of the chain names it."),
    (_taken_back_whole, ""),
    (_erased, ""),
]


@pytest.mark.parametrize(("change", "why"), CASES)
def test_what_was_done_to_a_segment_is_found(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], why: str
) -> None:
    record = taking_in("Ana")
    change(record)
    report = report_of(tmp_path, packed(record, a_proof(record)))
    found = failures(report)
    assert (not found) is (not why)
    assert any(why in one for one in found) or not why


def test_each_segment_is_told_with_its_owner_and_two_are_kept_apart(tmp_path: Path) -> None:
    report = report_of(tmp_path, packed(taking_in("Ana", "Bea"), None))
    assert failures(report) == []
    told = [one.text for one in report.said if "sealed segment" in one.text]
    assert [one.partition(":")[0] for one in told] == [
        "A sealed segment of Ana at Old Works",
        "A sealed segment of Bea at Old Works",
    ]
    assert "Who that was, nobody has checked." in told[0]


@pytest.mark.parametrize(("change", "why"), CASES)
def test_the_lines_in_the_docs_find_it_too(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], why: str
) -> None:
    record = taking_in("Ana")
    change(record)
    done = independent(tmp_path, packed(record, a_proof(record)))
    assert (done.returncode == 0) is (not why), done.stderr
    assert done.stderr.startswith("FAILS: ") or not why
