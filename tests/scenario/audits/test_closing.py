"""After every form of a round something says that it was taken, and messages open what they say."""

from bot.policy.audits.draw import commitment
from sandbox.forms import Placed, placed
from tests.harness import ANA, BEN, Harness, Member, buttons, reads
from tests.scenario.audits.staging import complete_cycle, drafted, staffed
from tests.scenario.audits.test_round import SEEDS, click, handed_in, round_page

MET = {f"audit_test_{place}": "met" for place in range(4)}


def open_modals(member: Member) -> int:
    """How many modals lie one upon the other."""
    stack = member.harness.sandbox.workspace.modals.get(member.person.user.id, [])
    return len(stack)


async def test_an_auditor_goes_from_entry_to_entry(harness: Harness) -> None:
    ana, _, ben, _ = await handed_in(harness)
    assert "Hand it in" not in buttons(ana.message("You were drawn at random"))
    told = ben.message("Something was handed in")
    await ben.click("Read", told)
    await ben.press(ben.whispers()[-1], "audit_entry", "audit:entry-0")
    for place, left in ((1, 2), (2, 1), (3, 0)):
        assert await ben.submit(MET) == {}
        assert f"Kept: entry {place}. {left} of 3 entries still to be read." in reads(ben.modal)
        assert open_modals(ben) == 1
        if left:
            await ben.click("Next entry", ben.modal)
            assert open_modals(ben) == 1
    await ben.click("Decide", ben.modal)
    assert await ben.submit({"audit_outcome": "met"}) == {}
    assert "Decided." in reads(ben.modal)
    assert "Read" not in buttons(ben.message("Something was handed in"))


def _says(one: Placed, words: str) -> bool:
    return bool(one.type == "button" and one.element["text"]["text"] == words)


async def test_who_is_named_is_asked_of_several_rounds_and_said_to_be_in(harness: Harness) -> None:
    await complete_cycle(harness, ANA)
    ana, lead, ben, _ = await staffed(harness)
    answer = await lead.command(f"audit auditor @{ANA.name}", name="/cpd-team")
    assert "You run no round just now." in answer
    await drafted(lead)
    await drafted(lead)
    answer = await lead.command(f"audit auditor @{ANA.name}", name="/cpd-team")
    assert "In which round?" in answer
    await click(lead, "Round 2")
    assert "Named in round 2" in lead.last_whisper
    assert "In the population: Ana. Whoever is drawn is read by somebody else." in lead.last_whisper
    assert "You were named an auditor of audit round 2" in ana.last
    await lead.command(f"audit witness @{BEN.name}", name="/cpd-team")
    await click(lead, "Round 1")
    assert "In the population" not in lead.last_whisper
    assert "You were asked to bring a seed to audit round 1" in ben.last


async def test_a_draft_can_be_changed_until_it_is_frozen(harness: Harness) -> None:
    await complete_cycle(harness, ANA)
    _, lead, ben, _ = await staffed(harness)
    await drafted(lead, "9")
    await lead.command(f"audit auditor @{BEN.name}", name="/cpd-team")
    await round_page(lead)
    await click(lead, "Change the draft")
    assert "1 person in, as counted last: too few for that size." in str(lead.modal.blocks)
    assert "audit_size" in await lead.submit({"audit_size": "0"})
    [(number,)] = await harness.query(f"SELECT id FROM member WHERE slack_id = '{BEN.id}'")
    assert await lead.submit({"audit_size": "50 %", "audit_out": [str(number)]}) == {}
    page = await round_page(lead)
    assert "Wanted: 50 %." in page
    assert "Auditors" not in page
    assert "You have no part in audit round 1 any more." in ben.last
    await click(lead, "Change the draft")
    assert "1 person in, as counted last: 1 would be drawn." in str(lead.modal.blocks)
    await round_page(lead)
    assert "with 1 person in, and 50 % wanted: 1 would be drawn" in str(lead.whispers()[-1].blocks)
    await click(lead, "Freeze it")
    assert "[Change the draft]" not in await round_page(lead)


async def test_steps_of_a_round_say_what_was_taken(harness: Harness) -> None:
    await complete_cycle(harness, ANA)
    _, lead, ben, _ = await staffed(harness)
    await drafted(lead)
    counted = lead.message("Round 1: everybody was gone through; 1 is in.")
    await lead.click("Show", counted)
    assert "1 person* in" in lead.last_whisper
    await click(lead, "Name somebody")
    assert await lead.submit({"audit_person": BEN.id, "audit_role": "auditor"}) == {}
    assert "Named in round 1" in reads(lead.modal)
    assert buttons(ben.message("You were named an auditor")) == []  # a draft is the lead's alone
    await round_page(lead)
    [freeze] = [
        one.element for one in placed(lead.whispers()[-1].blocks) if _says(one, "Freeze it")
    ]
    asked = freeze["confirm"]["text"]["text"]
    assert "frozen with 1 person in, and 1 wanted: 1 would be drawn. It cannot be" in asked
    await click(lead, "Freeze it")
    lead.message("Round 1: the population is frozen, with 1 person in and 1 to be drawn.")
    assert buttons(ben.message("You were named an auditor")) == ["Show"]

    await ben.click("Show", ben.message("You were named an auditor"))
    await click(ben, "Commit to a seed")
    objected = await ben.submit({"audit_hash": SEEDS[1]})
    assert "This wants the seed’s hash" in objected["audit_hash"]
    assert "not kept" in objected["audit_hash"]
    assert await ben.submit({"audit_hash": commitment(SEEDS[1])}) == {}
    assert "Committed. Keep your seed" in reads(ben.modal)
    await round_page(lead)
    await click(lead, "Commit to a seed")
    assert await lead.submit({"audit_hash": commitment(SEEDS[0])}) == {}
    assert "Committed, as the other has." in reads(lead.modal)
    lead.message("Round 1: the ids are made. Next, both reveal their seeds.")
    for member, seed, said in ((ben, SEEDS[1], "Revealed."), (lead, SEEDS[0], "Revealed, as")):
        await round_page(member)
        await click(member, "Reveal my seed")
        assert await member.submit({"audit_seed": seed}) == {}
        assert said in reads(member.modal)
        if member is ben:
            waits = "The other seed of round 1 is revealed. The draw waits for yours."
            assert waits in reads(lead.message(waits))
    lead.message("Round 1: the draw is made: 1 drawn. Next, you tell them.")
    await round_page(lead)
    await click(lead, "Cancel it")
    assert await lead.submit({"audit_why": "not_needed"}) == {}
    assert "The round is cancelled." in reads(lead.modal)
    assert "Audit round 1 was cancelled: nothing is left to do in it." in ben.last
    assert buttons(ben.message("You were named an auditor")) == ["Show"]
