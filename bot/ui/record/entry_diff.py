"""What was changed of an entry, in the words of the change: "3 h instead of 1 h."."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.figures import credits, duration, listed
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, days
from bot.ui.record.entry_lines import subjects_said

_WORDS_MOST = 17
"""From so many words on, only what is so now is said, and not what was."""
_NAMES = {
    "minutes": "length",
    "days": "date",
    "title": "title",
    "provider": "provider",
    "type": "kind",
    "subjects": "subject",
}


def changed(changes: Sequence[Mapping[str, Any]], lost: int | None = None) -> str:
    """One sentence over all changes of a turn, and one of the credits (hundredths) that they ended;
    empty where there are none.
    """
    said = listed([_changed(one) for one in changes])
    if len(said.split()) > _WORDS_MOST:
        said = listed([_value(one["field"], one["after"]) for one in changes if _after(one)])
        said = f"{said} now"
    ended = f" Its {credits(lost)} no longer count." if lost else ""
    return f"{said}.{ended}" if said else ""


def stands_already(facts: Sequence[Mapping[str, Any]], today: date) -> str:
    """ "It says 3 h already."; empty where there are none."""
    if facts and facts[0]["field"] == "split_by_day":
        return "It is split by day already." if facts[0]["after"] else "It counts whole already."
    said = [
        _value(one["field"], one["after"]).removesuffix(f" {today.year}")
        if one["field"] == "days"
        else _value(one["field"], one["after"])
        for one in facts
        if _after(one)
    ]
    return f"It says {listed(said)} already." if said else ""


def would_change(change: Mapping[str, Any], title: str = "", lost: int | None = None) -> str:
    """ "It is saved with 2 h. Make it 3 h?"; where it has to be said which entry, by its title; and
    which credits (hundredths) that would end.
    """
    it = bold(cut_title(title)) if title else "It"
    name, before, after = change["field"], change["before"], change["after"]
    saved = f"without a {_NAMES[name]}" if _is_empty(before) else f"with {_value(name, before)}"
    ends = f" Its {credits(lost)} would no longer count." if lost else ""
    return f"{it} is saved {saved}. Make it {_value(name, after)}?{ends}"


def again(change: Mapping[str, Any]) -> str:
    """ "1 h again, not 3 h": a fact that was put back."""
    name, before, after = change["field"], change["before"], change["after"]
    if _is_empty(after):
        return f"no {_NAMES[name]} again"
    if _is_empty(before):
        return f"{_value(name, after)} again"
    return f"{_value(name, after)} again, not {_value(name, before)}"


def _changed(change: Mapping[str, Any]) -> str:
    name, before, after = change["field"], change["before"], change["after"]
    if _is_empty(before) or name == "split_by_day":
        return f"{_value(name, after)} as provider" if name == "provider" else _value(name, after)
    if name == "days":
        return _days_changed(after, before)
    return f"{_value(name, after)} instead of {_value(name, before)}"


def _days_changed(after: Sequence[str], before: Sequence[str]) -> str:
    """ "Tue 17 Nov instead of Fri 20 Nov": the year is said where it is another."""
    now, was = _value("days", after), _value("days", before)
    year = after[0][:4]
    if {one[:4] for one in (*after, *before)} == {year}:
        now, was = now.removesuffix(f" {year}"), was.removesuffix(f" {year}")
    return f"{now} instead of {was}"


def _after(change: Mapping[str, Any]) -> bool:
    return not _is_empty(change["after"])


def _is_empty(value: Any) -> bool:
    return value in (None, "", [None, None], [])


def _value(name: str, value: Any) -> str:
    match name:
        case "minutes":
            return duration(int(value))
        case "days":
            start, end = (date.fromisoformat(one) for one in value)
            return days(start, end)
        case "title":
            return bold(cut_title(str(value)))
        case "subjects":
            return subjects_said(value) or "no subject"
        case "split_by_day":
            return "Split by day" if value else "Counted whole, on its last day"
        case _:
            return escape(str(value))
