"""Jobs as a unit of work sees them: asked for, looked at and dropped; never done.

The queue they stand in, and its runner's side, is `storage.queues.jobs`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.queues import jobs
from storage.queues.jobs import JobRecord
from storage.repository import Repository


class JobRecords(Repository):
    """The jobs of one workspace's members."""

    def ask(
        self, member_id: int, kind: str, dedupe_key: str, now: datetime, values: Mapping[str, Any]
    ) -> int | None:
        """Queue a job; its number, None where this key has been asked. `now` is real time."""
        return jobs.add(
            self._session,
            workspace_id=self._workspace_id,
            member_id=member_id,
            dedupe_key=dedupe_key,
            kind=kind,
            values=values,
            now=now,
        )

    def get(self, job_id: int) -> JobRecord | None:
        """A job in whatever state."""
        return jobs.get(self._session, self._workspace_id, job_id)

    def of_member(self, member_id: int, kind: str) -> list[JobRecord]:
        """A member's jobs of a kind, the oldest first."""
        return jobs.of_member(self._session, self._workspace_id, member_id, kind)

    def of_group(self, member_id: int, kind: str, prefix: str) -> list[JobRecord]:
        """A member's jobs of a kind whose keys begin alike, the oldest first."""
        return jobs.of_group(self._session, self._workspace_id, member_id, kind, prefix)

    def settle(self, job_id: int, progress: Mapping[str, Any]) -> None:
        """What came of a job that has ended was dealt with, and goes; `progress` holds no words."""
        jobs.settle(self._session, self._workspace_id, job_id, progress)

    def forget_results(self, member_id: int, kind: str, before: int) -> None:
        """Nothing is known any more of what came of a member's jobs of a kind that were asked for
        before job `before`.
        """
        jobs.forget_results(self._session, self._workspace_id, member_id, kind, before)

    def cancel_group(
        self, member_id: int, kind: str, prefix: str, progress: Mapping[str, Any]
    ) -> None:
        """Drop those of a member's jobs of a kind that have still to be done, and whose keys begin
        alike; whoever is at one of them loses it. `progress` says what became of them.
        """
        jobs.cancel_group(
            self._session, self._workspace_id, member_id, kind, prefix, progress=progress
        )

    def cancel(self, member_id: int) -> None:
        """Drop what a member's jobs were to do; whoever is at one of them loses it."""
        jobs.cancel(self._session, self._workspace_id, member_id)
