"""The tables of imports: files of rows on their way into the record, and what is kept until then.

An import's words (cells, readings, headings) go once it is done or discarded; how many rows became
what stays, and which entry each row made.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Text
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import (
    Identity,
    Json,
    JsonOrNull,
    identity,
    in_workspace,
    one_of,
    points_to,
    some_rows,
)
from storage.vocabulary import ASSESSMENT_STATES, IMPORT_KINDS, IMPORT_STATES, ROW_VERDICTS

ROW_MADE_AN_ENTRY = "entry_id IS NOT NULL"


class ImportedFile(SQLModel, table=True):
    """A table, a calendar or an archive that a member gave, and how far it has come.

    `arrived_to`, `read_to`, `staged_to` and `assessed_to` are row numbers: each unit of work goes
    on from there on condition that no other has. `layout` is which column is what (places by
    meaning, and how values are read), `rules` by what the staged assessments were worked out.
    """

    __tablename__ = "imported_file"
    __table_args__ = (
        one_of("kind", IMPORT_KINDS),
        one_of("state", IMPORT_STATES),
        UniqueConstraint("workspace_id", "key"),
        Index("ix_imported_file_member", "member_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    key: str = Field(max_length=160)  # what brought it: once, however often
    kind: str
    state: str
    name: str | None = Field(default=None, max_length=255)
    sha256: str | None = Field(default=None, max_length=64)
    heading: list[str] | None = Field(default=None, sa_column=Column(JsonOrNull))
    heading_hash: str = Field(default="", max_length=64)
    heading_row: int | None = None
    layout: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    counts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    rows: int = 0
    cut: bool = False
    arrived_to: int = 0
    read_to: int = 0
    staged_to: int = 0
    assessed_to: int = 0
    read_times: int = 0  # how often it has been read: each time by a job of its own
    rules: str = Field(default="", max_length=64)
    words_mine: bool | None = None
    created_at: datetime  # calendar time, as the others
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None


class ImportedRow(SQLModel, table=True):
    """A row of such a file, by its number there from 1: its cells, and what they were read as."""

    __tablename__ = "imported_row"
    __table_args__ = (
        one_of("verdict", ROW_VERDICTS),
        Index("ix_imported_row_verdict", "import_id", "verdict", "number"),
        some_rows("ix_imported_row_entry", ["import_id", "entry_id"], ROW_MADE_AN_ENTRY),
        Index("ix_imported_row_likeness", "import_id", "likeness"),
    )
    import_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="imported_file.id", ondelete="CASCADE"
    )
    number: int = Field(primary_key=True)
    workspace_id: str = in_workspace()
    cells: list[Any] | None = Field(default=None, sa_column=Column(JsonOrNull))
    reading: dict[str, Any] | None = Field(default=None, sa_column=Column(JsonOrNull))
    verdict: str | None = None
    why: str = ""
    wanted: bool = False  # taken by the member's own word, whatever was thought of it
    likeness: str | None = Field(default=None, max_length=32)
    entry_id: int | None = Field(default=None, sa_type=Identity)


class ImportedWorth(SQLModel, table=True):
    """The assessment of an entry that nobody sees yet: it is moved among the others in the last
    step. Its columns are those of `Assessment`.
    """

    __tablename__ = "imported_worth"
    __table_args__ = (
        one_of("state", ASSESSMENT_STATES),
        Index("ix_imported_worth_import", "import_id"),
    )
    entry_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="entry.id", ondelete="CASCADE"
    )
    enrolment_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="enrolment.id", ondelete="CASCADE"
    )
    part: int = Field(default=0, primary_key=True)
    import_id: int = points_to("imported_file.id")
    workspace_id: str = in_workspace()
    subject: str = ""
    state: str
    minutes: int = 0
    weight: int = Field(default=0, sa_type=BigInteger)
    credits: int | None = None
    cycle: int | None = None
    year: int | None = None
    last_day: date | None = None
    entries: int = 1
    missing: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    findings: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False)
    )
    assumed: bool = False
    pack_version: str = ""
    entry_version: int = 0
    reader: str = ""


class SealedSegment(SQLModel, table=True):
    """Another record's chain that came with an archive: kept as it is, and never renumbered.

    `number` 0 is the archive's own record, others are segments that it had taken in itself.
    `about` says whose it was and where (plain values), `length` and `head` where the chain ends;
    `arrived_to` is how many of its revisions are kept so far. It is part of the record once its
    import is done.
    """

    __tablename__ = "sealed_segment"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        Index("ix_sealed_segment_member", "member_id", "id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    import_id: int = points_to("imported_file.id")
    number: int
    about: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    length: int
    head: str = Field(max_length=64)
    arrived_to: int = 0


class SegmentRevision(SQLModel, table=True):
    """A revision of such a chain, by its number there: one line of JSON, as the archive had it."""

    __tablename__ = "segment_revision"
    segment_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="sealed_segment.id", ondelete="CASCADE"
    )
    number: int = Field(primary_key=True)
    workspace_id: str = in_workspace()
    line: str = Field(sa_type=Text)


class ImportLayout(SQLModel, table=True):
    """Which column was what in files with the same heading line, as a member of the workspace last
    chose: places by meaning, and no words but by the heading's hash.
    """

    __tablename__ = "import_layout"
    __table_args__ = (UniqueConstraint("workspace_id", "heading_hash"),)
    id: int = identity()
    workspace_id: str = in_workspace()
    heading_hash: str = Field(max_length=64)
    columns: dict[str, int] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    changed_at: datetime
