"""Everything that is kept of one entry beside its card: verdicts, evidence, history, its words."""

from dataclasses import dataclass

from bot.services.cards import CardView, card_view
from bot.services.desk import Desk
from storage.records import EntryRecord, EvidenceRecord, RevisionNote

HISTORY_MOST = 30
"""Changes of a saved entry that are shown, the latest first; an export holds all."""


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """One entry as its member, or an auditor beside them, may look into it.

    `history` are the changes since it was saved, the latest first, and `zone` the member's, for
    their moments.
    """

    card: CardView
    evidence: tuple[EvidenceRecord, ...]
    history: tuple[RevisionNote, ...]
    zone: str


def details_of(desk: Desk, entry: EntryRecord) -> EntryDetails:
    """The details of one of the desk's member's entries."""
    return EntryDetails(
        card=card_view(desk, entry),
        evidence=desk.work.entries.evidence([entry.id])[entry.id],
        history=desk.work.entries.history(entry.id, desk.member.id, HISTORY_MOST),
        zone=desk.member.zone,
    )
