"""What IMI did not accept leaves its total from that day on, and stays in the record."""

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from bot.services.members import settings
from tests.harness import ANA, Harness, Member, buttons, harness_at, reads
from tests.unit.ui.reading import texts

REFUSED = "IMI did not accept it"
IN_TOTAL = "2 of 30 this year"


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def saved(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Ana has saved two hours, of 22 October 2026, under IMI and a scheme of the workplace's."""
    async with harness_at(request.getfixturevalue(request.param)) as harness:
        await harness.enrolled(ANA)
        with harness.open(ANA) as ctx:
            settings.enrol(ctx, "generic-30-90")
            settings.set_cycle_start(ctx, "generic-30-90", date(2025, 6, 1))
        await harness.logged(ANA)
        yield harness


async def details(ana: Member) -> Any:
    await ana.command("list")
    await ana.click("Details", ana.whispers()[-1])
    return ana.modal


async def status(ana: Member) -> str:
    await ana.command("status")
    return reads(ana.whispers()[-1])


async def refuse(ana: Member, on: str = "2026-11-20", reason: str = "relevant") -> Any:
    await details(ana)
    await ana.click(REFUSED, ana.modal)
    return await ana.submit({"disallowed_on": on, "disallowed_for": reason})


async def test_it_leaves_the_total_and_stays_with_its_day_and_reason(saved: Harness) -> None:
    ana = saved.member(ANA)
    assert (await status(ana)).count(IN_TOTAL) == 2
    await refuse(ana)
    assert (await status(ana)).count(IN_TOTAL) == 1
    await ana.command("list")
    assert "not accepted for IMI register" in reads(ana.whispers()[-1])
    shown = " ".join(texts((await details(ana)).blocks))
    assert "Since 20 Nov 2026 IMI does not count it. Its reason: not relevant." in shown
    assert "changed what is accepted" in shown
    await ana.write("undo")
    assert "Taken back: what is accepted is as it was." in reads(ana.heard[-1])
    assert (await status(ana)).count(IN_TOTAL) == 2


async def test_the_form_says_which_total_it_leaves_and_which_it_does_not(saved: Harness) -> None:
    ana = saved.member(ANA)
    with saved.open(ANA) as ctx:
        settings.enrol(ctx, "imi-techsafe/ADAS")
    await details(ana)
    await ana.click(REFUSED, ana.modal)
    shown = " ".join(texts(ana.modal.blocks))
    assert "From that day on it is in no total of IMI register." in shown
    assert "IMI TechSafe: ADAS goes by its own rules, and may count it still." in shown


async def test_it_is_taken_back_where_it_was_told(saved: Harness) -> None:
    ana = saved.member(ANA)
    await refuse(ana, reason="none")
    await details(ana)
    await ana.click("IMI accepts it again", ana.modal)
    assert (await status(ana)).count(IN_TOTAL) == 2
    with saved.open(ANA) as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"], limit=5)
        revisions = ctx.work.revisions.of(entry.id, ctx.member.id, 5)
    assert [dict(one) for one in entry.disallowed] == [
        {"pack": "imi-register", "on": "2026-11-20"},
        {"pack": "imi-register", "on": "2026-11-21", "allowed": True},
    ]
    assert json.loads(revisions[0].content or "")["disallowed"][1]["allowed"] is True


async def test_the_details_below_the_form_say_at_once_what_was_told(saved: Harness) -> None:
    ana = saved.member(ANA)
    await refuse(ana)
    await saved.quiet()
    shown = " ".join(texts(ana.modal.blocks))
    assert "Since 20 Nov 2026 IMI does not count it." in shown
    assert "*IMI register*: not accepted\n" in shown
    await ana.click("IMI accepts it again", ana.modal)
    await saved.quiet()
    assert "does not count it" not in " ".join(texts(ana.modal.blocks))
    assert REFUSED in buttons(ana.modal)


@pytest.mark.parametrize(
    ("on", "objection"),
    [
        ("2026-11-22", "That day is still to come."),
        ("2026-10-21", "It was done on 22 Oct 2026: they cannot have refused it before."),
    ],
)
async def test_a_day_that_cannot_be_is_refused(saved: Harness, on: str, objection: str) -> None:
    ana = saved.member(ANA)
    assert objection in str(await refuse(ana, on))
    assert (await status(ana)).count(IN_TOTAL) == 2
