"""The nudge sweep: everybody whom something is due to, nobody else, a few statements for a page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Engine, event

from bot.policy.nudges import decision
from bot.policy.nudges.candidate_facts import OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts
from bot.policy.nudges.repetition import Repetition
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.nudges.triggers import TRIGGERS, in_order
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.standing import TargetStanding
from bot.services.admin import policy_documents
from bot.services.context.member_context import MemberContext
from bot.services.nudges import due_nudges
from bot.services.nudges.candidates import candidates
from bot.ui.nudges.decision_reasons import why_not, why_not_in_short, why_sent
from storage.engine.database import Database
from storage.nudges.sweeps import candidates_between
from storage.unit_of_work import look
from storage.vocabulary import EntryStatus
from tests.services.harness import TEAM, ServiceHarness

MONDAY = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
HALF_WAY = date(2025, 6, 1)


def enrolled(ctx: MemberContext, pack: str, start: date | None = None) -> None:
    enrolment = ctx.work.enrolments.enrol(ctx.member.id, pack, "", date(2025, 1, 1))
    nothing = {"opening_on": date(2025, 1, 1), "opening_cycle": 0, "opening_year": 0}
    ctx.work.enrolments.change(enrolment, cycle_start=start, **nothing)


def open_entry(ctx: MemberContext, status: EntryStatus, day: date) -> None:
    ctx.work.entries.add(
        ctx.member.id,
        status,
        ctx.now,
        source_key=None,
        title="Isolation course",
        start_date=day,
        end_date=day,
    )


def a_workplace(database: Database) -> ServiceHarness:
    """People as they stood on Monday, most of whom something is due to on Thursday."""
    harness = ServiceHarness(database, MONDAY)
    for who in ("ON_PACE", "BEHIND", "PAUSED", "WAITING", "DRAFT", "PLANNED", "PLANNED_LATER"):
        with harness.open(who) as ctx:
            enrolled(ctx, "imi-register", HALF_WAY)
            for day in range(1, 2 if who in ("BEHIND", "PAUSED") else 10):
                harness.logged(ctx, minutes=420, on=date(2026, 10, day))
    with harness.open("PAUSED") as ctx:
        ctx.change_member(paused_until=date(2026, 12, 1))
    with harness.open("WAITING") as ctx:
        harness.logged(ctx, evaluate=None, on=date(2026, 11, 10))
    with harness.open("DRAFT") as ctx:
        open_entry(ctx, "draft", date(2026, 11, 10))
    with harness.open("PLANNED") as ctx:
        open_entry(ctx, "planned", date(2026, 11, 18))
    with harness.open("PLANNED_LATER") as ctx:
        open_entry(ctx, "planned", date(2026, 11, 19))
    with harness.open("START_UNKNOWN") as ctx:
        enrolled(ctx, "imi-register")
    with harness.open("CMI_QUIET") as ctx:
        enrolled(ctx, "cmi")
        harness.logged(ctx, on=date(2026, 6, 1))
    with harness.open("CMI") as ctx:
        enrolled(ctx, "cmi")
        harness.logged(ctx, on=date(2026, 11, 12))
    harness.now = THURSDAY
    return harness


def queued(harness: ServiceHarness) -> dict[str, str]:
    rows = harness.query(
        "SELECT slack_id, nudge.kind FROM nudge JOIN member ON member.id = nudge.member_id"
    )
    return dict(map(tuple, rows))


def test_a_sweep_reaches_everybody_whom_something_is_due_to(database: Database) -> None:
    harness = a_workplace(database)

    found = harness.sweep()

    assert queued(harness) == {
        "BEHIND": "behind",
        "WAITING": "waiting_entry",
        "DRAFT": "old_draft",
        "PLANNED": "planned",
        "START_UNKNOWN": "cycle_start_unknown",
        "CMI_QUIET": "rhythm",
    }
    assert found == 6


def test_a_second_sweep_finds_nobody_new(database: Database) -> None:
    harness = a_workplace(database)
    harness.sweep()
    harness.now += timedelta(minutes=1)

    assert harness.sweep() == 0


def due_to_anybody(harness: ServiceHarness) -> set[tuple[int, str, str]]:
    """What is due when everybody is evaluated."""
    packs = harness.contexts.packs.values()
    with harness.contexts.database.snapshot() as session:
        everybody = [row[0] for row in harness.query("SELECT id FROM member")]
        members, found = due_nudges.all_about(session, everybody, packs, harness.now)
        rules = due_nudges.workspace_rules(harness.contexts, session, TEAM)
    facts = [due_nudges.nudge_facts(member, found, rules, harness.now) for member in members]
    due = [
        nudge for one in facts for nudge in decision.due_together(one, harness.now, rules.workplace)
    ]
    prompts = [one for each in facts for one in decision.prompts(each, harness.now)]
    return {(one.member_id, one.kind, one.period) for one in (*due, *prompts)}


def test_nobody_is_passed_over_among_candidates(database: Database) -> None:
    """Half a year of Thursdays and Mondays, some mornings among them: deadlines, budgets, repeats
    and answers come round.
    """
    harness = a_workplace(database)
    for who, start in {"NEAR_END": date(2024, 1, 20), "YEAR_END": date(2025, 12, 10)}.items():
        with harness.open(who) as ctx:
            enrolled(ctx, "imi-register", start)
            enrolled(ctx, "cmi")
            harness.logged(ctx, minutes=1200, on=date(2026, 11, 2))
    seen: set[str] = set()
    for days in (week * 7 + day for week in range(26) for day in (0, 4)):
        harness.now = THURSDAY + timedelta(days=days)
        if days % 3 == 0:
            harness.now -= timedelta(hours=5)
        expected = due_to_anybody(harness)
        found = {(one.member_id, one.kind, one.period) for one in harness.due(harness.now)}
        assert found == expected, harness.now
        seen |= {kind for _, kind, _ in found}
        harness.sweep()
        for who in ("BEHIND", "CMI", "START_UNKNOWN") if days % 14 == 0 else ():
            with harness.open(who) as ctx:
                ctx.change_member(last_active_at=harness.now)
        with harness.open("NEAR_END") as ctx:  # spends the week's budget again and again
            harness.logged(ctx, evaluate=None, on=date(2026, 11, 20))
            ctx.change_member(last_active_at=harness.now)

    assert seen >= {
        "cycle_ended",
        "behind",
        "cycle_end",
        "cycle_start_unknown",
        "old_draft",
        "planned",
        "rhythm",
        "waiting_entry",
        "year_end",
    }


class HalfWay(ReasonTrigger):
    """A trigger that the product does not have: 500 days of the cycle have passed."""

    kind: ClassVar[Any] = "half_way"
    order = 1000

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        del own
        return shared.progress is not None and shared.progress.cycle_day >= 500

    def repetition(self, enrolment_id: int, shared: SharedFacts) -> Repetition:
        del shared
        return Repetition(f"{enrolment_id}:half")

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        del now, settings
        return [
            Reason(self.kind, Repetition(f"{one.enrolment_id}:half"))
            for one in facts.schemes
            if isinstance(one.standing, TargetStanding)
            and (one.standing.today - one.standing.cycle_start).days >= 500
        ]


def test_a_trigger_that_is_added_finds_its_candidates_and_is_nudged_by(database: Database) -> None:
    harness = a_workplace(database)
    as_it_was = harness.contexts
    harness.contexts = replace(harness.contexts, triggers=in_order((*TRIGGERS, HalfWay())))

    harness.sweep()

    told = half_way(harness)
    assert sorted(told) == ["ON_PACE", "PLANNED", "PLANNED_LATER"]
    assert queued(harness)["BEHIND"] == "behind"
    [(nudge_id,)] = harness.query("SELECT min(id) FROM nudge WHERE kind = 'half_way'")
    with look(harness.database, TEAM) as work:
        nudge = work.nudges.get(nudge_id)
        assert nudge is not None
        assert due_nudges.recheck(harness.contexts, work.session, nudge) == "send"
        assert due_nudges.recheck(as_it_was, work.session, nudge) == "cancel"
    harness.now += timedelta(days=7)
    harness.sweep()
    later = half_way(harness)
    assert len(later) == len(set(later))


def half_way(harness: ServiceHarness) -> list[str]:
    """Whom that trigger's nudges went to."""
    of_kind = "member.id = nudge.member_id AND nudge.kind = 'half_way'"
    return [who for (who,) in harness.query(f"SELECT slack_id FROM nudge JOIN member ON {of_kind}")]


