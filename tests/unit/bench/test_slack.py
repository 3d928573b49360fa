"""The benchmarks' stand-in for Slack: what it refuses, and what it tells of."""

import aiohttp

from bench.driving import Slack
from bench.slack import Limits, WebApi, serve

POST = "chat.postMessage"


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_channel_takes_a_short_burst_and_then_a_message_a_second() -> None:
    time = Time()
    limits = Limits(time)

    assert [limits.spend(POST, "T1", "D1") for _ in range(4)] == [0, 0, 0, 1]
    assert limits.spend(POST, "T1", "D2") == 0
    time.seconds = 1.0
    assert [limits.spend(POST, "T1", "D1") for _ in range(2)] == [0, 1]


def test_a_workspace_takes_five_messages_a_second_in_the_long_run() -> None:
    time = Time()
    limits = Limits(time)

    assert [limits.spend(POST, "T1", f"D{n}") for n in range(61)] == [0] * 60 + [1]
    assert limits.spend(POST, "T2", "D0") == 0
    time.seconds = 1.0
    assert [limits.spend(POST, "T1", f"E{n}") for n in range(6)] == [0] * 5 + [1]


def test_a_message_that_its_channel_refuses_costs_the_workspace_nothing() -> None:
    limits = Limits(Time())
    for _ in range(100):
        limits.spend(POST, "T1", "D1")

    assert [limits.spend(POST, "T1", f"E{n}") for n in range(58)] == [0] * 57 + [1]


def test_every_other_method_has_a_limit_of_its_own_in_each_workspace() -> None:
    limits = Limits(Time())

    assert [limits.spend("chat.update", "T1", "D1") for _ in range(51)] == [0] * 50 + [2]
    assert limits.spend("views.publish", "T1", "") == 0
    assert limits.spend("chat.update", "T2", "D1") == 0


async def test_what_comes_too_fast_is_answered_429_and_counted() -> None:
    api = WebApi(Limits(Time()))
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
