"""The lines that describe one entry: facts, worth, tests, stages. Never a word of what it says.

Card, note and Home are put together from them elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.figures import capital, credits, duration, listed, several
from bot.policy.schemes.assess import stages_covered
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.disallowed import MONITORING
from bot.policy.schemes.entry_tests import LARGE, Finding
from bot.policy.vocabulary import Stage
from bot.services.record.card_view import CardView
from bot.services.schemes.account_facts import told_by, told_in, typed_in_a_form
from bot.services.schemes.assessment import Worth, entry_facts
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import TITLE_MOST, bold, cut_title, near_days, title_of, working_days
from storage.row_types import EntryRecord

STAGE_NAMES: dict[Stage, str] = {
    "reflect": "Reflect",
    "plan": "Plan",
    "act": "Act",
    "evaluate": "Evaluate",
}
STATES = {
    "draft": "draft",
    "planned": "planned",
    "logged": "saved",
    "withdrawn": "withdrawn",
    "discarded": "discarded",
}
_TEST = "entry.tests:"
_PROVIDER_MOST = 80
_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,31}", re.ASCII)
SUBJECT_MOST: Final = 60
"""Characters of a subject's name that a message shows."""

_SCHEMES_MOST = 2
"""Schemes that a card names."""


def head_line(entry: EntryRecord, *, quote: bool = False) -> str:
    """ "*High voltage isolation course* · draft".

    `quote`: what the member wrote may stand where no title could be read in it.
    """
    name = bold(title_of(entry.title))
    if quote and not entry.title and entry.source_text and not typed_in_a_form(entry):
        name = f"“{brief(entry.source_text, TITLE_MOST)}”"
    return f"{name} · {STATES[entry.status]}"


def title_line(view: CardView) -> str:
    """ "*High voltage isolation course*", cut after eight words; what the member wrote may stand
    where no title could be read in it and their words may stand in the conversation.
    """
    entry = view.entry
    private = view.by_modal or typed_in_a_form(entry)
    if not entry.title and entry.source_text and not private:
        return f"“{brief(entry.source_text, TITLE_MOST)}”"
    return bold(cut_title(entry.title))


def facts_line(view: CardView) -> str:
    """ "Fri 20 Nov · 2 h · Bosch"; what is needed and unset says so."""
    entry = view.entry
    parts = ["date to come"]
    if entry.start_date is not None:
        parts = [near_days(entry.start_date, entry.end_date, view.today)]
    if entry.minutes is not None:
        parts.append(_length(entry, entry.minutes))
    elif view.counts_minutes:
        parts.append("duration to come")
    if entry.provider:
        parts.append(brief(entry.provider, _PROVIDER_MOST))
    if entry.subjects:
        parts.append(subjects_said(entry.subjects))
    if view.question is None and entry.status != "planned":
        counted = ((view.links, "link"), (view.files, "file"))
        parts += [several(len(some), what) for some, what in counted if some]
    if told_by(entry) and entry.status in ("draft", "planned"):
        parts.append(f"from {told_from(entry, _PROVIDER_MOST)}")
    return " · ".join(parts)


def told_from(entry: EntryRecord, most: int) -> str:
    """ "Moodle", "a message in #workshop": what has told of an entry, cut after so many
    characters. Slack itself writes a channel's name, for whoever may see it.
    """
    name, channel = brief(told_by(entry), most), told_in(entry)
    return f"{name} in <#{channel}>" if _CHANNEL.fullmatch(channel) else name


def summary_line(view: CardView) -> str:
    """The facts with what they are worth: "Fri 20 Nov · 2 h · Bosch · worth 2 credits"."""
    put_away = view.entry.status in ("withdrawn", "discarded")
    worth = "" if view.problems or put_away else worth_words(view)
    if worth and (view.question is not None or view.doubts):
        worth = _worth_meanwhile(view)
    return " · ".join(filter(None, (facts_line(view), worth)))


def state_line(view: CardView) -> str:
    """ "Saved · Fri 20 Nov · 2 h · Bosch · 2 credits"; that it is a draft, its Save says."""
    state = STATES[view.entry.status]
    said = "" if view.entry.status == "draft" else capital(state)
    return " · ".join(filter(None, (said, summary_line(view))))


def kind_words(entry: EntryRecord) -> str:
    """ "short course, formal"; empty where neither is said."""
    return ", ".join(filter(None, (entry.type and escape(entry.type), entry.formality)))


def subjects_said(subjects: Sequence[Mapping[str, Any]]) -> str:
    """ "radar, 1 h and cameras", escaped and cut; empty where there is none."""
    return listed([_subject(brief(one["name"], SUBJECT_MOST), one) for one in subjects])


def subjects_written(subjects: Sequence[Mapping[str, Any]]) -> str:
    """The same in full, one below the other, for a field that shows plain text."""
    return "\n".join(_subject(one["name"], one) for one in subjects)


