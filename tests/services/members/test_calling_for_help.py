"""A member who is stuck: their administrators hear of it, and only what was typed for them."""

import pytest
from sqlalchemy import text

from bot.delivery.content import Post
from bot.delivery.rendering import Rendering
from bot.services.context.member_context import Actor, Origin
from bot.services.context.people import know
from bot.services.context.refused import Refused
from bot.services.data_rights.erasure import CONFIRMATION, erase
from bot.services.dispatch.pages import Say
from bot.services.members import actions as members
from bot.services.members import help_requests
from bot.services.record import entries
from bot.services.record.entries import Source
from storage.queues.outbox import OutboxItem
from tests.services.harness import TEAM, ServiceHarness, named
from tests.unit.ui.reading import texts

WORDS = "it asks me *the same* thing again and again & again"


def slack_admin(harness: ServiceHarness, slack_id: str) -> int:
    """An administrator of the Slack workspace whom the bot knows."""
    with harness.open(slack_id) as ctx:
        know(ctx, named(slack_id, is_admin=True).profile)
        return ctx.member.id


def call(harness: ServiceHarness, words: str, who: str = "UANA") -> list[str]:
    with harness.open(who) as ctx:
        return [one.slack_id for one in help_requests.call(ctx, words)]


def rendered(harness: ServiceHarness, slack_id: str) -> list[Post]:
    """What somebody's queued messages say."""
    with harness.database.snapshot() as session:
        found = session.connection().execute(
            text(
                "SELECT id, member_id, kind, dedupe_key FROM outbox WHERE kind <> 'home' AND "
                "member_id = (SELECT id FROM member WHERE slack_id = :who) ORDER BY id"
            ),
            {"who": slack_id},
        )
        items = [
            OutboxItem(
                id=row.id,
                workspace_id=TEAM,
                member_id=row.member_id,
                lane="",
                dedupe_key=row.dedupe_key,
                kind=row.kind,
                values=values,
                entry_id=None,
                channel=None,
                thread_ts=None,
                ts=None,
                uncertain=False,
                begun=True,
                attempts=1,
                fence=1,
                created_at=harness.now,
            )
            for row, (_, values) in zip(found, harness.said(slack_id), strict=True)
        ]
        letters = Rendering(harness.contexts).render(session, items)
    return [one.outgoing for one in letters if isinstance(one.outgoing, Post)]


def test_every_other_administrator_hears_of_it(harness: ServiceHarness) -> None:
    slack_admin(harness, "UIDA")
    assert call(harness, WORDS) == ["UIDA", "UADMIN"]  # by Slack's word, and by the operator's
    for who in ("UIDA", "UADMIN"):
        [post] = rendered(harness, who)
        assert "Uana" in post.text
        said = "\n".join(texts([dict(one) for one in post.blocks]))
        assert "it asks me ∗the same∗ thing again and again &amp; again" in said
        assert "the same" not in post.text  # what a notification says


def test_without_a_word_they_hear_that_somebody_is_stuck(harness: ServiceHarness) -> None:
    slack_admin(harness, "UIDA")
    call(harness, "  ")
    [post] = rendered(harness, "UIDA")
    assert texts([dict(one) for one in post.blocks]) == [
        "Uana is stuck with me, and asks for your help.",
        "They added no words. I show you nothing of their record.",
    ]


def test_nothing_of_the_record_goes_along(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        source = Source("s1", "2h EV course yesterday")
        entry = entries.begin_anyhow(ctx, source)
        entries.edit(ctx, entry, {"evaluate": "I was wrong about the contactor"})
    call(harness, WORDS)
    [(kind, values)] = harness.said("UADMIN")
    assert kind == help_requests.KIND
    assert values["words"] == WORDS
    assert values.keys() == {"member", "words"}


def test_what_they_typed_is_not_kept_once_it_was_sent(harness: ServiceHarness) -> None:
    call(harness, WORDS)
    [post] = rendered(harness, "UADMIN")
    assert post.keep == {"member"}


def test_one_submission_tells_each_once(harness: ServiceHarness) -> None:
    for _ in range(2):
        with harness.contexts.open(Actor(TEAM, "UANA"), Origin("click:1")) as ctx:
            help_requests.call(ctx, WORDS)
            ctx.commit()
    assert len(harness.said("UADMIN")) == 1


def test_where_nobody_is_an_administrator_that_is_said(harness: ServiceHarness) -> None:
    harness.admins = frozenset()
    harness.__post_init__()
    with harness.open() as ctx, pytest.raises(Refused, match="no_administrator"):
        members.AskToTellAdministrator().do(ctx)
    slack_admin(harness, "UIDA")
    with harness.open("UIDA") as ctx, pytest.raises(Refused, match="only_administrator"):
        help_requests.call(ctx, WORDS)
    assert harness.said("UIDA") == []


def test_an_administrator_who_has_left_is_told_nothing(harness: ServiceHarness) -> None:
    slack_admin(harness, "UIDA")
    with harness.open("UADMIN") as ctx:
        know(ctx, named("UADMIN", deactivated=True).profile)
    assert call(harness, WORDS) == ["UIDA"]


def test_whoever_calls_is_told_who_has_heard(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert members.TellAdministrator(WORDS).do(ctx) == Say(
            "administrators_told", {"slack_ids": ["UADMIN"]}
        )


def test_words_that_were_not_sent_yet_are_erased_with_the_record(harness: ServiceHarness) -> None:
    call(harness, WORDS)
    call(harness, "mine", who="UBEN")
    with harness.open() as ctx:
        erase(ctx, CONFIRMATION)
    kept = harness.query("SELECT state FROM outbox WHERE kind = 'member_stuck' ORDER BY id")
    assert kept == [("cancelled",), ("new",)]
    assert [values.get("words") for _, values in harness.said("UADMIN")] == [None, "mine"]
