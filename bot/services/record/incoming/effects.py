"""What is done about the parts of a message: kept, corrected, begun, or asked about.

Steering, requests and questions are actions of the dispatcher's; nothing typed is ever lost.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from bot.conversation.durations import as_typed
from bot.conversation.employment import job_said, since_then
from bot.conversation.parts import (
    Account,
    Activity,
    Aside,
    Correction,
    Part,
    Referred,
    Unclear,
)
from bot.conversation.questions import QuestionId
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import onboarding
from bot.services.nudges import pausing
from bot.services.record import answering, entries, evidence, follow_ups, large_qualifications
from bot.services.record.changes import OPEN, find, post_note
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entries import Source
from bot.services.record.facts_changed import Change, facts_changed, plain
from bot.services.record.incoming import edited
from bot.services.record.incoming.interpretation import RECENT, Heard
from bot.services.record.question_queue import line_up
from bot.services.schemes.assessment import in_force
from storage.record.held_messages import Held
from storage.records import EntryRecord, JobRoleRecord

SAME_WITHIN: Final = timedelta(minutes=1)
"""The same sentence again within this time may be a slip: it is asked about."""

_SAID: Final[Mapping[str, str]] = {
    "greeting": "hello",
    "thanks": "welcome",
    "praise": "welcome",
    "sorry": "no_worry",
    "agreed": "all_right",
    "bye": "goodbye",
    "emoji": "all_right",
    "talk": "all_right",
    "not_own": "not_your_own",
    "which": "which_entry",
}
_ASKED: Final[Mapping[str, str]] = {
    "either": "ask_either",
    "words": "ask_words",
    "number": "ask_words",
    "again": "ask_again",
    "new": "ask_new",
    "lapsed": "ask_lapsed",
}
_IS_UNWELL: Final = re.compile(
    r"\b(?:sick|ill|poorly|unwell|covid|(?:the )?flu|food poisoning|bad back|stomach bug|migraine|"
    r"lurgy|fever|chickenpox|hospital|funeral|broke|not (?:feeling )?well|bereavement|surgery|"
    r"operation|stress)\b"
)
_LABEL_MOST: Final = 40


def act(ctx: MemberContext, heard: Heard, part: Part, noted: "Noted") -> None:
    """Do what a part says; what is to be told of it goes into `noted`."""
    content = part.content
    match content:
        case Correction():
            _correct(ctx, heard, part, content, noted)
        case Activity():
            _begin(ctx, heard, part, content, noted)
        case Referred():
            _refer(ctx, heard, part, content, noted)
        case Account():
            _answer(ctx, heard, part, content, noted)
        case Aside(what):
            _say_aside(ctx, heard, what)
        case Unclear(why) if part.entry is not None:
            about = replace(heard, about=find(ctx, part.entry))
            ask(ctx, about, heard.understanding.words(part.span), why)
        case Unclear(why):
            ask(ctx, heard, heard.understanding.words(part.span), why)
        case _:
            raise TypeError(f"A {part.kind} is an action of the dispatcher's.")


class Noted:
    """What a message has brought about, to be told in one reply."""

    def __init__(self) -> None:
        self.changes: dict[int, list[Change]] = {}
        self.lost: dict[int, int] = {}
        self.standing: dict[int, list[Change]] = {}
        self.named: set[int] = set()
        self.entries: list[int] = []
        self.begun: list[int] = []
        self.planned: list[int] = []

    def change(
        self,
        entry: EntryRecord,
        changes: Sequence[Change],
        lost: int | None = None,
        *,
        named: bool = False,
    ) -> None:
        """Facts of an entry are different now; `lost` are credits (hundredths) that this ended,
        `named`: it is said of which.
        """
        self.changes.setdefault(entry.id, []).extend(changes)
        if lost is not None:
            self.lost[entry.id] = lost
        if named:
            self.named.add(entry.id)
        self.about(entry)

    def stands(self, entry: EntryRecord, correction: Correction, *, named: bool = False) -> None:
        """What a correction asks for stands there already."""
        self.standing.setdefault(entry.id, []).append(_change(entry, correction))
        if named:
            self.named.add(entry.id)
        self.about(entry)

    def about(self, entry: EntryRecord) -> None:
        """Something came of an entry that its note tells."""
        if entry.id not in self.entries:
            self.entries.append(entry.id)

    def tell(self, ctx: MemberContext, thread_ts: str | None) -> None:
        """Post the note of each entry that something came of, with its changes; of several that
        were begun, the first is asked about first.
        """
        line_up(ctx, self.begun)
        for entry_id in self.entries:
            entry = find(ctx, entry_id)
            post_note(ctx, entry, thread_ts, self._values(ctx, entry_id))
        for entry_id in self.planned:
            follow_ups.offer(ctx, find(ctx, entry_id), thread_ts)

    def _values(self, ctx: MemberContext, entry_id: int) -> Mapping[str, Any] | None:
        """What the note about an entry says first."""
        named = {"named": True} if entry_id in self.named else {}
        changes = [one.to_dict() for one in self.changes.get(entry_id, ())]
        if changes:
            lost = {"lost": self.lost[entry_id]} if entry_id in self.lost else {}
            return {"changes": changes, "turn": ctx.origin.key, **lost, **named}
        standing = [one.to_dict() for one in self.standing.get(entry_id, ())]
        return {"standing": standing, **named} if standing else named or None


# --- Corrections ------------------------------------------------------------------------------


def _correct(
    ctx: MemberContext, heard: Heard, part: Part, correction: Correction, noted: Noted
) -> None:
    thread_ts = heard.message.thread_ts
    if part.entry is None:
        raise Refused("nothing_to_correct")
    entry = find(ctx, part.entry)
    if correction.what == "credits":
        ctx.reply("say", {"sentence": "credits_from_time"}, thread_ts=thread_ts)
        return
    if correction.problem is not None:
        ctx.reply(
            "problem",
            {
                "kind": correction.problem.kind,
                "field": correction.problem.field,
                "words": correction.problem.words,
            },
            entry_id=entry.id,
            thread_ts=thread_ts,
        )
        return
    named = _is_out_of_sight(heard, entry)
    if entry.status in OPEN:
        corrected, changes = correct(ctx, entry, correction)
        if changes:
            noted.change(corrected, changes, named=named)
        else:
            noted.stands(corrected, correction, named=named)
    elif entry.status == "logged":
        if _changes(entry, correction):
            ask_to_change(ctx, entry, correction, heard, named=named)
        else:
            noted.stands(entry, correction, named=named)
    else:
        ctx.reply(
            "offer",
            {"sentence": "discarded_already", "entry": entry.id},
            entry_id=entry.id,
            thread_ts=thread_ts,
        )


def _is_out_of_sight(heard: Heard, entry: EntryRecord) -> bool:
    """Whether another's card or note is the newest, so that it has to be said which is meant."""
    context = heard.context
    newest = context.thread or context.last or context.about
    return newest != entry.id and len(context.entries) > 1


