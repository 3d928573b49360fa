"""What the coach is, in two lines: what is sent, where, and who runs it; on, off, allowed."""

from bot.services.coaching import actions as coaching
from bot.services.coaching.availability import CoachView
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.ui.kit.blocks import Content, Element, actions, button, context, section
from bot.ui.kit.escape import brief

WHAT_IT_DOES = (
    "*The coach* asks in your own words, says what others would miss, and can tidy your text. "
    "It never writes for you; nothing counts that you did not take."
)
WHAT_IS_SENT = (
    "Sent: the entry’s title, sentence and answers; a message I cannot place. Names of people in "
    "this workspace, phone numbers, e-mail addresses, number plates and VINs are replaced first; "
    "other names may slip through."
)
_FORBIDDEN = "Your administrators have not allowed a coach here"


def coach_settings(view: CoachView, *, already: bool = False) -> Content:
    """`/cpd coach`. `already`: a button asked for what was so before."""
    if view.endpoint is None or not view.available:
        whose = "There is no coach here" if view.endpoint is None else _FORBIDDEN
        nothing = f"{whose}. Everything works without one."
        return Content(nothing, [section(nothing, "coach:none")])
    state = f"The coach is {'on' if view.on else 'off'}{' already' if already else ''}."
    switch = (
        button("Turn off", coaching.TurnOff(on_page=True))
        if view.on
        else button("Turn on", coaching.TurnOn(), style="primary")
    )
    small = f"{state} {where(view.endpoint)}"
    if view.in_modal:
        small += " Your answers are private: it works in windows alone."
    return Content(
        state,
        [
            section(f"{WHAT_IT_DOES}\n{WHAT_IS_SENT}", "coach:what"),
            context(small, "coach:where"),
            *actions("coach:switch", [switch, *_last_sent(view)]),
        ],
    )


def _last_sent(view: CoachView) -> list[Element]:
    if view.last_sent is None:
        return []
    return [button("What was sent last?", coaching.ShowWhatWasSent(view.last_sent.id))]


def coach_administration(view: CoachView) -> Content:
    """`/cpd admin coach`."""
    if view.endpoint is None:
        nothing = "No coach is set up. docs/coach.md says how the operator does that."
        return Content(nothing, [section(nothing, "coach:none")])
    state = "Members may turn the coach on." if view.allowed else "The coach is not allowed."
    theirs = "Each of them decides for themselves." if view.allowed else "Nothing is sent."
    switch = (
        button("Forbid", coaching.AllowCoach(allowed=False))
        if view.allowed
        else button("Allow", coaching.AllowCoach(allowed=True), style="primary")
    )
    return Content(
        state,
        [
            section(f"{state} {theirs}\n{WHAT_IS_SENT}", "coach:what"),
            context(where(view.endpoint), "coach:where"),
            *actions("coach:switch", [switch]),
        ],
    )


def where(endpoint: CoachEndpoint) -> str:
    """ "It goes to llama at 127.0.0.1, run by our own IT."."""
    return f"It goes to {goes_to(endpoint.model, endpoint.host, endpoint.run_by)}."


def goes_to(model: str, host: str, run_by: str) -> str:
    """ "llama at 127.0.0.1, run by our own IT"."""
    whose = f", run by {brief(run_by, 80)}" if run_by else ""
    return f"{brief(model, 80)} at {brief(host, 80)}{whose}"
