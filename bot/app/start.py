"""What has to be in place before the process runs: settings, database, a token that Slack takes.

Each thing that is missing ends in one sentence that says what to do.
"""

import asyncio
from typing import Literal

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks
from bot.delivery.clients import Identity, identify
from bot.delivery.slack import NotNow, SlackTrouble, Unclear
from bot.settings import Settings
from storage.engine import migrate
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.unit_of_work import unit_of_work

log = structlog.get_logger(__name__)

Role = Literal["all", "web", "worker"]
"""`web` takes requests in and acks them; `worker` works events off, sends and sweeps."""

_PAUSES = (1.0, 3.0, 6.0)  # seconds between the attempts to learn who we are


class CannotStart(Exception):  # noqa: N818 - a sentence for the operator
    """Something is missing; the text says in one line what to do."""


def check_settings(settings: Settings, role: Role) -> None:
    """Raises CannotStart where a secret is missing that this role needs."""
    needed = {"SLACK_BOT_TOKEN": settings.bot_token}
    if role != "worker" and settings.mode == "socket":
        needed["SLACK_APP_TOKEN"] = settings.app_token
    if role != "worker" and settings.mode == "http":
        needed["SLACK_SIGNING_SECRET"] = settings.signing_secret
    for name, value in needed.items():
        if not value.get_secret_value():
            raise CannotStart(f"{name} is not set. README.md says where Slack shows it.")


async def open_database(url: str) -> Database:
    """The database at its newest version: SQLite is brought there, PostgreSQL by an operator.

    Raises CannotStart.
    """
    try:
        database = Database(url)
        if database.dialect == "sqlite":
            await asyncio.to_thread(migrate.upgrade, url)
            return database
        behind = await asyncio.to_thread(migrate.revision, url) != migrate.head()
    except (ValueError, StorageUnavailable) as error:
        raise CannotStart(f"CPDBOT_DATABASE_URL: {error}") from error
    if behind:
        raise CannotStart("The database is not at this version's schema. Run: cpdbot migrate")
    return database


async def who_we_are(client: AsyncWebClient) -> Identity:
    """Asks Slack, for some seconds if it does not answer. Raises CannotStart."""
    for pause in (*_PAUSES, 0.0):
        try:
            return await identify(client)
        except (NotNow, Unclear) as trouble:
            log.warning("Slack did not say who we are", code=trouble.code)
            await asyncio.sleep(pause)
        except SlackTrouble as trouble:
            raise CannotStart(
                f"Slack refuses SLACK_BOT_TOKEN ({trouble.code}). Install the app again under "
                "OAuth & Permissions, and set the Bot User OAuth Token."
            ) from trouble
    raise CannotStart(unreachable(client.base_url))


def unreachable(api_url: str) -> str:
    """What an operator reads when Slack gives no answer."""
    return f"Slack does not answer at {api_url}. Check the network, a proxy, and SLACK_API_URL."


def remember(database: Database, identity: Identity, clocks: Clocks) -> None:
    """Notes in the workspace who the bot is there. Raises CannotStart."""
    try:
        with unit_of_work(database, identity.workspace_id) as work:
            work.workspace.ensure(clocks.real())
            work.workspace.change(
                name=identity.team, bot_id=identity.bot_id, bot_user_id=identity.bot_user_id
            )
            work.commit()
    except StorageUnavailable as error:
        raise CannotStart(f"CPDBOT_DATABASE_URL: {error}") from error
