"""files.*: uploading, describing and deleting files.

Source: https://docs.slack.dev/reference/methods/files.completeUploadExternal, .info, .delete.
"""

from __future__ import annotations

from sandbox.calls import Call, Method
from sandbox.file_objects import file_json
from sandbox.model import File, Payload, Refused

BYTES_AT_MOST = 1_000_000_000


def get_upload_url(call: Call) -> Payload:
    """An address to send a file to, and the file's id."""
    name = call.required("filename")
    call.required("length")
    length = call.number("length", 0)
    if length > BYTES_AT_MOST:
        raise Refused("file_upload_size_restricted")
    return call.context.uploads.announce(name, length, call.optional("alt_txt"))


def complete_upload(call: Call) -> Payload:
    """Finish uploads, and share them as one message if a conversation is named."""
    call.required("files")
    given = call.decoded("files", "invalid_arguments")
    if not isinstance(given, list) or not all(isinstance(f, dict) and "id" in f for f in given):
        raise Refused("invalid_arguments")
    channel = call.channel("channel_id") if call.optional("channel_id") else None
    if channel is not None and call.workspace.bot.id not in channel.members:
        raise Refused("not_in_channel")
    files = [call.context.uploads.complete(f["id"], f.get("title")) for f in given]
    if channel is not None:
        call.context.postings.post(
            channel.id,
            user_id=call.workspace.bot.id,
            bot_id=call.workspace.bot_id,
            text=call.optional("initial_comment") or "",
            thread_ts=call.optional("thread_ts"),
            file_ids=[file.id for file in files],
        )
    return {"files": [file_json(call.workspace, file) for file in files]}


def _named(call: Call) -> File:
    """The file named, if the bot may know of it: its own, or shared where the bot is, or given to
    it in a modal."""
    workspace, file_id = call.workspace, call.required("file")
    if file_id in workspace.deleted_files:
        raise Refused("file_deleted")
    file = workspace.files.get(file_id)
    if file is None:
        raise Refused("file_not_found")
    rooms = {message.channel_id for message in workspace.messages_sharing(file_id)}
    reached = any(workspace.bot.id in workspace.channels[room].members for room in rooms)
    if file.user_id != workspace.bot.id and not file.given_to_app and not reached:
        raise Refused("file_not_found")
    return file


def info(call: Call) -> Payload:
    """files.info, without comments: there are none any more."""
    file = _named(call)
    return {
        "file": file_json(call.workspace, file),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def delete(call: Call) -> Payload:
    """files.delete: the bot's own files only."""
    file = _named(call)
    if file.user_id != call.workspace.bot.id:
        raise Refused("cant_delete_file")
    call.context.postings.delete_file(file.id)
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, scopes=("files:write",), takes_json=False),
    "files.completeUploadExternal": Method(complete_upload, scopes=("files:write",)),
    "files.info": Method(info, scopes=("files:read",), takes_json=False),
    "files.delete": Method(delete, scopes=("files:write",)),
}
