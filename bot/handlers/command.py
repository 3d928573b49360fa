"""Slash commands by their first word: an unknown one gets the nearest, never silence."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from slack_bolt.async_app import AsyncApp

from bot.handlers.reception import Reception
from bot.handlers.surfaces import Command, Commanded, Shown, on_command
from bot.services.desk import Desk
from bot.services.refused import Refused

_UNKNOWN = {"/cpd": "unknown_command", "/cpd-team": "unknown_team_command"}


def register(
    app: AsyncApp, reception: Reception, command: str, subcommands: Mapping[str, Commanded]
) -> None:
    """Have a slash command's first word choose; "" stands for the command by itself."""

    async def do(desk: Desk, given: Command) -> Shown:
        word, _, rest = given.text.strip().partition(" ")
        chosen = subcommands.get(word.casefold())
        if chosen is None:
            raise Refused(_UNKNOWN[command], word=word, nearest=_nearest(word, subcommands))
        return await chosen(desk, replace(given, text=rest.strip()))

    on_command(app, reception, command, do)


def _nearest(word: str, subcommands: Mapping[str, Commanded]) -> str:
    close = get_close_matches(word.casefold(), [name for name in subcommands if name], 1, 0.3)
    return close[0] if close else "help"
