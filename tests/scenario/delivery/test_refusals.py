"""What Slack refuses, over the wire: each payload with Slack's code. And that a refusal in any of
these scenarios fails it, unless the scenario asked for one."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.harness import ANA, SENTENCE, Harness, Member

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str = "A draft") -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def buttons(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(**extra: Any) -> Block:
    return {"type": "button", "action_id": "save", "text": plain("Save"), **extra}


def menu(count: int) -> Block:
    options = [{"text": plain(f"{n}"), "value": f"{n}"} for n in range(count)]
    return {"type": "static_select", "action_id": "pick", "options": options}


def field(**element: Any) -> Block:
    return {"type": "input", "label": plain("Title"), "element": {"action_id": "t", **element}}


def modal(*blocks: Block, **extra: Any) -> Block:
    return {"type": "modal", "title": plain("Edit"), "blocks": list(blocks), **extra}


def home(*blocks: Block) -> Block:
    return {"type": "home", "blocks": list(blocks)}


TITLES = {"type": "plain_text_input"}
CHART = {"type": "image", "image_url": "https://x.test/a.png"}

MESSAGES: dict[str, tuple[Block, str]] = {
    "nothing to say": ({}, "no_text"),
    "51 blocks": ({"blocks": [section()] * 51}, "invalid_blocks"),
    "a block nobody knows": ({"blocks": [{"type": "speech"}]}, "invalid_blocks"),
    "a section of 3,001 characters": ({"blocks": [section("x" * 3001)]}, "invalid_blocks"),
    "an empty section": ({"blocks": [section("")]}, "invalid_blocks"),
    "26 buttons": (
        {"blocks": [buttons(*(button(action_id=f"b{n}") for n in range(26)))]},
        "invalid_blocks",
    ),
    "one action_id twice in a block": ({"blocks": [buttons(button(), button())]}, "invalid_blocks"),
    "one block_id twice": (
        {"blocks": [section() | {"block_id": "a"}, section() | {"block_id": "a"}]},
        "invalid_blocks",
    ),
    "76 characters on a button": (
        {"blocks": [buttons(button(text=plain("x" * 76)))]},
        "invalid_blocks",
    ),
    "2,001 characters behind a button": (
        {"blocks": [buttons(button(value="x" * 2001))]},
        "invalid_blocks",
    ),
    "101 options": ({"blocks": [buttons(menu(101))]}, "invalid_blocks"),
    "an image without words": ({"blocks": [CHART]}, "invalid_blocks"),
    "a number field in a message": (
        {"blocks": [field(type="number_input", is_decimal_allowed=False)]},
        "invalid_blocks",
    ),
    "blocks that are no list": ({"text": "Saved.", "blocks": {"a": 1}}, "invalid_blocks_format"),
    "metadata of no shape": (
        {"text": "Saved.", "metadata": {"event_type": "x"}},
        "invalid_metadata_schema",
    ),
}

VIEWS: dict[str, tuple[Block, str]] = {
    "101 blocks": (modal(*[section()] * 101), "invalid_arguments"),
    "a title of 25 characters": (modal(section(), title=plain("x" * 25)), "invalid_arguments"),
    "fields without submit": (modal(field(**TITLES)), "invalid_arguments"),
    "3,001 characters of metadata": (
        modal(section(), private_metadata="x" * 3001),
        "invalid_arguments",
    ),
    "250 kB": (modal(*[section("x" * 3000)] * 90), "view_too_large"),
}

HOMES: dict[str, tuple[Block, str]] = {
    "101 blocks": (home(*[section()] * 101), "invalid_arguments"),
    "a file field": (home(field(type="file_input")), "invalid_arguments"),
    "a modal": (modal(section()), "invalid_arguments"),
}


@pytest.fixture
async def slack() -> AsyncIterator[Sandbox]:
    """A workspace whose app may do everything."""
    async with Sandbox(users=[ANA]) as sandbox:
        yield sandbox


async def called(sandbox: Sandbox, method: str, **arguments: Any) -> Block:
    """What Slack answers a call."""
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(f"{sandbox.api_url}{method}", json=arguments) as answer,
    ):
        shape: Block = await answer.json()
        return shape


@pytest.mark.parametrize(("payload", "code"), MESSAGES.values(), ids=MESSAGES)
async def test_a_message_that_slack_refuses(slack: Sandbox, payload: Block, code: str) -> None:
    channel = slack.person(ANA.id).dm.id
    posted = await called(slack, "chat.postMessage", channel=channel, text="Saved.")
    for method, where in (("chat.postMessage", {}), ("chat.update", {"ts": posted["ts"]})):
        answer = await called(slack, method, channel=channel, **where, **payload)
        assert (answer["ok"], answer["error"]) == (False, code), method
    key = slack.workspace.issue_response_url(ANA.id, channel)
    url = f"{slack.workspace.base_url}/response/{key}"
    if not code.startswith("invalid_metadata"):  # which a response_url does not take
        async with aiohttp.ClientSession() as http, http.post(url, json=payload) as response:
            assert (response.status, slack.response_urls.refused) == (400, [code])


@pytest.mark.parametrize(("view", "code"), VIEWS.values(), ids=VIEWS)
async def test_a_modal_that_slack_refuses(slack: Sandbox, view: Block, code: str) -> None:
    trigger = slack.workspace.issue_trigger(ANA.id)
    answer = await called(slack, "views.open", trigger_id=trigger, view=view)
    assert (answer["ok"], answer["error"]) == (False, code)
    assert slack.person(ANA.id).modal is None


@pytest.mark.parametrize(("view", "code"), HOMES.values(), ids=HOMES)
async def test_a_home_that_slack_refuses(slack: Sandbox, view: Block, code: str) -> None:
    answer = await called(slack, "views.publish", user_id=ANA.id, view=view)
    assert (answer["ok"], answer["error"]) == (False, code)
    assert slack.person(ANA.id).home is None


async def test_a_trigger_opens_one_modal(slack: Sandbox) -> None:
    trigger = slack.workspace.issue_trigger(ANA.id)
    view = modal(section())
    codes = [
        (await called(slack, "views.open", trigger_id=given, view=view)).get("error")
        for given in (trigger, trigger, "1.2.3")
    ]
    assert codes == [None, "exchanged_trigger_id", "invalid_trigger_id"]


async def test_a_refusal_that_nobody_asked_for_fails_the_scenario(
    harness: Harness, ana: Member
) -> None:
    harness.expect_error("something unexpected")
    await ana.write(SENTENCE)
    harness.sandbox.faults.error("views.open", "invalid_arguments")
    await ana.click("Edit")
    with pytest.raises(AssertionError, match=r"views\.open: invalid_arguments"):
        harness.check()
    harness.expect_refusal("invalid_arguments")
    harness.check()
