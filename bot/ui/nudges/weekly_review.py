"""The weekly review: what was saved, where the member stands, what is planned, one next step.

A chart says the standing once more where Slack takes one; its twin in words is always there. The
fallback text holds none of the member's words: it shows on lock screens.
"""

from collections.abc import Sequence

from bot.figures import credits, duration, listed, several
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.standing import CreditStanding, HoursStanding, TargetStanding
from bot.services.members import actions as members
from bot.services.nudges.weekly_review import ReviewView
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.record.home_parts import ENTRIES
from bot.services.schemes.home_parts import STANDINGS
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, Content, actions, button, context, overflow, section
from bot.ui.kit.data_blocks import bar_chart
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, near_days
from bot.ui.kit.home_sections import NextStep
from bot.ui.members.next_step import next_step
from bot.ui.record.entry_lines import settled, waits_for
from bot.ui.schemes.ended_cycle import any_news
from bot.ui.schemes.standing import standing_line
from storage.row_types import EntryRecord

ALOUD = "Your CPD week."
_TITLES_MOST = 3


def review(view: ReviewView) -> Content:
    """One week, from the state at this moment."""
    one = next(iter(view.home[STANDINGS]), None)
    lines = [
        bold(f"Your week, {near_days(view.week.monday, view.week.sunday, view.today)}"),
        _saved(view, one),
    ]
    if one is not None:
        lines.append(_standing(view.home[STANDINGS]))
    lines += _planned(view.planned, view)
    step = _step(view, one)
    head = [section("\n".join(lines), "review:week")]
    stop = [("Stop the weekly review", members.SetWeeklyReview(on=False))]
    foot = [
        section(step.words, "review:step"),
        *actions("review:actions", [step.button, overflow(stop)]),
        context("Once a week, because you asked for it.", "review:why"),
    ]
    chart = _chart(one)
    plain: Sequence[Block] = [*head, *foot]
    if chart is None:
        return Content(ALOUD, plain)
    return Content(ALOUD, [*head, chart, *foot], plain)


def _saved(view: ReviewView, one: SchemeStanding | None) -> str:
    if not view.saved:
        return "Nothing was saved."
    count = several(len(view.saved), "entry", "entries")
    earned = "" if one is None else _earned(view.saved, one)
    return f"{count}{earned}: {_titles([card.entry for card in view.saved])}."


def _earned(saved: Sequence[CardView], one: SchemeStanding) -> str:
    """What they count for under the scheme that is spoken of; empty where that has no credits."""
    if not isinstance(one.standing, CreditStanding | HoursStanding):
        return ""
    weight = sum(
        worth.assessment.weight
        for card in saved
        for worth in card.worth
        if worth.enrolment_id == one.enrolment.id and worth.assessment.state == "counted"
    )
    written = duration if isinstance(one.standing, HoursStanding) else credits
    return f", {written(credits_hundredths(weight))}"


def _standing(standings: Sequence[SchemeStanding]) -> str:
    """The most urgent scheme's; the others stand in Home."""
    line = standing_line(standings[0], forecast=False)
    if len(standings) == 1:
        return line
    return f"{escape(standings[0].title)}: {line}"


def _planned(planned: Sequence[EntryRecord], view: ReviewView) -> list[str]:
    if not planned:
        return []
    first, *others = planned
    when = ""
    if first.start_date is not None:
        when = f", {near_days(first.start_date, first.end_date, view.today)}"
    more = f" and {len(others)} more" if others else ""
    return [f"Planned: {bold(cut_title(first.title))}{when}{more}."]


def _titles(entries: Sequence[EntryRecord]) -> str:
    named = [bold(cut_title(one.title)) for one in entries[:_TITLES_MOST]]
    others = len(entries) - len(named)
    return listed([*named, f"{others} more"] if others else named)


def _step(view: ReviewView, one: SchemeStanding | None) -> NextStep:
    """One thing to do: the step of Home, in fewer words where it has them."""
    home, entries = view.home, view.home[ENTRIES]
    if one is not None and one.standing.ended_unanswered and not one.removed:
        return NextStep("Is there news of that cycle?", any_news(one))
    if entries.waiting:
        card = entries.waiting[-1]
        needs = next(
            (
                waits_for(worth.assessment)
                for worth in card.worth
                if worth.assessment.state == "waiting" and not settled(worth.assessment)
            ),
            "",
        )
        if needs:
            add = button("Add it", record.AddWhatIsMissing(card.entry.id), style="primary")
            return NextStep(f"Next: {bold(cut_title(card.entry.title))} waits for {needs}.", add)
    if entries.drafts:
        draft = entries.drafts[0].entry
        save = button("Save", record.Save(draft.id), style="primary")
        return NextStep(f"Next: {bold(cut_title(draft.title))} is still a draft.", save)
    return next_step(home)


def _chart(one: SchemeStanding | None) -> Block | None:
    """The same figures as in the standing's line: what is there, and what is asked for."""
    if one is None or not isinstance(one.standing, TargetStanding):
        return None
    standing = one.standing
    if standing.ended_unanswered or one.removed:
        return None
    rows = [row for row in _rows(standing) if row[1] is not None and row[2] is not None]
    if standing.declined or not rows:
        return None
    return bar_chart(
        one.title,
        [label for label, _, _ in rows],
        {
            "So far": [so_far for _, so_far, _ in rows if so_far is not None],
            "Aim": [whole for _, _, whole in rows if whole is not None],
        },
        "review:chart",
        unit="Credits",
    )


def _rows(standing: TargetStanding) -> list[tuple[str, int | None, int | None]]:
    return [
        ("This year", standing.year_credits, standing.recommended),
        ("Cycle", standing.cycle_credits, standing.minimum),
    ]
