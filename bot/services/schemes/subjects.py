"""Which subjects the member's frameworks have on a day, which a text names, and who is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.conversation.groups import Groups
from bot.conversation.parts import SubjectsTold
from bot.conversation.shares_named import breakdowns
from bot.conversation.subject_shares import Share, changed_by, resolved
from bot.conversation.subjects import SubjectNamed, find_subjects
from bot.policy.frameworks.framework import folded, subjects_on
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.standing import HoursStanding
from bot.policy.schemes.subjects import stated_beyond
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import Worth
from bot.services.schemes.groups import (
    all_groups,
    group_names,
    groups_kept,
    groups_shared,
    read_groups,
    told_apart_of,
)
from bot.services.schemes.standings import standings_of
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


def names_by_framework(ctx: MemberContext, day: date | None = None) -> tuple[tuple[str, ...], ...]:
    """The names of the subjects that each of the member's frameworks has on a day (today where it
    is not known); none of a scheme without any.
    """
    if not any(pack.frameworks for pack in ctx.rules.values()):
        return ()  # most workplaces have none, and then no enrolment is looked at
    found = (
        names_of(ctx, one, day or ctx.today) for one in ctx.work.files.of(ctx.member.id).enrolments
    )
    return tuple(dict.fromkeys(names for names in found if names))


def names_told(ctx: MemberContext, day: date | None = None) -> tuple[tuple[str, ...] | Groups, ...]:
    """All over which time can be shared out in words: the same, and behind them the groups of each
    of the member's schemes of hours.
    """
    return (*names_by_framework(ctx, day), *all_groups(ctx, day))


def goes_by_subjects(ctx: MemberContext, day: date | None) -> bool:
    """Whether one of the member's schemes goes by subjects on a day, loaded or not."""
    packs = (ctx.rules.get(one.pack) for one in ctx.work.files.of(ctx.member.id).enrolments)
    return any(pack is not None and terms(pack, day or ctx.today).framework for pack in packs)


def read_subjects(
    ctx: MemberContext, text: str, day: date | None, minutes: int | None
) -> list[dict[str, Any]]:
    """The subjects of the member's frameworks that a text names, as an entry keeps them, with the
    minutes that it says of them, and behind them groups. A word is held against the names of one
    framework at a time. What is more than the whole took is shared.
    """
    frameworks = names_by_framework(ctx, day)
    found: dict[str, SubjectNamed] = {}
    for names in frameworks:
        for subject in find_subjects(text, names):
            found.setdefault(folded(subject.name), subject)
    groups = {folded(one.name): one for one in read_groups(ctx, text, day)}
    keys = _group_keys(ctx, day)
    for shares in breakdowns(text, names_told(ctx, day), ctx.working_day):
        told = shares.of(minutes)
        if told is None or not shares.is_of(minutes):
            continue
        if len(shares.shares) == 1 and shares.shares[0].amount == minutes:
            continue  # the one length there is, and nothing of how long each took
        subjects = {key: one for one in told if (key := folded(one.name)) not in keys}
        whole = sum(one.minutes or 0 for one in told) == minutes
        of_groups = [one for one in told if folded(one.name) in keys]
        # The whole of one alone is shared with none.
        shared = len(told) > 1 or not whole
        of_groups = groups_shared(ctx, of_groups, day) if shared else []
        if whole:
            # What else is named is but what it was called.
            found, groups = {} if subjects else found, {} if of_groups else groups
        found |= subjects
        groups |= {folded(one.name): one for one in of_groups}
    return [*as_kept(found.values(), minutes), *groups_kept(groups.values(), minutes)]


def _group_keys(ctx: MemberContext, day: date | None) -> frozenset[str]:
    return frozenset(folded(name) for one in all_groups(ctx, day) for name in one.names)


