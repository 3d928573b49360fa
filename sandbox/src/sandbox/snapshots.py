"""Snapshots: the workspace as JSON and back, and the folder that keeps it between two runs.

Ephemeral messages, open modals, trigger ids, response URLs and workflows' runs are not kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sandbox.model import Channel, Edited, File, Message, Payload, Reaction, User, View
from sandbox.state import Workspace

VERSION = 1
KEPT = "kept"
SAVE_AFTER_SECONDS = 0.3
"""How long changes gather before they are written."""


class UnreadableSnapshot(Exception):  # noqa: N818 - what is wrong is the file
    """The folder holds a snapshot that this sandbox cannot read."""


def take(workspace: Workspace) -> Payload:
    """All that outlives the sandbox."""
    return {
        "version": VERSION,
        "calendar_offset": workspace.calendar.offset.total_seconds(),
        "users": [asdict(user) for user in workspace.users.values()],
        "channels": [asdict(channel) for channel in workspace.channels.values()],
        "messages": [_message_out(m) for m in workspace.lasting_messages],
        "files": [asdict(file) for file in workspace.files.values()],
        "deleted_files": sorted(workspace.deleted_files),
        "homes": [asdict(view) for view in workspace.homes.values()],
        "steps_done": sorted(workspace.steps_done),
    }


def restore(workspace: Workspace, kept: Payload, read_file: Callable[[str], bytes]) -> None:
    """Take up a snapshot. People who are new since then stay; `read_file` gives bytes by id."""
    if kept.get("version") != VERSION:
        raise UnreadableSnapshot(f"snapshot version {kept.get('version')} is not {VERSION}")
    workspace.calendar.offset = timedelta(seconds=kept["calendar_offset"])
    workspace.users |= {user["id"]: User(**user) for user in kept["users"]}
    for channel in kept["channels"]:
        workspace.put_channel(Channel(**channel | {"members": tuple(channel["members"])}))
    for file in kept["files"]:
        workspace.put_file(File(**file), read_file(file["id"]))
    workspace.deleted_files.update(kept.get("deleted_files", ()))
    workspace.steps_done.update(kept.get("steps_done", ()))
    for message in kept["messages"]:
        workspace.put_message(_message_in(message))
    for view in kept["homes"]:
        workspace.put_home(View(**view))


def _message_out(message: Message) -> Payload:
    return asdict(message) | {"at": message.at.isoformat()}


def _message_in(kept: dict[str, Any]) -> Message:
    edited = kept["edited"]
    return Message(
        **kept
        | {
            "at": datetime.fromisoformat(kept["at"]),
            "edited": Edited(**edited) if edited else None,
            "file_ids": tuple(kept["file_ids"]),
            "deleted_file_ids": tuple(kept.get("deleted_file_ids", ())),
            "reactions": tuple(
                Reaction(one["name"], tuple(one["user_ids"])) for one in kept.get("reactions", ())
            ),
        }
    )


class SnapshotStore:
    """Writes the workspace to a folder a moment after it changes, and when it stops."""

    def __init__(
        self, workspace: Workspace, folder: Path, unacknowledged: Callable[[], list[Payload]]
    ) -> None:
        self._workspace = workspace
        self._folder = folder
        self._unacknowledged = unacknowledged
        self._task: asyncio.Task[None] | None = None

    def load(self) -> list[Payload]:
        """Take up what the folder holds; the events that were still on their way."""
        path = self._folder / "workspace.json"
        if not path.exists():
            return []
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UnreadableSnapshot(f"{path} is not readable: {error}") from error
        restore(self._workspace, kept, lambda name: (self._folder / "files" / name).read_bytes())
        events: list[Payload] = kept["events"]
        return events

    def start(self) -> None:
        """Begin to write after changes."""
        self._task = asyncio.get_running_loop().create_task(self._write_after_changes())

    async def stop(self) -> None:
        """Write a last time."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._write(self._snapshot(), self._contents())

    async def _write_after_changes(self) -> None:
        with self._workspace.feed.subscribe() as changes:
            async for region in changes:
                if region == KEPT:
                    continue
                await asyncio.sleep(SAVE_AFTER_SECONDS)
                changes.take_all()
                await self._write_whole(self._snapshot(), self._contents())
                self._workspace.feed.changed(KEPT)

    async def _write_whole(self, snapshot: Payload, contents: Mapping[str, bytes]) -> None:
        """Write beside the event loop; when cancelled, only after the write is done, so that
        the last write of all never races with it."""
        writing = asyncio.create_task(asyncio.to_thread(self._write, snapshot, contents))
        try:
            await asyncio.shield(writing)
        finally:
            await writing

    def _snapshot(self) -> Payload:
        return take(self._workspace) | {"events": self._unacknowledged()}

    def _contents(self) -> dict[str, bytes]:
        return dict(self._workspace.file_contents)

    def _write(self, snapshot: Payload, contents: Mapping[str, bytes]) -> None:
        """Write the files that are new, then the snapshot; the files that it no longer names go
        last, so that the folder is whole at every moment."""
        files = self._folder / "files"
        files.mkdir(parents=True, exist_ok=True)
        for file_id, content in contents.items():
            if not (files / file_id).exists():
                _replace(files / file_id, content)
        _replace(self._folder / "workspace.json", json.dumps(snapshot).encode())
        for path in files.iterdir():
            if path.name not in contents:
                path.unlink()


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file and move over it, so that it is whole at every moment."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    beside.replace(path)
