"""What loading a document changes, in words: before it is loaded, and to those affected."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.difference import difference
from bot.policy.frameworks.framework import Subject
from bot.policy.schemes.pack_file import load_packs
from bot.services.admin.document_actions import LoadForm, Typed
from bot.services.admin.document_news import DocumentNews
from bot.services.admin.policy_documents import framework_news, pack_news
from bot.ui.admin.document_form import PART_MOST, load_modal, read_load
from bot.ui.admin.document_message import document_told
from bot.ui.admin.document_words import parts_of, subject_change
from sandbox.refusals import check_message, check_view
from tests.unit.ui.admin.builders import (
    AFTER,
    BEFORE,
    RADAR,
    TYPED,
    examined_framework,
    examined_pack,
    framework,
    loaded_before,
    version,
)

REGISTER = load_packs()["imi-register"]


def _change(before: Subject | None, after: Subject | None) -> str:
    [change] = difference(
        framework("1", *([before] if before else [])), framework("2", *([after] if after else []))
    )
    return subject_change(change)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, RADAR, "Radar: new, 6 h"),
        (RADAR, None, "Radar: no longer asked for; it was 6 h"),
        (RADAR, replace(RADAR, minimum=500), "Radar: 8 h 20 min instead of 6 h"),
        (RADAR, replace(RADAR, minimum=60), "Radar: 1 h instead of 6 h"),
        (RADAR, replace(RADAR, minimum=None), "Radar: no amount is stated, where it was 6 h"),
        (replace(RADAR, minimum=None), RADAR, "Radar: 6 h, where no amount was stated"),
        (RADAR, Subject("Radar", 150, "credits"), "Radar: 1.5 credits instead of 6 h"),
        (
            RADAR,
            replace(RADAR, valid_to=date(2027, 1, 1)),
            "Radar: 6 h until 31 Dec 2026, instead of on all days",
        ),
        (
            replace(RADAR, valid_from=date(2027, 2, 1)),
            RADAR,
            "Radar: 6 h on all days, instead of from 1 Feb 2027",
        ),
    ],
)
def test_a_change_of_a_subject_is_said(
    before: Subject | None, after: Subject | None, said: str
) -> None:
    assert _change(before, after) == said


def test_all_that_is_to_be_confirmed_is_said() -> None:
    news, repeated, look, who = parts_of(examined_framework())
    assert news.heading == "IMI TechSafe: ADAS: version 2, from 1 Jan 2027 on"
    assert news.lines == (
        "Source: a document; looked up on 20 Nov 2026.",
        "Until then version 1 holds.",
        "• Radar: 8 h instead of 6 h",
        "• Software: new, an amount that is not stated from 1 Mar 2027",
        "• Cameras: no longer asked for; it was 1.25 credits",
    )
    assert repeated.lines == ("IMI TechSafe: Hybrid, version 7, is loaded already.",)
    assert look.lines == ("Look at it.",)
    assert who.lines[0].startswith("IMI TechSafe: ADAS: 30 members: Priya Nair, ")
    assert who.lines[0].endswith(" and 20 more.")
    assert (
        who.lines[1]
        == "12 saved entries of theirs are of 1 Jan 2027 or later, and are judged anew."
    )
    assert who.lines[3] == "1 saved entry of theirs is of 1 Jan 2027 or later, and is judged anew."


def test_a_pack_is_said_rule_by_rule() -> None:
    news, who = parts_of(examined_pack())
    assert news.heading == "IMI register: version 9, from 1 Jan 2027 on"
    assert news.lines == (
        "It corrects version 8, which is then as if it had never been loaded.",
        "• The minimum for a cycle: 100 credits instead of 90 credits",
    )
    assert who.lines == ("Nobody is in it at present.",)


def test_what_is_loaded_already_is_all_that_is_said() -> None:
    [part] = parts_of(loaded_before())
    assert part.lines == ("IMI TechSafe: ADAS, version 1, is loaded already.",)


def test_whom_it_affects_reads_what_changes_from_when_on() -> None:
    news = DocumentNews((framework_news(AFTER, (BEFORE,)),))
    told = document_told(news, "IMI TechSafe")
    assert told.text == "The rules of your CPD scheme change."
    words = told.blocks[0]["text"]["text"]
    assert words.splitlines()[:2] == [
        "The rules of *IMI TechSafe: ADAS* change: version 2 holds from 1 Jan 2027 on.",
        "• Radar: 8 h instead of 6 h",
    ]


def test_whom_a_pack_affects_reads_of_values_alone() -> None:
    own = version()
    checked = {
        key: tuple(replace(one, checked_on=date(2026, 12, 1)) for one in some)
        for key, some in own.pack.rules.items()
    }
    own = replace(own, pack=replace(own.pack, rules=checked))
    news = pack_news(own, REGISTER, (), ())
    words = document_told(DocumentNews(pack=news), "IMI register").blocks[0]["text"]["text"]
    assert "Version 8 was loaded wrongly, and this one takes its place." in words
    assert [line for line in words.splitlines() if line.startswith("•")] == [
        "• The minimum for a cycle: 100 credits instead of 90 credits"
    ]


@given(st.text(min_size=1, max_size=120), st.integers(0, 400))
def test_whatever_a_document_says_slack_takes_the_form_and_the_message(
    words: str, subjects: int
) -> None:
    many = tuple(Subject(f"{number} {words}", 60, "hours") for number in range(subjects))
    own = replace(AFTER, source=words * 3, version=words, subjects=many)
    examined = examined_framework(words, own)
    faults = (f"Line 1: {words}",) * subjects
    for form in (
        LoadForm(TYPED, examined=examined),
        LoadForm(Typed(("x" * PART_MOST,) * 20), faults=faults),
    ):
        assert check_view(load_modal(form), surface="modal") is None
    told = document_told(DocumentNews((framework_news(own, (BEFORE,)),)), words[:60])
    assert check_message({"text": told.text, "blocks": list(told.blocks)}) is None


def test_there_is_always_an_empty_part_more() -> None:
    for parts, fields in (((), 3), (("a",), 3), (("a", "b", "c"), 4)):
        blocks = load_modal(LoadForm(Typed(parts)))["blocks"]
        assert sum(one["block_id"].startswith("part_") for one in blocks) == fields


def test_a_text_is_read_with_the_space_at_its_lines_beginnings() -> None:
    values = {
        "part_1": {"part_1": {"value": "rules:\n"}},
        "part_2": {"part_2": {"value": "  - key: unit"}},
    }
    assert read_load({"shown": ""}, values).typed.text == "rules:\n  - key: unit"
