"""Slack's file objects, read without trust, and the fields that ask for files."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.context.dropped_files import DroppedFile
from bot.ui.kit import blocks
from bot.ui.kit.form_values import files_in
from bot.ui.kit.slack_files import FILES_MOST, dropped_file, dropped_files
from sandbox.refusals import check_blocks

HOSTED: dict[str, Any] = {
    "id": "F0PDF00000",
    "name": "certificate.pdf",
    "title": "My certificate",
    "mimetype": "application/pdf",
    "filetype": "pdf",
    "size": 48211,
    "mode": "hosted",
    "is_external": False,
    "url_private": "https://files.slack.com/files-pri/T1-F0PDF00000/certificate.pdf",
    "url_private_download": "https://files.slack.com/files-pri/T1-F0PDF00000/download/c.pdf",
    "file_access": "visible",
}
CLIP: dict[str, Any] = HOSTED | {
    "name": "audio_message.webm",
    "mimetype": "audio/webm",
    "subtype": "slack_audio",
    "transcription": {"status": "processing"},
}


def test_a_hosted_file_is_read_with_its_address_for_downloads() -> None:
    assert dropped_file(HOSTED) == DroppedFile(
        id="F0PDF00000",
        name="certificate.pdf",
        media_type="application/pdf",
        size=48211,
        url=HOSTED["url_private_download"],
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"mode": "external", "is_external": True}, {"external"}),
        ({"mode": "tombstone"}, {"gone"}),
        ({"mode": "hidden_by_limit"}, {"gone"}),
        ({"mode": "file_access", "file_access": "check_file_info"}, {"needs_info"}),
        ({"mimetype": "audio/mpeg"}, {"audio"}),
        ({"mimetype": "video/mp4", "subtype": "slack_audio"}, {"audio"}),
        ({"subtype": "slack_video", "mimetype": "video/mp4"}, set()),
    ],
)
def test_what_kind_of_file_it_is(changes: dict[str, Any], told: set[str]) -> None:
    file = dropped_file(HOSTED | changes)
    assert file is not None
    flags = ("external", "gone", "needs_info", "audio")
    assert {name for name in flags if getattr(file, name)} == told


def test_a_clip_says_what_was_said_once_slack_has_written_it_down() -> None:
    begun = dropped_file(CLIP)
    preview = {"content": " 2h on brakes ", "has_more": True}
    whole = {"status": "complete", "locale": "en-GB", "preview": preview}
    vtt = "https://files.slack.com/files-tmb/T1-F1-0a/file.vtt"
    done = dropped_file(CLIP | {"transcription": whole, "vtt": vtt})
    none = dropped_file(CLIP | {"transcription": {"status": "none"}})
    assert begun is not None
    assert (begun.transcribing, begun.transcript) == (True, None)
    assert done is not None
    assert (done.transcribing, done.transcript, done.transcript_url) == (
        False,
        "2h on brakes",
        vtt,
    )
    assert none is not None
    assert (none.transcribing, none.transcript) == (False, None)


@pytest.mark.parametrize(
    "given_",
    [None, "F1", [], {}, {"id": 7}, {"id": ""}, {"id": "../etc"}, {"id": "F" * 33}],
)
def test_what_is_no_file_is_left_out(given_: object) -> None:
    assert dropped_file(given_) is None
    assert dropped_files([given_, HOSTED]) == (dropped_file(HOSTED),)


def test_a_file_counts_once_and_a_list_has_an_end() -> None:
    many = [HOSTED | {"id": f"F{number}"} for number in range(FILES_MOST + 9)]
    assert dropped_files([HOSTED, HOSTED]) == (dropped_file(HOSTED),)
    assert len(dropped_files(many)) == FILES_MOST
    assert dropped_files("F1") == ()
    assert dropped_files({"id": "F1"}) == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from([*HOSTED, "transcription", "subtype", "vtt"])


@given(st.dictionaries(FIELDS, ANYTHING))
def test_whatever_stands_in_a_file_object_it_is_read_and_survives_a_job(
    changes: dict[str, Any],
) -> None:
    file = dropped_file(HOSTED | changes)
    if file is not None:
        assert DroppedFile.of_plain(file.plain() | {"newer": 1}) == file
        assert file.size is None or file.size >= 0
        assert len(file.name) <= 255


def test_files_come_out_of_a_form() -> None:
    values = {"proof": {"proof": {"type": "file_input", "files": [HOSTED, None]}}}
    assert files_in(values, "proof") == (dropped_file(HOSTED),)
    assert files_in(values, "another") == ()
    assert files_in({"proof": {"proof": {"files": "F1"}}}, "proof") == ()


@pytest.mark.parametrize(
    ("most", "endings", "taken"), [(1, ("pdf", "png"), 1), (10, (), 10), (99, (), 10), (0, (), 1)]
)
def test_a_field_for_files_is_one_that_slack_takes(
    most: int, endings: tuple[str, ...], taken: int
) -> None:
    element = blocks.file_field("proof", most=most, endings=endings)
    asked = blocks.asked("proof", "Certificate", element, optional=True)
    assert check_blocks([asked], surface="modal") is None
    assert element["max_files"] == taken
    assert element.get("filetypes", []) == list(endings)
