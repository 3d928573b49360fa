"""A document asked for: in which format, of which schemes, of which period; a job makes it.

The period's days are worked out when it is asked for, and what the document says is true when it is
made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, get_args

from bot.conversation.documents_named import CSV, DocumentNamed
from bot.documents.model import FORMATS, Format, Period, PeriodKind
from bot.policy.schemes.cycles import FIRST_DAY, Window, add_years
from bot.policy.schemes.dated_cycles import place_of
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import export
from bot.services.schemes.assessment import cycles_of
from bot.services.schemes.enrolled import enrolled_in
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.row_types import EnrolmentRecord

KIND: Final = "document"
"""The kind of the job that makes a document and brings it."""

ALL: Final = "all"
"""In the place of a scheme: all of them."""

PeriodChoice = Literal["year", "last_year", "cycle", "last_cycle", "months", "all", "days"]
PERIODS: Final[tuple[PeriodChoice, ...]] = get_args(PeriodChoice)

LAST: Final = "document_asked"
"""What was asked for last, put aside for whoever wants it in another form, too."""

OPEN_MOST: Final = 3
"""Documents of one member that may be under way at once."""

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be asked for: schemes as (key, title), the most urgent first, and what stands in the
    form at first. `cycles`: a cycle is known of the first scheme.
    """

    schemes: tuple[tuple[str, str], ...]
    cycles: bool
    today: date
    private: int = 0
    """Answers of the whole record that were given privately."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it was asked for. `schemes` are keys of enrolments; empty: all there are."""

    which: Format
    schemes: tuple[str, ...]
    period: Period
    without_private: bool = False
    """Whether what the member answered privately is left out."""

    def plain(self) -> Mapping[str, Any]:
        """For a job's values: no word of the member's."""
        return {
            "format": self.which,
            "schemes": list(self.schemes),
            "period": {
                "kind": self.period.kind,
                "first": None if self.period.first is None else self.period.first.isoformat(),
                "last": None if self.period.last is None else self.period.last.isoformat(),
                "number": self.period.number,
                "guessed": self.period.guessed,
            },
            "without_private": self.without_private,
        }


def wanted_of(values: Mapping[str, Any]) -> Wanted:
    """What a job was asked for. Raises KeyError, ValueError or TypeError for what was not."""
    period = values["period"]
    if values["format"] not in FORMATS:
        raise ValueError(values["format"])
    first, last = period["first"], period["last"]
    kind: PeriodKind = period["kind"]
    return Wanted(
        values["format"],
        tuple(values["schemes"]),
        Period(
            kind,
            None if first is None else date.fromisoformat(first),
            None if last is None else date.fromisoformat(last),
            period["number"],
            bool(period["guessed"]),
        ),
        bool(values.get("without_private")),
    )


def offered(ctx: MemberContext) -> Offered:
    """What the member can ask for."""
    found = standings_of(ctx)
    place = _place(ctx, found[0].enrolment) if found else None
    known = place is not None and not place.provisional
    return Offered(
        tuple((one.enrolment.scheme, one.title) for one in found),
        known,
        ctx.today,
        ctx.work.overviews.private_answers(ctx.member.id),
    )


def ask_for_document(
    ctx: MemberContext,
    which: str,
    scheme: str,
    period: str,
    days: tuple[date | None, date | None] = (None, None),
    *,
    without_private: bool = False,
) -> Wanted:
    """Have a document made and brought to the member's DM; what is to be made.

    `scheme` is an enrolment's key, or "all" of them: then years and cycles are those of the most
    urgent. `days` are the first and last of the period "days".

    Raises Refused: choose_one, no_such_scheme, cycle_not_known, no_cycle_before, period_days,
    period_turned, documents_under_way.
    """
    if which not in FORMATS or period not in PERIODS:
        raise Refused("choose_one")
    _check_room(ctx)
    return _ask_in_form(ctx, which, scheme, (period, *days), without_private=without_private)


def _ask_in_form(
    ctx: MemberContext,
    which: str,
    scheme: str,
    days: tuple[str, date | None, date | None],
    *,
    without_private: bool,
) -> Wanted:
    form = next((one for one in FORMATS if one == which), None)
    if form is None:
        raise Refused("choose_one")
    period, *window = days
    enrolment = _chosen(ctx, scheme)
    found = _period(ctx, period, enrolment, (window[0], window[1]))
    keys = () if scheme == ALL or enrolment is None else (enrolment.scheme,)
    wanted = Wanted(form, keys, found, without_private)
    _ask(ctx, wanted)
    return wanted


def _ask(ctx: MemberContext, wanted: Wanted) -> None:
    """Once for this origin and form."""
    jobs.ask_once(ctx, KIND, f"{KIND}:{ctx.origin.key}:{wanted.which}", wanted.plain())
    ctx.work.held.put_aside(ctx.member.id, LAST, ctx.now, wanted.plain())


