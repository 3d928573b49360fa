"""The App Home: what a person looks at to see where they stand and what to do next.

Standing as a picture, the one next useful step, what waits, what is planned, recent entries; the
settings are a page of their own behind a button, and so is whatever takes more room.
"""

from collections.abc import Sequence

from bot.policy.schemes.standing import TargetStanding
from bot.services.dispatch.action import Action
from bot.services.members import actions as members
from bot.services.members.access_log import by_day
from bot.services.members.home import ChosenTime, HomeView, ManagerView
from bot.services.members.onboarding import OnboardingView
from bot.services.members.settings import SettingsView
from bot.services.nudges import actions as planning
from bot.services.record import actions as record
from bot.services.record.cards import CardView
from bot.services.schemes.standings import SchemeStanding
from bot.services.teams import actions as teams
from bot.ui.kit.blocks import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    header,
    home_tab,
    overflow,
    section,
)
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.ids import entry_block
from bot.ui.kit.picture import LEGEND, has_pace
from bot.ui.kit.words import bold, capital, days, person, several, title_of
from bot.ui.members.access_log import NOBODY_LOOKED, look_line
from bot.ui.members.next_step import next_step
from bot.ui.members.onboarding import onboarding_blocks
from bot.ui.members.settings import nudges_words
from bot.ui.nudges.nudge_texts import spoken_time
from bot.ui.nudges.quiet import quiet_blocks
from bot.ui.record.card import answer_privately, doubt_blocks, planned_buttons, waits_for_words
from bot.ui.record.entry_lines import state_line, title_line
from bot.ui.schemes.standing import assumption_line, goes_by_account
from bot.ui.schemes.status import entry_row, standing_blocks
from storage.records import AccessRecord, EntryRecord

STANDINGS_MOST = 3
_JOB_MOST = 60
_LOOKS_SHOWN = 3


def home(view: HomeView, settings: SettingsView, onboarding: OnboardingView | None = None) -> View:
    """The whole tab. `onboarding` while its questions are not through: to somebody new they are
    what is next, to anybody else they come after it.
    """
    asked = onboarding if onboarding is not None and onboarding.step != "done" else None
    is_new = asked is not None and (view.quiet_until_opened or not view.standings)
    step = None if is_new else next_step(view)
    offered = step.button if step else None
    blocks = _standing(view, offered) if view.standings or not is_new else []
    if step is not None:
        blocks.append(section(f"{bold('Next')}\n{step.words}", "home:next", step.button))
        blocks += quiet_blocks(view.quiet_about)
    if asked is not None:
        questions = onboarding_blocks(asked, greeting=view.quiet_until_opened)
        blocks = [*questions, *blocks] if is_new else [*blocks, *questions]
    # The next step may be just that.
    log = button("Log something", record.AskToLog())
    same = offered is not None and offered["action_id"] == log["action_id"]
    blocks += actions("home:do", [None if same else log, button("Help", members.ShowHelp())])
    blocks += _waiting(view, offered)
    blocks += _planned(view)
    if view.logged_count or view.recent or not is_new:
        blocks += _recent(view)
    return home_tab([*blocks, *_team(view), *_settings(view, settings)])


def _standing(view: HomeView, offered: Element | None) -> list[Block]:
    """The schemes, the most urgent first; what the next step offers is not offered twice."""
    blocks: list[Block] = [header("Where you stand", "home:standing")]
    shown = view.standings[:STANDINGS_MOST]
    for one in shown:
        blocks += standing_blocks(one, "scheme", besides=offered)
        left = _days_left(one)
        if left:
            blocks.append(context(left, f"home:{one.enrolment.id}:left"))
    if not shown:
        blocks.append(section("You are in no scheme yet.", "home:no-scheme"))
    if len(view.standings) > len(shown):
        more = button(f"All {len(view.standings)} schemes", record.ShowStanding())
        blocks += actions("home:more", [more])
    if any(has_pace(one.standing) for one in shown):
        blocks.append(context(LEGEND, "home:legend"))
    return blocks


