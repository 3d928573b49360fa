"""What was promised, each promise held against what was measured; nothing is measured here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

Row = dict[str, Any]

MEGABYTES_OF_GROWTH: Final = 30.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise. `limit` is the most that `measured` may be, in the same unit."""

    promise: str
    measured: float
    limit: float
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether it is kept."""
        return self.measured <= self.limit


def verdicts(found: dict[str, Any]) -> list[Verdict]:
    """Every promise that something was measured for."""
    return [
        *_acks(found.get("acks", [])),
        *_sweeps(found.get("sweeps", [])),
        *_teams(found.get("teams", [])),
        *_reading(found.get("reading")),
        *_start(found.get("start")),
    ]


def _acks(rows: Sequence[Row]) -> Iterator[Verdict]:
    by = {(row["dialect"], row["connections"], row["who"]): row for row in rows}
    for (dialect, connections, who), row in by.items():
        if who != "ours":
            continue
        bare = by[dialect, connections, "insert"]
        where = f"{dialect}, {_counted(connections, 'connection')}"
        yield Verdict(
            f"ack beside Bolt with one raw insert, medians ({where})",
            row["ack_p50"] / bare["ack_p50"],
            2.0,
        )
        if connections == 32:
            yield Verdict(
                f"ack's p99 beside its own median ({where})", row["ack_p99"] / row["ack_p50"], 10.0
            )


def _sweeps(rows: Sequence[Row]) -> Iterator[Verdict]:
    for dialect in dict.fromkeys(row["dialect"] for row in rows):
        sizes = [row for row in rows if row["dialect"] == dialect]
        least, most = sizes[0], sizes[-1]
        many = f"{most['enrolments']:,}"
        yield Verdict(
            f"sweep of {many} beside the bare aggregate ({dialect})",
            most["seconds"] / most["aggregate"],
            3.0,
        )
        if least is most:
            continue
        few = f"{least['enrolments']:,}"
        yield Verdict(
            f"sweep's time for each of {many} beside each of {few} ({dialect})",
            most["microseconds_each"] / least["microseconds_each"],
            1.5,
        )
        yield Verdict(
            f"growth of the sweep's peak memory from {few} to {many} ({dialect})",
            max(0.0, most["peak_megabytes"] - least["peak_megabytes"]),
            MEGABYTES_OF_GROWTH,
            "MB",
        )
        further = most["pages"] - least["pages"]
        yield Verdict(
            f"sweep's statements for each further page, beside the first ({dialect})",
            (most["statements"] - least["statements"]) / further / least["statements"],
            1.0,
        )


def _teams(rows: Sequence[Row]) -> Iterator[Verdict]:
    for dialect in dict.fromkeys(row["dialect"] for row in rows):
        run = [row["statements"] for row in rows if row["dialect"] == dialect]
        yield Verdict(
            f"more statements of /cpd-team for the largest team than for the smallest ({dialect})",
            max(run) - min(run),
            0,
            "",
        )


def _reading(row: Row | None) -> Iterator[Verdict]:
    if row is not None:
        yield Verdict("reading the slowest sentence of the corpus", row["slowest"], 5.0, "ms")


def _start(row: Row | None) -> Iterator[Verdict]:
    if row is not None:
        yield Verdict(
            "start to ready beside a bare Bolt and SQLModel process", row["ours"] / row["bare"], 1.5
        )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
