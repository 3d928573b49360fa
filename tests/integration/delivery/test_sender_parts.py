"""Posts, updates and Home side by side: a post waits for no other part, and posts keep their order.

That a post does not wait is proved by what is still on its way when it arrives: nothing that the
test has stopped can go on by itself.
"""

from collections.abc import Callable, Sequence

import aiohttp
import pytest

from bot.delivery.lookup import HISTORY
from bot.delivery.postman import ATTEMPTS, LOOKS
from bot.delivery.sender import AT_ONCE
from bot.delivery.slack_posts import POST, PUBLISH, UPDATE
from sandbox.faults import Fault, Faults, Hold, Matching
from sandbox.model import User
from sandbox.server import Sandbox
from storage.engine.database import Database
from tests.integration.delivery.letters import Letters, MovedClock
from tests.running import ANA, BEN

CROWD = [User(f"U0CROWD{n:03}", f"crowd{n}", f"Crowd {n}") for n in range(AT_ONCE["update"] + 4)]

HOUR = 3600


@pytest.fixture
def crowded(letters: Letters) -> Letters:
    """The workspace with more people than are written to at once, but for posts."""
    for user in CROWD:
        letters.sandbox.workspace.users[user.id] = user
    return letters


async def standing(letters: Letters, users: list[User]) -> list[int]:
    """Messages that were sent to each of them."""
    async with letters.sending():
        rows = [await letters.write("Draft.", f"card:{user.id}", to=user.id) for user in users]
        for row in rows:
            await letters.until_state(row, "sent")
    return rows


async def test_updates_that_hang_hold_up_no_post(crowded: Letters) -> None:
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


async def test_homes_that_hang_hold_up_no_post_and_no_update(crowded: Letters) -> None:
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


async def struck(letters: Letters, trouble: Hold | Fault) -> None:
    """Waits until it has met a call."""
    if isinstance(trouble, Hold):
        await trouble.reached()
    else:
        await letters.sandbox.until(lambda: trouble.struck)


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
    letters: Letters, trouble: Trouble, method: str
) -> None:
    [card] = await standing(letters, [ANA])
    home = await letters.write("Standing", "home:1", kind="home")
    met = trouble(letters.sandbox.faults, method)
    await letters.touch(card)
    async with letters.sending():
        await struck(letters, met)
        for text in ("one", "two", "three"):
            await letters.until_state(await letters.write(text), "sent")
        stuck = await letters.row(card if method == UPDATE else home)
        assert stuck.state in ("sending", "stale", "new")
        letters.sandbox.faults.clear()
    assert letters.said() == ["Draft.", "one", "two", "three"]


async def test_what_stands_there_is_changed_after_what_is_posted_beside_it(
    letters: Letters,
) -> None:
    [card] = await standing(letters, [ANA])
    held = letters.sandbox.faults.hold(POST)
    await letters.write("Noted.")
    async with letters.sending():
        await held.reached()
        await letters.touch(card)
        other = await letters.write("for Ben", to=BEN.id)
        await letters.until_state(other, "sent")  # the sender is at work
        assert (await letters.row(card)).state == "stale"
        held.release()
        await letters.until_state(card, "sent")
    assert letters.calls(POST, UPDATE)[-2:] == [POST, UPDATE]


@pytest.mark.parametrize("method", [UPDATE, PUBLISH])
async def test_a_change_that_slack_fails_at_is_tried_so_often_and_then_left_until_the_next(
    letters: Letters, method: str
) -> None:
    [card] = await standing(letters, [ANA])
    home = await letters.write("Standing", "home:1", kind="home")
    row = card if method == UPDATE else home
    trouble = letters.sandbox.faults.server_error(method, times=None)
    async with letters.sending():
        await letters.until_state(card if method == PUBLISH else home, "sent")
        await letters.touch(row)
        for attempt in range(ATTEMPTS - 1):
            await letters.until_tried_again(row, attempt)
            letters.later(minutes=15)
        left = await letters.until_state(row, "sent")
        assert len(letters.calls(method)) == ATTEMPTS
        assert (left.attempts, left.ts) == (0, (await letters.row(row)).ts)
        trouble.stop()
        await letters.touch(row)
        await letters.sandbox.until(lambda: len(letters.calls(method)) > ATTEMPTS)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Draft."]


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
    letters: Letters, trouble: Callable[[Faults], object], waits: Sequence[int]
) -> None:
    trouble(letters.sandbox.faults)
    rows = [await letters.write(text) for text in ("one", "two", "three")]
    async with letters.sending():
        for seconds in waits:
            await letters.until_waiting(rows[0])
            assert [(await letters.row(row)).state for row in rows[1:]] == ["new", "new"]
            letters.later(seconds=seconds)
        await letters.until_state(rows[-1], "sent")
    assert letters.said() == ["one", "two", "three"]


async def test_a_post_that_is_set_aside_does_not_keep_those_behind_it(letters: Letters) -> None:
    letters.sandbox.faults.error(POST, "invalid_blocks")
    rows = [await letters.write(text) for text in ("one", "two", "three")]
    async with letters.sending():
        await letters.until_state(rows[-1], "sent")
    assert letters.said() == ["two", "three"]
    assert (await letters.row(rows[0])).state == "aside"
    assert letters.renderer.lost == ["test:one"]


async def test_a_post_written_while_another_is_on_its_way_comes_after_it(
    letters: Letters,
) -> None:
    held = letters.sandbox.faults.hold(POST)
    async with letters.sending():
        await letters.write("one")
        await held.reached()
        later = await letters.write("two")
        held.release()
        await letters.until_state(later, "sent")
    assert letters.said() == ["one", "two"]


# Begun, and looked for


def saying(text: str) -> Matching:
    """Calls that post these words."""
    return lambda given: given.get("text") == text


async def test_a_post_is_begun_before_slack_is_asked_and_not_when_it_is_claimed(
    letters: Letters,
) -> None:
    texts = ("one", "two", "three")
    holds = [letters.sandbox.faults.hold(POST, matching=saying(text)) for text in texts]
    rows = [await letters.write(text) for text in texts]
    seen = []
    async with letters.sending():
        for held in holds:
            await held.reached()
            seen.append([(await letters.row(row)).state for row in rows])
            held.release()
        await letters.until_state(rows[-1], "sent")
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
    letters = Letters(sandbox, database, http, clock)
    held = sandbox.faults.hold(POST, after=posted, matching=saying("two"))
    rows = [await letters.write(text) for text in ("one", "two", "three")]
    async with letters.killed():
        await held.reached()
    held.drop()
    async with letters.sending():
        letters.later(seconds=31)
        if not posted:
            await letters.until_looked(rows[1], 1)
            letters.later(seconds=31)
        await letters.until_state(rows[2], "sent")
    assert letters.said() == ["one", "two", "three"]
    assert len(letters.calls(HISTORY)) == (1 if posted else LOOKS)
    asked = [call.arguments["text"] for call in sandbox.calls_of(POST)]
    assert asked.count("three") == 1
