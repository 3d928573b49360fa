"""A whole audit round, from its draft to an appeal that is upheld."""

import csv
import io
import zipfile

import pytest

from bot.policy.audits.draw import commitment
from tests.harness import ANA, BEN, IDA, Harness, Member, reads
from tests.scenario.audits.staging import complete_cycle, drafted, staffed

SEEDS = ("a seed of Max that is long enough", "a seed of Ben that is long enough")


async def round_page(member: Member, number: int = 1) -> str:
    """What somebody reads of a round."""
    await member.command("audit", name="/cpd-team")
    await member.press(member.whispers()[-1], "audit_round", f"audit:round-{number - 1}")
    return member.last_whisper


async def click(member: Member, words: str) -> None:
    await member.click(words, member.whispers()[-1])


async def drawn(harness: Harness) -> tuple[Member, Member, Member, Member]:
    """A round in which Ana was drawn and told."""
    await complete_cycle(harness, ANA)
    ana, lead, ben, ida = await staffed(harness)
    await drafted(lead)
    page = await round_page(lead)
    assert "1 person* in" in page
    await click(lead, "Name somebody")
    assert await lead.submit({"audit_person": BEN.id, "audit_role": "auditor"}) == {}
    await round_page(lead)
    await click(lead, "Freeze it")
    page = await round_page(lead)
    assert "Population hash" in page
    for member, seed in ((lead, SEEDS[0]), (ben, SEEDS[1])):
        await round_page(member)
        await click(member, "Commit to a seed")
        assert await member.submit({"audit_hash": commitment(seed)}) == {}
    page = await round_page(lead)
    assert "Ids hash" in page
    for member, seed in ((ben, SEEDS[1]), (lead, SEEDS[0])):
        await round_page(member)
        await click(member, "Reveal my seed")
        assert await member.submit({"audit_seed": seed}) == {}
    page = await round_page(lead)
    assert "drawn; nobody is told yet" in page
    assert SEEDS[0] in page
    await click(lead, "Tell those drawn")
    return ana, lead, ben, ida


async def handed_in(harness: Harness) -> tuple[Member, Member, Member, Member]:
    """The same, and Ana has handed in."""
    people = await drawn(harness)
    ana = people[0]
    assert "You were drawn at random in audit round 1" in ana.last
    await ana.click("Hand it in")
    assert "3 entries" in reads(ana.modal)
    assert await ana.submit({}) == {}
    return people


