"""A message that was edited in Slack: what it made is read again, once the member says so.

One message may have made several entries. Each is read again from its own part of the new words,
as of the day on which it was written; a fact that the new words no longer tell stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final

from bot.conversation.parts import Activity, Context, KnownEntry
from bot.conversation.reading import read
from bot.conversation.understanding import understand
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.record import entries, large_qualifications
from bot.services.record.entry_changes import OPEN
from bot.services.record.entry_diff import facts_changed
from bot.services.record.incoming.heard import Message
from bot.services.record.incoming.held_words import HeldChoice
from bot.services.record.incoming.noted import Noted
from bot.services.schemes.subjects import names_told
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

CHOICE: Final = "reread"
"""What a member says of the question: the choice that reads again."""

_KEY: Final = "reread"
_ALIKE: Final = 0.5
"""From here on (0 to 1) words are another wording of what an entry was made of."""

_AN_ENTRY: Final = KnownEntry(0, "draft")


@dataclass(frozen=True, slots=True)
class _Part:
    """What part of the new words tells of one entry."""

    words: str
    activity: Activity
    accounts: tuple[str, ...]
    cause: str = ""


def edited(ctx: MemberContext, message: Message) -> None:
    """Ask whether what a message made is to be read again, where its new words tell otherwise:
    once for all its drafts, and for each saved entry by what would change.
    """
    changed = [(one, told) for one, told in _told_anew(ctx, message) if told]
    _close_earlier(ctx, {one.id for one, _ in changed})
    drafts = [one for one, _ in changed if one.status in OPEN]
    if drafts:
        shown = {"sentence": "read_again", "buttons": ["Yes"], "choices": [CHOICE]}
        _ask(ctx, message, drafts, shown)
    for one, told in changed:
        if one.status == "logged":
            _ask(ctx, message, [one], _shown_of_saved(one, told))


def _read_again(ctx: MemberContext, held: Held) -> None:
    """The member said that the entries of a question are to be read again, and they are shown."""
    message = Message(held.key, held.text, held.values["channel"], held.ts or "")
    noted = Noted()
    for before, part in _pairs(ctx, message):
        if before.id in held.values["entries"]:
            reading = part.activity.reading
            after = entries.reread(
                ctx, before, reading, part.words, accounts=part.accounts, cause=part.cause
            )
            lost = large_qualifications.credits_ended(ctx, before, after)
            noted.change(after, facts_changed(before, after), lost)
    noted.tell(ctx, None)


def _told_anew(ctx: MemberContext, message: Message) -> list[tuple[EntryRecord, Mapping[str, Any]]]:
    """The entries that a message made, with the columns that its new words change."""
    found: list[tuple[EntryRecord, Mapping[str, Any]]] = []
    for one, part in _pairs(ctx, message):
        links = {kept.url for kept in ctx.work.entries.evidence([one.id])[one.id]}
        told = dict(entries.told_again(ctx, one, part.activity.reading, part.accounts, part.cause))
        if not links.issuperset(part.activity.reading.links):
            told["links"] = part.activity.reading.links
        found.append((one, told))
    return found


def _pairs(ctx: MemberContext, message: Message) -> list[tuple[EntryRecord, _Part]]:
    """Each entry that a message made and that stands, with the part of the new words that tells of
    it; entries that nothing tells of any more are left out, and nothing is made of what is new.
    """
    made = ctx.work.entries.from_message(message.channel, message.ts, ctx.member.id)
    if not any(one.status in (*OPEN, "logged") for one in made):
        return []
    now, day = made[0].created_at, ctx.working_day
    alone = Context(now, ctx.zone, day, subjects=names_told(ctx))
    asked = replace(alone, question="evaluate", about=_AN_ENTRY.id, entries=(_AN_ENTRY,))
    # Whether a question was open when it was written, nobody knows any more.
    readings = [_paired(made, _parts(message.text, context)) for context in (alone, asked)]
    best = max(readings, key=lambda pairs: sum(_likeness(one, part) for one, part in pairs))
    if not best and len(made) == 1:
        reading = read(message.text, now=now, tz=ctx.zone, working_day=day)
        part = _Part(message.text, Activity(reading), ())
        best = [(made[0], part)] if _likeness(made[0], part) >= _ALIKE else []
    return [(one, part) for one, part in best if one.status in (*OPEN, "logged")]


def _parts(text: str, context: Context) -> list[_Part]:
    understood = understand(text, context)
    return [
        _Part(
            text if len(understood.parts) == 1 else understood.words(part.span),
            part.content,
            tuple(understood.words(span) for span in part.content.accounts),
            understood.words(part.content.cause) if part.content.cause else "",
        )
        for part in understood.parts
        if isinstance(part.content, Activity)
    ]


def _paired(made: Sequence[EntryRecord], parts: list[_Part]) -> list[tuple[EntryRecord, _Part]]:
    """What is worded as it was first; then in their order where there are as many, else by their
    words.
    """
    found: list[tuple[EntryRecord, _Part]] = []
    left, new = list(made), list(parts)

    def pair(one: EntryRecord, part: _Part) -> None:
        found.append((one, part))
        left.remove(one)
        new.remove(part)

    for one in made:
        same = next((part for part in new if part.words == one.source_text), None)
        if same is not None:
            pair(one, same)
    if len(left) == len(new):
        return [*found, *zip(left, new, strict=True)]
    likely = sorted(
        ((one, part) for one in left for part in new),
        key=lambda both: _likeness(*both),
        reverse=True,
    )
    for one, part in likely:
        if one in left and part in new and _likeness(one, part) >= _ALIKE:
            pair(one, part)
    return found


def _likeness(one: EntryRecord, part: _Part) -> float:
    """From 0 to 1."""
    words = (one.source_text or "").casefold().split()
    return SequenceMatcher(None, words, part.words.casefold().split(), autojunk=False).ratio()


def _ask(
    ctx: MemberContext, message: Message, about: Sequence[EntryRecord], shown: Mapping[str, Any]
) -> None:
    first = about[0]
    key = f"{_KEY}:{first.id}:{message.key}"
    number = ctx.reply("ask", {**shown, "key": key}, entry_id=first.id, thread_ts=message.thread_ts)
    values = {
        "entries": [one.id for one in about],
        "labels": shown["buttons"],
        "choices": shown["choices"],
        "message": number,
        "channel": message.channel,
    }
    ctx.work.held.hold(ctx.member.id, key, message.text, ctx.now, ts=message.ts, values=values)


def _shown_of_saved(one: EntryRecord, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of one fact it is said what would change; of more, that there is more."""
    choices = {"buttons": ["Yes", "No"], "choices": [CHOICE, "forget"]}
    columns = {name: value for name, value in told.items() if name != "links"}
    facts = facts_changed(one, replace(one, **columns))
    if len(facts) == 1 and not any(name in told for name in (*STAGES, "links")):
        return {"change": facts[0].to_dict(), **choices}
    return {"sentence": "update_saved", **choices}


def _close_earlier(ctx: MemberContext, ids: set[int]) -> None:
    """A newer edit closes the question about an older one."""
    for held in ctx.work.held.all_of(ctx.member.id):
        if held.key.startswith(f"{_KEY}:") and ids & set(held.values["entries"]):
            ctx.work.held.let_go(ctx.member.id, held.key)
            ctx.work.messages.show_message(int(held.values["message"]), ctx.real)


CHOICES: Final = (HeldChoice(CHOICE, _read_again),)
