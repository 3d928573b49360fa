"""How a record beside its scheme's qualities is put: a line each, one tap, and never a mark."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.policy.schemes.qualities import QualityShown, State
from bot.policy.schemes.quality_steps import Step
from bot.policy.vocabulary import QUALITIES
from bot.services.schemes.qualities import NamedEntry
from bot.ui.kit.blocks import Content
from bot.ui.schemes.qualities import NAMES, qualities_page
from bot.ui.schemes.status import status
from tests.tables import for_each
from tests.unit.ui.builders import enrolment, qualities_view, scheme_standing
from tests.unit.ui.reading import texts, words_on_buttons

MARKED = re.compile(
    r"[\u2190-\u2bff\U0001f000-\U0001ffff]|:\w+:|\d+ (?:of|out of|/) \d+|%|\b(?:score|rating|grade"
    r" [a-f]|points|pass(?:ed)?|fail\w*|behind|breach|must|should|only|poor|good|weak)\b",
    re.IGNORECASE,
)
"""Signs and words of a mark; "not a mark" is said."""

STATES: tuple[State, ...] = ("shown", "not yet", "not known")
ENTRIES = {
    12: NamedEntry("Coaching workshop", date(2026, 11, 20)),
    13: NamedEntry("Shadowing Ann", date(2025, 12, 2)),
}
STEPS = (
    None,
    Step("personalised", "answer", 12, "use"),
    Step("evidenced", "evidence", 12),
    Step("multi-faceted", "log", lacks="informal"),
)


def pages() -> Iterator[tuple[str, Content]]:
    for state in STATES:
        lines = tuple(
            QualityShown(one, state, *((12, 13) if state == "shown" else ())) for one in QUALITIES
        )
        for step in STEPS:
            yield (
                f"{state}; {step}",
                qualities_page(qualities_view(lines=lines, step=step, entries=ENTRIES)),
            )
    yield "empty", qualities_page(qualities_view(any_entry=False))


def lines_of(content: Content) -> list[str]:
    return str(content.blocks[0]["text"]["text"]).splitlines()


@for_each(("name", "page"), list(pages()))
def test_nothing_on_it_is_a_mark(name: str, page: Content) -> None:
    for text in (page.text, *texts(page.blocks), *words_on_buttons(page.blocks)):
        if "CPD" in text:  # the source, in its own words
            continue
        assert not MARKED.search(text), (name, text)


@pytest.mark.parametrize("state", STATES)
def test_each_quality_has_a_line_in_the_order_of_the_pack(state: State) -> None:
    turned = tuple(QualityShown(one, state) for one in reversed(QUALITIES))
    shown = lines_of(qualities_page(qualities_view(lines=turned)))[2:]
    assert [re.split(r"\*", one)[1] for one in shown] == [NAMES[one] for one in reversed(QUALITIES)]
    assert all(len(one.split()) <= 20 for one in shown)


def test_a_line_names_the_entry_that_shows_it_with_its_day() -> None:
    view = qualities_view(
        lines=(
            QualityShown("continuous", "shown", 12),
            QualityShown("multi-faceted", "shown", 12, 13),
            QualityShown("continuous", "not yet", gap=(date(2026, 1, 3), date(2026, 6, 29))),
            QualityShown("continuous", "not known", begins=date(2026, 9, 3)),
        ),
        entries=ENTRIES,
    )
    assert lines_of(qualities_page(view))[2:] == [
        "*Continuous*: no 120 days in a row without learning; the last is *Coaching workshop* "
        "(20 Nov).",
        "*Multi-faceted*: *Coaching workshop* (20 Nov) beside *Shadowing Ann* (2 Dec 2025): formal "
        "and informal.",
        "*Continuous*, not yet: nothing is saved from 3 Jan to 29 Jun.",
        "*Continuous*, not known: your record begins on 3 Sep, too young to tell.",
    ]


@pytest.mark.parametrize(
    ("step", "words", "does"),
    [
        (Step("cyclic", "answer", 12, "plan"), "Answer", ("ask_about", 12, "plan")),
        (Step("evidenced", "evidence", 12), "Add evidence", ("add_evidence", 12, None)),
        (Step("multi-faceted", "edit", 12), "Edit", ("edit", 12, None)),
        (Step("continuous", "log"), "Log something", ("log", None, None)),
    ],
)
def test_the_one_tap_opens_what_the_sentence_speaks_of(
    step: Step, words: str, does: tuple[Any, ...]
) -> None:
    page = qualities_page(qualities_view(step=step))
    [row] = [one for one in page.blocks if one["block_id"] == "qualities:actions"]
    [tap] = row["elements"]
    brought = json.loads(tap["value"])
    name = brought.get("do", tap["action_id"].partition(":")[0])
    assert tap["text"]["text"] == words
    assert (name, brought.get("entry"), brought.get("question")) == does


def test_what_closes_a_gap_lies_in_it() -> None:
    gap = QualityShown("continuous", "not yet", gap=(date(2025, 12, 30), date(2026, 6, 29)))
    page = qualities_page(qualities_view(lines=(gap,), step=Step("continuous", "log")))
    assert (
        "keep anything that you learnt from 30 Dec 2025 to 29 Jun."
        in page.blocks[1]["text"]["text"]
    )


def test_without_a_step_there_is_nothing_to_tap_but_the_narrative_and_the_grade() -> None:
    page = qualities_page(qualities_view(step=None))
    assert words_on_buttons(page.blocks) == [
        "My narrative",
        "I am Chartered",
        "I am not",
    ]


def test_titles_and_a_scheme_of_ones_own_are_escaped() -> None:
    view = qualities_view(
        title="<Ours> & co", entries={12: NamedEntry("<!channel> & *", ENTRIES[12].on)}
    )
    shown = "\n".join(texts(qualities_page(view).blocks))
    assert "<!channel>" not in shown
    assert "&lt;Ours&gt; &amp; co" in shown


def test_a_scheme_that_names_qualities_offers_them_where_the_standing_stands() -> None:
    cmi = scheme_standing(of=enrolment("cmi", id=8, cycle_start=None))
    assert "CMI’s qualities" in words_on_buttons(status([cmi]).blocks)
    assert "qualities" not in " ".join(words_on_buttons(status([scheme_standing()]).blocks))
