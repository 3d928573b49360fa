"""The one place where an error becomes words for a person. Nothing is shown here.

The unexpected gets an id that stands in the log as well; what a person typed stands in neither.
"""

import secrets

import structlog

from bot.services.context.refused import Refused
from bot.ui.kit.blocks import Content
from bot.ui.kit.sentences import refusal, sentence
from storage.engine.errors import StorageUnavailable

log = structlog.get_logger(__name__)


def words_for(error: Exception) -> Content:
    """What whoever did something is told of what went wrong with it."""
    return Content(_words(error), ())


def said(name: str) -> Content:
    """One of our own sentences."""
    return Content(sentence(name), ())


def _words(error: Exception) -> str:
    match error:
        case Refused():
            return refusal(error)
        case StorageUnavailable():
            log.error("the database cannot be used", reason=error.reason)
            return sentence("database_down")
        case _:
            error_id = secrets.token_hex(4)
            log.error("something unexpected", error_id=error_id, exc_info=error)
            return sentence("unexpected", id=error_id)
