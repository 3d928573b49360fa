"""The words of a document, the same in every format. Nothing here is escaped or cut: each renderer
writes plain text into its own form.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.documents.model import (
    Document,
    Entry,
    Evidence,
    Figure,
    Opening,
    Period,
    PlacedFile,
    Scheme,
    Test,
    WhyPlace,
    Worth,
)
from bot.documents.writing import NOT_SAID, days, moment, size
from bot.figures import capital, credits, day, duration, listed, number, several
from bot.policy.vocabulary import Stage, State, Verdict

OWN_STAGES: Final[tuple[tuple[str, Stage], ...]] = (
    ("Reflection", "reflect"),
    ("Planning", "plan"),
    ("Action", "act"),
    ("Evaluation", "evaluate"),
)
"""What the stages are called where no one body's names are used: CMI's own, which are the plainest.
"""

VERDICTS: Final[Mapping[Verdict, str]] = {
    "met": "met",
    "missing": "not met yet",
    "warning": "look at this",
    "not_known": "not known",
}
STATES: Final[Mapping[State, str]] = {
    "counted": "counted",
    "waiting": "waiting",
    "outside": "outside",
}
STATES_MEAN: Final = (
    "Counted: it answers what the scheme's rules ask, by this record. Waiting: it was saved, and "
    "is worth nothing until what is missing has been added. Outside: it is in no total, since it "
    "lies in no cycle that is known, was brought in with the opening balance, the scheme's body "
    "does not count it, or what the scheme asks for is not known; its tests say which."
)
FIGURES: Final[Mapping[str, str]] = {
    "entries": "Entries in this period",
    "counted": "Counted in this period",
    "waiting": "Waiting in this period",
    "outside": "Outside, in this period",
    "year": "This CPD year, with what was brought in",
    "calendar_year": "This calendar year",
    "cycle": "The cycle, with what was brought in",
    "year_logged": "This CPD year, logged here",
    "cycle_logged": "The cycle, logged here",
    "year_hours": "This year",
    "subject": "Subject",
    "days_left": "Days left in the cycle",
    "days_left_year": "Days left in the year",
    "entries_12_months": "Entries in the last 12 months",
    "without_evaluation": "Of these, without a word on what changed",
}
_WHY: Final[Mapping[WhyPlace, str]] = {
    "": "",
    "broken": "it could not be opened",
    "encrypted": "it asks for a password",
    "too large": "it is too large for this document",
    "too long": "it has more pages than are shown",
    "other kind": "it is of a kind without pages",
    "gone": "its bytes could not be had",
}
_ADDED_UP: Final = ("counted", "waiting")
"""The totals that the rows of an overview come to."""

PROVENANCE: Final[Mapping[str, str]] = {
    "read": "read in what the member wrote",
    "typed": "as the member answered",
    "edited": "as the member changed it",
    "certificate": "from the certificate",
}
"""Where a field came from, by the word for it; any other word stands as it is."""

NOTHING_WRITTEN: Final = "Nothing written."
NO_ENTRIES: Final = "There is no saved entry in this period."
NOT_HELD: Final = (
    "The files themselves are not in this document. Whoever has one can check it by its SHA-256."
)
NO_EVIDENCE: Final = "No evidence is attached to this entry."
REPLACED: Final = (
    "A mark � stands for a character that the fonts of this document do not have; the export holds "
    "every word as it was written."
)
CHECKED_BY: Final = (
    "The tests are answered by the rules that cpdbot holds of each scheme. They say what was found "
    "in the record, not what an auditor will decide. They speak to the member: “you” is whose "
    "record this is. “Assumed” is said of a rule that the body has not published, or not in full."
)
CHARTS: Final = "Entries over time and by kind"
"""The heading above both charts."""

OVERVIEW: Final = "All entries at a glance"
OVERVIEW_ROUNDED: Final = (
    "Credits are added up first and rounded once: the rows, each rounded by itself, can come to a "
    "few hundredths more or less."
)
TOGETHER: Final = "Together"


def title_of(document: Document) -> str:
    """ "CPD record of Priya Sharma"."""
    return f"CPD record of {document.person.name or 'a member'}"


def period_of(document: Document) -> str:
    """ "CPD year 2 of the cycle, 1 Jun 2026 to 31 May 2027"."""
    return period_words(document.period)


def period_words(period: Period) -> str:
    """What a period is, with its days."""
    days = _span(period.first, period.last)
    match period.kind:
        case "year" if period.guessed:
            return f"Calendar year, {days} (no cycle start is known)"
        case "year":
            number = "" if period.number is None else f" {period.number} of the cycle"
            return f"CPD year{number}, {days}"
        case "cycle":
            return f"Cycle, {days}"
        case "months":
            return f"The last 12 months, {days}"
        case "days":
            return capital(days)
        case "all":
            return "Everything that was saved"


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "to today" if first is None else f"from {day(first)}"
    return f"{day(first)} to {day(last)}"


def made_on(document: Document) -> str:
    """ "Made on 21 Nov 2026, 9:05 (Europe/London) by cpdbot"."""
    return f"Made on {moment(document.moment, document.zone)} by cpdbot"


def head_of(document: Document) -> tuple[tuple[str, str], ...]:
    """What the first page says of the record: a name and a value a line."""
    jobs = "; ".join(_job(*one) for one in document.person.jobs) or "not known"
    lines = [
        ("Name", document.person.name or NOT_SAID),
        ("Workplace", document.person.workplace or NOT_SAID),
        ("Job", jobs),
        ("Period", period_of(document)),
        ("Schemes", ", ".join(one.title for one in document.schemes) or "none"),
        ("Entries", several(len(document.entries), "saved entry", "saved entries")),
        ("Made on", moment(document.moment, document.zone)),
    ]
    return tuple(lines)


def _job(title: str, since: date, to: date | None) -> str:
    """`to` is the first day on which it was something else."""
    if to is None:
        return f"{title} (since {day(since)})"
    last = to - timedelta(days=1)
    return f"{title} ({day(since)} to {day(max(since, last))})"


def outlook(document: Document) -> str:
    """What is left out, so that nobody takes the document for more than it is."""
    left = "Drafts, plans and withdrawn entries are not in here."
    if document.undated:
        undated = several(document.undated, "saved entry", "saved entries")
        left += f" Left out, too: {undated} without a day."
    return left


def provenance_of(document: Document) -> str:
    """By what the document can be held against the record."""
    chain = document.chain
    if not chain.length:
        return "The record has no revision yet."
    return (
        f"The record had {several(chain.length, 'revision')} at that moment. Each is chained to "
        f"the one before by its SHA-256; the hash of the last is {chain.head}. The archive that "
        "the member exports from cpdbot holds all of them, with this hash; “cpdbot verify” checks "
        "it without a network, and its README.txt says how to do so without cpdbot. A file of "
        "evidence is the one that is listed here if its SHA-256 is."
    )


def scheme_line(scheme: Scheme) -> str:
    """Since when, under which version of the rules, and in which cycle."""
    said = f"Enrolled here on {day(scheme.enrolled_on)}. Rules: version {scheme.version}."
    if scheme.cycle_first is not None and scheme.cycle_last is not None:
        said += f" Cycle from {day(scheme.cycle_first)} to {day(scheme.cycle_last)}."
    return said


def opening_line(scheme: Scheme) -> str:
    """What was brought in, and that nobody has checked it; empty where there is nothing to say."""
    opening = scheme.opening
    if opening is not None:
        return _opening(opening)
    if scheme.opening_declined:
        return (
            f"What the {body_of(scheme.title)} account shows was not said: only what was logged "
            "here is added up."
        )
    return ""


def _opening(opening: Opening) -> str:
    said = f"Brought in on {day(opening.on)}: {credits(opening.cycle)} in the cycle"
    if opening.year is not None:
        said += f", {credits(opening.year)} of them in that CPD year"
    return f"{said}. The member said so; nobody has checked it."


def by_account_line(scheme: Scheme) -> str:
    """That the body goes by its own account; empty where it keeps none."""
    if not scheme.by_account:
        return ""
    body = body_of(scheme.title)
    return (
        f"{body} goes by what the member entered in their {body} account. This record is kept "
        "beside it and does not see it."
    )


def body_of(title: str) -> str:
    """Whose scheme it is: "IMI register" → "IMI"."""
    return title.removesuffix(" register")


def figure_name(figure: Figure) -> str:
    """ "The cycle", or the subject that it is about."""
    name = FIGURES[figure.name]
    return f"{name}: {figure.group}" if figure.group else name


def figure_amount(figure: Figure) -> str:
    """ "8 of 30 credits", "not known of 90 credits", "12 credits"."""
    done = _amount(figure.amount, figure)
    if not figure.asked:
        return _with_unit(done, figure, figure.amount)
    if figure.of is None:
        return f"{_with_unit(done, figure, figure.amount)}; how much is asked for is not known"
    return _with_unit(f"{done} of {_amount(figure.of, figure)}", figure, figure.of)


def figure_source(figure: Figure) -> str:
    """Where the rule stands that asks for it."""
    if not figure.source:
        return ""
    version = f", version {figure.version}" if figure.version else ""
    assumed = " (assumed)" if figure.assumed else ""
    return f"{figure.source}{version}{assumed}"


def _amount(amount: int | None, figure: Figure) -> str:
    if amount is None:
        return "not known"
    match figure.unit:
        case "credits":
            return number(amount)
        case "minutes":
            return duration(amount)
        case _:
            return f"{amount:,}"


def _with_unit(said: str, figure: Figure, amount: int | None) -> str:
    if figure.unit != "credits" or (amount is None and figure.of is None):
        return said
    return f"{said} {'credit' if amount == 100 else 'credits'}"


def entry_title(entry: Entry) -> str:
    """What it is called, or that it has no title; its number stands before it."""
    return entry.title or "Without a title"


def entry_facts(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an entry is, a name and a value a line."""
    lines = [
        ("When", days(entry.first_day, entry.last_day)),
        ("Length", NOT_SAID if entry.minutes is None else duration(entry.minutes)),
        ("Kind", kind_of(entry)),
        ("Provider", entry.provider or NOT_SAID),
    ]
    if entry.subjects:
        lines.append(("Subjects", subjects_of(entry)))
    lines.append(("Job then", entry.job or "not known"))
    return tuple(lines)


