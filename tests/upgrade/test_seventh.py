"""What a fortnight of use under release 0.7.0 leaves means the same to the newest code: time by
vehicle group, a start recorded over another, what was accepted again, registrations of which two
people told; and links as evidence, which it knew alone, in a chain of the first format.
"""

import json
from typing import Any

from bot.archive import chain
from bot.services.schemes.assessment import assess_again
from storage.row_types import RevisionRecord
from tests.harness import Harness, Member, reads
from tests.upgrade.looking import desk_of
from tests.upgrade.pilot import ANA, BEN, CAT, DAN, IDA, LEE, MAX, in_archive, of_the_seventh

pytestmark = of_the_seventh

OF_ANA = "https://certs.example.org/isolation?of=ana&page=1"
OF_BEN = "https://certs.example.org/ben-wiring"
OF_CAT = "https://certs.example.org/cat-leading?week=47"
OF_IDA = "https://certs.example.org/ida-brake-fluid"
NEW = "https://certs.example.org/isolation/new"
TESTER = "9 h of 6 h for both categories this year, to 31 Mar 2027."
GROUPS = "Of 3 h each: group A 1 h, group B 4 h, either 4 h."
PARTS = (
    "SELECT subject, minutes FROM assessment WHERE entry_id = {} AND enrolment_id = 14"
    " ORDER BY part"
)


async def status(harness: Harness, member: Member) -> str:
    """Where they stand, in one piece."""
    await harness.quiet()
    return await member.command("status")


async def links(harness: Harness, entry: int) -> list[str]:
    """An entry's evidence, each of it a link."""
    kept = await harness.query(f"SELECT kind, url FROM evidence WHERE entry_id = {entry}")
    assert {kind for kind, _ in kept} <= {"link"}
    return [url for _, url in kept]


def sound_chain(harness: Harness, slack_id: str) -> list[RevisionRecord]:
    """A member's revisions, of which each follows from the one before."""
    with desk_of(harness, slack_id) as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
        assert chain.verify(revisions, ctx.member.chain_head) is None
    return list(revisions)


def evidence_in(revision: RevisionRecord) -> Any:
    """As the revision holds it."""
    return json.loads(revision.content or "")["evidence"]


# Schemes


async def test_time_by_vehicle_group_stands_also_once_it_is_worked_out_anew(pilot: Harness) -> None:
    lee = pilot.member(LEE)
    for _ in range(2):
        said = await status(pilot, lee)
        assert (said.count(TESTER), said.count(GROUPS)) == (1, 1)
        assert await pilot.query(PARTS.format(23)) == [("group B", 120)]
        assert await pilot.query(PARTS.format(24)) == [("group A", 60), ("group B", 120)]
        assert await pilot.query(PARTS.format(8)) == [("", 120)]
        with desk_of(pilot, LEE.id) as ctx:
            assess_again(ctx, ctx.work.member_data.entries(ctx.member.id, 0, 100))
            ctx.commit()


async def test_a_group_that_was_asked_for_is_taken_and_counted(pilot: Harness) -> None:
    await pilot.quiet()
    lee = pilot.member(LEE)
    await lee.write("group B")
    [(subjects,)] = await pilot.query("SELECT CAST(subjects AS text) FROM entry WHERE id = 22")
    assert [each["name"] for each in json.loads(subjects)] == ["group B"]
    await lee.write("save")
    said = await status(pilot, lee)
    assert "11 h of 6 h for both categories" in said
    assert "group A 1 h, group B 6 h, either 4 h." in said


