"""`/cpd` and what may stand behind it; the same things in the words of buttons and shortcuts."""

from collections.abc import Awaitable, Callable, Mapping
from difflib import get_close_matches

from slack_bolt.async_app import AsyncApp

from bot.handlers.reception import Reception
from bot.handlers.surfaces import Shown, on_command
from bot.services.desk import Desk
from bot.services.refused import Refused

Subcommand = Callable[[Desk, str], Awaitable[Shown]]


def register(
    app: AsyncApp, reception: Reception, command: str, subcommands: Mapping[str, Subcommand]
) -> None:
    """Have a slash command's first word choose; "" stands for the command by itself."""

    async def do(desk: Desk, text: str) -> Shown:
        word, _, rest = text.strip().partition(" ")
        chosen = subcommands.get(word.casefold())
        if chosen is None:
            raise Refused(
                "unknown_command", word=word, command=command, nearest=_nearest(word, subcommands)
            )
        return await chosen(desk, rest.strip())

    on_command(app, reception, command, do)


def _nearest(word: str, subcommands: Mapping[str, Subcommand]) -> str:
    close = get_close_matches(word.casefold(), [name for name in subcommands if name], 1, 0.3)
    return close[0] if close else "help"
