"""What people do with files who are in a hurry, instead of what they were asked for."""

import pytest

from sandbox import Clip, Upload
from sandbox.faults import DOWNLOAD
from sandbox.forms import placed
from tests.drawn import certificate, pdf
from tests.harness import ANA, ANSWER, IDA, SENTENCE, Harness, Member, buttons, reads
from tests.scenario.evidence.test_dropped import cert, evidence_of, stages


def photo(name: str = "IMG_1234.heic") -> Upload:
    """A photo that nobody here reads."""
    return Upload(name, b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200))


def voice_clip(clip: Clip) -> Upload:
    return Upload("clip.m4a", b"\x00\x00\x00\x20ftypM4A " + bytes(64), clip=clip)


async def drafts(harness: Harness) -> list[str]:
    rows = await harness.query("SELECT title FROM entry WHERE status = 'draft' ORDER BY id")
    return [row[0] for row in rows]


async def test_two_certificates_are_two_drafts_and_one_question_at_a_time(
    harness: Harness, technician: Member
) -> None:
    other = cert("first.pdf", title="Abrasive wheels", day="19 November 2026", hours="3 hours")
    await technician.write("", files=[cert(), other])
    assert await drafts(harness) == ["High voltage isolation", "Abrasive wheels"]
    asked = [one for one in technician.heard if "?" in reads(one)]
    assert len(asked) == 1


async def test_no_for_the_other_one_moves_it(harness: Harness, technician: Member) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write(SENTENCE, files=[cert()])
    await technician.write("no, for the abrasive wheels")
    assert await evidence_of(harness) == [("Abrasive wheels", "cert.pdf")]
    assert "Abrasive wheels" in technician.last


async def test_dropped_and_undone(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[cert()])
    await technician.write("undo")
    assert await drafts(harness) == []
    assert "iscarded" in technician.last


