"""What lies over a border of cycles or years, split by day or kept whole by a word."""

from typing import Final, Literal

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import entries, large_qualifications
from bot.services.record.entry_changes import OPEN, find
from bot.services.record.entry_diff import Change
from bot.services.record.incoming.corrections import is_out_of_sight
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import recent_of
from bot.services.record.incoming.noted import Noted
from bot.services.schemes.assessment import worth_of
from storage.row_types import EntryRecord

How = Literal["split", "whole"]

_COUNTED: Final = (*OPEN, "logged")


def split_by_word(
    ctx: MemberContext, heard: Heard, how: How, noted: Noted, named: int | None
) -> None:
    """Do what Split by day and Keep whole do, and say so with a way back.

    Of the entry that is named, or in whose thread it is said; else of what the message began, of
    what is asked about, or of the newest that lies over a border. Raises Refused where nothing
    does.
    """
    meant = _meant(ctx, heard, noted, named)
    if not meant:
        raise Refused("nothing_to_correct")
    spanning = [one for one in meant if one.start_date != one.end_date]
    worth = worth_of(ctx, spanning)
    over = (one for one in spanning if any(each.assessment.borders for each in worth[one.id]))
    entry = next(over, None)
    if entry is None:
        long = any(large_qualifications.is_large(worth[one.id]) for one in spanning[:1])
        raise Refused("too_long_to_split" if long else "nothing_to_split")
    split = how == "split"
    change = Change("split_by_day", entry.split_by_day, split)
    other = is_out_of_sight(heard, entry)
    if entry.split_by_day == split:
        noted.stands(entry, change, named=other)
    else:
        noted.change(entries.set_split_by_day(ctx, entry, split), [change], named=other)


def _meant(
    ctx: MemberContext, heard: Heard, noted: Noted, named: int | None
) -> tuple[EntryRecord, ...]:
    """The entries that may be meant, the likeliest first."""
    if named is not None:
        return (find(ctx, named),)
    if heard.context.thread is not None and heard.about is not None:
        return (heard.about,)
    begun = [find(ctx, number) for number in reversed(noted.begun)]
    asked = [] if heard.about is None else [heard.about]
    likeliest = {one.id: one for one in (*begun, *asked, *recent_of(ctx))}
    return tuple(one for one in likeliest.values() if one.status in _COUNTED)
