"""What a certificate says, held against what its member said: what is asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.certificates.certificate import Certificate, Found, Place
from bot.conversation.certificates.comparing import (
    AnotherDay,
    AnotherLength,
    AnotherPerson,
    CreditsForHours,
    MoreThanTheTimesAllow,
    NoLongerValid,
    Told,
    compare,
    may_be_same,
)

_HERE = Place(1, 0)
_MARCH_11 = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Priya Shah", "Shah, Priya"),
        ("P. Shah", "Priya Shah"),
        ("Priya K. Shah", "Priya Shah"),
        ("Priya Shah-Patel", "Priya Patel"),
        ("Dr. inż. Łukasz Wójcik MIET", "lukasz wojcik"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Bob Smith", "Robert Smith"),
        ("Siobhán O’Neill", "Siobhan ONeill"),
        ("MARIA DE LA CRUZ", "Maria Cruz"),
        ("priya", "Priya Shah"),
        ("priya.shah", "Priya Shah"),
        ("Олена Ковальчук", "Olena Kovalchuk"),  # nothing to compare
        ("", "Priya Shah"),
    ],
)
def test_one_person_may_be_written_in_two_ways(one: str, other: str) -> None:
    assert may_be_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Priya Shah", "Priya Patel"),
        ("Anna Shah", "Priya Shah"),
        ("Rob Jones", "Robert Smith"),
        ("J. Smith", "Robert Smith"),
        ("P. S.", "Priya Shah"),
        ("Tony", "Priya Shah"),
    ],
)
def test_two_people_are_asked_about(one: str, other: str) -> None:
    assert not may_be_same(one, other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_are_compared_both_ways_alike(one: str, other: str) -> None:
    assert may_be_same(one, other) == may_be_same(other, one)
    assert may_be_same(one, one) or not any(len(word) > 1 for word in one.split())


def test_another_persons_name_is_asked_about_and_a_list_that_the_member_is_on_is_not() -> None:
    found = Certificate(person=Found("Tony Varga", _HERE))
    assert compare(found, Told(names=("Priya Shah", "pri"))) == (AnotherPerson(("Tony Varga",)),)
    assert compare(found, Told()) == ()
    listed = Certificate(people=("Tony Varga", "Priya Shah"))
    assert compare(listed, Told(names=("Priya Shah",))) == ()
    assert compare(listed, Told(names=("Emeka Okafor",))) == (
        AnotherPerson(("Tony Varga", "Priya Shah")),
    )


def test_days_that_have_none_in_common_are_asked_about() -> None:
    found = Certificate(
        day=Found(_MARCH_11, _HERE),
        start=Found(date(2026, 3, 9), _HERE),
        end=Found(_MARCH_11, _HERE),
    )
    assert compare(found, Told(start=date(2026, 3, 10))) == ()
    assert compare(found, Told(start=date(2026, 3, 12))) == (
        AnotherDay(date(2026, 3, 9), _MARCH_11, date(2026, 3, 12), date(2026, 3, 12)),
    )
    assert compare(found, Told()) == ()


def test_more_hours_than_the_times_allow_are_asked_about() -> None:
    found = Certificate(minutes=Found(480, _HERE), between=Found(360, _HERE))
    assert compare(found, Told()) == (MoreThanTheTimesAllow(480, 360),)
    assert compare(Certificate(between=Found(360, _HERE)), Told(minutes=300)) == ()
    assert compare(Certificate(between=Found(360, _HERE)), Told(minutes=420)) == (
        MoreThanTheTimesAllow(420, 360),
    )


def test_another_length_than_the_member_said_is_asked_about() -> None:
    found = Certificate(minutes=Found(90, _HERE))
    assert compare(found, Told(minutes=120)) == (AnotherLength(90, 120),)
    assert compare(found, Told(minutes=90)) == ()


def test_credits_are_asked_about_where_hours_count_and_nobody_says_any() -> None:
    found = Certificate(credits=Found(600, _HERE))
    assert compare(found, Told(counts_hours=True)) == (CreditsForHours(600, None),)
    assert compare(found, Told(counts_hours=True, minutes=60)) == ()
    assert compare(found, Told()) == ()


def test_one_that_has_expired_is_asked_about() -> None:
    found = Certificate(expiry=Found(_MARCH_11, _HERE))
    assert compare(found, Told(today=date(2026, 3, 12))) == (NoLongerValid(_MARCH_11),)
    assert compare(found, Told(today=_MARCH_11)) == ()
