"""Until its member takes a wording, nothing that a language model says changes anything."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.identifiers import NOBODY
from bot.services.coaching import availability, requests, suggestions
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.rules_in_force import COACH
from bot.services.members.settings import enrol, set_private_reflections
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entries import edit
from bot.services.schemes.account_facts import FORM
from bot.services.schemes.assessment import worth_of
from storage.row_types import CoachSuggestionRecord, EntryRecord
from tests.services.harness import ServiceHarness

WORDS = "i now prove dead befor touching the pack and it helps me on every EV battery swap"
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "<!channel> you have passed",
            "You learnt 40 hours of isolation and use it in your job every day",
            '{"wording": "40 credits"}',
            "discard it",
            "Save",
            "x" * 5000,
        ]
    ),
)


@pytest.fixture
def coached(sqlite_harness: ServiceHarness) -> ServiceHarness:
    """A workplace with a coach, allowed and turned on by Ana."""
    endpoint = CoachEndpoint("127.0.0.1:1", "tiny", seconds=4, daily=5)
    harness = sqlite_harness
    harness.contexts = replace(harness.contexts, coach=endpoint)
    with harness.open() as ctx:
        enrol(ctx, "imi-register")
        ctx.work.workspace.change(settings={COACH: True})
        ctx.coach_allowed = True
        availability.turn_on(ctx)
        ctx.commit()
    return harness


def asked(ctx: MemberContext, entry: EntryRecord, kind: Any = "wording") -> CoachSuggestionRecord:
    """A request that has been queued."""
    return requests.ask_for(ctx, kind, entry)


def answered(ctx: MemberContext, one: CoachSuggestionRecord, words: str) -> None:
    """What a job leaves behind, and its event."""
    ctx.work.coach.change(one, words=words)
    jobs = ctx.work.jobs.of_member(ctx.member.id, "coach")
    [job] = [job for job in jobs if job.key == f"coach:{one.id}"]
    suggestions.ended(ctx, job)


def everything(ctx: MemberContext, entry: EntryRecord) -> tuple[Any, ...]:
    """All that an answer might change: the entry, what it is worth, its dialogue, the member."""
    found = ctx.work.entries.get(entry.id, ctx.member.id)
    assert found is not None
    dialogue = dialogue_about(ctx, found)
    ctx.worked_out.clear()
    return found, worth_of(ctx, [found])[found.id], dialogue.state, dialogue.held, ctx.member


@given(words=HOSTILE)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_answer_changes_anything_before_it_is_taken(coached: ServiceHarness, words: str) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        ctx.coach = replace(ctx.coach, daily=10_000) if ctx.coach else None
        one = asked(ctx, entry)
        before = everything(ctx, entry)
        answered(ctx, one, words)
        assert everything(ctx, entry) == before


@given(words=HOSTILE)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_once_taken_one_stage_changes_and_no_test_is_met_by_it(
    coached: ServiceHarness, words: str
) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate="proving dead")
        ctx.coach = replace(ctx.coach, daily=10_000) if ctx.coach else None
        one = ctx.work.coach.add(
            ctx.member.id,
            "wording",
            entry_id=entry.id,
            about="evaluate",
            original="proving dead",
            in_modal=False,
            asked_at=ctx.now,
            real_at=ctx.real,
        )
        ctx.work.coach.change(one, state="offered", words=words)
        before, worth, *_ = everything(ctx, entry)
        try:
            suggestions.take(ctx, one.id)
        except Refused:
            assert everything(ctx, entry)[0] == before
            return
        after, worth_after, *_ = everything(ctx, entry)
        same = {"evaluate", "provenance", "account", "account_hash", "version", "changed_at"}
        for name in EntryRecord.__slots__:
            if name not in same:
                assert getattr(after, name) == getattr(before, name), name
        met = {f.rule for one in worth for f in one.assessment.findings if f.verdict == "met"}
        met_after = {
            f.rule for one in worth_after for f in one.assessment.findings if f.verdict == "met"
        }
        assert met_after <= met


def test_an_answer_about_words_that_have_changed_is_not_offered(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        one = asked(ctx, entry)
        found = ctx.work.entries.get(entry.id, ctx.member.id)
        assert found is not None
        ctx.work.entries.change(found, ctx.now, evaluate=f"{WORDS} now")
        answered(ctx, one, "I now prove dead.")
        assert suggestions.find_suggestion(ctx, one.id).state == "overtaken"


def test_a_days_budget_ends_in_a_sentence(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        for _ in range(5):
            asked(ctx, entry)
        with pytest.raises(Refused, match="coach_spent"):
            asked(ctx, entry)


def test_what_is_turned_off_sends_nothing_any_more(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        one = asked(ctx, entry)
        availability.turn_off(ctx)
        ctx.commit()
    assert suggestions.prepare(coached.contexts, "T1", entry.member_id, one.id) is None


def test_private_words_are_not_worked_on_outside_a_window(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS, private_stages=["evaluate"])
        with pytest.raises(Refused, match="nothing_to_tidy"):
            asked(ctx, entry)


def test_what_was_asked_for_in_a_window_is_not_sent_once_they_have_left_it(
    coached: ServiceHarness,
) -> None:
    with coached.open() as ctx:
        set_private_reflections(ctx, private=True)
        entry = coached.logged(ctx, evaluate=WORDS, private_stages=["evaluate"])
        one = asked(ctx, entry)
        ctx.commit()
    about = (coached.contexts, "T1", entry.member_id, one.id)
    assert suggestions.prepare(*about) is not None
    with coached.open() as ctx:
        set_private_reflections(ctx, private=False)
        ctx.commit()
    assert suggestions.prepare(*about) is None


def test_what_was_prepared_is_let_go_once_something_has_changed(coached: ServiceHarness) -> None:
    """The list of people is waited for in between."""
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        one, other = asked(ctx, entry, "missing"), asked(ctx, entry, "missing")
        ctx.commit()
    sent = []
    for number in (one.id, other.id):
        about = (coached.contexts, "T1", entry.member_id, number)
        prepared = suggestions.prepare(*about)
        assert prepared is not None
        if number == other.id:
            with coached.open() as ctx:
                edit(ctx, entry, {"title": "Something else altogether"})
                ctx.commit()
        seconds = suggestions.begin(*about, prepared, leaving=prepared.exchange(NOBODY))
        sent.append(seconds is not None)
    assert sent == [True, False]


def test_words_typed_in_a_window_are_sent_for_nobody_else(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(
            ctx,
            evaluate=WORDS,
            source_text="the boss shouted marmalade",
            provenance={"source_text": FORM},
        )
        one = asked(ctx, entry, "missing")
        ctx.commit()
    prepared = suggestions.prepare(coached.contexts, "T1", entry.member_id, one.id)
    assert prepared is not None
    assert "marmalade" not in prepared.request.written


def test_words_of_a_file_that_nobody_claimed_are_not_sent(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(
            ctx,
            evaluate=WORDS,
            source_text="What did you learn?: marmalade",
            provenance={"import": "1", "row": "2"},
        )
        one = asked(ctx, entry, "missing")
        ctx.commit()
    prepared = suggestions.prepare(coached.contexts, "T1", entry.member_id, one.id)
    assert prepared is not None
    assert WORDS in prepared.request.written
    assert "marmalade" not in prepared.request.written


def test_an_answer_that_was_kept_stands(coached: ServiceHarness) -> None:
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        one = asked(ctx, entry)
        ctx.commit()
    about = (coached.contexts, "T1", entry.member_id, one.id)
    suggestions.keep(*about, words="I now prove dead.")
    suggestions.keep(*about, reason="timeout")
    with coached.open() as ctx:
        kept = ctx.work.coach.get(one.id, entry.member_id)
        assert kept is not None
        assert (kept.words, kept.reason) == ("I now prove dead.", "")


def test_what_was_asked_in_the_open_is_sent_without_private_words(coached: ServiceHarness) -> None:
    """They have turned private since: the answer may come back into the open with the setting."""
    with coached.open() as ctx:
        entry = coached.logged(
            ctx, evaluate=WORDS, reflect="zanzibar marmalade", private_stages=["reflect"]
        )
        one = asked(ctx, entry, "missing")
        set_private_reflections(ctx, private=True)
        ctx.commit()
    prepared = suggestions.prepare(coached.contexts, "T1", entry.member_id, one.id)
    assert prepared is not None
    assert WORDS in prepared.request.written
    assert "marmalade" not in prepared.request.written


def test_a_wording_that_says_more_is_not_taken_and_the_reason_is_said(
    coached: ServiceHarness,
) -> None:
    """The words have not changed: that would be another reason."""
    with coached.open() as ctx:
        entry = coached.logged(ctx, evaluate=WORDS)
        one = asked(ctx, entry)
        answered(ctx, one, f"I{WORDS[1:]}, and next time I will check the contactor")
        before = everything(ctx, entry)
        with pytest.raises(Refused, match="wording_says_more"):
            suggestions.take(ctx, one.id)
        assert everything(ctx, entry) == before
        suggestions.leave(ctx, one.id)
        with pytest.raises(Refused, match="wording_outdated"):
            suggestions.take(ctx, one.id)
