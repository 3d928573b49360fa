"""The figures as tables in Markdown: for the terminal, and to be kept in docs/benchmarks.md."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from bench.targets import Verdict

Row = Mapping[str, Any]
Column = tuple[str, Callable[[Row], str]]

_WHO: Final = {
    "nothing": "Bolt, nothing to do",
    "insert": "Bolt, one raw insert",
    "ours": "cpdbot",
}
_DIALECTS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def report(found: Mapping[str, Any], promises: Sequence[Verdict]) -> str:
    """Every table that there are figures for, the promises first."""
    return "\n\n".join(_tables(found, promises)) + "\n"


def _tables(found: Mapping[str, Any], promises: Sequence[Verdict]) -> Iterator[str]:
    yield "Measured on " + found["measured_on"]
    yield "### What was promised\n\n" + _table(
        [
            ("promise", lambda row: row["promise"]),
            ("measured", lambda row: row["measured"]),
            ("at most", lambda row: row["limit"]),
            ("", lambda row: row["met"]),
        ],
        [
            {
                "promise": one.promise,
                "measured": _amount(one.measured, one.unit),
                "limit": _amount(one.limit, one.unit),
                "met": "met" if one.met else "**not met**",
            }
            for one in promises
        ],
    )
    for key, (title, columns) in _SECTIONS.items():
        if key in found:
            rows = found[key] if isinstance(found[key], list) else [found[key]]
            yield f"### {title}\n\n" + _table(columns, rows)


def _amount(value: float, unit: str) -> str:
    if unit == "":
        return f"{value:.0f}"
    return f"{value:.2f}{unit}" if unit == "×" else f"{value:.1f} {unit}"


def _number(name: str, digits: int = 1) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:,.{digits}f}" if name in row else ""


def _seconds(name: str) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:.3f} s"


def _dialect(row: Row) -> str:
    return _DIALECTS[row["dialect"]]


_SECTIONS: Final[Mapping[str, tuple[str, Sequence[Column]]]] = {
    "acks": (
        "A signed event to its durable 200, and to the finished reply (milliseconds)",
        [
            ("database", _dialect),
            ("connections", _number("connections", 0)),
            ("server", lambda row: _WHO[row["who"]]),
            ("ack p50", _number("ack_p50", 2)),
            ("ack p99", _number("ack_p99", 2)),
            ("acks/s", _number("acks_a_second", 0)),
            ("reply, alone", _number("alone_p50", 0)),
            ("reply p50", _number("reply_p50", 0)),
            ("reply p99", _number("reply_p99", 0)),
            ("replies/s", _number("replies_a_second")),
        ],
    ),
    "sweeps": (
        "The nudge sweep",
        [
            ("database", _dialect),
            ("enrolments", _number("enrolments", 0)),
            ("nudges queued", _number("queued", 0)),
            ("sweep", _seconds("seconds")),
            ("nothing new", _seconds("quiet")),
            ("bare aggregate", _seconds("aggregate")),
            ("× aggregate", _number("times_aggregate", 2)),
            ("µs each", _number("microseconds_each", 0)),
            ("statements", _number("statements", 0)),
            ("pages", _number("pages", 0)),
            ("peak memory", lambda row: f"{row['peak_megabytes']:.0f} MB"),
        ],
    ),
    "teams": (
        "`/cpd-team`, from the signed command to the list",
        [
            ("database", _dialect),
            ("reports", _number("reports", 0)),
            ("milliseconds", _number("milliseconds", 0)),
            ("statements", _number("statements", 0)),
        ],
    ),
    "reading": (
        "Reading a sentence (milliseconds)",
        [
            ("sentences", _number("sentences", 0)),
            ("p50", _number("p50", 2)),
            ("p99", _number("p99", 2)),
            ("slowest", _number("slowest", 2)),
            ("the first of a process", _number("first", 2)),
            ("10,000 characters", _number("ten_thousand_characters", 1)),
        ],
    ),
    "start": (
        "From start to the first answer (milliseconds)",
        [
            ("bare Bolt and SQLModel", _number("bare", 0)),
            ("`cpdbot serve`", _number("ours", 0)),
        ],
    ),
}


def _table(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """In columns that are as wide as what is in them, so that it reads well unrendered too."""
    cells = [[name for name, _ in columns]] + [[show(row) for _, show in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    lines = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
