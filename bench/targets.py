"""What was promised, each promise held against what was measured; nothing is measured here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

Row = dict[str, Any]

MEGABYTES_OF_GROWTH: Final = 30.0


MOST: Final = 32
"""Connections at which the tail of acks is promised."""

REPLIES_A_SECOND: Final = 60.0
MILLISECONDS_A_REPLY: Final = 10.0
TIMES_BARE: Final = 5.0
STATEMENTS: Final = {"sentence": 20, "answer": 28, "save": 24}
STATEMENTS_FOR_HOME: Final = 12
TRANSACTIONS: Final = 5
MILLISECONDS_A_UNIT: Final = 5.0
MILLISECONDS_HELD: Final = 20.0
TIMES_WITHOUT_COACH: Final = 1.25
SECONDS_TO_IMPORT: Final = 30.0
"""10,000 rows, read and taken in."""
TIMES_WITHOUT_IMPORT: Final = 2.0
"""Others' waits for their cards, beside those before it."""
SECONDS_TO_A_DRAFT: Final = 5.0
"""A certificate of 1 MB, from its event to the card."""
TIMES_WITHOUT_FILES: Final = 2.0
"""Others' waits for their cards, beside those before anybody dropped a file."""
TIMES_ONE_SCHEME: Final = 1.2
"""For each enrolment, of people with more schemes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise, on one database, or where there is none. `limit` is the most that `measured` may
    be, in the same unit; the least, where it is to be `at_least` that.
    """

    promise: str
    dialect: str | None
    measured: float
    limit: float
    unit: str = "×"
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it is kept."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def verdicts(found: dict[str, Any]) -> list[Verdict]:
    """Every promise that something was measured for."""
    return [
        *_replies(found.get("replies", [])),
        *_steps(found.get("steps", [])),
        *_units(found.get("units", [])),
        *_acks(found.get("acks", [])),
        *_monday(found.get("monday", [])),
        *_coach(found.get("coach", [])),
        *_imports(found.get("imports", [])),
        *_files(found.get("files", [])),
        *_sweeps(found.get("sweeps", [])),
        *_schemes(found.get("schemes", [])),
        *_teams(found.get("teams", [])),
        *_scheme_teams(found.get("scheme_teams", [])),
        *_reading(found.get("reading")),
        *_start(found.get("start")),
    ]


def _replies(rows: Sequence[Row]) -> Iterator[Verdict]:
    by = {(row["dialect"], row["who"]): row for row in rows}
    for (dialect, who), row in by.items():
        if who != "ours":
            continue
        bare = by[dialect, "reply"]
        a_second, cpu = row["replies_a_second"], row["cpu_each"]
        yield Verdict("replies a second", dialect, a_second, REPLIES_A_SECOND, "/s", at_least=True)
        yield Verdict("CPU for each reply", dialect, cpu, MILLISECONDS_A_REPLY, "ms")
        yield Verdict(
            "CPU for each reply beside Bolt with one raw insert and one post",
            dialect,
            cpu / bare["cpu_each"],
            TIMES_BARE,
        )


def _steps(rows: Sequence[Row]) -> Iterator[Verdict]:
    for row in rows:
        step, dialect, limit = row["step"], row["dialect"], STATEMENTS[row["step"]]
        yield Verdict(f"statements for {step}", dialect, row["statements"], limit, "")
        yield Verdict(f"transactions for {step}", dialect, row["transactions"], TRANSACTIONS, "")
    for dialect, run in _by_dialect(rows):
        more = max(row["home_statements"] - row["statements"] for row in run)
        yield Verdict("statements that Home adds at most", dialect, more, STATEMENTS_FOR_HOME, "")


def _units(rows: Sequence[Row]) -> Iterator[Verdict]:
    for row in rows:
        if row["unit"] in STATEMENTS:
            yield Verdict(
                f"CPU of the unit of {row['unit']}, median",
                row["dialect"],
                row["cpu_p50"],
                MILLISECONDS_A_UNIT,
                "ms",
            )
        elif row["unit"] == "writing" and row["dialect"] == "sqlite":
            yield Verdict(
                "how long a unit holds the writer, p99",
                row["dialect"],
                row["held_p99"],
                MILLISECONDS_HELD,
                "ms",
            )


def _monday(rows: Sequence[Row]) -> Iterator[Verdict]:
    for row in rows:
        if row["dialect"] == "sqlite":
            yield Verdict(
                "how long a unit holds the writer on Monday morning, p99",
                row["dialect"],
                row["held_p99"],
                MILLISECONDS_HELD,
                "ms",
            )


def _coach(rows: Sequence[Row]) -> Iterator[Verdict]:
    by = {(row["dialect"], row["coach"]): row for row in rows}
    for (dialect, coach), row in by.items():
        if coach == "none":
            continue
        for what in ("card", "note"):
            name = f"{what}_p50"
            times = row[name] / by[dialect, "none"][name]
            promise = f"wait for the {what} with a {coach} coach beside none, medians"
            yield Verdict(promise, dialect, times, TIMES_WITHOUT_COACH)


def _imports(rows: Sequence[Row]) -> Iterator[Verdict]:
    for row in rows:
        dialect, many = row["dialect"], row["rows"]
        limit = SECONDS_TO_IMPORT * many / 10_000
        yield Verdict(f"{many:,} rows read and taken in", dialect, row["seconds"], limit, "s")
        times = row["meanwhile_p50"] / row["before_p50"]
        promise = "wait for others' cards during an import beside before it, medians"
        yield Verdict(promise, dialect, times, TIMES_WITHOUT_IMPORT)
        if dialect == "sqlite":
            promise = f"the last step of {many:,} rows, which holds the writer"
            yield Verdict(promise, dialect, row["last_step"], MILLISECONDS_HELD, "ms")
        yield Verdict(
            "memory that the server grows by meanwhile",
            dialect,
            row["grown"],
            MEGABYTES_OF_GROWTH,
            "MB",
        )