async def test_into_the_thread_of_a_withdrawn_entry(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.click("Withdraw", technician.note)
    await technician.write("", thread=technician.card, files=[cert()])
    assert "That entry is withdrawn." in technician.last
    assert "Restore" in buttons(technician.heard[-1])
    assert len(await evidence_of(harness)) == 1


async def test_the_message_is_edited(harness: Harness, technician: Member) -> None:
    message = await technician.write(SENTENCE, files=[cert()])
    await technician.edit(message, f"{SENTENCE} with Sam")
    assert len(await evidence_of(harness)) == 1
    assert await harness.query("SELECT count(*) FROM job WHERE kind = 'file'") == [(1,)]


async def test_the_file_is_deleted_before_it_is_fetched(
    harness: Harness, technician: Member
) -> None:
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    message = await technician.person.say("", files=[cert()])
    await hold.reached()
    await technician.person.delete(message)
    hold.drop()
    harness.sandbox.workspace.files.clear()
    await harness.quiet_in_the_end()
    assert "was deleted, or hidden" in technician.last


async def test_the_same_file_twice_is_said_to_be_there(
    harness: Harness, technician: Member
) -> None:
    same = certificate()
    await technician.write("", files=[Upload("cert.pdf", same)])
    await technician.write("", files=[Upload("again.pdf", same)])
    assert "evidence of it already" in technician.last
    assert len(await evidence_of(harness)) == 1
    assert len(await drafts(harness)) == 1


async def test_the_same_photo_twice_is_asked_about_once(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[photo()])
    first = technician.heard[-1]
    await technician.write("", files=[photo()])
    assert "Thank you." in reads(next(one for one in technician.heard if one.ts == first.ts))
    assert (await technician.command("files")).count("IMG_1234") == 1


async def test_a_photo_while_a_question_is_pending_answers_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("", files=[photo()])
    [label, *_] = buttons(technician.heard[-1])
    assert label.startswith("Evidence for")
    assert await stages(harness) == {(None, None, None, None)} | await logged_stages(harness)
    await technician.click(label)
    assert len(await evidence_of(harness)) == 1
    await technician.write(ANSWER)
    [(said,)] = await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'")
    assert said is not None


async def logged_stages(harness: Harness) -> set[tuple[str | None, ...]]:
    return set(
        await harness.query(
            "SELECT reflect, plan, act, evaluate FROM entry WHERE status = 'logged'"
        )
    )


async def test_words_that_answer_go_with_a_photo_as_evidence(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER, files=[photo()])
    assert len(await evidence_of(harness)) == 1
    [(said,)] = await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'")
    assert said == ANSWER


async def test_a_caption_that_names_an_entry_is_for_it(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "Abrasive wheels", days_ago=3)
    await technician.write("cert for the abrasive wheels", files=[photo()])
    assert await evidence_of(harness) == [("Abrasive wheels", "IMG_1234.heic")]


async def test_what_sort_of_certificate_it_is_answers_nothing_and_asks_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    other = cert("first.pdf", title="Emergency first aid", day="19 November 2026", hours="6 hours")
    await technician.write("here is my first aid certificate", files=[other])
    assert await drafts(harness) == ["High voltage isolation course", "Emergency first aid"]
    assert not any("or a new entry?" in reads(one) for one in technician.heard)
    assert await harness.query("SELECT id FROM held_message") == []


async def test_new_entry_of_a_photo_asks_what_it_was(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[photo()])
    await technician.write("new entry")
    assert len(await drafts(harness)) == 1
    assert len(await evidence_of(harness)) == 1


async def test_a_voice_clip_is_read_like_a_message(harness: Harness, technician: Member) -> None:
    clip = Upload(
        "clip.m4a", b"\x00\x00\x00\x20ftypM4A " + bytes(64), clip=Clip(SENTENCE, ready=True)
    )
    await technician.write("", files=[clip])
    assert len(await drafts(harness)) == 1
    assert len(await evidence_of(harness)) == 1


@pytest.mark.parametrize("first", [True, False])
async def test_a_voice_clip_among_several_files_says_what_they_are_of(
    harness: Harness, technician: Member, first: bool
) -> None:
    clip, picture = voice_clip(Clip(SENTENCE, ready=True)), photo()
    await technician.write("", files=[clip, picture] if first else [picture, clip])
    assert await drafts(harness) == ["High voltage isolation course"]
    borne = {(title, name) for title, name in await evidence_of(harness)}
    assert borne == {
        ("High voltage isolation course", "clip.m4a"),
        ("High voltage isolation course", "IMG_1234.heic"),
    }
    assert "Which entry" not in "".join(reads(one) for one in technician.heard)


async def test_a_clip_without_a_transcript_among_several_is_kept_with_them(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[voice_clip(Clip()), photo()])
    assert len(await evidence_of(harness)) == 2
    assert "clip.m4a" in technician.last


async def test_without_a_transcript_a_clip_is_kept_and_said_to_be_unread(
    harness: Harness, technician: Member
) -> None:
    clip = voice_clip(Clip())
    await technician.write("", files=[clip])
    assert "so I keep it as it is" in technician.last


async def test_a_table_is_shown_before_it_counts(harness: Harness, technician: Member) -> None:
    table = "Date,Title,Hours,What did you learn?\n20/11/2025,Brakes,1.5,To check pads first\n"
    await technician.write("", files=[Upload("log.csv", table.encode())])
    assert "Take them" in buttons(technician.heard[-1])
    assert await harness.query("SELECT count(*) FROM stored_file") == [(0,)]


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTART:20261103T090000Z\r\nDTEND:20261103T100000Z\r\nSUMMARY:CPD: brakes\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


async def test_a_calendar_asks_for_its_word(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[Upload("mine.ics", CALENDAR.encode())])
    assert "Which word marks CPD" in technician.last


@pytest.mark.parametrize("typed", ["cpd", "CPD please", "the word is 'CPD'", "it's cpd:"])
async def test_a_calendars_word_can_be_typed(
    harness: Harness, technician: Member, typed: str
) -> None:
    await technician.write("", files=[Upload("mine.ics", CALENDAR.encode())])
    await technician.write(typed)
    assert "brakes" in technician.last


@pytest.mark.parametrize("typed", ["thanks", "yoga", "help"])
async def test_what_no_event_holds_is_no_answer_to_that(
    harness: Harness, technician: Member, typed: str
) -> None:
    await technician.write("", files=[Upload("mine.ics", CALENDAR.encode())])
    await technician.write(typed)
    assert await harness.query("SELECT state FROM imported_file") == [("preview",)]


async def test_only_an_administrator_is_offered_a_document_of_rules(harness: Harness) -> None:
    document = Upload("pack.yaml", b"name: x\ntitle: X\nrules:\n  - id: a\n")
    ana, ida = harness.member(ANA), harness.member(IDA)
    await harness.enrolled(ANA)
    await harness.enrolled(IDA)
    await ana.write("", files=[document])
    assert "only an administrator" in ana.last
    await ida.write("", files=[document])
    assert buttons(ida.heard[-1]) == ["Look at it"]
    await ida.click("Look at it")
    assert "name: x" in str(ida.modal.blocks)


async def test_what_lies_elsewhere_is_said(technician: Member) -> None:
    link = Upload("plan.pdf", external_url="https://drive.example/plan")
    await technician.write("", files=[link])
    assert "outside Slack" in technician.last


async def test_another_organisations_file_is_asked_for(
    harness: Harness, technician: Member
) -> None:
    foreign = Upload("cert.pdf", certificate(), foreign=True)
    await technician.write("", files=[foreign])
    assert await evidence_of(harness) == [("High voltage isolation", "cert.pdf")]


async def test_a_login_page_is_no_file(harness: Harness, technician: Member) -> None:
    harness.sandbox.faults.web_page(DOWNLOAD, "<html>Sign in</html>")
    await technician.write("", files=[cert()])
    assert "`files:read`" in technician.last
    assert await evidence_of(harness) == []


async def test_what_a_file_says_is_escaped(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE, files=[cert(person="<!channel> *Eve*")])
    shown = str([one.blocks for one in technician.heard])
    assert "<!channel>" not in shown


async def test_an_unread_pdf_is_not_a_draft(harness: Harness, technician: Member) -> None:
    slides = Upload("slides.pdf", pdf(["Agenda", "Welcome to the workshop", "Lunch at noon"]))
    await technician.write("", files=[slides])
    assert "no certificate in it" in technician.last
    assert await drafts(harness) == []


@pytest.mark.parametrize("words", ["undo", "undo that", "take that back"])
async def test_undo_while_a_file_is_being_read_takes_nothing_older_back(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    await technician.person.say("", files=[cert()])
    await hold.reached()
    await technician.person.say(words)
    await harness.sandbox.until(lambda: "still being read" in technician.last)
    assert len(await drafts(harness)) == 1
    hold.release()
    await harness.quiet_in_the_end()
    assert await harness.query("SELECT count(*) FROM stored_file") == [(1,)]
    assert len(await drafts(harness)) == 1


async def test_a_file_that_is_being_read_can_be_forgotten(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    await technician.person.say("", files=[cert()])
    await hold.reached()
    await technician.person.say("undo")
    await harness.sandbox.until(lambda: "still being read" in technician.last)
    still = technician.message("Reading your file")
    [place] = placed(still.blocks)
    await technician.person.click(still, place.action_id, place.block_id)
    hold.release()
    await harness.quiet_in_the_end()
    assert await evidence_of(harness) == []
    assert "Left unread" in technician.last_whisper
    assert any("Left unread" in reads(one) for one in technician.heard)
    assert all("Reading your file" not in reads(one) for one in technician.heard)
    await technician.write("undo")  # the turn before is within reach again
    assert await drafts(harness) == []


async def test_what_was_done_after_a_file_was_dropped_is_taken_back_first(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    await technician.person.say("", files=[cert()])
    await hold.reached()
    await technician.person.say("3 hours, not 2")
    await harness.answered()
    await technician.person.say("undo")
    await harness.sandbox.until(lambda: technician.last.startswith("Taken back: 2 h again"))
    assert await harness.query("SELECT minutes FROM entry WHERE status = 'draft'") == [(120,)]
    hold.release()
    await harness.quiet_in_the_end()


async def test_undo_after_a_file_that_waits_for_its_place_takes_nothing_older_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    before = await harness.query("SELECT id, status, version FROM entry")
    await technician.write("", files=[Upload("notes.txt", b"what was on the board")])
    await technician.write("undo")
    [asked, said] = technician.heard[-2:]
    assert "I took nothing back" in reads(said)
    assert "*notes.txt*" in reads(asked)
    assert "Just keep it" in buttons(asked)
    assert await harness.query("SELECT id, status, version FROM entry") == before
    assert "Say undo once more for what was before" in reads(said)


async def test_undo_said_once_more_takes_back_what_was_before_a_file_that_waits_for_its_place(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("", files=[Upload("notes.txt", b"what was on the board")])
    await technician.write("undo")
    await technician.write("undo")
    assert technician.last.startswith("Taken back")
    assert await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'") == [(None,)]
    await technician.write("", files=[Upload("more.txt", b"what else was on the board")])
    await technician.write("undo")
    assert "I took nothing back" in technician.last


async def test_undo_after_a_file_that_was_not_kept_takes_nothing_older_back_at_once(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("", files=[Upload("empty.pdf", b"")])
    before = await harness.query("SELECT id, status, version FROM entry")
    await technician.write("undo")
    assert "I kept nothing of it" in technician.last
    assert await harness.query("SELECT id, status, version FROM entry") == before
    await technician.write("undo")
    assert await harness.query("SELECT id, status, version FROM entry") != before


BESIDE = "the torque thing we talked through by the ramp"


async def test_words_beside_a_file_that_is_forgotten_are_kept(
    harness: Harness, technician: Member
) -> None:
    await technician.write(BESIDE, files=[photo()])
    await technician.write("forget it")
    assert "I keep what you wrote beside it" in technician.last
    await technician.click("New entry")
    assert len(await drafts(harness)) == 1
    assert "the torque thing" in str(await harness.query("SELECT * FROM entry"))


async def test_words_beside_a_file_that_is_forgotten_unread_are_kept(
    harness: Harness, technician: Member
) -> None:
    hold = harness.sandbox.faults.hold(DOWNLOAD)
    await technician.person.say(BESIDE, files=[cert()])
    await hold.reached()
    await technician.person.say("undo")
    await harness.sandbox.until(
        lambda: any("still being read" in reads(one) for one in technician.heard)
    )
    still = technician.message("Reading your file")
    [place] = placed(still.blocks)
    await technician.person.click(still, place.action_id, place.block_id)
    hold.release()
    await harness.quiet_in_the_end()
    assert any("I keep what you wrote beside it" in reads(one) for one in technician.heard)


async def test_a_caption_that_says_only_that_a_file_is_there_is_not_asked_about(
    harness: Harness, technician: Member
) -> None:
    await technician.write("here is my photo", files=[photo()])
    await technician.write("forget it")
    assert "beside it" not in technician.last
