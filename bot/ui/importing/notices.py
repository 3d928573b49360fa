"""An import as it stands on the message that announced it: figures, and what columns are called
that are not used. No notification holds a word of the file's.
"""

from collections.abc import Mapping
from typing import Final

from bot.figures import credits, day, listed, number, several
from bot.services.context.member_context import MemberContext
from bot.services.importing import actions as importing
from bot.services.importing.archives import ArchiveAbout
from bot.services.importing.previews import ImportView, view_of
from bot.services.importing.worth import Lack
from bot.services.record import actions as record
from bot.ui.kit.blocks import Block, Content, Element, actions, asking_back, button, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.job_notices import JobNotice
from bot.ui.kit.message_renderers import GONE, Rendered
from bot.ui.kit.said import plainly
from storage.queues.jobs import JobRecord

_WORDS_MOST: Final = 39
"""Words of a preview besides its buttons and what columns are called."""
_NAMED_MOST: Final = 3
_NAME_MOST: Final = 40
"""Columns that are named, and characters of a name."""
_KINDS_MOST: Final = 2
_WAITS_FOR: Final[Mapping[Lack, str]] = {
    "helps": "how it helps",
    "words": "a sentence",
    "longer": "a longer sentence",
    "minutes": "their length",
    "opening": "your yes or no",
}


def reading(view: ImportView) -> Content:
    """While a table is read, and what was read: nothing of it counts yet."""
    block = f"import:{view.import_id}"
    if view.failed:
        return plainly("I could not read your file.", block)
    if view.overtaken:
        return plainly("You changed the columns: I have read it again below.", block)
    if view.state == "preview":
        return _preview(view)
    if view.state in ("arriving", "discarded"):
        return plainly("Left as it was: nothing of your file is in your record.", block)
    return plainly(f"{several(view.taken, 'row')} of your file taken: see below.", block)


def _preview(view: ImportView) -> Content:
    block = f"import:{view.import_id}"
    if view.done < view.of:
        so_far = f" {view.done:,} of {view.of:,} rows so far." if view.done else ""
        return plainly(f"I am reading your file.{so_far}", block)
    about = view.archive
    columns = None
    if about is None:
        columns = button("Columns", importing.AskForColumns(view.import_id))
    leave = button("Leave it", importing.LeaveImport(view.import_id))
    if not view.can_be_read:
        words = "I cannot tell which column names the activity and which its day. Show me?"
        return _with_buttons(words, view, [columns, leave])
    words = " ".join(filter(None, (_what_is_taken(view), _besides(view))))
    unused, more_unused = _unused(view)
    room = _WORDS_MOST - len(f"{words} {more_unused}".split()) - (2 if unused else 0)
    for remark in _remarks(view):
        room -= len(remark.split())
        words += f" {remark}" if room >= 0 else ""
    take = button("Take them", importing.AskToTake(view.import_id), style="primary")
    look = button("Show me", importing.ShowImportRows(view.import_id, view.first_list))
    shown = view.taken or view.doubtful or view.there or view.skipped
    buttons = [take if view.taken else None, look if shown else None, columns, leave]
    if about is not None:
        return _archive(view, about, buttons)
    return _with_buttons(words, view, buttons, f"\n{unused}{more_unused}" if unused else "")


def _archive(view: ImportView, about: ArchiveAbout, do: list[Element | None]) -> Content:
    """An archive that holds: what would be taken of it, whose it was, and that nobody checked."""
    words = f"It holds. {_sum(view)}{_briefly_beyond(view)}." if view.taken else _nothing(view)
    words = " ".join(filter(None, (words, _besides(view))))
    if about.missing:
        words += f" {several(about.missing, 'file')} missing."
    return _with_buttons(words, view, do, f"\n{whose(about)}")


def _nothing(view: ImportView) -> str:
    return f"It holds. {_what_is_taken(view)}"


def _briefly_beyond(view: ImportView) -> str:
    verb = "waits" if view.waiting == 1 else "wait"
    told = (
        (view.before, "before your cycle"),
        (view.outside, "in no cycle"),
        (view.waiting, verb),
    )
    return "".join(f"; {count:,} {what}" for count, what in told if count)


