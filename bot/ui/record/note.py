"""The note below a card: what has come of the last answer, of Save, or of taking something back.

Only the newest note about an entry is live; older ones keep their place and no buttons.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.figures import listed
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.standing import CreditStanding, TargetStanding
from bot.services.coaching import actions as coaching
from bot.services.dispatch.action import Action
from bot.services.record import actions as record
from bot.services.record.card_view import CardView, NoteView
from bot.services.schemes.assessment import Worth
from bot.services.schemes.standings import SchemeStanding
from bot.services.schemes.subjects import without_subject
from bot.ui.coaching.under_suggestion import with_plain_form
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, overflow, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import cut_title
from bot.ui.kit.ids import entry_block
from bot.ui.record.card import saved_buttons, saved_menu, tidying
from bot.ui.record.card_questions import answer_privately, doubt_blocks, question_blocks
from bot.ui.record.checks import answers, asked_of
from bot.ui.record.entry_diff import changed, stands_already
from bot.ui.record.entry_lines import (
    amount,
    counting,
    lacks_evidence,
    settled,
    waits_for,
    worth_something,
)
from bot.ui.record.identifier_screen import keep_or_change, names
from bot.ui.record.large_qualifications import nothing_counts
from bot.ui.record.splitting import split_at
from bot.ui.schemes.ended_cycle import any_news
from bot.ui.schemes.standing import goes_by_account, standing_line

_WORDS_MOST: Final = 19
"""Words of a note besides one button."""


def note(
    view: NoteView,
    changes: Sequence[Mapping[str, Any]] = (),
    turn: str | None = None,
    standing: Sequence[Mapping[str, Any]] = (),
    *,
    lost: int | None = None,
    skipped: bool = False,
    kept: bool = False,
) -> Content:
    """The note as it now stands; `changes` of facts are said first, and `turn` takes them back.
    `standing` are facts that were to be changed into what they are already; `lost` credits
    (hundredths) that the changes ended. `skipped`: nothing was told, and a question was let go.
    `kept`: words were told beside the question that is open.
    """
    return with_plain_form(
        _note(view, changes, turn, standing, lost=lost, skipped=skipped, kept=kept)
    )


def _note(
    view: NoteView,
    changes: Sequence[Mapping[str, Any]],
    turn: str | None,
    standing: Sequence[Mapping[str, Any]],
    *,
    lost: int | None,
    skipped: bool,
    kept: bool,
) -> Content:
    entry = view.card.entry
    done = changed(changes, lost) or stands_already(standing, view.card.today)
    if not view.live:
        quiet = done or ("Skipped." if skipped else "Noted.")
        shown = _of_named(view, quiet) if done else quiet
        return Content(quiet, [context(shown, entry_block(entry.id, "quiet", "note"))])
    if view.names and entry.status not in ("withdrawn", "discarded"):
        return _naming(view, done or ("Skipped." if skipped else ""), turn if done else None)
    if done and entry.status not in ("withdrawn", "discarded"):
        return _changed(view, done, turn)
    match entry.status:
        case "logged":
            return _saved(view, skipped=skipped)
        case "withdrawn":
            return _said(
                view, "Withdrawn.", [button("Restore", record.Restore(view.card.entry.id))]
            )
        case "discarded":
            return _said(view, "Discarded.", [button("Undo", record.BringBack(view.card.entry.id))])
        case "draft" | "planned":
            return _open(view, "Skipped." if skipped else "Noted.", kept=kept)


def _changed(view: NoteView, done: str, turn: str | None) -> Content:
    """Facts were corrected: that is said, with what comes next and a way back."""
    card = view.card
    entry_id = card.entry.id
    back = button("Undo", record.UndoTurn(turn)) if turn else None
    asks = _asked_again(card, done)
    if card.entry.status == "logged" and card.check and not (card.question or card.problems):
        return _changed_and_asked(view, done, back)
    save = None
    if card.entry.status == "draft" and not asks:
        save = button("Save", record.Save(entry_id), style="primary")
    return Content(
        done,
        [
            section(_of_named(view, done), entry_block(entry_id, "said", "note")),
            *asks,
            *actions(entry_block(entry_id, "actions", "note"), [save, back, _behind(card, asks)]),
        ],
    )


def _changed_and_asked(view: NoteView, done: str, back: Element | None) -> Content:
    """Facts of a saved entry were corrected, and do not fit together: both are said."""
    card = view.card
    assert card.check is not None  # noqa: S101 - its caller has looked
    words = f"{_of_named(view, done)}\n{asked_of(card.check, card.today)}"
    place = entry_block(card.entry.id, "actions", "note")
    return Content(
        done,
        [
            section(words, entry_block(card.entry.id, "said", "note")),
            *actions(place, [*answers(card.entry.id, card.check), back]),
        ],
    )


def _naming(view: NoteView, done: str, turn: str | None) -> Content:
    """The account names somebody: that is said before anything else is asked; Save stays in reach,
    and an open question on the card. No notification repeats what is named.
    """
    entry = view.card.entry
    said = done or ("Saved." if entry.status == "logged" else "Noted.")
    save = None
    if entry.status == "draft":
        save = button("Save", record.Save(entry.id), style="primary")
    back = button("Undo", record.UndoTurn(turn)) if turn else None
    words = _of_named(view, f"{said} {names(view.names)}")
    return Content(
        f"{said} One thing to look at.",
        [
            section(words, entry_block(entry.id, "said", "note")),
            *actions(
                entry_block(entry.id, "actions", "note"), [save, *keep_or_change(entry.id), back]
            ),
        ],
    )


def _of_named(view: NoteView, done: str) -> str:
    """What was done, after the name of the entry where another is in sight."""
    title = view.card.entry.title
    return f"*{cut_title(title)}*: {done}" if view.named and title else done


def _asked_again(card: CardView, done: str) -> list[Block]:
    """The question that is open, below what was said; where much was said it stands on the card."""
    if card.question is None:
        return []
    # The quick answers to a question of fact stand on the card.
    blocks = [block for block in question_blocks(card, "note") if block["type"] == "section"]
    said = [done, *(block["text"]["text"] for block in blocks)]
    return blocks if len(" ".join(said).split()) <= _WORDS_MOST else []


def _behind(card: CardView, asks: Sequence[Block]) -> Element | None:
    """Beside the question, what else can be done, behind ⋯."""
    entry_id, put = card.entry.id, card.question
    if put is None or not asks:
        return None
    menu: list[tuple[str, Action]] = []
    if put.stage is not None:
        menu.append(("Answer privately", record.AskToAnswer(entry_id, put.id)))
    if card.entry.status == "draft":
        menu.append(("Save", record.Save(entry_id)))
    return overflow(menu)


def _open(view: NoteView, done: str, *, kept: bool) -> Content:
    """Before saving: what came of the answer, or the question that comes next."""
    entry, put = view.card.entry, view.card.question
    save = None
    if entry.status == "draft":
        save = button("Save", record.Save(view.card.entry.id), style="primary")
    if put is not None or view.card.problems:
        before = [*_name(view), *(_first(view, done) if kept else ())]
        return _asking(view, f"{done} One more question.", before, save)
    words = f"{done} I will ask you on the day."
    if entry.status == "draft":
        words = f"{done} {_still_waits(view.card.worth)}".rstrip()
    another = None
    if view.may_ask_more:
        led = view.card.guide == "default"
        another = button(
            "One more" if led else "Ask me another", record.AskAnother(view.card.entry.id)
        )
    if view.asks_enough and entry.status == "draft":
        words = f"{done} Enough, or one more?"
    return _said(view, words, [save, another, overflow(_of_the_coach(view.card))])


def _of_the_coach(card: CardView) -> list[tuple[str, Action]]:
    """What the coach may be asked about what was written."""
    tidy = tidying(card)
    if not tidy:
        return []
    return [("What would others miss?", coaching.AskWhatIsMissing(card.entry.id)), *tidy]


def _saved(view: NoteView, *, skipped: bool = False) -> Content:
    entry_id = view.card.entry.id
    asks = view.card.question is not None or bool(view.card.problems)
    said, *more = saved_words(view, asks=asks)
    if skipped:
        said, more = f"Skipped. {_still_waits(view.card.worth)}".rstrip(), []
    elif not asks and view.first_saved:
        whose = [goes_by_account(one) for one in view.standings[:1]]
        more += [f"{one}." for one in whose if one and one not in said]
    checking = None if asks or skipped or view.card.doubts else view.card.check
    if checking is not None:
        said, *_ = saved_words(view, asks=True)
        more = [asked_of(checking, view.card.today)]
    words = "\n".join(filter(None, [_of_named(view, said), *more]))
    body = [
        section(words, entry_block(entry_id, "said", "note")),
        *doubt_blocks(view.card, "note"),
    ]
    if asks:
        return _asking(view, "Saved. One question is open.", body, None)
    if checking is not None:
        elements = [*answers(entry_id, checking), saved_menu(view.card)]
        return Content(said, [*body, *actions(entry_block(entry_id, "actions", "note"), elements)])
    unanswered = (one for one in view.standings if one.standing.ended_unanswered)
    news = next((any_news(one) for one in unanswered if not one.removed), None)
    buttons = [*saved_buttons(view.card), news, saved_menu(view.card)]
    return Content(said, [*body, *actions(entry_block(entry_id, "actions", "note"), buttons)])


def saved_words(view: NoteView, *, asks: bool = False) -> list[str]:
    """ "Saved, 2 credits: 8 of 30 this year …", or what the credits wait for; line by line.

    Of several schemes the most urgent one's standing is said, and none where something is asked.
    One line more at most: what waits, which stands in the standing, else that it has no day, else
    where it is split, else evidence.
    """
    worth = counting(view.card.worth)
    # An entry that the opening balance holds already is counted, and adds nothing.
    counted = [
        one
        for one in worth
        if one.assessment.state == "counted" and worth_something(one.assessment)
    ]
    waiting = [one for one in worth if one.assessment.state == "waiting"]
    said = f"Saved, {_amounts(counted)}" if counted else "Saved"
    if waiting:
        return [f"{said}. {_waiting(waiting)}"]
    if asks:
        return [f"{said}."]
    if nothing := nothing_counts(view.card):
        return [f"{said}. {nothing}"]
    lines = [_with_standing(f"{said}{_for_when(counted, view.standings)}", view.standings)]
    if view.card.entry.start_date is None:
        lines.append("It has no day yet, so it is in no year or cycle.")
    elif split := split_at(counted):
        lines.append(split)
    elif lacking := without_subject(view.card.worth):
        lines.append(f"{escape(lacking[0].title)}: no subject yet.")
    elif lacks_evidence(view.card) and not _waits(view.standings[:1]):
        lines.append("Certificate link? Paste it here.")
    return lines


def _for_when(counted: Sequence[Worth], standings: Sequence[SchemeStanding]) -> str:
    """ " for last year": where what was saved counts in no figure of this year's."""
    first = standings[0] if standings else None
    if first is None or not isinstance(first.standing, CreditStanding):
        return ""
    days = [
        part.last_day
        for one in counted
        if one.enrolment_id == first.enrolment.id
        for part in one.assessment.parts
        if part.last_day is not None
    ]
    last, year_start = max(days, default=None), first.standing.year_start
    if last is None or last >= year_start:
        return ""
    if isinstance(first.standing, TargetStanding) and last < first.standing.cycle_start:
        return " for an earlier cycle"
    return " for last year" if last >= add_years(year_start, -1) else " for an earlier year"


