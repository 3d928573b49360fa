"""The outbox: a message goes out once, and shows what is true when it does."""

import asyncio
from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import LeaseLost
from storage.outbox import Outbox, OutboxItem, touch
from tests.storage.rows import (
    AFTER_LEASE,
    LEASE,
    NOW,
    SOON,
    a_member,
    a_message,
    add_message,
    an_entry,
    query,
)

LOOK_AT = NOW + timedelta(seconds=30)


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


@pytest.fixture
async def member(database: Database) -> int:
    return await a_member(database)


async def claim_one(outbox: Outbox, now: object = NOW) -> OutboxItem:
    [item] = await outbox.claim(now, 10, LEASE)  # type: ignore[arg-type]
    return item


async def touch_entry(database: Database, entry_id: int) -> int:
    async with database.transaction() as session:
        number = await touch(session, workspace_id="T1", now=SOON, entry_id=entry_id)
        await session.commit()
    return number


async def states(database: Database) -> list[str]:
    return [row[0] for row in await query(database, "SELECT state FROM outbox ORDER BY id")]


async def test_what_was_added_is_claimed_as_it_was(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = await a_message(database, member, entry_id=5)
    item = await claim_one(outbox)
    assert (item.id, item.member_id, item.kind, item.entry_id) == (number, member, "card", 5)
    assert item.values == {"title": "High voltage isolation", "number": 7}
    assert (item.dedupe_key, item.created_at) == ("reply:1:1", NOW)
    assert (item.ts, item.uncertain, item.attempts, item.fence) == (None, False, 1, 1)


async def test_a_known_dedupe_key_adds_nothing_and_hurts_nothing(
    outbox: Outbox, database: Database, member: int
) -> None:
    async with database.transaction() as session:
        assert await add_message(session, member, "nudge:1:behind:2026-47") is not None
        assert await add_message(session, member, "nudge:1:behind:2026-47") is None
        assert await add_message(session, member, "nudge:1:behind:2026-48") is not None
        await session.commit()
    assert len(await query(database, "SELECT id FROM outbox")) == 2


async def test_a_message_lives_and_dies_with_what_caused_it(
    outbox: Outbox, database: Database, member: int
) -> None:
    async with database.transaction() as session:
        await add_message(session, member, "reply:1:1")
    assert await outbox.claim(NOW, 10, LEASE) == []
    assert not await database.signals.outbox.wait(0)


async def test_a_commit_wakes_the_sender(database: Database, member: int) -> None:
    waiting = asyncio.create_task(database.signals.outbox.wait(30))
    await a_message(database, member)
    assert await waiting


async def test_one_member_gets_messages_in_order_and_nobody_waits_for_another(
    outbox: Outbox, database: Database, member: int
) -> None:
    for key in ("ana:1", "ana:2", "ben:1"):
        await a_message(database, member, key, lane=key[:3])
    first = await outbox.claim(NOW, 10, LEASE)
    assert [item.dedupe_key for item in first] == ["ana:1", "ben:1"]
    await outbox.mark_sent(first[0], "D1", "1.1", NOW)
    assert (await claim_one(outbox)).dedupe_key == "ana:2"


async def test_a_message_for_later_waits_till_then(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member, due_at=SOON)
    assert await outbox.claim(NOW, 10, LEASE) == []
    assert await outbox.claim(SOON, 10, LEASE) != []


async def test_a_sent_message_keeps_its_place_and_loses_its_words(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = await a_message(database, member)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", SOON, keep=["number", "absent"])
    found = await outbox.find_message("T1", "D1", "1.1")
    assert found is not None
    assert (found.id, found.member_id, found.kind) == (number, member, "card")
    assert found.values == {"number": 7}
    assert await outbox.claim(AFTER_LEASE, 10, LEASE) == []


async def test_a_message_is_found_in_its_own_workspace_alone(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", SOON)
    assert await outbox.find_message("T2", "D1", "1.1") is None
    assert await outbox.find_message("T1", "D1", "1.2") is None


async def test_a_message_can_be_found_and_marked_within_a_transaction(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    item = await claim_one(outbox)
    async with database.transaction() as session:
        await outbox.mark_sent(item, "D1", "1.1", SOON, session=session)
        assert await outbox.find_message("T1", "D1", "1.1", session=session) is not None
    assert await outbox.find_message("T1", "D1", "1.1") is None  # nobody committed


async def test_after_a_crash_while_sending_the_fate_is_uncertain(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    assert not (await claim_one(outbox)).uncertain
    assert (await claim_one(outbox, AFTER_LEASE)).uncertain


async def test_a_message_of_unknown_fate_is_looked_for_at_its_time(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    await outbox.mark_unknown(await claim_one(outbox), LOOK_AT)
    assert await outbox.claim(SOON, 10, LEASE) == []
    item = await claim_one(outbox, LOOK_AT)
    assert item.uncertain
    assert item.values["number"] == 7  # its words are still needed if it is not found


async def test_trying_again_later_makes_nothing_more_certain(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    await outbox.retry(await claim_one(outbox), SOON, "RateLimited")
    item = await claim_one(outbox, SOON)
    assert not item.uncertain
    await outbox.mark_unknown(item, LOOK_AT)
    await outbox.retry(await claim_one(outbox, LOOK_AT), LOOK_AT, "RateLimited")
    assert (await claim_one(outbox, LOOK_AT)).uncertain


async def test_an_old_holder_can_no_longer_say_what_became_of_it(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    slow = await claim_one(outbox)
    quick = await claim_one(outbox, AFTER_LEASE)
    for late in (
        outbox.mark_sent(slow, "D1", "1.1", NOW),
        outbox.mark_unknown(slow, LOOK_AT),
        outbox.retry(slow, NOW, "TimeoutError"),
        outbox.cancel(slow),
        outbox.set_aside(slow, "channel_not_found"),
    ):
        with pytest.raises(LeaseLost):
            await late
    await outbox.mark_sent(quick, "D1", "1.2", NOW)
    assert await states(database) == ["sent"]


async def test_a_cancelled_message_never_goes_and_its_words_go(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member)
    await outbox.cancel(await claim_one(outbox))
    assert await outbox.claim(AFTER_LEASE, 10, LEASE) == []
    [(values,)] = await query(database, 'SELECT "values" FROM outbox')
    assert values in ({}, "{}")


async def test_a_message_set_aside_lets_the_next_one_pass(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member, "reply:1:1")
    await a_message(database, member, "reply:2:1")
    await outbox.set_aside(await claim_one(outbox), "channel_not_found")
    assert (await claim_one(outbox)).dedupe_key == "reply:2:1"


async def test_a_message_set_aside_can_be_tried_anew_and_is_looked_for_first(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member, "reply:1:1")
    await outbox.set_aside(await claim_one(outbox), "channel_not_found")
    assert await outbox.reopen_aside(SOON) == 1
    again = await claim_one(outbox, SOON)
    assert (again.dedupe_key, again.attempts, again.uncertain) == ("reply:1:1", 1, True)


async def test_changes_of_what_a_sent_card_shows_become_one_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", NOW)
    for _ in range(3):
        assert await touch_entry(database, entry) == 1
    update = await claim_one(outbox, SOON)
    assert (update.ts, update.channel, update.uncertain) == ("1.1", "D1", False)
    await outbox.mark_sent(update, "D1", "1.1", SOON)
    assert await outbox.claim(AFTER_LEASE, 10, LEASE) == []


async def test_a_change_while_the_card_is_being_sent_is_shown_right_after(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    item = await claim_one(outbox)
    await touch_entry(database, entry)
    await outbox.mark_sent(item, "D1", "1.1", SOON)
    update = await claim_one(outbox, SOON)
    assert update.ts == "1.1"
    await outbox.mark_sent(update, "D1", "1.1", SOON)
    assert await states(database) == ["sent"]


async def test_a_change_before_the_card_is_sent_costs_no_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    await touch_entry(database, entry)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", SOON)
    assert await states(database) == ["sent"]


async def test_a_change_while_the_fate_is_unknown_is_shown_once_it_is_known(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    await outbox.mark_unknown(await claim_one(outbox), LOOK_AT)
    await touch_entry(database, entry)
    await outbox.mark_sent(await claim_one(outbox, LOOK_AT), "D1", "1.1", LOOK_AT)
    assert await states(database) == ["stale"]


async def test_an_update_that_failed_is_still_an_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", NOW)
    await touch_entry(database, entry)
    await outbox.retry(await claim_one(outbox, SOON), SOON, "RateLimited")
    again = await claim_one(outbox, SOON)
    assert (again.ts, again.uncertain) == ("1.1", False)
    crashed = await claim_one(outbox, SOON + LEASE)
    assert (crashed.ts, crashed.uncertain) == ("1.1", False)  # an update may be repeated


async def test_touching_spares_other_workspaces_entries_and_kinds(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    number = await a_message(database, member, entry_id=entry)
    await outbox.mark_sent(await claim_one(outbox), "D1", "1.1", NOW)
    async with database.transaction() as session:
        assert await touch(session, workspace_id="T2", now=SOON, entry_id=entry) == 0
        assert await touch(session, workspace_id="T1", now=SOON, entry_id=entry + 1) == 0
        assert await touch(session, workspace_id="T1", now=SOON, kinds=["home"]) == 0
        assert await touch(session, workspace_id="T1", now=SOON, ids=[number + 1]) == 0
        assert await touch(session, workspace_id="T1", now=SOON, kinds=["card"], ids=[number]) == 1
        with pytest.raises(ValueError, match="Name an entry"):
            await touch(session, workspace_id="T1", now=SOON)


async def test_what_has_no_place_in_a_channel_is_shown_anew_too(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = await a_message(database, member, f"home:{member}")
    await outbox.mark_sent(await claim_one(outbox), None, None, NOW)
    async with database.transaction() as session:
        await touch(session, workspace_id="T1", now=SOON, ids=[number])
        await session.commit()
    assert not (await claim_one(outbox, SOON)).uncertain


async def test_a_sender_never_renders_what_a_running_change_is_about_to_replace(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, entry_id=entry)
    async with database.transaction() as session:
        await touch(session, workspace_id="T1", now=NOW, entry_id=entry)
        claiming = asyncio.create_task(outbox.claim(NOW, 10, LEASE))
        await asyncio.wait([claiming], timeout=0.1)
        assert not claiming.done() or claiming.result() == []
        await session.commit()
    assert len(await claiming) + len(await outbox.claim(NOW, 10, LEASE)) == 1


async def test_many_senders_never_share_a_message(
    database: Database, database_url: str, member: int
) -> None:
    for number in range(20):
        await a_message(database, member, f"reply:{number}:1", lane=f"lane{number % 5}")
    others = [Database(database_url) for _ in range(2)]
    sent: list[tuple[str, int]] = []

    async def send(outbox: Outbox) -> None:
        while len(sent) < 20:
            for item in await outbox.claim(NOW, 2, LEASE):
                sent.append((item.lane, item.id))
                await outbox.mark_sent(item, "D1", f"{item.id}.0", NOW)

    senders = [Outbox(db) for db in (database, *others)] * 2
    await asyncio.wait_for(asyncio.gather(*(send(outbox) for outbox in senders)), timeout=60)
    assert len(set(sent)) == len(sent) == 20
    for lane in {lane for lane, _ in sent}:
        numbers = [number for each, number in sent if each == lane]
        assert numbers == sorted(numbers)
    for other in others:
        await other.close()


async def test_counts_say_what_waits_and_since_when_it_is_due(
    outbox: Outbox, database: Database, member: int
) -> None:
    await a_message(database, member, "reply:1:1", lane="a", due_at=SOON)
    await a_message(database, member, "reply:2:1", lane="b")
    await outbox.set_aside(await claim_one(outbox), "channel_not_found")
    counts = await outbox.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, SOON)


async def test_forgetting_spares_messages_that_may_still_change(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = await an_entry(database, member)
    await a_message(database, member, "card", lane="a", entry_id=entry)
    await a_message(database, member, "of an erased entry", lane="b", entry_id=entry + 1)
    await a_message(database, member, "said", lane="c")
    await a_message(database, member, "dropped", lane="d")
    await a_message(database, member, "said later", lane="e")
    items = {item.dedupe_key: item for item in await outbox.claim(NOW, 10, LEASE)}
    await a_message(database, member, "not sent", lane="f")
    await outbox.cancel(items.pop("dropped"))
    later = items.pop("said later")
    for key, item in items.items():
        await outbox.mark_sent(item, "D1", key, NOW)
    await outbox.mark_sent(later, "D1", "later", AFTER_LEASE)
    assert await outbox.forget(AFTER_LEASE) == 3
    left = await query(database, "SELECT dedupe_key FROM outbox ORDER BY id")
    assert left == [("card",), ("said later",), ("not sent",)]
