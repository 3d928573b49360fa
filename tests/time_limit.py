"""A plugin of pytest: tests begin until a moment is reached, those on PostgreSQL after the others.

What is left over then is counted, and fails nothing.
"""

import time
from collections.abc import Sequence

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The moment."""
    parser.addoption("--until", type=float, default=None, help="a reading of time.monotonic()")


def pytest_configure(config: pytest.Config) -> None:
    """What is counted, in the process that tells."""
    config.pluginmanager.register(_Counting())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is true of one database is nearly always true of both."""
    items.sort(key=lambda item: item.get_closest_marker("postgresql") is not None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Whether a test is passed over; None has it run."""
    until = item.config.getoption("--until")
    return True if until is not None and time.monotonic() > until else None


class _Counting:
    """How many tests there are, and how many of them ran, whoever ran them."""

    def __init__(self) -> None:
        self._chosen = 0
        self._ran = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._chosen = max(self._chosen, len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        self._chosen = len(ids)

    def pytest_runtest_logfinish(self) -> None:
        self._ran += 1

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._ran < self._chosen:
            terminalreporter.write_line(
                f"Ran {self._ran:,} of {self._chosen:,} tests, the nearest and cheapest first:"
                " time is up. `make test` runs all."
            )
