"""Whether a member is registered, or has a recognition, on a day: by what was told of it.

The scheme's body decides that, and nothing here does. What follows for credits is not decided here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from bot.policy.scheme_facts import RegistrationEvent
from bot.policy.schemes.cycles import same_cycle
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import OutcomeAnswer, RegistrationWord

GoodStanding = Literal["met", "missing", "not known"]
WhyNotKnown = Literal["nothing told", "extension over"]
WayBack = Literal["not known"]
"""What is needed to come back: IMI's policy says nothing of it."""

RegistrationFault = Literal[
    "before the cycle's end",
    "until without an extension",
    "ends before it begins",
    "restored without a removal",
]

REMOVED: Final[frozenset[RegistrationWord]] = frozenset({"removed", "recognition removed"})
REGISTER: Final[tuple[RegistrationWord, ...]] = ("registered", "extended", "removed", "restored")
RECOGNITION: Final[tuple[RegistrationWord, ...]] = (
    "registered",
    "extended",
    "recognition removed",
    "restored",
)
_ANSWERED: Final[Mapping[RegistrationWord, OutcomeAnswer | None]] = {
    "registered": "registered",
    "extended": "extended",
    "removed": "removed",
    "recognition removed": "removed",
    "restored": None,
}


@dataclass(frozen=True, slots=True)
class RegistrationState:
    """What holds on a day, which event decided it, and what else was told.

    `state` None: not known, for the reason in `why`; `decided_by` is then the extension that is
    over, if there was one. `superseded`: the other events up to that day, the last recorded first.
    `contradicted`: what the other teller said last of the same outcome, where that is another one.
    `way_back`: for who was removed, what is needed to come back.
    """

    state: RegistrationWord | None
    why: WhyNotKnown | None = None
    decided_by: RegistrationEvent | None = None
    superseded: tuple[RegistrationEvent, ...] = ()
    contradicted: RegistrationEvent | None = None

    @property
    def removed(self) -> bool:
        return self.state in REMOVED

    @property
    def way_back(self) -> WayBack | None:
        return "not known" if self.removed else None


def words_of(pack: Pack, day: date) -> tuple[RegistrationWord, ...]:
    """What may be told of somebody under a pack: of a register, or of a recognition that rests on
    one; nothing where the scheme's body removes nobody.
    """
    if not pack.word("failure", day):
        return ()
    return RECOGNITION if terms(pack, day).requires else REGISTER


def word_for(pack: Pack, answer: OutcomeAnswer | None, day: date) -> RegistrationWord | None:
    """What an answer about a cycle that ended short tells of the registration; None for nothing."""
    words = words_of(pack, day) if answer is not None else ()
    return next((one for one in words if _ANSWERED[one] == answer), None)


def answer_for(word: RegistrationWord) -> OutcomeAnswer | None:
    """The same the other way round: what is told of a cycle that ended short. None: a return."""
    return _ANSWERED[word]


def registration_on(
    events: Iterable[RegistrationEvent], pack: str, category: str | None, day: date
) -> RegistrationState:
    """What holds of a registration, or of a category's recognition, on a day.

    Of what was told of one outcome the last recorded decides, whoever told it. Told of one outcome
    is what is dated up to half a year before the last (`SAME_CYCLE`), and not before a return:
    what lies further back is of another cycle, or over. An event without a category speaks of each
    of them; one with a category speaks of that alone.
    """
    told = [
        one
        for one in events
        if one.pack == pack and one.category in (None, category) and one.on <= day
    ]
    of_outcome = _of_last_outcome(told)
    if not of_outcome:
        return RegistrationState(None, "nothing told")
    decided_by = of_outcome[0]
    others = sorted((one for one in told if one is not decided_by), key=_recorded, reverse=True)
    over = decided_by.state == "extended" and _ended(decided_by, day)
    return RegistrationState(
        state=None if over else decided_by.state,
        why="extension over" if over else None,
        decided_by=decided_by,
        superseded=tuple(others),
        contradicted=_contradicted(decided_by, of_outcome),
    )


def good_standing(
    events: Iterable[RegistrationEvent],
    requires: Iterable[str],
    day: date,
    running: Collection[str] = (),
) -> GoodStanding:
    """Whether the member is in good standing on a day in each of the packs that a scheme requires.

    `running` are the packs in which the member's own cycle runs: where nothing was told of one, it
    is in good standing as long as it is one of these. Removed from one of them: "missing".
    """
    told = tuple(events)
    found: set[GoodStanding] = set()
    for pack in requires:
        state = registration_on(told, pack, None, day)
        if state.removed:
            found.add("missing")
        elif state.state is not None or (state.why == "nothing told" and pack in running):
            found.add("met")
        else:
            found.add("not known")
    if "missing" in found:
        return "missing"
    return "not known" if "not known" in found else "met"


def nudges_stop(
    events: Iterable[RegistrationEvent],
    pack: str,
    day: date,
    category: str | None = None,
    requires: Iterable[str] = (),
) -> bool:
    """Whether nudges about the credits of a scheme, or of one of its categories, stop: since the
    member was removed from it, or from one that it `requires`, and until they are told to be back.
    """
    told = tuple(events)
    removed = registration_on(told, pack, category, day).removed
    return removed or any(registration_on(told, one, None, day).removed for one in requires)


def faults(
    event: RegistrationEvent,
    earlier: Iterable[RegistrationEvent] = (),
    cycle_last_day: date | None = None,
) -> tuple[RegistrationFault, ...]:
    """Why an event is refused, beside what was told before: empty where it is taken.

    `cycle_last_day` is that of the cycle whose outcome it tells. A return is no outcome, and may be
    told of any day.
    """
    found: list[RegistrationFault] = []
    restored = event.state == "restored"
    if not restored and cycle_last_day is not None and event.on <= cycle_last_day:
        found.append("before the cycle's end")
    if event.until is not None and event.state != "extended":
        found.append("until without an extension")
    if event.until is not None and event.until < event.on:
        found.append("ends before it begins")
    if restored and not registration_on(earlier, event.pack, event.category, event.on).removed:
        found.append("restored without a removal")
    return tuple(found)


def _of_last_outcome(told: Iterable[RegistrationEvent]) -> list[RegistrationEvent]:
    """What was told of the last outcome, the last recorded first."""
    by_day = sorted(told, key=lambda one: one.on)
    returned = max((one.on for one in by_day if one.state == "restored"), default=date.min)
    of_it = [one for one in by_day if same_cycle(one.on, by_day[-1].on) and not one.on < returned]
    return sorted(of_it, key=_recorded, reverse=True)


def _contradicted(
    decided_by: RegistrationEvent, of_outcome: Iterable[RegistrationEvent]
) -> RegistrationEvent | None:
    """What the other teller said last, unless it is the same, or an extension that was over."""
    other = next((one for one in of_outcome if one.told_by != decided_by.told_by), None)
    if other is None or other.state == decided_by.state or _ended(other, decided_by.on):
        return None
    return other


def _ended(event: RegistrationEvent, day: date) -> bool:
    return event.state == "extended" and event.until is not None and event.until < day


def _recorded(event: RegistrationEvent) -> tuple[datetime, date, str, str, date]:
    """Which of two was recorded later; at one moment, that which is dated later. The rest makes the
    order in which they are read no matter.
    """
    return event.recorded_at, event.on, event.told_by, event.state, event.until or date.max