def test_of_everybody_it_is_said_what_they_would_be_sent_or_why_nothing(database: Database) -> None:
    harness = a_workplace(database)
    with harness.open("ONLY_THE_END") as ctx:
        enrolled(ctx, "imi-register", HALF_WAY)
        harness.logged(ctx, on=date(2026, 10, 1))
        ctx.change_member(cadence="cycle_end")
    for who, kind in {"A_BOT": "bot", "A_GUEST": "guest"}.items():
        with harness.open(who) as ctx:
            ctx.change_member(kind=kind)
    with harness.open("HAS_LEFT") as ctx:
        ctx.change_member(deactivated=True)

    assert {who: words.partition(" (")[0] for who, words in decided(harness).items()} == {
        "ON_PACE": "nothing to say",
        "BEHIND": "behind its pace",
        "PAUSED": "paused until 1 Dec 2026: behind its pace",
        "WAITING": "an entry that waits; counts",
        "DRAFT": "a draft older than a day; counts",
        "PLANNED": "what the member planned or asked for",
        "PLANNED_LATER": "nothing to say",
        "START_UNKNOWN": "the cycle’s start is not known; counts",
        "CMI_QUIET": "nothing kept for long",
        "CMI": "nothing to say",
        "ONLY_THE_END": "behind its pace",
        "A_BOT": "a bot",
        "A_GUEST": "a guest without an entry",
        "HAS_LEFT": "deactivated",
    }
    assert "(wants to hear of a cycle’s end alone)" in decided(harness)["ONLY_THE_END"]
    harness.sweep()
    harness.now += timedelta(days=7)
    behind = decided(harness)["BEHIND"]
    assert "(said already, again from 17 Dec 2026)" in behind


