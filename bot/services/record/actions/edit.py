"""The forms that change an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.conversation.dates import read_date
from bot.conversation.durations import as_typed, read_duration
from bot.conversation.problems import Problem
from bot.policy.frameworks.framework import folded
from bot.policy.schemes.word_count import has_words
from bot.policy.vocabulary import Stage
from bot.services.context.dropped_files import DroppedFile
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.dispatch.labels import Label
from bot.services.dispatch.pages import Form, Message, Mistaken, say
from bot.services.record import entries, evidence, follow_ups, large_qualifications, legacy_answers
from bot.services.record.actions.entry_action import OfEntry, mark_of
from bot.services.record.actions.subject_minutes import (
    SUBJECTS_WITH_MINUTES,
    SubjectMinutesForm,
    kept_minutes,
    minutes_beyond,
    typed_subjects,
    with_minutes,
)
from bot.services.record.dialogue import words_in
from bot.services.record.entry_changes import content_changed
from bot.services.record.evidence_return import ask_for_file
from bot.services.record.file_requests import Purpose, ask_for_files
from bot.services.schemes.groups import group_names, told_apart_of
from bot.services.schemes.subjects import goes_by_subjects, subjects_at
from storage.row_types import EntryRecord, EvidenceRecord

FIELD_MOST: Final = 3000
"""Characters that a form's field holds: what is longer is left out of the form, and kept."""

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "from_date": ("start_date", "end_date"),
    "to_date": ("start_date", "end_date"),
    "duration": ("minutes",),
    "subjects": (),
    "subjects_typed": (),
    "groups": (),
}
"""The columns behind a form's field, where they bear other names. Subjects and groups are in one
column: which of its fields were left alone, is looked at by itself.
"""

NOT_SAID: Final = "not said"
"""The option for a field without a value: a menu cannot be emptied again."""


@dataclass(frozen=True)
class EditForm(Form):
    """One entry's fields, filled in; `at_stake` are the credits (hundredths) that may wait once its
    account is changed, `kept_whole` those that end once its dates or length are. `subjects` are
    those to choose from: of the member's frameworks on its day, and its own. `types_subjects`: a
    scheme of theirs goes by subjects and none are loaded for that day, so that they are typed.
    `groups` are those to choose from, where the member is in several; and the entry's own.
    """

    entry: EntryRecord
    at_stake: int | None = None
    evidence: tuple[EvidenceRecord, ...] = ()
    kept_whole: int | None = None
    subjects: tuple[str, ...] = ()
    types_subjects: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceForm(Form):
    """A link or files to be added."""

    entry_id: int


@dataclass(frozen=True)
class NewDateForm(Form):
    """The new day of a plan."""

    entry: EntryRecord
    today: date


@action("edit")
class AskToEdit(OfEntry):
    """Open an entry's form."""

    def do(self, ctx: MemberContext) -> EditForm:
        entry = self.found(ctx)
        kept = ctx.work.entries.evidence([entry.id])[entry.id]
        return EditForm(
            entry,
            legacy_answers.at_stake(ctx, entry),
            kept,
            large_qualifications.credits_kept(ctx, entry),
            _subjects_of(ctx, entry),
            _types_subjects(ctx, entry),
            _groups_of(ctx, entry),
        )


