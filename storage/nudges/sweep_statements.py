"""The statements that a sweep reads with, in words for the database; `sweeps` runs them.

Each is built once and given its values when it is run: building one costs as much as reading
forty rows with it. Those of candidates read a page of members, numbered from `first` to `last`;
the others all there is about those few, `members`, to whom something may be due.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    text,
    union_all,
)

from storage.engine.id_lists import in_ids
from storage.nudges.evidence_statements import EVIDENCE
from storage.tables import (
    ASSESSMENT_WAITS,
    ENTRY_IS_OPEN,
    ENTRY_IS_UNEVALUATED,
    FOLLOW_UP_IS_AGREED,
    Assessment,
    Conversation,
    Enrolment,
    Entry,
    FollowUp,
    Member,
    Nudge,
    Reminder,
)

_member = Member.__table__.c  # type: ignore[attr-defined]
_enrolment = Enrolment.__table__.c  # type: ignore[attr-defined]
_assessment = Assessment.__table__.c  # type: ignore[attr-defined]
_entry = Entry.__table__.c  # type: ignore[attr-defined]
_conversation = Conversation.__table__.c  # type: ignore[attr-defined]
_nudge = Nudge.__table__.c  # type: ignore[attr-defined]
_follow_up = FollowUp.__table__.c  # type: ignore[attr-defined]
_reminder = Reminder.__table__.c  # type: ignore[attr-defined]


_ZONE = func.coalesce(func.nullif(_member.tz, ""), _member.slack_tz)
_TOLD_AT = func.coalesce(_nudge.delivered_at, _nudge.at)
_IS_CURRENT = _enrolment.ended_on.is_(None)
# What was not answered counts however long ago it was: else quiet would end by itself.
_REMEMBERED = (
    (_nudge.at >= bindparam("since"))
    | _member.last_active_at.is_(None)
    | (_nudge.at >= _member.last_active_at)
)
# Hardly anybody has one, and reading JSON costs as much as all the rest of the row.
_OUTCOMES = case((cast(_enrolment.outcomes, Text) != "{}", _enrolment.outcomes), else_=null())
_EARLIER = case((cast(_enrolment.earlier, Text) != "{}", _enrolment.earlier), else_=null())
_CAN_BE_SPOKEN_TO = (_member.kind != "bot") & _member.deactivated.is_(False)


# Candidates.


def _on_page(member_id: Any) -> ColumnElement[bool]:
    on_page: ColumnElement[bool] = member_id.between(bindparam("first"), bindparam("last"))
    return on_page


LAST_MEMBER = select(func.max(_member.id))
"""The last member's number."""

CANDIDATES = (
    select(
        _member.id,
        _member.workspace_id,
        _ZONE,
        _member.work_start,
        _member.work_end,
        _member.work_days,
        _member.country,
        _member.cadence,
        _member.usual_hour,
        _member.paused_until,
        _enrolment.id,
        _enrolment.pack,
        _enrolment.enrolled_on,
        _enrolment.cycle_start,
        _enrolment.joined_on,
        _enrolment.opening_cycle,
        _enrolment.opening_year,
        _enrolment.opening_on,
        _enrolment.opening_declined,
        _OUTCOMES,
        _EARLIER,
        _enrolment.category,
    )
    .outerjoin_from(
        Member,
        Enrolment,
        # The page said of both: else PostgreSQL reads every enrolment there is for each page.
        and_(_enrolment.member_id == _member.id, _on_page(_enrolment.member_id), _IS_CURRENT),
    )
    .where(_on_page(_member.id), _CAN_BE_SPOKEN_TO)
)
"""A `Candidate` each."""

EVERYBODY = (
    select(_member.id, _member.workspace_id, _member.kind, _member.deactivated)
    .where(_on_page(_member.id))
    .order_by(_member.id)
)
"""A `Somebody` each, those who cannot be spoken to among them."""