def whose(about: ArchiveAbout) -> str:
    """Whose it was by its own word, and whether that was looked into."""
    made = f", {day(about.made_on)}" if about.made_on else ""
    if about.relation in ("whole", "own"):
        return f"An archive of this record{made}."
    name, place = brief(about.name, _NAME_MOST), brief(about.workspace, _NAME_MOST)
    differs = "another name, " if about.relation == "other" else ""
    return f"{name}, {place}{made}: {differs}identity not checked."


def _unused(view: ImportView) -> tuple[str, str]:
    """ "Not used: Cost, Ref no", and how many more columns; nothing where all are used."""
    named = [brief(name, _NAME_MOST) for name in view.unused[:_NAMED_MOST]]
    more = len(view.unused) - len(named)
    if not named:
        return "", ""
    return (
        (f"Not used: {', '.join(named)}", f" +{more}")
        if more
        else (f"Not used: {listed(named)}", "")
    )


def _remarks(view: ImportView) -> list[str]:
    """How it was read, where that is no matter of course; what matters most comes first."""
    more = "It has more rows."
    if view.naming:  # what is there of how it was read is seen in the rows
        return [more, _how_many_name(view)] if view.cut else [_names(view)]
    remarks = [
        (view.cut, more),
        (view.by_credits, "Credits taken as hours."),
        (not view.order_told, "Days read day first."),
    ]
    return [words for so, words in remarks if so]


def _how_many_name(view: ImportView) -> str:
    seem = "seems" if view.naming == 1 else "seem"
    return f"{several(view.naming, 'row')} {seem} to name somebody."


def _names(view: ImportView) -> str:
    """ "Row 14 seems to name somebody."; the words stand in the file alone."""
    rows = [f"{row:,}" for row in view.named_rows]
    if view.naming > len(rows):
        rows.append(f"{view.naming - len(rows):,} more")
    if view.naming == 1:
        return f"Row {rows[0]} seems to name somebody."
    return f"Rows {listed(rows)} seem to name somebody."


def _what_is_taken(view: ImportView) -> str:
    """ "212 entries: 68 count, 498 credits; 130 before your cycle; 14 wait for how it helps."."""
    if not view.taken:
        return "I found nothing to take."
    return f"{_sum(view)}{_beyond(view)}."


def _sum(view: ImportView) -> str:
    """ "212 entries, 498 credits (100 in earlier years)"; how many count, where not all of them
    do.
    """
    entries = several(view.taken, "entry", "entries")
    several_schemes = len(view.credits) > 1
    worth = [
        f"{credits(one)} under {escape(title)}" if several_schemes else credits(one)
        for title, one in view.credits
    ]
    if not worth:
        return entries
    counted = view.taken - view.waiting - view.before - view.outside
    count = ""
    if 0 < counted < view.taken:
        count = f": {counted:,} {'counts' if counted == 1 else 'count'}"
    if all(one == 0 for _, one in view.credits):
        return f"{entries}{count}, {listed(worth)}"
    return f"{entries}{count}, {listed(worth)}{_earlier(view)}"


def _earlier(view: ImportView) -> str:
    """ " (15 in earlier years)": what of the credits is not this year's."""
    earlier = {title: one for title, one in view.earlier if one}
    if not earlier:
        return ""
    if all(earlier.get(title, 0) == one for title, one in view.credits):
        return " in earlier years"
    if len(view.credits) > 1:
        return " (some in earlier years)"
    return f" ({number(sum(earlier.values()))} in earlier years)"


def _beyond(view: ImportView) -> str:
    """ "; 130 before your cycle; 14 wait for how it helps": those that do not count, and
    why.
    """
    told = []
    if view.before:
        told.append(f"{view.before:,} before your cycle")
    if view.outside:
        told.append(f"{view.outside:,} in no cycle")
    if view.waiting:
        told.append(_waits(view))
    return "".join(f"; {one}" for one in told)


