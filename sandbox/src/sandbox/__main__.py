"""`cpdbot-sandbox`, or `python -m sandbox`: serves one workspace until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sandbox.model import User
from sandbox.server import Sandbox
from sandbox.snapshots import UnreadableSnapshot

PORT = 8250
USERS = (
    User("U0ALEX", "alex", "Alex Reed", is_admin=True, is_owner=True),
    User("U0BILLIE", "billie", "Billie Shaw"),
    User("U0CHRIS", "chris", "Chris Obi", tz="America/New_York"),
)
"""Who is in a new workspace."""
CHANNEL = "general"

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script. Exits with status 1 if it cannot start, 2 for wrong arguments."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        manifest = None if given.manifest is None else _read_manifest(given.manifest)
    except (OSError, ValueError) as error:
        parser.error(f"{given.manifest} cannot be read as a manifest: {error}")
    try:
        sandbox = Sandbox(manifest, USERS, given.folder, custom_emoji=given.emoji)
        asyncio.run(_serve(sandbox, given.port, given.deliver_to))
    except (OSError, UnreadableSnapshot) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        sys.exit(FAILED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cpdbot-sandbox", description="A Slack emulator: one workspace on this machine alone."
    )
    parser.add_argument(
        "--manifest", type=Path, help="the app's manifest (app.yaml); without, it may do everything"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"{PORT} by default; 0: a free one")
    parser.add_argument("--folder", type=Path, help="where the workspace is kept between two runs")
    parser.add_argument(
        "--deliver-to", metavar="URL", help="the app's request URL; without, Socket Mode is used"
    )
    parser.add_argument(
        "--emoji", action="append", default=[], help="an emoji of the workspace's own, by its name"
    )
    return parser


def _read_manifest(path: Path) -> Mapping[str, Any]:
    """A parsed manifest. Raises OSError, or ValueError for what is no YAML mapping."""
    try:
        source = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError("it is not YAML") from error
    if not isinstance(source, dict):
        raise ValueError("it is not a mapping")  # noqa: TRY004 - it is the file that is wrong
    return source


async def _serve(sandbox: Sandbox, port: int, request_url: str | None) -> None:
    interrupted = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupted.set)
    if all(channel.kind == "im" for channel in sandbox.workspace.channels.values()):
        sandbox.workspace.add_channel(CHANNEL, [user.id for user in USERS])
    try:
        await sandbox.start(port)
        if request_url is not None:
            sandbox.deliver_to(request_url)
        sys.stdout.write(_how_to_connect(sandbox))
        sys.stdout.flush()
        await interrupted.wait()
    finally:
        await sandbox.stop()


def _how_to_connect(sandbox: Sandbox) -> str:
    return (
        f"Open {sandbox.page_url} in your browser. Ctrl-C stops it. The app connects with\n"
        f"SLACK_API_URL={sandbox.api_url}\n"
        f"SLACK_BOT_TOKEN={sandbox.bot_token}\n"
        f"SLACK_APP_TOKEN={sandbox.app_token}\n"
        f"SLACK_SIGNING_SECRET={sandbox.signing_secret}\n"
    )


if __name__ == "__main__":
    main()