def _days_left(one: SchemeStanding) -> str:
    """Days to the ends of year and cycle, and what the present rate comes to."""
    standing = one.standing
    if not isinstance(standing, TargetStanding) or standing.ended_unanswered:
        return ""
    in_cycle = standing.cycle_days_left
    if not in_cycle:
        return "Today is the last day of your cycle."
    in_year = "Today is the last day of this year"
    if standing.year_days_left:
        in_year = f"{several(standing.year_days_left, 'day')} left in this year"
    parts = [in_year, f"{in_cycle:,} in the cycle"]
    if standing.year_days_left == in_cycle:
        parts = [f"{several(in_cycle, 'day')} left in this year and in the cycle"]
    if standing.forecast_about is not None and not standing.minimum_met and not standing.at_risk:
        parts.append(f"at this rate about {standing.forecast_about} by its end")
    return f"{', '.join(parts)}."


def _account_counts(standings: Sequence[SchemeStanding]) -> str:
    """Said once for each body: it goes by its own account, whatever stands here."""
    lines = [goes_by_account(one) for one in standings]
    return "\n".join(f"{line}." for line in dict.fromkeys(filter(None, lines)))


def _waiting(view: HomeView, offered: Element | None) -> list[Block]:
    """What counts for nothing yet: drafts, and saved entries that lack something, but for the one
    that the next step is about.
    """
    entries = [card for card in view.waiting if card.doubts or not _is_asked(card, offered)]
    if not (view.drafts or entries):
        return []
    blocks: list[Block] = [header("Waiting for you", "home:waiting")]
    for card in view.drafts:
        blocks += _draft(card)
    if view.draft_count > len(view.drafts):
        more = view.draft_count - len(view.drafts)
        blocks.append(context(f"and {several(more, 'more draft')} in our chat", "home:more-drafts"))
    for card in entries:
        blocks += _waiting_entry(card)
    waiting = max((one.standing.waiting_count for one in view.standings), default=0)
    if waiting > len(view.waiting):
        everything = button("All that wait", record.ShowEntries(only="waiting"))
        blocks += actions("home:all-waiting", [everything])
    return blocks


def _draft(card: CardView) -> list[Block]:
    entry = card.entry
    menu: list[tuple[str, Action]] = [
        ("Details", record.ShowDetails(entry.id)),
        ("Discard", record.Discard(entry.id)),
    ]
    return [
        _head(card, "Draft · "),
        *actions(
            entry_block(entry.id, "actions", "home"),
            [
                button("Save", record.Save(entry.id), style="primary"),
                button("Edit", record.AskToEdit(entry.id)),
                answer_privately(card) or _other_question(card.question is not None, entry),
                overflow(menu),
            ],
        ),
    ]


def _head(card: CardView, state: str = "") -> Block:
    words = f"{title_line(card)}\n{state}{state_line(card)}"
    return section(words, entry_block(card.entry.id, "entry", "home"))


def _other_question(asked: bool, entry: EntryRecord) -> dict[str, object] | None:
    """A fact is asked for in the same modal as one's own words, under another name."""
    return button("Answer", record.AddWhatIsMissing(entry.id)) if asked else None


def _waiting_entry(card: CardView) -> list[Block]:
    """What it lacks opens with one tap; whether it was brought in already, is one."""
    entry = card.entry
    menu: list[tuple[str, Action]] = [
        ("Edit", record.AskToEdit(entry.id)),
        ("Details", record.ShowDetails(entry.id)),
        ("Withdraw", record.Withdraw(entry.id)),
    ]
    return [
        _head(card),
        *doubt_blocks(card, "home"),
        *actions(
            entry_block(entry.id, "actions", "home"),
            [_add_it(entry) if waits_for_words(card) else None, overflow(menu)],
        ),
    ]


def _add_it(entry: EntryRecord) -> Element:
    return button("Add it", record.AddWhatIsMissing(entry.id))


