"""What becomes of an entry: begun, saved, edited, withdrawn, restored, planned and done.

Each change of a logged entry is a revision in the member's chain. Nothing here decides what an
entry is worth (`assessment`), what is asked (`dialogue`) or how it looks (`bot.ui`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.conversation.activities import formality_of
from bot.conversation.dialogue import BroughtBack, Discarded, Opened, Resumed, Saved
from bot.conversation.elements.finding import stages_told
from bot.conversation.reading import Reading, read
from bot.conversation.titles import TITLE_LIMIT
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.refused import Refused
from bot.services.record import identifier_screen, large_qualifications, undone
from bot.services.record.account_hash import hash_in, hash_of
from bot.services.record.answering import ask_for_what_is_missing
from bot.services.record.checks import ask_what_does_not_fit
from bot.services.record.dialogue import advance, dialogue_about, let_go, without_unread
from bot.services.record.entry_changes import (
    OPEN,
    SAVED,
    content_changed,
    keep_problem,
    post_note,
    refresh_messages,
    set_status,
    update_fields,
)
from bot.services.record.entry_events import entry_saved
from bot.services.record.question_queue import LOOKED_AT
from bot.services.record.revisions import chain_revision
from bot.services.schemes.account_facts import (
    FORM,
    SUPPOSED,
    TOLD,
    TOLD_BY,
    TOLD_IN,
    account_in,
    account_of,
    asked_by_form,
    private_with,
)
from bot.services.schemes.assessment import assess_again
from bot.services.schemes.standings import RHYTHM_DAYS
from bot.services.schemes.subjects import read_subjects
from storage.record import discarded, held_messages, undo
from storage.row_types import EntryRecord
from storage.vocabulary import EntryStatus, Lacking

DISCARDED_KEPT = timedelta(days=30)
"""For so long a discarded draft can be brought back."""

UNDO_KEPT = timedelta(days=90)
"""For so long a change can be taken back by "undo"."""

HELD_FOR = timedelta(days=30)
"""For so long words are kept whose place was asked for; the question is open for a day."""

FORGOTTEN_AT_ONCE = 200

_NOT_READ = ("account", "private_stages", "provenance")
_RECKONED = ("times", "days")
"""Names in the provenance that tell how minutes came about."""

_PART = ", part"

SIBLINGS_AMONG = 12
"""Entries begun last, among which those that one message made are looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry came from. `key` is unique to it: what it makes is made once."""

    key: str
    text: str
    channel: str | None = None
    ts: str | None = None


def begin(
    ctx: MemberContext,
    reading: Reading,
    source: Source,
    *,
    accounts: Sequence[str] = (),
    cause: str = "",
    ask: bool = True,
    private: bool = False,
) -> EntryRecord:
    """A draft (or a plan) from what was read, its card in the DM, its first question asked, unless
    it has to wait for another's (`ask`).

    `accounts` are the member's own words that came with the facts, `cause` those of what led to it;
    `private`: typed in a modal.
    """
    status: EntryStatus = "planned" if reading.intent == "plan" else "draft"
    content = content_read(reading)
    told = _stages_of(accounts, cause, planned=status == "planned")
    content.update(told)
    content["account"] = account_in(content)
    content["subjects"] = read_subjects(ctx, reading.text, content["end_date"], content["minutes"])
    if private or ctx.member.private_reflections:
        content["private_stages"] = sorted(told)
    if private:
        content["provenance"] = {"source_text": FORM}
    return _begin(ctx, status, content, source, reading, ask=ask)


def _reckoned(reading: Reading | None) -> dict[str, str]:
    """How the minutes came about where they were counted: how often, or how many working days.

    It stands in the provenance beside that of `minutes`, and says nothing once these were changed.
    """
    if reading is None or reading.minutes.value is None:
        return {}
    if reading.series is not None:
        return {"times": str(reading.series.times)}
    return {} if reading.days is None else {"days": str(reading.days)}


def _stages_of(accounts: Sequence[str], cause: str, *, planned: bool) -> Mapping[str, str]:
    """Words that came with the facts, in the stages that they belong to."""
    kept: dict[Stage, list[str]] = {"reflect": [cause]} if cause else {}
    for text in accounts:
        found = stages_told(text)
        usual: Stage = "reflect" if planned else "evaluate"
        for stage, spans in (found or {usual: ((0, len(text)),)}).items():
            kept.setdefault(stage, []).extend(text[slice(*span)] for span in spans)
    return {stage: "\n".join(words) for stage, words in kept.items()}


def begin_like(
    ctx: MemberContext,
    last: EntryRecord,
    source: Source,
    *,
    minutes: int | None = None,
    start: date | None = None,
    end: date | None = None,
) -> EntryRecord:
    """A draft of what was done before, done again: never the account, and the day is asked for
    unless it was said.
    """
    content = {
        "title": last.title,
        "start_date": start,
        "end_date": end,
        "minutes": minutes or last.minutes,
        "type": last.type,
        "formality": last.formality,
        "provider": last.provider,
        "subjects": _subjects_again(last, minutes),
        "account": account_in({}),
    }
    future = start is not None and start > ctx.today
    return _begin(ctx, "planned" if future else "draft", content, source, None)


def _subjects_again(last: EntryRecord, minutes: int | None) -> list[dict[str, Any]]:
    """The subjects of what was done before; their minutes were those of its length alone."""
    if minutes not in (None, last.minutes):
        return _named_alone(last)
    return [dict(one) for one in last.subjects]


def _named_alone(entry: EntryRecord) -> list[dict[str, Any]]:
    return [{"name": one["name"], "minutes": None} for one in entry.subjects]


def begin_part(ctx: MemberContext, whole: EntryRecord, source: Source) -> EntryRecord:
    """A draft of the part of a long activity that was done in the cycle in which it ended, with its
    own dates; how long that took is asked for, and the account is its own.

    Raises Refused where there is no such part, or one is in a draft already.
    """
    days = large_qualifications.part_days(ctx, whole) if whole.status == "logged" else None
    if days is None:
        raise Refused("no_part_to_log")
    large_qualifications.check_no_part_is_open(ctx, whole)
    content = {
        "title": f"{(whole.title or '')[: TITLE_LIMIT - len(_PART)].rstrip()}{_PART}",
        "start_date": days[0],
        "end_date": days[1],
        "type": whole.type,
        "formality": whole.formality,
        "provider": whole.provider,
        "subjects": _named_alone(whole),
        "account": account_in({}),
        "provenance": {large_qualifications.PART_OF: str(whole.id)},
    }
    part = _begin(ctx, "draft", content, source, None)
    for one in ctx.work.entries.evidence([whole.id])[whole.id]:
        ctx.work.entries.bear(part, replace(one, added_at=ctx.now))
    return part


def begin_anyhow(ctx: MemberContext, source: Source, *, ask: bool = True) -> EntryRecord:
    """A draft of words that the member says are an entry, whatever can be read in them; `ask`:
    what it lacks is asked for at once.
    """
    reading = read(source.text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
    return begin(ctx, reading, source, ask=ask)


def begin_from_links(ctx: MemberContext, source: Source, links: Sequence[str]) -> EntryRecord:
    """A draft of something read or watched, with its links; what it was is asked for."""
    reading = read(source.text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
    content = {
        "type": "reading",
        "formality": formality_of("reading"),
        "account": account_in({}),
    }
    return _begin(ctx, "draft", content, source, replace(reading, links=tuple(links), problems=()))


def begin_told(
    ctx: MemberContext,
    told: Mapping[str, Any],
    source: Source,
    by: str,
    *,
    links: Sequence[str] = (),
    channel: str = "",
    to_come: bool = False,
    ask: bool = True,
    shown: bool = True,
    supposed: Sequence[str] = (),
) -> EntryRecord:
    """A draft of what another system, `by` its name, says that the member has done: columns of an
    entry, none of them an account. What is still to come is planned, by its day, or by `to_come`
    where no day is told. `channel`: where in Slack it was told, by its id. `shown`: its card is
    posted; without, it stands on Home alone. `supposed`: columns that are asked about, being
    unsure.
    """
    facts = {name: value for name, value in told.items() if value is not None}
    subjects = read_subjects(ctx, source.text, facts.get("end_date"), facts.get("minutes"))
    content = {
        **facts,
        "formality": formality_of(facts["type"]) if "type" in facts else None,
        "subjects": subjects,
        "account": account_in({}),
        "provenance": {
            **dict.fromkeys((*facts, "formality", "subjects"), TOLD),
            **dict.fromkeys(supposed, SUPPOSED),
            TOLD_BY: by,
            **({TOLD_IN: channel} if channel else {}),
        },
    }
    ahead = facts["start_date"] > ctx.today if "start_date" in facts else to_come
    status: EntryStatus = "planned" if ahead else "draft"
    entry = _begin(ctx, status, content, source, None, ask=ask, shown=shown)
    for url in links:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    return entry


def fill(ctx: MemberContext, entry: EntryRecord, reading: Reading) -> EntryRecord:
    """Facts that an open entry lacks, from text that tells of it."""
    missing = {
        name: value
        for name, value in content_read(reading).items()
        if value is not None and getattr(entry, name) is None
    }
    entry = edit(ctx, entry, missing) if missing else entry
    identifier_screen.look(ctx, entry)
    for url in reading.links:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    refresh_messages(ctx, entry)
    return entry


def _begin(
    ctx: MemberContext,
    status: EntryStatus,
    content: Mapping[str, Any],
    source: Source,
    reading: Reading | None,
    *,
    ask: bool = True,
    shown: bool = True,
) -> EntryRecord:
    content = dict(content)
    provenance = {
        name: "read" for name, value in content.items() if value and name not in _NOT_READ
    }
    provenance |= content.pop("provenance", {}) | _reckoned(reading)
    entry = ctx.work.entries.add(
        ctx.member.id,
        status,
        ctx.now,
        source_key=source.key,
        source_text=source.text,
        source_channel=source.channel,
        source_ts=source.ts,
        provenance=provenance,
        account_hash=hash_in(ctx, content),
        **content,
    )
    if entry is None:
        made = ctx.work.entries.made_by(source.key, ctx.member.id)
        assert made is not None  # noqa: S101 - its key is taken, and keys hold a member's own origin
        return made
    for url in reading.links if reading else ():
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    dialogue = dialogue_about(ctx, entry)
    for problem in reading.problems if reading else ():
        dialogue = keep_problem(ctx, dialogue, problem)
    if ask:
        advance(ctx, dialogue, Opened(ctx.now))
    if shown:
        key = f"card:{entry.id}"
        ctx.work.messages.say(ctx.member.id, "card", key, ctx.real, entry_id=entry.id)
    refresh_messages(ctx, entry, new=True)
    return entry


def link_message(ctx: MemberContext, entry: EntryRecord, link: str) -> None:
    """Keep a permalink to somebody's message that gave rise to a draft."""
    ctx.work.entries.add_evidence(entry, "message", link, ctx.now)
    refresh_messages(ctx, entry)


