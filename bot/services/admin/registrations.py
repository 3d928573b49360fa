"""What an administrator tells of a member's registration: kept beside what the member tells, and
told to the member.
"""

from dataclasses import dataclass

from bot.policy.access import Permission
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.registration import words_of
from bot.policy.vocabulary import RegistrationWord
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.schemes.registration_events import told_now
from bot.services.schemes.registration_facts import Registered, events_of, registered
from bot.services.schemes.registrations import Told, checked, event_told
from storage.row_types import EnrolmentRecord, MemberRecord


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A member's registration in one scheme, as administrators have told it."""

    slack_id: str
    name: str
    enrolment_id: int
    title: str
    words: tuple[RegistrationWord, ...]
    told: Registered | None


def told_by_administrators(ctx: MemberContext, enrolment: EnrolmentRecord) -> Registered | None:
    """How the member is registered by administrators' words alone: what they themselves have told
    is theirs.
    """
    told = [one for one in events_of([enrolment]) if one.told_by == "administrator"]
    return registered(enrolment, told, ctx.rules[enrolment.pack], ctx.today)


def registration_view(ctx: MemberContext, slack_id: str, enrolment_id: int) -> RegistrationView:
    """One registration of a member's. Raises Refused: administrators_only, member_not_enrolled,
    no_registration (`title`).
    """
    member, enrolment, _ = _theirs(ctx, slack_id, enrolment_id)
    pack = ctx.rules[enrolment.pack]
    title = scheme_title(pack.title, enrolment.category)
    words = words_of(pack, ctx.today)
    if not words:
        raise Refused("no_registration", title=title)
    told = told_by_administrators(ctx, enrolment)
    return RegistrationView(slack_id, name_of(member), enrolment_id, title, words, told)


def tell(ctx: MemberContext, slack_id: str, enrolment_id: int, told: Told) -> RegistrationView:
    """Keep what the administrator tells of it, and tell the member. What rests on it is assessed
    anew with what else is outdated.

    Raises Refused as `registration_view` and `registrations.checked` do.
    """
    member, enrolment, theirs = _theirs(ctx, slack_id, enrolment_id)
    event = event_told(ctx, enrolment, told, "administrator")
    checked(ctx.rules[enrolment.pack], event, theirs, ctx.today)
    work = ctx.work
    work.registrations.tell(
        enrolment,
        event.state,
        told.since,
        until=told.until,
        source="administrator",
        told_by=ctx.member.id,
        at=told_now(ctx, theirs),
    )
    work.registrations.assess_later(member.id)
    values = {
        "sentence": "registration_told_here",
        "title": scheme_title(ctx.rules[enrolment.pack].title, enrolment.category),
        "word": event.state,
        "day": told.since.isoformat(),
    }
    key = f"registration:{enrolment.id}:{ctx.origin.key}"
    work.messages.say(member.id, "say", key, ctx.real, values)
    ctx.show_home(member.id)
    return registration_view(ctx, slack_id, enrolment_id)


def _theirs(
    ctx: MemberContext, slack_id: str, enrolment_id: int
) -> tuple[MemberRecord, EnrolmentRecord, tuple[EnrolmentRecord, ...]]:
    ctx.must(Permission.TELL_REGISTRATION)
    member = ctx.work.members.by_slack(slack_id)
    theirs = () if member is None else ctx.work.enrolments.of_many([member.id]).get(member.id, ())
    enrolment = next((one for one in theirs if one.id == enrolment_id), None)
    if member is None or enrolment is None or enrolment.pack not in ctx.rules:
        raise Refused("member_not_enrolled")
    return member, enrolment, theirs
