"""A draft of what was told somewhere else in Slack: asked about in its turn, and counting for
nothing until its member has said in their own words why.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.services.context.member_context import MemberContext
from bot.services.record import entries, question_queue
from bot.services.record.entries import Source
from storage.row_types import EntryRecord


def draft(
    ctx: MemberContext,
    told: Mapping[str, Any],
    source: Source,
    by: str,
    *,
    channel: str = "",
    links: Sequence[str] = (),
    to_come: bool = False,
    shown: bool = True,
) -> EntryRecord:
    """The draft; its question waits while something else is being asked. What is
    still to come (`to_come`, or by its day) is a plan. `shown`: its card is posted.
    """
    ctx.work.undo.be_silent()  # "undo" takes back what the member said to us
    asked = question_queue.asked_now(ctx)
    entry = entries.begin_told(
        ctx,
        told,
        source,
        by,
        links=links,
        channel=channel,
        to_come=to_come,
        ask=shown and asked is None,
        shown=shown,
    )
    if shown and asked is not None and asked.id != entry.id:
        question_queue.wait_behind(ctx, asked, entry)
    return entry