WANTING_REVIEW = (
    select(
        _member.id,
        _member.workspace_id,
        _ZONE,
        _member.work_start,
        _member.work_end,
        _member.work_days,
        _member.country,
        _member.usual_hour,
        _member.paused_until,
        _member.reviewed_on,
        _member.leaves,
    )
    .where(
        _member.id > bindparam("after"),
        _member.weekly_review,
        _CAN_BE_SPOKEN_TO,
        _member.reviewed_on.is_(None) | (_member.reviewed_on < bindparam("monday")),
    )
    .order_by(_member.id)
    .limit(bindparam("most"))
)
"""A `Reviewed` each."""

NUDGED_LAST = (
    select(_nudge.member_id, func.max(_TOLD_AT))
    .where(
        in_ids(_nudge.member_id, "members"),
        _nudge.cancelled.is_(False),
        _nudge.kind != "planned",
    )
    .group_by(_nudge.member_id)
)
"""When these members were nudged last, but for what they had planned."""

SPENT = select(_nudge.member_id).where(
    _on_page(_nudge.member_id),
    _nudge.budget_week.is_not(None),
    _nudge.cancelled.is_(False),
    bindparam("since", type_=_nudge.at.type) < _TOLD_AT,
)
"""The members to whom a nudge that counts went after a moment."""

OPEN_ITEMS = union_all(
    select(_entry.member_id, _entry.status, _entry.end_date, _entry.id).where(
        _on_page(_entry.member_id), text(ENTRY_IS_OPEN)
    ),
    select(_enrolment.member_id, literal("logged"), null(), null())
    .join_from(Enrolment, Assessment, _assessment.enrolment_id == _enrolment.id)
    .where(_on_page(_enrolment.member_id), text(ASSESSMENT_WAITS)),
    select(_follow_up.member_id, literal("planned"), _follow_up.day, null()).where(
        _on_page(_follow_up.member_id), text(FOLLOW_UP_IS_AGREED)
    ),
    EVIDENCE,
)
"""An `OpenItem` each: drafts and plans, what waits, what the member wants to be asked, and evidence
that runs out between two days.
"""

REMINDED = select(_reminder.member_id).where(
    _on_page(_reminder.member_id), _reminder.settled.is_(False)
)
"""The members whose manager has asked."""

WEIGHTS = (
    select(
        _assessment.enrolment_id,
        _assessment.cycle,
        _assessment.year,
        # PostgreSQL's own sum is a decimal, which costs as much as all the rest of the row.
        cast(func.sum(_assessment.weight), BigInteger),
    )
    .where(
        in_ids(_assessment.enrolment_id, "enrolments"),
        _assessment.state == "counted",
        _assessment.cycle >= bindparam("oldest"),
    )
    .group_by(_assessment.enrolment_id, _assessment.cycle, _assessment.year)
)
"""What counts by enrolment, cycle and year: the aggregate that all rests on."""

LAST_DAYS = (
    select(_entry.member_id, func.max(_entry.end_date))
    .where(
        in_ids(_entry.member_id, "members"),
        _entry.status == "logged",
        _entry.end_date >= bindparam("since"),
    )
    .group_by(_entry.member_id)
)
"""Each of these members' last day on which something was done, since one."""

UNEVALUATED = select(_entry.member_id).where(
    in_ids(_entry.member_id, "members"),
    text(ENTRY_IS_UNEVALUATED),
    _entry.end_date.between(bindparam("since"), bindparam("until")),
)
"""Those of them who have done something between two days that is not evaluated."""

SENT = (
    select(
        _nudge.member_id,
        _nudge.kind,
        _nudge.period,
        _TOLD_AT,
        _nudge.snoozed,
        _member.last_active_at,
    )
    .join_from(Nudge, Member, _member.id == _nudge.member_id)
    .where(
        in_ids(_nudge.member_id, "members"),
        _REMEMBERED,
        _nudge.cancelled.is_(False),
    )
    .order_by(_nudge.id)
)
"""A `SentRow` each, of the nudges since a moment, and since the member did anything."""


# Who is evaluated.

