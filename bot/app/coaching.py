"""The coach as the operator has set it up: where it is asked, and with what; nothing without."""

from asyncio import wrap_future
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bot.app.start import CannotStart
from bot.clock import Clock
from bot.delivery.clients import Clients
from bot.delivery.job_runner import Report
from bot.metrics import Metrics
from bot.services.coaching import suggestions
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.member_context import ContextFactory
from bot.settings import Settings
from storage.queues.jobs import Job

if TYPE_CHECKING:
    from bot.delivery.coach_client import CoachClient
    from bot.delivery.people_directory import PeopleDirectory

AT_ONCE: Final = 4
"""Requests to the coach at once: as many jobs, and as many calls."""

PAUSE_SECONDS: Final = 0.15
"""Before a request is taken up: the card that was queued with it goes first."""


def endpoint(settings: Settings) -> CoachEndpoint | None:
    """Where the coach is asked; None where the operator names none. Raises CannotStart."""
    if not settings.coach_url and not settings.coach_model:
        return None
    if not settings.coach_url or not settings.coach_model:
        raise CannotStart("CPDBOT_COACH_URL and CPDBOT_COACH_MODEL go together: set both, or none.")
    address = urlsplit(settings.coach_url)
    try:
        host, port = address.hostname, address.port
    except ValueError:
        host, port = None, None
    if address.scheme not in ("http", "https") or not host or address.username is not None:
        raise CannotStart(
            "CPDBOT_COACH_URL is no address of an API, such as http://127.0.0.1:8080/v1 "
            "(keys go into CPDBOT_COACH_API_KEY)."
        )
    return CoachEndpoint(
        host=host if port is None else f"{host}:{port}",
        model=settings.coach_model,
        run_by=settings.coach_run_by,
        seconds=settings.coach_seconds,
        daily=settings.coach_daily,
        workspace_daily=settings.coach_workspace_daily,
    )


def client(settings: Settings, metrics: Metrics, real_time: Clock) -> "CoachClient":
    """What asks it. Its library is loaded only here."""
    from bot.delivery.coach_client import CoachClient  # noqa: PLC0415 - see above

    return CoachClient(
        url=settings.coach_url,
        model=settings.coach_model,
        api_key=settings.coach_api_key,
        at_once=AT_ONCE,
        metrics=metrics,
        real_time=real_time,
    )


def people(clients: Clients, real_time: Clock) -> "PeopleDirectory":
    """What the people of each workspace are called: without that nothing is asked."""
    from bot.delivery.people_directory import PeopleDirectory  # noqa: PLC0415 - see above

    return PeopleDirectory(clients, real_time)


def warmed_up(settings: Settings) -> tuple[Callable[[], None], ...]:
    """What is loaded once a worker is ready; nothing without a coach."""
    return (_warm_up,) if settings.coach_url else ()


def _warm_up() -> None:
    """Load what the first request would wait for: prompts, and the rules that screen them."""
    from bot.coach.answers import checked  # noqa: PLC0415 - not needed without a coach
    from bot.coach.refusals import NoAnswer  # noqa: PLC0415
    from bot.coach.requests import CoachRequest, exchange  # noqa: PLC0415

    request = CoachRequest("missing", text="Called 0161 496 0000 about the brakes.")
    with suppress(NoAnswer):
        checked(request, exchange(request, people=("Nobody Here",), region="GB"), "Which brakes?")


class Declining:
    """Does jobs of the kind "coach" where there is none any more: each is let go."""

    def __init__(self, contexts: ContextFactory) -> None:
        self._contexts = contexts

    async def __call__(self, job: Job, _report: Report) -> Mapping[str, Any]:
        about = (self._contexts, job.workspace_id, job.member_id, int(job.values["suggestion"]))
        await wrap_future(self._contexts.database.write(lambda: suggestions.begin(*about, None)))
        return {}
