"""The tables of a workspace itself: its settings, and its own word on rules."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from storage.tables.columns import Json, identity, in_workspace, one_of, points_to
from storage.vocabulary import RULE_KINDS


def new_key() -> str:
    """A random key for a workspace's hashes: 32 bytes, in hexadecimal digits."""
    return secrets.token_hex(32)


class Workspace(SQLModel, table=True):
    """A Slack workspace; `settings` are the workplace's own, such as when somebody is behind."""

    id: str = Field(primary_key=True, max_length=32)
    name: str = ""
    bot_user_id: str = Field(default="", max_length=32)
    bot_id: str = Field(default="", max_length=32)
    settings: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    created_at: datetime
    # When Slack last refused a type of block here, by the type (ISO, real time).
    refused_blocks: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False, server_default="{}")
    )
    # With it the accounts of its entries are hashed; empty where a release that knew none made it.
    account_key: str = Field(
        default_factory=new_key, max_length=64, sa_column_kwargs={"server_default": ""}
    )


class RuleDecision(SQLModel, table=True):
    """An administrator's word on an assumed rule of a pack, from a date on; or a pack or framework
    that was loaded here, as text in `value`; `key` names what was loaded together then, and
    `decided_by` is null where the operator loaded it.
    """

    __tablename__ = "rule_decision"
    __table_args__ = (one_of("kind", RULE_KINDS),)
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    pack: str
    key: str
    kind: str
    value: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    valid_from: date
    decided_on: date
    decided_by: int | None = points_to("member.id", nullable=True)