@action()
class EditEntry(OfEntry):
    """An entry's form, submitted: days as chosen, everything else as typed.

    `stages` holds the stages that the form had, `dropped_links` the marks of links and files to be
    taken away, `link` one to be added, `runs_out` by their marks the files of which another last
    day was chosen, or none. `untouched` are the fields that the member left as the form showed
    them, and `shown_empty` those that it showed empty: whatever was said meanwhile stands.
    `subjects` are the marks of those that are chosen, in their order, None where the form did not
    ask; `subject_minutes` what was typed of some, by mark, and `minutes_asked` the marks of those
    for which the form asked that: several that were chosen besides are asked about in a form that
    follows, when all the rest is kept. `subjects_typed`: what was typed where none are loaded, one
    a line. `groups` are as `subjects` are, with their minutes beside theirs.
    """

    title: str
    from_date: date | None
    to_date: date | None
    duration: str
    type: str | None
    formality: str | None
    provider: str
    stages: Mapping[Stage, str]
    link: str = ""
    dropped_links: frozenset[str] = frozenset()
    untouched: frozenset[str] = frozenset()
    shown_empty: frozenset[str] = frozenset()
    subjects: tuple[str, ...] | None = None
    subject_minutes: Mapping[str, str] = field(default_factory=dict)
    subjects_typed: str | None = None
    groups: tuple[str, ...] | None = None
    minutes_asked: frozenset[str] = frozenset()
    runs_out: Mapping[str, date | None] = field(default_factory=dict)

    def do(self, ctx: MemberContext) -> SubjectMinutesForm | None:
        entry = self.found(ctx)
        changes = self._changes(ctx, entry)
        added = evidence.links_in(self.link)
        other_evidence = evidence.set_evidence(
            ctx, entry, dropped=self.dropped_links, added=added, runs_out=self.runs_out
        )
        if changes:
            edited = entries.edit(ctx, entry, changes)
            if "plan" in changes:
                follow_ups.offer(ctx, edited)
            asked = self._asks_how_long(ctx, edited) if "subjects" in changes else ()
            if asked:
                return SubjectMinutesForm(edited, asked)
        elif other_evidence:
            content_changed(ctx, entry, "edited")
        return None

    def _asks_how_long(
        self, ctx: MemberContext, edited: EntryRecord
    ) -> tuple[Mapping[str, Any], ...]:
        """The subjects, where several were chosen and no field asked of one of them how long it
        took; and the groups likewise.
        """
        if edited.minutes is None:
            return ()
        subjects, groups = told_apart_of(ctx, edited)
        asked: list[Mapping[str, Any]] = []
        for marks, some in ((self.subjects, subjects), (self.groups, groups)):
            chosen = (marks or ())[:SUBJECTS_WITH_MINUTES]
            if len(some) > 1 and not self.minutes_asked.issuperset(chosen):
                asked += some[:SUBJECTS_WITH_MINUTES]
        return tuple(asked)

    def _changes(self, ctx: MemberContext, entry: EntryRecord) -> dict[str, Any]:
        """The columns that the form changes. What it showed and was left alone is no change, be it
        cut short, or different by now. Raises Mistaken.
        """
        mistakes: dict[str, Problem | Refused] = {}
        changes: dict[str, Any] = {}
        if not has_words(self.title):
            mistakes["title"] = Refused("say_what_it_was")
        elif self.title != (entry.title or "")[:FIELD_MOST].strip():
            changes["title"] = self.title
        mistakes |= self._wrong_days(ctx, entry)
        if not mistakes and self.from_date is not None:
            end = self.to_date or self.from_date
            changes |= {"start_date": self.from_date, "end_date": end}
        minutes = self._minutes(entry)
        if isinstance(minutes, Problem):
            mistakes["duration"] = minutes
        else:
            changes["minutes"] = minutes
        whole = None if isinstance(minutes, Problem) else minutes
        changes["subjects"] = self._all_subjects(ctx, entry, whole, mistakes)
        changes |= {"type": _said(self.type), "formality": _said(self.formality)}
        if self.provider != (entry.provider or "")[:FIELD_MOST].strip():
            changes["provider"] = self.provider or None
        changes |= {
            stage: self._words(entry, stage) or None
            for stage, words in self.stages.items()
            if words != words_in(entry, stage).strip()
        }
        if self.link and not evidence.links_in(self.link):
            mistakes["link"] = Refused("no_link_found")
        if mistakes:
            raise Mistaken(mistakes)
        left = {column for field in self.untouched for column in _COLUMNS.get(field, (field,))}
        if not {"from_date", "to_date"} <= self.untouched:
            left -= {"start_date", "end_date"}
        return {
            name: value
            for name, value in changes.items()
            if getattr(entry, name) != value and name not in left
        }

    def _all_subjects(
        self,
        ctx: MemberContext,
        entry: EntryRecord,
        whole: int | None,
        mistakes: dict[str, Problem | Refused],
    ) -> tuple[Mapping[str, Any], ...]:
        """The entry's subjects, then its groups: those of a field that was not there, or that was
        left alone, as they are.
        """
        subjects, groups = told_apart_of(ctx, entry)
        found: dict[str, tuple[Mapping[str, Any], ...]] = {}
        if self.subjects is not None:
            names = _subjects_of(ctx, entry)
            found["subjects"] = self._chosen((self.subjects, subjects), names, whole, mistakes)
        elif self.subjects_typed is not None:
            found["subjects_typed"] = typed_subjects(self.subjects_typed)
            if minutes_beyond(found["subjects_typed"], whole):
                mistakes["subjects_typed"] = Refused("subjects_beyond")
        if self.groups is not None:
            names = _groups_of(ctx, entry)
            found["groups"] = self._chosen((self.groups, groups), names, whole, mistakes)
        changed = {name: some for name, some in found.items() if name not in self.untouched}
        subjects = changed.get("subjects", changed.get("subjects_typed", subjects))
        together = (*subjects, *changed.get("groups", groups))
        as_they_are = sorted(together, key=_by_name) == sorted(entry.subjects, key=_by_name)
        return entry.subjects if as_they_are else together

    def _chosen(
        self,
        marks: tuple[tuple[str, ...], tuple[Mapping[str, Any], ...]],
        names: tuple[str, ...],
        whole: int | None,
        mistakes: dict[str, Problem | Refused],
    ) -> tuple[Mapping[str, Any], ...]:
        """Those of the names that are chosen, by `marks` (beside them what the entry has), each
        with its minutes: those of which the form did not ask them have theirs. What is wrong goes
        to `mistakes`.
        """
        known = {mark_of(folded(name)): name for name in names}
        chosen = {mark: known[mark] for mark in marks[0] if mark in known}
        days, kept = (self.from_date, self.to_date), kept_minutes(marks[1], self.minutes_asked)
        return with_minutes(chosen, self.subject_minutes, days, whole, mistakes, kept=kept)

    def _words(self, entry: EntryRecord, stage: Stage) -> str:
        """What was typed into an empty field stands beside what was said in the conversation
        while the form was open.
        """
        typed, said = self.stages[stage], words_in(entry, stage).strip()
        return f"{said}\n{typed}" if stage in self.shown_empty and said and typed else typed

    def _wrong_days(self, ctx: MemberContext, entry: EntryRecord) -> dict[str, Problem | Refused]:
        if self.from_date is None:
            stays = may_stay_undated(entry) and self.to_date is None
            return {} if stays else {"from_date": Refused("choose_day_or_first")}
        if self.to_date is not None and self.to_date < self.from_date:
            return {"to_date": Refused("before_first_day")}
        for name, chosen in (("from_date", self.from_date), ("to_date", self.to_date)):
            if chosen is None:
                continue
            ahead = entry.status == "planned" and chosen > ctx.today
            problem = day_problem(ctx, chosen, planned=ahead)
            if problem is not None:
                return {name: problem}
        return {}

    def _minutes(self, entry: EntryRecord) -> int | Problem | None:
        typed = as_typed(entry.minutes) if "duration" in self.untouched else self.duration
        if not typed:
            return None
        if typed == as_typed(entry.minutes) and entry.minutes is not None:
            # As it stands; but other days may no longer hold it.
            typed = f"{entry.minutes} min"
        return read_duration(typed, start=self.from_date, end=self.to_date or self.from_date)


