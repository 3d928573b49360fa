"""The words of a document, the same in every format. Nothing here is escaped or cut: each renderer
writes plain text into its own form.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.documents.model import Document, Figure, Opening, Period, Registration, Scheme
from bot.documents.writing import NOT_SAID, moment
from bot.figures import capital, credits, day, duration, number, several
from bot.policy.vocabulary import Grade, Stage, ToldBy

OWN_STAGES: Final[tuple[tuple[str, Stage], ...]] = (
    ("Reflection", "reflect"),
    ("Planning", "plan"),
    ("Action", "act"),
    ("Evaluation", "evaluate"),
)
"""What the stages are called where no one body's names are used: CMI's own, which are the plainest.
"""

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
    "cpd_year": "CPD year",
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
NO_ENTRIES: Final = "There is no saved entry in this period."
NOT_HELD: Final = (
    "The files themselves are not in this document. Whoever has one can check it by its SHA-256."
)
REPLACED: Final = (
    "A mark � stands for a character that the fonts of this document do not have; the export holds "
    "every word as it was written."
)
CHECKED_BY: Final = (
    "The tests are answered by the rules that cpdbot holds of each scheme. They say what was found "
    "in the record, not what an auditor will decide. They speak to the member: “you” is whose "
    "record this is. “Assumed” is said of a rule that the body has not published, or not in full."
)
BY_YEAR: Final = "By CPD year, with what was brought in"
"""The heading above what each year of a cycle came to."""

CHARTS: Final = "Entries over time and by kind"
"""The heading above both charts."""


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
    if vouched := _vouched(document):
        lines.insert(-1, ("Signed, entered", vouched))
    return tuple(lines)


def _vouched(document: Document) -> str:
    """ "3 entries signed off; 12 of 38 entered at IMI, 1 of them changed since"; empty where nobody
    signed anything off and nothing stands in an account.
    """
    entries = document.entries
    signed = [one.sign_offs for one in entries if one.sign_offs]
    said = []
    if signed:
        changed = sum(all(each.changed_since for each in some) for some in signed)
        said.append(f"{several(len(signed), 'entry', 'entries')} signed off{_changed(changed)}")
    for body in sorted({each.body for one in entries for each in one.entered}):
        there = [each for one in entries for each in one.entered if each.body == body]
        changed = sum(each.changed_since for each in there)
        said.append(f"{len(there)} of {len(entries)} entered at {body}{_changed(changed)}")
    return "; ".join(said)


def _changed(count: int) -> str:
    return f", {count} of them changed since" if count else ""


def front_lines(document: Document) -> tuple[str, ...]:
    """What whoever opens it, or sends it on, has to know first."""
    found = []
    if document.private:
        answers = several(document.private, "answer")
        found.append(f"This document holds {answers} that the member gave privately.")
    if document.left_out:
        answers, is_ = several(document.left_out, "answer"), _is(document.left_out)
        found.append(f"{answers} that the member gave privately {is_} left out of it.")
    not_loaded = (one for one in document.schemes if one.not_loaded)
    return (*found, *map(not_loaded_line, not_loaded))


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def not_loaded_line(scheme: Scheme) -> str:
    """That nothing is known of a scheme, and that no entry is the worse for it."""
    return (
        f"{scheme.title}: what the scheme asks for is not loaded here, so that nothing is known of "
        "what counts under it. That says nothing about the entries."
    )


def _job(title: str, since: date, to: date | None) -> str:
    """`to` is the first day on which it was something else."""
    if to is None:
        return f"{title} (since {day(since)})"
    last = to - timedelta(days=1)
    return f"{title} ({day(since)} to {day(max(since, last))})"


def outlook(document: Document) -> str:
    """What is not in it, so that nobody takes the document for more than it is."""
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


def standing_heading(document: Document) -> str:
    """Above the figures of the day on which it was made."""
    return f"Where this stood on {day(document.today)}"


def scheme_lines(scheme: Scheme) -> tuple[str, ...]:
    """What is known of the enrolment, before any figure."""
    lines = [scheme_line(scheme)]
    if scheme.registration is not None:
        lines.append(registration_line(scheme.registration))
    if scheme.not_loaded:
        lines.append(not_loaded_line(scheme))
    return tuple(lines)


def registration_line(found: Registration) -> str:
    """ "Registration: registered since 3 Mar 2025, as the member told on 5 Mar 2025."; the grade
    where the body goes by it.
    """
    name = "Recognition" if found.recognition else "Registration"
    said = [f"{name}: {_registered(found)}."] if found.kept else []
    if found.by_grade or found.grade is not None:
        grade = "not known" if found.grade is None else f"{GRADES[found.grade]}, by their own word"
        said.append(f"Grade: {grade}.")
    return " ".join(said)


def _registered(found: Registration) -> str:
    if found.told is None or found.since is None:
        return "not known"
    said: str = "recognised" if found.recognition and found.told == "registered" else found.told
    said += f" since {day(found.since)}"
    if found.until is not None:
        said += f", to {day(found.until)}"
    if found.state is None:
        said += "; what holds since then is not known"
    if found.told_by is None or found.told_on is None:
        return said
    return f"{said}, as {TELLERS[found.told_by]} told on {day(found.told_on)}"


GRADES: Final[Mapping[Grade, str]] = {"chartered": "chartered", "other": "not chartered"}
TELLERS: Final[Mapping[ToldBy, str]] = {
    "member": "the member",
    "administrator": "an administrator",
}


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
    if figure.number is not None:
        name += f" {figure.number}"
    if figure.first is not None and figure.last is not None:
        return f"{name} ({_span(figure.first, figure.last)})"
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


def stages_of(document: Document) -> tuple[tuple[str, Stage], ...]:
    """What the stages are called: by the body of the only scheme that names them, else plainly."""
    named = [one.stages for one in document.schemes if one.stages]
    return named[0] if len(document.schemes) == 1 and named else OWN_STAGES
