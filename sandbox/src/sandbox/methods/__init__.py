"""The Web API methods that the sandbox serves; any other is `unknown_method`."""

from sandbox.methods import apps, chat, conversations, files, functions, users, views

METHODS = (
    apps.METHODS
    | chat.METHODS
    | conversations.METHODS
    | files.METHODS
    | functions.METHODS
    | users.METHODS
    | views.METHODS
)

__all__ = ["METHODS"]
