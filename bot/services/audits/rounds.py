"""Audit rounds as their leads run them: drafted, staffed, frozen, drawn, opened and ended.

The steps and what they refuse are `bot.policy.audits`'s; what has to go through everybody is a
job's (`bot.services.audits.drawing`). Who may is decided in `bot.policy.access`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.policy.access import Permission, Subject
from bot.policy.audits import rounds as steps
from bot.policy.audits import seeds
from bot.policy.audits.draw import commitment
from bot.policy.audits.handing_in import auditor_leaves
from bot.policy.audits.population import Period, SampleSize, owned_by_workplace
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import ALLOWED
from bot.policy.audits.vocabulary import CANCEL_REASONS, GIVEN_UP_REASONS
from bot.policy.schemes.categories import pack_and_category, scheme_title
from bot.services.audits import following
from bot.services.audits.refusals import stepping
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from storage.audits.records import RoundRecord, SelectionRecord
from storage.row_types import MemberRecord

KIND: Final = "audit"
"""The kind of the job that goes through everybody: counts, freezes, makes ids, draws, tells."""

NOTICE: Final = "audit_notice"
"""The kind of the messages in which people are told of a round."""

_YOU: Final = {"auditor": "audit_you_auditor", "witness": "audit_you_witness"}
"""By what somebody was named: what they are told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round is drafted with."""

    scheme: str
    first: date
    last: date
    count: int | None = None
    share: int | None = None


def subject_of(known: RoundRecord) -> Subject:
    """A round as the subject of an action."""
    round_ = known.round
    return Subject(
        round_lead=round_.lead,
        round_under_way=not round_.is_over,
        auditors=round_.auditors,
        witnesses=round_.witnesses,
    )


def found(ctx: MemberContext, round_id: int, *, lock: bool = True) -> RoundRecord:
    """A round. Raises Refused("no_such_round")."""
    known = ctx.work.audit_rounds.get(round_id, lock=lock)
    if known is None:
        raise Refused("no_such_round")
    return known


def led(ctx: MemberContext, round_id: int) -> RoundRecord:
    """A round that the member runs, locked. Raises Refused: no_such_round, cpd_leads_only,
    audit_not_the_lead.
    """
    known = found(ctx, round_id)
    ctx.must(Permission.RUN_ROUND, subject_of(known), otherwise="cpd_leads_only")
    if known.round.lead != ctx.member.id:
        raise Refused("audit_not_the_lead")
    return known


def schemes(ctx: MemberContext) -> tuple[tuple[str, str], ...]:
    """The schemes that somebody here is in, each by its key with its title, categories apart."""
    found: list[tuple[str, str]] = []
    for name in sorted(ctx.work.enrolments.packs_in_use()):
        pack = ctx.rules.get(name)
        if pack is None:
            continue
        found.append((name, pack.title))
        for category in pack.categories(ctx.today) or ():
            found.append((f"{name}/{category}", scheme_title(pack.title, category)))
    return tuple(found)


def draft(ctx: MemberContext, asked: Asked) -> int:
    """A new round, and have everybody placed in its population; its number as a row.

    Raises Refused: cpd_leads_only, no_such_scheme, and what the rules refuse of period and size.
    """
    ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
    if asked.scheme not in dict(schemes(ctx)):
        raise Refused("no_such_scheme")
    with stepping():
        period = Period(asked.first, asked.last)
        wanted = SampleSize(asked.count, asked.share)
        ctx.work.teams.one_at_a_time()
        number = ctx.work.audit_rounds.next_number()
        round_ = steps.drafted(number, asked.scheme, (period, wanted), ctx.member.id, ctx.now)
    round_id = ctx.work.audit_rounds.add(round_, ctx.now)
    ask_job(ctx, round_id, "count")
    return round_id


def count_again(ctx: MemberContext, round_id: int) -> None:
    """Have everybody placed anew, as of today. Raises Refused as `led`, audit_wrong_state."""
    known = led(ctx, round_id)
    if known.round.state != "drafted":
        raise Refused("audit_wrong_state")
    ask_job(ctx, round_id, "count")


def ask_freeze(ctx: MemberContext, round_id: int) -> None:
    """Have the population frozen as it was counted today. Raises Refused as `led`,
    audit_wrong_state, audit_count_first, audit_count_again.
    """
    known = led(ctx, round_id)
    if known.round.state != "drafted":
        raise Refused("audit_wrong_state")
    if known.counted_on is None:
        raise Refused("audit_count_first")
    if known.counted_on != ctx.today:
        raise Refused("audit_count_again")
    ask_job(ctx, round_id, "freeze")


def name_people(ctx: MemberContext, round_id: int, named: Sequence[Named], role: str) -> int:
    """Name auditors, or witnesses who bring a seed; how many are new. Each is told. Raises Refused
    as `led`, not_a_person, audit_wrong_state.
    """
    known = led(ctx, round_id)
    round_ = known.round
    new = 0
    for one in named:
        person = _person(ctx, one)
        before = round_
        with stepping():
            if role == "auditor":
                round_ = steps.name_auditor(round_, person.id, ctx.member.id, ctx.now)
            else:
                round_ = steps.name_witness(round_, person.id, ctx.member.id, ctx.now)
        if round_ is not before:
            new += 1
            tell_person(ctx, person.id, _YOU[role], f"{known.id}:{role}", known)
    ctx.work.audit_rounds.save(known.id, round_)
    return new


def let_auditor_go(ctx: MemberContext, round_id: int, member_id: int) -> None:
    """An auditor stops: by the lead's word, or their own. Raises Refused: no_such_round, and what
    the rules refuse.
    """
    known = found(ctx, round_id)
    if ctx.member.id not in (known.round.lead, member_id):
        raise Refused("audit_not_the_lead")
    auditor_gone(ctx, known, member_id, ctx.member.id)


def auditor_gone(ctx: MemberContext, known: RoundRecord, member_id: int, by: int) -> None:
    """An auditor audits no more: what was theirs waits for somebody else."""
    with stepping():
        round_ = steps.auditor_leaves(known.round, member_id, by, ctx.now)
    ctx.work.audit_rounds.save(known.id, round_)
    for one in ctx.work.selections.of_reader(member_id):
        if one.round_id != known.id or one.selection.state not in ALLOWED["auditor_left"]:
            continue
        try:
            without = auditor_leaves(one.selection, member_id, ctx.now)
        except StepRefused:
            continue
        following.show_messages(ctx, ctx.work.selections.save(one, without))


def commit(ctx: MemberContext, round_id: int, hash_: str) -> RoundRecord:
    """The hash of the member's seed. With the second, ids are made. Raises Refused: no_such_round,
    audit_no_seed_asked, and what the rules refuse.
    """
    ctx.work.teams.one_at_a_time()
    known = found(ctx, round_id)
    _must_hold_seeds(ctx, known)
    used = ctx.work.audit_rounds.commitments(but=known.id)
    typed = "".join(hash_.split()).lower()
    with stepping():
        round_ = seeds.commit(known.round, typed, ctx.member.id, ctx.now, used)
    ctx.work.audit_rounds.save(known.id, round_)
    if round_.state == "committed":
        ask_job(ctx, known.id, "ids", f"ids:{len(round_.attempts)}", whose=round_.lead)
    return found(ctx, round_id)


def make_seed(ctx: MemberContext, round_id: int) -> str:
    """A seed made here: its hash alone is kept, and the seed is the member's to keep. Raises
    Refused as `commit`.
    """
    seed = secrets.token_hex(32)
    commit(ctx, round_id, commitment(seed))
    return seed


def reveal(ctx: MemberContext, round_id: int, seed: str) -> RoundRecord:
    """The member's seed. With the second, the draw is made. A seed that is too short gives the
    attempt up. Raises Refused: no_such_round, audit_no_seed_asked, and what the rules refuse.
    """
    known = found(ctx, round_id)
    _must_hold_seeds(ctx, known)
    with stepping():
        round_ = seeds.reveal(known.round, seed, ctx.member.id, ctx.now)
    ctx.work.audit_rounds.save(known.id, round_)
    if round_.state == "revealed":
        ask_job(ctx, known.id, "draw", "draw", whose=round_.lead)
    elif round_.state == "ids_made":
        _tell_who_reveals(ctx, known.id, round_)
    return found(ctx, round_id)


def _tell_who_reveals(ctx: MemberContext, round_id: int, round_: Round) -> None:
    """One seed is revealed: the draw waits for whoever holds the other."""
    key = f"{round_id}:reveal:{len(round_.attempts)}"
    for one in round_.attempt.commitments:
        if one.seed is None:
            tell_person(ctx, one.by, "audit_you_reveal", key, found(ctx, round_id))


def give_up(ctx: MemberContext, round_id: int, reason: str) -> None:
    """Give up the attempt under way. Raises Refused as `led`, and what the rules refuse."""
    known = led(ctx, round_id)
    chosen = next((one for one in GIVEN_UP_REASONS if one == reason), None)
    if chosen is None:
        raise Refused("audit_choose_reason")
    with stepping():
        round_ = seeds.give_up(known.round, chosen, ctx.member.id, ctx.now)
    ctx.work.audit_rounds.save(known.id, round_)


def open_round(ctx: MemberContext, round_id: int) -> None:
    """From now on those drawn are told. Raises Refused as `led`, audit_no_auditors, and what the
    rules refuse.
    """
    known = led(ctx, round_id)
    with stepping():
        round_ = steps.open_round(known.round, ctx.member.id, ctx.now)
    if not round_.auditors:
        raise Refused("audit_no_auditors")
    ctx.work.audit_rounds.save(known.id, round_)
    ask_job(ctx, known.id, "tell", "tell")


def close(ctx: MemberContext, round_id: int) -> None:
    """The round's end. Raises Refused as `led`, and what the rules refuse."""
    known = led(ctx, round_id)
    drawn = ctx.work.selections.of_round(known.id)
    found = [one.selection for one in drawn]
    with stepping():
        round_ = steps.close(known.round, found, ctx.member.id, ctx.now, ctx.today)
    ctx.work.audit_rounds.save(known.id, round_, ctx.today)
    following.round_over(ctx, drawn, "closed")


