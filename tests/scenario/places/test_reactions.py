"""An emoji on a message in a channel: a private draft of whoever put it there, of nobody else."""

from datetime import timedelta

import pytest

from sandbox import Channel, Message, User
from sandbox.events import Event
from sandbox.model import Payload
from tests.harness import ANA, BEN, IDA, MAX, MONDAY, Harness, Member, harness_at, reads

WORDS = "2h radar calibration course at Bosch yesterday\nWho is in? <@U0BEN00000> <!here>"


async def posted(harness: Harness, room: Channel, words: str = WORDS, by: User = BEN) -> Message:
    message = await harness.sandbox.person(by.id).say(words, room.id)
    await harness.quiet()
    return message


async def react(harness: Harness, who: User, message: Message, name: str = "cpd") -> None:
    await harness.sandbox.person(who.id).react(message, name)
    await harness.quiet()


async def take_off(harness: Harness, who: User, message: Message, name: str = "cpd") -> None:
    await harness.sandbox.person(who.id).take_reaction_off(message, name)
    await harness.quiet()


def marked(who: User, message: Message, name: str = "cpd") -> Payload:
    """The event of an emoji, whatever a person could do in Slack's client."""
    return {
        "type": "reaction_added",
        "user": who.id,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel_id, "ts": message.ts},
        "item_user": message.user_id,
        "event_ts": message.ts,
    }


async def deliver(harness: Harness, event: Payload) -> None:
    harness.sandbox.delivery.tell(Event(event, str(event["type"])))
    await harness.quiet()


async def entries(harness: Harness) -> list[tuple[str | None, str]]:
    return [(one, two) for one, two in await harness.query("SELECT title, status FROM entry")]


async def test_an_emoji_makes_a_private_draft_with_the_link_and_the_facts(
    at_work: Harness,
) -> None:
    room = at_work.channel(ANA, BEN)
    message = await posted(at_work, room)
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    card = reads(ana.card)
    assert "Radar calibration course" in card
    assert f"Sun 22 Nov · 2 h · Bosch · from a message in <#{room.id}>" in card
    [(kind, url)] = await at_work.query("SELECT kind, url FROM evidence")
    assert (kind, message.ts.replace(".", "") in url) == ("message", True)
    await ana.click("Details", ana.card)
    assert f"from a message in <#{room.id}>" in reads(ana.modal)
    assert "from a message" in reads(await ana.open_home())


async def test_it_counts_once_its_member_has_said_why(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    await ana.click("Save", ana.card)
    assert await at_work.query("SELECT state FROM assessment") == [("waiting",)]
    await ana.write("to check the target distance twice, I use it on every windscreen job")
    assert await at_work.query("SELECT state FROM assessment") == [("counted",)]


async def test_the_days_of_a_message_are_those_of_its_own_time(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    at_work.pass_by(timedelta(days=2))
    await react(at_work, ANA, message)
    assert await at_work.query("SELECT start_date FROM entry") in (
        [("2026-11-22",)],
        [(MONDAY.date() - timedelta(days=1),)],
    )


@pytest.mark.parametrize(
    "words", ["Battery talk tomorrow at 9, 1h", "1h battery talk next Friday, all are welcome"]
)
async def test_what_is_announced_becomes_a_plan(at_work: Harness, words: str) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN), words)
    await react(at_work, ANA, message)
    [(title, status)] = await entries(at_work)
    assert (title, status) == ("Battery talk", "planned")
    assert "from a message in" in reads(at_work.member(ANA).card)


async def test_nothing_of_it_is_an_account_and_its_author_is_not_kept(at_work: Harness) -> None:
    words = "I learnt to prove dead twice, which helps me on every EV job. 1h webinar yesterday"
    await react(at_work, ANA, await posted(at_work, at_work.channel(ANA, BEN), words))
    kept = str(await at_work.query("SELECT * FROM entry"))
    kept += str(await at_work.query("SELECT * FROM evidence"))
    assert "prove dead twice" not in kept
    assert BEN.id not in kept
    stages = await at_work.query("SELECT reflect, plan, act, evaluate FROM entry")
    assert stages == [(None, None, None, None)]


async def test_without_the_optional_scope_there_is_the_link_alone(database_url: str) -> None:
    async with harness_at(database_url, now=MONDAY) as harness:
        harness.sandbox.scopes.take_away("channels:history", "groups:history")
        harness.expect_refusal("missing_scope")
        await harness.enrolled(ANA)
        room = harness.channel(ANA, BEN)
        first, second = await posted(harness, room), await posted(harness, room, "Another")
        await react(harness, ANA, first)
        await react(harness, ANA, second)
        assert await entries(harness) == [(None, "draft")] * 2
        assert await harness.query("SELECT kind FROM evidence") == [("message",)] * 2
        ana = harness.member(ANA)
        assert "from a message in" in reads(ana.card)
        asked = [one for one in harness.sandbox.calls if one.method == "conversations.history"]
        assert len(asked) == 1  # it is remembered that the app may not


