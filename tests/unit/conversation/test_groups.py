"""Groups of a scheme of hours as members name them, and what looks alike and names none."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.groups import find_groups, only_groups
from bot.policy.schemes.pack_file import load_packs
from tests.tables import for_each

MOT, DAY = load_packs()["dvsa-mot"], date(2026, 11, 20)
NAMES = MOT.categories(DAY) or ()
CALLED = MOT.called_categories(DAY)

Named = list[tuple[str, int | None]]
A: Named = [("group A", None)]
B: Named = [("group B", None)]
BOTH: Named = [*A, *B]


def found(text: str) -> Named:
    return [(one.name, one.minutes) for one in find_groups(text, NAMES, CALLED)]


def answered(text: str) -> Named:
    return [(one.name, one.minutes) for one in only_groups(text, NAMES, CALLED)]


@for_each(
    ("text", "named"),
    [
        ("MOT group B update, 2 hours", B),
        ("MOT update, GROUP b", B),
        ("class 4 training", B),
        ("motorbikes (group A)", A),
        ("MOT motorcycle brakes", A),
        ("classes 1 and 2", A),
        ("class 1/2 special notice", A),
        ("MOT training classes 3, 4, 5 & 7", B),
        ("class IV and class VII", B),
        ("MOT refresher for both groups", BOTH),
        ("groups A and B", BOTH),
        ("group B first, then group A", [*B, *A]),
        ("class 4 and class 2", [*B, *A]),
        ("1h group A and 2h group B MOT update", [("group A", 60), ("group B", 120)]),
        ("3h MOT update, group A 1h and group B 2h", [("group A", 60), ("group B", 120)]),
        ("3h MOT: 45 min of it for group A", [("group A", 45)]),
        ("MOT update for both groups, 2h", BOTH),
        ("2h groups A and B", BOTH),
        ("group a training", A),
        ("as a group a few of us talked", []),
        ("in the class a day later", []),
        ("a class of 4 people", []),
        ("we had a class 1 hour long", []),
        ("class 42 locomotive", []),
        ("class 6 trailer", []),
        ("groupwork", []),
        ("", []),
    ],
)
def test_a_group_is_found_by_its_name_and_by_its_classes(text: str, named: Named) -> None:
    assert found(text) == named


@for_each(
    ("text", "named"),
    [
        ("group B", B),
        ("it was for group B", B),
        ("b", B),
        ("A.", A),
        ("a", A),
        ("both", BOTH),
        ("both groups", BOTH),
        ("class 4", B),
        ("motorbikes", A),
        ("30 min group A, 90 min group B", [("group A", 30), ("group B", 90)]),
        ("I learnt the group B limits", []),
        ("2h group B training", []),
        ("yes", []),
    ],
)
def test_an_answer_says_groups_and_nothing_else(text: str, named: Named) -> None:
    assert answered(text) == named


@given(st.text(max_size=60))
def test_whatever_is_typed_names_each_group_once_at_most(text: str) -> None:
    for named in (found(text), answered(text)):
        assert len({name for name, _ in named}) == len(named)
        assert {name for name, _ in named} <= set(NAMES)


def test_every_class_of_the_pack_means_a_group_that_there_is() -> None:
    assert set(CALLED.values()) == set(NAMES)
    for said, name in CALLED.items():
        assert found(f"MOT {said} update") == [(name, None)]
