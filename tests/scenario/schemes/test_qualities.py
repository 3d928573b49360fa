"""A member looks at their record beside CMI's qualities; their manager sees nothing of it."""

import pytest

from bot.ui.schemes.qualities import NAMES
from tests.harness import ANA, MAX, Harness, Member, buttons, reads

TITLE = "Difficult conversations course"


@pytest.fixture
async def manager(either_harness: Harness) -> Member:
    """Ana under CMI, with one course and not a word on it, who works for Max."""
    harness = either_harness
    await harness.enrolled(ANA, "cmi", cycle_start=None, job="aftersales manager")
    ana = harness.member(ANA)
    await ana.write("1h difficult conversations course on 1 November")
    await ana.click("Save")
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    await ana.submit({"manager": MAX.id})
    await harness.member(MAX).click("Accept")
    return ana


async def test_the_mirror_is_behind_the_standing_and_its_one_tap_asks_what_helps_most(
    manager: Member,
) -> None:
    await manager.command("status")
    assert "CMI’s qualities" in buttons(manager.whispers()[-1])
    await manager.click("CMI’s qualities", manager.whispers()[-1])
    page = manager.whispers()[-1]
    assert f"say where you use *{TITLE}* (1 Nov) in your job" in reads(page)
    await manager.click("Answer", page)
    await manager.submit({"words": "I use it in every appraisal of my own team"})
    await manager.write("how does my CPD look to CMI?")
    assert f"*Personalised*: *{TITLE}* (1 Nov) says why" in reads(manager.heard[-1])


async def test_it_opens_over_home_too(manager: Member) -> None:
    home = await manager.open_home()
    await manager.click("CMI’s qualities", home)
    assert "*Focused on impact*, not yet" in reads(manager.modal)
    await manager.click("I am not", manager.modal)
    assert "You told me that you are not Chartered" in reads(manager.modal)
    await manager.click("Answer", manager.modal)
    await manager.submit({"words": "I use it in every appraisal of my own team"})
    assert f"*Personalised*: *{TITLE}* (1 Nov) says why" in reads(manager.modal)


async def test_the_grade_is_said_with_one_tap(manager: Member) -> None:
    await manager.write("the six qualities")
    await manager.click("I am Chartered", manager.heard[-1])
    assert "samples Chartered Managers’ records every year" in manager.last_whisper
    await manager.write("the six qualities")
    assert "how many is not known" in reads(manager.heard[-1])


async def test_a_manager_sees_readiness_and_nothing_of_the_mirror(
    manager: Member, either_harness: Harness
) -> None:
    await manager.write("the six qualities")
    await manager.click("I am Chartered", manager.heard[-1])
    max_ = either_harness.member(MAX)
    before = len(max_.heard)
    team = await max_.command(name="/cpd-team")
    assert "1 entry in 12 months" in team
    await max_.write("how is Ana doing?")
    await max_.write("what did Ana write?")
    await max_.write("how does Ana's CPD look to CMI?")
    seen = "\n".join((team, *(reads(one) for one in max_.heard[before:])))
    for name in (*NAMES.values(), TITLE, "qualities", "Chartered", "mirror", "helpful"):
        assert name.casefold() not in seen.casefold()