def correct(
    ctx: MemberContext, entry: EntryRecord, correction: Correction
) -> tuple[EntryRecord, tuple[Change, ...]]:
    """Change the facts that a correction names; the entry, and what is different in it."""
    return entries.edit(ctx, entry, _columns(correction)), _changes(entry, correction)


def _columns(correction: Correction) -> dict[str, Any]:
    match correction.what:
        case "minutes":
            return {"minutes": correction.minutes}
        case "days":
            return {"start_date": correction.start, "end_date": correction.end}
        case "title":
            return {"title": correction.words}
        case "provider":
            return {"provider": correction.words}
        case "type":
            return {"type": correction.words}
        case _:
            return {}


def _change(entry: EntryRecord, correction: Correction) -> Change:
    columns = _columns(correction)
    before = tuple(getattr(entry, name) for name in columns)
    after = tuple(columns.values())
    match correction.what:
        case "days":
            return Change("days", before, after)
        case "minutes" | "title" | "provider" | "type" as field:
            return Change(field, before[0], after[0])
        case other:
            raise TypeError(f"{other} is no fact.")


def _changes(entry: EntryRecord, correction: Correction) -> tuple[Change, ...]:
    change = _change(entry, correction)
    return () if change.before == change.after else (change,)


def ask_to_change(
    ctx: MemberContext,
    entry: EntryRecord,
    correction: Correction,
    heard: Heard,
    *,
    named: bool = False,
) -> None:
    """A saved entry is changed only once its member has said yes; `named`: it is said which."""
    values = {
        "what": correction.what,
        "entry": entry.id,
        "minutes": correction.minutes,
        "start": plain(correction.start),
        "end": plain(correction.end),
        "words": correction.words,
        "labels": ["Yes", "No"],
    }
    shown: dict[str, Any] = {
        "change": _change(entry, correction).to_dict(),
        "buttons": ["Yes", "No"],
    }
    lost = large_qualifications.credits_ended(
        ctx, entry, large_qualifications.as_changed(entry, _columns(correction))
    )
    if lost is not None:
        shown["lost"] = lost
    if named and entry.title:
        shown["title"] = entry.title
    for older in ctx.work.held.all_of(ctx.member.id):
        if (older.values.get("what"), older.values.get("entry")) == (correction.what, entry.id):
            _let_go(ctx, older.key, older.values)
    held = _to_hold(ctx, heard, f"change:{correction.what}", heard.message.text, values)
    _ask(ctx, heard, held, shown, entry)


