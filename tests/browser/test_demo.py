"""The demo as a newcomer meets it, along its first screen."""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

LEARNT = "proving dead before touching the pack, I do EV battery swaps now"
SECRET = "I can relearn sensors without the dealer tool, we fit winter wheels daily"

pytestmark = NEEDED


async def test_a_newcomer_follows_the_first_screen_and_finds_everything_again(
    tmp_path: Path,
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser:
        async with the_demo(tmp_path / "demo") as address:
            one = Newcomer(await browser.new_page(locale="en-GB"), address)
            await one.page.goto(address)
            await one.look("01-first-screen")
            await _logs_and_answers_in_the_conversation(one)
            await _logs_and_answers_privately(one)
            await _edits_withdraws_restores(one)
            await _sees_home(one)
            await _is_seen_by_the_manager(one)
            await _gets_one_nudge_two_weeks_before_the_end(one)
        async with the_demo(tmp_path / "demo") as address:
            again = Newcomer(await browser.new_page(locale="en-GB"), address)
            await again.page.goto(address)
            await again.sees("2 h · Bosch · 2 credits")
            await again.sees("Tyre pressure sensors at Continental")
            await again.sees("Your IMI cycle ends in")
            await again.look("12-after-a-restart")


async def _logs_and_answers_in_the_conversation(one: Newcomer) -> None:
    await one.step("Log something")
    await one.send()
    await one.sees("What did you learn, and where will you use it in your job?")
    await one.look("02-draft")
    await one.send(LEARNT)
    await one.sees("Ready to save.")
    await one.look("03-noted")
    await one.press("Save")
    await one.sees("Saved, 2 credits: 8 of 30 this year")
    await one.sees("Saved · ")
    await one.look("04-saved")


async def _logs_and_answers_privately(one: Newcomer) -> None:
    await one.send("90 min webinar on tyre pressure sensors with Continental yesterday")
    await one.sees("1 h 30 min · Continental · 1.5 credits")
    await one.press("Answer privately")
    dialog = one.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(SECRET)
    await one.look("05-private-question")
    await dialog.get_by_role("button", name="Keep it").click()
    await one.sees("worth 1.5 credits")
    await one.press("Save")
    await one.sees("Saved, 1.5 credits")
    await one.sees(SECRET, count=0)
    await one.look("06-saved-privately")


async def _edits_withdraws_restores(one: Newcomer) -> None:
    await one.press("Edit")
    dialog = one.page.get_by_role("dialog")
    await dialog.get_by_role("textbox", name="What it was").fill(
        "Tyre pressure sensors at Continental"
    )
    await one.look("07-edit")
    await dialog.get_by_role("button", name="Save changes").click()
    await one.sees("Tyre pressure sensors at Continental")
    await one.choose("Tyre pressure sensors at Continental", "Withdraw")
    await one.sees("Withdrawn · ")
    await one.look("08-withdrawn")
    await one.press("Restore")
    await one.sees("Withdrawn · ", count=0)


async def _sees_home(one: Newcomer) -> None:
    await one.page.get_by_role("link", name="Home", exact=True).click()
    home = one.page.get_by_role("main")
    await expect(home).to_contain_text("9.5 of 30 this year", timeout=15_000)
    await expect(home).to_contain_text("Tyre pressure sensors at Continental")
    await one.look("09-home")


async def _is_seen_by_the_manager(one: Newcomer) -> None:
    await one.step("See yourself as your manager does")
    await one.send()
    row = one.page.get_by_role("row").filter(has_text="Priya Nair")
    await expect(row).to_contain_text("at risk", timeout=15_000)
    await expect(row.get_by_role("cell", name="9.5 of 30", exact=True)).to_be_visible()
    await expect(row.get_by_role("cell", name="34.5 of 90", exact=True)).to_be_visible()
    await one.sees("High voltage", count=0)
    await one.look("10-team")


async def _gets_one_nudge_two_weeks_before_the_end(one: Newcomer) -> None:
    await one.become("U0PRIYA")
    # On a working day, in working hours, something was due when the demo began.
    before = await one.said("by my count").count()
    await one.step("Jump to 14 days before the cycle ends")
    await one.sees("Your IMI cycle ends in")
    await one.look("11-nudge")
    # Whatever else was due would stand before the answer to a message written after the jump.
    await one.send("help")
    await one.sees("Or ask me:")
    await one.sees("by my count", count=before + 1)


async def test_the_conversation_that_readme_shows(tmp_path: Path) -> None:
    """Leaves readme.png among the pictures; docs/demo.png is a copy of it."""
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        page = await browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 860})
        one = Newcomer(page, address)
        await page.goto(address)
        await one.step("Log something")
        await one.send()
        await one.sees("What did you learn, and where will you use it in your job?")
        await one.send(LEARNT)
        await one.sees("Ready to save.")
        await one.press("Save")
        await one.sees("Saved, 2 credits: 8 of 30 this year")
        await one.fold()
        await one.send("90 min webinar on tyre pressure sensors with Continental on Monday")
        await one.sees("1 h 30 min · Continental · 1.5 credits once you have answered")
        await page.evaluate("document.activeElement.blur()")
        await page.mouse.move(100, 500)
        await page.screenshot(path=SHOTS / "readme.png")
