"""Answers about what is open, planned, missing or signed off, and about what is to be logged."""

from collections.abc import Sequence
from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, always, explained
from bot.services.record import entries
from bot.services.record.dialogue import dialogue_about
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.sign_offs import sign_offs_of
from bot.services.schemes.member_schemes import Scheme, of_schemes
from bot.services.schemes.standing_answers import credits_left
from storage.row_types import EntryRecord
from storage.vocabulary import EntryStatus

TITLES: Final = 2
"""Entries that an answer names."""

_OPEN: Final[dict[str, tuple[EntryStatus, ...]]] = {
    "planned": ("planned",),
    "open": ("draft", "planned"),
    "all": ("draft", "planned"),
}


def open_entries(ctx: MemberContext, asked: Asked) -> Explained:
    """What is open, or planned; of everything that is there, how much is saved, too."""
    states = _OPEN.get(asked.words, _OPEN["open"])
    found = [one for one in ctx.work.entries.list(ctx.member.id, states) if one.title]
    lines = []
    if found:
        titles = [[one.title, one.status, _day(one)] for one in found[:TITLES]]
        lines.append(Line("open_now", {"opened": {"count": len(found), "named": titles}}))
    if asked.words != "all":
        none = "none_planned" if asked.words == "planned" else "none_open"
        return Explained(tuple(lines or [Line(none)]))
    _, saved = entries.logged_in(ctx, None, 1, 0)
    if saved:
        lines.append(Line("saved_ones", {"entries": saved}))
    return Explained(tuple(lines or [Line("next_nothing")]), (Offer("list"),) if saved else ())


def _day(entry: EntryRecord) -> str:
    return entry.start_date.isoformat() if entry.start_date is not None else ""


def missing(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What the entry just spoken of lacks, before what is left of the year."""
    left = credits_left(ctx, asked, schemes)
    newest = next(
        (one for one in recent_of(ctx) if one.status in ("draft", "logged") and one.title), None
    )
    if newest is None or ctx.now - newest.changed_at > JUST_NOW:
        return left
    lacks = _lacks(ctx, newest, schemes)
    if not lacks:
        return left
    line = Line("entry_lacks", {"evidence_of": newest.title, "missing": lacks})
    return Explained((line, *left.lines[:1]), left.offers)


def _lacks(ctx: MemberContext, entry: EntryRecord, schemes: Sequence[Scheme]) -> str:
    """By name, the first thing that keeps it from counting, else a certificate; "" for nothing."""
    for one in dialogue_about(ctx, entry).worth:
        waits = [name for name in one.assessment.missing_questions if name != "save"]
        if waits:
            return waits[0]
    asks = any(one.pack.rule("entry.evidence", ctx.today) is not None for one in schemes)
    has = ctx.work.entries.evidence([entry.id])[entry.id]
    return "certificate" if asks and entry.formality == "formal" and not has else ""


def signed(ctx: MemberContext, asked: Asked) -> Explained:
    """What came of the sign-off that was asked for last, of whoever is named."""
    recent = recent_of(ctx)
    evidence = ctx.work.entries.evidence([one.id for one in recent])
    found = sign_offs_of(ctx.work, ctx.member.id, recent, evidence)
    titles = {one.id: one.title or "" for one in recent}
    all_of_them = [(each, titles[number]) for number, some in found.items() for each in some]
    name = asked.words.split()[:1]
    theirs = [one for one in all_of_them if not name or name[0] in one[0].reviewer.lower().split()]
    if not theirs:
        return explained("signed_none")
    one, title = max(theirs, key=lambda each: each[0].asked_at)
    at = one.answered_at or one.asked_at
    on = at.astimezone(ctx.zone).date().isoformat()
    return explained(f"signed_{one.state}", name=one.reviewer, evidence_of=title, on=on)


ANSWERS: Final = (
    Answer("open_entries", open_entries),
    Answer("missing", of_schemes(missing)),
    Answer("signed", signed),
    Answer("certificate_number", always("certificate_number")),
    Answer("for_another", always("for_another")),
    Answer("log_something", always("log_something")),
    Answer("own_words", always("own_words")),
    Answer("travel", always("travel")),
    Answer("list_them", always("list_them")),
    Answer("log_while_off", always("log_while_off")),
    Answer("cancel_plan", always("cancel_plan")),
    Answer("will_ask", always("will_ask")),
    Answer("another_entry", always("another_entry")),
    Answer("who_for", always("who_for", "scheme")),
)
