"""Odd values for people's words, and entries made of them; for property tests."""

from datetime import date

from hypothesis import strategies as st

from bot.conversation.activities import ACTIVITY_TYPES
from storage.row_types import EntryRecord
from tests.unit.ui.builders import entry

ODD = [
    "",
    " ",
    "A" * 10_000,
    "battery " * 1500,
    "🚗🔋" * 300,
    "👩🏽‍🔧",
    "שלום עולם, قيادة السيارات",
    "zero\u200bwidth\u2060\ufeff",
    "\u200b\u200b",
    "nul\x00bell\x07",
    "<!channel> <!here> <!everyone>",
    "<@U123ABC> <#C1|general>",
    "*_~",
    "*bold* _it_ ~no~ `code` ```fence```",
    "R&D &amp; more",
    "<script>alert(1)</script>",
    "line\nbreak\n\nagain",
    "&" * 5000,
    ":" * 100,
]

words = st.one_of(st.sampled_from(ODD), st.text(max_size=400))
SECRET = "My own secret sentence number "
"""Every stage of a made-up entry begins with it, so that it can be looked for."""

stage_words = st.one_of(st.none(), words.map(lambda text: SECRET + text))
some_day = st.dates(date(1926, 1, 1), date(2099, 12, 31))
statuses = st.sampled_from(["draft", "planned", "logged", "withdrawn", "discarded"])


@st.composite
def entries(draw: st.DrawFn, status: st.SearchStrategy[str] = statuses) -> EntryRecord:
    start = draw(st.none() | some_day)
    return entry(
        id=draw(st.integers(1, 2**40)),
        status=draw(status),
        title=draw(st.none() | words),
        start_date=start,
        end_date=None if start is None else draw(some_day),
        minutes=draw(st.none() | st.integers(1, 400_000)),
        type=draw(st.none() | st.sampled_from(ACTIVITY_TYPES)),
        formality=draw(st.sampled_from([None, "formal", "informal"])),
        provider=draw(st.none() | words),
        reflect=draw(stage_words),
        plan=draw(stage_words),
        act=draw(stage_words),
        evaluate=draw(stage_words),
        private_stages=draw(st.sampled_from([(), ("evaluate",)])),
    )
