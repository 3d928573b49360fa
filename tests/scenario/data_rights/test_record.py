"""The record is the member's own: it leaves with them, or it is erased."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.archive.report import ALONE
from bot.delivery.message_delivery import ATTEMPTS
from sandbox import Message
from storage.queues.jobs import Jobs
from tests.archives import failures, files_of, report_of
from tests.harness import ANA, ANSWER, MONDAY, SENTENCE, Harness, Member, reads


def files(member: Member) -> dict[str, bytes]:
    """The files that stand in the member's DM, by their ending."""
    workspace = member.harness.sandbox.workspace
    ids = [file_id for message in member.heard for file_id in message.file_ids]
    found = {
        workspace.files[one].name.rpartition(".")[2]: workspace.file_contents[one] for one in ids
    }
    if "zip" in found:
        found |= {"json": files_of(found["zip"])["record.json"]}
        found |= {"csv": files_of(found["zip"])["entries.csv"]}
    return found


@pytest.fixture
async def exported(technician: Member) -> Member:
    """Somebody with one entry of their own words, who has asked for the record."""
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.command("export")
    return technician


async def test_the_whole_record_arrives_in_the_dm_as_an_archive_that_holds(
    exported: Member, tmp_path: Path
) -> None:
    found = files(exported)
    report = report_of(tmp_path, found["zip"])
    assert (failures(report), report.verdict) == ([], ALONE)
    assert "3 saved entries say what the last revision of each says" in str(report.said)
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
    await technician.click("Settings", technician.home)
    await technician.click("Export my record", technician.modal)
    assert set(files(technician)) == {"zip", "json", "csv"}


@pytest.mark.parametrize("only", ["json", "csv"])
async def test_the_spreadsheet_or_the_document_can_be_had_by_itself(
    technician: Member, only: str
) -> None:
    await technician.write(SENTENCE)
    await technician.command(f"export {only.upper()}")
    assert set(files(technician)) == {only}


async def test_asked_for_twice_it_comes_once_each_time(harness: Harness, exported: Member) -> None:
    await exported.command("export")
    shared = [message for message in exported.heard if message.file_ids]
    assert len(shared) == 2


async def test_erasing_says_first_what_goes_and_what_stays(exported: Member) -> None:
    await exported.command("erase")
    words = reads(exported.modal)
    assert "3 entries" in words
    assert "*What stays:*" in words
    assert "“erase my record”" in words


async def test_without_the_typed_words_nothing_is_erased(
    harness: Harness, exported: Member
) -> None:
    await exported.command("erase")
    errors = await exported.submit({"confirmation": "yes please"})
    assert errors == {"confirmation": "Nothing was erased. Type “erase my record” to go on."}
    assert await harness.query("SELECT count(*) FROM entry") == [(3,)]


async def test_erased_no_word_is_left_and_the_hashes_stay(
    harness: Harness, exported: Member
) -> None:
    chain = await harness.query("SELECT hash FROM entry_revision ORDER BY number")
    await exported.command("erase")
    assert await exported.submit({"confirmation": "Erase my record"}) == {}
    assert await harness.query("SELECT count(*) FROM entry") == [(0,)]
    kept = await harness.query("SELECT hash, content FROM entry_revision ORDER BY number")
    assert [row[0] for row in kept][: len(chain)] == [row[0] for row in chain]
    assert not any("proving dead" in str(row) for row in kept)
    assert "cannot be brought back" in exported.last
    assert all("isolation" not in reads(one) for one in _cards(exported))


async def test_after_erasing_one_can_begin_anew(harness: Harness, exported: Member) -> None:
    await exported.command("erase")
    await exported.submit({"confirmation": "erase my record"})
    await exported.write(SENTENCE)
    await exported.click("Save")
    assert await harness.query("SELECT status FROM entry") == [("logged",)]


