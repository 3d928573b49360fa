"""files.getUploadURLExternal and files.completeUploadExternal.

Source: https://docs.slack.dev/reference/methods/files.completeUploadExternal.
"""

from __future__ import annotations

from sandbox.calls import Call, Method
from sandbox.model import Payload, Refused
from sandbox.shapes import file_json

BYTES_AT_MOST = 1_000_000_000


def get_upload_url(call: Call) -> Payload:
    """An address to send a file to, and the file's id."""
    name = call.required("filename")
    call.required("length")
    length = call.number("length", 0)
    if length > BYTES_AT_MOST:
        raise Refused("file_upload_size_restricted")
    return call.backstage.uploads.announce(name, length, call.optional("alt_txt"))


def complete_upload(call: Call) -> Payload:
    """Finish uploads, and share them as one message if a conversation is named."""
    call.required("files")
    given = call.decoded("files", "invalid_arguments")
    if not isinstance(given, list) or not all(isinstance(f, dict) and "id" in f for f in given):
        raise Refused("invalid_arguments")
    channel = call.channel("channel_id") if call.optional("channel_id") else None
    if channel is not None and call.workspace.bot.id not in channel.members:
        raise Refused("not_in_channel")
    files = [call.backstage.uploads.complete(f["id"], f.get("title")) for f in given]
    if channel is not None:
        call.backstage.postings.post(
            channel.id,
            user_id=call.workspace.bot.id,
            bot_id=call.workspace.bot_id,
            text=call.optional("initial_comment") or "",
            thread_ts=call.optional("thread_ts"),
            file_ids=[file.id for file in files],
        )
    return {"files": [file_json(call.workspace, file) for file in files]}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, scopes=("files:write",), takes_json=False),
    "files.completeUploadExternal": Method(complete_upload, scopes=("files:write",)),
}
