"""Erasure: said first, done wholly, hashes kept, and harmless the second time."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot.archive import chain
from bot.services.context.member_context import Actor, Origin
from bot.services.context.refused import Refused
from bot.services.context.reports import reports_of
from bot.services.data_rights.actions import Erase
from bot.services.data_rights.erasure import (
    CONFIRMATION,
    PAGE,
    erase,
    erase_more,
    erasure_view,
    exported_files,
    forget_exports,
)
from bot.services.data_rights.export import ask_for_export
from bot.services.members import settings
from bot.services.nudges import pausing
from bot.services.record import entries, follow_ups
from bot.services.record.entry_changes import find
from bot.services.record.evidence import File, attach_file, keep_file
from bot.services.teams import links as team_links
from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.queues.inbox import Inbox
from storage.queues.inbox_writer import Arrival
from storage.queues.jobs import Jobs
from storage.row_types import ConversationRecord
from tests.evidence_files import a_file, attached
from tests.services.chat_harness import ChatHarness
from tests.services.harness import SATURDAY, TEAM, TODAY, ServiceHarness, named

IMI = "imi-register"
SECRET = "Zanzibar"


def _full_record(harness: ServiceHarness) -> None:
    """A record with the secret word in every place that can hold one."""
    with harness.open() as ctx:
        settings.set_job(ctx, f"{SECRET} technician", date(2020, 1, 1))
        settings.enrol(ctx, IMI)
        settings.set_country(ctx, "GB")
        settings.set_private_reflections(ctx, private=True)
        pausing.pause(ctx, "2 weeks")
        entry = harness.logged(
            ctx, title=SECRET, evaluate=f"{SECRET} taught me a lot", source_text=SECRET
        )
        ctx.work.entries.add_evidence(entry, "link", f"https://{SECRET}.example", ctx.now)
        attach_file(ctx, entry, replace(a_file(f"{SECRET}.pdf"), facts={"title": SECRET}))
        waiting = File("c" * 64, 7, "image/png", f"{SECRET}.png", {"person": SECRET})
        keep_file(ctx, waiting)
        ctx.work.entries.keep_conversation(
            entry,
            ConversationRecord(
                entry.id, ctx.member.id, {}, ({"kind": "which", "text": SECRET},), None
            ),
        )
        draft = ctx.work.entries.add(ctx.member.id, "draft", ctx.now, source_key=None, title=SECRET)
        assert draft is not None
        ctx.reply("say", {"words": SECRET})
        ctx.work.messages.say(
            ctx.member.id, "card", f"card:{entry.id}", ctx.real, entry_id=entry.id
        )
        ctx.work.messages.open_home(ctx.member.id, ctx.real)
        team_links.name_manager(ctx, named("UMAX"))
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
        [report] = reports_of(ctx)
        ctx.work.teams.log_access(ctx.member.id, [report.id], "team", ctx.now)
    with harness.open() as ctx:  # what it was before can be taken back, and so is kept
        entries.edit(ctx, find(ctx, draft.id), {"title": "Something else"})
    _execute(harness, "UPDATE outbox SET state = 'sent', ts = '1.2' WHERE kind = 'card'")


def _execute(harness: ServiceHarness, statement: str) -> None:
    with harness.database.transaction() as session:
        session.connection().exec_driver_sql(statement)
        session.commit()


def _arrives(harness: ServiceHarness, event_id: str, slack_id: str = "UANA") -> None:
    inbox = Inbox(harness.database)
    inbox.put(Arrival(TEAM, event_id, f"{TEAM}:{slack_id}", f'"{SECRET}"', SATURDAY, SATURDAY))
    inbox.close()


def _erase(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        erase(ctx, CONFIRMATION)


def _export_ends(harness: ServiceHarness, **result: Any) -> None:
    """The export that is under way is brought."""
    jobs = Jobs(harness.database)
    [job] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with harness.database.transaction() as session:
        jobs.end(session, job, result, SATURDAY)
        session.commit()


def _everything(harness: ServiceHarness) -> str:
    """Every row of every table, as text."""
    tables = SQLModel.metadata.sorted_tables
    return repr([harness.query(f'SELECT * FROM "{table.name}"') for table in tables])


def test_what_goes_and_what_stays_is_said_first(harness: ServiceHarness) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        view = erasure_view(ctx)
    assert (view.entries, view.evidence, view.revisions, view.jobs, view.schemes) == (2, 1, 2, 1, 1)
    assert (view.messages, view.access_lines, view.manager_name) == (1, 1, "Umax")
    assert view.kept_files == 2
    assert not view.empty
    assert not view.export_under_way


@pytest.mark.parametrize(
    "typed", ["", "yes", "erase", "erase my records", "do not erase my record"]
)
def test_without_the_very_words_nothing_happens(harness: ServiceHarness, typed: str) -> None:
    _full_record(harness)
    before = _everything(harness)
    with harness.open() as ctx, pytest.raises(Refused, match="not_confirmed"):
        erase(ctx, typed)
    assert _everything(harness) == before


@pytest.mark.parametrize("typed", ["Erase my record", "  ERASE  my record ", "“erase my record”."])
def test_the_words_are_taken_as_people_type_them(harness: ServiceHarness, typed: str) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        erase(ctx, typed)
    assert harness.query("SELECT count(*) FROM entry") == [(0,)]


def test_no_word_of_the_members_is_left_anywhere(harness: ServiceHarness) -> None:
    _full_record(harness)
    _arrives(harness, "Ev1")
    assert SECRET in _everything(harness)
    _erase(harness)
    assert SECRET not in _everything(harness)


def test_nothing_that_was_to_be_asked_is_left(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = harness.logged(ctx, plan=f"check {SECRET}")
        follow_ups.offer(ctx, entry)
    assert harness.query("SELECT state FROM follow_up") == [("offered",)]
    _erase(harness)
    assert harness.query("SELECT state FROM follow_up") == []


def test_the_chain_keeps_its_hashes_and_says_that_it_was_erased(harness: ServiceHarness) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        [*_, before] = ctx.work.member_data.revisions(ctx.member.id, 0, 10)
    _erase(harness)
    with harness.open() as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 10)
        [*_, first, last] = revisions
        assert (first.content, first.hash) == (None, before.hash)
        assert (last.kind, last.entry_id) == ("erased", chain.WHOLE_RECORD)
        assert chain.verify(revisions, head=ctx.member.chain_head) is None


def test_two_records_with_the_same_words_cannot_be_told_by_their_hashes(
    harness: ServiceHarness,
) -> None:
    for slack_id in ("UANA", "UBEN"):
        with harness.open(slack_id) as ctx:
            harness.logged(ctx)
    hashes = harness.query("SELECT DISTINCT content_hash FROM entry_revision")
    assert len(hashes) == 2


def test_settings_are_as_at_first_and_slacks_own_stay(harness: ServiceHarness) -> None:
    _full_record(harness)
    _erase(harness)
    with harness.open() as ctx:
        member = ctx.member
        view = settings.settings_view(ctx)
    assert (member.country, member.private_reflections, member.paused_until) == (None, False, None)
    assert (member.onboarding, member.name, member.slack_id) == ("new", "Uana", "UANA")
    assert (view.schemes, view.jobs, view.manager) == ((), (), None)


def test_the_manager_no_longer_sees_the_member(harness: ServiceHarness) -> None:
    _full_record(harness)
    _erase(harness)
    assert harness.query("SELECT state FROM team_link") == [("ended",)]
    assert harness.query("SELECT count(*) FROM access_log") == [(1,)]


def test_cards_in_slack_are_shown_anew_and_unsent_messages_never_go(
    harness: ServiceHarness,
) -> None:
    _full_record(harness)
    _erase(harness)
    states = harness.query(
        "SELECT kind, state FROM outbox WHERE member_id = "
        "(SELECT id FROM member WHERE slack_id = 'UANA') ORDER BY id"
    )
    assert ("card", "stale") in states
    assert ("say", "cancelled") in states
    assert ("erased", "new") in states
    assert ("home", "new") in states


def test_erasing_again_changes_nothing(harness: ServiceHarness) -> None:
    _full_record(harness)
    _erase(harness)
    _execute(harness, "UPDATE outbox SET state = 'sent', changed = false WHERE ts IS NOT NULL")
    revisions = harness.query("SELECT * FROM entry_revision WHERE kind <> 'erased'")
    with harness.open() as ctx:
        assert erasure_view(ctx).empty
    _erase(harness)
    assert harness.query("SELECT * FROM entry_revision WHERE kind <> 'erased'") == revisions
    assert harness.query("SELECT count(*) FROM entry_revision") == [(3,)]


def test_an_export_that_was_asked_for_arrives_before_anything_is_erased(
    harness: ServiceHarness,
) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        ask_for_export(ctx)
    with harness.open() as ctx, pytest.raises(Refused, match="export_under_way"):
        erase(ctx, CONFIRMATION)
    _export_ends(harness)
    _erase(harness)
    assert harness.query("SELECT count(*) FROM entry") == [(0,)]


def test_an_export_that_was_given_up_keeps_nobody_from_erasing(harness: ServiceHarness) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        ask_for_export(ctx)
    jobs = Jobs(harness.database)
    [job] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with harness.database.transaction() as session:
        jobs.set_aside(session, job, "missing_scope", SATURDAY)
        session.commit()
    with harness.open() as ctx:
        assert not erasure_view(ctx).export_under_way
    _erase(harness)
    assert harness.query("SELECT count(*) FROM entry") == [(0,)]
    assert jobs.reopen_aside(SATURDAY) == 0  # nothing is exported any more


def test_exported_files_are_known_until_they_are_gone_from_slack(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ask_for_export(ctx)
    _export_ends(harness, files=["F1", "F2"])
    with harness.open() as ctx:
        assert erasure_view(ctx).files == 2
        member_id = ctx.member.id
    [(export,)] = harness.query("SELECT id FROM job")
    erasing = (harness.contexts, TEAM, member_id, export + 1)
    assert exported_files(*erasing) == ("F1", "F2")
    forget_exports(*erasing)
    assert exported_files(*erasing) == ()


def test_what_was_exported_after_an_erasure_was_asked_for_stays(harness: ServiceHarness) -> None:
    """The job may be set aside, and put back in its place by an operator a week later."""
    with harness.open() as ctx:
        harness.logged(ctx)
        member_id = ctx.member.id
    _erase(harness)
    jobs = Jobs(harness.database)
    [erasing] = jobs.claim(SATURDAY, 1, timedelta(seconds=30))
    with harness.database.transaction() as session:
        jobs.set_aside(session, erasing, "fatal_error", SATURDAY)
        session.commit()
    with harness.open() as ctx:
        harness.logged(ctx, title="Written since")
        ask_for_export(ctx)
    _export_ends(harness, files=["F3"])
    assert exported_files(harness.contexts, TEAM, member_id, erasing.id) == ()
    forget_exports(harness.contexts, TEAM, member_id, erasing.id)
    with harness.open() as ctx:
        assert erasure_view(ctx).files == 1


def test_a_large_record_goes_page_by_page_and_what_is_written_since_stays(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        for _ in range(PAGE + 3):
            harness.logged(ctx)
        member_id = ctx.member.id
    _erase(harness)
    assert harness.query("SELECT count(*) FROM entry") == [(3,)]
    with harness.open() as ctx:
        harness.logged(ctx, title="Written since")
    [(values,)] = harness.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    pages = []
    while found := erase_more(harness.contexts, TEAM, member_id, up_to):
        pages.append(found)
    assert pages == [3 + 3]  # entries, and the words of their revisions
    assert harness.query("SELECT title FROM entry") == [("Written since",)]
    wordless = "SELECT count(*) FROM entry_revision WHERE content IS NULL"
    assert harness.query(wordless) == [(PAGE + 3,)]


def test_what_is_changed_before_its_page_is_reached_keeps_no_words_either(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        for _ in range(PAGE + 1):
            harness.logged(ctx, title=SECRET)
        member_id = ctx.member.id
    _erase(harness)
    [(left,)] = harness.query("SELECT id FROM entry")
    with harness.open() as ctx:
        entries.withdraw(ctx, find(ctx, left))
    [(values,)] = harness.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    while erase_more(harness.contexts, TEAM, member_id, up_to):
        pass
    worded = "SELECT DISTINCT kind FROM entry_revision WHERE content IS NOT NULL"
    assert harness.query(worded) == [("erased",)]
    with harness.open() as ctx:
        revisions = ctx.work.member_data.revisions(member_id, 0, PAGE * 2)
        assert chain.verify(revisions, head=ctx.member.chain_head) is None


def test_a_page_has_what_shows_its_entries_shown_anew(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        made = [harness.logged(ctx) for _ in range(PAGE + 1)]
        for entry in made:
            ctx.reply("card", entry_id=entry.id)
        member_id = ctx.member.id
    _stands_in_slack(harness)
    _erase(harness)
    _stands_in_slack(harness)  # rendered anew before the last entry's page was reached
    [(left,)] = harness.query("SELECT id FROM entry")
    [(values,)] = harness.query("SELECT \"values\" FROM job WHERE kind = 'erase'")
    up_to = Erased(**(values if isinstance(values, dict) else json.loads(values)))
    assert erase_more(harness.contexts, TEAM, member_id, up_to)
    stale = "SELECT entry_id FROM outbox WHERE kind = 'card' AND state = 'stale'"
    assert harness.query(stale) == [(left,)]


def _stands_in_slack(harness: ServiceHarness) -> None:
    """All cards have been sent, and show their entries as they are."""
    ts = "CAST(id AS VARCHAR)"
    _execute(harness, f"UPDATE outbox SET state = 'sent', ts = {ts} WHERE kind = 'card'")


def test_whoever_is_working_on_a_message_of_the_members_loses_it(harness: ServiceHarness) -> None:
    with harness.open():
        pass
    _arrives(harness, "Ev1")
    inbox = Inbox(harness.database)
    [item] = inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    _erase(harness)
    with harness.contexts.open(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as ctx:
        harness.logged(ctx)
        with pytest.raises(LeaseLost):
            ctx.commit()
    inbox.close()
    assert harness.query("SELECT count(*) FROM entry") == [(0,)]


def test_a_message_that_asks_for_it_is_itself_worked_off(harness: ServiceHarness) -> None:
    with harness.open():
        pass
    _arrives(harness, "Ev1")
    inbox = Inbox(harness.database)
    [item] = inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    with harness.contexts.open(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as ctx:
        erase(ctx, CONFIRMATION)
        ctx.commit()
    inbox.close()
    assert harness.query("SELECT state, payload FROM inbox") == [("done", None)]


def test_another_members_record_is_untouched(harness: ServiceHarness) -> None:
    with harness.open("UBEN") as ctx:
        attached(ctx, harness.logged(ctx, on=TODAY))
        settings.set_job(ctx, "Fitter", TODAY)
    _arrives(harness, "Ev2", "UBEN")
    before = _of_ben(harness)
    _full_record(harness)
    _erase(harness)
    assert _of_ben(harness) == before


def _of_ben(harness: ServiceHarness) -> list[Any]:
    ben = "(SELECT id FROM member WHERE slack_id = 'UBEN')"
    return [
        harness.query(f"SELECT * FROM {table} WHERE member_id = {ben}")
        for table in ("entry", "job_role", "entry_revision", "outbox", "stored_file")
    ] + [harness.query("SELECT state, payload FROM inbox WHERE event_id = 'Ev2'")]


def test_words_whose_place_was_still_asked_for_go_too(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        harness.logged(ctx)
        ctx.work.held.hold(ctx.member.id, "held:m1", "my marker sentence", ctx.now)
    with harness.open("UBEN") as ctx:
        ctx.work.held.hold(ctx.member.id, "held:m2", "somebody else's", ctx.now)
    _erase(harness)
    assert harness.query("SELECT text FROM held_message") == [("somebody else's",)]


def test_no_message_that_stands_in_the_conversation_shows_a_word_of_the_record(
    database: Database,
) -> None:
    chat = ChatHarness(database)
    chat.say(
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
    assert SECRET.casefold() in chat.shown.casefold()
    chat.do(Erase(CONFIRMATION))
    assert SECRET.casefold() not in chat.shown.casefold()
