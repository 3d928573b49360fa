"""The App Home: where the member stands, the next step, what is open, and their settings."""

from collections.abc import Sequence

from bot.services.dispatch import members, record
from bot.services.home import HomeView
from bot.services.onboarding import OnboardingView
from bot.services.settings import SettingsView
from bot.services.standings import SchemeStanding
from bot.services.team import LOOKED
from bot.ui.blocks import (
    Block,
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
from bot.ui.card import answer_privately, planned_buttons
from bot.ui.entry_lines import facts_line, head_line, worth_lines
from bot.ui.escape import escape
from bot.ui.ids import entry_block
from bot.ui.next_step import next_step
from bot.ui.onboarding import onboarding_blocks
from bot.ui.settings import settings_blocks
from bot.ui.standing import assumption_line
from bot.ui.status import entry_row, standing_blocks
from bot.ui.words import bold, days, moment, person, scheme_body, several, title_of
from storage.records import AccessRecord, EntryRecord

STANDINGS_MOST = 3
_LOOKED_AT = {LOOKED: "your totals, pace and dates"}


def home(view: HomeView, settings: SettingsView, onboarding: OnboardingView | None = None) -> View:
    """The whole tab. `onboarding` while its questions are not through."""
    step = next_step(view)
    blocks: list[Block] = [header("Where you stand", "home:standing")]
    blocks += _standing(view)
    blocks.append(section(f"{bold('Next')}\n{step.words}", "home:next", step.button))
    # The next step may be just that.
    offered = step.button is not None and step.button["action_id"] == record.AskToLog.name
    log = None if offered else button("Log something", record.AskToLog())
    blocks += actions("home:do", [log, button("Help", members.ShowHelp())])
    if onboarding is not None and onboarding.step != "done":
        blocks += [divider("home:line-start"), *onboarding_blocks(onboarding)]
    blocks += _drafts(view)
    blocks += _planned(view)
    blocks += _recent(view)
    blocks += [
        header("Who looked at my record", "home:looked"),
        context(_looked(view.views, settings), "home:looks"),
        header("Settings", "home:settings"),
        *settings_blocks(settings),
    ]
    if view.manages:
        words = f"You manage {several(view.manages, 'person', 'people')} here: `/cpd-team`."
        blocks.append(context(words, "home:team"))
    if view.is_administrator:
        blocks.append(context("You are an administrator here: `/cpd admin`.", "home:admin"))
    return home_tab(blocks)


def _standing(view: HomeView) -> list[Block]:
    blocks: list[Block] = []
    for one in view.standings[:STANDINGS_MOST]:
        blocks += standing_blocks(one, "scheme")
        left = _days_left(one)
        if left:
            blocks.append(context(left, f"home:{one.enrolment.id}:left"))
    if not view.standings:
        blocks.append(section("You are in no scheme yet.", "home:no-scheme"))
    if len(view.standings) > STANDINGS_MOST:
        more = len(view.standings) - STANDINGS_MOST
        blocks.append(context(f"and {more} more: `/cpd status`", "home:more"))
    small = [_account_counts(view.standings), assumption_line(view.standings)]
    words = "\n".join(filter(None, small))
    if words:
        blocks.append(context(words, "home:small"))
    return blocks


def _days_left(one: SchemeStanding) -> str:
    """Days to the ends of year and cycle, and what the present rate comes to."""
    standing = one.standing
    if standing.kind != "target" or standing.cycle_days_left is None:
        return ""
    parts = [
        f"{several(standing.year_days_left or 0, 'day')} left in this year",
        f"{standing.cycle_days_left:,} in the cycle",
    ]
    if standing.forecast_about is not None and not standing.minimum_met and not standing.at_risk:
        parts.append(f"at this rate about {standing.forecast_about} by its end")
    return f"{', '.join(parts)}."


def _account_counts(standings: Sequence[SchemeStanding]) -> str:
    """Said once: a body counts what stands in its own account, whatever stands here."""
    bodies = list(
        dict.fromkeys(
            scheme_body(one.title)
            for one in standings
            # A scheme without credits keeps no account of them, the workplace's own is here.
            if one.standing.kind in ("target", "provisional")
            and not one.enrolment.pack.startswith("generic-")
        )
    )
    return "\n".join(
        f"{escape(body)} counts what stands in your {escape(body)} account: "
        "keep it up to date there too."
        for body in bodies
    )


def _drafts(view: HomeView) -> list[Block]:
    if not view.drafts:
        return []
    blocks: list[Block] = [header("Open drafts", "home:drafts")]
    for card in view.drafts:
        entry = card.entry
        lines = [head_line(entry), facts_line(card), *worth_lines(card)[:2]]
        blocks.append(section("\n".join(lines), entry_block(entry.id, "entry", "home")))
        blocks += actions(
            entry_block(entry.id, "actions", "home"),
            [
                button("Save", record.Save(entry.id), style="primary"),
                button("Edit", record.AskToEdit(entry.id)),
                answer_privately(card) or _other_question(card.question is not None, entry),
                overflow([("Discard", record.Discard(entry.id))]),
            ],
        )
    if view.draft_count > len(view.drafts):
        more = view.draft_count - len(view.drafts)
        blocks.append(context(f"and {more} more in our conversation", "home:more-drafts"))
    return blocks


def _other_question(asked: bool, entry: EntryRecord) -> dict[str, object] | None:
    """A fact is asked for in the same modal as one's own words, under another name."""
    return button("Answer", record.AddWhatIsMissing(entry.id)) if asked else None


def _planned(view: HomeView) -> list[Block]:
    if not view.planned:
        return []
    blocks: list[Block] = [header("Planned", "home:planned")]
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


def _recent(view: HomeView) -> list[Block]:
    blocks: list[Block] = [header("Recent entries", "home:recent")]
    if not view.recent:
        return [*blocks, section("None yet.", "home:none")]
    blocks += [entry_row(card, "home") for card in view.recent]
    if view.logged_count > len(view.recent):
        everything = button(f"All {view.logged_count:,} entries", record.ShowEntries())
        blocks += actions("home:all", [everything])
    return blocks


def _looked(views: Sequence[AccessRecord], settings: SettingsView) -> str:
    if not views:
        return "Nobody has."
    zone, today = settings.member.zone, settings.today
    return "\n".join(
        f"{person(one.viewer_name)} looked at {_LOOKED_AT.get(one.what, escape(one.what))}, "
        f"{moment(one.at, zone, today)}"
        for one in views
    )