async def test_a_whole_round_to_an_appeal_that_is_upheld(either_harness: Harness) -> None:
    harness = either_harness
    ana, lead, ben, ida = await handed_in(harness)
    assert "Something was handed in to round 1" in ben.last

    # Ben reads, asks, and gets an answer in the thread.
    await ben.command("audit", name="/cpd-team")
    await click(ben, "Read")
    assert "Brake overhaul" not in ben.last_whisper  # words stand in a form alone
    await ben.press(ben.whispers()[-1], "audit_entry", "audit:entry-0")
    assert "I now check the pads" in reads(ben.modal)
    asked = {"audit_test_2": "ask", "audit_question": "Where did you use it?"}
    assert await ben.submit(asked) == {}
    question = ana.message("Where did you use it?")
    await ana.write("On every brake job since May", thread=question)
    assert "Your answer stands beside" in ana.last
    assert "was answered" in ben.last

    await ben.command("audit", name="/cpd-team")
    await click(ben, "Read")
    assert "[Decide]" not in ben.last_whisper
    assert "*Decide* comes once nothing is open: 4 tests of entry 1, " in ben.last_whisper
    await ben.press(ben.whispers()[-1], "audit_entry", "audit:entry-0")
    assert "On every brake job since May" in reads(ben.modal)
    found = {
        "audit_test_2": "not_met",
        "audit_kind": "not_in_job",
        "audit_reason": "That is not in your job",
    }
    assert await ben.submit(found) == {}
    await ben.command("audit", name="/cpd-team")
    await click(ben, "Read")
    await click(ben, "The rest is met")
    await click(ben, "Decide")
    assert "two auditors are recommended" in reads(ben.modal)
    assert await ben.submit({"audit_outcome": "not_met"}) != {}  # it needs reasons
    assert await ben.submit({"audit_outcome": "not_met", "audit_words": "One is out"}) == {}

    assert "That is not in your job" in ana.last
    assert "count for nothing from that day" in ana.last
    assert await credits_of(harness) == (3600 + 1800, 600)

    # Ana appeals, Ida decides, and what is upheld counts again.
    await ana.write("i want to appeal this")
    assert "You may appeal until" in ana.last
    await ana.click("Appeal")
    assert await ana.submit({"audit_words": "It is, since I moved to brakes"}) == {}
    await round_page(lead)
    await click(lead, "Those drawn")
    await click(lead, "Name who decides")
    assert "audit_person" in await lead.submit({"audit_person": BEN.id})  # he took part
    assert await lead.submit({"audit_person": IDA.id}) == {}
    assert "An appeal in audit round 1 is yours to decide" in ida.last
    await ida.command("audit", name="/cpd-team")
    await click(ida, "Read")
    appeal = "It is, since I moved to brakes"
    assert appeal in ida.last_whisper
    assert "against: the record as a whole and entry " in ida.last_whisper
    await click(ida, "Decide the appeal")
    assert appeal in reads(ida.modal)
    assert "against: the record as a whole and entry " in reads(ida.modal)
    seen = [reads(one) for who in (ben, lead) for one in (*who.heard, *who.whispers())]
    assert appeal not in " ".join(seen)
    upheld = [one["value"] for one in options(ida)]
    assert await ida.submit({"audit_upheld": upheld, "audit_words": "She showed it"}) == {}
    assert "upheld for" in ana.last
    assert await credits_of(harness) == (3600 + 1800 + 600, 0)

    # The file towards the body, and the sheet.
    await ana.click("One file for the body", ana.message("upheld for"))
    names = zipfile.ZipFile(io.BytesIO(brought(harness, ".zip"))).namelist()
    assert names == ["appeal.txt", "appeal.json"]
    await round_page(ana)
    await click(ana, "Sheet")
    rows = list(csv.reader(io.StringIO(brought(harness, ".csv").decode())))
    assert rows[0] == ["place", "hmac", "audit_id", "drawn", "line"]
    assert [row[3] for row in rows[1:]] == ["yes"]

    await round_page(lead)
    await click(lead, "Close it")
    assert "closed" in await round_page(lead)
    kinds = [kind for (kind,) in await harness.query("SELECT kind FROM audit_step ORDER BY id")]
    assert kinds[-1] == "closed"
    assert kinds.index("decided") < kinds.index("appealed") < kinds.index("appeal_decided")
    chained = await harness.query("SELECT count(*) FROM entry_revision WHERE kind = 'audited'")
    assert chained == [(4,)]
    looks = await harness.query("SELECT count(*) FROM access_log WHERE what = 'audit'")
    assert looks[0][0] >= 2


def options(member: Member) -> list[dict[str, str]]:
    """What can be ticked in the form on top."""
    return [
        option
        for block in member.modal.blocks
        if block["type"] == "input" and block["element"]["type"] == "checkboxes"
        for option in block["element"]["options"]
    ]


def brought(harness: Harness, ending: str) -> bytes:
    """The bytes of the file that came last."""
    workspace = harness.sandbox.workspace
    [*_, last] = [
        one for one in workspace.file_contents if workspace.files[one].user_id == workspace.bot.id
    ]
    assert workspace.files[last].name.endswith(ending)
    return workspace.file_contents[last]


async def credits_of(harness: Harness) -> tuple[int, int]:
    """How many minutes count of Ana's, and how many do not."""
    rows = await harness.query("SELECT state, sum(minutes) FROM assessment GROUP BY state")
    found = {state: int(minutes) for state, minutes in rows}
    return found.get("counted", 0), found.get("outside", 0)


@pytest.mark.parametrize(
    "said", ["i want to start an audit round", "Start a new audit round please"]
)
async def test_a_round_that_is_wanted_is_begun_by_command(harness: Harness, said: str) -> None:
    ana, lead, _, ida = await staffed(harness)
    for member, answer in (
        (lead, "`/cpd-team audit`"),
        (ida, "`/cpd-team audit`"),
        (ana, "That is for CPD leads"),
    ):
        before = len(member.heard)
        await member.write(said)
        await harness.quiet()
        assert answer in member.last
        assert len(member.heard) == before + 1
    assert not harness.sandbox.workspace.file_contents


async def test_nobody_sees_too_much(harness: Harness) -> None:
    """What was handed in is its auditor's alone."""
    ana, lead, ben, ida = await handed_in(harness)
    await round_page(lead)
    await click(lead, "Those drawn")
    assert "Ana" in lead.last_whisper
    assert "Brake" not in lead.last_whisper
    said = " ".join(reads(one) for one in (*lead.heard, *lead.whispers(), *ida.heard))
    assert "check the pads" not in said
    assert "Ana" not in await round_page(ida)
    del ana, ben
