"""The outbox: a message goes out once, and shows what is true when it does."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StorageUnavailable
from storage.queues.outbox import HOME, PARTS, OutboxItem, PartName
from storage.queues.queue import SetAside
from storage.unit_of_work import look, unit_of_work
from tests.patience import PATIENCE
from tests.storage.builders import (
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
from tests.storage.concurrency import Heard, at_once, patiently
from tests.storage.sending import Sending

LOOK_AT = NOW + timedelta(seconds=30)
SHOW_WORDS = ("card", "note", "which")


@pytest.fixture
def outbox(database: Database) -> Sending:
    return Sending(database)


@pytest.fixture
def member(database: Database) -> int:
    return a_member(database)


def show_entry(database: Database, entry_id: int, workspace_id: str = "T1") -> None:
    """Somebody changes the entry, so that what shows it is to be shown anew."""
    with unit_of_work(database, workspace_id) as work:
        work.messages.show_entry(entry_id, SOON)
        work.commit()


def states(database: Database) -> list[str]:
    return [row[0] for row in query(database, "SELECT state FROM outbox ORDER BY id")]


def keys(items: list[OutboxItem]) -> list[str]:
    return [item.dedupe_key for item in items]


def about_entry(database: Database, workspace_id: str, channel: str, ts: str) -> int | None:
    with look(database, workspace_id) as work:
        return work.messages.about_entry(channel, ts)


def test_what_was_added_is_claimed_as_it_was(
    outbox: Sending, database: Database, member: int
) -> None:
    number = a_message(database, member, entry_id=5)
    item = outbox.claim_one()
    assert (item.id, item.member_id, item.kind, item.entry_id) == (number, member, "card", 5)
    assert item.values == {"title": "High voltage isolation", "number": 7}
    assert (item.dedupe_key, item.created_at) == ("reply:1:1", NOW)
    assert (item.ts, item.uncertain, item.attempts, item.fence) == (None, False, 1, 1)
    assert item.begun


def test_a_known_dedupe_key_adds_nothing_and_hurts_nothing(database: Database, member: int) -> None:
    with database.transaction() as session:
        assert add_message(session, member, "nudge:1:behind:2026-47") is not None
        assert add_message(session, member, "nudge:1:behind:2026-47") is None
        assert add_message(session, member, "nudge:1:behind:2026-48") is not None
        session.commit()
    assert len(query(database, "SELECT id FROM outbox")) == 2


def test_a_message_lives_and_dies_with_what_caused_it(
    outbox: Sending, database: Database, member: int
) -> None:
    heard = Heard(database.signals.outbox)
    with database.transaction() as session:
        add_message(session, member, "reply:1:1")
    assert outbox.claim() == []
    assert heard.times == 0


def test_a_commit_wakes_the_sender(database: Database, member: int) -> None:
    heard = Heard(database.signals.outbox)
    a_message(database, member)
    assert heard.wait(0)


def test_one_member_gets_messages_in_order_and_nobody_waits_for_another(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "ana:1", lane="ana")
    a_message(database, member, "ana:2", lane="ana", due_at=SOON)
    a_message(database, member, "ben:1", lane="ben")
    first = outbox.claim()
    assert keys(first) == ["ana:1", "ben:1"]
    assert outbox.claim(now=SOON) == []  # the second waits for the first
    outbox.sent(first[0])
    assert outbox.claim_one(now=SOON).dedupe_key == "ana:2"


def test_a_message_for_later_waits_till_then(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, due_at=SOON)
    assert outbox.claim() == []
    assert outbox.claim(now=SOON) != []


def test_a_sent_message_keeps_its_place_and_loses_its_words(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    number = a_message(database, member, entry_id=entry)
    outbox.sent(outbox.claim_one(), now=SOON, keep=("number", "absent"))
    assert about_entry(database, "T1", "D1", "1.1") == entry
    show_entry(database, entry)
    found = outbox.claim_one("update", AFTER_LEASE)
    assert (found.id, found.member_id, found.kind) == (number, member, "card")
    assert found.values == {"number": 7}


def test_a_sent_message_is_not_claimed_again(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.sent(outbox.claim_one())
    for part in PARTS:
        assert outbox.claim(part, AFTER_LEASE) == []


def test_a_message_is_found_in_its_own_workspace_alone(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, entry_id=5)
    outbox.sent(outbox.claim_one())
    assert about_entry(database, "T2", "D1", "1.1") is None
    assert about_entry(database, "T1", "D1", "1.2") is None
    assert about_entry(database, "T1", "D2", "1.1") is None


def test_a_message_can_be_found_and_marked_within_a_transaction(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, entry_id=5)
    item = outbox.claim_one()
    with unit_of_work(database, "T1") as work:
        outbox.outbox.mark_sent(work.session, item, "D1", "1.1", SOON)
        assert work.messages.about_entry("D1", "1.1") == 5
    assert about_entry(database, "T1", "D1", "1.1") is None  # nobody committed


def test_after_a_crash_while_sending_the_fate_is_uncertain(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    assert not outbox.claim_one().uncertain
    assert outbox.claim_one(now=AFTER_LEASE).uncertain


def test_a_message_of_unknown_fate_is_looked_for_at_its_time(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.unknown(outbox.claim_one(), LOOK_AT)
    assert outbox.claim(now=SOON) == []
    item = outbox.claim_one(now=LOOK_AT)
    assert item.uncertain
    assert item.values["number"] == 7  # its words are still needed if it is not found


def test_what_the_looks_for_a_message_found_is_kept_until_its_fate_is_known(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    item = outbox.claim_one()
    outbox.unknown(replace(item, looked=2, id_used=True), LOOK_AT)
    again = outbox.claim_one(now=LOOK_AT)
    assert (again.looked, again.id_used) == (2, True)
    outbox.sent(again, now=LOOK_AT)
    [(looked, uncertain)] = query(database, "SELECT looked, uncertain FROM outbox")
    assert (looked, bool(uncertain)) == (0, False)


def test_trying_again_later_makes_nothing_more_certain(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.give_back(outbox.claim_one(), SOON, "RateLimited")
    item = outbox.claim_one(now=SOON)
    assert not item.uncertain
    outbox.unknown(item, LOOK_AT)
    outbox.give_back(outbox.claim_one(now=LOOK_AT), LOOK_AT, "RateLimited")
    assert outbox.claim_one(now=LOOK_AT).uncertain


def test_an_attempt_counts_unless_it_was_none(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.give_back(outbox.claim_one(), error="RateLimited 4f2a")
    again = outbox.claim_one()
    assert (again.attempts, again.fence) == (2, 2)
    outbox.give_back(again, counted=False)
    assert outbox.claim_one().attempts == 2


def test_an_old_holder_can_no_longer_say_what_became_of_it(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    slow = outbox.claim_one()
    quick = outbox.claim_one(now=AFTER_LEASE)
    for late in (
        outbox.begin,
        outbox.sent,
        partial(outbox.unknown, look_at=LOOK_AT),
        outbox.give_back,
        outbox.cancel,
        outbox.set_aside,
    ):
        with pytest.raises(LeaseLost):
            late(slow)
    outbox.sent(quick, "1.2")
    assert states(database) == ["sent"]


def test_a_cancelled_message_never_goes_and_its_words_go(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member)
    outbox.cancel(outbox.claim_one())
    assert outbox.claim(now=AFTER_LEASE) == []
    [(values,)] = query(database, 'SELECT "values" FROM outbox')
    assert values in ({}, "{}")


def test_a_message_set_aside_lets_the_next_one_pass(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1")
    a_message(database, member, "reply:2:1", due_at=SOON)
    outbox.set_aside(outbox.claim_one())
    assert outbox.claim_one(now=SOON).dedupe_key == "reply:2:1"


def test_a_message_set_aside_can_be_tried_anew_and_is_looked_for_first(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1")
    item = outbox.claim_one()
    outbox.unknown(replace(item, looked=2), NOW)
    outbox.set_aside(outbox.claim_one())
    assert outbox.outbox.reopen_aside(SOON) == 1
    again = outbox.claim_one(now=SOON)
    assert (again.dedupe_key, again.attempts) == ("reply:1:1", 1)
    assert (again.uncertain, again.looked) == (True, 0)


# --- Shown anew -------------------------------------------------------------------------------


def test_changes_of_what_a_sent_card_shows_become_one_update(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.sent(outbox.claim_one())
    for _ in range(3):
        show_entry(database, entry)
    update = outbox.claim_one("update", SOON)
    assert (update.ts, update.channel, update.uncertain) == ("1.1", "D1", False)
    outbox.sent(update, now=SOON)
    assert outbox.claim("update", AFTER_LEASE) == []


def test_a_change_while_the_card_is_being_sent_is_shown_right_after(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    item = outbox.claim_one()
    show_entry(database, entry)
    outbox.sent(item, now=SOON)
    update = outbox.claim_one("update", SOON)
    assert update.ts == "1.1"
    outbox.sent(update, now=SOON)
    assert states(database) == ["sent"]


def test_a_change_before_the_card_is_sent_costs_no_update(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    show_entry(database, entry)
    outbox.sent(outbox.claim_one(), now=SOON)
    assert states(database) == ["sent"]


def test_a_change_while_the_fate_is_unknown_is_shown_once_it_is_known(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.unknown(outbox.claim_one(), LOOK_AT)
    show_entry(database, entry)
    outbox.sent(outbox.claim_one(now=LOOK_AT), now=LOOK_AT)
    assert states(database) == ["stale"]


def test_a_change_after_a_follower_was_claimed_is_shown_right_after_it_is_sent(
    outbox: Sending, database: Database, member: int
) -> None:
    """Its holder has rendered it already."""
    entry = an_entry(database, member)
    a_message(database, member, "first")
    a_message(database, member, "card", entry_id=entry)
    head, follower = outbox.claim()
    show_entry(database, entry)
    outbox.sent(head)
    outbox.begin(follower)
    outbox.sent(follower, "1.2", SOON)
    assert outbox.claim_one("update", SOON).ts == "1.2"


def test_an_update_that_failed_is_still_an_update(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    outbox.sent(outbox.claim_one())
    show_entry(database, entry)
    outbox.give_back(outbox.claim_one("update", SOON), SOON, "RateLimited")
    again = outbox.claim_one("update", SOON)
    assert (again.ts, again.uncertain) == ("1.1", False)
    crashed = outbox.claim_one("update", SOON + LEASE)
    assert (crashed.ts, crashed.uncertain) == ("1.1", False)  # an update may be repeated


def sent(outbox: Sending, database: Database, member: int, key: str, **more: Any) -> int:
    """A message that stands in Slack."""
    number = a_message(database, member, key, **more)
    [item] = [item for item in outbox.claim() if item.id == number]
    outbox.sent(item, key)
    return number


def stale(database: Database) -> list[int]:
    return [
        row[0] for row in query(database, "SELECT id FROM outbox WHERE state = 'stale' ORDER BY id")
    ]


def test_showing_an_entry_anew_spares_other_workspaces_entries_and_kinds(
    outbox: Sending, database: Database, member: int
) -> None:
    entry, other = an_entry(database, member), an_entry(database, member)
    card = sent(outbox, database, member, "card", entry_id=entry)
    sent(outbox, database, member, "old note", entry_id=entry, kind="note")
    note = sent(outbox, database, member, "note", entry_id=entry, kind="note")
    sent(outbox, database, member, "question", entry_id=entry, kind="which")
    sent(outbox, database, member, "nudge", entry_id=entry, kind="nudge")
    sent(outbox, database, member, "other card", entry_id=other)
    show_entry(database, entry, "T2")
    assert stale(database) == []
    show_entry(database, entry)
    assert stale(database) == [card, note]


def test_what_is_to_be_shown_anew_is_named_in_several_ways(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    question = sent(outbox, database, member, "question", entry_id=entry, kind="which")
    one = sent(outbox, database, member, "one")
    said = sent(outbox, database, member, "nudge:7", kind="nudge")
    sent(outbox, database, member, "not this", kind="help")
    with unit_of_work(database, "T1") as work:
        work.messages.show_questions(entry, SOON, ("which",))
        work.messages.show_message(one, SOON)
        work.messages.show_said("nudge:7", SOON)
        assert stale(database) == []  # noted with the commit
        work.commit()
    assert stale(database) == [question, one, said]


def test_what_is_to_be_shown_anew_wakes_the_sender_if_it_stands_anywhere(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    heard = Heard(database.signals.outbox)
    show_entry(database, entry)
    assert not heard.wait(0)
    a_message(database, member, entry_id=entry)
    assert heard.times == 1
    show_entry(database, entry)
    assert heard.times == 2


def test_a_sender_never_renders_what_a_running_change_is_about_to_replace(
    outbox: Sending, database: Database, database_url: str, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, entry_id=entry)
    other = Database(database_url)
    with unit_of_work(database, "T1") as work:
        work.messages.show_entry(entry, NOW)
        work.write()
        claiming = other.write(Sending(other).claim)
        if database.dialect == "sqlite":  # nobody else can write at all
            assert isinstance(claiming.exception(PATIENCE), StorageUnavailable)
        else:
            assert claiming.result(PATIENCE) == []
        work.commit()
    outbox.sent(outbox.claim_one())
    assert states(database) == ["sent"]  # rendered after the change, it needs no update
    other.close()


def test_many_senders_never_share_a_message(
    database: Database, database_url: str, member: int
) -> None:
    for number in range(20):
        a_message(database, member, f"reply:{number}:1", lane=f"lane{number % 5}")
    others = [Database(database_url) for _ in range(2)]
    sent: list[tuple[str, int]] = []

    def send(db: Database) -> None:
        sending = Sending(db)
        while len(sent) < 20:
            for item in patiently(db, partial(sending.claim, limit=2)):
                if not item.begun:
                    patiently(db, partial(sending.begin, item))
                sent.append((item.lane, item.id))
                patiently(db, partial(sending.sent, item, f"{item.id}.0"))

    at_once([partial(send, db) for db in (database, *others) * 2])
    assert len(set(sent)) == len(sent) == 20
    for lane in {lane for lane, _ in sent}:
        numbers = [number for each, number in sent if each == lane]
        assert numbers == sorted(numbers)
    for other in others:
        other.close()


# --- What stands ready behind the first of a lane ----------------------------------------------


def test_a_claim_takes_along_what_stands_ready_behind_it(
    outbox: Sending, database: Database, member: int
) -> None:
    for number in range(3):
        a_message(database, member, f"ana:{number}", lane="ana")
        a_message(database, member, f"ben:{number}", lane="ben")
        a_message(database, member, f"cat:{number}", lane="cat")
    items = outbox.claim(limit=2)  # lanes
    assert keys(items) == ["ana:0", "ana:1", "ana:2", "ben:0", "ben:1", "ben:2"]
    assert [item.begun for item in items] == [True, False, False] * 2
    assert keys(outbox.claim()) == ["cat:0", "cat:1", "cat:2"]
    assert outbox.claim(now=SOON) == []


def test_what_is_not_ready_is_not_taken_along_nor_what_is_behind_it(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    a_message(database, member, "later", due_at=SOON)
    a_message(database, member, "behind")
    assert keys(outbox.claim()) == ["first", "second"]


def test_what_may_have_been_posted_is_looked_for_before_what_is_behind_it_goes(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    a_message(database, member, "third")
    first, second, _third = outbox.claim()
    outbox.sent(first)
    outbox.begin(second)
    items = outbox.claim(now=AFTER_LEASE)  # whoever had them is gone
    assert [(item.dedupe_key, item.uncertain) for item in items] == [("second", True)]
    outbox.sent(items[0], "1.2", AFTER_LEASE)
    third = outbox.claim_one(now=AFTER_LEASE)
    assert (third.dedupe_key, third.uncertain, third.begun) == ("third", False, True)


def test_what_was_claimed_and_not_begun_is_given_back_without_a_look(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    first, second = outbox.claim()
    outbox.give_back(first, SOON, "RateLimited")
    outbox.give_back(second, SOON, counted=False)
    again = outbox.claim(now=SOON)
    assert [(item.dedupe_key, item.uncertain) for item in again] == [
        ("first", False),
        ("second", False),
    ]
    assert [item.attempts for item in again] == [2, 1]


def test_a_post_is_uncertain_once_it_is_begun(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    first, second = outbox.claim()
    outbox.begin(second)
    outbox.sent(first)
    [again] = outbox.claim(now=AFTER_LEASE)
    assert (again.dedupe_key, again.uncertain) == ("second", True)


def test_beginning_keeps_the_lease(outbox: Sending, database: Database, member: int) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    first, second = outbox.claim()
    outbox.sent(first)
    outbox.begin(second)
    assert outbox.claim(now=SOON) == []
    outbox.sent(second, "1.2")
    assert states(database) == ["sent", "sent"]


def test_a_message_dropped_while_it_was_claimed_is_not_begun(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "first")
    a_message(database, member, "second")
    first, second = outbox.claim()
    with unit_of_work(database, "T1") as work:  # the member erases their record
        work.member_data.forget_messages(member, NOW, SHOW_WORDS)
        work.commit()
    with pytest.raises(LeaseLost):
        outbox.begin(second)
    outbox.sent(first)  # it was begun: it is shown anew, without words
    assert states(database) == ["stale", "cancelled"]


# --- Taken back, while a sender is at it --------------------------------------------------------


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    """Where two can write at the same time, as long as it is not to the same row."""
    database = Database(postgres_url)
    yield database
    database.close()


def until_it_waits(database: Database, task: "Future[Any]") -> None:
    """Returns once a unit waits for somebody else's row, or does not have to."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    while not task.done() and query(database, waiting) == [(0,)]:
        pass