async def test_whoever_keeps_no_record_hears_nothing_and_leaves_no_row(at_work: Harness) -> None:
    room = at_work.channel(ANA, BEN, MAX)
    message = await posted(at_work, room, by=ANA)
    members = await at_work.query("SELECT slack_id FROM member")
    events = await at_work.query("SELECT count(*) FROM inbox")
    await react(at_work, BEN, message)
    await react(at_work, MAX, message)
    await take_off(at_work, BEN, message)
    assert at_work.member(BEN).heard == []
    assert await at_work.query("SELECT slack_id FROM member") == members
    assert await at_work.query("SELECT count(*) FROM inbox") == events
    assert BEN.id not in at_work.log


@pytest.mark.parametrize("name", ["thumbsup", "cpd-team", "cpdx", "skin-tone-2"])
async def test_other_emoji_leave_no_row(at_work: Harness, name: str) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    events = await at_work.query("SELECT count(*) FROM inbox")
    await react(at_work, ANA, message, name)
    assert await entries(at_work) == []
    assert await at_work.query("SELECT count(*) FROM inbox") == events


async def test_what_stands_in_a_dm_makes_nothing(at_work: Harness) -> None:
    ana = at_work.member(ANA)
    written = await ana.write("hello")
    await react(at_work, ANA, written)
    await react(at_work, ANA, ana.heard[-1])
    assert await entries(at_work) == []


async def test_where_the_bot_is_not_nothing_is_heard(at_work: Harness) -> None:
    room = at_work.channel(ANA, BEN, with_bot=False)
    await react(at_work, ANA, await posted(at_work, room))
    assert await entries(at_work) == []


async def test_a_reply_in_a_thread_is_read_too(at_work: Harness) -> None:
    room = at_work.channel(ANA, BEN)
    root = await posted(at_work, room, "Anything new this week?")
    reply = await at_work.sandbox.person(BEN.id).say(
        "1h webinar on ADAS yesterday", room.id, thread_ts=root.ts
    )
    await at_work.quiet()
    await react(at_work, ANA, reply)
    assert await entries(at_work) == [("Webinar on ADAS", "draft")]


async def test_a_message_that_is_gone_makes_nothing(at_work: Harness) -> None:
    at_work.expect_refusal("message_not_found", "thread_not_found")
    message = await posted(at_work, at_work.channel(ANA, BEN))
    await at_work.sandbox.person(BEN.id).delete(message)
    await deliver(at_work, marked(ANA, message))
    assert await entries(at_work) == []


async def test_an_emoji_is_heard_over_a_socket(sqlite_url: str) -> None:
    async with harness_at(sqlite_url, now=MONDAY, mode="socket") as harness:
        await harness.enrolled(ANA)
        message = await posted(harness, harness.channel(ANA, BEN))
        await react(harness, ANA, message)
        await take_off(harness, ANA, message)
        await react(harness, ANA, message)
        assert await entries(harness) == [("Radar calibration course", "draft")]


# Taken off again


def said_of(member: Member) -> int:
    """How many messages are about it; a nudge may come as well."""
    return sum("adar calibration" in reads(one) for one in member.heard)


async def test_taken_off_an_untouched_draft_goes_and_nothing_more_is_said(
    at_work: Harness,
) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    await take_off(at_work, ANA, message)
    [(_, status)] = await entries(at_work)
    assert status == "discarded"
    assert said_of(ana) == 0
    assert "iscarded" not in "\n".join(reads(one) for one in ana.heard)
    await react(at_work, ANA, message)
    assert await entries(at_work) == [("Radar calibration course", "draft")]
    assert said_of(ana) == 1
    assert "Radar calibration course" in reads(ana.card)
    await take_off(at_work, ANA, message)
    [(_, status)] = await entries(at_work)
    assert status == "discarded"
    assert said_of(ana) == 0
    assert at_work.errors == []


async def test_a_draft_that_its_member_discarded_says_so_still(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    await ana.write("discard")
    assert "iscarded" in reads(ana.message("Radar"))


async def test_one_without_a_title_that_waits_is_asked_for_it_next(at_work: Harness) -> None:
    ana = at_work.member(ANA)
    await ana.write("2h high voltage isolation course at Bosch yesterday")
    message = await posted(at_work, at_work.channel(ANA, BEN), "https://videos.example/v/17")
    await react(at_work, ANA, message)
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    assert "What was it, in a few words?" in ana.last
    await ana.write("Radar calibration")
    assert await entries(at_work) == [
        ("High voltage isolation course", "draft"),
        ("Radar calibration", "draft"),
    ]


async def test_a_draft_without_a_title_asks_for_it_first(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN), "https://videos.example/v/17")
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    assert await entries(at_work) == [(None, "draft")]
    assert "What was it, in a few words?" in reads(ana.card)
    await ana.write("Radar calibration")
    assert await entries(at_work) == [("Radar calibration", "draft")]


