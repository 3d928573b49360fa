"""Rounds as pages: the list, one round with its next step, who is in it, its log and report."""

from collections.abc import Mapping
from typing import Final

from bot.figures import day, listed, several
from bot.policy.audits.report import Report
from bot.policy.audits.vocabulary import OUT_REASONS, AuditTest, FindingKind
from bot.services.audits import audit_actions as auditing
from bot.services.audits import drafting_actions as drafting
from bot.services.audits import handling_actions as handling
from bot.services.audits import lead_actions as leading
from bot.services.audits import seed_actions as seeding
from bot.services.audits.views import (
    DrawnLine,
    DrawnPage,
    LogView,
    PeoplePage,
    QueueLine,
    Rounds,
    RoundView,
)
from bot.ui.audits import words
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    actions,
    asking_back,
    button,
    context,
    section,
)
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, moment, person

LINES: Final = 15


def rounds(view: Rounds) -> Content:
    """`/cpd-team audit`."""
    blocks: list[Block] = []
    for place, one in enumerate(view.queue[:LINES]):
        blocks.append(section(_queued(one), f"audit:queue-{place}", _open_queued(one)))
    for place, known in enumerate(view.rounds[:LINES]):
        state = words.ROUND_STATES[known.state]
        line = f"{bold(f'Round {known.number}')} · {escape(known.title)}\n{state}"
        show = button("Show", leading.ShowRound(known.id), spoken=f"Show round {known.number}")
        blocks.append(section(line, f"audit:round-{place}", show))
    for place, waiting in enumerate(view.erasures[:LINES]):
        line = (
            f"Somebody drawn in round {waiting.number} has erased their record; what they handed "
            f"in waits (`{waiting.audit_id[:9]}`)."
        )
        blocks.append(
            section(
                line,
                f"audit:erasing-{place}",
                button(
                    "Let it go now",
                    handling.EraseAtOnce(waiting.selection_id),
                    confirm=asking_back(
                        "Let it go now?",
                        "What they handed in, questions and reasons are gone for good.",
                        "Let it go",
                        "Wait",
                    ),
                ),
            )
        )
    if not view.rounds:
        blocks.append(section("No audit round has been run here yet.", "audit:none"))
    if view.may_draft:
        new = button("New round", drafting.AskForRound(), style="primary")
        blocks += actions("audit:lead", [new, button("Days", handling.AskForDays())])
    return Content("Audit rounds.", blocks)


def _queued(one: QueueLine) -> str:
    state = words.SELECTION_STATES[one.state]
    what = "Appeal" if one.of_appeal else "To take on" if one.to_take_on else "To read"
    return f"{bold(person(one.name))} · round {one.number}\n{what}: {state}"


def _open_queued(one: QueueLine) -> Element:
    if one.to_take_on:
        return button("Take it on", auditing.TakeOn(one.selection_id))
    return button("Read", auditing.ShowReading(one.selection_id), spoken=f"Read {one.name}")


def round_page(view: RoundView) -> Content:
    """One round: what is published, where it is, and what may be done next."""
    round_ = view.round
    lead = person(view.names.get(round_.lead, ""))
    lines = [
        f"{bold(f'Round {round_.number}')} · {escape(view.title)} · {words.period(round_)}",
        f"Wanted: {words.wanted(round_)}. Lead: {lead}. It is {words.ROUND_STATES[round_.state]}.",
        f"Drawn from: {brief(view.rule.words, 300)} ({brief(view.rule.source, 120)})",
    ]
    blocks: list[Block] = [section("\n".join(lines), "audit:head")]
    blocks += _staff(view)
    blocks += _population(view)
    blocks += _published(view)
    if view.states:
        found = [
            f"{words.SELECTION_STATES[name]}: {count:,}"
            for name, count in sorted(view.states.items())
        ]
        blocks.append(section("\n".join(found), "audit:states"))
    blocks += _steps(view)
    return Content(f"Audit round {round_.number}.", blocks)


