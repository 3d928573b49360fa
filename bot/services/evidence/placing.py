"""Files whose place is not known: asked for, and given one. Until then they are kept, and can be
found with `/cpd files`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from bot.conversation.certificates.certificate import is_proof
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence import checking
from bot.services.evidence.checking import ask_question
from bot.services.evidence.keeping import (
    Keeping,
    LetGo,
    draft_of,
    is_of_certificate,
    keep_for,
    let_go_of,
    tell_of_files,
)
from bot.services.evidence.left_words import ask_about_words
from bot.services.evidence.reopening import remember, remember_no_entry, short_hash
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import OPEN, find, post_note
from bot.services.record.evidence import File, attach_file, file_name, kept_file
from bot.services.record.incoming.held_words import (
    HeldChoice,
    close,
    remember_declined,
    short_title,
)
from bot.services.schemes.account_facts import CHOSEN
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

PLACE: Final = "file"
"""What the keys of questions about a file's place begin with."""
ASIDE: Final = "kept_file:"
"""What the names of files begin with that are kept, and not asked about."""
TABLE: Final = "table_within"
"""Why a text was not read whose table may be a log."""
CHOICES_MOST: Final = 3
"""Entries to choose from."""
A_NEW_ENTRY: Final = "A new entry"
NO_ENTRY: Final[Mapping[str, str]] = {"file_keep": "Just keep it", "file_forget": "Forget it"}
"""By choice: what is said where files have no entry."""


def ask_for_place(
    ctx: MemberContext,
    files: Sequence[File],
    candidates: Sequence[EntryRecord],
    keeping: Keeping,
    *,
    words: str = "",
    unread: str = "",
    moved_from: int | None = None,
) -> None:
    """Ask which entry files are evidence of. `words` were written beside them, `unread` says why
    they could not be read, `moved_from` is the entry that bears them now. An older question about
    the same file is closed.
    """
    hashes = [one.sha256 for one in files]
    _close_older(ctx, hashes)
    shown = [one for one in candidates if one.title][:CHOICES_MOST]
    values = {
        "hashes": hashes,
        "names": [file_name(one.name) for one in files],
        "entries": [one.id for one in shown],
        "unread": unread,
        "thread_ts": keeping.thread_ts,
        **({"moved_from": moved_from} if moved_from is not None else {}),
        **(_choices(shown, "file_keep") if unread != TABLE else _of_a_table(shown)),
    }
    held = Held(f"{PLACE}:{keeping.key}"[:150], words, None, values, ctx.now)
    if ctx.work.held.get(ctx.member.id, held.key) is None:
        ask_question(ctx, held, shown[0] if len(shown) == 1 else None, keeping.thread_ts)
        ctx.show_home()


def _choices(shown: Sequence[EntryRecord], last: str) -> dict[str, list[str]]:
    """What can be said of a file's place: one of these entries, a new one, or no entry."""
    labels = [f"Evidence for {short_title(one)}" for one in shown]
    if len(set(labels)) < len(labels):
        labels = [f"{label} ({number})" for number, label in enumerate(labels, 1)]
    choices = [f"file_for_{at}" for at in range(len(shown))]
    return {
        "labels": [*labels, A_NEW_ENTRY, NO_ENTRY[last]],
        "choices": [*choices, "file_new", last],
    }


def _of_a_table(shown: Sequence[EntryRecord]) -> dict[str, list[str]]:
    """What can be said of a text with a table, which is no evidence before its member says so."""
    said = _choices(shown, "file_keep")
    labels = [*said["labels"][: len(shown)], *NO_ENTRY.values()]
    return {"labels": labels, "choices": [*said["choices"][: len(shown)], *NO_ENTRY]}


def _close_older(ctx: MemberContext, hashes: Sequence[str]) -> None:
    for older in unplaced(ctx):
        if set(older.values["hashes"]) & set(hashes):
            close(ctx, older.key, older.values)


