"""An entry's evidence in its form: links and files to be unticked, and when files run out."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.services.record.evidence import mark
from bot.ui.record.edit_form import edit_modal, read_edit
from bot.ui.record.evidence_form import evidence_fields
from storage.row_types import EvidenceRecord
from tests.unit.ui.builders import NOW, entry

LINK = EvidenceRecord(12, "link", "https://bosch.example/certificate", NOW)
MESSAGE = EvidenceRecord(12, "message", "https://slack.example/archives/D1/p1", NOW)
FILE = EvidenceRecord(
    entry_id=12,
    kind="file",
    url=f"sha256:{'a' * 64}",
    added_at=NOW,
    name="certificate.pdf",
    sha256="a" * 64,
    size=1_400_000,
    runs_out=date(2027, 5, 3),
)
PHOTO = replace(FILE, url=f"sha256:{'b' * 64}", name="p" * 300 + ".png", runs_out=None)
ALL = (LINK, MESSAGE, FILE, PHOTO)


def _element(blocks: list[Any], name: str) -> dict[str, Any]:
    [found] = [one["element"] for one in blocks if one["block_id"] == name]
    return dict(found)


def _sent(**changes: Any) -> Any:
    """The form as it was opened, with other values in these fields."""
    view = edit_modal(entry(), evidence=ALL)
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        element = block.get("element", {})
        match element.get("type"):
            case "checkboxes":
                state = {"selected_options": element.get("initial_options", [])}
            case "datepicker":
                state = {"selected_date": element.get("initial_date")}
            case _:
                continue
        state |= changes.get(block["block_id"], {})
        values[block["block_id"]] = {block["block_id"]: state}
    return read_edit(json.loads(view["private_metadata"]), values)


def test_links_and_files_are_ticked_each_with_its_day_and_size() -> None:
    boxes = _element(evidence_fields(ALL), "links")
    said = [one["text"]["text"] for one in boxes["options"]]
    assert said[:2] == [
        "bosch.example/certificate · 21 Nov 2026",
        "certificate.pdf · 1.3 MB · 21 Nov 2026",
    ]
    assert all(len(one) <= 75 for one in said)
    assert boxes["initial_options"] == boxes["options"]
    assert len(boxes["options"]) == 3


def test_each_file_is_asked_when_it_runs_out_and_no_link_is() -> None:
    blocks = evidence_fields(ALL)
    assert _element(blocks, f"runs_out_{mark(FILE)}")["initial_date"] == "2027-05-03"
    assert "initial_date" not in _element(blocks, f"runs_out_{mark(PHOTO)}")
    assert sum(one["block_id"].startswith("runs_out_") for one in blocks) == 2


def test_a_form_that_is_sent_as_it_was_changes_nothing() -> None:
    sent = _sent()
    assert (sent.runs_out, sent.dropped_links) == ({}, frozenset())


@pytest.mark.parametrize(("chosen", "day"), [("2028-01-31", date(2028, 1, 31)), (None, None)])
def test_another_last_day_or_none_is_read(chosen: str | None, day: date | None) -> None:
    sent = _sent(**{f"runs_out_{mark(FILE)}": {"selected_date": chosen}})
    assert sent.runs_out == {mark(FILE): day}


def test_a_day_for_a_file_that_had_none_is_read() -> None:
    sent = _sent(**{f"runs_out_{mark(PHOTO)}": {"selected_date": "2028-01-31"}})
    assert sent.runs_out == {mark(PHOTO): date(2028, 1, 31)}


def test_what_is_unticked_is_dropped_be_it_a_link_or_a_file() -> None:
    sent = _sent(links={"selected_options": [{"value": mark(PHOTO)}]})
    assert sent.dropped_links == {mark(LINK), mark(FILE)}


def test_the_form_carries_no_name_of_a_file() -> None:
    metadata = edit_modal(entry(), evidence=ALL)["private_metadata"]
    assert "certificate" not in metadata
    assert len(metadata) < 3000


@pytest.mark.parametrize("carried", [None, [], "x", {"runs": 1}, {mark(FILE): 7}])
def test_whatever_a_form_carries_is_read(carried: Any) -> None:
    sent = read_edit({"entry": 12, "runs_out": carried}, {})
    assert sent.runs_out == {}
