"""What is supposed comes to what it would come to if it were so, and nothing of it is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.policy.schemes.standing import FrameworkStanding
from bot.services.admin import policy_documents
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.record import entries
from bot.services.schemes.standings import standings_of
from bot.services.schemes.what_if import Supposition, WhatIf, last_saved, what_if
from storage.row_types import EntryRecord
from tests.services.harness import TODAY, ServiceHarness

IMI, MOT = "imi-register", "dvsa-mot"


@pytest.fixture(autouse=True)
def enrolled(harness: ServiceHarness) -> None:
    """Ana, in a scheme of credits, one of hours and one without any number."""
    with harness.open("UANA") as ctx:
        for pack in (IMI, MOT, "cmi"):
            settings.enrol(ctx, pack)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))


def _logged(harness: ServiceHarness, **content: Any) -> EntryRecord:
    with harness.open("UANA") as ctx:
        return harness.logged(ctx, **content)


def _standings(harness: ServiceHarness) -> dict[str, Any]:
    with harness.open("UANA") as ctx:
        return {one.enrolment.pack: one.standing for one in standings_of(ctx)}


def _what_if(harness: ServiceHarness, change: Supposition, who: str = "UANA") -> WhatIf:
    with harness.open(who) as ctx:
        return what_if(ctx, change)


def _then(found: WhatIf) -> dict[str, Any]:
    return {one.enrolment.pack: one.standing for one in found.schemes}


def test_more_time_comes_to_what_an_entry_of_it_comes_to(harness: ServiceHarness) -> None:
    _logged(harness, minutes=50)
    supposed = _then(_what_if(harness, Supposition(minutes=370)))
    _logged(harness, minutes=370, on=TODAY, title="Another course")
    now = _standings(harness)
    assert supposed == {pack: now[pack] for pack in (IMI, MOT)}


def test_without_an_entry_is_how_it_stands_once_that_is_withdrawn(harness: ServiceHarness) -> None:
    _logged(harness, minutes=50)
    one = _logged(harness, minutes=100, title="Another course")
    supposed = _then(_what_if(harness, Supposition(without=one.id)))
    with harness.open("UANA") as ctx:
        entries.withdraw(ctx, one)
    now = _standings(harness)
    assert supposed == {pack: now[pack] for pack in (IMI, MOT)}


def test_what_waits_is_left_out_as_well(harness: ServiceHarness) -> None:
    one = _logged(harness, evaluate="")
    assert _standings(harness)[IMI].waiting_count == 1
    assert _then(_what_if(harness, Supposition(without=one.id)))[IMI].waiting_count == 0


def test_credits_are_added_where_credits_are_counted(harness: ServiceHarness) -> None:
    before = _standings(harness)[IMI]
    supposed = _then(_what_if(harness, Supposition(credits=1000)))
    assert list(supposed) == [IMI]
    assert supposed[IMI].cycle_credits == before.cycle_credits + 1000
    assert supposed[IMI].year_credits == before.year_credits + 1000


def test_a_scheme_without_a_number_stands_as_it_did(harness: ServiceHarness) -> None:
    with harness.open("UBEN") as ctx:
        settings.enrol(ctx, "cmi")
    assert _what_if(harness, Supposition(minutes=60), "UBEN").schemes == ()


@pytest.mark.parametrize(
    "which", [Supposition(minutes=360), Supposition(credits=250), Supposition(without=0)]
)
def test_nothing_is_written(harness: ServiceHarness, which: Supposition) -> None:
    one = _logged(harness)
    change = replace(which, without=one.id) if which.without is not None else which
    before = _standings(harness)
    with harness.counting() as statements:
        _what_if(harness, change)
    assert not [each for each in statements if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert _standings(harness) == before


def test_nobody_supposes_anything_of_somebody_elses_entry(harness: ServiceHarness) -> None:
    one = _logged(harness, title="A secret title")
    with harness.open("UBEN") as ctx:
        settings.enrol(ctx, IMI)
        assert last_saved(ctx) is None
        with pytest.raises(Refused, match="not_your_entry"):
            what_if(ctx, Supposition(without=one.id))


def test_what_is_not_saved_or_is_too_much_is_refused(harness: ServiceHarness) -> None:
    one = _logged(harness)
    with harness.open("UANA") as ctx:
        entries.withdraw(ctx, one)
    for change, why in (
        (Supposition(without=one.id), "what_if_not_saved"),
        (Supposition(minutes=10**9), "what_if_too_much"),
        (Supposition(credits=10**9), "what_if_too_much"),
    ):
        with pytest.raises(Refused, match=why):
            _what_if(harness, change)


def test_this_one_is_the_saved_entry_that_was_begun_last(harness: ServiceHarness) -> None:
    _logged(harness, title="First")
    last = _logged(harness, title="Second")
    with harness.open("UANA") as ctx:
        found = last_saved(ctx)
    assert found is not None
    assert found.id == last.id


ADAS = "imi-techsafe/ADAS"
FRAMEWORK = (
    "pack: imi-techsafe\ncategory: ADAS\nversion: '1'\nsource: a document\n"
    "checked_on: 2026-11-20\nvalid_from: 2025-01-01\nsubjects:\n"
    "  - {name: Radar, minimum: 20 min, unit: hours}\n"
    "  - {name: Cameras, minimum: 7, unit: hours}\n"
)


@pytest.fixture
def by_subjects(harness: ServiceHarness) -> ServiceHarness:
    """The same, with Ana in a category whose framework is loaded, and in one whose is not."""
    given = policy_documents.Given(FRAMEWORK)
    with harness.open("UADMIN") as ctx:
        found = policy_documents.examine(
            ctx.work, ctx.rules_now(), harness.contexts.packs, given, ctx.today
        )
        by = policy_documents.By(ctx.today, ctx.member.id)
        policy_documents.load(ctx.work, harness.contexts.rules, given, by, found.digest)
    with harness.open("UANA") as ctx:
        for category in ("ADAS", "electrified vehicles"):
            settings.enrol(ctx, f"imi-techsafe/{category}")
            settings.set_cycle_start(ctx, f"imi-techsafe/{category}", date(2025, 6, 1))
    return harness


def _by_scheme(harness: ServiceHarness) -> dict[str, Any]:
    with harness.open("UANA") as ctx:
        return {one.enrolment.scheme: one.standing for one in standings_of(ctx)}


@pytest.mark.parametrize(("about", "named"), [("cameras", "Cameras"), ("adas radar", "Radar")])
def test_time_of_a_subject_comes_to_what_an_entry_of_it_comes_to(
    by_subjects: ServiceHarness, about: str, named: str
) -> None:
    found = _what_if(by_subjects, Supposition(minutes=370, about=about))
    assert found.schemes[0].enrolment.scheme == ADAS
    assert [*found.subjects.values()] == [(named,)]
    subjects = [{"name": named, "minutes": None}]
    _logged(by_subjects, minutes=370, on=TODAY, subjects=subjects)
    now = _by_scheme(by_subjects)
    assert {one.enrolment.scheme: one.standing for one in found.schemes} == {
        scheme: now[scheme] for scheme in (ADAS, IMI, MOT)
    }


def test_time_of_a_category_goes_to_what_is_short_there(by_subjects: ServiceHarness) -> None:
    found = _what_if(by_subjects, Supposition(minutes=360, about="adas"))
    first = found.schemes[0]
    assert first.enrolment.scheme == ADAS
    assert [*found.subjects.values()] == [("Radar", "Cameras")]
    assert isinstance(first.standing, FrameworkStanding)
    assert [(one.subject, one.counted) for one in first.standing.subjects] == [
        ("Radar", 20),
        ("Cameras", 340),
    ]


def test_time_of_no_subject_leaves_a_framework_as_it_is(by_subjects: ServiceHarness) -> None:
    found = _what_if(by_subjects, Supposition(minutes=360))
    assert [one.enrolment.scheme for one in found.schemes] == [IMI, MOT]
    elsewhere = _what_if(by_subjects, Supposition(minutes=360, about="electric cars"))
    assert ADAS not in [one.enrolment.scheme for one in elsewhere.schemes]


def test_without_an_entry_of_two_subjects_both_have_less(by_subjects: ServiceHarness) -> None:
    subjects = [{"name": "Radar", "minutes": None}, {"name": "Cameras", "minutes": None}]
    _logged(by_subjects, minutes=60, subjects=subjects)
    one = _logged(by_subjects, minutes=100, title="Another course", subjects=subjects)
    supposed = _what_if(by_subjects, Supposition(without=one.id)).schemes
    with by_subjects.open("UANA") as ctx:
        entries.withdraw(ctx, one)
    now = _by_scheme(by_subjects)
    assert {each.enrolment.scheme: each.standing for each in supposed} == {
        scheme: now[scheme] for scheme in (ADAS, IMI, MOT)
    }


def test_what_is_there_is_added_up_once(by_subjects: ServiceHarness) -> None:
    _logged(by_subjects)
    with by_subjects.open("UANA") as ctx, by_subjects.counting() as statements:
        what_if(ctx, Supposition(minutes=360, about="adas"))
    sums = [one for one in statements if "sum(assessment.weight)" in one]
    assert len(sums) == 1
