"""Which of a scheme's qualities a record shows: a mirror, no mark. What would help most next is
`quality_steps`'.

A scheme names them (`qualities` of its pack). None has a number: the only threshold here,
`LONGEST_GAP`, is this mirror's own measure. Facts alone decide; no words are read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final, Literal

from bot.policy.schemes.pack import Pack
from bot.policy.vocabulary import QUALITIES, EntryStatus, Formality, Quality, Stage

LONGEST_GAP: Final = 120
"""Days in a row without learning, above which a record is not said to be continuous. This mirror's
own measure, about four months; no body publishes one.
"""

State = Literal["shown", "not yet", "not known"]
StageQuestion = Literal["reflect", "plan", "evaluate"]
"""The stages in which a circle holds words; that it was done is the entry itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was found in an entry's own words: why it was worth doing (`need`), how it helps in the
    job, what it changed; `tells`: anything at all that an outsider can follow.
    """

    need: bool = False
    helps: bool = False
    changed: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """One entry as the mirror sees it, without a word of it.

    `stages` hold words of the member's. `said` is None where nobody has read them, nor will read
    what is added: a release before 0.3 saved the entry. `nothing_changed`: asked what it changed,
    the member said that nothing did. `followed_up`: what came of its plan was asked, and answered.
    `declined`: its member does not want to be asked about it; `skipped` are the questions that they
    do not want to be asked.
    """

    number: int
    status: EntryStatus
    start: date | None = None
    end: date | None = None
    type: str | None = None
    formality: Formality | None = None
    stages: frozenset[Stage] = frozenset()
    said: Said | None = Said()
    evidence: int = 0
    nothing_changed: bool = False
    followed_up: bool = False
    declined: bool = False
    skipped: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day; None where neither is known."""
        known = [day for day in (self.start, self.end) if day is not None]
        return (min(known), max(known)) if known else None

    @property
    def evaluated(self) -> bool:
        return "evaluate" in self.stages or self.nothing_changed

    @property
    def unread(self) -> bool:
        """Whether it holds words that nobody has read."""
        return self.said is None and bool(self.stages)


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A member's record of twelve months, from `since` to `today`, both included.

    `earlier`: something was learnt before them, by the record. `names` are the scheme's qualities
    in its order. After `evaluation_days` an entry may be asked what it changed (a workplace
    setting).
    """

    today: date
    since: date
    entries: tuple[KeptEntry, ...] = ()
    earlier: bool = False
    names: tuple[Quality, ...] = QUALITIES
    evaluation_days: int = 14


@dataclass(frozen=True, slots=True)
class QualityShown:
    """One quality: whether the record shows it, and by which entry.

    `entry` is the number of the one that shows it best where it is "shown", `beside` that of the
    other where it takes two; None otherwise. `gap`: the first and the last day of the latest
    stretch without learning that is too long. `begins`: the first day of a record too young to
    tell.
    """

    quality: Quality
    state: State
    entry: int | None = None
    beside: int | None = None
    gap: tuple[date, date] | None = None
    begins: date | None = None


def qualities_in(pack: Pack, on: date) -> tuple[Quality, ...]:
    """The qualities that a pack names, in its order; none where it names none."""
    rule = pack.rule("qualities", on)
    value = rule.value if rule is not None and isinstance(rule.value, tuple) else ()
    known: Mapping[str, Quality] = {name: name for name in QUALITIES}
    return tuple(known[name] for name in value if name in known)


def qualities(facts: RecordFacts) -> tuple[QualityShown, ...]:
    """Each of the scheme's qualities, in its order. Never raises, whatever the history."""
    found = in_months(facts)
    return tuple(_RULES[name](facts, found) for name in facts.names)


def in_months(facts: RecordFacts) -> list[KeptEntry]:
    """What is saved, dated and done within the twelve months, the newest first."""
    found = [
        (days[1], one.number, one)
        for one in facts.entries
        if one.status == "logged" and (days := one.days) is not None
        if facts.since <= days[1] <= facts.today
    ]
    return [one for *_, one in sorted(found, key=lambda each: each[:2], reverse=True)]


# --- Whether a quality is shown ---------------------------------------------------------------

Entries = Sequence[KeptEntry]


def _continuous(facts: RecordFacts, found: Entries) -> QualityShown:
    if not found:
        return QualityShown("continuous", "not yet")
    gaps = [gap for gap in _gaps(facts, found) if (gap[1] - gap[0]).days + 1 > LONGEST_GAP]
    if not gaps:
        return QualityShown("continuous", "shown", found[0].number)
    if not facts.earlier and gaps[-1][0] == facts.since:
        begins = gaps[-1][1] + timedelta(days=1)
        return QualityShown("continuous", "not known", begins=begins)
    return QualityShown("continuous", "not yet", gap=gaps[-1])


