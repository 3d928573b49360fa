"""A learning system posts what somebody has done, signed, and it ends in a card of theirs."""

import gzip
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.handlers.drafts.endpoint import BYTES_MOST, REQUESTS_A_MINUTE
from bot.services.sources.keys import NewKey, add_source
from sandbox import User
from storage.unit_of_work import unit_of_work
from tests.harness import ANA, BEN, IDA, MONDAY, Harness, Member, buttons, harness_at, reads
from tests.source_requests import Answered, headers, post, told
from tests.unit.handlers.drafts.test_xapi import xapi


class Source:
    """A system that may send drafts to a harness's bot."""

    def __init__(self, harness: Harness, name: str = "Moodle") -> None:
        self.harness = harness
        self.team = harness.sandbox.workspace.team.id
        with unit_of_work(harness.contexts.database, self.team) as work:
            self.key: NewKey = add_source(work, name, self.now)
            self.id = next(one.id for one in work.sources.all() if one.name == name)
            work.commit()

    @property
    def now(self) -> Any:
        return self.harness.contexts.clocks.real()

    def knows(self, person: str, user: User) -> None:
        """An operator says who somebody is."""
        with unit_of_work(self.harness.contexts.database, self.team) as work:
            [known] = work.sources.named(self.id, [person]).values()
            work.sources.match(known.id, user.id)
            work.commit()

    async def send(self, said: Any, idempotency_key: str | None = None) -> Answered:
        """A request as the source means it; returns once the bot has nothing more to do."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        sent = headers(self.key, body, self.now, idempotency_key=idempotency_key)
        return await self.post(body, sent)

    async def post(self, body: bytes, sent: dict[str, str]) -> Answered:
        answered = await post(self.harness.runtime.port, body, sent)
        await self.harness.quiet()
        return answered


def cards(member: Member) -> int:
    """How many messages somebody has about what a source told; a nudge may be due as well."""
    return sum("from Moodle" in reads(one) for one in member.heard)


@pytest.fixture
async def at_work(database_url: str) -> AsyncIterator[Harness]:
    """A workplace on a Monday afternoon, on either database."""
    async with harness_at(database_url, now=MONDAY) as one:
        yield one


@pytest.fixture
async def moodle(at_work: Harness) -> Source:
    """It knows Ana, who is in a scheme, as u-1."""
    await at_work.enrolled(ANA)
    source = Source(at_work)
    source.knows("u-1", ANA)
    return source


async def test_a_post_ends_in_a_card_that_says_where_it_is_from(moodle: Source) -> None:
    harness = moodle.harness
    ana = harness.member(ANA)
    answered = await moodle.send(told(title="Hybrid <!channel> *batteries*", provider="Bosch"))
    assert answered.status == 201
    assert answered.body["statements"][0]["state"] == "accepted"
    card = reads(ana.card)
    assert "Wed 18 Nov · 2 h · Bosch · from Moodle" in card
    assert "<!channel>" not in card
    assert "&lt;!channel&gt;" in card
    assert buttons(ana.card)[:2] == ["Save", "Edit"]
    home = reads(await ana.open_home())
    assert "from Moodle" in home
    await ana.click("Details", ana.card)
    assert "Title, date, duration and provider from Moodle." in reads(ana.modal)


async def test_it_counts_once_she_has_said_why_in_her_own_words(moodle: Source) -> None:
    ana = moodle.harness.member(ANA)
    await moodle.send(told())
    await ana.click("Save", ana.card)
    assert await moodle.harness.query("SELECT state FROM assessment") == [("waiting",)]
    await ana.write("I do EV battery swaps now, and I prove dead before I touch the pack")
    assert await moodle.harness.query("SELECT state FROM assessment") == [("counted",)]


async def test_an_xapi_statement_becomes_a_draft(moodle: Source) -> None:
    moodle.knows("ana@example.com", ANA)
    answered = await moodle.send(xapi())
    assert answered.status == 201
    card = reads(moodle.harness.member(ANA).card)
    assert "High voltage isolation" in card
    assert "1 h 30 min · Example LMS" in card


async def test_the_same_request_again_is_answered_the_same_and_makes_no_second_card(
    moodle: Source,
) -> None:
    first = await moodle.send(told(), "key-1")
    again = await moodle.send(told(), "key-1")
    assert (again.status, again.body) == (first.status, first.body)
    assert cards(moodle.harness.member(ANA)) == 1
    other = await moodle.send(told(title="Another"), "key-1")
    assert other.status == 409
    assert other.headers["Content-Type"].startswith("application/problem+json")
    assert "Take a new one" in other.body["detail"]


async def test_a_retry_under_a_new_key_is_taken_once_where_its_statements_have_ids(
    moodle: Source,
) -> None:
    """A client that takes a new key for each attempt, and signs each anew: to us these are two
    requests, and by the statement's own id one thing."""
    first = await moodle.send(told(id="completion-77"), "attempt-1")
    moodle.harness.pass_by(timedelta(seconds=30))
    again = await moodle.send(told(id="completion-77"), "attempt-2")
    assert (first.status, again.status) == (201, 201)
    assert again.body["statements"][0]["id"] == first.body["statements"][0]["id"]
    assert cards(moodle.harness.member(ANA)) == 1