def _is_asked(card: CardView, offered: Element | None) -> bool:
    """Whether the next step's button is the entry's own."""
    asked = _add_it(card.entry)
    return offered is not None and all(
        offered[name] == asked[name] for name in ("action_id", "value")
    )


def _planned(view: HomeView) -> list[Block]:
    if not (view.planned or view.write_ups):
        return []
    blocks: list[Block] = [header("Planned", "home:planned")]
    for one in view.write_ups:
        blocks += _to_write_up(one)
    for entry in view.planned:
        when = days(entry.start_date, entry.end_date) if entry.start_date else "date to come"
        blocks.append(
            section(
                f"{bold(title_of(entry.title))}\n{when}",
                entry_block(entry.id, "entry", "home"),
            )
        )
        blocks += actions(
            entry_block(entry.id, "actions", "home"),
            [
                *planned_buttons(entry.id),
                overflow([("Drop it", record.DropIt(entry.id))]),
            ],
        )
    return blocks


def _to_write_up(one: ChosenTime) -> list[Block]:
    """A time that was chosen, with no word of what was typed with it."""
    number, place = one.write_up, f"home:write-up:{one.write_up}"
    said = "You asked me to come back to this" if one.private else bold("Write one up")
    return [
        section(f"{said}\n{spoken_time(one.at)}", place),
        *actions(
            f"{place}:actions",
            [
                button("Open" if one.private else "Now", planning.AskToWriteUp(number)),
                button("Another time", planning.AskWhenToWriteUp(write_up=number)),
                button("Do not come back to it", planning.DropWriteUp(write_up=number)),
            ],
        ),
    ]


def _recent(view: HomeView) -> list[Block]:
    blocks: list[Block] = [header("Recent entries", "home:recent")]
    if not (view.recent or view.waiting):
        return [*blocks, section("None yet.", "home:none")]
    blocks += [entry_row(card, "home") for card in view.recent]
    if view.logged_count > len(view.recent):
        everything = button(f"All {view.logged_count:,} entries", record.ShowEntries())
        blocks += actions("home:all", [everything])
    return blocks if len(blocks) > 1 else []


def _team(view: HomeView) -> list[Block]:
    if not view.manages:
        return []
    words = f"{bold('Your team')}\n{several(view.manages, 'person', 'people')}"
    return [
        divider("home:team-line"),
        section(words, "home:team", button("Show my team", teams.ShowTeam())),
    ]


def _settings(view: HomeView, settings: SettingsView) -> list[Block]:
    """What is set in a line, what can be set behind a button, and who looked."""
    parts = [escape(one.title) for one in settings.schemes[:STANDINGS_MOST]] or ["no scheme"]
    parts.append(brief(settings.job.title, _JOB_MOST) if settings.job else "job not known")
    parts.append(_manager(settings.manager))
    opens = button("Settings", members.ShowSettings())
    blocks: list[Block] = [
        divider("home:settings-line"),
        section(f"{bold('Settings')}\n{capital(' · '.join(parts))}", "home:settings", opens),
    ]
    if settings.paused_until is not None:
        blocks.append(
            section(nudges_words(settings), "home:paused", button("Resume", planning.Resume()))
        )
    small = [_looked(view.views, settings)]
    if view.is_administrator:
        small.append("You are an administrator here: `/cpd admin`.")
    small += [_account_counts(view.standings), assumption_line(view.standings)]
    return [*blocks, context("\n".join(filter(None, small)), "home:looks")]


def _manager(view: ManagerView | None) -> str:
    """Who the manager is; one who has not answered, or sees nothing yet, is marked as such."""
    if view is None:
        return "no manager"
    asked = "" if view.link.state == "active" else " (asked)"
    return f"manager {person(view.name)}{asked}"


def _looked(views: Sequence[AccessRecord], settings: SettingsView) -> str:
    zone, today = settings.member.zone, settings.today
    looks = by_day(views, zone)[:_LOOKS_SHOWN]
    return "\n".join(look_line(one, zone, today) for one in looks) or NOBODY_LOOKED
