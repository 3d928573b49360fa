"""A reply waits for nothing but the replies before it: whatever Slack does to Home or to updates of
what stands already, it arrives; and those come when Slack takes them again.

Shown by the order of events: Slack goes on failing, or keeps silent, until the reply is there.
"""

from collections.abc import AsyncIterator, Callable, Mapping

import pytest

from tests.harness import ANA, ANSWER, BEN, SENTENCE, Harness, Member, harness_at, reads

SILENT = "keeps silent"
FAILS_AT: Mapping[str, Callable[[Member], str]] = {
    "views.publish": lambda member: reads(member.home),
    "chat.update": lambda member: reads(member.card),
}
"""By method, what stays as it was."""


@pytest.fixture
async def ana(database_url: str) -> AsyncIterator[Member]:
    """Ana with a draft and her Home open, on either database."""
    async with harness_at(database_url) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await ana.open_home()
        await ana.write(SENTENCE)
        yield ana


def failing(harness: Harness, method: str, how: str) -> Callable[[], None]:
    """Has Slack fail at every call of a method; what ends that."""
    faults = harness.sandbox.faults
    if how == SILENT:
        held = faults.hold(method, times=None)
        return held.release
    harness.expect_refusal("ratelimited")
    fault = (
        faults.rate_limited(method, times=None)
        if how == "429"
        else faults.server_error(method, times=None)
    )
    return fault.stop


async def said(ana: Member, words: str, *, before: int) -> None:
    """Returns once the bot has said these words, in a message of its own."""
    await ana.harness.sandbox.until(lambda: any(words in reads(one) for one in ana.heard[before:]))


@pytest.mark.parametrize("how", ["429", "500", SILENT])
@pytest.mark.parametrize("method", list(FAILS_AT))
async def test_the_reply_arrives_whatever_becomes_of_home_and_of_the_card(
    ana: Member, method: str, how: str
) -> None:
    fails_at = FAILS_AT[method]
    home, stood = reads(ana.home), fails_at(ana)
    end = failing(ana.harness, method, how)
    await ana.person.say(ANSWER)
    await said(ana, "Noted.", before=1)
    before = len(ana.heard)
    await ana.person.say("status")
    await said(ana, "IMI register", before=before)
    assert fails_at(ana) == stood
    end()
    await ana.harness.quiet()
    assert "Ready to save." in reads(ana.card)
    assert reads(ana.home) != home


async def test_a_home_that_is_being_published_holds_up_no_reply(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("views.publish", times=None)
    await ana.person.open_home()
    await held.reached()
    before = len(ana.heard)
    await ana.person.say("status")
    await said(ana, "IMI register", before=before)
    assert not held.is_over
    held.release()
    await ana.harness.quiet()


async def test_a_card_that_is_being_updated_holds_up_no_reply(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("chat.update", times=None)
    await ana.person.say("skip")
    await held.reached()
    before = len(ana.heard)
    await ana.person.say("status")
    await said(ana, "IMI register", before=before)
    assert not held.is_over
    held.release()
    await ana.harness.quiet()


async def test_nobody_waits_for_an_export_that_slack_does_not_let_us_bring(ana: Member) -> None:
    """Of one that lacked a scope, everybody else's replies once waited for 61 seconds."""
    harness, ben = ana.harness, ana.harness.member(BEN)
    harness.expect_refusal("missing_scope")
    harness.expect_error(
        "Slack does not let us use a method; see cpdbot doctor", "a job was set aside"
    )
    harness.sandbox.scopes.take_away("files:write")
    await ana.person.command("/cpd", "export")
    await harness.sandbox.until(lambda: bool(harness.refusals))
    before = len(ana.heard)
    await ben.person.say("help")
    await ana.person.say("status")
    await said(ben, "Write me a sentence", before=0)
    await said(ana, "IMI register", before=before)
    assert await harness.query("SELECT attempts FROM job WHERE state <> 'aside'") == [(1,)]
    await harness.quiet_in_the_end()
    assert "I could not bring you your export" in ana.last


async def test_replies_to_one_person_keep_their_order(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("chat.postMessage")
    before = len(ana.heard)
    await ana.person.say("status")
    await held.reached()
    await ana.person.say("help")
    await ana.harness.sandbox.until(lambda: ana.harness.sandbox.delivery.is_idle)
    assert len(ana.heard) == before
    held.release()
    await ana.harness.quiet()
    first, second = [reads(one) for one in ana.heard[before:]]
    assert "IMI register" in first
    assert "Write me a sentence" in second
