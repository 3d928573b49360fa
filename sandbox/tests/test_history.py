"""Reading history: pages and their bounds, posts that arrive late, and what some apps may read."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bolt_app import PRIYA, Clock, client_of
from sandbox import Message, Sandbox

Page = dict[str, Any]


async def read(client: AsyncWebClient, method: str, **arguments: Any) -> Page:
    """One page of conversations.history or .replies."""
    answer = await client.api_call(f"conversations.{method}", data=arguments)
    return dict(answer.data)  # type: ignore[arg-type]  # JSON, so a dictionary


async def refused(client: AsyncWebClient, method: str, **arguments: Any) -> SlackApiError:
    """How a call is refused."""
    with pytest.raises(SlackApiError) as error:
        await read(client, method, **arguments)
    return error.value


def texts(page: Page) -> str:
    """The texts of a page, one letter each."""
    return "".join(message["text"] for message in page["messages"])


async def said(sandbox: Sandbox, letters: str, thread_ts: str | None = None) -> list[Message]:
    """One message of Priya's in her DM for each letter."""
    priya = sandbox.person(PRIYA.id)
    return [await priya.say(letter, thread_ts=thread_ts) for letter in letters]


# Bounds and pages


@pytest.mark.parametrize(
    ("bounds", "inclusive", "history", "replies"),
    [
        ({}, True, "edcba", "abcde"),
        ({"oldest": "b"}, False, "edc", "cde"),
        ({"oldest": "b"}, True, "edcb", "bcde"),
        ({"latest": "d"}, False, "cba", "abc"),
        ({"latest": "d"}, True, "dcba", "abcd"),
        ({"oldest": "b", "latest": "d"}, False, "c", "c"),
        ({"oldest": "b", "latest": "d"}, True, "dcb", "bcd"),
        ({"oldest": "c", "latest": "c"}, True, "c", "c"),
        ({"oldest": "c", "latest": "c"}, False, "", ""),
    ],
)
async def test_history_is_newest_first_and_a_thread_oldest_first_between_the_bounds(
    bounds: dict[str, str], inclusive: bool, history: str, replies: str
) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        (root,) = await said(sandbox, "r")
        in_thread = await said(sandbox, "abcde", thread_ts=root.ts)
        in_stream = await said(sandbox, "abcde")
        at = {"channel": root.channel_id, "inclusive": inclusive}

        def between(messages: list[Message]) -> dict[str, str]:
            found = {message.text: message.ts for message in messages}
            return {name: found[letter] for name, letter in bounds.items()}

        stream = await read(client, "history", **at, **between(in_stream))
        thread = await read(client, "replies", ts=root.ts, **at, **between(in_thread))
    assert texts(stream).removesuffix("r") == history
    assert texts(thread) == "r" + replies
    assert (stream["has_more"], thread["has_more"]) == (False, False)


@pytest.mark.parametrize("method", ["history", "replies"])
async def test_pages_within_bounds_hold_the_limit_and_follow_by_cursor(method: str) -> None:
    async with Sandbox(users=[PRIYA]) as sandbox:
        client = client_of(sandbox)
        (root,) = await said(sandbox, "r")
        thread_ts = root.ts if method == "replies" else None
        messages = await said(sandbox, "abcdefg", thread_ts=thread_ts)
        arguments = {
            "channel": root.channel_id,
            "oldest": messages[0].ts,
            "latest": messages[6].ts,
            "limit": 2,
            **({"ts": root.ts} if thread_ts else {}),
        }
        pages = [await read(client, method, **arguments)]
        while pages[-1]["has_more"]:
            cursor = pages[-1]["response_metadata"]["next_cursor"]
            pages.append(await read(client, method, **arguments, cursor=cursor))
        wrong = await refused(client, method, **{**arguments, "oldest": "yesterday"})
    expected = {"history": ["fe", "dc", "b"], "replies": ["rb", "cd", "ef"]}
    assert [texts(page) for page in pages] == expected[method]
    assert "response_metadata" not in pages[-1]
    assert wrong.response["error"] == "invalid_ts_oldest"


# Late history


async def test_a_post_of_the_bots_is_in_no_history_until_it_arrived() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        client, priya = client_of(sandbox), sandbox.person(PRIYA.id)
        sandbox.faults.history_lag = 5.0
        (root,) = await said(sandbox, "r")
        dm = root.channel_id
        posted = await client.chat_postMessage(channel=dm, text="b")
        answer = await client.chat_postMessage(channel=dm, text="a", thread_ts=root.ts)
        for seconds, stream, thread in ((0.0, "r", "r"), (4.9, "r", "r"), (0.1, "br", "ra")):
            clock.at += seconds
            page = await read(client, "history", channel=dm)
            assert texts(page) == stream
            assert page["messages"][-1].get("reply_count") == (1 if thread == "ra" else None)
            assert texts(await read(client, "replies", channel=dm, ts=root.ts)) == thread
            assert [message.text for message in priya.messages()] == ["r", "b", "a"]
        assert [m.ts for m in priya.messages()] == [root.ts, posted["ts"], answer["ts"]]


async def test_the_thread_of_a_post_that_did_not_arrive_is_not_found() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        client = client_of(sandbox)
        sandbox.faults.history_lag = 5.0
        posted = await client.chat_postMessage(channel=PRIYA.id, text="b")
        at = {"channel": posted["channel"], "ts": posted["ts"]}
        error = await refused(client, "replies", **at)
        assert error.response["error"] == "thread_not_found"
        await client.chat_update(**at, text="c")
        sandbox.faults.history_lag = 0.0
        assert texts(await read(client, "replies", **at)) == "c"


# Capped history


async def test_an_unapproved_app_reads_fifteen_messages_once_a_minute() -> None:
    clock = Clock()
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        client = client_of(sandbox)
        (root,) = await said(sandbox, "r")
        await said(sandbox, "abcdefghijklmnopq", thread_ts=root.ts)
        await said(sandbox, "abcdefghijklmnopq")
        dm = root.channel_id
        sandbox.faults.history_capped = True
        first = await read(client, "history", channel=dm, limit=200)
        assert texts(first) == "qponmlkjihgfedc"
        thread = await read(client, "replies", channel=dm, ts=root.ts)
        assert texts(thread) == "rabcdefghijklmn"
        clock.at += 10.5
        for method in ("history", "replies"):
            error = await refused(client, method, channel=dm, ts=root.ts)
            assert (error.response.status_code, error.response["error"]) == (429, "ratelimited")
            assert error.response.headers["Retry-After"] == "50"
        clock.at += 49.5
        cursor = first["response_metadata"]["next_cursor"]
        rest = await read(client, "history", channel=dm, limit=2, cursor=cursor)
        assert (texts(rest), rest["has_more"]) == ("ba", True)
        sandbox.faults.history_capped = False
        assert len((await read(client, "history", channel=dm))["messages"]) == 18
