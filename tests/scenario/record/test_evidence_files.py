"""A file of evidence as its member meets it: shown, handed back, and erased for good."""

from datetime import date
from pathlib import Path

from storage.evidence.store import EvidenceStore, Place
from storage.row_types import EntryRecord
from tests.evidence_files import PDF, attached, put
from tests.harness import ANA, BEN, Harness, Member, reads

NAME = "Ana's certificate.pdf"


async def saved_with_file(harness: Harness, folder: Path, member: Member) -> EntryRecord:
    """An entry with a file as evidence, whose bytes are kept."""
    user = member.person.user
    await harness.enrolled(user)
    entry = await harness.logged(user, "High voltage isolation")
    store = store_of(harness)
    with harness.open(user) as ctx:
        attached(ctx, entry, NAME, runs_out=date(2027, 5, 3))
        put(store, ctx, folder)
    return entry


def store_of(harness: Harness) -> EvidenceStore:
    assert harness.contexts.evidence is not None
    return harness.contexts.evidence


def brought(member: Member) -> list[tuple[str, bytes]]:
    """Name and content of the files that stand in the member's DM."""
    workspace = member.harness.sandbox.workspace
    ids = [file_id for message in member.heard for file_id in message.file_ids]
    return [(workspace.files[one].name, workspace.file_contents[one]) for one in ids]


async def show_details(member: Member) -> None:
    await member.command("list")
    await member.click("Details", member.whispers()[-1])


async def test_it_stands_in_details_and_is_sent_into_the_conversation(
    either_harness: Harness, tmp_path: Path
) -> None:
    ana = either_harness.member(ANA)
    await saved_with_file(either_harness, tmp_path, ana)
    await show_details(ana)
    assert "runs out on 3 May 2027" in reads(ana.modal)
    await ana.click("Send me the file", ana.modal)
    [(name, content)] = brought(ana)
    assert content == PDF
    assert name.startswith("Ana's certificate-")
    assert name.endswith(".pdf")
    assert "Ana's" not in either_harness.log


async def test_erased_its_bytes_are_gone_and_what_was_handed_back_too(
    either_harness: Harness, tmp_path: Path
) -> None:
    ana, ben = either_harness.member(ANA), either_harness.member(BEN)
    await saved_with_file(either_harness, tmp_path, ana)
    await saved_with_file(either_harness, tmp_path, ben)
    store = store_of(either_harness)
    members = await either_harness.query("SELECT id, slack_id, workspace_id FROM member")
    places = {slack_id: (workspace, number) for number, slack_id, workspace in members}
    await show_details(ana)
    await ana.click("Send me the file", ana.modal)
    assert len(brought(ana)) == 1
    await ana.command("erase")
    assert "1 file" in reads(ana.modal)
    assert await ana.submit({"confirmation": "erase my record"}) == {}
    assert brought(ana) == []
    assert list(store.under(*places[ANA.id])) == []
    [[his]] = store.under(*places[BEN.id])
    assert store.content(his.place) == PDF
    assert await either_harness.query("SELECT count(*) FROM stored_file") == [(1,)]


async def test_a_file_that_the_store_does_not_hold_is_said_to_be_missing(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    harness.expect_error("a file of evidence is not in the store; see cpdbot doctor")
    await saved_with_file(harness, tmp_path, technician)
    store = store_of(harness)
    found = await harness.query("SELECT workspace_id, member_id, sha256 FROM stored_file")
    store.delete([Place(*one) for one in found])
    await show_details(technician)
    await technician.click("Send me the file", technician.modal)
    assert "I do not find that file" in technician.last
    assert brought(technician) == []


async def test_a_store_that_is_gone_is_waited_for_and_its_member_told(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    harness.expect_error("a job was set aside")
    await saved_with_file(harness, tmp_path, technician)
    folder = store_of(harness).folder
    assert folder is not None
    folder.rename(folder.with_name("unmounted"))
    await show_details(technician)
    clicked = await technician.begin_to_click("Send me the file", technician.modal)
    assert clicked.error is None
    await harness.quiet_in_the_end()
    assert harness.log.count("a job has to wait") > 1
    assert "I could not bring you that file" in technician.last
    assert not folder.exists()
    folder.with_name("unmounted").rename(folder)
    await show_details(technician)
    await technician.click("Send me the file", technician.modal)
    [(_, content)] = brought(technician)
    assert content == PDF


async def test_nobody_elses_file_is_sent_whatever_a_button_says(
    either_harness: Harness, tmp_path: Path
) -> None:
    ana, ben = either_harness.member(ANA), either_harness.member(BEN)
    entry = await saved_with_file(either_harness, tmp_path, ana)
    await saved_with_file(either_harness, tmp_path, ben)
    await show_details(ben)
    forged = ben.modal
    for block in forged.blocks:
        accessory = block.get("accessory", {})
        if accessory.get("action_id") == "send_file":
            value = accessory["value"]
            [(other,)] = await either_harness.query(
                f"SELECT max(id) FROM entry WHERE id <> {entry.id}"
            )
            accessory["value"] = value.replace(f'"entry":{other}', f'"entry":{entry.id}')
            assert accessory["value"] != value
    await ben.click("Send me the file", forged)
    assert brought(ben) == []
    assert brought(ana) == []
    assert await either_harness.query("SELECT count(*) FROM job WHERE kind = 'hand_back'") == [(0,)]


async def test_it_is_unticked_in_the_form_and_undo_brings_it_back(
    harness: Harness, technician: Member, tmp_path: Path
) -> None:
    entry = await saved_with_file(harness, tmp_path, technician)
    kept = f"SELECT count(*) FROM evidence WHERE entry_id = {entry.id}"
    await technician.command("list")
    await technician.click("Edit", technician.whispers()[-1])
    assert "Runs out: Ana's certificate.pdf" in reads(technician.modal)
    assert await technician.submit({"links": []}) == {}
    assert await harness.query(kept) == [(0,)]
    await technician.write("undo")
    assert "the file is as it was" in technician.last
    assert await harness.query(kept) == [(1,)]
