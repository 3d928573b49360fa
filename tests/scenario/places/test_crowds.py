"""Many people mark one message: bounded work, and nobody else waits for it."""

import asyncio
from datetime import timedelta

from bot.handlers.reactions import ReactionSift
from tests.counting import counting
from tests.harness import ANA, BEN, SENTENCE, Harness, reads
from tests.scenario.places.test_reactions import entries, marked, posted

CROWD = 400


async def test_each_who_keeps_no_record_costs_one_cheap_look_and_other_emoji_none(
    at_work: Harness,
) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    team = at_work.sandbox.workspace.team.id
    sift = ReactionSift(at_work.contexts)
    crowd = [marked(BEN, message) | {"user": f"U{number:09}"} for number in range(CROWD)]
    rows = "SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM inbox)"
    before = await at_work.query(rows)
    with counting(at_work.runtime) as ledger:
        assert not any([await sift(team, event) for event in crowd])
    looks = [one for one in ledger.statements if "enrolment" in one and "FROM member" in one]
    names = [one for one in ledger.statements if one.startswith("SELECT workspace.id")]
    assert CROWD <= len(looks) <= CROWD * 1.05  # sweeps may look meanwhile
    assert len(names) <= CROWD / 20  # it is known for ten seconds which emoji it is
    assert await at_work.query(rows) == before
    with counting(at_work.runtime) as ledger:
        assert not any([await sift(team, one | {"reaction": "tada"}) for one in crowd])
        assert await sift(team, {"type": "message", "user": BEN.id})
    looks = [one for one in ledger.statements if "enrolment" in one and "FROM member" in one]
    assert len(looks) <= CROWD * 0.05
    assert await sift(team, marked(ANA, message))


async def test_a_thousand_at_once_share_a_few_looks(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    team = at_work.sandbox.workspace.team.id
    sift = ReactionSift(at_work.contexts)
    crowd = [marked(BEN, message) | {"user": f"U{number:09}"} for number in range(1000)]
    with counting(at_work.runtime) as ledger:
        kept = await asyncio.gather(*(sift(team, one) for one in [*crowd, marked(ANA, message)]))
    assert kept == [False] * 1000 + [True]
    looks = [one for one in ledger.statements if "enrolment" in one and "FROM member" in one]
    assert len(looks) <= 20  # sweeps look, too


async def test_a_crowd_leaves_no_row_and_a_member_is_answered_meanwhile(at_work: Harness) -> None:
    message = await posted(at_work, at_work.channel(ANA, BEN))
    ana = at_work.member(ANA)
    before = await at_work.query("SELECT count(*) FROM inbox")
    workspace = at_work.sandbox.workspace
    for number in range(200):
        at_work.sandbox.delivery.send_body(
            {
                "type": "event_callback",
                "team_id": workspace.team.id,
                "event_id": f"Ev{number}",
                "event": marked(BEN, message) | {"user": f"U{number:09}"},
            }
        )
    await ana.person.say(SENTENCE)
    await at_work.sandbox.until(lambda: any("Bosch" in reads(one) for one in ana.heard))
    await at_work.quiet()
    [(kept,)] = await at_work.query("SELECT count(*) FROM inbox")
    assert kept == before[0][0] + 1
    attempts = at_work.sandbox.delivery.attempts
    assert not any(attempt.failure for attempt in attempts)


async def test_while_slack_does_not_say_where_a_message_stands_others_are_answered(
    at_work: Harness,
) -> None:
    await at_work.enrolled(BEN)
    room = at_work.channel(ANA, BEN)
    message = await posted(at_work, room)
    hold = at_work.sandbox.faults.hold("chat.getPermalink", times=None)
    await at_work.sandbox.person(ANA.id).react(message, "cpd")
    await hold.reached()
    ben = at_work.member(BEN)
    await ben.person.say(SENTENCE)
    await at_work.sandbox.until(lambda: any("Bosch" in reads(one) for one in ben.heard))
    assert not any("from a message" in reads(one) for one in at_work.member(ANA).heard)
    hold.drop()
    at_work.sandbox.faults.stop("chat.getPermalink")
    at_work.pass_by(timedelta(seconds=3))
    await at_work.quiet()
    assert ("Radar calibration course", "draft") in await entries(at_work)


async def test_a_draft_comes_without_its_link_where_slack_does_not_say_it_for_long(
    at_work: Harness,
) -> None:
    at_work.expect_refusal("fatal_error")
    at_work.sandbox.faults.error("chat.getPermalink", "fatal_error", times=None)
    message = await posted(at_work, at_work.channel(ANA, BEN))
    await at_work.sandbox.person(ANA.id).react(message, "cpd")
    asked = "chat.getPermalink"
    await at_work.sandbox.until(lambda: bool(at_work.sandbox.calls_of(asked)))
    at_work.pass_by(timedelta(minutes=2))
    await at_work.quiet()
    assert await entries(at_work) == [(None, "draft")]
    assert await at_work.query("SELECT count(*) FROM evidence") == [(0,)]
    assert "from a message in" in reads(at_work.member(ANA).card)