def keep_aside(
    ctx: MemberContext, hashes: Sequence[str], listed: Sequence[int] = (), words: str = ""
) -> None:
    """Keep files without an entry, and ask nothing: `/cpd files` lists them. `listed` are entries
    that they may be of; `words` were written beside them.
    """
    _close_older(ctx, hashes)
    name = f"{ASIDE}{short_hash(*sorted(hashes))}"
    found = [ctx.work.entries.get(one, ctx.member.id) for one in listed]
    shown = [one for one in found if one is not None and one.title]
    values = {
        "hashes": [*hashes],
        "entries": [one.id for one in shown],
        "words": words,
        **_choices(shown, "file_forget"),
    }
    ctx.work.held.put_aside(ctx.member.id, name, ctx.now, values)
    ctx.show_home()


def unplaced(ctx: MemberContext) -> tuple[Held, ...]:
    """Files without an entry: the questions about their places that are open, then what is kept
    and not asked about, the oldest first of each.
    """
    held = ctx.work.held.all_of(ctx.member.id)
    asked = (one for one in held if one.key.startswith(f"{PLACE}:"))
    return (*asked, *ctx.work.held.asides(ctx.member.id, ASIDE))


def is_asked(held: Held) -> bool:
    """Whether it is asked which entry these files are for."""
    return held.key.startswith(f"{PLACE}:")


def kept_until(held: Held) -> date:
    """Until when a file waits for its place."""
    at: datetime = held.held_at + entries.HELD_FOR
    return at.date()


def _files(ctx: MemberContext, held: Held) -> list[File]:
    """Those that are still kept. Raises Refused: file_gone."""
    files = still_kept(ctx, held)
    if not files:
        raise Refused("file_gone")
    return files


def _keeping(held: Held) -> Keeping:
    return Keeping(held.key, held.values.get("thread_ts"))


def keeping_of(ctx: MemberContext, held: Held) -> Keeping:
    """What a question that is asked in other words is known by from now on."""
    return Keeping(f"again:{ctx.origin.key}", held.values.get("thread_ts"))


def keep_where_said(ctx: MemberContext, held: Held, entry: EntryRecord) -> None:
    """It was said which entry files are for. Raises Refused: discarded_meanwhile, file_gone."""
    if entry.status == "discarded":
        raise Refused("discarded_meanwhile")
    files = _files(ctx, held)
    keep_for(ctx, entry, files, _keeping(held), _taken(ctx, held, entry))


def _taken(ctx: MemberContext, held: Held, goes_to: EntryRecord | None = None) -> LetGo | None:
    """Files that are moved are taken from the entry that has borne them until now."""
    number = held.values.get("moved_from")
    before = None if number is None else ctx.work.entries.get(int(number), ctx.member.id)
    if before is None or (goes_to is not None and before.id == goes_to.id):
        return None
    return let_go_of(ctx, before, held.values["hashes"])


def _keep(at: int, ctx: MemberContext, held: Held) -> None:
    listed: Sequence[int] = held.values["entries"]
    if at >= len(listed):
        raise Refused("old_button")
    keep_where_said(ctx, held, find(ctx, listed[at]))


def _begin(ctx: MemberContext, held: Held) -> None:
    """A draft with all of them: from the words beside them, or from a certificate."""
    files, keeping = _files(ctx, held), _keeping(held)
    _taken(ctx, held)
    told = [one for one in files if one.facts is not None and is_proof(one.facts)]
    words = held.text or held.values.get("words", "")
    if words and not told:
        source = Source(f"{held.key}:{ctx.origin.key}"[:150], words, ctx.member.im_channel)
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
    remember_no_entry(ctx)
    tell_of_files(ctx, "file_forgotten", still_kept(ctx, held))
    ask_about_words(ctx, held.text or held.values.get("words", ""), held.values.get("thread_ts"))
    ctx.show_home()


def _just_keep(ctx: MemberContext, held: Held) -> None:
    """They are kept without an entry, or where they are."""
    remember_no_entry(ctx)
    files, thread_ts = _files(ctx, held), held.values.get("thread_ts")
    if held.values.get("moved_from") is not None:
        tell_of_files(ctx, "file_stays", files, thread_ts)
        return
    keep_aside(ctx, held.values["hashes"], held.values["entries"], held.text)
    until = (ctx.now + entries.HELD_FOR).date().isoformat()
    tell_of_files(ctx, "file_kept_aside", files, thread_ts, day=until)


