"""The member's own record beside the qualities that a scheme names: a line for each, in words, and
the one thing that would help most next. No mark, no colour, no count.
"""

from collections.abc import Mapping
from typing import Final

from bot.figures import listed
from bot.policy.schemes.qualities import LONGEST_GAP, QualityShown
from bot.policy.schemes.quality_steps import Step, StepQuestion
from bot.policy.vocabulary import Formality, Quality
from bot.services.record import actions as record
from bot.services.schemes.qualities import QualitiesView
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, near_day, scheme_body

NAMES: Final[Mapping[Quality, str]] = {
    "continuous": "Continuous",
    "cyclic": "Cyclic",
    "personalised": "Personalised",
    "multi-faceted": "Multi-faceted",
    "evidenced": "Evidenced",
    "impact-focused": "Focused on impact",
}

_SHOWN: Final[Mapping[Quality, str]] = {
    "continuous": f"no {LONGEST_GAP} days in a row without learning; the last is {{entry}}.",
    "cyclic": "{entry} goes from reflection to what came of it.",
    "personalised": "{entry} says why you did it or how it helps your job.",
    "multi-faceted": "{entry} beside {beside}: formal and informal.",
    "evidenced": "{entry} can be followed by somebody else.",
    "impact-focused": "{entry} says what it changed.",
}
_NOT_YET: Final[Mapping[Quality, str]] = {
    "continuous": "nothing is saved yet.",
    "cyclic": "no entry goes from reflection to evaluation.",
    "personalised": "no entry says why, or how it helps your job.",
    "multi-faceted": "no formal entry beside an informal one.",
    "evidenced": "no entry has evidence or words others could follow.",
    "impact-focused": "no entry tells what it changed.",
}
_NOT_KNOWN: Final[Mapping[Quality, str]] = {
    "multi-faceted": "not every entry says whether it was formal.",
}
_OFTEN: Final[Mapping[str, str]] = {"yearly": "every year"}
_UNREAD: Final = "what earlier releases saved is unread."

_QUESTIONS: Final[Mapping[StepQuestion, str]] = {
    "reflect": "say what made {entry} worth doing.",
    "plan": "say what you will do differently after {entry}.",
    "evaluate": "say what you learnt from {entry}, and where you use it.",
    "use": "say where you use {entry} in your job.",
    "changed": "say what {entry} has changed.",
}
_NEW: Final[Mapping[Formality | None, str]] = {
    "formal": "keep something formal, such as a course or a webinar.",
    "informal": "keep something informal, such as a conversation or something you read.",
    None: "keep something that you learnt, however small.",
}


def qualities_page(view: QualitiesView) -> Content:
    """The mirror, for its member alone."""
    body = escape(scheme_body(view.title))
    title = f"Your record beside {body}’s qualities"
    lines = [f"{bold(title)}\nThe last 12 months: a mirror, not a mark."]
    lines += quality_lines(view)
    blocks: list[Block] = [section("\n".join(lines), "qualities:lines")]
    if view.step is not None:
        blocks.append(section(_step_words(view, view.step), "qualities:next"))
        blocks += actions("qualities:actions", [_tap(view.step)])
    opened = button("My narrative", record.ShowNarrative())
    blocks += actions("qualities:narrative", [opened] if view.any_entry else [])
    own = f"This mirror’s own measure, not a {body} rule."
    blocks.append(context(f"{own}\n{escape(view.source)}", "qualities:source"))
    blocks += _sampling(view, body)
    return Content(f"{title}.", blocks)


def quality_lines(view: QualitiesView) -> list[str]:
    """A line for each quality, or one where no entry of these months is there."""
    return [_line(view, one) for one in view.lines] if view.any_entry else [_nothing(view)]


def _nothing(view: QualitiesView) -> str:
    """What is said once where each line would say that there is no entry."""
    names = listed([NAMES[one.quality].lower() for one in view.lines])
    return f"Nothing is saved of them yet, so none of these shows: {names}."


def _line(view: QualitiesView, one: QualityShown) -> str:
    name = bold(NAMES[one.quality])
    match one.state:
        case "shown":
            entry, beside = _entry(view, one.entry), _entry(view, one.beside)
            return f"{name}: {_SHOWN[one.quality].format(entry=entry, beside=beside)}"
        case "not yet":
            return f"{name}, not yet: {_not_yet(view, one)}"
        case "not known":
            return f"{name}, not known: {_not_known(view, one)}"


def _not_yet(view: QualitiesView, one: QualityShown) -> str:
    if one.gap is None:
        return _NOT_YET[one.quality]
    first, last = (near_day(day, view.today) for day in one.gap)
    return f"nothing is saved from {first} to {last}."


def _not_known(view: QualitiesView, one: QualityShown) -> str:
    if one.begins is not None:
        begins = near_day(one.begins, view.today)
        return f"your record begins on {begins}, too young to tell."
    return _NOT_KNOWN.get(one.quality, _UNREAD)


def _entry(view: QualitiesView, number: int | None) -> str:
    """An entry's title with its day; empty where there is none."""
    named = None if number is None else view.entries.get(number)
    if named is None:
        return ""
    return f"{bold(cut_title(named.title))} ({near_day(named.on, view.today)})"


def _step_words(view: QualitiesView, step: Step) -> str:
    wanted = _in_the_gap(view, step) or _wanted(step)
    return f"{bold('Most helpful next')}: {wanted.format(entry=_entry(view, step.entry))}"


def _in_the_gap(view: QualitiesView, step: Step) -> str:
    """What would close a gap has a day in it; empty where the step is about anything else."""
    gap = next((one.gap for one in view.lines if one.quality == step.quality), None)
    if gap is None:
        return ""
    first, last = (near_day(day, view.today) for day in gap)
    return f"keep anything that you learnt from {first} to {last}."


def _wanted(step: Step) -> str:
    if step.question is not None:
        return _QUESTIONS[step.question]
    match step.does:
        case "evidence":
            return "add a link that shows {entry}."
        case "edit":
            return "say of which type {entry} was, and whether it was formal."
        case "log" | "answer":
            return _NEW[step.lacks]


def _tap(step: Step) -> Element:
    """Opens exactly what it speaks of."""
    if step.entry is None:
        return button("Log something", record.AskToLog())
    if step.question is not None:
        return button("Answer", record.AskAbout(step.entry, step.question))
    if step.does == "evidence":
        return button("Add evidence", record.AskForEvidence(step.entry))
    return button("Edit", record.AskToEdit(step.entry))


def _sampling(view: QualitiesView, body: str) -> list[Block]:
    """What is known of the sample for the member's grade, and how they say which it is."""
    known = view.sampling
    if known is None:
        return []
    often = _OFTEN.get(known.often, "now and then")
    chartered = button("I am Chartered", record.TellGrade(view.enrolment_id, "chartered"), number=0)
    other = button("I am not", record.TellGrade(view.enrolment_id, "other"), number=1)
    match known.state:
        case "sampled":
            how_many = "" if known.rate else "; how many is not known"
            said = f"{body} samples Chartered Managers’ records {often}{how_many}."
            said, choices = f"{said}\n{escape(known.source)}", [other]
        case "not published":
            said = f"You told me that you are not Chartered; {body} publishes no other sample."
            choices = [chartered]
        case "grade not known":
            said = f"Are you a Chartered Manager? {body} samples their records {often}."
            choices = [chartered, other]
    return [context(said, "qualities:sampling"), *actions("qualities:grade", choices)]
