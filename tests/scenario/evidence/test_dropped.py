"""A file is dropped: what its member reads, on either database."""

from sandbox import Upload
from tests.drawn import certificate, pdf
from tests.harness import ANA, ANSWER, SENTENCE, Harness, Member, buttons, reads


def cert(name: str = "cert.pdf", **facts: str) -> Upload:
    """A certificate as a file."""
    return Upload(name, certificate(**facts))


async def evidence_of(harness: Harness) -> list[tuple[str, str]]:
    """Which entry bears which file, by title and name."""
    rows = await harness.query(
        "SELECT entry.title, evidence.name FROM evidence JOIN entry ON entry.id = entry_id"
        " WHERE kind = 'file' ORDER BY evidence.id"
    )
    return [(row[0], row[1]) for row in rows]


def heard(member: Member) -> str:
    """All that the bot has said, as it stands now."""
    return "\n".join(reads(one) for one in member.heard)


async def stages(harness: Harness) -> set[tuple[str | None, ...]]:
    """What the stages of all entries hold."""
    return set(await harness.query("SELECT reflect, plan, act, evaluate FROM entry"))


async def test_a_certificate_alone_is_a_draft_with_its_facts_and_one_question(
    either_harness: Harness,
) -> None:
    ana = either_harness.member(ANA)
    await either_harness.enrolled(ANA)
    await ana.write("", files=[cert()])
    shown = reads(ana.card)
    assert "High voltage isolation" in shown
    assert "20 Nov" in shown
    assert "2 h" in shown
    assert "Bosch" in shown
    assert "your certificate" in shown
    assert "?" in shown
    assert await evidence_of(either_harness) == [("High voltage isolation", "cert.pdf")]
    assert await stages(either_harness) == {(None, None, None, None)}
    [(runs_out,)] = await either_harness.query("SELECT runs_out FROM evidence")
    assert str(runs_out) == "2028-11-20"
    assert "cert.pdf" not in either_harness.log


async def test_with_words_it_is_evidence_of_what_they_made(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[cert()])
    assert "Evidence kept for" in technician.last
    assert "*cert.pdf*, runs out 20 Nov 2028" in technician.last
    assert len(await evidence_of(harness)) == 1
    await technician.click("Undo")
    assert await evidence_of(harness) == []


async def test_in_a_thread_it_is_evidence_of_that_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("", thread=technician.card, files=[cert()])
    assert "Evidence kept for" in technician.last
    [(title, _)] = await evidence_of(harness)
    assert "igh voltage isolation" in title


async def test_by_the_form_it_is_evidence_of_that_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.click("Add evidence", technician.note)
    assert await technician.submit({}) != {}
    outcome = await technician.person.submit({"files": [cert()]})
    assert outcome.errors == {}
    await harness.quiet()
    assert "Evidence kept for" in technician.last
    assert len(await evidence_of(harness)) == 1


async def test_what_contradicts_is_asked_and_never_decided(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[cert(hours="3 hours", person="Samira Carter")])
    assert "Evidence kept for" in technician.last
    assert "Samira Carter" not in technician.last
    await technician.write(ANSWER)
    assert "Samira Carter" in technician.last
    assert buttons(technician.heard[-1]) == ["It is mine", "Not mine"]
    await technician.click("It is mine")
    assert "3 h" in technician.last
    assert "2 h" in technician.last
    [(minutes,)] = await harness.query("SELECT minutes FROM entry WHERE status = 'draft'")
    assert minutes == 120
    await technician.click("Use its length")
    [(minutes,)] = await harness.query("SELECT minutes FROM entry WHERE status = 'draft'")
    assert minutes == 180


async def test_a_certificate_that_is_not_theirs_goes_with_its_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[cert(person="Samira Carter")])
    assert "Is it yours?" in technician.last
    await technician.click("Not mine")
    assert "its draft with it" in technician.last
    assert await evidence_of(harness) == []
    assert await harness.query("SELECT count(*) FROM entry WHERE status = 'draft'") == [(0,)]


async def test_a_draft_asks_its_own_question_once_its_certificate_is_settled(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[cert(person="Samira Carter")])
    assert heard(technician).count("?") == 1
    await technician.write("it is mine")
    assert "Samira Carter" not in technician.last
    assert "?" in technician.last
    assert await harness.query("SELECT count(*) FROM entry WHERE status = 'draft'") == [(1,)]


