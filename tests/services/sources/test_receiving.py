"""Requests of sources are taken in once, and whose they are is never guessed."""

import pytest

from bot.services.sources import receiving
from bot.services.sources.keys import add_source, revoke_source
from bot.services.sources.receiving import (
    WAITING_MOST,
    KeyUsed,
    Revoked,
    SignatureUsed,
    TooManyWait,
)
from storage.unit_of_work import unit_of_work
from tests.services.harness import TEAM
from tests.services.sources.harness import SourceHarness, statement, statements


def states(received: receiving.Received) -> list[str]:
    return [one["state"] for one in received.answer["statements"]]


def test_what_is_a_members_is_accepted_and_stands_in_their_lane(moodle: SourceHarness) -> None:
    received = moodle.send(statement())
    assert (received.status, states(received)) == (201, ["accepted"])
    assert moodle.harness.query("SELECT lane, state FROM inbox") == [("T1:UANA", "new")]
    assert moodle.drafts() == []  # nobody waited for that


def test_what_is_nobodys_waits_and_nobody_hears_of_it(moodle: SourceHarness) -> None:
    received = moodle.send(statement(), statement(person="u-else"))
    assert (received.status, states(received)) == (202, ["accepted", "waiting"])
    moodle.work()
    assert moodle.states() == ["told", "waiting"]
    assert moodle.drafts() == ["Hybrid batteries"]


def test_somebody_who_keeps_no_record_here_is_never_written_to(moodle: SourceHarness) -> None:
    with moodle.harness.open("UBEN"):
        pass  # has been met, and no more
    moodle.match("u-ben", "UBEN")
    moodle.match("u-cem", "UCEM")  # was never here at all
    received = moodle.send(statement(person="u-ben"), statement(person="u-cem"))
    assert states(received) == ["waiting", "waiting"]
    assert moodle.work() == 0
    assert moodle.harness.query("SELECT slack_id FROM member ORDER BY id") == [("UANA",), ("UBEN",)]
    assert moodle.kinds("UBEN") == []


def test_a_request_that_is_sent_again_hears_the_same_and_does_nothing(
    moodle: SourceHarness,
) -> None:
    """Its first answer never arrived: the process was killed between keeping it and answering."""
    once = moodle.send(statement(), statement(person="x"), key="a", body_hash="b", signature="1")
    again = moodle.send(statement(), statement(person="x"), key="a", body_hash="b", signature="2")
    assert (again.status, again.answer) == (once.status, once.answer)
    assert (once.again, again.again) == (False, True)
    assert moodle.work() == 1
    assert moodle.drafts() == ["Hybrid batteries"]


def test_the_same_key_with_another_body_is_refused(moodle: SourceHarness) -> None:
    moodle.send(statement(), key="a")
    with pytest.raises(KeyUsed):
        moodle.send(statement("Another"), key="a")
    assert moodle.states() == ["queued"]


def test_the_same_key_of_two_sources_is_two_keys(moodle: SourceHarness) -> None:
    other = moodle.add("Docebo")
    moodle.match("u-ana", "UANA", other)
    moodle.send(statement(), key="a")
    assert states(moodle.send(statement("Another"), key="a", sender=other)) == ["accepted"]


def test_a_request_that_somebody_else_sends_again_under_a_key_of_theirs_is_refused(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement(), signature="s")
    with pytest.raises(SignatureUsed):
        moodle.send(statement(), signature="s")
    assert moodle.states() == ["queued"]


def test_what_a_source_knows_by_an_id_is_taken_once(moodle: SourceHarness) -> None:
    first = moodle.send(statement(id="77"))
    again = moodle.send(statement(id="77"), statement(id="77"), statement(id="78"))
    assert [one["id"] for one in again.answer["statements"]] == [
        first.answer["statements"][0]["id"],
        first.answer["statements"][0]["id"],
        again.answer["statements"][2]["id"],
    ]
    assert len(moodle.states()) == 2


def test_the_same_id_of_somebody_else_is_another_thing(moodle: SourceHarness) -> None:
    moodle.send(statement(id="77"), statement(person="u-else", id="77"))
    assert moodle.states() == ["queued", "waiting"]


def test_a_revoked_source_sends_nothing_more_and_what_waited_of_it_is_gone(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement(), statement(person="u-else"))
    with unit_of_work(moodle.harness.database, TEAM) as work:
        assert revoke_source(work, "Moodle", moodle.harness.now) == 2
        work.commit()
    with pytest.raises(Revoked):
        moodle.send(statement())
    moodle.work()
    assert moodle.states() == ["dropped", "dropped"]
    assert moodle.drafts() == []
    assert moodle.harness.query("SELECT content FROM source_statement") == [(None,), (None,)]
    assert moodle.harness.query("SELECT secret FROM source") == [("",)]


def test_a_revoked_source_that_is_added_again_has_another_key_and_knows_the_same_people(
    moodle: SourceHarness,
) -> None:
    with unit_of_work(moodle.harness.database, TEAM) as work:
        revoke_source(work, "Moodle", moodle.harness.now)
        key = add_source(work, "Moodle", moodle.harness.now)
        work.commit()
    with pytest.raises(Revoked):
        moodle.send(statement())  # by the key that it had
    moodle.key = moodle.force(key)
    assert states(moodle.send(statement())) == ["accepted"]


def test_so_much_waits_and_no_more(moodle: SourceHarness) -> None:
    some = [f"Course {number}" for number in range(WAITING_MOST)]
    moodle.send(*statements(some, "u-else"))
    with pytest.raises(TooManyWait):
        moodle.send(statement(person="u-else"))
    assert states(moodle.send(statement())) == ["accepted"]  # whose it is, is known
    assert moodle.states() == ["waiting"] * WAITING_MOST + ["queued"]