def save(
    ctx: MemberContext, entry: EntryRecord, *, by_word: bool = False, thread_ts: str | None = None
) -> EntryRecord:
    """Log a draft: from here on it counts, or waits. Raises Refused where it is not a draft.

    The live note turns into what came of it; a word typed below it gets a note of its own.
    """
    if entry.status == "logged":
        raise Refused("already_saved")
    if entry.status == "discarded":
        raise Refused("discarded_meanwhile")
    if entry.status == "withdrawn":
        raise Refused("withdrawn_meanwhile")
    if entry.status == "planned":
        raise Refused("planned_not_done")
    if not entry.title:
        raise Refused("no_title_yet")
    if entry.start_date is not None and entry.start_date > ctx.today:
        raise Refused("still_to_come")
    account_hash = hash_of(ctx, entry)  # of a draft from an earlier release none is kept
    # First of all: what it reads would otherwise have to wait for what is changed to be written.
    dialogue = ask_what_does_not_fit(ctx, dialogue_about(ctx, entry))
    advance(ctx, without_unread(dialogue), Saved(ctx.now))
    identifier_screen.settle(ctx, entry)
    entry = set_status(
        ctx,
        entry,
        "logged",
        logged_at=ctx.now,
        account=account_of(entry).to_dict(),
        account_hash=account_hash,
        kept_whole=False,
    )
    chain_revision(ctx, entry, "saved")
    assess_again(ctx, [entry], new=True)
    large_qualifications.part_saved(ctx, entry)
    noted = ctx.work.messages.newest_note(entry.id)
    if by_word or noted is None:
        named = by_word and _is_one_of_several(ctx, entry)
        post_note(ctx, entry, thread_ts, {"named": True} if named else None)
    else:
        refresh_messages(ctx, entry)
    entry_saved(ctx, entry)
    return entry


