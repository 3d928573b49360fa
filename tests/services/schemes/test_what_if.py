"""What is supposed comes to what it would come to if it were so, and nothing of it is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

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