def _staff(view: RoundView) -> list[Block]:
    round_, said = view.round, []
    auditors = [person(view.names.get(one, "")) for one in sorted(round_.auditors)]
    witnesses = [person(view.names.get(one, "")) for one in sorted(round_.witnesses)]
    if auditors:
        said.append(f"Auditors: {listed(auditors[:LINES])}.")
    if witnesses:
        said.append(f"Witnesses, who only bring a seed: {listed(witnesses[:LINES])}.")
    return [section(" ".join(said), "audit:staff")] if said else []


def _population(view: RoundView) -> list[Block]:
    if view.counting:
        return [section("I am going through everybody just now.", "audit:counting")]
    counts = view.counts
    if counts is None:
        return []
    as_of = f" as of {day(view.counted_on)}" if view.counted_on else ""
    lines = [f"{bold(words.people(counts.in_it))} in{as_of}."]
    if counts.brought_in:
        lines.append(f"{counts.brought_in:,} with credits brought in, which nobody has checked.")
    out = [(one, counts.out[one]) for one in OUT_REASONS if one in counts.out]
    lines += [f"Out, {words.OUT_REASONS[reason]}: {count:,}" for reason, count in out]
    blocks: list[Block] = [section("\n".join(lines), "audit:population")]
    if not view.is_lead:
        return blocks
    shown = [button("Who is in", leading.ShowPeople(view.id), number=0)]
    shown += [
        button(
            f"Out: {words.OUT_REASONS[reason]}",
            leading.ShowPeople(view.id, reason),
            number=place,
        )
        for place, (reason, _) in enumerate(out[:20], start=1)
    ]
    return [*blocks, *actions("audit:who", shown)]


def _published(view: RoundView) -> list[Block]:
    round_ = view.round
    if round_.frozen is None:
        return []
    frozen, attempt = round_.frozen, view.attempt
    lines = [
        f"{words.people(frozen.count)} in, {words.drawn(round_)}. Population hash:",
        f"`{frozen.hash}`",
    ]
    for name, one in (("First", attempt.first), ("Second", attempt.second)):
        if one is not None:
            who = person(view.names.get(one.by, ""))
            lines.append(f"{name} commitment, {who}, {day(one.at.date())}: `{one.hash}`")
            if one.seed is not None:
                lines.append(f"{name} seed: `{escape(one.seed)}`")
    if attempt.ids_hash is not None:
        lines.append(f"Ids hash: `{attempt.ids_hash}`")
    if view.given_up:
        lines.append(f"{several(view.given_up, 'attempt')} given up before: see the log.")
    return [section("\n".join(lines), "audit:published")]


def _steps(view: RoundView) -> list[Block]:
    """The next step first, then what there is to look at; what ends something comes last."""
    buttons = [*_next_steps(view), *(_lead_steps(view) if view.is_lead else ())]
    if view.in_it:
        buttons.append(button("My line", seeding.ShowLine(view.id)))
    if view.attempt.seed is not None and view.round.state not in ("revealed",):
        buttons.append(button("Sheet", leading.BringSheet(view.id), number=1))
    buttons.append(button("Log", leading.ShowLog(view.id)))
    buttons.append(button("All rounds", leading.ShowRounds()))
    if view.me in view.round.auditors and not view.round.is_over:
        buttons.append(button("Stop auditing", leading.StopAuditing(view.id)))
    if view.may_hand_over:
        buttons.append(button("Hand it over", leading.AskToPassOn(view.id)))
    return actions("audit:steps", [*buttons, *(_ends(view) if view.is_lead else ())])


