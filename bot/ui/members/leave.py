"""Leaves: in words, the form in which one is told, and their rows among the settings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.figures import day
from bot.policy.scheme_facts import Leave
from bot.policy.vocabulary import LeaveKind
from bot.services.members import actions as members
from bot.ui.kit.blocks import (
    Block,
    View,
    asked,
    button,
    checkboxes,
    datepicker,
    modal,
    option,
    radio,
    section,
)
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in, day_in
from bot.ui.kit.formatting import bold
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

SHOWN: Final = 4
"""Leaves among the settings: the latest; all of them are in the export."""

KINDS: Final[Mapping[LeaveKind, str]] = {
    "parental": "Parental leave",
    "sick": "Sick leave",
    "career break": "Career break",
    "deferral": "Deferral",
    "other": "Other leave",
}
_GONE: Final = "gone"


def leave_words(leave: Leave) -> str:
    """ "Parental leave, 1 Jan 2027 to 30 Jun 2027"."""
    if leave.end is None:
        return f"{KINDS[leave.kind]}, since {day(leave.start)}, no end yet"
    return f"{KINDS[leave.kind]}, {day(leave.start)} to {day(leave.end)}"


def leave_blocks(leaves: Sequence[Leave], today: date) -> list[Block]:
    """The latest leaves, each with the way to change it, and the way to add one."""
    add = button("Add leave", members.AskForLeave())
    latest = sorted(leaves, key=lambda one: one.start, reverse=True)[:SHOWN]
    on_it = any(one.start <= today and (one.end is None or today <= one.end) for one in leaves)
    said = "None. The pace leaves out days of leave, and I am quiet in them."
    if leaves:
        said = "The pace leaves it out." + (" I am quiet until it ends." if on_it else "")
    return [
        section(f"{bold('Leave')}\n{said}", "settings:leave", add),
        *(
            section(
                leave_words(one),
                f"settings:leave-{number}",
                button(
                    "Change",
                    members.AskForLeave(one.start.isoformat()),
                    spoken=f"Change {leave_words(one)}",
                ),
            )
            for number, one in enumerate(latest)
        ),
    ]


def leave_form(form: members.LeaveForm) -> View:
    """One leave: its kind and its days; one that is there can be removed."""
    leave = form.leave
    blocks = [
        asked(
            Field.LEAVE_KIND,
            "What kind?",
            radio(
                Field.LEAVE_KIND,
                [option(words, kind) for kind, words in KINDS.items()],
                None if leave is None else leave.kind,
            ),
        ),
        asked(
            Field.LEAVE_START,
            "First day",
            datepicker(Field.LEAVE_START, leave.start if leave else form.today),
        ),
        asked(
            Field.LEAVE_END,
            "Last day",
            datepicker(Field.LEAVE_END, leave.end if leave else None),
            hint="Leave it out while it has no end. Minimum and cycle end stay as they are.",
            optional=True,
        ),
    ]
    if leave is not None:
        gone = checkboxes(Field.LEAVE_GONE, [option("Remove this leave", _GONE)])
        blocks.append(asked(Field.LEAVE_GONE, "Or", gone, optional=True))
    return modal(
        Callback.LEAVE,
        "Leave",
        blocks,
        carries=kept(**({"was": leave.start.isoformat()} if leave else {})),
        submit="Keep it",
    )


def read_leave(given: Carried, values: Values) -> members.SetLeave:
    """What was chosen of it."""
    was = given.get("was")
    return members.SetLeave(
        was=was if isinstance(was, str) else "",
        kind=choice_in(values, Field.LEAVE_KIND) or "",
        start=day_in(values, Field.LEAVE_START),
        end=day_in(values, Field.LEAVE_END),
        gone=bool(choices_in(values, Field.LEAVE_GONE)),
    )


FORMS: Final = (FormLook(members.LeaveForm, leave_form, Callback.LEAVE, read_leave),)
