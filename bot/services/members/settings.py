"""A member's own settings: schemes, cycle, opening balance, job, working time, privacy.

Pausing and snoozing are `pausing`'s, the manager is `teams.links`'s, and the guided way through
the first few of these `onboarding`'s. Every change shows in Home; one that a total rests on has
every entry assessed anew.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.conversation.text import clean
from bot.policy.nudges.usual_hour import AN_HOUR
from bot.policy.scheme_facts import RegistrationEvent
from bot.policy.schemes.categories import pack_and_category, scheme_key, scheme_title
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import words_of
from bot.policy.schemes.standing import totals_window
from bot.policy.schemes.terms import terms
from bot.policy.schemes.word_count import has_words
from bot.policy.vocabulary import CADENCES, RegistrationWord
from bot.services.context.member_context import MemberContext
from bot.services.context.public_holidays import countries, country_code
from bot.services.context.refused import Refused
from bot.services.context.working_time import MINUTES_IN_A_DAY
from bot.services.members.manager import ManagerView, manager_view
from bot.services.record import entered
from bot.services.record.coach_shown import show_suggestions_anew
from bot.services.schemes import cycle_outcomes, cycle_starts
from bot.services.schemes.assessment import assess_all, enrolment_facts, in_force
from bot.services.schemes.enrolled import category_of, enrolled_in
from bot.services.schemes.registration_facts import Registered, events_of, registered
from storage.queues.message_requests import old_answers_of
from storage.row_types import EnrolmentRecord, JobRoleRecord, MemberRecord
from storage.vocabulary import CoachChoice

FIRST_CYCLE_START: Final = date(1990, 1, 1)
FROM_THE_START: Final = FIRST_CYCLE_START
"""A day of joining that lies before every cycle's start: somebody who did not join late."""

MOST_CREDITS: Final = 1_000_000
"""Hundredths. A degree can bring 3,600 hours, so it is far above that, and below any slip."""

# Three digits behind a comma are thousands, since a credit has two decimals at most; behind a
# point, or a nought and a comma, nobody can say which they are.
_CREDITS = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:[,’' \u00a0\u2009]\d{3})+|\d{1,9})(?:[.,](?P<part>\d{1,2}))?",
    re.ASCII,
)

JOB_TITLE_LIMIT: Final = 100
FIRST_JOB: Final = date(1950, 1, 1)
JOB_AHEAD: Final = timedelta(days=366)

NO_HOUR: Final = "afternoon"
"""What a form says where no hour is chosen: early afternoon."""

