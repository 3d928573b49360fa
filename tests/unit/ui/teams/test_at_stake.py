"""What is at stake on a manager's page: two lines a scheme, in its own words."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.at_stake import AtStake
from bot.services.schemes.standings import SchemeStanding
from bot.services.teams.at_stake import (
    GAPS,
    Concerned,
    SchemeAtStake,
    SchemeGaps,
    Stake,
    by_scheme,
    counted_gaps,
    gaps_of,
    stakes_of,
)
from bot.services.teams.team_view import TeamPage, TeamRow, TeamStanding
from bot.ui.teams.at_stake import SCHEMES_MOST, gaps_lines, scheme_lines
from bot.ui.teams.team_view import team
from sandbox.refusals import check_message
from tests.unit.ui.builders import enrolment, packs, scheme_standing, techsafe
from tests.unit.ui.reading import everything, texts

OFF = "off the register, downgraded to Affiliate"
MAY = AtStake(date(2028, 5, 31), OFF)
ENDED = AtStake(date(2027, 1, 3), OFF, ended=True)
IMI = scheme_standing()
TECHSAFE = replace(
    scheme_standing(of=enrolment("imi-techsafe", id=9, category="ADAS")), title="IMI TechSafe: ADAS"
)
CMI = scheme_standing(
    of=enrolment("cmi", id=8, cycle_start=None),
    entries_12_months=5,
    last_entry=date(2026, 11, 20),
    without_evaluation=2,
)


def row(name: str, *stakes: Stake) -> TeamRow:
    return TeamRow(4, "U4", name, (TeamStanding(IMI, 3),), can_remind=True, stakes=stakes)


def page(*rows: TeamRow) -> TeamPage:
    stakes = by_scheme((one.name, one.stakes) for one in rows)
    gaps = counted_gaps(
        gaps_of((each.scheme, each.without_evidence) for each in one.standings) for one in rows
    )
    return TeamPage(rows, 0, 1, len(rows), (), at_stake=stakes, gaps=gaps)


def test_it_stands_before_anybody_is_listed_and_what_ended_short_is_first() -> None:
    shown = page(
        row("Ana", Stake("IMI register", MAY), Stake("DVSA MOT", AtStake(date(2027, 3, 31), ""))),
        row("Tom", Stake("IMI register", ENDED)),
    )
    assert texts(team(shown).in_views)[1] == (
        "*At stake*\n"
        f"*IMI register*: {OFF}\n"
        "Tom: ended short on 3 Jan 2027; Ana by 31 May 2028\n"
        "*DVSA MOT*: what follows is not known\n"
        "Ana by 31 Mar 2027"
    )


def test_gaps_are_counted_by_kind_in_people() -> None:
    assert "People with gaps: credits 2, evidence 2." in everything(team(page(row("A"), row("B"))))


def test_a_page_on_which_nobody_has_anything_to_lose_says_nothing_of_it() -> None:
    said = everything(team(TeamPage((row("Ana"),), 0, 1, 1, ())))
    assert "At stake" not in said
    assert "gaps" not in said


def test_what_somebody_says_has_followed_is_marked_as_their_word() -> None:
    removed = replace(ENDED, removed=True)
    [one] = by_scheme([("Tom", [Stake("IMI register", removed)])])
    assert scheme_lines(one)[1] == "Tom: removed, they say"


def test_a_recognition_goes_with_the_register_that_it_needs() -> None:
    stakes = stakes_of((IMI, TECHSAFE), packs())
    assert stakes == (
        Stake("IMI register", MAY),
        Stake(
            "IMI TechSafe: ADAS",
            AtStake(date(2028, 5, 31), "TechSafe recognition removed"),
            "IMI register",
        ),
    )
    assert scheme_lines(by_scheme([("Ana", stakes)])[1]) == (
        "*IMI TechSafe: ADAS*: TechSafe recognition removed, as it needs IMI register",
        "Ana by 31 May 2028",
    )


def test_a_recognition_alone_is_not_known_to_be_at_stake() -> None:
    assert stakes_of((TECHSAFE,), packs()) == ()


def test_gaps_are_told_apart_by_what_is_missing() -> None:
    assert kinds(CMI, None) == {"what changed"}
    assert kinds(scheme_standing(cycle=6000, year=2000)) == frozenset()
    assert kinds(by_subjects(date(2028, 5, 1))) == {"subject"}
    assert kinds(by_subjects(date(2028, 1, 1), waiting_count=1)) == {"waiting"}
    group = enrolment("dvsa-mot", category="group B", cycle_start=None)
    near = date(2027, 3, 1)  # within 90 days of the testing year's end
    assert kinds(scheme_standing(of=group, cycle=0, year=0, today=near)) == {"hours"}
    waiting = scheme_standing(cycle=6000, year=2000, waiting_weight=6000, waiting_count=1)
    assert kinds(waiting, 2) == {"waiting", "evidence"}


def kinds(one: SchemeStanding, without_evidence: int | None = 0) -> frozenset[str]:
    """In which kinds somebody in one scheme has a gap."""
    return frozenset().union(*gaps_of([(one, without_evidence)]).values())


def by_subjects(today: date, waiting_count: int = 0, **more: Any) -> SchemeStanding:
    """Somebody who has done nothing of what their category asks for by 31 May 2028."""
    of = enrolment("imi-techsafe", id=9, category="ADAS", **more)
    found = scheme_standing(of=of, rules=techsafe(), today=today, waiting_count=waiting_count)
    return replace(found, title="IMI TechSafe: ADAS")


def test_a_recognition_is_at_stake_by_its_own_subjects_and_day() -> None:
    near = by_subjects(date(2028, 5, 1))
    [stake] = stakes_of((near,), packs())
    assert stake == Stake(
        "IMI TechSafe: ADAS", AtStake(date(2028, 5, 31), "TechSafe recognition removed")
    )
    assert stakes_of((by_subjects(date(2028, 1, 1)),), packs()) == ()
    over = by_subjects(date(2028, 6, 3), outcomes={"2025-06-01": {"told_on": "2028-06-01"}})
    [stake] = stakes_of((over,), packs())
    assert scheme_lines(by_scheme([("Ana", [stake])])[0]) == (
        "*IMI TechSafe: ADAS*: TechSafe recognition removed",
        "Ana: ended short on 31 May 2028",
    )


def test_gaps_are_said_scheme_by_scheme() -> None:
    both = gaps_of([(IMI, 1), (by_subjects(date(2028, 5, 1)), 0)])
    assert gaps_lines(counted_gaps([both, gaps_of([(IMI, 0)])])) == [
        "People with gaps, IMI register: credits 2, evidence 1.",
        "People with gaps, IMI TechSafe: ADAS: subject 1.",
    ]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["IMI", "MOT"]), st.frozensets(st.sampled_from(GAPS), min_size=1)
        ),
        max_size=6,
    )
)
def test_nobody_is_counted_twice_in_a_kind(people: list[dict[str, frozenset[Any]]]) -> None:
    for one in counted_gaps(people):
        theirs = [gaps[one.title] for gaps in people if one.title in gaps]
        assert dict(one.counts) == {
            gap: count for gap in GAPS if (count := sum(gap in gaps for gaps in theirs))
        }


names = st.sampled_from(["Ana", "Tom Reed", "Priya Devi Nair"])
people = st.lists(
    st.builds(Concerned, names, st.just(date(2028, 12, 31)), st.booleans(), st.booleans()),
    min_size=1,
    max_size=10,
)


@given(people, st.sampled_from(["", "IMI register"]), st.sampled_from(["", OFF]))
def test_no_line_is_longer_than_twenty_words(
    concerned: list[Concerned], through: str, follows: str
) -> None:
    one = SchemeAtStake("IMI TechSafe: ADAS", follows, through, tuple(concerned))
    for line in scheme_lines(one):
        assert len(line.split()) <= 20
    every = tuple((gap, 10) for gap in GAPS)
    schemes = [SchemeGaps("IMI TechSafe: ADAS", every)] * 2
    assert all(len(line.split()) <= 20 for line in gaps_lines(schemes))


def test_odd_words_of_an_organisation_are_taken_by_slack_and_cut() -> None:
    odd = AtStake(date(2028, 5, 31), "<!channel> & off " * 40)
    many = [Stake(f"<{'Scheme' * 30}> {number}", odd) for number in range(12)]
    shown = team(page(row("<@U1>" * 20, *many)))
    for blocks in (shown.blocks, shown.in_views):
        assert check_message({"text": shown.text, "blocks": list(blocks)}) is None
    assert f"{12 - SCHEMES_MOST} more" in everything(shown)
    assert "<!channel>" not in everything(shown)
