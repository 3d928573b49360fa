"""Words of which nobody can say yet what they are: kept, and asked about."""

from collections.abc import Mapping
from typing import Any, Final

from bot.services.context.member_context import MemberContext
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    Choices,
    ask_by_choice,
    is_answer_or_entry,
    short_title,
)
from storage.row_types import EntryRecord

_ASKED: Final[Mapping[str, str]] = {
    "either": "ask_either",
    "words": "ask_words",
    "number": "ask_words",
    "again": "ask_again",
    "new": "ask_new",
    "lapsed": "ask_lapsed",
}


def ask(
    ctx: MemberContext,
    heard: Heard,
    text: str,
    why: str,
    earlier: EntryRecord | None = None,
) -> None:
    """Keep words, and ask what they are."""
    about, question = heard.about, heard.context.question
    choices: dict[str, str] = {"New entry": "new", "Forget it": "forget"}
    shown: dict[str, Any] = {}
    if why == "again":
        choices = {"Again": "again", "The same": "same"}
    elif about is not None and question is not None:
        choices = {"My answer": "answer", **choices}
    elif why == "words" and about is None and heard.lapsed is not None:
        about, why = heard.lapsed, "lapsed"
        title = short_title(about)
        choices, shown = {title: "answer", **choices}, {"title": about.title or ""}
    elif about is None:
        why = "new"
    of_it = about is not None and about.id == heard.context.about
    values = {"entry": about.id if about else None, "question": question if of_it else None}
    shown["sentence"] = _ASKED[why]
    mine = ("answer", "") if why in ("words", "lapsed") else ("", "")
    if [*choices.values()] == ["new", "forget"]:
        mine = ("new", "forget")
    asked = Choices(choices, shown, values, earlier or about, *mine)
    held = ask_by_choice(ctx, heard, text, asked)
    if why != "number" and is_answer_or_entry(held):
        ctx.held_put.append(held)
