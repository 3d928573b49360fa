"""Our product, as the process wants it: each part made from the context factory and the clients."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp

from bot.app.coaching import Declining
from bot.app.product import Product, Queues
from bot.delivery.audit_jobs import Auditing, BringingAuditFiles
from bot.delivery.audit_pack_job import AuditPacks
from bot.delivery.audit_sweeps import audit_sweeps
from bot.delivery.badge_job import Badges
from bot.delivery.bringing import Bringing
from bot.delivery.clients import Clients
from bot.delivery.dm_channels import Addresses
from bot.delivery.document_job import Documents
from bot.delivery.downloads import Downloads
from bot.delivery.erasure_job import Erasing
from bot.delivery.export_job import Exporting
from bot.delivery.file_job import FileWork, Filing
from bot.delivery.files import Files
from bot.delivery.hand_back_job import HandingBack
from bot.delivery.import_jobs import Reading, Taking, Tidying
from bot.delivery.job_runner import Work
from bot.delivery.lookup import LookUp
from bot.delivery.rendering import Rendering
from bot.delivery.root_sweeps import root_sweeps
from bot.delivery.source_sweeps import source_sweeps
from bot.delivery.sweeps import all_sweeps
from bot.delivery.ticker import Sweep
from bot.delivery.timeouts import Patience
from bot.delivery.virus_scan import Scanner
from bot.delivery.worker import Deal
from bot.documents.rendering import Renderers
from bot.handlers.events import Events
from bot.handlers.interactions import Interactions
from bot.handlers.reactions import ReactionSift
from bot.readers.reading import Readers
from bot.readers.rows import ChildReaders
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights.audit_pack import KIND as AUDIT_PACK
from bot.services.data_rights.badges import KIND as BADGE
from bot.services.data_rights.document_request import KIND as DOCUMENT
from bot.services.dispatch import Dispatcher
from bot.services.record.open_lists import read_open_lists
from bot.ui.kit.page_looks import looks

if TYPE_CHECKING:
    from bot.delivery.coach_client import CoachClient
    from bot.delivery.people_directory import PeopleDirectory


def _register(app: AsyncApp, contexts: ContextFactory, clients: Clients) -> None:
    looks()  # what cannot be read is told now, and not to whoever clicks first
    Interactions(Dispatcher(contexts), clients).register(app)


def _deal(contexts: ContextFactory, clients: Clients) -> Deal:
    read_open_lists(*contexts.rooms)  # likewise, and not to whoever writes first
    return Events(Dispatcher(contexts), clients).deal


def _work(contexts: ContextFactory, clients: Clients, patience: Patience) -> Mapping[str, Work]:
    files = Files(clients, patience.call)
    addresses = Addresses(contexts.database, clients, patience.call)
    look_up = LookUp(clients, patience.call, contexts.clocks.real)
    bringing = Bringing(contexts.database, addresses, files, look_up, patience)
    scanner = Scanner.at(contexts.clamd) if contexts.clamd else None
    return {
        BADGE: Badges(contexts, bringing),
        DOCUMENT: Documents(contexts, bringing, Renderers()),
        "export": Exporting(contexts, bringing),
        "file": Filing(contexts, FileWork(Downloads(clients), Readers(), scanner)),
        "hand_back": HandingBack(contexts, bringing),
        "import_read": Reading(contexts, ChildReaders()),
        "archive_read": Reading(contexts, ChildReaders()),
        "import_take": Taking(contexts),
        "archive_take": Taking(contexts),
        "import_tidy": Tidying(contexts),
        "erase": Erasing(contexts, files),
        "audit": Auditing(contexts),
        "audit_file": BringingAuditFiles(contexts, bringing),
        AUDIT_PACK: AuditPacks(contexts, bringing, Renderers()),
        "coach": Declining(contexts),
    }


def _coaching(
    contexts: ContextFactory, client: "CoachClient", people: "PeopleDirectory"
) -> Mapping[str, Work]:
    from bot.delivery.coach_job import Coaching  # noqa: PLC0415 - it loads the HTTP library

    return {"coach": Coaching(contexts, client, people)}


def _sweeps(contexts: ContextFactory, queues: Queues, clients: Clients) -> Sequence[Sweep]:
    return [
        *all_sweeps(contexts, queues.inbox, queues.outbox, queues.jobs),
        *source_sweeps(contexts, clients),
        *root_sweeps(contexts),
        *audit_sweeps(contexts),
    ]


PRODUCT = Product(
    register=_register,
    deal=_deal,
    sift=ReactionSift,
    renderer=Rendering,
    work=_work,
    coaching=_coaching,
    sweeps=_sweeps,
)
