"""A certificate that says something against itself is kept, said so, and proves nothing."""

import pytest

from bot.services.schemes.assessment import worth_of
from sandbox import Upload
from tests.drawn import pdf
from tests.harness import ANA, ANSWER, SENTENCE, Harness, Member, buttons

PAGE = (
    "Certificate of completion",
    "Name: Ana Ortiz",
    "Course: High voltage isolation",
    "Date completed: 20 November 2026",
    "Duration: 2 hours",
)


def flawed(line: str) -> Upload:
    """A certificate with that line on it."""
    return Upload("cert.pdf", pdf([*PAGE, line]))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("REVOKED", 'says "revoked"'),
        ("VOID", 'says "void"'),
        ("Score: 42 %, pass mark 70", "gives 42 where the pass mark is 70"),
        ("The candidate did not pass the final assessment.", 'says "not passed"'),
        ("Status: withdrawn", 'says "withdrawn"'),
    ],
)
async def test_alone_it_makes_no_draft_and_is_kept(
    harness: Harness, technician: Member, line: str, said: str
) -> None:
    before = await harness.query("SELECT id, version FROM entry")
    await technician.write("", files=[flawed(line)])
    assert said in technician.last
    assert "does not count as proof" in technician.last
    assert "A new entry" in buttons(technician.heard[-1])
    assert await harness.query("SELECT id, version FROM entry") == before
    await technician.click("Just keep it")
    assert "I keep *cert.pdf*" in technician.last


async def test_beside_an_entry_it_is_asked_about_and_counts_as_no_evidence(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[flawed("REVOKED")])
    assert "Evidence kept for" in technician.last
    await technician.write(ANSWER)
    assert 'says "revoked", so it does not count as proof' in technician.last
    assert buttons(technician.heard[-1]) == ["Keep it", "Take it away"]
    await technician.click("Keep it")
    await technician.click("Save", technician.card)
    with harness.open(ANA) as ctx:
        [entry] = [
            one
            for one in ctx.work.entries.list(ctx.member.id, ["logged"])
            if ctx.work.entries.evidence([one.id])[one.id]
        ]
        [worth] = worth_of(ctx, [entry])[entry.id]
    assert "no evidence" in [one.short for one in worth.assessment.findings]
