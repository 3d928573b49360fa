"""Fills an empty database with the cast's records: saved, chained, assessed as if logged then."""

from datetime import UTC, date, datetime, time, timedelta

from bot.cli.demo.cast import HELEN, SAM, TEAM, Character, Learning
from bot.conversation.activities import formality_of
from bot.conversation.dialogue import DialogueState
from bot.services.coaching import availability
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.context.rules_in_force import COACH
from bot.services.record.revisions import chain_revision
from bot.services.schemes.account_facts import account_in
from bot.services.schemes.assessment import assess_again
from storage.row_types import ConversationRecord, EntryRecord


def seed(contexts: ContextFactory, workspace_id: str, characters: tuple[Character, ...]) -> None:
    """Write every character's record, once; nothing is said to anybody about it."""
    today = contexts.clocks.calendar().date()
    with contexts.read_as(Actor(workspace_id, characters[0].slack_id)) as ctx:
        if ctx is not None:
            return
    for character in characters:
        if character.job is None:
            continue
        origin = Origin(f"demo:{character.slack_id}")
        with contexts.open(Actor(workspace_id, character.slack_id), origin) as ctx:
            ctx.work.undo.be_silent()  # nobody's "undo" is to reach into what stood there before
            _introduce(ctx, character, today)
            entries = [
                _log(ctx, learning, today, read=character.opening is None)
                for learning in sorted(character.learning, key=lambda one: -one.days_ago)
            ]
            assess_again(ctx, entries)
            ctx.commit()
    _make_the_team(contexts, workspace_id)
    _name_the_lead(contexts, workspace_id)


def allow_the_coach(contexts: ContextFactory, workspace_id: str) -> None:
    """Members may turn the coach on, as their administrator would say; what is said about it in
    the demo stands.
    """
    with contexts.open_for_member(Actor(workspace_id, SAM), Origin("demo:coach")) as ctx:
        workspace = None if ctx is None else ctx.work.workspace.get()
        if ctx is None or workspace is None or COACH in workspace.settings:
            return
        ctx.work.undo.be_silent()
        availability.allow(ctx, allowed=True)
        ctx.commit()


def _introduce(ctx: MemberContext, character: Character, today: date) -> None:
    know(
        ctx,
        Profile(
            name=character.name,
            tz="Europe/London",
            kind="person",
            deactivated=False,
            is_admin=character.is_admin,
        ),
    )
    ctx.change_member(
        country="GB-ENG", onboarding="done", last_active_at=ctx.now - timedelta(days=9)
    )
    begun = today - timedelta(days=760)
    if character.job is not None:
        ctx.work.members.start_job(ctx.member.id, character.job, begun)
    if character.pack is None:
        return
    nothing = (begun, 0, 0)
    for pack, category in ((character.pack, ""), *character.also):
        balance = nothing if category else character.opening or nothing
        since = today - timedelta(days=20) if category else begun
        enrolment = ctx.work.enrolments.enrol(ctx.member.id, pack, category, since)
        ctx.work.enrolments.change(
            enrolment,
            cycle_start=character.cycle_start,
            grade=character.grade,
            opening_on=balance[0],
            opening_cycle=balance[1],
            opening_year=balance[2],
        )


def _log(ctx: MemberContext, learning: Learning, today: date, *, read: bool) -> EntryRecord:
    """`read`: its words are read, as of what is saved today; else it counts as what a release
    before 0.3 saved, whose words no test asks for anything.
    """
    day = today - timedelta(days=learning.days_ago)
    logged = datetime.combine(day, time(16, 30), UTC) + timedelta(days=1)
    moment = min(logged, ctx.now)
    entry = ctx.work.entries.add(
        ctx.member.id,
        "logged",
        moment,
        source_key=f"demo:{ctx.member.slack_id}:{learning.days_ago}:{learning.title}",
        title=learning.title,
        start_date=day,
        end_date=day,
        minutes=learning.minutes,
        type=learning.type,
        formality=formality_of(learning.type),  # type: ignore[arg-type]
        provider=learning.provider or None,
        evaluate=learning.line or None,
        account=account_in({"evaluate": learning.line or None}) if read else None,
        logged_at=moment,
    )
    assert entry is not None  # noqa: S101 - the database was empty
    ctx.work.entries.keep_conversation(
        entry,
        ConversationRecord(
            entry.id, ctx.member.id, DialogueState(status="saved").to_dict(), (), None
        ),
    )
    chain_revision(ctx, entry, "saved")
    return entry


def _make_the_team(contexts: ContextFactory, workspace_id: str) -> None:
    with contexts.open(Actor(workspace_id, HELEN), Origin("demo:team")) as ctx:
        for slack_id in TEAM:
            member = ctx.work.members.by_slack(slack_id)
            assert member is not None  # noqa: S101 - seeded above
            ctx.work.teams.link(
                member.id,
                ctx.member.id,
                "active",
                source="member",
                now=ctx.now - timedelta(days=300),
            )
        ctx.commit()


def _name_the_lead(contexts: ContextFactory, workspace_id: str) -> None:
    """Sam runs audit rounds."""
    with contexts.open(Actor(workspace_id, SAM), Origin("demo:lead")) as ctx:
        ctx.work.undo.be_silent()
        ctx.work.members.give_role(ctx.member.id, "cpd_lead", None, ctx.now)
        ctx.commit()
