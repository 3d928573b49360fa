"""Runs the demo: a sandbox, the bot against it over loopback sockets, and a first screen."""

import asyncio
import signal
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from pydantic import SecretStr

from bot.app import Runtime, build
from bot.app.start import open_database
from bot.cli.demo.cast import HELEN, PRIYA, SAM, TEAM, Character, cast
from bot.cli.demo.seed import seed
from bot.clock import Clocks
from bot.manifest import load_manifest
from bot.policy.cycles import add_years
from bot.policy.pack_file import load_packs
from bot.policy.working_time import WorkingTime, next_working_moment
from bot.services.desk import Office
from bot.services.public_holidays import PublicHolidays
from bot.settings import Settings
from sandbox import Sandbox, User
from sandbox.page.guide import Guide, GuideStep

log = structlog.get_logger(__name__)

ZONE = "Europe/London"
STARTED = "started"
"""The file that holds the day of the first start: everybody's records are dated from it."""

SENTENCE = "2h high voltage isolation course at Bosch yesterday"


async def play(folder: Path, port: int) -> None:
    """Run until SIGINT or SIGTERM. What happened is in the folder, and there the next time."""
    first_day = _first_day(folder)
    characters = cast(first_day)
    sandbox = Sandbox(
        load_manifest().source,
        [_user(one) for one in characters],
        folder / "slack",
        guide=_guide(characters),
    )
    await sandbox.start(port)
    try:
        await _dress(sandbox)
        settings = _settings(sandbox, folder)
        clocks = Clocks(calendar=sandbox.calendar.now)
        await _seed_once(sandbox, settings, clocks, characters)
        runtime = build(settings, clocks)
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, runtime.stop)
        following = asyncio.create_task(_follow_the_calendar(sandbox, runtime))
        opening = asyncio.create_task(_say_where(sandbox, runtime))
        try:
            await runtime.run()
        finally:
            for task in (following, opening):
                task.cancel()
            await asyncio.gather(following, opening, return_exceptions=True)
    finally:
        await sandbox.stop()


def _first_day(folder: Path) -> date:
    folder.mkdir(parents=True, exist_ok=True)
    noted = folder / STARTED
    if not noted.exists():
        noted.write_text(datetime.now(ZoneInfo(ZONE)).date().isoformat(), encoding="utf-8")
    return date.fromisoformat(noted.read_text(encoding="utf-8"))


def _user(character: Character) -> User:
    return User(
        id=character.slack_id,
        name=character.name.split()[0].lower(),
        real_name=character.name,
        tz=ZONE,
        is_admin=character.is_admin,
    )


async def _dress(sandbox: Sandbox) -> None:
    """A channel with something in it to log as CPD, the first time."""
    if any(channel.kind == "public" for channel in sandbox.workspace.channels.values()):
        return
    channel = sandbox.workspace.add_channel("workshop", (*TEAM, HELEN, SAM), with_bot=False)
    helen, tom = sandbox.person(HELEN), sandbox.person(TEAM[1])
    await helen.say(
        "Bulletin on the new isolation sequence is out, worth half an hour.", channel.id
    )
    await tom.say(
        "Read it at lunch, 30 min. Step 4 is new: prove dead at both ends of the service plug.",
        channel.id,
    )


def _settings(sandbox: Sandbox, folder: Path) -> Settings:
    return Settings(
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token),
        signing_secret=SecretStr(sandbox.signing_secret),
        api_url=sandbox.api_url,
        database_url=f"sqlite:///{folder.resolve() / 'cpdbot.db'}",
        mode="socket",
        port=0,
        tick_seconds=20,
    )


async def _seed_once(
    sandbox: Sandbox, settings: Settings, clocks: Clocks, characters: tuple[Character, ...]
) -> None:
    database = await open_database(settings.database_url)
    try:
        office = Office(database, clocks, load_packs())
        seed(office, sandbox.workspace.team.id, characters)
    finally:
        database.close()


async def _follow_the_calendar(sandbox: Sandbox, runtime: Runtime) -> None:
    """Whoever moves the calendar sees at once what is due on the new day."""
    await runtime.ready.wait()
    with sandbox.workspace.feed.subscribe() as changes:
        async for region in changes:
            if region == "calendar":
                await runtime.tick_now()


async def _say_where(sandbox: Sandbox, runtime: Runtime) -> None:
    await runtime.ready.wait()
    print(f"\n  Open {sandbox.page_url} in your browser. Ctrl-C stops it.\n", flush=True)  # noqa: T201


def _guide(characters: tuple[Character, ...]) -> Guide:
    priya = next(one for one in characters if one.slack_id == PRIYA)
    first_name = priya.name.split()[0]
    return Guide(
        headline=f"You are {priya.name}, a technician, half-way through the cycle and behind.",
        person=PRIYA,
        steps=(
            GuideStep("Log something", "fills the composer", "fill", SENTENCE),
            GuideStep(
                f"See {first_name} as the manager",
                "switches to Helen",
                "become",
                f"{HELEN} /cpd-team",
            ),
            GuideStep(
                "Jump to 14 days before the cycle ends",
                "moves the calendar",
                "move",
                _two_weeks_before_the_end(priya).isoformat(),
            ),
        ),
    )


def _two_weeks_before_the_end(character: Character) -> datetime:
    """10:00 on the first working day from 14 days before the cycle's end on."""
    assert character.cycle_start is not None  # noqa: S101 - the technician of the cast has one
    day = add_years(character.cycle_start, 3) - timedelta(days=14)
    at_ten = WorkingTime(tz=ZONE, start=time(10), holidays=PublicHolidays("GB-ENG"))
    morning = datetime.combine(day, time(10), ZoneInfo(ZONE))
    found = next_working_moment(morning, at_ten)
    assert found is not None  # noqa: S101 - somebody who works from Monday to Friday has a next day
    return found.astimezone(UTC)
