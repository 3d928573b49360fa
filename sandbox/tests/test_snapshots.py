"""The calendar, and a workspace that is there again after a stop."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bolt_app import (
    PRIYA,
    TOM,
    Clock,
    client_of,
    home,
    modal,
    section,
    serving,
)
from sandbox import Sandbox, Upload, User
from sandbox.clock import CalendarMovesForward
from sandbox.snapshots import UnreadableSnapshot


async def test_a_stopped_workspace_is_there_again(tmp_path: Path) -> None:
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        client, priya = client_of(sandbox), sandbox.person(PRIYA.id)
        root = await priya.say("2h course", files=[Upload("c.pdf", b"%PDF")])
        once: dict[str, Any] = {
            "channel": priya.dm.id,
            "client_msg_id": "11111111-1111-5111-8111-111111111111",
        }
        await client.chat_postMessage(
            **once,
            text="draft",
            blocks=[section("draft")],
            thread_ts=root.ts,
            metadata={"event_type": "cpdbot", "event_payload": {"id": "7"}},
        )
        await priya.edit(root, "3h course")
        await client.chat_postEphemeral(channel=priya.dm.id, user=PRIYA.id, text="only now")
        await client.views_publish(user_id=PRIYA.id, view=home(section("standing")))
        trigger = sandbox.workspace.issue_trigger(PRIYA.id)
        await client.views_open(trigger_id=trigger, view=modal(section("open")))
        sandbox.change_user(PRIYA.id, real_name="Priya N.")
        sandbox.calendar.move_to(sandbox.calendar.now() + timedelta(days=100))
        before, dm, moment = priya.messages(), priya.dm, sandbox.calendar.now()

    async with Sandbox(users=[PRIYA, TOM], folder=tmp_path) as sandbox:
        priya = sandbox.person(PRIYA.id)
        assert priya.dm == dm
        assert priya.messages() == [m for m in before if m.visible_to is None]
        assert sandbox.workspace.file_contents[before[0].file_ids[0]] == b"%PDF"
        assert priya.home is not None
        assert priya.home.blocks[0]["text"]["text"] == "standing"
        assert priya.modal is None
        assert priya.user.real_name == "Priya N."
        assert sandbox.person(TOM.id).user == TOM
        assert sandbox.calendar.now() >= moment
        fresh = await priya.say("and another")
        assert float(fresh.ts) > float(before[-1].ts)
        again = await client_of(sandbox).api_call("auth.test")
        assert again["ok"]
        with pytest.raises(Exception, match="duplicate_message"):
            await client_of(sandbox).chat_postMessage(**once, text="draft")


async def test_a_ts_never_comes_twice_even_if_the_clock_stands_still(tmp_path: Path) -> None:
    clock = Clock()
    last = ""
    for _ in range(2):
        async with Sandbox(users=[PRIYA], folder=tmp_path, real_time=clock) as sandbox:
            for text in "ab":
                ts = (await sandbox.person(PRIYA.id).say(text)).ts
                assert ts > last
                last = ts


async def test_an_event_on_its_way_when_the_sandbox_stops_is_sent_later(tmp_path: Path) -> None:
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        await sandbox.person(PRIYA.id).say("nobody hears me yet")
        (body,) = sandbox.delivery.unacknowledged
    received: list[Any] = []

    async def receive(request: web.Request) -> web.Response:
        received.append(await request.json())
        return web.Response()

    sandbox = Sandbox(users=[PRIYA], folder=tmp_path)
    async with serving(receive) as url:
        sandbox.deliver_to(url)
        async with sandbox:
            await sandbox.until(lambda: sandbox.delivery.is_idle)
    assert received == [body]


async def test_changes_are_written_before_the_sandbox_stops(tmp_path: Path) -> None:
    sandbox = Sandbox(users=[PRIYA], folder=tmp_path)
    async with sandbox:
        with sandbox.workspace.feed.subscribe() as changes:
            await sandbox.person(PRIYA.id).say("hello")
            async for region in changes:
                if region == "kept":
                    break
        killed = Sandbox(users=[PRIYA], folder=tmp_path)  # as if the other had been killed here
        assert [m.text for m in killed.person(PRIYA.id).messages()] == ["hello"]


async def test_a_damaged_snapshot_is_named(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text("{")
    with pytest.raises(UnreadableSnapshot, match=r"workspace\.json"):
        Sandbox(folder=tmp_path)


async def test_the_calendar_moves_forward_only_and_goes_on() -> None:
    clock = Clock(datetime(2026, 11, 21, 9, tzinfo=UTC).timestamp())
    async with Sandbox(users=[PRIYA], real_time=clock) as sandbox:
        with sandbox.workspace.feed.subscribe() as changes:
            sandbox.calendar.move_to(datetime(2028, 5, 17, 9, tzinfo=UTC))
            assert await anext(changes) == "calendar"
        clock.at += 60
        assert sandbox.calendar.now() == datetime(2028, 5, 17, 9, 1, tzinfo=UTC)
        with pytest.raises(CalendarMovesForward, match="already 17 May 2028"):
            sandbox.calendar.move_to(datetime(2028, 5, 16, tzinfo=UTC))
        with pytest.raises(ValueError, match="time zone"):
            sandbox.calendar.move_to(datetime(2030, 1, 1))  # noqa: DTZ001
        message = await sandbox.person(PRIYA.id).say("hello")
    assert message.at == datetime(2028, 5, 17, 9, 1, tzinfo=UTC)
    assert float(message.ts) == clock.at


async def test_until_gives_up_and_names_the_last_calls() -> None:
    async with Sandbox(users=[User("U0A", "a", "A")]) as sandbox:
        await client_of(sandbox).auth_test()
        with pytest.raises(TimeoutError, match=r"auth\.test"):
            await sandbox.until(lambda: False, timeout=0.01)
