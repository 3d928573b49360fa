"""The job that asks the coach: what leaves is noted first, what comes back is checked and kept."""

from asyncio import wrap_future
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.coach.answers import checked, read
from bot.coach.refusals import NoAnswer
from bot.delivery.coach_client import CoachClient, CoachTrouble
from bot.delivery.job_runner import Report
from bot.services.coaching import suggestions
from bot.services.context.member_context import ContextFactory
from storage.queues.jobs import Job


class Coaching:
    """Does jobs of the kind "coach". One that is done again after a kill asks again, and keeps the
    first answer that there is.
    """

    def __init__(self, contexts: ContextFactory, client: CoachClient) -> None:
        self._contexts = contexts
        self._client = client

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        """Nothing is left behind in the job: the answer is the suggestion's."""
        about = (self._contexts, job.workspace_id, job.member_id, int(job.values["suggestion"]))
        database = self._contexts.database
        begun = await wrap_future(database.write(partial(suggestions.begin, *about)))
        if begun is None:
            return {}
        words, reason = "", ""
        try:
            answer = await self._client.ask(
                begun.exchange, begun.seconds, partial(read, begun.exchange)
            )
            words = checked(begun.request, begun.exchange, answer)
        except (CoachTrouble, NoAnswer) as trouble:
            reason = trouble.reason
        keeping = partial(suggestions.keep, *about, words=words, reason=reason)
        await wrap_future(database.write(keeping))
        return {}
