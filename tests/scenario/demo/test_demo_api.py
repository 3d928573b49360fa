"""Another system's drafts in the demo, by what its first lines and docs/sources.md say."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.cli.demo.stage import API_BEHIND, PORT_MOST, _api_port

DOCS = Path(__file__).parents[3] / "docs" / "sources.md"
SECONDS = 60


@asynccontextmanager
async def the_demo(folder: Path) -> AsyncIterator[str]:
    """The demo running; its first lines."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--folder", str(folder), "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        told = await asyncio.wait_for(process.stdout.readuntil(b" source add Moodle\n"), SECONDS)
        yield told.decode()
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS) == 0


async def ran(*command: str, folder: Path, url: str) -> str:
    """What a command says on the way to its end, in that folder."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, "CPDBOT_DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 0
    return said.decode()


async def test_what_the_page_says_works_as_it_stands_there(tmp_path: Path) -> None:
    page = DOCS.read_text()
    [shell] = re.findall(r"```\n(export CPDBOT_DATABASE_URL.*?)```", page, re.DOTALL)
    [post] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    _, _, person, mapping = shell.splitlines()
    async with the_demo(tmp_path / ".demo") as first_lines:
        [address] = re.findall(r"http://127\.0\.0\.1:\d+/api/drafts", first_lines)
        [url, command] = re.findall(r"CPDBOT_DATABASE_URL=(\S+) (.+)", first_lines)[0]
        key_id, secret = re.findall(
            r"(?:key id|secret)  (\S+)", await ran("sh", "-c", command, folder=tmp_path, url=url)
        )
        await ran("sh", "-c", person, folder=tmp_path, url=url)
        mapped = mapping.replace(".venv/bin/cpdbot", f"{sys.executable} -m bot")
        assert mapped != mapping
        await ran("sh", "-c", mapped, folder=tmp_path, url=url)
        values = {"https://your.host/api/drafts": address, "cpd_…": key_id, '"…"': f'"{secret}"'}
        for shown, real in values.items():
            assert post.count(shown) == 1
            post = post.replace(shown, real)
        assert (await ran(sys.executable, "-c", post, folder=tmp_path, url=url)).startswith("201 ")
    with closing(sqlite3.connect(tmp_path / ".demo" / "cpdbot.db")) as plain:
        told = "SELECT member.slack_id, source_statement.state FROM source_statement, member"
        rows = plain.execute(f"{told} WHERE member.id = source_statement.member_id").fetchall()
    assert [who for who, _ in rows] == ["U0PRIYA"]
    assert str(API_BEHIND + 8200) in page


def test_the_port_of_its_api_is_known_beforehand_unless_somebody_has_it() -> None:
    assert _api_port(0) == 0
    assert _api_port(PORT_MOST) == 0


@pytest.mark.parametrize("taken", [True, False])
async def test_another_port_is_taken_where_somebody_has_that_one(taken: bool) -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if not taken:
        server.close()
        await server.wait_closed()
    assert _api_port(port - API_BEHIND) == (0 if taken else port)
    server.close()