LEFT_OF_IT: Final = 30
"""Minutes before the end of a shift behind which no hour is offered any more."""


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """A scheme that somebody may enrol in; `body` is who wrote its rules, `called` what it is
    called beside its title. `categories` are those that the member is not in, and others may be
    typed; None where the scheme has none.
    """

    pack: str
    title: str
    body: str
    called: tuple[str, ...] = ()
    categories: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SchemeSettings:
    """One of the member's schemes, with what can be set of it.

    `title` names its category. `asks_category`: the scheme has categories, and this is in none.
    `has_cycle`: it runs in cycles, so that a start can be set. `has_target`: it counts credits
    towards a number. `has_account`: its body keeps an account for the member, in which the cycle's
    start stands, and what they have towards that number. `began`, `year_began` and `last_day` are
    those of the current cycle and CPD year, None while the start is not known. `has_joining`: it
    makes less of the minimum for who joins late, `joining_counts` once an administrator has
    confirmed how. `registration_words` may be told of the member's registration, none where its
    body removes nobody; `registered` is what was told.
    """

    enrolment: EnrolmentRecord
    title: str
    body: str
    has_cycle: bool
    has_target: bool
    has_account: bool
    began: date | None
    year_began: date | None
    last_day: date | None
    has_joining: bool = False
    joining_counts: bool = False
    asks_category: bool = False
    registration_words: tuple[RegistrationWord, ...] = ()
    registered: Registered | None = None

    @property
    def joined_late_on(self) -> date | None:
        """The day on which the member joined; None where it is not known, or was no late one."""
        joined, start = self.enrolment.joined_on, self.enrolment.cycle_start
        if joined is None or joined <= (start or FROM_THE_START):
            return None
        return joined

    @property
    def has_balance(self) -> bool:
        """Whether what the account shows can be brought in."""
        return self.has_target and self.has_account

    @property
    def has_earlier_cycles(self) -> bool:
        """Whether a cycle is over in which something may count."""
        start = self.enrolment.cycle_start
        kept = any("last_day" in one for one in self.enrolment.outcomes.values())
        recorded = start is not None and bool(self.enrolment.earlier.get("starts"))
        followed = self.began is not None and start is not None and start < self.began
        return kept or recorded or followed

    @property
    def in_first_year(self) -> bool:
        """Whether this year is the cycle's first, so that all of the cycle's credits are its."""
        return self.began is not None and self.began == self.year_began


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Everything that a member can set, as it stands."""

    member: MemberRecord
    schemes: tuple[SchemeSettings, ...]
    offered: tuple[SchemeChoice, ...]
    """Schemes that the member is not enrolled in, or of which there are more categories."""
    job: JobRoleRecord | None
    """The job held today."""
    jobs: tuple[JobRoleRecord, ...]
    """Every job, the latest first."""
    manager: ManagerView | None
    country: str | None
    """The name of the country whose public holidays are kept."""
    paused_until: date | None
    """The first day on which the bot may speak again; None unless that lies ahead."""
    snoozed_until: date | None
    today: date
    coach: CoachChoice | None = None
    """Whether the coach is on; None where there is none to be had."""


def settings_view(ctx: MemberContext) -> SettingsView:
    """The member's settings."""
    member, today = ctx.member, ctx.today
    schemes = schemes_of(ctx)
    jobs = ctx.work.members.job_roles(member.id)
    return SettingsView(
        member=member,
        schemes=schemes,
        offered=offered(ctx, schemes),
        job=next((job for job in jobs if in_force(job, today)), None),
        jobs=jobs,
        manager=manager_view(ctx),
        country=member.country and countries().get(member.country, member.country),
        paused_until=_ahead(member.paused_until, today),
        snoozed_until=_ahead(member.snoozed_until, today),
        today=today,
        coach=member.coach if ctx.coach is not None and ctx.coach_allowed else None,
    )


def schemes_of(ctx: MemberContext) -> tuple[SchemeSettings, ...]:
    """The member's schemes, the oldest enrolment first."""
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    told = events_of(enrolments)
    return tuple(
        _scheme(ctx.rules[one.pack], one, ctx.today, told)
        for one in enrolments
        if one.pack in ctx.rules
    )


def offered(ctx: MemberContext, schemes: Collection[SchemeSettings]) -> tuple[SchemeChoice, ...]:
    """The schemes that are not among these, and those in which one may be in several categories."""
    taken = {scheme.enrolment.scheme for scheme in schemes}
    found = []
    for pack in ctx.rules.values():
        if not pack.offered:
            continue
        categories = pack.categories(ctx.today)
        if categories is not None:
            categories = tuple(one for one in categories if scheme_key(pack.name, one) not in taken)
        elif pack.name in taken:
            continue
        found.append(SchemeChoice(pack.name, pack.title, pack.body, pack.called, categories))
    return tuple(found)


def _scheme(
    pack: Pack, enrolment: EnrolmentRecord, today: date, told: Sequence[RegistrationEvent]
) -> SchemeSettings:
    in_force_today = terms(pack, today)
    window = totals_window(enrolment_facts(enrolment, ()), today, pack)
    known = window if window is not None and not window.provisional else None
    end = known and known.cycle_end
    return SchemeSettings(
        enrolment=enrolment,
        title=scheme_title(pack.title, enrolment.category),
        body=pack.body,
        has_cycle=in_force_today.has_cycle,
        has_target=in_force_today.has_target,
        has_account=in_force_today.account,
        began=known.cycle_start if known else None,
        year_began=known.year_start if known else None,
        last_day=end - timedelta(days=1) if end else None,
        has_joining=_has_joining(pack, today),
        joining_counts=in_force_today.pro_rata,
        asks_category=not enrolment.category and pack.categories(today) is not None,
        registration_words=words_of(pack, today),
        registered=registered(enrolment, told, pack, today),
    )


