"""What loading a pack or a framework would change, in plain words: for the command line as they
are, for Slack escaped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.figures import capital, credits, day, duration, listed, several
from bot.policy.frameworks.difference import Change, RuleChange
from bot.policy.frameworks.framework import Subject, folded
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.rules import SHAPES, Rule, as_text
from bot.services.admin.policy_documents import Affected, Examined, FrameworkNews, PackNews
from bot.ui.admin.lists import rule_name, value_words

NAMES: Final = 10
"""How many of those affected are named; the others are counted."""

_SAID_OF_RULES: Final = {
    "offered": "what is offered",
    "force": "its force",
    "source": "its source",
    "checked_on": "when it was looked up",
    "confidence": "its confidence",
    "valid_from": "its first day",
    "valid_to": "its last day",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines below it, without markup."""

    heading: str
    lines: tuple[str, ...]


def parts_of(examined: Examined) -> list[Part]:
    """All that there is to confirm: what changes, what to look at before, and whom it affects."""
    parts = [_of_framework(examined.title, news) for news in examined.frameworks]
    if examined.pack_news is not None:
        parts.append(_of_pack(examined.pack_news))
    repeated = [loaded_before(examined.title, *one) for one in examined.repeated]
    if repeated:
        parts.append(Part("Loaded already", tuple(repeated)))
    if examined.cautions:
        told = (capital(str(one.sentence)) for one in examined.cautions)
        parts.append(Part("Look at this first", tuple(f"{one}." for one in told)))
    if not examined.nothing_to_load:
        parts.append(Part("Who is affected", tuple(_affected(examined))))
    return parts


def loaded_before(title: str, category: str, version: str) -> str:
    """That there is nothing to load."""
    return f"{scheme_title(title, category)}, version {version}, is loaded already."


def subject_change(change: Change) -> str:
    """ "Radar: 8 h instead of 7 h"."""
    before, after = change.before, change.after
    if before is None or after is None:
        one = after or before
        what = "new, " if before is None else "no longer asked for; it was "
        return f"{change.subject}: {what}{_amount(one)}{_days(one)}"
    match change.kind:
        case "minimum_now_known":
            words = f"{_amount(after)}, where no amount was stated"
        case "minimum_no_longer_known":
            words = f"no amount is stated, where it was {_amount(before)}"
        case "validity_moved":
            words = f"{_amount(after)}{_days(after) or ' on all days'}, instead of"
            words += _days(before) or " on all days"
        case _:
            words = f"{_amount(after)} instead of {_amount(before)}"
    moved = "" if change.kind == "validity_moved" else _days(after)
    return f"{change.subject}: {words}{moved}"


def rule_change(change: RuleChange) -> str:
    """ "The minimum for a cycle: 100 credits instead of 90 credits"."""
    name = rule_name(change.key)
    before, after = change.before, change.after
    if before is None or after is None:
        one = after or before
        what = "new, " if before is None else "taken out; it was "
        return f"{name}: {what}{_value(one)}{_days(one)}"
    if "value" in change.fields:
        return f"{name}: {_value(after)} instead of {_value(before)}{_days(after)}"
    differing = [_SAID_OF_RULES[one] for one in change.fields if one in _SAID_OF_RULES]
    return f"{name}: {_value(after)} as before; {listed(differing)} differs"


def first_day(since: date | None) -> str:
    """ "from 1 Jan 2027 on"."""
    return "as far back as anybody logs" if since is None else f"from {day(since)} on"


def _of_framework(title: str, news: FrameworkNews) -> Part:
    own = news.framework
    scheme = scheme_title(title, own.category)
    held = _held(own.version, own.valid_from, news.until)
    lines = [f"Source: {own.source}; looked up on {day(own.checked_on)}."]
    if own.corrects is not None:
        lines.append(_corrects(own.corrects))
    before = news.before
    if before is None:
        lines.append("No framework is loaded for that day.")
    elif before.version != own.corrects:
        lines.append(f"Until then version {before.version} holds.")
    lines += [f"• {subject_change(one)}" for one in news.changes]
    if not news.changes:
        lines.append("It asks for the same as before.")
    return Part(f"{scheme}: {held}", tuple(lines))


def _of_pack(news: PackNews) -> Part:
    own = news.version
    held = _held(own.version, own.valid_from, news.until)
    lines = []
    if own.corrects is not None:
        lines.append(_corrects(own.corrects))
    if news.before is None:
        lines.append("There is no such scheme yet.")
    changes = sorted(news.changes, key=lambda one: "value" not in one.fields)
    lines += [f"• {rule_change(one)}" for one in changes]
    if not news.changes:
        lines.append("Its rules are the same as before.")
    return Part(f"{own.pack.title}: {held}", tuple(lines))


def _held(version: str, since: date | None, until: date | None) -> str:
    words = f"version {version}, {first_day(since)}"
    return words if until is None else f"{words}, until a later version begins on {day(until)}"


def _corrects(version: str) -> str:
    return f"It corrects version {version}, which is then as if it had never been loaded."


def _affected(examined: Examined) -> Iterable[str]:
    if not examined.affected:
        yield "Nobody is in it at present."
        return
    firsts = {
        folded(one.framework.category): one.framework.valid_from for one in examined.frameworks
    }
    everybody = None if examined.pack_news is None else examined.pack_news.version.valid_from
    for one in examined.affected:
        since = firsts.get(folded(one.category), everybody)
        yield f"{scheme_title(examined.title, one.category)}: {_people(one)}."
        if one.entries:
            counted = several(one.entries, "saved entry", "saved entries")
            verb = "is" if one.entries == 1 else "are"
            yield f"{counted} of theirs {_of_days(verb, since)}."
    if all((*firsts.values(), everybody or not firsts)):
        yield "What was done before that day is judged as before."
    yield "Each is told once, in their working hours."


def _of_days(verb: str, since: date | None) -> str:
    judged = f"{verb} judged anew"
    return judged if since is None else f"{verb} of {day(since)} or later, and {judged}"


def _people(one: Affected) -> str:
    names: Sequence[str] = [name or "somebody" for name in one.names[:NAMES]]
    if len(one.names) > NAMES:
        names = [*names, f"{len(one.names) - NAMES} more"]
    return f"{several(len(one.names), 'member')}: {listed(names)}"


def _amount(subject: Subject | None) -> str:
    if subject is None or subject.minimum is None:
        return "an amount that is not stated"
    unit = subject.unit
    return duration(subject.minimum) if unit == "hours" else credits(subject.minimum)


def _value(rule: Rule | None) -> str:
    if rule is None or rule.value is None:
        return "not known"
    words = value_words(rule.key, as_text(rule.value))
    shape = SHAPES[rule.key]
    return f"{words} {shape.unit}" if shape.unit and words[:1].isdecimal() else words


def _days(one: Subject | Rule | None) -> str:
    """Its own days, where they are not those of the whole document: " from … until …"."""
    if one is None:
        return ""
    begins = "" if one.valid_from is None else f" from {day(one.valid_from)}"
    ends = "" if one.valid_to is None else f" until {day(one.valid_to - timedelta(days=1))}"
    return begins + ends