def may_stay_undated(entry: EntryRecord) -> bool:
    """Whether an entry has no day, and may be changed without one: it was saved so by word."""
    return entry.start_date is None and entry.status != "planned"


def _subjects_of(ctx: MemberContext, entry: EntryRecord) -> tuple[str, ...]:
    """The subjects that may be chosen of an entry: those that it has, then the others; none where
    none are loaded.
    """
    own = [one["name"] for one in told_apart_of(ctx, entry)[0]]
    offered = subjects_at(ctx, entry.end_date or entry.start_date)
    if not offered:
        return ()
    return tuple({folded(name): name for name in (*own, *offered)}.values())


def _groups_of(ctx: MemberContext, entry: EntryRecord) -> tuple[str, ...]:
    """The same of groups: the entry's own can be taken out whatever the member is in by now."""
    own = [one["name"] for one in told_apart_of(ctx, entry)[1]]
    offered = group_names(ctx, entry.end_date or entry.start_date)
    return tuple(sorted({folded(name): name for name in (*own, *offered)}.values()))


def _by_name(one: Mapping[str, Any]) -> tuple[str, int]:
    return one["name"], one["minutes"] or 0


def _types_subjects(ctx: MemberContext, entry: EntryRecord) -> bool:
    day = entry.end_date or entry.start_date
    by_subjects = bool(told_apart_of(ctx, entry)[0]) or goes_by_subjects(ctx, day)
    return by_subjects and not subjects_at(ctx, day)


