"""What an operator hears from `cpdbot doctor` of a workspace that goes on all the same: decisions
that do not apply any more, and what was set aside.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.cli.checks import check_all
from bot.cli.findings import Finding
from bot.services.context.rules_in_force import COACH
from sandbox import User
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox
from storage.row_types import DecisionRecord
from storage.schemes.policy_documents import NewDocument
from tests.coach_server import coach_server
from tests.harness import ANA, ANSWER, BEN, IDA, SENTENCE, Harness, Member, reads
from tests.running import settings_for

VERIFIED = "cycle.minimum"
"""A rule of the IMI register that ships as published: nobody can decide on it any more."""


async def findings(harness: Harness, **changes: Any) -> list[Finding]:
    """What the doctor finds beside the running bot."""
    url = harness.contexts.database.url.render_as_string(hide_password=False)
    return await check_all(settings_for(harness.sandbox, url, **changes))


async def troubles(harness: Harness) -> list[tuple[str, str]]:
    return [(one.mark, one.text) for one in await findings(harness) if one.mark != "ok"]


def decided(harness: Harness, pack: str, key: str, value: str) -> None:
    """An administrator's word from when an older release had the rule as assumed."""
    with harness.open(IDA) as ctx:
        ctx.work.enrolments.decide(
            DecisionRecord(
                pack=pack,
                key=key,
                kind="changed",
                value=value,
                valid_from=date(2026, 1, 1),
                decided_on=date(2026, 1, 1),
                decided_by=ctx.member.id,
            )
        )


def told(harness: Harness, event: str) -> list[dict[str, Any]]:
    """The log lines that say so."""
    lines = [json.loads(line) for line in harness.log.splitlines()]
    return [line for line in lines if line["event"] == event]


async def test_a_document_that_this_release_does_not_read_is_told_and_holds_nobody_up(
    harness: Harness, technician: Member
) -> None:
    with harness.open(IDA) as ctx:
        ctx.work.policy_documents.add(
            NewDocument(
                pack="imi-techsafe",
                load="a load",
                kind="framework",
                value="{}",
                valid_from=date(2026, 1, 1),
                on=date(2026, 1, 1),
                by=ctx.member.id,
            )
        )
    await technician.write(SENTENCE)
    assert "High voltage isolation course" in technician.last
    assert (
        "note",
        "rules: in T0SANDBOX the framework for imi-techsafe that was loaded on 2026-01-01 does not "
        "apply: this release does not read it as a framework.",
    ) in await troubles(harness)


async def test_where_nothing_is_left_lying_the_doctor_has_no_more_to_say(
    either_harness: Harness,
) -> None:
    await either_harness.enrolled(ANA)
    await either_harness.member(ANA).write(SENTENCE)
    assert await troubles(either_harness) == []


async def test_a_decision_on_a_rule_that_was_published_since_takes_nothing_down(
    either_harness: Harness,
) -> None:
    await either_harness.enrolled(ANA)
    decided(either_harness, "imi-register", VERIFIED, "120")
    decided(either_harness, "imi-register", "credit.base_per_hour", "2")
    decided(either_harness, "astrology", "cycle.length", "3")
    ana = either_harness.member(ANA)
    await ana.open_home()
    await ana.write(SENTENCE)
    await ana.write(ANSWER)
    await ana.click("Save")
    assert reads(ana.note).startswith("Saved, 4 credits:")  # the other decision holds
    assert "of 90 in your cycle" in await ana.command("status")
    assert "*" in await either_harness.member(IDA).command("admin rules")
    assert await troubles(either_harness) == [
        (
            "note",
            "rules: in T0SANDBOX the decision of 2026-01-01 that cycle.minimum is 120 does not "
            "apply: cycle.minimum of imi-register is not open to decisions.",
        ),
        (
            "note",
            "rules: in T0SANDBOX the decision of 2026-01-01 that cycle.length is 3 does not "
            "apply: this release has no such pack.",
        ),
    ]
    lines = told(either_harness, "a decision on a rule no longer applies")
    assert {(line["pack"], line["key"]) for line in lines} == {
        ("imi-register", VERIFIED),
        ("astrology", "cycle.length"),
    }


async def test_settings_of_the_workspace_that_are_not_known_are_passed_over_and_told(
    either_harness: Harness,
) -> None:
    newer = f"tea_breaks_{either_harness.contexts.database.dialect}"  # each is told once a process
    with either_harness.open(IDA) as ctx:
        ctx.work.workspace.change(settings={newer: 2, "rhythm_days": "often"})
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    await ana.click("Save")
    assert "Which scheme is yours?" in ana.last
    [line] = told(either_harness, "settings that are not known here are passed over")
    assert line["settings"] == ["rhythm_days", newer]


async def test_what_a_dialogue_holds_that_is_not_known_is_passed_over_and_told(
    either_harness: Harness,
) -> None:
    newer = f"mood_{either_harness.contexts.database.dialect}"
    await either_harness.enrolled(ANA)
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    with either_harness.open(ANA) as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["draft"])
        kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
        state = {**kept.state, newer: "good", "skipped": ["why_not"]}
        ctx.work.entries.keep_conversation(entry, replace(kept, state=state))
    await ana.write(ANSWER)
    await ana.click("Save")
    assert reads(ana.note).startswith("Saved, 2 credits:")
    [line] = told(either_harness, "what a dialogue holds is not known here")
    assert line["names"] == [newer, "why_not"]


