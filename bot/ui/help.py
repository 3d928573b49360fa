"""The help page: what to write, what to type, who sees what."""

from collections.abc import Sequence

from bot.services.dispatch import members, record
from bot.services.standings import SchemeStanding
from bot.ui.blocks import Content, actions, button, context, section
from bot.ui.status import brief

WHO_SEES = (
    "Your manager, if you have one here, sees your totals, your pace and dates. "
    "Nobody but you sees what you write.\n"
    "The record is yours: take it along or erase it whenever you like."
)

_WRITE = (
    "*Write me a sentence* about what you did, and you get a draft:\n"
    "“2h high voltage isolation course at Bosch yesterday”\n"
    "What you plan works too: “First aid refresher next Tuesday”.\n"
    "While a question is open: skip, later, back, save, discard, undo."
)
_COMMANDS = (
    "*Commands*\n"
    "`/cpd log …` a draft from wherever you are\n"
    "`/cpd plan …` something you mean to do\n"
    "`/cpd status` where you stand\n"
    "`/cpd list 2026` your entries\n"
    "`/cpd settings` schemes, job, manager, hours, privacy\n"
    "`/cpd pause 2 weeks` and `/cpd resume`\n"
    "`/cpd export` the whole record as files\n"
    "`/cpd erase` the record, for good\n"
    "`/cpd-team` for managers"
)
_ADMIN = "`/cpd admin` rules to confirm, roles, members"


def draft_made(bot_user_id: str | None) -> Content:
    """Said in a channel to the member alone, where a draft was put into the conversation."""
    where = f" with <@{bot_user_id}>" if bot_user_id else ""
    words = f"The draft is in your conversation{where}. Only you see this."
    return Content(words, [section(words, "draft-made")])


def help_page(
    standings: Sequence[SchemeStanding] | None = None, *, administrator: bool = False
) -> Content:
    """`/cpd` with the standing in short, `/cpd help` without (`standings` None)."""
    commands = f"{_COMMANDS}\n{_ADMIN}" if administrator else _COMMANDS
    return Content(
        "Write me a sentence about what you did, and you get a draft.",
        [
            *(brief(standings) if standings is not None else []),
            section(_WRITE, "help:write"),
            section(commands, "help:commands"),
            *actions(
                "help:actions",
                [
                    button("Log something", record.AskToLog()),
                    button("My standing", record.ShowStanding()),
                    button("Settings", members.ShowSettings()),
                ],
            ),
            context(WHO_SEES, "help:who-sees"),
        ],
    )