def kind_of(entry: Entry) -> str:
    """ "short course, formal"."""
    parts = [entry.type or NOT_SAID]
    return ", ".join([*parts, entry.formality] if entry.formality else parts)


def subjects_of(entry: Entry) -> str:
    """ "radar: 1 h 30 min; cameras"."""
    return "; ".join(
        name if minutes is None else f"{name}: {duration(minutes)}"
        for name, minutes in entry.subjects
    )


def entry_small(entry: Entry) -> str:
    """Its own number, when it was saved, and where its fields came from."""
    said = f"Entry {entry.id}"
    if entry.saved_on is not None:
        said += f", saved on {day(entry.saved_on)}"
    from_where: dict[str, list[str]] = {}
    for field, source in entry.provenance.items():
        from_where.setdefault(PROVENANCE.get(source, source), []).append(field)
    for where, what in from_where.items():
        said += f". {capital(listed(what))} {where}"
    return " ".join([f"{said}.", *late_lines(entry)])


def late_lines(entry: Entry) -> tuple[str, ...]:
    """What was added after the document's last day, day by day: nothing is backdated."""
    by_day: dict[date, list[str]] = {}
    for what, on in entry.late:
        by_day.setdefault(on, []).append(what)
    return tuple(
        f"{capital(listed(what))} added on {day(on)}, after the {entry.late_after} ended."
        for on, what in by_day.items()
    )


