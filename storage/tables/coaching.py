"""The tables of the coach: what was asked of a language model about a member's words, and how often
in a day.
"""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import identity, in_workspace, one_of, points_to
from storage.vocabulary import COACH_FEEDBACK, COACH_KINDS, COACH_STATES


class CoachSuggestion(SQLModel, table=True):
    """One request to the coach and what came of it. It goes with its entry, and after a while.

    `about` says what it concerns besides the entry: the question that stood open, the stage whose
    words are to be tidied, the key of a held message.
    """

    __tablename__ = "coach_suggestion"
    __table_args__ = (
        one_of("kind", COACH_KINDS),
        one_of("state", COACH_STATES),
        one_of("feedback", COACH_FEEDBACK),
        Index("ix_coach_suggestion_member", "member_id", "real_at"),
        Index("ix_coach_suggestion_workspace", "workspace_id", "real_at"),
        Index("ix_coach_suggestion_entry", "entry_id"),
    )
    id: int = identity()
    workspace_id: str = in_workspace()
    member_id: int = points_to("member.id")
    entry_id: int | None = points_to("entry.id", nullable=True)
    kind: str
    about: str = Field(default="", max_length=160)
    state: str = "asked"
    in_modal: bool = False  # asked for where no word of the member's may show outside a window
    original: str | None = Field(default=None, sa_type=Text)  # the member's text it is about
    sent: str | None = Field(default=None, sa_type=Text)  # the request as it left
    words: str | None = Field(default=None, sa_type=Text)  # the answer, once it was checked
    prompt: str = ""  # the prompt's name and version
    model: str = ""
    asked_at: datetime  # calendar time
    real_at: datetime
    feedback: str | None = None
    reason: str = ""  # why there is no answer: a code, no words


class CoachUsage(SQLModel, table=True):
    """How many calls were made for somebody in a day (UTC). It stays when their record is erased,
    and goes after a while: `member_hash` is a keyed hash, and another each day.
    """

    __tablename__ = "coach_usage"
    day: date = Field(primary_key=True)
    workspace_id: str = Field(foreign_key="workspace.id", max_length=32, primary_key=True)
    member_hash: str = Field(max_length=64, primary_key=True)
    calls: int
