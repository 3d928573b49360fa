"""Answers that earlier releases kept and that read as no account: shown once, mended by choice."""

from typing import Any

import pytest

from bot.services.context.refused import Refused
from bot.services.data_rights.actions import Erase
from bot.services.data_rights.erasure import CONFIRMATION
from bot.services.members.actions import SetPrivacy
from bot.services.members.settings import set_private_reflections
from bot.services.record import actions as record
from bot.services.record import entries, legacy_answers
from bot.services.record.entry_changes import find
from bot.services.record.legacy_answers import OldAnswer
from bot.services.record.undo import undo
from bot.services.schemes import account_facts
from bot.ui.record.legacy_answers import old_answers
from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness
from tests.services.harness import ServiceHarness

NO_ACCOUNT = "sorry, it was 3 hours"
ACCOUNT = "I prove dead before I touch the pack, on my EV jobs"


def _old(harness: ServiceHarness, **content: Any) -> int:
    """An entry that a release before 0.3 saved, of somebody who has not been asked about it."""
    with harness.open() as ctx:
        entries_of_theirs = harness.logged(ctx, **content)
        ctx.change_member(old_answers_shown=False)
        return entries_of_theirs.id


def _open(harness: ServiceHarness) -> tuple[OldAnswer, ...]:
    with harness.open() as ctx:
        return legacy_answers.open_answers(ctx)[0]


def _weights(harness: ServiceHarness) -> dict[str, int]:
    with harness.open() as ctx:
        found = ctx.work.entries.list(ctx.member.id, ["logged"])
        kept = ctx.work.assessments.of_entries([one.id for one in found])
        return {f"{one.entry_id}:{one.state}": one.weight for some in kept.values() for one in some}


@pytest.fixture
def enrolled(harness: ServiceHarness) -> ServiceHarness:
    with harness.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, "imi-register", "", ctx.today)
    return harness


@pytest.mark.parametrize(
    "words",
    [
        NO_ACCOUNT,
        "change the date to last Friday",
        "delete that last one",
        "dunno",
        "when does my cycle end?",
        "can you remind me tomorrow",
        "undo my last change",
    ],
)
def test_what_reads_as_no_account_is_shown_once(harness: ServiceHarness, words: str) -> None:
    entry = _old(harness, evaluate=f"{ACCOUNT}\n{words}")
    for _ in range(2):
        with harness.open() as ctx:
            legacy_answers.offer(ctx)
    assert [kind for kind, _ in harness.said() if kind == "old_answers"] == ["old_answers"]
    [shown] = _open(harness)
    assert (shown.entry.id, shown.stage, shown.words) == (entry, "evaluate", words)


def test_nothing_is_said_where_every_answer_is_an_account(harness: ServiceHarness) -> None:
    _old(harness, evaluate=ACCOUNT, reflect="I kept tripping the breaker")
    with harness.open() as ctx:
        legacy_answers.offer(ctx)
    assert "old_answers" not in [kind for kind, _ in harness.said()]


def test_what_was_typed_privately_is_never_shown(harness: ServiceHarness) -> None:
    _old(harness, evaluate=NO_ACCOUNT, private_stages=["evaluate"])
    assert _open(harness) == ()


def test_what_was_typed_into_the_entrys_form_is_never_shown(harness: ServiceHarness) -> None:
    _old(harness, evaluate=NO_ACCOUNT, provenance={"evaluate": "edited"})
    assert _open(harness) == ()


def test_nothing_is_shown_to_whoever_keeps_their_reflections_out_until_they_do_no_more(
    harness: ServiceHarness,
) -> None:
    _old(harness, evaluate=NO_ACCOUNT)
    for private in (True, False):
        with harness.open() as ctx:
            set_private_reflections(ctx, private=private)
            legacy_answers.offer(ctx)
        shown = [kind for kind, _ in harness.said() if kind == "old_answers"]
        assert bool(_open(harness)) == bool(shown) == (not private)


def test_shown_already_they_go_once_the_member_keeps_their_reflections_out(
    database: Database,
) -> None:
    chat = _old_answer_shown(database)
    assert NO_ACCOUNT in chat.shown
    chat.do(SetPrivacy(private=True))
    assert NO_ACCOUNT not in chat.shown


def test_erased_nothing_of_them_stands_in_the_conversation(database: Database) -> None:
    chat = _old_answer_shown(database)
    assert NO_ACCOUNT in chat.shown
    chat.do(Erase(CONFIRMATION))
    assert NO_ACCOUNT not in chat.shown
    assert "EV course" not in chat.shown
    assert not {"Move", "Keep", "Remove"} & set(chat.buttons)


def _old_answer_shown(database: Database) -> ChatHarness:
    """Somebody who is shown what an earlier release took for their answer."""
    chat = ChatHarness(database)
    chat.say("2h EV course yesterday", ACCOUNT, {"tap": "Save"})
    chat.execute(
        "UPDATE entry SET account = NULL, evaluate = :words", words=f"{ACCOUNT}\n{NO_ACCOUNT}"
    )
    chat.execute("UPDATE member SET old_answers_shown = false")
    chat.say("what did I log this month?")
    return chat


