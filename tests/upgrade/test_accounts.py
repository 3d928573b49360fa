"""What release 0.2.0 took for answers, and left open: it counts as it did until it is changed, is
read from then on, and can be gone on with.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.conversation.elements import READER
from sandbox import User
from sandbox.forms import options_of, placed
from tests.harness import Harness, Member, reads
from tests.upgrade.looking import stand_as
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EVENING,
    MAX,
    SECOND,
    in_archive,
    of_the_second,
)

pytestmark = of_the_second

ANYBODY = (ANA, BEN, CAT, DAN, MAX)
KEPT = SECOND.table("Entry", "Stage", "Words")
"""The answers that are no account."""

IN_EVALUATION = "sorry, it was 3 hours"
"""All that stands in the evaluation of Ana's entry 7, which counts 1."""


async def test_words_added_to_a_saved_entry_let_it_count_as_it_did(pilot: Harness) -> None:
    ana = await _at_rest(pilot, ANA)
    before = await _assessed(pilot, 7)
    assert before[0] == ("counted", 100, "")
    await _edit(ana, 7, {"evaluate": f"{IN_EVALUATION}\nI bleed the far corner first now"})
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 7") == [
        (f"{IN_EVALUATION}\nI bleed the far corner first now",)
    ]
    assert await _assessed(pilot, 7) == before
    assert await _has_account(pilot, 7) is False
    stand_as(pilot, ANA.id, SECOND.standings()[ANA.id])


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("it showed me how to bleed the far corner first, on every brake job I do", "counted"),
        ("dunno", "waiting"),
    ],
)
async def test_a_saved_entry_is_read_anew_once_a_stage_of_it_is_replaced(
    pilot: Harness, words: str, state: str
) -> None:
    ana = await _at_rest(pilot, ANA)
    await _edit(ana, 7, {"evaluate": words, "reflect": ""})
    [(found, _, reader), *_] = await _assessed(pilot, 7)
    assert (found, reader) == (state, READER)
    assert await _has_account(pilot, 7) is True
    await ana.write("undo")
    assert (await _assessed(pilot, 7))[0] == ("counted", 100, "")
    stand_as(pilot, ANA.id, SECOND.standings()[ANA.id])


async def test_its_form_says_what_a_change_would_cost(pilot: Harness) -> None:
    """Entry 26 counted by the five words of a line that does not say how it helps."""
    ana = await _at_rest(pilot, ANA)
    await _open_form(ana, 26)
    assert "Its 1 credit count as they were saved" in reads(ana.modal)
    assert await ana.submit({"reflect": "can you remind me tomorrow\nit was on the plan"}) == {}
    assert (await _assessed(pilot, 26))[0] == ("counted", 100, "")
    await _edit(ana, 26, {"reflect": "it was on the plan for all of us"})
    assert (await _assessed(pilot, 26))[0] == ("waiting", 100, READER)
    await _open_form(ana, 1)
    assert "as they were saved" not in reads(ana.modal)


async def test_facts_of_a_saved_entry_change_and_its_tests_stay_met(pilot: Harness) -> None:
    ana = await _at_rest(pilot, ANA)
    await _edit(ana, 7, {"duration": "3 h"})
    assert (await _assessed(pilot, 7))[0] == ("counted", 300, "")


async def test_five_words_over_two_stages_wait_as_they_did_until_one_is_replaced(
    pilot: Harness,
) -> None:
    """Together they are enough by now; what was saved before is not read by it unasked."""
    ana = await _at_rest(pilot, ANA)
    assert (await _assessed(pilot, 13))[0] == ("waiting", 200, "")
    await _edit(ana, 13, {"title": "Tyre pressure sensors"})
    assert (await _assessed(pilot, 13))[0] == ("waiting", 200, "")
    await _edit(ana, 13, {"evaluate": "a sensor sleeps longer"})
    assert (await _assessed(pilot, 13))[0] == ("counted", 200, READER)


async def test_words_added_to_one_that_waits_make_it_count_as_the_release_would_have(
    pilot: Harness,
) -> None:
    ana = await _at_rest(pilot, ANA)
    await _edit(ana, 12, {"evaluate": "zeroing\nthe tester before each reading"})
    assert (await _assessed(pilot, 12))[0] == ("counted", 100, "")


