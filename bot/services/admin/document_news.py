"""Those whom a loaded pack or framework affects are told once, each in their own working hours.

It is no nudge, and is outside their budget. Whoever was told, the outbox knows by the message's
key; what is told is worked out when the message is rendered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.policy.frameworks.difference import RuleChange
from bot.policy.frameworks.framework import folded, standing_versions
from bot.policy.nudges.decision import is_paused
from bot.policy.schemes.pack_versions import standing_packs
from bot.policy.working_time import is_working, local
from bot.services.admin.policy_documents import (
    FrameworkNews,
    PackNews,
    framework_news,
    pack_news,
)
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.rules_in_force import RulesInForce, documents_in
from bot.services.context.working_time import working_time
from storage.schemes.policy_documents import Load, Untold, loaded_since, told_of, untold
from storage.unit_of_work import UnitOfWork, look, unit_of_work

KIND: Final = "document"
"""What its message is queued as."""

TOLD_FOR: Final = timedelta(days=60)
"""For so long those are told whom it could not be told before; messages are kept for longer."""

PAGE: Final = 100
"""Members in one transaction: acks wait for it."""


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """What was loaded together that changes something and was not corrected since."""

    frameworks: tuple[FrameworkNews, ...] = ()
    pack: PackNews | None = None

    def for_categories(self, categories: Collection[str]) -> "DocumentNews":
        """What of it concerns somebody who is in these categories."""
        known = {folded(one) for one in categories}
        mine = (one for one in self.frameworks if folded(one.framework.category) in known)
        return DocumentNews(tuple(mine), self.pack)

    def __bool__(self) -> bool:
        return bool(self.frameworks) or self.pack is not None


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of those who may be told now, by number with their categories; `after`: behind whom
    to go on, None where these were the last. `waiting`: somebody on the page is to be told later.
    """

    people: Mapping[int, tuple[str, ...]]
    after: int | None
    waiting: bool


def lately(contexts: ContextFactory) -> list[Load]:
    """What was loaded so lately that somebody may still have to be told."""
    since = (contexts.clocks.calendar() - TOLD_FOR).date()
    with contexts.database.snapshot() as session:
        return loaded_since(session, since)


def whose_turn(contexts: ContextFactory, load: Load, after: int, most: int = PAGE) -> Turn:
    """Who may be told now, of a page of those who have not been, numbered behind `after`."""
    now = contexts.clocks.calendar()
    with look(contexts.database, load.workspace_id) as work:
        news = news_of(work, contexts.rules, load.pack, load.load)
        rows = untold(work.session, load, after, most) if news else []
    people: dict[int, tuple[str, ...]] = {}
    waiting = False
    for one in rows:
        if news.for_categories([one.category]):
            if _may_hear(one, now):
                people[one.member_id] = (*people.get(one.member_id, ()), one.category)
            else:
                waiting = True
    more = len(rows) == most
    # A member's categories may go on on the next page: they are told once they are all read.
    last = rows[-1].member_id if rows else 0
    if more and len({one.member_id for one in rows}) > 1:
        people.pop(last, None)
        last -= 1
    return Turn(people, last if more else None, waiting)


def tell(contexts: ContextFactory, load: Load, people: Mapping[int, Sequence[str]]) -> int:
    """Queue a message to each; how many had not been told."""
    real = contexts.clocks.real()
    told = 0
    with unit_of_work(contexts.database, load.workspace_id) as work:
        for member_id, categories in people.items():
            values = {"pack": load.pack, "load": load.load, "categories": [*categories]}
            key = told_of(load.load, member_id)
            told += work.messages.say(member_id, KIND, key, real, values) is not None
        work.commit()
    return told


def news_for(ctx: MemberContext, values: Mapping[str, Any]) -> DocumentNews:
    """What a message tells; nothing where that was corrected since."""
    if ctx.rules_in_force is None:
        return DocumentNews()
    news = news_of(ctx.work, ctx.rules_in_force, str(values["pack"]), str(values["load"]))
    return news.for_categories(values["categories"])


def news_of(work: UnitOfWork, in_force: RulesInForce, pack: str, load: str) -> DocumentNews:
    """What was loaded together, beside what was loaded before it."""
    rows = [one for one in work.policy_documents.all() if one.pack == pack]
    own_rows = [one for one in rows if one.key == load]
    if not own_rows:
        return DocumentNews()
    before = documents_in([one for one in rows if one.id < own_rows[0].id])
    own, every = documents_in(own_rows), documents_in(rows)
    frameworks = [
        framework_news(one, before.frameworks)
        for one in own.frameworks
        if one in standing_versions(every.frameworks, one.category)
    ]
    found = None
    if own.versions and own.versions[0] in standing_packs(every.versions):
        decisions = [one for one in in_force.read(work).decisions if one.pack == pack]
        found = pack_news(own.versions[0], in_force.shipped.get(pack), before.versions, decisions)
    if found is not None and not any(changes_a_value(one) for one in found.changes):
        found = None
    return DocumentNews(tuple(one for one in frameworks if one.changes), found)


def changes_a_value(change: RuleChange) -> bool:
    """Whether something that counts is another than before, and not only what is said of it."""
    if change.before is None or change.after is None:
        one = change.before or change.after
        return one is not None and one.value is not None
    return bool({"value", "valid_from", "valid_to"} & {*change.fields})


def _may_hear(one: Untold, now: datetime) -> bool:
    wall = local(now, one.zone)
    working = working_time(one.zone, one.work_start, one.work_end, one.work_days, one.country)
    return is_working(wall, working) and not is_paused(one.paused_until, wall.date())
