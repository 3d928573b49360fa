"""The words of a document, the same in every format. Nothing here is escaped or cut: each renderer
writes plain text into its own form.
"""

from collections.abc import Mapping
from datetime import date
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
    "is worth nothing until what is missing has been added. Outside: it lies in no cycle that is "
    "known, or was brought in with the opening balance."
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
    "in the record, not what an auditor will decide."
)


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
    return f"{title} (since {day(since)})" if to is None else f"{title} (until {day(to)})"


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
        f"the one before by its SHA-256; the hash of the last is {chain.head}. An export of the "
        "same record shows the same hash."
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
    return f"{body} goes by the member's {body} account."


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
        counts = worth.state == "counted"
        said += f", {credits(worth.credits)}" if counts else ", worth 0 now"
    if not worth.whole:
        said += f" (the part in this period: {duration(worth.minutes)})"
    return f"{said}. Rules: version {worth.version}" + (" (assumed)." if worth.assumed else ".")


def test_name(test: Test) -> str:
    """ "Current"."""
    return capital(test.name.replace("_", " "))


def test_source(test: Test) -> str:
    """ "By IMI CPD Policy, CPD Audit Policy (assumed)"; empty where no rule is named."""
    if not test.source:
        return ""
    return f"By {test.source}{' (assumed)' if test.assumed else ''}"


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
        f"{scheme} does not count this entry, by what the member was told on {day(on)}"
        + (f": {why}." if why else ".")
        for scheme, on, why in entry.disallowed
    )


def evidence_line(one: Evidence) -> str:
    """ "[3] certificate.pdf, 120 kB, holds until 3 May 2027", or a link."""
    if one.kind == "link":
        return f"Link: {one.url}"
    parts = [f"[{one.number}] {one.name or 'file'}", *([size(one.size)] if one.size else [])]
    if one.runs_out is not None:
        parts.append(f"holds until {day(one.runs_out)}")
    return ", ".join(parts)


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
