"""What the page's script promises, in Chromium: nothing that somebody is typing, picking or has
open is taken away when the workspace changes around it.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bolt_app import (
    PRIYA,
    actions,
    button,
    home,
    modal,
    options,
    section,
    text_input,
)
from page_visit import GRANTED, MANIFEST, MAYA, Visit, visiting
from sandbox import Sandbox
from sandbox.moving import Move
from sandbox.page import Guide, GuideStep, Persona
from sandbox.transport import Answer

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

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]

SELECT = {"type": "static_select", "action_id": "pick", "options": options("a", "b")}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as one:
        yield one


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, visit: Visit) -> AsyncIterator[Page]:
    """A page of its own; whatever its script complains of fails the test."""
    page = await browser.new_page(base_url=visit.sandbox.workspace.base_url)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on(
        "console",
        lambda line: failures.append(line.text) if line.type == "error" else None,
    )
    yield page
    await page.close()
    assert failures == []


async def test_a_message_that_comes_leaves_what_is_being_typed(visit: Visit, page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    composer = page.get_by_role("textbox", name="Message cpdbot")
    await composer.press_sequentially("half a sen")

    visit.say(text="A nudge")
    await expect(page.get_by_text("A nudge")).to_be_visible()
    await composer.press_sequentially("tence")

    await expect(composer).to_have_value("half a sentence")
    await expect(composer).to_be_focused()


async def test_an_unsent_sentence_is_there_after_looking_elsewhere(
    visit: Visit, page: Page
) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("textbox", name="Message cpdbot").fill("half a sentence")

    await page.get_by_role("link", name="workshop").click()
    await expect(page.get_by_role("textbox", name="Message #workshop")).to_have_value("")
    await page.get_by_role("link", name="cpdbot").click()

    composer = page.get_by_role("textbox", name="Message cpdbot")
    await expect(composer).to_have_value("half a sentence")


async def test_a_message_being_edited_stays_in_its_form(visit: Visit, page: Page) -> None:
    await visit.sandbox.person(PRIYA.id).say("2h corse")
    await page.goto(f"/as/{PRIYA.id}")
    message = page.get_by_role("article", name="Priya Nair")
    await message.hover()
    await message.get_by_role("button", name="More message actions").click()
    await page.get_by_role("button", name="Edit message").click()
    form = page.get_by_role("textbox", name="Edit message")
    await form.fill("2h course")

    visit.say(text="A nudge")
    await expect(page.get_by_text("A nudge")).to_be_visible()
    await expect(form).to_have_value("2h course")
    await form.press("Enter")

    await expect(page.get_by_text("2h course (edited)")).to_be_visible()


async def test_a_list_that_is_open_waits_with_the_news_until_it_is_left(
    visit: Visit, page: Page
) -> None:
    message = visit.say(section("Before"), actions(SELECT))
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("combobox").click()

    visit.sandbox.postings.change(
        message, text="", blocks=[section("After"), actions(SELECT)], metadata=None, edited_by=None
    )
    visit.say(text="Something later")
    await expect(page.get_by_text("Something later")).to_be_visible()
    await expect(page.get_by_text("Before")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("textbox", name="Message cpdbot").focus()

    await expect(page.get_by_text("After")).to_be_visible()


async def test_a_menu_that_is_open_waits_with_the_news_until_it_is_closed(
    visit: Visit, page: Page
) -> None:
    overflow = {"type": "overflow", "action_id": "more", "options": options("skip", "later")}
    message = visit.say(section("Before") | {"accessory": overflow})
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("button", name="More", exact=True).click()

    changed = section("After") | {"block_id": message.blocks[0]["block_id"], "accessory": overflow}
    visit.sandbox.postings.change(message, text="", blocks=[changed], metadata=None, edited_by=None)
    visit.say(text="Something later")
    await expect(page.get_by_text("Something later")).to_be_visible()
    await page.get_by_role("button", name="Later").click()

    await expect(page.get_by_text("After")).to_be_visible()
    assert visit.app.last("interactive")["actions"][0]["selected_option"]["value"] == "later"


async def test_a_modal_that_the_app_changes_keeps_words_and_caret(visit: Visit, page: Page) -> None:
    view = visit.open(modal(text_input("title"), text_input("learnt")))
    await page.goto(f"/as/{PRIYA.id}")
    field = page.get_by_role("textbox", name="Learnt")
    await field.press_sequentially("proving ded")

    changed = modal(section("Loaded."), text_input("title"), text_input("learnt"))
    visit.sandbox.surfaces.update(view.id, None, None, changed)
    await expect(page.get_by_text("Loaded.")).to_be_visible()

    await expect(field).to_be_focused()
    await expect(field).to_have_value("proving ded")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.type("a")
    await expect(field).to_have_value("proving dead")


async def test_a_modal_takes_the_focus_and_escape_closes_it(visit: Visit, page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    view = visit.open(modal(text_input("title"), notify_on_close=True))

    await expect(page.get_by_role("dialog", name="Edit")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Title")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()

    sent = visit.app.last("interactive")
    assert (sent["type"], sent["view"]["id"]) == ("view_closed", view.id)


async def test_a_field_in_error_takes_the_focus_and_the_rest_stays(
    visit: Visit, page: Page
) -> None:
    visit.open(modal(text_input("title"), text_input("hours")))
    visit.app.answer = Answer(
        payload={"response_action": "errors", "errors": {"hours": "More than the day held."}}
    )
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("textbox", name="Title").fill("High voltage")
    await page.get_by_role("textbox", name="Hours").fill("30")
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_role("alert")).to_have_text("More than the day held.")
    await expect(page.get_by_role("textbox", name="Hours")).to_be_focused()
    await expect(page.get_by_role("textbox", name="Title")).to_have_value("High voltage")


async def test_home_that_is_published_again_keeps_its_place_and_typed_words(
    visit: Visit, page: Page
) -> None:
    def full(first: str) -> dict[str, object]:
        return home(section(first), *[section(f"Row {n}") for n in range(60)], text_input("job"))

    visit.sandbox.surfaces.publish(PRIYA.id, None, full("Before"))
    await page.goto(f"/as/{PRIYA.id}/home")
    field = page.get_by_role("textbox", name="Job")
    await field.fill("vehicle technician")
    await page.get_by_role("link", name="Messages").focus()

    visit.sandbox.surfaces.publish(PRIYA.id, None, full("After"))
    await expect(page.get_by_text("After")).to_be_attached()

    await expect(field).to_have_value("vehicle technician")
    await expect(field).to_be_in_viewport()


async def test_a_click_that_asks_first_is_sent_only_when_confirmed(
    visit: Visit, page: Page
) -> None:
    words = {"type": "plain_text", "text": "Withdraw this entry?"}
    yes, no = words | {"text": "Withdraw"}, words | {"text": "Keep it"}
    asks = {"title": words, "text": words, "confirm": yes, "deny": no}
    visit.say(actions(button("gone", confirm=asks)))
    await page.goto(f"/as/{PRIYA.id}")

    asked = page.get_by_role("dialog")
    await page.get_by_role("button", name="gone").click()
    await asked.get_by_role("button", name="Keep it").click()
    await expect(asked).to_be_hidden()
    await page.get_by_role("button", name="gone").click()
    async with page.expect_request_finished(lambda request: request.method == "POST"):
        await asked.get_by_role("button", name="Withdraw").click()
    assert sum(kind == "interactive" for kind, _ in visit.app.heard) == 1


async def test_a_notice_is_readable_over_an_open_modal(visit: Visit, page: Page) -> None:
    visit.open(modal(text_input("title"), actions(button("more"))))
    visit.app.answer = Answer(failure="http_timeout")
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("button", name="more", exact=True).click()

    notice = page.get_by_text("Operation timed out.")
    await expect(notice).to_be_visible()
    box = await notice.bounding_box()
    assert box is not None
    on_top = await page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y)?.closest('.notice') !== null",
        [box["x"] + 5, box["y"] + 5],
    )
    assert on_top


@pytest.mark.parametrize("width", [1280, 420])
async def test_nothing_is_wider_than_the_screen(visit: Visit, page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    long = "Uninterrupted" * 20
    root = visit.say(section(long) | {"accessory": SELECT}, actions(button("save")), text=long)
    visit.say(text=f"```{long}```")
    visit.sandbox.surfaces.publish(
        PRIYA.id, None, home({"type": "section", "fields": [section(long)["text"]] * 3})
    )
    for path in ("", f"/c/{root.channel_id}?thread={root.ts}", "/home"):
        await page.goto(f"/as/{PRIYA.id}{path}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        for region in await page.locator(".stream, .home").all():
            fits = "(box) => box.scrollWidth <= box.clientWidth"
            if await region.is_visible():
                assert await region.evaluate(fits), path


async def test_on_a_phone_the_conversations_open_over_the_page(visit: Visit, page: Page) -> None:
    await page.set_viewport_size({"width": 420, "height": 800})
    await page.goto(f"/as/{PRIYA.id}")
    workshop = page.get_by_role("link", name="workshop")

    await expect(workshop).to_be_hidden()
    await page.get_by_role("button", name="Conversations").click()
    await workshop.click()

    await expect(page.get_by_role("heading", name="workshop")).to_be_visible()


async def test_a_name_is_completed_behind_an_at(visit: Visit, page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    composer = page.get_by_role("textbox", name="Message cpdbot")
    offers = page.get_by_role("group", name="Suggestions")

    await composer.press_sequentially("thanks @to")
    await expect(offers.get_by_role("button")).to_have_text(["TR Tom Reed @tom"])
    await composer.press("Enter")
    await expect(composer).to_have_value("thanks @tom ")
    await composer.press_sequentially("and @o")
    await composer.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(composer).to_have_value("thanks @tom and @maya ")
    await composer.press_sequentially("and a@o")
    await expect(offers).to_be_hidden()
    await composer.press("Enter")

    await expect(page.get_by_role("article").get_by_text("@Tom Reed")).to_be_visible()
    [said] = visit.sandbox.person(PRIYA.id).messages()
    assert said.text == "thanks <@U0TOM> and <@U0MAYA> and a@o"


async def test_a_command_is_completed_and_people_behind_it(page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    composer = page.get_by_role("textbox", name="Message cpdbot")

    await composer.press_sequentially("/c")
    await composer.press("Tab")
    await composer.press_sequentially("remind @TOM")
    await composer.press("Tab")

    await expect(composer).to_have_value("/cpd remind @tom ")


async def test_files_are_picked_dropped_taken_away_and_sent(visit: Visit, page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    composer = page.get_by_role("textbox", name="Message cpdbot")
    picker = page.get_by_label("Attach files")
    away = page.get_by_role("button", name="Take the files away")

    await picker.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"a"})
    await away.click()
    await expect(away).to_be_hidden()
    await picker.set_input_files({"name": "b.pdf", "mimeType": "application/pdf", "buffer": b"b"})
    await composer.evaluate(
        """(box) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["c"], "c.txt", { type: "text/plain" }));
          const how = { dataTransfer, bubbles: true, cancelable: true };
          box.dispatchEvent(new DragEvent("drop", how));
        }"""
    )
    await expect(page.get_by_text("b.pdf, c.txt")).to_be_visible()
    await composer.press("Enter")

    await expect(page.get_by_role("link", name="c.txt")).to_be_visible()
    await expect(away).to_be_hidden()
    [said] = visit.sandbox.person(PRIYA.id).messages()
    names = [visit.sandbox.workspace.files[one].name for one in said.file_ids]
    assert names == ["b.pdf", "c.txt"]


async def test_a_reaction_is_put_on_a_message_and_taken_off(visit: Visit, page: Page) -> None:
    [room] = [one for one in visit.sandbox.workspace.channels.values() if one.kind == "public"]
    await visit.sandbox.person(MAYA.id).say("A bulletin on seat belts", room.id)
    await page.goto(f"/as/{PRIYA.id}/c/{room.id}")
    message = page.get_by_role("article", name="Maya")
    reactions = message.get_by_role("group", name="Reactions")
    await message.hover()
    await message.get_by_role("button", name="Add a reaction").click()
    await page.get_by_role("button", name="tada").click()
    mine = reactions.get_by_role("button", name="tada, 1", pressed=True)
    await expect(mine).to_be_visible()

    await message.get_by_role("button", name="Add a reaction").click()
    await page.get_by_label("Another emoji, by name").fill(":cpd:")
    await page.keyboard.press("Enter")
    await expect(reactions.get_by_role("button", name="cpd, 1")).to_be_visible()
    await expect(page.get_by_label("Another emoji, by name")).to_be_hidden()

    await mine.click()
    await expect(reactions.get_by_role("button")).to_have_count(1)


async def test_a_voice_clip_is_sent_from_its_menu(visit: Visit, page: Page) -> None:
    await page.goto(f"/as/{PRIYA.id}")
    await page.get_by_role("button", name="Record a voice clip").click()
    await page.get_by_label("What you say in the clip").fill("2h on brakes")
    await page.get_by_role("button", name="Send voice clip").click()
    await expect(page.get_by_text("“2h on brakes”")).to_be_visible()
    await expect(page.get_by_label("What you say in the clip")).to_be_hidden()


async def test_a_workflow_is_filled_in_and_run(browser: Browser) -> None:
    step = {
        "title": "Draft an entry",
        "input_parameters": {
            "user_id": {"type": "slack#/types/user_id", "title": "Who", "is_required": True},
            "title": {"type": "string", "title": "Title", "is_required": True},
        },
    }
    settings = MANIFEST["settings"] | {"org_deploy_enabled": True}
    manifest = MANIFEST | {"functions": {"draft": step}, "settings": settings}
    async with visiting(manifest=manifest) as visit:
        page = await browser.new_page(base_url=visit.sandbox.workspace.base_url)
        await page.goto(f"/as/{PRIYA.id}")
        await page.get_by_role("button", name="Workflows").click()
        run = page.get_by_role("button", name="Run workflow")
        await run.click()  # the title is still missing, and the browser says so
        await expect(run).to_be_visible()
        await page.get_by_label("Title").fill("Seat belts")
        await run.click()
        await expect(run).to_be_hidden()
        await page.close()
        [execution] = visit.sandbox.workspace.executions.values()
    assert execution.inputs == {"user_id": PRIYA.id, "title": "Seat belts"}


async def test_a_file_is_put_into_a_modal_and_kept_while_something_else_is_missing(
    browser: Browser,
) -> None:
    element = {"type": "file_input", "action_id": "files"}
    label = {"type": "plain_text", "text": "Certificate"}
    proof = {"type": "input", "block_id": "proof", "label": label, "element": element}
    async with visiting(manifest=GRANTED) as visit:
        page = await browser.new_page(base_url=visit.sandbox.workspace.base_url)
        visit.open(modal(proof, text_input("title")))
        await page.goto(f"/as/{PRIYA.id}")
        await page.get_by_label("Certificate").set_input_files(
            {"name": "c.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
        )
        await page.get_by_role("button", name="Save").click()
        missing = page.get_by_role("alert")
        await expect(missing).to_have_text("Please complete this required field.")
        await expect(page.get_by_role("dialog").get_by_text("c.pdf")).to_be_visible()
        await page.get_by_label("Title").fill("Course")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await page.close()
        values = visit.app.last("interactive")["view"]["state"]["values"]
    [file] = values["proof"]["files"]["files"]
    assert (file["name"], file["size"]) == ("c.pdf", 4)


async def test_the_guide_folds_once_somebody_has_begun_and_opens_for_who_wants_it(
    browser: Browser,
) -> None:
    steps = (GuideStep("Log something", "", "fill", "2h course"), GuideStep("Home", "", "home"))
    async with visiting(Guide((Persona(PRIYA.id, "behind", steps),))) as visit:
        page = await browser.new_page(base_url=visit.sandbox.workspace.base_url)
        await page.goto("/")
        await expect(page.get_by_role("link", name="Home").last).to_be_visible()
        await page.get_by_role("link", name="Log something").click()
        await page.get_by_role("textbox", name="Message cpdbot").press("Enter")

        await expect(page.get_by_text("1 of 2 tried")).to_be_visible()
        await expect(page.get_by_role("link", name="Log something")).to_be_hidden()
        await page.get_by_text("1 of 2 tried").click()
        await page.reload()
        await expect(page.get_by_role("link", name="Log something")).to_be_visible()
        await page.close()


async def test_the_newest_message_stays_in_sight_when_the_window_gets_smaller(
    visit: Visit, page: Page
) -> None:
    for number in range(30):
        visit.say(text=f"Message {number} " + "with a few more words " * 10)
    await page.goto(f"/as/{PRIYA.id}")
    newest = page.get_by_text("Message 29")
    await expect(newest).to_be_in_viewport()

    await page.set_viewport_size({"width": 420, "height": 500})
    await expect(newest).to_be_in_viewport()

    await page.get_by_text("Message 3 ").scroll_into_view_if_needed()
    await expect(newest).not_to_be_in_viewport()
    await page.set_viewport_size({"width": 1280, "height": 600})
    await expect(newest).not_to_be_in_viewport()


async def test_the_page_finds_back_to_a_sandbox_that_answers_again(
    browser: Browser, tmp_path: Path
) -> None:
    gone = page = None
    port = 0
    for _ in range(2):
        sandbox = Sandbox(MANIFEST, [PRIYA], tmp_path)
        await sandbox.start(port)
        port = int(sandbox.workspace.base_url.rpartition(":")[2])
        if page is None:
            page = await browser.new_page(base_url=sandbox.workspace.base_url)
            await page.goto(f"/as/{PRIYA.id}")
            gone = page.get_by_text("The sandbox does not answer.", exact=True)
            await sandbox.stop()
            await expect(page.get_by_text("Trying again")).to_be_visible()
            await page.get_by_role("textbox", name="Message cpdbot").fill("still here")
            await page.get_by_role("button", name="Send").click()
            await expect(gone).to_be_visible()
    assert gone is not None
    assert page is not None
    await expect(gone).to_be_hidden()
    await expect(page.get_by_text("Trying again")).to_be_hidden()
    await expect(page.get_by_role("textbox")).to_have_value("still here")
    await page.close()
    await sandbox.stop()


class Halting:
    """Moves the calendar only once it is let go on, and then has a word to say."""

    can_wait = True

    def __init__(self) -> None:
        self.asked: list[Move] = []
        self.goes_on = asyncio.Event()

    async def move(self, wanted: Move) -> str:
        """See `Mover`."""
        self.asked.append(wanted)
        await self.goes_on.wait()
        return f"Nothing was due, {len(self.asked)}."


async def test_while_the_calendar_moves_it_cannot_be_asked_to_move_on(
    visit: Visit, page: Page
) -> None:
    mover = visit.sandbox.mover = Halting()
    await page.goto(f"/as/{PRIYA.id}")
    day, week = (
        page.get_by_role("button", name=words, exact=True) for words in ("+1 day", "+1 week")
    )
    await day.click()
    await expect(week).to_be_disabled()
    await expect(day).to_be_disabled()
    mover.goes_on.set()
    await expect(week).to_be_enabled()
    await expect(day).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Nothing was due, 2.")).to_be_visible()
    assert [one.days for one in mover.asked] == [1, 1]


async def test_a_notice_stands_alone_until_a_click_or_a_message(visit: Visit, page: Page) -> None:
    mover = visit.sandbox.mover = Halting()
    mover.goes_on.set()
    await page.goto(f"/as/{PRIYA.id}")
    day, notices = page.get_by_role("button", name="+1 day", exact=True), page.locator(".notice")
    await day.click()
    await expect(notices).to_have_text(["Nothing was due, 1."])
    await day.click()
    await expect(notices).to_have_text(["Nothing was due, 2."])
    await page.get_by_role("textbox", name="Message cpdbot").click()
    await expect(notices).to_have_count(0)
    await day.click()
    await expect(notices).to_have_text(["Nothing was due, 3."])
    visit.say(text="A nudge")
    await expect(page.get_by_text("A nudge")).to_be_visible()
    await expect(notices).to_have_count(0)