def subjects_told(
    ctx: MemberContext, entry: EntryRecord, told: SubjectsTold
) -> tuple[SubjectNamed, ...] | None:
    """The subjects of an entry, and behind them its groups, once something is told of either; None
    where that is more than it took, or a part of what is not known.

    One that takes the place of another has its minutes.
    """
    subjects, groups = (_named(some) for some in told_apart_of(ctx, entry))
    day = entry.end_date or entry.start_date
    keys = _group_keys(ctx, day)
    in_subjects, in_groups = _parted(told, keys, entry.minutes)
    if in_subjects is not None:
        found = _told(subjects, in_subjects, entry.minutes)
        if found is None:
            return None
        subjects = found
    if in_groups is not None:
        found = _told(groups, in_groups, entry.minutes)
        if found is None:
            return None
        kept = groups_kept(groups_shared(ctx, found, day), entry.minutes)
        groups = _named(kept)
    return (*subjects, *groups)


def _parted(
    told: SubjectsTold, keys: frozenset[str], minutes: int | None
) -> tuple[SubjectsTold | None, SubjectsTold | None]:
    """What is told of subjects, and what of groups; None where nothing is. Where it is of both, the
    rest of the whole is what neither took.
    """
    shares = told.shares
    both = len({folded(name) in keys for one in shares for name in one.names}) > 1
    if both and (known := resolved(shares, minutes)) is not None:
        shares = tuple(Share((one.name,), one.minutes) for one in known)
    parts = []
    for of_groups in (False, True):
        own = [
            replace(one, names=names)
            for one in shares
            if (names := tuple(n for n in one.names if (folded(n) in keys) == of_groups))
        ]
        dropped = tuple(name for name in told.dropped if (folded(name) in keys) == of_groups)
        said = replace(told, shares=tuple(own), dropped=dropped)
        parts.append(said if own or dropped else None)
    return parts[0], parts[1]


def _named(subjects: Iterable[Mapping[str, Any]]) -> tuple[SubjectNamed, ...]:
    return tuple(SubjectNamed(one["name"], one["minutes"]) for one in subjects)


def _told(
    before: tuple[SubjectNamed, ...], told: SubjectsTold, minutes: int | None
) -> tuple[SubjectNamed, ...] | None:
    wrong = {folded(name) for name in told.dropped}
    kept = tuple(one for one in before if folded(one.name) not in wrong)
    if told.adds or told.dropped:
        gone = [one for one in before if folded(one.name) in wrong]
        known = {folded(one.name) for one in kept}
        names = [name for share in told.shares for name in share.names]
        new = [SubjectNamed(name) for name in names if folded(name) not in known]
        if len(new) == len(gone) == 1:
            new = [replace(new[0], minutes=gone[0].minutes)]
        return (*kept, *new)
    return changed_by(told.shares, before, minutes)


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


def groups_asked_of(
    ctx: MemberContext, entry: EntryRecord, worth: Sequence[Worth]
) -> tuple[str, ...]:
    """The groups among which the member is asked for the entry's: where they are in several, it
    names none, and one of these has not its hours of the year by name. None where they do not want
    to be asked.
    """
    if entry.provenance.get("groups") == SKIPPED or entry.status not in ("draft", "logged"):
        return ()
    counting = {
        one.enrolment_id
        for one in worth
        if one.assessment.in_hours and one.assessment.state != "outside"
    }
    names = group_names(ctx, entry.end_date or entry.start_date) if counting else ()
    if not names or told_apart_of(ctx, entry)[1]:
        return ()
    open_yet = any(
        isinstance(one.standing, HoursStanding)
        and one.enrolment.id in counting
        and any(group.short for group in one.standing.together.groups)
        for one in standings_of(ctx)
    )
    return names if open_yet else ()


def without_subject(worth: Iterable[Worth]) -> tuple[Worth, ...]:
    """The schemes that go by subjects and know none of the entry's."""
    return tuple(
        one
        for one in worth
        if one.assessment.by_subjects
        and one.assessment.state != "outside"
        and not any(part.subject for part in one.assessment.parts)
    )
