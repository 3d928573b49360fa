"""Runs the demo: a sandbox, the bot against it over loopback sockets, and a first screen."""

import asyncio
import shlex
import signal
import socket
import sys
from collections.abc import Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from pydantic import SecretStr

from bot.app import Runtime, build
from bot.app.coaching import endpoint
from bot.app.start import open_database
from bot.cli.demo.canned_coach import MODEL, RUN_BY, CannedCoach
from bot.cli.demo.cast import AISHA, HELEN, SAM, TEAM, TOM, Character, cast
from bot.cli.demo.guide import CHANNEL, START_COACH, STOP_COACH, guide
from bot.cli.demo.journey import Journey
from bot.cli.demo.seed import allow_the_coach, seed
from bot.clock import Clocks
from bot.handlers.drafts.endpoint import PATH
from bot.manifest import load_manifest, with_workflow
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.settings import Settings
from sandbox import Sandbox, User

log = structlog.get_logger(__name__)

ZONE = "Europe/London"
STARTED = "started"
"""The file that holds the day of the first start, from which everybody's records are dated, and
which cast it began with."""

API_BEHIND: Final = 100
"""The bot's own port is the page's and so many: 8300 where that is 8200."""

PORT_MOST: Final = 65_535

_HOST: Final = "127.0.0.1"

CAST = "3"
"""Another one whenever somebody joins the cast: a demo that was begun before lacks them."""


async def play(folder: Path, port: int) -> None:
    """Run until SIGINT or SIGTERM. What happened is in the folder, and there the next time."""
    first_day = _first_day(folder)
    characters = cast(first_day)
    sandbox = Sandbox(
        with_workflow(load_manifest().source),
        [_user(one) for one in characters],
        folder / "slack",
        guide=guide(characters),
        custom_emoji=("cpd",),
    )
    coach = CannedCoach()
    sandbox.deeds.update({STOP_COACH: coach.stop, START_COACH: coach.start})
    await sandbox.start(port)
    try:
        await coach.start()
        await _dress(sandbox)
        settings = _settings(sandbox, folder, coach.url, _api_port(port))
        clocks = Clocks(calendar=sandbox.calendar.now)
        database = await open_database(settings.database_url)
        try:
            contexts = ContextFactory(database, clocks, load_packs(), coach=endpoint(settings))
            seed(contexts, sandbox.workspace.team.id, characters)
            allow_the_coach(contexts, sandbox.workspace.team.id)
            runtime = build(settings, clocks)
            sandbox.mover = Journey(sandbox, runtime, contexts)
            say_where = _say_where(
                sandbox, runtime, settings.database_url, todays_cast=_has_todays_cast(folder)
            )
            await _run(runtime, say_where)
        finally:
            database.close()
    finally:
        await coach.stop()
        await sandbox.stop()


async def _run(runtime: Runtime, say_where: Coroutine[Any, Any, None]) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, runtime.stop)
    opening = asyncio.create_task(say_where)
    try:
        await runtime.run()
    finally:
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)


def _first_day(folder: Path) -> date:
    folder.mkdir(parents=True, exist_ok=True)
    noted = folder / STARTED
    if not noted.exists():
        today = datetime.now(ZoneInfo(ZONE)).date()
        noted.write_text(f"{today.isoformat()}\n{CAST}\n", encoding="utf-8")
    return date.fromisoformat(noted.read_text(encoding="utf-8").splitlines()[0])


def _has_todays_cast(folder: Path) -> bool:
    return (folder / STARTED).read_text(encoding="utf-8").splitlines()[1:] == [CAST]


def _user(character: Character) -> User:
    return User(
        id=character.slack_id,
        name=character.name.split()[0],
        real_name=character.name,
        tz=ZONE,
        is_admin=character.is_admin,
    )


async def _dress(sandbox: Sandbox) -> None:
    """A channel with something in it to log as CPD, or to mark with an emoji, the first time."""
    if any(channel.kind == "public" for channel in sandbox.workspace.channels.values()):
        return
    channel = sandbox.workspace.add_channel(CHANNEL, (*TEAM, AISHA, HELEN, SAM))
    helen, tom = sandbox.person(HELEN), sandbox.person(TOM)
    await helen.say(
        "Bulletin on the new isolation sequence is out, worth half an hour.", channel.id
    )
    await tom.say(
        "Read it at lunch, 30 min. Step 4 is new: prove dead at both ends of the service plug.",
        channel.id,
    )
    await helen.say(
        "1h toolbox talk on radar calibration today, for everybody who was there: mark this with "
        ":cpd: and it is a draft of yours.",
        channel.id,
    )


def _api_port(page_port: int) -> int:
    """Where other systems reach the bot: always the same, so that it can be written down; any port
    (0) where somebody has that one, or the page takes any itself.
    """
    wanted = page_port + API_BEHIND
    if not page_port or wanted > PORT_MOST:
        return 0
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((_HOST, wanted))
        except OSError:
            return 0
    return wanted


def _settings(sandbox: Sandbox, folder: Path, coach_url: str, api_port: int) -> Settings:
    return Settings(
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token),
        signing_secret=SecretStr(sandbox.signing_secret),
        api_url=sandbox.api_url,
        database_url=f"sqlite:///{folder.resolve() / 'cpdbot.db'}",
        mode="socket",
        host=_HOST,
        port=api_port,
        tick_seconds=20,
        home_seconds=0.3,
        coach_url=coach_url,
        coach_model=MODEL,
        coach_run_by=RUN_BY,
        coach_api_key=SecretStr(""),
    )


async def _say_where(
    sandbox: Sandbox, runtime: Runtime, database_url: str, *, todays_cast: bool
) -> None:
    await runtime.ready.wait()
    lines = ["", f"  Open {sandbox.page_url} in your browser. Ctrl-C stops it."]
    if not todays_cast:
        lines.append("  An earlier release began this demo: --fresh begins anew, with everybody.")
    api = f"http://{_HOST}:{runtime.port}{PATH}"
    lines += [
        "",
        f"  Other systems post drafts to {api} (docs/sources.md).",
        "  A key for one, in another terminal:",
        f"    CPDBOT_DATABASE_URL={shlex.quote(database_url)} {_ourselves()} source add Moodle",
        "",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201


def _ourselves() -> str:
    """What starts cpdbot again, however this process was started."""
    started = Path(sys.argv[0])
    if started.name == "cpdbot":
        return shlex.quote(str(started))
    return f"{shlex.quote(sys.executable)} -m bot"