def _is_one_of_several(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether another draft is open, so that it has to be said which was saved."""
    recent = ctx.work.entries.recent(ctx.member.id, LOOKED_AT)
    return any(one.status == "draft" and one.id != entry.id for one in recent)


def discard(ctx: MemberContext, entry: EntryRecord) -> EntryRecord:
    """Drop a draft or a plan; it can be brought back for 30 days."""
    if entry.status not in OPEN:
        raise Refused("already_discarded" if entry.status == "discarded" else "already_saved")
    advance(ctx, dialogue_about(ctx, entry), Discarded(ctx.now))
    entry = set_status(ctx, entry, "discarded")
    refresh_messages(ctx, entry)
    return entry


def siblings_of(ctx: MemberContext, entry: EntryRecord) -> tuple[EntryRecord, ...]:
    """The open entries that one message made, this one among them; itself alone where none did."""
    if entry.source_ts is None:
        return (entry,)
    return tuple(
        one
        for one in ctx.work.entries.recent(ctx.member.id, SIBLINGS_AMONG)
        if one.source_ts == entry.source_ts and one.status in OPEN
    )


def discard_with_siblings(ctx: MemberContext, entry: EntryRecord) -> tuple[EntryRecord, ...]:
    """Drop an open entry, and every other that its message made."""
    return tuple(discard(ctx, one) for one in siblings_of(ctx, entry))


def bring_back(ctx: MemberContext, entry: EntryRecord) -> EntryRecord:
    """Undo a discarding: the draft is open again, its question with it."""
    if entry.status != "discarded":
        raise Refused("not_discarded")
    dialogue = dialogue_about(ctx, entry)
    if dialogue.state.status == "discarded":
        advance(ctx, dialogue, BroughtBack(ctx.now))
    future = entry.start_date is not None and entry.start_date > ctx.today
    entry = set_status(ctx, entry, "planned" if future else "draft")
    refresh_messages(ctx, entry)
    return entry


def withdraw(ctx: MemberContext, entry: EntryRecord) -> EntryRecord:
    """Take a logged entry out of every total; it can be restored."""
    if entry.status != "logged":
        raise Refused("not_saved")
    entry = set_status(ctx, entry, "withdrawn")
    chain_revision(ctx, entry, "withdrawn")
    assess_again(ctx, [entry])
    large_qualifications.part_withdrawn(ctx, entry)
    refresh_messages(ctx, entry)
    return entry


def restore(ctx: MemberContext, entry: EntryRecord) -> EntryRecord:
    """Put a withdrawn entry back."""
    if entry.status != "withdrawn":
        raise Refused("not_withdrawn")
    entry = set_status(ctx, entry, "logged")
    chain_revision(ctx, entry, "restored")
    assess_again(ctx, [entry])
    large_qualifications.part_saved(ctx, entry)
    refresh_messages(ctx, entry)
    return entry


def edit(
    ctx: MemberContext, entry: EntryRecord, changes: Mapping[str, Any], *, how: str = FORM
) -> EntryRecord:
    """Set fields by hand, whatever the entry's state: what was typed in a form is never lost.
    `how` says where else they come from.

    `changes` names columns of the entry; dates come as `start_date` and `end_date`. An activity
    that was planned and is now in the past stays planned until the member says it was done.
    """
    different = {name: value for name, value in changes.items() if getattr(entry, name) != value}
    if not different:
        return entry
    if different.get("type") and "formality" not in different:
        different["formality"] = formality_of(different["type"]) or entry.formality
    asked = asked_by_form(entry, different)
    if any(stage in different for stage in STAGES):
        different["private_stages"] = private_with(entry, different)
    entry = update_fields(ctx, entry, how, asked=asked, **different)
    dialogue = dialogue_about(ctx, entry)
    for field, column in (("minutes", "minutes"), ("start", "start_date")):
        if column in different:
            dialogue = let_go(ctx, dialogue, field=field)
    ask_for_what_is_missing(ctx, dialogue)
    if any(stage in different for stage in STAGES):
        identifier_screen.look(ctx, entry)
    content_changed(ctx, entry, "edited")
    return entry


def reread(
    ctx: MemberContext,
    entry: EntryRecord,
    reading: Reading,
    text: str,
    *,
    accounts: Sequence[str] = (),
    cause: str = "",
) -> EntryRecord:
    """The message that began an entry was edited: read again what was not set by hand. What the
    new words do not tell stays as it is.
    """
    told = told_again(ctx, entry, reading, accounts, cause)
    provenance = dict(entry.provenance) | dict.fromkeys(("source_text", *told), "read")
    if "minutes" in told:
        provenance = {name: how for name, how in provenance.items() if name not in _RECKONED}
        provenance |= _reckoned(reading)
    if ctx.member.private_reflections:
        told["private_stages"] = private_with(entry, told)
    entry = update_fields(ctx, entry, "", source_text=text, provenance=provenance, **told)
    for url in reading.links:
        ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    dialogue = dialogue_about(ctx, entry)
    for field, column in (("minutes", "minutes"), ("start", "start_date")):
        if column in told:
            dialogue = let_go(ctx, dialogue, field=field)
    for problem in reading.problems:
        dialogue = keep_problem(ctx, dialogue, problem)
    ask_for_what_is_missing(ctx, dialogue)
    content_changed(ctx, entry, "edited")
    return entry


def told_again(
    ctx: MemberContext,
    entry: EntryRecord,
    reading: Reading,
    accounts: Sequence[str] = (),
    cause: str = "",
) -> dict[str, Any]:
    """The columns of an entry that other words for what began it change: what was read from them,
    or is not said yet; never what was set by hand, and nothing is emptied.
    """
    stages_told = _stages_of(accounts, cause, planned=entry.status == "planned")
    told = {**content_read(reading), **stages_told}
    changed = {
        name: value
        for name, value in told.items()
        if value is not None
        and value != getattr(entry, name)
        and (entry.provenance.get(name, "read") == "read" or getattr(entry, name) is None)
    }
    if entry.provenance.get("subjects", "read") == "read":
        now = replace(entry, **changed)
        subjects = tuple(read_subjects(ctx, reading.text, now.end_date, now.minutes))
        if subjects and subjects != entry.subjects:
            changed["subjects"] = subjects
    return changed


def say_whether_in_opening(
    ctx: MemberContext,
    entry: EntryRecord,
    scheme: str,
    already: bool,
) -> EntryRecord:
    """The answer to "Already in those 25?": whether the opening balance holds this activity."""
    entry = update_fields(ctx, entry, "", in_opening={**entry.in_opening, scheme: already})
    content_changed(ctx, entry, None)
    return entry


def set_split_by_day(ctx: MemberContext, entry: EntryRecord, split: bool) -> EntryRecord:
    """Count an activity over a border of cycles or years on each side by its days, or whole on its
    last day. Raises Refused: withdrawn_meanwhile.
    """
    if entry.status == "withdrawn":
        raise Refused("withdrawn_meanwhile")  # what is withdrawn stays as its last revision says
    if entry.split_by_day == split:
        return entry
    entry = update_fields(ctx, entry, "", split_by_day=split)
    content_changed(ctx, entry, "edited")
    return entry


def did_it(ctx: MemberContext, entry: EntryRecord) -> EntryRecord:
    """A planned activity was done: it is a draft now, dated today at the latest."""
    if entry.status != "planned":
        raise Refused("not_planned")
    start = min(entry.start_date or ctx.today, ctx.today)
    end = max(start, min(entry.end_date or start, ctx.today))
    entry = set_status(ctx, entry, "draft", start_date=start, end_date=end)
    dialogue = dialogue_about(ctx, entry)
    if dialogue.problems:  # it has its day now
        dialogue = let_go(ctx, dialogue, field="start")
    advance(ctx, dialogue, Resumed(ctx.now))
    ctx.work.messages.say(
        ctx.member.id, "card", f"card:{entry.id}:done", ctx.real, entry_id=entry.id
    )
    refresh_messages(ctx, entry)
    return entry


def new_date(ctx: MemberContext, entry: EntryRecord, day: date) -> EntryRecord:
    """A planned activity has moved to another day."""
    if entry.status != "planned":
        raise Refused("not_planned")
    return edit(ctx, entry, {"start_date": day, "end_date": day})


def logged_in(
    ctx: MemberContext, year: int | None, limit: int, offset: int, *, lacking: Lacking = ""
) -> tuple[tuple[EntryRecord, ...], int]:
    """Saved entries of a calendar year (None: of all), the latest first, and how many there are;
    or only those that lack something, of which an evaluation is asked for twelve months.
    """
    since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    if lacking == "evaluation" and since is None:
        since = ctx.today - timedelta(days=RHYTHM_DAYS)
    entries, member_id = ctx.work.entries, ctx.member.id
    statuses = ("logged",) if lacking else SAVED
    days = {"since": since, "until": until}
    found = entries.list(member_id, statuses, **days, limit=limit, offset=offset, lacking=lacking)
    return found, entries.count(member_id, statuses, **days, lacking=lacking)


def forget_page(contexts: ContextFactory) -> int:
    """Remove some drafts that were discarded 30 days ago, steps too old to be taken back, and words
    that an undo took out and nobody can bring back, in every workspace; how many there
    were: none are left once it is none.
    """
    now = contexts.clocks.calendar()
    with contexts.database.transaction() as session:
        gone = discarded.forget_discarded(session, now - DISCARDED_KEPT, FORGOTTEN_AT_ONCE)
        gone += undo.forget_page(session, now - UNDO_KEPT, FORGOTTEN_AT_ONCE)
        out = (undone.UNDONE, now - undone.KEPT_FOR, FORGOTTEN_AT_ONCE)
        gone += held_messages.forget_asides(session, *out)
        gone += held_messages.forget_page(session, now - HELD_FOR, FORGOTTEN_AT_ONCE)
        session.commit()
    return gone


def content_read(reading: Reading) -> dict[str, Any]:
    """The columns of an entry that a sentence's reading fills, None where it does not say."""
    return {
        "title": reading.title.value,
        "start_date": reading.start.value,
        "end_date": reading.end.value,
        "minutes": reading.minutes.value,
        "type": reading.type.value,
        "formality": reading.formality.value,
        "provider": reading.provider.value,
    }
