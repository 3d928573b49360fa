"""Choices by word: the label of a button in sight, typed."""

import re
from typing import Final

from bot.conversation.dialogue_questions import FACT_QUESTIONS
from bot.conversation.elements.grading import sounds_told
from bot.conversation.text import clean
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.labels import typed_labels
from bot.services.dispatch.pages import Page, say
from bot.services.record.dialogue import dialogue_about
from bot.services.record.incoming.corrections import settle_change
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    choices_of,
    held_choices,
    settle,
    was_asked_last,
)
from bot.services.record.incoming.interpretation import newest_open, recent_of, saved_last
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.offers import shall_i_save
from bot.services.record.incoming.plans import done_or_not
from bot.services.record.incoming.steering import enough, steer
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

_PLAIN_YES: Final = re.compile(
    r"\W*(?:yes|yep|yeah|yup|yea|ye|aye|y)\b(?!.*\bthat['’]?s it\b)", re.IGNORECASE
)
_CHANGES: Final = "change_saved"
"""What "yes" and "no" mean where a saved entry may be changed: that has no choices of its own."""


def choose(ctx: MemberContext, heard: Heard, label: str, noted: Noted) -> Page | None:
    """Do what a label says: of what was asked last, of the entry in sight, or of the newest."""
    if heard.held is not None:
        choice = _choice_of(ctx, heard, heard.held, label)
        if choice == _CHANGES:
            settle_change(ctx, heard.held.key, yes=label.lower() == "yes")
            return None
        if choice is not None and held_choices(*ctx.rooms)[choice].opens_a_form:
            return say("use_the_button", button=label)
        if choice is not None:
            settle(ctx, heard.held.key, choice)
            return None
    elif heard.due is not None and label in ("yes", "no"):
        return done_or_not(ctx, heard, label)
    return _press(ctx, heard, label, noted)


def _choice_of(ctx: MemberContext, heard: Heard, held: Held, label: str) -> str | None:
    """The choice about held words that a label or another word for it means; None for none. That
    words are an answer, only a plain yes says: "that's it" ends something.
    """
    labels = held.values.get("labels", ())
    choices = choices_of(held.values)
    choice = choices.get(label.capitalize() if "Yes" in labels else label)
    if choice is None and label.lower() in ("yes", "no") and "Yes" in labels:
        return _CHANGES
    if choice is None and label.lower() in ("yes", "no") and was_asked_last(ctx, held):
        choice = held.values.get(label.lower())
        if choice == "answer" and not _is_agreed_to_be_one(heard, held):
            choice = None
    known = held_choices(*ctx.rooms)
    words = (known[one].by_word for one in choices.values() if one in known)
    chosen = choice or next((one[label.lower()] for one in words if label.lower() in one), None)
    return chosen if chosen in known else None


def _is_agreed_to_be_one(heard: Heard, held: Held) -> bool:
    """Whether held words are agreed to be an answer; what is plainly said to the bot is none."""
    return _PLAIN_YES.match(heard.message.text) is not None and sounds_told(clean(held.text).text)


def _press(ctx: MemberContext, heard: Heard, label: str, noted: Noted) -> Page | None:
    """A button about an entry, or an answer to "Enough, or one more?"."""
    button = typed_labels(*ctx.rooms).get(label)
    if button is not None and button.steers is not None:
        return steer(ctx, heard, button.steers, noted)
    saved = heard.about or saved_last(recent_of(ctx))
    if button is not None and button.of_saved is not None and saved is not None:
        return button.of_saved(saved.id).do(ctx)
    if button is not None and button.of_saved is None:
        return say("use_the_button", button=label)
    draft = heard.about if heard.about and heard.about.status == "draft" else newest_open(ctx)
    if label == "Enough" and draft is not None:
        return enough(ctx, heard, draft, noted)
    if label == "yes" and draft is not None and _asks_a_fact(ctx, draft):
        noted.about(draft)  # "1 h or 5 h?" is not answered by yes
        return None
    return shall_i_save(ctx, heard, draft) if label == "yes" else say("all_right")


def _asks_a_fact(ctx: MemberContext, draft: EntryRecord) -> bool:
    """Whether a day or a length is asked for, of which something was said that leaves it open."""
    dialogue = dialogue_about(ctx, draft)
    return dialogue.state.open in FACT_QUESTIONS and bool(dialogue.problems)
