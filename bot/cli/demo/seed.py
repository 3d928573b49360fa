"""Fills an empty database with the cast's records: saved, chained, assessed as if logged then."""

from datetime import UTC, date, datetime, time, timedelta

from bot.cli.demo.cast import HELEN, TEAM, Character, Learning
from bot.conversation.activities import formality_of
from bot.conversation.dialogue import DialogueState
from bot.services.assessing import assess_again
from bot.services.desk import Actor, Desk, Office, Origin
from bot.services.people import know
from bot.services.profiles import Profile
from bot.services.revisions import chain_revision
from storage.records import ConversationRecord, EntryRecord


def seed(office: Office, workspace_id: str, characters: tuple[Character, ...]) -> None:
    """Write every character's record, once; nothing is said to anybody about it."""
    today = office.clocks.calendar().date()
    with office.looking_desk(Actor(workspace_id, characters[0].slack_id)) as desk:
        if desk is not None:
            return
    for character in characters:
        if character.job is None:
            continue
        origin = Origin(f"demo:{character.slack_id}")
        with office.desk(Actor(workspace_id, character.slack_id), origin) as desk:
            desk.work.undo.be_silent()  # nobody's "undo" is to reach into what stood there before
            _introduce(desk, character, today)
            entries = [
                _log(desk, learning, today)
                for learning in sorted(character.learning, key=lambda one: -one.days_ago)
            ]
            assess_again(desk, entries)
            desk.commit()
    _make_the_team(office, workspace_id)


def _introduce(desk: Desk, character: Character, today: date) -> None:
    know(
        desk,
        Profile(
            name=character.name,
            tz="Europe/London",
            kind="person",
            deactivated=False,
            is_admin=character.is_admin,
        ),
    )
    desk.change_member(
        country="GB-ENG", onboarding="done", last_active_at=desk.now - timedelta(days=9)
    )
    begun = today - timedelta(days=760)
    if character.job is not None:
        desk.work.members.start_job(desk.member.id, character.job, begun)
    if character.pack is None:
        return
    enrolment = desk.work.enrolments.enrol(desk.member.id, character.pack, begun)
    balance = character.opening or (begun, 0, 0)
    desk.work.enrolments.change(
        enrolment,
        cycle_start=character.cycle_start,
        opening_on=balance[0],
        opening_cycle=balance[1],
        opening_year=balance[2],
    )


def _log(desk: Desk, learning: Learning, today: date) -> EntryRecord:
    day = today - timedelta(days=learning.days_ago)
    logged = datetime.combine(day, time(16, 30), UTC) + timedelta(days=1)
    moment = min(logged, desk.now)
    entry = desk.work.entries.add(
        desk.member.id,
        "logged",
        moment,
        source_key=f"demo:{desk.member.slack_id}:{learning.days_ago}:{learning.title}",
        title=learning.title,
        start_date=day,
        end_date=day,
        minutes=learning.minutes,
        type=learning.type,
        formality=formality_of(learning.type),  # type: ignore[arg-type]
        provider=learning.provider or None,
        evaluate=learning.line or None,
        logged_at=moment,
    )
    assert entry is not None  # noqa: S101 - the database was empty
    desk.work.entries.keep_conversation(
        entry,
        ConversationRecord(
            entry.id, desk.member.id, DialogueState(status="saved").to_dict(), (), None
        ),
    )
    chain_revision(desk, entry, "saved")
    return entry


def _make_the_team(office: Office, workspace_id: str) -> None:
    with office.desk(Actor(workspace_id, HELEN), Origin("demo:team")) as desk:
        for slack_id in TEAM:
            member = desk.work.members.by_slack(slack_id)
            assert member is not None  # noqa: S101 - seeded above
            desk.work.teams.link(
                member.id,
                desk.member.id,
                "active",
                source="member",
                now=desk.now - timedelta(days=300),
            )
        desk.commit()
