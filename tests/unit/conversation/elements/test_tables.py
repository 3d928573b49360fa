"""Every example beside a table is read as the table says."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.elements.blanks import DENIALS, EMPTY_PHRASES, EMPTY_WORDS, EXCUSED, denies
from bot.conversation.elements.clauses import CUTS, clauses
from bot.conversation.elements.cues import CUES, Cue, ElementId
from bot.conversation.elements.finding import USUAL, find
from bot.conversation.elements.grading import grade
from bot.conversation.elements.languages import FOREIGN_CUES
from bot.conversation.elements.no_change import NOTHING_CHANGED, OTHERS, says_nothing_changed
from bot.conversation.elements.occasions import (
    FACTS,
    OCCASIONS,
    OWN_WORK,
    is_of_own_work,
    names_an_occasion,
    states_facts,
)
from bot.conversation.elements.plans import PERIODS, PlanDay, plan_day
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)


@for_each(("clause", "is_it"), OWN_WORK)
def test_a_clause_says_what_ones_own_work_is(clause: str, is_it: bool) -> None:
    assert is_of_own_work(clause) is is_it


@pytest.mark.parametrize("text", ["just the norm", "odds and sods", "see the cert"])
def test_what_says_nothing_is_empty_whatever_its_words(text: str) -> None:
    assert grade(text, "", "What did you learn?") == "empty"


@for_each("example", [e for cut in CUTS for e in cut.examples])
def test_a_text_is_cut_at_the_bars_of_its_example(example: str) -> None:
    text = example.replace("|", " ")

    found = [text[slice(*span)] for span in clauses(text)]

    bare = [part.removesuffix(",").removesuffix(";").removesuffix(" -") for part in parts(example)]
    assert found == bare


def parts(example: str) -> list[str]:
    """The clauses that an example shows, without the joints that part them."""
    first, *rest = example.split("|")
    for joint in ("and ", "so ", "but "):
        rest = [part.removeprefix(joint) for part in rest]
    return [first, *rest]


@for_each(("cue", "text"), [(cue, text) for cue in CUES for text in cue.holds])
def test_an_example_holds_the_element_of_its_cue(cue: Cue, text: str) -> None:
    assert cue.element in find(text, USUAL if cue.answers else None)


@for_each(("cue", "text"), [(cue, text) for cue in CUES for text in cue.spares])
def test_words_that_look_like_a_cue_are_spared(cue: Cue, text: str) -> None:
    assert cue.element not in find(text, USUAL if cue.answers else None)


@for_each(
    ("element", "text"), [(element, text) for element, _, texts in FOREIGN_CUES for text in texts]
)
def test_the_commonest_cues_of_other_languages_tell(element: ElementId, text: str) -> None:
    assert element in find(text)
    assert grade(text, "HV course", "Was haben Sie gelernt?") in ("account", "short")


@for_each(("text", "denied"), EXCUSED)
def test_a_bare_no_with_its_reason_is_denied(text: str, denied: bool) -> None:
    assert (grade(text) == "denied") == denied
    assert bool(find(text, USUAL).spans) != denied


@for_each(("clause", "facts"), FACTS)
def test_facts_of_an_entry_are_no_account(clause: str, facts: bool) -> None:
    assert states_facts(clause.lower()) == facts
    assert (grade(clause, "Battery day") == "empty") == facts


@for_each("said", [*sorted(NOTHING_CHANGED), "Nothing changed", "nope mate."])
def test_it_is_said_that_nothing_has_changed(said: str) -> None:
    assert says_nothing_changed(said)


@for_each("said", OTHERS)
def test_what_only_looks_like_it_closes_nothing(said: str) -> None:
    assert not says_nothing_changed(said)


@for_each("words", [w for _, ws, _ in OCCASIONS for w in ws])
def test_an_occasion_at_work_is_named(words: str) -> None:
    assert names_an_occasion(words)


@for_each("words", [w for _, _, no in OCCASIONS for w in no])
def test_other_words_name_no_occasion(words: str) -> None:
    assert not names_an_occasion(words)


@for_each(
    "text",
    [text for _, _, texts in EMPTY_WORDS for text in texts]
    + [text for _, texts in EMPTY_PHRASES for text in texts],
)
def test_words_that_say_nothing_are_empty(text: str) -> None:
    assert grade(text) == "empty"


@for_each("text", [text for denial in DENIALS for text in denial.holds])
def test_what_is_denied_is_denied(text: str) -> None:
    assert grade(text) == "denied"
    assert not find(text, USUAL).spans


@for_each("text", [text for denial in DENIALS for text in denial.spares])
def test_words_that_look_like_a_denial_are_an_account(text: str) -> None:
    assert not denies(text)
    assert grade(text) == "account"


@for_each(("text", "day"), [(text, day) for _, _, text, day in PERIODS])
def test_a_period_of_a_plan_has_its_day(text: str, day: str) -> None:
    plan = plan_day(text, THURSDAY, LONDON)

    assert isinstance(plan, PlanDay)
    assert plan.day == date.fromisoformat(day)
