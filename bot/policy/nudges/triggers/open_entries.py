"""Entries that are open: saved ones that wait for something, and drafts."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from bot.policy.nudges.candidate_facts import OpenItem, OwnFacts, SharedFacts
from bot.policy.nudges.nudge_facts import NudgeFacts, OpenEntry, SentNudge
from bot.policy.nudges.nudge_keys import subject_of
from bot.policy.nudges.repetition import Repetition, back_off
from bot.policy.nudges.trigger import Reason, ReasonTrigger
from bot.policy.scheme_facts import WorkplaceSettings

ONE_DAY: Final = timedelta(days=1)


class _OpenEntries(ReasonTrigger):
    """Each entry a day after it was last touched; untouched, again at the intervals at which what
    was not answered comes again, and then it is let be.

    Those that were mentioned least often come first, then the oldest.
    """

    item: ClassVar[OpenItem]

    def may_apply(self, shared: SharedFacts, own: OwnFacts | None) -> bool:
        """There is such an entry."""
        del own
        return self.item in shared.open

    def check(self, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Reason]:
        """One for each entry that was left alone for a day."""
        del settings
        entries, steps = self.entries(facts), back_off(facts.cadence)
        found = []
        for entry in entries:
            if now - entry.since < ONE_DAY:
                continue
            subject = str(entry.entry_id)
            times = self._times_said(subject, entry.since, facts.sent)
            again = steps[max(0, times - 1)] if times <= len(steps) else 0
            found.append(
                Reason(
                    self.kind,
                    Repetition(subject, again),
                    entry_ids=(entry.entry_id,),
                    rank=times,
                    oldest=entry.since,
                    why={"open": len(entries)},
                )
            )
        return found

    @abstractmethod
    def entries(self, facts: NudgeFacts) -> Sequence[OpenEntry]:
        """The member's entries of this kind."""

    def _times_said(self, subject: str, since: datetime, sent: Sequence[SentNudge]) -> int:
        """How often that was said since a moment, beyond those times that the member put off."""
        return sum(
            one.kind == self.kind
            and one.sent_at >= since
            and not one.snoozed
            and subject_of(one.period) == subject
            for one in sent
        )


class WaitingEntry(_OpenEntries):
    """A saved entry that counts for nothing until something is added."""

    kind = "waiting_entry"
    order = 40
    item = "waiting"

    def entries(self, facts: NudgeFacts) -> Sequence[OpenEntry]:
        """Those that wait."""
        return facts.waiting


class OldDraft(_OpenEntries):
    """A draft that was neither saved nor discarded."""

    kind = "old_draft"
    order = 50
    item = "draft"

    def entries(self, facts: NudgeFacts) -> Sequence[OpenEntry]:
        """The drafts."""
        return facts.drafts


TRIGGERS = (WaitingEntry(), OldDraft())
