"""The statements by which a sweep reads evidence that runs out, in words for the database."""

from sqlalchemy import bindparam, func, literal, select, text

from storage.engine.id_lists import in_ids
from storage.repository import table_of
from storage.tables import EVIDENCE_RUNS_OUT, Entry, Evidence

_entry = table_of(Entry).c
_evidence = table_of(Evidence).c
_LATER = table_of(Evidence).alias("later")
_ITS_ENTRY = table_of(Entry).alias("its_entry")
_later, _its_entry = _LATER.c, _ITS_ENTRY.c

# As `bot.policy.evidence_dates` has it, but for titles that differ in more than capitals: else who
# has renewed in time would be read whole at each sweep until the old one has run out.
_REPLACED = (
    select(_later.id)
    .join_from(_LATER, _ITS_ENTRY, _its_entry.id == _later.entry_id)
    .where(
        _later.member_id == _evidence.member_id,
        _later.runs_out > _evidence.runs_out,
        _its_entry.status == "logged",
        (_its_entry.id == _entry.id)
        | (
            (func.lower(_its_entry.title) == func.lower(_entry.title))
            & (func.trim(_entry.title) != "")
        ),
    )
    .correlate(Evidence, Entry)
    .exists()
)

EVIDENCE = (
    select(_evidence.member_id, literal("evidence"), _evidence.runs_out, _evidence.entry_id)
    .join_from(Evidence, Entry, _entry.id == _evidence.entry_id)
    .where(
        _evidence.member_id.between(bindparam("first"), bindparam("last")),
        text(EVIDENCE_RUNS_OUT),
        _evidence.runs_out.between(bindparam("today"), bindparam("soon")),
        _entry.status == "logged",
        ~_REPLACED,
    )
)
"""What runs out between two days, of the members of a page."""

RUNNING_OUT = (
    select(_evidence.member_id, _evidence.entry_id, _evidence.runs_out, _entry.title)
    .join_from(Evidence, Entry, _entry.id == _evidence.entry_id)
    .where(
        in_ids(_evidence.member_id, "members"),
        text(EVIDENCE_RUNS_OUT),
        _evidence.runs_out >= bindparam("since"),
        _entry.status == "logged",
    )
)
"""A `RunningOutRow` each, of what runs out from a day on."""