def _gaps(facts: RecordFacts, found: Entries) -> list[tuple[date, date]]:
    """Stretches of days without learning, as first and last day; today is not counted."""
    reached = facts.since.toordinal() - 1
    gaps = []
    spans = sorted(days for one in found if (days := one.days) is not None)
    for begin, end in (*spans, (facts.today, facts.today)):
        first, last = reached + 1, begin.toordinal() - 1
        if first <= last:
            gaps.append((date.fromordinal(first), date.fromordinal(last)))
        reached = max(reached, end.toordinal())
    return gaps


def _cyclic(_facts: RecordFacts, found: Entries) -> QualityShown:
    """That it was done is the entry itself, so that three stages hold words; or a plan, and what
    came of it.
    """
    return _by_one("cyclic", found, lambda one: not missing_stages(one) or _came_round(one))


def missing_stages(one: KeptEntry) -> list[StageQuestion]:
    """What is not said yet of the circle, in its order."""
    missing: list[StageQuestion] = []
    if "reflect" not in one.stages:
        missing.append("reflect")
    if "plan" not in one.stages:
        missing.append("plan")
    return missing if one.evaluated else [*missing, "evaluate"]


def _came_round(one: KeptEntry) -> bool:
    return "plan" in one.stages and one.followed_up


def _personalised(_facts: RecordFacts, found: Entries) -> QualityShown:
    def shows(one: KeptEntry) -> bool | None:
        return None if one.unread else one.said is not None and (one.said.helps or one.said.need)

    return _by_one("personalised", found, shows)


def _multi_faceted(_facts: RecordFacts, found: Entries) -> QualityShown:
    """A formal and an informal entry of different types. What may be either, or of any type, shows
    nothing yet, and makes the answer "not known".
    """
    newest = newest_of_a_sort(found)
    for one, other in combinations(newest, 2):
        if {one.formality, other.formality} == {"formal", "informal"} and _differ(one, other):
            return QualityShown("multi-faceted", "shown", one.number, other.number)
    may_be = any(may_be_a_mix(one, other) for one, other in combinations(newest, 2))
    return QualityShown("multi-faceted", "not known" if may_be else "not yet")


def newest_of_a_sort(found: Entries) -> list[KeptEntry]:
    """Of each formality and type the newest two: more show no more."""
    kept: dict[tuple[str | None, str | None], int] = {}
    newest = []
    for one in found:
        sort = one.formality, one.type
        kept[sort] = kept.get(sort, 0) + 1
        if kept[sort] <= 2:
            newest.append(one)
    return newest


def _differ(one: KeptEntry, other: KeptEntry) -> bool:
    return None not in (one.type, other.type) and one.type != other.type


def may_be_a_mix(one: KeptEntry, other: KeptEntry) -> bool:
    """Whether two would show it, were all known of them."""
    alike = one.formality is not None and one.formality == other.formality
    same_type = one.type is not None and one.type == other.type
    return not alike and not same_type


def _evidenced(_facts: RecordFacts, found: Entries) -> QualityShown:
    proven = _by_one("evidenced", found, lambda one: one.evidence > 0)
    if proven.state == "shown":
        return proven

    def shows(one: KeptEntry) -> bool | None:
        return None if one.unread else one.said is not None and one.said.tells

    return _by_one("evidenced", found, shows)


def _impact(_facts: RecordFacts, found: Entries) -> QualityShown:
    """What changed, in words: that nothing did closes the circle, and shows no impact."""

    def shows(one: KeptEntry) -> bool | None:
        if one.said is None:
            return None if "evaluate" in one.stages else False
        return one.said.changed

    return _by_one("impact-focused", found, shows)


def _by_one(
    quality: Quality, found: Entries, shows: Callable[[KeptEntry], bool | None]
) -> QualityShown:
    """By the newest entry that shows it; not known where one may, and nobody has read it."""
    answers = [(shows(one), one) for one in found]
    for answer, one in answers:
        if answer:
            return QualityShown(quality, "shown", one.number)
    unknown = any(answer is None for answer, _ in answers)
    return QualityShown(quality, "not known" if unknown else "not yet")


_RULES: Final[Mapping[Quality, Callable[[RecordFacts, Entries], QualityShown]]] = {
    "continuous": _continuous,
    "cyclic": _cyclic,
    "personalised": _personalised,
    "multi-faceted": _multi_faceted,
    "evidenced": _evidenced,
    "impact-focused": _impact,
}
