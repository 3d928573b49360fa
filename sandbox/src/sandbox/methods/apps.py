"""apps.connections.open and auth.test: who the app is, and where its sockets connect."""

from sandbox.calls import Call, Method
from sandbox.model import Payload


def open_connection(call: Call) -> Payload:
    """An address for one Socket Mode connection."""
    return {"url": call.context.sockets.issue_url(call.workspace.base_url)}


def test_auth(call: Call) -> Payload:
    """Whose token it is."""
    workspace = call.workspace
    return {
        "url": f"{workspace.team.address}/",
        "team": workspace.team.name,
        "user": workspace.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


METHODS = {
    "apps.connections.open": Method(open_connection, caller="app"),
    "auth.test": Method(test_auth),
}