def _waits(standings: Sequence[SchemeStanding]) -> bool:
    return any(
        one.standing.waiting_count
        or (isinstance(one.standing, CreditStanding) and one.standing.waiting_credits)
        for one in standings
    )


def _with_standing(said: str, standings: Sequence[SchemeStanding]) -> str:
    if not standings:
        return f"{said}."
    line = standing_line(standings[0], forecast=False)
    if len(standings) > 1:
        return f"{said}. {escape(standings[0].title)}: {line}"
    return f"{said}: {line}" if line[:1].isdigit() else f"{said}. {line}"


def _still_waits(worth: Sequence[Worth]) -> str:
    """What the credits of a draft still wait for; empty where saving is all, as the card says."""
    return _waiting([one for one in counting(worth) if not settled(one.assessment)])


def _waiting(waiting: Sequence[Worth]) -> str:
    """ "2 credits wait for one line: how it helps in your job."."""
    if not waiting:
        return ""
    # What counts by its length counts in the same words as what it is worth in credits.
    waiting = [one for one in waiting if not one.assessment.in_hours] or waiting
    wanted = waits_for(waiting[0].assessment)
    if not any(worth_something(one.assessment) for one in waiting):
        return f"It waits for {wanted}."
    verb = "waits" if _is_one(waiting) else "wait"
    return f"{_amounts(waiting)} {verb} for {wanted}."


