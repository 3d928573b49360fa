"""The one next useful step that Home offers: what is missing and would bring most, and its button.

Which facts make somebody behind, short or waiting is policy's; here only what is named first.
"""

from bot.figures import day, duration, number, several
from bot.policy.schemes.standing import (
    Deadline,
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
)
from bot.services.context.home_parts import HomeView
from bot.services.members import actions as members
from bot.services.members.home_parts import JOB
from bot.services.record import actions as record
from bot.services.record.home_parts import ENTRIES
from bot.services.schemes.home_parts import STANDINGS
from bot.ui.kit.blocks import button
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import scheme_body, title_of
from bot.ui.kit.home_sections import NextStep
from bot.ui.record.card import waits_for_words
from bot.ui.record.entry_lines import settled, waits_for
from bot.ui.schemes.subject_words import lacks_of, short_of_words

_NEAR = 90
"""Days to a cycle's end from which being short goes before everything else."""

_SHORT_WORDS = 14
"""Words that may say of which subjects a cycle is short, their names apart."""


def next_step(view: HomeView) -> NextStep:
    """The step for this Home."""
    return (
        _first_entry(view)
        or _ending(view)
        or _waiting_entry(view)
        or _open_draft(view)
        or _not_known(view)
        or _pace(view)
        or _declined(view)
        or NextStep("Nothing is missing just now. Tell me when you have learnt something.", None)
    )


def _first_entry(view: HomeView) -> NextStep | None:
    if not view[ENTRIES].quiet_until_opened:
        return None
    return NextStep(
        "Write me a sentence about something you learnt, as you would tell a colleague: "
        "“2h high voltage isolation course at Bosch yesterday”.",
        button("Log something", record.AskToLog(), style="primary"),
    )


def _ending(view: HomeView) -> NextStep | None:
    for one in view[STANDINGS]:
        deadline = one.standing.deadline
        if deadline is None or not deadline.short:
            continue
        if deadline.days_left <= _NEAR:
            return NextStep(
                f"{escape(one.title)}: {_to_go(deadline)} by {day(deadline.last_day)}. "
                "Log what you have done and not told me.",
                button("Log something", record.AskToLog(), style="primary"),
            )
    return None


def _to_go(deadline: Deadline) -> str:
    """ "11 to go", "2 h to go", "short of Radar by 20 min and of 2 more"."""
    if deadline.in_subjects:
        return short_of_words(lacks_of(deadline.short_of), words=_SHORT_WORDS)
    written = duration if deadline.in_hours else number
    return f"{written(deadline.short or 0)} to go"


def _waiting_entry(view: HomeView) -> NextStep | None:
    waiting = [card for card in view[ENTRIES].waiting if waits_for_words(card)]
    if not waiting:
        return None
    card = waiting[-1]
    needs = next(
        (
            waits_for(one.assessment)
            for one in card.worth
            if not settled(one.assessment) and one.assessment.state == "waiting"
        ),
        "something only you can add",
    )
    return NextStep(
        f"“{title_of(card.entry.title, 60)}” waits for {needs}. Until then it counts for nothing.",
        button("Add it", record.AddWhatIsMissing(card.entry.id), style="primary"),
    )


def _open_draft(view: HomeView) -> NextStep | None:
    if not view[ENTRIES].draft_count:
        return None
    drafts = several(view[ENTRIES].draft_count, "draft")
    if view[ENTRIES].draft_count == 1:
        return NextStep(f"{drafts} is open below. It counts for nothing until you save it.", None)
    return NextStep(f"{drafts} are open below. They count for nothing until you save them.", None)


def _not_known(view: HomeView) -> NextStep | None:
    if not view[STANDINGS]:
        return NextStep(
            "Tell me which scheme you are in, and I can say where you stand.",
            button("Add a scheme", members.AskForScheme(), style="primary"),
        )
    for one in view[STANDINGS]:
        body, scheme = scheme_body(one.title), one.enrolment.scheme
        if isinstance(one.standing, ProvisionalStanding):
            return NextStep(
                f"Tell me when your {escape(body)} cycle began, and I can say where you stand.",
                button("Set cycle start", members.AskForCycle(scheme), style="primary"),
            )
        if isinstance(one.standing, TargetStanding) and one.standing.opening_pending:
            return NextStep(
                f"Tell me what your {escape(body)} account shows, so that my figures are yours.",
                button("Enter credits", members.AskForOpening(scheme), style="primary"),
            )
    for one in view[STANDINGS]:
        standing = one.standing
        if not isinstance(standing, TargetStanding) or standing.minimum_met:
            continue
        if standing.joining_unknown:
            return NextStep(
                f"Tell me when you joined {escape(one.title)}: who joined late needs less.",
                button("Set joining day", members.AskForJoined(one.enrolment.scheme)),
            )
    if view[JOB] is None:
        return NextStep(
            "Tell me your job: CPD has to be relevant to it.",
            button("Set job", members.AskForJob(), style="primary"),
        )
    return None


def _declined(view: HomeView) -> NextStep | None:
    for one in view[STANDINGS]:
        if one.standing.declined:
            body = escape(scheme_body(one.title))
            return NextStep(
                f"Tell me what your {body} account shows, and I can say how you stand.",
                button("Enter credits", members.AskForOpening(one.enrolment.scheme)),
            )
    return None


def _pace(view: HomeView) -> NextStep | None:
    for one in view[STANDINGS]:
        standing = one.standing
        if isinstance(standing, TargetStanding) and standing.behind:
            whose = "this year’s" if standing.behind_in == "this year" else "your cycle’s"
            return NextStep(
                f"{escape(one.title)}: you are behind {whose} recommended pace. "
                "Is there something you have done and not told me?",
                button("Log something", record.AskToLog(), style="primary"),
            )
    for one in view[STANDINGS]:
        standing = one.standing
        if isinstance(standing, RhythmStanding) and standing.without_evaluation:
            return NextStep(
                f"{several(standing.without_evaluation, 'entry', 'entries')} could do with a "
                "line on what changed.",
                button("Show them", record.ShowEntries(only="evaluation"), style="primary"),
            )
    return None
