"""The world that conversations in a terminal take place in."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.cli.chat.world import World, world_at
from tests.integration.cli.harness import ChatHarness


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with world_at(None) as made:
        yield made


@pytest.fixture
def chat(world: World) -> ChatHarness:
    return ChatHarness(world)


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """A command sets logging up for its process, to a stream that ends with the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
