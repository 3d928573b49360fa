"""The tests that a scheme puts to an entry, each answered in one finding for the member.

What follows from the findings (state, credits) is `assess`'s.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from bot.policy.scheme_facts import EnrolmentFacts, EntryFacts
from bot.policy.schemes.cycles import Window, add_years
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.rules import NOT_SAID, Rule
from bot.policy.schemes.splitting import MINUTES_A_DAY, limits_exceeded
from bot.policy.schemes.terms import Terms
from bot.policy.schemes.word_count import has_words, own_words, word_count
from bot.policy.vocabulary import Verdict

LARGE: Final = "large_qualification"
"""The rule on what is long and began before the cycle; a finding of that name speaks of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one entry.

    `rule` is the rule's key, and the test's name where it is one of several:
    "entry.tests:current". `short` is what the card shows beside the test's name ("✓", "by saving",
    "missing"); `sentence` tells the member what to do about it; `source` is where the rule stands.
    """

    rule: str
    verdict: Verdict
    short: str
    sentence: str
    source: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One entry before one scheme, with the rules of its date at hand."""

    entry: EntryFacts
    enrolment: EnrolmentFacts
    pack: Pack
    terms: Terms

    def finding(self, key: str, verdict: Verdict, short: str, sentence: str) -> Finding:
        rule = self.rule(key.partition(":")[0])
        source = "" if rule is None else rule.source
        return Finding(key, verdict, short, sentence, source, rule is not None and rule.assumed)

    def not_known(self, key: str) -> Finding:
        """That the pack has no value for a rule which the entry's worth rests on."""
        sentence = (
            f"I cannot say yet: the rules I hold of {self.pack.title} do not say {NOT_SAID[key]}."
        )
        return self.finding(key, "not_known", "not known", sentence)

    def rule(self, key: str) -> Rule | None:
        return self.pack.rule(key, self.entry.done_on or date.max)

    @property
    def place(self) -> Window | None:
        """The cycle and year of the entry's day; None for an undated one or one in no cycle."""
        day = self.entry.done_on
        return None if day is None else self.place_of(day)

    def place_of(self, day: date) -> Window | None:
        """The cycle and year, of this enrolment, in which a day lies."""
        return place_of(self.pack, self.enrolment.cycles, day)

    @property
    def minutes(self) -> int:
        """The minutes that can be counted: none where the duration is missing or cannot be."""
        minutes = self.entry.minutes or 0
        return minutes if 0 < minutes <= self.entry.days * MINUTES_A_DAY else 0


def _current(case: Case) -> list[Finding]:
    entry, key = case.entry, "entry.tests:current"
    if entry.done_on is None:
        return [case.finding(key, "missing", "no date yet", "Tell me when you did it.")]
    if entry.future:
        return [
            case.finding(
                key, "missing", "not done yet", "It lies ahead: it can count once you have done it."
            )
        ]
    place = case.place
    if place is None:
        return [
            case.finding(
                key,
                "missing",
                "in no cycle I know",
                "It lies in no cycle that you have told me of.",
            )
        ]
    if case.terms.length is None:
        return [case.finding(key, "not_known", "not known", "How long a cycle is is not known.")]
    if is_large(case):
        return _large(case)
    if place.provisional:
        return [
            case.finding(
                key,
                "not_known",
                "cycle not known",
                "Tell me when your cycle began and I can say whether this lies inside it.",
            )
        ]
    return [case.finding(key, "met", "✓", "Its last day lies in the cycle.")]


def in_parts_alone(case: Case) -> bool:
    """Whether at most parts of it can count, each as an entry of its own with its own dates."""
    return not case.entry.kept_whole and is_large(case)


def is_large(case: Case) -> bool:
    """Whether it began, or may have begun, before the cycle in which it ended, and is so long that
    how much of it counts is a question of its own.

    Longer than `large_qualification.days` or than `large_qualification.hours`; where the pack does
    not say, nothing that began before the cycle is known to be short. What the opening balance
    holds already asks no such question.
    """
    if _began_before(case) is False or already_counted(case).inside:
        return False
    return bool(limits_exceeded(case.entry, case.pack))


def _began_before(case: Case) -> bool | None:
    """Whether its first day lies before the cycle of its last one. While the start of the cycle is
    not known: certain where no cycle of that length could hold both, else None (not known).
    """
    entry, place = case.entry, case.place
    if entry.start is None or entry.done_on is None or place is None:
        return False
    first = min(entry.start, entry.done_on)
    if place.cycle_start is not None:
        return first < place.cycle_start
    length = case.terms.length
    if length is None or first == entry.done_on:
        return False
    return True if add_years(first, length) <= entry.done_on else None