@pytest.mark.parametrize(
    "touch", ["answered", "changed", "corrected", "linked", "skipped", "saved"]
)
async def test_a_draft_that_was_touched_stays(at_work: Harness, touch: str) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    ana = at_work.member(ANA)
    await react(at_work, ANA, message)
    match touch:
        case "answered":
            await ana.write("to check the target distance twice, I use it on windscreen jobs")
        case "changed":
            await ana.click("Edit", ana.card)
            await ana.submit({"title": "Camera course"})
        case "corrected":
            await ana.write("no, 3 hours")
        case "linked":
            await ana.write("https://learning.example/certificates/7", thread=ana.card)
        case "skipped":
            await ana.click("Skip", ana.card)
        case _:
            await ana.click("Save", ana.card)
    before = await entries(at_work)
    await take_off(at_work, ANA, message)
    assert await entries(at_work) == before
    assert before[0][1] == ("logged" if touch == "saved" else "draft")


async def test_a_message_that_is_marked_twice_makes_one_draft(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    await react(at_work, ANA, message)
    event = marked(ANA, message, "cpd::skin-tone-2")
    await deliver(at_work, event)
    assert len(await entries(at_work)) == 1
    await deliver(at_work, event | {"type": "reaction_removed"})
    assert [status for _, status in await entries(at_work)] == ["discarded"]


async def test_two_people_mark_one_message_and_each_has_their_own_draft(at_work: Harness) -> None:
    await at_work.enrolled(MAX)
    room = at_work.channel(ANA, BEN, MAX)
    message = await posted(at_work, room)
    await react(at_work, ANA, message)
    await react(at_work, MAX, message)
    rows = await at_work.query("SELECT member_id, title FROM entry")
    assert len({member for member, _ in rows}) == 2
    asked = [one for one in at_work.sandbox.calls if one.method == "chat.getPermalink"]
    assert len(asked) == 1  # of one message Slack is asked once
    await take_off(at_work, MAX, message)
    statuses = dict(await at_work.query("SELECT member_id, status FROM entry"))
    assert sorted(statuses.values()) == ["discarded", "draft"]


# Who sees it


async def test_nobody_else_learns_that_somebody_marked_something(at_work: Harness) -> None:
    """Ben wrote it, Max manages Ana, Ida administers: none of them sees more than Slack shows."""
    for user in (BEN, MAX):
        await at_work.enrolled(user)
    room = at_work.channel(ANA, BEN, MAX, IDA)
    message = await posted(at_work, room)
    ida, max_ = at_work.member(IDA), at_work.member(MAX)
    await ida.command(f"assign <@{ANA.id}> to <@{MAX.id}>", name="/cpd-team")
    await react(at_work, ANA, message)
    for user in (BEN, MAX, IDA):
        member = at_work.member(user)
        seen = [reads(one) for one in member.heard] + [reads(await member.open_home())]
        assert not any("adar calibration" in one or "from a message" in one for one in seen)
    assert "adar" not in await max_.command("", name="/cpd-team")
    assert "adar" not in await max_.command(f"<@{ANA.id}>", name="/cpd-team")
    for words in ("admin", "admin members", "admin sources", "admin emoji"):
        told = await ida.command(words)
        assert "adar" not in told
        assert "Ana" not in told or words == "admin members"
    bot = at_work.sandbox.workspace.bot.id
    in_channel = at_work.sandbox.workspace.messages_for(BEN.id, room.id)
    assert not any(one.user_id == bot for one in in_channel)
    posts = [one for one in at_work.sandbox.calls if one.method.startswith("chat.post")]
    assert room.id not in {str(one.arguments.get("channel")) for one in posts}
    assert "adar" not in at_work.log


# Which emoji


async def test_an_administrator_chooses_another_emoji(at_work: Harness) -> None:
    ida, ana = at_work.member(IDA), at_work.member(ANA)
    room = at_work.channel(ANA, BEN)
    first, second = await posted(at_work, room), await posted(at_work, room, "1h talk today")
    assert ":cpd:" in await ida.command("admin emoji")
    await ida.click("Change", ida.whispers()[-1])
    assert await ida.submit({"emoji": "two words"}) == {
        "emoji": "That is no emoji’s name. Type it as Slack shows it, such as cpd."
    }
    await ida.submit({"emoji": ":Mortar_Board:"})
    assert ":mortar_board:" in reads(ida.modal)
    at_work.pass_by(timedelta(seconds=11))
    await react(at_work, ANA, first, "cpd")
    assert await entries(at_work) == []
    await react(at_work, ANA, second, "mortar_board")
    assert len(await entries(at_work)) == 1
    assert "administrators" in await ana.command("admin emoji")
