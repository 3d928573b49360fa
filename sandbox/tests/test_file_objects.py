"""What a message, files.info and a modal say of a file, field by field: as others recorded it of
Slack, and nothing that Slack was not seen to send.

Sources: see `sandbox.file_objects`.
"""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bolt_app import PRIYA, client_of, modal
from page_visit import GRANTED, Visit, visiting
from sandbox import Clip, NotPossible, Upload
from sandbox.forms import FILE_BYTES_MOST
from sandbox.model import Payload

ALWAYS = {
    "id",
    "created",
    "timestamp",
    "name",
    "title",
    "mimetype",
    "filetype",
    "pretty_type",
    "user",
    "user_team",
    "editable",
    "size",
    "mode",
    "is_external",
    "external_type",
    "is_public",
    "public_url_shared",
    "display_as_bot",
    "username",
    "url_private",
    "permalink",
    "permalink_public",
    "is_starred",
    "has_rich_preview",
    "file_access",
}
HOSTED = ALWAYS | {"url_private_download"}
SNIPPET = HOSTED | {"edit_link", "preview", "lines", "lines_more", "preview_is_truncated"}
CLIP = HOSTED | {"subtype", "transcription", "duration_ms", "aac", "media_display_type"}


async def sent(visit: Visit, *uploads: Upload, text: str = "") -> Payload:
    """The event of a message with these files."""
    await visit.sandbox.person(PRIYA.id).say(text, files=uploads)
    await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
    event: Payload = visit.app.last("events_api")["event"]
    return event


async def test_a_pdf_is_hosted_and_its_message_says_little_else() -> None:
    async with visiting(manifest=GRANTED) as visit:
        event = await sent(visit, Upload("My Certificate.pdf", b"%PDF"))
        address = f"{visit.sandbox.workspace.base_url}/files-pri/T0SANDBOX-"
    [file] = event["files"]
    assert event.keys() == {
        "type",
        "subtype",
        "text",
        "files",
        "upload",
        "display_as_bot",
        "user",
        "ts",
        "client_msg_id",
        "channel",
        "channel_type",
        "event_ts",
    }
    assert file.keys() == HOSTED
    assert (file["mode"], file["filetype"], file["pretty_type"]) == ("hosted", "pdf", "PDF")
    assert (file["mimetype"], file["name"]) == ("application/pdf", "My Certificate.pdf")
    assert file["url_private"].startswith(address)
    assert file["url_private_download"].endswith("/download/my_certificate.pdf")


async def test_several_files_come_in_one_message_and_in_a_thread() -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        root = await priya.say("2h course")
        await priya.say("", thread_ts=root.ts, files=[Upload("a.pdf", b"a"), Upload("b.png", b"b")])
        await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
        event = visit.app.last("events_api")["event"]
    assert [one["name"] for one in event["files"]] == ["a.pdf", "b.png"]
    assert event["thread_ts"] == root.ts


async def test_a_text_is_a_snippet_that_brings_its_beginning_along() -> None:
    async with visiting(manifest=GRANTED) as visit:
        event = await sent(visit, Upload("log.csv", b"\n".join([b"a,b"] * 9), "text/csv"))
    [file] = event["files"]
    assert file.keys() == SNIPPET
    assert (file["mode"], file["editable"], file["preview"]) == (
        "snippet",
        True,
        "\n".join(["a,b"] * 5),
    )
    assert (file["lines"], file["lines_more"], file["preview_is_truncated"]) == (9, 4, True)


async def test_what_lies_elsewhere_has_a_link_and_no_bytes() -> None:
    link = "https://docs.google.com/document/d/1"
    async with visiting(manifest=GRANTED) as visit:
        event = await sent(visit, Upload("Certificate", external_url=link))
    [file] = event["files"]
    assert file.keys() == ALWAYS
    assert (file["mode"], file["is_external"], file["size"]) == ("external", True, 0)
    assert file["url_private"] == link


async def test_of_another_organisations_file_a_message_tells_the_id_and_files_info_the_rest() -> (
    None
):
    async with visiting(manifest=GRANTED) as visit:
        event = await sent(visit, Upload("c.pdf", b"%PDF", foreign=True))
        [file] = event["files"]
        answer = await client_of(visit.sandbox).files_info(file=file["id"])
    assert file == {
        "id": file["id"],
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }
    assert answer["file"].keys() == HOSTED
    assert answer["file"]["name"] == "c.pdf"


