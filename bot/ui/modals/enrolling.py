"""Schemes: which one, when its cycle began, what its account showed. One question to a modal."""

from collections.abc import Sequence

from bot.services.dispatch import members
from bot.services.settings import SchemeChoice, SchemeSettings
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
from bot.ui.ids import Callback, Field, kept
from bot.ui.modals.values import Carried, Values, choices_in, day_in, text_in, word
from bot.ui.words import number, scheme_body

_NOT_YET = "unknown"
_FIRST = "first"


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
        carries=kept(pack=scheme.enrolment.pack),
        submit="Keep it",
    )


def joined_modal(scheme: SchemeSettings) -> View:
    """When the member joined, or that they were there from a cycle's start on."""
    joined = scheme.enrolment.joined_on
    ticked = [_FIRST] if joined is not None and scheme.joined_late_on is None else []
    return modal(
        Callback.JOINED,
        "Joined on",
        [
            asked(
                Field.JOINED_ON,
                f"When did you join {scheme.title}?",
                datepicker(Field.JOINED_ON, scheme.joined_late_on),
                hint="Who joins part-way through a cycle needs less in it.",
                optional=True,
            ),
            asked(
                Field.JOINED_FIRST,
                "Or",
                checkboxes(
                    Field.JOINED_FIRST,
                    [option("I was there when my cycle began", _FIRST)],
                    ticked,
                ),
                optional=True,
            ),
        ],
        carries=kept(pack=scheme.enrolment.pack),
        submit="Keep it",
    )


def opening_modal(scheme: SchemeSettings) -> View:
    """What the account shows for this cycle and for this year."""
    body, enrolment = scheme_body(scheme.title), scheme.enrolment
    given = enrolment.opening_on is not None
    year = enrolment.opening_year
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
                    "" if year is None else number(year).replace(",", ""),
                    prompt="6",
                    most=20,
                ),
                hint="Leave it empty if you are not sure.",
                optional=True,
            ),
        ],
        carries=kept(pack=enrolment.pack),
        submit="Keep it",
    )


def read_scheme(_given: Carried, values: Values) -> members.JoinSchemes:
    """The packs that were chosen, one or several."""
    return members.JoinSchemes(tuple(sorted(choices_in(values, Field.SCHEME))))


def read_cycle(given: Carried, values: Values) -> members.SetCycle:
    """The day that the cycle began, or "I don't know yet"."""
    return members.SetCycle(
        pack=word(given, "pack"),
        cycle_start=day_in(values, Field.CYCLE_START),
        unknown=bool(choices_in(values, Field.CYCLE_UNKNOWN)),
    )


def read_joined(given: Carried, values: Values) -> members.SetJoined:
    """The day of joining, or that it was not late."""
    return members.SetJoined(
        pack=word(given, "pack"),
        joined_on=day_in(values, Field.JOINED_ON),
        from_start=bool(choices_in(values, Field.JOINED_FIRST)),
    )


def read_opening(given: Carried, values: Values) -> members.SetOpening:
    """The balance as it was typed."""
    return members.SetOpening(
        pack=word(given, "pack"),
        opening_cycle=text_in(values, Field.OPENING_CYCLE),
        opening_year=text_in(values, Field.OPENING_YEAR),
    )
