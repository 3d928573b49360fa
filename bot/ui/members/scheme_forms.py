"""Schemes: which one, when its cycle began, what its account showed. One question to a modal."""

from collections.abc import Sequence
from typing import Final

from bot.figures import day, number
from bot.policy.schemes.categories import CATEGORY_MOST, scheme_key, scheme_title
from bot.services.members import actions as members
from bot.services.members.settings import SchemeChoice, SchemeSettings
from bot.services.record import actions as record
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import (
    Block,
    View,
    actions,
    asked,
    button,
    checkboxes,
    datepicker,
    modal,
    option,
    section,
    text_field,
)
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Carried, Values, choices_in, day_in, text_in, whole, word
from bot.ui.kit.formatting import bold, scheme_body
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from bot.ui.schemes.registration import read_registration, registration_line, registration_modal

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
    offered = [
        option(f"{scheme_title(one.title, category)} · {one.body}", scheme_key(one.pack, category))
        for one in schemes
        for category in (("",) if one.categories is None else one.categories)
    ]
    others = [
        asked(
            members.category_field(one.pack),
            f"Another category of {one.title}",
            text_field(members.category_field(one.pack), most=CATEGORY_MOST),
            optional=True,
        )
        for one in schemes
        if one.categories is not None
    ]
    tick = asked(
        Field.SCHEME,
        "Which schemes are you in?",
        checkboxes(Field.SCHEME, offered),
        optional=bool(others),
    )
    return modal(
        Callback.SCHEME, "Add a scheme", [*([tick] if offered else []), *others], submit="Add it"
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
                f"When did the {body} cycle you are in begin?",
                datepicker(Field.CYCLE_START, scheme.began or scheme.enrolment.cycle_start),
                hint=f"It stands in your {body} account." if scheme.has_account else "",
                optional=True,
            ),
            asked(
                Field.CYCLE_UNKNOWN,
                "Or",
                checkboxes(Field.CYCLE_UNKNOWN, [option("I don’t know yet", _NOT_YET)]),
                optional=True,
            ),
        ],
        carries=kept(pack=scheme.enrolment.scheme),
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
        carries=kept(pack=scheme.enrolment.scheme),
        submit="Keep it",
    )


def opening_modal(
    scheme: SchemeSettings, told: tuple[int, int | None] | None = None, key: str | None = None
) -> View:
    """What the account shows for this cycle and, unless that is the same, for this year; `told`
    in a message, else as it stands.
    """
    body, enrolment = scheme_body(scheme.title), scheme.enrolment
    if told is None and enrolment.opening_on is not None:
        told = (enrolment.opening_cycle or 0, enrolment.opening_year)
    began = f", since {day(scheme.began)}" if scheme.began else ""
    cycle = asked(
        Field.OPENING_CYCLE,
        f"For this cycle{began}",
        text_field(
            Field.OPENING_CYCLE,
            "" if told is None else _typed(told[0]),
            prompt="25",
            most=20,
        ),
    )
    return modal(
        Callback.OPENING,
        "Brought in",
        [
            section(
                f"How many credits does your {escape(body)} account show today? I add them to "
                "what you log here, as brought in and not checked by me.",
                "why",
            ),
            cycle,
            *([] if scheme.in_first_year else _of_this_year(scheme, told)),
        ],
        carries=kept(pack=enrolment.scheme, **({"key": key} if key else {})),
        submit="Keep it",
    )


def cycle_showed_modal(one: SchemeStanding) -> View:
    """What the account shows for a cycle that ended short, or the way to log what is missing."""
    body, ended = scheme_body(one.title), one.standing.ended
    span, typed, start = "your last cycle", "", ""
    if ended is not None:
        span, start = f"{day(ended.start)} to {day(ended.last_day)}", ended.start.isoformat()
        typed = _typed(ended.credits) if ended.showed_on else ""
    return modal(
        Callback.CYCLE_SHOWED,
        "Your last cycle",
        [
            asked(
                Field.OPENING_CYCLE,
                f"How many credits does your {body} account show for {span}?",
                text_field(Field.OPENING_CYCLE, typed, prompt="90", most=20),
                hint=f"All of that cycle. {body} goes by it, so it takes the place of my count.",
            ),
            section("Done something that is not in your account yet?", "log"),
            *actions("log:actions", [button("Log something", record.AskToLog())]),
        ],
        carries=kept(enrolment=one.enrolment.id, start=start),
        submit="Keep it",
    )


