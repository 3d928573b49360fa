"""How a member's figures come about, for `cpdbot policy explain`: numbers, days and rules alone."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final

from bot.cli.failure import Failure
from bot.cli.policy_loading import opened, the_workspace
from bot.clock import Clocks
from bot.figures import number, several
from bot.policy.frameworks.framework import standing_versions
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.dated_cycles import dated_cycles, lengths_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.rules import Rule, as_text
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import Actor, ContextFactory, MemberContext
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.standings import SchemeStanding, standings_of
from bot.ui.admin.document_words import first_day
from storage.row_types import AssessmentRecord, EnrolmentRecord, EntryRecord
from storage.vocabulary import EntryStatus

_STATUSES: Final[tuple[EntryStatus, ...]] = ("planned", "draft", "logged", "withdrawn")
_PAGE: Final = 500


def explained(url: str, workspace: str | None, member: str) -> list[str]:
    """The lines. Raises Failure where there is no such member."""
    database = opened(url)
    try:
        workspace_id = the_workspace(database, workspace)
        contexts = ContextFactory(database, Clocks(), load_packs())
        with contexts.read_as(Actor(workspace_id, member)) as ctx:
            if ctx is None:
                raise Failure(
                    f"there is no member {member} in {workspace_id}; give a Slack id (U…)."
                )
            return list(_lines(ctx))
    finally:
        database.close()


def _lines(ctx: MemberContext) -> Iterator[str]:
    yield f"Member {ctx.member.slack_id} in {ctx.work.workspace_id}, on {ctx.today} ({ctx.zone})."
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    if not enrolments:
        yield "In no scheme."
    standings = {one.enrolment.id: one for one in standings_of(ctx)}
    entries = _entries(ctx)
    by_entry = ctx.work.assessments.of_entries([one.id for one in entries])
    for enrolment in enrolments:
        pack = ctx.rules.get(enrolment.pack)
        yield ""
        if pack is None:
            yield f"{enrolment.scheme}: this release has no such scheme."
            continue
        yield from _scheme(ctx, enrolment, pack)
        for entry in entries:
            mine = [one for one in by_entry.get(entry.id, ()) if one.enrolment_id == enrolment.id]
            for assessment in mine:
                yield from _entry(entry, assessment)
        yield from _sums(ctx, enrolment)
        if enrolment.id in standings:
            yield from _standing(standings[enrolment.id])


def _entries(ctx: MemberContext) -> list[EntryRecord]:
    """All of the member's, by number."""
    found: list[EntryRecord] = []
    while True:
        page = ctx.work.entries.list(ctx.member.id, _STATUSES, limit=_PAGE, offset=len(found))
        found += page
        if len(page) < _PAGE:
            return sorted(found, key=lambda one: one.id)


def _scheme(ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack) -> Iterator[str]:
    yield f"{scheme_title(pack.title, enrolment.category)} ({enrolment.scheme})"
    start = enrolment.cycle_start or "not known"
    yield f"  enrolled on {enrolment.enrolled_on}; cycle from {start}"
    yield from _cycles(ctx, enrolment, pack)
    if enrolment.opening_on is not None:
        brought = number(enrolment.opening_cycle or 0)
        yield f"  brought in: {brought} credits on {enrolment.opening_on}"
    yield f"  rules of {pack.version}, each with its days:"
    for rules in pack.rules.values():
        for rule in rules:
            yield f"    {_rule(rule)}"
    frameworks = [one for one in ctx.frameworks if one.pack == pack.name]
    for framework in standing_versions(frameworks, enrolment.category):
        since = first_day(framework.valid_from)
        yield f"  framework {framework.version}, {since}; {framework.source}"
        for one in framework.subjects:
            minimum = "not known" if one.minimum is None else _amount(one.minimum, one.unit)
            yield f"    {one.name}: {minimum}; {_between(one.valid_from, one.valid_to)}"


def _cycles(ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack) -> Iterator[str]:
    """Each that has begun, and what it follows from."""
    facts = enrolment_facts(enrolment, ())
    for spell in facts.earlier_spells:
        yield f"  enrolled before, from {spell.first} until left on {spell.left}"
    if terms(pack, ctx.today).by_hours:
        return
    for one in dated_cycles(facts.cycles, lengths_of(pack), ctx.today):
        cut = ", cut short" if one.cut_short else ""
        yield f"  cycle {one.number + 1}: {one.start} to {one.last_day} ({one.how_begun}{cut})"


def _amount(minimum: int, unit: str) -> str:
    return f"{minimum} minutes" if unit == "hours" else f"{number(minimum)} credits"


def _rule(rule: Rule) -> str:
    value = "not known" if rule.value is None else as_text(rule.value)
    unit = f" {rule.unit}" if value[:1].isdecimal() and rule.unit else ""
    days = _between(rule.valid_from, rule.valid_to)
    return (
        f"{rule.key} = {value}{unit} ({rule.force}, {rule.confidence}; {rule.source}; "
        f"looked up on {rule.checked_on}; {days})"
    )


def _between(since: date | None, until: date | None) -> str:
    """The days on which something holds; `until` is the first on which it does not."""
    begins = "on all days" if since is None else f"from {since}"
    return begins if until is None else f"{begins} before {until}"


def _entry(entry: EntryRecord, found: AssessmentRecord) -> Iterator[str]:
    worth = "credits not known" if found.credits is None else f"{number(found.credits)} credits"
    place = f"cycle {'not known' if found.cycle is None else found.cycle + 1}, year {found.year}"
    days = _days(entry.start_date, entry.end_date)
    yield (
        f"  entry {entry.id} of {days}: {found.state}, {found.minutes} min, weight {found.weight}, "
        f"{worth}; {place}; by {found.pack_version}, read by {found.reader or 'nobody'}"
    )
    for one in found.findings:
        yield f"    {_finding(one)}"
    if found.missing:
        yield f"    asked for: {', '.join(found.missing)}"


def _finding(one: Any) -> str:
    assumed = " (assumed)" if one.get("assumed") else ""
    return f"{one.get('rule')}: {one.get('verdict')}{assumed}; {one.get('source')}"


def _days(start: date | None, end: date | None) -> str:
    if start is None:
        return "no day"
    return str(start) if end in (None, start) else f"{start} to {end}"


def _sums(ctx: MemberContext, enrolment: EnrolmentRecord) -> Iterator[str]:
    for one in ctx.work.assessments.sums([enrolment.id]).get(enrolment.id, ()):
        cycle = "not known" if one.cycle is None else one.cycle + 1
        entries = several(one.entries, "entry", "entries")
        place = f"cycle {cycle}, year {one.year}"
        place += f", of {one.subject}" if one.subject else ""
        yield f"  sum {one.state}, {place}: weight {one.weight}, {entries}"


def _standing(found: SchemeStanding) -> Iterator[str]:
    yield f"  standing (credits in hundredths): {_plain(found.standing)}"


_FOR_SORTING: Final = frozenset({"urgency", "manager_rank"})


def _plain(value: Any) -> str:
    """A standing's fields as they are: figures, days and words of the rules."""
    if not is_dataclass(value):
        return str(value)
    told = ((one.name, getattr(value, one.name)) for one in fields(value))
    return "; ".join(
        f"{name} {_plain(one)}"
        for name, one in told
        if one not in (None, (), "") and name not in _FOR_SORTING
    )
