"""What a reader sees of Slack's mrkdwn, as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.chat.screen import plain
from bot.ui.kit.blocks import mrkdwn
from bot.ui.kit.escape import escape, shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Brake overhaul*", "Brake overhaul"),
        ("_HV_ and ~no~ `tools`", "HV and no tools"),
        ("*_both_*", "both"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("some_snake_name", "some_snake_name"),
        ("> said before", "said before"),
        ("a\n> quoted\nb", "a\nquoted\nb"),
        ("<https://example.org|the certificate>", "the certificate"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("<@U0MEMBER>", "@U0MEMBER"),
        ("R&amp;D &lt;HV&gt;", "R&D <HV>"),
        ("`*as it is*`", "*as it is*"),
        ("\u2068שלום\u2069", "שלום"),
        ("", ""),
    ],
)
def test_markup_is_gone_and_words_are_left(written: str, read: str) -> None:
    assert plain(written) == read


@given(st.text())
def test_it_reads_any_text(text: str) -> None:
    plain(text)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Co", "Cc", "Cf"], exclude_characters="*_~`<>"))
)
def test_what_people_typed_is_what_is_read(words: str) -> None:
    assert plain(mrkdwn(escape(words))["text"]) == shown(words)
