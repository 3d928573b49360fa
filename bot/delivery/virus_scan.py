"""Files shown to a virus scanner before they are kept: clamd, by its INSTREAM command.

Source: https://linux.die.net/man/8/clamd, and clamd/session.c of github.com/Cisco-Talos/clamav: a
file is sent in pieces, each after its length in four bytes, and a length of zero ends it. Nothing
of a file stands in what is raised.
"""

import asyncio
import re
from asyncio import StreamReader, StreamWriter, to_thread
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from bot.delivery.slack import NotNow

SCANNER: Final = "virus scanner"
"""What a job waits for, in the place of a method of Slack's."""
NO_SCANNER: Final = "no_scanner"
"""Why it waits."""

PORT: Final = 3310
SECONDS: Final = 60.0
_AT_A_TIME: Final = 256 * 1024
_ANSWER_MOST: Final = 4096
_ADDRESS: Final = re.compile(r"(?:tcp://)?(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?/?", re.ASCII)


class BadScannerAddressError(ValueError):
    """Neither a host and a port nor a socket's path."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd: at a socket's `path`, or at `host` and `port`. `seconds` are for a whole file."""

    path: str = ""
    host: str = ""
    port: int = PORT
    seconds: float = SECONDS

    @classmethod
    def at(cls, address: str) -> "Scanner":
        """From "host:3310", "tcp://host:3310", "unix:/run/clamd.sock" or the path by itself.

        Raises BadScannerAddressError.
        """
        path = address.removeprefix("unix:").replace("//", "/")
        if path.startswith("/"):
            return cls(path=path)
        found = _ADDRESS.fullmatch(address)
        if found is None or int(found[2] or PORT) > 65535:
            raise BadScannerAddressError("CPDBOT_CLAMD is host:port, or unix:/path/of/its/socket.")
        return cls(host=found[1].strip("[]"), port=int(found[2] or PORT))

    async def is_clean(self, file: Path) -> bool:
        """Whether the scanner finds nothing in a file. Raises NotNow where it gives no answer."""
        try:
            async with asyncio.timeout(self.seconds):
                answer = await self._answer(file)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            raise NotNow(SCANNER, NO_SCANNER) from None
        if answer == b"stream: OK":
            return True
        if answer.endswith(b" FOUND"):
            return False
        raise NotNow(SCANNER, NO_SCANNER)  # a limit of its own, or a fault

    async def _answer(self, file: Path) -> bytes:
        reader, writer = await self._connected()
        try:
            with await to_thread(file.open, "rb") as content:
                await _send(writer, content)
            return (await reader.readuntil(b"\0")).rstrip(b"\0").strip()
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connected(self) -> tuple[StreamReader, StreamWriter]:
        if self.path:
            return await asyncio.open_unix_connection(self.path, limit=_ANSWER_MOST)
        return await asyncio.open_connection(self.host, self.port, limit=_ANSWER_MOST)


async def _send(writer: StreamWriter, content: BinaryIO) -> None:
    writer.write(b"zINSTREAM\0")
    while piece := await to_thread(content.read, _AT_A_TIME):
        writer.write(len(piece).to_bytes(4, "big") + piece)
        await writer.drain()
    writer.write((0).to_bytes(4, "big"))
    await writer.drain()
