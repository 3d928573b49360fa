"""Unit tests run in their process alone: no socket, no database, no file but the project's own."""

from collections.abc import Iterator

import pytest

from tests.isolation import isolated


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Fixtures, too, are held to it."""
    named = getattr(item, "fixturenames", ())
    assert "postgres_server" not in named, f"{item.nodeid} asks for a PostgreSQL server"
    with isolated():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Whatever a test does, and the code that it calls."""
    with isolated():
        yield
