"""What is open while a member writes, handed to `bot.conversation` to understand the message by.

What is then done about each part is `bot.services.record.incoming.effects`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.conversation.dialogue import DialogueState, is_asked_for_one_more
from bot.conversation.dialogue_questions import QuestionId
from bot.conversation.parts import Context, KnownEntry
from bot.conversation.understanding import understand
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.working_time import working_time_of
from bot.services.dispatch.labels import typed_labels
from bot.services.record import answering, follow_ups
from bot.services.record.dialogue import dialogue_about, state_of
from bot.services.record.entry_changes import OPEN
from bot.services.record.incoming.heard import Heard, Message
from bot.services.record.incoming.typed_answers import any_words_answer
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.account_facts import told_by
from bot.services.schemes.closed_evaluations import is_closed
from bot.services.schemes.subjects import names_told
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

RECENT: Final = 12
"""Entries that a message may be about: those that were begun last."""

_DAYS_AHEAD: Final = 14
_LABELS_FROM_WORDS: Final = 12
"""A message of up to so many words may be the name of a button in sight, or say yes and more."""

JUST_NOW: Final = timedelta(minutes=10)
"""For so long a correction without a name is of what was saved or changed last."""

ASKED_FOR: Final = timedelta(days=1)
"""A question about a message that is ignored for so long is forgotten."""


def recent_of(ctx: MemberContext) -> tuple[EntryRecord, ...]:
    """The entries that a message may be about, those that were begun last first."""
    return ctx.work.entries.recent(ctx.member.id, RECENT)


def newest_open(ctx: MemberContext) -> EntryRecord | None:
    """The draft or plan that was begun last."""
    return next((one for one in recent_of(ctx) if one.status in OPEN), None)


def listen(ctx: MemberContext, message: Message) -> Heard:
    """Understand a message in the member's DM."""
    recent = recent_of(ctx)
    thread = _of_thread(ctx, message)
    if thread is not None and thread not in recent:
        recent = (thread, *recent)
    waiting = _pending(ctx, recent)
    due = waiting is not None and waiting.due and thread in (None, waiting.entry)
    if due and thread is None and len([*_come_due(ctx, recent)]) > 1:
        waiting = None  # no words are of one of them until it is said which
    about = thread or (waiting.entry if waiting else None)
    held = _asked_last(ctx, message)
    question = None
    if waiting is not None and about is not None and waiting.entry.id == about.id:
        question = waiting.question
    elif about is not None:
        question = state_of(ctx.work.entries.conversation(about.id, ctx.member.id)).open
    context = Context(
        now=ctx.now,
        tz=ctx.zone,
        working_day=ctx.working_day,
        question=question,
        about=about.id if about else None,
        entries=tuple(_with_question(ctx, one) for one in recent if one.status != "withdrawn"),
        thread=thread.id if thread else None,
        labels=_labels(ctx, about or saved_last(recent), held) | _ways_on(ctx, about, recent),
        due=due,
        made=_made_together(about, recent),
        last=_seen_last(ctx, waiting, recent),
        subjects=names_told(ctx),
    )
    lapsed = None if about is not None else _lapsed(ctx, recent)
    understood = understand(message.text, context)
    asked_at = waiting.since if waiting else None
    return Heard(message, understood, context, about, held, lapsed, asked_at)


def pending_until(ctx: MemberContext, since: datetime) -> datetime:
    """Until when a question waits: the end of the member's next working day."""
    working = working_time_of(ctx.member)
    day = since.astimezone(ctx.zone).date()
    for ahead in range(1, _DAYS_AHEAD):
        later = day + timedelta(days=ahead)
        if working.works_on(later):
            day = later
            break
    hours, minutes = divmod(min(ctx.member.work_end, 24 * 60 - 1), 60)
    return datetime.combine(day, time(hours, minutes), ctx.zone)


