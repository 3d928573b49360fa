"""xAPI statements (1.0.3) that say that somebody has completed something, as plain values.

The specification: https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md. What is not needed
of a statement is passed over, whatever it is.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictStr

from bot.conversation.activities import ActivityType
from bot.handlers.drafts.models import FIRST_DAY, an_address, one_line
from bot.policy.schemes.word_count import has_words
from bot.services.sources.statements import (
    LINK_MOST,
    PERSON_MOST,
    PROVIDER_MOST,
    TITLE_MOST,
    Statement,
)

COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
PASSED: Final = "http://adlnet.gov/expapi/verbs/passed"
VERBS: Final = (COMPLETED, PASSED)
"""What says that something is done. "experienced" is said of a page that was opened."""

_E_LEARNING: Final = tuple(
    f"http://adlnet.gov/expapi/activities/{name}"
    for name in ("course", "lesson", "module", "simulation")
)
"""Types of activities that are e-learning where a learning system tells of them."""

_LANGUAGES: Final = ("en-GB", "en", "en-US")

_DURATION: Final = re.compile(
    r"P(?:(?P<weeks>\d{1,6})W|(?P<years>\d{1,6}Y)?(?P<months>\d{1,6}M)?(?P<days>\d{1,6}D)?"
    r"(?:T(?:(?P<hours>\d{1,9}(?:\.\d{1,9})?)H)?(?:(?P<minutes>\d{1,9}(?:\.\d{1,9})?)M)?"
    r"(?:(?P<seconds>\d{1,9}(?:\.\d{1,9})?)S)?)?)",
    re.ASCII,
)
_MINUTES_MOST: Final = 24 * 60


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Account(_Part):
    """Somebody's account in a system: `name` is unique within `homePage`."""

    homePage: StrictStr = Field(min_length=1, examples=["https://lms.example"])  # noqa: N815
    name: StrictStr = Field(min_length=1, examples=["u-1042"])


class Actor(_Part):
    """Who did it: known by `mbox` or by `account`."""

    objectType: Literal["Agent"] = "Agent"  # noqa: N815 - the specification's name
    mbox: StrictStr | None = Field(
        None, pattern=r"^mailto:[^\s@]+@[^\s@]+$", examples=["mailto:ana@example.com"]
    )
    account: Account | None = None


class Verb(_Part):
    """What somebody did to it."""

    id: StrictStr = Field(examples=[COMPLETED])


class Definition(_Part):
    """What the activity is."""

    name: dict[str, StrictStr] = Field(
        default_factory=dict, examples=[{"en-GB": "High voltage isolation"}]
    )
    type: StrictStr | None = Field(None, examples=["http://adlnet.gov/expapi/activities/course"])
    moreInfo: StrictStr | None = None  # noqa: N815


class Activity(_Part):
    """What was completed."""

    objectType: Literal["Activity"] = "Activity"  # noqa: N815
    id: StrictStr = Field(min_length=1, examples=["https://lms.example/courses/hv"])
    definition: Definition = Field(default_factory=Definition)


class Result(_Part):
    """How it went."""

    completion: bool | None = None
    duration: StrictStr | None = Field(None, examples=["PT1H30M"])


class Context(_Part):
    """Where it was done."""

    platform: StrictStr | None = Field(None, examples=["Example LMS"])


def _a_moment(value: Any) -> Any:
    if isinstance(value, str):
        return value
    raise ValueError("must be a moment such as 2026-11-18T10:00:00Z")


Moment = Annotated[AwareDatetime, BeforeValidator(_a_moment)]


class XapiStatement(_Part):
    """An xAPI statement (1.0.3) with the verb "completed" or "passed"."""

    id: StrictStr | None = Field(None, examples=["fd41c918-b88b-4b20-a0a5-a4c32391aaa0"])
    actor: Actor
    verb: Verb
    object: Activity
    result: Result = Field(default_factory=Result)
    timestamp: Moment | None = Field(None, examples=["2026-11-18T16:30:00Z"])
    context: Context = Field(default_factory=Context)

    def statement(self, now: datetime) -> Statement:
        """The same as a plain value; without a `timestamp` it was done `now` (UTC).

        Two statements about one person, activity and day are about one thing, whichever verb each
        has. Raises ValueError.
        """
        if self.verb.id not in VERBS:
            raise ValueError('`verb`: only "completed" and "passed" become drafts')
        if self.result.completion is False:
            raise ValueError("`result.completion` is false: send it once it is completed")
        at = (self.timestamp or now).astimezone(UTC)
        if at > now + timedelta(days=1):
            raise ValueError("`timestamp` lies in the future")
        if at.date() < FIRST_DAY:
            raise ValueError(f"`timestamp` lies before {FIRST_DAY.isoformat()}")
        definition = self.object.definition
        return Statement(
            person=_person(self.actor),
            title=_cut(_name(definition.name), TITLE_MOST),
            at=at,
            minutes=minutes_in(self.result.duration or ""),
            provider=_cut(one_line(self.context.platform or ""), PROVIDER_MOST) or None,
            type=_type(definition.type),
            link=_link(definition.moreInfo),
            id=f"{self.object.id}\n{at.date().isoformat()}",
        )


def is_xapi(value: Mapping[str, Any]) -> bool:
    """Whether an object is meant as an xAPI statement."""
    return "actor" in value or "verb" in value


def minutes_in(duration: str) -> int | None:
    """Whole minutes of an ISO 8601 duration, rounded, at least 1; None where it says none.

    Weeks, days, months and years tell how long it took until it was done, and not how long
    somebody was at it; so do more than 24 hours.
    """
    found = _DURATION.fullmatch(duration)
    if found is None or any(found[name] for name in ("weeks", "years", "months", "days")):
        return None
    seconds = sum(
        Fraction(found[name] or 0) * length
        for name, length in (("hours", 3600), ("minutes", 60), ("seconds", 1))
    )
    minutes = max(1, int(seconds / 60 + Fraction(1, 2))) if seconds else 0
    return minutes if 0 < minutes <= _MINUTES_MOST else None


def _person(actor: Actor) -> str:
    """An address, or "https://lms.example|u-1042": names are unique within a home page alone."""
    if actor.mbox is not None:
        person = actor.mbox.removeprefix("mailto:").lower()
    elif actor.account is not None:
        person = f"{actor.account.homePage}|{actor.account.name}"
    else:
        raise ValueError("`actor` needs `mbox` or `account`")
    person = one_line(person)
    if len(person) > PERSON_MOST:
        raise ValueError(f"`actor` is longer than {PERSON_MOST} characters")
    return person


def _name(names: Mapping[str, str]) -> str:
    """The activity's name, in English where it has one."""
    ordered = [names[one] for one in _LANGUAGES if one in names]
    ordered += [names[one] for one in names if one.startswith("en")]
    for name in (*ordered, *names.values()):
        if has_words(name):
            return one_line(name)
    raise ValueError("`object.definition.name` is missing: what is it called?")


def _type(iri: str | None) -> ActivityType | None:
    return "e-learning" if iri in _E_LEARNING else None


def _link(address: str | None) -> str | None:
    """Where it can be seen; an activity's `id` need not lead anywhere."""
    if address is None or len(address) > LINK_MOST:
        return None
    try:
        return an_address(address)
    except ValueError:
        return None


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