async def test_nobody_else_can_send_for_a_source(moodle: Source) -> None:
    body = json.dumps(told()).encode()
    good = headers(moodle.key, body, moodle.now)
    other = Source(moodle.harness, "Docebo")
    old = headers(moodle.key, body, moodle.now - timedelta(seconds=302))
    ahead = headers(moodle.key, body, moodle.now + timedelta(seconds=302))
    wrong: list[dict[str, str]] = [
        good | {"X-Cpdbot-Signature": "v1=" + "0" * 64},
        good | {"X-Cpdbot-Signature": ""},
        good | {"X-Cpdbot-Key": other.key.key_id},
        good | {"X-Cpdbot-Key": "cpd_unknown"},
        headers(NewKey(moodle.key.key_id, other.key.secret), body, moodle.now),
        old,
        ahead,
        old | {"X-Cpdbot-Timestamp": good["X-Cpdbot-Timestamp"]},
    ]
    for sent in wrong:
        answered = await moodle.post(body, sent)
        assert answered.status == 401, sent
        assert answered.body["status"] == 401
    changed = await moodle.post(json.dumps(told("u-2")).encode(), good)
    assert changed.status == 401
    assert await moodle.harness.query("SELECT count(*) FROM source_statement") == [(0,)]


async def test_what_somebody_overheard_and_sends_again_makes_nothing_anew(moodle: Source) -> None:
    body = json.dumps(told()).encode()
    sent = headers(moodle.key, body, moodle.now)
    first = await moodle.post(body, sent)
    replayed = await moodle.post(body, sent | {"Idempotency-Key": "theirs"})
    assert (first.status, replayed.status) == (201, 409)
    assert replayed.body["detail"] == (
        "Nothing is lost: this very request was taken before, under another Idempotency-Key. Sent "
        "again under that one, it is answered as it was then. To tell something else, sign anew."
    )
    assert (await moodle.post(body, sent)).body == first.body
    assert cards(moodle.harness.member(ANA)) == 1


async def test_each_request_that_cannot_be_taken_is_told_what_to_do(moodle: Source) -> None:
    assert (await moodle.send(b"no json")).status == 400
    too_many = await moodle.send([told()] * 101)
    assert (too_many.status, too_many.body["detail"]) == (
        400,
        "Send at most 100 statements in one request.",
    )
    none = await moodle.send([told(title=None), told(minutes=-1)])
    assert none.status == 422
    assert [one["index"] for one in none.body["refused"]] == [0, 1]
    large = await moodle.send(told(title="x" * BYTES_MOST))
    assert (large.status, large.body["detail"]) == (413, "Send at most 256 kB in one request.")
    body = json.dumps(told()).encode()
    sent = headers(moodle.key, body, moodle.now)
    keyless = await moodle.post(body, {one: sent[one] for one in sent if one[0] != "I"})
    assert keyless.status == 400
    assert "Idempotency-Key" in keyless.body["detail"]
    some = await moodle.send([told(), told(title=None)])
    assert (some.status, len(some.body["statements"]), len(some.body["refused"])) == (201, 1, 1)