def cancel(ctx: MemberContext, round_id: int, reason: str) -> None:
    """The round's end, with nothing of it holding. Raises Refused as `led`, and what the rules
    refuse.
    """
    known = led(ctx, round_id)
    chosen = next((one for one in CANCEL_REASONS if one == reason), None)
    if chosen is None:
        raise Refused("audit_choose_reason")
    with stepping():
        round_ = steps.cancel(known.round, chosen, ctx.member.id, ctx.now)
    ctx.work.audit_rounds.save(known.id, round_, ctx.today)
    following.round_over(ctx, ctx.work.selections.of_round(known.id), "cancelled")
    for one in sorted((round_.auditors | round_.witnesses) - {ctx.member.id}):
        tell_person(ctx, one, "audit_you_no_more", f"{known.id}:cancelled", known)


def pass_on(ctx: MemberContext, round_id: int, named: Named) -> None:
    """Another lead, or an administrator, runs it from now on. Raises Refused: no_such_round,
    cpd_leads_only, not_a_person, audit_no_lead.
    """
    known = found(ctx, round_id)
    ctx.must(Permission.HAND_OVER_ROUND, subject_of(known), otherwise="cpd_leads_only")
    person = _person(ctx, named)
    if not may_lead(ctx, person):
        raise Refused("audit_no_lead")
    hand_over(ctx, known, person, ctx.member.id)


