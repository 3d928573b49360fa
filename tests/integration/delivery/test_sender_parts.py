"""Posts, updates and Home side by side: a post waits for no other part, and posts keep their order.

That a post does not wait is proved by what is still on its way when it arrives: nothing that the
test has stopped can go on by itself.
"""

from collections.abc import Callable, Sequence

import aiohttp
import pytest

from bot.delivery.lookup import HISTORY
from bot.delivery.message_delivery import ATTEMPTS, LOOKS
from bot.delivery.sender import AT_ONCE
from bot.delivery.slack_posts import POST, PUBLISH, UPDATE
from sandbox.faults import Fault, Faults, Hold, Matching
from sandbox.model import User
from sandbox.server import Sandbox
from storage.engine.database import Database
from tests.integration.delivery.harness import DeliveryHarness, MovedClock
from tests.running import ANA, BEN

CROWD = [User(f"U0CROWD{n:03}", f"crowd{n}", f"Crowd {n}") for n in range(AT_ONCE["update"] + 4)]

HOUR = 3600


@pytest.fixture
def crowded(harness: DeliveryHarness) -> DeliveryHarness:
    """The workspace with more people than are written to at once, but for posts."""
    for user in CROWD:
        harness.sandbox.workspace.users[user.id] = user
    return harness


async def standing(harness: DeliveryHarness, users: list[User]) -> list[int]:
    """Messages that were sent to each of them."""
    async with harness.sending():
        rows = [await harness.write("Draft.", f"card:{user.id}", to=user.id) for user in users]
        for row in rows:
            await harness.until_state(row, "sent")
    return rows


async def test_updates_that_hang_hold_up_no_post(crowded: DeliveryHarness) -> None:
    """Every place for updates is taken, those of the one who is written to among them."""
    rows = await standing(crowded, CROWD)
    held = crowded.sandbox.faults.hold(UPDATE, times=None)
    await crowded.touch(*rows)
    async with crowded.sending():
        await held.reached(AT_ONCE["update"])
        for user in CROWD:
            reply = await crowded.write("Noted.", f"reply:{user.id}", to=user.id)
            await crowded.until_state(reply, "sent")
        assert crowded.calls(UPDATE) == []
        held.release()
        for row in rows:
            await crowded.until_state(row, "sent")
    assert len(crowded.calls(UPDATE)) == len(rows)


async def test_homes_that_hang_hold_up_no_post_and_no_update(crowded: DeliveryHarness) -> None:
    rows = await standing(crowded, CROWD)
    held = crowded.sandbox.faults.hold(PUBLISH, times=None)
    homes = [
        await crowded.write("Standing", f"home:{user.id}", to=user.id, kind="home")
        for user in CROWD
    ]
    async with crowded.sending():
        await held.reached(AT_ONCE["home"])
        for user, card in zip(CROWD, rows, strict=True):
            reply = await crowded.write("Noted.", f"reply:{user.id}", to=user.id)
            await crowded.until_state(reply, "sent")
            await crowded.touch(card)
            await crowded.until_state(card, "sent")
        assert crowded.calls(PUBLISH) == []
        held.release()
        for home in homes:
            await crowded.until_state(home, "sent")


Trouble = Callable[[Faults, str], Hold | Fault]


async def struck(harness: DeliveryHarness, trouble: Hold | Fault) -> None:
    """Waits until it has met a call."""
    if isinstance(trouble, Hold):
        await trouble.reached()
    else:
        await harness.sandbox.until(lambda: trouble.struck)


@pytest.mark.parametrize(
    "trouble",
    [
        lambda faults, method: faults.server_error(method, times=None),
        lambda faults, method: faults.rate_limited(method, retry_after=HOUR, times=None),
        lambda faults, method: faults.drop(method, times=None),
        lambda faults, method: faults.hold(method, times=None),
    ],
    ids=["500", "429", "dropped", "hanging"],
)
@pytest.mark.parametrize("method", [UPDATE, PUBLISH])
async def test_a_reply_goes_out_while_its_readers_card_or_home_cannot(
    harness: DeliveryHarness, trouble: Trouble, method: str
) -> None:
    [card] = await standing(harness, [ANA])
    home = await harness.write("Standing", "home:1", kind="home")
    met = trouble(harness.sandbox.faults, method)
    await harness.touch(card)
    async with harness.sending():
        await struck(harness, met)
        for text in ("one", "two", "three"):
            await harness.until_state(await harness.write(text), "sent")
        stuck = await harness.row(card if method == UPDATE else home)
        assert stuck.state in ("sending", "stale", "new")
        harness.sandbox.faults.clear()
    assert harness.said() == ["Draft.", "one", "two", "three"]


async def test_what_stands_there_is_changed_after_what_is_posted_beside_it(
    harness: DeliveryHarness,
) -> None:
    [card] = await standing(harness, [ANA])
    held = harness.sandbox.faults.hold(POST)
    await harness.write("Noted.")
    async with harness.sending():
        await held.reached()
        await harness.touch(card)
        other = await harness.write("for Ben", to=BEN.id)
        await harness.until_state(other, "sent")  # the sender is at work
        assert (await harness.row(card)).state == "stale"
        held.release()
        await harness.until_state(card, "sent")
    assert harness.calls(POST, UPDATE)[-2:] == [POST, UPDATE]


