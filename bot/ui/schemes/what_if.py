"""Where a member would stand, in the words of a standing: two lines, marked as a what-if."""

from bot.services.schemes.standings import SchemeStanding
from bot.services.schemes.what_if import Supposition, WhatIf
from bot.ui.kit.blocks import Content, context, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, credits, cut_title, duration
from bot.ui.schemes.standing import figures_line

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
    lines = [f"{bold(supposed)}, {_line(first, forecast=not others)}"]
    if others:
        lines.append(_line(others[0], forecast=False))
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


def _line(one: SchemeStanding, *, forecast: bool) -> str:
    return f"{escape(one.title)}: {figures_line(one, forecast=forecast)}"


def _supposed(change: Supposition, title: str | None) -> str:
    if change.without is not None:
        return f"without {cut_title(title)}"
    if change.minutes:
        about = f" of {brief(change.about, _ABOUT_MOST)}" if change.about else ""
        return f"with {duration(change.minutes)} more{about}"
    return f"with {credits(change.credits)} more"
