"""The members' own matters on Home: what is still asked of them, the next step, their settings."""

from collections.abc import Sequence
from typing import Final

from bot.figures import capital
from bot.services.context.home_parts import HomeView
from bot.services.members import actions as members
from bot.services.members.access_log import by_day
from bot.services.members.home_parts import IS_ADMINISTRATOR, LOOKS, ONBOARDING, SETTINGS
from bot.services.members.manager import ManagerView
from bot.services.members.settings import SettingsView
from bot.services.nudges import actions as planning
from bot.services.record import actions as record
from bot.services.record.home_parts import ENTRIES
from bot.services.schemes.home_parts import STANDINGS
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, actions, button, context, divider, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, person
from bot.ui.kit.home_sections import HomeContext, HomeSection
from bot.ui.members.access_log import NOBODY_LOOKED, look_line
from bot.ui.members.onboarding import onboarding_blocks
from bot.ui.members.settings import nudges_words
from bot.ui.schemes.standing import assumption_line, goes_by_account
from storage.row_types import AccessRecord

_SCHEMES_MOST: Final = 3
_JOB_MOST: Final = 60
_LOOKS_SHOWN: Final = 3


def is_new(view: HomeView) -> bool:
    """Whether the questions of the onboarding are what is next."""
    new_here = view[ENTRIES].quiet_until_opened or not view[STANDINGS]
    return view[ONBOARDING].step != "done" and new_here


def _asked_first(home: HomeContext) -> list[Block]:
    return _questions(home) if home.is_new else []


def _asked_later(home: HomeContext) -> list[Block]:
    return [] if home.is_new else _questions(home)


def _questions(home: HomeContext) -> list[Block]:
    """The questions of the onboarding, while they are not through."""
    onboarding = home.view[ONBOARDING]
    if onboarding.step == "done":
        return []
    return onboarding_blocks(onboarding, greeting=home.view[ENTRIES].quiet_until_opened)


def _next_step(home: HomeContext) -> list[Block]:
    step = home.step
    if step is None:
        return []
    return [section(f"{bold('Next')}\n{step.words}", "home:next", step.button)]


def _do(home: HomeContext) -> list[Block]:
    """Log something and help; the next step may be just that."""
    log, offered = button("Log something", record.AskToLog()), home.offered
    same = offered is not None and offered["action_id"] == log["action_id"]
    return actions("home:do", [None if same else log, button("Help", members.ShowHelp())])


def _settings(home: HomeContext) -> list[Block]:
    """What is set in a line, what can be set behind a button, and who looked."""
    settings, standings = home.view[SETTINGS], home.view[STANDINGS]
    parts = [escape(one.title) for one in settings.schemes[:_SCHEMES_MOST]] or ["no scheme"]
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
    small = [_looked(home.view[LOOKS], settings)]
    if home.view[IS_ADMINISTRATOR]:
        small.append("You are an administrator here: `/cpd admin`.")
    small += [_account_counts(standings), assumption_line(standings)]
    return [*blocks, context("\n".join(filter(None, small)), "home:looks")]


def _account_counts(standings: Sequence[SchemeStanding]) -> str:
    """Said once for each body: it goes by its own account, whatever stands here."""
    lines = [goes_by_account(one) for one in standings]
    return "\n".join(f"{line}." for line in dict.fromkeys(filter(None, lines)))


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


HOME_SECTIONS: Final = (
    HomeSection("asked_first", 10, _asked_first),
    HomeSection("next_step", 30, _next_step),
    HomeSection("asked_later", 50, _asked_later),
    HomeSection("do", 60, _do),
    HomeSection("settings", 120, _settings),
)
