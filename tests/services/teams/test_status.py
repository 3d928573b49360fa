"""A manager's page: who comes first, what is shown of them, and at what cost."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.standing import NOT_KNOWN, NotKnownStanding
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.schemes.standings import SchemeStanding
from bot.services.teams import links as team_links
from bot.services.teams.team_view import TeamPage, place_in_list, read_team, remind, team_page
from storage.row_types import MemberRecord
from storage.tables import Assessment, Enrolment, Entry, Member, TeamLink
from tests.services.harness import SATURDAY, TEAM, TODAY, ServiceHarness, named

IMI = "imi-register"


def _reports_to_max(harness: ServiceHarness, slack_id: str) -> None:
    with harness.open(slack_id) as ctx:
        team_links.name_manager(ctx, named("UMAX"))
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True, member_slack_id=slack_id)


def _member(
    harness: ServiceHarness,
    slack_id: str,
    pack: str = IMI,
    *,
    start: date | None,
    credits_: int = 0,
    year: int = 0,
) -> None:
    """Somebody in Max's team, `credits_` (hundredths) into a cycle that began then."""
    with harness.open(slack_id) as ctx:
        settings.enrol(ctx, pack)
        if start is not None:
            settings.set_cycle_start(ctx, pack, start)
            settings.set_opening(ctx, pack, cycle=credits_, year=year)
    _reports_to_max(harness, slack_id)


def _page(harness: ServiceHarness, page: int = 0, manager: str = "UMAX") -> TeamPage:
    with harness.open(manager) as ctx:
        return team_page(ctx, page)


def test_whoever_needs_help_most_comes_first(harness: ServiceHarness) -> None:
    near_end, mid_cycle = TODAY - timedelta(days=3 * 365 - 30), date(2025, 6, 1)
    _member(harness, "UPACE", start=mid_cycle, credits_=6000, year=2000)
    _member(harness, "ULATE", start=mid_cycle, credits_=6000)
    _member(harness, "UZOE", start=None)
    _member(harness, "URISK", start=mid_cycle, credits_=1000)
    _member(harness, "USHORT", start=near_end, credits_=8000)
    _member(harness, "UCMI", "cmi", start=None)
    shown = _page(harness)
    assert [(row.slack_id, row.can_remind) for row in shown.rows] == [
        ("USHORT", True),
        ("URISK", True),
        ("ULATE", True),
        ("UZOE", True),
        ("UCMI", True),
        ("UPACE", False),
    ]
    assert [row.standings[0].scheme.standing.kind for row in shown.rows] == [
        "target",
        "target",
        "target",
        "provisional",
        "rhythm",
        "target",
    ]


def test_nothing_that_somebody_wrote_is_on_the_page_or_read_for_it(harness: ServiceHarness) -> None:
    _member(harness, "UANA", start=date(2025, 6, 1))
    with harness.open("UANA") as ctx:
        entry = harness.logged(ctx, title="A secret title", evaluate="My secret reflection")
        ctx.work.entries.add_evidence(entry, "link", "https://secret.example", ctx.now)
    with harness.counting() as statements:
        shown = _page(harness)
    assert "secret" not in repr(shown).casefold()
    read = " ".join(statements).replace('"', "")
    for column in ("entry.title", "entry.reflect", "entry.plan", "entry.act", "evidence.url"):
        assert column not in read


def test_what_is_at_stake_is_said_of_those_on_the_page_alone(harness: ServiceHarness) -> None:
    mid_cycle = date(2025, 6, 1)
    for number in range(11):
        _member(harness, f"UR{number:02}", start=mid_cycle, credits_=1000)
    _member(harness, "UPACE", start=mid_cycle, credits_=6000, year=2000)
    with harness.open("UANA") as ctx:  # nobody's report
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, mid_cycle)
    first, second = _page(harness), _page(harness, 1)
    [stake] = first.at_stake
    assert (stake.title, stake.follows) == (
        "IMI register",
        "off the register, downgraded to Affiliate",
    )
    assert [one.name for one in stake.people] == [row.name for row in first.rows]
    assert {one.last_day for one in stake.people} == {date(2028, 5, 31)}
    [later] = [row.name for row in second.rows if row.slack_id == "UR10"]
    assert [[one.name for one in each.people] for each in second.at_stake] == [[later]]
    assert [one.counts for one in first.gaps] == [(("credits", 10),)]
    assert [one.counts for one in second.gaps] == [(("credits", 1),)]
    logged = {
        name
        for (name,) in harness.query(
            "SELECT m.slack_id FROM access_log a JOIN member m ON m.id = a.member_id"
        )
    }
    assert logged == {row.slack_id for row in (*first.rows, *second.rows)}


