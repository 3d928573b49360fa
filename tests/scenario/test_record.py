"""The record is the member's own: it leaves with them, or it is erased."""

import csv
import io
import json
import re

import pytest

from sandbox import Message
from tests.world import ANSWER, SENTENCE, Member, World, reads


def files(member: Member) -> dict[str, bytes]:
    """The files that stand in the member's DM, by their ending."""
    workspace = member.world.sandbox.workspace
    ids = [file_id for message in member.heard for file_id in message.file_ids]
    return {
        workspace.files[one].name.rpartition(".")[2]: workspace.file_contents[one] for one in ids
    }


@pytest.fixture
async def exported(technician: Member) -> Member:
    """Somebody with one entry of their own words, who has asked for the record."""
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.command("export")
    return technician


async def test_the_whole_record_arrives_in_the_dm_as_json_and_csv(exported: Member) -> None:
    found = files(exported)
    assert set(found) == {"json", "csv"}
    record = json.loads(found["json"])
    assert ANSWER in json.dumps(record, ensure_ascii=False)
    rows = list(csv.reader(io.StringIO(found["csv"].decode("utf-8-sig"))))
    assert any(ANSWER in row for row in rows)
    assert len({len(row) for row in rows if row}) == 1


async def test_what_was_answered_privately_is_in_it(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.submit({"words": ANSWER})
    await technician.click("Save")
    await technician.command("export")
    assert ANSWER in files(technician)["json"].decode()


async def test_home_offers_the_export_too(technician: Member) -> None:
    await technician.open_home()
    await technician.click("Export my record", technician.home)
    assert set(files(technician)) == {"json", "csv"}


async def test_asked_for_twice_it_comes_once_each_time(world: World, exported: Member) -> None:
    await exported.command("export")
    shared = [message for message in exported.heard if message.file_ids]
    assert len(shared) == 4


async def test_erasing_says_first_what_goes_and_what_stays(exported: Member) -> None:
    await exported.command("erase")
    words = reads(exported.modal)
    assert "3 entries" in words
    assert "*What stays:*" in words
    assert "“erase my record”" in words


async def test_without_the_typed_words_nothing_is_erased(world: World, exported: Member) -> None:
    await exported.command("erase")
    errors = await exported.submit({"confirmation": "yes please"})
    assert errors == {"confirmation": "Nothing was erased. Type “erase my record” to go on."}
    assert await world.query("SELECT count(*) FROM entry") == [(3,)]


async def test_erased_no_word_is_left_and_the_hashes_stay(world: World, exported: Member) -> None:
    chain = await world.query("SELECT hash FROM entry_revision ORDER BY number")
    await exported.command("erase")
    assert await exported.submit({"confirmation": "Erase my record"}) == {}
    assert await world.query("SELECT count(*) FROM entry") == [(0,)]
    kept = await world.query("SELECT hash, content FROM entry_revision ORDER BY number")
    assert [row[0] for row in kept][: len(chain)] == [row[0] for row in chain]
    assert not any("proving dead" in str(row) for row in kept)
    assert "cannot be brought back" in exported.last
    assert all("isolation" not in reads(one) for one in _cards(exported))


async def test_after_erasing_one_can_begin_anew(world: World, exported: Member) -> None:
    await exported.command("erase")
    await exported.submit({"confirmation": "erase my record"})
    await exported.write(SENTENCE)
    await exported.click("Save")
    assert await world.query("SELECT status FROM entry") == [("logged",)]


async def test_old_buttons_of_an_erased_record_say_so(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    card = technician.card
    await technician.command("erase")
    await technician.submit({"confirmation": "erase my record"})
    await technician.click("Save", card)
    assert technician.last_whisper == ("That entry is not in your record, so nothing has changed.")
    assert await world.query("SELECT count(*) FROM entry") == [(0,)]


def _cards(member: Member) -> list[Message]:
    return [one for one in member.heard if not re.search("record|file", one.text)]