def forget_messages(database: Database, member: int) -> None:
    """The member erases their record."""
    with unit_of_work(database, "T1") as work:
        work.member_data.forget_messages(member, NOW, SHOW_WORDS)
        work.commit()


def test_what_is_taken_back_while_a_claim_waits_for_it_is_not_claimed(postgres: Database) -> None:
    member = a_member(postgres)
    outbox = Sending(postgres)
    a_message(postgres, member, "first")
    a_message(postgres, member, "second")
    with postgres.transaction() as session:
        taken_back = "UPDATE outbox SET state = 'cancelled' WHERE dedupe_key = 'second'"
        session.connection().exec_driver_sql(taken_back)
        claiming = postgres.write(outbox.claim)
        until_it_waits(postgres, claiming)
        session.commit()
    assert keys(claiming.result(PATIENCE)) == ["first"]
    assert states(postgres) == ["sending", "cancelled"]


def test_a_card_that_is_being_rendered_while_its_words_go_is_rendered_anew(
    postgres: Database,
) -> None:
    member = a_member(postgres)
    outbox = Sending(postgres)
    entry = an_entry(postgres, member)
    a_message(postgres, member, entry_id=entry)
    outbox.sent(outbox.claim_one())
    show_entry(postgres, entry)
    with postgres.transaction() as session:
        claim = outbox.outbox.claim
        [card] = claim(session, "update", now=SOON, limit=1, lease=LEASE)  # and rendered, here
        forgetting = postgres.write(partial(forget_messages, postgres, member))
        until_it_waits(postgres, forgetting)
        session.commit()
    forgetting.result(PATIENCE)
    outbox.sent(card)
    assert states(postgres) == ["stale"]


