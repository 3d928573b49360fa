"""Erasure: said first, done wholly, hashes kept, and harmless the second time."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot.services import entries, follow_ups, pausing, settings, team_links
from bot.services.changes import find
from bot.services.desk import Actor, Origin
from bot.services.dispatch.data_rights import Erase
from bot.services.erasure import (
    CONFIRMATION,
    PAGE,
    erase,
    erase_more,
    erasure_view,
    exported_files,
    forget_exports,
)
from bot.services.export import ask_for_export
from bot.services.refused import Refused
from storage import chain
from storage.database import Database
from storage.errors import LeaseLost
from storage.inbox import Inbox
from storage.intake import Arrival
from storage.jobs import Jobs
from storage.records import ConversationRecord
from storage.whole_record import Erased
from tests.services.house import SATURDAY, TEAM, TODAY, House, named
from tests.services.talking import Talking

IMI = "imi-register"
SECRET = "Zanzibar"


def _full_record(house: House) -> None:
    """A record with the secret word in every place that can hold one."""
    with house.desk() as desk:
        settings.set_job(desk, f"{SECRET} technician", date(2020, 1, 1))
        settings.enrol(desk, IMI)
        settings.set_country(desk, "GB")
        settings.set_private_reflections(desk, private=True)
        pausing.pause(desk, "2 weeks")
        entry = house.logged(
            desk, title=SECRET, evaluate=f"{SECRET} taught me a lot", source_text=SECRET
        )
        desk.work.entries.add_evidence(entry, "link", f"https://{SECRET}.example", desk.now)
        desk.work.entries.keep_conversation(
            entry,
            ConversationRecord(
                entry.id, desk.member.id, {}, ({"kind": "which", "text": SECRET},), None
            ),
        )
        draft = desk.work.entries.add(
            desk.member.id, "draft", desk.now, source_key=None, title=SECRET
        )
        assert draft is not None
        desk.reply("say", {"words": SECRET})
        desk.work.messages.say(
            desk.member.id, "card", f"card:{entry.id}", desk.real, entry_id=entry.id
        )
        desk.work.messages.open_home(desk.member.id, desk.real)
        team_links.name_manager(desk, named("UMAX"))
    with house.desk("UMAX") as desk:
        team_links.answer(desk, accepted=True)
        [report] = team_links.reports(desk)
        desk.work.teams.log_access(desk.member.id, [report.id], "team", desk.now)
    with house.desk() as desk:  # what it was before can be taken back, and so is kept
        entries.edit(desk, find(desk, draft.id), {"title": "Something else"})
    _execute(house, "UPDATE outbox SET state = 'sent', ts = '1.2' WHERE kind = 'card'")


def _execute(house: House, statement: str) -> None:
    with house.database.transaction() as session:
        session.connection().exec_driver_sql(statement)
        session.commit()


def _arrives(house: House, event_id: str, slack_id: str = "UANA") -> None:
    inbox = Inbox(house.database)
    inbox.put(Arrival(TEAM, event_id, f"{TEAM}:{slack_id}", f'"{SECRET}"', SATURDAY, SATURDAY))
    inbox.close()


def _erase(house: House) -> None:
    with house.desk() as desk:
        erase(desk, CONFIRMATION)


def _export_ends(house: House, **result: Any) -> None:
    """The export that is under way is brought."""
    jobs = Jobs(house.database)
    [job] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with house.database.transaction() as session:
        jobs.end(session, job, result, SATURDAY)
        session.commit()


def _everything(house: House) -> str:
    """Every row of every table, as text."""
    tables = SQLModel.metadata.sorted_tables
    return repr([house.query(f'SELECT * FROM "{table.name}"') for table in tables])


def test_what_goes_and_what_stays_is_said_first(house: House) -> None:
    _full_record(house)
    with house.desk() as desk:
        view = erasure_view(desk)
    assert (view.entries, view.evidence, view.revisions, view.jobs, view.schemes) == (2, 1, 1, 1, 1)
    assert (view.messages, view.access_lines, view.manager_name) == (1, 1, "Umax")
    assert not view.empty
    assert not view.export_under_way


@pytest.mark.parametrize(
    "typed", ["", "yes", "erase", "erase my records", "do not erase my record"]
)
def test_without_the_very_words_nothing_happens(house: House, typed: str) -> None:
    _full_record(house)
    before = _everything(house)
    with house.desk() as desk, pytest.raises(Refused, match="not_confirmed"):
        erase(desk, typed)
    assert _everything(house) == before


@pytest.mark.parametrize("typed", ["Erase my record", "  ERASE  my record ", "“erase my record”."])
def test_the_words_are_taken_as_people_type_them(house: House, typed: str) -> None:
    _full_record(house)
    with house.desk() as desk:
        erase(desk, typed)
    assert house.query("SELECT count(*) FROM entry") == [(0,)]


def test_no_word_of_the_members_is_left_anywhere(house: House) -> None:
    _full_record(house)
    _arrives(house, "Ev1")
    assert SECRET in _everything(house)
    _erase(house)
    assert SECRET not in _everything(house)


def test_nothing_that_was_to_be_asked_is_left(house: House) -> None:
    with house.desk() as desk:
        entry = house.logged(desk, plan=f"check {SECRET}")
        follow_ups.offer(desk, entry)
    assert house.query("SELECT state FROM follow_up") == [("offered",)]
    _erase(house)
    assert house.query("SELECT state FROM follow_up") == []


def test_the_chain_keeps_its_hashes_and_says_that_it_was_erased(house: House) -> None:
    _full_record(house)
    with house.desk() as desk:
        [before] = desk.work.whole_record.revisions(desk.member.id, 0, 10)
    _erase(house)
    with house.desk() as desk:
        first, last = desk.work.whole_record.revisions(desk.member.id, 0, 10)
        assert (first.content, first.hash) == (None, before.hash)
        assert (last.kind, last.entry_id) == ("erased", chain.WHOLE_RECORD)
        assert chain.verify([first, last], head=desk.member.chain_head) is None


def test_two_records_with_the_same_words_cannot_be_told_by_their_hashes(
    house: House,
) -> None:
    for slack_id in ("UANA", "UBEN"):
        with house.desk(slack_id) as desk:
            house.logged(desk)
    hashes = house.query("SELECT DISTINCT content_hash FROM entry_revision")
    assert len(hashes) == 2


def test_settings_are_as_at_first_and_slacks_own_stay(house: House) -> None:
    _full_record(house)
    _erase(house)
    with house.desk() as desk:
        member = desk.member
        view = settings.settings_view(desk)
    assert (member.country, member.private_reflections, member.paused_until) == (None, False, None)
    assert (member.onboarding, member.name, member.slack_id) == ("new", "Uana", "UANA")
    assert (view.schemes, view.jobs, view.manager) == ((), (), None)


def test_the_manager_no_longer_sees_the_member(house: House) -> None:
    _full_record(house)
    _erase(house)
    assert house.query("SELECT state FROM team_link") == [("ended",)]
    assert house.query("SELECT count(*) FROM access_log") == [(1,)]


def test_cards_in_slack_are_shown_anew_and_unsent_messages_never_go(house: House) -> None:
    _full_record(house)
    _erase(house)
    states = house.query(
        "SELECT kind, state FROM outbox WHERE member_id = "
        "(SELECT id FROM member WHERE slack_id = 'UANA') ORDER BY id"
    )
    assert ("card", "stale") in states
    assert ("say", "cancelled") in states
    assert ("erased", "new") in states
    assert ("home", "new") in states


def test_erasing_again_changes_nothing(house: House) -> None:
    _full_record(house)
    _erase(house)
    _execute(house, "UPDATE outbox SET state = 'sent', changed = false WHERE ts IS NOT NULL")
    revisions = house.query("SELECT * FROM entry_revision WHERE kind <> 'erased'")
    with house.desk() as desk:
        assert erasure_view(desk).empty
    _erase(house)
    assert house.query("SELECT * FROM entry_revision WHERE kind <> 'erased'") == revisions
    assert house.query("SELECT count(*) FROM entry_revision") == [(2,)]


def test_an_export_that_was_asked_for_arrives_before_anything_is_erased(
    house: House,
) -> None:
    _full_record(house)
    with house.desk() as desk:
        ask_for_export(desk)
    with house.desk() as desk, pytest.raises(Refused, match="export_under_way"):
        erase(desk, CONFIRMATION)
    _export_ends(house)
    _erase(house)
    assert house.query("SELECT count(*) FROM entry") == [(0,)]


def test_an_export_that_was_given_up_keeps_nobody_from_erasing(house: House) -> None:
    _full_record(house)
    with house.desk() as desk:
        ask_for_export(desk)
    jobs = Jobs(house.database)
    [job] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with house.database.transaction() as session:
        jobs.set_aside(session, job, "missing_scope", SATURDAY)
        session.commit()
    with house.desk() as desk:
        assert not erasure_view(desk).export_under_way
    _erase(house)
    assert house.query("SELECT count(*) FROM entry") == [(0,)]
    assert jobs.reopen_aside(SATURDAY) == 0  # nothing is exported any more


def test_exported_files_are_known_until_they_are_gone_from_slack(house: House) -> None:
    with house.desk() as desk:
        ask_for_export(desk)
    _export_ends(house, files=["F1", "F2"])
    with house.desk() as desk:
        assert erasure_view(desk).files == 2
        member_id = desk.member.id
    [(export,)] = house.query("SELECT id FROM job")
    erasing = (house.office, TEAM, member_id, export + 1)
    assert exported_files(*erasing) == ("F1", "F2")
    forget_exports(*erasing)
    assert exported_files(*erasing) == ()


def test_what_was_exported_after_an_erasure_was_asked_for_stays(house: House) -> None:
    """The job may be set aside, and put back in its place by an operator a week later."""
    with house.desk() as desk:
        house.logged(desk)
        member_id = desk.member.id
    _erase(house)
    jobs = Jobs(house.database)
    [erasing] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with house.database.transaction() as session:
        jobs.set_aside(session, erasing, "fatal_error", SATURDAY)
        session.commit()
    with house.desk() as desk:
        house.logged(desk, title="Written since")
        ask_for_export(desk)
    _export_ends(house, files=["F3"])
    assert exported_files(house.office, TEAM, member_id, erasing.id) == ()
    forget_exports(house.office, TEAM, member_id, erasing.id)
    with house.desk() as desk:
        assert erasure_view(desk).files == 1


def test_a_large_record_goes_page_by_page_and_what_is_written_since_stays(house: House) -> None:
    with house.desk() as desk:
        for _ in range(PAGE + 3):
            house.logged(desk)
        member_id = desk.member.id
    _erase(house)
    assert house.query("SELECT count(*) FROM entry") == [(3,)]
    with house.desk() as desk:
        house.logged(desk, title="Written since")
    [(values,)] = house.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    pages = []
    while found := erase_more(house.office, TEAM, member_id, up_to):
        pages.append(found)
    assert pages == [3 + 3]  # entries, and the words of their revisions
    assert house.query("SELECT title FROM entry") == [("Written since",)]
    wordless = "SELECT count(*) FROM entry_revision WHERE content IS NULL"
    assert house.query(wordless) == [(PAGE + 3,)]


def test_what_is_changed_before_its_page_is_reached_keeps_no_words_either(house: House) -> None:
    with house.desk() as desk:
        for _ in range(PAGE + 1):
            house.logged(desk, title=SECRET)
        member_id = desk.member.id
    _erase(house)
    [(left,)] = house.query("SELECT id FROM entry")
    with house.desk() as desk:
        entries.withdraw(desk, find(desk, left))
    [(values,)] = house.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    while erase_more(house.office, TEAM, member_id, up_to):
        pass
    worded = "SELECT DISTINCT kind FROM entry_revision WHERE content IS NOT NULL"
    assert house.query(worded) == [("erased",)]
    with house.desk() as desk:
        revisions = desk.work.whole_record.revisions(member_id, 0, PAGE * 2)
        assert chain.verify(revisions, head=desk.member.chain_head) is None


def test_a_page_has_what_shows_its_entries_shown_anew(house: House) -> None:
    with house.desk() as desk:
        made = [house.logged(desk) for _ in range(PAGE + 1)]
        for entry in made:
            desk.reply("card", entry_id=entry.id)
        member_id = desk.member.id
    _stands_in_slack(house)
    _erase(house)
    _stands_in_slack(house)  # rendered anew before the last entry's page was reached
    [(left,)] = house.query("SELECT id FROM entry")
    [(values,)] = house.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    assert erase_more(house.office, TEAM, member_id, up_to)
    stale = "SELECT entry_id FROM outbox WHERE kind = 'card' AND state = 'stale'"
    assert house.query(stale) == [(left,)]


def _stands_in_slack(house: House) -> None:
    """All cards have been sent, and show their entries as they are."""
    ts = "CAST(id AS VARCHAR)"
    _execute(house, f"UPDATE outbox SET state = 'sent', ts = {ts} WHERE kind = 'card'")


def test_whoever_is_working_on_a_message_of_the_members_loses_it(house: House) -> None:
    with house.desk():
        pass
    _arrives(house, "Ev1")
    inbox = Inbox(house.database)
    [item] = inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    _erase(house)
    with house.office.desk(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as desk:
        house.logged(desk)
        with pytest.raises(LeaseLost):
            desk.commit()
    inbox.close()
    assert house.query("SELECT count(*) FROM entry") == [(0,)]


def test_a_message_that_asks_for_it_is_itself_worked_off(house: House) -> None:
    with house.desk():
        pass
    _arrives(house, "Ev1")
    inbox = Inbox(house.database)
    [item] = inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    with house.office.desk(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as desk:
        erase(desk, CONFIRMATION)
        desk.commit()
    inbox.close()
    assert house.query("SELECT state, payload FROM inbox") == [("done", None)]


def test_another_members_record_is_untouched(house: House) -> None:
    with house.desk("UBEN") as desk:
        house.logged(desk, on=TODAY)
        settings.set_job(desk, "Fitter", TODAY)
    _arrives(house, "Ev2", "UBEN")
    before = _of_ben(house)
    _full_record(house)
    _erase(house)
    assert _of_ben(house) == before


def _of_ben(house: House) -> list[Any]:
    ben = "(SELECT id FROM member WHERE slack_id = 'UBEN')"
    return [
        house.query(f"SELECT * FROM {table} WHERE member_id = {ben}")
        for table in ("entry", "job_role", "entry_revision", "outbox")
    ] + [house.query("SELECT state, payload FROM inbox WHERE event_id = 'Ev2'")]


def test_words_whose_place_was_still_asked_for_go_too(house: House) -> None:
    with house.desk() as desk:
        house.logged(desk)
        desk.work.held.hold(desk.member.id, "held:m1", "my marker sentence", desk.now)
    with house.desk("UBEN") as desk:
        desk.work.held.hold(desk.member.id, "held:m2", "somebody else's", desk.now)
    _erase(house)
    assert house.query("SELECT text FROM held_message") == [("somebody else's",)]


def test_no_message_that_stands_in_the_conversation_shows_a_word_of_the_record(
    database: Database,
) -> None:
    talking = Talking(database)
    talking.say(
        f"2h {SECRET} course yesterday",
        f"{SECRET} taught me to prove dead, I use it on every EV, I will check it on Friday",
        "yes",
        "save",
        "no, 3 hours",
        "what did I log this month?",
        "1h welding talk today",
        f"call it {SECRET} talk",
        "undo",
        "undo",
        f"xyzzy {SECRET}",
        {"tap": "Forget it"},
        f"remind me of the {SECRET} course tomorrow",
        "as above but 2 hours",
        {"wait": "P2D"},
    )
    assert SECRET.casefold() in talking.shown.casefold()
    talking.do(Erase(CONFIRMATION))
    assert SECRET.casefold() not in talking.shown.casefold()
