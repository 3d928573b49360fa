"""Lines of text as they are handed to whoever reads certificates."""

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.certificates.pages import Line
from bot.readers.child.lines import LINE_MOST, cleaned, in_reading_order, plain_lines

BOXES = st.tuples(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0.5, 1), st.floats(0.5, 1))


@given(st.text())
def test_what_cannot_be_seen_is_gone(text: str) -> None:
    line = cleaned(text)
    assert line == " ".join(line.split())
    assert len(line) <= LINE_MOST
    assert not set(line) & set("\x00\x07\n\r\t\u202e\u2066\u200b\ufeff")


def test_words_stay_apart_and_whole() -> None:
    assert cleaned("  Ada\u00a0\u00a0Example\tLtd\u202e ") == "Ada Example Ltd"
    assert cleaned("co\x02operation") == "co-operation"


@given(st.lists(st.text(max_size=20)))
def test_plain_lines_are_never_empty(texts: list[str]) -> None:
    assert all(line.text.strip() for line in plain_lines(texts))


@given(st.lists(st.builds(Line, st.text(min_size=1, max_size=3), BOXES), max_size=30))
def test_no_line_is_lost_in_ordering(lines: list[Line]) -> None:
    assert sorted(in_reading_order(lines), key=repr) == sorted(lines, key=repr)


def test_a_row_is_read_from_the_left() -> None:
    right = Line("right", (0.5, 0.100, 0.9, 0.120))
    left = Line("left", (0.1, 0.102, 0.4, 0.124))
    below = Line("below", (0.1, 0.200, 0.4, 0.220))
    assert [line.text for line in in_reading_order([below, right, left])] == [
        "left",
        "right",
        "below",
    ]
