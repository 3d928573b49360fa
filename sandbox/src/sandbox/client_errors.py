"""Slack's own error messages to a user whose command, click or submission was not answered."""

from __future__ import annotations

from sandbox.transport import Answer

TROUBLE = "We had some trouble connecting. Try again?"
"""Over a modal whose submission failed."""

NOT_CONFIGURED = "This app is not configured to handle interactive responses."

_TIMEOUTS = ("timeout", "http_timeout")


def no_such_command(command: str) -> str:
    """To somebody who typed a command that nobody serves."""
    return (
        f"{command} is not a valid command. In Slack, all messages that start with the “/” "
        "character are interpreted as commands."
    )


def error_of(answer: Answer) -> str:
    """Slack's code for a command that was not acknowledged."""
    if answer.failure in _TIMEOUTS:
        return "operation_timeout"
    if answer.status is None:
        return "dispatch_failed"
    return "http_service_error" if answer.status >= 500 else "http_client_error"


def failed(command: str, code: str) -> str:
    """To somebody whose command failed."""
    return f'{command} failed with the error "{code}"'


def unanswered(answer: Answer) -> str:
    """Beside a button whose click was not acknowledged."""
    if answer.failure in _TIMEOUTS:
        return "Operation timed out. Apps need to respond within 3 seconds."
    if answer.status is not None:
        return f"This app responded with Status Code {answer.status}."
    return "Oh no, something went wrong. Please try that again."