def test_a_card_that_was_sent_while_its_words_go_is_rendered_anew(postgres: Database) -> None:
    member = a_member(postgres)
    outbox = Sending(postgres)
    a_message(postgres, member, entry_id=an_entry(postgres, member))
    card = outbox.claim_one()
    with postgres.transaction() as session:
        outbox.outbox.mark_sent(session, card, "D1", "1.1", NOW)
        forgetting = postgres.write(partial(forget_messages, postgres, member))
        until_it_waits(postgres, forgetting)
        session.commit()
    forgetting.result(PATIENCE)
    assert states(postgres) == ["stale"]


# --- Parts ------------------------------------------------------------------------------------


@pytest.fixture
def of_each_part(outbox: Sending, database: Database, member: int) -> dict[PartName, str]:
    """A message in each part, by key: one to post, one to change and a Home."""
    entry = an_entry(database, member)
    sent(outbox, database, member, "card", entry_id=entry)
    show_entry(database, entry)
    a_message(database, a_member(database, slack_id="U2"), "new")
    a_message(database, member, "home", kind=HOME)
    return {"post": "new", "update": "card", "home": "home"}


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_claimed_apart(
    outbox: Sending, of_each_part: dict[PartName, str], part: PartName
) -> None:
    assert keys(outbox.claim(part, SOON)) == [of_each_part[part]]
    others = [other for other in PARTS if other != part]
    assert [other for other in PARTS if outbox.outbox.is_anything_due(SOON, other)] == others


