"""The form of one entry. What is typed here never shows in a message."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from bot.conversation.activities import ACTIVITY_TYPES
from bot.conversation.durations import as_typed
from bot.figures import capital, credits, duration, listed
from bot.policy.frameworks.framework import folded
from bot.policy.vocabulary import FORMALITIES, STAGES, Stage
from bot.services.record import actions as record
from bot.ui.kit.blocks import (
    OPTIONS_MOST,
    Block,
    View,
    asked,
    context,
    datepicker,
    menu,
    modal,
    multi_menu,
    option,
    radio,
    text_field,
)
from bot.ui.kit.form_values import (
    Carried,
    Values,
    choice_among,
    choice_in,
    chosen_in,
    day_in,
    offered,
    text_in,
    whole,
)
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from bot.ui.record.entry_lines import STAGE_NAMES, subjects_written
from bot.ui.record.evidence_form import (
    carried_evidence,
    changed_last_days,
    dropped_links,
    evidence_fields,
)
from storage.row_types import EntryRecord, EvidenceRecord

_TYPES: Final = (*ACTIVITY_TYPES, record.NOT_SAID)
_FORMALITIES: Final = (*FORMALITIES, record.NOT_SAID)

_STAGE_LABELS: Mapping[Stage, str] = MappingProxyType(
    {
        "reflect": "Reflect: why this",
        "plan": "Plan: what comes of it",
        "act": "Act: what you did",
        "evaluate": "Evaluate: what you learnt, how it helps in your job",
    }
)


def edit_modal(
    entry: EntryRecord,
    at_stake: int | None = None,
    evidence: Sequence[EvidenceRecord] = (),
    kept_whole: int | None = None,
    subjects: Sequence[str] = (),
    *,
    types_subjects: bool = False,
    groups: Sequence[str] = (),
) -> View:
    """The form, filled in. A stage too long for a form's field stays as it is. `at_stake`: credits
    (hundredths) that may wait once the stages are changed; `kept_whole`: those that it has though
    it is long and began before the cycle, and no more once its dates or length are changed.
    `subjects`: those to choose from, where one of the member's schemes goes by them; they are typed
    (`types_subjects`) where none are loaded. `groups`: the same, where the member is in several.
    """
    of_groups = [one for one in entry.subjects if one["name"] in groups]
    of_subjects = [one for one in entry.subjects if one not in of_groups]
    long_ones = [stage for stage in STAGES if len(_words(entry, stage)) > record.FIELD_MOST]
    blocks: list[Block] = []
    if kept_whole is not None:
        words = (
            f"Its {credits(kept_whole)} stay as they were saved. It began before your cycle: once "
            "you change when it was or how long, only parts logged by themselves count."
        )
        blocks.append(context(words, "kept-whole"))
    blocks += [
        asked(
            Field.TITLE,
            "What it was",
            text_field(Field.TITLE, _shown_title(entry), most=record.FIELD_MOST),
        ),
        asked(
            Field.FROM_DATE,
            "From",
            datepicker(Field.FROM_DATE, entry.start_date),
            hint=_WITHOUT_A_DAY if record.may_stay_undated(entry) else "",
            optional=record.may_stay_undated(entry),
        ),
        asked(
            Field.TO_DATE,
            "To",
            datepicker(Field.TO_DATE, _shown_end(entry)),
            hint="Leave it empty for a single day.",
            optional=True,
        ),
        asked(
            Field.DURATION,
            "How long in all",
            text_field(Field.DURATION, as_typed(entry.minutes), prompt="2 h", most=100),
            hint="For example 45 min, 1.5 h or 1 h 30.",
            optional=True,
        ),
        asked(
            Field.TYPE,
            "Type",
            menu(
                Field.TYPE,
                "Choose a type",
                [option(capital(name), name) for name in _TYPES],
                entry.type or record.NOT_SAID,
            ),
        ),
        asked(
            Field.FORMALITY,
            "Formal or informal",
            radio(
                Field.FORMALITY,
                [option(capital(name), name) for name in _FORMALITIES],
                entry.formality or record.NOT_SAID,
            ),
        ),
        asked(
            Field.PROVIDER,
            "Who ran it",
            text_field(Field.PROVIDER, (entry.provider or "")[: record.FIELD_MOST], prompt="Bosch"),
            optional=True,
        ),
        *_subject_fields(_SUBJECTS, of_subjects, subjects),
        *_typed_subjects(of_subjects, types_subjects=types_subjects),
        *_subject_fields(_GROUPS, of_groups, groups),
    ]
    if at_stake is not None:
        words = (
            f"Its {credits(at_stake)} count as they were saved. Once you change your account below,"
            " they count when it says, in a sentence, how it helps in your job."
        )
        blocks.append(context(words, "at-stake"))
    blocks += [
        asked(
            Field(stage),
            _STAGE_LABELS[stage],
            text_field(Field(stage), _words(entry, stage), lines=True),
            optional=True,
        )
        for stage in STAGES
        if stage not in long_ones
    ]
    blocks += evidence_fields(evidence)
    if long_ones:
        names = listed([STAGE_NAMES[stage] for stage in long_ones])
        blocks.append(context(f"Too long for a form, and kept as it is: {names}.", "too-long"))
    shown = _shown(entry)
    if types_subjects:
        shown[Field.SUBJECTS_TYPED] = subjects_written(of_subjects)[: record.FIELD_MOST].strip()
    if subjects:
        shown[Field.SUBJECTS] = _subjects_shown(of_subjects)
    if groups:
        shown[Field.GROUPS] = _subjects_shown(of_groups)
    marked = {field.value: record.mark_of(words) for field, words in shown.items()}
    return modal(
        Callback.EDIT,
        "Edit entry",
        blocks,
        carries=kept(entry=entry.id, shown=marked, **carried_evidence(evidence)),
        submit="Save changes",
    )


_SUBJECTS: Final = Field.SUBJECTS, "Subjects", "Choose"
_GROUPS: Final = Field.GROUPS, "For which group", "Any"


def _subject_fields(
    asked_for: tuple[Field, str, str], own: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> list[Block]:
    """Which subjects, or groups, and how long each took where there are several; the rest is
    shared equally.

    A form does not grow while it is filled in: of subjects that are chosen in it the minutes are
    asked for in a form that takes its place (`subject_minutes_modal`).
    """
    if not names:
        return []
    field, label, prompt = asked_for
    options = [option(name, _mark_of_subject(name)) for name in names]
    chosen = [_mark_of_subject(one["name"]) for one in own]
    blocks = [
        asked(
            field,
            label,
            multi_menu(field, prompt, options, chosen),
            hint="Its time is shared equally, unless you say here how long each took.",
            optional=True,
        )
    ]
    if _with_minutes(own):
        blocks += _minutes_fields(own)
    return blocks


def _with_minutes(own: Sequence[Mapping[str, Any]]) -> bool:
    """Whether how long each took is shown: of one alone where that is not the whole."""
    return len(own) > 1 or any(one["minutes"] for one in own)


def _minutes_fields(own: Sequence[Mapping[str, Any]]) -> list[Block]:
    return [
        asked(
            name,
            f"How long: {one['name']}",
            text_field(name, as_typed(one["minutes"]), most=100),
            optional=True,
        )
        for one in own[: record.SUBJECTS_WITH_MINUTES]
        for name in [record.SUBJECT_FIELD.format(_mark_of_subject(one["name"]))]
    ]


def subject_minutes_modal(entry: EntryRecord, own: Sequence[Mapping[str, Any]]) -> View:
    """How long each subject took, or each group, where there are several: all the rest is kept by
    now.
    """
    took = "" if entry.minutes is None else f" It took {duration(entry.minutes)} in all."
    words = f"Your changes are saved.{took} What you leave empty shares equally what is left."
    return modal(
        Callback.SUBJECT_MINUTES,
        "How long each took",
        [context(words, "subject-minutes"), *_minutes_fields(own)],
        carries=kept(entry=entry.id),
        submit="Save",
        close="Leave it",
    )


def _typed_subjects(own: Sequence[Mapping[str, Any]], *, types_subjects: bool) -> list[Block]:
    if not types_subjects:
        return []
    field = text_field(Field.SUBJECTS_TYPED, subjects_written(own), lines=True)
    hint = "One a line, as your framework calls them; with a time if you know it: Radar, 40 min."
    return [asked(Field.SUBJECTS_TYPED, "Subjects", field, hint=hint, optional=True)]


def _mark_of_subject(name: str) -> str:
    return record.mark_of(folded(name))


def _subjects_typed(chosen: Sequence[str], minutes: Mapping[str, str]) -> str:
    """All that is said of subjects, to tell whether it was changed."""
    return "; ".join(f"{mark} {minutes.get(mark, '')}" for mark in chosen)


def _subjects_shown(own: Sequence[Mapping[str, Any]]) -> str:
    """As many as a menu shows, with the minutes of those of which these are shown."""
    told = own[: record.SUBJECTS_WITH_MINUTES] if _with_minutes(own) else ()
    minutes = {_mark_of_subject(one["name"]): as_typed(one["minutes"]) for one in told}
    return _subjects_typed([_mark_of_subject(one["name"]) for one in own[:OPTIONS_MOST]], minutes)


def _shown(entry: EntryRecord) -> dict[Field, str]:
    """What each field shows, but for subjects and groups."""
    return {
        Field.TITLE: _shown_title(entry).strip(),
        Field.FROM_DATE: _iso(entry.start_date),
        Field.TO_DATE: _iso(_shown_end(entry)),
        Field.DURATION: as_typed(entry.minutes),
        Field.TYPE: entry.type or record.NOT_SAID,
        Field.FORMALITY: entry.formality or record.NOT_SAID,
        Field.PROVIDER: (entry.provider or "")[: record.FIELD_MOST].strip(),
        **{Field(stage): _words(entry, stage) for stage in STAGES},
    }


_WITHOUT_A_DAY: Final = "Without a day it is in no year, no cycle and no document of a period."


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _shown_title(entry: EntryRecord) -> str:
    return (entry.title or "")[: record.FIELD_MOST]


def _shown_end(entry: EntryRecord) -> date | None:
    return entry.end_date if entry.end_date != entry.start_date else None


def _words(entry: EntryRecord, stage: Stage) -> str:
    words: str | None = getattr(entry, stage)
    return (words or "").strip()


def read_edit(given: Carried, values: Values) -> record.EditEntry:
    """The form as it was submitted."""
    shown = given.get("shown")
    shown = shown if isinstance(shown, dict) else {}
    return record.EditEntry(
        entry=whole(given, "entry"),
        title=text_in(values, Field.TITLE),
        from_date=day_in(values, Field.FROM_DATE),
        to_date=day_in(values, Field.TO_DATE),
        duration=text_in(values, Field.DURATION),
        type=choice_among(values, Field.TYPE, _TYPES),
        formality=choice_among(values, Field.FORMALITY, _FORMALITIES),
        provider=text_in(values, Field.PROVIDER),
        stages={
            stage: text_in(values, Field(stage))
            for stage in STAGES
            if offered(values, Field(stage))
        },
        link=text_in(values, Field.LINK),
        dropped_links=dropped_links(given, values),
        untouched=frozenset(
            name for name, marked in shown.items() if marked == _marked(values, name)
        ),
        shown_empty=frozenset(name for name, marked in shown.items() if not marked),
        subjects=chosen_in(values, Field.SUBJECTS) if offered(values, Field.SUBJECTS) else None,
        groups=chosen_in(values, Field.GROUPS) if offered(values, Field.GROUPS) else None,
        subject_minutes=_minutes_of_subjects(values),
        subjects_typed=(
            text_in(values, Field.SUBJECTS_TYPED) if offered(values, Field.SUBJECTS_TYPED) else None
        ),
        minutes_asked=frozenset(_marks_of_minutes(values)),
        runs_out=changed_last_days(given, values),
    )


def read_subject_minutes(given: Carried, values: Values) -> record.SaySubjectMinutes:
    """What was typed of each subject."""
    asked_for = frozenset(_marks_of_minutes(values))
    return record.SaySubjectMinutes(whole(given, "entry"), _minutes_of_subjects(values), asked_for)


def _minutes_of_subjects(values: Values) -> Mapping[str, str]:
    return {
        mark: typed
        for mark, name in _marks_of_minutes(values).items()
        if (typed := text_in(values, name))
    }


def _marks_of_minutes(values: Values) -> Mapping[str, str]:
    """The fields with a subject's minutes, by its mark."""
    before = record.SUBJECT_FIELD.format("")
    names = (name for name in values if name.startswith(before) and name != Field.SUBJECTS)
    return {name.removeprefix(before): name for name in names}


def _marked(values: Values, name: str) -> str | None:
    """The mark of what stands in a field now; None where there is no such field."""
    field = next((one for one in Field if one.value == name), None)
    if field is None or not offered(values, field):
        return None
    if field in (Field.FROM_DATE, Field.TO_DATE):
        return record.mark_of(_iso(day_in(values, field)))
    if field in (Field.SUBJECTS, Field.GROUPS):
        typed = _subjects_typed(chosen_in(values, field), _minutes_of_subjects(values))
        return record.mark_of(typed)
    chosen = choice_in(values, field)
    return record.mark_of(text_in(values, field) if chosen is None else chosen)


FORMS: Final = (
    FormLook(
        record.EditForm,
        lambda form: edit_modal(
            form.entry,
            form.at_stake,
            form.evidence,
            form.kept_whole,
            form.subjects,
            types_subjects=form.types_subjects,
            groups=form.groups,
        ),
        Callback.EDIT,
        read_edit,
    ),
    FormLook(
        record.SubjectMinutesForm,
        lambda form: subject_minutes_modal(form.entry, form.asked),
        Callback.SUBJECT_MINUTES,
        read_subject_minutes,
    ),
)