def test_to_somebody_who_watches_it_is_said_in_few_words(database: Database) -> None:
    harness = a_workplace(database)
    harness.sweep()
    harness.now += timedelta(days=7)
    decided_on = [
        one.decision for one in due_nudges.decided_on_page(harness.contexts, 1, harness.now)
    ]
    short = [why_not_in_short(one) for one in decided_on]
    assert "behind its pace (said already, again from 17 Dec 2026)" in short
    assert "paused until 1 Dec 2026" in short
    assert max(len(one.split()) for one in short) <= 25


def decided(harness: ServiceHarness) -> dict[str, str]:
    """What is said of each member, by Slack id."""
    names = dict(harness.query("SELECT id, slack_id FROM member"))
    return {
        names[one.member_id]: why_sent(one.nudges[0]) if one.nudges else why_not(one.decision)
        for one in due_nudges.decided_on_page(harness.contexts, 1, harness.now)
    }


def test_nobody_is_reached_outside_their_working_hours(database: Database) -> None:
    harness = a_workplace(database)
    harness.now = THURSDAY + timedelta(hours=10)

    assert harness.sweep() == 0


def test_two_cycles_that_ended_short_on_one_day_are_told_at_one_moment(database: Database) -> None:
    harness = ServiceHarness(database, datetime(2028, 6, 1, 9, 0, tzinfo=UTC))
    with harness.open() as ctx:
        enrolled(ctx, "imi-register", HALF_WAY)
        enrolled(ctx, "generic-30-90", HALF_WAY)
    assert harness.sweep() == 2
    assert harness.query("SELECT kind FROM nudge") == [("cycle_ended",)] * 2
    for days in (0, 1, 2):
        harness.now += timedelta(days=days, minutes=1)
        assert harness.sweep() == 0


