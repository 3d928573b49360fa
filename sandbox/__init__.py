"""A local Slack workspace for trying and testing the bot; it knows nothing of the bot itself.

`Sandbox` is the server, `Person` somebody in it, `model` the values both work with.
"""

from sandbox.model import (
    Channel,
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
