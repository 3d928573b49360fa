"""What a process of the bot reaches outside itself, and its subprocesses: each address to which it
connects, and each program that it starts.

Python tells of such calls itself (`sys.addaudithook`), whoever makes them. Compiled code, such as
PostgreSQL's client, tells nothing.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PROGRAM: Final = """
import json, os, sys

_EVENTS = {
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname",
    "socket.getnameinfo", "socket.sendmsg", "socket.sendto", "subprocess.Popen",
}
_file = os.open(os.environ["REACHES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def _audit(event, args):
    if event in _EVENTS:
        where = args[1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else args
        line = json.dumps([event, where], default=str)
        os.write(_file, (line + "\\n").encode())

sys.addaudithook(_audit)
"""
"""Run by Python itself at the start of every process whose path it stands on."""


class Reaches:
    """Kept in a folder of a test's own. A process tells if it is started with `settings`."""

    def __init__(self, folder: Path) -> None:
        (folder / "sitecustomize.py").write_text(_PROGRAM)
        self._file = folder / "reaches"
        path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
        self.settings: Mapping[str, str] = {"PYTHONPATH": path, "REACHES": str(self._file)}

    @property
    def addresses(self) -> set[str]:
        """Where it has connected to: "host:port"; what is not a connection is told by its name."""
        return {
            f"{where[0]}:{where[1]}" if event == "socket.connect" else f"{event} {where}"
            for event, where in map(json.loads, self._file.read_text().splitlines())
        }
