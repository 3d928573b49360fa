"""What administrators see of sources. A source's own names for people are escaped like anybody's
words; what somebody has done is not here at all.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.figures import day, several
from bot.services.sources import actions as sources
from bot.services.sources.actions import MEMBER, PERSON, MatchForm, SourceRow
from bot.ui.kit.blocks import (
    OPTION_MOST,
    Block,
    Content,
    Element,
    Option,
    View,
    asked,
    button,
    checkboxes,
    context,
    menu,
    modal,
    option,
    section,
    user_menu,
)
from bot.ui.kit.escape import brief, shorten
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in, user_in, whole
from bot.ui.kit.formatting import bold
from bot.ui.kit.ids import Callback, kept
from bot.ui.kit.page_looks import FormLook, MessageLook
from bot.ui.kit.said import plainly
from storage.sources.sources import UnknownPerson

NAME_MOST: Final = 40
ROWS_MOST: Final = 20
NOBODY: Final = "source_nobody"
NOBODY_HERE: Final = option("Nobody here: drop what waits for them", "nobody")

_NUMBER: Final = re.compile(r"[0-9]{1,18}", re.ASCII)

HOW: Final = "Whoever runs me lets a system send drafts: `cpdbot source add`."


def source_list(page: sources.SourceList) -> Content:
    """Each source with what waits, and a way to match it."""
    blocks: list[Block] = []
    for place, row in enumerate(page.rows[:ROWS_MOST]):
        blocks.append(section(_row(row), f"sources:{place}", _match(row, place)))
    if len(page.rows) > ROWS_MOST:
        blocks.append(context(f"and {len(page.rows) - ROWS_MOST} more", "sources:more"))
    if not blocks:
        blocks.append(section("No other system sends drafts here.", "sources:none"))
    return Content("Systems that send drafts.", [*blocks, context(HOW, "sources:how")])


def waiting_line(row: SourceRow) -> str:
    """ "3 statements from *Moodle* wait for somebody"."""
    verb = "waits" if row.waiting == 1 else "wait"
    name = bold(brief(row.source.name, NAME_MOST))
    return f"{several(row.waiting, 'statement')} from {name} {verb} for somebody"


def match_button(row: SourceRow, place: int | None = None) -> dict[str, object]:
    """Opens the form for whom nobody has matched."""
    return button(
        "Match",
        sources.AskToMatch(row.source.id),
        number=place,
        spoken=f"Match people of {row.source.name}",
    )


def match_modal(form: MatchForm) -> View:
    """Who somebody is whom a source knows: its own name for them, how much waits, since when."""
    name = brief(form.source.name, NAME_MOST)
    options = [option(_unknown(one), str(one.person.id)) for one in form.unknown]
    small = (
        "They get it as drafts, if they keep a record here; else it waits. You see nothing of what "
        "it says, so be sure who they are."
    )
    return modal(
        Callback.MATCH_SOURCE,
        "Who is it?",
        [
            *([] if form.matched is None else [section(_matched(form.matched), "match:done")]),
            asked(PERSON, f"{form.source.name[:NAME_MOST]} calls them", _people(options)),
            asked(MEMBER, "Who is it here?", user_menu(MEMBER, "Choose somebody"), optional=True),
            asked(NOBODY, "Or", checkboxes(NOBODY, [NOBODY_HERE]), optional=True),
            *([context(f"{name} has more of them.", "match:more")] if form.more else []),
            context(small, "match:small"),
        ],
        carries=kept(source=form.source.id),
        submit="Keep it",
    )


def read_match(given: Carried, values: Values) -> sources.Match:
    """Who was chosen."""
    person = choice_in(values, PERSON) or ""
    return sources.Match(
        whole(given, "source"),
        int(person) if _NUMBER.fullmatch(person) else None,
        user_in(values, MEMBER),
        nobody=bool(choices_in(values, NOBODY)),
    )


def _people(options: Sequence[Option]) -> Element:
    """One alone stands there at once."""
    first = options[0]["value"] if len(options) == 1 else None
    return menu(PERSON, "Choose whom", options, first)


def _unknown(one: UnknownPerson) -> str:
    waits = f", {several(one.statements, 'statement')}, {day(one.latest.date())}"
    return f"{shorten(one.person.external_id, OPTION_MOST - len(waits))}{waits}"


def _matched(slack_id: str) -> str:
    if not slack_id:
        return "Dropped."
    return f"That is <@{slack_id}>, from now on."


def _row(row: SourceRow) -> str:
    name = bold(brief(row.source.name, NAME_MOST))
    if row.source.revoked_at is not None:
        return f"{name} · revoked on {day(row.source.revoked_at.date())}"
    people = several(row.matched, "person", "people")
    waits = f"\n{waiting_line(row)}" if row.waiting else ""
    return f"{name} · {people} matched{waits}"


def _match(row: SourceRow, place: int) -> dict[str, object] | None:
    return match_button(row, place) if row.waiting and not row.source.revoked_at else None


PAGES: Final = (
    MessageLook(sources.SourceList, lambda page, _: source_list(page), "Sources"),
    MessageLook(
        sources.NobodyWaits,
        lambda page, _: plainly(
            f"Everybody of {brief(page.name, NAME_MOST)} is matched.", "match:none"
        ),
    ),
    MessageLook(
        sources.Matched,
        lambda page, _: plainly(f"{_matched(page.slack_id)} Nobody else waits.", "match:all"),
    ),
)
FORMS: Final = (FormLook(MatchForm, match_modal, Callback.MATCH_SOURCE, read_match),)
