"""Our product, as the process wants it: each part made from the office and the clients."""

from collections.abc import Mapping

from slack_bolt.async_app import AsyncApp

from bot.app.runtime import Product
from bot.delivery.addresses import Addresses
from bot.delivery.clients import Clients
from bot.delivery.erasing import Erasing
from bot.delivery.exporting import Exporting
from bot.delivery.files import Files
from bot.delivery.jobs import Work
from bot.delivery.lookup import LookUp
from bot.delivery.patience import Patience
from bot.delivery.rendering import Rendering
from bot.delivery.sweeps import all_sweeps
from bot.delivery.worker import Deal
from bot.handlers.events import Events
from bot.handlers.interactions import Interactions
from bot.services.desk import Office
from bot.services.dispatch import Dispatcher
from bot.ui.page_looks import looks


def _register(app: AsyncApp, office: Office, clients: Clients) -> None:
    looks()  # what cannot be read is told now, and not to whoever clicks first
    Interactions(Dispatcher(office), clients).register(app)


def _deal(office: Office, clients: Clients) -> Deal:
    return Events(Dispatcher(office), clients).deal


def _work(office: Office, clients: Clients, patience: Patience) -> Mapping[str, Work]:
    files = Files(clients, patience.call)
    addresses = Addresses(office.database, clients, patience.call)
    look_up = LookUp(clients, patience.call, office.clocks.real)
    return {
        "export": Exporting(office, addresses, files, look_up, patience),
        "erase": Erasing(office, files),
    }


PRODUCT = Product(
    register=_register,
    deal=_deal,
    renderer=Rendering,
    work=_work,
    sweeps=lambda office, queues: all_sweeps(office, queues.inbox, queues.outbox, queues.jobs),
)