def _subject(name: str, one: Mapping[str, Any]) -> str:
    minutes = one["minutes"]
    return name if minutes is None else f"{name}, {duration(minutes)}"


def _is_series(entry: EntryRecord) -> bool:
    """Whether its length is a sum that nobody has confirmed yet."""
    times = int(entry.provenance.get("times", 0))
    read = entry.provenance.get("minutes") == "read" and entry.status in ("draft", "planned")
    return bool(read and times and entry.minutes and entry.minutes % times == 0)


def _length(entry: EntryRecord, minutes: int) -> str:
    """ "2 h"; while nobody has confirmed how it was counted, "4 × 1 h = 4 h, right?"."""
    told = entry.provenance.get("minutes") == "read" and entry.status in ("draft", "planned")
    times, in_days = entry.provenance.get("times"), entry.provenance.get("days")
    if told and times and _is_series(entry):
        return f"{times} × {duration(minutes // int(times))} = {duration(minutes)}, right?"
    if told and in_days:
        return f"{duration(minutes)}, {working_days(in_days)}"
    return duration(minutes)


def worth_words(view: CardView) -> str:
    """What the entry is worth, in few words: "worth 2 credits under IMI register, kept for CMI".

    Two schemes are named at most; the others stand in Details.
    """
    if len(view.worth) == 1:
        [one] = view.worth
        return _worth(view, one.assessment).replace("{}", escape(one.title))
    said: dict[str, list[str]] = {}
    first_those_that_count = sorted(view.worth, key=lambda one: not is_counted(one.assessment))
    for one in first_those_that_count[:_SCHEMES_MOST]:
        said.setdefault(_worth(view, one.assessment, named=True), []).append(escape(one.title))
    parts = [words.replace("{}", listed(titles)) for words, titles in said.items() if words]
    if len(view.worth) > _SCHEMES_MOST:
        parts.append(f"{len(view.worth) - _SCHEMES_MOST} more in Details")
    return ", ".join(parts)


def _worth_meanwhile(view: CardView) -> str:
    """The same while something is asked: the credits alone, of the first scheme that counts any,
    or the time; of a plan, and of a series whose sum is to be confirmed, nothing.
    """
    if _is_series(view.entry):
        return ""
    if len(view.worth) == 1 and view.entry.status != "planned":
        return worth_words(view)
    counting = [one for one in view.worth if is_counted(one.assessment)]
    if not counting or view.entry.status == "planned":
        return ""
    return _worth(view, counting[0].assessment).replace("{}", escape(counting[0].title))


def worth_lines(view: CardView) -> list[str]:
    """What the entry is worth, scheme by scheme."""
    return [
        f"{escape(one.title)}: {words}"
        for one in view.worth
        if (
            words := _worth(view, one.assessment).replace(" {}", " it")
            or _nothing_said(one.assessment, view.entry)
        )
    ]


def stages_line(entry: EntryRecord) -> str:
    """ "Reflect – · Plan – · Act ✓ · Evaluate ✓ private": never what they say."""
    covered = stages_covered(
        entry_facts(entry, scheme="", evidence=0, roles=(), today=entry.changed_at.date())
    )
    return " · ".join(
        f"{name} {'✓' if covered[stage] else '–'}"
        + (" private" if covered[stage] and stage in entry.private_stages else "")
        for stage, name in STAGE_NAMES.items()
    )


def settled(assessment: Assessment) -> bool:
    """Whether saving is all that the entry still needs to count."""
    return not set(assessment.missing_questions) - {"save"}


def counting(worth: Sequence[Worth]) -> list[Worth]:
    """Those schemes that count credits or hours and in which the entry has its place."""
    return [
        one for one in worth if is_counted(one.assessment) and one.assessment.state != "outside"
    ]


def is_counted(assessment: Assessment) -> bool:
    """Whether it says how much the entry is worth, in credits or in hours."""
    return assessment.credits is not None or assessment.in_hours


def worth_something(assessment: Assessment) -> bool:
    """Whether that is more than nothing."""
    return bool(assessment.minutes if assessment.in_hours else assessment.credits)


def amount(assessment: Assessment) -> str:
    """ "2 credits", or "2 h" under a scheme of hours."""
    if assessment.in_hours:
        return duration(assessment.minutes)
    return credits(assessment.credits or 0)


def tested_and_met(assessment: Assessment) -> bool:
    """Whether the scheme tests entries, and each test is answered."""
    tests = [one for one in assessment.findings if is_test(one)]
    return bool(tests) and all(one.verdict == "met" for one in tests)


def lacks_evidence(view: CardView) -> bool:
    """Whether a formal activity has no evidence yet, and one of the schemes speaks of it."""
    return (
        view.entry.formality == "formal"
        and not view.links
        and not view.files
        and any(
            one.rule == "entry.evidence" for each in view.worth for one in each.assessment.findings
        )
    )


