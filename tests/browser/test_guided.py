"""A Chartered Manager is led through an entry, and asked how the plan went, in the demo."""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

PLAN = "I will ask each advisor one open question before I say anything, on Friday"

pytestmark = NEEDED


async def test_a_guided_entry_and_its_plan_close_the_circle(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.become("U0JAMES")
        await one.send("Coaching skills workshop with ILM yesterday, half a day")
        await _reads(one, "1 of 2: What was harder about coaching skills than you thought?")
        await one.look("31-guided")
        await one.send("letting people finish before I jump in, I always want to fix it")
        await _reads(one, "2 of 2: What do you know about coaching skills now")
        await one.send("that a question works better than an answer")
        await _reads(one, "Noted. Enough, or one more?")
        await one.look("32-enough-or-one-more")
        await one.send(PLAN)
        await _reads(one, "how it went?")
        await one.press("Yes")
        await _reads(one, "I will ask you on Fri")
        await one.send("save it")
        await _reads(one, "Saved · ")
        await _on_the_friday(one)
        await _reads(one, "How did it go?")
        await one.look("33-how-did-it-go")
        await one.send("two of them found the answer themselves, fewer come to my door now")
        await one.sees("Thank you.", count=2)  # for the yes to being asked, and for the answer
        await one.sees("How did it go?", count=0)
        await one.look("34-circle-closed")


async def _reads(one: Newcomer, words: str) -> None:
    """Somewhere at least: a question stands on the card and in the note, which change in turn."""
    await expect(one.said(words).last).to_be_visible(timeout=15_000)


async def _on_the_friday(one: Newcomer) -> None:
    """On to the next message, until it is the one that was agreed on."""
    for _ in range(4):
        if await one.said("How did it go?").count():
            return
        await one.step("On to the next message")