def test_whether_a_part_has_anything_due_is_known_without_claiming_it(
    outbox: Sending, of_each_part: dict[PartName, str]
) -> None:
    def due(now: datetime) -> list[PartName]:
        return [part for part in PARTS if outbox.outbox.is_anything_due(now, part)]

    assert due(NOW) == ["post", "home"]  # the card was changed after that
    assert due(SOON) == ["post", "update", "home"]
    for part in PARTS:
        outbox.claim(part, SOON)
    assert due(SOON) == []
    assert due(AFTER_LEASE + LEASE) == ["post", "update", "home"]


def test_only_posts_keep_an_order(outbox: Sending, database: Database, member: int) -> None:
    entries = [an_entry(database, member) for _ in range(3)]
    for entry in entries:
        sent(outbox, database, member, f"card:{entry}", entry_id=entry)
    for entry in reversed(entries):
        show_entry(database, entry)
    one, two, three = outbox.claim("update", SOON, limit=3)
    assert all(item.begun for item in (one, two, three))
    outbox.give_back(one, AFTER_LEASE, "RateLimited")
    show_entry(database, entries[1])
    outbox.sent(two, "1.2", SOON)
    assert keys(outbox.claim("update", SOON)) == [two.dedupe_key]


def test_a_limit_counts_updates_one_by_one(
    outbox: Sending, database: Database, member: int
) -> None:
    for number in range(3):
        entry = an_entry(database, member)
        sent(outbox, database, member, f"card:{number}", entry_id=entry)
        show_entry(database, entry)
    assert len(outbox.claim("update", SOON, limit=2)) == 2
    assert len(outbox.claim("update", SOON, limit=2)) == 1


