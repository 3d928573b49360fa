"""After every form of a round something says that it was taken, and messages open what they say."""

from bot.policy.audits.draw import commitment
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
    lead.message("Round 1: the draw is made: 1 drawn. Next, you tell them.")
    await round_page(lead)
    await click(lead, "Cancel it")
    assert await lead.submit({"audit_why": "not_needed"}) == {}
    assert "The round is cancelled." in reads(lead.modal)
    assert buttons(ben.message("You were named an auditor")) == ["Show"]
