"""Five walks through the demo, each left as pictures at both widths for somebody to read.

What exactly is said is for other tests; here one gets from a step to the next, and nothing is said
outside working hours or not at all.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

pytestmark = NEEDED

APP = "U0BOT00000"

GOT_ON = 30_000
"""Milliseconds within which the app has said what it has to say."""


async def _is_answered(one: Newcomer, before: int) -> None:
    """The app has spoken last, and there is more than before."""
    await expect(one.stream.nth(before)).to_be_attached(timeout=GOT_ON)
    await expect(one.stream.last).to_have_attribute("data-author", APP, timeout=GOT_ON)


async def _look(one: Newcomer, name: str) -> None:
    await one.fold()
    await one.look(name)


async def _does(one: Newcomer, label: str, picture: str) -> None:
    """A step that leads to words in the composer, sent; the app's answer, looked at."""
    await one.step(label)
    await expect(one.page.get_by_role("textbox", name="Message cpdbot")).not_to_be_empty()
    before = await one.stream.count()
    await one.send()
    await _is_answered(one, before)
    await _look(one, picture)


async def _goes_on(one: Newcomer, label: str, picture: str) -> None:
    """A step that moves the calendar to where the app writes, looked at."""
    before = await one.stream.count()
    await one.step(label)
    await _is_answered(one, before)
    await _look(one, picture)


async def test_a_new_members_first_ten_minutes(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0AISHA")
        await one.look("81-new-1")
        await _does(one, "Say hello", "81-new-2")
        for number, (question, answer) in enumerate(
            (
                ("Which scheme is yours?", "IMI register"),
                ("When did the IMI cycle you are in begin?", "Not yet known"),
                ("What is your job?", "Set job"),
            ),
            3,
        ):
            await one.sees(question)
            await _look(one, f"81-new-{number}")
            await one.press(answer)
        dialog = one.page.get_by_role("dialog")
        await dialog.get_by_role("textbox").first.fill("apprentice technician")
        await dialog.locator("[type=date]").fill("2026-09-01")
        await one.look("82-new-job")
        await dialog.locator("[type=submit]").click()
        await one.sees("who is your manager?")
        await _look(one, "83-new-1")
        await one.stream.get_by_role("combobox").last.select_option("U0HELEN")
        await one.sees("that is all I need")
        await _does(one, "Log something", "83-new-2")
        await _does(one, "Answer it", "83-new-3")
        await one.press("Save")
        await one.sees("Saved, 1 credit")
        await _look(one, "83-new-4")
        await one.step("See where you stand")
        await expect(one.page.get_by_role("main")).to_contain_text("Toolbox talk on wheel torque")
        await _look(one, "84-new-home")
        await one.become("U0HELEN")
        await one.sees("Aisha has named you as their manager")
        await _look(one, "85-new-manager")


async def test_a_year_of_a_technician_who_never_answers(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0PRIYA")
        for number in range(1, 8):
            await one.step("On to the next message")
            await _look(one, f"41-year-{number}")
        assert await one.stream.count() >= 4
        shown = one.page.locator("#stream article time[title]")
        for said in await shown.evaluate_all("all => all.map((one) => one.title)"):
            weekday, hour = re.fullmatch(r"(\w{3}) .*, (\d\d):\d\d", said).groups()  # type: ignore[union-attr]
            assert weekday not in ("Sat", "Sun")
            assert 9 <= int(hour) < 17


async def test_a_cycle_that_ends_short_and_its_manager(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0OWEN")
        await _does(one, "Ask where you stand", "51-short-standing")
        await _goes_on(one, "Jump to 14 days before the cycle ends", "52-short-14-days")
        await _goes_on(one, "Jump to the day after it ended", "53-short-ended")
        await one.sees("Any news?")
        await _does(one, "See what your manager reads", "54-short-manager")
        await one.become("U0OWEN")
        await _goes_on(one, "On to the next message", "55-short-a-month-later")
        await one.press("Extended")
        await expect(one.page.get_by_role("button", name="Extended")).to_have_count(0)
        await _look(one, "56-short-told")
        await one.step("See what your manager reads")
        await one.send()
        await _look(one, "57-short-manager-told")


async def test_a_manager_and_the_team(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0HELEN")
        for number, label in enumerate(
            ("See your team", "Ask about somebody", "Ask for too much"), 1
        ):
            await one.step(label)
            before = await one.stream.count()
            await one.send()
            await _is_answered(one, before)
            await _look(one, f"61-team-{number}")


async def test_a_chartered_manager_under_cmi(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0JAMES")
        await _does(one, "Log something", "71-chartered-1")
        for number, words in enumerate(
            ("letting people finish before I jump in", "a question works better than an answer"), 2
        ):
            before = await one.stream.count()
            await one.send(words)
            await _is_answered(one, before)
            await _look(one, f"71-chartered-{number}")
        await one.press("Save")
        await one.sees("Saved · ")
        await _look(one, "71-chartered-4")
        await one.step("See your rhythm")
        await expect(one.page.get_by_role("main")).to_contain_text("Coaching skills workshop")
        await _look(one, "72-chartered-home")
        await one.become("U0JAMES")
        for number in (1, 2):
            await _goes_on(one, "On to the next message", f"73-chartered-{number}")


@pytest.mark.parametrize("who", ["U0MARIA", "U0TOM", "U0SAM"])
async def test_every_other_guide_leads_on(tmp_path: Path, who: str) -> None:
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become(who)
        guide = one.page.locator("details.guide")
        for number in range(await guide.get_by_role("listitem").count()):
            await one.become(who)
            if await guide.get_by_role("listitem").nth(number).locator("button").count():
                continue
            label = await guide.locator("li .button").nth(number).text_content() or ""
            await one.step(label)
            if await one.page.get_by_role("textbox", name="Message cpdbot").count():
                before = await one.stream.count()
                await one.send()
                form = one.page.locator("dialog[open]")
                answered = one.stream.nth(before).or_(form)
                await expect(answered.first).to_be_attached(timeout=GOT_ON)
                if await form.count():  # it asks for more in a form
                    await form.get_by_role("button", name="Cancel").click()
                else:
                    await _is_answered(one, before)
