"""What a certificate is only supposed to be called is asked, and becomes a fact by its answer."""

import pytest

from bot.services.context.refused import Refused
from bot.services.record.incoming.held_words import settle
from sandbox import Upload
from tests.drawn import pdf
from tests.harness import ANA, ANSWER, IDA, Harness, Member, buttons, reads
from tests.scenario.evidence.test_dropped import evidence_of, heard

TITLE = "Working on <Brakes> & Hubs"


def unsure(title: str = TITLE, *, person: str = "Ana Ortiz", name: str = "cert.pdf") -> Upload:
    """A certificate on which nothing but "Topic" says what was learnt."""
    lines = [
        "Certificate of Attendance",
        f"Name: {person}",
        f"Topic: {title}",
        "Date of completion: 20 November 2026",
        "Duration: 2 hours",
    ]
    return Upload(name, pdf(lines))


async def titles(harness: Harness) -> list[tuple[object, ...]]:
    """What open drafts are called."""
    return await harness.query("SELECT title FROM entry WHERE status = 'draft' ORDER BY id")


async def details(member: Member) -> str:
    """What Details says of the draft."""
    await member.click("Details", member.card)
    return reads(member.modal)


async def test_the_draft_bears_it_and_asks_first(either_harness: Harness) -> None:
    ana = either_harness.member(ANA)
    await either_harness.enrolled(ANA)
    await ana.write("", files=[unsure()])
    assert "Is it called *Working on &lt;Brakes&gt; &amp; Hubs*?" in ana.last
    assert buttons(ana.heard[-1]) == ["Yes", "No"]
    assert heard(ana).count("?") == 1  # one question at a time
    assert await titles(either_harness) == [(TITLE,)]
    assert "Brakes" not in either_harness.log
    assert "supposed from the certificate" in await details(ana)
    await ana.click("Yes")
    assert "?" in ana.last or "?" in reads(ana.card)
    assert "Is it called" not in ana.last
    assert await titles(either_harness) == [(TITLE,)]
    assert "from the certificate, as you said" in await details(ana)


async def test_it_can_be_said_in_words_and_undone(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[unsure()])
    await technician.write("no")
    assert await titles(harness) == [(None,)]
    assert "What was it, in a few words?" in heard(technician)
    await technician.write("undo")
    assert await titles(harness) == [(TITLE,)]
    assert "Is it called" in technician.last
    await technician.write("yes")
    assert await titles(harness) == [(TITLE,)]
    assert "Is it called" not in technician.last


async def test_whose_it_is_comes_first(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[unsure(person="Samira Carter")])
    assert "Is it yours?" in technician.last
    assert "Is it called" not in heard(technician)
    await technician.write("it is mine")
    assert "Is it called" in technician.last
    await technician.click("No")
    assert await titles(harness) == [(None,)]


async def test_another_title_said_in_words_is_the_answer(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[unsure()])
    await technician.write("call it Hub bearings")
    assert await titles(harness) == [("Hub bearings",)]
    await technician.write("yes")
    assert await titles(harness) == [("Hub bearings",)]


async def test_what_is_saved_is_not_untitled(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[unsure()])
    asked = technician.heard[-1]
    await technician.click("Save", technician.card)
    await technician.click("No", asked)
    saved = await harness.query("SELECT title FROM entry WHERE status = 'logged'")
    assert (TITLE,) in saved
    assert (None,) not in saved


async def test_it_goes_with_its_certificate(harness: Harness, technician: Member) -> None:
    await technician.write("", files=[unsure(person="Samira Carter")])
    await technician.click("Not mine")
    assert await evidence_of(harness) == []
    assert await titles(harness) == []


async def test_a_draft_with_words_in_it_loses_it_with_its_certificate(
    harness: Harness, technician: Member
) -> None:
    await technician.write("", files=[unsure(person="Samira Carter")])
    await technician.write(ANSWER, thread=technician.card)
    await technician.click("Not mine", technician.message("Is it yours?"))
    assert await evidence_of(harness) == []
    assert await titles(harness) == [(None,)]


async def test_a_title_that_is_missing_is_asked_and_not_filled_in_by_a_supposed_one(
    harness: Harness, technician: Member
) -> None:
    await technician.write("training yesterday, 2 h")
    [before] = await titles(harness)
    await technician.write("", thread=technician.card, files=[unsure()])
    assert await titles(harness) == [before]


async def test_nobody_says_it_for_another(harness: Harness) -> None:
    ana = harness.member(ANA)
    await harness.enrolled(ANA)
    await harness.enrolled(IDA)
    await ana.write("", files=[unsure()])
    [(key,)] = await harness.query("SELECT key FROM held_message WHERE key LIKE 'cert:called:%'")
    assert "Brakes" not in key
    with harness.open(IDA) as ctx:
        for choice in ("cert_named", "cert_untitled"):
            with pytest.raises(Refused, match="settled_already"):
                settle(ctx, key, choice)
    assert "Brakes" not in heard(harness.member(IDA))
    assert await titles(harness) == [(TITLE,)]