async def test_a_saved_entry_that_is_withdrawn_and_restored_counts_as_it_did(
    pilot: Harness,
) -> None:
    dan = await _at_rest(pilot, DAN)
    before = await _assessed(pilot, 8)
    await dan.command("list")
    await _choose(dan, "Withdraw", 8)
    assert await _assessed(pilot, 8) == []
    await dan.command("list")
    await _choose(dan, "Restore", 8)
    assert await _assessed(pilot, 8) == before
    stand_as(pilot, DAN.id, SECOND.standings()[DAN.id])


async def test_a_draft_of_the_release_is_read_when_it_is_saved(pilot: Harness) -> None:
    ben = await _at_rest(pilot, BEN)
    await ben.open_home()
    await ben.click("Save", ben.home)
    [(status, kept)] = await pilot.query("SELECT status, account FROM entry WHERE id = 24")
    assert status == "logged"
    assert kept is not None
    assert {reader for _, _, reader in await _assessed(pilot, 24)} == {READER}


async def test_what_is_no_account_is_shown_once_to_whoever_kept_it(pilot: Harness) -> None:
    """All but what was typed privately, and changes nothing by itself."""
    for _ in range(2):
        for user in ANYBODY:
            await pilot.member(user).write("thanks")
    shown = {user.id: _old_answers(pilot.member(user)) for user in ANYBODY}
    private = [row["Words"] for row in KEPT if row["How"] == "typed privately"]
    assert len(private) == 1
    for row in KEPT:
        [(owner,)] = await pilot.query(
            "SELECT slack_id FROM member JOIN entry ON entry.member_id = member.id"
            f" WHERE entry.id = {row['Entry']}"
        )
        found = [one for one in shown[owner] if f"“{row['Words']}”" in one]
        assert len(found) == (0 if row["Words"] in private else 1), row
    assert sum(len(lines) for lines in shown.values()) == len(KEPT) - len(private)
    for user in ANYBODY:
        stand_as(pilot, user.id, SECOND.standings()[user.id])


async def test_an_old_answer_that_is_removed_comes_back_with_undo(pilot: Harness) -> None:
    max_ = await _at_rest(pilot, MAX)
    await max_.write("thanks")
    await max_.click("Remove", max_.message("do not read like it"))
    changed = "SELECT count(*) FROM entry WHERE account IS NOT NULL AND id IN (6, 9, 10)"
    assert await pilot.query(changed) == [(1,)]
    await max_.write("undo")
    assert await pilot.query(changed) == [(0,)]
    stand_as(pilot, MAX.id, SECOND.standings()[MAX.id])
    await _exactly_as_kept(pilot, 9, 10)


async def test_the_days_after_repeat_nothing_and_tell_nothing_private(pilot: Harness) -> None:
    """What the release said once is not said again."""
    ben = await _at_rest(pilot, BEN)
    await ben.write("thanks")
    await ben.command("list")
    for days in range(1, 13):
        await pilot.move_to(EVENING + timedelta(days=days, hours=-4))
    await ben.open_home()
    said = "\n".join([*map(reads, ben.heard), *map(reads, ben.whispers()), reads(ben.home)])
    assert "Hybrid course" in said
    assert "Battery storage seminar" in said
    assert "marmalade" not in said
    assert "three hours in the end" not in said
    once = "kind IN ('old_draft', 'waiting_entry')"
    assert await pilot.query(f"SELECT count(*) > 5 FROM nudge WHERE {once}") == [(True,)]
    repeated = (
        f"SELECT entry_id FROM nudge WHERE {once} GROUP BY entry_id, kind HAVING count(*) > 1"
    )
    assert await pilot.query(repeated) == []


async def test_undo_steps_of_the_release_are_taken_back_one_by_one(pilot: Harness) -> None:
    """Dan's latest turns: a draft, and before it a form that changed a saved entry."""
    dan = await _at_rest(pilot, DAN)
    entry = "SELECT minutes, act FROM entry WHERE id = 19"
    chain = f"SELECT chain_length FROM member WHERE slack_id = '{DAN.id}'"
    [(length,)] = await pilot.query(chain)
    assert await pilot.query(entry) == [(90, "an hour at the rollers")]
    await dan.write("undo")
    assert await pilot.query("SELECT status FROM entry WHERE id = 22") == [("discarded",)]
    await dan.write("undo")
    assert await pilot.query(entry) == [(60, None)]
    assert await _assessed(pilot, 19) == [
        ("counted", None, ""),
        ("counted", 100, ""),
        ("counted", 100, ""),
    ]
    assert await pilot.query(chain) == [(length + 1,)]


