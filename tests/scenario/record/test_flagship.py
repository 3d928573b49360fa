"""The flagship conversation of docs/conversation.md: a sentence, an answer, Save."""

import pytest

from tests.harness import ANA, ANSWER, SENTENCE, Harness, Member, buttons, harness_at, reads

DRAFT = """\
*High voltage isolation course*
Fri 20 Nov · 2 h · Bosch · 2 credits once you have answered
What did you learn, and where will you use it in your job?
[Save]
[Edit]
[Answer privately]
[Guide me · Skip · Later · Details · Discard]"""

ANSWERED = """\
*High voltage isolation course*
Fri 20 Nov · 2 h · Bosch · worth 2 credits
Ready to save.
[Save]
[Edit]
[Guide me · Details · Discard]"""

STANDING = """\
Saved, 2 credits: 8 of 30 this year, about 6 behind its pace; 33 of 90 in your cycle."""
MENU = "Add evidence · Copy for IMI · Details · Withdraw"


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_usual_entry_costs_three_interactions(mode: str, database_url: str) -> None:
    async with harness_at(database_url, mode=mode) as harness:
        ana = harness.member(ANA)
        await harness.enrolled(ANA)
        await harness.logged(ANA, days_ago=300, minutes=25 * 60, over_days=5)
        for _ in range(3):
            await harness.logged(ANA, days_ago=60, minutes=2 * 60)

        await ana.write(SENTENCE)
        assert [one.text for one in ana.heard] == ["A draft, and one question before you save."]
        assert reads(ana.card) == DRAFT

        await ana.write(ANSWER)
        assert reads(ana.card) == ANSWERED
        assert ana.last == "Noted.\n[Save]\n[Ask me another]"

        await ana.click("Save")
        assert buttons(ana.card) == buttons(ana.note) == ["Edit", MENU]
        assert reads(ana.note).startswith(STANDING)
        assert len(ana.heard) == 2


async def test_the_words_are_kept_as_they_were_written(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    [entry] = await harness.query(
        "SELECT title, minutes, provider, type, formality, evaluate, status "
        "FROM entry WHERE source_text IS NOT NULL"
    )
    assert entry == (
        "High voltage isolation course",
        120,
        "Bosch",
        "short course",
        "formal",
        ANSWER,
        "logged",
    )


async def test_no_fallback_text_holds_a_title(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    assert all("isolation" not in one.text for one in technician.heard)
