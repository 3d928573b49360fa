"""Actions on a registration: what a member tells of theirs, and that they take it back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.policy.schemes.registration import words_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Say, say
from bot.services.members import settings
from bot.services.members.settings import SchemeSettings
from bot.services.record.entries import UNDO_KEPT
from bot.services.record.undo_steps import UndoStep
from bot.services.schemes import registrations
from bot.services.schemes.enrolled import enrolled_in
from bot.services.schemes.registrations import Told

FIELDS: Final = {
    "no_such_answer": "registration",
    "registration_not_removed": "registration",
    "registration_until_alone": "until",
    "registration_ends_first": "until",
}
"""By refusal: the field of a form that it is about, where that is not `since`."""


@dataclass(frozen=True)
class RegistrationForm(Form):
    """How the member is registered in a scheme."""

    scheme: SchemeSettings
    today: date


@action("set_registration")
class AskForRegistration(Action):
    """Open how the member is registered in a scheme."""

    pack: str

    def do(self, ctx: MemberContext) -> RegistrationForm:
        schemes = settings.schemes_of(ctx)
        enrolment = enrolled_in([one.enrolment for one in schemes], self.pack)
        if enrolment is None:
            raise Refused("not_enrolled")
        scheme = next(one for one in schemes if one.enrolment.id == enrolment.id)
        if not words_of(ctx.rules[enrolment.pack], ctx.today):
            raise Refused("no_registration", title=scheme.title)
        return RegistrationForm(scheme, ctx.today)


@action()
class SetRegistration(Action):
    """What the member tells of it: a word, since when, and of an extension until when."""

    pack: str
    state: str
    since: date | None
    until: date | None = None

    def do(self, ctx: MemberContext) -> None:
        enrolment = enrolled_in(ctx.work.enrolments.of(ctx.member.id), self.pack)
        if enrolment is None:
            raise Refused("not_enrolled")
        told = told_in_form(self.state, self.since, self.until)
        try:
            registrations.tell(ctx, enrolment.id, told)
        except Refused as refused:
            raise mistaken(refused) from None


def told_in_form(state: str, since: date | None, until: date | None) -> Told:
    """What was chosen in a form. Raises Mistaken where something is left out."""
    if not state:
        raise Mistaken({"registration": Refused("registration_choose")})
    if since is None:
        raise Mistaken({"since": Refused("registration_since_when")})
    return Told(state, since, until)


def mistaken(refused: Refused) -> Mistaken | Refused:
    """A refusal by the field of the form that it is about."""
    if not refused.sentence.startswith("registration_") and refused.sentence not in FIELDS:
        return refused
    return Mistaken({FIELDS.get(refused.sentence, "since"): refused})


def _told_at(ctx: MemberContext) -> datetime | None:
    """When the member told something last of a registration, of late."""
    at = registrations.last_told_at(ctx)
    return None if at is None or ctx.now - at > UNDO_KEPT else at


def _take_back(ctx: MemberContext) -> Say:
    registrations.take_back(ctx)
    return say("registration_taken_back")


UNDO_STEPS: Final = (UndoStep("registration", 15, _told_at, _take_back),)
