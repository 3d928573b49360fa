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
from bot.services.record.changes import find
from bot.services.record.legacy_answers import OldAnswer
from bot.services.record.undo import undo
from bot.services.schemes import accounts
from bot.ui.record.legacy_answers import old_answers
from storage.engine.database import Database
from tests.services.house import House
from tests.services.talking import Talking

NO_ACCOUNT = "sorry, it was 3 hours"
ACCOUNT = "I prove dead before I touch the pack, on my EV jobs"


def _old(house: House, **content: Any) -> int:
    """An entry that a release before 0.3 saved, of somebody who has not been asked about it."""
    with house.open() as ctx:
        entries_of_theirs = house.logged(ctx, **content)
        ctx.change_member(old_answers_shown=False)
        return entries_of_theirs.id


def _open(house: House) -> tuple[OldAnswer, ...]:
    with house.open() as ctx:
        return legacy_answers.open_answers(ctx)[0]


def _weights(house: House) -> dict[str, int]:
    with house.open() as ctx:
        found = ctx.work.entries.list(ctx.member.id, ["logged"])
        kept = ctx.work.assessments.of_entries([one.id for one in found])
        return {f"{one.entry_id}:{one.state}": one.weight for some in kept.values() for one in some}


@pytest.fixture
def enrolled(house: House) -> House:
    with house.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, "imi-register", ctx.today)
    return house


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
def test_what_reads_as_no_account_is_shown_once(house: House, words: str) -> None:
    entry = _old(house, evaluate=f"{ACCOUNT}\n{words}")
    for _ in range(2):
        with house.open() as ctx:
            legacy_answers.offer(ctx)
    assert [kind for kind, _ in house.said() if kind == "old_answers"] == ["old_answers"]
    [shown] = _open(house)
    assert (shown.entry.id, shown.stage, shown.words) == (entry, "evaluate", words)


def test_nothing_is_said_where_every_answer_is_an_account(house: House) -> None:
    _old(house, evaluate=ACCOUNT, reflect="I kept tripping the breaker")
    with house.open() as ctx:
        legacy_answers.offer(ctx)
    assert "old_answers" not in [kind for kind, _ in house.said()]


def test_what_was_typed_privately_is_never_shown(house: House) -> None:
    _old(house, evaluate=NO_ACCOUNT, private_stages=["evaluate"])
    assert _open(house) == ()


def test_what_was_typed_into_the_entrys_form_is_never_shown(house: House) -> None:
    _old(house, evaluate=NO_ACCOUNT, provenance={"evaluate": "edited"})
    assert _open(house) == ()


def test_nothing_is_shown_to_whoever_keeps_their_reflections_out_until_they_do_no_more(
    house: House,
) -> None:
    _old(house, evaluate=NO_ACCOUNT)
    for private in (True, False):
        with house.open() as ctx:
            set_private_reflections(ctx, private=private)
            legacy_answers.offer(ctx)
        shown = [kind for kind, _ in house.said() if kind == "old_answers"]
        assert bool(_open(house)) == bool(shown) == (not private)


def test_shown_already_they_go_once_the_member_keeps_their_reflections_out(
    database: Database,
) -> None:
    talking = _old_answer_shown(database)
    assert NO_ACCOUNT in talking.shown
    talking.do(SetPrivacy(private=True))
    assert NO_ACCOUNT not in talking.shown


def test_erased_nothing_of_them_stands_in_the_conversation(database: Database) -> None:
    talking = _old_answer_shown(database)
    assert NO_ACCOUNT in talking.shown
    talking.do(Erase(CONFIRMATION))
    assert NO_ACCOUNT not in talking.shown
    assert "EV course" not in talking.shown
    assert not {"Move", "Keep", "Remove"} & set(talking.buttons)


def _old_answer_shown(database: Database) -> Talking:
    """Somebody who is shown what an earlier release took for their answer."""
    talking = Talking(database)
    talking.say("2h EV course yesterday", ACCOUNT, {"tap": "Save"})
    talking.execute(
        "UPDATE entry SET account = NULL, evaluate = :words", words=f"{ACCOUNT}\n{NO_ACCOUNT}"
    )
    talking.execute("UPDATE member SET old_answers_shown = false")
    talking.say("what did I log this month?")
    return talking


