"""How badges look: for which cycles there is one, and the form in which it is chosen."""

from typing import Final

from bot.figures import credits, day, number, several
from bot.services.data_rights import badge_actions as acting
from bot.services.data_rights.badges import BadgeCycle, BadgeView, WhyNone, WhyNot
from bot.ui.kit.blocks import (
    Block,
    Content,
    View,
    actions,
    asked,
    button,
    checkboxes,
    context,
    modal,
    option,
    radio,
    section,
)
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in
from bot.ui.kit.formatting import bold
from bot.ui.kit.ids import Callback, Field
from bot.ui.kit.page_looks import FormLook, MessageLook

_WITH_NAME: Final = "name"
_SHOWN: Final = 10
"""Cycles that are shown, and offered, the latest."""

_WHY_NOT: Final[dict[WhyNot, str]] = {
    "": "there is a badge",
    "not_met": "short of the minimum, so there is none",
    "not_known": "what your account shows is not known, so I cannot say",
    "no_minimum": "no minimum that I know of, so there is none",
    "cut_short": "another start took its place, so there is none",
}
_WHY_NONE: Final[dict[WhyNone, str]] = {
    "no_cycle": "no complete cycle yet that I know of",
    "no_minimum": "it has no minimum for a cycle, so there is no badge",
}


def page(view: BadgeView) -> Content:
    """ "IMI register, 1 Jun 2022 to 31 May 2025: 92 of 90 credits; there is a badge."."""
    lines = [f"• {_line(one)}." for one in view.cycles[:_SHOWN]]
    lines += [f"• {brief(title, 60)}: {_WHY_NONE[why]}." for title, why in view.none[:_SHOWN]]
    lines += [
        f"• Outdated: your badge of {day(one.issued_at.date())} for a cycle to {day(one.last)}, "
        "which your record does not have any more."
        for one in view.gone[-_SHOWN:]
    ]
    words = "\n".join(lines) or "You are in no scheme, so there is no cycle to have a badge for."
    blocks: list[Block] = [section(f"{bold('Badges for complete cycles')}\n{words}", "badges:list")]
    if view.offered:
        blocks += actions("badges:do", [button("Choose a badge", acting.AskForBadge())])
    small = f"A badge is {brief(view.issuer, 60)}’s statement by this record, not your body’s."
    blocks.append(context(small, "badges:small"))
    return Content("Badges for your complete cycles.", blocks)


def _line(one: BadgeCycle) -> str:
    said = f"{brief(one.title, 60)}, {day(one.first)} to {day(one.last)}: {_amount(one)}"
    if one.issued is None:
        return f"{said}; {_WHY_NOT[one.why_not]}"
    on = day(one.issued.issued_at.date())
    if not one.outdated:
        return f"{said}; you have had its badge since {on}"
    then = number(one.issued.amount * (100 if one.in_subjects else 1))
    again = "a new one can be had" if not one.why_not else _WHY_NOT[one.why_not]
    return f"{said}; your badge of {on} is outdated, it says {then}; {again}"


def _amount(one: BadgeCycle) -> str:
    if one.in_subjects:
        of = "" if one.minimum is None else f" of {one.minimum}"
        return f"{one.amount}{of} subjects" if of else several(one.amount, "subject")
    if one.minimum is None:
        return credits(one.amount)
    return f"{number(one.amount)} of {credits(one.minimum)}"


def form(asking: acting.BadgeForm) -> View:
    """Which cycle, and the name only where it is ticked."""
    offered = asking.view.offered[:_SHOWN]
    options = [
        option(f"{one.title[:40]}, to {day(one.last)}: {_amount(one)}", one.which)
        for one in offered
    ]
    told = (
        f"What counted in the cycle, by this record, as {brief(asking.view.issuer, 60)}’s "
        "statement. Nothing that you wrote is in it. Whoever has it can check who signed it. It "
        "cannot be called back."
    )
    named = f"Put my name in: {asking.name}"[:70]
    return modal(
        Callback.BADGE,
        "A badge",
        [
            section(told, "badge:what"),
            asked(
                Field.BADGE_WHICH,
                "For which cycle?",
                radio(Field.BADGE_WHICH, options, options[0]["value"]),
            ),
            asked(
                Field.BADGE_NAME,
                "Your name",
                checkboxes(Field.BADGE_NAME, [option(named, _WITH_NAME)]),
                hint="Without it, a badge names you by a salted hash of your Slack id.",
                optional=True,
            ),
        ],
        submit="Get it",
    )


def read(_given: Carried, values: Values) -> acting.GetBadge:
    """What was chosen."""
    return acting.GetBadge(
        choice_in(values, Field.BADGE_WHICH) or "",
        named=_WITH_NAME in choices_in(values, Field.BADGE_NAME),
    )


PAGES: Final = (MessageLook(acting.BadgesShown, lambda shown, _: page(shown.view), "Badges"),)
FORMS: Final = (FormLook(acting.BadgeForm, form, Callback.BADGE, read),)
