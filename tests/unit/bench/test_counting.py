"""Statements are counted by the transaction in which they were run."""

from bench.counting import Ledger

POLL = "SELECT r.id, r.workspace_id, r.lane \nFROM inbox AS r"


def ran(ledger: Ledger, connection: object, *statements: str) -> None:
    ledger.begin(connection)
    for statement in statements:
        ledger.execute(connection, None, statement)


def test_a_transaction_is_counted_once_it_has_ended() -> None:
    ledger, one, other = Ledger(), object(), object()
    ran(ledger, one, "BEGIN IMMEDIATE", "SELECT 1", "UPDATE a")
    ran(ledger, other, "BEGIN", "SELECT 2")
    assert ledger.take() == []

    ledger.end(one)
    ledger.end(other)
    assert ledger.take() == [("SELECT 1", "UPDATE a"), ("SELECT 2",)]
    assert ledger.take() == []


def test_what_an_idle_process_asks_too_is_left_out() -> None:
    ledger, connection = Ledger(), object()
    ran(ledger, connection, "BEGIN", POLL)
    ledger.end(connection)
    ran(ledger, connection, "BEGIN")
    ledger.end(connection)
    assert ledger.take() == []

    ran(ledger, connection, "BEGIN", POLL, "UPDATE inbox")
    ledger.end(connection)
    assert ledger.take() == [(POLL, "UPDATE inbox")]


def test_what_goes_around_sqlalchemy_is_a_transaction_by_itself() -> None:
    ledger = Ledger()
    ledger.add("INSERT INTO inbox", 2)
    assert ledger.take() == [("INSERT INTO inbox",)] * 2