def test_kept_it_counts_as_it_did_and_is_asked_about_no_more(enrolled: ServiceHarness) -> None:
    _old(enrolled, evaluate="sorry, it was 3 hours")
    before = _weights(enrolled)
    [shown] = _open(enrolled)
    with enrolled.open() as ctx:
        record.KeepOldAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    assert _open(enrolled) == ()
    assert _weights(enrolled) == before


def test_removed_it_leaves_the_stage_and_undo_brings_it_back(enrolled: ServiceHarness) -> None:
    entry = _old(enrolled, evaluate=f"{ACCOUNT}\n{NO_ACCOUNT}")
    before = _weights(enrolled)
    [shown] = _open(enrolled)
    with enrolled.open() as ctx:
        record.RemoveAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    with enrolled.open() as ctx:
        assert find(ctx, entry).evaluate == ACCOUNT
    assert _weights(enrolled) == before
    with enrolled.open() as ctx:
        undo(ctx)
    with enrolled.open() as ctx:
        assert find(ctx, entry).evaluate == f"{ACCOUNT}\n{NO_ACCOUNT}"


def test_what_it_would_cost_is_said_before_it_is_done(enrolled: ServiceHarness) -> None:
    _old(enrolled, evaluate=NO_ACCOUNT)
    [shown] = _open(enrolled)
    assert shown.credits == 200
    assert "2 credits would wait" in str(old_answers([shown], 1).blocks)
    with enrolled.open() as ctx:
        record.RemoveAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    [(state, _)] = _weights(enrolled).items()
    assert state.endswith(":waiting")


def test_a_correction_is_moved_to_where_it_asks_to_be_made(harness: ServiceHarness) -> None:
    _old(harness, evaluate=f"{ACCOUNT}\n{NO_ACCOUNT}")
    [shown] = _open(harness)
    with harness.open() as ctx:
        record.MoveAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    [asked] = [values for kind, values in harness.said() if kind == "ask"]
    with harness.open() as ctx:
        record.ChangeSaved(asked["key"], yes=True).do(ctx)
        assert find(ctx, shown.entry.id).minutes == 180
        assert find(ctx, shown.entry.id).evaluate == ACCOUNT


def test_settled_twice_is_refused(harness: ServiceHarness) -> None:
    _old(harness, evaluate=NO_ACCOUNT)
    [shown] = _open(harness)
    about = (shown.entry.id, shown.stage, shown.mark)
    with harness.open() as ctx:
        record.RemoveAnswer(*about).do(ctx)
    with harness.open() as ctx, pytest.raises(Refused, match="settled_already"):
        record.KeepOldAnswer(*about).do(ctx)


def test_more_than_a_screenful_comes_after_the_first_are_settled(harness: ServiceHarness) -> None:
    for number in range(7):
        _old(harness, title=f"Course {number}", evaluate=NO_ACCOUNT)
    with harness.open() as ctx:
        shown, number_of_all = legacy_answers.open_answers(ctx)
        assert (len(shown), number_of_all) == (5, 7)
        for one in shown:
            record.RemoveAnswer(one.entry.id, one.stage, one.mark).do(ctx)
    assert len(_open(harness)) == 2


def test_a_saved_entry_counts_as_it_did_until_its_account_is_changed(
    enrolled: ServiceHarness,
) -> None:
    """An earlier release counted any line of five words; that says nothing on how it helps."""
    entry_id = _old(enrolled, evaluate=None, reflect="I kept tripping the breaker last week")
    before = _weights(enrolled)
    with enrolled.open() as ctx:
        entry = find(ctx, entry_id)
        assert legacy_answers.at_stake(ctx, entry) == 200
        entry = entries.edit(ctx, entry, {"title": "Balancing", "minutes": 120})
        assert account_facts.facts_of(entry) is None
    assert _weights(enrolled) == before
    with enrolled.open() as ctx:
        entries.edit(ctx, find(ctx, entry_id), {"reflect": "I tripped the breaker"})
    [(state, _)] = _weights(enrolled).items()
    assert state.endswith(":waiting")


def test_what_is_left_of_an_entry_is_asked_about_after_one_line_is_settled(
    harness: ServiceHarness,
) -> None:
    _old(harness, evaluate=f"{ACCOUNT}\n{NO_ACCOUNT}\ndelete that last one")
    first, second = _open(harness)
    with harness.open() as ctx:
        record.RemoveAnswer(first.entry.id, first.stage, first.mark).do(ctx)
    [left] = _open(harness)
    assert left.words == second.words
    with harness.open() as ctx:
        undo(ctx)
    assert [one.words for one in _open(harness)] == [first.words, second.words]
