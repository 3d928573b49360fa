"""What administrators see of sources. A source's own names for people are escaped like anybody's
words; what somebody has done is not here at all.
"""

from typing import Final

from bot.services.sources import actions as sources
from bot.services.sources.actions import MEMBER, MatchForm, SourceRow
from bot.ui.kit.blocks import (
    Block,
    Content,
    View,
    actions,
    asked,
    asking_back,
    button,
    context,
    modal,
    section,
    user_menu,
)
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, user_in, whole
from bot.ui.kit.formatting import bold, day, several
from bot.ui.kit.ids import kept
from bot.ui.kit.page_looks import FormLook, MessageLook
from bot.ui.kit.said import plainly

CALLBACK: Final = "match_source"
NAME_MOST: Final = 40
PERSON_MOST: Final = 120
ROWS_MOST: Final = 20

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
    unknown = form.unknown
    person, name = unknown.person, brief(form.source.name, NAME_MOST)
    words = (
        f"{bold(name)} knows somebody as {bold(brief(person.external_id, PERSON_MOST))}.\n"
        f"{several(unknown.statements, 'statement')}, the latest of {day(unknown.latest.date())}"
    )
    small = (
        "They get it as drafts, if they keep a record here; else it waits. You see nothing of what "
        "it says, so be sure who they are."
    )
    row: list[dict[str, object] | None] = [
        button("Another one", sources.AskToMatch(form.source.id, person.id)) if form.more else None,
        button(
            "Nobody here",
            sources.DropUnknown(form.source.id, person.id),
            confirm=asking_back(
                "Nobody here?", "What waits for them is dropped.", "Drop it", "Keep it"
            ),
        ),
    ]
    return modal(
        CALLBACK,
        "Who is it?",
        [
            section(words, "match:who"),
            asked(MEMBER, "Who is it here?", user_menu(MEMBER, "Choose somebody")),
            *actions("match:else", row),
            context(small, "match:small"),
        ],
        carries=kept(source=form.source.id, person=person.id),
        submit="Match",
    )


def read_match(given: Carried, values: Values) -> sources.Match:
    """Who was chosen."""
    return sources.Match(whole(given, "source"), whole(given, "person"), user_in(values, MEMBER))


def matched(page: sources.Matched) -> Content:
    """That somebody is matched, and the next of them."""
    words = f"Matched: {several(page.statements, 'statement')} for <@{page.slack_id}>."
    more = None if page.source is None else button("Next", sources.AskToMatch(page.source))
    return Content(words, [section(words, "match:done"), *actions("match:next", [more])])


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
    MessageLook(sources.Matched, lambda page, _: matched(page)),
)
FORMS: Final = (FormLook(MatchForm, match_modal, CALLBACK, read_match),)