def settle_change(ctx: MemberContext, key: str, *, yes: bool) -> None:
    """The member has said whether a saved entry is to be changed."""
    held = ctx.work.held.get(ctx.member.id, key)
    if held is None:
        raise Refused("settled_already")
    if held.values.get("choices"):
        settle(ctx, key, "reread" if yes else "forget")
        return
    _let_go(ctx, key, held.values)
    if not yes:
        _remember_declined(ctx, held)
        return
    entry = find(ctx, int(held.values["entry"]))
    correction = Correction(
        held.values["what"],
        minutes=held.values["minutes"],
        start=_day(held.values["start"]),
        end=_day(held.values["end"]),
        words=held.values["words"],
    )
    corrected, changes = correct(ctx, entry, correction)
    noted = Noted()
    noted.change(corrected, changes, large_qualifications.credits_ended(ctx, entry, corrected))
    noted.tell(ctx, None)


# --- New entries ------------------------------------------------------------------------------


def _begin(ctx: MemberContext, heard: Heard, part: Part, activity: Activity, noted: Noted) -> None:
    message = heard.message
    if activity.pasted and part.kind == "correction" and part.entry is not None:
        entry = find(ctx, part.entry)
        entries.fill(ctx, entry, activity.reading)
        noted.about(entry)
        return
    key, text = _source_of(heard, part)
    earlier = _same_just_now(ctx, text)
    if earlier is not None:
        ask(ctx, heard, text, "again", earlier)
        return
    source = Source(key=key, text=text, channel=message.channel, ts=message.ts)
    accounts = tuple(heard.understanding.words(span) for span in activity.accounts)
    cause = heard.understanding.words(activity.cause) if activity.cause else ""
    first = not noted.begun
    entry = entries.begin(ctx, activity.reading, source, accounts=accounts, cause=cause, ask=first)
    noted.begun.append(entry.id)
    if entry.plan:
        noted.planned.append(entry.id)
    if accounts:
        _say_where_it_stands(ctx, heard)
    if activity.pasted:
        ctx.reply("say", {"sentence": "facts_alone_taken"}, thread_ts=message.thread_ts)


def _source_of(heard: Heard, part: Part) -> tuple[str, str]:
    """The key and the text of a draft: a message may make several."""
    activities = [one for one in heard.understanding.parts if isinstance(one.content, Activity)]
    number = activities.index(part)
    key = heard.message.key if number == 0 else f"{heard.message.key}:{number}"
    if len(heard.understanding.parts) == 1:
        return key, heard.message.text
    return key, heard.understanding.words(part.span)


def _same_just_now(ctx: MemberContext, text: str) -> EntryRecord | None:
    newest = ctx.work.entries.newest(
        ctx.member.id, ["draft", "planned", "logged"], since=ctx.now - SAME_WITHIN
    )
    same = newest is not None and newest.source_text == text
    return newest if same else None


