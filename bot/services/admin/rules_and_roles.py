"""What administrators do: assumed rules confirmed or changed, roles given, members looked up.

Who may do which of it is decided in `bot.policy.access`; assigning managers is `teams.links`'s.
Nothing that a member wrote is shown here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.policy.access import Permission
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.cycles import FIRST_DAY, add_years
from bot.policy.schemes.pack import Pack, RuleDecision, confirmation
from bot.policy.schemes.registration import words_of
from bot.policy.schemes.rules import SHAPES, Rule, ValueRefused, as_text, read_value
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import Confidence, RegistrationWord
from bot.services.admin.loaded_documents import LoadedDocument, loaded_documents
from bot.services.admin.registrations import told_by_administrators
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.record.entry_changes import OPEN
from bot.services.schemes.assessment import assess_all
from bot.services.schemes.registration_facts import Registered
from storage.row_types import DecisionRecord, EntryRecord, MemberRecord
from storage.unit_of_work import look
from storage.vocabulary import DecisionKind, LinkState

MEMBERS: Final = 10
YEARS_AHEAD: Final = 10
"""A rule announced for later than that is a slip of the pen."""

REASSESSED: Final = 100
"""Members looked up at once when their entries are assessed anew."""

SHOWN_ANEW: Final = 12
"""Entries of a member, those begun last, whose cards are drawn anew after that."""


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that nobody has confirmed. Values are text as an administrator types them.

    `value` None: not known; `offered` is then what Confirm would set, None where there is nothing
    to confirm. `allowed` are the words of which it may take one, empty where it is free or takes
    several.
    """

    pack: str
    scheme: str
    key: str
    value: str | None
    offered: str | None
    unit: str
    source: str
    checked_on: date
    confidence: Confidence
    allowed: tuple[str, ...]

    @property
    def to_confirm(self) -> str | None:
        """The value that Confirm would settle on."""
        return self.value if self.value is not None else self.offered


