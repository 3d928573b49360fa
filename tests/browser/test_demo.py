"""The demo as a newcomer meets it: the real process, in Chromium, along its first screen.

Each step leaves a screenshot in tests/browser/shots, for somebody to look at.
"""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SHOTS = Path(__file__).parent / "shots"
WIDTHS = (1280, 420)
LEARNT = "proving dead before touching the pack, I do EV battery swaps now"
SECRET = "I can relearn sensors without the dealer tool, we fit winter wheels daily"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


@asynccontextmanager
async def the_demo(folder: Path) -> AsyncIterator[str]:
    """The demo running on a free port; its page's address. Ended as by Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--folder",
        str(folder),
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        while found := await asyncio.wait_for(process.stdout.readline(), 60):
            address = re.search(rb"http://[\d.:]+/", found)
            if address:
                yield address[0].decode()
                break
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 30) == 0


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


class Newcomer:
    """Somebody at the page, who looks at every step at both widths."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.stream = page.get_by_role("article")

    async def become(self, user: str, where: str = "") -> None:
        await self.page.goto(f"{self.address}as/{user}{where}")

    async def send(self, text: str = "") -> None:
        if text:
            await self.page.get_by_role("textbox", name="Message cpdbot").fill(text)
        await self.page.get_by_role("button", name="Send").click()

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    def said(self, words: str) -> Locator:
        return self.stream.filter(has_text=words)

    async def sees(self, words: str, count: int = 1) -> None:
        await expect(self.said(words)).to_have_count(count, timeout=15_000)

    async def look(self, name: str) -> None:
        """A picture at each width, in which nothing reaches beyond the window."""
        for width in WIDTHS:
            await self.page.set_viewport_size({"width": width, "height": 900})
            await self.page.screenshot(path=SHOTS / f"{name}-{width}.png")
            beyond = await self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert beyond <= 0, f"{name} is {beyond} px wider than a window of {width} px"
        await self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


async def test_a_newcomer_follows_the_first_screen_and_finds_everything_again(
    tmp_path: Path,
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser:
        async with the_demo(tmp_path / "demo") as address:
            one = Newcomer(await browser.new_page(), address)
            await one.page.goto(address)
            await one.look("01-first-screen")
            await _logs_and_answers_in_the_conversation(one)
            await _logs_and_answers_privately(one)
            await _edits_withdraws_restores(one)
            await _sees_home(one)
            await _is_seen_by_the_manager(one)
            await _gets_one_nudge_two_weeks_before_the_end(one)
        async with the_demo(tmp_path / "demo") as address:
            again = Newcomer(await browser.new_page(), address)
            await again.page.goto(address)
            await again.sees("High voltage isolation course · saved")
            await again.sees("Tyre pressure sensors at Continental · saved")
            await again.sees("Your IMI cycle ends on")
            await again.look("12-after-a-restart")


async def _logs_and_answers_in_the_conversation(one: Newcomer) -> None:
    await one.page.get_by_role("link", name="Log something").click()
    await one.send()
    await one.sees("What did you learn, and how does it help in your job as vehicle technician?")
    await one.look("02-draft")
    await one.send(LEARNT)
    await one.sees("Noted. Save it and 2 credits count.")
    await one.look("03-noted")
    await one.press("Save")
    await one.sees("Saved: 2 credits. This year 8 of the recommended 30")
    await one.sees("High voltage isolation course · saved")
    await one.look("04-saved")


async def _logs_and_answers_privately(one: Newcomer) -> None:
    await one.send("90 min webinar on tyre pressure sensors with Continental yesterday")
    await one.sees("Webinar on tyre pressure sensors · draft")
    await one.press("Answer privately")
    dialog = one.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(SECRET)
    await one.look("05-private-question")
    await dialog.get_by_role("button", name="Keep it").click()
    await one.sees("Evaluate ✓ private")
    await one.sees("Noted. Save it and 1.5 credits count.")
    await one.press("Save")
    await one.sees("Saved: 1.5 credits.")
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
    await one.sees("Tyre pressure sensors at Continental · saved")
    await one.press("Withdraw")
    await one.sees("Tyre pressure sensors at Continental · withdrawn")
    await one.look("08-withdrawn")
    await one.press("Restore")
    await one.sees("Tyre pressure sensors at Continental · saved")


async def _sees_home(one: Newcomer) -> None:
    await one.page.get_by_role("link", name="Home", exact=True).click()
    home = one.page.get_by_role("main")
    await expect(home).to_contain_text("This year 9.5 of the recommended 30", timeout=15_000)
    await expect(home).to_contain_text("Tyre pressure sensors at Continental")
    await one.look("09-home")


async def _is_seen_by_the_manager(one: Newcomer) -> None:
    await one.page.get_by_role("link", name="See Priya as the manager").click()
    await one.send()
    await one.sees("Priya Nair · at risk")
    await one.sees("Year 9.5 of 30, cycle 34.5 of 90")
    await one.sees("High voltage", count=0)
    await one.look("10-team")


async def _gets_one_nudge_two_weeks_before_the_end(one: Newcomer) -> None:
    await one.become("U0PRIYA")
    # On a working day, in working hours, something was due when the demo began.
    before = await one.said("Why now:").count()
    await one.page.get_by_role("button", name="Jump to 14 days before the cycle ends").click()
    await one.sees("Your IMI cycle ends on")
    await one.look("11-nudge")
    # Whatever else was due would stand before the answer to a message written after the jump.
    await one.send("help")
    await one.sees("/cpd export")
    await one.sees("Why now:", count=before + 1)