def _next_steps(view: RoundView) -> list[Element | None]:
    """What brings the round further, by whoever looks: one of them is primary."""
    round_, round_id = view.round, view.id
    waits = view.is_lead and round_.state == "drafted" and not view.counting
    fresh = waits and view.counted_on == view.today
    count = 0 if view.counts is None else view.counts.in_it
    freeze = asking_back(
        "Freeze it?",
        f"The population is frozen with {words.people(count)} in, and {words.wanted(round_)} "
        f"wanted: {words.draws(round_.wanted.drawn_of(count))}. It cannot be changed afterwards.",
        "Freeze it",
        "Not yet",
    )
    tell = asking_back("Open the round?", "Everybody who was drawn is told.", "Open it", "Not yet")
    return [
        button("Freeze it", leading.Freeze(round_id), style="primary", confirm=freeze)
        if fresh
        else None,
        button("Count again", leading.CountAgain(round_id), style=None if fresh else "primary")
        if waits
        else None,
        button("Commit to a seed", seeding.AskForCommitment(round_id), style="primary")
        if view.may_commit
        else None,
        button("Make one for me", seeding.MakeSeed(round_id)) if view.may_commit else None,
        button("Reveal my seed", seeding.AskForSeed(round_id), style="primary")
        if view.may_reveal
        else None,
        button("Tell those drawn", leading.OpenRound(round_id), style="primary", confirm=tell)
        if view.is_lead and round_.state == "drawn"
        else None,
        button("Close it", leading.CloseRound(round_id), style="primary")
        if view.may_close
        else None,
    ]


def _lead_steps(view: RoundView) -> list[Element | None]:
    round_, round_id = view.round, view.id
    found: list[Element | None] = [
        button("Count again", leading.CountAgain(round_id)) if view.counting else None,
    ]
    if round_.state in ("drawn", "open", "closed"):
        found.append(button("Those drawn", leading.ShowDrawn(round_id)))
    if not round_.is_over:
        found.append(button("Name somebody", leading.AskForPeople(round_id)))
    if round_.state == "drafted":
        found.append(button("Change the draft", drafting.AskToRedraft(round_id)))
    untold = round_.state == "open" and view.states and view.states.get("drawn")
    if round_.state in ("committed", "revealed") or untold:
        found.append(button("Go on", leading.Resume(round_id)))
    if round_.state in ("drawn", "open", "closed"):
        found.append(button("Sheet with names", leading.BringSheet(round_id, named=True), number=2))
    if round_.state in ("open", "closed"):
        found.append(button("Report", leading.ShowReport(round_id)))
    if round_.state == "open" and not view.may_close:
        found.append(button("Close it", leading.CloseRound(round_id)))
    return found


def _ends(view: RoundView) -> list[Element | None]:
    round_, round_id = view.round, view.id
    under_way = view.attempt.commitments and round_.state in ("frozen", "committed", "ids_made")
    return [
        button("Give this attempt up", leading.AskToGiveUp(round_id)) if under_way else None,
        None if round_.is_over else button("Cancel it", leading.AskToCancel(round_id)),
    ]


def people_page(page: PeoplePage) -> Content:
    """Who is out for a reason, or in, by name."""
    what = words.OUT_REASONS[page.reason] if page.reason else "in"
    names = "\n".join(person(one) for one in page.names) or "Nobody."
    blocks: list[Block] = [
        section(f"{bold(f'Round {page.number}: {what}')}\n{names}", "audit:names")
    ]
    turn = []
    if page.next_after is not None:
        turn = [button("More", leading.ShowPeople(page.round_id, page.reason, page.next_after))]
    return Content("People of an audit round.", [*blocks, *actions("audit:turn", turn)])


def drawn_page(page: DrawnPage) -> Content:
    """Those who were drawn, for the lead: states, and no word of anybody's."""
    blocks: list[Block] = []
    for place, one in enumerate(page.lines):
        blocks.append(section(_drawn(one), f"audit:drawn-{place}"))
        if page.is_open and not one.apart:
            blocks += actions(f"audit:drawn-{place}-do", _about_drawn(one))
    if not page.lines:
        blocks.append(section("Nobody.", "audit:drawn-none"))
    more = []
    if page.next_after is not None:
        more = [button("More", leading.ShowDrawn(page.round_id, page.next_after))]
    return Content("Those who were drawn.", [*blocks, *actions("audit:turn", more)])