async def test_a_start_recorded_over_another_keeps_the_cycle_before_and_is_taken_back(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ida = pilot.member(IDA)
    await ida.command("settings")
    await ida.click("Earlier cycles", ida.whispers()[-1])
    assert "1 Dec 2023 to 15 Nov 2026: 0 of 90" in ida.last_whisper
    await ida.write("undo")
    assert "The start of your cycle is put back as it was." in ida.last
    start = "SELECT cycle_start, CAST(earlier AS text) FROM enrolment WHERE id = 12"
    [(began, earlier)] = await pilot.query(start)
    assert (str(began), json.loads(earlier)) == ("2023-12-01", {})


async def test_an_extension_keeps_its_day_and_what_had_counted(pilot: Harness) -> None:
    said = await status(pilot, pilot.member(BEN))
    assert "48 of 90. You told me on 17 Nov 2026: extended to 30 Jun 2027." in said
    assert "8 of 30 this year, 8 of 90 in your cycle" in said


async def test_of_two_who_told_of_a_registration_the_later_word_holds(pilot: Harness) -> None:
    ana, lee, max_ = (pilot.member(one) for one in (ANA, LEE, MAX))
    for member, told in (
        (ana, "restored since 20 Nov 2026, as you told me"),
        (lee, "restored since 19 Nov 2026, as an administrator told me"),
    ):
        assert "Removed" not in await status(pilot, member)
        await member.command("settings")
        assert told in member.last_whisper
    assert "Removed since 3 Nov 2026, as you told me on 17 Nov 2026." in await status(pilot, max_)
    assert await pilot.query("SELECT count(*) FROM registration_event") == [(8,)]


async def test_what_was_accepted_again_counts_and_may_be_refused_once_more(pilot: Harness) -> None:
    dan = pilot.member(DAN)
    assert "19 of 90 in your cycle" in await status(pilot, dan)
    [(told,)] = await pilot.query("SELECT CAST(disallowed AS text) FROM entry WHERE id = 5")
    assert [each.get("allowed", False) for each in json.loads(told)] == [False, True]
    await dan.command("list")
    page = dan.whispers()[-1]
    outcome = await dan.person.click(page, "more", "list:5:row", '{"do":"details","entry":5}')
    assert outcome.error is None
    await pilot.quiet()
    await dan.click("IMI did not accept it", dan.modal)
    assert await dan.submit({"disallowed_on": "2026-11-24", "disallowed_for": "relevant"}) == {}
    assert "18 of 90 in your cycle" in await status(pilot, dan)


# Links, and the chain that holds them


async def test_a_chain_with_links_goes_on_in_the_second_format(pilot: Harness) -> None:
    await pilot.quiet()
    before = sound_chain(pilot, ANA.id)
    assert [one.format for one in before] == [1] * 5
    [both, one_left] = [evidence_in(one) for one in before[-2:]]
    assert (one_left, len(both)) == ([OF_ANA], 2)
    ana = pilot.member(ANA)
    await ana.write(f"add this to the isolation course {NEW}")
    assert sorted(await links(pilot, 4)) == sorted([OF_ANA, NEW])
    *same, added = sound_chain(pilot, ANA.id)
    assert same == before
    assert added.format == 2
    assert evidence_in(added) == [{"kind": "link", "url": one} for one in (OF_ANA, NEW)]


async def test_undo_of_what_the_release_did_leaves_links_where_they_were(pilot: Harness) -> None:
    await pilot.quiet()
    ben, ida = pilot.member(BEN), pilot.member(IDA)
    state = "SELECT status FROM entry WHERE id = {}"
    await ben.write("undo")
    assert await pilot.query(state.format(26)) == [("discarded",)]  # it began the draft
    await ben.write("undo")
    assert await pilot.query(state.format(25)) == [("logged",)]
    assert await links(pilot, 25) == [OF_BEN]
    revisions = sound_chain(pilot, BEN.id)
    assert [one.format for one in revisions] == [1] * 4 + [2]
    assert evidence_in(revisions[-1]) == [{"kind": "link", "url": OF_BEN}]
    for _ in range(2):  # the start that she recorded; that the draft was discarded
        await ida.write("undo")
    assert await pilot.query(state.format(14)) == [("draft",)]
    assert await links(pilot, 14) == [OF_IDA]


async def test_a_link_whose_place_was_asked_for_goes_where_its_member_says(pilot: Harness) -> None:
    await pilot.quiet()
    cat = pilot.member(CAT)
    assert await links(pilot, 3) == []
    await cat.write("Evidence for Coaching skills workshop at work")
    assert await links(pilot, 3) == [OF_CAT]
    assert await pilot.query("SELECT id FROM held_message WHERE member_id = 3") == []
    revisions = sound_chain(pilot, CAT.id)
    assert evidence_in(revisions[-1]) == [{"kind": "link", "url": OF_CAT}]


async def test_details_and_exports_show_links_as_they_were(pilot: Harness) -> None:
    await pilot.quiet()
    ana = pilot.member(ANA)
    await ana.command("list")
    page = ana.whispers()[-1]
    await ana.person.click(page, "more", "list:4:row", '{"do":"details","entry":4}')
    await pilot.quiet()
    assert "certs.example.org/isolation?of=ana" in reads(ana.modal)
    await ana.person.close()
    await ana.command("export")
    brought = next(file for each in ana.heard for file in each.file_ids)
    whole = in_archive(pilot, brought, "record.json")
    [entry] = [one for one in json.loads(whole)["entries"] if one["id"] == 4]
    assert [one["url"] for one in entry["evidence"]] == [OF_ANA]


# Files


async def test_of_files_that_the_release_did_not_keep_nothing_is_made_up(pilot: Harness) -> None:
    await pilot.quiet()
    assert await pilot.query("SELECT count(*) FROM stored_file") == [(0,)]
    assert await pilot.query("SELECT count(*) FROM evidence WHERE kind = 'file'") == [(0,)]
    ben = pilot.member(BEN)
    await ben.write("I bleed it from the top now, which keeps air out of the heater on each job")
    await ben.write("save")
    assert await pilot.query("SELECT status FROM entry WHERE id = 26") == [("logged",)]
    assert "9 of 30 this year, 9 of 90 in your cycle" in await status(pilot, ben)
