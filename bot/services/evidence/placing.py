"""Files whose place is not known: asked for, and given one. Until then they are kept, and can be
found with `/cpd files`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence import checking
from bot.services.evidence.checking import ask_question
from bot.services.evidence.keeping import (
    FROM_CERTIFICATE,
    Keeping,
    draft_of,
    keep_for,
    let_go_of,
)
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import OPEN, find, post_note
from bot.services.record.evidence import File, attach_file, kept_file
from bot.services.record.incoming.held_words import (
    HeldChoice,
    close,
    remember_declined,
    short_title,
)
from bot.services.schemes.account_facts import CERTIFICATE, TOLD, TOLD_BY, told_by
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

PLACE: Final = "file"
"""What the keys of questions about a file's place begin with."""
CHOICES_MOST: Final = 3
"""Entries to choose from."""


def ask_for_place(
    ctx: MemberContext,
    files: Sequence[File],
    candidates: Sequence[EntryRecord],
    keeping: Keeping,
    *,
    words: str = "",
    unread: str = "",
) -> None:
    """Ask which entry files are evidence of. `words` were written beside them, `unread` says why
    they could not be read. An older question about the same file is closed.
    """
    hashes = [one.sha256 for one in files]
    _close_older(ctx, hashes)
    shown = [one for one in candidates if one.title][:CHOICES_MOST]
    labels = [f"Evidence for {short_title(one)}" for one in shown]
    if len(set(labels)) < len(labels):
        labels = [f"{label} ({number})" for number, label in enumerate(labels, 1)]
    choices = [f"file_for_{at}" for at in range(len(shown))]
    values = {
        "hashes": hashes,
        "entries": [one.id for one in shown],
        "unread": unread,
        "labels": [*labels, "New entry", "Forget it"],
        "choices": [*choices, "file_new", "file_forget"],
        "thread_ts": keeping.thread_ts,
    }
    held = Held(f"{PLACE}:{keeping.key}"[:150], words, None, values, ctx.now)
    if ctx.work.held.get(ctx.member.id, held.key) is None:
        ask_question(ctx, held, shown[0] if len(shown) == 1 else None, keeping.thread_ts)
        ctx.show_home()


def _close_older(ctx: MemberContext, hashes: Sequence[str]) -> None:
    for older in unplaced(ctx):
        if set(older.values["hashes"]) & set(hashes):
            close(ctx, older.key, older.values)


def unplaced(ctx: MemberContext) -> tuple[Held, ...]:
    """The questions about files' places that are open, the oldest first."""
    held = ctx.work.held.all_of(ctx.member.id)
    return tuple(one for one in held if one.key.startswith(f"{PLACE}:"))


def kept_until(held: Held) -> date:
    """Until when a file waits for its place."""
    at: datetime = held.held_at + entries.HELD_FOR
    return at.date()


def _files(ctx: MemberContext, held: Held) -> list[File]:
    """Those that are still kept. Raises Refused: file_gone."""
    found = ctx.work.stored_files.of(ctx.member.id, held.values["hashes"])
    files = [kept_file(ctx, one) for one in held.values["hashes"] if one in found]
    if not files:
        raise Refused("file_gone")
    return files


def _keeping(held: Held) -> Keeping:
    return Keeping(held.key, held.values.get("thread_ts"))


def _keep(at: int, ctx: MemberContext, held: Held) -> None:
    listed: Sequence[int] = held.values["entries"]
    if at >= len(listed):
        raise Refused("old_button")
    entry = find(ctx, listed[at])
    if entry.status == "discarded":
        raise Refused("discarded_meanwhile")
    keep_for(ctx, entry, _files(ctx, held), _keeping(held))


def _begin(ctx: MemberContext, held: Held) -> None:
    """A draft with all of them: from the words beside them, or from a certificate."""
    files, keeping = _files(ctx, held), _keeping(held)
    told = [one for one in files if one.facts is not None]
    if held.text and not told:
        source = Source(held.key, held.text, ctx.member.im_channel)
        entry = entries.begin_anyhow(ctx, source)
        rest = files
    else:
        first = told[0] if told else files[0]
        entry = draft_of(ctx, first, keeping)
        rest = [one for one in files if one is not first]
    for one in rest:
        attach_file(ctx, entry, one)


def _forget(ctx: MemberContext, held: Held) -> None:
    """They are nobody's evidence; what an entry bears already stays."""
    del held
    ctx.reply("say", {"sentence": "file_forgotten"})
    ctx.show_home()


def _leave(ctx: MemberContext, held: Held) -> None:
    """What was asked is as it should be: the next is asked, if there is one."""
    remember_declined(ctx, held)
    checking.go_on(ctx, held)


def _take(ctx: MemberContext, held: Held) -> None:
    """What the certificate says is right, and the entry says it from here on."""
    entry = find(ctx, int(held.values["entry"]))
    finding = checking.finding_of(ctx, held, entry)
    if finding is not None:
        entry = entries.edit(ctx, entry, _as_it_says(ctx, finding), how=CERTIFICATE)
    post_note(ctx, entry, held.values.get("thread_ts"))
    checking.go_on(ctx, held)


def _as_it_says(ctx: MemberContext, finding: Mapping[str, Any]) -> dict[str, object]:
    """The columns that a certificate changes. Raises Refused: still_to_come."""
    if finding["about"] != "days":
        return {"minutes": int(finding["theirs"])}
    start, end = (date.fromisoformat(one) for one in finding["theirs"])
    if end > ctx.today:
        raise Refused("still_to_come")
    return {"start_date": start, "end_date": end}


def _take_out(ctx: MemberContext, held: Held) -> None:
    """The certificate is not theirs, or holds no more: the entry bears it no longer. A draft that
    was made of it goes, too, unless the member has written in it since: then that is asked.
    """
    entry = find(ctx, int(held.values["entry"]))
    let_go_of(ctx, entry, [held.values["sha256"]])
    entry = find(ctx, entry.id)
    if told_by(entry) != FROM_CERTIFICATE or entry.status not in OPEN:
        ctx.reply("say", {"sentence": "file_taken_away"})
    elif _is_untouched(ctx, entry):
        entries.discard(ctx, entry)
        ctx.reply("say", {"sentence": "file_and_draft_gone"})
    else:
        checking.ask_whether_it_stays(ctx, held, entry)
        return
    checking.go_on(ctx, held)


def _is_untouched(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether all there is in a draft was told by a certificate."""
    if any(getattr(entry, stage) for stage in STAGES):
        return False
    if ctx.work.entries.evidence([entry.id])[entry.id]:
        return False
    told = {how for name, how in entry.provenance.items() if name != TOLD_BY}
    return told <= {TOLD, CERTIFICATE}


def _discard(ctx: MemberContext, held: Held) -> None:
    """The draft goes with the certificate that it was made of."""
    entry = find(ctx, int(held.values["entry"]))
    if entry.status in OPEN:
        entries.discard(ctx, entry)
    ctx.reply("say", {"sentence": "discarded"})
    checking.go_on(ctx, held)


CHOICES: Final = (
    *(HeldChoice(f"file_for_{at}", partial(_keep, at)) for at in range(CHOICES_MOST)),
    HeldChoice("file_new", _begin),
    HeldChoice("file_forget", _forget),
    HeldChoice("cert_leave", _leave),
    HeldChoice("cert_take", _take),
    HeldChoice("cert_out", _take_out),
    HeldChoice("cert_discard", _discard),
)
