"""Feedback buttons and icon buttons: what Slack takes and refuses, shows, and sends at a click."""

from typing import Any

import pytest
from slack_sdk.models.blocks import ContextActionsBlock

from block_samples import Block, confirm, context_actions, feedback, icon, mrkdwn, plain, without
from bolt_app import PRIYA, TOM
from page_visit import Visit, at, visiting
from sandbox import NotPossible
from sandbox.page.fields import key
from sandbox.refusals import check_message, check_view

GOOD = {"text": plain("👍"), "value": "good", "accessibility_label": "This helped"}
BAD = {"text": plain("👎"), "value": "bad", "accessibility_label": "This did not help"}
RATING = context_actions(feedback(positive_button=GOOD, negative_button=BAD), block_id="row")

REFUSED: dict[str, tuple[Block, str]] = {
    "no element": (context_actions(), "must provide at least 1 items [json-pointer:{}/elements]"),
    "six elements": (
        context_actions(*[icon(action_id=f"delete-{n}") for n in range(6)]),
        "no more than 5 items allowed [json-pointer:{}/elements]",
    ),
    "a button": (
        context_actions({"type": "button", "text": plain(), "action_id": "save"}),
        "unsupported type: button [json-pointer:{}/elements/0/type]",
    ),
    "feedback buttons among actions": (
        {"type": "actions", "elements": [feedback()]},
        "unsupported type: feedback_buttons [json-pointer:{}/elements/0/type]",
    ),
    "one action_id twice": (
        context_actions(icon(), icon()),
        '`action_id` "delete" already exists [json-pointer:{}/elements/1/action_id]',
    ),
    "an action_id of 256 characters": (
        context_actions(feedback(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:{}/elements/0/action_id]",
    ),
    "a block_id of 256 characters": (
        context_actions(feedback(), block_id="x" * 256),
        "must be less than 256 characters [json-pointer:{}/block_id]",
    ),
    "no second button": (
        context_actions(without(feedback(), "negative_button")),
        "missing required field: negative_button [json-pointer:{}/elements/0]",
    ),
    "a feedback button without a value": (
        context_actions(feedback(positive_button={"text": plain()})),
        "missing required field: value [json-pointer:{}/elements/0/positive_button]",
    ),
    "a feedback button in mrkdwn": (
        context_actions(feedback(positive_button={"text": mrkdwn(), "value": "good"})),
        "must be a valid enum value [json-pointer:{}/elements/0/positive_button/text/type]",
    ),
    "76 characters on a feedback button": (
        context_actions(feedback(negative_button={"text": plain("x" * 76), "value": "bad"})),
        "must be less than 76 characters [json-pointer:{}/elements/0/negative_button/text/text]",
    ),
    "76 characters read out": (
        context_actions(feedback(positive_button={**GOOD, "accessibility_label": "x" * 76})),
        "must be less than 76 characters"
        " [json-pointer:{}/elements/0/positive_button/accessibility_label]",
    ),
    "a value of 2,001 characters": (
        context_actions(feedback(positive_button={**GOOD, "value": "x" * 2001})),
        "must be less than 2001 characters [json-pointer:{}/elements/0/positive_button/value]",
    ),
    "feedback buttons that ask back": (
        context_actions(feedback(confirm=confirm())),
        "invalid additional property: confirm [json-pointer:{}/elements/0]",
    ),
    "an icon that Slack does not have": (
        context_actions(icon(icon="pencil")),
        "must be a valid enum value [json-pointer:{}/elements/0/icon]",
    ),
    "an icon without a text": (
        context_actions(without(icon(), "text")),
        "missing required field: text [json-pointer:{}/elements/0]",
    ),
}


@pytest.mark.parametrize(("block", "message"), REFUSED.values(), ids=REFUSED)
def test_slack_refuses(block: Block, message: str) -> None:
    refusal = check_message({"text": "An answer.", "blocks": [block]})

    assert refusal is not None
    assert refusal.code == "invalid_blocks"
    assert f"[ERROR] {message.format('/blocks/0')}" in refusal.messages


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_views_take_none(surface: Any) -> None:
    title = {"title": plain("An answer")} if surface == "modal" else {}
    refusal = check_view({"type": surface, "blocks": [RATING], **title}, surface=surface)

    assert refusal is not None
    assert refusal.code == "invalid_arguments"
    assert refusal.messages == (
        "[ERROR] unsupported type: context_actions [json-pointer:/view/blocks/0/type]",
    )


def test_what_slacks_own_library_builds_is_taken() -> None:
    built = ContextActionsBlock(
        block_id="row",
        elements=[
            {**feedback(), "positive_button": GOOD, "negative_button": BAD},
            icon(value="7", accessibility_label="Delete this answer", visible_to_user_ids=["U1"]),
        ],
    ).to_dict()

    assert [one["type"] for one in built["elements"]] == ["feedback_buttons", "icon_button"]
    assert check_message({"text": "An answer.", "blocks": [built]}) is None


@pytest.mark.parametrize("pressed", [GOOD, BAD])
async def test_a_click_says_which_of_the_two_buttons_it_was(pressed: Block) -> None:
    async with visiting() as visit:
        message = visit.say(RATING)

        assert await click(visit, at(message), "rate", pressed["value"]) == ""

        [action] = visit.app.last("interactive")["actions"]
        assert action.pop("action_ts")
        assert action == {
            "type": "feedback_buttons",
            "action_id": "rate",
            "block_id": "row",
            "value": pressed["value"],
            "text": pressed["text"],
        }
        assert "rate" not in str(visit.app.last("interactive")["state"])


async def test_a_click_on_an_icon_carries_its_value() -> None:
    async with visiting() as visit:
        message = visit.say(context_actions(icon(value="7"), block_id="row"))

        await click(visit, at(message), "delete")

        [action] = visit.app.last("interactive")["actions"]
        assert action.pop("action_ts")
        assert action == {
            "type": "icon_button",
            "action_id": "delete",
            "block_id": "row",
            "icon": "trash",
            "value": "7",
            "text": plain("Delete"),
        }


async def test_a_feedback_button_is_one_of_the_two() -> None:
    async with visiting() as visit:
        priya, message = visit.sandbox.person(PRIYA.id), visit.say(RATING)
        for value in (None, "great"):
            with pytest.raises(NotPossible, match="one of the two"):
                await priya.click(message, "rate", value=value)


async def test_a_reader_hears_what_the_buttons_say() -> None:
    async with visiting() as visit:
        message = visit.say(RATING, context_actions(icon()))

        page = await visit.see(f"/as/{PRIYA.id}/region/stream/{message.channel_id}")

        for label in ("This helped", "This did not help", "Delete"):
            assert f'aria-label="{label}"' in page


async def test_an_icon_for_others_is_neither_shown_nor_pressed() -> None:
    async with visiting() as visit:
        mine = icon(action_id="mine", visible_to_user_ids=[PRIYA.id])
        others = icon(action_id="others", visible_to_user_ids=[TOM.id])
        message = visit.say(context_actions(mine, others))

        page = await visit.see(f"/as/{PRIYA.id}/region/stream/{message.channel_id}")

        assert 'data-action="mine"' in page
        assert 'data-action="others"' not in page
        with pytest.raises(NotPossible, match="Only others"):
            await visit.sandbox.person(PRIYA.id).click(message, "others")


async def click(visit: Visit, where: str, action: str, value: str = "") -> str:
    """Press one on the page."""
    sent = {key("row", action): value} if value else {}
    notice, _ = await visit.do(f"{where}/act", block="row", action=action, **sent)
    return notice
