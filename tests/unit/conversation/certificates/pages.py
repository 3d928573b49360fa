"""Pages as tests write them: a row for each line, cells parted by bars, size by marks before it."""

import re
from collections.abc import Sequence

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.certificates.pages import Code, Line, Page
from bot.conversation.certificates.reading import read

_USUAL = 0.012


def drawn(text: str, *, recognised: bool = False) -> Page:
    """ "## Ada Example" is set large, "Name | Ada Example" are two cells of a row."""
    lines, top = [], 0.05
    for row in text.strip().splitlines():
        marks, words = re.match(r"\s*(#*) ?(.*)", row).groups()  # type: ignore[union-attr]
        size = _USUAL * (1 + 0.5 * len(marks))
        cells = [one.strip() for one in words.split("|")]
        for at, cell in enumerate(cells):
            left = 0.08 + at * 0.9 / len(cells)
            if cell:
                box = (left, top, min(1.0, left + len(cell) * size * 0.5), top + size)
                lines.append(Line(cell, box))
        top += size * 1.7
    return Page(1, tuple(lines), recognised)


def plain(text: str) -> Page:
    """Lines without places."""
    return Page(1, tuple(Line(one.strip()) for one in text.strip().splitlines()))


def certificate(text: str, *codes: Code, recognised: bool = False) -> Certificate:
    """What is read of a drawn page, which has to be taken for a certificate."""
    found = read([drawn(text, recognised=recognised)], codes)
    assert found is not None
    return found


def told(found: Certificate) -> dict[str, object]:
    """The facts alone, without their places."""
    plain_facts = found.plain()
    return {
        name: fact["value"] if isinstance(fact, dict) else fact
        for name, fact in plain_facts.items()
    }


def texts(pages: Sequence[Page]) -> str:
    """All of it."""
    return "\n".join(line.text for page in pages for line in page.lines)
