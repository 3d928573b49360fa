"""What one entry is worth under one scheme, and why. Sums over entries are `standing`'s."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.policy.frameworks.framework import folded, subjects_on
from bot.policy.scheme_facts import EnrolmentFacts, EntryFacts
from bot.policy.schemes.assessed import AssessedPart, Assessment
from bot.policy.schemes.credits import credits_hundredths, weight
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.disallowed import monitoring
from bot.policy.schemes.entry_tests import (
    LARGE,
    TESTS,
    Already,
    Case,
    Finding,
    already_counted,
    how_it_helps,
    in_parts_alone,
    own_sentence_missing,
    remarks,
)
from bot.policy.schemes.group_hours import naming_groups
from bot.policy.schemes.method import methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.splitting import borders_in, may_split, parts_of
from bot.policy.schemes.subjects import shares_of_parts
from bot.policy.schemes.terms import terms
from bot.policy.schemes.word_count import has_words
from bot.policy.vocabulary import STAGES, Question, Stage, State, Verdict


def stages_covered(entry: EntryFacts) -> dict[Stage, bool]:
    """Which stages the entry covers, in the card's order; doing it is covered by having done it."""
    done = entry.status != "planned" and has_words(entry.title)
    lines = {"reflect": entry.reflect, "plan": entry.plan, "act": entry.act}
    lines["evaluate"] = entry.evaluate
    return {stage: has_words(lines[stage]) or (stage == "act" and done) for stage in STAGES}


def assess(entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack) -> Assessment:
    """What the entry is worth under the enrolment's scheme. Answers for any input.

    An undated entry is held against the newest rules. What rests on a rule that has no value is
    "not known", and the entry then in no total, since no line of the member's would settle it. Only
    "counted" is worth anything today; "waiting" keeps its weight, so that the member sees what one
    line would bring. What the scheme's body has disallowed is "outside", whatever the tests say.

    What lies over a border of the enrolment's cycles or CPD years, and is not long, is split there
    by its days, and each part is judged as an entry of its own. It waits as long as a part does.
    """
    whole = _assess_one(entry, enrolment, pack)
    borders = () if _nowhere(whole) else borders_in(entry, enrolment, pack)
    if may_split(entry, pack, borders):
        split = parts_of(entry, borders)
        found = _together(split, tuple(_assess_one(one, enrolment, pack) for one in split), whole)
    else:
        found = replace(whole, parts=(_part(entry, whole),))
    in_force = terms(pack, entry.done_on or date.max)
    if in_force.by_hours:
        found = replace(found, parts=_by_group(found.parts, entry, enrolment, pack))
    elif in_force.framework:
        found = replace(found, parts=_by_subject(found.parts, entry, enrolment, pack))
    return replace(found, borders=borders)


def _by_subject(
    parts: Sequence[AssessedPart], entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack
) -> tuple[AssessedPart, ...]:
    """Each part once for each subject that the framework of the part's own day has; what is of
    another, or of none, is one part with none. Before any framework the names stay: it is not known
    whether they are its subjects.
    """
    if monitoring(entry, pack) is not None:
        return tuple(parts)
    found: list[AssessedPart] = []
    shared = shares_of_parts(entry.subjects, [one.minutes for one in parts])
    for one, of_part in zip(parts, shared, strict=True):
        day = one.last_day or date.max
        asked = subjects_on(pack.frameworks, enrolment.category, day)
        if asked is not None and one.state == "outside":
            found.append(one)
            continue
        by_name: dict[str, int] = {}
        known = {subject.key: subject.name for subject in asked or ()}
        for name, minutes in of_part:
            label = name if asked is None else known.get(folded(name), "")
            by_name[label] = by_name.get(label, 0) + minutes
        found += [_share(one, label, minutes) for label, minutes in by_name.items()]
    return tuple(found)


def _by_group(
    parts: Sequence[AssessedPart], entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack
) -> tuple[AssessedPart, ...]:
    """Each part once for each group that the member named; what names none is for whichever of
    them needs it, and has no subject.
    """
    groups = naming_groups(entry.subjects, groups_known(enrolment, pack, entry.done_on))
    if not groups:
        return tuple(parts)
    shared = shares_of_parts(groups, [one.minutes for one in parts])
    return tuple(
        _share(one, name, minutes)
        for one, of_part in zip(parts, shared, strict=True)
        for name, minutes in of_part
    )


def groups_known(enrolment: EnrolmentFacts, pack: Pack, day: date | None) -> dict[str, str]:
    """The groups of a scheme of hours by folded name: those of the pack, and those that the member
    is in.
    """
    own = (enrolment.category, *(one.name for one in enrolment.other_categories))
    named = pack.categories(day or date.max) or ()
    return {folded(name): name for name in (*own, *named) if name}