def _refer(ctx: MemberContext, heard: Heard, part: Part, referred: Referred, noted: Noted) -> None:
    """A draft like the one before, without its account; its day is asked for. "As above, but 2
    hours" may be another, or that one put right: it is asked which.
    """
    recent = [
        entry
        for entry in ctx.work.entries.recent(ctx.member.id, RECENT)
        if entry.status in ("draft", "planned", "logged") and entry.title
    ]
    if not recent:
        ask(ctx, heard, heard.understanding.words(part.span), "words")
        return
    changes = _as_columns(referred)
    if referred.what == "as_above" and changes:
        _ask_which(ctx, heard, recent[0], changes)
        return
    entry = entries.begin_like(ctx, recent[0], heard.message.source, **_as_columns(referred))
    noted.begun.append(entry.id)


def _as_columns(referred: Referred) -> dict[str, Any]:
    said = {"minutes": referred.minutes, "start": referred.start, "end": referred.end}
    return {name: value for name, value in said.items() if value is not None}


def _ask_which(
    ctx: MemberContext, heard: Heard, last: EntryRecord, changes: Mapping[str, Any]
) -> None:
    """ "[Change it to 2 h] [Another entry, 2 h]"."""
    value = _said_of(changes)
    values = {"entry": last.id, "changes": {name: plain(one) for name, one in changes.items()}}
    choices: dict[str, Choice] = {
        f"Change it to {value}": "change",
        f"Another entry, {value}": "another",
    }
    asked = _Choices(choices, {"sentence": "ask_as_above"}, values, last)
    _ask_by_choice(ctx, heard, heard.message.text, asked)


def _said_of(changes: Mapping[str, Any]) -> str:
    minutes, start = changes.get("minutes"), changes.get("start")
    parts = [as_typed(minutes)] if minutes is not None else []
    return ", ".join([*parts, *([f"{start.day} {start:%b}"] if start is not None else [])])


# --- Answers ----------------------------------------------------------------------------------


def _answer(ctx: MemberContext, heard: Heard, part: Part, account: Account, noted: Noted) -> None:
    entry_id = part.entry or (heard.about.id if heard.about else None)
    if entry_id is None:
        ask(ctx, heard, heard.understanding.words(part.span), "words")
        return
    words = heard.understanding.words(part.span)
    whole = len(heard.understanding.parts) == 1 and part.entry is None
    before = find(ctx, entry_id)  # an earlier part may have changed it
    after = answering.answer(
        ctx,
        before,
        heard.message.text if whole else words,
        about=_put(ctx, before, part, account.question),
        quietly=True,
    )
    if after.plan and after.plan != before.plan:
        noted.planned.append(entry_id)
    if account.question == "changed" and after == before and before.status == "logged":
        return  # that it told nothing was said already
    _say_where_it_stands(ctx, heard)
    if part.entry is not None and _is_out_of_sight(heard, after):
        noted.named.add(entry_id)
    noted.about(find(ctx, entry_id))


def _put(ctx: MemberContext, entry: EntryRecord, part: Part, asked: QuestionId) -> QuestionId:
    """What an account answers; of an entry that is named, and about which nothing is asked, what it
    waits for, else one thing more.
    """
    dialogue = dialogue_about(ctx, entry)
    if dialogue.state.open is not None or (part.entry is None and asked != "more"):
        return asked
    return answering.stage_that_waits(ctx, entry) or ("more" if entry.evaluate else asked)


def _say_where_it_stands(ctx: MemberContext, heard: Heard) -> None:
    """Whoever keeps their reflections out of the conversation has typed one in it all the same."""
    if ctx.member.private_reflections:
        ctx.reply("say", {"sentence": "kept_but_in_slack"}, thread_ts=heard.message.thread_ts)


# --- Words that are no record -----------------------------------------------------------------


def _say_aside(ctx: MemberContext, heard: Heard, what: str) -> None:
    thread_ts = heard.message.thread_ts
    if what == "away":
        _offer_to_pause(ctx, heard)
        return
    if what == "missed":
        ctx.reply("say", {"sentence": "never_mind_missed"}, thread_ts=thread_ts)
        return
    alone = len(heard.understanding.parts) == 1
    if what == "greeting" and alone and onboarding.welcome(ctx):
        return
    if alone or what in ("not_own", "which"):
        ctx.reply("say", {"sentence": _SAID[what]}, thread_ts=thread_ts)


