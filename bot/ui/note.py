"""The note below a card: what has come of the last answer, of Save, or of taking something back.

Only the newest note about an entry is live; older ones keep their place and no buttons.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.services.assessing import Worth
from bot.services.cards import NoteView
from bot.services.dispatch import record
from bot.services.standings import SchemeStanding
from bot.ui.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.card import answer_privately, doubt_blocks, question_blocks, waits_for_words
from bot.ui.changed import changed, stands_already
from bot.ui.ended_cycle import any_news
from bot.ui.entry_lines import settled, waits_for, with_credits
from bot.ui.escape import escape
from bot.ui.ids import entry_block
from bot.ui.standing import assumption_line, standing_line
from bot.ui.words import credits, listed, title_of


def note(
    view: NoteView,
    changes: Sequence[Mapping[str, Any]] = (),
    turn: str | None = None,
    standing: Sequence[Mapping[str, Any]] = (),
) -> Content:
    """The note as it now stands; `changes` of facts are said first, and `turn` takes them back.
    `standing` are facts that were to be changed into what they are already.
    """
    entry = view.card.entry
    done = changed(changes) or stands_already(standing)
    if not view.live:
        quiet = done or "Noted."
        return Content(quiet, [context(quiet, entry_block(entry.id, "quiet", "note"))])
    if done:
        return _changed(view, done, turn)
    match entry.status:
        case "logged":
            return _saved(view)
        case "withdrawn":
            return _said(
                view, "Withdrawn.", [button("Restore", record.Restore(view.card.entry.id))]
            )
        case "discarded":
            return _said(view, "Discarded.", [button("Undo", record.BringBack(view.card.entry.id))])
        case "draft" | "planned":
            return _open(view)


def _changed(view: NoteView, done: str, turn: str | None) -> Content:
    """Facts were corrected: that is said, with what comes next and a way back."""
    card = view.card
    entry_id = card.entry.id
    back = button("Undo", record.UndoTurn(turn)) if turn else None
    save = None
    if card.entry.status == "draft":
        save = button("Save", record.Save(entry_id), style="primary")
    return Content(
        done,
        [
            section(done, entry_block(entry_id, "said", "note")),
            *question_blocks(card, "note"),
            *actions(
                entry_block(entry_id, "actions", "note"), [save, answer_privately(card), back]
            ),
        ],
    )


def _open(view: NoteView) -> Content:
    """Before saving: what Save would bring, or the question that comes next."""
    entry, put = view.card.entry, view.card.question
    save = None
    if entry.status == "draft":
        save = button("Save", record.Save(view.card.entry.id), style="primary")
    if put is not None or view.card.problems:
        return _asking(view, "Noted. One more question.", _name(view), save)
    words = "Noted. I will ask you on the day."
    if entry.status == "draft":
        words = f"Noted. {_save_it(view.card.worth)}"
    another = None
    if view.may_ask_more:
        led = view.card.guide == "default"
        another = button(
            "One more" if led else "Ask me another", record.AskAnother(view.card.entry.id)
        )
    if view.asks_enough and entry.status == "draft":
        words = "Noted. Enough, or one more?"
    return _said(view, words, [save, another])


def _saved(view: NoteView) -> Content:
    said = saved_words(view)
    body = [
        section(said, entry_block(view.card.entry.id, "said", "note")),
        *doubt_blocks(view.card, "note"),
    ]
    rests_on = assumption_line(view.standings)
    small = []
    if rests_on:
        small = [context(rests_on, entry_block(view.card.entry.id, "assumed", "note"))]
    if view.card.question is not None or view.card.problems:
        return _asking(view, "Saved. One question is open.", [*body, *small], None)
    add = None
    if waits_for_words(view.card):
        add = button("Add it", record.AddWhatIsMissing(view.card.entry.id), style="primary")
    news = next((any_news(one) for one in view.standings if _unanswered(one)), None)
    buttons = actions(entry_block(view.card.entry.id, "actions", "note"), [add, news])
    return Content(said.partition("\n")[0], [*body, *buttons, *small])


def _unanswered(one: SchemeStanding) -> bool:
    """Whether a cycle of it ended short, and its member has not said what followed."""
    return one.standing.ended is not None and one.standing.ended.answer is None


def saved_words(view: NoteView) -> str:
    """ "Saved: 2 credits. …" with the standing after it, or what the credits wait for."""
    worth = with_credits(view.card.worth)
    # An entry that the opening balance holds already is counted, and adds nothing.
    counted = [one for one in worth if one.assessment.state == "counted" and one.assessment.credits]
    waiting = [one for one in worth if one.assessment.state == "waiting"]
    said = f"Saved: {_amounts(counted)}." if counted else "Saved."
    if waiting:
        return f"{said} {_waiting(waiting)}"
    if len(view.standings) == 1:
        return f"{said} {standing_line(view.standings[0], forecast=False)}"
    lines = [
        f"{escape(one.title)}: {standing_line(one, forecast=False)}" for one in view.standings[:3]
    ]
    if len(view.standings) > 3:
        lines.append(f"and {len(view.standings) - 3} more")
    return "\n".join([said, *lines])


def _save_it(worth: Sequence[Worth]) -> str:
    """What Save would bring, scheme by scheme where they differ."""
    counting = [one for one in with_credits(worth) if settled(one.assessment)]
    waiting = [one for one in with_credits(worth) if not settled(one.assessment)]
    if counting:
        verb = "counts" if _is_one(counting) else "count"
        said = f"Save it and {_amounts(counting)} {verb}."
        return f"{said} {_waiting(waiting)}" if waiting else said
    if waiting:
        return _waiting(waiting)
    return "Save it when you are ready."


def _waiting(waiting: Sequence[Worth]) -> str:
    """ "2 credits wait for one line: how it helps in your job."."""
    wanted = listed(list(dict.fromkeys(waits_for(one.assessment) for one in waiting)))
    if not any(one.assessment.credits for one in waiting):
        return f"It waits for {wanted}."
    verb = "waits" if _is_one(waiting) else "wait"
    return f"{_amounts(waiting)} {verb} for {wanted}."


def _amounts(worth: Sequence[Worth]) -> str:
    """The credits once where the schemes agree, else each with its scheme."""
    amounts = {one.assessment.credits or 0 for one in worth}
    if len(amounts) == 1:
        return credits(amounts.pop())
    return listed(
        [f"{credits(one.assessment.credits or 0)} under {escape(one.title)}" for one in worth]
    )


def _is_one(worth: Sequence[Worth]) -> bool:
    return {one.assessment.credits for one in worth} == {100}


def _asking(view: NoteView, text: str, before: list[Block], save: Element | None) -> Content:
    """With the open question, and a way to leave it."""
    skip = None
    if view.card.question is not None:
        skip = button("Skip", record.Skip(view.card.entry.id))
    return Content(
        text,
        [
            *before,
            *question_blocks(view.card, "note"),
            *actions(
                entry_block(view.card.entry.id, "actions", "note"),
                [save, answer_privately(view.card), skip],
            ),
        ],
    )


def _name(view: NoteView) -> list[Block]:
    """Which entry it is about, where that has to be said."""
    if not view.named:
        return []
    entry = view.card.entry
    return [section(f"*{title_of(entry.title)}*", entry_block(entry.id, "name", "note"))]


def _said(view: NoteView, words: str, buttons: Sequence[Element | None]) -> Content:
    entry_id = view.card.entry.id
    return Content(
        words,
        [
            section(words, entry_block(entry_id, "said", "note")),
            *actions(entry_block(entry_id, "actions", "note"), buttons),
        ],
    )