MEMBERS = (
    select(
        _member.id,
        _member.workspace_id,
        _member.kind,
        case(
            (
                _member.kind == "guest",
                select(_entry.id).where(_entry.member_id == _member.id).exists(),
            ),
            else_=True,
        ),
        _ZONE,
        _member.work_start,
        _member.work_end,
        _member.work_days,
        _member.country,
        _member.cadence,
        _member.usual_hour,
        _member.paused_until,
        _member.snoozed_until,
        _member.reviewed_on,
        _member.last_active_at,
        _member.leaves,
    )
    .where(in_ids(_member.id, "members"), _CAN_BE_SPOKEN_TO)
    .order_by(_member.id)
)
"""A `SweptMember` each."""

ENROLMENTS = (
    select(
        _enrolment.id,
        _enrolment.member_id,
        _enrolment.pack,
        _enrolment.enrolled_on,
        _enrolment.cycle_start,
        _enrolment.joined_on,
        _enrolment.opening_cycle,
        _enrolment.opening_year,
        _enrolment.opening_on,
        _enrolment.opening_declined,
        _enrolment.outcomes,
        func.coalesce(_enrolment.category, ""),
        _enrolment.registration,
        _enrolment.earlier,
    )
    .where(in_ids(_enrolment.member_id, "members"), _IS_CURRENT)
    .order_by(_enrolment.id)
)
"""A `SweptEnrolment` each."""

# Two ways in, each by the index over the few that are open: nobody looks at every entry that
# somebody has ever logged.
_OPEN_ENTRIES = union_all(
    select(_entry.id).where(in_ids(_entry.member_id, "members"), text(ENTRY_IS_OPEN)),
    select(_assessment.entry_id)
    .join_from(Enrolment, Assessment, _assessment.enrolment_id == _enrolment.id)
    .where(in_ids(_enrolment.member_id, "members"), text(ASSESSMENT_WAITS)),
)

OPEN = (
    select(
        _entry.id,
        _entry.member_id,
        _entry.status,
        _entry.end_date,
        _entry.changed_at,
        _conversation.state,
        func.coalesce(_entry.source_key, "").like("%:import:%") & (_entry.version == 1),
    )
    .outerjoin_from(Entry, Conversation, _conversation.entry_id == _entry.id)
    .where(_entry.id.in_(_OPEN_ENTRIES), _entry.status.in_(("draft", "planned", "logged")))
    .order_by(_entry.changed_at)
)
"""An `OpenRow` each: drafts, plans, and what waits."""

FOLLOW_UPS = (
    select(
        _follow_up.id,
        _follow_up.member_id,
        _follow_up.entry_id,
        _follow_up.day,
        _follow_up.kind,
    )
    .join_from(FollowUp, Entry, _entry.id == _follow_up.entry_id)
    .where(
        in_ids(_follow_up.member_id, "members"),
        text(f"follow_up.{FOLLOW_UP_IS_AGREED}"),
        _entry.status.in_(("draft", "planned", "logged")),
    )
    .order_by(_follow_up.id)
)
"""A `FollowUpRow` each, of those that the member wants to be asked about."""

REMINDERS = select(
    _reminder.id, _reminder.member_id, _reminder.manager_id, _reminder.asked_at
).where(in_ids(_reminder.member_id, "members"), _reminder.settled.is_(False))
"""A `ReminderRow` each."""

NUDGES = (
    select(
        _nudge.id,
        _nudge.member_id,
        _nudge.kind,
        _nudge.period,
        _nudge.budget_week.is_not(None),
        _nudge.snoozed,
        _TOLD_AT,
        case((_nudge.kind == "planned", _nudge["values"]), else_=None),
    )
    .join_from(Nudge, Member, _member.id == _nudge.member_id)
    .where(
        in_ids(_nudge.member_id, "members"),
        _REMEMBERED,
        _nudge.cancelled.is_(False),
    )
    .order_by(_nudge.id)
)
"""A `NudgeRow` each, of those since a moment, and since the member did anything."""

WAITING = select(_assessment.entry_id, _assessment.enrolment_id).where(
    in_ids(_assessment.entry_id, "entries"), text(ASSESSMENT_WAITS)
)
"""Which of these entries wait, and under which enrolments."""
