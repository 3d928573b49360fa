"""What is said of a body's audit: what an auditor would miss, days, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.figures import capital, credits, day, duration, listed, several
from bot.policy.audits.body_audit import BodyAuditOutcome
from bot.policy.audits.preparing import Flaw
from bot.services.audits.body_audit_rows import Row
from bot.services.record.late_words import WHOLE, Late
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, days

FLAW_WORDS: Final[Mapping[Flaw, str]] = {
    "not_accepted": "not accepted, you said",
    "test_open": "a test is not met",
    "no_evidence": "formal, without evidence",
    "no_subject": "no subject, and the framework asks for one",
    "not_in_job": "does not say how it helps in your job",
    "job_unknown": "your job then is not known",
    "dates_doubtful": "its days or length do not fit",
    "evidence_over": "its evidence had run out by then",
    "bytes_lost": "a file of evidence is lost: add it again",
    "same_words": "its words stand in another entry, too",
    "opening_alone": "credits brought in, with no entries here",
    "untouched": "imported, with no word of yours since",
    "unsure": "some of it is not in your own words",
}

MEND_WORDS: Final = {
    "add_it": "Add it",
    "edit": "Edit",
    "evidence": "Add evidence",
    "job": "Set job",
    "log": "Log one",
    "details": "Details",
}

OUTCOME_WORDS: Final[Mapping[BodyAuditOutcome, str]] = {
    "passed": "Passed",
    "questions": "They have questions",
    "not_passed": "Not passed",
    "not_heard": "Nothing heard",
}

_FLAWS_MOST: Final = 3


def by_day(due_on: date | None, left: int | None) -> str:
    """ "by 12 Jan 2027, in 45 days"; nothing is counted down to a day that is not known."""
    if due_on is None or left is None:
        return "by when is not known"
    if left < 0:
        return f"the day was {day(due_on)}"
    if left < 2:
        return f"by {day(due_on)}, {'tomorrow' if left else 'today'}"
    return f"by {day(due_on)}, in {left} days"


def counts(entries: int, stops: int, *, balance: bool) -> str:
    """ "38 entries; 5 an auditor would stop at, and credits brought in without entries"."""
    found = several(entries, "entry", "entries")
    brought = "credits brought in without entries"
    if not entries:
        nothing = "no saved entry lies in these days"
        return f"{nothing}, only {brought}" if balance else nothing
    also = f", and {brought}" if balance else ""
    return f"{found}; {stops or 'none'} an auditor would stop at{also}"


def to_mend(stops: int, *, balance: bool) -> str:
    """ "5 to mend, and credits brought in"."""
    if not stops:
        return "credits brought in without entries" if balance else "nothing to mend"
    return f"{stops} to mend{', and credits brought in' if balance else ''}"


def row_words(one: Row, body: str) -> str:
    """An entry with what is missing, the worst first."""
    if not one.entry:
        return f"{bold(f'Brought in from your {escape(body)} account')}\n" + capital(
            FLAW_WORDS["opening_alone"]
        )
    missing = [_missing(flaw, one) for flaw in one.looked.flaws[:_FLAWS_MOST]]
    more = len(one.looked.flaws) - _FLAWS_MOST
    if more > 0:
        missing.append(f"{more} more")
    return f"{_head(one)}\n{capital('; '.join(missing))}"


def read_words(one: Row) -> str:
    """An entry as an auditor reads it, without its words."""
    facts = []
    if one.state == "counted" and one.credits is not None:
        facts.append(credits(one.credits))
    elif one.state is not None and one.state != "counted":
        facts.append("counts for nothing now")
    facts.append(several(one.evidence, "piece of evidence", "pieces of evidence"))
    if one.looked.flaws:
        facts.append(FLAW_WORDS[one.looked.flaws[0]])
    return f"{_head(one)}\n{capital(' · '.join(facts))}"


def late_words(late: tuple[Late, ...], last: date, *, cycle: bool) -> str:
    """ "Added on 28 Nov 2026, after the cycle ended: evaluation"; empty where nothing was."""
    after = "the cycle ended" if cycle else day(last)
    if not late:
        return ""
    if late[0].what == WHOLE:
        return f"Added on {day(late[0].on)}, after {after}"
    by_day_of: dict[date, list[str]] = {}
    for one in late:
        by_day_of.setdefault(one.on, []).append(one.what)
    return "; ".join(
        f"Added on {day(on)}, after {after}: {listed(what)}" for on, what in by_day_of.items()
    )


def _head(one: Row) -> str:
    facts = [days(one.first, one.last)] if one.first else ["without a day"]
    if one.minutes is not None:
        facts.append(duration(one.minutes))
    return f"{bold(cut_title(one.title) or 'No title yet')} · {' · '.join(facts)}"


def _missing(flaw: Flaw, one: Row) -> str:
    if flaw == "test_open" and one.why:
        return escape(one.why[:1].lower() + one.why[1:].rstrip("."))
    return FLAW_WORDS[flaw]
