"""What a fortnight of use under release 0.9.0 leaves means the same to the newest code: rounds in
every state, bodies' audits, shares and sign-offs, what was entered at a body, archives taken in, a
badge, and jobs of the kinds that it was the first to queue.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.archive import record_checks
from bot.archive.report import Report
from bot.badges.keys import make_key
from bot.policy.audits.draw import commitment
from bot.services.data_rights.export import export_json
from bot.services.sharing.viewing import shared_to
from sandbox import User
from sandbox.forms import Value
from storage.engine import migrate
from tests.harness import Harness, Member, buttons, reads
from tests.upgrade.looking import TOTALS, desk_of, found
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EVE,
    IDA,
    LEE,
    MAX,
    NINTH,
    Release,
    evening_of,
    of_the_ninth,
)
from tests.upgrade.screens import Screens, one

pytestmark = of_the_ninth

OF_MAX, OF_CAT = "another seed of Max that is long", "a seed of Cat that is long enough"
"""Max committed to his before the upgrade."""

BOTH: dict[str, Value] = {"import_own": ["yes"], "import_words": ["yes"]}
STATE = "SELECT state FROM audit_selection WHERE id = {}"
ROUND = "SELECT state FROM audit_round WHERE id = {}"
COUNTS = (
    "SELECT state, CAST(sum(credits) AS integer) FROM assessment WHERE entry_id = {} GROUP BY state"
)
WRITTEN = (
    "SELECT id, round_id, member_id, audit_id, state, entries FROM audit_selection ORDER BY id",
    "SELECT round_id, kind, by_id, about_id FROM audit_step ORDER BY id",
    "SELECT selection_id, kind, entry_id, test, by_id, words FROM audit_words ORDER BY id",
    "SELECT id, viewer_id, entry_id, CAST(last_day AS text), ended_at FROM share ORDER BY id",
    "SELECT id, reviewer_id, entry_id, state, words, content_mark FROM sign_off ORDER BY id",
    "SELECT entry_id, body, CAST(day AS text), content_mark FROM entered_at_body ORDER BY id",
    "SELECT member_id, scheme, CAST(due_on AS text), state FROM body_audit ORDER BY id",
    "SELECT member_id, import_id, number, length, head FROM sealed_segment ORDER BY id",
    "SELECT member_id, scheme, amount, minimum FROM issued_badge ORDER BY id",
)
"""What it was the first to write."""


async def click(pilot: Harness, surface: str, action: str, block: str = "") -> None:
    """What the release had put on a screen."""
    outcome = await Screens(pilot.sandbox, NINTH).click(one(NINTH, surface, action, block))
    assert outcome.error is None
    await pilot.quiet()


async def tap(member: Member, words: str) -> None:
    """On what was shown to them alone last."""
    await member.click(words, member.whispers()[-1])


async def round_page(member: Member, number: int) -> str:
    """What somebody reads of a round."""
    await member.command("audit", name="/cpd-team")
    rounds = member.whispers()[-1]
    [place] = [
        at
        for at, line in enumerate(reads(rounds).partition("[Show]")[0].split("*Round ")[1:])
        if line.startswith(f"{number}*")
    ]
    await member.press(rounds, "audit_round", f"audit:round-{place}")
    return member.last_whisper


def test_totals_and_what_it_was_the_first_to_write_are_the_same_once_it_is_updated(
    unmigrated_url: str,
) -> None:
    totals, *written = found(unmigrated_url, TOTALS, *WRITTEN)
    assert len(totals) > 3
    assert all(written)
    migrate.upgrade(unmigrated_url)
    assert found(unmigrated_url, TOTALS, *WRITTEN) == [totals, *written]


# Rounds


async def test_who_was_told_hands_in(pilot: Harness) -> None:
    await pilot.quiet()
    assert await pilot.query(STATE.format(1)) == [("told",)]
    await click(pilot, "message", "audit_hand_in")
    assert await pilot.member(ANA).submit({}) == {}
    assert await pilot.query(STATE.format(1)) == [("submitted",)]
    assert "Something was handed in to round 1" in pilot.member(BEN).last


async def test_what_was_handed_in_is_read_and_decided(pilot: Harness) -> None:
    await pilot.quiet()
    ben = pilot.member(BEN)
    await click(pilot, "message", "audit_reading")
    assert "Cat" in ben.last_whisper
    await ben.press(ben.whispers()[-1], "audit_entry", "audit:entry-0")
    assert "I now check the pads before I bleed the system" in reads(ben.modal)
    assert await ben.submit({f"audit_test_{place}": "met" for place in range(4)}) == {}
    await ben.click("Decide", ben.modal)
    assert await ben.submit({"audit_outcome": "met"}) == {}
    assert await pilot.query(STATE.format(2)) == [("decided",)]
    assert await pilot.query(COUNTS.format(3) + " HAVING sum(credits) > 0") == [("counted", 9000)]


async def test_an_open_question_is_answered(pilot: Harness) -> None:
    await pilot.quiet()
    dan, ben = pilot.member(DAN), pilot.member(BEN)
    await click(pilot, "message", "audit_answer")
    assert "Where did you use it?" in reads(dan.modal)
    assert await dan.submit({"audit_words": "On every brake job since May"}) == {}
    assert "was answered" in ben.last
    await ben.click("Read", ben.heard[-1])
    await ben.press(ben.whispers()[-1], "audit_entry", "audit:entry-0")
    assert "On every brake job since May" in reads(ben.modal)


async def test_what_was_not_met_is_appealed_against(pilot: Harness) -> None:
    await pilot.quiet()
    assert await pilot.query(COUNTS.format(5)) == [("outside", 0)]
    await click(pilot, "message", "audit_appeal")
    assert await pilot.member(EVE).submit({"audit_words": "It is my job"}) == {}
    assert await pilot.query(STATE.format(4)) == [("appealed",)]
    assert "Somebody has appealed in round 1" in pilot.member(MAX).last


async def test_an_open_appeal_is_decided_and_what_is_upheld_counts_again(pilot: Harness) -> None:
    await pilot.quiet()
    lead, ida, lee = (pilot.member(each) for each in (MAX, IDA, LEE))
    await click(pilot, "message", "audit_reader")
    assert await lead.submit({"audit_person": IDA.id}) == {}
    await ida.command("audit", name="/cpd-team")
    await tap(ida, "Read")
    assert "It is, since I moved to brakes" in ida.last_whisper
    await tap(ida, "Decide the appeal")
    upheld = [
        option["value"]
        for block in ida.modal.blocks
        if block["type"] == "input" and block["element"]["type"] == "checkboxes"
        for option in block["element"]["options"]
    ]
    assert await ida.submit({"audit_upheld": upheld, "audit_words": "He showed it"}) == {}
    assert "upheld for" in lee.last
    assert await pilot.query(COUNTS.format(6)) == [("counted", 9000)]


async def test_one_that_is_frozen_goes_on_by_the_second_seed(pilot: Harness) -> None:
    await pilot.quiet()
    lead, cat = pilot.member(MAX), pilot.member(CAT)
    assert commitment(OF_MAX) in await round_page(cat, 2)
    await tap(cat, "Commit to a seed")
    assert await cat.submit({"audit_hash": commitment(OF_CAT)}) == {}
    for member, seed in ((cat, OF_CAT), (lead, OF_MAX)):
        await round_page(member, 2)
        await tap(member, "Reveal my seed")
        assert await member.submit({"audit_seed": seed}) == {}
    assert "drawn; nobody is told yet" in await round_page(lead, 2)
    await tap(lead, "Tell those drawn")
    assert "You were drawn at random in audit round 2" in pilot.member(BEN).last
    assert await pilot.query(ROUND.format(2)) == [("open",)]


async def test_a_draft_is_counted_again_and_frozen(pilot: Harness) -> None:
    await pilot.quiet()
    lead = pilot.member(MAX)
    assert "Freeze it" not in await round_page(lead, 3)
    await tap(lead, "Count again")
    assert "*3 people* in as of 25 Nov 2026." in await round_page(lead, 3)
    await tap(lead, "Freeze it")
    assert await pilot.query(ROUND.format(3)) == [("frozen",)]


async def test_what_waits_of_an_erased_record_goes_when_it_was_said_to(pilot: Harness) -> None:
    await pilot.quiet()
    kept = "SELECT count(*) FROM audit_snapshot WHERE selection_id = 6"
    await pilot.move_to(datetime(2026, 12, 1, 15, tzinfo=UTC))
    assert await pilot.query(STATE.format(6)) == [("submitted",)]
    assert await pilot.query(kept) == [(1,)]
    await pilot.move_to(datetime(2026, 12, 3, 15, tzinfo=UTC))
    assert await pilot.query(STATE.format(6)) == [("erased",)]
    assert await pilot.query(kept) == [(0,)]


async def test_what_waits_of_an_erased_record_goes_by_an_administrators_word(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    await click(pilot, "ephemeral", "audit_erase_now")
    assert await pilot.query(STATE.format(6)) == [("erased",)]


# Bodies' audits, and what came of them


async def test_an_audit_that_is_prepared_says_what_was_added_late(pilot: Harness) -> None:
    await pilot.quiet()
    ben = pilot.member(BEN)
    await click(pilot, "message", "body_audit_show")
    await tap(ben, "As they read it")
    assert "by 12 Jan 2027, in 48 days" in ben.last_whisper
    assert "1 piece of evidence" in ben.last_whisper
    assert "after the cycle ended" in ben.last_whisper
    await ben.write("sent it to IMI")
    assert "Sent to IMI on 25 Nov 2026" in ben.last


async def test_one_that_was_sent_is_told_what_came_of_it(pilot: Harness) -> None:
    await pilot.quiet()
    cat = pilot.member(CAT)
    await click(pilot, "message", "body_audit_came")
    assert await cat.submit({"body_audit_outcome": "passed"}) == {}
    outcome = "SELECT state, outcome FROM body_audit WHERE id = 2"
    assert await pilot.query(outcome) == [("over", "passed")]


async def test_a_badge_that_was_issued_is_known_and_its_form_brings_another(
    release: Release, old_url: str, tmp_path: Path
) -> None:
    make_key(tmp_path / "keys", datetime(2026, 11, 25, tzinfo=UTC))
    async with evening_of(
        release,
        old_url,
        badges_name="Ampere Motors",
        badges_issuer="did:web:cpd.example.com",
        badges_keys=str(tmp_path / "keys"),
    ) as pilot:
        await pilot.quiet()
        ben = pilot.member(BEN)
        await click(pilot, "message", "badges")
        assert "90 of 90 credits; you have had its badge since 19 Nov 2026" in ben.last_whisper
        outcome = await Screens(pilot.sandbox, NINTH).submit("badge", {}, by=BEN.id)
        assert (outcome.error, outcome.errors) == (None, {})
        await pilot.quiet()
        issued = "SELECT member_id, scheme, amount, minimum FROM issued_badge ORDER BY id"
        assert await pilot.query(issued) == [(2, "imi-register", 9000, 9000)] * 2


@pytest.mark.parametrize(
    ("form", "user", "values", "said"),
    [
        (
            "audit_make_appeal",
            LEE,
            {"audit_words": "Once more"},
            "You have appealed already. There is one appeal here.",
        ),
        (
            "audit_entry",
            BEN,
            {"audit_test_0": "not_met", "audit_reason": "Once more"},
            "That does not fit where it is just now. Open it again to see.",
        ),
        (
            "audit_commit",
            MAX,
            {"audit_hash": commitment("once more, and long enough")},
            "That does not fit where it is just now. Open it again to see.",
        ),
    ],
)
async def test_a_form_whose_step_was_taken_changes_nothing(
    pilot: Harness, form: str, user: User, values: dict[str, Value], said: str
) -> None:
    await pilot.quiet()
    before = [await pilot.query(each) for each in WRITTEN]
    outcome = await Screens(pilot.sandbox, NINTH).submit(form, values, by=user.id)
    await pilot.quiet()
    assert [*outcome.errors.values()] == [said]
    assert [await pilot.query(each) for each in WRITTEN] == before


# Shares


async def test_shares_hold_until_their_day_and_what_was_stopped_stays_so(pilot: Harness) -> None:
    await pilot.quiet()
    dan, ana = pilot.member(DAN), pilot.member(ANA)
    await click(pilot, "message", "open_shared", "share:4")
    assert "High voltage isolation course" in reads(dan.modal)
    await dan.person.close()
    assert not await may_read(pilot, BEN)
    assert await may_read(pilot, MAX) == [2, 3]
    await pilot.move_to(datetime(2026, 12, 1, 15, tzinfo=UTC))
    await click(pilot, "message", "open_shared", "share:4")
    assert "not shared with you any more" in reads(dan.modal)
    assert await may_read(pilot, MAX) == [2]
    await click(pilot, "message", "stop_sharing", "share:2")
    assert await may_read(pilot, MAX) == []
    assert "can no longer read" in "".join(reads(each) for each in ana.heard)


async def may_read(pilot: Harness, user: User) -> list[int]:
    """The numbers of the shares that somebody can open."""
    with desk_of(pilot, user.id) as ctx:
        return [each.share_id for each in shared_to(ctx)]


async def test_a_sign_off_that_was_given_stands_and_one_that_is_asked_for_is_given(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ana, dan = pilot.member(ANA), pilot.member(DAN)
    await click(pilot, "message", "details", "sign-off:1")
    assert "“Saw it done on two vehicles”" in reads(ana.modal)
    await ana.person.close()
    await click(pilot, "message", "open_shared", "sign-off:2")
    await dan.click("Sign it off", dan.modal)
    assert await dan.submit({"sign_off_words": "I was there"}) == {}
    assert "Dan has signed off *High voltage isolation course*." in ana.last
    signed = "SELECT state FROM sign_off ORDER BY id"
    assert await pilot.query(signed) == [("confirmed",), ("confirmed",)]


async def test_what_was_entered_at_a_body_is_not_asked_for_again(pilot: Harness) -> None:
    await pilot.quiet()
    ana = pilot.member(ANA)
    assert "not at IMI yet" not in " ".join(buttons(await ana.open_home()))
    await click(pilot, "message", "save", "card:11")
    assert "1 not at IMI yet" in " ".join(buttons(await ana.open_home()))


# Archives


async def test_a_sealed_segment_is_whole_and_verifies(pilot: Harness) -> None:
    await pilot.quiet()
    with desk_of(pilot, MAX.id) as ctx:
        record = json.loads(b"".join(export_json(ctx.work, ctx.member, ctx.now)))
    assert [len(record["segments"]), len(record["segment_revisions"])] == [1, 2]
    report = Report()
    record_checks.checked(record, report)
    assert report.well, report.said
    assert [each.text for each in report.said if "sealed segment" in each.text]


async def test_an_archive_in_preview_can_be_taken(pilot: Harness) -> None:
    await pilot.quiet()
    await click(pilot, "message", "import_take", "import:2")
    assert await pilot.member(IDA).submit(BOTH) == {}
    assert await pilot.query("SELECT state FROM imported_file WHERE id = 2") == [("done",)]
    taken = "SELECT title, status FROM entry WHERE member_id = 8 ORDER BY id"
    assert await pilot.query(taken) == [("Course 1", "logged"), ("Course 2", "logged")]
    with desk_of(pilot, IDA.id) as ctx:
        record = json.loads(b"".join(export_json(ctx.work, ctx.member, ctx.now)))
    assert len(record["segments"]) == 1


async def test_an_archive_in_preview_can_be_left(pilot: Harness) -> None:
    await pilot.quiet()
    await click(pilot, "message", "import_leave", "import:2")
    assert await pilot.query("SELECT state FROM imported_file WHERE id = 2") == [("discarded",)]
    assert await pilot.query("SELECT id FROM entry WHERE member_id = 8") == []
    assert await pilot.query("SELECT id FROM sealed_segment WHERE member_id = 8") == []


# Jobs


async def test_jobs_that_the_release_queued_bring_their_files(pilot: Harness) -> None:
    await pilot.quiet()
    jobs = "SELECT kind, state FROM job WHERE id BETWEEN 18 AND 21 ORDER BY id"
    kinds = ("audit_pack", "document", "export", "audit_file")
    assert await pilot.query(jobs) == [(kind, "done") for kind in kinds]
    workspace = pilot.sandbox.workspace
    begins = {
        BEN: ("audit-pack-imi-2026-11-25", b"PK"),
        DAN: ("cpd-year-2026", b"%PDF"),
        EVE: ("cpd-archive-2026-11-25", b"PK"),
        LEE: ("cpd-audit-1-", b"place,hmac,"),
    }
    for user, (name, content) in begins.items():
        [brought] = [file for message in pilot.member(user).heard for file in message.file_ids]
        assert workspace.files[brought].name.startswith(name)
        assert workspace.file_contents[brought].startswith(content)
