"""Roots of months: made once, by however many processes, of where chains stood when it ended."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, text

from bot.archive import merkle
from storage.archive.gathering import Month, gather, without_root
from storage.archive.receipts import keep_receipt, note_refusal, unstamped
from storage.archive.roots import ProofRecord
from storage.engine.database import Database
from storage.tables import EntryRevision, Member, Workspace
from storage.unit_of_work import look
from tests.storage.builders import a_member

ENDED = datetime(2026, 12, 1, tzinfo=UTC)
NOVEMBER = Month("2026-11", ENDED)
NOW = ENDED + timedelta(hours=3)


def _revised(database: Database, members: list[int], at: datetime, number: int = 1) -> None:
    with database.transaction() as session:
        rows = [
            {
                "workspace_id": "T1",
                "member_id": one,
                "entry_id": 1,
                "number": number,
                "kind": "saved",
                "at": at,
                "content": "{}",
                "content_hash": "0" * 64,
                "previous": "",
                "hash": f"{one * 100 + number:064x}",
                "format": 2,
            }
            for one in members
        ]
        session.connection().execute(insert(EntryRevision), rows)
        session.connection().execute(
            text("UPDATE member SET chain_length = :number WHERE id BETWEEN :first AND :last"),
            {"number": number, "first": members[0], "last": members[-1]},
        )
        session.commit()


def _members(database: Database, count: int) -> list[int]:
    first = a_member(database)
    with database.transaction() as session:
        seen = NOW - timedelta(days=60)
        session.add_all(
            Member(workspace_id="T1", slack_id=f"U{n}", first_seen_at=seen)
            for n in range(2, count + 1)
        )
        session.commit()
    return list(range(first, first + count))


def _made(database: Database, month: Month = NOVEMBER) -> None:
    while gather(database, "T1", month, NOW):
        pass


def _proofs(database: Database, member: int) -> tuple[ProofRecord, ...]:
    with look(database, "T1") as work:
        return work.roots.proofs(member)


def _holds(proof: ProofRecord) -> bool:
    leaf = merkle.leaf_hash(proof.leaf.encode())
    path = [bytes.fromhex(one) for one in proof.path]
    found = merkle.root_by(leaf, proof.index, proof.root.leaves, path)
    return found is not None and found.hex() == proof.root.root


@pytest.mark.parametrize("count", [1, merkle.CHUNK, merkle.CHUNK + 1, 2 * merkle.CHUNK + 7])
def test_every_members_proof_leads_to_the_root_of_the_month(database: Database, count: int) -> None:
    members = _members(database, count)
    _revised(database, members, ENDED - timedelta(days=3))
    _made(database)
    for one in {members[0], members[-1], members[count // 2]}:
        [proof] = _proofs(database, one)
        assert _holds(proof)
        assert (proof.root.leaves, proof.root.month) == (count, "2026-11")
        leaf = json.loads(proof.leaf)
        assert (leaf["length"], leaf["head"]) == (1, f"{one * 100 + 1:064x}")
        assert len(proof.path) <= 11
    assert without_root(database, NOVEMBER) == ()


def test_a_leaf_is_where_a_chain_stood_at_the_months_end_however_late_it_is_made(
    database: Database,
) -> None:
    first, second, third = _members(database, 3)
    _revised(database, [first], ENDED - timedelta(days=3))
    _revised(database, [first], ENDED + timedelta(hours=1), number=2)
    _revised(database, [second], ENDED, number=1)
    _made(database)
    [proof] = _proofs(database, first)
    assert json.loads(proof.leaf)["length"] == 1
    assert proof.root.leaves == 1
    assert _proofs(database, second) == _proofs(database, third) == ()


def test_a_member_has_one_id_in_every_month_and_it_is_not_theirs_elsewhere(
    database: Database,
) -> None:
    [member] = _members(database, 1)
    _revised(database, [member], ENDED - timedelta(days=40))
    _made(database, Month("2026-10", ENDED - timedelta(days=30)))
    _made(database)
    first, second = _proofs(database, member)
    names = {json.loads(one.leaf)["member"] for one in (first, second)}
    assert len(names) == 1
    assert "U1" not in first.leaf
    assert len(names.pop()) == 32


def test_made_again_nothing_changes(database: Database) -> None:
    members = _members(database, 3)
    _revised(database, members, ENDED - timedelta(days=3))
    _made(database)
    before = _proofs(database, members[0])
    _revised(database, members, ENDED - timedelta(days=2), number=2)
    _made(database)
    assert _proofs(database, members[0]) == before


def test_several_processes_make_one_root_together(database: Database, database_url: str) -> None:
    members = _members(database, 3 * merkle.CHUNK)
    _revised(database, members, ENDED - timedelta(days=3))
    others = [Database(database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(_made, others))
    for one in others:
        one.close()
    with database.snapshot() as session:
        asked = session.connection()
        assert asked.execute(text("SELECT count(*) FROM archive_root")).scalar_one() == 1
        assert asked.execute(text("SELECT count(*) FROM archive_leaf")).scalar_one() == len(members)
    assert all(_holds(*_proofs(database, one)) for one in (members[0], members[-1]))


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def _killed_at(statement: str) -> Iterator[None]:
    def die(_connection: Any, _cursor: Any, asked: str, *_rest: Any) -> None:
        if asked.startswith(statement):
            raise Killed

    event.listen(Engine, "before_cursor_execute", die)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", die)


@pytest.mark.parametrize(
    "statement", ["INSERT INTO archive_leaf", "INSERT INTO archive_chunk", "UPDATE archive_root"]
)
def test_killed_in_each_chunk_no_leaf_is_lost_or_doubled(
    database: Database, statement: str
) -> None:
    members = _members(database, 2 * merkle.CHUNK + 3)
    _revised(database, members, ENDED - timedelta(days=3))
    more = True
    while more:
        with _killed_at(statement), pytest.raises(Killed):
            gather(database, "T1", NOVEMBER, NOW)
        more = gather(database, "T1", NOVEMBER, NOW)
    for one in (members[0], members[merkle.CHUNK], members[-1]):
        [proof] = _proofs(database, one)
        assert _holds(proof)
        assert proof.root.leaves == len(members)


def test_a_workspace_that_came_later_has_no_root_of_the_month(database: Database) -> None:
    with database.transaction() as session:
        session.add(Workspace(id="T9", created_at=ENDED))
        session.commit()
    a_member(database)
    assert without_root(database, NOVEMBER) == ("T1",)
    _made(database)
    assert without_root(database, NOVEMBER) == ()
    with look(database, "T1") as work:
        [root] = work.roots.made()
    assert (root.leaves, root.root) == (0, merkle.root([]).hex())


def test_a_root_is_asked_about_until_it_has_a_receipt_and_the_first_is_kept(
    database: Database,
) -> None:
    members = _members(database, 1)
    _revised(database, members, ENDED - timedelta(days=3))
    _made(database)
    [one] = unstamped(database, "tsa.example", NOW, 10)
    note_refusal(database, one, "it cannot be reached", NOW)
    assert unstamped(database, "tsa.example", NOW, 10) == ()
    [again] = unstamped(database, "tsa.example", NOW + timedelta(seconds=1), 10)
    assert again.refused == "it cannot be reached"
    for content in (b"0first", b"0second"):
        keep_receipt(database, again, "tsa.example", content, NOW)
    assert unstamped(database, "tsa.example", None, 10) == ()
    [proof] = _proofs(database, members[0])
    assert [each.content for each in proof.root.receipts] == [b"0first"]
