"""What the client makes of servers that misbehave."""

import asyncio
import gzip
import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web

from tests.integration.coaching.bad_server import (
    BadServer,
    Behaviour,
    bad_server,
    completion,
    cuts_off,
    hangs_up,
    refuses_formats,
    refuses_limits,
    says,
    says_nothing,
    sends,
    stops_in_the_body,
)
from tests.integration.coaching.harness import ANSWER, KEY, LONG, SHORT, Asker

GOOD = says(json.dumps({"missing": ANSWER}))
TEN_MB = 10_000_000


@pytest.mark.parametrize("slow", [says_nothing, stops_in_the_body])
async def test_a_server_that_is_too_slow_is_given_up(
    server: BadServer, asker: Asker, slow: Behaviour
) -> None:
    server.will(slow)
    assert await asker.outcome(SHORT) == "timeout"
    assert asker.metrics.counted("coach", "timeout") == 1


@pytest.mark.parametrize("broken", [cuts_off, hangs_up, sends(b"", 500), sends(b"", 503)])
async def test_a_failed_call_is_repeated_once(
    server: BadServer, asker: Asker, broken: Behaviour
) -> None:
    server.will(broken, GOOD)
    assert await asker.outcome() == ANSWER
    server.will(broken)
    assert await asker.outcome() == "server"
    assert len(server.bodies) == 4


async def test_only_one_call_is_repeated_of_a_request_with_a_repair(
    server: BadServer, asker: Asker
) -> None:
    server.will(sends(b"", 500), says("no JSON"), sends(b"", 500), GOOD)
    assert await asker.outcome() == "server"
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>", "shape"),
        (b"", "shape"),
        (b"[" * 60_000, "shape"),
        (b"\xff\xfe\x00", "shape"),
        (b"null", "shape"),
        (b'{"choices": []}', "shape"),
        (b'{"choices": {"0": 1}}', "shape"),
        (b'{"choices": "abc"}', "shape"),
        (b'{"choices": [{"finish_reason": "stop", "message": "words"}]}', "shape"),
        (json.dumps(completion(None)).encode(), "shape"),
        (json.dumps(completion(12)).encode(), "shape"),
        (json.dumps(completion([{"type": "text", "text": "{}"}])).encode(), "shape"),
        (json.dumps(completion("")).encode(), "shape"),
        (json.dumps(completion('{"missing": 3}')).encode(), "shape"),
        (json.dumps(completion('{"missing": "a", "score": 3}')).encode(), "shape"),
        (json.dumps(completion('{"missing": "a"}', "length")).encode(), "unfinished"),
        (json.dumps(completion(None, "content_filter")).encode(), "unfinished"),
        (json.dumps(completion('{"missing": "a"}', refusal="no")).encode(), "refused"),
        (b"x" * TEN_MB, "too_big"),
    ],
    ids=range(19),
)
async def test_an_answer_that_is_none_has_its_reason(
    server: BadServer, asker: Asker, body: bytes, reason: str
) -> None:
    server.will(sends(body))
    assert await asker.outcome() == reason
    assert asker.metrics.counted("coach", reason) == 1


async def test_fields_that_nobody_knows_do_no_harm(server: BadServer, asker: Asker) -> None:
    server.will(GOOD)
    assert await asker.outcome() == ANSWER


async def test_a_compressed_answer_is_not_unpacked(server: BadServer, asker: Asker) -> None:
    bomb = gzip.compress(json.dumps(completion(" " * TEN_MB)).encode())
    server.will(sends(bomb, Content_Encoding="gzip"))
    assert await asker.outcome() == "shape"
    assert server.headers[0]["Accept-Encoding"] == "identity"


async def test_a_schema_that_is_ignored_is_repaired_once(server: BadServer, asker: Asker) -> None:
    server.will(says("Who was there?"), GOOD)
    assert await asker.outcome() == ANSWER
    assert [len(body["messages"]) for body in server.bodies] == [2, 4]
    server.will(says("Who was there?"))
    assert await asker.outcome() == "shape"
    assert len(server.bodies) == 4


async def test_the_rung_that_a_server_takes_is_remembered_for_an_hour(
    server: BadServer, asker: Asker
) -> None:
    def formats() -> list[str]:
        asked = [body.get("response_format", {}).get("type", "") for body in server.bodies]
        server.bodies.clear()
        return asked

    server.will(refuses_formats("json_schema", "json_object"))
    assert await asker.outcome() == ANSWER
    assert formats() == ["json_schema", "json_object", ""]
    asker.later(timedelta(minutes=59))
    assert await asker.outcome() == ANSWER
    assert formats() == [""]
    asker.later(timedelta(minutes=1))
    server.will(GOOD)
    assert await asker.outcome() == ANSWER
    assert formats() == ["json_schema"]


async def test_a_server_that_takes_no_limits_is_asked_without(
    server: BadServer, asker: Asker
) -> None:
    server.will(refuses_limits)
    assert await asker.outcome() == ANSWER
    assert server.bodies[-1].keys() == {"model", "messages"}
    assert len(server.bodies) == 4


