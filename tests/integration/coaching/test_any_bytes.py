"""Whatever bytes a server sends, there is an answer that was read, or a trouble."""

import asyncio
import json

from hypothesis import example, given
from hypothesis import strategies as st

from tests.integration.coaching.bad_server import completion, raw_server
from tests.integration.coaching.harness import ANSWER, KEY, WORDS, Asker

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_BODIES = st.one_of(
    st.binary(max_size=200),
    _JSON.map(lambda value: json.dumps(value).encode()),
    _JSON.map(lambda value: json.dumps({"choices": value}).encode()),
    _JSON.map(lambda value: json.dumps({"choices": [value]}).encode()),
    _JSON.map(lambda value: json.dumps(completion(value)).encode()),
    _JSON.map(lambda value: json.dumps(completion(json.dumps({"missing": value}))).encode()),
)
_NAMES = st.sampled_from(
    (
        *("Content-Encoding", "Content-Length", "Location", "Retry-After", "Set-Cookie"),
        *("Transfer-Encoding", "Connection", "Content-Type"),
    )
)
_VALUES = st.binary(max_size=30) | st.sampled_from(
    (
        *(b"Mon, 01 Jan 0001 00:00:00 +2359", b"Fri, 31 Dec 9999 23:59:59 -2359"),
        *(b"1 Jan 1 0:0:0 +99999999999", b"-1", b"gzip", b"chunked"),
        *(b"http:foo", b"http://[", b"//"),
    )
)
_STATUSES = st.sampled_from([200, 200, 200, 204, 302, 400, 404, 429, 500, 100, 999])
_ANSWERS = st.builds(
    lambda status, headers, body: (
        b"HTTP/1.1 %d OK\r\n" % status
        + b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers)
        + b"\r\n"
        + body
    ),
    _STATUSES,
    st.lists(st.tuples(_NAMES, _VALUES), max_size=3),
    _BODIES,
)


async def _outcome(sent: bytes) -> str:
    async with raw_server(sent) as url:
        asker = Asker(url)
        try:
            return await asker.outcome(1)
        finally:
            await asker.client.close()


@given(st.binary(max_size=300) | _ANSWERS)
@example(b"HTTP/1.1 302 Found\r\nLocation: http:foo\r\n\r\n")
@example(b"HTTP/1.1 429 No\r\nRetry-After: Mon, 01 Jan 0001 00:00:00 +2359\r\n\r\n")
@example(b"HTTP/1.1 429 No\r\nRetry-After: Mon, 01 Jan 99999999999999999999 00:00:00 GMT\r\n\r\n")
@example(b"HTTP/1.1 429 No\r\nRetry-After: 1 Jan 1 0:0:0 +99999999999\r\n\r\n")
def test_any_bytes_are_an_answer_or_a_trouble(sent: bytes) -> None:
    outcome = asyncio.run(_outcome(sent))
    assert isinstance(outcome, str)
    assert KEY not in outcome
    assert WORDS not in outcome


def test_a_good_answer_of_the_same_server_is_taken() -> None:
    body = json.dumps(completion(json.dumps({"missing": ANSWER}))).encode()
    assert asyncio.run(_outcome(b"HTTP/1.1 200 OK\r\n\r\n" + body)) == ANSWER