@pytest.mark.parametrize("state", ["due", "claimed", "gone with its sender", "to be looked for"])
def test_an_update_waits_while_a_post_to_the_member_is_near(
    outbox: Sending, database: Database, member: int, state: str
) -> None:
    entry = an_entry(database, member)
    sent(outbox, database, member, "card", entry_id=entry)
    show_entry(database, entry)
    a_message(database, member, "post")
    now = SOON
    if state != "due":
        post = outbox.claim_one()
    if state == "gone with its sender":
        now = AFTER_LEASE
    if state == "to be looked for":
        outbox.unknown(post, SOON)
    assert outbox.claim("update", now) == []
    post = outbox.claim_one(now=now) if state != "claimed" else post
    outbox.sent(post, "1.2", now)
    assert keys(outbox.claim("update", now)) == ["card"]


def test_an_update_does_not_wait_for_a_post_that_is_far_or_somebody_elses(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    sent(outbox, database, member, "card", entry_id=entry)
    a_message(database, member, "for later", due_at=AFTER_LEASE)
    a_message(database, member, "home", kind=HOME)
    a_message(database, a_member(database, slack_id="U2"), "to somebody else")
    show_entry(database, entry)
    assert keys(outbox.claim("update", SOON)) == ["card"]


def test_what_was_given_back_for_later_stands_in_no_updates_way(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    sent(outbox, database, member, "card", entry_id=entry)
    show_entry(database, entry)
    a_message(database, member, "post")
    outbox.give_back(outbox.claim_one(), AFTER_LEASE, "RateLimited")
    assert keys(outbox.claim("update", SOON)) == ["card"]


@pytest.mark.parametrize("given_up", [Sending.cancel, Sending.set_aside])
def test_a_post_that_was_given_up_stands_in_no_updates_way(
    outbox: Sending,
    database: Database,
    member: int,
    given_up: Callable[[Sending, OutboxItem], None],
) -> None:
    entry = an_entry(database, member)
    sent(outbox, database, member, "card", entry_id=entry)
    show_entry(database, entry)
    a_message(database, member, "post")
    given_up(outbox, outbox.claim_one())
    assert keys(outbox.claim("update", SOON)) == ["card"]


def test_one_members_messages_can_be_claimed_and_workspaces_passed_over(
    outbox: Sending, database: Database, member: int
) -> None:
    ben = a_member(database, slack_id="U2")
    far = a_member(database, "T2", "U3")
    a_message(database, member, "ana")
    a_message(database, ben, "ben")
    a_message(database, far, "far", workspace_id="T2")
    assert keys(outbox.claim(member_id=ben)) == ["ben"]
    assert keys(outbox.claim(but=["T1", "T3"])) == ["far"]
    assert keys(outbox.claim(but=["T2"])) == ["ana"]


def test_what_is_left_for_a_member_is_what_is_ready_and_nobody_has_claimed(
    outbox: Sending, database: Database, member: int
) -> None:
    def left(of: int, now: datetime = NOW) -> bool:
        with database.transaction() as session:
            return outbox.outbox.is_anything_left(session, of, now)

    other = a_member(database, slack_id="U2")
    assert not left(member)
    a_message(database, member, "home", kind=HOME)
    a_message(database, member, "later", due_at=SOON)
    assert not left(member)
    assert left(member, SOON)
    a_message(database, other, "to somebody else")
    assert not left(member)
    assert left(other)
    outbox.claim()
    assert not left(other)
    entry = an_entry(database, other)
    a_message(database, other, "card", entry_id=entry)
    for item in outbox.claim(now=AFTER_LEASE, member_id=other):
        outbox.sent(item, item.dedupe_key)
    assert not left(other)
    show_entry(database, entry)
    assert left(other, SOON)  # what stands there is to be changed


# --- Home -------------------------------------------------------------------------------------


HOME_DUE = NOW + timedelta(seconds=10)


def open_home(database: Database, member_id: int) -> None:
    """The member looks at their Home."""
    with unit_of_work(database, "T1") as work:
        work.messages.open_home(member_id, NOW)
        work.commit()


def test_what_has_no_place_in_a_channel_is_shown_anew_too(
    outbox: Sending, database: Database, member: int
) -> None:
    open_home(database, member)
    outbox.sent(outbox.claim_one("home"), None, channel=None)
    with unit_of_work(database, "T1") as work:
        work.messages.show_home(member, SOON, SOON)
        work.commit()
    again = outbox.claim_one("home", SOON)
    assert (again.ts, again.uncertain, again.is_post) == (None, False, False)


def test_several_changes_of_home_become_one_publish_that_is_held_back(
    outbox: Sending, database: Database, member: int
) -> None:
    open_home(database, member)
    outbox.sent(outbox.claim_one("home"), None, channel=None)
    for due in (HOME_DUE, HOME_DUE + timedelta(seconds=5)):
        with unit_of_work(database, "T1") as work:
            work.messages.show_home(member, NOW, due)
            work.commit()
    assert outbox.claim("home", SOON) == []
    assert len(outbox.claim("home", HOME_DUE)) == 1


def test_home_is_shown_at_once_to_whoever_looks_at_it(
    outbox: Sending, database: Database, member: int
) -> None:
    open_home(database, member)
    outbox.sent(outbox.claim_one("home"), None, channel=None)
    with unit_of_work(database, "T1") as work:
        work.messages.show_home(member, NOW, HOME_DUE)
        work.commit()
    open_home(database, member)
    assert len(outbox.claim("home")) == 1


def test_nobody_is_shown_a_home_that_they_never_opened(
    outbox: Sending, database: Database, member: int
) -> None:
    with unit_of_work(database, "T1") as work:
        work.messages.show_home(member, NOW, NOW)
        work.commit()
    assert query(database, "SELECT id FROM outbox") == []


# --- Counting and forgetting ------------------------------------------------------------------


def test_counts_say_what_waits_and_since_when_it_is_due(
    outbox: Sending, database: Database, member: int
) -> None:
    a_message(database, member, "reply:1:1", lane="a", due_at=SOON)
    a_message(database, member, "reply:2:1", lane="b")
    outbox.set_aside(outbox.claim_one())
    counts = outbox.outbox.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, SOON)


def test_what_was_set_aside_is_told_by_kind_and_reason(
    outbox: Sending, database: Database, member: int
) -> None:
    assert outbox.outbox.aside() == []
    for key, kind in (("1", "card"), ("2", "card"), ("3", "note"), ("4", "card")):
        a_message(database, member, key, kind=kind, lane=key)
    one, two, three, _open = outbox.claim()
    for item in (one, two, three):
        outbox.set_aside(item, "channel_not_found")
    assert outbox.outbox.aside() == [
        SetAside("card", "channel_not_found", 2),
        SetAside("note", "channel_not_found", 1),
    ]


def forget(outbox: Sending) -> int:
    ids = outbox.outbox.old(AFTER_LEASE, 0)
    assert outbox.outbox.old(AFTER_LEASE, ids[-1]) == []
    return outbox.outbox.forget(ids, AFTER_LEASE)


def test_forgetting_spares_messages_that_may_still_change(
    outbox: Sending, database: Database, member: int
) -> None:
    entry = an_entry(database, member)
    a_message(database, member, "card", lane="a", entry_id=entry)
    a_message(database, member, "of an erased entry", lane="b", entry_id=entry + 1)
    a_message(database, member, "said", lane="c")
    a_message(database, member, "dropped", lane="d")
    a_message(database, member, "said later", lane="e")
    a_message(database, member, "file of an earlier release", lane="g", kind="export")
    items = {item.dedupe_key: item for item in outbox.claim()}
    a_message(database, member, "not sent", lane="f")
    outbox.cancel(items.pop("dropped"))
    later = items.pop("said later")
    for key, item in items.items():
        outbox.sent(item, key)
    outbox.sent(later, "later", AFTER_LEASE)
    assert forget(outbox) == 3
    left = query(database, "SELECT dedupe_key FROM outbox ORDER BY id")
    assert left == [("card",), ("said later",), ("file of an earlier release",), ("not sent",)]


def test_what_is_to_be_shown_anew_since_it_was_found_is_not_forgotten(
    outbox: Sending, database: Database, member: int
) -> None:
    number = sent(outbox, database, member, "said")
    found = outbox.outbox.old(AFTER_LEASE, 0)
    assert found == [number]
    with unit_of_work(database, "T1") as work:
        work.messages.show_message(number, SOON)
        work.commit()
    assert outbox.outbox.forget(found, AFTER_LEASE) == 0
    assert states(database) == ["stale"]
