"""A record as a body's auditor reads it, and what they would miss: a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.policy.audits.body_audit import days_left
from bot.policy.audits.population import population_rule
from bot.policy.audits.preparing import rests_on_balance, stops_at
from bot.policy.schemes.terms import terms
from bot.services.audits import body_audits
from bot.services.audits.body_audit_rows import Row, enrolment_of, rows_of
from bot.services.context.member_context import MemberContext
from bot.services.schemes.scheme_names import body_of, title_of
from storage.audits.body_audits import BodyAuditRecord

ENTRIES: Final = 10
"""On a page."""

Shown = Literal["missing", "all", "refused"]
"""What a page shows: what an auditor would miss, each entry as they read it, or each with a button
that says that it was not accepted.
"""


@dataclass(frozen=True, slots=True)
class BodyAuditView:
    """An audit as it stands: `entries` are how many lie in the audited days, `stops` at how many of
    them an auditor would stop, and `balance` whether at credits that were brought in, too. `pack`
    is the scheme's; `account`: its body keeps one, so that it may refuse single entries. `words`
    and `source` are those of the rule that it is audited by; `workplace`: no policy says it.
    `appeal` is what the policy says of appeals, "" where it says nothing, and `appeal_deadline`
    whether it says by when.
    """

    audit: BodyAuditRecord
    body: str
    title: str
    pack: str
    today: date
    left: int | None
    entries: int
    stops: int
    rows: tuple[Row, ...]
    listed: int
    page: int
    pages: int
    shown: Shown
    others: tuple[tuple[int, str], ...] = ()
    words: str = ""
    source: str = ""
    workplace: bool = False
    account: bool = False
    balance: bool = False
    appeal: str = ""
    appeal_source: str = ""
    appeal_deadline: bool = False
    cycle: bool = False
    """The days are a cycle that is over."""
    running: bool = False
    """The days are a cycle that still runs, while the rule is about complete ones."""
    away: bool = False
    """The member is under the scheme no more: nothing is weighed by its rules."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, for Home and messages: at how many of the entries an auditor would stop,
    whether at credits that were brought in, too, and the worst of it all.
    """

    entries: int
    stops: int
    worst: Row | None
    balance: bool = False


def view_of(
    ctx: MemberContext, audit_id: int, shown: Shown = "missing", page: int = 0
) -> BodyAuditView:
    """A page of the member's own audit. Raises Refused("no_such_audit")."""
    audit = body_audits.own(ctx, audit_id)
    rows = rows_of(ctx, audit)
    looked = [one.looked for one in rows]
    listed = _listed(rows, shown)
    pages = max(1, -(-len(listed) // ENTRIES))
    at = min(max(page, 0), pages - 1)
    pack = ctx.rules.get(audit.scheme.partition("/")[0])
    rule = None if pack is None else population_rule(pack, ctx.today)
    appeal = None if pack is None else pack.rule("appeal", ctx.today)
    until = None if pack is None else pack.rule("appeal.deadline", ctx.today)
    enrolled = enrolment_of(ctx, audit)
    return BodyAuditView(
        audit=audit,
        body=body_of(ctx, audit.scheme),
        title=title_of(ctx, audit.scheme),
        pack=audit.scheme.partition("/")[0],
        today=ctx.today,
        left=days_left(audit.due_on, ctx.today),
        entries=sum(one.entry != 0 for one in rows),
        stops=stops_at(looked),
        balance=rests_on_balance(looked),
        rows=tuple(listed[at * ENTRIES : (at + 1) * ENTRIES]),
        listed=len(listed),
        page=at,
        pages=pages,
        shown=shown,
        others=tuple(
            (one.id, body_of(ctx, one.scheme))
            for one in body_audits.open_ones(ctx)
            if one.id != audit.id
        ),
        words="" if rule is None else rule.words,
        source="" if rule is None else rule.source,
        workplace=rule is None or rule.workplace,
        account=pack is not None and pack.account is not None and enrolled is not None,
        appeal="" if appeal is None or appeal.value is None else str(appeal.value),
        appeal_source="" if appeal is None else appeal.source,
        appeal_deadline=until is not None and until.value is not None,
        cycle=audit.last < audit.told_on
        and pack is not None
        and terms(pack, audit.last).length is not None,
        running=audit.last >= ctx.today
        and rule is not None
        and rule.kind == "complete_cycles"
        and not rule.workplace,
        away=enrolled is None,
    )


def counts_of(ctx: MemberContext, audit: BodyAuditRecord) -> Counts:
    """How it stands, without a page."""
    rows = rows_of(ctx, audit)
    worst = next((one for one in _listed(rows, "missing") if one.looked.stops), None)
    looked = [one.looked for one in rows]
    entries = sum(one.entry != 0 for one in rows)
    return Counts(entries, stops_at(looked), worst, rests_on_balance(looked))


def _listed(rows: Sequence[Row], shown: Shown) -> list[Row]:
    """Worst first of what is missing; by their days where all are shown."""
    if shown == "missing":
        return [one for one in rows if one.looked.flaws]
    entries = [one for one in rows if one.entry]
    return sorted(entries, key=lambda one: (one.last or date.min, one.entry))
