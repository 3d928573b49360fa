"""The components that act on one workspace, built once, and handed to Web API methods, to `people`
and to `page`. None of them imports the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.clock import RealTime
from sandbox.delivery import ACK_SECONDS, RETRY_DELAYS, Delivery
from sandbox.downloads import Downloads
from sandbox.faults import Faults
from sandbox.manifest import Manifest
from sandbox.postings import Postings
from sandbox.rate_limits import HistoryRateLimit, PostRateLimit
from sandbox.response_urls import ResponseUrls
from sandbox.scopes import Scopes
from sandbox.socket_mode import Sockets
from sandbox.state import TRIGGER_SECONDS, Workspace
from sandbox.surfaces import Surfaces
from sandbox.uploads import Uploads
from sandbox.workflows import Workflows


@dataclass(frozen=True, slots=True)
class Context:
    """One workspace, the app installed in it, and what acts on both.

    `post_limit` is None where posts are not limited.
    """

    workspace: Workspace
    manifest: Manifest
    scopes: Scopes
    faults: Faults
    sockets: Sockets
    delivery: Delivery
    postings: Postings
    surfaces: Surfaces
    response_urls: ResponseUrls
    uploads: Uploads
    downloads: Downloads
    workflows: Workflows
    post_limit: PostRateLimit | None
    history_limit: HistoryRateLimit


def build(
    workspace: Workspace,
    manifest: Manifest,
    *,
    bot_token: str,
    ack_seconds: float = ACK_SECONDS,
    trigger_seconds: float = TRIGGER_SECONDS,
    retry_delays: Sequence[float] = RETRY_DELAYS,
    enforce_rate_limits: bool = False,
    seed: int | None = None,
    real_time: RealTime,
) -> Context:
    """The context of a workspace; the arguments are those of `Sandbox`."""
    scopes, faults = Scopes(manifest), Faults(seed)
    sockets = Sockets(workspace.app_id, workspace.feed, ack_seconds=ack_seconds)
    delivery = Delivery(workspace, manifest, scopes, sockets, retry_delays=retry_delays)
    postings = Postings(workspace, delivery.tell)
    return Context(
        workspace=workspace,
        manifest=manifest,
        scopes=scopes,
        faults=faults,
        sockets=sockets,
        delivery=delivery,
        postings=postings,
        surfaces=Surfaces(
            workspace,
            scopes,
            home_enabled=manifest.home_tab,
            trigger_seconds=trigger_seconds,
        ),
        response_urls=ResponseUrls(workspace, postings, faults),
        uploads=Uploads(workspace),
        downloads=Downloads(workspace, scopes, faults, bot_token),
        workflows=Workflows(workspace, manifest, delivery.tell, postings),
        post_limit=PostRateLimit(real_time) if enforce_rate_limits else None,
        history_limit=HistoryRateLimit(real_time),
    )
