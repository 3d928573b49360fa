"""The help page: what to write, what to type, who sees what."""

from collections.abc import Sequence

from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Content, actions, button, context, section
from bot.ui.kit.manager_sees import what_is_seen_by
from bot.ui.schemes.status import brief

WHO_SEES = f"{what_is_seen_by('A manager')}\nThe record is yours to export or erase."

_WRITE = (
    "*Write me a sentence* about what you did, and I make the entry:\n"
    "“2h high voltage isolation course at Bosch yesterday”\n"
    "Plans, too: “First aid refresher next Tuesday”.\n"
    "Or drop a certificate here.\n"
    "Or ask me: “when does my cycle end?”, “what counts?”"
)
_LOST = "I did not understand that."
_WHILE_ASKED = "While I ask: skip, later, back, save, discard, undo."
_ONLY_YOU = "Only you see what you write."
_COMMANDS = (
    "`/cpd log …` a draft from anywhere\n"
    "`/cpd plan …` ahead\n"
    "`/cpd status` where you stand\n"
    "`/cpd list 2026` your entries\n"
    "`/cpd files` without an entry\n"
    "`/cpd settings` schemes, job, hours, privacy\n"
    "`/cpd pause 2 weeks`, `/cpd resume`\n"
    "`/cpd export`, `/cpd document`\n"
    "`/cpd audit`, `/cpd erase`\n"
    "`/cpd-team` for managers"
)
_COACH = "`/cpd coach` on or off"
_ADMIN = "`/cpd admin` rules, roles, members"


def help_page(standings: Sequence[SchemeStanding] | None = None, *, lost: bool = False) -> Content:
    """`/cpd` with the standing in short, `/cpd help` without (`standings` None); `lost`: it is the
    answer to a question that was not understood.
    """
    words = f"{_LOST} {_WRITE}" if lost else _WRITE
    return Content(
        "Write me a sentence about what you did, and I make the entry.",
        [
            *(brief(standings) if standings is not None else []),
            section(words, "help:write"),
            context(_ONLY_YOU if standings else f"{_WHILE_ASKED}\n{_ONLY_YOU}", "help:who-sees"),
            *actions(
                "help:actions",
                [
                    button("Log something", record.AskToLog()),
                    button("My standing", record.ShowStanding()),
                    button("Settings", members.ShowSettings()),
                    button("More", members.ShowHelp(more=True)),
                ],
            ),
        ],
    )


def more_help(*, administrator: bool = False, coach: bool = False) -> Content:
    """What stands behind "More": commands, words for an open question, who sees what. `coach`:
    there is one to be had.
    """
    also = [*([_COACH] if coach else []), *([_ADMIN] if administrator else [])]
    commands = "\n".join([_COMMANDS, *also])
    return Content(
        "Commands, and who sees what.",
        [
            section(commands, "help:commands"),
            context(WHO_SEES, "help:who-sees"),
        ],
    )