_AS_SAVED: Final = "and counts as it did when you saved it."


def _large(case: Case) -> list[Finding]:
    """Its last day lies in the cycle; whether it counts, and how much of it, is said beside."""
    rule, certain = case.rule(LARGE), _began_before(case) is not None
    began = "It began before this cycle" if certain else "It may have begun before this cycle"
    said = f"{began}, and is long."
    if case.entry.kept_whole:
        verdict: Verdict = "warning"
        said = f"{began}, {_AS_SAVED}"
        wanted = f"{said} Once you change its dates or length, only its parts in the cycle can."
    elif not certain:
        verdict = "not_known"
        wanted = f"{began}, so I count nothing of it yet: tell me when your cycle began."
    elif rule is not None and rule.value is not None:
        verdict, wanted = (
            "missing",
            f"{began}: log the part done in it by itself, with its own dates.",
        )
    else:
        verdict = "not_known"
        wanted = f"{began}: how much of it counts is not known, so I count nothing of it."
    short = "began before the cycle" if certain else "cycle not known"
    exceeded = limits_exceeded(case.entry, case.pack)
    thresholds = [rule for key in exceeded if (rule := case.rule(key)) is not None]
    found = case.finding(LARGE, verdict, short, wanted)
    sources = filter(None, [found.source, *(rule.source for rule in thresholds)])
    found = replace(
        found,
        source="; ".join(dict.fromkeys(sources)),
        assumed=any(rule.assumed for rule in thresholds),
    )
    if verdict == "warning":
        return [case.finding("entry.tests:current", "met", "✓", said), found]
    return [case.finding("entry.tests:current", verdict, short, said), found]


def _authentic(case: Case) -> list[Finding]:
    key = "entry.tests:authentic"
    if case.entry.status == "logged":
        saved = case.finding(key, "met", "✓", "You saved it as something you did yourself.")
        by = case.rule("entry.logged_by")
        return [saved if by is None else replace(saved, source=by.source, assumed=by.assumed)]
    if case.entry.status == "withdrawn":
        return [
            case.finding(key, "missing", "withdrawn", "You took it back; restore it to count it.")
        ]
    return [case.finding(key, "missing", "by saving", "Saving says that you did this yourself.")]


def _relevant(case: Case) -> list[Finding]:
    """The sentence says what was found. A job that is not known warns, and stops nothing."""
    key, helps = "entry.tests:relevant", how_it_helps(case.entry)
    if helps is None:
        return [
            case.finding(
                key, "missing", "missing", "Add one line of your own: how it helps in your job."
            )
        ]
    if case.entry.account is None:
        said = "You wrote a line of your own, which was asked for when you saved it."
    elif helps == "said":
        said = "You say how it helps in your job."
    else:
        said = "You were asked how it helps in your job, and answered."
    if any(has_words(role) for role in case.entry.roles):
        return [case.finding(key, "met", "✓", said)]
    sentence = f"{said} Tell me what your job was then: relevance is judged against it."
    return [case.finding(key, "warning", "job not known", sentence)]


def _sufficient(case: Case) -> list[Finding]:
    key, missing = "entry.tests:sufficient", _insufficient(case)
    if not missing and case.terms.own_sentence is None:
        sentence = "How much of your own it has to say is not known."
        return [case.finding(key, "not_known", "not known", sentence)]
    if not missing:
        return [case.finding(key, "met", "✓", _described(case))]
    wanted = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
    found = [case.finding(key, "missing", "missing", f"An auditor would miss {wanted}.")]
    if own_sentence_missing(case):
        count = case.terms.own_sentence
        long = "" if count is None else f" of {count} words or more"
        found.append(
            case.finding(
                "entry.own_sentence",
                "missing",
                "missing",
                f"Say in a sentence{long} what you learnt and how it helps.",
            )
        )
    return found


def _described(case: Case) -> str:
    """What was found, not what an auditor will think of it."""
    entry = case.entry
    facts = ["title", "day", "length"] if case.terms.counts_time else ["title", "day"]
    if entry.account is None:
        return f"It has {', '.join(facts)} and a line of your own."
    count = own_words(entry.evaluate, entry.reflect, entry.title)
    words = "1 word" if count == 1 else f"{count:,} different words"
    return f"It has {', '.join(facts)} and {words} of your own."


TESTS = {
    "current": _current,
    "authentic": _authentic,
    "relevant": _relevant,
    "sufficient": _sufficient,
}


def _insufficient(case: Case) -> list[str]:
    """What an auditor would miss, in words for the middle of a sentence."""
    entry = case.entry
    missing = []
    if not has_words(entry.title):
        missing.append("what it was")
    if entry.done_on is None:
        missing.append("when it was")
    if case.terms.counts_time and not case.minutes:
        missing.append("how long it took" if not entry.minutes else "a duration that can be")
    if own_sentence_missing(case):
        missing.append("a sentence of your own")
    return missing


