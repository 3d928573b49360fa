"""A walk with the demo's canned coach, from allowing it to going on without it.

Each step is left as pictures at both widths, for somebody to look at.
"""

from pathlib import Path

from playwright.async_api import expect

from tests.browser.page import NEEDED, SHOTS, Newcomer, chromium, the_demo

pytestmark = NEEDED

OWN = "What did you learn about brake overhaul, and where will you use it in your job?"
PLAIN = "What did you learn, and where will you use it in your job?"
TIDY = "before fitting pads"


async def test_a_coach_is_allowed_turned_on_used_and_gone_in_mid_conversation(
    tmp_path: Path,
) -> None:
    SHOTS.mkdir(exist_ok=True)
    async with chromium() as browser, the_demo(tmp_path / "demo") as address:
        one = Newcomer(await browser.new_page(locale="en-GB"), address)
        await _is_allowed(one)
        await one.become("U0TOM")
        await _is_turned_on(one)
        await _asks_in_the_members_nouns(one)
        await _shows_what_was_sent(one)
        await _has_its_wording_taken(one)
        await _has_its_wording_left(one)
        await _is_stopped_in_mid_conversation(one)
        await _is_turned_off(one)


async def _is_allowed(one: Newcomer) -> None:
    await one.become("U0SAM")
    await one.step("See whether there is a coach")
    await one.send()
    await one.sees("Members may turn the coach on.")
    await one.look("91-coach-allowed")
    await one.press("Forbid")
    await one.sees("The coach is not allowed.")
    await one.press("Allow")
    await one.sees("Members may turn the coach on.")


async def _is_turned_on(one: Newcomer) -> None:
    await one.step("Turn the coach on")
    await one.send()
    await one.sees("The coach is off. It goes to canned-demo")
    await one.fold()
    await one.look("92-coach-off")
    await one.press("Turn on")
    await one.sees("The coach is on.")
    await one.look("92-coach-on")


async def _asks_in_the_members_nouns(one: Newcomer) -> None:
    await one.step("Log something for it")
    await one.send()
    await one.sees(OWN)
    await one.fold()
    await one.look("93-coach-asks")


async def _shows_what_was_sent(one: Newcomer) -> None:
    await one.choose(OWN, "What was sent?")
    dialog = one.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("To canned-demo")
    await expect(dialog).to_contain_text("Brake overhaul course")
    await one.look("94-coach-sent")
    await dialog.get_by_role("button", name="Close", exact=True).last.click()


async def _has_its_wording_taken(one: Newcomer) -> None:
    await one.step("Answer it badly spelt")
    await one.send()
    await one.sees("Noted.")
    await one.fold()
    await one.look("95-coach-noted")
    await one.choose("Noted.", "Tidy my words")
    await one.sees("A tidier wording of your own words:")
    await one.look("95-coach-wording")
    await one.page.get_by_role("button", name="This helped", exact=True).last.click()
    await one.press("Take")
    await one.sees("Taken: your words were changed")
    await one.look("95-coach-taken")
    await one.press("Save")
    await one.sees("Saved, 2 credits")


async def _has_its_wording_left(one: Newcomer) -> None:
    await one.send("1h webinar on abs sensors at Continental today")
    await one.sees("What did you learn about abs sensors")
    await one.send("i learnt to chek the air gap befor the sensor, i use it on every abs fault")
    await one.choose("Noted.", "Tidy my words")
    await one.sees("A tidier wording of your own words:")
    await one.press("Leave")
    await one.sees("Left as it was.")
    await one.look("96-coach-left")


async def _is_stopped_in_mid_conversation(one: Newcomer) -> None:
    await one.send("45 min toolbox talk on axle stands today")
    await one.sees("What did you learn about axle stands")
    await one.step("Stop the canned coach")
    await expect(one.page.get_by_text("The canned coach is stopped.")).to_be_visible()
    await one.look("97-coach-stopped")
    await one.fold()
    await _answers_and_saves(one, "always check the pin, I use stands on every service", 2)
    await one.send("30 min article on tyre labels today")
    await one.sees(PLAIN)
    await one.look("97-coach-gone")
    await _answers_and_saves(one, "what the letters mean, I explain them to customers", 3)
    await one.look("97-coach-saved")


async def _answers_and_saves(one: Newcomer, words: str, saved: int) -> None:
    await one.send(words)
    await one.sees("Noted.", 2)  # and the one about what was left above
    await one.sees("Ready to save.", 2)  # nothing moves any more where the button is
    await one.press("Save")
    await one.sees("Saved, ", saved)


async def _is_turned_off(one: Newcomer) -> None:
    await one.step("Start it again")
    await expect(one.page.get_by_text("The canned coach answers again")).to_be_visible()
    await one.send("/cpd coach")
    await one.sees("The coach is on.", 2)
    await one.press("Turn off")
    await one.sees("The coach is off.")
    await one.fold()
    await one.look("98-coach-turned-off")
