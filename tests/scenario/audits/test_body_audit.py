"""A member whose record a body asks for: told, looked over, mended, reminded, sent, and over."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from bot.services.record.entry_changes import content_changed, update_fields
from sandbox import Message
from tests.harness import ANA, BEN, SATURDAY, Harness, Member, reads
from tests.scenario.audits.conftest import WORDS


def told(member: Member) -> Message:
    return member.message("Audit by IMI")


async def test_from_the_letter_to_what_came_of_it(harness: Harness, complete: Member) -> None:
    ana = complete
    await ana.write("IMI have selected me for audit by 12 January")
    assert "Audit by IMI, 1 Dec 2023 to 30 Nov 2026: by 12 Jan 2027, in 41 days." in reads(
        told(ana)
    )
    assert "3 entries; 3 an auditor would stop at." in reads(told(ana))
    assert "Brake overhaul" not in reads(told(ana))
    assert "by 12 Jan 2027, in 41 days; 3 to mend" in reads(await ana.open_home())

    # What stands, and one tap to mend it.
    await ana.click("See them", told(ana))
    page = ana.whispers()[-1]
    assert "Formal, without evidence" in reads(page)
    assert "Yearly, at random, from complete cycles that met the minimum" in reads(page)
    await ana.click("Add evidence", page)
    assert await ana.submit({"link": "https://bosch.example/certificate"}) == {}
    assert "3 entries; 2 an auditor would stop at." in reads(told(ana))  # where it stood
    await ana.command("audit")
    assert "2 an auditor would stop at" in ana.last_whisper
    await ana.click("As they read it", ana.whispers()[-1])
    assert "Added on 2 Dec 2026, after the cycle ended: evidence" in ana.last_whisper

    # The pack.
    await ana.click("Bring me the pack", ana.whispers()[-1])
    await harness.quiet()
    [content] = harness.sandbox.workspace.file_contents.values()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        names = pack.namelist()
        read_me = pack.read("README.txt").decode()
        assert pack.read("record.pdf").startswith(b"%PDF")
    assert names == ["record.pdf", "archive/cpd-archive-2026-12-02.zip", "README.txt"]
    assert "IMI register, 1 Dec 2023 to 30 Nov 2026" in read_me
    assert "WHOLE record" in read_me
    assert WORDS not in read_me

    # Reminded, sent, and what came of it.
    await harness.move_to(SATURDAY + timedelta(days=46))  # 6 Jan 2027, a Wednesday
    assert "by 12 Jan 2027, in 6 days" in ana.last
    assert "Worst (2 in all)" in ana.last
    heard = len(ana.heard)
    await ana.write("sent it to IMI")
    assert "Sent to IMI on 6 Jan 2027. I remind you no more" in ana.last
    await harness.move_to(SATURDAY + timedelta(days=51))
    assert [one for one in ana.heard[heard + 2 :] if "Audit by IMI" in reads(one)] == []
    await harness.move_to(SATURDAY + timedelta(days=54))  # 14 Jan
    assert "What came of it?" in ana.last
    await ana.click("Not passed", ana.heard[-1])
    assert "IMI takes appeals by an online form" in ana.last
    assert "by when is not published" in ana.last
    await ana.click("Entries not accepted", ana.heard[-1])
    await ana.click("Not accepted", ana.whispers()[-1])
    assert await ana.submit({"disallowed_on": "2027-01-13", "disallowed_for": "relevant"}) == {}
    assert "Audit by IMI" not in reads(await ana.open_home())
    await ana.write("undo")
    assert WORDS not in harness.log
    assert "Brake overhaul" not in harness.log


async def test_what_is_mended_shows_wherever_the_audit_was_told(
    harness: Harness, complete: Member
) -> None:
    ana = complete
    await ana.write("selected by IMI")
    await ana.write("12 January")  # told again, with its day
    with harness.open(ANA) as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        opening = {"opening_on": date(2024, 1, 31), "opening_cycle": 1000, "opening_year": 1000}
        ctx.work.enrolments.change(enrolment, **opening)
        ctx.show_home()
    await ana.click("See them", told(ana))
    said = "3 entries; 3 an auditor would stop at, and credits brought in without entries."
    assert said in ana.last_whisper
    await ana.click("Add evidence", ana.whispers()[-1])
    assert await ana.submit({"link": "https://bosch.example/certificate"}) == {}
    listed = len(ana.whispers())
    await ana.click("Look again", ana.whispers()[-1])
    assert "2 an auditor would stop at" in ana.last_whisper
    assert len(ana.whispers()) == listed  # in its place
    both = [one for one in ana.heard if "Audit by IMI" in reads(one)]
    assert len(both) == 2
    said = "3 entries; 2 an auditor would stop at, and credits brought in without entries."
    assert all(said in reads(one) for one in both)
    assert "2 to mend, and credits brought in" in reads(await ana.open_home())


async def test_by_command_with_the_form_changed_and_taken_back(complete: Member) -> None:
    ana = complete
    await ana.command("audit")
    options = ana.modal.definition["blocks"][0]["element"]
    assert options["initial_option"]["text"]["text"] == (
        "IMI register: 1 Dec 2023 – 30 Nov 2026, complete"
    )
    assert "running" in options["options"][-1]["text"]["text"]
    which = options["initial_option"]["value"]
    errors = await ana.submit({"body_audit_which": which, "body_audit_due": "2026-11-01"})
    assert "That day is over" in errors["body_audit_due"]
    assert await ana.submit({"body_audit_which": which, "body_audit_due": None}) == {}
    assert "by when is not known" in reads(told(ana))
    await ana.click("Change", told(ana))
    assert await ana.submit({"body_audit_which": which, "body_audit_due": "2027-01-12"}) == {}
    assert "in 41 days" in ana.last
    await ana.write("undo")
    assert "stands as it did before" in ana.last
    assert "by when is not known" in reads(await ana.open_home())
    await ana.write("undo")
    assert "No audit by IMI any more" in ana.last
    assert "Audit by IMI" not in reads(await ana.open_home())


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I've been selected for audit", "Audit by IMI"),
        ("oh no I've been selected for the IMI audit, what do I do?", "Audit by IMI"),
        ("help imi are auditing me", "Audit by IMI"),
        ("CMI have asked for my record", "You are in no scheme of theirs here"),
        ("IMI want my record by yesterday", "by when is not known"),
        ("imi audit 12 jan", "by 12 Jan 2027"),
        ("audit by imi 12 january", "by 12 Jan 2027"),
        ("selected by imi", "by when is not known"),
    ],
)
async def test_in_whatever_words_it_is_told_it_is_no_draft(
    harness: Harness, complete: Member, said: str, answer: str
) -> None:
    await complete.write("1h EV webinar yesterday")  # a question stands open
    before = await harness.query("SELECT count(*) FROM entry")
    await complete.write(said)
    assert answer in "\n".join(reads(one) for one in complete.heard[-2:])
    assert await harness.query("SELECT count(*) FROM entry") == before
    [(words,)] = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert words is None


@pytest.mark.parametrize(
    "said", ["they want my record by the end of January", "they need it by 31 Jan", "due 31/01"]
)
async def test_by_when_it_is_due_is_told_afterwards(complete: Member, said: str) -> None:
    await complete.write("selected by IMI, they need it within 14 days")
    assert "by 16 Dec 2026" in complete.last
    await complete.write(said)
    assert "by 31 Jan 2027" in complete.last


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 january", "12 Jan 2027"),
        ("end of january", "31 Jan 2027"),
        ("by the 12th of jan", "12 Jan 2027"),
    ],
)
@pytest.mark.parametrize("asked", [False, True])
async def test_a_day_alone_right_after_is_the_one_by_which_it_is_due(
    harness: Harness, complete: Member, said: str, day: str, *, asked: bool
) -> None:
    if asked:
        await complete.write("1h EV webinar yesterday")
    await complete.write("selected by imi")
    before = await harness.query("SELECT start_date, end_date, evaluate FROM entry ORDER BY id")
    await complete.write(said)
    assert f"by {day}" in complete.last
    after = await harness.query("SELECT start_date, end_date, evaluate FROM entry ORDER BY id")
    assert after == before


async def test_a_day_alone_is_an_entrys_once_something_else_was_told(
    harness: Harness, complete: Member
) -> None:
    await complete.write("selected by imi")
    await complete.write("1h EV webinar yesterday")
    await complete.write("30 november")
    await complete.write("3 december")
    assert await harness.query("SELECT due_on FROM body_audit") == [(None,)]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("I passed the audit", "passed"),
        ("IMI passed me", "passed"),
        ("they accepted everything", "passed"),
        ("failed the audit", "not_passed"),
        ("they rejected my record", "not_passed"),
    ],
)
@pytest.mark.parametrize("asked", [False, True])
async def test_what_came_of_it_is_told_in_words(
    harness: Harness, complete: Member, said: str, outcome: str, *, asked: bool
) -> None:
    await complete.write("IMI have selected me for audit")
    await complete.write("sent it to IMI")
    if asked:
        await complete.write("1h EV webinar yesterday")
    before = await harness.query("SELECT count(*) FROM entry")
    await complete.write(said)
    if not asked:
        await complete.write(said)  # said twice
    assert await harness.query("SELECT outcome, state FROM body_audit") == [(outcome, "over")]
    assert await harness.query("SELECT count(*) FROM entry") == before
    [(words,)] = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert words is None or not asked
    await complete.write("IMI accepted everything")  # on appeal
    assert await harness.query("SELECT outcome FROM body_audit") == [("passed",)]


@pytest.mark.parametrize(
    "said",
    [
        "I passed the audit",
        "IMI passed me",
        "they accepted everything",
        "failed the audit",
        "the audit's been called off",
    ],
)
async def test_what_came_of_none_is_said_and_the_form_offered(
    harness: Harness, complete: Member, said: str
) -> None:
    before = await harness.query("SELECT count(*) FROM entry")
    heard = len(complete.heard)
    await complete.write(said)
    assert complete.last.startswith("I know of no audit of your record that is on.")
    assert len(complete.heard) == heard + 1
    assert await harness.query("SELECT count(*) FROM entry") == before
    await complete.click("Tell me")
    assert "Who asks, and about which days?" in reads(complete.modal)


async def test_what_came_of_none_where_there_is_no_scheme(harness: Harness, ana: Member) -> None:
    await ana.write("I passed the audit")
    assert "I know of no audit of your record, and you are in no scheme" in ana.last


@pytest.mark.parametrize(
    "said",
    [
        "2h audit of tyre pressures yesterday, learnt to log them, helps on every job I do",
        "1h webinar on how IMI audit CPD yesterday",
        "selected a course on brakes, did it yesterday, 2h",
    ],
)
async def test_what_only_sounds_like_an_audit_is_an_activity(
    harness: Harness, complete: Member, said: str
) -> None:
    [(before,)] = await harness.query("SELECT count(*) FROM entry")
    await complete.write("IMI have selected me for audit")
    await complete.write(said)
    assert await harness.query("SELECT count(*) FROM entry") == [(before + 1,)]


async def test_in_a_hurry(harness: Harness, complete: Member) -> None:
    """Ten things that somebody does instead of what was thought of."""
    ana = complete
    await ana.write("sent it")  # before any is told: about no audit
    assert "Audit" not in ana.last
    await ana.write("IMI passed me")  # it is said that there is none
    assert "I know of no audit of your record" in ana.last
    await ana.write("I've been selected for audit")
    await ana.write("I've been selected for audit")  # said twice
    assert len(await harness.query("SELECT id FROM body_audit")) == 1
    await ana.write("IMI have asked for my record by 12 Jan")  # the day afterwards
    assert "by 12 Jan 2027" in ana.last
    await ana.write("IMI have asked for my record")  # without it again: it stays
    assert "by 12 Jan 2027" in ana.last
    await ana.click("Bring me the pack", told(ana))
    await ana.click("Bring me the pack", told(ana))  # clicked twice
    await harness.quiet()
    await ana.write("it's done", thread=told(ana))  # in the thread
    assert "Sent to IMI on 2 Dec 2026" in ana.last
    await ana.write("undo")
    before = told(ana)
    await ana.write("IMI cancelled the audit")
    assert "No audit by IMI any more" in ana.last
    assert all("See them" not in reads(one) for one in ana.heard)
    await ana.click("See them", before)  # an old button
    assert "not yours to see" in ana.last_whisper
    await ana.write("undo")
    assert "Audit by IMI" in reads(await ana.open_home())
    await ana.command("audit nonsense")
    assert "Audit by IMI" in ana.last_whisper


async def test_of_several_bodies_it_is_asked_which(harness: Harness, complete: Member) -> None:
    await harness.enrolled(ANA, "cmi", cycle_start=None)
    await complete.write("I've been selected for audit by 12 January")
    assert complete.last.startswith("An audit: by whom")
    await complete.click("Tell me")
    by = complete.modal.definition["blocks"]
    assert by[1]["element"]["initial_date"] == "2027-01-12"
    [cmi] = [
        one
        for one in by[0]["element"]["options"]
        if one["text"]["text"].startswith("CMI") and "2025" in one["text"]["text"]
    ]
    assert await complete.submit({"body_audit_which": cmi["value"]}) == {}
    assert "Audit by CMI, 3 Dec 2025 to 2 Dec 2026" in complete.last
    await complete.command("audit")
    assert "Chartered Managers" in complete.last_whisper


@pytest.mark.parametrize(
    "said", ["i've been selected", "I was picked at random", "ive just been picked"]
)
@pytest.mark.parametrize("asked", [False, True])
async def test_selected_alone_is_by_the_only_body_unless_something_else_is_asked(
    harness: Harness, complete: Member, said: str, *, asked: bool
) -> None:
    if asked:
        await complete.write("1h EV webinar yesterday")
    await complete.write(said)
    if asked:
        assert await harness.query("SELECT id FROM body_audit") == []
        assert "An audit: by whom, and of which days?" in complete.last
        assert await harness.query(
            "SELECT reflect, plan, act, evaluate FROM entry ORDER BY id DESC LIMIT 1"
        ) == [(None,) * 4]
        await complete.write("to log the insulation test, I use it on every EV job")
        [(words,)] = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
        assert "insulation" in words
        return
    assert "Audit by IMI, 1 Dec 2023 to 30 Nov 2026" in complete.last
    assert "still runs" not in complete.last


async def test_a_running_cycle_and_an_empty_record(harness: Harness, ana: Member) -> None:
    await harness.enrolled(ANA)
    await ana.write("IMI want to audit my CPD")
    assert "1 Jun 2025 to 31 May 2028" in ana.last
    assert "No saved entry lies in these days" in ana.last
    assert "This cycle still runs, and IMI audits complete ones." in ana.last
    await ana.click("Another cycle")
    assert "Who asks, and about which days?" in reads(ana.modal)
    await ana.command("audit")
    assert "There is nothing here." in ana.last_whisper


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("said", ["audit pack", "give me my audit pack", "the audit pack for IMI"])
async def test_the_pack_is_brought_by_word_and_no_archive_of_everything(
    harness: Harness, complete: Member, said: str, *, asked: bool
) -> None:
    await complete.write("selected by IMI")
    if asked:
        await complete.write("1h EV webinar yesterday")
    await complete.write(said)
    await harness.quiet()
    [name] = [
        one.name
        for one in harness.sandbox.workspace.files.values()
        if one.user_id == harness.sandbox.workspace.bot.id
    ]
    assert name.startswith("audit-pack-imi-2026-12-02")
    [(words,)] = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert words is None or not asked


async def test_a_pack_of_no_audit_is_none(harness: Harness, complete: Member) -> None:
    await complete.write("audit pack")
    await harness.quiet()
    assert complete.last.startswith("I know of no audit of your record that is on.")
    assert not harness.sandbox.workspace.file_contents


async def test_nobody_else_sees_it(harness: Harness, complete: Member) -> None:
    await complete.write("IMI have selected me for audit")
    ben = harness.member(BEN)
    await harness.enrolled(BEN)
    assert "Audit by IMI" not in await ben.command("audit")
    assert "Who asks, and about which days?" in reads(ben.modal)
    assert "Audit by IMI" not in reads(await ben.open_home())


async def test_paused_nothing_comes_and_what_was_missed_collapses(
    harness: Harness, complete: Member
) -> None:
    ana = complete
    await ana.write("IMI have selected me for audit by 12 January")
    await ana.command("pause until 8 Jan")
    heard = len(ana.heard)
    await harness.move_to(SATURDAY + timedelta(days=46))
    assert [one for one in ana.heard[heard:] if "Audit by IMI: by" in reads(one)] == []
    await harness.move_to(SATURDAY + timedelta(days=51))  # 11 Jan, a Monday
    mine = [one for one in ana.heard[heard:] if "Audit by IMI: by 12 Jan" in reads(one)]
    assert len(mine) == 1


async def test_what_was_given_privately_is_asked_about_before_a_pack_and_can_stay_out(
    harness: Harness, complete: Member
) -> None:
    ana = complete
    with harness.open(ANA) as ctx:
        entry, *_ = ctx.work.entries.list(ctx.member.id, ["logged"], limit=1, offset=0)
        changed = update_fields(ctx, entry, "", private_stages=["evaluate"])
        content_changed(ctx, changed, "edited")
        ctx.commit()
    await ana.write("IMI have selected me for audit by 12 January")
    await ana.click("Bring me the pack", told(ana))
    assert "holds 1 answer that you gave privately" in reads(ana.modal)
    assert not harness.sandbox.workspace.file_contents
    await ana.write("give me my audit pack")  # in words no form can be opened: the button is there
    assert "Tap *Bring me the pack*" in ana.heard[-2].text
    assert "Audit by IMI" in ana.last
    assert not harness.sandbox.workspace.file_contents
    await ana.click("Bring me the pack", ana.heard[-1])
    assert await ana.submit({"pack_private": "without"}) == {}
    await harness.quiet()
    [content] = harness.sandbox.workspace.file_contents.values()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert pack.namelist() == ["record.pdf", "README.txt"]
        assert "LEFT OUT, at the member's wish: 1 answer given privately." in (
            pack.read("README.txt").decode()
        )
    assert "without what you gave privately" in ana.last
