"""The pilots that releases were played in: who was there, and how things stood when each ended.

See the README.md beside each in `tests/fixtures`, from which the figures are read.
"""

import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from sqlalchemy import bindparam, text

from sandbox import Channel, Message, Sandbox, User
from sandbox.model import File
from storage.engine.database import Database
from storage.evidence.store import EvidenceStore, Place
from tests.harness import Harness, harness_at

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"

EVENING: Final = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
"""Every lease has run out by then, and nobody is at work: in every pilot."""

ANA = User("U0ANA00000", "Ana", "Ana Ortiz")
BEN = User("U0BEN00000", "Ben", "Ben Okafor")
CAT = User("U0CAT00000", "Cat", "Cat Adams")
DAN = User("U0DAN00000", "Dan", "Dan Moreau", tz="Europe/Paris")
EVE = User("U0EVE00000", "Eve", "Eve Lindqvist")
FAY = User("U0FAY00000", "Fay", "Fay Weber", deleted=True)
GIL = User("U0GIL00000", "Gil", "Gil Guest", is_restricted=True)
IDA = User("U0IDA00000", "Ida", "Ida Larsen", is_admin=True)
LEE = User("U0LEE00000", "Lee", "Lee Hart")
MAX = User("U0MAX00000", "Max", "Max Weber")
ZOE = User("U0ZOE00000", "Zoe", "Zoe Quist")
ROBOT = User("U0ROBOT000", "Robot", "Robot", is_bot=True)
JO = User("U0JO000000", "Jo", "Jo Novak")

_SENT = text("""
SELECT o.id, o.kind, o.channel, o.ts, o.thread_ts, o.entry_id, o."values", m.slack_id
FROM outbox o JOIN member m ON m.id = o.member_id
WHERE o.kind NOT IN ('home', 'export') AND (o.ts IS NOT NULL OR o.id IN :unmarked)
ORDER BY o.id
""").bindparams(bindparam("unmarked", expanding=True))


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


@dataclass(frozen=True)
class Release:
    """What one release wrote.

    `unmarked` are rows of the outbox that stand in Slack, though nobody wrote that down;
    `killed_at` is when they were posted. `chain_format` is that of its revisions; `dropped` are
    files that stand in Slack, by name, and whose each is; what had been queued for those
    `still_at_work` adds to their records.
    """

    version: str
    revision: str
    people: tuple[User, ...]
    unmarked: tuple[int, ...]
    killed_at: datetime = datetime(2026, 11, 25, 15, 50, tzinfo=UTC)
    chain_format: int = 1
    dropped: tuple[tuple[str, User], ...] = ()
    still_at_work: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.version

    def read(self, name: str) -> str:
        """A file of the release's."""
        return (FIXTURES / f"release-{self.version}" / name).read_text(encoding="utf-8")

    def file(self, name: str) -> bytes:
        """The bytes of a file that was dropped under this name."""
        return (FIXTURES / f"release-{self.version}" / "files" / name).read_bytes()

    @property
    def kept_files(self) -> bool:
        """Whether it had an evidence store, and knows of files in it."""
        return (FIXTURES / f"release-{self.version}" / "files").is_dir()

    def files_as_they_were_kept(self, folder: str) -> None:
        """The release's evidence store, in a folder."""
        store = EvidenceStore(folder)
        numbers = {row["Member"]: int(row["id"]) for row in self.table("Member", "id")}
        for row in self.table("File", "Member"):
            place = Place("T0SANDBOX", numbers[row["Member"]], row["SHA-256"])
            store.put(place, FIXTURES / f"release-{self.version}" / "files" / row["File"])

    def samples(self, surface: str) -> Iterator[Sample]:
        """What was clickable on one surface: message, home, ephemeral or modal."""
        for one in json.loads(self.read("buttons.json")):
            if one["surface"] == surface:
                del one["from"]
                yield Sample(**one)

    def table(self, *first: str) -> Sequence[Mapping[str, str]]:
        """The README's table whose first columns bear these names, row by row, without code
        marks.
        """
        lines = self.read("README.md").splitlines()
        begin = next(
            place for place, line in enumerate(lines) if _cells(line)[: len(first)] == [*first]
        )
        lines = lines[begin : lines.index("", begin)]
        names, _, *rows = (_cells(line) for line in lines)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def standings(self) -> Mapping[str, str]:
        """What `/cpd status` showed each at the end, by Slack's id."""
        said = re.findall(
            r"^`(U0\w+)`\n```\n(.*?)\n```$", self.read("README.md"), re.MULTILINE | re.DOTALL
        )
        return dict(said)

    def ids_in_slack(self, dialect: str) -> Mapping[int, str]:
        """By row of the outbox, the id under which a message without a `ts` was or would be
        posted.
        """
        rows = self.table("Row", "sqlite.sql")
        return {int(row["Row"]): row[f"{dialect}.sql"] for row in rows}

    def slack_as_it_stood(self, sandbox: Sandbox, database_url: str) -> None:
        """Everybody's DM, in it every message that the release had posted by then, and the files
        that nobody had fetched.
        """
        bot = sandbox.workspace.bot.id
        for one in self.people:
            dm = Channel(f"D{one.id[1:]}", "directmessage", "im", (one.id, bot))
            sandbox.workspace.put_channel(dm)
        database = Database(database_url)
        try:
            with database.snapshot() as session:
                given = {"unmarked": self.unmarked}
                rows = session.connection().execute(_SENT, given).mappings().all()
            known_as = self.ids_in_slack(database.dialect)
            dialect = database.dialect
        finally:
            database.close()
        for name, user in self.dropped:
            [row_of_file] = [row for row in self.table("File", "sqlite.sql") if row["File"] == name]
            content = self.file(name)
            file = File(
                id=row_of_file[f"{dialect}.sql"],
                name=name,
                title=name,
                mimetype="application/pdf",
                size=len(content),
                user_id=user.id,
                created=int(self.killed_at.timestamp()),
            )
            sandbox.workspace.put_file(file, content)
            sandbox.workspace.put_message(_as_shared(file, self.killed_at))
        for row in rows:
            posted_as = known_as[row["id"]] if row["id"] in self.unmarked else None
            ts = row["ts"] or f"{self.killed_at.timestamp() + row['id'] / 1000:.6f}"
            sandbox.workspace.put_message(_as_posted(sandbox, dict(row), ts, posted_as))


