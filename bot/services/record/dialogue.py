"""The dialogue about one entry, kept between messages: `bot.conversation` decides, this remembers.

Held words are what a member wrote whose place is still being asked: they are kept until the
member has said what they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Literal

import structlog

from bot.conversation.dialogue import (
    PENDING_FOR,
    Ask,
    AskedAnother,
    DialogueState,
    Effect,
    Event,
    put,
    step,
    unknown_in,
)
from bot.conversation.dialogue_questions import Facts, Question
from bot.conversation.nouns import nouns_of
from bot.conversation.problems import SAY_NOTHING, Problem
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.schemes.account_facts import account_of
from bot.services.schemes.assessment import Worth, worth_of
from storage.row_types import ConversationRecord, EntryRecord

log = structlog.get_logger(__name__)

HeldKind = Literal[
    "which",
    "again",
    "update",
    "problem",
    "before",
    "aside",
    "kept",
    "line",
    "mending",
    "follow_up",
    "identifiers",
    "check",
    "file_checks",
]

FILE_CHECKS: Final = "file_checks"
"""The key under which is held what a file contradicts: what waits to be asked, and since when one
thing of it is asked. It stands with the entry whose question it waits for.
"""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where the dialogue about an entry stands, with what it needs to go on."""

    entry: EntryRecord
    state: DialogueState
    facts: Facts
    worth: tuple[Worth, ...]
    held: tuple[Mapping[str, Any], ...]

    def pending(self, now: datetime) -> Question | None:
        """The question that a message at the top level would answer now."""
        return put(self.state, self.facts) if self.state.pending_at(now) else None

    @property
    def open_question(self) -> Question | None:
        """The question that stands open, however long ago it was asked: cards go on showing it."""
        return put(self.state, self.facts)

    def may_ask_more(self, now: datetime) -> bool:
        """Whether there is another question to put, and none is open."""
        _, effects = step(self.state, AskedAnother(now), self.facts)
        return self.open_question is None and any(isinstance(one, Ask) for one in effects)

    def asks_enough(self, now: datetime) -> bool:
        """Whether "Enough, or one more?" is what comes next."""
        if self.state.guide != "default" or self.asks_of_a_file(now):
            return False
        return self.may_ask_more(now)

    def asks_of_a_file(self, now: datetime) -> bool:
        """Whether something that a file contradicts is asked, and was not answered lately."""
        return asks_of_a_file(self.held, now)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was said of a field and could not stand."""
        return tuple(
            Problem(one["about"], one["field"], one["words"])
            for one in self.held
            if one["kind"] == "problem"
        )

    def held_words(self, key: str) -> Mapping[str, Any] | None:
        """The words held under a key, if they still are."""
        return next((one for one in self.held if one.get("key") == key), None)


def dialogue_about(ctx: MemberContext, entry: EntryRecord) -> Dialogue:
    """The dialogue about one of the member's entries."""
    return dialogues_about(ctx, [entry])[entry.id]


def dialogues_about(ctx: MemberContext, entries: Sequence[EntryRecord]) -> dict[int, Dialogue]:
    """The dialogues about several entries."""
    worth = worth_of(ctx, entries)
    conversations = ctx.work.entries.conversations([entry.id for entry in entries], ctx.member.id)
    found = {}
    for entry in entries:
        kept = conversations[entry.id]
        state = state_of(kept)
        found[entry.id] = Dialogue(
            entry=entry,
            state=state,
            facts=Facts(
                planned=entry.status == "planned",
                missing=frozenset(
                    wanted for one in worth[entry.id] for wanted in one.assessment.missing_questions
                )
                | _always_needed(entry),
                filled=frozenset(stage for stage in STAGES if words_in(entry, stage)),
                elements=account_of(entry).elements,
                guided=_counts_nothing(ctx, worth[entry.id]),
                foreseen=_foreseen(ctx, entry),
                nouns=nouns_of(entry.title or "", entry.source_text or ""),
            ),
            worth=worth[entry.id],
            held=kept.held,
        )
    return found


