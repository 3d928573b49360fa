"""Column types, constraints and indexes that the tables share; no table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Integer, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

# Every constraint has a name that a migration can call it by.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")
JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Identity = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by INTEGER alone


def words(values: Sequence[str]) -> str:
    """The values as an SQL list, for CHECKs and partial indexes."""
    return ", ".join(f"'{value}'" for value in values)


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """A CHECK, named after its column, that admits these words alone (and NULL)."""
    return CheckConstraint(f"{column} IN ({words(values)})", name=f"{column}_known")


def some_rows(name: str, columns: Sequence[str], where: str) -> Index:
    """An index over the few rows that are asked for: it stays small however long the history.

    A query must say the same in the same words: neither database sees it in parameters. SQLite
    takes it for the better one only where it holds every column that the query reads.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def open_rows(name: str, columns: Sequence[str], states: Sequence[str]) -> Index:
    """An index over a queue's open rows alone."""
    return some_rows(name, columns, f"state IN ({words(states)})")


def identity() -> Any:
    """A row's own number."""
    return Field(default=None, sa_type=Identity, primary_key=True)


def points_to(target: str, *, nullable: bool = False, index: bool = False) -> Any:
    """A foreign key of the same width as `identity`; what it points to takes it along."""
    return Field(
        default=None if nullable else ...,
        sa_type=Identity,
        foreign_key=target,
        nullable=nullable,
        index=index,
        ondelete="CASCADE",
    )


def flag() -> Any:
    """False unless said; also where an older release adds the row during a rolling upgrade."""
    return Field(default=False, sa_column_kwargs={"server_default": false()})


def in_workspace(*, searched: bool = False) -> Any:
    """The Slack team (or, for org installs, enterprise) that the row belongs to.

    Only where a whole workspace is `searched` is there an index of it: everywhere else it would
    lead SQLite, which keeps no statistics, through all rows of a workspace to those of one member.
    """
    return Field(foreign_key="workspace.id", max_length=32, index=searched)
