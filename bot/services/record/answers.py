"""Answers about entries: what was logged or waits, why something is asked, how one is changed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.conversation.dialogue_questions import QuestionId
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Offer, always, explained
from bot.services.record.dialogue import dialogue_about
from bot.services.schemes.member_schemes import Scheme, of_schemes
from storage.row_types import AssessmentRecord, EntryRecord

_PAGE: Final = 1000


def logged(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How much was logged in a stretch of days, in this cycle, or in all."""
    first, last, when = _stretch(ctx, asked, schemes)
    found = _all_logged(ctx, first, last)
    if not found:
        return explained("nothing_logged", **when)
    values: dict[str, Any] = {
        "entries": len(found),
        "minutes": sum(entry.minutes or 0 for entry in found),
        **when,
    }
    offer = Offer("list")
    counting = next((one for one in schemes if one.terms.counts), None)
    if counting is None:
        return explained("logged", offer, **values)
    worth = _assessed(ctx, found, counting, first)
    counted = credits_hundredths(sum(one.weight for one in worth if one.state == "counted"))
    waits = len({one.entry_id for one in worth if one.state == "waiting"})
    measure = "counted" if counting.terms.by_hours else "credits"
    values |= {measure: counted, "title": counting.title}
    source = counting.source("unit" if counting.terms.by_hours else "credit.base_per_hour")
    if waits:
        name = "logged_hours_wait" if counting.terms.by_hours else "logged_some_wait"
        return explained(name, offer, source=source, waits=waits, **values)
    name = "logged_hours" if counting.terms.by_hours else "logged_counted"
    return explained(name, offer, source=source, **values)


def waiting(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What is saved and counts for nothing yet, and why."""
    found = _all_logged(ctx)
    if not found:
        return explained("nothing_saved")
    kept = ctx.work.assessments.of_entries([entry.id for entry in found])
    waits = [
        (entry, next(one for one in kept[entry.id] if one.state == "waiting"))
        for entry in found
        if any(one.state == "waiting" for one in kept.get(entry.id, ()))
    ]
    if not waits:
        return explained("nothing_waits")
    entry, assessment = waits[0]
    scheme = next((one for one in schemes if one.one.enrolment.id == assessment.enrolment_id), None)
    missing = assessment.missing[0] if assessment.missing else "save"
    day = entry.end_date or entry.start_date
    return explained(
        "waits" if len(waits) == 1 else "several_wait",
        Offer("add", entry.id),
        source=scheme.source("entry.tests") if scheme else "",
        count=len(waits),
        on=day.isoformat() if day else "",
        missing=missing,
    )


def why_question(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What the open question is good for, or that which is named, on which rule."""
    entry = ctx.work.entries.newest_open(ctx.member.id)
    dialogue = None if entry is None else dialogue_about(ctx, entry)
    pending = None if dialogue is None else dialogue.state.open
    if pending is None and dialogue is not None and "evaluate" in dialogue.facts.missing:
        pending = "evaluate"  # the card says that it waits for more of it
    asked = _ABOUT.get(_asked.words, pending)
    if asked is None:
        return explained("why_no_question")
    tested = next((one for one in schemes if one.terms.tests), None)
    if asked in ("evaluate", "more") and tested is not None:
        return explained("why_tests", source=tested.source("entry.tests"), title=tested.title)
    if asked == "minutes":
        counting = next((one for one in schemes if one.terms.rate is not None), None)
        source = counting.source("credit.base_per_hour") if counting else ""
        return explained("why_minutes", source=source)
    if asked in STAGES:
        staged = next((one for one in schemes if one.source("stages")), None)
        return explained("why_stage", source=staged.source("stages") if staged else "")
    return explained(f"why_{asked}" if asked in ("title", "date") else "why_other")


_ABOUT: Final[dict[str, QuestionId]] = {
    "where": "evaluate",
    "how": "evaluate",
    "what": "evaluate",
    "howlong": "minutes",
    "when": "date",
}
"""What a question is about whose reason is asked for, though it may be answered already."""


def attach(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How evidence is added, and whether a rule asks for it."""
    asking = next(
        (one for one in schemes if one.pack.rule("entry.evidence", ctx.today) is not None), None
    )
    if asking is None:
        return explained("attach")
    return explained("attach_wanted", source=asking.source("entry.evidence"))


def _all_logged(
    ctx: MemberContext, since: date | None = None, until: date | None = None
) -> list[EntryRecord]:
    """Every saved entry of these days, the latest first."""
    found: list[EntryRecord] = []
    while len(found) % _PAGE == 0:
        some = ctx.work.entries.list(
            ctx.member.id,
            ["logged"],
            since=since,
            until=until,
            limit=_PAGE,
            offset=len(found),
        )
        if not some:
            break
        found += some
    return found


def _stretch(
    ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]
) -> tuple[date | None, date | None, dict[str, Any]]:
    """First and last day that were asked about, and how they are named."""
    today = ctx.today.isoformat()
    if asked.period is not None:
        first, last = asked.period
        return first, last, {"first": first.isoformat(), "last": last.isoformat(), "today": today}
    place = next((one.window for one in schemes if one.window and one.window.cycle_start), None)
    if asked.words == "year":
        first = date(ctx.today.year, 1, 1) if place is None else place.year_start
        when: dict[str, Any] = {"first": first.isoformat(), "last": today, "today": today}
        return first, ctx.today, when | {"year_of": place is not None}
    if asked.words == "cycle" and place is not None and place.cycle_start is not None:
        first, last = place.cycle_start, ctx.today
        return first, last, {"first": first.isoformat(), "last": today, "cycle_of": True}
    return None, None, {"first": "", "last": ""}


def _assessed(
    ctx: MemberContext, found: Sequence[EntryRecord], scheme: Scheme, since: date | None
) -> list[AssessmentRecord]:
    """What they are worth under the scheme, but for parts that were over before a day."""
    kept = ctx.work.assessments.of_entries([entry.id for entry in found])
    number = scheme.one.enrolment.id
    return [
        one
        for some in kept.values()
        for one in some
        if one.enrolment_id == number
        and (since is None or one.last_day is None or one.last_day >= since)
    ]


ANSWERS: Final = (
    Answer("logged", of_schemes(logged)),
    Answer("waiting", of_schemes(waiting)),
    Answer("why_question", of_schemes(why_question)),
    Answer("what_to_answer", always("what_to_answer")),
    Answer("attach", of_schemes(attach)),
    Answer("correct", always("correct", "list")),
    Answer("remove", always("remove", "list")),
    Answer("undo", always("undo")),
    Answer("save", always("save")),
)
