"""The first few questions: one at a time, each of which can be skipped and answered later."""

from bot.services.dispatch import members
from bot.services.onboarding import OnboardingView, Place
from bot.ui.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.escape import escape
from bot.ui.help import WHO_SEES
from bot.ui.words import listed, scheme_body


def welcome(view: OnboardingView) -> Content:
    """The open question as a message."""
    return Content("A question about you, to know where you stand.", onboarding_blocks(view))


def onboarding_blocks(view: OnboardingView) -> list[Block]:
    """The open question with its buttons; who sees what stands below the first."""
    if view.step == "done":
        return [section("Thank you, that is all I need. You can change it in Home.", "start:done")]
    words, buttons = _asked(view)
    skip = button("Skip", members.SkipQuestion(_place(view)))
    blocks: list[Block] = [
        section(words, "start:question"),
        *actions("start:answers", [*buttons, skip]),
        context(f"{view.number} of {view.count}. Each can wait, and be changed later.", "start:at"),
    ]
    if view.number == 1:
        blocks.append(context(WHO_SEES, "start:who-sees"))
    return blocks


def _asked(view: OnboardingView) -> tuple[str, list[Element]]:
    match view.step:
        case "cycle_start" if view.about is not None:
            body, pack = scheme_body(view.about.title), view.about.enrolment.pack
            return (
                f"When did your {escape(body)} cycle begin? It stands in your account there.",
                [
                    button("Choose the day", members.AskForCycle(pack), style="primary"),
                    button("I don’t know yet", members.CycleUnknown(pack)),
                ],
            )
        case "opening" if view.about is not None:
            body, pack = scheme_body(view.about.title), view.about.enrolment.pack
            return (
                f"How many credits does your {escape(body)} account show for this cycle, and for "
                "this year? I label them “brought in, not checked by me”.",
                [
                    button("Tell you", members.AskForOpening(pack), style="primary"),
                    button("Nothing to bring in", members.DeclineOpening(pack)),
                ],
            )
        case "job":
            return (
                "What is your job? CPD has to be relevant to the job you have at the time.",
                [button("Tell you", members.AskForJob(), style="primary")],
            )
        case _:
            names = listed([escape(one.title) for one in view.offered]) or "none yet"
            return (
                f"Which schemes are you in? I know {names}, and can then say what an entry is "
                "worth there.",
                [button("Choose", members.AskForScheme(), style="primary")],
            )


def _place(view: OnboardingView) -> str:
    """The question that a Skip is about: an old button skips nothing else."""
    return str(Place(view.step, view.about.enrolment.pack if view.about else ""))
