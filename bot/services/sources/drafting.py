"""A draft from what a source told, in its member's own lane; and telling them of it.

A few cards a day go into the conversation, in working hours; all others stand on Home, and are
told of in one line. Nothing of it counts before its member has said something about it themselves.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from bot.services.context.being_told import may_be_told
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.own_events import OwnEvent
from bot.services.record import entries, question_queue
from bot.services.record.entries import Source
from bot.services.sources.lanes import SOURCE_DRAFT
from bot.services.sources.statements import columns
from storage.row_types import EntryRecord
from storage.sources.sources import SourceRecord
from storage.sources.statements import StatementRecord

CARDS_A_DAY: Final = 3
"""Cards from sources that a member is sent in a day of theirs."""

DRAFTS_A_DAY: Final = 50
"""Drafts from sources that a member gets in a day of theirs; more wait for the next."""

KIND: Final = "source_drafts"
"""The message that tells of drafts whose cards were not sent."""


@action()
class DraftFromSource(Action):
    """A source has told of something that the member has done."""

    by_member: ClassVar[bool] = False
    members_only: ClassVar[bool] = True
    statement: int

    def do(self, ctx: MemberContext) -> None:
        one = ctx.work.statements.get(self.statement)
        if one is None or one.state != "queued" or one.member_id != ctx.member.id:
            return
        source = ctx.work.sources.get(one.source_id)
        if source is None or source.revoked_at is not None or one.content is None:
            ctx.work.statements.change(one, state="dropped", content=None)
            return
        if not ctx.work.statements.keeps_a_record(ctx.member.slack_id):
            ctx.work.statements.change(one, state="waiting", member_id=None)
            return
        before = ctx.work.statements.drafted_on(ctx.member.id, ctx.today)
        if before >= DRAFTS_A_DAY:
            tomorrow = ctx.today + timedelta(days=1)
            ctx.work.statements.change(one, state="waiting", not_before=tomorrow)
            return
        _draft(ctx, source, one, one.content, shown=before < CARDS_A_DAY and may_be_told(ctx))


def _draft(
    ctx: MemberContext,
    source: SourceRecord,
    one: StatementRecord,
    content: Mapping[str, Any],
    *,
    shown: bool,
) -> None:
    ctx.work.undo.be_silent()  # "undo" takes back what the member did
    asked = question_queue.asked_now(ctx)
    link = content["link"]
    entry = entries.begin_told(
        ctx,
        columns(content, ctx.zone),
        Source(f"source:{one.id}", content["title"]),
        source.name,
        links=[link] if link else [],
        ask=shown and asked is None,
        shown=shown,
    )
    if shown and asked is not None and asked.id != entry.id:
        question_queue.wait_behind(ctx, asked, entry)
    ctx.work.statements.change(
        one,
        state="told" if shown else "drafted",
        content=None,
        entry_id=entry.id,
        drafted_on=ctx.today,
    )


def tell(contexts: ContextFactory, workspace_id: str, member_id: int) -> bool:
    """One line to a member about all of them, once a day, when they are at work and no more is
    coming; whether it was said.
    """
    with contexts.open_by_id(workspace_id, member_id, Origin("source_drafts")) as ctx:
        if ctx is None or not may_be_told(ctx):
            return False
        if ctx.work.statements.is_expecting_more(member_id):
            return False
        told = _tell_once(ctx)
        ctx.commit()
    return told


def _tell_once(ctx: MemberContext) -> bool:
    untold = ctx.work.statements.untold(ctx.member.id)
    drafts = [one for one in untold if _is_draft(_entry(ctx, one))]
    if drafts:
        names = {one.id: one.name for one in ctx.work.sources.all()}
        values = {
            "count": len(drafts),
            "sources": sorted({names[one.source_id] for one in drafts}),
        }
        key = f"{KIND}:{ctx.member.id}:{ctx.today.isoformat()}"
        if ctx.work.messages.say(ctx.member.id, KIND, key, ctx.real, values) is None:
            return False  # they have heard of others today
    for one in untold:
        ctx.work.statements.change(one, state="told")
    return bool(drafts)


def _entry(ctx: MemberContext, one: StatementRecord) -> EntryRecord | None:
    return ctx.work.entries.get(one.entry_id or 0, ctx.member.id)


def _is_draft(entry: EntryRecord | None) -> bool:
    return entry is not None and entry.status == "draft"


EVENTS: Final = (OwnEvent(SOURCE_DRAFT, lambda body: DraftFromSource(int(body["statement"]))),)