def _has_joining(pack: Pack, today: date) -> bool:
    return terms(pack, today).has_target and pack.rule("joiner.pro_rata", today) is not None


def _ahead(day: date | None, today: date) -> date | None:
    return day if day is not None and today < day else None


def enrol(ctx: MemberContext, scheme: str) -> None:
    """Put the member under a scheme, such as "imi-register" or "imi-techsafe/ADAS"; one that they
    left is taken up where they left it. Who is in it without a category is in the first that they
    name, unless they have brought in what their account shows: that is of whatever they meant then.

    Raises Refused: no_such_scheme, category_too_long (`limit`).
    """
    pack, typed = pack_and_category(scheme)
    if pack not in ctx.rules or not ctx.rules[pack].offered:
        raise Refused("no_such_scheme")
    mine = [one for one in ctx.work.enrolments.of(ctx.member.id) if one.pack == pack]
    category = category_of(ctx.rules[pack], typed, mine, ctx.today)
    first = mine[0] if len(mine) == 1 and not mine[0].category else None
    if category and first is not None and first.opening_on is None:
        ctx.work.enrolments.change(first, category=category)
    elif category or not any(one.category for one in mine):
        ctx.work.enrolments.enrol(ctx.member.id, pack, category, ctx.today)
    _totals_changed(ctx)


def leave(ctx: MemberContext, scheme: str) -> None:
    """End an enrolment; entries stay. Harmless where there is none."""
    enrolment = enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
    if enrolment is not None:
        ctx.work.enrolments.change(enrolment, ended_on=ctx.today)
    _totals_changed(ctx)


def set_cycle_start(ctx: MemberContext, scheme: str, start: date | None) -> None:
    """When the cycle began, as the scheme's own account says; None: "I don't know yet".

    What that leaves of the starts before is told by `cycle_starts.record_start`.

    Raises Refused: not_enrolled, scheme_has_no_cycle, cycle_start_too_early (`earliest`, ISO),
    cycle_start_to_come.
    """
    enrolment, pack = _enrolment(ctx, scheme)
    if not terms(pack, ctx.today).has_cycle:
        raise Refused("scheme_has_no_cycle", title=pack.title)
    if start is not None and start < FIRST_CYCLE_START:
        raise Refused("cycle_start_too_early", earliest=FIRST_CYCLE_START.isoformat())
    if start is not None and start > ctx.today:
        raise Refused("cycle_start_to_come")
    cycle_starts.record_start(ctx, enrolment, pack, start)
    _show_totals(ctx)


def take_cycle_start_back(ctx: MemberContext) -> bool:
    """The starts are as they were before the last change; whether anything was put back."""
    taken_back = cycle_starts.take_back(ctx)
    if taken_back:
        _show_totals(ctx)
    return taken_back


def set_joined_on(ctx: MemberContext, scheme: str, on: date) -> None:
    """When the member joined, part-way through a cycle; FROM_THE_START where they were there all
    along. It matters once an administrator has confirmed a pro-rata rule.

    Raises Refused: not_enrolled, joining_does_not_matter (`title`), joined_too_early (`earliest`,
    ISO), joined_ahead.
    """
    enrolment, pack = _enrolment(ctx, scheme)
    if not _has_joining(pack, ctx.today):
        raise Refused("joining_does_not_matter", title=pack.title)
    if on < FROM_THE_START:
        raise Refused("joined_too_early", earliest=FROM_THE_START.isoformat())
    if on > ctx.today:
        raise Refused("joined_ahead")
    ctx.work.enrolments.change(enrolment, joined_on=on)
    _totals_changed(ctx)


