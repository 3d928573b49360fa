"""What comes of it when somebody does something on the page."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData

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
from page_visit import GRANTED, MAYA, Visit, at, visiting
from sandbox.client_errors import TROUBLE
from sandbox.model import Message, View
from sandbox.page.fields import key
from sandbox.transport import Answer

DM = f"/as/{PRIYA.id}"
REFUSED = Answer(failure="http_timeout")


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as one:
        yield one


def field(block_id: str, action_id: str = "text") -> str:
    """The name of a form field."""
    return key(block_id, action_id)


def said_by(visit: Visit) -> list[str]:
    """What Priya wrote to the app."""
    messages = visit.sandbox.person(PRIYA.id).messages()
    return [one.text for one in messages if one.user_id == PRIYA.id]


def composer(visit: Visit) -> str:
    return f"{DM}/c/{visit.sandbox.workspace.dm_of(PRIYA.id).id}/say"


# Writing


async def test_what_is_typed_is_said(visit: Visit) -> None:
    _, headers = await visit.do(composer(visit), text="2h course\r\nat Bosch")

    assert said_by(visit) == ["2h course\nat Bosch"]
    assert headers["HX-Trigger"] == "said"


async def test_a_slash_runs_a_command(visit: Visit) -> None:
    visit.app.answer = Answer(payload={"text": "You are on pace."})

    await visit.do(composer(visit), text="/cpd  list 2026 ")

    sent = visit.app.last("slash_commands")
    assert (sent["command"], sent["text"]) == ("/cpd", "list 2026")
    page = await visit.see(DM)
    assert "You are on pace." in page
    assert "Only visible to you" in page


async def test_a_command_that_does_not_exist_stays_in_the_composer(visit: Visit) -> None:
    notice, headers = await visit.do(composer(visit), text="/nope")

    assert "/nope is not a valid command." in notice
    assert headers["HX-Retarget"] == "#notices"
    assert "HX-Trigger" not in headers
    assert visit.app.heard == []


async def test_a_command_that_fails_is_told_by_slackbot_in_the_stream(visit: Visit) -> None:
    visit.app.answer = REFUSED

    await visit.do(composer(visit), text="/cpd status")

    assert '/cpd failed with the error "operation_timeout"' in await visit.see(DM)


async def test_a_command_is_not_run_from_a_thread(visit: Visit) -> None:
    root = visit.say()

    notice, _ = await visit.do(composer(visit), text="/cpd status", thread=root.ts)

    assert "/cpd is not supported in threads." in notice
    assert all(kind != "slash_commands" for kind, _ in visit.app.heard)


async def test_a_reply_stands_in_the_thread(visit: Visit) -> None:
    root = visit.say()

    await visit.do(composer(visit), text="proving dead first", thread=root.ts)

    thread = visit.sandbox.workspace.thread(root.channel_id, root.ts)
    assert [one.text for one in thread] == ["A draft.", "proving dead first"]


async def test_files_are_sent_with_the_words_beside_them(visit: Visit) -> None:
    form = FormData()
    form.add_field("text", "my certificate")
    form.add_field("files", b"%PDF", filename="c.pdf", content_type="application/pdf")
    form.add_field("files", b"", filename="", content_type="application/octet-stream")
    async with visit.browser.post(composer(visit), data=form) as response:
        assert response.status == 204

    (message,) = visit.sandbox.person(PRIYA.id).messages()
    (file,) = (visit.sandbox.workspace.files[one] for one in message.file_ids)
    assert (message.text, file.name, file.mimetype, file.size) == (
        "my certificate",
        "c.pdf",
        "application/pdf",
        4,
    )


async def test_a_voice_clip_says_what_was_typed_for_it_and_is_transcribed_a_moment_later(
    visit: Visit,
) -> None:
    await visit.do(f"{composer(visit).removesuffix('/say')}/clip", text="2h on brakes")

    (message,) = visit.sandbox.person(PRIYA.id).messages()
    (file,) = (visit.sandbox.workspace.files[one] for one in message.file_ids)
    assert (file.transcription, file.transcript) == ("processing", "2h on brakes")
    assert "being transcribed" in await visit.see(DM)
    visit.sandbox.postings.transcribe(file.id)
    assert "“2h on brakes”" in await visit.see(DM)


async def test_files_are_put_into_a_modal_and_stay_where_it_is_refused() -> None:
    element = {"type": "file_input", "action_id": "files", "max_files": 1}
    label = {"type": "plain_text", "text": "Certificate"}
    proof = {"type": "input", "block_id": "proof", "label": label, "element": element}
    form = FormData()
    form.add_field(
        field("proof", "files"), b"%PDF", filename="c.pdf", content_type="application/pdf"
    )
    form.add_field(field("title"), "")
    async with visiting(manifest=GRANTED) as visit:
        submit = f"/as/{PRIYA.id}/v/{visit.open(modal(proof, text_input('title'))).id}/submit"
        async with visit.browser.post(submit, data=form) as response:
            refused = await response.text()
        assert visit.app.heard == []
        await visit.do(submit, **{field("title"): "Course"})
        values = visit.app.last("interactive")["view"]["state"]["values"]
    assert "c.pdf" in refused
    assert "Please complete this required field." in refused
    assert [one["name"] for one in values["proof"]["files"]["files"]] == ["c.pdf"]


async def test_ones_own_message_is_edited_in_its_place(visit: Visit) -> None:
    said = await visit.sandbox.person(PRIYA.id).say("2h corse")

    shown, _ = await visit.do(f"{at(said)}/edit", text="2h course")

    assert said_by(visit) == ["2h course"]
    assert f'id="m-{said.ts}"' in shown
    assert "(edited)" in shown


async def test_ones_own_message_is_deleted(visit: Visit) -> None:
    said = await visit.sandbox.person(PRIYA.id).say("by mistake")

    await visit.do(f"{at(said)}/delete")

    assert said_by(visit) == []


async def test_anothers_message_is_left_alone(visit: Visit) -> None:
    message = visit.say(text="Mine")

    for act in ("edit", "delete"):
        notice, _ = await visit.do(f"{at(message)}/{act}", text="Yours")
        assert "Only your own messages can be changed." in notice
    assert "Mine" in await visit.see(DM)


# Clicking


async def click(visit: Visit, where: str, block: str, action: str, **typed: str) -> str:
    """Click an element, with what the form around it holds."""
    notice, _ = await visit.do(f"{where}/act", block=block, action=action, **typed)
    return notice


async def test_a_button_tells_the_app(visit: Visit) -> None:
    message = visit.say(actions(button("save", value="7")))

    assert await click(visit, at(message), "row", "save") == ""

    sent = visit.app.last("interactive")["actions"][0]
    assert (sent["block_id"], sent["action_id"], sent["value"]) == ("row", "save", "7")


SELECT = {"type": "static_select", "action_id": "pick", "options": options("a", "b")}
CHECKS = {"type": "checkboxes", "action_id": "pick", "options": options("a", "b", "c")}


@pytest.mark.parametrize(
    ("element", "values", "name", "expected"),
    [
        ({"type": "overflow", "action_id": "pick", "options": options("a", "b")}, ["b"],
         "selected_option", options("b")[0]),
        (SELECT, ["b"], "selected_option", options("b")[0]),
        ({**SELECT, "type": "radio_buttons"}, ["a"], "selected_option", options("a")[0]),
        ({"type": "users_select", "action_id": "pick"}, [MAYA.id], "selected_user", MAYA.id),
        ({"type": "datepicker", "action_id": "pick"}, ["2026-11-20"], "selected_date",
         "2026-11-20"),
        ({"type": "timepicker", "action_id": "pick"}, ["08:30"], "selected_time", "08:30"),
        (CHECKS, ["a", "c"], "selected_options", options("a", "c")),
        (CHECKS, [], "selected_options", []),
        ({"type": "multi_users_select", "action_id": "pick"}, [PRIYA.id, MAYA.id],
         "selected_users", [PRIYA.id, MAYA.id]),
    ],
)  # fmt: skip
async def test_what_is_picked_tells_the_app_and_stays_picked(
    visit: Visit, element: dict[str, Any], values: list[str], name: str, expected: object
) -> None:
    message = visit.say(actions(element))
    form = FormData([("block", "row"), ("action", "pick")])
    for value in values:
        form.add_field(field("row", "pick"), value)

    async with visit.browser.post(f"{at(message)}/act", data=form) as response:
        assert response.status == 204

    assert visit.app.last("interactive")["actions"][0][name] == expected
    if element["type"] != "overflow":
        page = await visit.see(DM)
        assert page.count(" selected>") + page.count(" checked>") + page.count(
            f'value="{values[0]}"' if name in ("selected_date", "selected_time") else "\0"
        ) == len(values)


async def test_words_typed_beside_a_button_go_along_with_the_click(visit: Visit) -> None:
    view = visit.open(modal(text_input("learnt"), actions(button("more"))))

    await click(visit, f"{DM}/v/{view.id}", "row", "more", **{field("learnt"): "to prove dead"})

    sent = visit.app.last("interactive")
    assert sent["type"] == "block_actions"
    assert sent["view"]["state"]["values"]["learnt"]["text"]["value"] == "to prove dead"


async def test_an_input_that_reports_each_change_does_so(visit: Visit) -> None:
    visit.sandbox.surfaces.publish(PRIYA.id, None, home(text_input("job", dispatch_action=True)))
    view = visit.sandbox.workspace.homes[PRIYA.id]

    await click(visit, f"{DM}/v/{view.id}", "job", "text", **{field("job"): "vehicle technician"})

    assert visit.app.last("interactive")["actions"][0]["value"] == "vehicle technician"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (REFUSED, "Operation timed out. Apps need to respond within 3 seconds."),
        (Answer(failure="http_error", status=500), "This app responded with Status Code 500."),
    ],
)
async def test_a_click_that_is_not_heard_is_told_in_slacks_words(
    visit: Visit, answer: Answer, words: str
) -> None:
    message = visit.say(actions(button("save")))
    visit.app.answer = answer

    assert words in await click(visit, at(message), "row", "save")


async def test_a_click_on_what_is_gone_says_so(visit: Visit) -> None:
    message = visit.say(actions(button("save")))
    view = visit.open(modal(text_input("a"), actions(button("more"))))
    visit.sandbox.postings.remove(message)
    visit.sandbox.surfaces.remove(view)

    assert "not there any more" in await click(visit, at(message), "row", "save")
    assert "has been closed" in await click(visit, f"{DM}/v/{view.id}", "row", "more")


async def test_nobody_clicks_in_anothers_window(visit: Visit) -> None:
    view = visit.open(modal(text_input("a"), actions(button("more"))), MAYA)

    assert "has been closed" in await click(visit, f"{DM}/v/{view.id}", "row", "more")
    assert visit.app.heard == []


# Modals


async def submit(visit: Visit, view: View, **typed: str) -> str:
    """Submit a modal; what stands in its place afterwards."""
    shown, _ = await visit.do(f"{DM}/v/{view.id}/submit", **typed)
    return shown


async def test_a_submission_carries_each_field(visit: Visit) -> None:
    date = {"type": "datepicker", "action_id": "on", "initial_date": "2026-11-20"}
    view = visit.open(
        modal(
            text_input("title", element={"initial_value": "Course"}),
            {"type": "input", "block_id": "when", "label": section("x")["text"], "element": date}
            | {"label": {"type": "plain_text", "text": "When"}},
            {
                "type": "input",
                "block_id": "schemes",
                "optional": True,
                "label": {"type": "plain_text", "text": "Schemes"},
                "element": CHECKS | {"initial_options": options("a")},
            },
        )
    )

    shown = await submit(
        visit,
        view,
        **{field("title"): "High voltage", field("when", "on"): "2026-11-19"},
    )

    values = visit.app.last("interactive")["view"]["state"]["values"]
    assert values["title"]["text"]["value"] == "High voltage"
    assert values["when"]["on"]["selected_date"] == "2026-11-19"
    assert values["schemes"]["pick"]["selected_options"] == []
    assert shown == ""


async def test_a_field_that_must_be_filled_is_named_and_the_rest_is_kept(visit: Visit) -> None:
    view = visit.open(modal(text_input("title"), text_input("provider")))

    shown = await submit(visit, view, **{field("provider"): "Bosch"})

    assert "Please complete this required field." in shown
    assert 'value="Bosch"' in shown
    assert visit.app.heard == []


async def test_what_the_app_objects_to_stands_under_its_field(visit: Visit) -> None:
    view = visit.open(modal(text_input("hours")))
    errors = {"hours": "That is more than the day held."}
    visit.app.answer = Answer(payload={"response_action": "errors", "errors": errors})

    shown = await submit(visit, view, **{field("hours"): "30"})

    assert "That is more than the day held." in shown
    assert 'value="30"' in shown
    assert 'aria-invalid="true"' in shown


async def test_a_submission_that_is_not_heard_leaves_the_modal_open(visit: Visit) -> None:
    view = visit.open(modal(text_input("hours")))
    visit.app.answer = REFUSED

    shown = await submit(visit, view, **{field("hours"): "2"})

    assert TROUBLE in shown
    assert 'value="2"' in shown


async def test_closing_shows_the_modal_below(visit: Visit) -> None:
    visit.open(modal(text_input("first")))
    above = visit.push(modal(text_input("second")))

    shown, _ = await visit.do(f"{DM}/v/{above.id}/close")
    assert "First" in shown
    below = visit.sandbox.person(PRIYA.id).modal
    assert below is not None
    assert await visit.do(f"{DM}/v/{below.id}/close") is not None
    assert visit.sandbox.person(PRIYA.id).modal is None


# Shortcuts


async def test_a_global_shortcut_is_run(visit: Visit) -> None:
    await visit.do(f"{DM}/shortcut", callback_id="log")

    assert visit.app.last("interactive")["callback_id"] == "log"


async def test_a_message_shortcut_is_run_on_its_message(visit: Visit) -> None:
    said: Message = await visit.sandbox.person(PRIYA.id).say("worth logging")

    await visit.do(f"{at(said)}/shortcut", callback_id="log_this")

    sent = visit.app.last("interactive")
    assert (sent["type"], sent["message"]["text"]) == ("message_action", "worth logging")


async def test_another_site_cannot_act_through_the_browser(visit: Visit) -> None:
    headers = {"Origin": "https://elsewhere.test"}
    async with visit.browser.post(
        composer(visit), data={"text": "hello"}, headers=headers
    ) as response:
        assert response.status == 403

    assert said_by(visit) == []