def state_of(kept: ConversationRecord) -> DialogueState:
    """A dialogue's state as it was kept; what a newer release has put into it is passed over."""
    if not kept.state:
        return DialogueState()
    unknown = unknown_in(kept.state)
    if unknown:
        _tell(unknown)
    return DialogueState.from_dict(kept.state)


@lru_cache(maxsize=64)
def _tell(unknown: frozenset[str]) -> None:
    """Once for each set of names in a process; they are fields' and questions' names, no words."""
    log.warning("what a dialogue holds is not known here", names=sorted(unknown))


def words_in(entry: EntryRecord, stage: Stage) -> str:
    """The member's own words in a stage, empty where there are none."""
    words: str | None = getattr(entry, stage)
    return words or ""


def asks_of_a_file(held: Sequence[Mapping[str, Any]], now: datetime) -> bool:
    """Whether what is held with a dialogue says that the member was asked about a file lately."""
    one = next((one for one in held if one.get("key") == FILE_CHECKS), None)
    if one is None or one["asked_at"] is None:
        return False
    return now - datetime.fromisoformat(one["asked_at"]) < PENDING_FOR


def advance(
    ctx: MemberContext, dialogue: Dialogue, event: Event
) -> tuple[Dialogue, tuple[Effect, ...]]:
    """Let an event happen, and keep where the dialogue stands after it."""
    state, effects = step(dialogue.state, event, dialogue.facts)
    after = replace(dialogue, state=state)
    keep(ctx, after)
    if any(isinstance(one, Ask) for one in effects):
        ctx.questions_put.add(dialogue.entry.id)
    return after, effects


def hold(ctx: MemberContext, dialogue: Dialogue, kind: HeldKind, **words: Any) -> Dialogue:
    """Keep words whose place is still open, under `key` where they are asked about."""
    after = replace(dialogue, held=(*dialogue.held, {"kind": kind, **words}))
    keep(ctx, after)
    return after


def let_go(ctx: MemberContext, dialogue: Dialogue, *, key: str = "", field: str = "") -> Dialogue:
    """Drop held words that have found their place: by key, or a problem by its field."""
    after = replace(
        dialogue,
        held=tuple(
            one
            for one in dialogue.held
            if not (
                (key and one.get("key") == key)
                or (field and one["kind"] == "problem" and one["field"] == field)
            )
        ),
    )
    keep(ctx, after)
    return after


def without_unread(dialogue: Dialogue) -> Dialogue:
    """Without what could not be read of a field: once it is saved, that it waits for it is said."""
    held = (
        one for one in dialogue.held if one["kind"] != "problem" or one["about"] not in SAY_NOTHING
    )
    return replace(dialogue, held=tuple(held))


def keep(ctx: MemberContext, dialogue: Dialogue) -> None:
    """Write where a dialogue stands."""
    waits = any(one.get("key") in ("line", FILE_CHECKS) for one in dialogue.held)
    if dialogue.state.open is None and waits:
        ctx.left_unasked.add(dialogue.entry.id)
    ctx.work.entries.keep_conversation(
        dialogue.entry,
        ConversationRecord(
            entry_id=dialogue.entry.id,
            member_id=ctx.member.id,
            state=dialogue.state.to_dict(),
            held=dialogue.held,
            pending_since=dialogue.state.pending_since,
        ),
    )


def _counts_nothing(ctx: MemberContext, worth: Sequence[Worth]) -> bool:
    """Whether the member is in schemes, and none of them counts credits, known or not."""
    return bool(worth) and not any(
        terms(ctx.rules[one.pack], ctx.today).counts_time for one in worth
    )


def _foreseen(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether it was in the record before its day, and so was planned."""
    written = entry.created_at.astimezone(ctx.zone).date()
    return entry.start_date is not None and written < entry.start_date


def _always_needed(entry: EntryRecord) -> frozenset[Literal["title", "date"]]:
    """What every entry needs to be one, under whatever scheme or none."""
    needed: set[Literal["title", "date"]] = set()
    if not entry.title:
        needed.add("title")
    if entry.start_date is None:
        needed.add("date")
    return frozenset(needed)