def _offer_to_pause(ctx: MemberContext, heard: Heard) -> None:
    """Whoever is away may want quiet, until the day they name; only for the ill one is sorry."""
    ill = _IS_UNWELL.search(heard.message.text.lower()) is not None
    day = pausing.day_named(ctx, heard.message.text)
    values: dict[str, Any] = {"sentence": "sorry_to_hear" if ill else "shall_i_pause"}
    if day is not None:
        values = {
            "sentence": "sorry_pause_until" if ill else "shall_i_pause_until",
            "day": day.isoformat(),
        }
    ctx.reply("offer", values, thread_ts=heard.message.thread_ts)


# --- What is asked about ----------------------------------------------------------------------


def ask(
    ctx: MemberContext,
    heard: Heard,
    text: str,
    why: str,
    earlier: EntryRecord | None = None,
) -> None:
    """Keep words, and ask what they are."""
    about = heard.about
    choices: dict[str, Choice] = {"New entry": "new", "Forget it": "forget"}
    shown: dict[str, Any] = {}
    if why == "again":
        choices = {"Again": "again", "The same": "same"}
    elif about is not None and heard.context.question is not None:
        choices = {"My answer": "answer", **choices}
    elif why == "words" and about is None and heard.lapsed is not None:
        about, why = heard.lapsed, "lapsed"
        title = _short(about)
        choices, shown = {title: "answer", **choices}, {"title": about.title or ""}
    elif about is None:
        why = "new"
    values = {"entry": about.id if about else None}
    shown["sentence"] = _ASKED[why]
    _ask_by_choice(ctx, heard, text, _Choices(choices, shown, values, earlier or about))


def _short(entry: EntryRecord) -> str:
    """Its title as a button bears it."""
    return textwrap.shorten(entry.title or "", _LABEL_MOST, placeholder="…")


def ask_about_links(ctx: MemberContext, heard: Heard) -> None:
    """A link with nothing open: evidence for what was logged last, or something read?"""
    newest = next(
        (
            one
            for one in ctx.work.entries.recent(ctx.member.id, RECENT)
            if one.status in ("draft", "planned", "logged") and one.title
        ),
        None,
    )
    choices: dict[str, Choice] = {}
    if newest is not None:
        choices[f"Evidence for {_short(newest)}"] = "evidence"
    choices |= {"Something I read or watched": "read", "Forget it": "forget"}
    values = {
        "entry": newest.id if newest else None,
        "links": list(heard.understanding.links),
    }
    asked = _Choices(choices, {"sentence": "ask_link"}, values, newest)
    _ask_by_choice(ctx, heard, heard.message.text, asked)


def ask_about_job(ctx: MemberContext, heard: Heard, said: str) -> None:
    """Another job: it is asked since when, from the first of the month unless a day was named."""
    told = job_said(said, ctx.now, ctx.zone)
    thread_ts = heard.message.thread_ts
    if not told.title:
        ctx.reply("offer", {"sentence": "set_your_job"}, thread_ts=thread_ts)
        return
    now = _job_on(ctx, ctx.today)
    if told.since is None and now and now.title.casefold() == told.title.casefold():
        ctx.reply("say", {"sentence": "job_already", "job": now.title}, thread_ts=thread_ts)
        return
    since = told.since or since_then(ctx.today)
    choices: dict[str, Choice] = {"Set job": "set_job", "Another day": "job_form"}
    shown = {
        "sentence": "ask_job" if since <= ctx.today else "ask_job_from",
        "title": told.title,
        "since": since.isoformat(),
        "today": ctx.today.isoformat(),
    }
    values = {"job": told.title, "since": since.isoformat()}
    _ask_by_choice(ctx, heard, said, _Choices(choices, shown, values, None))


def ask_which_to_discard(ctx: MemberContext, heard: Heard, newest: EntryRecord, count: int) -> None:
    """A message made several entries, and they are to be discarded: every one, or the newest?"""
    named = _short(newest) or "the last"
    choices: dict[str, Choice] = {every(count): "discard_all", f"Only {named}": "discard_one"}
    asked = _Choices(choices, {"sentence": "discard_which"}, {"entry": newest.id}, newest)
    _ask_by_choice(ctx, heard, heard.message.text, asked)


