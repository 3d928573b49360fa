"""A Slack emulator: one workspace on loopback, for trying and testing an app.

It knows nothing of the app but its manifest. `Sandbox` is the server, `Person` a user of the
workspace, `model` the values that both work with.
"""

from sandbox.model import (
    Channel,
    Clip,
    File,
    Message,
    NotPossible,
    Outcome,
    Team,
    Upload,
    User,
    View,
)
from sandbox.people import Person
from sandbox.server import Sandbox

__all__ = [
    "Channel",
    "Clip",
    "File",
    "Message",
    "NotPossible",
    "Outcome",
    "Person",
    "Sandbox",
    "Team",
    "Upload",
    "User",
    "View",
]
