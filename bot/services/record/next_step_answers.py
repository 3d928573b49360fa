"""Answers about what is left to do: what comes next, and which entries lack something."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Offer, explained
from bot.services.record import entries
from bot.services.record.answers import waiting
from bot.services.record.dialogue import dialogue_about
from bot.services.record.incoming.interpretation import RECENT
from bot.services.schemes.member_schemes import Scheme, no_scheme, of_schemes
from storage.vocabulary import Lacking

TITLES: Final = 2
"""Entries that an answer names; a list has them all."""

_JUST_SAVED: Final = timedelta(days=1)
_LACKING: Final[dict[str, Lacking]] = {"evidence": "evidence"}
"""What entries are asked about by name; an evaluation else."""


def what_next(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """The first that is the case: a cycle that ended short, an open draft, a saved entry that
    waits, one that was saved within a day, a plan; else that nothing is open.
    """
    return (
        _after_a_cycle(schemes)
        or _of_open_draft(ctx)
        or _of_waiting(ctx, asked, schemes)
        or _of_saved(ctx, schemes)
        or _of_plan(ctx)
        or (explained("next_nothing", Offer("standing")) if schemes else no_scheme())
    )


def lacking(ctx: MemberContext, asked: Asked) -> Explained:
    """Which saved entries lack what `asked.words` name: evidence, else an evaluation, of which
    those of the last twelve months are asked.
    """
    what: Lacking = _LACKING.get(asked.words, "evaluation")
    found, count = entries.logged_in(ctx, None, TITLES, 0, lacking=what)
    if not found:
        return explained(f"none_without_{what}")
    return explained(
        f"without_{what}",
        Offer("lacking", what),
        count=count,
        titles=[one.title for one in found],
    )


def _after_a_cycle(schemes: Sequence[Scheme]) -> Explained | None:
    """Of a cycle that ended short, until its member has told what came of it."""
    for scheme in schemes:
        ended = scheme.standing.ended_without_news
        if ended is not None and not scheme.one.removed:
            return explained(
                "next_after_cycle",
                Offer("cycle_news", str(scheme.one.enrolment.id)),
                source=scheme.source("failure"),
                title=scheme.title,
                ended={
                    "start": ended.start.isoformat(),
                    "last_day": ended.last_day.isoformat(),
                    "credits": ended.credits,
                    "minimum": ended.minimum,
                    "declined": ended.declined,
                    "in_hours": ended.in_hours,
                    "in_subjects": ended.in_subjects,
                },
            )
    return None


def _of_open_draft(ctx: MemberContext) -> Explained | None:
    entry = ctx.work.entries.newest_open(ctx.member.id)
    if entry is None or entry.status != "draft":
        return None
    asks = dialogue_about(ctx, entry).state.open is not None
    return explained("next_draft" if asks else "next_draft_ready")


def _of_waiting(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained | None:
    told = waiting(ctx, asked, schemes)
    return told if told.offers else None


def _of_saved(ctx: MemberContext, schemes: Sequence[Scheme]) -> Explained | None:
    since = ctx.now - _JUST_SAVED
    recent = ctx.work.entries.recent(ctx.member.id, RECENT)
    saved = [one.logged_at for one in recent if one.status == "logged"]
    if not any(at is not None and at >= since for at in saved):
        return None
    with_account = next((one for one in schemes if one.terms.account), None)
    if with_account is None:
        return explained("next_saved")
    return explained("next_saved_copy", title=with_account.title)


def _of_plan(ctx: MemberContext) -> Explained | None:
    plan = ctx.work.entries.newest_open(ctx.member.id)
    if plan is None or plan.status != "planned" or plan.start_date is None:
        return None
    return explained("next_plan", on=plan.start_date.isoformat())


ANSWERS: Final = (
    Answer("lacking", lacking),
    Answer("next", of_schemes(what_next)),
)
