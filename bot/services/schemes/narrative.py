"""CMI's period narrative, made of the member's own words by rules: the twelve months behind them,
quoted, and the twelve ahead, from what they have planned.

CMI asks Chartered Managers who are sampled what they learnt, how they applied it and what it
changed, and what they plan (CMI CPD Policy: reflection, planning, action, evaluation). Nothing is
written for the member: whatever is quoted stands in an entry, word for word. Plain values, for a
page here and for a document elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from bot.conversation.elements.account import ReadAccount
from bot.conversation.elements.cues import ElementId
from bot.conversation.field import Span
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.qualities import QualityShown
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.schemes.account_facts import account_of
from bot.services.schemes.qualities import QualitiesView, qualities_of
from storage.row_types import EntryRecord

Told = Literal["needs", "did", "learned", "applied", "changed"]
"""What quoted words tell: why it was needed, what was done, what was learnt, where it is used in
the job, and what it has changed.
"""

_TOLD_BY: Final[tuple[tuple[ElementId, Told], ...]] = (
    ("changed", "changed"),
    ("helps", "applied"),
    ("learnt", "learned"),
    ("hard", "learned"),
    ("why", "needs"),
)
"""By the element that was found in words, what they tell: words that hold several are quoted once,
for the first of these.
"""
_OF_STAGE: Final[dict[Stage, Told]] = {"reflect": "needs", "act": "did", "evaluate": "learned"}
"""What the words of a stage tell in which no element was found. Plans are what is ahead."""

_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…。！？]+(?=\s|$)|[。！？]+|$)", re.MULTILINE)

_MOST: Final = 1000
"""Entries of a period."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one entry as they stand there, with its title and its last day."""

    entry_id: int
    title: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something to come: an activity that is planned, a day on which the member wants to be asked
    how something went, or what they wrote that they will do. `day` is None where they named none,
    `words` where there are none of theirs beside the title.
    """

    kind: Literal["planned", "follow_up", "intention"]
    title: str
    day: date | None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodNarrative:
    """Twelve months back, from `first` to `today`, and twelve ahead, to `until`, all days included.

    `entries` is how many saved ones there are in the period, `without_words` how many of them tell
    nothing yet: those are quoted nowhere. Quotes are in the order of their days. `qualities` says
    for each quality that the scheme names whether and where the period shows it.
    """

    title: str
    first: date
    today: date
    until: date
    entries: int
    without_words: int
    needs: tuple[Quote, ...]
    did: tuple[Quote, ...]
    learned: tuple[Quote, ...]
    applied: tuple[Quote, ...]
    changed: tuple[Quote, ...]
    ahead: tuple[Ahead, ...]
    qualities: tuple[QualityShown, ...]
    mirror: QualitiesView


def narrative_of(ctx: MemberContext) -> PeriodNarrative:
    """The narrative of the context's member, as of today. Raises Refused: names_no_qualities."""
    mirror = qualities_of(ctx)
    today = ctx.today
    first, until = add_years(today, -1) + timedelta(days=1), add_years(today, 1)
    saved = ctx.work.entries.list(ctx.member.id, ("logged",), since=first, until=today, limit=_MOST)
    entries = sorted(saved, key=lambda one: (_day(one, today), one.id))
    quoted: dict[Told, list[Quote]] = {told: [] for told in get_args(Told)}
    for entry in entries:
        for told, words in quotes_in(entry):
            quoted[told].append(Quote(entry.id, entry.title or "", _day(entry, today), words))
    return PeriodNarrative(
        title=mirror.title,
        first=first,
        today=today,
        until=until,
        entries=len(entries),
        without_words=sum(not _tells(one) for one in entries),
        needs=tuple(quoted["needs"]),
        did=tuple(quoted["did"]),
        learned=tuple(quoted["learned"]),
        applied=tuple(quoted["applied"]),
        changed=tuple(quoted["changed"]),
        ahead=tuple(_ahead(ctx, entries, until)),
        qualities=mirror.lines,
        mirror=mirror,
    )


def quotes_in(entry: EntryRecord) -> Iterator[tuple[Told, str]]:
    """What an entry tells and in which of its words, in their order, by whole sentences: each is
    quoted once. One in which nothing was found goes on with what the one before it tells.
    """
    account = account_of(entry)
    for stage in STAGES:
        words = getattr(entry, stage) or ""
        if stage == "plan" or not words.strip():
            continue
        runs: list[tuple[Told, int, int]] = []
        for sentence in _SENTENCE.finditer(words):
            before = runs[-1] if runs else None
            otherwise = before[0] if before is not None else _OF_STAGE[stage]
            told = _told_in(account, stage, sentence.span()) or otherwise
            if before is not None and before[0] == told:
                runs[-1] = (told, before[1], sentence.end())
            else:
                runs.append((told, *sentence.span()))
        for told, start, end in runs:
            yield told, words[start:end].strip()


def _told_in(account: ReadAccount, stage: Stage, sentence: Span) -> Told | None:
    """The first of what is told that was found in a sentence."""
    found = account.spans.get(stage, {})
    for element, told in _TOLD_BY:
        if any(one[0] < sentence[1] and sentence[0] < one[1] for one in found.get(element, ())):
            return told
    return None


def _ahead(ctx: MemberContext, entries: Sequence[EntryRecord], until: date) -> Iterator[Ahead]:
    """What is planned by its day, then what the member wants to be asked about, then what they
    wrote that they will do and nobody has asked about yet.
    """
    planned = ctx.work.entries.list(
        ctx.member.id, ("planned",), since=ctx.today, until=until, limit=_MOST
    )
    for one in sorted(planned, key=lambda one: (_day(one, until), one.id)):
        yield Ahead("planned", one.title or "", one.start_date, one.reflect or one.plan)
    asked = ctx.work.follow_ups.of_entries([one.id for one in entries], ctx.member.id)
    titles = {one.id: one for one in entries}
    open_ones = [one for some in asked.values() for one in some if one.state in ("agreed", "asked")]
    for follow_up in sorted(open_ones, key=lambda one: (one.day, one.id)):
        entry = titles[follow_up.entry_id]
        yield Ahead("follow_up", entry.title or "", follow_up.day, entry.plan)
    followed = {one.entry_id for one in open_ones}
    answered = {one.entry_id for some in asked.values() for one in some if one.state == "answered"}
    for entry in entries:
        if entry.plan and entry.id not in followed | answered:
            yield Ahead("intention", entry.title or "", None, entry.plan)


def _tells(entry: EntryRecord) -> bool:
    return any((getattr(entry, stage) or "").strip() for stage in STAGES)


def _day(entry: EntryRecord, otherwise: date) -> date:
    return entry.end_date or entry.start_date or otherwise
