"""Where a member would stand, in the words of a standing: two lines, marked as a what-if."""

from bot.figures import credits, day, duration, several
from bot.policy.schemes.standing import FrameworkStanding
from bot.services.schemes.standings import SchemeStanding
from bot.services.schemes.what_if import Supposition, WhatIf
from bot.ui.kit.blocks import Content, context, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, cut_title
from bot.ui.schemes.standing import (
    figures_line,
)
from bot.ui.schemes.subject_words import amount_in

MARK = "A what-if, not kept."
NOTHING = "None of your schemes would stand otherwise: none counts that by a number I know."
_LINES = 2
_ABOUT_MOST = 40


def what_if(view: WhatIf) -> Content:
    """How the most urgent schemes would stand that would stand otherwise."""
    supposed = capital_first(_supposed(view.change, view.title))
    if not view.schemes:
        return _content([f"{bold(supposed)}: {NOTHING[0].lower()}{NOTHING[1:]}"])
    first, *others = view.schemes
    lines = [f"{bold(supposed)}, {_line(view, first, forecast=not others)}"]
    if others:
        lines.append(_line(view, others[0], forecast=False))
    if len(view.schemes) > _LINES:
        lines[-1] += f" {len(view.schemes) - _LINES} more would change too."
    return _content(lines)


def capital_first(words: str) -> str:
    """The words with a capital; what follows stays as its member wrote it."""
    return words[:1].upper() + words[1:]


def _content(lines: list[str]) -> Content:
    return Content(
        "What if.", [section("\n".join(lines), "what-if"), context(MARK, "what-if:mark")]
    )


def _line(view: WhatIf, one: SchemeStanding, *, forecast: bool) -> str:
    named = view.subjects.get(one.enrolment.id, ())
    standing = one.standing
    if isinstance(standing, FrameworkStanding) and len(named) == 1:
        return f"{escape(one.title)}: {_of_subject(standing, named[0])}"
    return f"{escape(one.title)}: {figures_line(one, forecast=forecast)}"


def _of_subject(standing: FrameworkStanding, name: str) -> str:
    """ "Radar 6 h of 7 h, to 31 May 2028; 1 of 4 subjects met."."""
    found = [one for one in standing.asked if one.subject == name]
    parts = [f"{sum(one.met is True for one in standing.asked)} of {_asked(standing)} met"]
    for one in found:
        of = "not known" if one.needed is None else amount_in(one.unit, one.needed)
        done = amount_in(one.unit, one.counted)
        parts.insert(0, f"{brief(name, _ABOUT_MOST)} {done} of {of}, to {day(standing.last_day)}")
    return f"{'; '.join(parts)}."


def _asked(standing: FrameworkStanding) -> str:
    return several(len(standing.asked), "subject")


def _supposed(change: Supposition, title: str | None) -> str:
    if change.without is not None:
        return f"without {cut_title(title)}"
    if change.minutes:
        about = f" of {brief(change.about, _ABOUT_MOST)}" if change.about else ""
        return f"with {duration(change.minutes)} more{about}"
    return f"with {credits(change.credits)} more"
