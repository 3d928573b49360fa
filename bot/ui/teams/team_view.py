"""A manager's list: a table where Slack takes one, else two lines a person. Totals and dates,
never a title, a stage or evidence.
"""

from collections.abc import Sequence

from bot.figures import day, duration, listed, number, several
from bot.policy.schemes.standing import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    NOT_KNOWN,
    SHORT_AND_NEAR,
    CreditStanding,
    EndedCycle,
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    Standing,
    TargetStanding,
)
from bot.services.schemes.standings import SchemeStanding
from bot.services.teams import actions as teams
from bot.services.teams.team_view import PAGE, Asker, TeamPage, TeamRow, TeamStanding
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    actions,
    button,
    context,
    menu,
    option,
    section,
)
from bot.ui.kit.data_blocks import Figure, data_table
from bot.ui.kit.escape import brief, escape, shorten
from bot.ui.kit.formatting import NAME_MOST, bold, near_day, person
from bot.ui.kit.ids import option_value
from bot.ui.kit.manager_sees import WHAT_YOU_SEE
from bot.ui.kit.sentences import sentence
from bot.ui.schemes.standing import (
    PACES,
    amount_of,
    ended_figures,
    extended_words,
    hours_of,
    logged_here,
    not_said,
    span,
)
from bot.ui.schemes.subject_words import amount_in
from bot.ui.teams.at_stake import at_stake
from bot.ui.teams.shared import shared_with_you

_NAMED_MOST = 3
"""Names in the first line: the rest stand in their order below it."""

_SUBJECT_MOST = 50

_NONE = "–"
_COLUMNS = ("Name", "Standing", "Year", "Cycle", "When", "Waiting", "No evidence (this cycle)")

_FOOT = f"{WHAT_YOU_SEE} Each look stands in their log."


def team(page: TeamPage) -> Content:
    """One page of the team, and who asks this manager to be theirs."""
    head: list[Block] = []
    for asker in page.asking[:10]:
        head += _asking(asker)
    if page.people:
        head.append(section(_head(page), "team:head"))
        head += at_stake(page)
    where = f"Page {page.page + 1} of {page.pages}. " if page.pages > 1 else ""
    turn = actions("team:turn", _turn(page))
    foot = [*shared_with_you(page), *turn, context(f"{where}{_FOOT}", "team:foot")]
    plain = [*head, *(_person(row) for row in page.rows), *foot]
    if not page.rows:
        return Content("Your team.", plain)
    table = [_table(page.rows), *actions("team:remind", [_remind_one(page.rows)])]
    return Content("Your team.", [*head, *table, *foot], plain)


def _table(rows: Sequence[TeamRow]) -> Block:
    """A row for each person, in their order; what two lines say of them stands in its columns."""
    return data_table("Your team", [_COLUMNS, *map(_cells, rows)], "team:table", page_size=PAGE)


def _name(row: TeamRow) -> str:
    """For plain text."""
    return shorten(row.name, NAME_MOST) or "Somebody"


def _cells(row: TeamRow) -> list[str | Figure]:
    name = _name(row)
    if not row.standings:
        return [name, "not known", _NONE, _NONE, "In no scheme yet", _NONE, _NONE]
    first, *others = row.standings
    one, standing = first.scheme, first.scheme.standing
    state = state_words(one)
    if which := _which(one, len(others)):
        state += f" ({which})"
    evidence: str | Figure = _NONE
    if first.without_evidence is not None:
        evidence = Figure(100 * first.without_evidence, f"{first.without_evidence:,}")
    return [name, state, *_year_and_cycle(standing), _last(standing), _waiting(standing), evidence]


def _year_and_cycle(standing: Standing) -> tuple[str | Figure, str | Figure]:
    match standing:
        case TargetStanding() if standing.declined:
            year, cycle = standing.year_credits or 0, standing.cycle_credits
            return (
                Figure(year, f"{number(year)} logged here"),
                Figure(cycle, f"{number(cycle)} logged here"),
            )
        case TargetStanding():
            return (
                _amount(standing.year_credits, standing.recommended),
                _amount(standing.cycle_credits, standing.minimum),
            )
        case HoursStanding():
            return Figure(standing.minutes, hours_of(standing)), _NONE
        case FrameworkStanding():
            met = sum(one.met is True for one in standing.asked)
            return _NONE, Figure(100 * met, f"{met} of {several(len(standing.asked), 'subject')}")
        case ProvisionalStanding():
            earned = standing.year_credits or 0
            return Figure(earned, f"{number(earned)} in {standing.year}"), "not known"
        case RhythmStanding():
            return _NONE, _NONE
        case NotKnownStanding():
            return "not known", "not known"


def _amount(amount: int | None, whole: int | None) -> str | Figure:
    words = amount_of(amount, whole)
    return words if amount is None else Figure(amount, words)