def stages_of(document: Document) -> tuple[tuple[str, Stage], ...]:
    """What the stages are called: by the body of the only scheme that names them, else plainly."""
    named = [one.stages for one in document.schemes if one.stages]
    return named[0] if len(document.schemes) == 1 and named else OWN_STAGES


def worth_line(worth: Worth) -> str:
    """ "IMI register: counted, 2 credits"; what it would be worth where it waits."""
    said = f"{worth.scheme}: {STATES[worth.state]}"
    if worth.credits is not None:
        match worth.state:
            case "counted":
                said += f", {credits(worth.credits)}"
            case "waiting":
                said += f", {credits(worth.credits)} once nothing is missing"
            case _:
                said += ", in no total"
    if not worth.whole:
        said += f" (the part in this period: {duration(worth.minutes)})"
    assumed = ", one of them assumed" if worth.assumed else ""
    return f"{said}. Rules: version {worth.version}{assumed}."


def test_name(test: Test) -> str:
    """ "Current"."""
    return capital(test.name.replace("_", " "))


def test_source(test: Test) -> str:
    """ "IMI CPD Policy, CPD Audit Policy (assumed)"; empty where no rule is named."""
    if not test.source:
        return ""
    return f"{capital(test.source)}{' (assumed)' if test.assumed else ''}"


TEST_COLUMNS: Final = ("Test", "Found", "Why", "By which rule")


def test_rows(worth: Worth) -> list[tuple[str, str, str, str]]:
    """A row of `TEST_COLUMNS` for each test of an entry under one scheme."""
    return [
        (test_name(one), VERDICTS[one.verdict], one.reason, test_source(one)) for one in worth.tests
    ]