def _files(rows: Sequence[Row]) -> Iterator[Verdict]:
    for row in rows:
        dialect, seconds = row["dialect"], row["draft_p50"] / 1000
        promise = "a certificate of 1 MB to the card of its draft, median"
        yield Verdict(promise, dialect, seconds, SECONDS_TO_A_DRAFT, "s")
        times = row["meanwhile_p50"] / row["before_p50"]
        promise = "wait for others' cards while files are read beside before, medians"
        yield Verdict(promise, dialect, times, TIMES_WITHOUT_FILES)


def _acks(rows: Sequence[Row]) -> Iterator[Verdict]:
    by = {(row["dialect"], row["connections"], row["who"]): row for row in rows}
    for (dialect, connections, who), row in by.items():
        if who != "ours":
            continue
        bare = by[dialect, connections, "insert"]
        before = by.get((dialect, connections, "previous"))
        where = _counted(connections, "connection")
        yield Verdict(
            f"ack beside Bolt with one raw insert, medians ({where})",
            dialect,
            row["ack_p50"] / bare["ack_p50"],
            2.0,
        )
        if connections == MOST:
            yield Verdict(
                f"ack's p99 beside its own median ({where})",
                dialect,
                row["ack_p99"] / row["ack_p50"],
                10.0,
            )
        if before is not None:
            yield Verdict(
                f"ack's p99 beside that of the release before ({where})",
                dialect,
                row["ack_p99"] / before["ack_p99"],
                1.0,
            )


def _sweeps(rows: Sequence[Row]) -> Iterator[Verdict]:
    for dialect, sizes in _by_dialect(rows):
        least, most = sizes[0], sizes[-1]
        many = f"{most['enrolments']:,}"
        yield Verdict(
            f"sweep of {many} beside the bare aggregate",
            dialect,
            most["seconds"] / most["aggregate"],
            3.0,
        )
        if least is most:
            continue
        few = f"{least['enrolments']:,}"
        yield Verdict(
            f"sweep's time for each of {many} beside each of {few}",
            dialect,
            most["microseconds_each"] / least["microseconds_each"],
            1.5,
        )
        yield Verdict(
            f"growth of the sweep's peak memory from {few} to {many}",
            dialect,
            max(0.0, most["peak_megabytes"] - least["peak_megabytes"]),
            MEGABYTES_OF_GROWTH,
            "MB",
        )
        further = most["pages"] - least["pages"]
        if further == 0:
            continue
        yield Verdict(
            "sweep's statements for each further page, beside the first",
            dialect,
            (most["statements"] - least["statements"]) / further / least["statements"],
            1.0,
        )


def _teams(rows: Sequence[Row]) -> Iterator[Verdict]:
    for dialect, sizes in _by_dialect(rows):
        run = [row["statements"] for row in sizes]
        yield Verdict(
            "more statements of /cpd-team for the largest team than for the smallest",
            dialect,
            max(run) - min(run),
            0,
            "",
        )


def _schemes(rows: Sequence[Row]) -> Iterator[Verdict]:
    by = {(row["dialect"], row["who"], row["schemes"]): row for row in rows}
    for dialect, some in _by_dialect([row for row in rows if row["who"] == "ours"]):
        one, many = some[0], some[-1]
        whose = f"with {_counted(many['schemes'], 'scheme')}"
        yield Verdict(
            f"sweep's time for each enrolment of people {whose} beside with one",
            dialect,
            many["microseconds_each"] / one["microseconds_each"],
            TIMES_ONE_SCHEME,
        )
        yield Verdict(
            f"more statements of a sweep over people {whose} than with one",
            dialect,
            max(row["statements"] for row in some) - min(row["statements"] for row in some),
            0,
            "",
        )
        before = by.get((dialect, "previous", many["schemes"]))
        if before is not None:
            yield Verdict(
                f"sweep over people {whose} beside that of the release before",
                dialect,
                many["seconds"] / before["seconds"],
                1.0,
            )


def _scheme_teams(rows: Sequence[Row]) -> Iterator[Verdict]:
    for dialect, some in _by_dialect(rows):
        most = max(row["reports"] for row in some)
        one, *_, many = (row for row in some if row["reports"] == most)
        whose = f"with {_counted(many['schemes'], 'scheme')}"
        statements = [row["statements"] for row in some]
        yield Verdict(
            f"more statements of /cpd-team for {most:,} people {whose} than for any others",
            dialect,
            max(statements) - min(statements),
            0,
            "",
        )
        yield Verdict(
            f"/cpd-team's time for each enrolment of {most:,} people {whose} beside with one",
            dialect,
            many["milliseconds"] / one["milliseconds"] / many["schemes"],
            TIMES_ONE_SCHEME,
        )


def _reading(row: Row | None) -> Iterator[Verdict]:
    if row is not None:
        yield Verdict("reading the slowest sentence of the corpus", None, row["slowest"], 5.0, "ms")


def _start(row: Row | None) -> Iterator[Verdict]:
    if row is not None:
        times = row["ours"] / row["bare"]
        yield Verdict(
            "start to ready beside a bare Bolt and SQLModel process", "sqlite", times, 1.4
        )


def _by_dialect(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    for dialect in dict.fromkeys(row["dialect"] for row in rows):
        yield dialect, [row for row in rows if row["dialect"] == dialect]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