def _last(standing: Standing) -> str:
    match standing:
        case TargetStanding() | HoursStanding() | FrameworkStanding():
            return f"Ends {day(standing.last_day)}"
        case RhythmStanding():
            return _last_entry(standing)
        case ProvisionalStanding() | NotKnownStanding():
            return "not known"


def _last_entry(standing: RhythmStanding) -> str:
    if standing.last_entry is None:
        return "Nothing in 12 months"
    words = f"Last on {near_day(standing.last_entry, standing.today)}"
    without = standing.without_evaluation
    return f"{words}; {without:,} without an evaluation" if without else words


def _waiting(standing: Standing) -> str | Figure:
    if isinstance(standing, HoursStanding):
        return Figure(standing.waiting_minutes, duration(standing.waiting_minutes))
    if not isinstance(standing, CreditStanding):
        return _NONE
    return Figure(standing.waiting_credits, number(standing.waiting_credits))


def _remind_one(rows: Sequence[TeamRow]) -> Element | None:
    """A table's cells hold no buttons that every client has: whom to remind is chosen below it."""
    reminding = [
        option(_name(row), option_value(teams.Remind(row.slack_id)))
        for row in rows
        if row.can_remind
    ]
    return menu(teams.Remind.name, "Remind somebody", reminding) if reminding else None


def _head(page: TeamPage) -> str:
    """Who needs a look, before anybody is listed."""
    if not page.need_a_look:
        return bold(
            f"Nobody of {page.people:,} needs a look" if page.people > 1 else "Nobody needs a look"
        )
    need = len(page.need_a_look)
    words = bold(f"{need:,} of {page.people:,} {_need(need)} a look")
    if page.page:  # they stand on the first page, and it is told to them that they were looked at
        return words
    named = [person(one) for one in page.need_a_look[:_NAMED_MOST]]
    others = need - len(named)
    return f"{words}: {listed([*named, f'{others} more'] if others else named)}"


def _need(people: int) -> str:
    return "needs" if people == 1 else "need"


def reminded(name: str) -> Content:
    """After Remind: the same whether they are at work, paused or away."""
    words = sentence("will_be_reminded", name=name)
    return Content(words, [section(words, "team:reminded")])


def person_lines(row: TeamRow) -> tuple[str, str]:
    """Somebody's two lines: name and how they stand, then the figures of what is most urgent."""
    name = bold(person(row.name))
    if not row.standings:
        return f"{name} · not known", "In no scheme yet."
    first, *others = row.standings
    state = state_words(first.scheme)
    if which := _which(first.scheme, len(others)):
        state += f" ({escape(which)})"
    return f"{name} · {state}", _figures(first)


def _which(one: SchemeStanding, others: int) -> str:
    """Which scheme it is about, where that is not the only one or one category of several."""
    if others:
        return f"{one.title}; {others} more"
    return one.title if one.enrolment.category else ""


def behind_words(standing: TargetStanding) -> str:
    """ "behind this year’s pace": of which of the two."""
    return f"behind {'this year’s' if standing.behind_in == 'this year' else 'the cycle’s'} pace"


def state_words(one: SchemeStanding) -> str:
    """How somebody stands, in a few words."""
    if one.removed and one.standing.manager_rank != ENDED_SHORT:
        return "removed, as told"
    if one.registered is not None and one.registered.lacks:
        return f"not in good standing: {listed(one.registered.lacks)}"
    match one.standing:
        case RhythmStanding(entries_12_months=count):
            return f"{several(count, 'entry', 'entries')} in 12 months"
        case TargetStanding() as standing:
            return _target_words(standing)
        case HoursStanding() as standing:
            return _hours_words(standing)
        case FrameworkStanding() as standing:
            return _subjects_words(standing)
        case ProvisionalStanding() | NotKnownStanding():
            return "not known"


def _target_words(standing: TargetStanding) -> str:
    if standing.manager_rank == ENDED_SHORT and standing.ended is not None:
        return _ended_words(standing.ended)
    if standing.minimum_met:
        return "minimum met by my count"
    match standing.manager_rank:
        case rank if rank == SHORT_AND_NEAR:
            return f"short, cycle ends in {several(standing.cycle_days_left, 'day')}"
        case rank if rank == AT_RISK:
            return "at risk"
        case rank if rank == BEHIND:
            return behind_words(standing)
        case rank if rank == NOT_KNOWN:
            return "not known"
        case _:
            return PACES[standing.pace]


def _hours_words(standing: HoursStanding) -> str:
    """Nothing is said of a pace within the year: none is asked for."""
    if standing.manager_rank == ENDED_SHORT and standing.ended is not None:
        return _ended_words(standing.ended)
    if standing.short is None:
        return "not known"
    if not standing.short:
        return "minimum met by my count"
    if standing.manager_rank == SHORT_AND_NEAR:
        return f"short, year ends in {several(standing.days_left, 'day')}"
    return "year under way"