@pytest.mark.parametrize("packed", ["gzip", "deflate", "br", "zstd", "GZIP", "gzip, identity"])
async def test_a_packed_body_is_refused_before_it_is_looked_at(moodle: Source, packed: str) -> None:
    """Signed over what was meant or over what was sent: it was taken for the one and not the other,
    and a library unpacked it before anybody had looked at its signature."""
    body = json.dumps(told()).encode()
    bodies = [gzip.compress(body), b"no such thing"]
    for sent, signed in ((bodies[0], body), (bodies[0], bodies[0]), (bodies[1], bodies[1])):
        how = headers(moodle.key, signed, moodle.now) | {"Content-Encoding": packed}
        answered = await moodle.post(sent, how)
        assert (answered.status, answered.headers["Accept-Encoding"]) == (415, "identity")
        assert answered.body["detail"] == (
            "Send the body as it is, without a Content-Encoding, and sign it so."
        )
    assert await moodle.harness.query("SELECT count(*) FROM source_statement") == [(0,)]
    plain = headers(moodle.key, body, moodle.now) | {"Content-Encoding": "identity"}
    assert (await moodle.post(body, plain)).status == 201


async def test_a_source_that_sends_too_often_is_told_when_to_come_again(moodle: Source) -> None:
    other = Source(moodle.harness, "Docebo")
    for _ in range(REQUESTS_A_MINUTE):
        await moodle.send(b"[]")
    answered = await moodle.send(told())
    assert answered.status == 429
    assert 0 < int(answered.headers["Retry-After"]) <= 60
    assert (await other.send(told("nobody"))).status == 202
    moodle.harness.pass_by(timedelta(minutes=1))
    assert (await moodle.send(told())).status == 201


async def test_an_administrator_matches_whom_nobody_knew(moodle: Source) -> None:
    harness = moodle.harness
    await harness.enrolled(BEN)
    ida, ben = harness.member(IDA), harness.member(BEN)
    await moodle.send([told("u-9", title="Secret course"), told("u-9", title="Secret talk")])
    assert cards(ben) == 0
    home = await ida.open_home()
    assert "2 statements from *Moodle* wait for somebody" in reads(home)
    assert "ecret" not in reads(home)
    await ida.click("Match", home)
    assert "u-9, 2 statements, 23 Nov" in json.dumps(ida.modal.blocks)
    assert "ecret" not in json.dumps(ida.modal.blocks)
    assert await ida.submit({"source_member": BEN.id}) == {}
    assert "Nobody else waits." in reads(ida.modal)
    assert "from Moodle" in reads(ben.card)
    assert "wait for somebody" not in reads(await ida.open_home())
    assert "Moodle" not in reads(await harness.member(ANA).open_home())


async def test_no_log_line_and_no_metric_holds_a_word_of_it_or_a_secret(moodle: Source) -> None:
    moodle.harness.expect_refusal("users_not_found")
    await moodle.send([told(title="Zebrafish"), told("okapi@example.com", provider="Zebrafish")])
    await moodle.send([told(title="Zebrafish" * 40), {"Zebrafish": 1}])
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{moodle.harness.runtime.port}/metrics") as answer,
    ):
        metrics = await answer.text()
    assert 'cpdbot_drafts_total{outcome="202"} 1.0' in metrics
    for told_of in (moodle.harness.log, metrics):
        assert "ebrafish" not in told_of
        assert "okapi" not in told_of
        assert moodle.key.secret not in told_of


async def test_its_description_is_served_to_anybody(moodle: Source) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{moodle.harness.runtime.port}/api/openapi.json") as answer,
    ):
        assert answer.status == 200
        assert (await answer.json())["openapi"] == "3.1.0"


async def test_it_is_there_in_socket_mode_too(sqlite_url: str) -> None:
    async with harness_at(sqlite_url, now=MONDAY, mode="socket") as harness:
        await harness.enrolled(ANA)
        source = Source(harness)
        source.knows("u-1", ANA)
        assert (await source.send(told())).status == 201
        assert "from Moodle" in reads(harness.member(ANA).card)


async def test_an_address_that_slack_does_not_tell_is_left_waiting(moodle: Source) -> None:
    harness = moodle.harness
    harness.expect_refusal("missing_scope", "users_not_found")
    await moodle.send(told("ana.ortiz@example.com", title="By address"))
    await harness.runtime.tick_now()
    await harness.quiet()
    assert await harness.query("SELECT state FROM source_statement") == [("waiting",)]
    assert cards(harness.member(ANA)) == 0
