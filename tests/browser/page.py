"""The demo in Chromium: the real process, somebody at its page, and pictures at every width.

Each picture is left in tests/browser/shots, for somebody to look at.
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
    "--lang=en-GB",
]
SHOTS = Path(__file__).parent / "shots"
WIDTHS = (1280, 420)

NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
"""Marks for tests that need it."""


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

    async def step(self, label: str) -> None:
        """A step of the guide, which is folded once one has begun."""
        guide = self.page.locator("details.guide")
        if not await guide.get_by_role("list").is_visible():
            await guide.locator("summary").click()
        step = guide.get_by_text(label, exact=True)
        await step.click()
        await expect(step.and_(self.page.locator(".htmx-request"))).to_have_count(0, timeout=60_000)

    async def fold(self) -> None:
        """Away with the guide, so that there is more of the conversation in a picture."""
        # Looked at and clicked in one go: it folds by itself, too, once its first step is done.
        await self.page.evaluate("document.querySelector('details.guide[open] > summary')?.click()")
        await expect(self.page.locator("details.guide").get_by_role("list")).to_be_hidden()

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    async def choose(self, card: str, name: str) -> None:
        """Something behind the ⋯ of the message that holds these words."""
        menus = self.said(card).last.locator("[popover]")
        menu = menus.filter(has=self.page.get_by_text(name, exact=True)).last
        await self.page.locator(f"[popovertarget='{await menu.get_attribute('id')}']").click()
        await menu.get_by_role("button", name=name, exact=True).click()

    async def answers(self, card: str, text: str) -> None:
        """Replies in the thread of the message that holds these words, and comes back."""
        await self.said(card).first.get_by_role("link", name="Reply in thread").click()
        thread = self.page.get_by_role("complementary", name="Thread")
        await thread.get_by_role("textbox").fill(text)
        await thread.get_by_role("button", name="Send").click()
        await expect(thread.get_by_role("article").filter(has_text=text)).to_have_count(1)

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
