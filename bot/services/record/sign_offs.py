"""What reviewers have said of entries: read here, asked for and answered in `sharing`.

A sign-off changes no credit and no test: it stands beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.context.naming import name_of
from bot.services.record.content_mark import content_mark
from storage.row_types import EntryRecord, EvidenceRecord
from storage.unit_of_work import UnitOfWork
from storage.vocabulary import SignOffState


@dataclass(frozen=True, slots=True)
class SignedOff:
    """What one reviewer was asked about an entry, and said. Moments are calendar time.

    `words` are the reviewer's own. `changed_since`: the entry says something else now than when
    they signed it off.
    """

    number: int
    reviewer_id: int
    reviewer: str
    state: SignOffState
    words: str
    asked_at: datetime
    answered_at: datetime | None
    changed_since: bool = False


def sign_offs_of(
    work: UnitOfWork,
    member_id: int,
    entries: Sequence[EntryRecord],
    evidence: Mapping[int, Sequence[EvidenceRecord]],
) -> dict[int, tuple[SignedOff, ...]]:
    """By entry, what was asked and said of it, the oldest first; requests that were taken back are
    left out. `evidence` is that of each entry.
    """
    kept = work.sign_offs.of_entries([one.id for one in entries], member_id)
    people = work.members.many(list({one.reviewer_id for some in kept.values() for one in some}))
    return {
        entry.id: tuple(
            SignedOff(
                number=one.id,
                reviewer_id=one.reviewer_id,
                reviewer=name_of(people[one.reviewer_id]),
                state=one.state,
                words=one.words or "",
                asked_at=one.asked_at,
                answered_at=one.answered_at,
                changed_since=one.state == "confirmed"
                and one.content_mark != content_mark(entry, evidence.get(entry.id, ())),
            )
            for one in kept[entry.id]
            if one.state != "dropped"
        )
        for entry in entries
    }
