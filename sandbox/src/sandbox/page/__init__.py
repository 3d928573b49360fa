"""The web page: a small Slack client, with templates, styles and routes.

It shows the workspace, and passes on what a user does to `sandbox.people`. `mount_page` puts it
under an aiohttp application's `/`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from aiohttp import web

from sandbox.page.action_routes import ActionRoutes
from sandbox.page.guide import Deed, Guide, GuideStep, Persona
from sandbox.page.page_routes import PageRoutes
from sandbox.page.site import Site

__all__ = ["Deed", "Guide", "GuideStep", "Persona", "Site", "mount_page"]

_POLICY = (
    "default-src 'self'; img-src 'self' data: http: https:; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
)


def mount_page(app: web.Application, site: Site) -> None:
    """Serve the page at `/`, `/as/…` and `/static/…`.

    It ends its event streams when the application shuts down.
    """
    pages = PageRoutes(site)

    async def end_streams(_app: web.Application) -> None:
        pages.streams.close()

    async def with_policy(request: web.Request, response: web.StreamResponse) -> None:
        if response.content_type == "text/html" and not request.path.startswith("/api/"):
            response.headers.setdefault("Content-Security-Policy", _POLICY)

    app.add_routes([*pages.routes(), *ActionRoutes(pages).routes()])
    app.router.add_static("/static", Path(str(files("sandbox.page") / "static")))
    app.on_response_prepare.append(with_policy)
    app.on_shutdown.append(end_streams)
