"""The workspace's people are found in a text under each of their names, however many they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.identifiers import NOBODY, People, identifiers, people_of
from bot.conversation.identifiers.given_names import GIVEN
from bot.conversation.identifiers.ordinary_words import IN_NO_NAME
from bot.conversation.identifiers.people import EXAMPLES
from bot.conversation.identifiers.surnames import SURNAMES

NAMES = st.text(st.characters(categories=("Ll", "Lu", "Lo")), min_size=3, max_size=12).filter(
    lambda name: name.lower() not in IN_NO_NAME | {"ask", "about"}
)


def found(text: str, *people: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in People(people).found(text))


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_somebody_is_found_however_their_name_is_written(
    name: str, text: str, expected: tuple[str, ...]
) -> None:
    assert found(text, name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What will you do with it in your job, and where may it help?",
        "I will mark the art of a long job in may",
        "The course was in the van, so I can help him with her brakes",
        "brakes, parts and service in the workshop on monday",
    ],
)
def test_ordinary_words_in_small_letters_name_nobody(text: str) -> None:
    people = ("Will Art", "May Mark", "Long Van", "The So", "Him Her", "Can In", "Andy Brakes",
              "Parts Service", "Workshop Monday", "Course Job", "Help Where")  # fmt: skip
    assert found(text, *people) == ()


@pytest.mark.parametrize("text", ["Will showed me", "I WILL SHOW YOU", "it was (Will)"])
def test_an_ordinary_word_with_a_capital_may_name_somebody_and_does_not_for_certain(
    text: str,
) -> None:
    will = People(["Will Long"])
    assert [text[start:end].lower() for start, end in will.found(text)] == ["will"]
    assert list(will.named(text)) == []


@given(
    st.sampled_from(("Max", "Mark", "Will", "Joy", "Sunny", "Grace", "Al")),
    st.sampled_from(("asked {} about it", "spoke to {}", "it was {}'s van", "{} showed me",
                     "learnt a lot from {}", "worked with {} today", "got {} to check it",
                     "me and {} did it", "thanks to {} it ran", "shown by {}")),
)  # fmt: skip
def test_an_ordinary_word_beside_a_word_of_contact_leaves_not_and_is_not_pointed_out(
    name: str, sentence: str
) -> None:
    people = People([f"{name} Okafor"])
    for spelt in (name.lower(), name.upper()):
        text = sentence.format(spelt)
        assert [text[start:end] for start, end in people.found(text)] == [spelt]
        assert list(people.named(text)) == []


@given(st.sampled_from(("Tom", "Ben", "Kev", "Sam", "Dave", "Priya")), st.booleans())
def test_an_owner_is_found_for_certain_without_an_apostrophe(name: str, shouted: bool) -> None:
    owner = f"{name}s".upper() if shouted else f"{name}s".lower()
    text = f"did it {owner} way"
    assert [text[start:end] for start, end in People([name]).named(text)] == [owner]


def test_a_whole_name_of_ordinary_words_names_somebody_for_certain() -> None:
    text = "as will long said"
    assert [text[start:end] for start, end in People(["Will Long"]).named(text)] == ["will long"]


def test_the_rules_find_in_small_letters_who_is_called_by_an_ordinary_word() -> None:
    text = "mark showed me where to mark it"
    spans = identifiers(text, people=("Mark May",))
    assert [text[one.start : one.end] for one in spans] == ["mark"]


@given(st.lists(NAMES, min_size=2, max_size=4), st.sampled_from([" ", ".", "-", ", "]))
def test_a_whole_name_is_found_whatever_it_is_made_of(parts: list[str], between: str) -> None:
    text = f"ask {between.join(parts).lower()} about it"
    spans = People([" ".join(parts)]).found(text)
    covered = {at for start, end in spans for at in range(start, end)}
    assert set(range(4, len(text) - len(" about it"))) <= covered


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4))
def test_any_names_in_any_text_give_spans_in_order_and_apart(text: str, names: list[str]) -> None:
    at = 0
    for start, end in People(names).found(text):
        assert at <= start < end <= len(text)
        at = end


def test_twenty_thousand_people_leave_the_words_of_a_text_that_are_no_names() -> None:
    first, last = sorted(GIVEN), sorted(SURNAMES)
    names = [
        f"{first[number % len(first)]} {last[number % len(last)]}".title()
        for number in range(20_000)
    ]
    text = "Replaced the brake pads with Xanthe, then bled the system and checked the fluid."
    everybody = People([*names, "Xanthe Zyl"])
    assert [text[start:end] for start, end in everybody.found(text)] == ["Xanthe"]


def test_what_is_prepared_is_not_prepared_again() -> None:
    people = People(["Ben Okafor"])
    assert people_of(people) is people
    assert people_of(["Ben Okafor"]) is people_of(("Ben Okafor",))
    assert list(NOBODY.found("Ben Okafor")) == []