def _amounts(worth: Sequence[Worth]) -> str:
    """The credits and the time where the schemes agree; each with its scheme where they do not,
    two at most.
    """
    amounts = dict.fromkeys(
        amount(one.assessment) for one in sorted(worth, key=lambda one: one.assessment.in_hours)
    )
    if len({one.assessment.in_hours for one in worth}) == len(amounts):
        return listed([*amounts])
    return listed([f"{amount(one.assessment)} under {escape(one.title)}" for one in worth[:2]])


def _is_one(worth: Sequence[Worth]) -> bool:
    """Whether the verb behind the amounts is in the singular: "1 credit waits", "2 h waits"."""
    return len({amount(one.assessment) for one in worth}) == 1 and (
        worth[0].assessment.in_hours or worth[0].assessment.credits == 100
    )


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
                [save, None if view.card.problems else answer_privately(view.card), skip],
            ),
        ],
    )


def _first(view: NoteView, done: str) -> list[Block]:
    """What came of it, before what is asked all the same."""
    return [section(done, entry_block(view.card.entry.id, "said", "note"))]


def _name(view: NoteView) -> list[Block]:
    """Which entry it is about, where that has to be said."""
    if not view.named:
        return []
    entry = view.card.entry
    return [section(f"*{cut_title(entry.title)}*", entry_block(entry.id, "name", "note"))]


def _said(view: NoteView, words: str, buttons: Sequence[Element | None]) -> Content:
    entry_id = view.card.entry.id
    return Content(
        words,
        [
            section(_of_named(view, words), entry_block(entry_id, "said", "note")),
            *actions(entry_block(entry_id, "actions", "note"), buttons),
        ],
    )
