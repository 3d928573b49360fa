"""The web page of the local workspace: templates, styles and the routes behind them.

What happens in the workspace lives in `sandbox`; this only shows it and passes on what a person
does. `mount_page` puts it under an aiohttp application's `/`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.page.acting import Acting
from sandbox.page.guide import Guide, GuideStep, Persona
from sandbox.page.looking import Looking

if TYPE_CHECKING:
    from sandbox.server import Sandbox

__all__ = ["Guide", "GuideStep", "Persona", "mount_page"]

_POLICY = (
    "default-src 'self'; img-src 'self' data: http: https:; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
)


def mount_page(app: web.Application, sandbox: Sandbox) -> None:
    """Serve the page of `sandbox` at `/`, `/as/…` and `/static/…`.

    It ends its event streams when the application shuts down. `sandbox.guide`, a `Guide` or
    None, is what the first screen suggests.
    """
    looking = Looking(sandbox)

    async def end_streams(_app: web.Application) -> None:
        looking.changes.close()

    async def with_policy(request: web.Request, response: web.StreamResponse) -> None:
        if response.content_type == "text/html" and not request.path.startswith("/api/"):
            response.headers.setdefault("Content-Security-Policy", _POLICY)

    app.add_routes([*looking.routes(), *Acting(looking).routes()])
    app.router.add_static("/static", Path(str(files("sandbox.page") / "static")))
    app.on_response_prepare.append(with_policy)
    app.on_shutdown.append(end_streams)