def test_entries_without_evidence_are_counted_and_those_with_it_are_not(
    harness: ServiceHarness,
) -> None:
    _member(harness, "UANA", start=date(2025, 6, 1))
    with harness.open("UANA") as ctx:
        shown = harness.logged(ctx)
        harness.logged(ctx)
        ctx.work.entries.add_evidence(shown, "link", "https://a.example", ctx.now)
    [row] = _page(harness).rows
    assert row.standings[0].without_evidence == 1
    _member(harness, "UCMI", "cmi", start=None)
    counts = {row.slack_id: row.standings[0].without_evidence for row in _page(harness).rows}
    assert counts == {"UANA": 1, "UCMI": None}


def test_each_look_leaves_a_line_with_exactly_the_people_shown(harness: ServiceHarness) -> None:
    for number in range(12):
        _reports_to_max(harness, f"U{number:02}")
    first = _page(harness)
    lines = harness.query(
        "SELECT m.slack_id, v.slack_id, a.what FROM access_log a "
        "JOIN member m ON m.id = a.member_id JOIN member v ON v.id = a.viewer_id ORDER BY a.id"
    )
    assert lines == [(row.slack_id, "UMAX", "team") for row in first.rows]
    assert (len(first.rows), first.people, first.pages) == (10, 12, 2)
    second = _page(harness, 1)
    assert [row.slack_id for row in second.rows] == ["U10", "U11"]
    assert [row.slack_id for row in _page(harness, 99).rows] == ["U10", "U11"]
    [[count]] = harness.query("SELECT count(*) FROM access_log")
    assert count == 14


def _many_reports(harness: ServiceHarness, count: int) -> None:
    """A team in bulk: everybody with two schemes and an entry."""
    with harness.open("UMAX") as ctx:
        manager_id = ctx.member.id
    with harness.database.transaction() as session:
        for number in range(count):
            member = Member(
                workspace_id=TEAM,
                slack_id=f"U{number:04}",
                name=f"Member {number}",
                first_seen_at=SATURDAY,
            )
            session.add(member)
            session.flush()
            entry = Entry(
                workspace_id=TEAM,
                member_id=member.id,
                status="logged",
                title="Course",
                start_date=TODAY,
                end_date=TODAY,
                created_at=SATURDAY,
                changed_at=SATURDAY,
            )
            enrolments = [
                Enrolment(
                    workspace_id=TEAM,
                    member_id=member.id,
                    pack=pack,
                    enrolled_on=TODAY,
                    cycle_start=date(2025, 6, 1),
                )
                for pack in (IMI, "cmi")
            ]
            link = TeamLink(
                workspace_id=TEAM,
                member_id=member.id,
                manager_id=manager_id,
                state="active",
                source="member",
                created_at=SATURDAY,
                changed_at=SATURDAY,
            )
            session.add_all([entry, *enrolments, link])
            session.flush()
            session.add_all(
                Assessment(
                    entry_id=entry.id,
                    enrolment_id=one.id,
                    workspace_id=TEAM,
                    state="counted",
                    weight=6000,
                    cycle=0,
                    year=2,
                )
                for one in enrolments
            )
        session.commit()


@pytest.fixture(params=[1, 10, 100])
def team_of(request: pytest.FixtureRequest, harness: ServiceHarness) -> int:
    _many_reports(harness, request.param)
    return int(request.param)


def test_a_page_takes_as_many_statements_for_a_hundred_as_for_one(
    harness: ServiceHarness, team_of: int
) -> None:
    with harness.open("UMAX") as ctx, harness.counting() as statements:
        shown = team_page(ctx)
    assert shown.people == team_of
    assert len(shown.rows) == min(10, team_of)
    assert len(statements) == 9, statements


