"""An entry as it stands, in answer to a question about it: its facts, its worth under each scheme,
and what it waits for.
"""

from typing import Final

from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.schemes.assessment import Worth
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.escape import escape
from bot.ui.record.entry_lines import facts_line, settled, title_line, waits_for, worth_lines

_SCHEMES_MOST: Final = 2
_BODIES: Final = ("imi", "cmi", "techsafe", "mot", "dvsa")


def entry_now(view: CardView, asked: str) -> Content:
    """What `asked` (one of "enough", "wrong", "counts", "old", "facts",
    or a body, with "not " before it where it is not to count there) is answered."""
    lead = _lead(view, asked)
    head = f"{title_line(view)}: {facts_line(view)}."
    lines = [f"{lead} {head}" if lead else head]
    if asked != "facts":
        named = [one for one in view.worth if _is_named(one, asked)] or list(view.worth)
        said = dict(zip((one.enrolment_id for one in view.worth), worth_lines(view), strict=False))
        if len(said) == len(view.worth):
            lines += [_of_scheme(one, said[one.enrolment_id]) for one in named[:_SCHEMES_MOST]]
    words = "\n".join(lines)
    ready = view.entry.status == "draft" and _is_ready(view)
    offered = (
        button("Save", record.Save(view.entry.id))
        if ready
        else button("Details", record.ShowDetails(view.entry.id))
    )
    return Content(words, [section(words, "now:said"), *actions("now:actions", [offered])])


def _of_scheme(one: Worth, line: str) -> str:
    """Its worth, and for what it waits where something is missing."""
    missing = "" if settled(one.assessment) else waits_for(one.assessment)
    if missing and one.assessment.state != "outside":
        return f"{escape(one.title)}: waits for {missing}."
    return f"{line}."


def _is_ready(view: CardView) -> bool:
    return view.question is None and all(
        settled(one.assessment) or one.assessment.state == "outside" for one in view.worth
    )


def _lead(view: CardView, asked: str) -> str:
    """ "Yes.", "Not yet." or nothing, where the question is answered so."""
    ready = all(settled(one.assessment) or one.assessment.state == "outside" for one in view.worth)
    if asked.startswith("not "):
        return "What counts goes by each scheme’s rules: I can leave none out for an entry."
    if asked == "wrong":
        return "No." if ready else "No, it only waits."
    if asked == "enough":
        return "Yes." if ready and view.worth else "Not yet."
    if asked == "old":
        out = all(one.assessment.state == "outside" for one in view.worth)
        return "" if out else "No."
    return ""


def _is_named(one: Worth, asked: str) -> bool:
    """Whether a body that was named has this scheme."""
    words = [word for word in asked.split() if word in _BODIES]
    title = one.title.lower()
    specific = [word for word in words if word != "imi"] or words
    return any(word in title for word in specific)
