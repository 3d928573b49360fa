"""Somebody under four schemes, in Chromium: one activity with two subjects, and an administrator
who loads the subjects of one of them.
"""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

pytestmark = NEEDED

EXAMPLE = Path(__file__).parents[2] / "docs" / "frameworks" / "example-adas.yaml"


async def test_one_activity_counts_under_four_schemes_and_subjects_are_loaded(
    tmp_path: Path,
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0RAVI", "/home")
        await expect(one.page.get_by_text("not loaded").first).to_be_visible()
        await one.look("a1-four-schemes")
        await _loads_the_example(one)
        await _logs_two_subjects(one)
        await _is_told_that_it_is_not_accepted(one)
        await one.become("U0RAVI", "/home")
        await one.press("All 4 schemes")
        dialog = one.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("short of")
        await one.look("a5-short-by-subject")


async def _loads_the_example(one: Newcomer) -> None:
    await one.become("U0SAM")
    await one.send("/cpd admin load")
    dialog = one.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").first.fill(EXAMPLE.read_text(encoding="utf-8"))
    await one.look("a2-pasted")
    await dialog.get_by_role("button", name="Look").click()
    await expect(dialog).to_contain_text("Ravi Shah")
    await one.look("a2-examined")
    await dialog.get_by_role("button", name="Load it").click()
    await expect(dialog).to_contain_text("oaded")
    await one.look("a2-loaded")


async def _logs_two_subjects(one: Newcomer) -> None:
    await one.become("U0RAVI")
    await one.step("Log one thing for four schemes")
    await one.send()
    await one.sees("Radar and camera calibration")
    await one.fold()
    await one.look("a3-two-subjects")
    await one.step("Answer it")
    await one.send()
    await one.sees("worth 2 credits")
    await one.choose("Radar and camera calibration", "Details")
    dialog = one.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("radar")
    await one.look("a4-details")
    await dialog.get_by_role("button", name="Close").first.click()
    await one.step("Save it")
    await one.send()
    await one.sees("Saved, 2 credits")
    await one.fold()
    await one.look("a4-saved")


async def _is_told_that_it_is_not_accepted(one: Newcomer) -> None:
    """The register takes it out of its count; the other schemes go on counting it."""
    await one.choose("Saved, 2 credits", "Details")
    dialog = one.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="IMI did not accept it").first.click()
    await dialog.get_by_text("Not relevant").click()
    await one.look("a6-not-accepted-form")
    await dialog.locator("[type=submit]").click()
    await expect(dialog).to_contain_text("IMI does not count it")
    await one.look("a6-not-accepted-details")
    await dialog.get_by_role("button", name="Close").first.click()
    await expect(dialog).to_have_count(0)
    await one.sees("Saved, 2 h.")
    await one.send("where do I stand?")
    await one.sees("IMI TechSafe: ADAS")
    await one.fold()
    await one.look("a6-not-accepted-standing")


async def test_a_chartered_manager_sees_the_six_qualities(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0JAMES")
        await one.step("See it beside CMI’s qualities")
        await one.send()
        await one.sees("Continuous")
        for quality in (
            "Cyclic",
            "Personalised",
            "Multi-faceted",
            "Evidenced",
            "Focused on impact",
        ):
            await expect(one.stream.last).to_contain_text(quality)
        await one.fold()
        await one.look("a7-six-qualities")
