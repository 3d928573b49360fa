"""What was told of registrations, as the rules see it: read off enrolments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.policy.scheme_facts import RegistrationEvent
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import RegistrationState, good_standing, registration_on
from bot.policy.schemes.terms import terms
from storage.nudges.sweeps import SweptEnrolment
from storage.row_types import EnrolmentRecord


@dataclass(frozen=True, slots=True)
class Registered:
    """How a member is registered in a scheme on a day, or recognised.

    `recognition`: it rests on another register. `lacks` names the schemes in which the member would
    have to be in good standing and is not, for people.
    """

    state: RegistrationState
    recognition: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def removed(self) -> bool:
        return self.state.removed


def events_of(
    enrolments: Iterable[EnrolmentRecord | SweptEnrolment],
) -> tuple[RegistrationEvent, ...]:
    """What stands of all that was told of a member's registrations."""
    return tuple(
        RegistrationEvent(
            state=told["state"],  # type: ignore[arg-type]
            pack=one.pack,
            category=one.category or None,
            on=date.fromisoformat(told["on"]),
            told_by=told["told_by"],  # type: ignore[arg-type]
            recorded_at=datetime.fromisoformat(told["recorded_at"]),
            until=date.fromisoformat(told["until"]) if "until" in told else None,
        )
        for one in enrolments
        for told in one.registration or ()
    )


def registered(
    enrolment: EnrolmentRecord | SweptEnrolment,
    events: Iterable[RegistrationEvent],
    pack: Pack,
    today: date,
) -> Registered | None:
    """How the member is registered there today, as far as it was told; None where nothing was, of
    this scheme or of those that it needs.
    """
    told = tuple(events)
    if not told:
        return None
    requires = terms(pack, today).requires
    lacks = tuple(
        pack.titles.get(one, one)
        for one in requires
        if good_standing(told, (one,), today) == "missing"
    )
    state = registration_on(told, enrolment.pack, enrolment.category or None, today)
    if state.decided_by is None and not lacks:
        return None
    return Registered(state, bool(requires), lacks)
