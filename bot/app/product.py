"""What the product does, as far as the process has to know; nothing is built here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp

from bot.delivery.clients import Clients
from bot.delivery.content import Renderer
from bot.delivery.job_runner import Work
from bot.delivery.ticker import Sweep
from bot.delivery.timeouts import Patience
from bot.delivery.worker import Deal
from bot.handlers.intake import Sift
from bot.services.context.member_context import ContextFactory
from storage.queues.inbox import Inbox
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox

if TYPE_CHECKING:
    from bot.delivery.coach_client import CoachClient
    from bot.delivery.people_directory import PeopleDirectory


@dataclass(frozen=True, slots=True)
class Queues:
    """What comes in, what goes out, and slow work."""

    inbox: Inbox
    outbox: Outbox
    jobs: Jobs


@dataclass(frozen=True, slots=True)
class Product:
    """What the product does, as far as the process has to know."""

    register: Callable[[AsyncApp, ContextFactory, Clients], None]
    deal: Callable[[ContextFactory, Clients], Deal]
    sift: Callable[[ContextFactory], Sift]
    renderer: Callable[[ContextFactory], Renderer]
    work: Callable[[ContextFactory, Clients, Patience], Mapping[str, Work]]
    coaching: Callable[[ContextFactory, "CoachClient", "PeopleDirectory"], Mapping[str, Work]]
    sweeps: Callable[[ContextFactory, Queues, Clients], Sequence[Sweep]]


def the_product() -> Product:
    """Ours."""
    from bot.app.wiring import PRODUCT  # noqa: PLC0415 - the process runs, and is tested, without

    return PRODUCT