async def test_a_voice_clip_is_transcribed_after_its_message_came() -> None:
    manifest = GRANTED | {
        "settings": GRANTED["settings"]
        | {"event_subscriptions": {"bot_events": ["message.im", "file_change"]}}
    }
    upload = Upload("audio_message.webm", b"x", "audio/webm", clip=Clip("2h on brakes", 3.2))
    async with visiting(manifest=manifest) as visit:
        [file] = (await sent(visit, upload))["files"]
        visit.sandbox.postings.transcribe(file["id"])
        await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
        told = visit.app.last("events_api")["event"]
        after = (await client_of(visit.sandbox).files_info(file=file["id"]))["file"]
        headers = {"Authorization": f"Bearer {visit.sandbox.bot_token}"}
        path = after["vtt"].removeprefix(visit.sandbox.workspace.base_url)
        async with visit.browser.get(path, headers=headers) as answer:
            vtt = await answer.text()
        visit.sandbox.postings.transcribe("F0NOWHERE0")  # deleted meanwhile: nothing happens
    assert file.keys() == CLIP
    assert (file["subtype"], file["transcription"]) == ("slack_audio", {"status": "processing"})
    assert (file["duration_ms"], file["mimetype"]) == (3200, "audio/webm")
    assert file["url_private_download"].endswith("/download/audio_message_audio.mp4")
    assert (told["type"], told["file_id"]) == ("file_change", file["id"])
    assert after.keys() == CLIP | {"vtt"}
    assert after["transcription"] == {
        "status": "complete",
        "locale": "en-US",
        "preview": {"content": "2h on brakes", "has_more": False},
    }
    assert vtt == "WEBVTT \n\n00:00:00.000 --> 00:00:03.200\n- 2h on brakes\n\n\n"


@pytest.mark.parametrize(
    ("clip", "status"), [(Clip(), "none"), (Clip("words " * 50, ready=True), "complete")]
)
async def test_a_clip_may_have_no_transcript_or_a_long_one(clip: Clip, status: str) -> None:
    async with visiting(manifest=GRANTED) as visit:
        [file] = (await sent(visit, Upload("a.m4a", b"x", "audio/mp4", clip=clip)))["files"]
    assert file["transcription"]["status"] == status
    if status == "complete":
        assert file["transcription"]["preview"]["has_more"] is True


# In a modal


def file_input(**more: Any) -> Payload:
    """A field for files."""
    return {
        "type": "input",
        "block_id": "proof",
        "label": {"type": "plain_text", "text": "Certificate"},
        "element": {"type": "file_input", "action_id": "files", **more},
    }


async def test_files_in_a_modal_come_whole_and_can_be_asked_for() -> None:
    async with visiting(manifest=GRANTED) as visit:
        priya = visit.sandbox.person(PRIYA.id)
        visit.open(modal(file_input(max_files=2)))
        assert priya.modal is not None
        assert priya.modal.state == {"proof": {"files": {"type": "file_input", "files": []}}}
        await priya.submit({"proof": [Upload("a.pdf", b"a"), Upload("b.pdf", b"b")]})
        values = visit.app.last("interactive")["view"]["state"]["values"]
        given = values["proof"]["files"]
        answer = await client_of(visit.sandbox).files_info(file=given["files"][0]["id"])
    assert given["type"] == "file_input"
    assert [one["name"] for one in given["files"]] == ["a.pdf", "b.pdf"]
    assert given["files"][0].keys() == HOSTED
    assert answer["file"] == given["files"][0]


@pytest.mark.parametrize(
    ("uploads", "complaint"),
    [
        ([Upload("a.pdf", b"a"), Upload("b.pdf", b"b")], "Please choose at most 1 file."),
        ([Upload("a.exe", b"a")], "Please choose files of these types: pdf, png."),
        ([Upload("a.pdf", bytes(FILE_BYTES_MOST + 1))], "Please choose files of at most 10 MB."),
        ([], "Please complete this required field."),
    ],
    ids=["too many", "another type", "too large", "none"],
)
async def test_slacks_client_takes_no_other_files_than_the_field_asks_for(
    uploads: list[Upload], complaint: str
) -> None:
    async with visiting(manifest=GRANTED) as visit:
        visit.open(modal(file_input(max_files=1, filetypes=["pdf", "png"])))
        outcome = await visit.sandbox.person(PRIYA.id).submit({"proof": uploads})
        assert visit.app.heard == []
        assert visit.sandbox.workspace.files == {}
    assert outcome.errors == {"proof": complaint}


async def test_words_are_no_files() -> None:
    async with visiting(manifest=GRANTED) as visit:
        visit.open(modal(file_input()))
        with pytest.raises(NotPossible):
            await visit.sandbox.person(PRIYA.id).submit({"proof": "a.pdf"})


async def test_a_field_for_files_needs_the_scope() -> None:
    async with visiting(manifest=GRANTED) as visit:
        visit.sandbox.scopes.take_away("files:read")
        trigger_id = visit.sandbox.workspace.issue_trigger(PRIYA.id)
        with pytest.raises(SlackApiError, match="missing_scope"):
            await client_of(visit.sandbox).views_open(
                trigger_id=trigger_id, view=modal(file_input())
            )
