"""What becomes of what the coach said: checked, offered, taken or left. Nothing of it counts
before its member has taken it, and a question of it is shown only where nothing was said since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from bot.coach.requests import CoachRequest, Exchange, exchange
from bot.conversation.identifiers import People
from bot.policy.vocabulary import STAGES, Stage
from bot.services.coaching.budgets import spend
from bot.services.coaching.requests import (
    fits_now,
    must_stand,
    request_for,
    still_fits,
    suggestion_of,
)
from bot.services.context.jobs import JobKind
from bot.services.context.known_people import region_of
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.refused import Refused
from bot.services.record.coach_shown import HELPED, said_as, show_where_it_stands
from bot.services.record.dialogue import dialogue_about, words_in
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.services.schemes.account_facts import account_of, changed_account
from bot.services.schemes.assessment import worth_if, worth_of
from storage.queues.jobs import COACH, JobRecord
from storage.row_types import CoachSuggestionRecord, EntryRecord
from storage.vocabulary import CoachFeedback

PEOPLE: Final = "people"
"""Why nothing was sent: it was not known what the workspace's people are called."""

SPENT: Final = "spent"
"""Why it was not sent once more: the budgets of the day leave no room for that."""

_TIMES: Final = 2.5
"""An answer that is worked off after so many times the seconds that it had is shown to nobody."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be asked, the country by whose rules phone numbers are found, and for how many
    seconds it may be waited before it is asked.
    """

    request: CoachRequest
    region: str
    seconds: float

    def exchange(self, people: People) -> Exchange:
        """What leaves, without the names of everybody here. Outside any transaction: it takes its
        time.
        """
        return exchange(self.request, people=people, region=self.region)


def prepare(
    contexts: ContextFactory, workspace_id: str, member_id: int, number: int
) -> Prepared | None:
    """What is to be asked, as things are now. None where it is of no use any more: it was answered,
    something has changed since, or the coach is off.
    """
    with contexts.read_by_id(workspace_id, member_id) as ctx:
        one = None if ctx is None else ctx.work.coach.get(number, member_id)
        if ctx is None or one is None or not _waits(one):
            return None
        request = request_for(ctx, one)
        if request is None:
            return None
        seconds = ctx.coach.seconds if ctx.coach is not None else 0.0
        waited = (ctx.real - one.real_at).total_seconds()
        return Prepared(request, region_of(ctx.member), max(0.0, seconds - waited))