@pytest.mark.parametrize("method", [UPDATE, PUBLISH])
async def test_a_change_that_slack_fails_at_is_tried_so_often_and_then_left_until_the_next(
    harness: DeliveryHarness, method: str
) -> None:
    [card] = await standing(harness, [ANA])
    home = await harness.write("Standing", "home:1", kind="home")
    row = card if method == UPDATE else home
    trouble = harness.sandbox.faults.server_error(method, times=None)
    async with harness.sending():
        await harness.until_state(card if method == PUBLISH else home, "sent")
        await harness.touch(row)
        for attempt in range(ATTEMPTS - 1):
            await harness.until_tried_again(row, attempt)
            harness.later(minutes=15)
        left = await harness.until_state(row, "sent")
        assert len(harness.calls(method)) == ATTEMPTS
        assert (left.attempts, left.ts) == (0, (await harness.row(row)).ts)
        trouble.stop()
        await harness.touch(row)
        await harness.sandbox.until(lambda: len(harness.calls(method)) > ATTEMPTS)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Draft."]


# The order of posts


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        (lambda faults: faults.server_error(POST), (31, 31)),
        (lambda faults: faults.drop(POST, after=True), (31,)),
        (lambda faults: faults.rate_limited(POST, retry_after=20), (21,)),
        (lambda faults: faults.error(POST, "missing_scope"), (61,)),
        (lambda faults: faults.error("conversations.open", "internal_error"), (2,)),
    ],
    ids=["500", "answer lost", "429", "no scope", "no conversation"],
)
async def test_posts_keep_their_order_whatever_the_first_of_them_meets(
    harness: DeliveryHarness, trouble: Callable[[Faults], object], waits: Sequence[int]
) -> None:
    trouble(harness.sandbox.faults)
    rows = [await harness.write(text) for text in ("one", "two", "three")]
    async with harness.sending():
        for seconds in waits:
            await harness.until_waiting(rows[0])
            assert [(await harness.row(row)).state for row in rows[1:]] == ["new", "new"]
            harness.later(seconds=seconds)
        await harness.until_state(rows[-1], "sent")
    assert harness.said() == ["one", "two", "three"]


async def test_a_post_that_is_set_aside_does_not_keep_those_behind_it(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.error(POST, "invalid_blocks")
    rows = [await harness.write(text) for text in ("one", "two", "three")]
    async with harness.sending():
        await harness.until_state(rows[-1], "sent")
    assert harness.said() == ["two", "three"]
    assert (await harness.row(rows[0])).state == "aside"
    assert harness.renderer.lost == ["test:one"]


async def test_a_post_written_while_another_is_on_its_way_comes_after_it(
    harness: DeliveryHarness,
) -> None:
    held = harness.sandbox.faults.hold(POST)
    async with harness.sending():
        await harness.write("one")
        await held.reached()
        later = await harness.write("two")
        held.release()
        await harness.until_state(later, "sent")
    assert harness.said() == ["one", "two"]


# Begun, and looked for


def saying(text: str) -> Matching:
    """Calls that post these words."""
    return lambda given: given.get("text") == text


async def test_a_post_is_begun_before_slack_is_asked_and_not_when_it_is_claimed(
    harness: DeliveryHarness,
) -> None:
    texts = ("one", "two", "three")
    holds = [harness.sandbox.faults.hold(POST, matching=saying(text)) for text in texts]
    rows = [await harness.write(text) for text in texts]
    seen = []
    async with harness.sending():
        for held in holds:
            await held.reached()
            seen.append([(await harness.row(row)).state for row in rows])
            held.release()
        await harness.until_state(rows[-1], "sent")
    assert seen == [
        ["sending", "claimed", "claimed"],
        ["sent", "sending", "claimed"],
        ["sent", "sent", "sending"],
    ]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("posted", [True, False], ids=["posted", "not posted"])
async def test_of_a_killed_batch_only_what_was_begun_is_looked_for(
    sandbox: Sandbox,
    database: Database,
    http: aiohttp.ClientSession,
    clock: MovedClock,
    *,
    posted: bool,
) -> None:
    harness = DeliveryHarness(sandbox, database, http, clock)
    held = sandbox.faults.hold(POST, after=posted, matching=saying("two"))
    rows = [await harness.write(text) for text in ("one", "two", "three")]
    async with harness.killed():
        await held.reached()
    held.drop()
    async with harness.sending():
        harness.later(seconds=31)
        if not posted:
            await harness.until_looked(rows[1], 1)
            harness.later(seconds=31)
        await harness.until_state(rows[2], "sent")
    assert harness.said() == ["one", "two", "three"]
    assert len(harness.calls(HISTORY)) == (1 if posted else LOOKS)
    asked = [call.arguments["text"] for call in sandbox.calls_of(POST)]
    assert asked.count("three") == 1
