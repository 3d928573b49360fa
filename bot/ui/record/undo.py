"""What an undo has put back, in the words of the change: "Taken back: 1 h again, not 3 h."."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.figures import listed
from bot.ui.kit.blocks import Content, section
from bot.ui.kit.formatting import title_of
from bot.ui.record.entry_diff import again

_BESIDES: Final[Mapping[str, str]] = {
    "begun": "now discarded",
    "draft": "a draft again",
    "planned": "a plan again",
    "logged": "saved again",
    "withdrawn": "withdrawn again",
    "discarded": "discarded again",
    "answer": "your answer is out again",
    "words": "your words are as they were",
    "link": "the link is as it was",
    "links": "the links are as they were",
    "file": "the file is as it was",
    "files": "the files are as they were",
    "not_asked": "I will not ask",
    "asked_again": "the question is open again",
    "will_ask": "I will ask",
    "question": "the question is open again",
    "quiet": "nudges are as they were",
    "split": "split by day again",
    "whole": "whole again",
    "accepted": "what is accepted is as it was",
}
"""By what was put back of an entry besides its facts."""

_NOTHING: Final = "That had changed nothing. Another undo takes back what came before it."
_STATES: Final = frozenset({"begun", "draft", "planned", "logged", "withdrawn", "discarded"})
_SHOWN: Final = 4
"""Entries that are told of one by one."""


def taken_back(reverted: Sequence[Mapping[str, Any]]) -> Content:
    """One sentence over everything that was put back."""
    if reverted and all(one["besides"] == ["nothing"] for one in reverted):
        return Content(_NOTHING, [section(_NOTHING, "said:taken_back")])
    reverted = [one for one in reverted if one["besides"] != ["nothing"]]
    shown = reverted[:_SHOWN]
    told = [said for one in shown if (said := _told(one, alone=len(reverted) == 1))]
    if len(reverted) > 1 and all(one["besides"] == ["begun"] for one in reverted):
        told = [f"{listed([_title(one) for one in shown])}, now discarded"]
    before = " " if len(told) == 1 else "\n"
    words = (
        "".join(["Taken back:", *(f"{before}{one}." for one in told)]) if told else "Taken back."
    )
    named = len(reverted) > 1 or any(
        _STATES & set(one["besides"]) or any(fact["field"] == "title" for fact in one["facts"])
        for one in reverted
    )
    return Content("Taken back." if named else words, [section(words, "said:taken_back")])


def _told(one: Mapping[str, Any], *, alone: bool) -> str:
    """Of one entry; it is named where there are several, or where it is the entry that went."""
    besides: Sequence[str] = one["besides"]
    states = [_BESIDES[sign] for sign in besides if sign in _STATES]
    others = [_BESIDES[sign] for sign in besides if sign not in _STATES]
    said = [*states, *(again(fact) for fact in one["facts"]), *others]
    if not said:
        return ""
    words = "; ".join(said)
    return words if alone and not states else f"{_title(one)}, {words}"


def _title(one: Mapping[str, Any]) -> str:
    return f"*{title_of(one['title'])}*"
