"""What was promised is held against what was measured, and told in a table."""

from typing import Any

from bench.tables import report
from bench.targets import verdicts


def ack(who: str, p50: float, p99: float = 1.0, connections: int = 32) -> dict[str, Any]:
    return {
        "dialect": "sqlite",
        "connections": connections,
        "who": who,
        "ack_p50": p50,
        "ack_p99": p99,
        "acks_a_second": 1.0,
    }


def swept(enrolments: int, seconds: float, **changes: Any) -> dict[str, Any]:
    pages = enrolments // 1000
    row: dict[str, Any] = {
        "dialect": "sqlite",
        "enrolments": enrolments,
        "queued": 0,
        "seconds": seconds,
        "quiet": seconds,
        "aggregate": 1.0,
        "times_aggregate": seconds,
        "microseconds_each": seconds / enrolments * 1_000_000,
        "statements": 3 + 9 * pages,
        "pages": pages,
        "peak_megabytes": 100.0,
    }
    return row | changes


def kept(found: dict[str, Any]) -> list[bool]:
    return [one.met for one in verdicts(found)]


def test_an_ack_may_cost_twice_the_bare_insert_and_no_more() -> None:
    assert kept({"acks": [ack("insert", 1.0), ack("ours", 2.0, p99=19.9)]}) == [True, True]
    assert kept({"acks": [ack("insert", 1.0), ack("ours", 2.1, p99=21.1)]}) == [False, False]


def test_the_tail_of_acks_is_promised_for_many_connections_alone() -> None:
    rows = [ack("insert", 1.0, connections=1), ack("ours", 1.0, p99=99.0, connections=1)]
    assert kept({"acks": rows}) == [True]


def test_a_sweep_that_grows_in_proportion_keeps_every_promise() -> None:
    assert kept({"sweeps": [swept(1000, 0.03), swept(100_000, 3.0)]}) == [True] * 4


def test_a_sweep_breaks_each_promise_by_itself() -> None:
    least = swept(1000, 0.03)
    assert kept({"sweeps": [least, swept(100_000, 3.1)]}) == [False, True, True, True]
    slower = swept(100_000, 3.0, microseconds_each=46.0)
    assert kept({"sweeps": [least, slower]}) == [True, False, True, True]
    larger = swept(100_000, 3.0, peak_megabytes=131.0)
    assert kept({"sweeps": [least, larger]}) == [True, True, False, True]
    chattier = swept(100_000, 3.0, statements=3 + 20 * 100)
    assert kept({"sweeps": [least, chattier]}) == [True, True, True, False]


def test_a_team_view_that_asks_more_for_more_people_is_told() -> None:
    teams = [{"dialect": "sqlite", "statements": 15}, {"dialect": "sqlite", "statements": 16}]
    assert kept({"teams": teams}) == [False]


def test_what_was_not_measured_is_not_promised() -> None:
    assert kept({"reading": {"slowest": 4.9}}) == [True]


def test_the_table_names_what_is_not_met() -> None:
    found = {"measured_on": "a machine", "start": {"bare": 1000.0, "ours": 1600.0}}

    table = report(found, verdicts(found))

    assert "1.60×" in table
    assert "**not met**" in table
    assert "1,600" in table
