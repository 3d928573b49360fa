"""Where other systems send drafts: on every process that takes requests in, over either transport.

In Socket Mode nothing but such a system has to reach the process's port.
"""

from aiohttp import web

from bot.app.start import Role
from bot.metrics import Metrics
from bot.services.context.member_context import ContextFactory


def routes(contexts: ContextFactory, metrics: Metrics, role: Role) -> list[web.RouteDef]:
    """Those of `bot.handlers.drafts`; none for a process that only works."""
    if role == "worker":
        return []
    from bot.handlers.drafts.endpoint import DraftsApi  # noqa: PLC0415 - workers need none of it

    return DraftsApi(contexts, metrics).routes()
