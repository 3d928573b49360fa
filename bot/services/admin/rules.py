"""Rules that are an administrator's to decide: assumed ones confirmed or changed.

Who may is decided in `bot.policy.access`; what was assessed by another rule is assessed anew
afterwards (`reassessment`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.access import Permission
from bot.policy.schemes.cycles import FIRST_DAY, add_years
from bot.policy.schemes.pack import Pack, RuleDecision, confirmation
from bot.policy.schemes.rules import SHAPES, Rule, ValueRefused, as_text, read_value
from bot.policy.vocabulary import Confidence
from bot.services.admin.loaded_documents import LoadedDocument, loaded_documents
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from storage.row_types import DecisionRecord, MemberRecord
from storage.vocabulary import DecisionKind

YEARS_AHEAD: Final = 10
"""A rule announced for later than that is a slip of the pen."""


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

    Entries are assessed anew afterwards, by a sweep (`reassessment`). Raises Refused:
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
