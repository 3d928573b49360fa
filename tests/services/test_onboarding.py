"""Onboarding: which question comes when, and that every one can be skipped."""

from datetime import date

import pytest

from bot.services import onboarding, settings
from bot.services.onboarding import (
    AccountShows,
    CycleBegan,
    JobIs,
    Known,
    NothingBroughtIn,
    OnboardingView,
    Place,
    SchemesAre,
    next_step,
)
from bot.services.refused import Refused
from tests.services.house import TODAY, House

IMI = "imi-register"
BEGAN = date(2025, 6, 1)


def _at(view: OnboardingView) -> tuple[str, str, int, int]:
    return view.step, view.about.enrolment.pack if view.about else "", view.number, view.count


def test_all_questions_of_a_scheme_with_credits_come_in_their_order(house: House) -> None:
    with house.desk() as desk:
        assert _at(onboarding.begin(desk)) == ("scheme", "", 1, 2)
        assert _at(onboarding.answer(desk, SchemesAre((IMI,)))) == ("cycle_start", IMI, 2, 4)
        assert _at(onboarding.answer(desk, CycleBegan(IMI, BEGAN))) == ("opening", IMI, 3, 4)
        assert _at(onboarding.answer(desk, AccountShows(IMI, 2500, 600)))[0] == "job"
        done = onboarding.answer(desk, JobIs("Vehicle technician", TODAY))
        assert (done.step, desk.member.onboarding) == ("done", "done")
        view = settings.settings_view(desk)
    assert view.schemes[0].enrolment.cycle_start == BEGAN
    assert view.schemes[0].enrolment.opening_cycle == 2500
    assert view.job is not None


def test_a_scheme_without_credits_asks_for_neither_cycle_nor_balance(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        assert _at(onboarding.answer(desk, SchemesAre(("cmi",)))) == ("job", "", 2, 2)


def test_each_of_several_schemes_is_asked_about(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        view = onboarding.answer(desk, SchemesAre((IMI, "cmi", "generic-30-90")))
        seen = [_at(view)[:2]]
        while view.step != "done":
            view = onboarding.skip(desk)
            seen.append(_at(view)[:2])
    assert seen == [
        ("cycle_start", IMI),
        ("opening", IMI),
        ("cycle_start", "generic-30-90"),
        ("opening", "generic-30-90"),
        ("job", ""),
        ("done", ""),
    ]


def test_not_knowing_and_declining_go_on_and_differ_from_skipping(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        onboarding.answer(desk, SchemesAre((IMI,)))
        assert _at(onboarding.answer(desk, CycleBegan(IMI, None)))[0] == "opening"
        assert _at(onboarding.answer(desk, NothingBroughtIn(IMI)))[0] == "job"
        [enrolment] = desk.work.enrolments.of(desk.member.id)
    assert enrolment.cycle_start is None
    assert enrolment.opening_declined


def test_everything_can_be_skipped_and_begun_again_from_home(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        assert onboarding.skip(desk).step == "job"
        assert onboarding.skip(desk).step == "done"
        assert onboarding.skip(desk).step == "done"
        assert onboarding.begin(desk).step == "scheme"


def test_an_old_button_skips_nothing_but_its_own_question(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        onboarding.answer(desk, SchemesAre((IMI,)))
        assert onboarding.skip(desk, "scheme").step == "cycle_start"


def test_an_answer_to_a_question_that_has_passed_is_kept(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        onboarding.answer(desk, SchemesAre((IMI,)))
        onboarding.skip(desk)
        assert onboarding.answer(desk, CycleBegan(IMI, BEGAN)).step == "opening"
        [enrolment] = desk.work.enrolments.of(desk.member.id)
    assert enrolment.cycle_start == BEGAN


def test_a_refused_answer_leaves_the_question_standing(house: House) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        onboarding.answer(desk, SchemesAre((IMI,)))
        with pytest.raises(Refused, match="cycle_start_too_early"):
            onboarding.answer(desk, CycleBegan(IMI, date(1926, 1, 1)))
        assert onboarding.onboarding_view(desk).step == "cycle_start"


def test_what_is_known_already_is_not_asked(house: House) -> None:
    with house.desk() as desk:
        settings.enrol(desk, IMI)
        settings.set_cycle_start(desk, IMI, BEGAN)
        assert _at(onboarding.begin(desk))[:2] == ("opening", IMI)


def test_it_is_offered_once_after_the_first_entry(house: House) -> None:
    with house.desk() as desk:
        assert onboarding.offer(desk)
        assert not onboarding.offer(desk)
    assert [kind for kind, _ in house.said()] == ["onboarding"]


def test_leaving_the_scheme_that_is_asked_about_asks_the_first_open_question(
    house: House,
) -> None:
    with house.desk() as desk:
        onboarding.begin(desk)
        onboarding.answer(desk, SchemesAre((IMI,)))
        settings.leave(desk, IMI)
        assert onboarding.onboarding_view(desk).step == "scheme"
        assert onboarding.skip(desk).step == "scheme"


def test_without_a_scheme_only_the_job_is_left_to_ask() -> None:
    nobody = Known(schemes=(), has_job=False)
    assert next_step(None, nobody) == Place("scheme")
    assert next_step(Place("scheme"), nobody) == Place("job")
    assert next_step(Place("scheme"), Known((), has_job=True)) == Place("done")