def begin(
    contexts: ContextFactory,
    workspace_id: str,
    member_id: int,
    number: int,
    prepared: Prepared | None,
    *,
    leaving: Exchange | None = None,
) -> float | None:
    """Note what is about to leave. The seconds in which an answer is of use; None where it is not
    to leave any more, since there is nothing to ask, what was prepared is not what would be asked
    now, or it would come too late.
    """
    origin = Origin(f"coach:{number}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        one = None if ctx is None else ctx.work.coach.get(number, member_id)
        if ctx is None or one is None or not _waits(one):
            return None
        left = _seconds_left(ctx, one)
        asked = prepared is not None and request_for(ctx, one) == prepared.request
        if leaving is None or not asked or not ctx.coach_on or ctx.coach is None or left <= 0:
            ctx.work.coach.change(one, reason="late" if left <= 0 else "overtaken")
            ctx.commit()
            return None
        if one.sent is not None and not spend(ctx):  # it left before, in a process that was killed
            ctx.work.coach.change(one, reason=SPENT)
            ctx.commit()
            return None
        ctx.work.coach.change(one, sent=leaving.sent, prompt=leaving.prompt, model=ctx.coach.model)
        ctx.commit()
    return left


def _waits(one: CoachSuggestionRecord) -> bool:
    return one.state == "asked" and not one.words and not one.reason


def _seconds_left(ctx: MemberContext, one: CoachSuggestionRecord) -> float:
    """What is left of the time that a question has; what a member asks for has its time from now
    on, since they wait for it and for nothing else.
    """
    seconds = ctx.coach.seconds if ctx.coach is not None else 0.0
    if one.kind in ("missing", "wording"):
        return seconds
    return seconds - (ctx.real - one.real_at).total_seconds()


def keep(
    contexts: ContextFactory,
    workspace_id: str,
    member_id: int,
    number: int,
    *,
    words: str = "",
    reason: str = "",
) -> None:
    """Keep an answer that was checked, or the code of why there is none; nothing is shown yet."""
    origin = Origin(f"coach:{number}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        one = None if ctx is None else ctx.work.coach.get(number, member_id)
        if ctx is not None and one is not None and _waits(one):
            ctx.work.coach.change(one, words=words or None, reason=reason)
            ctx.commit()


def ended(ctx: MemberContext, job: JobRecord) -> None:
    """The coach has answered, or has not: offer it where it is still about how things are."""
    one = ctx.work.coach.get(suggestion_of(job), ctx.member.id)
    if one is None or one.state != "asked":
        return
    if not one.words:
        state = "failed" if one.reason in _NOT_REACHED or not one.reason else "refused"
        ctx.work.coach.change(one, state="overtaken" if one.reason in _PASSED else state)
    elif not _may_show(ctx, one):
        ctx.work.coach.change(one, state="overtaken")
    elif one.kind == "sense" and one.words not in _TELLING:
        ctx.work.coach.change(one, state="left")
    else:
        ctx.work.coach.change(one, state="offered")
        if one.kind in ("question", "title", "sense"):
            show_where_it_stands(ctx, one)
    ctx.work.messages.show_said(said_as(one.id), ctx.real)


_TELLING: Final = frozenset({"answer", "new_entry"})
"""What a message may be taken for so that its member is shown it."""

_PASSED: Final = frozenset({"late", "overtaken"})
_NOT_REACHED: Final = frozenset(
    {"connect", "timeout", "rate", "server", "open", "busy", "redirect", "too_big", "unfinished"}
    | {PEOPLE, SPENT}
)
"""Reasons why there was no answer; the others say what was wrong with one."""


def _may_show(ctx: MemberContext, one: CoachSuggestionRecord) -> bool:
    if not ctx.coach_on or ctx.coach is None or not fits_now(ctx, one):
        return False
    if one.kind in ("missing", "wording"):
        return True
    since = ctx.member.last_active_at
    in_time = ctx.real - one.real_at <= timedelta(seconds=_TIMES * ctx.coach.seconds)
    return in_time and (since is None or since <= one.asked_at)


def find_suggestion(ctx: MemberContext, number: int) -> CoachSuggestionRecord:
    """One of the member's own. Raises Refused("suggestion_gone")."""
    one = ctx.work.coach.get(number, ctx.member.id)
    if one is None:
        raise Refused("suggestion_gone")
    return one


def take(ctx: MemberContext, number: int) -> EntryRecord:
    """Put a suggested wording in the place of the member's own words: that one stage changes, and
    nothing counts more than it did.

    Raises Refused: suggestion_gone, wording_taken, wording_outdated, wording_says_more,
    put_away.
    """
    one = find_suggestion(ctx, number)
    if one.state == "taken":
        raise Refused("wording_taken")
    if one.kind != "wording" or one.state != "offered" or not one.words:
        raise Refused("wording_outdated")
    entry = find(ctx, one.entry_id or 0)
    must_stand(entry)
    stage = _stage(one)
    if stage is None or not still_fits(dialogue_about(ctx, entry), one):
        raise Refused("wording_outdated")
    columns: dict[str, Any] = {stage: one.words}
    # What the words before answered is answered still.
    account = changed_account(entry, columns, {stage: account_of(entry).asked.get(stage, ())})
    if _tells_more(entry, account) or _counts_more(ctx, entry, {**columns, "account": account}):
        raise Refused("wording_says_more")
    ctx.work.coach.change(one, state="taken")
    provenance = {**entry.provenance, stage: COACH, f"{HELPED}{stage}": one.prompt}
    entry = update_fields(ctx, entry, "", provenance=provenance, account=account, **columns)
    content_changed(ctx, entry, "edited")
    ctx.work.messages.show_said(said_as(one.id), ctx.real)
    return entry


def _stage(one: CoachSuggestionRecord) -> Stage | None:
    stages: tuple[Stage, ...] = STAGES
    return next((stage for stage in stages if stage == one.about), None)


def _tells_more(entry: EntryRecord, account: Mapping[str, Any] | None) -> bool:
    """Whether more would be found in an entry's words than is found in them now."""
    if account is None:
        return False
    after = account_of(replace(entry, account=account))
    return bool(after.elements - account_of(entry).elements)


def _counts_more(ctx: MemberContext, entry: EntryRecord, columns: Mapping[str, Any]) -> bool:
    """Whether a rule that was not met would be."""
    before = {
        (one.enrolment_id, finding.rule): finding.verdict
        for one in worth_of(ctx, [entry])[entry.id]
        for finding in one.assessment.findings
    }
    return any(
        finding.verdict == "met" and before.get((one.enrolment_id, finding.rule)) != "met"
        for one in worth_if(ctx, replace(entry, **columns))
        for finding in one.assessment.findings
    )


def helped_stages(entry: EntryRecord) -> tuple[Stage, ...]:
    """The stages that hold words which their member took from a language model."""
    stages: tuple[Stage, ...] = STAGES
    held = (stage for stage in stages if f"{HELPED}{stage}" in entry.provenance)
    return tuple(stage for stage in held if words_in(entry, stage))


_JUST_NOW: Final = timedelta(hours=1)
"""A wording can be taken and left by word for so long after it was asked for: of an older one
nobody can be sure that it is meant.
"""


def wording_meant(ctx: MemberContext, entry_id: int | None = None) -> CoachSuggestionRecord:
    """The newest wording, of that entry where one is given, as long as it stands offered or was
    just taken. Raises Refused("no_wording").
    """
    found = [
        one
        for one in ctx.work.coach.all_of(ctx.member.id)
        if one.kind == "wording" and one.state in ("offered", "taken")
        if entry_id in (None, one.entry_id)
    ]
    newest = found[-1] if found else None
    if newest is None or ctx.real - newest.real_at > _JUST_NOW:
        raise Refused("no_wording")
    return newest


def leave(ctx: MemberContext, number: int) -> None:
    """The member keeps their own words. Raises Refused: suggestion_gone, wording_taken."""
    one = find_suggestion(ctx, number)
    if one.state == "taken":
        raise Refused("wording_taken")
    if one.state == "offered":
        ctx.work.coach.change(one, state="left")
        ctx.work.messages.show_said(said_as(one.id), ctx.real)


def rate(ctx: MemberContext, number: int, feedback: CoachFeedback) -> None:
    """Whether what was said helped. Raises Refused("suggestion_gone")."""
    ctx.work.coach.change(find_suggestion(ctx, number), feedback=feedback)


JOB_KINDS: Final = (JobKind(COACH, on_ended=ended),)