async def test_old_buttons_of_an_erased_record_say_so(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    card = technician.card
    await technician.command("erase")
    await technician.submit({"confirmation": "erase my record"})
    await technician.click("Save", card)
    assert technician.last_whisper == ("That entry is not in your record, so nothing has changed.")
    assert await harness.query("SELECT count(*) FROM entry") == [(0,)]


# Where the bot has put the member's words in Slack


MARKER = "zanzibar"


async def has_words_everywhere(harness: Harness, member: Member) -> None:
    """Somebody whose own word stands in everything that the bot can put it into."""
    await member.open_home()
    await member.write(f"2h {MARKER} isolation course at Bosch yesterday")
    await member.write(f"I learnt from {MARKER} to prove dead before I touch the pack")
    await member.click("Save")
    await _introduces_themselves(member)
    saved = member.heard[0]
    await member.click("Edit", saved)
    await member.submit({"provider": f"{MARKER} Training"})
    [written, *_] = [
        one for one in member.person.messages() if one.user_id == member.person.user_id
    ]
    await member.edit(written, f"3h {MARKER} isolation course at Bosch yesterday")  # held: update?
    await member.write(f"1h {MARKER} air con refresher at Hella on Thursday")
    await member.write(f"1h {MARKER} air con refresher at Hella on Thursday")  # held: again?
    await member.write(f"2h {MARKER} welding course at ESAB on Wednesday")  # held: which?
    await member.write("skip")
    await member.write(f"{MARKER} first aid refresher next Tuesday, 3h")
    await harness.move_to(
        MONDAY + timedelta(days=1, hours=1, minutes=30)
    )  # asks about the plan, by its name
    await member.command("export")
    await member.command("list")


async def _introduces_themselves(member: Member) -> None:
    """Answers the questions to somebody new."""
    await member.click("IMI register")
    await member.pick("2025-06-01", member.heard[-1])
    await member.click("Set job")
    await member.submit({"job": f"{MARKER} technician", "job_from": "2020-01-01"})


def from_the_bot(member: Member) -> str:
    """All that stands in Slack and is the bot's, for good, in small letters."""
    workspace = member.harness.sandbox.workspace
    return "\n".join(
        [
            *(repr(one) for one in workspace.lasting_messages if one.user_id == workspace.bot.id),
            *(repr(view) for view in workspace.homes.values()),
            *(
                content.decode()
                for file_id, content in workspace.file_contents.items()
                if workspace.files[file_id].user_id == workspace.bot.id
            ),
        ]
    ).casefold()


async def erased(member: Member) -> str:
    """What the form says before, once it was submitted."""
    await member.command("erase")
    said = reads(member.modal)
    assert await member.submit({"confirmation": "erase my record"}) == {}
    return said


async def test_after_erasing_nothing_of_the_bots_in_slack_holds_a_word_of_the_members(
    either_harness: Harness,
) -> None:
    ana = either_harness.member(ANA)
    await has_words_everywhere(either_harness, ana)
    spoke = [one for one in ana.heard if MARKER in reads(one).casefold()]
    nudge = ana.message("You planned this")
    assert nudge in spoke
    assert set(files(ana)) == {"zip", "json", "csv"}
    said = await erased(ana)
    assert MARKER not in from_the_bot(ana)
    assert files(ana) == {}
    by_ts = {one.ts: one for one in ana.heard}
    assert {reads(by_ts[one.ts]) for one in spoke} == {"Erased."}
    assert "1 file that I brought you here will be deleted." in said
    say_so = [one for one in ana.heard if reads(one) == "Erased."]
    assert f"{len(say_so)} messages of mine will say that it was erased." in said
    assert "What you typed to me yourself stays in Slack until you delete it there" in said
    assert "answers that only you can see until Slack is loaded anew" in said
    assert any(
        MARKER in reads(one).casefold() for one in ana.whispers()
    )  # which the form has named
    assert any(MARKER in one.text for one in ana.person.messages())  # what they typed themselves


@pytest.mark.parametrize("arrives", [True, False])
async def test_what_is_on_its_way_to_slack_is_caught_up_with(
    either_harness: Harness, arrives: bool
) -> None:
    ana = either_harness.member(ANA)
    held = either_harness.sandbox.faults.hold("chat.postMessage")
    await ana.person.say(f"2h {MARKER} isolation course at Bosch yesterday")
    await held.reached()
    assert MARKER in str(held.arguments).casefold()
    await ana.person.command("/cpd", "erase")
    await either_harness.sandbox.until(lambda: ana.person.modal is not None)
    assert (await ana.person.submit({"confirmation": "erase my record"})).ok
    if arrives:
        held.release()
    else:
        held.drop()
    await either_harness.quiet()
    assert MARKER not in from_the_bot(ana)
    assert "cannot be brought back" in ana.last


async def test_however_long_slack_takes_no_changes_the_words_go_in_the_end(
    either_harness: Harness,
) -> None:
    ana = either_harness.member(ANA)
    await ana.write(f"2h {MARKER} isolation course at Bosch yesterday")
    either_harness.expect_refusal("internal_error")
    either_harness.sandbox.faults.error("chat.update", "internal_error", times=ATTEMPTS + 2)
    await ana.person.command("/cpd", "erase")
    await either_harness.sandbox.until(lambda: ana.person.modal is not None)
    assert (await ana.person.submit({"confirmation": "erase my record"})).ok
    await either_harness.quiet_in_the_end()
    assert MARKER not in from_the_bot(ana)


async def test_once_everything_is_erased_the_jobs_about_it_are_forgotten_in_time(
    either_harness: Harness,
) -> None:
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.command("export")
    await erased(ana)
    in_time = either_harness.contexts.clocks.real() + timedelta(days=90)
    assert len(Jobs(either_harness.contexts.database).old(in_time, 0)) == 2


async def test_a_file_that_slack_does_not_let_go_of_is_told_once(either_harness: Harness) -> None:
    either_harness.expect_refusal("missing_scope")
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.command("export")
    either_harness.sandbox.scopes.take_away("files:write")
    await erased(ana)
    told = [one.text for one in ana.heard if "did not let me delete" in one.text]
    assert told == [
        "Slack did not let me delete the files that I brought you here. "
        "Please delete them yourself."
    ]
    assert await either_harness.query("SELECT state FROM job WHERE kind = 'erase'") == [("done",)]


# An export that cannot be brought


async def test_an_export_that_slack_refuses_for_good_is_told_once_and_bars_no_erasing(
    either_harness: Harness,
) -> None:
    either_harness.expect_refusal("missing_scope")
    either_harness.expect_error(
        "Slack does not let us use a method; see cpdbot doctor", "a job was set aside"
    )
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    either_harness.sandbox.scopes.take_away("files:write")
    answer = await ana.person.command("/cpd", "export")
    assert answer.message is not None
    await either_harness.quiet_in_the_end()
    told = [one for one in ana.heard if "I could not bring you your export" in one.text]
    assert len(told) == 1
    assert reads(ana.message("did not work out")) == "Your export did not work out."
    assert files(ana) == {}
    await ana.write("help")
    assert "Write me a sentence" in ana.last
    assert "still on its way" not in await erased(ana)
    assert await either_harness.query("SELECT count(*) FROM entry") == [(0,)]


async def test_with_the_scope_back_it_is_brought_when_it_is_asked_for_again(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("missing_scope")
    harness.expect_error(
        "Slack does not let us use a method; see cpdbot doctor", "a job was set aside"
    )
    harness.sandbox.scopes.take_away("files:write")
    await technician.person.command("/cpd", "export")
    await harness.quiet_in_the_end()
    harness.sandbox.scopes.give_back("files:write")
    await technician.command("export")
    assert set(files(technician)) == {"zip", "json", "csv"}


async def test_no_record_is_erased_while_its_export_is_on_its_way(
    harness: Harness, technician: Member
) -> None:
    held = harness.sandbox.faults.hold("files.completeUploadExternal")
    await technician.person.command("/cpd", "export")
    await held.reached()
    await technician.person.command("/cpd", "erase")
    await harness.sandbox.until(lambda: technician.person.modal is not None)
    assert reads(technician.modal) == "Your export is still on its way. Erase once it has arrived."
    held.release()
    await harness.quiet()
    assert set(files(technician)) == {"zip", "json", "csv"}
    await erased(technician)
    assert files(technician) == {}


def _cards(member: Member) -> list[Message]:
    return [one for one in member.heard if not re.search("record|file", one.text)]