_COUNTS: Final = (
    *("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def every(count: int) -> str:
    """What says all of so many: "Both", "All three"."""
    if count == 2:
        return "Both"
    return f"All {_COUNTS[count] if 2 < count < len(_COUNTS) else count}"


def discard_all(ctx: MemberContext, entry: EntryRecord) -> None:
    """Drop an open entry and every other that its message made, and say so."""
    gone = entries.discard_with_siblings(ctx, entry)
    ctx.reply("say", {"sentence": "discarded_several" if len(gone) > 1 else "discarded"})


def _job_on(ctx: MemberContext, day: date) -> JobRoleRecord | None:
    roles = ctx.work.members.job_roles(ctx.member.id)
    return next((role for role in roles if in_force(role, day)), None)


def _set_job(ctx: MemberContext, held: Held) -> None:
    """The job before ends the day that this one begins."""
    title, since = str(held.values["job"]), date.fromisoformat(held.values["since"])
    before = _job_on(ctx, since - timedelta(days=1))
    asked = ctx.member.onboarding
    onboarding.answer(ctx, onboarding.JobIs(title, since))
    said = {"sentence": "job_set", "job": title, "day": since.isoformat()}
    if before is not None:
        said |= {"sentence": "job_set_after", "before": before.title}
    ctx.reply("say", said)
    if asked == "job":  # of the first questions: the next stands below
        onboarding.ask_below(ctx)


@dataclass(frozen=True, slots=True)
class _Choices:
    """What is asked about words, with a button for each choice.

    `shown` is what the question is rendered from, `values` what settling it goes by, `entry` the
    one that it stands beside.
    """

    choices: Mapping[str, "Choice"]
    shown: Mapping[str, Any]
    values: Mapping[str, Any]
    entry: EntryRecord | None


def _ask_by_choice(ctx: MemberContext, heard: Heard, text: str, asked: _Choices) -> None:
    """Hold words and ask; each choice can be typed as well."""
    named = list(asked.choices.values())
    values = {**asked.values, "labels": list(asked.choices), "choices": named}
    held = _to_hold(ctx, heard, "held", text, values)
    shown = {**asked.shown, "buttons": list(asked.choices), "choices": named}
    _ask(ctx, heard, held, shown, asked.entry)


def _ask(
    ctx: MemberContext,
    heard: Heard,
    held: Held,
    shown: Mapping[str, Any],
    entry: EntryRecord | None,
) -> None:
    """Hold words, and ask about them; `shown` is what the question is rendered from."""
    number = ctx.reply(
        "ask",
        {**shown, "key": held.key},
        entry_id=entry.id if entry else None,
        thread_ts=heard.message.thread_ts,
    )
    ctx.work.held.hold(
        ctx.member.id,
        held.key,
        held.text,
        held.held_at,
        ts=held.ts,
        values={**held.values, "message": number},
    )


def _to_hold(
    ctx: MemberContext, heard: Heard, key: str, text: str, values: Mapping[str, Any]
) -> Held:
    return Held(f"{key}:{heard.message.key}", text, heard.message.ts, values, ctx.now)


Choice = Literal[
    "answer",
    "new",
    "again",
    "same",
    "forget",
    "evidence",
    "read",
    "change",
    "another",
    "agree",
    "decline",
    "reread",
    "set_job",
    "job_form",
    "discard_all",
    "discard_one",
]
"""What a member says of words that are held."""

_CHOICES: Final[Mapping[str, Choice]] = {
    "My answer": "answer",
    "New entry": "new",
    "Forget it": "forget",
    "Again": "again",
    "The same": "same",
}
"""By the words of the button, in messages that name no choices of their own."""


def choices_of(values: Mapping[str, Any]) -> Mapping[str, Choice]:
    """What can be chosen about held words, by the label that says it or is typed."""
    labels: Sequence[str] = values.get("labels") or values.get("buttons", ())
    named: Sequence[Choice] = values.get("choices", ())
    if named:
        return dict(zip(labels, named, strict=True))
    return {label: _CHOICES[label] for label in labels if label in _CHOICES}


def settle(ctx: MemberContext, key: str, choice: Choice) -> None:
    """The member has said what held words are. Raises Refused where it was said before."""
    held = ctx.work.held.get(ctx.member.id, key)
    if held is None:
        raise Refused("settled_already")
    _let_go(ctx, key, held.values)
    source = Source(key=key, text=held.text, channel=ctx.member.im_channel, ts=held.ts)
    match choice:
        case "new" | "again":
            entries.begin_anyhow(ctx, source)
        case "answer":
            entry = _entry_of(ctx, held)
            answering.answer(ctx, entry, held.text, about=answering.stage_that_waits(ctx, entry))
        case "evidence":
            entry = _entry_of(ctx, held)
            evidence.attach(ctx, entry, held.values["links"])
            post_note(ctx, find(ctx, entry.id), None)
        case "read":
            entries.begin_from_links(ctx, source, held.values["links"])
        case "change":
            _change_as_above(ctx, _entry_of(ctx, held), held)
        case "another":
            entries.begin_like(ctx, _entry_of(ctx, held), source, **_changes_held(held))
        case "reread":
            _read_again(ctx, held)
        case "agree" | "decline":
            number = int(held.values["follow_up"])
            follow_ups.settle_offer(ctx, number, agreed=choice == "agree")
        case "set_job":
            _set_job(ctx, held)
        case "discard_all" | "discard_one":
            _discard(ctx, _entry_of(ctx, held), every=choice == "discard_all")
        case _:  # to be forgotten, or left as it is
            _remember_declined(ctx, held)


def _discard(ctx: MemberContext, entry: EntryRecord, *, every: bool) -> None:
    if every:
        discard_all(ctx, entry)
        return
    entries.discard(ctx, entry)
    ctx.reply("say", {"sentence": "discarded"})


def _read_again(ctx: MemberContext, held: Held) -> None:
    """The message behind entries was edited, and the member wants them to say what it says."""
    noted = Noted()
    for before, after in edited.read_again(ctx, held):
        lost = large_qualifications.credits_ended(ctx, before, after)
        noted.change(after, facts_changed(before, after), lost)
    noted.tell(ctx, None)


def let_go(ctx: MemberContext, key: str) -> None:
    """What held words asked for has been settled elsewhere. Harmless where it was before."""
    held = ctx.work.held.get(ctx.member.id, key)
    if held is not None:
        _let_go(ctx, key, held.values)


def _entry_of(ctx: MemberContext, held: Held) -> EntryRecord:
    number = held.values.get("entry")
    if number is None:
        raise Refused("no_question")
    return find(ctx, int(number))


def _changes_held(held: Held) -> dict[str, Any]:
    kept: Mapping[str, Any] = held.values["changes"]
    days = {name: date.fromisoformat(kept[name]) for name in ("start", "end") if name in kept}
    return {**({"minutes": kept["minutes"]} if "minutes" in kept else {}), **days}


def _change_as_above(ctx: MemberContext, entry: EntryRecord, held: Held) -> None:
    """The member said that the one before is meant, so that a saved one is changed, too."""
    said = _changes_held(held)
    noted = Noted()
    corrections = []
    if "minutes" in said:
        corrections.append(Correction("minutes", minutes=said["minutes"]))
    if "start" in said:
        corrections.append(Correction("days", start=said["start"], end=said.get("end")))
    for correction in corrections:
        before = entry
        entry, changes = correct(ctx, before, correction)
        if changes:
            noted.change(entry, changes, large_qualifications.credits_ended(ctx, before, entry))
        else:
            noted.stands(entry, correction)
    noted.tell(ctx, None)


def _remember_declined(ctx: MemberContext, held: Held) -> None:
    """An undo right after it does not take back the turn before."""
    number = held.values.get("entry") or next(iter(held.values.get("entries", ())), None)
    entry = ctx.work.entries.get(int(number), ctx.member.id) if number is not None else None
    if entry is not None:
        ctx.work.entries.remember(entry, ctx.now)


def _let_go(ctx: MemberContext, key: str, values: Mapping[str, Any]) -> None:
    ctx.work.held.let_go(ctx.member.id, key)
    number = values.get("message")
    if number is not None:
        ctx.work.messages.show_message(int(number), ctx.real)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
