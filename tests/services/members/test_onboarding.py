"""Onboarding: which question comes when, and that every one can be skipped."""

from datetime import date, timedelta

import pytest

from bot.services.context.refused import Refused
from bot.services.members import onboarding, settings
from bot.services.members.onboarding import (
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
from tests.services.harness import TODAY, ServiceHarness

IMI = "imi-register"
BEGAN = date(2025, 6, 1)


def _at(view: OnboardingView) -> tuple[str, str, int | None, int]:
    return view.step, view.about.enrolment.pack if view.about else "", view.number, view.count


def test_three_questions_come_first_and_two_afterwards(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert _at(onboarding.begin(ctx)) == ("scheme", "", 1, 3)
        assert _at(onboarding.answer(ctx, SchemesAre((IMI,)))) == ("cycle_start", IMI, 2, 3)
        assert _at(onboarding.answer(ctx, CycleBegan(IMI, BEGAN))) == ("job", "", 3, 3)
        view = onboarding.answer(ctx, JobIs("Vehicle technician", TODAY))
        assert _at(view) == ("opening", IMI, None, 3)
        assert _at(onboarding.answer(ctx, AccountShows(IMI, 2500, 600)))[0] == "manager"
        done = onboarding.skip(ctx)
        assert (done.step, ctx.member.onboarding) == ("done", "done")
        kept = settings.settings_view(ctx)
    assert kept.schemes[0].enrolment.cycle_start == BEGAN
    assert kept.schemes[0].enrolment.opening_cycle == 2500
    assert kept.job is not None


@pytest.mark.parametrize("packs", [(IMI,), ("cmi",), (IMI, "cmi", "generic-30-90"), ()])
def test_the_counter_never_changes_its_total(
    harness: ServiceHarness, packs: tuple[str, ...]
) -> None:
    with harness.open() as ctx:
        views = [onboarding.begin(ctx), onboarding.answer(ctx, SchemesAre(packs))]
        while views[-1].step != "done":
            views.append(onboarding.skip(ctx))
    assert {view.count for view in views} == {3}
    numbers = [view.number for view in views if view.number is not None]
    assert numbers == sorted(numbers)
    assert set(numbers) <= {1, 2, 3}


def test_a_scheme_without_credits_asks_for_neither_cycle_nor_balance(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        assert _at(onboarding.answer(ctx, SchemesAre(("cmi",)))) == ("job", "", 3, 3)
        assert onboarding.skip(ctx).step == "manager"


def test_each_of_several_schemes_is_asked_about_and_a_workplaces_own_has_no_account(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        view = onboarding.answer(ctx, SchemesAre((IMI, "cmi", "generic-30-90")))
        seen = [_at(view)[:2]]
        for pack in (IMI, "generic-30-90"):
            view = onboarding.answer(ctx, CycleBegan(pack, BEGAN))
            seen.append(_at(view)[:2])
        while view.step != "done":
            view = onboarding.skip(ctx)
            seen.append(_at(view)[:2])
    assert seen == [
        ("cycle_start", IMI),
        ("cycle_start", "generic-30-90"),
        ("job", ""),
        ("opening", IMI),
        ("manager", ""),
        ("done", ""),
    ]


def test_before_the_cycle_is_known_no_balance_of_it_is_asked(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        assert onboarding.answer(ctx, CycleBegan(IMI, None)).step == "job"
        assert onboarding.skip(ctx).step == "manager"


def test_not_being_sure_of_the_year_is_kept_as_not_known(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        onboarding.answer(ctx, CycleBegan(IMI, BEGAN))
        onboarding.skip(ctx)
        assert onboarding.answer(ctx, AccountShows(IMI, 2500, None)).step == "manager"
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
    assert (enrolment.opening_cycle, enrolment.opening_year) == (2500, None)
    assert (enrolment.opening_on, enrolment.opening_declined) == (TODAY, False)


def test_declining_goes_on_and_differs_from_skipping(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        onboarding.answer(ctx, CycleBegan(IMI, BEGAN))
        onboarding.skip(ctx)
        assert _at(onboarding.answer(ctx, NothingBroughtIn(IMI)))[0] == "manager"
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
    assert enrolment.opening_declined


def test_everything_can_be_skipped_and_begun_again_from_home(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        assert onboarding.skip(ctx).step == "job"
        assert onboarding.skip(ctx).step == "manager"
        assert onboarding.skip(ctx).step == "done"
        assert onboarding.skip(ctx).step == "done"
        assert onboarding.begin(ctx).step == "scheme"


def test_an_old_button_skips_nothing_but_its_own_question(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        assert onboarding.skip(ctx, "scheme").step == "cycle_start"


def test_an_answer_to_a_question_that_has_passed_is_kept(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        onboarding.skip(ctx)
        assert onboarding.answer(ctx, CycleBegan(IMI, BEGAN)).step == "job"
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
    assert enrolment.cycle_start == BEGAN


def test_a_refused_answer_leaves_the_question_standing(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        with pytest.raises(Refused, match="cycle_start_too_early"):
            onboarding.answer(ctx, CycleBegan(IMI, date(1926, 1, 1)))
        with pytest.raises(Refused, match="cycle_start_to_come"):
            onboarding.answer(ctx, CycleBegan(IMI, TODAY + timedelta(days=1)))
        assert onboarding.onboarding_view(ctx).step == "cycle_start"
        assert onboarding.answer(ctx, CycleBegan(IMI, TODAY)).step == "job"


def test_what_is_known_already_is_not_asked(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, BEGAN)
        settings.set_job(ctx, "Vehicle technician", TODAY)
        assert _at(onboarding.begin(ctx))[:2] == ("opening", IMI)


def test_it_is_offered_once_after_the_first_entry(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert onboarding.offer(ctx)
        assert not onboarding.offer(ctx)
    assert [kind for kind, _ in harness.said()] == ["onboarding"]


def test_a_first_question_skipped_in_home_is_passed(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert onboarding.onboarding_view(ctx).step == "scheme"
        assert onboarding.skip(ctx, "scheme").step == "job"


def test_leaving_the_scheme_that_is_asked_about_asks_the_first_open_question(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        onboarding.begin(ctx)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        settings.leave(ctx, IMI)
        assert onboarding.onboarding_view(ctx).step == "scheme"
        assert onboarding.skip(ctx).step == "scheme"


def test_without_a_scheme_job_and_manager_are_left_to_ask() -> None:
    nobody = Known(schemes=(), has_job=False)
    assert next_step(None, nobody) == Place("scheme")
    assert next_step(Place("scheme"), nobody) == Place("job")
    assert next_step(Place("scheme"), Known((), has_job=True)) == Place("manager")
    assert next_step(Place("job"), Known((), has_job=True, has_manager=True)) == Place("done")


def test_only_the_newest_message_asks(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        onboarding.welcome(ctx)
        first = f"onboarding:{ctx.member.id}"
        assert onboarding.is_asked_last(ctx, first)
        onboarding.answer(ctx, SchemesAre((IMI,)))
        onboarding.ask_below(ctx)
        assert not onboarding.is_asked_last(ctx, first)
        assert onboarding.is_asked_last(ctx, f"{first}:at:1")
        onboarding.ask_below(ctx)
        assert onboarding.is_asked_last(ctx, f"{first}:at:2")
    assert [kind for kind, _ in harness.said()].count("onboarding") == 3


def test_somebody_who_was_asked_before_is_not_welcomed_again(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert onboarding.welcome(ctx)
        assert not onboarding.welcome(ctx)
