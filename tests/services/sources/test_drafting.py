"""What a source told becomes a draft of its member's, says where it is from, and counts for nothing
until they have said something about it.
"""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from bot.delivery.source_sweeps import WAITING_KEPT
from bot.services.data_rights.erasure import CONFIRMATION, erase
from bot.services.record import entries
from bot.services.record.entry_changes import find
from bot.services.record.question_queue import asked_now
from bot.services.sources.drafting import CARDS_A_DAY, DRAFTS_A_DAY
from bot.services.sources.lanes import release
from bot.services.sources.statements import Statement
from storage.row_types import EntryRecord
from storage.sources.statements import drop_old, forget_old
from tests.services.harness import TEAM
from tests.services.sources.harness import SourceHarness, statement, statements

LINK = "https://learning.example/certificates/77"


def newest(moodle: SourceHarness) -> EntryRecord:
    [(number,)] = moodle.harness.query("SELECT max(id) FROM entry")
    return moodle.harness.entry(number)


def entry_states(moodle: SourceHarness) -> list[str]:
    return [one for (one,) in moodle.harness.query("SELECT DISTINCT state FROM assessment")]


def test_a_draft_says_of_each_field_that_it_is_from_the_source(moodle: SourceHarness) -> None:
    moodle.send(statement(provider="Bosch", type="short course", link=LINK))
    moodle.work()
    entry = newest(moodle)
    assert (entry.title, entry.start_date, entry.minutes) == (
        "Hybrid batteries",
        date(2026, 11, 18),
        60,
    )
    assert (entry.provider, entry.type, entry.formality) == ("Bosch", "short course", "formal")
    told = {"title", "start_date", "end_date", "minutes", "provider", "type"}
    assert {name for name in told if entry.provenance[name] == "told"} == told
    assert entry.provenance["told_by"] == "Moodle"
    assert (entry.reflect, entry.plan, entry.act, entry.evaluate) == (None,) * 4
    assert moodle.harness.links(entry.id) == [("link", LINK)]
    assert moodle.kinds() == ["card"]
    assert moodle.states() == ["told"]


def test_nothing_of_it_is_kept_beside_the_draft(moodle: SourceHarness) -> None:
    moodle.send(statement("A secret course", link=LINK))
    moodle.work()
    kept = moodle.harness.query("SELECT content, entry_id FROM source_statement")
    assert kept == [(None, newest(moodle).id)]
    assert moodle.harness.query("SELECT payload FROM inbox") == [(None,)]
    [(answer,)] = moodle.harness.query("SELECT answer FROM source_delivery")
    assert "secret" not in json.dumps(answer)


@pytest.mark.parametrize("pack", ["imi-register", "generic-30-90", "dvsa-mot/group B"])
def test_saved_without_a_word_it_waits_and_with_one_it_is_judged_as_any_other(
    moodle: SourceHarness, pack: str
) -> None:
    moodle.join("UBEN", pack)
    moodle.match("u-ben", "UBEN")
    moodle.send(statement(person="u-ben", provider="Bosch", type="short course"))
    moodle.work()
    [(number,)] = moodle.harness.query("SELECT max(id) FROM entry")
    with moodle.harness.open("UBEN") as ctx:
        entries.save(ctx, find(ctx, number))
    assert entry_states(moodle) == ["waiting"]
    with moodle.harness.open("UBEN") as ctx:
        words = "It helps me in my job: I now prove dead before I touch a pack, so nobody is hurt"
        entries.edit(ctx, find(ctx, number), {"evaluate": words})
    assert entry_states(moodle) == ["counted"]


def test_its_day_is_the_members_own(moodle: SourceHarness) -> None:
    with moodle.harness.open() as ctx:
        ctx.change_member(tz="Pacific/Auckland", work_start=0, work_end=1440, work_days="0123456")
    moodle.send(Statement("u-ana", "Night course", at=moodle.harness.now - timedelta(hours=1)))
    moodle.work()
    assert newest(moodle).start_date == date(2026, 11, 24)  # 14:00 on the 23rd in London


def test_the_same_event_worked_off_again_makes_no_second_draft(moodle: SourceHarness) -> None:
    moodle.send(statement())
    moodle.work()
    with moodle.harness.database.transaction() as session:
        session.connection().execute(
            text("UPDATE inbox SET state = 'new', payload = :body"),
            {"body": json.dumps({"type": "cpdbot.source_draft", "statement": 1})},
        )
        session.commit()
    moodle.work()
    assert len(moodle.drafts()) == 1


