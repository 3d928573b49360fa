"""The figures as tables in Markdown: for the terminal, and to be kept in docs/benchmarks.md."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from bench.targets import Verdict

Row = Mapping[str, Any]
Column = tuple[str, Callable[[Row], str]]

BEGIN: Final = "<!-- What follows is written by `python -m bench --document`. -->\n"
END: Final = "<!-- So far. -->\n"

_WHO: Final = {
    "nothing": "Bolt, nothing to do",
    "insert": "Bolt, one raw insert",
    "ours": "cpdbot",
    "unswitched": "cpdbot, Python's own switch interval",
    "previous": "cpdbot, the release before",
    "reply": "Bolt, one raw insert and one post",
}
_COACHES: Final = {
    "none": "none",
    "dead": "its server is dead",
    "slow": "it never answers",
    "hostile": "its answers are of no use",
}
_UNITS: Final = {
    "sentence": "a sentence, by itself",
    "answer": "its answer, by itself",
    "save": "Save, by itself",
    "writing": "any that may write, under load",
    "reading": "any that only reads, under load",
}
_DIALECTS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def report(found: Mapping[str, Any], promises: Sequence[Verdict]) -> str:
    """Every table that there are figures for, the promises first."""
    tables = [*_head(found, promises), *_sections(found)]
    return "\n\n".join(tables) + "\n"


def summary(found: Mapping[str, Any], promises: Sequence[Verdict]) -> str:
    """Where it was measured, and the promises."""
    return "\n\n".join(_head(found, promises)) + "\n"


def between_marks(document: str, tables: str) -> str:
    """The document with these tables where its marks say that they belong.

    Raises ValueError where it has no marks.
    """
    before, _, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("The document does not say where the tables belong.")
    return f"{before}{BEGIN}\n{tables}\n{END}{after}"


def _head(found: Mapping[str, Any], promises: Sequence[Verdict]) -> Iterator[str]:
    yield "Measured on " + found["measured_on"]
    if "without_previous" in found:
        yield f"The release before was not measured. {found['without_previous']}"
    if promises:
        yield "### What was promised\n\n" + _promised(promises)


def _sections(found: Mapping[str, Any]) -> Iterator[str]:
    for key, (title, columns) in _SECTIONS.items():
        if key in found:
            rows = found[key] if isinstance(found[key], list) else [found[key]]
            yield f"### {title}\n\n" + _table(columns, rows)


def _promised(promises: Sequence[Verdict]) -> str:
    by: dict[str, list[Verdict]] = {}
    for one in promises:
        by.setdefault(one.promise, []).append(one)
    rows = [{"promise": promise, "verdicts": verdicts} for promise, verdicts in by.items()]
    return _table(
        [
            ("promise", lambda row: row["promise"]),
            ("target", lambda row: _limit(row["verdicts"][0])),
            *((name, _measured(dialect)) for dialect, name in _DIALECTS.items()),
            ("", lambda row: "met" if all(one.met for one in row["verdicts"]) else "**not met**"),
        ],
        rows,
    )


def _measured(dialect: str) -> Callable[[Row], str]:
    """What was measured on that database, or where there is none; in bold what is not met."""

    def cell(row: Row) -> str:
        for one in row["verdicts"]:
            if one.dialect in (dialect, None):
                amount = _amount(one.measured, one.unit)
                return amount if one.met else f"**{amount}**"
        return ""

    return cell


def _limit(one: Verdict) -> str:
    return f"at {'least' if one.at_least else 'most'} {_amount(one.limit, one.unit)}"


def _amount(value: float, unit: str) -> str:
    if unit == "":
        return f"{value:.0f}"
    if unit == "×":
        return f"{value:.2f}×"
    return f"{value:.1f}{'' if unit.startswith('/') else ' '}{unit}"


def _number(name: str, digits: int = 1) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:,.{digits}f}" if name in row else ""


def _seconds(name: str, digits: int = 3) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:.{digits}f} s"


def _dialect(row: Row) -> str:
    return _DIALECTS[row["dialect"]]


_SECTIONS: Final[Mapping[str, tuple[str, Sequence[Column]]]] = {
    "replies": (
        "What a reply costs, over 8 connections",
        [
            ("database", _dialect),
            ("server", lambda row: _WHO[row["who"]]),
            ("replies", _number("replies", 0)),
            ("CPU each, ms", _number("cpu_each", 2)),
            ("replies/s", _number("replies_a_second")),
            ("reply p50, ms", _number("reply_p50", 0)),
            ("reply p99, ms", _number("reply_p99", 0)),
            ("calls of Slack each", _number("calls_each", 2)),
        ],
    ),
    "steps": (
        "What a step asks of the database",
        [
            ("database", _dialect),
            ("step", lambda row: row["step"]),
            ("statements", _number("statements", 0)),
            ("transactions", _number("transactions", 0)),
            ("statements, Home opened", _number("home_statements", 0)),
            ("transactions, Home opened", _number("home_transactions", 0)),
        ],
    ),
    "units": (
        "Units of work (milliseconds)",
        [
            ("database", _dialect),
            ("unit", lambda row: _UNITS[row["unit"]]),
            ("units", _number("units", 0)),
            ("CPU p50", _number("cpu_p50", 2)),
            ("CPU p99", _number("cpu_p99", 2)),
            ("connection held p50", _number("held_p50", 2)),
            ("held p99", _number("held_p99", 2)),
            ("held at most", _number("held_most", 2)),
        ],
    ),
    "walls": (
        "Workspaces at Slack's wall, five messages a second to each",
        [
            ("database", _dialect),
            ("workspaces", _number("workspaces", 0)),
            ("messages/s", _number("asked_a_second", 0)),
            ("messages", _number("messages", 0)),
            ("replies/s", _number("replies_a_second")),
            ("card p50, ms", _number("card_p50", 0)),
            ("card p99, ms", _number("card_p99", 0)),
            ("ack p99, ms", _number("ack_p99")),
            ("429s", _number("refused", 0)),
            ("oldest open row", _seconds("oldest", 1)),
            ("CPU each, ms", _number("cpu_each", 2)),
        ],
    ),
    "monday": (
        "Monday morning: nudges that fall due within one hour of a calendar that goes faster",
        [
            ("database", _dialect),
            ("workspaces", _number("workspaces", 0)),
            ("nudges", _number("nudges", 0)),
            ("the hour lasts", _seconds("seconds", 0)),
            ("behind schedule, p50", _seconds("late_p50", 1)),
            ("p99", _seconds("late_p99", 1)),
            ("at most", _seconds("late_most", 1)),
            ("too early", _number("early", 0)),
            ("429s", _number("refused", 0)),
            ("CPU each, ms", _number("cpu_each", 2)),
            ("writer held p99, ms", _number("held_p99")),
        ],
    ),
    "coach": (
        "A turn of the conversation with a coach that does not help, one person at a time",
        [
            ("database", _dialect),
            ("coach", lambda row: _COACHES[row["coach"]]),
            ("people", _number("people", 0)),
            ("card p50, ms", _number("card_p50")),
            ("card p90, ms", _number("card_p90")),
            ("note p50, ms", _number("note_p50")),
            ("note p90, ms", _number("note_p90")),
        ],
    ),
    "imports": (
        "An old log is read and taken in, while others write",
        [
            ("database", _dialect),
            ("rows", _number("rows", 0)),
            ("read", _seconds("read", 1)),
            ("taken in", _seconds("taken", 1)),
            ("last step, ms", _number("last_step")),
            ("memory grown, MB", _number("grown")),
            ("others", _number("people", 0)),
            ("card before p50, ms", _number("before_p50")),
            ("card meanwhile p50, ms", _number("meanwhile_p50")),
            ("p90, ms", _number("meanwhile_p90")),
        ],
    ),
    "files": (
        "A certificate of 1 MB becomes a draft, while others write",
        [
            ("database", _dialect),
            ("bytes", _number("bytes", 0)),
            ("files", _number("files", 0)),
            ("draft p50, ms", _number("draft_p50", 0)),
            ("draft p90, ms", _number("draft_p90", 0)),
            ("others", _number("people", 0)),
            ("card before p50, ms", _number("before_p50")),
            ("card meanwhile p50, ms", _number("meanwhile_p50")),
            ("p90, ms", _number("meanwhile_p90")),
        ],
    ),
    "documents": (
        "A record becomes a document",
        [
            ("format", lambda row: str(row["format"])),
            ("entries", _number("entries", 0)),
            ("files", _number("files", 0)),
            ("seconds", _seconds("seconds", 1)),
            ("memory of its process, MB", _number("child", 0)),
            ("memory grown, MB", _number("grown")),
            ("size, MB", _number("size")),
        ],
    ),
    "archive": (
        "A record becomes an archive, and is verified",
        [
            ("database", _dialect),
            ("entries", _number("entries", 0)),
            ("files", _number("files", 0)),
            ("archive, MB", _number("archive_mb", 0)),
            ("written", _seconds("write_seconds")),
            ("peak, MB", _number("write_peak_mb")),
            ("verified", _seconds("verify_seconds")),
            ("peak there, MB", _number("verify_peak_mb")),
        ],
    ),
    "audits": (
        "An audit round over everybody in a workplace, one in twenty drawn (seconds)",
        [
            ("database", _dialect),
            ("in it", _number("members", 0)),
            ("drawn", _number("drawn", 0)),
            ("counted", _number("count_seconds", 1)),
            ("frozen", _number("freeze_seconds", 2)),
            ("ids made", _number("ids_seconds", 1)),
            ("drawn in", _number("draw_seconds", 1)),
            ("told in", _number("tell_seconds", 1)),
            ("longest unit, ms", _number("held_milliseconds", 0)),
            ("peak, MB", _number("peak_megabytes", 0)),
        ],
    ),
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
    "schemes": (
        "The nudge sweep, over people with more and more schemes",
        [
            ("database", _dialect),
            ("server", lambda row: _WHO[row["who"]]),
            ("schemes", _number("schemes", 0)),
            ("people", _number("members", 0)),
            ("nudges queued", _number("queued", 0)),
            ("sweep", _seconds("seconds")),
            ("CPU", _seconds("cpu")),
            ("nothing new", _seconds("quiet")),
            ("µs each enrolment", _number("microseconds_each", 0)),
            ("statements", _number("statements", 0)),
            ("pages", _number("pages", 0)),
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
    "scheme_teams": (
        "`/cpd-team`, of people with more and more schemes",
        [
            ("database", _dialect),
            ("reports", _number("reports", 0)),
            ("schemes", _number("schemes", 0)),
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
