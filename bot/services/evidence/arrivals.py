"""What follows once files were looked at, in their member's own lane: those that were dropped
together are dealt with together, in their order, when the last of them is done.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.services.context.jobs import JobKind
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence import documents
from bot.services.evidence.facts import fitting, likely
from bot.services.evidence.keeping import (
    NOT_KEPT,
    TOLD_OF,
    Keeping,
    draft_of,
    keep_for,
    tell_of_files,
)
from bot.services.evidence.placing import TABLE, ask_for_place
from bot.services.evidence.results import (
    TOLD,
    FileResult,
    is_fresh,
    is_open,
    why_aside,
)
from bot.services.record.evidence import File
from bot.services.record.file_requests import KIND, Purpose, group_of, prefix_of
from bot.services.record.incoming.actions import Write
from bot.services.record.incoming.heard import Message
from bot.services.record.incoming.interpretation import recent_of
from bot.services.record.incoming.noted import Noted
from storage.queues.jobs import JobRecord
from storage.row_types import EntryRecord

SAID: Final = "files"
"""The kind of the message that says how far the files of a group are, and what was wrong."""

_ALIVE: Final = ("draft", "planned", "logged", "withdrawn")


def said_key(group: str) -> str:
    """What the message about a group of files is known by."""
    return f"files:{group}"


def say_how_far(ctx: MemberContext, group: str, thread_ts: str | None) -> None:
    """Post the message about a group of files, or have it shown anew where it stands."""
    key = said_key(group)
    values = {"group": group}
    said = ctx.work.messages.say(ctx.member.id, SAID, key, ctx.real, values, thread_ts=thread_ts)
    if said is None:
        ctx.work.messages.show_said(key, ctx.real)


def jobs_of(ctx: MemberContext, group: str) -> list[JobRecord]:
    """The jobs of a group of files, in the order of the files."""
    return ctx.work.jobs.of_group(ctx.member.id, KIND, prefix_of(group))


def ended(ctx: MemberContext, job: JobRecord) -> None:
    """A file was looked at, or could not be; nothing follows before all of its group are done."""
    group = group_of(job.key)
    together = jobs_of(ctx, group)
    if any(is_open(one) for one in together):
        return
    fresh = [one for one in together if is_fresh(one)]
    if fresh:
        _Group(ctx, group, fresh).deal()


class _Group:
    """Files that were dropped together, of which nothing has followed yet."""

    def __init__(self, ctx: MemberContext, group: str, fresh: Sequence[JobRecord]) -> None:
        self._ctx = ctx
        self._group = group
        self._fresh = fresh
        self._lines: dict[int, dict[str, Any]] = {}
        self._thread_ts: str | None = None
        self._spoken_of: list[int] = []

    def deal(self) -> None:
        """Do what follows from each, and say what was wrong with which, in one message."""
        kept: list[FileResult] = []
        for job in self._fresh:
            if job.state == "aside":
                self._lines[job.id] = {"sentence": why_aside(job), "names": [], "values": {}}
                continue
            found = FileResult.of_plain(job.result)
            self._thread_ts = found.purpose.thread_ts
            try:
                kept += self._one(found)
            except Refused as refused:
                self._lines[job.id] = {
                    "sentence": refused.sentence,
                    "names": [found.name] if found.name else [],
                    "values": {name: str(value) for name, value in refused.values.items()},
                }
        if kept:
            self._place(kept)
        for job in self._fresh:
            self._ctx.work.jobs.settle(job.id, {TOLD: True})
        if self._lines:
            lines = {"lines": [*self._lines.values()]}
            self._ctx.work.held.put_aside(self._ctx.member.id, NOT_KEPT, self._ctx.now, {})
            self._ctx.reply(TOLD_OF, lines, thread_ts=self._thread_ts)
        self._ctx.work.messages.show_said(said_key(self._group), self._ctx.real)

    def _one(self, found: FileResult) -> list[FileResult]:
        """A file that is to be somebody's evidence; nothing where it is something else. Raises
        Refused with what is to be said of it.
        """
        if found.refused:
            raise Refused(found.refused, **found.values)
        if found.text:
            documents.offer(self._ctx, found.text, self._keeping(found.name))
            return []
        if found.import_id is not None:
            return []  # what was found in it is said where it is imported
        if found.spoken:
            return self._spoken(found)
        return [found]

    def _spoken(self, found: FileResult) -> list[FileResult]:
        """What was said in a voice clip is a message like any other; the clip goes with it."""
        purpose = found.purpose
        key = f"{self._ctx.origin.key}:{found.sha256[:16]}"
        thread_ts = purpose.thread_ts
        message = Message(key, found.spoken, purpose.channel, purpose.ts, thread_ts)
        noted = Noted()
        Write(message).listen_and_do(self._ctx, noted)
        made = tuple(noted.begun or noted.entries) or purpose.entries
        about = self._alive(made)
        self._spoken_of += [one.id for one in about]
        if about:
            keep_for(self._ctx, about[0], [found.file], self._keeping(found.sha256))
        return []  # else what was said is asked about, or answered, by itself

    def _place(self, kept: Sequence[FileResult]) -> None:
        """Evidence of the entry that they were dropped for; without one a certificate makes a
        draft of its own, and for all that is left it is asked.
        """
        purpose = kept[0].purpose
        if not purpose.entries:  # what was said in a clip among them is as what is written beside
            purpose = replace(purpose, entries=tuple(dict.fromkeys(self._spoken_of)))
        meant = self._alive(purpose.entries)
        if len(meant) == 1 and len(purpose.entries) == 1:
            files = [one.file for one in kept]
            keep_for(self._ctx, meant[0], files, self._keeping("kept"))
            return
        left = kept if purpose.entries else [one for one in kept if not self._is_draft(one)]
        for unread in dict.fromkeys(one.unread for one in left):
            some = [one for one in left if one.unread == unread]
            self._ask(some, meant, purpose, unread)

    def _is_draft(self, found: FileResult) -> bool:
        """Whether a certificate has become a draft of its own, or its place is being asked."""
        certificate = found.certificate
        if certificate is None or certificate.flaw is not None:
            return False  # what proves nothing makes no draft
        ctx, keeping = self._ctx, self._keeping(found.sha256)
        borne = self._bearing(found.file)
        if borne is not None:
            keep_for(ctx, borne, [found.file], keeping)  # says that it is there
            return True
        fits = fitting(ctx, certificate, recent_of(ctx))
        if fits is not None:
            rest = [one for one in self._likely([found]) if one.id != fits.id]
            ask_for_place(ctx, [found.file], [fits, *rest], keeping, words=found.purpose.words)
        else:
            draft_of(ctx, found.file, keeping)
        return True

    def _ask(
        self,
        some: Sequence[FileResult],
        meant: Sequence[EntryRecord],
        purpose: Purpose,
        unread: str,
    ) -> None:
        candidates = list(meant) or self._likely(some)
        keeping = self._keeping(unread or "kept")
        files = [one.file for one in some]
        if unread == TABLE:
            tell_of_files(self._ctx, "file_holds_table", files, self._thread_ts)
        ask_for_place(self._ctx, files, candidates, keeping, words=purpose.words, unread=unread)

    def _likely(self, some: Sequence[FileResult]) -> list[EntryRecord]:
        """Entries that files may be of, the likeliest first."""
        certificate = next((one.certificate for one in some if one.certificate), None)
        return likely(self._ctx, certificate, [one.name for one in some], recent_of(self._ctx))

    def _bearing(self, file: File) -> EntryRecord | None:
        """The entry that bears this file already, among those that were begun last."""
        recent = [one for one in recent_of(self._ctx) if one.status in _ALIVE]
        borne = self._ctx.work.entries.evidence([one.id for one in recent])
        return next(
            (one for one in recent if any(it.sha256 == file.sha256 for it in borne[one.id])), None
        )

    def _alive(self, entry_ids: Sequence[int]) -> list[EntryRecord]:
        """Those of the entries that stand, or are withdrawn: both keep their evidence."""
        found = [self._ctx.work.entries.get(one, self._ctx.member.id) for one in entry_ids]
        return [one for one in found if one is not None and one.status in _ALIVE]

    def _keeping(self, what: str) -> Keeping:
        return Keeping(f"{self._group}:{what[:16]}", self._thread_ts)


JOB_KINDS: Final = (JobKind(KIND, on_ended=ended),)
