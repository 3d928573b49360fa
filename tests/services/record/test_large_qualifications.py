"""What is long and began before the cycle: its parts, and what an earlier release counted whole."""

from datetime import date
from typing import Any

import pytest

from bot.services.admin.rules import confirm_rule
from bot.services.context.refused import Refused
from bot.services.data_rights.actions import Erase
from bot.services.data_rights.erasure import CONFIRMATION
from bot.services.record import actions as record
from bot.services.record import entries, large_qualifications
from bot.services.record.entry_changes import find
from bot.services.record.undo import undo
from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness
from tests.services.harness import ServiceHarness

STARTS = date(2025, 6, 1)
DIPLOMA: dict[str, Any] = {
    "title": "Level 3 diploma",
    "on": date(2022, 9, 1),
    "until": date(2025, 6, 15),
    "minutes": 3600 * 60,
}


@pytest.fixture
def technician(harness: ServiceHarness) -> ServiceHarness:
    with harness.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, "imi-register", "", ctx.today)
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(enrolment, cycle_start=STARTS, opening_declined=True)
    return harness


def _saved(harness: ServiceHarness, *, kept_whole: bool = True, **content: Any) -> int:
    """Saved by a release before 0.4, whose member has not been told of it."""
    with harness.open() as ctx:
        number = harness.logged(ctx, kept_whole=kept_whole, **{**DIPLOMA, **content}).id
        ctx.change_member(kept_whole_told=False)
        return number


def _counts(harness: ServiceHarness) -> int:
    """What counts in all, in whole credits."""
    with harness.open() as ctx:
        found = ctx.work.entries.list(ctx.member.id, ["logged"])
        kept = ctx.work.assessments.of_entries([one.id for one in found])
        weights = [one.weight for some in kept.values() for one in some if one.state == "counted"]
        return sum(weights) // 6000


def _told(harness: ServiceHarness) -> int:
    return [kind for kind, _ in harness.said()].count("kept_whole")


def test_saved_before_it_keeps_what_it_counts_and_its_member_is_told_once(
    technician: ServiceHarness,
) -> None:
    _saved(technician)
    for _ in range(3):
        with technician.open() as ctx:
            large_qualifications.tell_once(ctx)
    assert (_counts(technician), _told(technician)) == (3600, 1)


def test_a_new_version_of_the_rules_takes_nothing_from_it(technician: ServiceHarness) -> None:
    _saved(technician)
    with technician.open("UADMIN") as ctx:
        confirm_rule(ctx, "imi-register", "large_qualification")
    assert technician.reassess()
    assert _counts(technician) == 3600


def test_whoever_has_nothing_of_the_kind_is_told_nothing(technician: ServiceHarness) -> None:
    _saved(technician, on=date(2025, 6, 1), until=date(2026, 6, 15))
    _saved(technician, kept_whole=False)
    with technician.open() as ctx:
        large_qualifications.tell_once(ctx)
    assert _told(technician) == 0


@pytest.mark.parametrize("change", [{"minutes": 3000 * 60}, {"end_date": date(2025, 6, 16)}])
def test_changed_in_its_dates_or_length_it_counts_by_the_rules_as_they_are(
    technician: ServiceHarness, change: dict[str, Any]
) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        assert large_qualifications.credits_kept(ctx, find(ctx, number)) == 360_000
        entries.edit(ctx, find(ctx, number), change)
    assert _counts(technician) == 0
    with technician.open() as ctx:
        undo(ctx)
    assert _counts(technician) == 3600


@pytest.mark.parametrize("change", [{"title": "Diploma"}, {"provider": "IMI"}, {"type": "course"}])
def test_another_name_provider_or_type_takes_nothing_from_it(
    technician: ServiceHarness, change: dict[str, Any]
) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        entries.edit(ctx, find(ctx, number), change)
    assert _counts(technician) == 3600


