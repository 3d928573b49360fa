"""How long each subject, or group, of an entry took, as it is typed: the form that asks, and
what is read of a form's fields.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.subjects import stated_beyond
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.record import entries
from bot.services.record.actions.entry_action import OfEntry, mark_of
from bot.services.schemes.groups import told_apart_of
from storage.row_types import EntryRecord

SUBJECT_FIELD: Final = "subject_{}"
"""The field with a subject's minutes, by its mark."""

SUBJECTS_WITH_MINUTES: Final = 10
"""Subjects of which a form asks how long each took."""


@dataclass(frozen=True)
class SubjectMinutesForm(Form):
    """How long each of an entry's subjects, or groups, took, once several were chosen in its form:
    of those that are `asked` about.
    """

    instead: ClassVar[bool] = True

    entry: EntryRecord
    asked: tuple[Mapping[str, Any], ...]


@action()
class SaySubjectMinutes(OfEntry):
    """How long each subject took, submitted: what was typed of each, by its mark, of those that
    the form asked about.
    """

    subject_minutes: Mapping[str, str]
    minutes_asked: frozenset[str] = frozenset()

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        mistakes: dict[str, Problem | Refused] = {}
        days = (entry.start_date, entry.end_date)
        subjects: list[Mapping[str, Any]] = []
        for some in told_apart_of(ctx, entry):
            chosen = {mark_of(folded(one["name"])): one["name"] for one in some}
            typed, kept = self.subject_minutes, kept_minutes(some, self.minutes_asked)
            if chosen.keys() & self.minutes_asked:
                subjects += with_minutes(chosen, typed, days, entry.minutes, mistakes, kept=kept)
            else:
                subjects += some
        if mistakes:
            raise Mistaken(mistakes)
        entries.edit(ctx, entry, {"subjects": tuple(subjects)})


def with_minutes(
    chosen: Mapping[str, str],
    typed: Mapping[str, str],
    days: tuple[date | None, date | None],
    whole: int | None,
    mistakes: dict[str, Problem | Refused],
    *,
    kept: Mapping[str, int],
) -> tuple[Mapping[str, Any], ...]:
    """Subjects by their marks, each with the minutes that were typed of it, or with those that it
    has `kept`, as far as these fit; what is wrong goes to `mistakes`.
    """
    found: list[dict[str, Any]] = []
    for mark, name in chosen.items():
        read = read_duration(typed[mark], start=days[0], end=days[1]) if typed.get(mark) else None
        if isinstance(read, Problem):
            mistakes[SUBJECT_FIELD.format(mark)] = read
        found.append({"name": name, "minutes": read if isinstance(read, int) else kept.get(mark)})
    if minutes_beyond(found, whole):
        own = {name for mark, name in chosen.items() if not typed.get(mark)}
        found = [{**one, "minutes": None} if one["name"] in own else one for one in found]
    if minutes_beyond(found, whole):
        last = next(mark for mark in reversed([*chosen]) if typed.get(mark))
        mistakes[SUBJECT_FIELD.format(last)] = Refused("subjects_beyond")
    return tuple(found)


def kept_minutes(own: Iterable[Mapping[str, Any]], asked: frozenset[str]) -> dict[str, int]:
    """What an entry's subjects have by their marks, but for those of which a form asked it."""
    marked = {mark_of(folded(one["name"])): one["minutes"] for one in own}
    return {mark: has for mark, has in marked.items() if has is not None and mark not in asked}


def typed_subjects(typed: str) -> tuple[dict[str, Any], ...]:
    """One a line: its name, and behind a comma how long it took, where that is said."""
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        name, comma, length = line.rpartition(",")
        minutes = read_duration(length) if comma else None
        if isinstance(minutes, int) and name.strip():
            found.append({"name": name.strip(), "minutes": minutes})
        else:
            found.append({"name": line, "minutes": None})
    return tuple(found)


def minutes_beyond(subjects: Iterable[Mapping[str, Any]], whole: int | None) -> bool:
    """Whether what is said of them comes to more minutes than the whole took."""
    facts = [NamedSubject(one["name"], one["minutes"]) for one in subjects]
    return stated_beyond(facts, whole)
