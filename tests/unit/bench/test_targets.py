"""What was promised is held against what was measured, and told in a table."""

from typing import Any

import pytest

from bench.tables import BEGIN, END, between_marks, report, summary
from bench.targets import Verdict, verdicts


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


def under(schemes: int, each: float, who: str = "ours", statements: int = 17) -> dict[str, Any]:
    return {
        "dialect": "sqlite",
        "who": who,
        "schemes": schemes,
        "seconds": each * schemes / 1_000_000,
        "microseconds_each": each,
        "statements": statements,
    }


def test_a_scheme_more_costs_a_sweep_what_the_first_did_and_no_statement() -> None:
    one, before = under(1, 50.0), under(3, 60.0, "previous")
    assert kept({"schemes": [one, under(3, 60.0)]}) == [True, True]
    assert kept({"schemes": [one, under(3, 60.0), before]}) == [True, True, True]
    assert kept({"schemes": [one, under(3, 60.1), before]}) == [False, True, False]
    assert kept({"schemes": [one, under(2, 50.0), under(3, 50.0, statements=18)]}) == [True, False]


def test_a_scheme_more_costs_a_managers_list_what_the_first_did_and_no_statement() -> None:
    def listed(reports: int, schemes: int, milliseconds: float, statements: int = 13) -> Any:
        return {
            "dialect": "sqlite",
            "reports": reports,
            "schemes": schemes,
            "milliseconds": milliseconds,
            "statements": statements,
        }

    few = [listed(10, 1, 10.0), listed(10, 2, 99.0), listed(10, 3, 99.0)]
    many = [listed(1000, 1, 100.0), listed(1000, 2, 999.0)]
    assert kept({"scheme_teams": [*few, *many, listed(1000, 3, 360.0)]}) == [True, True]
    assert kept({"scheme_teams": [*few, *many, listed(1000, 3, 361.0)]}) == [True, False]
    assert kept({"scheme_teams": [*few, *many, listed(1000, 3, 300.0, 14)]}) == [False, True]


def test_a_sweep_of_one_page_promises_nothing_of_further_ones() -> None:
    """It was divided by how many further pages there were."""
    assert kept({"sweeps": [swept(1000, 0.03), swept(1500, 0.04, pages=1)]}) == [True] * 3


def test_the_tail_of_acks_may_be_no_longer_than_in_the_release_before() -> None:
    rows = [ack("insert", 1.0), ack("ours", 1.0, p99=5.0), ack("previous", 1.0, p99=5.0)]
    assert kept({"acks": rows}) == [True] * 3
    rows[2]["ack_p99"] = 4.9
    assert kept({"acks": rows}) == [True, True, False]


def replied(who: str, cpu_each: float, replies_a_second: float = 60.0) -> dict[str, Any]:
    return {
        "dialect": "sqlite",
        "who": who,
        "cpu_each": cpu_each,
        "replies_a_second": replies_a_second,
    }


def test_replies_are_promised_by_the_second_and_by_what_each_computes() -> None:
    bare = replied("reply", 2.0)
    assert kept({"replies": [bare, replied("ours", 10.0)]}) == [True] * 3
    assert kept({"replies": [bare, replied("ours", 10.0, 59.9)]}) == [False, True, True]
    assert kept({"replies": [replied("reply", 3.0), replied("ours", 10.1)]}) == [True, False, True]
    assert kept({"replies": [replied("reply", 1.0), replied("ours", 5.1)]}) == [True, True, False]


def asked(statements: int, transactions: int = 5, home: int = 12) -> dict[str, Any]:
    return {
        "dialect": "sqlite",
        "step": "sentence",
        "statements": statements,
        "transactions": transactions,
        "home_statements": statements + home,
        "home_transactions": transactions,
    }


def test_a_step_may_ask_so_much_and_home_so_much_more() -> None:
    assert kept({"steps": [asked(20)]}) == [True, True, True]
    assert kept({"steps": [asked(21)]}) == [False, True, True]
    assert kept({"steps": [asked(20, transactions=6)]}) == [True, False, True]
    assert kept({"steps": [asked(20, home=13)]}) == [True, True, False]


def test_units_are_short_and_leave_the_writer_to_others() -> None:
    sentence = {"dialect": "sqlite", "unit": "sentence", "cpu_p50": 5.0}
    writing = {"dialect": "sqlite", "unit": "writing", "cpu_p50": 99.0, "held_p99": 20.0}
    assert kept({"units": [sentence, writing]}) == [True, True]
    assert kept({"units": [sentence | {"cpu_p50": 5.1}, writing]}) == [False, True]
    assert kept({"units": [sentence, writing | {"held_p99": 20.1}]}) == [True, False]
    assert kept({"monday": [{"dialect": "sqlite", "held_p99": 20.1}]}) == [False]


def test_postgresql_has_no_one_writer_to_be_held() -> None:
    row = {"dialect": "postgresql", "unit": "writing", "cpu_p50": 1.0, "held_p99": 99.0}
    assert kept({"units": [row]}) == []


def test_what_was_not_measured_is_not_promised() -> None:
    assert kept({"reading": {"slowest": 4.9}}) == [True]


def test_the_table_names_what_is_not_met() -> None:
    found = {"measured_on": "a machine", "start": {"bare": 1000.0, "ours": 1600.0}}

    table = report(found, verdicts(found))

    assert "1.60×" in table
    assert "at most 1.40×" in table
    assert "**not met**" in table
    assert "1,600" in table


def test_the_table_says_which_way_a_target_points_and_why_something_is_missing() -> None:
    found = {
        "measured_on": "a machine",
        "without_previous": "Git does not know it.",
        "replies": [
            replied("reply", 2.0) | {"replies": 1},
            replied("ours", 4.0, 80.0) | {"replies": 1},
        ],
    }

    table = report(found, verdicts(found))

    assert "80.0/s" in table
    assert "at least 60.0/s" in table
    assert "The release before was not measured. Git does not know it." in table


def test_a_promise_is_one_line_for_both_databases_and_says_where_it_is_not_met() -> None:
    promises = [
        Verdict("a reply", "sqlite", 3.0, 5.0, "ms"),
        Verdict("a reply", "postgresql", 6.0, 5.0, "ms"),
        Verdict("reading", None, 1.0, 5.0, "ms"),
    ]

    table = report({"measured_on": "a machine"}, promises)

    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    assert ["a reply", "at most 5.0 ms", "3.0 ms", "**6.0 ms**", "**not met**"] in cells
    assert ["reading", "at most 5.0 ms", "1.0 ms", "1.0 ms", "met"] in cells


def test_where_nothing_is_promised_no_table_of_promises_stands() -> None:
    assert report({"measured_on": "a machine"}, []) == "Measured on a machine\n"


def test_the_summary_tells_of_the_promises_alone() -> None:
    found = {
        "measured_on": "a machine",
        "acks": [ack("insert", 1.0), ack("ours", 1.0)],
        "start": {"bare": 1000.0, "ours": 1300.0},
    }

    told = summary(found, verdicts({"start": found["start"]}))

    assert told.startswith("Measured on a machine\n")
    assert "1.30×" in told
    assert "1,300" not in told
    assert told.count("###") == 1


def test_tables_go_where_a_document_says_and_take_the_place_of_those_before() -> None:
    document = f"Above.\n{BEGIN}\nold\n\n{END}Below.\n"

    once = between_marks(document, "new\n")

    assert once == f"Above.\n{BEGIN}\nnew\n\n{END}Below.\n"
    assert between_marks(once, "new\n") == once


def test_a_document_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="does not say where"):
        between_marks(f"Above.\n{BEGIN}Below.\n", "new\n")