def _with_its_part_saved(harness: ServiceHarness) -> tuple[int, int]:
    """A whole and its part of 40 hours, both saved."""
    number = _saved(harness)
    with harness.open() as ctx:
        record.LogParts(number).do(ctx)
    with harness.open() as ctx:
        [part] = ctx.work.entries.list(ctx.member.id, ["draft"])
        words = {"minutes": 40 * 60, "evaluate": "I prove dead before I touch a pack at work"}
        entries.edit(ctx, part, words)
    with harness.open() as ctx:
        entries.save(ctx, find(ctx, part.id))
    return number, part.id


def test_withdrawn_its_part_gives_the_whole_back_and_restored_takes_it_again(
    technician: ServiceHarness,
) -> None:
    _, part = _with_its_part_saved(technician)
    with technician.open() as ctx:
        entries.withdraw(ctx, find(ctx, part))
    assert _counts(technician) == 3600
    with technician.open() as ctx:
        entries.restore(ctx, find(ctx, part))
    assert _counts(technician) == 40
    with technician.open() as ctx:
        undo(ctx)
    assert _counts(technician) == 3600


def test_changed_since_its_part_was_saved_the_whole_is_not_given_back(
    technician: ServiceHarness,
) -> None:
    number, part = _with_its_part_saved(technician)
    with technician.open() as ctx:
        entries.edit(ctx, find(ctx, number), {"minutes": 5000 * 60})
    with technician.open() as ctx:
        entries.withdraw(ctx, find(ctx, part))
    assert _counts(technician) == 0


def test_withdrawn_and_restored_the_whole_does_not_count_beside_its_part(
    technician: ServiceHarness,
) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        record.LogParts(number).do(ctx)
    with technician.open() as ctx:
        entries.withdraw(ctx, find(ctx, number))
    with technician.open() as ctx:
        [part] = ctx.work.entries.list(ctx.member.id, ["draft"])
        words = {"minutes": 40 * 60, "evaluate": "I prove dead before I touch a pack at work"}
        entries.save(ctx, entries.edit(ctx, part, words))
    with technician.open() as ctx:
        entries.restore(ctx, find(ctx, number))
    assert _counts(technician) == 40


def test_evidence_and_an_answer_take_nothing_from_it(technician: ServiceHarness) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        record.AddEvidence(number, "https://imi.example/certificates/17").do(ctx)
    with technician.open() as ctx:
        entries.edit(ctx, find(ctx, number), {"evaluate": "Since then I train two apprentices"})
    with technician.open() as ctx:
        entries.withdraw(ctx, find(ctx, number))
    with technician.open() as ctx:
        entries.restore(ctx, find(ctx, number))
    assert _counts(technician) == 3600


def test_its_part_is_a_draft_with_the_days_in_the_cycle_and_an_account_of_its_own(
    technician: ServiceHarness,
) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        record.LogParts(number).do(ctx)
    with technician.open() as ctx:
        [part] = ctx.work.entries.list(ctx.member.id, ["draft"])
    assert (part.title, part.provider) == ("Level 3 diploma, part", "Bosch")
    assert (part.start_date, part.end_date) == (STARTS, date(2025, 6, 15))
    assert (part.minutes, part.evaluate) == (None, None)


def test_tapped_twice_it_is_made_once(technician: ServiceHarness) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        record.LogParts(number).do(ctx)
    with technician.open() as ctx, pytest.raises(Refused, match="part_open_already"):
        record.LogParts(number).do(ctx)


def test_once_its_part_is_saved_nothing_counts_twice_and_one_undo_takes_it_back(
    technician: ServiceHarness,
) -> None:
    number = _saved(technician)
    with technician.open() as ctx:
        record.LogParts(number).do(ctx)
    assert _counts(technician) == 3600
    with technician.open() as ctx:
        [part] = ctx.work.entries.list(ctx.member.id, ["draft"])
        words = {"minutes": 40 * 60, "evaluate": "I prove dead before I touch a pack at work"}
        entries.edit(ctx, part, words)
    with technician.open() as ctx:
        entries.save(ctx, find(ctx, part.id))
    assert _counts(technician) == 40
    with technician.open() as ctx:
        undo(ctx)
    assert _counts(technician) == 3600