@pytest.mark.parametrize("status", [400, 415, 422])
async def test_a_server_that_takes_nothing_refuses(
    server: BadServer, asker: Asker, status: int
) -> None:
    server.will(sends(b"", status))
    assert await asker.outcome() == "refused"
    assert len(server.bodies) == 4


@pytest.mark.parametrize("status", [401, 403, 204])
async def test_a_status_without_an_answer_is_not_tried_again(
    server: BadServer, asker: Asker, status: int
) -> None:
    server.will(sends(b"", status))
    assert await asker.outcome() == "refused"
    assert len(server.bodies) == 1


@pytest.mark.parametrize("said", [{}, {"Retry_After": "0"}, {"Retry_After": "nonsense"}])
async def test_too_many_requests_is_tried_once_more(
    server: BadServer, asker: Asker, said: dict[str, str]
) -> None:
    server.will(sends(b"", 429, **said), GOOD)
    assert await asker.outcome() == ANSWER
    server.will(sends(b"", 429, **said))
    assert await asker.outcome() == "rate"
    assert len(server.bodies) == 4


@pytest.mark.parametrize("form", ["seconds", "date", "9" * 400])
async def test_a_longer_wait_than_the_time_left_is_not_begun(
    server: BadServer, asker: Asker, form: str
) -> None:
    date = format_datetime(asker.now + timedelta(minutes=10), usegmt=True)
    named = {"seconds": "600", "date": date}.get(form, form)
    server.will(sends(b"", 429, Retry_After=named), GOOD)
    assert await asker.outcome() == "rate"
    assert len(server.bodies) == 1


async def test_a_date_that_has_passed_is_no_wait(server: BadServer, asker: Asker) -> None:
    date = format_datetime(asker.now - timedelta(minutes=10), usegmt=True)
    server.will(sends(b"", 503, Retry_After=date), GOOD)
    assert await asker.outcome() == ANSWER


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed_and_no_key_leaves(
    server: BadServer, asker: Asker, status: int
) -> None:
    async with bad_server() as other:
        other.will(GOOD)
        server.will(sends(b"", status, Location=f"{other.url}/chat/completions"))
        assert await asker.outcome() == "redirect"
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert other.headers == []


@pytest.mark.parametrize("place", ["http:foo", "http://[", "http://a:b/", "//", "\xff"])
async def test_a_redirect_to_nowhere_is_a_trouble(
    server: BadServer, asker: Asker, place: str
) -> None:
    server.will(sends(b"", 302, Location=place))
    assert await asker.outcome() == "redirect"


async def test_no_cookie_is_kept(server: BadServer, asker: Asker) -> None:
    good = json.dumps(completion(json.dumps({"missing": ANSWER}))).encode()
    server.will(sends(good, Set_Cookie="who=member; Path=/"))
    assert [await asker.outcome(), await asker.outcome()] == [ANSWER, ANSWER]
    assert not [headers for headers in server.headers if "Cookie" in headers]


async def test_no_proxy_of_the_environment_is_used(
    server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bad_server() as proxy:
        proxy.will(GOOD)
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        server.will(GOOD)
        asker = Asker(server.url)
        assert await asker.outcome() == ANSWER
        await asker.client.close()
        assert (len(proxy.headers), len(server.headers)) == (0, 1)


async def test_a_server_that_is_not_there_is_a_trouble_to_connect() -> None:
    async with bad_server() as gone:
        url = gone.url
    asker = Asker(url)
    assert await asker.outcome() == "connect"
    await asker.client.close()


async def test_a_broken_server_is_left_alone_and_tried_again(
    server: BadServer, asker: Asker
) -> None:
    server.will(sends(b"", 500))
    assert [await asker.outcome() for _ in range(6)] == ["server"] * 5 + ["open"]
    asked = len(server.bodies)
    asker.later(timedelta(seconds=30))
    server.will(GOOD)
    assert await asker.outcome() == ANSWER
    assert await asker.outcome() == ANSWER
    assert len(server.bodies) == asked + 2


async def test_a_fifth_call_at_once_waits_for_its_time_and_no_longer(
    server: BadServer, asker: Asker
) -> None:
    free, four = asyncio.Event(), asyncio.Event()

    async def held(_request: web.Request) -> web.Response:
        if len(server.bodies) == 4:
            four.set()
        await free.wait()
        return web.json_response(completion(json.dumps({"missing": ANSWER})))

    server.will(held)
    async with asyncio.TaskGroup() as tasks:
        calls = [tasks.create_task(asker.outcome(LONG)) for _ in range(4)]
        await four.wait()
        assert await asker.outcome(SHORT) == "busy"
        assert len(server.bodies) == 4
        free.set()
    assert [call.result() for call in calls] == [ANSWER] * 4


async def test_nothing_is_repaired_where_no_other_call_may_be_made(
    server: BadServer, asker: Asker
) -> None:
    asker.may_repair = False
    server.will(says("Who was there?"), GOOD)
    assert await asker.outcome() == "shape"
    assert len(server.bodies) == 1
