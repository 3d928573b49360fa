"""A workflow's step "Draft a CPD entry": a draft of its person's, and the step is ended, once."""

import json
from datetime import timedelta

import pytest

from bot.manifest import STEP_ID, load_manifest, with_workflow
from sandbox.model import Execution, Payload
from tests.harness import ANA, BEN, IDA, MAX, MONDAY, SATURDAY, Harness, harness_at, reads

GIVEN = {
    "person": ANA.id,
    "title": "High *voltage* <!channel> refresher",
    "date": "2026-11-20",
    "hours": "1.5",
    "provider": "Bosch",
    "link": "https://learning.example/certificates/77",
}


async def run(harness: Harness, **given: str) -> Execution:
    """Ida runs the workflow; how the step ended."""
    ida = harness.sandbox.person(IDA.id)
    begun = await ida.run_workflow(STEP_ID, {**GIVEN, **given})
    await harness.quiet()
    return harness.sandbox.workspace.executions[begun.id]


async def drafts(harness: Harness) -> list[tuple[str, str]]:
    return [(one, two) for one, two in await harness.query("SELECT title, status FROM entry")]


def told(harness: Harness) -> Payload:
    """What Slack sent of the one run."""
    attempts = harness.sandbox.delivery.attempts
    [sent] = [one for one in attempts if one.event["type"] == "function_executed"]
    return {
        "type": "event_callback",
        "team_id": harness.sandbox.workspace.team.id,
        "event_id": sent.event_id,
        "event": sent.event,
    }


def ended(harness: Harness) -> list[str]:
    return [one.method for one in harness.sandbox.calls if one.method.startswith("functions.")]


async def test_a_step_makes_a_draft_and_is_completed(at_work: Harness) -> None:
    execution = await run(at_work)
    assert (execution.status, execution.outputs) == ("completed", {})
    ana = at_work.member(ANA)
    card = reads(ana.card)
    assert "Fri 20 Nov · 1 h 30 min · Bosch · from a workflow" in card
    assert "<!channel>" not in card
    assert await at_work.query("SELECT kind, url FROM evidence") == [("link", GIVEN["link"])]
    assert "from a workflow" in reads(await ana.open_home())
    await ana.click("Save", ana.card)
    assert await at_work.query("SELECT state FROM assessment") == [("waiting",)]
    await ana.write("I do EV battery swaps now, and I prove dead before I touch the pack")
    assert await at_work.query("SELECT state FROM assessment") == [("counted",)]


async def test_what_is_still_to_come_is_planned(at_work: Harness) -> None:
    await run(at_work, date="2026-12-01")
    assert [status for _, status in await drafts(at_work)] == ["planned"]


@pytest.mark.parametrize("person", [BEN.id, "U0NOBODY00"])
async def test_a_workflow_does_not_learn_who_keeps_a_record(at_work: Harness, person: str) -> None:
    members = await at_work.query("SELECT slack_id FROM member")
    execution = await run(at_work, person=person)
    assert (execution.status, execution.outputs) == ("completed", {})
    assert await drafts(at_work) == []
    assert await at_work.query("SELECT slack_id FROM member") == members
    assert at_work.member(BEN).heard == []


async def test_what_cannot_be_taken_is_told_to_the_workflow_whoever_it_is_about(
    at_work: Harness,
) -> None:
    at_work.expect_slackbot()
    for person in (ANA.id, BEN.id):
        execution = await run(at_work, person=person, link="javascript:alert(1)")
        assert (execution.status, execution.error) == (
            "failed",
            "“Link” has to be an address that begins with https://.",
        )
    assert await drafts(at_work) == []


async def test_a_repeated_event_makes_one_draft_and_the_step_ends_once(at_work: Harness) -> None:
    await run(at_work)
    first = told(at_work)
    at_work.expect_refusal("execution_not_in_running_state")
    for body in (first, first | {"event_id": "Ev0AGAIN"}):
        at_work.sandbox.delivery.send_body(body)
        await at_work.quiet()
    assert len(await drafts(at_work)) == 1
    assert ended(at_work) == ["functions.completeSuccess"] * 2
    assert await at_work.query("SELECT count(*) FROM outbox WHERE kind = 'card'") == [(1,)]


