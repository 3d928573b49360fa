"""Rows of old logs, and by what they are read, as generated values."""

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from bot.conversation.identifiers.finding import EXAMPLES
from bot.conversation.tables.column_names import MEANINGS
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.meaning import Frame

LEARNT: Final = "I learnt to prove dead before I touch the pack, which helps on every job I do"

FRAME: Final = Frame(
    Layout({"date": 0, "title": 1, "length": 2, "evaluate": 3, "notes": 4}),
    ("Date", "Course title", "Hours", "What did you learn?", "Comments"),
    1,
    date(2026, 11, 21),
    480,
    "GB",
    "Ana Silva",
    frozenset({"Zebedee Quux"}),
)

_DAYS: Final = st.one_of(
    st.sampled_from(["20/11/2026", "3 March 2025", "March 2024", "2026-02-30", "Total", "", "-"]),
    st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(lambda day: {"d": day.isoformat()}),
    st.integers(-5, 60_000).map(lambda number: {"n": str(number)}),
)
_LENGTHS: Final = st.one_of(
    st.sampled_from(["1:30", "90 min", "half day", "2 hrs", "-1", "lots", ""]),
    st.integers(-10, 5_000).map(lambda count: {"m": count}),
    st.decimals(-10, 500, places=2).map(lambda number: {"n": str(number)}),
)
_WORDS: Final = st.one_of(
    st.sampled_from(
        [
            *(LEARNT, "no", "n/a", "nothing, I knew it all", "ADAS", "Total", "Mr Patel's Golf"),
            *(text for text, _ in EXAMPLES[:40]),
            *("Dave showed me", "asked zebedee", "I will check the bracket first", "see https://a"),
        ]
    ),
    st.text(max_size=60),
)
_ODD: Final[st.SearchStrategy[Any]] = st.sampled_from(
    [None, True, 7, [], {"n": "x"}, {"b": True}, {"dt": "2026-01-02T03"}]
)
cells: Final = st.one_of(_WORDS, _DAYS, _LENGTHS, _ODD)

_USUAL: Final = st.tuples(_DAYS, _WORDS, _LENGTHS, _WORDS, _WORDS).map(list)
rows: Final = st.one_of(_USUAL, st.lists(cells, max_size=8))
pages: Final[st.SearchStrategy[list[tuple[int, list[Any]]]]] = st.lists(rows, max_size=6).map(
    lambda found: list(enumerate(found, start=1))
)

_LAYOUTS: Final = st.builds(
    Layout,
    st.dictionaries(st.sampled_from(MEANINGS), st.integers(0, 7)).map(
        lambda columns: {one: columns[one] for one in MEANINGS if one in columns}
    ),
    st.sampled_from(["day", "month"]),
    st.booleans(),
    st.sampled_from(["hours", "minutes", "days"]),
    st.booleans(),
)
frames: Final = st.one_of(
    st.just(FRAME),
    st.builds(
        Frame,
        _LAYOUTS,
        st.lists(st.one_of(st.sampled_from(FRAME.heading), st.text(max_size=20)), max_size=8).map(
            tuple
        ),
        st.integers(0, 2),
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.sampled_from([480, 450, 0]),
        st.sampled_from(["GB", "DE", "IE"]),
        st.sampled_from(["", "Ana Silva", "Will Long"]),
        st.sets(st.sampled_from(["Zebedee Quux", "Max Power", "\u738b\u5c0f\u660e"])).map(
            frozenset
        ),
    ),
)