@dataclass(frozen=True, slots=True)
class DecidedRule:
    """The newest decision on a rule; it can be changed again."""

    pack: str
    scheme: str
    key: str
    value: str
    unit: str
    kind: DecisionKind
    valid_from: date
    decided_on: date
    decided_by: str | None
    """The administrator's name, None where they are gone."""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesView:
    """Rules open to an administrator's word, and those that have it, the latest decision first;
    and what was loaded here, the latest first.
    """

    open: tuple[OpenRule, ...]
    decided: tuple[DecidedRule, ...]
    today: date
    loaded: tuple[LoadedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who may administer, and by whose word; only a role can be taken here."""

    slack_id: str
    name: str
    by: tuple[Literal["operator", "slack", "role"], ...]


@dataclass(frozen=True, slots=True)
class MemberScheme:
    """One current enrolment of a member."""

    pack: str
    title: str
    enrolled_on: date
    cycle_start: date | None
    has_cycle: bool
    """Whether the scheme runs in cycles at all."""
    enrolment_id: int = 0
    registration_words: tuple[RegistrationWord, ...] = ()
    told: Registered | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as administrators see them: no entry, no total."""

    slack_id: str
    name: str
    deactivated: bool
    schemes: tuple[MemberScheme, ...]
    manager_slack_id: str | None
    link_state: LinkState | None


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Ten members by when they came. Pass `next_after` for the next page; None on the last."""

    rows: tuple[MemberRow, ...]
    after: int
    next_after: int | None


def rules_view(ctx: MemberContext) -> RulesView:
    """Every rule that is an administrator's to decide, those of schemes in use first.

    Raises Refused("administrators_only").
    """
    ctx.must(Permission.SEE_RULES)
    in_use = ctx.work.enrolments.packs_in_use()
    decisions = ctx.work.enrolments.decisions()
    newest: dict[tuple[str, str], DecisionRecord] = {}
    for one in reversed(decisions):
        newest.setdefault((one.pack, one.key), one)
    people = ctx.work.members.many(
        [one.decided_by for one in newest.values() if one.decided_by is not None]
    )
    rules = ctx.rules_now().packs
    return RulesView(
        open=tuple(
            _open_rule(pack, rule)
            for pack in sorted(rules.values(), key=lambda one: one.name not in in_use)
            for rule in pack.open_rules(ctx.today)
        ),
        decided=tuple(
            _decided_rule(rules[one.pack], one, people)
            for one in newest.values()
            if one.pack in rules and one.key in SHAPES
        ),
        today=ctx.today,
        loaded=loaded_documents(ctx.work, rules),
    )


def confirm_rule(ctx: MemberContext, pack: str, key: str) -> RuleDecision:
    """The rule's assumed or offered value is right. What was decided, with the day it holds from.

    Entries are assessed anew afterwards, by a sweep (`outdated`, `reassess`). Raises Refused:
    administrators_only, no_such_rule, nothing_to_confirm, decided_already.
    """
    ctx.must(Permission.DECIDE_RULES)
    known = ctx.rules.get(pack)
    rule = known and known.rule(key, ctx.today)
    if known is None or rule is None:
        raise Refused("no_such_rule")
    if rule not in known.open_rules(ctx.today):
        raise Refused("decided_already", key=key)
    decision = confirmation(known, rule, ctx.today)
    if decision is None:
        raise Refused("nothing_to_confirm", key=key)
    _decide(ctx, decision, "confirmed")
    return decision


def change_rule(
    ctx: MemberContext, pack: str, key: str, *, value: str, since: date
) -> RuleDecision:
    """The rule has another value, for activities from a day on.

    Also for a rule that was decided before. Raises Refused: administrators_only, no_such_rule,
    rule_date_out_of_range, rule_value (`key`, and `reason`: what the value may be).
    """
    ctx.must(Permission.DECIDE_RULES)
    if not FIRST_DAY <= since <= add_years(ctx.today, YEARS_AHEAD):
        raise Refused("rule_date_out_of_range")
    known = ctx.rules.get(pack)
    if known is None or key not in known.rules:
        raise Refused("no_such_rule")
    try:
        text = as_text(read_value(key, value))
        decision = RuleDecision(pack, key, text, ctx.today, since)
        known.with_decisions([decision])
    except ValueRefused as error:
        raise Refused("rule_value", key=error.key, reason=error.reason) from error
    _decide(ctx, decision, "changed")
    return decision


def give_administrator(ctx: MemberContext, named: Named) -> bool:
    """Make somebody an administrator; False where they are one by role already.

    Raises Refused: administrators_only, not_a_person.
    """
    ctx.must(Permission.GIVE_ROLES)
    if named.profile.kind != "person" or named.profile.deactivated:
        raise Refused("not_a_person")
    person = ctx.work.members.by_slack(named.slack_id)
    if person is None:
        person = ctx.work.members.meet(
            named.slack_id, ctx.now, name=named.profile.name, kind=named.profile.kind
        )
    return ctx.work.members.give_role(person.id, "administrator", ctx.member.id, ctx.now)


def take_administrator(ctx: MemberContext, slack_id: str) -> bool:
    """Take the role away; False where there was none.

    Raises Refused: administrators_only, administrator_by_slack, administrator_by_operator (whose
    word cannot be taken back here), last_administrator.
    """
    ctx.must(Permission.GIVE_ROLES)
    ctx.work.teams.one_at_a_time()
    others = [one for one in administrators(ctx) if one.slack_id != slack_id]
    person = ctx.work.members.by_slack(slack_id)
    if person is None or "administrator" not in ctx.work.members.roles(person.id):
        if slack_id in ctx.admins:
            raise Refused("administrator_by_operator")
        if person is not None and person.slack_admin:
            raise Refused("administrator_by_slack")
        return False
    if not others and slack_id not in ctx.admins and not person.slack_admin:
        raise Refused("last_administrator")
    return ctx.work.members.take_role(person.id, "administrator")


def administrators(ctx: MemberContext) -> tuple[Administrator, ...]:
    """Everybody who may administer, by name. Raises Refused("administrators_only")."""
    ctx.must(Permission.SEE_ROLES)
    by_role = {one.id for one in ctx.work.members.holders("administrator")}
    known = {one.slack_id: one for one in ctx.work.members.administrators()}
    for slack_id in ctx.admins - known.keys():
        member = ctx.work.members.by_slack(slack_id)
        if member is not None:
            known[slack_id] = member
    found = [_administrator(ctx, one, by_role) for one in known.values()]
    found += [Administrator(one, one, ("operator",)) for one in ctx.admins - known.keys()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.slack_id)))


def members_page(ctx: MemberContext, after: int = 0) -> MembersPage:
    """Members and their enrolments, `after` a member's number. Raises Refused as above."""
    ctx.must(Permission.SEE_MEMBERS)
    work = ctx.work
    members = work.members.page(after, MEMBERS + 1)
    shown = members[:MEMBERS]
    ids = [one.id for one in shown]
    enrolments = work.enrolments.of_many(ids)
    links = work.teams.managers_of(ids)
    managers = work.members.many([link.manager_id for link in links.values()])
    rows = []
    for one in shown:
        link = links.get(one.id)
        rows.append(
            MemberRow(
                slack_id=one.slack_id,
                name=one.name or one.slack_id,
                deactivated=one.deactivated,
                schemes=tuple(
                    MemberScheme(
                        pack=each.pack,
                        title=scheme_title(ctx.rules[each.pack].title, each.category),
                        enrolled_on=each.enrolled_on,
                        cycle_start=each.cycle_start,
                        has_cycle=terms(ctx.rules[each.pack], ctx.today).has_cycle,
                        enrolment_id=each.id,
                        registration_words=words_of(ctx.rules[each.pack], ctx.today),
                        told=told_by_administrators(ctx, each),
                    )
                    for each in enrolments.get(one.id, ())
                    if each.pack in ctx.rules
                ),
                manager_slack_id=managers[link.manager_id].slack_id if link else None,
                link_state=link.state if link else None,
            )
        )
    more = len(members) > MEMBERS
    return MembersPage(tuple(rows), after, shown[-1].id if more else None)


def versions_in_force(contexts: ContextFactory, workspace_id: str) -> dict[str, str]:
    """The versions of the rules in a workspace, by pack."""
    with look(contexts.database, workspace_id) as work:
        rules = contexts.rules.of(work, work.enrolments.last_decision())
    return {name: pack.version for name, pack in rules.packs.items()}


def outdated(
    contexts: ContextFactory, workspace_id: str, versions: Mapping[str, str], after: int, limit: int
) -> list[int]:
    """A page of members, from behind a number on, some of whose entries were assessed by other
    rules than those: after a decision on a rule, or where a release brought a pack's new version.
    """
    with look(contexts.database, workspace_id) as work:
        return work.assessments.outdated(versions, after, limit)


def reassess(contexts: ContextFactory, workspace_id: str, member_id: int) -> bool:
    """Assess anew whatever a member has logged, and have the cards that stand of what they began
    last drawn anew where that says something else; False where they are gone.

    Whoever is not reached is still outdated, and found the next time.
    """
    origin = Origin(f"reassess:{member_id}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        if ctx is None:
            return False
        recent = ctx.work.entries.recent(ctx.member.id, SHOWN_ANEW)
        before = _said_of(ctx, recent)
        assess_all(ctx)
        after = _said_of(ctx, recent)
        for entry in recent:
            if entry.status in OPEN or before.get(entry.id) != after.get(entry.id):
                ctx.work.messages.show_entry(entry.id, ctx.real)
        ctx.show_home()
        ctx.commit()
    return True


def _said_of(ctx: MemberContext, entries: Sequence[EntryRecord]) -> Mapping[int, object]:
    """What the cards of saved entries say of their worth, by entry."""
    saved = [one.id for one in entries if one.status == "logged"]
    kept = ctx.work.assessments.of_entries(saved) if saved else {}
    return {
        number: [
            (one.enrolment_id, one.part, one.subject, one.state, one.minutes, one.credits, one.year)
            for one in parts
        ]
        for number, parts in kept.items()
    }


def _decide(ctx: MemberContext, decision: RuleDecision, kind: DecisionKind) -> None:
    ctx.work.enrolments.decide(
        DecisionRecord(
            pack=decision.pack,
            key=decision.key,
            kind=kind,
            value=decision.value,
            valid_from=decision.valid_from,
            decided_on=decision.decided_on,
            decided_by=ctx.member.id,
        )
    )


def _open_rule(pack: Pack, rule: Rule) -> OpenRule:
    return OpenRule(
        pack=pack.name,
        scheme=pack.title,
        key=rule.key,
        value=None if rule.value is None else as_text(rule.value),
        offered=None if rule.offered is None else as_text(rule.offered),
        unit=rule.unit,
        source=rule.source,
        checked_on=rule.checked_on,
        confidence=rule.confidence,
        allowed=_allowed(rule.key),
    )


def _allowed(key: str) -> tuple[str, ...]:
    return SHAPES[key].allowed if SHAPES[key].kind == "word" else ()


def _decided_rule(
    pack: Pack, decision: DecisionRecord, people: Mapping[int, MemberRecord]
) -> DecidedRule:
    by = people.get(decision.decided_by) if decision.decided_by is not None else None
    return DecidedRule(
        pack=pack.name,
        scheme=pack.title,
        key=decision.key,
        value=decision.value,
        unit=SHAPES[decision.key].unit,
        kind=decision.kind,
        valid_from=decision.valid_from,
        decided_on=decision.decided_on,
        decided_by=(by.name or by.slack_id) if by else None,
        allowed=_allowed(decision.key),
    )


def _administrator(
    ctx: MemberContext, member: MemberRecord, by_role: Collection[int]
) -> Administrator:
    by: list[Literal["operator", "slack", "role"]] = []
    if member.slack_id in ctx.admins:
        by.append("operator")
    if member.slack_admin:
        by.append("slack")
    if member.id in by_role:
        by.append("role")
    return Administrator(member.slack_id, member.name or member.slack_id, tuple(by))