def test_without_a_team_there_is_a_sentence(harness: ServiceHarness) -> None:
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="no_reports"):
        team_page(ctx)


def test_who_asks_is_shown_before_anybody_is_in_the_team(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        link = team_links.name_manager(ctx, named("UMAX"))
    shown = _page(harness)
    assert shown.rows == ()
    assert [(one.link_id, one.slack_id) for one in shown.asking] == [(link.id, "UANA")]


def test_people_who_left_are_not_shown(harness: ServiceHarness) -> None:
    _member(harness, "UANA", start=None)
    _member(harness, "UBEN", start=None)
    with harness.open("UANA") as ctx:
        ctx.change_member(deactivated=True)
    assert [row.slack_id for row in _page(harness).rows] == ["UBEN"]


def test_whoever_leaves_the_team_after_it_was_read_is_not_on_the_page(
    harness: ServiceHarness,
) -> None:
    _member(harness, "UANA", start=None)
    _member(harness, "UBEN", start=None)
    with harness.open("UMAX") as ctx:
        read = read_team(ctx)
    with harness.open("UANA") as ctx:
        team_links.leave_manager(ctx)
    with harness.open("UMAX") as ctx:
        shown = team_page(ctx, 0, read)
    assert [row.slack_id for row in shown.rows] == ["UBEN"]
    assert harness.query("SELECT count(*) FROM access_log") == [(1,)]


def test_a_reminder_is_kept_once_and_answers_the_same_when_paused(harness: ServiceHarness) -> None:
    _member(harness, "UANA", start=None)
    with harness.open("UANA") as ctx:
        ctx.change_member(paused_until=TODAY + timedelta(days=100))
    with harness.open("UMAX") as ctx:
        assert [remind(ctx, "UANA"), remind(ctx, "UANA")] == ["Uana", "Uana"]
    [[count]] = harness.query("SELECT count(*) FROM reminder")
    assert count == 1


def test_nobody_is_reminded_of_nothing(harness: ServiceHarness) -> None:
    _member(harness, "UANA", start=date(2026, 11, 1), credits_=100)
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="nothing_due"):
        remind(ctx, "UANA")


def test_only_ones_own_team_can_be_reminded(harness: ServiceHarness) -> None:
    _member(harness, "UANA", start=None)
    with harness.open("UBEN") as ctx:
        team_links.name_manager(ctx, named("UMAX"))  # asked, and not accepted yet
    for manager, member in [("UMAX", "UBEN"), ("UEVE", "UANA"), ("UMAX", "UNOBODY")]:
        with harness.open(manager) as ctx, pytest.raises(Refused, match="not_in_your_team"):
            remind(ctx, member)


def _somebody(slack_id: str, name: str, ranks: list[int]) -> tuple[Any, Any]:
    member = object.__new__(MemberRecord)
    object.__setattr__(member, "slack_id", slack_id)
    object.__setattr__(member, "name", name)
    standings = [
        SchemeStanding(None, "", NotKnownStanding(pack=IMI, today=TODAY, manager_rank=rank))  # type: ignore[arg-type]
        for rank in ranks
    ]
    return member, standings


PEOPLE = st.lists(
    st.tuples(
        st.text("ABC", min_size=1, max_size=4),
        st.text("aAbBé ", max_size=3),
        st.lists(st.integers(0, 4), max_size=3),
    ),
    unique_by=lambda one: one[0],
    max_size=12,
)


@given(PEOPLE, st.randoms())
def test_the_order_is_the_same_however_people_came(people: list[Any], random: Any) -> None:
    def listed(some: list[Any]) -> list[str]:
        known = [_somebody(*one) for one in some]
        return [m.slack_id for m, s in sorted(known, key=lambda one: place_in_list(*one))]

    shuffled = list(people)
    random.shuffle(shuffled)
    assert listed(people) == listed(shuffled)


@given(PEOPLE)
def test_nobody_is_listed_before_somebody_more_urgent(people: list[Any]) -> None:
    known = sorted((_somebody(*one) for one in people), key=lambda one: place_in_list(*one))
    urgency = [min((s.standing.manager_rank for s in some), default=NOT_KNOWN) for _, some in known]
    assert urgency == sorted(urgency)
