"""Erasing the record: what goes and what stays said first, and a sentence to type."""

from collections.abc import Mapping
from typing import Final

from bot.figures import day, listed, several
from bot.services.audits.erasing import Waits
from bot.services.data_rights import actions as data_rights
from bot.services.data_rights.erasure import ErasureView
from bot.ui.kit.blocks import View, asked, modal, section, text_field
from bot.ui.kit.form_values import Carried, Values, text_in
from bot.ui.kit.formatting import person
from bot.ui.kit.ids import Callback, Field
from bot.ui.kit.page_looks import FormLook
from bot.ui.kit.sentences import sentence

_WHY: Final[Mapping[str, str]] = {
    "audit_open": "it is not decided yet",
    "appeal_open": "an appeal is not decided yet",
    "appeal_may_come": "an appeal may still come",
}


def erase_modal(view: ErasureView) -> View:
    """Before anything is erased. Without a record, or during an export, it only says so."""
    if view.empty:
        return _only("There is nothing to erase: I keep no entries, jobs or schemes of yours.")
    if view.export_under_way:
        return _only("Your export is still on its way. Erase once it has arrived.")
    if view.file_under_way:
        return _only(sentence("file_under_way"))
    gone = [
        several(view.entries, "entry", "entries"),
        several(view.evidence, "link"),
        *([several(view.kept_files, "file")] if view.kept_files else []),
        several(view.jobs, "job"),
        several(view.schemes, "scheme"),
        f"the words of {several(view.revisions, 'revision')}",
    ]
    lines = [f"*What goes, for good:* {listed(gone)}."]
    if view.messages:
        lines.append(f"{several(view.messages, 'message')} of mine will say that it was erased.")
    if view.files:
        lines.append(f"{several(view.files, 'file')} that I brought you here will be deleted.")
    if view.manager_name:
        lines.append(f"{person(view.manager_name)} will no longer see how you stand.")
    lines += [_waits(one) for one in view.waits]
    lines.append(
        "*What stays:* the checksums of your revisions, which hold no words, "
        f"and {several(view.access_lines, 'line')} on who looked at your record. "
        "What you typed to me yourself stays in Slack until you delete it there, and answers that "
        "only you can see until Slack is loaded anew."
    )
    lines.append("You may want `/cpd export` first.")
    return modal(
        Callback.ERASE,
        "Erase my record",
        [
            section("\n".join(lines), "what"),
            asked(
                Field.CONFIRMATION,
                f"Type “{view.confirmation}” to go on",
                text_field(Field.CONFIRMATION, prompt=view.confirmation, most=100),
            ),
        ],
        submit="Erase for good",
    )


def read_erase(_given: Carried, values: Values) -> data_rights.Erase:
    """What was typed; whether it is the right sentence is for the service to say."""
    return data_rights.Erase(text_in(values, Field.CONFIRMATION))


def _waits(one: Waits) -> str:
    """What an audit round still needs, why, and until when."""
    return (
        f"*What waits:* what you handed in to audit round {one.number}, questions and reasons, "
        f"since {_WHY[one.why]}; until then, and until {day(one.until)} at the latest."
    )


def _only(words: str) -> View:
    return modal(Callback.ASIDE, "Erase my record", [section(words, "why-not")], close="Close")


FORMS: Final = (
    FormLook(
        data_rights.EraseForm, lambda form: erase_modal(form.view), Callback.ERASE, read_erase
    ),
)