def hand_over(ctx: MemberContext, known: RoundRecord, person: MemberRecord, by: int) -> None:
    """The same, whoever decided it."""
    with stepping():
        round_ = steps.pass_on(known.round, person.id, by, ctx.now)
    if round_ is known.round:
        return
    ctx.work.audit_rounds.save(known.id, round_)
    tell_person(ctx, person.id, "audit_you_lead", f"{known.id}:lead:{ctx.origin.key}", known)


def may_lead(ctx: MemberContext, person: MemberRecord) -> bool:
    """Whether somebody holds the lead's role, or administers, and is still here."""
    if person.deactivated or person.kind != "person":
        return False
    roles = ctx.work.members.roles(person.id)
    administers = person.slack_admin or person.slack_id in ctx.admins
    return administers or bool(roles & {"cpd_lead", "administrator"})


def owned(ctx: MemberContext, round_: Round) -> bool:
    """Whether the workplace makes the scheme's rules."""
    pack = ctx.rules.get(pack_and_category(round_.scheme)[0])
    return pack is not None and owned_by_workplace(pack)


def ask_job(
    ctx: MemberContext, round_id: int, do: str, once: str = "", whose: int | None = None
) -> None:
    """Have a job go through everybody: announced to whoever asked, or to the lead."""
    key = f"{KIND}:{round_id}:{once or f'{do}:{ctx.origin.key}'}"
    member_id = whose or ctx.member.id
    job_id = ctx.work.jobs.ask(member_id, KIND, key, ctx.real, {"round": round_id, "do": do})
    if job_id is not None:
        said = {"job_id": job_id}
        ctx.work.messages.say(member_id, jobs.ANNOUNCED, jobs.announcement(job_id), ctx.real, said)


