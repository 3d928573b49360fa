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
def member(database: Database) -> int:
    return a_member(database)


def claim_one(outbox: Outbox, now: object = NOW) -> OutboxItem:
    [item] = outbox.claim(now, 10, LEASE)  # type: ignore[arg-type]
    return item


def touch_entry(database: Database, entry_id: int) -> int:
    with database.transaction() as session:
        number = touch(session, workspace_id="T1", now=SOON, entry_id=entry_id)
        session.commit()
    return number


def states(database: Database) -> list[str]:
    return [row[0] for row in query(database, "SELECT state FROM outbox ORDER BY id")]


def test_what_was_added_is_claimed_as_it_was(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = a_message(database, member, entry_id=5)
    item = claim_one(outbox)
    assert (item.id, item.member_id, item.kind, item.entry_id) == (number, member, "card", 5)
    assert item.values == {"title": "High voltage isolation", "number": 7}
    assert (item.dedupe_key, item.created_at) == ("reply:1:1", NOW)
    assert (item.ts, item.uncertain, item.attempts, item.fence) == (None, False, 1, 1)


def test_a_known_dedupe_key_adds_nothing_and_hurts_nothing(
    outbox: Outbox, database: Database, member: int
) -> None:
    with database.transaction() as session:
        assert add_message(session, member, "nudge:1:behind:2026-47") is not None
        assert add_message(session, member, "nudge:1:behind:2026-47") is None
        assert add_message(session, member, "nudge:1:behind:2026-48") is not None
        session.commit()
    assert len(query(database, "SELECT id FROM outbox")) == 2


def test_a_message_lives_and_dies_with_what_caused_it(
    outbox: Outbox, database: Database, member: int
) -> None:
    with database.transaction() as session:
        add_message(session, member, "reply:1:1")
    assert outbox.claim(NOW, 10, LEASE) == []
    assert not database.signals.outbox.wait(0)


def test_a_commit_wakes_the_sender(database: Database, member: int) -> None:
    waiting = asyncio.create_task(database.signals.outbox.wait(30))
    a_message(database, member)
    assert waiting


def test_one_member_gets_messages_in_order_and_nobody_waits_for_another(
    outbox: Outbox, database: Database, member: int
) -> None:
    for key in ("ana:1", "ana:2", "ben:1"):
        a_message(database, member, key, lane=key[:3])
    first = outbox.claim(NOW, 10, LEASE)
    assert [item.dedupe_key for item in first] == ["ana:1", "ben:1"]
    outbox.mark_sent(first[0], "D1", "1.1", NOW)
    assert claim_one(outbox).dedupe_key == "ana:2"


def test_a_message_for_later_waits_till_then(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member, due_at=SOON)
    assert outbox.claim(NOW, 10, LEASE) == []
    assert outbox.claim(SOON, 10, LEASE) != []


def test_a_sent_message_keeps_its_place_and_loses_its_words(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = a_message(database, member)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", SOON, keep=["number", "absent"])
    found = outbox.find_message("T1", "D1", "1.1")
    assert found is not None
    assert (found.id, found.member_id, found.kind) == (number, member, "card")
    assert found.values == {"number": 7}
    assert outbox.claim(AFTER_LEASE, 10, LEASE) == []


def test_a_message_is_found_in_its_own_workspace_alone(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", SOON)
    assert outbox.find_message("T2", "D1", "1.1") is None
    assert outbox.find_message("T1", "D1", "1.2") is None


def test_a_message_can_be_found_and_marked_within_a_transaction(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    item = claim_one(outbox)
    with database.transaction() as session:
        outbox.mark_sent(item, "D1", "1.1", SOON, session=session)
        assert outbox.find_message("T1", "D1", "1.1", session=session) is not None
    assert outbox.find_message("T1", "D1", "1.1") is None  # nobody committed


def test_after_a_crash_while_sending_the_fate_is_uncertain(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    assert not claim_one(outbox).uncertain
    assert claim_one(outbox, AFTER_LEASE).uncertain


def test_a_message_of_unknown_fate_is_looked_for_at_its_time(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.mark_unknown(claim_one(outbox), LOOK_AT)
    assert outbox.claim(SOON, 10, LEASE) == []
    item = claim_one(outbox, LOOK_AT)
    assert item.uncertain
    assert item.values["number"] == 7  # its words are still needed if it is not found


def test_trying_again_later_makes_nothing_more_certain(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.retry(claim_one(outbox), SOON, "RateLimited")
    item = claim_one(outbox, SOON)
    assert not item.uncertain
    outbox.mark_unknown(item, LOOK_AT)
    outbox.retry(claim_one(outbox, LOOK_AT), LOOK_AT, "RateLimited")
    assert claim_one(outbox, LOOK_AT).uncertain


def test_an_old_holder_can_no_longer_say_what_became_of_it(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    slow = claim_one(outbox)
    quick = claim_one(outbox, AFTER_LEASE)
    for late in (
        outbox.mark_sent(slow, "D1", "1.1", NOW),
        outbox.mark_unknown(slow, LOOK_AT),
        outbox.retry(slow, NOW, "TimeoutError"),
        outbox.cancel(slow),
        outbox.set_aside(slow, "channel_not_found"),
    ):
        with pytest.raises(LeaseLost):
            late
    outbox.mark_sent(quick, "D1", "1.2", NOW)
    assert states(database) == ["sent"]


def test_a_cancelled_message_never_goes_and_its_words_go(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.cancel(claim_one(outbox))
    assert outbox.claim(AFTER_LEASE, 10, LEASE) == []
    [(values,)] = query(database, 'SELECT "values" FROM outbox')
    assert values in ({}, "{}")


def test_a_message_set_aside_lets_the_next_one_pass(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1")
    a_message(database, member, "reply:2:1")
    outbox.set_aside(claim_one(outbox), "channel_not_found")
    assert claim_one(outbox).dedupe_key == "reply:2:1"


def test_a_message_set_aside_can_be_tried_anew_and_is_looked_for_first(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1")
    outbox.set_aside(claim_one(outbox), "channel_not_found")
    assert outbox.reopen_aside(SOON) == 1
    again = claim_one(outbox, SOON)
    assert (again.dedupe_key, again.attempts, again.uncertain) == ("reply:1:1", 1, True)


def test_changes_of_what_a_sent_card_shows_become_one_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", NOW)
    for _ in range(3):
        assert touch_entry(database, entry) == 1
    update = claim_one(outbox, SOON)
    assert (update.ts, update.channel, update.uncertain) == ("1.1", "D1", False)
    outbox.mark_sent(update, "D1", "1.1", SOON)
    assert outbox.claim(AFTER_LEASE, 10, LEASE) == []


def test_a_change_while_the_card_is_being_sent_is_shown_right_after(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    item = claim_one(outbox)
    touch_entry(database, entry)
    outbox.mark_sent(item, "D1", "1.1", SOON)
    update = claim_one(outbox, SOON)
    assert update.ts == "1.1"
    outbox.mark_sent(update, "D1", "1.1", SOON)
    assert states(database) == ["sent"]


def test_a_change_before_the_card_is_sent_costs_no_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    touch_entry(database, entry)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", SOON)
    assert states(database) == ["sent"]


def test_a_change_while_the_fate_is_unknown_is_shown_once_it_is_known(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.mark_unknown(claim_one(outbox), LOOK_AT)
    touch_entry(database, entry)
    outbox.mark_sent(claim_one(outbox, LOOK_AT), "D1", "1.1", LOOK_AT)
    assert states(database) == ["stale"]


def test_an_update_that_failed_is_still_an_update(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", NOW)
    touch_entry(database, entry)
    outbox.retry(claim_one(outbox, SOON), SOON, "RateLimited")
    again = claim_one(outbox, SOON)
    assert (again.ts, again.uncertain) == ("1.1", False)
    crashed = claim_one(outbox, SOON + LEASE)
    assert (crashed.ts, crashed.uncertain) == ("1.1", False)  # an update may be repeated


def test_touching_spares_other_workspaces_entries_and_kinds(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    number = a_message(database, member, entry_id=entry)
    outbox.mark_sent(claim_one(outbox), "D1", "1.1", NOW)
    with database.transaction() as session:
        assert touch(session, workspace_id="T2", now=SOON, entry_id=entry) == 0
        assert touch(session, workspace_id="T1", now=SOON, entry_id=entry + 1) == 0
        assert touch(session, workspace_id="T1", now=SOON, kinds=["home"]) == 0
        assert touch(session, workspace_id="T1", now=SOON, ids=[number + 1]) == 0
        assert touch(session, workspace_id="T1", now=SOON, kinds=["card"], ids=[number]) == 1
        with pytest.raises(ValueError, match="Name an entry"):
            touch(session, workspace_id="T1", now=SOON)


def test_what_has_no_place_in_a_channel_is_shown_anew_too(
    outbox: Outbox, database: Database, member: int
) -> None:
    number = a_message(database, member, f"home:{member}")
    outbox.mark_sent(claim_one(outbox), None, None, NOW)
    with database.transaction() as session:
        touch(session, workspace_id="T1", now=SOON, ids=[number])
        session.commit()
    assert not claim_one(outbox, SOON).uncertain


def test_a_sender_never_renders_what_a_running_change_is_about_to_replace(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    with database.transaction() as session:
        touch(session, workspace_id="T1", now=NOW, entry_id=entry)
        claiming = asyncio.create_task(outbox.claim(NOW, 10, LEASE))
        asyncio.wait([claiming], timeout=0.1)
        assert not claiming.done() or claiming.result() == []
        session.commit()
    assert len(claiming) + len(outbox.claim(NOW, 10, LEASE)) == 1


def test_many_senders_never_share_a_message(
    database: Database, database_url: str, member: int
) -> None:
    for number in range(20):
        a_message(database, member, f"reply:{number}:1", lane=f"lane{number % 5}")
    others = [Database(database_url) for _ in range(2)]
    sent: list[tuple[str, int]] = []

    def send(outbox: Outbox) -> None:
        while len(sent) < 20:
            for item in outbox.claim(NOW, 2, LEASE):
                sent.append((item.lane, item.id))
                outbox.mark_sent(item, "D1", f"{item.id}.0", NOW)

    senders = [Outbox(db) for db in (database, *others)] * 2
    asyncio.wait_for(asyncio.gather(*(send(outbox) for outbox in senders)), timeout=60)
    assert len(set(sent)) == len(sent) == 20
    for lane in {lane for lane, _ in sent}:
        numbers = [number for each, number in sent if each == lane]
        assert numbers == sorted(numbers)
    for other in others:
        other.close()


def test_counts_say_what_waits_and_since_when_it_is_due(
    outbox: Outbox, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1", lane="a", due_at=SOON)
    a_message(database, member, "reply:2:1", lane="b")
    outbox.set_aside(claim_one(outbox), "channel_not_found")
    counts = outbox.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, SOON)


def test_forgetting_spares_messages_that_may_still_change(
    outbox: Outbox, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, "card", lane="a", entry_id=entry)
    a_message(database, member, "of an erased entry", lane="b", entry_id=entry + 1)
    a_message(database, member, "said", lane="c")
    a_message(database, member, "dropped", lane="d")
    a_message(database, member, "said later", lane="e")
    items = {item.dedupe_key: item for item in outbox.claim(NOW, 10, LEASE)}
    a_message(database, member, "not sent", lane="f")
    outbox.cancel(items.pop("dropped"))
    later = items.pop("said later")
    for key, item in items.items():
        outbox.mark_sent(item, "D1", key, NOW)
    outbox.mark_sent(later, "D1", "later", AFTER_LEASE)
    assert outbox.forget(AFTER_LEASE) == 3
    left = query(database, "SELECT dedupe_key FROM outbox ORDER BY id")
    assert left == [("card",), ("said later",), ("not sent",)]
