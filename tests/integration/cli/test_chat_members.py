"""`cpdbot chat --jsonl`: who the member is, the people they manage, and their entries."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

import pytest

from bot.cli.chat.asked import Report, Somebody, StandingName
from bot.cli.chat.people import MEMBER, begin, new_workspace
from bot.cli.chat.world import World
from bot.policy.schemes import standing
from bot.services.context.member_context import Actor, Origin
from bot.services.teams.team_view import TeamPage, team_page
from tests.integration.cli.harness import ACCOUNT, COURSE, NOW, PLAN, WEBINAR, ChatHarness
from tests.standings import target

ENTRY = [
    "status",
    "title",
    "minutes",
    "start",
    "end",
    "provider",
    "type",
    "formality",
    "subjects",
    "reflect",
    "plan",
    "act",
    "evaluate",
    "evidence",
    "state",
]


# The member


def test_only_the_moment_and_what_is_said_are_needed(chat: ChatHarness) -> None:
    [answer] = chat.lines({"now": NOW, "say": [COURSE]})
    assert len(answer["turns"]) == len(answer["entries"]) == 1
    assert chat.lines({"now": NOW, "say": []}) == [{"turns": [], "entries": []}]


def test_a_member_without_more_words_is_in_london_at_imi_and_works_from_nine_to_five(
    world: World,
) -> None:
    actor = Actor(new_workspace(), MEMBER)
    member_id = begin(world.contexts, actor, Somebody())
    with world.contexts.read_by_id(actor.workspace_id, member_id) as ctx:
        assert ctx is not None
        member = ctx.member
        [enrolment] = ctx.work.enrolments.of(member_id)
        assert ctx.work.members.job_roles(member_id) == ()
    assert (member.zone, member.onboarding) == ("Europe/London", "done")
    assert (member.work_start, member.work_end, member.work_days) == (540, 1020, "01234")
    assert member.country is None
    assert enrolment.pack == "imi-register"


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-18T09:30:00+00:00", date(2025, 5, 1)),
        ("2026-05-31T09:30:00+00:00", date(2024, 11, 1)),
        ("2026-04-30T23:30:00+00:00", date(2024, 11, 1)),  # 1 May in London
    ],
)
def test_the_cycle_begins_on_the_first_of_the_month_18_months_before_with_a_balance_of_nothing(
    chat: ChatHarness, now: str, start: date
) -> None:
    chat(now=now)
    actor = Actor(new_workspace(), MEMBER)
    member_id = begin(chat.world.contexts, actor, Somebody(schemes=("imi-register", "cmi")))
    with chat.world.contexts.read_by_id(actor.workspace_id, member_id) as ctx:
        assert ctx is not None
        imi, cmi = ctx.work.enrolments.of(member_id)
    assert (imi.cycle_start, imi.opening_on) == (start, start)
    assert (imi.opening_cycle, imi.opening_year, imi.opening_declined) == (0, 0, False)
    assert (cmi.cycle_start, cmi.opening_on) == (None, None)


def test_days_are_those_of_the_members_zone(chat: ChatHarness) -> None:
    late = "2026-11-18T20:30:00+00:00"
    assert chat(COURSE, now=late)["entries"][0]["start"] == "2026-11-17"
    assert chat(COURSE, now=late, tz="Pacific/Auckland")["entries"][0]["start"] == "2026-11-18"


def test_a_moment_without_an_offset_is_in_the_members_zone(chat: ChatHarness) -> None:
    [entry] = chat(COURSE, now="2026-11-18T00:30", tz="Pacific/Auckland")["entries"]
    assert entry["start"] == "2026-11-17"


def test_the_job_is_known_from_the_beginning_of_the_cycle_on(chat: ChatHarness) -> None:
    turn = chat.last("/cpd settings", job="vehicle technician")
    assert "vehicle technician" in turn["said"]
    [entry] = chat(COURSE, ACCOUNT, {"tap": "Save"}, job="vehicle technician")["entries"]
    assert "Tell me what job you had then" not in str(entry)


def test_each_line_is_a_new_member(chat: ChatHarness) -> None:
    first, second = chat.lines({"now": NOW, "say": [COURSE]}, {"now": NOW, "say": ["undo"]})
    assert len(first["entries"]) == 1
    assert second["entries"] == []
    assert "nothing to take back" in second["turns"][0]["said"]


# The people whom they manage

RANKS: Mapping[StandingName, int] = {
    "short": standing.SHORT_AND_NEAR,
    "at risk": standing.AT_RISK,
    "behind": standing.BEHIND,
    "not known": standing.NOT_KNOWN,
    "on pace": standing.ON_PACE,
    "rhythm": standing.ON_PACE,
}


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-01T09:30:00+00:00",
        "2026-11-30T09:30:00+00:00",
        "2027-03-31T09:30:00+00:00",
        "2028-02-29T09:30:00+00:00",
    ],
)
def test_people_stand_as_they_are_said_to(chat: ChatHarness, now: str) -> None:
    chat(now=now)
    page = _team(chat.world, *RANKS)
    assert {row.name: row.standings[0].scheme.standing.manager_rank for row in page.rows} == RANKS
    by_name = {row.name: row.standings[0].scheme.standing for row in page.rows}
    assert by_name["rhythm"].kind == "rhythm"
    assert target(by_name["on pace"]).behind is False
    assert target(by_name["on pace"]).at_risk is False
    assert target(by_name["behind"]).behind_in == "this year"


def test_somebody_whose_cycle_ended_short_had_less_than_the_minimum_on_its_last_day(
    chat: ChatHarness,
) -> None:
    chat(now=NOW)
    page = _team(chat.world, "ended short")
    enrolment = page.rows[0].standings[0].scheme.enrolment
    began, now = enrolment.cycle_start, chat.world.clock.now.date()
    assert began is not None
    assert began.replace(year=began.year + 3) <= now
    assert enrolment.opening_on is not None
    assert began <= enrolment.opening_on < began.replace(year=began.year + 3)
    assert (enrolment.opening_cycle or 0) < 9000


def test_the_member_is_the_accepted_manager_of_the_team(chat: ChatHarness) -> None:
    team = [{"name": "Ben Okafor", "standing": "behind"}]
    said = chat.last("/cpd-team", team=team)["said"]
    assert "Ben Okafor · behind" in said


def _team(world: World, *standings: StandingName) -> TeamPage:
    """The team of a new member, each called what they are said to be."""
    actor = Actor(new_workspace(), MEMBER)
    who = Somebody(team=tuple(Report(one, one) for one in standings))
    begin(world.contexts, actor, who)
    with world.contexts.open(actor, Origin("look")) as ctx:
        return team_page(ctx)


# Their entries


def test_an_entry_is_told_field_by_field(chat: ChatHarness) -> None:
    [entry] = chat(COURSE, ACCOUNT, {"tap": "Save"}, job="vehicle technician")["entries"]
    assert list(entry) == ENTRY
    assert entry == {
        "status": "logged",
        "title": "High voltage isolation course",
        "minutes": 120,
        "start": "2026-11-17",
        "end": "2026-11-17",
        "provider": "Bosch",
        "type": "short course",
        "formality": "formal",
        "subjects": [],
        "reflect": None,
        "plan": None,
        "act": None,
        "evaluate": ACCOUNT,
        "evidence": [],
        "state": {"imi-register": "counted"},
    }


def test_entries_come_in_the_order_of_their_making_with_plans_and_discarded_ones(
    chat: ChatHarness,
) -> None:
    answer = chat(COURSE, {"tap": "Discard"}, PLAN, WEBINAR)
    assert [entry["status"] for entry in answer["entries"]] == ["discarded", "planned", "draft"]


def test_a_withdrawn_entry_counts_nowhere(chat: ChatHarness) -> None:
    [entry] = chat(COURSE, ACCOUNT, {"tap": "Save"}, {"tap": "Withdraw"})["entries"]
    assert (entry["status"], entry["state"]) == ("withdrawn", {"imi-register": None})


def test_the_state_is_told_for_each_scheme_of_a_logged_entry_alone(chat: ChatHarness) -> None:
    schemes = ["imi-register", "cmi"]
    answer = chat(COURSE, {"tap": "Save"}, WEBINAR, schemes=schemes)
    logged, draft = answer["entries"]
    assert logged["state"] == {"imi-register": "waiting", "cmi": "counted"}
    assert draft["state"] == {"imi-register": None, "cmi": None}


def test_an_activity_in_no_cycle_that_is_known_is_outside(chat: ChatHarness) -> None:
    old = "2h high voltage isolation course at Bosch on 3 March 2025"
    [entry] = chat(old, ACCOUNT, {"tap": "Save"})["entries"]
    assert entry["state"] == {"imi-register": "outside"}


def test_a_link_is_evidence(chat: ChatHarness) -> None:
    [entry] = chat(f"{COURSE} https://example.org/hv")["entries"]
    assert entry["evidence"] == ["https://example.org/hv"]


def test_every_standing_that_can_be_asked_for_is_made(chat: ChatHarness) -> None:
    team = [{"name": one.title(), "standing": one} for one in get_args(StandingName)]
    said = chat.last("/cpd-team", team=team)["said"]
    assert f"of {len(team)} need a look" in said
