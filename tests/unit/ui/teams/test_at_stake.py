"""What is at stake on a manager's page: two lines a scheme, in its own words."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.at_stake import AtStake
from bot.services.teams.at_stake import (
    GAPS,
    Concerned,
    SchemeAtStake,
    Stake,
    by_scheme,
    counted_gaps,
    gaps_of,
    stakes_of,
)
from bot.services.teams.team_view import TeamPage, TeamRow, TeamStanding
from bot.ui.teams.at_stake import SCHEMES_MOST, gaps_line, scheme_lines
from bot.ui.teams.team_view import team
from sandbox.refusals import check_message
from tests.unit.ui.builders import enrolment, packs, scheme_standing
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
    assert gaps_of([(CMI, None)]) == {"what changed"}
    assert gaps_of([(scheme_standing(cycle=6000, year=2000), 0)]) == frozenset()
    by_subject = replace(IMI, enrolment=enrolment(category="ADAS"))
    assert gaps_of([(by_subject, 0)]) == {"subject"}
    group = enrolment("dvsa-mot", category="group B", cycle_start=None)
    near = date(2027, 3, 1)  # within 90 days of the testing year's end
    assert gaps_of([(scheme_standing(of=group, cycle=0, year=0, today=near), 0)]) == {"hours"}
    waiting = scheme_standing(cycle=6000, year=2000, waiting_weight=6000, waiting_count=1)
    assert gaps_of([(waiting, 2)]) == {"sentence", "evidence"}


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
    assert len(gaps_line([(gap, 10) for gap in GAPS]).split()) <= 20


def test_odd_words_of_an_organisation_are_taken_by_slack_and_cut() -> None:
    odd = AtStake(date(2028, 5, 31), "<!channel> & off " * 40)
    many = [Stake(f"<{'Scheme' * 30}> {number}", odd) for number in range(12)]
    shown = team(page(row("<@U1>" * 20, *many)))
    for blocks in (shown.blocks, shown.in_views):
        assert check_message({"text": shown.text, "blocks": list(blocks)}) is None
    assert f"{12 - SCHEMES_MOST} more" in everything(shown)
    assert "<!channel>" not in everything(shown)