def test_a_managers_reminder_is_not_lost_in_a_snooze_of_a_month(database: Database) -> None:
    harness = ServiceHarness(database, THURSDAY)
    over = date(2026, 12, 20)
    with harness.open("WAITING") as ctx:
        enrolled(ctx, "imi-register", HALF_WAY)
        harness.logged(ctx, evaluate=None, on=date(2026, 11, 10))
        ctx.change_member(snoozed_until=over)
        member = ctx.member
    with harness.open("MANAGER") as ctx:
        ctx.work.nudges.ask_reminder(member.id, ctx.member.id, ctx.now)
    for days in range(31):
        harness.now = THURSDAY + timedelta(days=days)
        assert harness.sweep() == 0, harness.now
    harness.now = datetime(2026, 12, 21, 15, 0, tzinfo=UTC)
    harness.sweep()
    assert queued(harness)["WAITING"] == "manager_reminder"


def test_a_managers_reminder_is_passed_on_to_somebody_who_waits(database: Database) -> None:
    harness = a_workplace(database)
    with harness.open("MANAGER") as ctx:
        member = ctx.work.members.by_slack("WAITING")
        assert member is not None
        ctx.work.nudges.ask_reminder(member.id, ctx.member.id, ctx.now)

    harness.sweep()

    assert queued(harness)["WAITING"] == "manager_reminder"


def test_of_testers_those_alone_are_read_whole_whose_groups_are_short(database: Database) -> None:
    """All of them were, all year: a sweep did not know in how many groups somebody is."""
    harness = ServiceHarness(database, MONDAY)
    groups = {
        "ENOUGH_FOR_ONE": ("group B",),
        "SHORT_OF_TWO": ("group A", "group B"),
        "ENOUGH_FOR_TWO": ("group A", "group B"),
        "ALL_OF_IT_FOR_ONE": ("group A", "group B"),
        "SECOND_SINCE_MAY": ("group B", "group A"),
    }
    for who, own in groups.items():
        with harness.open(who) as ctx:
            for since, group in zip((date(2025, 1, 1), date(2026, 5, 1)), own, strict=False):
                day = since if who == "SECOND_SINCE_MAY" else date(2025, 1, 1)
                ctx.work.enrolments.enrol(ctx.member.id, "dvsa-mot", group, day)
            hours = 3 if who in ("ENOUGH_FOR_ONE", "SHORT_OF_TWO", "SECOND_SINCE_MAY") else 6
            of_one = [{"name": "group A", "minutes": None}] if who == "ALL_OF_IT_FOR_ONE" else []
            harness.logged(ctx, minutes=60 * hours, on=date(2025, 10, 1), subjects=of_one)

    short = {"SHORT_OF_TWO", "ALL_OF_IT_FOR_ONE"}
    assert read_whole(harness) == short
    harness.sweep()
    assert queued(harness) == dict.fromkeys(short, "cycle_ended")


def read_whole(harness: ServiceHarness) -> set[str]:
    """Those about whom a sweep reads everything there is."""
    contexts, now = harness.contexts, harness.now
    with contexts.database.snapshot() as session:
        rules = {TEAM: due_nudges.workspace_rules(contexts, session, TEAM)}
        page = candidates_between(session, 1, due_nudges.PAGE)
        found = candidates(session, page, rules, now, contexts.triggers)
    names = dict(harness.query("SELECT id, slack_id FROM member"))
    return {names[one] for one in found}


def statements(harness: ServiceHarness, now: datetime) -> int:
    """How many it takes to find all that is due at a moment."""
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert harness.due(now)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(run)


def test_a_page_costs_the_same_statements_however_many_are_on_it(database: Database) -> None:
    harness = ServiceHarness(database, MONDAY)
    with harness.open("FIRST") as ctx:
        enrolled(ctx, "imi-register", HALF_WAY)
        harness.logged(ctx)

    for_one = statements(harness, THURSDAY)
    assert for_one > 5
    for number in range(20):
        with harness.open(f"U{number}") as ctx:
            enrolled(ctx, "imi-register", HALF_WAY)
            harness.logged(ctx)
            open_entry(ctx, "draft", date(2026, 11, 10))

    assert statements(harness, THURSDAY) == for_one


EIGHT = tuple(f"Subject {letter}" for letter in "ABCDEFGH")
ENDS_SOON = date(2023, 12, 1)
"""A cycle that began then ends on 30 November 2026."""


