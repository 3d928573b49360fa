"""What each kind of answer to a call means for us."""

from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack import (
    MethodRefused,
    NotNow,
    Refused,
    SlackTrouble,
    TokenRefused,
    Unclear,
    ask,
)

JSON = "application/json"


async def outcome(answer: web.Response, http: aiohttp.ClientSession) -> SlackTrouble:
    """The trouble that a call meets whose answer is this."""

    async def respond(_request: web.Request) -> web.Response:
        return answer

    server = web.Application()
    server.add_routes([web.post("/auth.test", respond)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        client = AsyncWebClient(
            base_url=f"http://127.0.0.1:{runner.addresses[0][1]}/", session=http, retry_handlers=[]
        )
        with pytest.raises(SlackTrouble) as met:
            await ask("auth.test", client.auth_test(), 5)
    finally:
        await runner.cleanup()
    return met.value


def refusal(code: str) -> web.Response:
    return web.json_response({"ok": False, "error": code})


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal("channel_not_found"), Refused),
        (refusal("invalid_blocks"), Refused),
        (refusal("a_code_of_tomorrow"), Refused),
        (refusal("invalid_auth"), TokenRefused),
        (refusal("token_expired"), TokenRefused),
        (refusal("account_inactive"), TokenRefused),
        (refusal("missing_scope"), MethodRefused),
        (refusal("no_permission"), MethodRefused),
        (refusal("not_allowed_token_type"), MethodRefused),
        (refusal("fatal_error"), Unclear),
        (refusal("service_unavailable"), Unclear),
        (web.Response(status=500, text="Internal Server Error"), Unclear),
        (web.Response(status=502, text="<html>", content_type="text/html"), Unclear),
        (web.Response(text="<html>sign in</html>", content_type="text/html"), Unclear),
        (web.Response(text="fine"), Unclear),
        (web.Response(text="{", content_type=JSON), Unclear),
        (web.json_response({"ok": False}), Unclear),
        (web.json_response([1]), Unclear),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
async def test_an_answer_is_understood(
    answer: web.Response, kind: type[SlackTrouble], http: aiohttp.ClientSession
) -> None:
    assert type(await outcome(answer, http)) is kind


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (
            web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "7"}
            ),
            7,
        ),
        (web.json_response({"ok": False, "error": "ratelimited"}), 30),
        (web.Response(status=429, text="", headers={"Retry-After": "soon"}), 30),
    ],
    ids=["with Retry-After", "without", "unreadable"],
)
async def test_a_limit_says_how_long_to_wait(
    answer: web.Response, pause: int, http: aiohttp.ClientSession
) -> None:
    trouble = await outcome(answer, http)
    assert isinstance(trouble, NotNow)
    assert trouble.pause == timedelta(seconds=pause)


async def test_slack_out_of_reach_was_certainly_not_asked(http: aiohttp.ClientSession) -> None:
    client = AsyncWebClient(base_url="http://127.0.0.1:9/", session=http, retry_handlers=[])
    with pytest.raises(NotNow):
        await ask("auth.test", client.auth_test(), 5)
