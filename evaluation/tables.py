"""What came of a run, as tables that read as plain text and as Markdown, and failures as lists."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from evaluation import figures
from evaluation.accounts import AccountScore
from evaluation.labels import GRADES, Dialogue
from evaluation.running import Run
from evaluation.scoring import Score
from evaluation.sets import Item

Cells = Sequence[Sequence[str]]

TARGET: Final = (
    "Aimed at: 97 % for each kind and field, confidently wrong at most 1 %, poison 0, asked at "
    "most 5 % of what is not labelled unclear; an element below 80 % precision is not used."
)


def report(run: Run) -> str:
    """Every table, the whole first."""
    return "\n\n".join(_sections(run)) + "\n"


def composition(items: Sequence[Item]) -> str:
    """The sets by their kinds of lines."""
    count = Counter((one.set_name, one.half, one.labelled.kind) for one in items)
    rows = [[*key, str(number)] for key, number in sorted(count.items())]
    total = ["all", "", "", str(len(items))]
    return table(("set", "half", "kind", "lines"), [*rows, total])


def figures_of(run: Run) -> Mapping[str, str]:
    """The figures that are kept of every run, by their headings."""
    whole, accounts = figures.whole(run.scores), run.accounts or ()
    return {
        "lines": str(whole.lines),
        "exactly right": _of(whole.exact, whole.lines),
        "least precision or recall of a kind": _least(figures.kinds(run.scores)),
        "least precision or recall of a field": _least(figures.fields(run.scores)),
        "facts confidently wrong": _of(whole.confidently_wrong, whole.values),
        "asked": _of(whole.asked, whole.askable),
        "poison": str(whole.poison),
        "crashed": str(whole.crashed + sum(one.read is None for one in accounts)),
        "least precision of an element": _least(figures.elements(accounts), recall=False),
        "grades of accounts right": _of(
            sum(one.read is not None and one.read.grade == one.account.grade for one in accounts),
            len(accounts),
        ),
    }


def failures(run: Run) -> str:
    """Every line that is not exactly right, with its dialogue."""
    told = [_dialogue(one) for one in run.scores if not one.exact]
    told += [_account(one) for one in run.accounts or () if one.complaints]
    return "\n\n".join(told) + "\n" if told else "No line failed.\n"


def _sections(run: Run) -> Iterator[str]:
    yield "### Lines\n\n" + composition(run.items)
    yield "### The whole\n\n" + _whole(run) + "\n\n" + TARGET
    if run.scores:
        yield "### Kinds of message\n\n" + _kinds(run.scores)
        yield "### Fields of entries\n\n" + _fields(run.scores)
        yield "### Lines that are exactly right\n\n" + _exact(run)
    if run.accounts is None:
        yield "### Elements of an account\n\nNot there yet."
    elif run.accounts:
        yield "### Elements of an account\n\n" + _elements(run.accounts)
        yield "### Grades of an account\n\n" + _grades(run.accounts)
    yield _speed(run)


def _whole(run: Run) -> str:
    rows = [[name, value] for name, value in figures_of(run).items() if value]
    return table(("", "figure"), rows)


def _kinds(scores: Sequence[Score]) -> str:
    rows = [
        [
            one.name,
            str(one.right + one.missed),
            str(one.right),
            str(one.added),
            str(one.missed),
            _percent(one.precision),
            _percent(one.recall),
        ]
        for one in figures.kinds(scores)
    ]
    heads = ("kind", "labelled", "right", "added", "missed", "precision", "recall")
    return table(heads, rows)


def _fields(scores: Sequence[Score]) -> str:
    rows = [
        [
            one.name,
            str(one.labelled),
            str(one.right),
            str(one.wrong),
            str(one.confidently_wrong),
            str(one.missed),
            _percent(figures.share(one.right, one.labelled)),
            _percent(one.precision),
            _percent(one.recall),
        ]
        for one in figures.fields(scores)
    ]
    heads = (
        "field",
        "labelled",
        "right",
        "wrong, asked about",
        "confidently wrong",
        "missed",
        "right, %",
        "precision",
        "recall",
    )
    return table(heads, rows)


def _exact(run: Run) -> str:
    """By what a line is there for, and by its set."""
    kinds = figures.exact((one.dialogue.kind, one) for one in run.scores)
    names = [one.set_name for one in run.items if isinstance(one.labelled, Dialogue)]
    sets = figures.exact(zip(names, run.scores, strict=True))
    rows = [
        [one.name, str(one.lines), str(one.exact), _percent(figures.share(one.exact, one.lines))]
        for one in (*kinds, *sets)
    ]
    return table(("kind of line, or set", "lines", "exact", "share"), rows)


def _elements(scores: Sequence[AccountScore]) -> str:
    rows = [
        [
            one.name,
            str(one.labelled),
            str(one.found),
            _percent(one.precision),
            _percent(one.recall),
        ]
        for one in figures.elements(scores)
    ]
    right = sum(not one.complaints for one in scores)
    crashed = sum(one.read is None for one in scores)
    return (
        table(("element", "spans labelled", "spans found", "precision", "recall"), rows)
        + f"\n\nAll right: {_of(right, len(scores))}; crashed: {crashed}."
    )


def _grades(scores: Sequence[AccountScore]) -> str:
    rows = [
        [grade, *map(str, taken), _percent(figures.share(taken[place], sum(taken)))]
        for place, (grade, taken) in enumerate(figures.grades(scores))
    ]
    return table(("labelled", *(f"as {grade}" for grade in GRADES), "right"), rows)


def _speed(run: Run) -> str:
    told = []
    if run.scores:
        turns = sum(len(one.dialogue.turns) for one in run.scores)
        told.append(f"{len(run.scores)} conversations, {turns} turns, in {run.seconds:.1f} s")
    if run.accounts:
        told.append(f"{len(run.accounts)} answers read in {run.account_seconds:.1f} s")
    return "; ".join(told) + "." if told else "Nothing was run."


def _least(
    found: Sequence[figures.Found | figures.FieldFigures | figures.ElementFigures],
    *,
    recall: bool = True,
) -> str:
    """The least precision, or recall where that counts too, and whose it is."""
    values = [(one.precision, one.name) for one in found]
    if recall:
        values += [(one.recall, one.name) for one in found]
    known = [(value, name) for value, name in values if value is not None]
    if not known:
        return ""
    least, name = min(known)
    return f"{_percent(least)} ({name})"


def _dialogue(scored: Score) -> str:
    one = scored.dialogue
    lines = [f"**{one.id}** ({one.kind}{', ' + one.note if one.note else ''})"]
    lines += [f"- {_plain(complaint)}" for complaint in scored.complaints]
    lines.append("```")
    lines.append(", ".join(f"{name} {value}" for name, value in one.given.items() if name != "say"))
    for step, turn in zip(one.given["say"], scored.answer["turns"], strict=True):
        lines += [f"> {_step(step)}", f"  {_heard(turn)}"]
        lines += [f"  {_plain(line)}" for line in turn.get("said", "").splitlines() if line]
    lines.append("```")
    return "\n".join(lines)


def _step(step: Any) -> str:
    return _plain(
        step if isinstance(step, str) else ", ".join(f"{k}: {v}" for k, v in step.items())
    )


def _heard(turn: Mapping[str, Any]) -> str:
    if "error" in turn:
        return f"[{turn['error']}]"
    taken = " + ".join(turn["taken_as"]) or "nothing"
    return f"[{taken}{', asked' if turn['asked'] else ''}]"


def _account(scored: AccountScore) -> str:
    one = scored.account
    lines = [f"**{one.id}** ({one.asked or 'unasked'}{', ' + one.note if one.note else ''})"]
    lines += [f"- {_plain(complaint)}" for complaint in scored.complaints]
    lines += ["```", f"{one.title}: {_plain(one.text)}", "```"]
    return "\n".join(lines)


def _plain(words: str) -> str:
    """On one line, and without what would end a block of Markdown."""
    return " / ".join(words.replace("```", "'''").splitlines())


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}, {_percent(figures.share(part, whole))}" if whole else ""


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"


def table(heads: Sequence[str], rows: Cells) -> str:
    """In columns that are as wide as what is in them, so that it reads well unrendered too."""
    cells = [heads, *rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(heads))]
    lines = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