async def test_what_was_set_aside_is_told_with_its_reason_until_it_is_tried_again(
    either_harness: Harness,
) -> None:
    either_harness.expect_refusal("missing_scope", "user_not_found")
    either_harness.expect_error(
        "Slack does not let us use a method; see cpdbot doctor",
        "a job was set aside",
        "a message cannot be sent",
    )
    ana = either_harness.member(ANA)
    await ana.write(SENTENCE)
    either_harness.sandbox.faults.error("chat.postMessage", "user_not_found")
    await ana.write("help")
    either_harness.sandbox.scopes.take_away("files:write")
    await ana.person.command("/cpd", "export")
    await either_harness.quiet_in_the_end()
    either_harness.sandbox.scopes.give_back("files:write")
    mend = "Mend the cause (see the log), then run: cpdbot retry"
    assert await troubles(either_harness) == [
        ("TO DO", f"messages set aside: 1 × help user_not_found. {mend}"),
        ("TO DO", f"jobs set aside: 1 × export missing_scope. {mend}"),
    ]
    now = either_harness.contexts.clocks.real()
    assert Outbox(either_harness.contexts.database).reopen_aside(now) == 1
    assert Jobs(either_harness.contexts.database).reopen_aside(now) == 1
    await either_harness.quiet()
    assert await troubles(either_harness) == []
    assert len([one for one in ana.heard if one.file_ids]) == 1


async def test_an_event_that_was_set_aside_is_told_by_its_fault_alone(
    harness: Harness, technician: Member
) -> None:
    harness.expect_error("an event was set aside")
    await harness.runtime.tick_now()  # a sweep asks for that table too
    rename_table(harness, "undo_step", "somewhere_else")
    await technician.person.say("2h zanzibar course at Bosch yesterday")
    await harness.quiet_in_the_end()
    rename_table(harness, "somewhere_else", "undo_step")
    assert "I could not deal with something you sent me." in technician.last
    [(mark, text)] = await troubles(harness)
    assert mark == "TO DO"
    assert text.startswith("events set aside: 1 × StatementRefused, ")
    assert "zanzibar" not in text


def rename_table(harness: Harness, name: str, another: str) -> None:
    """Somebody takes a table away that our statements name, or gives it back."""
    with closing(sqlite3.connect(harness.contexts.database.path)) as other, other:
        other.execute(f"ALTER TABLE {name} RENAME TO {another}")


async def of_the_coach(harness: Harness, **changes: Any) -> list[tuple[str, str]]:
    """What is said of a coach that is set up so."""
    given = {"coach_model": "tiny", "coach_api_key": "sk-secret", **changes}
    found = await findings(harness, **given)
    assert "sk-secret" not in str(found)
    told = [one for one in found if one.text.startswith(("coach:", "scopes:"))]
    return [(one.mark, one.text) for one in told if "coach" in one.text]


def choose(harness: Harness, user: User, choice: str, *, allowed: bool = True) -> None:
    """What somebody and their administrator have chosen."""
    with harness.open(user) as ctx:
        workspace = ctx.work.workspace.get()
        assert workspace is not None
        ctx.work.workspace.change(settings={**workspace.settings, COACH: allowed})
        ctx.change_member(coach=choice)


async def test_without_a_coach_the_doctor_says_so_and_finds_nothing_to_do(
    either_harness: Harness,
) -> None:
    none = ("ok", "coach: none is set up; everything works without one")
    assert await of_the_coach(either_harness, coach_model="") == [none]


async def test_the_doctor_says_where_the_coach_is_and_who_has_it(either_harness: Harness) -> None:
    choose(either_harness, ANA, "on")
    choose(either_harness, BEN, "off")
    async with coach_server() as server:
        found = await of_the_coach(either_harness, coach_url=server.url)
        address = urlsplit(server.url).netloc
    assert found == [
        ("ok", f"coach: tiny at {address} can be reached"),  # though it has no list of models
        ("ok", "coach: allowed in 1 of 1 workspace, on for 1 member"),
    ]
    assert server.requests == []
    choose(either_harness, IDA, "on", allowed=False)
    [_, use] = await of_the_coach(either_harness, coach_url=server.url)
    assert use == ("ok", "coach: allowed in 0 of 1 workspace, on for 0 members")


async def test_a_coach_that_cannot_be_reached_is_to_be_started(either_harness: Harness) -> None:
    [(mark, text), _] = await of_the_coach(either_harness, coach_url="http://127.0.0.1:9/v1")
    assert mark == "TO DO"
    assert text.startswith("coach: tiny at 127.0.0.1:9 cannot be reached within 4 s")


async def test_half_a_coach_is_to_be_set_up(either_harness: Harness) -> None:
    [(mark, text), _] = await of_the_coach(either_harness)
    assert mark == "TO DO"
    assert "CPDBOT_COACH_URL and CPDBOT_COACH_MODEL go together" in text


async def test_without_the_list_of_people_the_doctor_says_that_nothing_is_sent(
    either_harness: Harness,
) -> None:
    either_harness.sandbox.scopes.take_away("users:read")
    async with coach_server() as server:
        [scopes, *_] = await of_the_coach(either_harness, coach_url=server.url)
    mark, text = scopes
    assert mark == "TO DO"
    assert text.startswith("scopes: users:read not granted.")
    assert text.endswith("Until then nothing is sent to the coach.")