def set_opening(ctx: MemberContext, scheme: str, *, cycle: int, year: int | None) -> None:
    """What the scheme's own account shows today, in hundredths: brought in, not checked by us.
    `year` None: the member is not sure how many of them are this year's.

    Raises Refused: not_enrolled, scheme_has_no_credits, credits_out_of_range,
    year_above_cycle.
    """
    enrolment, pack = _enrolment(ctx, scheme)
    _must_have_target(ctx, pack)
    if not (0 <= cycle <= MOST_CREDITS and 0 <= (year or 0) <= MOST_CREDITS):
        raise Refused("credits_out_of_range", most=MOST_CREDITS)
    if year is not None and year > cycle:
        raise Refused("year_above_cycle", cycle=cycle, year=year)
    ctx.work.enrolments.change(
        enrolment,
        opening_cycle=cycle,
        opening_year=year,
        opening_on=ctx.today,
        opening_declined=False,
        outcomes=cycle_outcomes.with_balance_kept(enrolment, pack, ctx.today),
    )
    held = entered.held_by_balance(ctx, enrolment, ctx.today) if cycle else 0
    if held:
        ctx.reply("say", {"sentence": "balance_holds_entered", "count": held})
    _totals_changed(ctx)


def decline_opening(ctx: MemberContext, scheme: str) -> None:
    """The member would rather not say what the account shows.

    Raises Refused: not_enrolled, scheme_has_no_credits.
    """
    enrolment, pack = _enrolment(ctx, scheme)
    _must_have_target(ctx, pack)
    ctx.work.enrolments.change(
        enrolment,
        opening_cycle=None,
        opening_year=None,
        opening_on=None,
        opening_declined=True,
        outcomes=cycle_outcomes.with_balance_kept(enrolment, pack, ctx.today),
    )
    _totals_changed(ctx)


def read_credits(text: str) -> int:
    """Hundredths of a credit from a form's field, such as "31", "31.5" or "3,600".

    Raises Refused: credits_unreadable, credits_out_of_range (`most`, in hundredths).
    """
    typed = _CREDITS.fullmatch(text.strip())
    if typed is None:
        raise Refused("credits_unreadable")
    whole = "".join(filter(str.isdecimal, typed["whole"]))
    hundredths = int(whole) * 100 + int((typed["part"] or "").ljust(2, "0"))
    if hundredths > MOST_CREDITS:
        raise Refused("credits_out_of_range", most=MOST_CREDITS)
    return hundredths


def set_job(ctx: MemberContext, title: str, since: date) -> None:
    """What the member is employed as from a day on; the job before ends that day.

    Raises Refused: job_needs_a_title, job_title_too_long (`limit`), job_date_out_of_range.
    """
    title = " ".join(clean(title).text.split())
    if not has_words(title):
        raise Refused("job_needs_a_title")
    if len(title) > JOB_TITLE_LIMIT:
        raise Refused("job_title_too_long", limit=JOB_TITLE_LIMIT)
    if not FIRST_JOB <= since <= ctx.today + JOB_AHEAD:
        raise Refused("job_date_out_of_range")
    ctx.work.members.start_job(ctx.member.id, title, since)
    _totals_changed(ctx)  # relevance is judged against the job of the day


def set_working_hours(ctx: MemberContext, start: int, end: int, days: Collection[int]) -> None:
    """When the bot may speak: minutes of the day, and weekdays with Monday 0.

    Raises Refused: hours_reversed, no_working_days.
    """
    if not 0 <= start < end <= MINUTES_IN_A_DAY:
        raise Refused("hours_reversed")
    kept = sorted({day for day in days if 0 <= day <= 6})
    if not kept:
        raise Refused("no_working_days")
    ctx.change_member(work_start=start, work_end=end, work_days="".join(str(day) for day in kept))
    ctx.show_home()


def set_country(ctx: MemberContext, country: str | None) -> None:
    """Whose public holidays are kept: a name or an ISO code; None for none.

    Raises Refused("no_such_country").
    """
    code = None
    if country is not None:
        code = country_code(country)
        if code is None:
            raise Refused("no_such_country")
    ctx.change_member(country=code)
    ctx.show_home()


