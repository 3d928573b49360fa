"""A period's narrative as a page: what is quoted, as plain text to be copied, and what is ahead."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.figures import day, several
from bot.services.record import actions as record
from bot.services.schemes.narrative import Ahead, PeriodNarrative, Quote
from bot.ui.kit.blocks import Block, View, context, modal, plain_section, section
from bot.ui.kit.escape import escape, shown
from bot.ui.kit.formatting import bold, scheme_body
from bot.ui.kit.ids import Callback, kept_page
from bot.ui.schemes.qualities import quality_lines

_TEXT_MOST: Final = 2900
_CHUNKS_MOST: Final = 40
_AHEAD: Final[Mapping[str, str]] = {
    "planned": "planned",
    "follow_up": "to look back on",
    "intention": "",
}


def narrative(form: record.NarrativeForm) -> View:
    """The narrative, for its member alone."""
    one = form.narrative
    body = escape(scheme_body(one.title))
    told = f"{bold(f'{day(one.first)} to {day(one.today)}')}\n{_counted(one)}"
    blocks: list[Block] = [section(told, "narrative:head")]
    for name, words in narrative_texts(one):
        blocks.append(section(bold(name), f"narrative:{name[:20].lower().replace(' ', '-')}"))
        chunks = [words[at : at + _TEXT_MOST] for at in range(0, len(words), _TEXT_MOST)]
        kept = max(0, _CHUNKS_MOST - len(blocks))
        for at, chunk in enumerate(chunks[:kept]):
            blocks.append(plain_section(chunk, f"narrative:{name[:9]}:{at}"))
    if one.entries:
        lines = "\n".join(quality_lines(one.mirror))
        blocks.append(section(f"{bold(f'Beside {body}’s qualities')}\n{lines}", "narrative:mirror"))
    blocks.append(
        context(
            "Your own words, picked by rules and not changed. Finish it as you like.",
            "narrative:foot",
        )
    )
    carries = kept_page("narrative", record.ShowNarrative())
    return modal(Callback.ASIDE, "Your narrative", blocks, carries=carries, close="Close")


def narrative_texts(one: PeriodNarrative) -> Iterator[tuple[str, str]]:
    """Its parts with their plain text, to be copied: those of which there is anything."""
    parts: tuple[tuple[str, Sequence[Quote]], ...] = (
        ("Why I needed it", one.needs),
        ("What I did", one.did),
        ("What I learned", one.learned),
        ("How I applied it", one.applied),
        ("What it changed", one.changed),
    )
    for name, quotes in parts:
        if quotes:
            yield name, "\n\n".join(map(_quoted, quotes))
    if one.ahead:
        yield f"What is ahead, to {day(one.until)}", "\n".join(map(_ahead, one.ahead))


def _counted(one: PeriodNarrative) -> str:
    if not one.entries:
        return "Nothing is saved of these months yet."
    without = f", {one.without_words:,} without words of yours" if one.without_words else ""
    return f"{several(one.entries, 'entry', 'entries')}{without}."


def _quoted(one: Quote) -> str:
    return f"“{shown(one.words)}”\n{shown(one.title) or 'Untitled'}, {day(one.on)}"


def _ahead(one: Ahead) -> str:
    """ "5 Dec 2026: Battery safety (planned)": days first, words in quotes."""
    when = f"{day(one.day)}: " if one.day is not None else ""
    kind = f" ({_AHEAD[one.kind]})" if _AHEAD[one.kind] else ""
    words = f": “{shown(one.words)}”" if one.words else ""
    return f"{when}{shown(one.title) or 'Untitled'}{kind}{words}"
