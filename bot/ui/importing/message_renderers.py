"""How messages about files are rendered: rows that were asked for in words, which events of a
calendar are meant, and each as it is offered.
"""

from typing import Final

from bot.figures import duration, several
from bot.services.context.member_context import MemberContext
from bot.services.importing import actions as importing
from bot.services.importing import calendar_actions as calendars
from bot.services.importing import message_kinds as kinds
from bot.services.importing.calendars import Offered, offered_in
from bot.ui.importing.rows import import_rows
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.formatting import bold, cut_title, days
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, gone
from bot.ui.kit.said import plainly
from storage.queues.outbox import OutboxItem

_WORDS: Final = ("CPD", "training")


def word_question(import_id: int, *, open_yet: bool) -> Content:
    """Which word marks what was learnt, with two that are common."""
    block = f"calendar:{import_id}"
    words = "Which word marks CPD in your calendar?"
    if not open_yet:
        return plainly("Your calendar: see below.", block)
    choices = [
        button(word, calendars.ChooseWord(import_id, word), number=at)
        for at, word in enumerate(_WORDS)
    ]
    other = button("Other", calendars.AskForWord(import_id))
    leave = button("Leave it", calendars.StopCalendar(import_id))
    asked = actions(f"{block}:do", [*choices, other, leave])
    return Content(words, [section(words, block), *asked])


def offered(one: Offered) -> Content:
    """An event with what can be done about it; afterwards, what was. A notification shows nothing
    of it.
    """
    block = f"calendar:{one.import_id}:{one.row}"
    done = {"taken": "Kept as a draft.", "skipped": "Skipped."}
    if one.event is None or one.verdict in done:
        return plainly(done.get(one.verdict, "Skipped."), block)
    facts = [days(one.event.start, one.event.end)]
    if one.event.minutes is not None:
        facts.append(duration(one.event.minutes))
    lines = [bold(cut_title(one.event.title)), " · ".join(facts)]
    if one.left > 1:
        lines.append(f"{several(one.left - 1, 'event')} more after it.")
    keep = button("Keep", calendars.KeepEvent(one.import_id, one.row), style="primary")
    skip = button("Skip", calendars.SkipEvent(one.import_id, one.row))
    stop = button("Stop", calendars.StopCalendar(one.import_id))
    asked = actions(f"{block}:do", [keep, skip, stop])
    return Content("Was this CPD?", [section("\n".join(lines), block), *asked])


def _word(ctx: MemberContext, item: OutboxItem) -> Rendered:
    import_id = item.values["import_id"]
    known = ctx.work.imports.get(import_id, ctx.member.id)
    if known is None:
        return GONE
    return word_question(import_id, open_yet=known.state == "preview")


def _event(ctx: MemberContext, item: OutboxItem) -> Rendered:
    one = offered_in(ctx, item.values["import_id"], item.values["row"])
    return gone(item) if one is None else offered(one)


def _rows(ctx: MemberContext, item: OutboxItem) -> Rendered:
    known = ctx.work.imports.get(item.values["import_id"], ctx.member.id)
    if known is None or known.state != "preview":
        return gone(item)
    return import_rows(importing.import_rows(ctx, known, item.values["verdict"], 0))


MESSAGES: Final = (
    MessageRenderer(kinds.LISTED, _rows),
    MessageRenderer(kinds.CALENDAR, _word),
    MessageRenderer(kinds.EVENT, _event),
)
