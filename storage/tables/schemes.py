"""The tables of schemes: who is enrolled in which, and what entries are worth there."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import (
    Identity,
    Json,
    flag,
    identity,
    in_workspace,
    one_of,
    points_to,
    some_rows,
)
from storage.vocabulary import ASSESSMENT_STATES, REGISTRATION_WORDS, TOLD_BY

ASSESSMENT_WAITS = "state = 'waiting'"


class Enrolment(SQLModel, table=True):
    """A member under a pack, in one of its categories. The opening balance is what the body's own
    account showed; without an `opening_year` the member was not sure how much of it is the year's.
    """

    __table_args__ = (
        Index(
            "ix_enrolment_current",
            "member_id",
            "pack",
            "category",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        CheckConstraint("opening_cycle >= 0", name="opening_cycle_not_negative"),
        CheckConstraint("opening_year >= 0", name="opening_year_not_negative"),
    )
    id: int = identity()
    workspace_id: str = in_workspace(searched=True)
    member_id: int = points_to("member.id", index=True)
    pack: str = Field(max_length=64)
    enrolled_on: date
    ended_on: date | None = None
    cycle_start: date | None = None
    joined_on: date | None = None  # joined part-way through the first cycle
    category: str | None = ""  # "" where there is none; an older release writes NULL for that
    grade: str | None = None
    opening_cycle: int | None = None  # hundredths
    opening_year: int | None = None  # hundredths
    opening_on: date | None = None
    opening_declined: bool = False
    # Of cycles that are over, by their first day (ISO): told_on, answer, answered_on, answered_at
    # (moment), and what was answered before that (was, was_on, was_at); the balance that a later
    # one replaced: opening, opening_on, or that it was declined; last_day, credits and minimum once
    # another start was set. Days are ISO, credits hundredths.
    outcomes: dict[str, dict[str, str]] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False, server_default="{}")
    )
    # What stands of `registration_event`, the oldest first: state, on, until (days), told_by,
    # recorded_at (moment), and cycle (day) where it answers what followed from a cycle.
    registration: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False, server_default="[]")
    )
    # What its cycles follow from besides: `starts` of cycles that were recorded before
    # `cycle_start` (start, on), and `spells` in it before the member left and came back (first,
    # left). Empty for nearly everybody; days are ISO.
    earlier: dict[str, list[dict[str, str]]] = Field(
        default_factory=dict, sa_column=Column(Json, nullable=False, server_default="{}")
    )
    start_recorded_on: date | None = None  # unknown where a release before 0.7 recorded it


class RegistrationEvent(SQLModel, table=True):
    """What somebody told of a registration or a recognition, none of it in words of their own."""

    __tablename__ = "registration_event"
    __table_args__ = (one_of("kind", REGISTRATION_WORDS), one_of("source", TOLD_BY))
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id", index=True)
    enrolment_id: int = points_to("enrolment.id", index=True)
    kind: str
    dated: date  # the first day on which it holds
    until: date | None = None  # the last, of what was extended
    source: str
    told_by: int | None = points_to("member.id", nullable=True)  # whose word it is
    at: datetime  # when it was told
    cycle: date | None = None  # the first day of the cycle from which it followed
    taken_back: bool = flag()


class Assessment(SQLModel, table=True):
    """What a part of an entry is worth under one enrolment: written with each revision, summed by
    SQL. Most entries are whole: one part, of number 0.

    What is said of the entry as a whole is repeated with each part, so that whoever finds one need
    not look for another; but for the findings, which only part 0 has: they would be four fifths of
    each row. `credits` are the part's own; an entry's come from the sum of its weights.
    """

    __table_args__ = (
        one_of("state", ASSESSMENT_STATES),
        Index(
            "ix_assessment_totals",
            "enrolment_id",
            "cycle",
            "year",
            "state",
            "subject",
            "weight",
            "minutes",
            "entries",
            "entry_id",
        ),
        some_rows("ix_assessment_waiting", ["enrolment_id", "state", "entry_id"], ASSESSMENT_WAITS),
    )
    entry_id: int = Field(
        sa_column_args=(),
        sa_type=Identity,
        primary_key=True,
        foreign_key="entry.id",
        ondelete="CASCADE",
    )
    enrolment_id: int = Field(
        sa_type=Identity, primary_key=True, foreign_key="enrolment.id", ondelete="CASCADE"
    )
    part: int = Field(
        default=0, primary_key=True, sa_column_kwargs={"server_default": "0"}
    )  # in the order of their days
    workspace_id: str = in_workspace()
    subject: str = Field(default="", sa_column_kwargs={"server_default": ""})  # "" without one
    state: str
    minutes: int = 0
    weight: int = Field(default=0, sa_type=BigInteger)  # minutes × hundredths an hour
    credits: int | None = None  # hundredths, this entry alone; none where the scheme has none
    cycle: int | None = None  # 0 is the cycle that began on the enrolment's recorded start
    year: int | None = None  # 1, 2, 3 of the cycle, or a calendar year
    last_day: date | None = None  # of the part
    # What an entry counts for in sums of entries: 1 with its first part of a state in a cycle,
    # 0 with the others, or it would be several entries there.
    entries: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    missing: list[str] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    findings: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(Json, nullable=False)
    )
    assumed: bool = False
    pack_version: str = ""
    entry_version: int = 0
    reader: str = Field(default="", sa_column_kwargs={"server_default": ""})  # of the account
