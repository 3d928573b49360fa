"""Sources made, revoked and mapped by an operator; and a CSV of people, line by line. No terminal
is known here.
"""

import csv
import io
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from bot.services.sources.statements import PERSON_MOST
from storage.sources.sources import PersonRecord, SourceRecord
from storage.unit_of_work import UnitOfWork

NAME_MOST: Final = 40
"""Characters of a source's name: it stands on every card that is from it."""

BYTES_MOST: Final = 5_000_000
LINES_MOST: Final = 50_000

_NAME: Final = re.compile(r"[\w][\w .&'()+-]*")
_SLACK_ID: Final = re.compile(r"[UW][A-Z0-9]{2,20}")
_EMAIL: Final = re.compile(r"[^\s@,;<>]{1,64}@[^\s@,;<>]{1,180}\.[^\s@,;<>.]{2,24}")


class SourceRefused(Exception):  # noqa: N818 - a sentence for the operator
    """It cannot be done; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key, once: nobody is shown its secret again."""

    key_id: str
    secret: str = field(repr=False)


def new_key() -> NewKey:
    """A key that nobody has; its secret has 256 bits."""
    return NewKey(f"cpd_{secrets.token_hex(8)}", secrets.token_urlsafe(32))


def add_source(work: UnitOfWork, name: str, now: datetime) -> NewKey:
    """A new source, or another key for one that was revoked: whom it knows stays known.

    Raises SourceRefused.
    """
    if len(name) > NAME_MOST or not _NAME.fullmatch(name):
        raise SourceRefused(
            f"a source's name has letters, digits, spaces and . & ' ( ) + - alone, {NAME_MOST} at "
            "most"
        )
    key = new_key()
    if work.sources.add(name, key.key_id, key.secret, now):
        return key
    source = named(work, name)
    if source.revoked_at is None:
        raise SourceRefused(f"there is a source {name} already; revoke it to give it another key")
    work.sources.renew(source.id, key.key_id, key.secret, now)
    return key


def revoke_source(work: UnitOfWork, name: str, now: datetime) -> int:
    """It may send nothing any more; what waited of it is dropped, and how much that was.

    Raises SourceRefused.
    """
    source = named(work, name)
    if source.revoked_at is not None:
        raise SourceRefused(f"{name} was revoked before")
    work.sources.revoke(source.id, now)
    return work.statements.drop_waiting(source.id)


def named(work: UnitOfWork, name: str) -> SourceRecord:
    """The source of this name. Raises SourceRefused."""
    source = work.sources.by_name(name)
    if source is None:
        known = ", ".join(one.name for one in work.sources.all()) or "none yet"
        raise SourceRefused(f"there is no source {name} here; there is: {known}")
    return source


@dataclass(frozen=True, slots=True)
class Who:
    """Who somebody is here: a Slack id, an address to ask Slack about, or neither any more."""

    slack_id: str | None = None
    email: str | None = None

    def __str__(self) -> str:
        return self.slack_id or self.email or "nobody"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, by its number in the file."""

    line: int
    said: str


@dataclass(frozen=True, slots=True)
class People:
    """What a CSV says, by the source's own id; and what is wrong with it."""

    who: Mapping[str, Who]
    faults: tuple[Fault, ...]


def read_people(raw: bytes) -> People:
    """A CSV of two columns: how a source calls somebody; their Slack id or e-mail, empty for
    nobody any more. A first line that is neither is taken for a heading. Answers for any bytes.
    """
    text = _text(raw)
    if text is None:
        return People({}, (Fault(1, "the file is no text in UTF-8"),))
    who: dict[str, Who] = {}
    faults: list[Fault] = []
    for line, cells in _rows(text, faults):
        found = _read_row(cells)
        if isinstance(found, str):
            if line > 1 or len(cells) != 2:
                faults.append(Fault(line, found))
            continue
        external_id, person = found
        if external_id in who:
            faults.append(Fault(line, "this id stands on an earlier line, too"))
            continue
        who[external_id] = person
    if not who and not faults:
        faults.append(Fault(1, "nobody stands in it"))
    return People(who, tuple(faults))


def _text(raw: bytes) -> str | None:
    if len(raw) > BYTES_MOST:
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _rows(text: str, faults: list[Fault]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are not empty, each with its line; a comma or a semicolon parts the columns."""
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in rows:
            if rows.line_num > LINES_MOST:
                faults.append(Fault(rows.line_num, f"more than {LINES_MOST:,} lines"))
                return
            if any(cell.strip() for cell in cells):
                yield rows.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        faults.append(Fault(rows.line_num, "it cannot be read as CSV from here on"))


def _read_row(cells: Sequence[str]) -> tuple[str, Who] | str:
    """Somebody's id at the source, and who it is; or what is wrong."""
    if len(cells) != 2:
        return f"{len(cells)} columns instead of two"
    external_id, here = cells
    if not external_id or len(external_id) > PERSON_MOST or not external_id.isprintable():
        return f"the source's id is missing, or longer than {PERSON_MOST} characters"
    if not here:
        return external_id, Who()
    if _SLACK_ID.fullmatch(here):
        return external_id, Who(slack_id=here)
    if _EMAIL.fullmatch(here):
        return external_id, Who(email=here.lower())
    return "the second column is neither a Slack id (U… or W…) nor an e-mail address"


Change = Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What mapping would change: (what, the source's id, before, after); how many stay."""

    changes: tuple[tuple[Change, str, Who, Who], ...]
    same: int


def difference(known: Mapping[str, PersonRecord], who: Mapping[str, Who]) -> Difference:
    """What stands in the file, beside what is known; whom it does not name stays as they are."""
    changes: list[tuple[Change, str, Who, Who]] = []
    for external_id, after in who.items():
        person = known.get(external_id)
        before = Who() if person is None else Who(person.slack_id, person.email)
        # An address that Slack has been asked about stands beside whose it is.
        if before == after or (after.email and before.email == after.email):
            continue
        change: Change = "changed"
        if before == Who():
            change = "new"
        elif after == Who():
            change = "gone"
        changes.append((change, external_id, before, after))
    return Difference(tuple(changes), len(who) - len(changes))


def apply(work: UnitOfWork, source: SourceRecord, found: Difference) -> None:
    """Keep the difference. What waits for these people is drafted by the next sweep."""
    people = work.sources.named(source.id, [change[1] for change in found.changes])
    for _, external_id, _, after in found.changes:
        work.sources.match(people[external_id].id, after.slack_id, after.email)