@dataclass(frozen=True, slots=True)
class AskedLast:
    """The document that the member asked for last, and when."""

    wanted: Wanted
    at: datetime


def asked_last(ctx: MemberContext) -> AskedLast | None:
    """None where that is not known any more."""
    last = ctx.work.held.aside(ctx.member.id, LAST)
    return None if last is None else AskedLast(wanted_of(last.values), last.held_at)


def ask_again(ctx: MemberContext, last: AskedLast, forms: Sequence[str]) -> None:
    """The same in other forms. Raises Refused: choose_one, documents_under_way."""
    _check_room(ctx)
    for which in forms:
        if which == CSV:
            export.ask_for_export(ctx, "csv")
            continue
        form = next((one for one in FORMATS if one == which), None)
        if form is None:
            raise Refused("choose_one")
        _ask(ctx, replace(last.wanted, which=form))


def ask_of_another_time(ctx: MemberContext, last: AskedLast, period: str) -> None:
    """The same of another time. Raises Refused as `ask_for_document` does."""
    scheme = last.wanted.schemes[0] if last.wanted.schemes else ALL
    ask_for_document(
        ctx, last.wanted.which, scheme, period, without_private=last.wanted.without_private
    )


def _check_room(ctx: MemberContext) -> None:
    open_ones = [one for one in ctx.work.jobs.of_member(ctx.member.id, KIND) if jobs.is_open(one)]
    if len(open_ones) >= OPEN_MOST:
        raise Refused("documents_under_way")


def ask_by_word(ctx: MemberContext, named: DocumentNamed) -> None:
    """The same by word, with what most people mean where nothing is said: a PDF, of this CPD year,
    or of all there is where no cycle is known; each form that is named, however many: there is room
    for all of them or none. Raises Refused as `ask_for_document` does.
    """
    period = named.period or ("year" if offered(ctx).cycles else ALL)
    _check_room(ctx)
    for form in (named.form or "pdf", *named.more):
        if form == CSV:
            export.ask_for_export(ctx, "csv")
            continue
        days = (period, None, None)
        _ask_in_form(ctx, form, ALL, days, without_private=named.without_private)


def _chosen(ctx: MemberContext, scheme: str) -> EnrolmentRecord | None:
    """The enrolment by which years and cycles go; None for somebody who is in no scheme."""
    if scheme == ALL:
        found: tuple[SchemeStanding, ...] = standings_of(ctx)
        return found[0].enrolment if found else None
    named = enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
    if named is None or named.pack not in ctx.rules:
        raise Refused("no_such_scheme")
    return named


def _period(
    ctx: MemberContext,
    period: str,
    enrolment: EnrolmentRecord | None,
    days: tuple[date | None, date | None],
) -> Period:
    match period:
        case "year" | "last_year":
            return _year(ctx, enrolment, before=period == "last_year")
        case "cycle" | "last_cycle":
            return _cycle(ctx, enrolment, before=period == "last_cycle")
        case "months":
            return Period("months", add_years(ctx.today, -1) + _ONE_DAY, ctx.today)
        case "days":
            return _days(*days)
        case _:
            return Period("all", None, None)


def _days(first: date | None, last: date | None) -> Period:
    if first is None or last is None:
        raise Refused("period_days")
    if last < first:
        raise Refused("period_turned")
    return Period("days", first, last)


def _year(ctx: MemberContext, enrolment: EnrolmentRecord | None, *, before: bool) -> Period:
    """A CPD year; the calendar year where no cycle is known, which is said."""
    place = _place(ctx, enrolment)
    if place is not None and before:
        place = _place(ctx, enrolment, place.year_start - _ONE_DAY)
    if place is None:
        raise Refused("no_cycle_before" if before else "cycle_not_known")
    number = None if place.provisional else place.year
    last = place.year_end - _ONE_DAY
    return Period("year", place.year_start, last, number, guessed=place.provisional)


def _cycle(ctx: MemberContext, enrolment: EnrolmentRecord | None, *, before: bool) -> Period:
    place = _place(ctx, enrolment)
    if place is None or place.cycle_start is None:
        raise Refused("cycle_not_known")
    if before:
        place = _place(ctx, enrolment, place.cycle_start - _ONE_DAY)
    if place is None or place.cycle_start is None or place.cycle_end is None:
        raise Refused("no_cycle_before")
    return Period("cycle", place.cycle_start, place.cycle_end - _ONE_DAY)


def _place(
    ctx: MemberContext, enrolment: EnrolmentRecord | None, day: date | None = None
) -> Window | None:
    """The cycle and year of a day, today's by default; the calendar year for no scheme at all."""
    on = day or ctx.today
    if enrolment is None:
        first, end = date(on.year, 1, 1), date(on.year + 1, 1, 1)
        return Window(None, on.year, first, end, None, None, (first, end), provisional=True)
    if on < FIRST_DAY or enrolment.pack not in ctx.rules:
        return None
    return place_of(ctx.rules[enrolment.pack], cycles_of(enrolment), on)