def set_time_zone(ctx: MemberContext, zone: str | None) -> None:
    """The member's own time zone, by its IANA name or its city; None: Slack's again.

    Raises Refused("no_such_zone").
    """
    ctx.change_member(tz=None if zone is None else _zone_called(zone))
    ctx.show_home()


def set_cadence(ctx: MemberContext, cadence: str) -> None:
    """How often the same standing is mentioned again. Raises Refused("no_such_cadence")."""
    if cadence not in CADENCES:
        raise Refused("no_such_cadence")
    ctx.change_member(cadence=cadence)
    ctx.show_home()


def read_hour(chosen: str) -> int | None:
    """A minute of the day from a form's choice; None for early afternoon.

    Raises Refused("no_such_hour").
    """
    if chosen == NO_HOUR:
        return None
    if not chosen.isdecimal() or len(chosen) > len(str(MINUTES_IN_A_DAY)):
        raise Refused("no_such_hour")
    return int(chosen)


def hours_offered(member: MemberRecord) -> tuple[int, ...]:
    """The minutes of the day at which an hour begins in which the member may hear."""
    hours = {*range(member.work_start, member.work_end - LEFT_OF_IT, AN_HOUR)}
    if member.usual_hour is not None:
        hours.add(member.usual_hour)
    return tuple(sorted(hours))


def set_usual_hour(ctx: MemberContext, minute: int | None) -> None:
    """From which minute of the day on nudges come; None: early afternoon.

    Raises Refused("no_such_hour").
    """
    if minute is not None and not 0 <= minute < MINUTES_IN_A_DAY:
        raise Refused("no_such_hour")
    ctx.change_member(usual_hour=minute)
    ctx.show_home()


def set_weekly_review(ctx: MemberContext, *, on: bool) -> None:
    """Whether the member wants a review of each week. The first comes with the next week."""
    if ctx.member.weekly_review != on:
        ctx.change_member(weekly_review=on, reviewed_on=ctx.today if on else None)
    ctx.show_home()


def set_private_reflections(ctx: MemberContext, *, private: bool) -> None:
    """Whether reflections are only ever typed in a modal, never in the conversation. What the
    coach said of them leaves the conversation, too.
    """
    ctx.change_member(private_reflections=private)
    ctx.work.messages.show_said(old_answers_of(ctx.member.id), ctx.real)
    show_suggestions_anew(ctx)
    ctx.show_home()


def _totals_changed(ctx: MemberContext) -> None:
    assess_all(ctx)
    _show_totals(ctx)


def _show_totals(ctx: MemberContext) -> None:
    for nudge in ctx.work.files.of(ctx.member.id).unsettled:
        ctx.work.messages.show_said(f"nudge:{nudge.id}", ctx.real)
    ctx.show_home()


def _enrolment(ctx: MemberContext, scheme: str) -> tuple[EnrolmentRecord, Pack]:
    found = enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
    if found is None or found.pack not in ctx.rules:
        raise Refused("not_enrolled")
    return found, ctx.rules[found.pack]


def _must_have_target(ctx: MemberContext, pack: Pack) -> None:
    if not terms(pack, ctx.today).has_target:
        raise Refused("scheme_has_no_credits", title=pack.title)


def _zone_called(text: str) -> str:
    wanted = "_".join(text.split())
    try:
        return ZoneInfo(wanted).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass  # not its IANA name to the letter
    found = _zones_by_word().get(wanted.casefold(), ())
    if len(found) != 1:
        raise Refused("no_such_zone")
    return found[0]


@cache
def _zones_by_word() -> dict[str, tuple[str, ...]]:
    """Zones by their name and by their city, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for zone in sorted(available_timezones()):
        for word in {zone.casefold(), zone.rpartition("/")[2].casefold()}:
            found[word] = (*found.get(word, ()), zone)
    return found
