"""The pilot that release 0.1.0 was played in: who was there, and how things stood when it ended.

See `tests/fixtures/release-0.1.0/README.md`, from which the figures are read.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from sandbox import Channel, Message, Sandbox, User
from storage.database import Database

FOLDER: Final = Path(__file__).parents[1] / "fixtures" / "release-0.1.0"

EVENING: Final = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
"""Every lease has run out by then, and nobody is at work."""

ANA = User("U0ANA00000", "Ana", "Ana Ortiz")
BEN = User("U0BEN00000", "Ben", "Ben Okafor")
CAT = User("U0CAT00000", "Cat", "Cat Adams")
DAN = User("U0DAN00000", "Dan", "Dan Moreau", tz="Europe/Paris")
EVE = User("U0EVE00000", "Eve", "Eve Lindqvist")
FAY = User("U0FAY00000", "Fay", "Fay Weber", deleted=True)
GIL = User("U0GIL00000", "Gil", "Gil Guest", is_restricted=True)
IDA = User("U0IDA00000", "Ida", "Ida Larsen", is_admin=True)
MAX = User("U0MAX00000", "Max", "Max Weber")
ROBOT = User("U0ROBOT000", "Robot", "Robot", is_bot=True)
JO = User("U0JO000000", "Jo", "Jo Novak")
PEOPLE: Final = (ANA, BEN, CAT, DAN, EVE, FAY, GIL, IDA, MAX, ROBOT, JO)

UNMARKED: Final = (115, 119)
"""Rows of the outbox that stand in Slack, though nobody wrote that down."""

_SENT = """
SELECT o.id, o.kind, o.channel, o.ts, o.thread_ts, o.entry_id, o."values", m.slack_id
FROM outbox o JOIN member m ON m.id = o.member_id
WHERE o.kind NOT IN ('home', 'export') AND (o.ts IS NOT NULL OR o.id IN (115, 119))
ORDER BY o.id
"""


@dataclass(frozen=True)
class Sample:
    """Something clickable, or a field of a modal, as the release put it on somebody's screen."""

    surface: str
    where: str
    user: str | None
    block_id: str | None
    element: Mapping[str, Any] | None
    callback_id: str = ""
    private_metadata: str = ""


def samples(surface: str) -> Iterator[Sample]:
    """Those of one surface: message, home, ephemeral or modal."""
    for one in json.loads((FOLDER / "buttons.json").read_text(encoding="utf-8")):
        if one["surface"] == surface:
            del one["from"]
            yield Sample(**one)


def table(*first: str) -> Sequence[Mapping[str, str]]:
    """The README's table whose first columns bear these names, row by row, without code marks."""
    lines = _readme().splitlines()
    begin = next(
        place for place, line in enumerate(lines) if _cells(line)[: len(first)] == [*first]
    )
    lines = lines[begin : lines.index("", begin)]
    names, _, *rows = (_cells(line) for line in lines)
    return [dict(zip(names, row, strict=True)) for row in rows]


def standings() -> Mapping[str, str]:
    """What `/cpd status` showed each at the end, by Slack's id."""
    return dict(re.findall(r"^`(U0\w+)`\n```\n(.*?)\n```$", _readme(), re.MULTILINE | re.DOTALL))


def ids_in_slack(dialect: str) -> Mapping[int, str]:
    """By row of the outbox, the id under which a message without a `ts` was or would be posted."""
    return {int(row["Row"]): row[f"{dialect}.sql"] for row in table("Row", "sqlite.sql")}


def slack_as_it_stood(sandbox: Sandbox, database_url: str) -> None:
    """Everybody's DM, and in it every message that the release had posted by then."""
    for one in PEOPLE:
        dm = Channel(f"D{one.id[1:]}", "directmessage", "im", (one.id, sandbox.workspace.bot.id))
        sandbox.workspace.put_channel(dm)
    database = Database(database_url)
    try:
        with database.snapshot() as session:
            rows = session.connection().execute(text(_SENT)).mappings().all()
        known_as = ids_in_slack(database.dialect)
    finally:
        database.close()
    for row in rows:
        posted_as = known_as[row["id"]] if row["id"] in UNMARKED else None
        sandbox.workspace.put_message(_as_posted(sandbox, dict(row), posted_as))


def _as_posted(sandbox: Sandbox, row: Mapping[str, Any], posted_as: str | None) -> Message:
    section = {"type": "section", "block_id": "stood", "text": {"type": "mrkdwn", "text": "stood"}}
    ts = row["ts"] or f"{EVENING.timestamp() - 7800 + row['id'] / 1000:.6f}"
    known = {"event_type": "cpdbot_message", "event_payload": {"id": posted_as}}
    return Message(
        channel_id=row["channel"] or f"D{row['slack_id'][1:]}",
        ts=ts,
        at=datetime.fromtimestamp(float(ts), UTC),
        user_id=sandbox.workspace.bot.id,
        text=str(row["kind"]),
        bot_id=sandbox.workspace.bot_id,
        blocks=(section,),
        thread_ts=row["thread_ts"],
        client_msg_id=posted_as,
        metadata=known if posted_as else None,
    )


def _readme() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")]
