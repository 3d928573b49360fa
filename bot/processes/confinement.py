"""What a child process takes from itself before it touches a stranger's file: more than its share
of the machine, the network, other programs, and its standard output.
"""

import os
import signal
import sys
from typing import BinaryIO

from bot.processes.bounds import Bounds

_ADDRESS_SPACE = 4
"""Libraries reserve much more than they use; beyond so many times the limit it is no reserve."""
_OPEN_FILES = 64
_REFUSED = frozenset(
    {
        *("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "subprocess.Popen"),
        *("socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"),
        *("socket.sendto", "socket.sendmsg"),
    }
)


def taken_stdout() -> BinaryIO:
    """Where the answer goes. What a library prints goes nowhere."""
    answer = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answer


def confine(limits: Bounds) -> None:
    """The limits that a process can hold itself to; those that it may not be asked to hold are
    watched from outside.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        seconds = int(limits.seconds) + 1
        for which, most in (
            (resource.RLIMIT_AS, limits.memory * _ADDRESS_SPACE),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, limits.written),
            (resource.RLIMIT_NOFILE, _OPEN_FILES),
        ):
            _, hard = resource.getrlimit(which)
            held = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (held, held if which != resource.RLIMIT_CPU else hard))
        signal.alarm(seconds + 5)  # though whoever watches has died
        os.nice(10)
    sys.addaudithook(_refuse)


def begin_anew(limits: Bounds) -> None:
    """Another question has so much time as the first had; those before are behind us."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - as above

        seconds = int(limits.seconds) + 1
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        held = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (held, hard))
        signal.alarm(seconds + 5)


def wait() -> None:
    """Nobody is waiting for this process: it waits for them, however long."""
    if sys.platform != "win32":
        signal.alarm(0)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(event)
