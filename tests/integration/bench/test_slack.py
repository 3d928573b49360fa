"""The benchmarks' stand-in for Slack: what it answers, and what it tells of."""

import aiohttp

from bench.driving import Slack
from bench.slack import Limits, WebApi, serve

POST = "chat.postMessage"


async def test_what_comes_too_fast_is_answered_429_and_counted() -> None:
    api = WebApi(Limits(lambda: 0.0))
    runner, port = await serve(api.application())
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        answers = [await http.post(f"/api/{POST}", json={"channel": "D1"}) for _ in range(4)]
        told = await Slack(port, http).calls()
    await runner.cleanup()

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert told == {"made": {POST: 3}, "refused": {POST: 1}}


async def test_a_nudge_to_somebody_else_is_not_taken_for_a_reply() -> None:
    """On a working morning nudges go as the bot starts: the run ended with a KeyError."""
    runner, port = await serve(WebApi().application())
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        for channel in ("NUDGED", "D1", "D2"):
            await http.post(f"/api/{POST}", json={"channel": channel})
        posted = await Slack(port, http).posts(["D1", "D2"])
    await runner.cleanup()

    assert posted.keys() == {"D1", "D2"}
    assert posted["D1"] < posted["D2"]
