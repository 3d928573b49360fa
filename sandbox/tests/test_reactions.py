"""Emoji on messages, as the app hears of them and people see them."""

from pathlib import Path

import pytest

from bolt_app import PRIYA, TOM, client_of
from page_visit import GRANTED, MAYA, SCOPES, Visit, at, visiting
from sandbox import Message, NotPossible, Sandbox, User
from sandbox.model import Payload, Reaction

HEARS = GRANTED | {
    "oauth_config": {"scopes": {"bot": [*SCOPES, "reactions:read", "channels:history"]}},
    "settings": GRANTED["settings"]
    | {"event_subscriptions": {"bot_events": ["reaction_added", "reaction_removed"]}},
}


def workshop(visit: Visit) -> str:
    """The channel that the app is in."""
    [room] = [one for one in visit.sandbox.workspace.channels.values() if one.kind == "public"]
    return room.id


async def post(visit: Visit) -> Message:
    """What somebody tells the channel."""
    return await visit.sandbox.person(MAYA.id).say("A bulletin on seat belts", workshop(visit))


async def heard(visit: Visit) -> list[Payload]:
    """The events that came."""
    await visit.sandbox.until(lambda: visit.sandbox.delivery.is_idle)
    return [body["event"] for kind, body in visit.app.heard if kind == "events_api"]


async def test_a_reaction_comes_and_goes_with_what_slack_says_of_it() -> None:
    async with visiting(manifest=HEARS) as visit:
        priya, message = visit.sandbox.person(PRIYA.id), await post(visit)
        await priya.react(message, "cpd")
        await priya.take_reaction_off(message, "cpd")
        added, removed = await heard(visit)
    assert added == {
        "type": "reaction_added",
        "user": PRIYA.id,
        "reaction": "cpd",
        "item": {
            "type": "message",
            "channel": message.channel_id,
            "ts": message.ts,
            "channel_type": "channel",
        },
        "item_user": MAYA.id,
        "event_ts": added["event_ts"],
    }
    assert removed == added | {"type": "reaction_removed", "event_ts": removed["event_ts"]}


async def test_the_message_can_be_looked_up_with_its_link_and_its_reactions() -> None:
    async with visiting(manifest=HEARS) as visit:
        await post(visit)
        message = await post(visit)
        await post(visit)
        for user in (PRIYA, MAYA):
            await visit.sandbox.person(user.id).react(message, "cpd")
        client = client_of(visit.sandbox)
        history = await client.conversations_history(
            channel=message.channel_id, latest=message.ts, inclusive=True, limit=1
        )
        link = await client.chat_getPermalink(channel=message.channel_id, message_ts=message.ts)
    [found] = history["messages"]
    assert (found["ts"], found["text"]) == (message.ts, "A bulletin on seat belts")
    assert found["reactions"] == [{"name": "cpd", "users": [PRIYA.id, MAYA.id], "count": 2}]
    assert link["permalink"].endswith(f"/p{message.ts.replace('.', '')}")


async def test_a_thousand_people_react_to_one_message() -> None:
    async with visiting(manifest=HEARS) as visit:
        message = await post(visit)
        for number in range(1000):
            user = User(f"U{number}", f"n{number}", f"N {number}")
            visit.sandbox.workspace.users[user.id] = user
            room = visit.sandbox.workspace.channels[message.channel_id]
            visit.sandbox.postings.react(
                visit.sandbox.workspace.message(room.id, message.ts) or message,
                user.id,
                "cpd",
                added=True,
            )
        events = await heard(visit)
        after = visit.sandbox.workspace.message(message.channel_id, message.ts)
    assert len({event["user"] for event in events}) == 1000
    assert after is not None
    assert len(after.reactions[0].user_ids) == 1000


async def test_without_the_scope_or_where_the_app_is_not_in_it_hears_nothing() -> None:
    async with visiting(manifest=HEARS) as visit:
        priya, message = visit.sandbox.person(PRIYA.id), await post(visit)
        elsewhere = visit.sandbox.workspace.add_channel("hr", [PRIYA.id], with_bot=False)
        await priya.react(await priya.say("not for the app", elsewhere.id), "cpd")
        visit.sandbox.scopes.take_away("reactions:read")
        await priya.react(message, "cpd")
        assert await heard(visit) == []


async def test_nobody_reacts_twice_nor_takes_off_anothers() -> None:
    async with visiting(manifest=HEARS) as visit:
        priya, message = visit.sandbox.person(PRIYA.id), await post(visit)
        await priya.react(message, "cpd")
        with pytest.raises(NotPossible):
            await priya.react(message, "cpd")
        with pytest.raises(NotPossible):
            await visit.sandbox.person(MAYA.id).take_reaction_off(message, "cpd")
        with pytest.raises(NotPossible):
            await priya.react(message, "No such name")
        with pytest.raises(NotPossible):
            await visit.sandbox.person(TOM.id).react(message, "cpd")  # not in the channel
        await visit.sandbox.person(MAYA.id).delete(message)
        with pytest.raises(NotPossible):
            await priya.react(message, "eyes")


async def test_reactions_are_kept_over_a_restart(tmp_path: Path) -> None:
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        priya = sandbox.person(PRIYA.id)
        await priya.react(await priya.say("2h course"), "cpd")
    async with Sandbox(users=[PRIYA], folder=tmp_path) as sandbox:
        [message] = sandbox.person(PRIYA.id).messages()
    assert message.reactions == (Reaction("cpd", (PRIYA.id,)),)


async def test_on_the_page_one_press_puts_it_there_and_another_takes_it_off() -> None:
    async with visiting(manifest=HEARS) as visit:
        message = await post(visit)
        await visit.sandbox.person(MAYA.id).react(message, "+1")
        await visit.do(f"{at(message)}/react", name=":+1:")
        page = await visit.see(f"/as/{PRIYA.id}/c/{message.channel_id}")
        assert 'aria-label="+1, 2"' in page
        assert 'aria-pressed="true"' in page
        await visit.do(f"{at(message)}/react", name="+1")
        after = visit.sandbox.workspace.message(message.channel_id, message.ts)
        notice, _ = await visit.do(f"{at(message)}/react", name="no such one")
    assert after is not None
    assert after.reactions == (Reaction("+1", (MAYA.id,)),)
    assert "There is no emoji of that name." in notice
