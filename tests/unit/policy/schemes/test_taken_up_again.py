"""A category that was left and taken up again is asked for what it was in while it was not left."""

from datetime import date

from bot.policy.scheme_facts import EnrolmentFacts, OtherCategory, Spell, SubjectTotal, Totals
from bot.policy.scheme_facts import WorkplaceSettings as Settings
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import HoursStanding, standing

MOT = next(one for one in load_packs().values() if one.name == "dvsa-mot")
CAME, LEFT, BACK = date(2024, 1, 1), date(2026, 5, 1), date(2026, 9, 1)
TODAY = date(2026, 11, 23)
FOUR_HOURS = Totals(
    ended_weight=4 * 60 * 60, ended_subjects=(SubjectTotal("", "counted", 240, 4 * 60 * 60, 1),)
)


def stands(enrolment: EnrolmentFacts) -> HoursStanding:
    found = standing(FOUR_HOURS, enrolment, TODAY, MOT, Settings())
    assert isinstance(found, HoursStanding)
    return found


def test_the_year_before_asked_for_both_groups_though_one_was_left_since() -> None:
    """4 h of 6 h up to 31 March 2026; group B was left in May, and taken up again in September."""
    spell = (Spell(CAME, LEFT),)
    stayed = EnrolmentFacts(
        "dvsa-mot",
        CAME,
        category="group A",
        other_categories=(OtherCategory("group B", BACK, spell),),
    )
    came_back = EnrolmentFacts(
        "dvsa-mot",
        BACK,
        category="group B",
        other_categories=(OtherCategory("group A", CAME),),
        earlier_spells=spell,
    )
    for one in (stayed, came_back):
        ended = stands(one).ended
        assert ended is not None
        assert (ended.credits, ended.minimum) == (240, 360)


def test_a_year_that_ended_while_a_group_was_left_asked_for_the_other_alone() -> None:
    """In group B until January 2026, and again from September: of the year up to March 3 h."""
    spell = (Spell(CAME, date(2026, 1, 1)),)
    stayed = EnrolmentFacts(
        "dvsa-mot",
        CAME,
        category="group A",
        other_categories=(OtherCategory("group B", BACK, spell),),
    )
    assert stands(stayed).ended is None
