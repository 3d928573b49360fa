"""Whatever is signed as Slack signs it: the answer is 200 or 400, and the bot goes on answering.

Payloads are those that a sandbox has sent in a conversation, with parts missing or of another kind.
"""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from copy import deepcopy
from itertools import count, product
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.model import Payload
from sandbox.signed_http import FORM, JSON, signed_headers
from sandbox.transport import Answer, Kind, Retry, Transport
from tests.harness import ANA, ANSWER, MAX, SENTENCE, Harness, Member, harness_at
from tests.properties import examples

Path = tuple[str | int, ...]

AWKWARD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    -(2**70),
    1e308,
    float("nan"),
    "",
    "0",
    "\ud83d",
    "\0",
    "x" * 5000,
    "null",
    [],
    [[]],
    {},
    [None],
    [{}],
    {"id": None},
    {"id": 2**70},
    {"id": ["T1"]},
    {"values": [1]},
)

_ANYTHING = st.recursive(
    st.sampled_from(AWKWARD)
    | st.integers(-(2**80), 2**80)
    | st.floats()
    | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


REFUSED = (
    "channel_not_found",
    "invalid_arguments",
    "expired_trigger_id",
    "invalid_trigger_id",
    "message_not_found",
    "missing_scope",
    "not_found",
    "trigger_exchanged",
    "used_url",
    "user_not_found",
)
"""What Slack says to the bot about things that it was never told of by Slack."""


TOLD = (
    "a message cannot be sent",  # to people who are none
    "a request could not be dealt with",
    "a request was not answered",
    # They come by the hundred and nobody waits for an answer: where the processor is wanted by
    # others as well, a sender holds a card's row for longer than a click waits for it.
    "the database cannot be used",
)
"""What an operator hears of such payloads; nothing else goes wrong over them."""


class Recorded:
    """A way of reaching the bot that remembers what went over it."""

    def __init__(self, transport: Transport) -> None:
        self.payloads: list[tuple[Kind, Payload]] = []
        self._transport = transport

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Answer:
        self.payloads.append((kind, deepcopy(payload)))
        return await self._transport.send(kind, payload, retry)


class Forger:
    """Somebody who can sign as Slack does, and sends whatever they like."""

    def __init__(self, harness: Harness, http: aiohttp.ClientSession) -> None:
        self.payloads: tuple[tuple[Kind, Payload], ...] = ()
        self._world = harness
        self._http = http
        self._number = count(1)

    async def send(self, kind: Kind, payload: Payload) -> tuple[int, str]:
        """The status and the answer."""
        if kind == "slash_commands":
            return await self._post(urlencode(payload, errors="surrogatepass"), FORM)
        return await self.send_text(kind, json.dumps(payload))

    async def send_text(self, kind: Kind, text: str) -> tuple[int, str]:
        """The same for what was written as JSON before."""
        if kind == "events_api":
            return await self._post(text, JSON)
        return await self._post(urlencode({"payload": text}), FORM)

    async def _post(self, text: str, content_type: str) -> tuple[int, str]:
        body = text.encode()
        sandbox = self._world.sandbox
        moment = int(sandbox.workspace.real_time())
        headers = signed_headers(sandbox.signing_secret, moment, body, content_type)
        url = f"http://127.0.0.1:{self._world.runtime.port}/slack/events"
        async with self._http.post(url, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def must_be_answered(self, kind: Kind, payload: Payload) -> None:
        """By 200 or 400; and whoever comes next is served."""
        status, _ = await self.send(kind, payload)
        assert status in (200, 400), (kind, payload)

    async def others_are_served(self) -> None:
        """A command of somebody's is answered; on a busy machine the ack may come before its words,
        which then go where a forged command cannot be told them: it is asked again.
        """
        for _ in range(5):
            status, answer = await self.send("slash_commands", self._command())
            assert status == 200
            if answer:
                break
        assert "Write me a sentence" in answer

    def anew(self, kind: Kind, payload: Payload) -> Payload:
        """The same as if it were sent for the first time."""
        new = deepcopy(payload)
        number = next(self._number)
        if kind == "events_api":
            new["event_id"] = f"Ev{number}"
        else:
            new["trigger_id"] = f"{number}.forged"
        return new

    def _command(self) -> Payload:
        [command, *_] = [each for kind, each in self.payloads if kind == "slash_commands"]
        return self.anew("slash_commands", command) | {"text": "help", "command": "/cpd"}


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Where something stands in a payload, each part before what is in it."""
    if path:
        yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths(inner, (*path, place))


def spoil(payload: Payload, path: Path, *junk: Any) -> None:
    """Puts junk where the path leads, or takes away what stands there."""
    *before, last = path
    holder: Any = payload
    for key in before:
        holder = holder[key]
    if junk:
        holder[last] = deepcopy(junk[0])
    else:
        del holder[last]


@pytest.fixture
async def forger(database_url: str) -> AsyncIterator[Forger]:
    """Beside a harness in which something of each kind has been sent."""
    async with harness_at(database_url) as harness, aiohttp.ClientSession() as http:
        harness.expect_refusal(*REFUSED)
        harness.expect_error(*TOLD)
        await harness.enrolled(ANA)
        forger = Forger(harness, http)
        recorded = Recorded(harness.sandbox.delivery.transport)
        harness.sandbox.delivery.transport = recorded
        await converse(harness, harness.member(ANA))
        forger.payloads = tuple(recorded.payloads)
        yield forger
        await harness.quiet()
        await goes_on(harness, harness.member(MAX))


async def converse(harness: Harness, ana: Member) -> None:
    """One of each: messages, an edit, Home, a profile, clicks, forms, shortcuts, commands."""
    message = await ana.write(SENTENCE)
    await ana.edit(message, f"{SENTENCE}, with a test")
    await ana.open_home()
    harness.sandbox.change_user(ANA.id, tz="Europe/Berlin")
    await ana.click("Answer privately", ana.card)
    await ana.submit({"words": ANSWER})
    await ana.click("Edit", ana.card)
    await ana.submit({"duration": "3 h"})
    await ana.click("Save", ana.card)
    await ana.command("settings")
    await ana.click("Enter credits")
    await ana.person.close()
    await ana.person.global_shortcut("log_cpd")
    await harness.quiet()
    await ana.submit({"sentence": "1h refresher at Hella on Thursday"})
    await ana.person.message_shortcut("log_message", message)
    await ana.command("list")
    await harness.quiet()


async def goes_on(harness: Harness, member: Member) -> None:
    """Somebody new is served in full."""
    await harness.enrolled(MAX)
    await member.write(SENTENCE)
    await member.write(ANSWER)
    await member.click("Save")
    assert "Saved, 2 credits" in member.last


@settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
async def test_whatever_is_signed_is_answered_200_or_400(
    forger: Forger, data: st.DataObject
) -> None:
    kind, payload = forger.payloads[data.draw(st.integers(0, len(forger.payloads) - 1))]
    payload = forger.anew(kind, payload)
    for _ in range(data.draw(st.integers(1, 3))):
        found = list(paths(payload))
        path = found[data.draw(st.integers(0, len(found) - 1))]
        spoil(payload, path, *data.draw(st.just(()) | st.tuples(_ANYTHING)))
        if not payload:
            break
    await forger.must_be_answered(kind, payload)
    await forger.others_are_served()


CHOSEN = ("selected_option", "selected_options")

FEW = (None, True, 2**63, 1e308, "", "\ud83d\0", [None], {"id": 2**70})

PARTS = (
    "team",
    "team_id",
    "user",
    "user_id",
    "enterprise",
    "authorizations",
    "event",
    "event_id",
    "actions",
    "view",
    "message",
    "channel",
    "container",
    "state",
    "type",
    "command",
    "text",
    "trigger_id",
    "response_url",
    "callback_id",
)


@pytest.mark.parametrize("depth", [50, 300, 500, 700, 900, 990, 5000])
async def test_however_deep_it_is_nested(forger: Forger, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    for kind in ("events_api", "interactive"):
        payload = forger.anew(kind, {"type": "event_callback", "team_id": "T0SANDBOX"})
        payload |= {"event": {"type": "message", "user": ANA.id}, "x": "deep"}
        if kind == "interactive":
            payload |= {"type": "block_actions", "event": {}}
        text = json.dumps(payload).replace('"deep"', deep)
        status, _ = await forger.send_text(kind, text)
        assert status in (200, 400)
    await forger.others_are_served()


OPTIONS: tuple[Any, ...] = ({}, {"value": None}, {"value": "other"}, {"value": "\0"}, "formal", [])


async def test_a_menu_may_hold_options_that_it_never_had(forger: Forger) -> None:
    forms = [payload for _, payload in forger.payloads if payload.get("type") == "view_submission"]
    chosen = [(form, path) for form in forms for path in paths(form) if path[-1] in CHOSEN]
    assert {path[-2] for _, path in chosen} >= {"type", "formality"}
    for (form, path), junk in product(chosen, OPTIONS):
        spoilt = forger.anew("interactive", form)
        spoil(spoilt, path, junk if path[-1] == "selected_option" else [junk])
        await forger.must_be_answered("interactive", spoilt)
    await forger.others_are_served()


async def test_each_part_may_be_missing_or_of_any_kind(forger: Forger) -> None:
    one_of_each = {(kind, payload.get("type")): payload for kind, payload in forger.payloads}
    assert len(one_of_each) >= 6
    for (kind, _), payload in one_of_each.items():
        for path in [path for path in paths(payload) if path[-1] in PARTS and len(path) <= 2]:
            for junk in ((), *((each,) for each in FEW)):
                spoilt = forger.anew(kind, payload)
                spoil(spoilt, path, *junk)
                await forger.must_be_answered(kind, spoilt)
        await forger.others_are_served()