def waits_for(assessment: Assessment) -> str:
    """What an entry waits for, for the end of a sentence: "one line: how it helps in your job"."""
    missing = set(assessment.missing_questions)
    if "already_counted" in missing:
        return "your yes or no"
    phrases = [words for name, words in _WAITS_FOR.items() if name in missing]
    if "evaluate" in missing:
        phrases.append(_line_wanted(assessment))
    return listed(phrases[-2:])


_WAITS_FOR: Final[Mapping[str, str]] = {
    "minutes": "its duration",
    "date": "its date",
}
_FULLER: Final = "a fuller sentence: what you did or learnt"


def _line_wanted(assessment: Assessment) -> str:
    if _is_missing(assessment, "entry.tests:relevant"):
        return "one line: how it helps in your job"
    return "one line: what you learnt" if _is_missing(assessment, _LEARNT) else _FULLER


_LEARNT: Final = "entry.fields:learnt"


def _is_missing(assessment: Assessment, rule: str) -> bool:
    return any(
        finding.rule == rule and finding.verdict == "missing" for finding in assessment.findings
    )


def is_test(finding: Finding) -> bool:
    """Whether it is one of the scheme's tests."""
    return finding.rule.startswith(_TEST)


def _worth(view: CardView, assessment: Assessment, *, named: bool = False) -> str:
    """The worth under one scheme; with "{}" for the schemes' names where they are `named`, and of a
    scheme of hours in any case: that time counts says nothing without what it counts towards.
    """
    entry, under = view.entry, " under {}" if named else ""
    if assessment.state == "outside":
        return _why_outside(assessment, entry) + (" for {}" if named else "")
    if assessment.in_hours:
        return _worth_in_hours(view, assessment)
    if assessment.by_subjects:
        return _worth_by_subjects(view, assessment)
    if assessment.credits is None:
        if any(is_test(one) for one in assessment.findings):
            return f"worth not known{under}"
        return "kept for {}" if named else ""
    if "minutes" in assessment.missing_questions:
        return ""
    openings = [one.verdict for one in assessment.findings if one.rule == "opening"]
    if "warning" in openings and not assessment.credits:  # of one in parts, another may count
        return f"in what you brought in{' for {}' if named else ''}"
    said = f"{credits(assessment.credits)}{under}"
    if entry.status == "planned":
        return f"{said} once done"
    if settled(assessment):
        return said if entry.status == "logged" else f"worth {said}"
    if entry.status == "logged":
        return f"{said} {'waits' if assessment.credits == 100 else 'wait'}"
    return f"{said} once {_once(view, assessment)}"


def _worth_in_hours(view: CardView, assessment: Assessment) -> str:
    if "minutes" in assessment.missing_questions:
        return ""
    if view.entry.status == "planned":
        return "for {} once done"
    if view.question is not None or view.doubts:
        return "counts once you have answered"
    said = f"{amount(assessment)} towards {{}}"
    if settled(assessment):
        return f"counts {said}"
    if view.entry.status == "logged":
        return f"{said} waits"
    return f"counts towards {{}} once {_once(view, assessment)}"


def _worth_by_subjects(view: CardView, assessment: Assessment) -> str:
    """Of what goes by subjects: how long it is of any that are asked for."""
    if "minutes" in assessment.missing_questions or view.entry.status == "planned":
        return ""
    minutes = sum(one.minutes for one in assessment.parts if one.subject)
    if not minutes:
        return "" if view.subjects_asked else "no subject yet for {}"
    said = f"{duration(minutes)} towards {{}}"
    if settled(assessment):
        return f"counts {said}"
    return f"{said} waits" if view.entry.status == "logged" else f"{said} once saved"


def _once(view: CardView, assessment: Assessment) -> str:
    """What a draft still needs for its credits."""
    if view.question is not None or view.doubts:
        return "you have answered"
    missing = set(assessment.missing_questions)
    if "evaluate" in missing:
        if _is_missing(assessment, "entry.tests:relevant"):
            return "you say how it helps"
        return "you say what you learnt" if _is_missing(assessment, _LEARNT) else "you say more"
    return "it has its day" if "date" in missing else "it has a title"


def _nothing_said(assessment: Assessment, entry: EntryRecord) -> str:
    """In a list of schemes each says something."""
    if assessment.in_hours:
        return "counts once I know how long it took"
    if assessment.credits is None:
        return "kept" if entry.status == "logged" else "kept once saved"
    return "credits once I know how long it took"


def _why_outside(assessment: Assessment, entry: EntryRecord) -> str:
    if entry.status == "withdrawn":
        return "nothing while withdrawn"
    for finding in assessment.findings:
        if finding.rule == MONITORING:
            return "not accepted"
        if finding.rule == LARGE and finding.verdict == "missing":
            return "only parts of it count"
        if finding.verdict == "not_known" and not finding.rule.startswith(_TEST):
            return "worth not known"
    return "in no cycle I know"