def tell_person(
    ctx: MemberContext,
    member_id: int,
    sentence: str,
    key: str,
    about: RoundRecord | SelectionRecord,
) -> None:
    """Tell somebody something in one sentence, once for the key, with what it is about to open."""
    values: dict[str, Any] = {"sentence": sentence}
    if isinstance(about, RoundRecord):
        values |= {"number": str(about.round.number), "round": about.id, "selection": 0}
    else:
        values |= {"number": str(about.number), "round": about.round_id, "selection": about.id}
    ctx.work.messages.say(member_id, NOTICE, notice_key(key, member_id), ctx.real, values)


def notice_key(key: str, member_id: int) -> str:
    """What such a message is known by."""
    return f"audit:{key}:{member_id}"


def _must_hold_seeds(ctx: MemberContext, known: RoundRecord) -> None:
    subject = subject_of(known)
    ctx.must(Permission.COMMIT_SEED, subject, otherwise="audit_no_seed_asked")


def _person(ctx: MemberContext, named: Named) -> MemberRecord:
    """Who is named, known here from now on. Raises Refused("not_a_person")."""
    if named.profile.kind != "person" or named.profile.deactivated:
        raise Refused("not_a_person")
    known = ctx.work.members.by_slack(named.slack_id)
    if known is not None:
        return known
    return ctx.work.members.meet(
        named.slack_id, ctx.now, name=named.profile.name, kind=named.profile.kind
    )


def moment(ctx: MemberContext) -> tuple[datetime, date]:
    """Now, in UTC and as the member's day."""
    return ctx.now, ctx.today


def resume(ctx: MemberContext, round_id: int) -> None:
    """Have a job go on that was lost: ids, the draw, or telling. Raises Refused as `led`,
    audit_wrong_state.
    """
    known = led(ctx, round_id)
    do = _WAITS_FOR.get(known.round.state)
    if do is None:
        raise Refused("audit_wrong_state")
    ask_job(ctx, round_id, do)


_WAITS_FOR: Final = {"committed": "ids", "revealed": "draw", "open": "tell"}
