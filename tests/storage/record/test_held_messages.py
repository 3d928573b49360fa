"""Messages that are held until their member has said what they are."""

from datetime import UTC, datetime, timedelta

from storage.engine.database import Database
from storage.record.held_messages import forget_page
from storage.unit_of_work import look, unit_of_work
from tests.storage.builders import a_member

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def hold(database: Database, member: int, key: str, text: str = "x", days_ago: int = 0) -> bool:
    with unit_of_work(database, "T1") as work:
        held = work.held.hold(
            member, key, text, NOW - timedelta(days=days_ago), values={"labels": ["Yes"]}
        )
        work.commit()
    return held


def keys(database: Database, member: int) -> list[str]:
    with look(database, "T1") as work:
        return [key for key in ("a", "b", "c") if work.held.get(member, key)]


def test_a_message_is_held_once_and_let_go(database: Database) -> None:
    member = a_member(database)
    assert hold(database, member, "a", "first")
    assert not hold(database, member, "a", "second")
    assert hold(database, member, "b", "third")
    with unit_of_work(database, "T1") as work:
        newest = work.held.newest(member)
        first = work.held.get(member, "a")
        work.held.let_go(member, "b")
        work.commit()
    assert newest is not None
    assert (newest.key, newest.text, newest.values) == ("b", "third", {"labels": ["Yes"]})
    assert first is not None
    assert first.text == "first"
    assert keys(database, member) == ["a"]


def test_all_of_a_members_are_found_in_their_order(database: Database) -> None:
    member, other = a_member(database), a_member(database, slack_id="U2")
    for key, who in (("b", member), ("a", member), ("c", other)):
        hold(database, who, key, f"words {key}")
    with look(database, "T1") as work:
        assert [(one.key, one.text) for one in work.held.all_of(member)] == [
            ("b", "words b"),
            ("a", "words a"),
        ]


def test_nobody_reaches_anothers(database: Database) -> None:
    member, other = a_member(database), a_member(database, slack_id="U2")
    hold(database, member, "a")
    with unit_of_work(database, "T1") as work:
        assert work.held.get(other, "a") is None
        assert work.held.newest(other) is None
        work.held.let_go(other, "a")
        work.held.erase(other)
        work.commit()
    assert keys(database, member) == ["a"]


def test_what_was_held_long_ago_is_forgotten_page_by_page(database: Database) -> None:
    member = a_member(database)
    for key, days_ago in (("a", 40), ("b", 35), ("c", 2)):
        hold(database, member, key, days_ago=days_ago)
    pages = []
    for _ in range(3):
        with database.transaction() as session:
            pages.append(forget_page(session, NOW - timedelta(days=30), 1))
            session.commit()
    assert pages == [1, 1, 0]
    assert keys(database, member) == ["c"]
