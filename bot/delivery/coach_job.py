"""The job that asks the coach: what leaves is noted first, what comes back is checked and kept."""

import asyncio
from asyncio import wrap_future
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from bot.coach.answers import checked, read
from bot.coach.refusals import NoAnswer
from bot.delivery.coach_client import CoachClient, CoachTrouble
from bot.delivery.job_runner import Report
from bot.delivery.people_directory import METHOD, PeopleDirectory, PeopleUnknown
from bot.delivery.slack import NotNow
from bot.services.coaching import budgets, suggestions
from bot.services.context.member_context import ContextFactory
from storage.queues.jobs import Job

_SOON: Final = timedelta(seconds=0.3)
"""A request that finds no place among those that wait for a list comes again after so long."""


class Coaching:
    """Does jobs of the kind "coach". One that is done again after a kill asks again, and keeps the
    first answer that there is. Nothing leaves while it is not known what the people here are
    called.
    """

    def __init__(
        self, contexts: ContextFactory, client: CoachClient, people: PeopleDirectory
    ) -> None:
        self._contexts = contexts
        self._client = client
        self._people = people

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """Nothing is left behind in the job: the answer is the suggestion's. Raises NotNow where
        its place is better left to others.
        """
        about = (self._contexts, job.workspace_id, job.member_id, int(job.values["suggestion"]))
        database = self._contexts.database
        prepared = await wrap_future(database.read(partial(suggestions.prepare, *about)))
        keep = partial(suggestions.keep, *about)
        leaving = None
        if prepared is not None:
            try:
                people = await self._people.of(job.workspace_id, prepared.seconds)
            except PeopleUnknown as unknown:
                if unknown.comes and prepared.seconds > 0:
                    raise NotNow(METHOD, "people", _SOON) from None
                await wrap_future(database.write(partial(keep, reason=suggestions.PEOPLE)))
                return {}
            leaving = await asyncio.to_thread(prepared.exchange, people)
        beginning = partial(suggestions.begin, *about, prepared, leaving=leaving)
        seconds = await wrap_future(database.write(beginning))
        if prepared is None or leaving is None or seconds is None:
            return {}
        words, reason = "", ""
        try:
            reading = partial(read, leaving)
            answer = await self._client.ask(leaving, seconds, reading, partial(self._spend, about))
            words = await asyncio.to_thread(checked, prepared.request, leaving, answer)
        except (CoachTrouble, NoAnswer) as trouble:
            reason = trouble.reason
        await wrap_future(database.write(partial(keep, words=words, reason=reason)))
        return {}

    async def _spend(self, about: tuple[ContextFactory, str, int, int]) -> bool:
        """Whether another call may be made for a request: it is counted before it leaves."""
        spending = partial(budgets.spend_another, *about)
        # What waits for its turn to write is not called back where time runs out meanwhile.
        return await asyncio.shield(wrap_future(self._contexts.database.write(spending)))