def _said(chosen: str | None) -> str | None:
    return None if chosen == NOT_SAID else chosen


def day_problem(ctx: MemberContext, chosen: date, *, planned: bool) -> Problem | None:
    """What the conversation would object to in this day; its words are the day in ISO form."""
    read = read_date(chosen.isoformat(), ctx.now, ctx.zone, planned=planned)
    return read if isinstance(read, Problem) else None


@action("add_evidence")
class AskForEvidence(OfEntry):
    """Open the form for a link or files."""

    def do(self, ctx: MemberContext) -> EvidenceForm:
        return EvidenceForm(self.found(ctx).id)


@action()
class AddEvidence(OfEntry):
    """A link, files or both, submitted: files are fetched and looked at first."""

    link: str
    files: tuple[DroppedFile, ...] = ()

    def do(self, ctx: MemberContext) -> None:
        links = evidence.links_in(self.link)
        if not links and (self.link.strip() or not self.files):
            raise Mistaken({"link": Refused("no_link_found")})
        entry = self.found(ctx)
        if links:
            evidence.attach(ctx, entry, links)
        purpose = Purpose(entries=(entry.id,))
        ask_for_files(ctx, self.files, f"{ctx.member.id}:form:{ctx.origin.key}"[:100], purpose)


@action("send_file")
class SendFile(OfEntry):
    """Have a file of the entry's evidence, known by its mark, brought into the conversation."""

    file: str

    def do(self, ctx: MemberContext) -> Message:
        ask_for_file(ctx, self.found(ctx), self.file)
        return say("file_comes")


@action("new_date")
class AskForNewDate(OfEntry):
    """Open a plan's new day."""

    def do(self, ctx: MemberContext) -> NewDateForm:
        return NewDateForm(self.found(ctx), ctx.today)


@action()
class MoveTo(OfEntry):
    """A plan's new day, submitted."""

    from_date: date | None

    def do(self, ctx: MemberContext) -> None:
        if self.from_date is None:
            raise Mistaken({"from_date": Refused("choose_day")})
        problem = day_problem(ctx, self.from_date, planned=self.from_date != ctx.today)
        if problem is not None:
            raise Mistaken({"from_date": problem})
        entries.new_date(ctx, self.found(ctx), self.from_date)


LABELS: Final = (
    Label("Edit", lambda entry: entry.status in ("draft", "logged")),
    Label("Add evidence", lambda entry: entry.status == "logged"),
)
