"""What administrators see: assumed rules, who may administer, members and their schemes."""

from collections.abc import Mapping, Sequence

from bot.services.admin import (
    Administrator,
    DecidedRule,
    MemberRow,
    MemberScheme,
    MembersPage,
    OpenRule,
    RulesView,
)
from bot.services.dispatch import admin
from bot.ui.blocks import Block, Content, actions, button, context, section
from bot.ui.escape import brief, escape
from bot.ui.words import bold, day, listed, person

RULES_MOST = 10
DECIDED_MOST = 4

_NAMES: Mapping[str, str] = {
    "cycle.length": "How long a cycle is",
    "cycle.minimum": "The minimum for a cycle",
    "year.recommended": "What is recommended for a year",
    "year.start": "When a CPD year begins",
    "credit.base_per_hour": "What an hour is worth",
    "entry.own_sentence": "How long one’s own sentence is at least",
    "entry.evidence": "How much evidence to ask for",
    "joiner.pro_rata": "What a late joiner owes",
    "large_qualification": "How a long qualification is counted",
}
_BY = {"operator": "by the operator", "slack": "as Slack administrator", "role": "by role"}

OVERVIEW = (
    "`/cpd admin rules` rules that are assumed: confirm or change them\n"
    "`/cpd admin members` members and their schemes\n"
    "`/cpd admin roles` who may administer\n"
    "`/cpd admin give @person` and `/cpd admin take @person` the administrator’s role\n"
    "`/cpd-team assign @member to @manager` who manages whom"
)


def overview() -> Content:
    """`/cpd admin`."""
    return Content("What administrators can do.", [section(OVERVIEW, "admin:overview")])


def rules(view: RulesView) -> Content:
    """Rules that nobody has confirmed, with Confirm and Change; below, those decided."""
    blocks: list[Block] = []
    for place, rule in enumerate(view.open[:RULES_MOST]):
        blocks += _open(rule, place)
    if not view.open:
        blocks.append(section("Every rule that can be decided is decided.", "rules:none"))
    if len(view.open) > RULES_MOST:
        more = len(view.open) - RULES_MOST
        blocks.append(context(f"and {more} more once these are decided", "rules:more"))
    blocks += [_decided(rule, place) for place, rule in enumerate(view.decided[:DECIDED_MOST])]
    foot = "Figures that rest on an assumed rule are marked “(assumed)” until it is confirmed."
    return Content("Rules to confirm.", [*blocks, context(foot, "rules:foot")])


def rule_decided(name: str, value: str) -> Content:
    """After Confirm or Change."""
    words = (
        f"Decided: {escape(rule_name(name))} is {brief(value, 100)}. I work out every total anew."
    )
    return Content(words, [section(words, "rules:decided-now")])


def rule_name(key: str) -> str:
    """A rule's name for people; its key where it has none."""
    return _NAMES.get(key, key)


def administrators(found: Sequence[Administrator]) -> Content:
    """Who may administer, and by whose word."""
    lines = [
        f"{bold(person(one.name))}: {listed([_BY[by] for by in one.by])}" for one in found[:40]
    ]
    if len(found) > 40:
        lines.append(f"and {len(found) - 40} more")
    return Content("Who may administer.", [section("\n".join(lines) or "Nobody.", "admin:who")])


def members(page: MembersPage) -> Content:
    """Ten members with their schemes; no entry and no total."""
    if not page.rows:
        return Content("No members yet.", [section("No members yet.", "members:none")])
    blocks: list[Block] = [section(_member(row), f"members:{row.slack_id}") for row in page.rows]
    if page.next_after is not None:
        more = button("More", admin.ShowMembers(page.next_after))
        blocks += actions("members:turn", [more])
    return Content("Members.", blocks)


def _open(rule: OpenRule, place: int) -> list[Block]:
    confirm = None
    if rule.to_confirm is not None:
        confirm = button("Confirm", admin.ConfirmRule(rule.pack, rule.key))
    value = "not known"
    if rule.value is not None:
        value = f"{_with_unit(rule.value, rule.unit)} (assumed)"
    elif rule.offered is not None:
        value = f"not known; offered: {_with_unit(rule.offered, rule.unit)}"
    lines = [
        f"{bold(escape(rule_name(rule.key)))} · {escape(rule.scheme)}",
        value,
        f"{brief(rule.source, 150)}; looked up on {day(rule.checked_on)}",
    ]
    return [
        section("\n".join(lines), f"rules:{place}"),
        *actions(
            f"rules:{place}-actions",
            [confirm, button("Change", admin.AskForRule(rule.pack, rule.key))],
        ),
    ]


def _decided(rule: DecidedRule, place: int) -> Block:
    by = f" by {person(rule.decided_by)}" if rule.decided_by else ""
    words = (
        f"{bold(escape(rule_name(rule.key)))} · {escape(rule.scheme)}\n"
        f"{_with_unit(rule.value, rule.unit)}, {rule.kind} on {day(rule.decided_on)}{by}, "
        f"for activities from {day(rule.valid_from)}"
    )
    change = button("Change", admin.AskForRule(rule.pack, rule.key))
    return section(words, f"rules:decided-{place}", change)


def _with_unit(value: str, unit: str) -> str:
    return brief(f"{value} {unit}", 100)


def _member(row: MemberRow) -> str:
    schemes = [f"{escape(one.title)}{_cycle(one)}" for one in row.schemes]
    gone = " · deactivated" if row.deactivated else ""
    manager = "no manager"
    if row.manager_slack_id:
        manager = f"manager <@{row.manager_slack_id}>, {row.link_state or 'not known'}"
    return f"{bold(person(row.name))}{gone}\n{listed(schemes) or 'no scheme yet'}; {manager}"


def _cycle(scheme: MemberScheme) -> str:
    """When its cycle began; nothing of a scheme that has none."""
    if not scheme.has_cycle:
        return ""
    start = scheme.cycle_start
    return f" (cycle from {day(start)})" if start else " (cycle start not known)"
