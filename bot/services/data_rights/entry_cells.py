"""The cells of the table of entries that a member takes along: which columns it has, and how each
is written, so that no spreadsheet takes a cell for a formula.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from bot.archive.chain import moment
from bot.policy.schemes.credits import credits_hundredths
from bot.services.coaching.suggestions import helped_stages
from bot.services.record.entered import Entered
from bot.services.record.evidence import file_name
from bot.services.record.sign_offs import SignedOff
from bot.services.schemes.assessment import states_of
from storage.row_types import AssessmentRecord, EntryRecord, EvidenceRecord

COLUMNS: Final = (
    "id",
    "status",
    "title",
    "start_date",
    "end_date",
    "minutes",
    "type",
    "formality",
    "provider",
    "subjects",
    "reflect",
    "plan",
    "act",
    "evaluate",
    "evidence",
    "logged_at",
    "model_helped",
    "signed_off",
    "entered_at",
)
"""Of the CSV, before two for each scheme: `state <scheme>` and `credits <scheme>`."""

_FORMULA = tuple("=+-@＝＋－＠")

_WORKED_OUT: Final = frozenset({"evidence", "model_helped", "subjects", "signed_off", "entered_at"})
"""Columns that are written otherwise than as a field of an entry; `model_helped` names the stages
that hold words which a member took from a language model.
"""


def cells(
    entry: EntryRecord,
    evidence: Sequence[EvidenceRecord],
    worth: Sequence[AssessmentRecord],
    schemes: Mapping[int, str],
    **told: str,
) -> list[str]:
    """An entry's row: `COLUMNS`, then state and credits under each scheme; `told` holds those of
    the columns that are put in words elsewhere.
    """
    own: dict[str, Any] = {
        **{name: getattr(entry, name) for name in COLUMNS if name not in _WORKED_OUT},
        "evidence": "\n".join(map(_evidence, evidence)),
        "model_helped": ", ".join(helped_stages(entry)),
        "subjects": "\n".join(map(_subject, entry.subjects)),
        **told,
    }
    states = states_of(worth)
    row = [own[name] for name in COLUMNS]
    for enrolment_id in schemes:
        row += [states.get(enrolment_id), _credits(_credits_of(worth, enrolment_id))]
    return [safe_cell(_cell(cell)) for cell in row]


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs: what it would take for a formula gets an apostrophe.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    begins = text.lstrip()
    risky = begins.startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if risky else text


def signed_off(one: SignedOff) -> str:
    """ "Helen Ward on 2026-11-21: Seen on two vehicles (changed since)"; a request, or that it was
    declined, is in the JSON document.
    """
    if one.state != "confirmed" or one.answered_at is None:
        return ""
    changed = " (changed since)" if one.changed_since else ""
    return f"{one.reviewer} on {one.answered_at.date().isoformat()}: {one.words}{changed}"


def entered_at(one: Entered) -> str:
    """ "IMI on 2026-11-21 (changed since)"."""
    changed = " (changed since)" if one.changed_since else ""
    return f"{one.body} on {one.on.isoformat() if one.on else '?'}{changed}"


def _evidence(one: EvidenceRecord) -> str:
    """A link; or a file: "certificate.pdf (sha256:9f86…, runs out 2027-05-03)"."""
    if one.kind != "file":
        return one.url
    runs_out = "" if one.runs_out is None else f", runs out {one.runs_out.isoformat()}"
    return f"{file_name(one.name)} ({one.url}{runs_out})"


def _subject(one: Mapping[str, Any]) -> str:
    """ "radar: 90 min", or the name alone where it is not known how long that took."""
    return one["name"] if one["minutes"] is None else f"{one['name']}: {one['minutes']} min"


def _credits_of(parts: Sequence[AssessmentRecord], enrolment_id: int) -> int | None:
    """An entry's own credits (hundredths) under one enrolment, rounded once."""
    known = [one for one in parts if one.enrolment_id == enrolment_id and one.credits is not None]
    return credits_hundredths(sum(one.weight for one in known)) if known else None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _credits(hundredths: int | None) -> str | None:
    return None if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}"


def csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8, every cell quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()
