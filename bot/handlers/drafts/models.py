"""What a source may send and what it is answered, as models: requests are checked by them, and the
OpenAPI description is made of them. xAPI statements are read by `xapi`, by models of its own.
"""

import re
from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    model_validator,
)

from bot.conversation.activities import ACTIVITY_TYPES, ActivityType
from bot.conversation.durations import MINUTES_IN_A_DAY
from bot.policy.schemes.word_count import has_words
from bot.services.sources.statements import (
    LINK_MOST,
    PERSON_MOST,
    PROVIDER_MOST,
    TITLE_MOST,
    Statement,
)

STATEMENTS_MOST: Final = 100
"""Statements in one request."""

DAYS_MOST: Final = 3 * 366
FIRST_DAY: Final = date(1990, 1, 1)

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def one_line(text: str) -> str:
    """Words on one line; nothing else of them is changed."""
    return " ".join(text.split())


def _a_day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("must be a day such as 2026-11-18")


def _a_type(value: Any) -> Any:
    if value not in ACTIVITY_TYPES:
        raise ValueError(f"must be one of {', '.join(ACTIVITY_TYPES)}")
    return value


def _with_words(text: str) -> str:
    if not has_words(text):
        raise ValueError("must hold words")
    return text


def an_address(text: str) -> str:
    """A web address. Raises ValueError."""
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_one = False
    if not is_one or not text.isprintable() or " " in text or set("<>|") & set(text):
        raise ValueError("must be an address that begins with https:// or http://")
    return text


Title = Annotated[
    StrictStr,
    Field(min_length=1, max_length=TITLE_MOST),
    AfterValidator(one_line),
    AfterValidator(_with_words),
]
Provider = Annotated[
    StrictStr,
    Field(min_length=1, max_length=PROVIDER_MOST),
    AfterValidator(one_line),
    AfterValidator(_with_words),
]
Person = Annotated[
    StrictStr,
    Field(min_length=1, max_length=PERSON_MOST),
    AfterValidator(one_line),
    AfterValidator(_with_words),
]
Link = Annotated[StrictStr, Field(max_length=LINK_MOST), AfterValidator(an_address)]
Day = Annotated[date, BeforeValidator(_a_day)]


class Draft(BaseModel):
    """One thing that a person has done. It becomes a draft of theirs, and counts for nothing until
    they have said in their own words why they did it.
    """

    model_config = ConfigDict(extra="forbid", title="Draft")

    person: Person = Field(
        description="Who did it, as your system calls them: an id, or an e-mail address.",
        examples=["u-1042"],
    )
    title: Title = Field(description="What it is called.", examples=["High voltage isolation"])
    start: Day = Field(
        description="The day on which it was done, or its first day.", examples=["2026-11-18"]
    )
    end: Day | None = Field(
        None, description="Its last day, where it took several.", examples=["2026-11-19"]
    )
    minutes: Annotated[StrictInt, Field(ge=1)] | None = Field(
        None, description="How long it took in all, in whole minutes.", examples=[120]
    )
    provider: Provider | None = Field(None, description="Who held it.", examples=["Bosch"])
    type: Annotated[ActivityType, BeforeValidator(_a_type)] | None = Field(
        None, description="What kind of activity it was.", examples=["short course"]
    )
    link: Link | None = Field(
        None,
        description="Where it can be seen; kept as evidence.",
        examples=["https://learning.example/certificates/77"],
    )
    id: Annotated[StrictStr, Field(min_length=1, max_length=200)] | None = Field(
        None,
        description=(
            "By what your system knows it. What you send again about the same person under the "
            "same id is not taken twice."
        ),
        examples=["completion-77"],
    )

    @model_validator(mode="after")
    def _fits_together(self) -> "Draft":
        end = self.end or self.start
        if self.start < FIRST_DAY:
            raise ValueError(f"`start` lies before {FIRST_DAY.isoformat()}")
        if end < self.start:
            raise ValueError("`end` lies before `start`")
        days = (end - self.start).days + 1
        if days > DAYS_MOST:
            raise ValueError("`end` lies more than three years after `start`")
        if self.minutes is not None and self.minutes > days * MINUTES_IN_A_DAY:
            raise ValueError("`minutes` are more than those days have")
        return self

    def statement(self, today: date) -> Statement:
        """The same as a plain value. `today` is UTC's: somewhere it is a day later already.

        Raises ValueError for what is still to come.
        """
        end = self.end or self.start
        if end > today + timedelta(days=1):
            raise ValueError("it is still to come; send it once it is done")
        return Statement(
            person=self.person,
            title=self.title,
            start=self.start,
            end=end,
            minutes=self.minutes,
            provider=self.provider,
            type=self.type,
            link=self.link,
            id=self.id or "",
        )


class Taken(BaseModel):
    """What became of one statement."""

    index: int = Field(description="Its place in the request, from 0.")
    id: str = Field(description="By what it is known here.")
    state: Literal["accepted", "waiting", "dropped"] = Field(
        description=(
            "accepted: it becomes a draft of somebody's. waiting: for an administrator to say who "
            "that is, or for that person to keep a record here. dropped: sent before, and nobody "
            "asked for it."
        )
    )


class NotTaken(BaseModel):
    """What was wrong with one statement; the others are taken."""

    index: int = Field(description="Its place in the request, from 0.")
    detail: str = Field(description="What is wrong, and what to do.")


class Answer(BaseModel):
    """What became of a request, statement by statement."""

    statements: list[Taken]
    refused: list[NotTaken]


class Problem(BaseModel):
    """Why nothing of a request was taken (RFC 9457)."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str = Field(description="What is wrong, and what to do.")
    refused: list[NotTaken] | None = None
