"""What came of a file, across the border between two processes."""

import json
from pathlib import Path

import pytest

from bot.readers.limits import unlimited
from bot.readers.results import FileRead


def test_what_was_read_crosses_the_border_whole() -> None:
    read = FileRead(
        "eml",
        "message/rfc822",
        pages=3,
        unread="too_slow",
        recognised=True,
        text="words",
        attachments=("a.pdf",),
        cut=True,
    )
    assert FileRead.of_plain(json.loads(json.dumps(read.plain())), Path("/nowhere")) == read


def test_no_path_is_taken_from_the_other_side() -> None:
    plain = FileRead("csv", "text/csv", table=Path("/etc/passwd")).plain()
    assert "/etc/passwd" not in json.dumps(plain)
    with pytest.raises(ValueError, match="not written"):
        FileRead.of_plain(plain, Path(__file__).parent)


def test_what_a_platform_cannot_hold_has_a_name() -> None:
    assert set(unlimited()) <= {"memory", "cpu"}
