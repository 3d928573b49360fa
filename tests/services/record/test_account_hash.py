"""The hash of an account: kept whenever the words change, keyed by workspace, and filled in later
for what an earlier release wrote.
"""

import asyncio
from collections.abc import Mapping

import pytest

from bot.conversation.reading import read
from bot.delivery import sweeps
from bot.services.context.member_context import Actor, MemberContext, Origin
from bot.services.record import account_hash, entries, undo
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from storage.row_types import EntryRecord
from storage.workspaces import workspace_ids
from tests.services.harness import ServiceHarness

WORDS = "I prove dead before I touch the pack, on every job"
OTHERS = "I check the torque twice before the wheel goes back on"


def _begun(ctx: MemberContext, words: str = WORDS) -> EntryRecord:
    reading = read("2h isolation course yesterday", now=ctx.now, tz=ctx.zone)
    entry = entries.begin(ctx, reading, Source(ctx.origin.key, words))
    return entries.edit(ctx, entry, {"evaluate": words})


def _hash(harness: ServiceHarness, entry: EntryRecord) -> str | None:
    return harness.entry(entry.id).account_hash


def test_a_hash_follows_the_words_of_an_entry_whatever_stage_they_are_in(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        entry = _begun(ctx)
        expected = account_hash.hash_in(ctx, {"reflect": WORDS})
        others = account_hash.hash_in(ctx, {"evaluate": OTHERS})
    assert len({expected, others, None, ""}) == 4
    assert _hash(harness, entry) == expected
    with harness.open() as ctx:
        entries.edit(ctx, find(ctx, entry.id), {"evaluate": OTHERS})
    assert _hash(harness, entry) == others
    with harness.open() as ctx:
        undo.undo(ctx)
    assert _hash(harness, entry) == expected
    with harness.open() as ctx:
        entries.edit(ctx, find(ctx, entry.id), {"evaluate": "too short"})
    assert _hash(harness, entry) == ""


def test_no_hash_is_kept_with_what_can_be_taken_back(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = _begun(ctx)
    with harness.open() as ctx:
        entries.edit(ctx, find(ctx, entry.id), {"evaluate": OTHERS})
    kept = harness.query("SELECT before FROM undo_step")
    assert len(kept) == 2
    assert "account_hash" not in str(kept)


def test_the_same_words_have_another_hash_in_another_workspace(harness: ServiceHarness) -> None:
    hashes: dict[str, str | None] = {}
    for workspace in ("T1", "T2"):
        actor = Actor(workspace, "UANA")
        with harness.contexts.open(actor, Origin(f"begun:{workspace}")) as ctx:
            hashes[workspace] = _begun(ctx).account_hash
            ctx.commit()
    assert workspace_ids(harness.database) == ("T1", "T2")
    assert len({*hashes.values(), None, ""}) == 4


@pytest.mark.parametrize("page", [1, 2, 3, 200])
def test_what_has_no_hash_is_given_one_in_pages(harness: ServiceHarness, page: int) -> None:
    expected: Mapping[str, str] = {}
    for slack_id in ("UANA", "UBEN", "UCAT"):
        with harness.open(slack_id) as ctx:
            for words in (WORDS, OTHERS, "short"):
                harness.logged(ctx, evaluate=words, account_hash=None)
            expected = {
                words: account_hash.hash_in(ctx, {"evaluate": words}) or ""
                for words in (WORDS, OTHERS, "short")
            }
    versions = harness.query("SELECT id, version, changed_at FROM entry ORDER BY id")
    assert harness.query("SELECT DISTINCT account_hash FROM entry") == [(None,)]
    assert asyncio.run(sweeps.hashes(harness.contexts, page)) == 9
    found = harness.query("SELECT evaluate, account_hash FROM entry ORDER BY id")
    assert found == [*expected.items()] * 3
    assert harness.query("SELECT id, version, changed_at FROM entry ORDER BY id") == versions
    assert asyncio.run(sweeps.hashes(harness.contexts)) == 0


def test_a_workspace_that_an_earlier_release_made_gets_its_key(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ctx.work.workspace.change(account_key="")
    with harness.open() as ctx:
        entry = _begun(ctx)
        assert entry.account_hash is None
    assert asyncio.run(sweeps.hashes(harness.contexts)) == 1
    with harness.open() as ctx:
        assert len(ctx.account_key) == 64
        assert find(ctx, entry.id).account_hash == account_hash.hash_in(ctx, {"evaluate": WORDS})
