"""Logging: one line of JSON per event on standard error. What may be said is decided here.

No line holds a member's words or a token. An error's own message may quote what somebody typed
("invalid literal for int(): …"), so errors are told by type and place.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Final, TextIO

# structlog loads rich where it finds it, for tracebacks in colour: a quarter of a second at every
# start, for what is never printed here. A module that is None cannot be imported.
_rich = sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
import structlog  # noqa: E402

if _rich is None:
    del sys.modules["rich"]

_SECRETS: Final = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|xoxe[\w.-]+|(?<=ticket=)[\w-]+"
    r"|(?<=/commands/)[\w/]+|(?<=/actions/)[\w/]+|(?<=/response/)[\w-]+|(?<=://)[^/@\s]+(?=@)"
)
_HIDDEN: Final = "[hidden]"
_OURS: Final = ("bot", "storage", "sandbox")
"""Everybody else is heard from warnings up: their finer levels hold what is sent and stored."""

_OF_OURS: Final = re.compile(rf"({'|'.join(_OURS)})(?=\.|$)")
"""Loggers whose words are told. A library's may quote what came in: a request that nobody listens
to, a statement's parameters, an address, an error's own message. Of these, what is told is who
warns, and where.
"""

Event = MutableMapping[str, Any]


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Sets logging up for the process: ours and the libraries' in one shape."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            _tell_no_quotes,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _tell_errors,
            _hide_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _tell_no_quotes(_logger: object, _method: str, event: Event) -> Event:
    """A library's line without its words: its level, its logger and its place."""
    if not _OF_OURS.match(str(event.get("logger"))):
        record: logging.LogRecord = event["_record"]
        event["event"] = "a library warns"
        event["at"] = f"{record.pathname}:{record.lineno} {record.funcName}"
    return event


def _tell_errors(_logger: object, _method: str, event: Event) -> Event:
    """An error as its type and the places it passed, without its message."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = list(_chain(error))
    return event


def _chain(error: BaseException) -> Iterator[Mapping[str, Any]]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        yield {
            "type": f"{type(current).__module__}.{type(current).__qualname__}",
            "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
        current = current.__cause__ or current.__context__


def _hide_secrets(_logger: object, _method: str, event: Event) -> Event:
    return {key: _hidden(value) for key, value in event.items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return _SECRETS.sub(_HIDDEN, value)
    if isinstance(value, Mapping):
        return {key: _hidden(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(each) for each in value]
    return value


_SHARED: Final[list[structlog.typing.Processor]] = [
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
