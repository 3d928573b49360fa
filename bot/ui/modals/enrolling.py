"""Schemes: which one, when its cycle began, what its account showed. One question to a modal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.services.refused import Refused
from bot.services.settings import SchemeChoice, SchemeSettings, read_credits
from bot.ui.blocks import (
    View,
    asked,
    checkboxes,
    datepicker,
    modal,
    option,
    section,
    text_field,
)
from bot.ui.escape import escape
from bot.ui.ids import Callback, Field, Meta
from bot.ui.modals.values import Mistakes, Values, choices_in, day_in, text_in
from bot.ui.words import number, scheme_body

_NOT_YET = "unknown"


def scheme_modal(schemes: Sequence[SchemeChoice]) -> View:
    """Which schemes to add. `schemes` are those the member is not in; with none it says so."""
    if not schemes:
        return modal(
            Callback.ASIDE,
            "Add a scheme",
            [section("You are in every scheme that I know.", "none")],
            close="Close",
        )
    offered = [option(f"{one.title} · {one.body}", one.pack) for one in schemes]
    return modal(
        Callback.SCHEME,
        "Add a scheme",
        [asked(Field.SCHEME, "Which schemes are you in?", checkboxes(Field.SCHEME, offered))],
        submit="Add it",
    )


def read_scheme(values: Values) -> tuple[str, ...] | Mistakes:
    """The packs that were chosen, one or several."""
    packs = tuple(sorted(choices_in(values, Field.SCHEME)))
    return packs or Mistakes.of(Field.SCHEME, "Choose a scheme.")


def cycle_modal(scheme: SchemeSettings) -> View:
    """When the cycle began, or that the member does not know yet."""
    body = scheme_body(scheme.title)
    return modal(
        Callback.CYCLE,
        "Cycle start",
        [
            asked(
                Field.CYCLE_START,
                f"When did your {body} cycle begin?",
                datepicker(Field.CYCLE_START, scheme.enrolment.cycle_start),
                hint=f"It stands in your {body} account.",
                optional=True,
            ),
            asked(
                Field.CYCLE_UNKNOWN,
                "Or",
                checkboxes(Field.CYCLE_UNKNOWN, [option("I don’t know yet", _NOT_YET)]),
                optional=True,
            ),
        ],
        meta=Meta(pack=scheme.enrolment.pack),
        submit="Keep it",
    )


def read_cycle(values: Values) -> date | Mistakes | None:
    """The day that the cycle began; None for "I don't know yet"."""
    if choices_in(values, Field.CYCLE_UNKNOWN):
        return None
    start = day_in(values, Field.CYCLE_START)
    return start or Mistakes.of(Field.CYCLE_START, "Choose the day, or tick “I don’t know yet”.")


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """What the scheme's own account shows today, in hundredths of a credit."""

    cycle: int
    year: int


def opening_modal(scheme: SchemeSettings) -> View:
    """What the account shows for this cycle and for this year."""
    body, enrolment = scheme_body(scheme.title), scheme.enrolment
    given = enrolment.opening_on is not None
    return modal(
        Callback.OPENING,
        "Brought in",
        [
            section(
                f"How many credits does your {escape(body)} account show today? I add them to "
                "what you log here, as brought in and not checked by me.",
                "why",
            ),
            asked(
                Field.OPENING_CYCLE,
                "For this cycle",
                text_field(
                    Field.OPENING_CYCLE,
                    number(enrolment.opening_cycle or 0).replace(",", "") if given else "",
                    prompt="25",
                    most=20,
                ),
            ),
            asked(
                Field.OPENING_YEAR,
                "Of these, for this year",
                text_field(
                    Field.OPENING_YEAR,
                    number(enrolment.opening_year or 0).replace(",", "") if given else "",
                    prompt="6",
                    most=20,
                ),
            ),
        ],
        meta=Meta(pack=enrolment.pack),
        submit="Keep it",
    )


def read_opening(values: Values) -> OpeningForm | Mistakes:
    """The balance that was typed."""
    found: dict[Field, int] = {}
    mistakes: dict[str, str] = {}
    for field in (Field.OPENING_CYCLE, Field.OPENING_YEAR):
        try:
            found[field] = read_credits(text_in(values, field))
        except Refused as refused:
            mistakes |= Mistakes.refused(field, refused).by_block
    if mistakes:
        return Mistakes(mistakes)
    return OpeningForm(found[Field.OPENING_CYCLE], found[Field.OPENING_YEAR])
