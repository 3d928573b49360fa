"""A suggestion that was asked for: what others would miss, or a tidier wording as a difference."""

from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

from bot.coach.requests import parts_of
from bot.services.coaching import actions as coaching
from bot.ui.coaching.under_suggestion import more, rating, with_plain_form
from bot.ui.kit.blocks import (
    Block,
    Content,
    View,
    actions,
    button,
    context,
    modal,
    plain_section,
    section,
)
from bot.ui.kit.escape import escape
from bot.ui.kit.ids import Callback, kept_kind
from storage.row_types import CoachSuggestionRecord

_ASKING: Final = "I have asked the coach."
_ASKING_IN_MODAL: Final = "I have asked the coach. It takes a few seconds: look again then."
_ANSWERED: Final = "The coach has answered."
_NOTHING: Final = "The coach has nothing to say this time. Nothing has changed."
_NO_ANSWER: Final = "The coach did not answer. Nothing has changed; ask again later."
_OUTDATED: Final = "The coach’s answer no longer fits, so it was let go."
_SENT_MOST: Final = 2900


def suggestion(one: CoachSuggestionRecord, *, in_modal: bool = False) -> Content:
    """It as a message, however far it has come. `in_modal`: no word of it stands in the message,
    which has a button that opens it.
    """
    if in_modal and one.state == "offered":
        place = f"coach:{one.id}"
        look = button("Look", coaching.ShowSuggestion(one.id), style="primary")
        return Content(
            _ANSWERED,
            [section(_ANSWERED, f"{place}:answered"), *actions(f"{place}:look", [look])],
        )
    text, blocks = _said(one)
    if one.state == "offered":
        blocks.append(rating(one, f"coach:{one.id}:rating"))
    return with_plain_form(Content(text, blocks))


def suggestion_modal(one: CoachSuggestionRecord) -> View:
    """It in a window, for whoever keeps their words out of the conversation."""
    _, blocks = _said(one)
    if one.state == "asked":
        look = button("Look", coaching.ShowSuggestion(one.id), style="primary")
        waits = context(_ASKING_IN_MODAL, f"coach:{one.id}:asked")
        blocks = [waits, *actions(f"coach:{one.id}:look", [look])]
    return modal(Callback.ASIDE, "Coach", blocks, carries=kept_kind("coach"), close="Close")


def what_was_sent(one: CoachSuggestionRecord, host: str) -> View:
    """The request as it left; what is the member's own stands before the instructions."""
    instructions, fields = parts_of(one.sent or "")
    where = f"To {escape(one.model)}" + (f" at {escape(host)}." if host else ".")
    return modal(
        Callback.ASIDE,
        "What was sent",
        [
            context(f"{where} Of yours:", "sent:to"),
            *_pieces(fields, "sent:yours"),
            context("After these instructions, which are the same for everybody:", "sent:same"),
            *_pieces(instructions, "sent:instructions"),
        ],
        close="Close",
    )


def _pieces(text: str, place: str) -> list[Block]:
    pieces = range(0, len(text), _SENT_MOST)
    return [plain_section(text[at : at + _SENT_MOST], f"{place}:{at}") for at in pieces]


def _said(one: CoachSuggestionRecord) -> tuple[str, list[Block]]:
    """The words of its notification, which are none of its own, and its blocks."""
    place = f"coach:{one.id}"
    match one.state:
        case "asked":
            return _ASKING, [context(_ASKING, f"{place}:asked")]
        case "offered" if one.words:
            return _offered(one, place)
        case "taken":
            words = "Taken: your words were changed as the coach suggested. Undo takes it back."
            return words, [context(words, f"{place}:taken")]
        case "left":
            return "Left as it was.", [context("Left as it was.", f"{place}:left")]
        case "overtaken":
            return _OUTDATED, [context(_OUTDATED, f"{place}:outdated")]
        case "failed":
            return _NO_ANSWER, [context(_NO_ANSWER, f"{place}:no_answer")]
        case _:
            return _NOTHING, [context(_NOTHING, f"{place}:nothing")]


def _offered(one: CoachSuggestionRecord, place: str) -> tuple[str, list[Block]]:
    words = one.words or ""
    if one.kind == "missing":
        said = "What others would still miss:"
        return said, [section(f"{said}\n{escape(words)}", f"{place}:said", more(one))]
    said = "A tidier wording of your own words:"
    changed = f"{said}\n{difference(one.original or '', words)}"
    choices = [
        button("Take", coaching.TakeWording(one.id), style="primary"),
        button("Leave", coaching.LeaveWording(one.id)),
    ]
    return said, [
        section(changed, f"{place}:said", more(one)),
        *actions(f"{place}:choose", choices),
    ]


def difference(before: str, after: str) -> str:
    """What changes, word by word, as mrkdwn: ~gone~ and *new*; the rest stands as it is.

    A word that only its full stop or comma changes is not shown as gone.
    """
    old, new = before.split(), after.split()
    shown: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            shown += map(_plain, new[c:d])
            continue
        pairs = zip(reversed(old[a:b]), reversed(new[c:d]), strict=False)
        stops = sum(1 for _ in takewhile(_same_but_for_stops, pairs))
        gone = " ".join(map(_plain, old[a : b - stops]))
        come = " ".join(map(_plain, new[c : d - stops]))
        shown += [f"~{gone}~"] if gone else []
        shown += [f"*{come}*"] if come else []
        shown += [f"*{_plain(word)}*" for word in new[d - stops : d]]
    return " ".join(shown)


def _same_but_for_stops(pair: tuple[str, str]) -> bool:
    one, other = pair
    return one.rstrip(_STOPS) == other.rstrip(_STOPS) != ""


_STOPS: Final = ".,;:!?"


def _plain(word: str) -> str:
    """A word in which nothing marks anything up."""
    return escape(word).translate(_MARKS)


_MARKS: Final = {ord("*"): "∗", ord("~"): "∼", ord("_"): "＿", ord("`"): "'"}