def told_heading(called: str, *, helped: bool) -> str:
    """A stage's name, and that a wording in it came from a language model."""
    return f"{called} (holds a wording that was taken from the coach)" if helped else called


def disallowed_lines(entry: Entry) -> tuple[str, ...]:
    """That a body does not count it, by what the member told."""
    return tuple(
        f"{scheme} does not count this entry since {day(on)}, as the member was told; "
        f"{_why_not(why)}."
        for scheme, on, why in entry.disallowed
    )


def _why_not(reason: str) -> str:
    """A body's reason is the test that it did not find met."""
    match reason:
        case "":
            return "no reason was given"
        case "other":
            return "the reason is none of the tests"
        case _:
            return f"the reason: not {reason}"


def evidence_line(one: Evidence) -> str:
    """ "[3] certificate.pdf, 120 kB, holds until 3 May 2027", or a link."""
    if one.kind == "link":
        return f"Link: {one.url}"
    parts = [f"[{one.number}] {one.name or 'file'}", *([size(one.size)] if one.size else [])]
    if one.runs_out is not None:
        parts.append(f"holds until {day(one.runs_out)}")
    return ", ".join(parts)


def overview_head(document: Document) -> tuple[str, ...]:
    """What `overview_rows` has in its columns."""
    return ("No.", "Entry", "When", "Length", *(one.title for one in document.schemes), "Evidence")


def overview_rows(document: Document) -> list[tuple[str, ...]]:
    """A row for each entry, to be seen at once and added up."""
    return [
        (
            str(entry.number),
            entry_title(entry),
            days(entry.first_day, entry.last_day),
            NOT_SAID if entry.minutes is None else duration(entry.minutes),
            *(_worth_cell(entry, one) for one in document.schemes),
            _evidence_cell(entry),
        )
        for entry in document.entries
    ]


def overview_total(document: Document) -> tuple[str, ...]:
    """What the rows come to, in the same columns: time that is known, and each scheme's totals."""
    minutes = sum(one.minutes or 0 for one in document.entries)
    totals = (_total_cell(one) for one in document.schemes)
    return ("", TOGETHER, "", duration(minutes), *totals, "")


def overview_note(document: Document) -> str:
    """Why rounded rows may not come to a total; empty where nothing is rounded."""
    in_credits = any(one.credits is not None for entry in document.entries for one in entry.worth)
    return OVERVIEW_ROUNDED if in_credits else ""


def _worth_cell(entry: Entry, scheme: Scheme) -> str:
    """ "counted, 1.5 credits"."""
    worth = next((one for one in entry.worth if one.scheme == scheme.title), None)
    if worth is None:
        return "–"
    if worth.state == "outside":
        return STATES[worth.state]
    amount = duration(worth.minutes) if worth.credits is None else credits(worth.credits)
    return f"{STATES[worth.state]}, {amount}"


def _total_cell(scheme: Scheme) -> str:
    """ "counted, 144.83 credits; waiting, 14 credits"."""
    said = [f"{one.name}, {figure_amount(one)}" for one in scheme.totals if one.name in _ADDED_UP]
    return "; ".join(said) or "–"


def _evidence_cell(entry: Entry) -> str:
    """ "[1], [2], 1 link"."""
    files = [f"[{one.number}]" for one in entry.evidence if one.kind == "file"]
    links = len(entry.evidence) - len(files)
    return ", ".join([*files, *([several(links, "link")] if links else [])]) or "none"


def entries_with(document: Document, number: int) -> str:
    """Of which entries a file is evidence: "Entry 1", "Entries 1 and 21"."""
    found = [
        str(entry.number)
        for entry in document.entries
        if any(one.kind == "file" and one.number == number for one in entry.evidence)
    ]
    return f"{'Entry' if len(found) == 1 else 'Entries'} {listed(found)}"


def placed_line(placed: PlacedFile) -> str:
    """Where a file is to be found, or why it is not."""
    why = _WHY[placed.why]
    match placed.place:
        case "pages" if placed.shown < placed.pages:
            return f"Below, the first {placed.shown} of {placed.pages} pages, and attached whole."
        case "pages":
            return f"Below, {several(placed.pages, 'page')}, and attached as it came."
        case "attached":
            return f"Attached to this PDF as it came{f': {why}' if why else ''}."
        case "missing":
            return f"Not in this document: {why or 'it could not be had'}."
        case "left out":
            return f"Not in this document{f': {why}' if why else ''}."
