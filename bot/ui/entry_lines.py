"""The lines that describe one entry: facts, worth, tests, stages. Never a word of what it says.

Card, note and Home are put together from them elsewhere.
"""

from collections.abc import Sequence

from bot.policy.assess import Assessment, stages_covered
from bot.policy.vocabulary import Stage
from bot.services.assessing import Worth, entry_facts
from bot.services.cards import CardView
from bot.ui.escape import brief, escape
from bot.ui.words import (
    TITLE_MOST,
    bold,
    capital,
    credits,
    days,
    duration,
    listed,
    number,
    several,
    title_of,
    working_days,
)
from storage.records import EntryRecord

STAGE_NAMES: dict[Stage, str] = {
    "reflect": "Reflect",
    "plan": "Plan",
    "act": "Act",
    "evaluate": "Evaluate",
}
_STATES = {
    "draft": "draft",
    "planned": "planned",
    "logged": "saved",
    "withdrawn": "withdrawn",
    "discarded": "discarded",
}
_TEST = "entry.tests:"
_PROVIDER_MOST = 80


def head_line(entry: EntryRecord, *, quote: bool = False) -> str:
    """ "*High voltage isolation course* · draft".

    `quote`: what the member wrote may stand where no title could be read in it.
    """
    name = bold(title_of(entry.title))
    if quote and not entry.title and entry.source_text:
        name = f"“{brief(entry.source_text, TITLE_MOST)}”"
    return f"{name} · {_STATES[entry.status]}"


def facts_line(view: CardView) -> str:
    """ "Fri 20 Nov 2026 · 2 h · Bosch · short course, formal"; what is needed and unset says so."""
    entry = view.entry
    parts = ["date to come"]
    if entry.start_date is not None:
        parts = [days(entry.start_date, entry.end_date)]
    if entry.minutes is not None:
        parts.append(_length(entry, entry.minutes))
    elif view.counts_minutes:
        parts.append("duration to come")
    if entry.provider:
        parts.append(brief(entry.provider, _PROVIDER_MOST))
    kind = ", ".join(filter(None, (entry.type and escape(entry.type), entry.formality)))
    if kind:
        parts.append(kind)
    if view.links:
        parts.append(several(len(view.links), "link"))
    return " · ".join(parts)


def _length(entry: EntryRecord, minutes: int) -> str:
    """ "2 h"; while nobody has confirmed how it was counted, "4 × 1 h = 4 h, right?"."""
    told = entry.provenance.get("minutes") == "read" and entry.status in ("draft", "planned")
    times, in_days = entry.provenance.get("times"), entry.provenance.get("days")
    if told and times and minutes % int(times) == 0:
        return f"{times} × {duration(minutes // int(times))} = {duration(minutes)}, right?"
    if told and in_days:
        return f"{duration(minutes)}, {working_days(in_days)}"
    return duration(minutes)


def worth_lines(view: CardView) -> list[str]:
    """What the entry is worth, scheme by scheme."""
    return [f"{escape(one.title)}: {_worth(one.assessment, view.entry)}" for one in view.worth]


def tests_lines(view: CardView) -> list[str]:
    """The tests with what is missing, once where schemes agree; none where no scheme tests."""
    found: dict[str, list[str]] = {}
    for one in view.worth:
        line = _tests(one.assessment, view.entry)
        if line:
            found.setdefault(line, []).append(escape(one.title))
    if len(found) == 1:
        return list(found)
    return [f"{listed(titles)}: {line}" for line, titles in found.items()]


def stages_line(entry: EntryRecord) -> str:
    """ "Reflect – · Plan – · Act ✓ · Evaluate ✓ private": never what they say."""
    covered = stages_covered(
        entry_facts(entry, pack="", evidence=0, roles=(), today=entry.changed_at.date())
    )
    return " · ".join(
        f"{name} {'✓' if covered[stage] else '–'}"
        + (" private" if covered[stage] and stage in entry.private_stages else "")
        for stage, name in STAGE_NAMES.items()
    )


def audit_hint(view: CardView) -> str:
    """What an auditor may ask of a saved entry, in one sentence; empty where there is nothing."""
    findings = [finding for one in view.worth for finding in one.assessment.findings]
    for verdict in ("missing", "warning"):
        for finding in findings:
            if finding.verdict == verdict and finding.rule != "opening":
                return escape(finding.sentence)
    return ""


def settled(assessment: Assessment) -> bool:
    """Whether saving is all that the entry still needs to count."""
    return not set(assessment.missing_questions) - {"save"}


def with_credits(worth: Sequence[Worth]) -> list[Worth]:
    """Those schemes that count credits and in which the entry has its place."""
    return [
        one
        for one in worth
        if one.assessment.credits is not None and one.assessment.state != "outside"
    ]


def waits_for(assessment: Assessment) -> str:
    """What an entry waits for, for the end of a sentence: "one line: how it helps in your job"."""
    missing = set(assessment.missing_questions)
    phrases = []
    if "minutes" in missing:
        phrases.append("its duration")
    if "date" in missing:
        phrases.append("its date")
    if "already_counted" in missing:
        phrases.append("your word whether it is in what you brought in")
    if "evaluate" in missing:
        relevant = any(
            finding.rule == "entry.tests:relevant" and finding.verdict == "missing"
            for finding in assessment.findings
        )
        phrases.append(
            "one line: how it helps in your job"
            if relevant
            else "a fuller sentence: what you did or learnt"
        )
    return listed(phrases)


def _worth(assessment: Assessment, entry: EntryRecord) -> str:
    if assessment.state == "outside":
        return _why_outside(assessment, entry)
    if assessment.credits is None:
        return "kept" if entry.status == "logged" else "kept once saved"
    if "minutes" in assessment.missing_questions:
        return "credits once I know how long it took"
    for finding in assessment.findings:
        if finding.rule == "opening" and finding.verdict == "warning":
            return escape(finding.sentence)
    amount = credits(assessment.credits)
    if assessment.assumed and assessment.rate is not None:
        amount += f" ({number(assessment.rate)} an hour, assumed)"
    if entry.status == "planned":
        return f"{amount} once done"
    if not settled(assessment):
        verb = "waits" if assessment.credits == 100 else "wait"
        waiting = f"{amount} {verb} for {waits_for(assessment)}"
        return waiting if entry.status == "logged" else f"{amount} once complete"
    return f"{amount}, cycle not known yet" if assessment.provisional else amount


def _why_outside(assessment: Assessment, entry: EntryRecord) -> str:
    if entry.status == "withdrawn":
        return "nothing while withdrawn"
    for finding in assessment.findings:
        if finding.verdict in ("missing", "not_known"):
            return escape(finding.sentence)
    return "outside every cycle that I know"


def _tests(assessment: Assessment, entry: EntryRecord) -> str:
    tests = [finding for finding in assessment.findings if finding.rule.startswith(_TEST)]
    # "role" is a remark beside the tests, not one of them.
    tests = [finding for finding in tests if not finding.rule.endswith(":role")]
    parts = [
        f"{capital(escape(finding.rule.removeprefix(_TEST)))}"
        + (" ✓" if finding.verdict == "met" else f": {escape(finding.short)}")
        for finding in tests
    ]
    if tests and entry.status == "logged" and all(one.verdict == "met" for one in tests):
        parts.append("ready for audit")
    return " · ".join(parts)
