"""The words of a document about one entry: what it is, what it is worth, what stands behind it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from bot.documents.model import (
    Document,
    Entry,
    Evidence,
    PlacedFile,
    SignOff,
    Test,
    Told,
    WhyPlace,
    Worth,
)
from bot.documents.writing import NOT_SAID, days, size
from bot.figures import capital, credits, day, duration, listed, several
from bot.policy.vocabulary import Stage, State, Verdict

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

NOTHING_WRITTEN: Final = "Nothing written"
LEFT_OUT: Final = "Left out of this document, since it was given privately"
CHANGED_SINCE: Final = "changed since"
NOT_LOADED: Final = "not known"
DECIDED: Final = "The body has decided; nothing is asked of the member any more."
NO_EVIDENCE: Final = "No evidence is attached to this entry."


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


def worth_line(worth: Worth) -> str:
    """ "IMI register: counted, 2 credits"; what it would be worth where it waits."""
    if worth.not_loaded:
        return (
            f"{worth.scheme}: {NOT_LOADED}, since what the scheme asks for is not loaded. Rules: "
            f"version {worth.version}."
        )
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
        (
            test_name(one),
            _DECIDED[one.verdict] if one.decided else VERDICTS[one.verdict],
            DECIDED if one.decided else one.reason,
            test_source(one),
        )
        for one in worth.tests
    ]


_DECIDED: Final[Mapping[Verdict, str]] = {**VERDICTS, "missing": "not met", "warning": "open"}
"""What was found where a body has struck the entry off: nothing is to come any more."""


def written(stages: Sequence[tuple[str, Stage]], entry: Entry) -> tuple[tuple[str, Told], ...]:
    """The stages in which something stands, each under its heading."""
    told = {one.stage: one for one in entry.told if one.words.strip()}
    return tuple(
        (told_heading(called, helped=told[stage].helped), told[stage])
        for called, stage in stages
        if stage in told
    )


def unwritten_lines(stages: Sequence[tuple[str, Stage]], entry: Entry) -> tuple[str, ...]:
    """The stages of which nothing stands here, a line for all that were left empty and one for all
    that were left out: "Nothing written: Planning, Results".
    """
    there = {one.stage for one in entry.told if one.words.strip()}
    out = [called for called, stage in stages if stage in entry.left_out]
    empty = [called for called, stage in stages if stage not in {*there, *entry.left_out}]
    lines = ((NOTHING_WRITTEN, empty), (LEFT_OUT, out))
    return tuple(f"{said}: {', '.join(called)}." for said, called in lines if called)


def sign_off_line(one: SignOff) -> str:
    """ "Signed off by Helen Ward on 21 Nov 2026: Seen on two vehicles (changed since)"."""
    said = f"Signed off by {one.reviewer}"
    if one.on is not None:
        said += f" on {day(one.on)}"
    if one.words.strip():
        said += f": {one.words}"
    return f"{said} ({CHANGED_SINCE})" if one.changed_since else said


def standing_lines(entry: Entry) -> tuple[str, ...]:
    """Who signed it off, and in which body's account it stands by the member's word."""
    return (*map(sign_off_line, entry.sign_offs), *entered_lines(entry))


def entered_lines(entry: Entry) -> Iterable[str]:
    """ "In the IMI account by the member's word on 21 Nov 2026 (changed since)"."""
    for one in entry.entered:
        since = f" ({CHANGED_SINCE})" if one.changed_since else ""
        yield f"In the {one.body} account by the member’s word on {day(one.on)}{since}"


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