def _of_this_year(scheme: SchemeSettings, told: tuple[int, int | None] | None) -> list[Block]:
    began = f", since {day(scheme.year_began)}" if scheme.year_began else ""
    year = None if told is None else told[1]
    unsure = told is not None and year is None
    return [
        asked(
            Field.OPENING_YEAR,
            f"Of these, for this year{began}",
            text_field(Field.OPENING_YEAR, _typed(year), prompt="6", most=20),
            optional=True,
        ),
        asked(
            Field.OPENING_UNSURE,
            "Or",
            checkboxes(
                Field.OPENING_UNSURE,
                [option("Not sure", _NOT_YET)],
                [_NOT_YET] if unsure else (),
            ),
            optional=True,
        ),
    ]


def _typed(credits: int | None) -> str:
    """Hundredths as a person types them; empty where they are not known."""
    return "" if credits is None else number(credits).replace(",", "")


def read_scheme(_given: Carried, values: Values) -> members.JoinSchemes:
    """The schemes that were chosen, one or several, and categories that were typed, by pack."""
    begins = members.category_field("")
    typed = {
        field.removeprefix(begins): category
        for field in values
        if field.startswith(begins) and (category := text_in(values, field))
    }
    return members.JoinSchemes(tuple(sorted(choices_in(values, Field.SCHEME))), typed)


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
        unsure=bool(choices_in(values, Field.OPENING_UNSURE)),
        key=word(given, "key") if "key" in given else None,
    )


def read_cycle_showed(given: Carried, values: Values) -> members.SetCycleShowed:
    """What the account shows for that cycle, as it was typed."""
    return members.SetCycleShowed(
        enrolment=whole(given, "enrolment"),
        start=word(given, "start"),
        opening_cycle=text_in(values, Field.OPENING_CYCLE),
    )


def registration_form(form: members.RegistrationForm) -> View:
    """How the member is registered in a scheme."""
    scheme = form.scheme
    return registration_modal(
        Callback.REGISTRATION,
        scheme.registration_words,
        scheme.registered,
        about=[section(_about_registration(scheme), "registration:about")],
        carries=kept(pack=scheme.enrolment.scheme),
        today=form.today,
    )


def _about_registration(scheme: SchemeSettings) -> str:
    body = escape(scheme_body(scheme.title))
    recognition = "recognition removed" in scheme.registration_words
    line = registration_line(scheme.registered, recognition=recognition)
    return f"{bold(escape(scheme.title))}\n{line}\n{body} decides it; I keep what I am told."


def read_registration_form(given: Carried, values: Values) -> members.SetRegistration:
    """What was chosen of it."""
    return members.SetRegistration(word(given, "pack"), *read_registration(values))


FORMS: Final = (
    FormLook(
        members.RegistrationForm, registration_form, Callback.REGISTRATION, read_registration_form
    ),
    FormLook(
        members.SchemeForm, lambda form: scheme_modal(form.offered), Callback.SCHEME, read_scheme
    ),
    FormLook(members.CycleForm, lambda form: cycle_modal(form.scheme), Callback.CYCLE, read_cycle),
    FormLook(
        members.JoinedForm, lambda form: joined_modal(form.scheme), Callback.JOINED, read_joined
    ),
    FormLook(
        members.OpeningForm,
        lambda form: opening_modal(form.scheme, form.told, form.key),
        Callback.OPENING,
        read_opening,
    ),
    FormLook(
        members.CycleShowedForm,
        lambda form: cycle_showed_modal(form.scheme),
        Callback.CYCLE_SHOWED,
        read_cycle_showed,
    ),
)
