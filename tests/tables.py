"""A table of examples as one test, which names every row that does not hold.

Thousands of rows are read in a second; as a test each, most of the time goes into telling of them.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., None]


def for_each(
    names: str | Sequence[str],
    rows: Iterable[Any],
    ids: Iterable[str] | Callable[[Any], str] | None = None,
) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, for a test that needs nothing but its row: all rows are tried,
    and the test fails with the name of each that failed and what was found wrong in it.

    Raises ValueError where there is no row.
    """
    several = not isinstance(names, str)
    named = list(_named(list(rows), ids))
    if not named:
        raise ValueError("the table is empty")

    def decorate(test: Test) -> Test:
        @wraps(test)
        def whole_table() -> None:
            wrong = []
            for name, values in named:
                given: Mapping[str, Any] = (
                    dict(zip(names, values, strict=True)) if several else {str(names): values}
                )
                try:
                    test(**given)
                except Exception as error:  # noqa: BLE001 - each row's is told, whatever it is
                    wrong.append(f"{name}\n    {_told(error)}")
            if wrong:
                pytest.fail(
                    f"{len(wrong)} of {len(named)} rows:\n" + "\n".join(wrong), pytrace=False
                )

        whole_table.__signature__ = inspect.Signature()  # type: ignore[attr-defined]
        del whole_table.__wrapped__
        return whole_table

    return decorate


def _named(
    rows: Sequence[Any], ids: Iterable[str] | Callable[[Any], str] | None
) -> Iterable[tuple[str, Any]]:
    given = None if ids is None or callable(ids) else list(ids)
    for place, row in enumerate(rows):
        values, name = row, None
        if hasattr(row, "values") and hasattr(row, "marks"):  # pytest.param
            values, name = row.values if len(row.values) > 1 else row.values[0], row.id
        if given is not None:
            name = str(given[place])
        elif callable(ids):
            name = ids(values)
        yield name or repr(values), values


def _told(error: Exception) -> str:
    told = str(error).strip() or type(error).__name__
    kind = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
    return kind + told.replace("\n", "\n    ")