def with_frameworks(database: Database) -> ServiceHarness:
    """A workplace whose two categories ask for eight subjects each."""
    harness = ServiceHarness(database, MONDAY)
    for category in ("ADAS", "electrified vehicles"):
        subjects = "".join(f"  - {{name: {one}, minimum: 2, unit: hours}}\n" for one in EIGHT)
        given = policy_documents.Given(
            f"pack: imi-techsafe\ncategory: {category}\nversion: '1'\nsource: a document\n"
            f"checked_on: 2026-11-01\nvalid_from: 2020-01-01\nsubjects:\n{subjects}"
        )
        with harness.open("UADMIN") as ctx:
            packs = harness.contexts.packs
            found = policy_documents.examine(ctx.work, ctx.rules_now(), packs, given, ctx.today)
            by = policy_documents.By(ctx.today, ctx.member.id)
            policy_documents.load(ctx.work, harness.contexts.rules, given, by, found.digest)
    return harness


def in_three_schemes(harness: ServiceHarness, who: str, start: date, minutes: int) -> None:
    """Somebody in the register and in both categories, with so much of each subject."""
    with harness.open(who) as ctx:
        ctx.change_member(usual_hour=None)
        for pack, category in (
            ("imi-register", ""),
            ("imi-techsafe", "ADAS"),
            ("imi-techsafe", "electrified vehicles"),
        ):
            since = date(2020, 1, 1)
            enrolment = ctx.work.enrolments.enrol(ctx.member.id, pack, category, since)
            nothing = {"opening_on": start, "opening_cycle": 9000, "opening_year": 3000}
            changes = nothing if pack == "imi-register" else {}
            ctx.work.enrolments.change(enrolment, cycle_start=start, **changes)
        for name in EIGHT if minutes else ():
            subjects = [{"name": name, "minutes": None}]
            day = start + timedelta(days=30)
            harness.logged(ctx, on=day, minutes=minutes, subjects=subjects)


def test_subjects_of_a_page_are_read_at_once_however_many_there_are(database: Database) -> None:
    """With three schemes and eight subjects of each category."""
    harness = with_frameworks(database)
    in_three_schemes(harness, "FIRST", ENDS_SOON, 60)
    for_one = statements(harness, THURSDAY)
    for number in range(12):
        in_three_schemes(harness, f"U{number}", ENDS_SOON, 60 if number % 2 else 150)
    for number in range(6):
        in_three_schemes(harness, f"OVER{number}", date(2023, 11, 1), 150 if number % 2 else 0)

    assert statements(harness, THURSDAY) == for_one


def test_whose_subjects_are_short_hears_of_the_end_and_nobody_else_does(
    database: Database,
) -> None:
    harness = with_frameworks(database)
    in_three_schemes(harness, "SHORT", ENDS_SOON, 60)
    in_three_schemes(harness, "MET", ENDS_SOON, 150)
    in_three_schemes(harness, "FAR", date(2025, 6, 1), 0)
    in_three_schemes(harness, "OVER", date(2023, 11, 1), 60)
    in_three_schemes(harness, "OVER_MET", date(2023, 11, 1), 150)
    harness.now = THURSDAY
    last = due_nudges.last_member(harness.contexts)
    with harness.contexts.database.snapshot() as session:
        page = candidates_between(session, 1, last)
        rules = due_nudges.workspace_rules(harness.contexts, session, TEAM)
        of_subjects = [one for one in TRIGGERS if one.kind in ("cycle_end", "cycle_ended")]
        evaluated = candidates(session, page, {TEAM: rules}, harness.now, of_subjects)
    names = dict(map(tuple, harness.query("SELECT id, slack_id FROM member")))

    harness.sweep()

    found = {who: kind for who, kind in queued(harness).items() if kind.startswith("cycle_end")}
    assert found == {"SHORT": "cycle_end", "OVER": "cycle_ended"}
    assert {names[one] for one in evaluated} >= {"SHORT", "OVER"}
    assert not {names[one] for one in evaluated} & {"MET", "FAR"}
    assert due_to_anybody(harness) == set()  # all that is due was found