def test_without_a_known_cycle_there_is_no_part_to_log(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, "imi-register", "", ctx.today)
    number = _saved(harness, on=date(2022, 6, 1))
    with harness.open() as ctx, pytest.raises(Refused, match="no_part_to_log"):
        record.LogParts(number).do(ctx)


def test_somebody_saves_a_long_one_is_told_that_nothing_counts_and_logs_its_part(
    database: Database,
) -> None:
    """The cycle of whoever talks here began on 1 May 2025."""
    chat = ChatHarness(database)
    chat.say(
        "3600h level 3 diploma from 1 September 2022 to 15 June 2025",
        "I prove dead before touching the pack, on every EV job",
        {"tap": "Save"},
    )
    assert "how much of it counts is not known" in chat.shown
    assert "3,600 credits" not in chat.shown
    chat.say({"tap": "Log its parts"}, "40 hours", "I test insulation on every job now")
    assert "40 credits" in chat.say({"tap": "Save"}) or "40 credits" in chat.shown


def test_erased_nothing_of_the_message_stands(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say(
        "3600h level 3 diploma from 1 September 2022 to 15 June 2025",
        "I prove dead before touching the pack, on every EV job",
        {"tap": "Save"},
    )
    chat.execute("UPDATE entry SET kept_whole = true")
    chat.execute("UPDATE member SET kept_whole_told = false")
    assert "3,600 credits stay until you change its dates or length" in chat.say(
        "where do I stand?"
    )
    chat.do(Erase(CONFIRMATION))
    assert "diploma" not in chat.shown


def test_what_was_told_says_how_it_stands_now(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say(
        "3600h level 3 diploma from 1 September 2022 to 15 June 2025",
        "I prove dead before touching the pack, on every EV job",
        {"tap": "Save"},
    )
    chat.execute("UPDATE entry SET kept_whole = true")
    chat.execute("UPDATE member SET kept_whole_told = false")
    chat.say("where do I stand?")
    chat.say({"tap": "Log its parts"}, "40 hours", "I test insulation on every job now")
    chat.say({"tap": "Save"})
    assert "Level 3 diploma: it is no longer counted whole." in chat.shown
    chat.say("undo")
    assert (
        "its 3,600 credits stay until you change its dates or length, or log its parts"
        in chat.shown
    )
    assert "Log its parts" in chat.buttons


def test_its_button_can_be_typed(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say(
        "3600h level 3 diploma from 1 September 2022 to 15 June 2025",
        "I prove dead before touching the pack, on every EV job",
        {"tap": "Save"},
    )
    assert "Level 3 diploma, part" in chat.say("log its parts")


def _kept_whole(database: Database) -> ChatHarness:
    """Somebody's long one as a release before 0.4 counted it; the member was told."""
    chat = ChatHarness(database)
    chat.say(
        "3600h level 3 diploma from 1 September 2022 to 15 June 2025",
        "I prove dead before touching the pack, on every EV job",
        {"tap": "Save"},
    )
    chat.execute("UPDATE entry SET kept_whole = true")
    return chat


def test_another_name_by_word_leaves_its_credits(database: Database) -> None:
    chat = _kept_whole(database)
    chat.say("call it Level 3 diploma in EV")
    assert "no longer count" not in chat.say("yes")
    assert chat.query("SELECT title, kept_whole FROM entry") == [("Level 3 diploma in EV", True)]


def test_another_length_by_word_names_the_credits_that_it_ends_and_undo_gives_them_back(
    database: Database,
) -> None:
    chat = _kept_whole(database)
    asked = chat.say("it was 3000 hours")
    assert "Make it 3,000 h? Its 3,600 credits would no longer count." in asked
    assert "Its 3,600 credits no longer count." in chat.say("yes")
    chat.say("undo")
    assert "credits no longer count" not in chat.shown
    assert chat.query("SELECT minutes, kept_whole FROM entry") == [(216_000, True)]