async def test_two_certificates_that_contradict_are_asked_about_one_after_the_other(
    harness: Harness, technician: Member
) -> None:
    other = cert("b.pdf", title="Abrasive wheels", day="19 November 2026", person="Ola Nowak")
    await technician.write("", files=[cert(person="Samira Carter"), other])
    assert heard(technician).count("Is it yours?") == 1
    await technician.click("Not mine")
    assert "Ola Nowak" in heard(technician)
    await technician.click("It is mine")
    [(title,)] = await harness.query("SELECT title FROM entry WHERE status = 'draft'")
    assert title == "Abrasive wheels"
    assert "Abrasive wheels" in technician.last
    assert "?" in technician.last


async def test_what_was_changed_meanwhile_is_asked_no_more(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[cert(hours="3 hours")])
    await technician.write("it was 3 hours")
    await technician.write(ANSWER)
    assert "Which is right?" not in heard(technician)
    assert await harness.query("SELECT minutes FROM entry WHERE status = 'draft'") == [(180,)]


async def test_not_mine_asks_before_it_takes_what_was_written(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[cert(person="Samira Carter")])
    await technician.write(ANSWER, thread=technician.card)
    [(said,)] = await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'")
    assert said == ANSWER
    await technician.click("Not mine")
    assert buttons(technician.heard[-1]) == ["Keep the draft", "Discard it"]
    assert await evidence_of(harness) == []
    [(kept,)] = await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'")
    assert kept == ANSWER
    await technician.click("Discard it")
    assert await harness.query("SELECT count(*) FROM entry WHERE status = 'draft'") == [(0,)]
    await technician.write("undo")
    [(back,)] = await harness.query("SELECT evaluate FROM entry WHERE status = 'draft'")
    assert back == ANSWER


async def test_one_that_is_plainly_of_an_entry_is_asked_about(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, "High voltage isolation", days_ago=1)
    await technician.write("", files=[cert()])
    assert buttons(technician.heard[-1]) == [
        "Evidence for High voltage isolation",
        "A new entry",
        "Just keep it",
    ]
    await technician.click("Evidence for High voltage isolation")
    assert await evidence_of(harness) == [("High voltage isolation", "cert.pdf")]
    assert "Evidence kept for" in technician.last


async def test_what_cannot_be_read_is_kept_and_its_place_asked(
    harness: Harness, technician: Member
) -> None:
    locked = Upload("locked.pdf", pdf(["Certificate"], password="secret"))
    await technician.write("", files=[locked])
    assert "needs a password" in technician.last
    assert "A new entry" in buttons(technician.heard[-1])
    assert "locked.pdf" in await technician.command("files")
    await technician.write("forget it")
    assert "nobody's evidence" in technician.last
    assert "has its entry" in await technician.command("files")


async def test_a_caption_is_no_account(harness: Harness, technician: Member) -> None:
    await technician.write("here is my certificate", files=[cert()])
    assert len(await evidence_of(harness)) == 1
    logged = await harness.query("SELECT count(*) FROM entry WHERE status = 'draft'")
    assert logged == [(1,)]
    assert "certificate" not in str(await stages(harness))


async def test_a_caption_without_a_file_is_answered(technician: Member) -> None:
    await technician.write("here is my certificate")
    assert "I see no file" in technician.last


async def test_each_bad_file_is_said_in_one_message_in_order(
    harness: Harness, technician: Member
) -> None:
    before = len(technician.heard)
    await technician.write(
        "",
        files=[
            Upload("empty.pdf", b""),
            Upload("broken.pdf", b"%PDF-1.7\n" + b"x" * 50),
            Upload("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ],
    )
    assert len(technician.heard) == before + 1
    lines = technician.last.split("\n")
    assert lines[0].startswith("There is nothing in *empty.pdf*")
    assert lines[1].startswith("*broken.pdf* is broken")
    assert lines[2].startswith("*drawing.svg* is of a kind that I do not keep.")
    assert await harness.query("SELECT count(*) FROM stored_file") == [(0,)]


async def test_a_store_that_is_gone_is_waited_for_and_its_member_told(
    harness: Harness, technician: Member
) -> None:
    harness.expect_error("a job was set aside")
    await technician.write("", files=[cert()])
    store = harness.contexts.evidence
    assert store is not None
    assert store.folder is not None
    away = store.folder.with_name("unmounted")
    store.folder.rename(away)
    await technician.person.say("", files=[cert("two.pdf", title="Abrasive wheels")])
    await harness.quiet_in_the_end()
    assert "could not keep that file" in technician.last
    assert "stays in Slack" in technician.last
    assert await harness.query("SELECT count(*) FROM stored_file") == [(1,)]