async def test_questions_that_the_release_left_open_can_be_answered(pilot: Harness) -> None:
    """At once, and in its thread where it has waited for longer than a working day."""
    cat = await _at_rest(pilot, CAT)
    words = "I hand over the reason with the task and they plan it themselves"
    await cat.write(words)
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 25") == [(words,)]
    dan = pilot.member(DAN)
    [(channel, ts)] = await pilot.query(
        "SELECT channel, ts FROM outbox WHERE entry_id = 22 AND kind = 'card'"
    )
    card = pilot.sandbox.workspace.message(channel, ts)
    assert card is not None
    await dan.write("4 hours", thread=card)
    assert await pilot.query("SELECT minutes FROM entry WHERE id = 22") == [(240,)]


async def test_exports_that_were_under_way_are_brought_once_and_hold_what_was_written(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    for user, entries in ((BEN, [3, 11, 24]), (MAX, [6, 9, 10, 21])):
        files = [file for one in pilot.member(user).heard for file in one.file_ids]
        assert len(files) == 1
        document = json.loads(in_archive(pilot, files[0], "record.json"))
        assert [one["id"] for one in document["entries"]] == entries
        for one in document["entries"]:
            [kept] = await pilot.query(
                f"SELECT reflect, plan, act, evaluate FROM entry WHERE id = {one['id']}"
            )
            assert tuple(one[stage] for stage in ("reflect", "plan", "act", "evaluate")) == kept


async def _exactly_as_kept(harness: Harness, *entries: int) -> None:
    """The answers that are no account stand where they stood."""
    for row in KEPT:
        if int(row["Entry"]) in entries:
            [(words,)] = await harness.query(
                f"SELECT {row['Stage']} FROM entry WHERE id = {row['Entry']}"
            )
            assert row["Words"] in words.splitlines()


async def _at_rest(harness: Harness, user: User) -> Member:
    """Somebody, once all that was open has been dealt with."""
    await harness.quiet()
    return harness.member(user)


async def _assessed(harness: Harness, entry: int) -> list[tuple[str, int | None, str]]:
    """What is kept of an entry, by scheme: state, credits (hundredths) and reader."""
    found = await harness.query(
        "SELECT state, credits, reader FROM assessment JOIN enrolment e ON e.id = enrolment_id"
        f" WHERE entry_id = {entry} ORDER BY e.pack"
    )
    return [(state, credits, reader) for state, credits, reader in found]


async def _has_account(harness: Harness, entry: int) -> bool:
    [(account,)] = await harness.query(f"SELECT account FROM entry WHERE id = {entry}")
    return account is not None


async def _edit(member: Member, entry: int, values: Mapping[str, str]) -> None:
    """Some fields of an entry's form, filled in otherwise."""
    await _open_form(member, entry)
    assert await member.submit(values) == {}


async def _open_form(member: Member, entry: int) -> None:
    await member.command("list")
    await _choose(member, "Edit", entry)


async def _choose(member: Member, words: str, entry: int) -> None:
    """What the menu beside an entry offers under these words, in the newest list."""
    shown = member.whispers()[-1]
    [(place, value)] = [
        (place, option["value"])
        for place in placed(shown.blocks)
        for option in options_of(place.element)
        if option["text"]["text"] == words and json.loads(option["value"])["entry"] == entry
    ]
    outcome = await member.person.click(shown, place.action_id, place.block_id, value)
    assert outcome.error is None
    await member.harness.quiet()


def _old_answers(member: Member) -> list[str]:
    """The lines that somebody is asked about since the upgrade."""
    return [
        line
        for one in member.heard
        if float(one.ts) >= EVENING.timestamp() and "do not read like it" in reads(one)
        for line in reads(one).splitlines()
        if line.startswith("*")
    ]