def test_a_few_cards_a_day_and_the_rest_in_one_line(moodle: SourceHarness) -> None:
    moodle.send(*statements([f"Course {one}" for one in range(CARDS_A_DAY + 4)]))
    assert moodle.tell() == 0  # more of it is coming
    moodle.work()
    assert moodle.kinds() == ["card"] * CARDS_A_DAY
    assert len(moodle.drafts()) == CARDS_A_DAY + 4
    assert moodle.tell() == 1
    assert moodle.harness.said()[-1] == ("source_drafts", {"count": 4, "sources": ["Moodle"]})
    assert set(moodle.states()) == {"told"}
    moodle.send(statement("One more"))
    moodle.work()
    assert moodle.tell() == 0  # they have heard enough today
    moodle.harness.now += timedelta(days=1)
    assert moodle.tell() == 1
    assert moodle.harness.said()[-1][1]["count"] == 1


def test_out_of_hours_it_is_a_draft_and_is_told_in_the_morning(moodle: SourceHarness) -> None:
    moodle.harness.now += timedelta(hours=7)
    moodle.send(statement())
    moodle.work()
    assert (moodle.drafts(), moodle.kinds()) == (["Hybrid batteries"], [])
    assert moodle.tell() == 0
    moodle.harness.now += timedelta(hours=12)
    assert moodle.tell() == 1
    assert moodle.kinds() == ["source_drafts"]


def test_whoever_is_paused_is_not_written_to(moodle: SourceHarness) -> None:
    with moodle.harness.open() as ctx:
        ctx.change_member(paused_until=date(2026, 12, 1))
    moodle.send(statement())
    moodle.work()
    assert moodle.tell() == 0
    assert (moodle.drafts(), moodle.kinds()) == (["Hybrid batteries"], [])


def test_a_draft_that_is_saved_or_dropped_meanwhile_is_told_of_to_nobody(
    moodle: SourceHarness,
) -> None:
    moodle.harness.now += timedelta(hours=7)
    moodle.send(statement())
    moodle.work()
    number = newest(moodle).id
    with moodle.harness.open() as ctx:
        entries.discard(ctx, find(ctx, number))
    moodle.harness.now += timedelta(hours=12)
    assert moodle.tell() == 0
    assert (moodle.kinds(), moodle.states()) == ([], ["told"])


def test_more_than_a_day_holds_waits_for_the_next(moodle: SourceHarness) -> None:
    moodle.send(*statements([f"Course {one}" for one in range(DRAFTS_A_DAY + 2)]))
    moodle.work()
    assert len(moodle.drafts()) == DRAFTS_A_DAY
    assert release(moodle.contexts, TEAM) == 0
    moodle.harness.now += timedelta(days=1)
    assert release(moodle.contexts, TEAM) == 2
    moodle.work()
    assert len(moodle.drafts()) == DRAFTS_A_DAY + 2


def test_what_comes_while_something_is_asked_waits_its_turn(moodle: SourceHarness) -> None:
    """A typed answer must never land in what came by itself."""
    moodle.send(statement("First course"))
    moodle.work()
    with moodle.harness.open() as ctx:
        asked = asked_now(ctx)
    assert asked is not None
    moodle.send(statement("Second course"), statement("Third course"))
    moodle.work()
    with moodle.harness.open() as ctx:
        assert asked_now(ctx) == find(ctx, asked.id)
    held = moodle.harness.dialogue(asked.id).held
    assert [one["entries"] for one in held if one["kind"] == "line"] == [
        [asked.id + 1, asked.id + 2]
    ]


def test_undo_takes_back_what_the_member_did_and_not_what_came_by_itself(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement())
    moodle.work()
    assert moodle.harness.query("SELECT count(*) FROM undo_step") == [(0,)]


def test_once_somebody_keeps_a_record_here_they_get_what_waited(moodle: SourceHarness) -> None:
    moodle.match("u-ben", "UBEN")
    moodle.send(statement(person="u-ben"))
    assert release(moodle.contexts, TEAM) == 0
    moodle.join("UBEN")
    assert release(moodle.contexts, TEAM) == 1
    moodle.work()
    assert moodle.drafts("UBEN") == ["Hybrid batteries"]
    assert moodle.drafts() == []


def test_erasing_takes_along_what_sources_told_and_nothing_more_is_drafted(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement("Before"))
    moodle.work()
    moodle.send(statement("On its way"))
    with moodle.harness.open() as ctx:
        erase(ctx, CONFIRMATION)
    moodle.work()
    assert moodle.states() == []
    assert moodle.drafts() == []
    assert moodle.send(statement("After")).status == 202
    assert moodle.work() == 0


def test_what_waits_too_long_is_dropped_words_and_all_and_later_forgotten(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement("A secret course", "u-else"))
    real, database = moodle.harness.now, moodle.harness.database
    assert drop_old(database, real - WAITING_KEPT) == 0
    moodle.harness.now = real = real + WAITING_KEPT + timedelta(days=1)
    assert drop_old(database, real - WAITING_KEPT) == 1
    assert moodle.harness.query("SELECT state, content FROM source_statement") == [
        ("dropped", None)
    ]
    # It, its request, and whom nobody has matched.
    assert forget_old(database, real - WAITING_KEPT) == 3
    assert moodle.harness.query("SELECT external_id FROM source_person") == [("u-ana",)]
