"""What the doctor says where a platform cannot hold the limits of reading."""

import pytest

from bot.cli.reader_checks import check_readers
from bot.readers.limits import unlimited


def test_where_every_limit_holds_nothing_is_said() -> None:
    assert check_readers(()) == []
    assert len(check_readers()) == len(unlimited())


@pytest.mark.parametrize(("limit", "says"), [("memory", "a limit of the"), ("cpu", "busy")])
def test_a_limit_that_does_not_hold_is_said_with_what_follows(limit: str, says: str) -> None:
    [found] = check_readers([limit])
    assert (found.is_well, found.mark) == (True, "note")
    assert found.text.startswith("reading files: ")
    assert says in found.text
