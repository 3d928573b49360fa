"""A hundred enrolments written into an empty database, by the services that write them for members.

Copying them until there are enough is `copies`'s business.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from bench.copying import FIRST_WORKSPACE
from bench.population import KINDS, SUBJECTS, Figure, Kind, Learning, everybody
from bot.clock import Clocks
from bot.conversation.activities import formality_of
from bot.conversation.dialogue import DialogueState
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.pack_file import load_packs
from bot.services.admin.policy_documents import By, Given, examine, load
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.schemes.assessment import assess_again
from storage.engine.database import Database
from storage.nudges.queueing import QueuedNudge, queue
from storage.row_types import ConversationRecord, EntryRecord
from storage.tables import Entry

NOW: Final = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
"""The calendar's moment in every benchmark that needs one: a Wednesday afternoon in London, when
everybody's usual hour has come.
"""


QUIET: Final = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""The Sunday after it, at night: nobody is nudged."""


_WITHOUT_START: Final = frozenset({"cmi", "dvsa-mot"})
"""Schemes that go by no cycle, or by one that begins on the same day for everybody."""

_HOURS: Final = 4
"""Asked for in a cycle of each subject: of about as much as people have."""


def office_for(database: Database, now: datetime = NOW) -> ContextFactory:
    """The services' ground, at a fixed calendar moment."""
    return ContextFactory(database, Clocks(calendar=lambda: now), load_packs())


def write_originals(url: str, kinds: Sequence[Kind] = KINDS) -> None:
    """Write the members of `people.everybody` into an empty, migrated database."""
    database = Database(url)
    contexts = office_for(database)
    try:
        if any(kind.subjects for kind in kinds):
            _load_framework(contexts)
        for number, figure in enumerate(everybody(NOW.date(), kinds), start=1):
            actor = Actor(FIRST_WORKSPACE, f"U{number}")
            with contexts.open(actor, Origin(f"bench:{number}")) as ctx:
                _introduce(ctx, figure)
                ctx.commit()
            with database.transaction() as session:
                session.add_all(_entry(ctx.member.id, learning) for learning in figure.learning)
                session.commit()
            with contexts.open(actor, Origin(f"bench:{number}")) as ctx:
                told = _assess(ctx, figure)
                ctx.commit()
            with database.transaction() as session:
                queue(session, told, NOW)
                session.commit()
    finally:
        database.close()


def _load_framework(contexts: ContextFactory) -> None:
    """The subjects of TechSafe's ADAS, as an administrator of the workspace loads them."""
    text = "\n".join(
        [
            "pack: imi-techsafe",
            "category: ADAS",
            "version: bench-1",
            'source: "made up, to be measured with"',
            "checked_on: 2026-11-01",
            "valid_from: 2020-01-01",
            "subjects:",
            *(f"  - {{name: {name}, minimum: {_HOURS}, unit: hours}}" for name in SUBJECTS),
        ]
    )
    with contexts.open(Actor(FIRST_WORKSPACE, "U1"), Origin("bench:framework")) as ctx:
        in_force = ctx.rules_in_force or contexts.rules
        given = Given(text)
        shown = examine(ctx.work, in_force.read(ctx.work), in_force.shipped, given, ctx.today)
        load(ctx.work, in_force, given, By(ctx.today), shown.digest)
        ctx.commit()


def _introduce(ctx: MemberContext, figure: Figure) -> None:
    """The member and their schemes."""
    ctx.work.undo.be_silent()
    know(
        ctx,
        Profile(
            name=figure.kind.name,
            tz=figure.zone,
            kind="person",
            deactivated=False,
            is_admin=False,
        ),
    )
    ctx.change_member(
        country="GB",
        onboarding="done",
        im_channel=f"D{ctx.member.id}",
        last_active_at=ctx.now - timedelta(days=1),
    )
    begun = ctx.today - timedelta(days=1100)
    ctx.work.members.start_job(ctx.member.id, "vehicle technician", begun)
    for place, pack in enumerate(figure.kind.packs):
        name, _, category = pack.partition("/")
        # Whoever was in a further one before their record begins would have ended a year short.
        since = begun if place == 0 or name == "cmi" else figure.learning[0].day
        enrolment = ctx.work.enrolments.enrol(ctx.member.id, name, category, since)
        ctx.work.enrolments.change(
            enrolment,
            cycle_start=None if name in _WITHOUT_START else figure.cycle_start,
            opening_on=since,
            opening_cycle=0,
            opening_year=0,
        )


def _entry(member_id: int, learning: Learning) -> Entry:
    """A row, as it stands once it was logged, or is still a draft or a plan."""
    at = min(datetime.combine(learning.day, time(16, 30), UTC), NOW)
    return Entry(
        workspace_id=FIRST_WORKSPACE,
        member_id=member_id,
        status=learning.status,
        title=learning.title,
        start_date=learning.day,
        end_date=learning.day,
        minutes=learning.minutes,
        type=learning.type,
        formality=formality_of(learning.type),
        provider=learning.provider,
        evaluate=learning.line,
        subjects=[{"name": learning.subject, "minutes": None}] if learning.subject else [],
        created_at=at,
        changed_at=at,
        logged_at=at if learning.status == "logged" else None,
    )


def _assess(ctx: MemberContext, figure: Figure) -> list[QueuedNudge]:
    """What the entries are worth, and where each dialogue stands; the nudge that was sent."""
    ctx.work.undo.be_silent()
    entries = ctx.work.entries.list(ctx.member.id, ("logged", "draft", "planned"))
    assess_again(ctx, entries)
    for entry in entries:
        if entry.status != "logged" or entry.evaluate is None:
            state = DialogueState(status="saved" if entry.status == "logged" else "draft")
            ctx.work.entries.keep_conversation(
                entry, ConversationRecord(entry.id, ctx.member.id, state.to_dict(), (), None)
            )
    return _told(ctx, figure, entries[0])


def _told(ctx: MemberContext, figure: Figure, newest: EntryRecord) -> list[QueuedNudge]:
    """What a sweep has to look at and pass over."""
    told = figure.kind.told
    if told is None:
        return []
    enrolment = (ctx.work.enrolments.of(ctx.member.id))[0]
    cycle_end = "" if figure.cycle_start is None else str(add_years(figure.cycle_start, 3))
    return [
        QueuedNudge(
            workspace_id=FIRST_WORKSPACE,
            member_id=ctx.member.id,
            kind=told.kind,
            period=told.about.replace("{cycle_end}", cycle_end),
            budget_week="first+1",
            enrolment_id=enrolment.id,
            entry_id=newest.id,
            values={"entries": [], "deadline": None, "why": {}},
            at=ctx.now - timedelta(days=told.days_ago),
        )
    ]
