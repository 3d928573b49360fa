"""What a fortnight of use under release 0.8.0 leaves means the same to the newest code: files as
evidence, old logs and a calendar, drafts that others told of, questions about files, and jobs of
the kinds that it was the first to queue.
"""

from bot.archive import chain
from sandbox.forms import Value
from storage.engine import migrate
from tests.harness import Harness, reads
from tests.upgrade.looking import TOTALS, desk_of, found
from tests.upgrade.pilot import ANA, BEN, CAT, DAN, EIGHTH, IDA, of_the_eighth
from tests.upgrade.screens import Screens, one

EVIDENCE = (
    "SELECT id, entry_id, kind, url, name, sha256, CAST(runs_out AS text) FROM evidence ORDER BY id"
)
IMPORT = "SELECT state FROM imported_file WHERE id = {}"
TITLES = "SELECT title, status FROM entry WHERE title LIKE '{}%' ORDER BY title"
BOTH: dict[str, Value] = {"import_own": ["yes"], "import_words": ["yes"]}


async def click(pilot: Harness, surface: str, action: str, block: str = "") -> None:
    """What the release had put on a screen."""
    outcome = await Screens(pilot.sandbox, EIGHTH).click(one(EIGHTH, surface, action, block))
    assert outcome.error is None
    await pilot.quiet()


@of_the_eighth
def test_totals_and_evidence_are_the_same_once_it_is_updated(unmigrated_url: str) -> None:
    totals, evidence = found(unmigrated_url, TOTALS, EVIDENCE)
    assert len(totals) > 3
    assert [row[2] for row in evidence] == ["file", "link", "file", "message", "link", "file"]
    migrate.upgrade(unmigrated_url)
    assert found(unmigrated_url, TOTALS, EVIDENCE) == [totals, evidence]


@of_the_eighth
async def test_evidence_is_whole_and_its_chain_sound(pilot: Harness) -> None:
    await pilot.quiet()
    kept = await pilot.query(
        "SELECT name, CAST(runs_out AS text) FROM evidence WHERE kind = 'file' AND id < 7"
        " ORDER BY id"
    )
    assert kept == [
        ("isolation.pdf", "2028-11-12"),
        ("first-aid.pdf", "2027-02-10"),
        ("wiring.pdf", "2029-11-20"),
    ]
    with desk_of(pilot, ANA.id) as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
        assert {each.format for each in revisions} == {2}
        assert chain.verify(revisions, ctx.member.chain_head) is None
    ana = pilot.member(ANA)
    await click(pilot, "home", "details", "home:3")
    assert "runs out on 10 Feb 2027" in reads(ana.modal)
    await ana.click("Send me the file", ana.modal)
    contents = pilot.sandbox.workspace.file_contents
    brought = [contents[file] for each in ana.heard for file in each.file_ids]
    assert EIGHTH.file("first-aid.pdf") in brought


@of_the_eighth
async def test_an_import_in_preview_can_be_taken(pilot: Harness) -> None:
    await pilot.quiet()
    assert await pilot.query(IMPORT.format(3)) == [("preview",)]
    await click(pilot, "message", "import_take", "import:3")
    assert await pilot.member(DAN).submit(BOTH) == {}
    assert await pilot.query(IMPORT.format(3)) == [("done",)]
    taken = [("Earlier course 1", "logged"), ("Earlier course 2", "logged")]
    assert await pilot.query(TITLES.format("Earlier")) == taken


@of_the_eighth
async def test_an_import_in_preview_can_be_left(pilot: Harness) -> None:
    await pilot.quiet()
    await click(pilot, "message", "import_leave", "import:3")
    assert await pilot.query(IMPORT.format(3)) == [("discarded",)]
    assert await pilot.query(TITLES.format("Earlier")) == []


@of_the_eighth
async def test_jobs_that_the_release_queued_are_done(pilot: Harness) -> None:
    await pilot.quiet()
    jobs = "SELECT kind, state FROM job WHERE id BETWEEN 15 AND 17 ORDER BY id"
    assert await pilot.query(jobs) == [
        ("file", "done"),
        ("import_take", "done"),
        ("export", "done"),
    ]
    held = "SELECT CAST(runs_out AS text) FROM evidence WHERE name = 'held.pdf'"
    assert await pilot.query(held) == [("2028-11-24",)]
    assert await pilot.query(TITLES.format("Brake systems")) == [("Brake systems", "draft")]
    assert await pilot.query(IMPORT.format(4)) == [("done",)]
    late = [("Late course 1", "logged"), ("Late course 2", "logged")]
    assert await pilot.query(TITLES.format("Late")) == late


@of_the_eighth
async def test_an_import_that_was_done_is_taken_back_whole(pilot: Harness) -> None:
    await pilot.quiet()
    await click(pilot, "message", "import_undo", "import:1")
    assert await pilot.query(IMPORT.format(1)) == [("undone",)]
    assert await pilot.query(TITLES.format("Old course")) == []


@of_the_eighth
async def test_questions_about_files_can_still_be_answered(pilot: Harness) -> None:
    await pilot.quiet()
    cat, ida = (pilot.member(each) for each in (CAT, IDA))
    await cat.write("Evidence for Coaching skills workshop at work")
    of_cat = "SELECT entry_id FROM evidence WHERE name = 'IMG_1234.heic'"
    assert await pilot.query(of_cat) == [(1,)]
    await ida.write("forget it")
    assert await pilot.query("SELECT id FROM held_message WHERE id = 5") == []
    [not_mine] = [
        each
        for each in EIGHTH.samples("message")
        if each.user == BEN.id and each.element and each.element["action_id"] == "settle:1"
    ]
    assert (await Screens(pilot.sandbox, EIGHTH).click(not_mine)).error is None
    await pilot.quiet()
    assert await pilot.query("SELECT id FROM evidence WHERE name = 'wiring.pdf'") == []


@of_the_eighth
async def test_what_others_told_of_is_saved_by_whom_it_is_about(pilot: Harness) -> None:
    await pilot.quiet()
    status = "SELECT status FROM entry WHERE id = 4"
    await click(pilot, "message", "save", "card:4")
    assert await pilot.query(status) == [("logged",)]
    assert await pilot.query("SELECT kind FROM evidence WHERE entry_id = 4") == [("message",)]
    assert await pilot.query("SELECT state FROM source_statement ORDER BY id") == [
        ("told",),
        ("told",),
        ("waiting",),
    ]
