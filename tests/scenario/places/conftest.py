"""A workplace on a Monday afternoon with a channel that the bot is in, on either database."""

from collections.abc import AsyncIterator

import pytest

from bot.manifest import load_manifest, with_workflow
from tests.harness import ANA, MONDAY, Harness, harness_at


@pytest.fixture
async def at_work(database_url: str) -> AsyncIterator[Harness]:
    """Ana keeps a record; the app is made from the manifest with the step."""
    manifest = with_workflow(load_manifest().source)
    async with harness_at(database_url, now=MONDAY, manifest=manifest) as one:
        await one.enrolled(ANA)
        yield one