def how_it_helps(entry: EntryFacts) -> Literal["said", "asked"] | None:
    """Whether the entry's account shows relevance, and by what: words that say how it helps in the
    job, or an answer to a question that asked for it. Before accounts were read, any line did.
    """
    if entry.account is not None:
        return entry.account.helps
    return "said" if _own_lines(entry) else None


def own_sentence_missing(case: Case) -> bool:
    """Whether the account is shorter than the scheme's own sentence; before accounts were read,
    one line had to be that long by itself. Where no length is known, an account without a word is
    too short in any case.
    """
    entry, needed = case.entry, case.terms.own_sentence
    if needed is None:
        return not _own_lines(entry)
    if entry.account is not None:
        return own_words(entry.evaluate, entry.reflect, entry.title) < needed
    return not any(word_count(line) >= needed for line in _own_lines(entry))


def _own_lines(entry: EntryFacts) -> list[str]:
    """The member's lines on what it brought."""
    return [line for line in (entry.evaluate, entry.reflect) if has_words(line)]


def remarks(case: Case) -> list[Finding]:
    """What an auditor may ask beyond the tests: never a reason not to count."""
    return [*_evidence(case), *_of_its_type(case)]


def _evidence(case: Case) -> list[Finding]:
    """What is asked for, where somebody has decided or published that; else what would help."""
    rule, there = case.rule("entry.evidence"), max(0, case.entry.evidence)
    if rule is None or there >= (case.terms.evidence or 1):
        return []
    sentence = "A certificate, a photo or a link would help if you are audited."
    if case.terms.evidence is not None and not rule.assumed:
        pieces = "piece" if case.terms.evidence == 1 else "pieces"
        sentence = (
            f"Asked for: {case.terms.evidence} {pieces} of evidence, such as a certificate, a "
            f"photo or a link; {there or 'none'} {'is' if there < 2 else 'are'} there."
        )
    short = f"{there} of {case.terms.evidence}" if there else "no evidence"
    return [case.finding("entry.evidence", "warning", short, sentence)]


def _of_its_type(case: Case) -> list[Finding]:
    """What the scheme has to say of activities of this type."""
    kind, found = case.entry.type, []
    if kind == "reading" and case.rule("limit.reading") is not None:
        sentence = "There is a limit on reading; how much is not published."
        found.append(case.finding("limit.reading", "not_known", "limit not known", sentence))
    if kind == "national qualification" and case.rule("credit.assessed_factor") is not None:
        sentence = "What is assessed may bring more; how much is not published."
        key = "credit.assessed_factor"
        found.append(case.finding(key, "not_known", "factor not known", sentence))
    types = case.rule("activity.types")
    if types and isinstance(types.value, tuple) and kind is not None and kind not in types.value:
        sentence = f"{case.pack.title} has no type “{kind}”: choose another one there."
        found.append(case.finding("activity.types", "warning", "no such type", sentence))
    return found


@dataclass(frozen=True, slots=True)
class Already:
    """Whether the opening balance already holds this entry: `inside`, or `open` while not said."""

    inside: bool = False
    open: bool = False
    finding: Finding | None = None


def already_counted(case: Case) -> Already:
    """An entry dated on or before the opening balance's day may already be in it."""
    day = case.entry.done_on
    opening = next(
        (one for one in case.enrolment.openings if _same_total(case.place, case.place_of(one.on))),
        None,
    )
    if opening is None or day is None or day > opening.on or case.entry.in_opening is False:
        return Already()
    if not (opening.cycle or opening.year):
        return Already()  # nothing can be in it
    shown = _plain_credits(opening.cycle)
    if case.entry.in_opening:
        sentence = f"Already in the {shown} you brought in, so it adds nothing."
        return Already(
            inside=True,
            finding=Finding("opening", "warning", "already counted", sentence, _BROUGHT_IN),
        )
    sentence = f"Already in those {shown} you brought in?"
    return Already(
        open=True, finding=Finding("opening", "missing", "brought in?", sentence, _BROUGHT_IN)
    )


_BROUGHT_IN: Final = "the opening balance, brought in and not checked"


def _same_total(one: Window | None, other: Window | None) -> bool:
    """Whether two days count towards one total: the same cycle, else the same calendar year."""
    if one is None or other is None:
        return False
    return one.cycle == other.cycle and (one.cycle is not None or one.year == other.year)


def _plain_credits(amount: int) -> str:
    whole, rest = divmod(amount, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)
