"""Frameworks, parts and generated values for the tests of subject frameworks."""

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from bot.policy.frameworks.framework import SUBJECT_UNITS, Framework, Subject
from bot.policy.frameworks.progress import Part
from bot.policy.schemes.pack_file import load_packs
from bot.policy.vocabulary import STATES

TECHSAFE = load_packs()["imi-techsafe"]
CHECKED = date(2026, 11, 27)


def subject(
    name: str = "Radar",
    minimum: int | None = 360,
    since: date | None = None,
    until: date | None = None,
) -> Subject:
    """A subject counted in hours."""
    return Subject(name, minimum, "hours", since, until)


def framework(
    version: str,
    *subjects: Subject,
    since: date | None = None,
    corrects: str | None = None,
    category: str = "ADAS",
) -> Framework:
    """A version of a category's framework, with one subject where none is given."""
    return Framework(
        pack="imi-techsafe",
        category=category,
        version=version,
        source="a test",
        checked_on=CHECKED,
        valid_from=since,
        subjects=subjects or (subject(),),
        corrects=corrects,
    )


def part(
    minutes: int,
    of: str | None = "Radar",
    on: date | None = date(2026, 6, 1),
    weight: int | None = None,
) -> Part:
    """A part that counts."""
    return Part(of, minutes, weight, on, "counted")


_One = TypeVar("_One")


def in_two_orders(some: list[_One]) -> st.SearchStrategy[tuple[list[_One], list[_One]]]:
    """A list as it is, and in any other order."""
    return st.tuples(st.just(some), st.permutations(some))


NAMES = ("Radar", "RADAR", "Cameras", "Fault codes")
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
minimums = st.none() | st.integers(1, 60_000)
subjects = st.builds(
    Subject,
    name=st.sampled_from(NAMES),
    minimum=minimums,
    unit=st.sampled_from(SUBJECT_UNITS),
    valid_from=st.none() | days,
    valid_to=st.none() | days,
)
frameworks = st.builds(
    Framework,
    pack=st.just("imi-techsafe"),
    category=st.sampled_from(["ADAS", "adas"]),
    version=st.sampled_from(["1", "2", "3"]),
    source=st.just("a test"),
    checked_on=days,
    valid_from=st.none() | days,
    subjects=st.lists(subjects, max_size=4).map(tuple),
    corrects=st.none() | st.sampled_from(["1", "2", "3"]),
)
loaded = st.lists(frameworks, max_size=4)
parts = st.builds(
    Part,
    subject=st.none() | st.sampled_from([*NAMES, "Welding"]),
    minutes=st.integers(-60, 20_000),
    weight=st.none() | st.integers(-60, 2_000_000),
    done_on=st.none() | days,
    state=st.sampled_from(STATES),
)
