"""What a unit test may not do, and how it is kept from it: it reaches nothing outside its process
but the project's own data.

Python tells of such calls itself (`sys.addaudithook`), whoever makes them. A PostgreSQL client is
compiled and tells nothing: no unit test is given a server.
"""

import os
import sys
import threading
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from hypothesis.database import DirectoryBasedExampleDatabase

ROOT: Final = Path(__file__).parents[1]

_FORBIDDEN: Final = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.mkdir",
        "os.posix_spawn",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.system",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
        "sqlite3.connect",
        "subprocess.Popen",
    }
)
_READABLE: Final = tuple(
    os.path.realpath(one) for one in (str(ROOT), sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)
)
"""The project, Python with its packages, and time zones."""

_NOT_THE_TESTS: Final = ("__pycache__", ".hypothesis")
"""What Python and Hypothesis keep for themselves."""

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class IsolationError(BaseException):
    """A unit test reached for something outside its process. No handler of errors takes it."""


_others: set[int] | None = None
"""While a test is isolated: the threads that ran before, of whoever else. Otherwise None."""


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _others is None or threading.get_ident() in _others:
        return
    if event == "open":
        refused = _is_refused(*args)
    else:
        refused = event in _FORBIDDEN and not _is_pythons_own(args)
    if refused and not _is_an_example_kept():
        raise IsolationError(f"{event} {args!r}")


def _is_pythons_own(args: tuple[Any, ...]) -> bool:
    """Whether it concerns what is kept for the next run: compiled modules, failing examples."""
    return any(isinstance(one, str | os.PathLike) and _is_kept(os.fspath(one)) for one in args)


def _is_kept(path: str | bytes) -> bool:
    return any(name in os.fsdecode(path) for name in _NOT_THE_TESTS)


def _is_an_example_kept() -> bool:
    """Whether Hypothesis is about to keep a failing example, which it writes elsewhere first."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        if frame.f_code is DirectoryBasedExampleDatabase.save.__code__:
            return True
        frame = frame.f_back
    return False


def _is_refused(path: Any, mode: str | None, flags: int) -> bool:
    if not isinstance(path, str | bytes | os.PathLike) or _is_kept(os.fspath(path)):
        return False  # a descriptor was opened before
    if flags & _WRITING or (mode is not None and set(mode) & set("wax+")):
        return True
    return not os.path.realpath(os.fsdecode(path)).startswith(_READABLE)


sys.addaudithook(_audit)


@contextmanager
def isolated() -> Iterator[None]:
    """Nothing outside the process can be reached until the block is left, by threads that were
    begun in it or by this one. Raises IsolationError where it is tried.
    """
    global _others  # noqa: PLW0603 - a hook can never be removed
    others = {one.ident for one in threading.enumerate() if one.ident is not None}
    _others = others - {threading.get_ident()}
    try:
        yield
    finally:
        _others = None
