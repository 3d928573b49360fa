"""An entry's evidence in forms: a link or files to be added by themselves; and, in the form of the
entry, the links and files that there are, to be unticked, on which day files run out, and a link to
be added.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.figures import day
from bot.policy.file_quotas import in_megabytes
from bot.services.record import actions as record
from bot.services.record.evidence import LINK_MOST, file_name, mark
from bot.ui.kit.blocks import (
    Block,
    View,
    asked,
    checkboxes,
    datepicker,
    file_field,
    modal,
    option,
    text_field,
)
from bot.ui.kit.escape import shorten
from bot.ui.kit.form_values import (
    Carried,
    Values,
    choices_in,
    day_in,
    files_in,
    offered,
    text_in,
    whole,
)
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from storage.row_types import EvidenceRecord

_SHOWN_MOST = 10
_LINK_MOST = 50
_NAME_MOST = 40
FILES: Final = "files"
"""The field for files."""
_RUNS_OUT = "runs_out_{}"
"""The field with a file's last day, by its mark."""


def evidence_fields(evidence: Sequence[EvidenceRecord]) -> list[Block]:
    """The links and files that are there, each with its day, to be unticked; on which day each file
    runs out; and a link to be added.
    """
    blocks: list[Block] = []
    shown = listed_evidence(evidence)
    if shown:
        options = [option(_said(one), mark(one)) for one in shown]
        ticked = [mark(one) for one in shown]
        blocks.append(
            asked(
                Field.LINKS,
                "Evidence",
                checkboxes(Field.LINKS, options, ticked),
                hint="Untick what is to go.",
                optional=True,
            )
        )
    for one in shown:
        if one.kind == "file":
            field = _RUNS_OUT.format(mark(one))
            label = f"Runs out: {shorten(file_name(one.name), _NAME_MOST)}"
            hint = "The last day on which it holds; leave it empty if it does not run out."
            chosen = datepicker(field, one.runs_out)
            blocks.append(asked(field, label, chosen, hint=hint, optional=True))
    return [*blocks, _link_field(optional=True)]


def listed_evidence(evidence: Sequence[EvidenceRecord]) -> list[EvidenceRecord]:
    """The links and files that a form has room for."""
    return [one for one in evidence if one.kind in ("link", "file")][:_SHOWN_MOST]


def carried_evidence(evidence: Sequence[EvidenceRecord]) -> dict[str, object]:
    """What the form of an entry carries of its evidence: marks alone, and days."""
    if not evidence:
        return {}
    shown = listed_evidence(evidence)
    days = {mark(one): _iso(one.runs_out) for one in shown if one.kind == "file"}
    return {"links": [mark(one) for one in shown], **({"runs_out": days} if days else {})}


def _said(one: EvidenceRecord) -> str:
    added = day(one.added_at.date())
    if one.kind == "file":
        size = [] if one.size is None else [in_megabytes(one.size)]
        return " · ".join([shorten(file_name(one.name), _NAME_MOST), *size, added])
    address = one.url.partition("://")[2] or one.url
    return f"{shorten(address, _LINK_MOST)} · {added}"


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


def _link_field(*, optional: bool) -> Block:
    return asked(
        Field.LINK,
        "Link to a certificate, a photo or a page",
        text_field(Field.LINK, prompt="https://…", most=LINK_MOST),
        optional=optional,
    )


def dropped_links(given: Carried, values: Values) -> frozenset[str]:
    """The links and files that the form showed and that are ticked no longer."""
    shown = given.get("links", [])
    if not offered(values, Field.LINKS) or not isinstance(shown, list):
        return frozenset()
    return frozenset(map(str, shown)) - choices_in(values, Field.LINKS)


def changed_last_days(given: Carried, values: Values) -> Mapping[str, date | None]:
    """The files, by their marks, that run out on another day now than the form showed, or never."""
    shown = given.get("runs_out")
    if not isinstance(shown, dict):
        return {}
    now = {
        str(marked): day_in(values, field)
        for marked in shown
        for field in [_RUNS_OUT.format(marked)]
        if offered(values, field)
    }
    return {marked: on for marked, on in now.items() if _iso(on) != shown[marked]}


def evidence_modal(entry_id: int) -> View:
    """A link or files to be added to an entry."""
    files = asked(
        FILES,
        "Or files: a certificate, a photo, slides",
        file_field(FILES),
        hint="Up to 10 MB each here. Larger ones? Drop them below the entry.",
        optional=True,
    )
    return modal(
        Callback.EVIDENCE,
        "Add evidence",
        [_link_field(optional=True), files],
        carries=kept(entry=entry_id),
        submit="Add it",
    )


def read_evidence(given: Carried, values: Values) -> record.AddEvidence:
    """The link that was typed, and the files that were put in."""
    files = files_in(values, FILES) if offered(values, FILES) else ()
    return record.AddEvidence(whole(given, "entry"), text_in(values, Field.LINK), files)


FORMS: Final = (
    FormLook(
        record.EvidenceForm,
        lambda form: evidence_modal(form.entry_id),
        Callback.EVIDENCE,
        read_evidence,
    ),
)
