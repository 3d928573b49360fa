"""docs/evaluation.md: a row for each run, the newest on the open half, every one on the sealed.

README.md holds the most telling figures of the newest run on each half.
"""

import re
from typing import Final

from evaluation.running import Run
from evaluation.sets import HALVES, Half
from evaluation.tables import failures, figures_of, report, table

EMPTY: Final = """# How well messages are understood

`make eval` runs labelled sentences and dialogues through the real services and holds what came of
them against their labels; `evaluation/sets/README.md` says what a line holds and what is right. The
lines were written and labelled from what the conversation is to be, by somebody who has not seen
the grammar. Half of them are sealed: nobody looks at them while the grammar is changed. What run 1
found there was read afterwards, so later runs of these lines are of known ones. This page is
written by `python -m evaluation --document`.

- **Kinds**: each part of a message counts once; several readings may be right.
- **Fields**: *right* is what the label says, nothing where it says nothing. A wrong value is
  *confidently wrong* where it was stored without being asked about. Precision and recall are of
  values alone.
- **Exactly right**: kinds in their order, whether the bot asked, what changed, the number of
  entries, and every labelled field.
- **Asked**: of messages not labelled unclear, those where the bot asked what they are.
- **Poison**: stages that hold words that are no account.
- **Elements**: a span found is right where it shares half of the shorter one with one labelled.

## Runs

<!-- runs -->
<!-- end of runs -->

## What the coach takes

<!-- coach -->
<!-- end of coach -->

## Certificates

`python -m evaluation certificates` reads the files of `evaluation/sets/certificates` as members'
files are read, and holds what is read against their labels (`--set sealed certificates`: the
sealed, of which it tells figures alone). *Precision* is over fields that were filled, *recall*
over values that the labels hold; a name or a module counts as one line of its list. The open ones
were read while the rules were written: how well others are read, the sealed ones say.

### The open certificates

<!-- certificates open -->
<!-- end of certificates open -->

### The sealed certificates

<!-- certificates sealed -->
<!-- end of certificates sealed -->

## The open half

<!-- open -->
<!-- end of open -->

## The sealed half

<!-- sealed -->
<!-- end of sealed -->
"""

_FIRST: Final = ("date", "half", "version")
_IN_README: Final = ("lines", "exactly right", "facts confidently wrong")


def documented(page: str, run: Run, half: Half, date: str, version: str) -> str:
    """The page with this run. Raises ValueError where its marks are gone."""
    page = _with_row(page, run, half, date, version)
    if half == "open":
        more = "`python -m evaluation --failures` lists every failure."
        return _put(page, "open", f"{date}, {version}. {more}\n\n{report(run)}")
    told = f"{report(run)}\n### Every failure\n\n{failures(run)}"
    before = _between(page, "sealed")
    number = len(re.findall(r"^### Run \d", before, re.MULTILINE)) + 1
    below = re.sub(r"^###", "####", told, flags=re.MULTILINE)
    return _put(page, "sealed", f"{before}### Run {number}: {date}, {version}\n\n{below}\n")


def coached(page: str, tables: str) -> str:
    """The page with these tables of the coach. Raises ValueError where its marks are gone."""
    return _put(page, "coach", f"\n{tables}\n")


def with_certificates(page: str, half: Half, told: str) -> str:
    """The page with these figures of certificates. Raises ValueError where its marks are gone."""
    return _put(page, f"certificates {half}", f"\n{told}\n")


def named(readme: str, page: str) -> str:
    """README with the most telling of each half's newest figures. ValueError without its mark."""
    heads, _, *rows = (_cells(line) for line in _between(page, "runs").splitlines())
    newest = {row[_FIRST.index("half")]: row for row in rows}
    columns = [newest[half] for half in HALVES if half in newest]
    told = table(
        ["", *(f"{row[1]} half, {row[0].partition(',')[0]}" for row in columns)],
        [
            [name, *(row[place] for row in columns)]
            for place, name in enumerate(heads)
            if name in _IN_README and any(row[place] for row in columns)
        ],
    )
    return _put(readme, "evaluation", f"\n{told}\n\n")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _with_row(page: str, run: Run, half: Half, date: str, version: str) -> str:
    kept = figures_of(run)
    rows = _between(page, "runs")
    if not rows:
        heads = (*_FIRST, *kept)
        rows = f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    row = f"| {' | '.join((date, half, version, *kept.values()))} |\n"
    return _put(page, "runs", rows + row)


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name} -->\n", f"<!-- end of {name} -->"


def _between(page: str, name: str) -> str:
    begin, end = _marks(name)
    _, found, rest = page.partition(begin)
    inside, also, _ = rest.partition(end)
    if not found or not also:
        raise ValueError(f"The page does not say where {name!r} belongs.")
    return inside


def _put(page: str, name: str, text: str) -> str:
    begin, end = _marks(name)
    inside = _between(page, name)
    return page.replace(f"{begin}{inside}{end}", f"{begin}{text}{end}", 1)