def _drawn(one: DrawnLine) -> str:
    if one.state == "erased":
        return f"{bold('Erased member')}: nothing of theirs is kept"
    said = [f"{bold(person(one.name))}: {words.SELECTION_STATES[one.state]}"]
    if one.state == "told":
        said.append(words.by_day(one.submit_until))
    if one.edited:
        said.append("entries were changed since")
    if one.auditors:
        said.append(f"read by {listed([person(each) for each in one.auditors])}")
    elif one.needs_auditor:
        said.append("waits for an auditor")
    if one.apart:
        said.append("yours, or somebody’s whom you manage: an auditor takes it on without you")
    return "; ".join(said)


def _about_drawn(one: DrawnLine) -> list[Element | None]:
    number = one.selection_id
    undecided = one.state in ("told", "submitted", "in_review", "questions")
    return [
        button("Name an auditor", handling.AskForReader(number), number=1) if undecided else None,
        button("Name who decides", handling.AskForReader(number, of_appeal=True), number=2)
        if one.state == "appealed"
        else None,
        button("Give another day", handling.AskForDay(number), number=3)
        if one.state == "not_submitted"
        else None,
        button("Take an appeal until …", handling.AskForDay(number, appeals=True), number=4)
        if one.may_appeal_late
        else None,
    ]


def log_page(log: LogView) -> Content:
    """A round's log: every step, dated."""
    lines = []
    for one in log.steps[-60:]:
        by = f" · {person(log.names[one.by_id])}" if one.by_id else ""
        about = f": {person(log.names[one.about_id])}" if one.about_id else ""
        why = {**words.GIVEN_UP, **words.CANCELLED}.get(one.why or "", "")
        why = f" ({why[:1].lower()}{why[1:]})" if why else ""
        at = moment(one.at, log.zone, one.at.date())
        lines.append(f"{day(one.at.date())}, {at[-5:]} {words.STEPS[one.kind]}{about}{why}{by}")
    text = "\n".join(lines) or "Nothing yet."
    return Content(
        "The log of an audit round.",
        [section(f"{bold(f'Round {log.number}')}\n{text}", "audit:log")],
    )


def report_page(number: int, report: Report) -> Content:
    """Figures alone."""
    head = f"{bold(f'Round {number}')}: {several(report.drawn, 'record')} drawn."
    if report.too_few:
        words_ = f"{head} So few that any figure would point at somebody: nothing more is said."
        return Content("The report of an audit round.", [section(words_, "audit:report")])
    lines = [head, *(f"{words.ENDS[one]}: {_figure(report.ends[one])}" for one in words.ENDS)]
    lines += _kinds(report.kinds)
    lines.append(f"appeals: {_figure(report.appeals)}, upheld: {_figure(report.upheld)}")
    foot = "“few” is one or two people, or a figure from which that would follow."
    return Content(
        "The report of an audit round.",
        [section("\n".join(lines), "audit:report"), context(foot, "audit:report-foot")],
    )


def _kinds(kinds: Mapping[tuple[AuditTest, FindingKind], int | None]) -> list[str]:
    return [
        f"not {test}, {words.FINDINGS[kind].lower()}: {_figure(count)}"
        for (test, kind), count in kinds.items()
    ]


def _figure(count: int | None) -> str:
    return "few" if count is None else f"{count:,}"


def seed_made(page: seeding.SeedMade) -> Content:
    """A seed, once."""
    text = (
        f"Your seed for round {page.number}. Keep it where only you can read it: I have kept its "
        f"hash alone, and nobody can show it to you again.\n`{page.seed}`"
    )
    foot = "It has passed through me. One of the two seeds should be made elsewhere."
    return Content("Your seed.", [section(text, "audit:seed"), context(foot, "audit:seed-foot")])


def line_page(page: seeding.LineShown) -> Content:
    """A member's own line."""
    token = page.token or "gone with your record"
    lines = [
        f"You are in the population of round {page.number}. Nobody else can tell which line is "
        "yours.",
        f"Your token: `{token}`",
        f"Your Slack id: `{page.slack_id}`",
        f"Your line: `{page.line}`",
    ]
    if page.audit_id:
        lines.append(f"Your audit id: `{page.audit_id}`")
    return Content("Your line in the population.", [section("\n".join(lines), "audit:line")])
