"""A table that is one test names every row that fails, and no other."""

import pytest

from tests.tables import for_each


def test_every_row_is_tried_and_each_that_fails_is_named() -> None:
    tried = []

    @for_each(("number", "double"), [(1, 2), (2, 5), pytest.param(3, 7, id="three"), (4, 8)])
    def doubles(number: int, double: int) -> None:
        tried.append(number)
        assert number * 2 == double

    with pytest.raises(pytest.fail.Exception) as failed:
        doubles()
    assert tried == [1, 2, 3, 4]
    told = str(failed.value)
    assert told.startswith("2 of 4 rows:\n(2, 5)\n")
    assert "\nthree\n    " in told
    assert "(1, 2)" not in told
    assert "(4, 8)" not in told


def test_an_error_is_a_failure_of_its_row_and_is_told_by_its_type() -> None:
    @for_each("text", ["1", "one", "2"], ids=lambda text: f"<{text}>")
    def is_a_number(text: str) -> None:
        assert int(text)

    with pytest.raises(pytest.fail.Exception, match=r"1 of 3 rows:\n<one>\n    ValueError: "):
        is_a_number()


def test_a_table_that_holds_passes() -> None:
    @for_each("number", range(1, 4), ids=["a", "b", "c"])
    def is_positive(number: int) -> None:
        assert number > 0

    is_positive()


def test_an_empty_table_proves_nothing_and_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        for_each("number", [])
