"""The tables of monthly roots: a Merkle tree over where the chains of a workspace stood.

Nothing here is a word of a member's: hashes, lengths, and an id that stands nowhere else. It all
stays when a record is erased, as the hashes of its chain do.
"""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.tables.columns import Identity, identity, in_workspace, one_of, points_to
from storage.vocabulary import ROOT_STATES


class ArchiveIdentity(SQLModel, table=True):
    """What a member is called in leaves: a random id, so that a leaf that is shown names nobody."""

    __tablename__ = "archive_identity"
    member_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="member.id", ondelete="CASCADE"
    )
    workspace_id: str = in_workspace()
    public_id: str = Field(max_length=32)


class ArchiveRoot(SQLModel, table=True):
    """The root of one month. While it is `gathering`, leaves are added in the order of members'
    numbers, those up to `gathered_to` so far; once `made` it never changes.
    """

    __tablename__ = "archive_root"
    __table_args__ = (UniqueConstraint("workspace_id", "month"), one_of("state", ROOT_STATES))
    id: int = identity()
    workspace_id: str = in_workspace()
    month: str = Field(max_length=7)  # "2026-10"
    state: str = "gathering"
    leaves: int = 0
    gathered_to: int = Field(default=0, sa_type=Identity)
    root: str = Field(default="", max_length=64)
    made_at: datetime | None = None  # calendar time
    # When a receipt was asked for last (real time), and why there was none.
    asked_at: datetime | None = None
    refused: str | None = None


class ArchiveLeaf(SQLModel, table=True):
    """A leaf: where a member's chain stood at the month's end."""

    __tablename__ = "archive_leaf"
    root_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="archive_root.id", ondelete="CASCADE"
    )
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    public_id: str = Field(max_length=32)
    length: int
    head: str = Field(max_length=64)


class ArchiveChunk(SQLModel, table=True):
    """The hash over a run of leaves (`bot.archive.merkle.CHUNK`), by which a proof is made of few
    rows however many leaves there are.
    """

    __tablename__ = "archive_chunk"
    root_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="archive_root.id", ondelete="CASCADE"
    )
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    workspace_id: str = in_workspace()
    hash: str = Field(max_length=64)


class ArchiveReceipt(SQLModel, table=True):
    """An RFC 3161 receipt over a root, verified when it came."""

    __tablename__ = "archive_receipt"
    __table_args__ = (UniqueConstraint("root_id", "authority"),)
    id: int = identity()
    workspace_id: str = in_workspace()
    root_id: int = points_to("archive_root.id")
    authority: str = Field(max_length=255)  # its host
    content: bytes = Field(sa_type=LargeBinary)
    stamped_at: datetime  # as the authority says
