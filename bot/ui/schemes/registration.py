"""A registration, or a recognition that rests on one: in words, and the form that asks for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from bot.figures import day, listed
from bot.policy.scheme_facts import RegistrationEvent
from bot.policy.schemes.registration import RegistrationState
from bot.policy.vocabulary import RegistrationWord
from bot.services.schemes.registration_facts import Registered
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, View, asked, datepicker, modal, option, radio
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Values, choice_in, day_in
from bot.ui.kit.formatting import scheme_body


class RegistrationField(StrEnum):
    """Inputs of the form."""

    STATE = "registration"
    SINCE = "since"
    UNTIL = "until"


WORDS: Final[Mapping[RegistrationWord, str]] = {
    "registered": "registered",
    "extended": "extended",
    "removed": "removed",
    "recognition removed": "recognition removed",
    "restored": "restored",
}
_OF_RECOGNITION: Final[Mapping[RegistrationWord, str]] = {**WORDS, "registered": "recognised"}


def state_words(state: RegistrationWord, *, recognition: bool = False) -> str:
    """A word that was told, in the middle of a sentence."""
    return (_OF_RECOGNITION if recognition else WORDS)[state]


def registration_line(found: Registered | None, *, recognition: bool = False) -> str:
    """How the member is registered, by whose word, and what the other one says."""
    name = "Recognition" if recognition else "Registration"
    if found is None or found.state.decided_by is None:
        return f"{name}: nothing told yet."
    state, event = found.state, found.state.decided_by
    said = _since(event, recognition=recognition)
    if state.why == "extension over":
        said += "; what holds since then is not known"
    words = f"{name}: {said}, {_by(event)}."
    other = state.contradicted
    if other is not None:
        words += f" Before that, {_by(other)}: {_since(other, recognition=recognition)}."
    return words


def removed_line(one: SchemeStanding) -> str:
    """What follows for somebody who was removed; empty for everybody else. Told once, on Home."""
    if one.registered is None or not one.registered.removed:
        return ""
    event = one.registered.state.decided_by
    by = f", {_by(event)}" if event is not None else ""
    body = escape(scheme_body(one.title))
    return (
        f"{removed_since(one.registered.state)}{by}. I no longer nudge you about its credits. What "
        f"it takes to come back is not known to me: ask {body}."
    )


def removed_since(state: RegistrationState) -> str:
    """ "Removed since 3 Mar 2026"."""
    if state.decided_by is None:
        return "Removed"
    return f"Removed since {day(state.decided_by.on)}"


def lacks_line(one: SchemeStanding) -> str:
    """That a scheme needs another one, from which the member was removed; else empty."""
    if one.registered is None or not one.registered.lacks:
        return ""
    needed = listed([escape(title) for title in one.registered.lacks])
    return f"It needs {needed}, from which you were removed."


def _since(event: RegistrationEvent, *, recognition: bool) -> str:
    said = f"{state_words(event.state, recognition=recognition)} since {day(event.on)}"
    if event.until is not None:
        said += f", to {day(event.until)}"
    return said


def _by(event: RegistrationEvent) -> str:
    """Whose word it is, and of which day."""
    told = day(event.recorded_at.date())
    who = "you told me" if event.told_by == "member" else "an administrator told me"
    return f"as {who} on {told}"


def registration_modal(
    callback: str,
    words: Sequence[RegistrationWord],
    found: Registered | None,
    *,
    about: Sequence[Block],
    carries: str,
    today: date,
) -> View:
    """What is to be told of a registration; filled in with what holds."""
    recognition = "recognition removed" in words
    choices = [option(state_words(one, recognition=recognition).capitalize(), one) for one in words]
    known = found.state.decided_by if found is not None else None
    return modal(
        callback,
        "Recognition" if recognition else "Registration",
        [
            *about,
            asked(
                RegistrationField.STATE,
                "How does it stand?",
                radio(RegistrationField.STATE, choices, None if known is None else known.state),
            ),
            asked(RegistrationField.SINCE, "Since", datepicker(RegistrationField.SINCE, today)),
            asked(
                RegistrationField.UNTIL,
                "Extended to",
                datepicker(RegistrationField.UNTIL),
                hint="Only where it was extended, and the last day is known.",
                optional=True,
            ),
        ],
        carries=carries,
        submit="Keep it",
    )


def read_registration(values: Values) -> tuple[str, date | None, date | None]:
    """What was chosen: the word, since when, and until when."""
    return (
        choice_in(values, RegistrationField.STATE) or "",
        day_in(values, RegistrationField.SINCE),
        day_in(values, RegistrationField.UNTIL),
    )
