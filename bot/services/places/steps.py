"""A step of a workflow that tells what somebody has done, or is to do: what it was given, checked
without a look at who that is, and a draft of theirs.

Whoever built the workflow is told what is wrong with what it gives, and nothing of its person: not
even whether they keep a record here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from bot.conversation.durations import MINUTES_IN_A_DAY
from bot.policy.schemes.word_count import has_words
from bot.services.context.being_told import may_be_told
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.rules_in_force import STEP_RUN_ON
from bot.services.dispatch.action import Action, action
from bot.services.places import told
from bot.services.record.entries import Source
from bot.services.schemes.account_facts import told_by
from storage.unit_of_work import look, unit_of_work

A_WORKFLOW: Final = "a workflow"
"""What such a draft is from, in its provenance."""

CARDS_A_DAY: Final = 3
"""Cards from workflows that a member is sent in a day of theirs; others stand on Home alone."""

DRAFTS_A_DAY: Final = 50
"""Drafts from workflows that a member gets in a day of theirs; of more nothing is kept."""

TITLE_MOST: Final = 200
PROVIDER_MOST: Final = 120
LINK_MOST: Final = 2000
FIRST_DAY: Final = date(1990, 1, 1)
AHEAD_MOST: Final = timedelta(days=366)

_PERSON: Final = re.compile(r"[UW][A-Z0-9]{1,31}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?", re.ASCII)


class NotGiven(Exception):  # noqa: N818 - told to whoever runs the workflow
    """What a step was given cannot be taken; the message is a sentence about that."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a step was given: who it is about, by Slack's id, and what was done. `minutes` are whole
    and above zero.
    """

    person: str
    title: str
    day: date | None = None
    minutes: int | None = None
    provider: str | None = None
    link: str | None = None


def given_in(inputs: Mapping[str, Any], today: date) -> Given:
    """What a step's inputs say, as Slack hands them over. Raises NotGiven."""
    person = inputs.get("person")
    if not isinstance(person, str) or not _PERSON.fullmatch(person):
        raise NotGiven("“Person” has to be somebody in this workspace.")
    title = _words(inputs, "title", TITLE_MOST)
    if title is None:
        raise NotGiven("“Title” has to say what was done.")
    return Given(
        person,
        title,
        _day(inputs.get("date"), today),
        _minutes(inputs),
        _words(inputs, "provider", PROVIDER_MOST),
        _link(inputs.get("link")),
    )


def _words(inputs: Mapping[str, Any], name: str, most: int) -> str | None:
    """Words on one line, cut where they are too long; None where there are none."""
    value = inputs.get(name)
    line = " ".join(value.split())[:most].rstrip() if isinstance(value, str) else ""
    return line if has_words(line) else None


def _day(value: Any, today: date) -> date | None:
    if value in (None, ""):
        return None
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except (TypeError, ValueError):
        day = None
    if day is None or not FIRST_DAY <= day <= today + AHEAD_MOST:
        raise NotGiven("“Date” has to be a day such as 2026-11-18.")
    return day


def _minutes(inputs: Mapping[str, Any]) -> int | None:
    minutes, hours = (_number(inputs.get(name)) for name in ("minutes", "hours"))
    if minutes is not None and hours is not None:
        raise NotGiven("Give “Minutes” or “Hours”, not both.")
    found = minutes if hours is None else hours * 60
    if found is None:
        return None
    whole = round(found)
    if not 0 < whole <= MINUTES_IN_A_DAY * 366:
        raise NotGiven("“Minutes” or “Hours” has to be above 0, and within a year.")
    return whole


def _number(value: Any) -> float | None:
    """A number, whether it was typed into the workflow or comes from a step before."""
    if value in (None, ""):
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value.strip().replace(",", "."))
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**6:
        return float(value)
    raise NotGiven("“Minutes” and “Hours” have to be numbers.")


def _link(value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        is_one = parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_one = False
    if not is_one or len(value) > LINK_MOST or not value.isprintable() or set("<>| ") & set(value):
        raise NotGiven("“Link” has to be an address that begins with https://.")
    return str(value)


@action()
class DraftFromStep(Action):
    """A workflow has told of something that the member has done, or is to do, in a run of our step
    that is known by `run`. Whoever keeps no record here hears nothing of it.
    """

    by_member: ClassVar[bool] = False
    members_only: ClassVar[bool] = True
    run: str
    given: Given

    def do(self, ctx: MemberContext) -> None:
        if not ctx.work.statements.keeps_a_record(ctx.member.slack_id):
            return
        key = f"{_KEY}:{self.run}"
        if ctx.work.entries.made_by(key, ctx.member.id) is not None:
            return
        before = _made_today(ctx)
        if before >= DRAFTS_A_DAY:
            return
        given = self.given
        told.draft(
            ctx,
            {
                "title": given.title,
                "start_date": given.day,
                "end_date": given.day,
                "minutes": given.minutes,
                "provider": given.provider,
            },
            Source(key, given.title),
            A_WORKFLOW,
            links=[given.link] if given.link else [],
            shown=before < CARDS_A_DAY and may_be_told(ctx),
        )


_KEY: Final = "step"


def _made_today(ctx: MemberContext) -> int:
    """How many of the entries that were begun last are drafts from workflows of this very day."""
    midnight = datetime.combine(ctx.today, time(), ctx.zone)
    return sum(
        told_by(one) == A_WORKFLOW and one.created_at >= midnight
        for one in ctx.work.entries.recent(ctx.member.id, DRAFTS_A_DAY)
    )


def note_run(contexts: ContextFactory, workspace_id: str) -> None:
    """Note on which day a workflow first ran our step here, for `cpdbot doctor`; within a unit."""
    with unit_of_work(contexts.database, workspace_id) as work:
        workspace = work.workspace.get()
        if workspace is not None and STEP_RUN_ON not in workspace.settings:
            work.workspace.set(STEP_RUN_ON, contexts.clocks.real().date().isoformat())
            work.commit()


def has_run(contexts: ContextFactory, workspace_id: str) -> bool:
    """Whether that is noted."""
    with look(contexts.database, workspace_id) as work:
        workspace = work.workspace.get()
    return workspace is None or STEP_RUN_ON in workspace.settings