async def test_a_step_is_ended_once_slack_answers_again_and_nobody_waits_for_it(
    at_work: Harness,
) -> None:
    at_work.expect_refusal("fatal_error")
    at_work.sandbox.faults.error("functions.completeSuccess", "fatal_error", times=2)
    begun = await at_work.sandbox.person(IDA.id).run_workflow(STEP_ID, GIVEN)
    await at_work.sandbox.until(lambda: len(ended(at_work)) == 1)
    ana = at_work.member(ANA)
    await ana.person.say("what does IMI ask?")
    await at_work.sandbox.until(lambda: any("credits" in reads(one) for one in ana.heard))
    at_work.pass_by(timedelta(seconds=3))
    await at_work.sandbox.until(lambda: len(ended(at_work)) == 2)
    at_work.pass_by(timedelta(seconds=3))
    await at_work.quiet()
    assert at_work.sandbox.workspace.executions[begun.id].status == "completed"
    assert len(await drafts(at_work)) == 1


async def test_slack_is_told_once_where_it_would_refuse_again(at_work: Harness) -> None:
    """It was told for a quarter of an hour that we may not end the run."""
    at_work.expect_refusal("access_denied")
    at_work.sandbox.faults.error("functions.completeSuccess", "access_denied", times=None)
    await run(at_work)
    assert ended(at_work) == ["functions.completeSuccess"]
    assert len(await drafts(at_work)) == 1


async def test_a_step_is_dealt_with_over_a_socket(sqlite_url: str) -> None:
    manifest = with_workflow(load_manifest().source)
    async with harness_at(sqlite_url, now=MONDAY, mode="socket", manifest=manifest) as harness:
        await harness.enrolled(ANA)
        assert (await run(harness)).status == "completed"
        assert "from a workflow" in reads(harness.member(ANA).card)


async def test_slack_is_not_told_for_ever(at_work: Harness) -> None:
    at_work.expect_refusal("fatal_error")
    fault = at_work.sandbox.faults.error("functions.completeSuccess", "fatal_error", times=None)
    await at_work.sandbox.person(IDA.id).run_workflow(STEP_ID, GIVEN)
    await at_work.sandbox.until(lambda: bool(ended(at_work)))
    at_work.pass_by(timedelta(minutes=16))
    await at_work.quiet()
    fault.stop()
    assert len(await drafts(at_work)) == 1


async def test_the_token_of_a_run_is_kept_nowhere_and_the_apps_own_is_used(
    at_work: Harness,
) -> None:
    hold = at_work.sandbox.faults.hold("functions.completeSuccess")
    begun = await at_work.sandbox.person(IDA.id).run_workflow(STEP_ID, GIVEN)
    await hold.reached()
    [(payload,)] = await at_work.query("SELECT payload FROM inbox WHERE state <> 'done'")
    assert "bot_access_token" not in payload
    assert json.loads(payload)["event"]["function_execution_id"] == begun.id
    hold.release()
    await at_work.quiet()
    assert begun.token not in at_work.log
    assert begun.token not in payload
    for table in ("inbox", "outbox", "job", "entry", "workspace"):
        assert begun.token not in str(await at_work.query(f"SELECT * FROM {table}"))
    assert "oltage" not in at_work.log


async def test_few_cards_a_day_and_none_out_of_hours(database_url: str) -> None:
    manifest = with_workflow(load_manifest().source)
    async with harness_at(database_url, now=SATURDAY, manifest=manifest) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await run(harness)
        assert not any("from a workflow" in reads(one) for one in ana.heard)
        assert "from a workflow" in reads(await ana.open_home())
        await harness.move_to(SATURDAY + timedelta(days=2, hours=4))
        for number in range(5):
            await run(harness, title=f"Course {number}")
        cards = [one for one in ana.heard if "from a workflow" in reads(one)]
        assert len(cards) == 3
        assert len(await drafts(harness)) == 6


async def test_nobody_else_sees_what_a_workflow_told_of_somebody(at_work: Harness) -> None:
    for user in (BEN, MAX):
        await at_work.enrolled(user)
    ida, max_ = at_work.member(IDA), at_work.member(MAX)
    await ida.command(f"assign <@{ANA.id}> to <@{MAX.id}>", name="/cpd-team")
    await run(at_work)
    for member in (at_work.member(BEN), max_, ida):
        seen = [reads(one) for one in member.heard] + [reads(await member.open_home())]
        assert not any("refresher" in one or "from a workflow" in one for one in seen)
    assert "refresher" not in await max_.command(f"<@{ANA.id}>", name="/cpd-team")


async def test_a_step_that_is_not_ours_ends_with_a_sentence(at_work: Harness) -> None:
    await run(at_work)
    body = told(at_work)
    at_work.expect_refusal("function_execution_not_found")
    event = body["event"] | {
        "function": {"callback_id": "another"},
        "function_execution_id": "Fx0ANOTHER",
    }
    at_work.sandbox.delivery.send_body({**body, "event_id": "Ev0OTHER", "event": event})
    await at_work.quiet()
    assert ended(at_work)[-1] == "functions.completeError"
    assert len(await drafts(at_work)) == 1