def still_kept(ctx: MemberContext, held: Held) -> list[File]:
    """The files of a question whose bytes are kept."""
    found = ctx.work.stored_files.of(ctx.member.id, held.values["hashes"])
    return [kept_file(ctx, one) for one in held.values["hashes"] if one in found]


def _leave(ctx: MemberContext, held: Held) -> None:
    """What was asked is as it should be: the next is asked, if there is one."""
    remember_declined(ctx, held)
    checking.go_on(ctx, held)


def _take(ctx: MemberContext, held: Held) -> None:
    """What the certificate says is right, and the entry says it from here on."""
    entry = find(ctx, int(held.values["entry"]))
    finding = checking.finding_of(ctx, held, entry)
    if finding is not None:
        entry = entries.edit(ctx, entry, _as_it_says(ctx, finding), how=CHOSEN)
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


def _name(ctx: MemberContext, held: Held) -> None:
    """The draft is called as was supposed: it is from here on."""
    _called(ctx, held, {}, CHOSEN)


def _untitle(ctx: MemberContext, held: Held) -> None:
    """It is called something else, which is asked as of every draft without a title."""
    _called(ctx, held, {"title": None}, "")


def _called(ctx: MemberContext, held: Held, changes: Mapping[str, Any], how: str) -> None:
    """What a draft is called, and how that is known; nothing of it where the question is over."""
    entry = find(ctx, int(held.values["entry"]))
    if checking.finding_of(ctx, held, entry) is not None:
        rest = {name: by for name, by in entry.provenance.items() if name != "title"}
        known = {**rest, "title": how} if how else rest
        entry = entries.edit(ctx, entry, {**changes, "provenance": known}, how="")
    post_note(ctx, entry, held.values.get("thread_ts"))
    checking.go_on(ctx, held)


def _take_out(ctx: MemberContext, held: Held) -> None:
    """The certificate is not theirs, or holds no more: the entry bears it no longer. A draft that
    was made of it goes, too, unless the member has written in it since: then that is asked.
    """
    entry = find(ctx, int(held.values["entry"]))
    title = entry.title or ""
    files = _borne(ctx, held)
    gone = let_go_of(ctx, entry, [held.values["sha256"]])
    if gone.discarded:
        tell_of_files(ctx, "file_and_draft_gone", files)
    elif is_of_certificate(gone.entry) and gone.entry.status in OPEN:
        checking.ask_whether_it_stays(ctx, held, find(ctx, entry.id), title)
        return
    elif gone.facts:
        tell_of_files(ctx, "file_and_facts_gone", files, facts=[*gone.facts])
    else:
        tell_of_files(ctx, "file_taken_away", files)
    checking.go_on(ctx, held)


def _borne(ctx: MemberContext, held: Held) -> list[File]:
    """The file that was asked about, if its bytes are kept."""
    sha256 = held.values["sha256"]
    kept = ctx.work.stored_files.of(ctx.member.id, [sha256])
    return [kept_file(ctx, sha256)] if kept else []


def _discard(ctx: MemberContext, held: Held) -> None:
    """The draft goes with the certificate that it was made of."""
    entry = find(ctx, int(held.values["entry"]))
    if entry.status in OPEN:
        entries.discard(ctx, entry)
    ctx.reply("say", {"sentence": "discarded"})
    checking.go_on(ctx, held)


def _noted(settle: Callable[[MemberContext, Held], None]) -> Callable[[MemberContext, Held], None]:
    """What was asked is remembered with the turn that has settled it, for an undo to ask again."""

    def settled(ctx: MemberContext, held: Held) -> None:
        remember(ctx, held)
        settle(ctx, held)

    return settled


CHOICES: Final = (
    *(HeldChoice(f"file_for_{at}", _noted(partial(_keep, at))) for at in range(CHOICES_MOST)),
    HeldChoice("file_new", _noted(_begin)),
    HeldChoice("file_keep", _noted(_just_keep)),
    HeldChoice("file_forget", _noted(_forget)),
    HeldChoice("cert_leave", _noted(_leave)),
    HeldChoice("cert_take", _noted(_take)),
    HeldChoice("cert_named", _noted(_name)),
    HeldChoice("cert_untitled", _noted(_untitle)),
    HeldChoice("cert_out", _noted(_take_out)),
    HeldChoice("cert_discard", _noted(_discard)),
)