FIRST: Final = Release(
    "0.1.0",
    "0001",
    (ANA, BEN, CAT, DAN, EVE, FAY, GIL, IDA, MAX, ROBOT, JO),
    unmarked=(115, 119),
)
SECOND: Final = Release("0.2.0", "0002", (ANA, BEN, CAT, DAN, IDA, MAX, JO), unmarked=(89,))
THIRD: Final = Release("0.3.0", "0005", (ANA, BEN, CAT, DAN, EVE, IDA, MAX), unmarked=())
FOURTH: Final = Release(
    "0.4.0",
    "0010",
    (ANA, BEN, CAT, DAN, EVE, IDA, LEE, MAX, JO),
    unmarked=(63,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
)
FIFTH: Final = Release(
    "0.5.0",
    "0010",
    (ANA, BEN, CAT, DAN, IDA, MAX, JO),
    unmarked=(39,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
)
SIXTH: Final = Release(
    "0.6.0",
    "0018",
    (ANA, BEN, CAT, DAN, EVE, IDA, LEE, MAX, JO),
    unmarked=(94,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
)
SEVENTH: Final = Release(
    "0.7.0",
    "0019",
    (ANA, BEN, CAT, DAN, EVE, IDA, LEE, MAX, JO),
    unmarked=(120,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
)
EIGHTH: Final = Release(
    "0.8.0",
    "0023",
    (ANA, BEN, CAT, DAN, IDA, JO),
    unmarked=(37,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
    chain_format=2,
    dropped=(("held.pdf", ANA),),
    still_at_work=frozenset({ANA.id}),
)
NINTH: Final = Release(
    "0.9.0",
    "0030",
    (ANA, BEN, CAT, DAN, EVE, IDA, LEE, MAX, ZOE, JO),
    unmarked=(70,),
    killed_at=datetime(2026, 11, 25, 16, 40, tzinfo=UTC),
    chain_format=2,
)
RELEASES: Final = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH)

of_the_first = pytest.mark.parametrize("release", [FIRST], ids=str)
of_those_killed = pytest.mark.parametrize(
    "release", [FIRST, SECOND, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH], ids=str
)
of_the_third = pytest.mark.parametrize("release", [THIRD], ids=str)
of_the_fourth = pytest.mark.parametrize("release", [FOURTH], ids=str)
of_the_fifth = pytest.mark.parametrize("release", [FIFTH], ids=str)
of_the_sixth = pytest.mark.parametrize("release", [SIXTH], ids=str)
of_the_seventh = pytest.mark.parametrize("release", [SEVENTH], ids=str)
of_the_eighth = pytest.mark.parametrize("release", [EIGHTH], ids=str)
of_the_ninth = pytest.mark.parametrize("release", [NINTH], ids=str)
of_the_second = pytest.mark.parametrize("release", [SECOND], ids=str)


@asynccontextmanager
async def evening_of(release: Release, url: str, **changes: Any) -> AsyncIterator[Harness]:
    """The newest code at work over what a release wrote; `changes` are settings of its own."""
    with TemporaryDirectory(prefix="cpdbot-pilot-") as folder:
        if release.kept_files:
            release.files_as_they_were_kept(folder)
            changes = {"evidence_url": folder} | changes
        async with harness_at(
            url,
            now=EVENING,
            people=release.people,
            before=lambda sandbox: release.slack_as_it_stood(sandbox, url),
            **changes,
        ) as harness:
            await harness.runtime.tick_now()  # entries are assessed anew by a sweep
            yield harness


def in_archive(harness: Harness, file: str, name: str) -> bytes:
    """What a file of an archive that was brought holds."""
    brought = harness.sandbox.workspace.file_contents[file]
    with zipfile.ZipFile(io.BytesIO(brought)) as archive:
        return archive.read(name)


def _as_posted(sandbox: Sandbox, row: Mapping[str, Any], ts: str, posted_as: str | None) -> Message:
    section = {"type": "section", "block_id": "stood", "text": {"type": "mrkdwn", "text": "stood"}}
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


def _as_shared(file: File, at: datetime) -> Message:
    return Message(
        channel_id=f"D{file.user_id[1:]}",
        ts=f"{at.timestamp():.6f}",
        at=at,
        user_id=file.user_id,
        text="",
        file_ids=(file.id,),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")]