def _lapsed(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> EntryRecord | None:
    """The entry whose question waited too long, else the newest draft; of the last two weeks."""
    since = ctx.now - timedelta(days=_DAYS_AHEAD)
    titled = [one for one in recent if one.title and one.changed_at >= since]
    asked = [
        one
        for one in titled
        if one.status in ("draft", "planned", "logged")
        and state_of(ctx.work.entries.conversation(one.id, ctx.member.id)).open is not None
    ]
    drafts = [one for one in titled if one.status == "draft"]
    return next(iter([*asked, *drafts]), None)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A question that waits for its answer since a moment."""

    since: datetime
    entry: EntryRecord
    question: QuestionId
    due: bool = False


def _pending(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> _Waiting | None:
    """The question that was asked last, as long as it waits."""
    asked = [
        *_asked_after(ctx, recent),
        *_asked_to_evaluate(ctx, recent),
        *_come_due(ctx, recent),
    ]
    for entry in recent:
        state = state_of(ctx.work.entries.conversation(entry.id, ctx.member.id))
        since = state.pending_since
        if entry.status in ("discarded", "withdrawn"):
            continue
        if state.open is not None and since is not None:
            asked.append(_Waiting(since, entry, state.open))
        elif entry.status == "draft" and is_asked_for_one_more(state):
            asked.append(_Waiting(entry.changed_at, entry, "more"))
        elif entry.status == "draft" and _waits_for_more(ctx, entry, state):
            wanted: QuestionId = "more" if entry.evaluate else "evaluate"
            asked.append(_Waiting(entry.changed_at, entry, wanted))
    waiting = [one for one in asked if ctx.now < pending_until(ctx, one.since)]
    if not waiting and not any(one.status == "draft" for one in recent):
        waiting = list(_waiting_for_a_sentence(ctx, recent))
    return max(waiting, key=lambda one: (one.since, one.entry.id), default=None)


def _waits_for_more(ctx: MemberContext, entry: EntryRecord, state: DialogueState) -> bool:
    """Whether a draft's question was answered with nothing, or with too little, and what it waits
    for was said: then an account is still one of it, for some minutes.
    """
    if state.skipped or ctx.now - entry.changed_at > JUST_NOW:
        return False
    if not entry.evaluate:
        return bool(state.later & {"evaluate", "known", "use"})
    told = state.answered & {"evaluate", "known", "use", "colleague"}
    return bool(told) and "evaluate" in dialogue_about(ctx, entry).facts.missing


def _waiting_for_a_sentence(
    ctx: MemberContext, recent: tuple[EntryRecord, ...]
) -> Iterator[_Waiting]:
    """What saved entries wait for: Saved asked for it, or a nudge since, unless a
    question of another room or a cycle that ended short is asked about: those are answered in any
    words.
    """
    if any_words_answer(ctx):
        return
    file = ctx.work.files.of(ctx.member.id)
    news = [one.delivered_at for one in file.unsettled if one.kind == cycle_outcomes.NUDGE]
    asked: list[tuple[datetime, EntryRecord]] = []
    for entry in recent:
        if entry.status != "logged" or entry.logged_at is None:
            continue
        nudged = [one.at for one in file.waiting if one.entry_id == entry.id]
        since = max([entry.logged_at, *nudged])
        if ctx.now < pending_until(ctx, since) and not any(at >= since for at in news):
            asked.append((since, entry))
    ctx.work.entries.evidence([entry.id for _, entry in asked])  # read at once, not one by one
    for since, entry in asked:
        wanted = answering.waits_for(ctx, entry)
        if wanted is not None:
            yield _Waiting(since, entry, wanted)


def _come_due(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> Iterator[_Waiting]:
    """Plans whose day has come: since that morning it is asked whether they happened."""
    hours, minutes = divmod(ctx.member.work_start, 60)
    for entry in recent:
        if entry.status == "planned" and entry.start_date is not None:
            since = datetime.combine(entry.start_date, time(hours, minutes), ctx.zone)
            if since <= ctx.now:
                yield _Waiting(since, entry, "evaluate", due=True)


def _asked_after(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> Iterator[_Waiting]:
    """What the member wanted to be asked about a plan, and was."""
    known = {one.id: one for one in recent}
    for asked in ctx.work.files.of(ctx.member.id).asked:
        entry = known.get(asked.entry_id) or ctx.work.entries.get(asked.entry_id, ctx.member.id)
        if entry is None or entry.status not in ("draft", "logged"):
            continue
        kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
        if follow_ups.is_open(kept.held, asked.number, asked.at.astimezone(ctx.zone).date()):
            yield _Waiting(asked.at, entry, "changed")


def _asked_to_evaluate(ctx: MemberContext, recent: tuple[EntryRecord, ...]) -> Iterator[_Waiting]:
    """What a nudge has asked: whether a saved entry has changed anything."""
    known = {one.id: one for one in recent}
    for asked in ctx.work.files.of(ctx.member.id).evaluations:
        if ctx.now >= pending_until(ctx, asked.at):
            continue
        entry = known.get(asked.entry_id) or ctx.work.entries.get(asked.entry_id, ctx.member.id)
        if entry is None or entry.status != "logged" or entry.evaluate:
            continue
        kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
        if not is_closed(kept.held):
            yield _Waiting(asked.at, entry, "changed")


def _of_thread(ctx: MemberContext, message: Message) -> EntryRecord | None:
    if message.thread_ts is None or not message.in_thread:
        return None
    number = ctx.work.messages.about_entry(message.channel, message.thread_ts)
    if number is not None:
        return ctx.work.entries.get(number, ctx.member.id)
    made = ctx.work.entries.from_message(message.channel, message.thread_ts, ctx.member.id)
    return made[0] if made else None


def _asked_last(ctx: MemberContext, message: Message) -> Held | None:
    if len(message.text.split()) > _LABELS_FROM_WORDS:
        return None
    held = ctx.work.held.newest(ctx.member.id)
    return held if held is not None and ctx.now - held.held_at < ASKED_FOR else None


def _labels(ctx: MemberContext, about: EntryRecord | None, held: Held | None) -> frozenset[str]:
    if held is not None:
        return frozenset(held.values.get("labels", ()))
    if about is None:
        return frozenset()
    labels = typed_labels(*ctx.rooms).values()
    return frozenset(one.words for one in labels if one.in_sight(about))


def saved_last(recent: tuple[EntryRecord, ...]) -> EntryRecord | None:
    """The newest entry, where its card is a saved one's: its buttons are in sight."""
    newest = max(recent, key=lambda one: (one.changed_at, one.id), default=None)
    return newest if newest is not None and newest.status in ("logged", "withdrawn") else None


def _seen_last(
    ctx: MemberContext, waiting: "_Waiting | None", recent: tuple[EntryRecord, ...]
) -> int | None:
    """What was saved or changed within the last minutes, unless a question was put since. Of one
    turn, what it saved is what it was about, and not what it went on to ask.
    """
    alive = [one for one in recent if one.status in (*OPEN, "logged")]
    newest = max(
        alive, key=lambda one: (one.changed_at, one.status == "logged", one.id), default=None
    )
    if newest is None or ctx.now - newest.changed_at > JUST_NOW:
        return None
    if waiting is not None:
        since = waiting.since
        saved = newest.status == "logged" and newest.logged_at == newest.changed_at
        if newest.changed_at < since or (newest.changed_at == since and not saved):
            return None
    return newest.id


def _made_together(about: EntryRecord | None, recent: tuple[EntryRecord, ...]) -> tuple[int, ...]:
    """What "the second one" counts among, in the order of the text: the entries of the message
    that made the one that is asked about, or the newest; else all that are open.
    """
    open_ones = [one for one in recent if one.status in OPEN]
    for one in filter(None, (about, *open_ones[:1], *recent[:1])):
        together = [other.id for other in recent if other.source_ts == one.source_ts]
        if one.source_ts is not None and len(together) > 1:
            return tuple(sorted(together))
    return tuple(sorted(one.id for one in open_ones))


def _ways_on(
    ctx: MemberContext, about: EntryRecord | None, recent: tuple[EntryRecord, ...]
) -> frozenset[str]:
    """What somebody who is guided can say besides: "Enough, or one more?"."""
    draft = about or next((one for one in recent if one.status in OPEN), None)
    if draft is None or draft.status not in OPEN:
        return frozenset()
    state = state_of(ctx.work.entries.conversation(draft.id, ctx.member.id))
    return frozenset({"One more", "Enough"}) if state.guide else frozenset()


def about_entry(ctx: MemberContext, message: Message, entry: EntryRecord) -> Heard:
    """Understand words that were written about an entry before."""
    context = Context(
        now=ctx.now,
        tz=ctx.zone,
        working_day=ctx.working_day,
        question="evaluate",
        about=entry.id,
        entries=(known(entry),),
        subjects=names_told(ctx),
    )
    return Heard(message, understand(message.text, context), context, entry, None)


def _with_question(ctx: MemberContext, entry: EntryRecord) -> KnownEntry:
    state = state_of(ctx.work.entries.conversation(entry.id, ctx.member.id))
    return replace(known(entry), question=state.open)


def known(entry: EntryRecord) -> KnownEntry:
    """An entry as understanding goes by it."""
    return KnownEntry(
        id=entry.id,
        status=entry.status,
        title=entry.title or "",
        minutes=entry.minutes,
        start=entry.start_date,
        end=entry.end_date,
        provider=entry.provider or "",
        type=entry.type or "",
        told=not told_by(entry) and any(getattr(entry, stage) for stage in STAGES),
    )
