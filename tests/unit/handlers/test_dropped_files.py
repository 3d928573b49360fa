"""What a message event says of the files in it."""

from typing import Any

import pytest

from bot.handlers.events import meant
from bot.services.context.dropped_files import DroppedFile
from bot.services.record.incoming.actions import Edit, Write

FILE = {
    "id": "F1",
    "name": "certificate.pdf",
    "mimetype": "application/pdf",
    "size": 4,
    "mode": "hosted",
    "url_private": "https://files.slack.com/files-pri/T1-F1/certificate.pdf",
}
READ = DroppedFile(
    "F1",
    "certificate.pdf",
    "application/pdf",
    4,
    "https://files.slack.com/files-pri/T1-F1/certificate.pdf",
)


def written(**event: Any) -> Write | Edit:
    """What an event in the DM means."""
    shape = {
        "type": "message",
        "user": "U1",
        "channel": "D1",
        "channel_type": "im",
        "ts": "1795300000.000100",
        "text": "",
        **event,
    }
    action = meant({"type": "event_callback", "event_id": "Ev1", "event": shape})
    assert isinstance(action, Write | Edit)
    return action


@pytest.mark.parametrize("subtype", [{"subtype": "file_share"}, {}])
def test_files_come_with_the_words_beside_them(subtype: dict[str, str]) -> None:
    action = written(text="2h course", thread_ts="1.1", files=[FILE], **subtype)
    assert isinstance(action, Write)
    assert action.message.files == (READ,)
    assert (action.message.text, action.message.thread_ts) == ("2h course", "1.1")


def test_an_edited_message_has_its_files_still() -> None:
    before = {"user": "U1", "ts": "1.1", "text": "2h corse", "files": [FILE]}
    action = written(
        subtype="message_changed",
        message=before | {"text": "2h course"},
        previous_message=before,
    )
    assert isinstance(action, Edit)
    assert action.message.files == (READ,)


def test_a_message_whose_file_was_deleted_is_no_edit() -> None:
    before = {"user": "U1", "ts": "1.1", "text": "2h course", "files": [FILE]}
    after = before | {"files": [{"id": "F1", "mode": "tombstone"}]}
    shape = {"type": "message", "subtype": "message_changed", "channel": "D1"}
    event = shape | {"message": after, "previous_message": before}
    assert meant({"event_id": "Ev1", "event": event}) is None


@pytest.mark.parametrize(
    "files", [None, "F1", 7, {}, {"id": "F1"}, [], [None], [[]], [{"name": "c.pdf"}]]
)
def test_a_message_whose_files_make_no_sense_is_read_all_the_same(files: object) -> None:
    action = written(text="2h course", files=files)
    assert action.message.text == "2h course"
    assert action.message.files == ()
