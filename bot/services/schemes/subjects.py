"""Which subjects the member's frameworks have on a day, which a text names, and who is asked."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from bot.conversation.subjects import SubjectNamed, find_subjects
from bot.policy.frameworks.framework import folded, subjects_on
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.subjects import stated_beyond
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import Worth
from storage.row_types import EnrolmentRecord, EntryRecord

SKIPPED: Final = "skipped"
"""In an entry's provenance: its member does not want to be asked which subject it was."""


def subjects_at(
    ctx: MemberContext, day: date | None, of: Iterable[int] | None = None
) -> tuple[str, ...]:
    """The names of the subjects that the member's frameworks have on a day (today where it is not
    known), each once; of these enrolments alone where they are given.
    """
    wanted = None if of is None else set(of)
    found: dict[str, str] = {}
    for one in ctx.work.files.of(ctx.member.id).enrolments:
        if wanted is None or one.id in wanted:
            for name in names_of(ctx, one, day or ctx.today):
                found.setdefault(folded(name), name)
    return tuple(found.values())


def names_of(ctx: MemberContext, enrolment: EnrolmentRecord, day: date) -> tuple[str, ...]:
    """The subjects of an enrolment's own framework on a day; none where it has none."""
    pack = ctx.rules.get(enrolment.pack)
    if pack is None or not pack.frameworks or not terms(pack, day).framework:
        return ()
    return tuple(one.name for one in subjects_on(pack.frameworks, enrolment.category, day) or ())


def goes_by_subjects(ctx: MemberContext, day: date | None) -> bool:
    """Whether one of the member's schemes goes by subjects on a day, loaded or not."""
    packs = (ctx.rules.get(one.pack) for one in ctx.work.files.of(ctx.member.id).enrolments)
    return any(pack is not None and terms(pack, day or ctx.today).framework for pack in packs)


def read_subjects(
    ctx: MemberContext, text: str, day: date | None, minutes: int | None
) -> list[dict[str, Any]]:
    """The subjects of the member's frameworks that a text names, as an entry keeps them. A word is
    held against the names of one framework at a time. What is more than the whole took is shared.
    """
    found: dict[str, SubjectNamed] = {}
    for one in ctx.work.files.of(ctx.member.id).enrolments:
        for subject in find_subjects(text, names_of(ctx, one, day or ctx.today)):
            found.setdefault(folded(subject.name), subject)
    return as_kept(found.values(), minutes)


def as_kept(subjects: Iterable[SubjectNamed], minutes: int | None) -> list[dict[str, Any]]:
    """Subjects as an entry keeps them; the minutes of each, where all of it took as long."""
    named = [*subjects]
    facts = [NamedSubject(one.name, one.minutes) for one in named]
    fits = minutes is not None and not stated_beyond(facts, minutes)
    return [{"name": one.name, "minutes": one.minutes if fits else None} for one in named]


def asked_of(ctx: MemberContext, entry: EntryRecord, worth: Sequence[Worth]) -> tuple[str, ...]:
    """The subjects among which the member is asked for the entry's; none where no scheme of theirs
    needs one more, or they do not want to be asked.
    """
    if entry.provenance.get("subjects") == SKIPPED or entry.status not in ("draft", "logged"):
        return ()
    lacking = [one.enrolment_id for one in without_subject(worth)]
    if not lacking:
        return ()
    known = {folded(one["name"]) for one in entry.subjects}
    names = subjects_at(ctx, entry.end_date or entry.start_date, lacking)
    return tuple(name for name in names if folded(name) not in known)


def without_subject(worth: Iterable[Worth]) -> tuple[Worth, ...]:
    """The schemes that go by subjects and know none of the entry's."""
    return tuple(
        one
        for one in worth
        if one.assessment.by_subjects
        and one.assessment.state != "outside"
        and not any(part.subject for part in one.assessment.parts)
    )
