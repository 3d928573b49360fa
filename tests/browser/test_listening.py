"""What was written off the script, row by row of what went wrong once, in the demo."""

from pathlib import Path

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

COURSE = "2h high voltage isolation course at Bosch yesterday"

pytestmark = NEEDED


async def test_what_is_no_account_never_becomes_one(tmp_path: Path) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await one.page.goto(address)
        await _corrects_in_the_thread(one)
        await _is_in_a_hurry(one)
        await _asks(one)
        await _tells_of_no_learning(one)
        await _corrects_what_is_saved(one)
        await _writes_of_three_at_once(one)
        await _is_angry(one)


async def _corrects_in_the_thread(one: Newcomer) -> None:
    await one.send(COURSE)
    await one.sees("2 h · Bosch · ")
    await one.answers("2 h · Bosch · ", "sorry, it was 3 hours")
    await one.sees("3 h instead of 2 h.")
    await one.look("21-corrected-in-the-thread")
    await one.page.get_by_role("link", name="Close the thread").click()
    await one.sees("Ready to save.", count=0)


async def _is_in_a_hurry(one: Newcomer) -> None:
    await one.send("dunno")
    await one.sees("One thing from it you would tell a colleague?", count=2)
    await one.send("delete that last one")
    await one.sees("Discarded · ")
    await one.send("bring it back")
    await one.sees("Discarded · ", count=0)
    await one.sees("3 h · Bosch · ")
    await one.sees("Ready to save.", count=0)
    await one.look("22-in-a-hurry")


async def _asks(one: Newcomer) -> None:
    await one.send("what is the difference between plan and reflect?")
    await one.sees("Plan: looking ahead")
    await one.send("when does my cycle end?")
    await one.sees("Your IMI cycle ends on")
    await one.send("4")
    await one.sees("Is that your answer, a new entry, or something else?")
    await one.send("forget it")
    await one.look("23-asked-and-answered")


async def _tells_of_no_learning(one: Newcomer) -> None:
    await one.send("Been off sick")
    await one.sees("Sorry to hear that.")
    await one.send("my mate did a 3 h Bosch course")
    await one.sees("Only they can log what they did.")
    await one.send("Service advisor now")
    await one.sees("Set job")
    await one.look("24-no-learning")


async def _corrects_what_is_saved(one: Newcomer) -> None:
    await one.send("save it")
    await one.sees("Saved · ")
    await one.send("no, it was 4 hours")
    await one.sees("It is saved with 3 h. Make it 4 h?")
    await one.look("27-correcting-what-is-saved")
    await one.press("Yes")
    await one.sees("4 h instead of 3 h.")


async def _writes_of_three_at_once(one: Newcomer) -> None:
    await one.send(
        "2h EV course yesterday, 1h toolbox talk on brakes today and a 45 min tyre webinar today"
    )
    for worth in ("2 h · 2 credits", "1 h · 1 credit ", "45 min · 0.75 credits"):
        await one.sees(worth)
    await one.look("25-three-at-once")
    await one.send("undo")
    await one.sees("Discarded · ", count=3)


async def _is_angry(one: Newcomer) -> None:
    await one.send("this is useless")
    await one.sees("Sorry. What went wrong?")
    await one.send("stop messaging me")
    await one.sees("I have stopped nudging you.")
    await one.look("26-angry")