def test_kept_it_counts_as_it_did_and_is_asked_about_no_more(enrolled: House) -> None:
    _old(enrolled, evaluate="sorry, it was 3 hours")
    before = _weights(enrolled)
    [shown] = _open(enrolled)
    with enrolled.open() as ctx:
        record.KeepOldAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    assert _open(enrolled) == ()
    assert _weights(enrolled) == before


def test_removed_it_leaves_the_stage_and_undo_brings_it_back(enrolled: House) -> None:
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


def test_what_it_would_cost_is_said_before_it_is_done(enrolled: House) -> None:
    _old(enrolled, evaluate=NO_ACCOUNT)
    [shown] = _open(enrolled)
    assert shown.credits == 200
    assert "2 credits would wait" in str(old_answers([shown], 1).blocks)
    with enrolled.open() as ctx:
        record.RemoveAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    [(state, _)] = _weights(enrolled).items()
    assert state.endswith(":waiting")


def test_a_correction_is_moved_to_where_it_asks_to_be_made(house: House) -> None:
    _old(house, evaluate=f"{ACCOUNT}\n{NO_ACCOUNT}")
    [shown] = _open(house)
    with house.open() as ctx:
        record.MoveAnswer(shown.entry.id, shown.stage, shown.mark).do(ctx)
    [asked] = [values for kind, values in house.said() if kind == "ask"]
    with house.open() as ctx:
        record.ChangeSaved(asked["key"], yes=True).do(ctx)
        assert find(ctx, shown.entry.id).minutes == 180
        assert find(ctx, shown.entry.id).evaluate == ACCOUNT


def test_settled_twice_is_refused(house: House) -> None:
    _old(house, evaluate=NO_ACCOUNT)
    [shown] = _open(house)
    about = (shown.entry.id, shown.stage, shown.mark)
    with house.open() as ctx:
        record.RemoveAnswer(*about).do(ctx)
    with house.open() as ctx, pytest.raises(Refused, match="settled_already"):
        record.KeepOldAnswer(*about).do(ctx)


def test_more_than_a_screenful_comes_after_the_first_are_settled(house: House) -> None:
    for number in range(7):
        _old(house, title=f"Course {number}", evaluate=NO_ACCOUNT)
    with house.open() as ctx:
        shown, number_of_all = legacy_answers.open_answers(ctx)
        assert (len(shown), number_of_all) == (5, 7)
        for one in shown:
            record.RemoveAnswer(one.entry.id, one.stage, one.mark).do(ctx)
    assert len(_open(house)) == 2


def test_a_saved_entry_counts_as_it_did_until_its_account_is_changed(enrolled: House) -> None:
    """An earlier release counted any line of five words; that says nothing on how it helps."""
    entry_id = _old(enrolled, evaluate=None, reflect="I kept tripping the breaker last week")
    before = _weights(enrolled)
    with enrolled.open() as ctx:
        entry = find(ctx, entry_id)
        assert legacy_answers.at_stake(ctx, entry) == 200
        entry = entries.edit(ctx, entry, {"title": "Balancing", "minutes": 120})
        assert accounts.facts_of(entry) is None
    assert _weights(enrolled) == before
    with enrolled.open() as ctx:
        entries.edit(ctx, find(ctx, entry_id), {"reflect": "I tripped the breaker"})
    [(state, _)] = _weights(enrolled).items()
    assert state.endswith(":waiting")


def test_what_is_left_of_an_entry_is_asked_about_after_one_line_is_settled(house: House) -> None:
    _old(house, evaluate=f"{ACCOUNT}\n{NO_ACCOUNT}\ndelete that last one")
    first, second = _open(house)
    with house.open() as ctx:
        record.RemoveAnswer(first.entry.id, first.stage, first.mark).do(ctx)
    [left] = _open(house)
    assert left.words == second.words
    with house.open() as ctx:
        undo(ctx)
    assert [one.words for one in _open(house)] == [first.words, second.words]