def _share(part: AssessedPart, subject: str, minutes: int) -> AssessedPart:
    """So many minutes of a part, at the rate of its own."""
    own = minutes * (part.weight // part.minutes) if part.minutes else 0
    known = part.credits is not None
    return replace(
        part,
        subject=subject,
        minutes=minutes,
        weight=own,
        credits=credits_hundredths(own) if known else None,
    )


def _nowhere(whole: Assessment) -> bool:
    """Whether it lies in no cycle that is known, or counts in none: nothing is to be shared out."""
    return whole.state == "outside" or whole.cycle is None


def _part(entry: EntryFacts, found: Assessment) -> AssessedPart:
    done_on = entry.done_on
    return AssessedPart(
        state=found.state,
        minutes=found.minutes,
        weight=found.weight,
        credits=found.credits,
        cycle=found.cycle,
        year=found.year,
        first_day=done_on and min(entry.start or done_on, done_on),
        last_day=done_on,
    )


def _together(
    split: Sequence[EntryFacts], found: Sequence[Assessment], whole: Assessment
) -> Assessment:
    """The parts as one: one that cannot count adds its minutes alone, and asks for nothing. While
    one waits they all do, since an entry that waits is in no total. How long it was of a subject is
    said of the `whole`, where all parts count.
    """
    parts = tuple(_part(entry, one) for entry, one in zip(split, found, strict=True))
    if state_of(one.state for one in found) == "waiting":
        parts = tuple(
            replace(one, state="waiting") if one.state == "counted" else one for one in parts
        )
    inside = [one for one in found if one.state != "outside"] or found
    known = [one.credits for one in inside if one.credits is not None]
    weight_of_all = sum(one.weight for one in found)
    return replace(
        found[-1],
        state=state_of(one.state for one in found),
        minutes=sum(one.minutes for one in found),
        weight=weight_of_all,
        credits=credits_hundredths(weight_of_all) if known else None,
        findings=_findings_of(inside, whole if len(inside) == len(found) else None),
        missing_questions=_asked_of(inside),
        assumed=any(one.assumed for one in inside),
        ready_for_audit=all(one.ready_for_audit for one in inside),
        parts=parts,
    )


def state_of(states: Iterable[State]) -> State:
    """The state of an entry by those of its parts: it waits as long as one does, and counts as
    soon as one does.
    """
    found = {*states}
    return next((one for one in ("waiting", "counted") if one in found), "outside")


def _findings_of(parts: Sequence[Assessment], whole: Assessment | None) -> tuple[Finding, ...]:
    """One for each rule, in the order of the first: where the parts differ, the one that is worst
    for the member; of what is shared out over subjects or groups the whole's.
    """
    shared = {one.rule: one for one in whole.findings} if whole is not None else {}
    worst: dict[str, Finding] = {}
    for one in (finding for part in parts for finding in part.findings):
        known = worst.get(one.rule)
        if known is None or _WORST.index(one.verdict) < _WORST.index(known.verdict):
            worst[one.rule] = one
    return tuple(
        shared[one.rule] if _is_of_a_share(one) and one.rule in shared else one
        for one in worst.values()
    )


def _is_of_a_share(finding: Finding) -> bool:
    """Whether it says how long an entry was of one subject, or of one group."""
    return finding.rule.startswith(("framework.subjects:", "categories:"))


OWN_WORDS: Final = "own words"
"""The rule of ours, and of no pack, that what another system told of needs its member's word."""

_WORST: Final[Sequence[Verdict]] = ("missing", "not_known", "warning", "met")


def _asked_of(parts: Sequence[Assessment]) -> tuple[Question, ...]:
    """What any of the parts asks for, most useful first."""
    asked = {question for part in parts for question in part.missing_questions}
    return tuple(question for question in _IN_ORDER if question in asked)


_IN_ORDER: Final[Sequence[Question]] = (
    "title",
    "date",
    "minutes",
    "evaluate",
    "already_counted",
    "save",
)


def _assess_one(entry: EntryFacts, enrolment: EnrolmentFacts, pack: Pack) -> Assessment:
    """The entry, or a part of one, as it stands: whole on its last day."""
    case = Case(entry, enrolment, pack, terms(pack, entry.done_on or date.max))
    kind = case.terms.kind
    found = of_no_kind(case) if kind is None else methods()[kind].assess(case)
    if entry.from_elsewhere:
        found = _once_own_words_are_there(case, found)
    told = monitoring(entry, pack)
    if told is None:
        return found
    return replace(
        found,
        state="outside",
        weight=0,
        credits=None if found.credits is None else 0,
        findings=(*found.findings, told),
        missing_questions=(),
        ready_for_audit=False,
    )


def _once_own_words_are_there(case: Case, found: Assessment) -> Assessment:
    """What another system has told of counts, under whatever scheme, once its member has said why:
    one line of their own, in any stage, or that it changed nothing.
    """
    entry = case.entry
    own = (entry.reflect, entry.plan, entry.act, entry.evaluate)
    if found.state == "outside" or entry.nothing_changed or any(map(has_words, own)):
        return found
    asked = {*found.missing_questions, "evaluate"}
    wanted = case.finding(
        OWN_WORDS, "missing", "missing", "Say in your own words why you did it, or what it brought."
    )
    return replace(
        found,
        state="waiting",
        findings=(*found.findings, wanted),
        missing_questions=tuple(question for question in _IN_ORDER if question in asked),
        ready_for_audit=False,
    )


def by_tests(case: Case) -> Assessment:
    """Schemes that test each entry and count credits: all tests met, or nothing counts."""
    entry, in_force = case.entry, case.terms
    place = case.place
    minutes = case.minutes
    findings = [case.not_known(key) for key in in_force.unknown]
    findings += [f for test in in_force.tests or () for f in TESTS[test](case)]
    tested = tuple(findings)
    findings += remarks(case)
    already = already_counted(case)
    state = _state(case, tested, already)
    if already.finding is not None:
        findings.append(already.finding)
    rate = None if in_force.unknown else in_force.rate
    nothing = state == "outside" or already.inside or in_parts_alone(case)
    worth = 0 if nothing or rate is None else weight(minutes, rate)
    asked = () if state == "outside" else questions_of(case, already_open=already.open)
    return Assessment(
        state=state,
        minutes=minutes,
        rate=rate,
        weight=worth,
        credits=None if rate is None or _unknown(tested) else credits_hundredths(worth),
        cycle=None if place is None else place.cycle,
        year=None if place is None else place.year,
        provisional=place is not None and place.provisional,
        findings=tuple(findings),
        missing_questions=asked,
        assumed=rate is not None and "credit.base_per_hour" in in_force.assumed,
        pack_version=case.pack.version,
        ready_for_audit=state == "counted" and entry.status == "logged" and _stands(case, tested),
    )


def _state(case: Case, tested: tuple[Finding, ...], already: Already) -> State:
    """By the tests; what is long and began before the cycle is never counted whole."""
    entry = case.entry
    known = case.place is not None or entry.done_on is None or entry.future
    if entry.status == "withdrawn" or not known or case.terms.unknown:
        return "outside"
    if in_parts_alone(case) and not already.open:
        return "outside"
    if already.open or any(finding.verdict == "missing" for finding in tested):
        return "waiting"
    return "counted"


def _unknown(tested: tuple[Finding, ...]) -> bool:
    """Whether how much of it counts is a thing that nobody has published."""
    return any(one.rule == LARGE and one.verdict == "not_known" for one in tested)


def _stands(case: Case, tested: tuple[Finding, ...]) -> bool:
    """Whether an auditor has all that the rules ask for: each test met, the job, the evidence."""
    asked = case.terms.evidence or 1
    return (
        all(one.verdict == "met" for one in tested)
        and any(has_words(role) for role in case.entry.roles)
        and case.entry.evidence >= asked
    )


def questions_of(case: Case, *, already_open: bool) -> tuple[Question, ...]:
    """What would settle the entry; one answer to "evaluate" may settle two tests."""
    entry, tests = case.entry, case.terms.tests or ()
    account = "relevant" in tests and how_it_helps(entry) is None
    account = account or ("sufficient" in tests and own_sentence_missing(case))
    asked: list[tuple[Question, bool]] = [
        ("title", not has_words(entry.title)),
        ("date", entry.done_on is None or (entry.future and entry.status != "planned")),
        ("minutes", case.terms.counts_time and not case.minutes),
        ("evaluate", account),
        ("already_counted", already_open),
        ("save", entry.status in ("draft", "planned")),
    ]
    return tuple(question for question, needed in asked if needed)


def of_no_kind(case: Case) -> Assessment:
    """A pack that does not say what its scheme goes by: nothing follows from that."""
    return without_credits(case, "outside", [case.not_known("unit")], (), case.place)


def without_credits(
    case: Case,
    state: State,
    findings: list[Finding],
    questions: tuple[Question, ...],
    place: Window | None,
) -> Assessment:
    return Assessment(
        state=state,
        minutes=case.minutes,
        rate=None,
        weight=0,
        credits=None,
        cycle=None if place is None else place.cycle,
        year=None if place is None else place.year,
        provisional=place is not None and place.provisional,
        findings=tuple(findings),
        missing_questions=questions,
        assumed=False,
        pack_version=case.pack.version,
    )
