"""What is said about dropped files: few words, escaped, and nothing of a file in a notification."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.services.evidence import checking
from bot.services.evidence.actions import Unplaced, UnplacedFiles
from bot.services.evidence.checking import STILL_MINE
from bot.services.evidence.placing import A_NEW_ENTRY, NO_ENTRY
from bot.ui.evidence.notices import (
    _UNREAD,
    document_offer,
    how_far,
    kept,
    question,
    told,
    unplaced_page,
)
from bot.ui.evidence.sentences import SENTENCES
from bot.ui.kit.blocks import TEXT_MOST, Content
from storage.queues.jobs import JobRecord
from tests.unit.ui.builders import TODAY, entry
from tests.unit.ui.test_budgets import words_in_sight

NAME = "<!here>*Zebedee*"
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SHA256 = "0" * 64
JUST_KEEP = NO_ENTRY["file_keep"]
BEFORE: tuple[dict[str, Any] | None, ...] = (
    None,
    {"title": NAME, "facts": ["title", "start_date", "minutes", "provider"], "discarded": False},
    {"title": NAME, "facts": [], "discarded": True},
)
"""What files were taken from."""
NOT_OF_FILES = {"document_gone", "document_too_long", "documents_are_administrators"}
FINDINGS: tuple[dict[str, Any], ...] = (
    {"about": "person", "people": [NAME, NAME]},
    {"about": "called", "called": NAME},
    {"about": "days", "theirs": ["2026-11-20"] * 2, "said": ["2026-11-19", "2026-11-21"]},
    {"about": "minutes", "theirs": 180, "said": 120},
    {"about": "between", "theirs": 180, "said": 240},
    {"about": "expired", "expiry": "2026-01-01"},
    {"about": STILL_MINE},
)


def shown() -> Iterator[tuple[str, Content, int]]:
    """Each message in each of its states, and the words that it may have."""
    titled = entry(title=NAME, provider=NAME)
    for one in FINDINGS:
        labels, choices = checking.CAN_BE_SAID[str(one["about"])]
        asked: dict[str, Any] = {
            "finding": one,
            "name": NAME,
            "labels": labels,
            "choices": choices,
        }
        yield str(one["about"]), question("cert:1", asked, titled), 30
    for unread in ("", *_UNREAD):
        for hashes in ([SHA256], [SHA256] * 3):
            values: dict[str, Any] = {
                "hashes": hashes,
                "names": [NAME] * len(hashes),
                "unread": unread,
                "labels": [*(f"Evidence for {NAME}" for _ in range(3)), A_NEW_ENTRY, JUST_KEEP],
                "choices": ["file_for_0", "file_for_1", "file_for_2", "file_new", "file_keep"],
            }
            # Of the words, a name each time are not ours: the files', and those of three entries.
            most = 30 + min(2, len(hashes)) + 3
            yield f"place {unread}", question("file:1", values, titled), most
    for stands in (True, False):
        said: dict[str, Any] = {
            "hashes": [SHA256],
            "runs_out": "2028-11-20",
            "filled": ["title", "start_date", "minutes", "provider"],
            "recognised": True,
            "turn": "event:1",
        }
        for before in BEFORE:
            told_of = {**said, "before": before}
            yield f"kept {stands} {before}", kept(titled, told_of, [NAME], stands=stands), 40
    for name in sorted(SENTENCES.keys() - NOT_OF_FILES):
        values = {"file_most": "25 MB", "day": "2026-12-21", "facts": ["title", "start_date"]}
        values["why"] = "Entry 12 is not what revision 40, its last, says: title, minutes."
        one = {"sentence": name, "names": [NAME], "values": values}
        yield f"told {name}", told([one]), 30
        yield f"told {name} of none", told([{**one, "names": []}] * 2), 60
    for progress in ({}, {"waits": "no_scanner"}, {"waits": "full"}):
        job = JobRecord(1, 1, "file:x/0", "file", "new", progress, {}, None, AT)
        yield f"how far {progress}", how_far([job, job]), 20
    yield "document", document_offer({"key": "k", "table": True}), 25
    listed = Unplaced("file:1", (NAME,), TODAY + timedelta(days=3), ("New entry",), ("file_new",))
    yield "listed", unplaced_page(UnplacedFiles((listed,), more=2)), 40


def refused(count: int) -> list[JobRecord]:
    """Files of one message of which none was kept; the longest sentences there are."""
    line = {"told": True, "line": "file_of_other_kind"}
    return [
        JobRecord(n, 1, f"file:x/{n}", "file", "done", line, {}, None, AT) for n in range(count)
    ]


@pytest.mark.parametrize("count", [2, 10, 11, 23, 50])
def test_however_many_files_were_refused_the_list_is_whole_and_says_how_many_more(
    count: int,
) -> None:
    content = how_far(refused(count))
    [block] = content.blocks
    lines = block["text"]["text"].splitlines()
    assert block["text"]["text"] == content.text
    assert len(content.text) < TEXT_MOST
    assert lines[0].startswith("File 1: That file is of a kind that I do not keep.")
    told = [line for line in lines if line.startswith("File ")]
    assert len(told) == min(count, 10)
    assert lines[len(told) :] == ([f"and {count - 10} more"] if count > 10 else [])


@pytest.mark.parametrize("state", [*shown()], ids=lambda state: state[0])
def test_few_words_and_no_name_in_a_notification(state: tuple[str, Content, int]) -> None:
    _, content, most = state
    words = words_in_sight(content)
    assert len(words) <= most, " ".join(words)
    assert "Zebedee" not in content.text
    assert "<!here>" not in str([one for one in content.blocks if one["type"] == "section"])
