"""What holds for clauses, elements, stages and grades of any text."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.elements.clauses import clauses
from bot.conversation.elements.cues import ELEMENTS
from bot.conversation.elements.finding import USUAL, find, stages
from bot.conversation.elements.grading import grade
from bot.conversation.elements.plans import PlanDay, named_day, plan_day
from bot.conversation.field import Span
from bot.conversation.text import clean

LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)

PIECES = [
    *("I learnt", "to wait", "so", "and", "but", "I will", "check it", "because", "we", "do EVs"),
    *("helps", "on every job", "next time", "on Friday", "by June", "nothing", "dunno", "it was"),
    *(
        "hard",
        "since then",
        "waste of time",
        ",",
        ".",
        "!",
        ";",
        " - ",
        "\n",
        "👍",
        "断开",
        "é",
        "'",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.text(min_size=900, max_size=1300),
).map(lambda text: clean(text).text)
ASKED = st.one_of(st.none(), st.sampled_from(ELEMENTS), st.just(USUAL))


def in_order_and_apart(spans: tuple[Span, ...], text: str) -> bool:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return edges == sorted(edges) and all(text[a:b].strip() for a, b in spans)


@given(TEXTS)
def test_clauses_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = clauses(text)

    assert in_order_and_apart(spans, text)
    assert all(any(map(str.isalnum, text[slice(*span)])) for span in spans)


@given(TEXTS)
def test_no_word_is_lost_between_clauses_but_a_joint(text: str) -> None:
    left = text
    for start, end in reversed(clauses(text)):
        left = left[:start] + " " + left[end:]

    words = "".join(c if c.isalnum() else " " for c in left.casefold()).split()
    assert set(words) <= {"and", "but", "n", "so", "plus"}


@given(TEXTS, ASKED)
def test_elements_are_held_by_clauses_and_stages_by_runs_of_them(text: str, asked: object) -> None:
    found = find(text, asked)  # type: ignore[arg-type]

    assert all(set(spans) <= set(found.clauses) for spans in found.spans.values())
    assert all(spans for spans in found.spans.values())
    for spans in stages(found).values():
        assert spans
        assert in_order_and_apart(spans, text)


@given(TEXTS)
def test_every_text_has_a_grade_and_perhaps_a_plan(text: str) -> None:
    assert grade(text, text, text) in ("empty", "denied", "short", "account")
    plan = plan_day(text, THURSDAY, LONDON, asked="next")
    assert plan is None or plan.day is None or plan.day >= date(2026, 11, 26)


def filled(text: str, asked: object) -> dict[str, list[str]]:
    found = find(text, asked)  # type: ignore[arg-type]
    return {stage: [text[slice(*span)] for span in spans] for stage, spans in stages(found).items()}


def test_the_whole_answer_to_the_usual_question_is_the_evaluation() -> None:
    text = "proving dead before touching the pack, I do EV battery swaps now"

    assert filled(text, USUAL) == {"evaluate": [text]}
    assert set(find(text, USUAL).spans) == {"learnt", "helps"}
    assert find(text, USUAL).asked == ("learnt", "helps")


def test_a_plan_within_an_answer_goes_to_its_stage() -> None:
    assert filled("the bracket can crack, so I will check the bracket first", USUAL) == {
        "evaluate": ["the bracket can crack"],
        "plan": ["I will check the bracket first"],
    }


def test_an_answer_that_is_only_a_plan_fills_the_stage_that_was_asked_too() -> None:
    text = "I will always check the bracket first"

    assert filled(text, USUAL) == {"plan": [text], "evaluate": [text]}


def test_the_clause_with_the_facts_fills_no_stage() -> None:
    text = "1h EV webinar yesterday, learnt to log the insulation test, helps on every EV job I do"

    assert filled(text, None) == {
        "evaluate": ["learnt to log the insulation test, helps on every EV job I do"]
    }


def test_what_an_answer_holds_besides_stays_with_it() -> None:
    text = "It was good. You prove dead twice"

    assert filled(text, USUAL) == {"evaluate": [text]}


@pytest.mark.parametrize("text", ["dunno", "good", "👍", "waste of time", ""])
def test_an_empty_or_denied_answer_fills_no_stage(text: str) -> None:
    assert filled(text, USUAL) == {}


def test_a_denied_element_is_not_held_by_what_is_said_besides() -> None:
    found = find("Not much was hard but I learnt that you can't rush the soak time", "hard")

    assert set(found.spans) == {"learnt"}


def test_the_title_and_the_question_said_again_are_empty() -> None:
    question = "What did you learn, and where will you use it in your job?"

    assert grade("the HV course", "HV course", question) == "empty"
    assert grade("what did I learn and where will I use it", "HV course", question) == "empty"
    assert grade("the HV interlock loop breaks first", "HV course", question) == "account"


def test_scripts_without_spaces_are_graded_by_characters() -> None:
    assert grade("绝缘") == "short"
    assert grade("先断开低压电池再拔高压插头") == "account"


def test_a_plan_that_names_no_day_says_so() -> None:
    assert plan_day("next time I'll wait ten minutes", THURSDAY, LONDON) == PlanDay()


def test_the_words_that_name_the_day_are_pointed_at() -> None:
    text = "you wait ten minutes, so I'll show the lads on Monday"

    plan = plan_day(text, THURSDAY, LONDON)

    assert plan is not None
    assert plan.day == date(2026, 11, 30)
    assert plan.span is not None
    assert text[slice(*plan.span)] == "on Monday"


def test_words_without_a_plan_have_no_plan_day() -> None:
    assert plan_day("I did it on Friday", THURSDAY, LONDON) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("remind me start of feb", date(2027, 2, 1)),
        ("remind me at the beginning of march", date(2027, 3, 1)),
        ("remind me early jan", date(2027, 1, 1)),
        ("remind me mid february", date(2027, 2, 15)),
        ("remind me middle of april", date(2027, 4, 15)),
        ("remind me late march", date(2027, 3, 31)),
        ("remind me end of feb", date(2027, 2, 28)),
        ("remind me in early december", date(2026, 12, 1)),
        ("remind me in december, 3rd", date(2026, 12, 3)),
        ("remind me in december on the 3rd", date(2026, 12, 3)),
        ("remind me at the start of the job", None),
    ],
)
def test_a_part_of_a_month_and_a_day_behind_it_are_read(text: str, day: date | None) -> None:
    assert named_day(text, THURSDAY, LONDON) == day


def test_what_only_follows_a_month_is_no_day_of_it() -> None:
    plan = plan_day("I will do it in march, 2nd time lucky", THURSDAY, LONDON, asked="next")
    assert plan is not None
    assert plan.day == date(2027, 3, 31)
