"""The first few questions: one at a time, each of which can be skipped and answered later."""

from typing import Final

from bot.figures import day
from bot.services.members import actions as members
from bot.services.members.onboarding import OnboardingView, Place
from bot.services.members.settings import SchemeChoice, SchemeSettings
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    actions,
    button,
    context,
    datepicker,
    section,
    user_menu,
)
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import scheme_body
from bot.ui.kit.ids import scheme_block
from bot.ui.kit.manager_sees import WHAT_THEY_SEE, what_is_seen_by
from bot.ui.kit.sentences import sentence

SCHEMES_MOST: Final = 5
"""Schemes that have a button each; of more, one opens a list."""

_WHO_SEES: Final = what_is_seen_by("A manager whom you name")


def welcome(view: OnboardingView) -> Content:
    """The open question as a message."""
    return Content("A question about you, to know where you stand.", onboarding_blocks(view))


def goes_on_below() -> Content:
    """What a message that asked becomes once a later one asks."""
    words = "This goes on below."
    return Content(words, [context(words, "start:below")])


def onboarding_blocks(view: OnboardingView, *, greeting: bool = False) -> list[Block]:
    """The open question with its buttons; `greeting`: below the welcome to somebody new."""
    if view.step == "done":
        return [
            section(sentence("all_i_need"), "start:done"),
        ]
    words, buttons = _asked(view)
    skip = button("Skip", members.SkipQuestion(_place(view)))
    hello = [section(sentence("welcome_new"), "start:hello")] if greeting else []
    return [
        *hello,
        section(words, "start:question"),
        *actions(_answers(view), [*buttons, skip]),
        context(_small(view), "start:at"),
    ]


def _small(view: OnboardingView) -> str:
    """How far along it is, and at the first who sees what."""
    if view.number is None:
        return "Beyond the three, and not needed to begin. It can be changed later."
    at = f"{view.number} of {view.count}. Each can wait, and be changed later."
    return f"{at}\n{_WHO_SEES}" if view.number == 1 else at


def _answers(view: OnboardingView) -> str:
    """The block_id of the buttons: a calendar's scheme is read from it."""
    if view.about is None:
        return "start:answers"
    return scheme_block(view.about.enrolment.scheme, "answers")


def _asked(view: OnboardingView) -> tuple[str, list[Element]]:
    match view.step:
        case "cycle_start" if view.about is not None:
            return _cycle(view.about)
        case "opening" if view.about is not None:
            return _opening(view.about)
        case "job":
            return (
                "What is your job? CPD has to be relevant to the job you have at the time.",
                [button("Set job", members.AskForJob(), style="primary")],
            )
        case "manager":
            return (
                f"Last one, if you like: who is your manager? They are asked "
                f"first.\n{WHAT_THEY_SEE}",
                [user_menu(members.PickManager.name, "Choose my manager")],
            )
        case _:
            return "Which scheme is yours?", _schemes(view)


def _schemes(view: OnboardingView) -> list[Element]:
    if not view.offered or len(view.offered) > SCHEMES_MOST:
        return [button("Choose schemes", members.AskForScheme(), style="primary")]
    each = [_scheme(one, number) for number, one in enumerate(view.offered)]
    return [*each, button("Several", members.AskForScheme())] if len(each) > 1 else each


def _scheme(choice: SchemeChoice, number: int) -> Element:
    """At one tap; where it has categories, what opens them."""
    if choice.categories is None:
        return button(choice.title, members.JoinScheme(choice.pack), number=number)
    return button(choice.title, members.AskForScheme(choice.pack), number=number)


def _cycle(scheme: SchemeSettings) -> tuple[str, list[Element]]:
    body, pack = escape(scheme_body(scheme.title)), scheme.enrolment.scheme
    words = f"When did the {body} cycle you are in begin?"
    if scheme.has_account:
        words += " It stands in your account there."
    return (
        words,
        [
            datepicker(members.PickCycleStart.name, prompt="Set cycle start"),
            button("Not yet known", members.CycleUnknown(pack)),
        ],
    )


def _opening(scheme: SchemeSettings) -> tuple[str, list[Element]]:
    body, pack = escape(scheme_body(scheme.title)), scheme.enrolment.scheme
    return (
        f"One more, if you like: how many credits does your {body} account show {since(scheme)}? I "
        "count them as brought in, not checked by me.",
        [
            button("Enter credits", members.AskForOpening(pack), style="primary"),
            button("None yet", members.NothingInAccount(pack)),
            button("I can’t say", members.DeclineOpening(pack)),
        ],
    )


def since(scheme: SchemeSettings) -> str:
    """ "since 1 Jun 2025": from when on the account's figure is asked for."""
    return f"since {day(scheme.began)}" if scheme.began else "for this cycle"


def _place(view: OnboardingView) -> str:
    """The question that a Skip is about: an old button skips nothing else."""
    return str(Place(view.step, view.about.enrolment.scheme if view.about else ""))
