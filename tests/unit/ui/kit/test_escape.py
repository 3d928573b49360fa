"""People's words in mrkdwn: what was typed is what shows, and nothing of it comes alive."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.kit.escape import escape, shorten, shown, unescape
from sandbox.page.mrkdwn import Reader

READER = Reader(users={}, channels={}, tz="UTC", now=datetime(2026, 11, 21, tzinfo=UTC))

ODD = [
    "*bold* _slanted_ ~struck~ `code`",
    "```fenced```",
    "<!channel> <@U123> <#C1> <https://evil.example|here>",
    "R&D &amp; <b>HTML</b>",
    "> quoted",
    "• a bullet",
    "1. a number",
    "*_~",
    "snake_case and 2*3*4 stay",
    "line\nbreak\r\nand\ttab",
    "nul\x00 and bell\x07",
    "zero\u200bwidth",
    "\u202eturned around",
    "שלום עולם",
    "🚗🔋",
    "",
]

odd_text = st.one_of(
    st.sampled_from(ODD),
    st.text(alphabet=st.sampled_from("ab *_~`<>&|!@#\n\u200b\u202e\x00א😀"), max_size=60),
    st.text(max_size=200),
)


@given(odd_text)
def test_no_words_come_alive(words: str) -> None:
    rendered = str(READER.mrkdwn(f"Title: {escape(words)} · end"))
    assert re.findall(r"<(?!br>)[a-z/]", rendered) == []


@pytest.mark.parametrize("words", ["R&D", "<b>", "a & b < c > d", "&amp;", "<@U1>"])
def test_a_reader_sees_what_was_typed(words: str) -> None:
    rendered = READER.mrkdwn(f"x {escape(words)}").unescape()
    assert rendered == f"x {words}"


def test_formatting_shows_as_typed_and_inside_a_word_nothing_is_touched() -> None:
    assert escape("snake_case, 2*3*4") == "snake_case, 2*3*4"
    assert escape("*_~") == "∗ˍ∼"
    assert escape("`rm`") == "ˋrmˋ"


def test_words_become_one_line_without_what_nobody_sees() -> None:
    assert shown(" a\n b\x00\u200b \u202ec ") == "a b c"


def test_words_from_right_to_left_do_not_turn_the_line_around() -> None:
    assert escape("שלום") == "\u2068שלום\u2069"


@given(odd_text)
def test_escaped_words_are_one_line(words: str) -> None:
    assert "\n" not in escape(words)


@given(st.text(alphabet="&<>ampltg; ab", max_size=50))
def test_what_slack_escaped_reads_as_its_author_typed_it(words: str) -> None:
    as_slack_sends = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(as_slack_sends) == words


@given(odd_text, st.integers(2, 80))
def test_shortened_words_fit(words: str, most: int) -> None:
    assert len(shorten(words, most)) <= most


def test_words_are_cut_at_a_words_end() -> None:
    assert shorten("High voltage isolation course", 25) == "High voltage isolation…"
    assert shorten("short", 25) == "short"