def _subjects_words(standing: FrameworkStanding) -> str:
    if standing.manager_rank == ENDED_SHORT and standing.ended is not None:
        return _ended_words(standing.ended)
    if standing.met:
        return "all subjects met by my count"
    if standing.manager_rank == SHORT_AND_NEAR:
        return f"short, cycle ends in {several(standing.days_left, 'day')}"
    return "not known" if standing.manager_rank == NOT_KNOWN else "cycle under way"


def _ended_words(ended: EndedCycle) -> str:
    """What a manager reads of a cycle that ended short, with the member's own news."""
    counted = ended_figures(ended)
    if ended.answer == "extended":
        by_count = f"logged here {counted}" if ended.declined else counted
        when = f"when its {span(ended)} ended on {day(ended.last_day)}"
        return f"{extended_words(ended.until)}, they say; {by_count} {when}"
    said = "removed, they say" if ended.answer == "removed" else "no news yet"
    if ended.declined:
        on = f"cycle ended on {day(ended.last_day)}"
        return f"{on}: logged here {counted}, the account is not known; {said}"
    return f"{span(ended)} ended short on {day(ended.last_day)}: {counted}, {said}"


def _figures(one: TeamStanding) -> str:
    standing = one.scheme.standing
    parts = [_standing_figures(standing)]
    if isinstance(standing, CreditStanding) and standing.waiting_credits:
        parts.append(f"{number(standing.waiting_credits)} waiting")
    if isinstance(standing, HoursStanding) and standing.waiting_minutes:
        parts.append(f"{duration(standing.waiting_minutes)} waiting")
    if one.without_evidence:
        parts.append(f"{one.without_evidence:,} without evidence")
    return "; ".join(filter(None, parts))


def _standing_figures(standing: Standing) -> str:
    match standing:
        case TargetStanding():
            if standing.declined:
                return f"{logged_here(standing).removesuffix('.')}; the account is not known"
            words = (
                f"Year {amount_of(standing.year_credits, standing.recommended)},"
                f" cycle {amount_of(standing.cycle_credits, standing.minimum)}"
            )
            if standing.short:
                words += f", {number(standing.short)} to go"
            return f"{words} by {day(standing.last_day)}"
        case FrameworkStanding():
            return f"{_subjects(standing)}, to {day(standing.last_day)}"
        case HoursStanding():
            return f"Year {hours_of(standing, short=True)} to {day(standing.last_day)}"
        case ProvisionalStanding():
            earned = number(standing.year_credits or 0)
            return f"{earned} in {standing.year} (calendar year); cycle start not known"
        case RhythmStanding():
            return _last_entry(standing)
        case NotKnownStanding() if standing.unknown:
            return f"The rules I hold do not say {not_said(standing.unknown)}"
        case NotKnownStanding():
            return "Not known yet"


def _subjects(standing: FrameworkStanding) -> str:
    """ "1 of 4 subjects; Radar 6 h 30 min short, 1 more; 1 unknown", within a line's words."""
    asked, short = standing.asked, standing.short_of
    if not asked:
        return "No subject is asked for"
    met = sum(one.met is True for one in asked)
    parts = [f"{met} of {several(len(asked), 'subject')}"]
    if short:
        name = brief(short[0].subject, _SUBJECT_MOST)
        lacks = f"{name} {amount_in(short[0].unit, short[0].short or 0)} short"
        parts.append(f"{lacks}, {len(short) - 1} more" if short[1:] else lacks)
    if unknown := sum(one.met is None for one in asked):
        parts.append(f"{unknown} unknown")
    return "; ".join(parts)


def _person(row: TeamRow) -> Block:
    accessory = None
    if row.can_remind:
        accessory = button(
            "Remind",
            teams.Remind(row.slack_id),
            spoken=f"Remind {row.name}",
        )
    return section("\n".join(person_lines(row)), f"team:{row.member_id}:row", accessory)


def _asking(asker: Asker) -> list[Block]:
    place = f"team:link-{asker.link_id}"
    words = f"{person(asker.name)} has named you as their manager."
    return [
        section(words, place),
        *actions(
            f"{place}-actions",
            [
                button("Accept", teams.Accept(asker.link_id)),
                button("Decline", teams.Decline(asker.link_id)),
            ],
        ),
    ]


def _turn(page: TeamPage) -> Sequence[Element | None]:
    before = after = None
    if page.page > 0:
        before = button("Previous", teams.ShowTeam(page.page - 1), number=0)
    if page.page + 1 < page.pages:
        after = button("Next", teams.ShowTeam(page.page + 1), number=1)
    return [before, after]