def _waits(view: ImportView) -> str:
    """ "10 wait for how it helps, 4 for a sentence"."""
    verb = "waits" if view.waiting == 1 else "wait"
    if not view.waits_for or len(view.waits_for) > _KINDS_MOST:
        return f"{view.waiting:,} {verb} for a sentence of yours"
    (lack, count), *others = view.waits_for
    verb = "waits" if count == 1 else "wait"
    first = f"{count:,} {verb} for {_WAITS_FOR[lack]}"
    return ", ".join([first, *(f"{count:,} for {_WAITS_FOR[lack]}" for lack, count in others)])


def _besides(view: ImportView) -> str:
    """ "9 need a look, 3 there already and 1 total left out."."""
    told = []
    if view.doubtful:
        told.append(f"{view.doubtful:,} {'needs' if view.doubtful == 1 else 'need'} a look")
    if view.there:
        told.append(f"{view.there:,} there already")
    if view.skipped and view.skipped == view.totals:
        told.append(f"{several(view.totals, 'total')} left out")
    elif view.skipped:
        told.append(f"{view.skipped:,} left out")
    return f"{listed(told)}." if told else ""


def taking(view: ImportView) -> Content:
    """While rows become entries, and the one summary."""
    block = f"import:{view.import_id}"
    if view.state == "done":
        return _summary(view)
    if view.state == "undone":
        stays = ""
        if view.stay:
            stays = (
                f" {view.stay:,} that you changed since {'stays' if view.stay == 1 else 'stay'}."
            )
        if not view.undone and not view.stay:
            return plainly("Left as it was: nothing of your file is in your record.", block)
        gone = several(view.undone, "entry", "entries")
        return plainly(f"Undone: {gone} out of your record.{stays}", block)
    if view.failed:
        if view.overtaken:
            return plainly("I tried again: see below.", block)
        again = button("Try again", importing.TryAgain(view.import_id), style="primary")
        leave = button("Leave it", importing.GiveUp(view.import_id))
        words = "I could not take your file in. Nothing of it counts."
        return _with_buttons(words, view, [again, leave])
    so_far = f" {view.done:,} of {view.of:,} rows so far." if view.done else ""
    return plainly(f"I am taking your file in; it counts once all of it is.{so_far}", block)


def _summary(view: ImportView) -> Content:
    show: Element | None = None
    if view.waiting:
        show = button("Show", record.ShowEntries(0, None, "waiting"))
    undo = button(
        "Undo",
        importing.UndoImport(view.import_id),
        confirm=asking_back(
            "Take it all back?",
            "Every entry of this file leaves your record, but for those you changed since.",
            "Undo",
            "Keep them",
        ),
    )
    if view.archive is None:
        return _with_buttons(f"{_sum(view)}{_beyond(view)}.", view, [show, undo])
    words = f"{_sum(view)}{_briefly_beyond(view)}."
    words += " Settings, schemes and opening balances are not taken."
    start: Element | None = None
    if view.starts:  # the next one is offered once that is settled
        one = view.starts[0]
        start = button(
            f"{brief(one.title, _NAME_MOST)}: cycle from {day(one.start)}",
            importing.UseCycleStart(view.import_id, one.scheme),
        )
    return _with_buttons(words, view, [show, start, undo])


def _with_buttons(
    words: str, view: ImportView, buttons: list[Element | None], named: str = ""
) -> Content:
    """`named` holds words of the file's, and stands in no notification."""
    block = f"import:{view.import_id}"
    blocks: list[Block] = [section(words + named, block), *actions(f"{block}:do", buttons)]
    return Content(words, blocks)


def _reading(ctx: MemberContext, job: JobRecord) -> Rendered:
    view = view_of(ctx, job)
    return GONE if view is None else reading(view)


def _taking(ctx: MemberContext, job: JobRecord) -> Rendered:
    view = view_of(ctx, job)
    return GONE if view is None else taking(view)


JOB_NOTICES: Final = (
    JobNotice("import_read", _reading),
    JobNotice("archive_read", _reading),
    JobNotice("import_take", _taking),
    JobNotice("archive_take", _taking),
)
