"""Erasure: said first, done wholly, hashes kept, and harmless the second time."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.services import pausing, settings, team_links
from bot.services.desk import Actor, Origin
from bot.services.erasure import CONFIRMATION, erase, erasure_view
from bot.services.export import ask_for_export
from bot.services.refused import Refused
from storage import chain
from storage.errors import LeaseLost
from storage.inbox import Inbox
from storage.intake import Arrival
from storage.records import ConversationRecord
from tests.services.house import SATURDAY, TEAM, TODAY, House, named

IMI = "imi-register"
SECRET = "Zanzibar"


async def _full_record(house: House) -> None:
    """A record with the secret word in every place that can hold one."""
    async with house.desk() as desk:
        await settings.set_job(desk, f"{SECRET} technician", date(2020, 1, 1))
        await settings.enrol(desk, IMI)
        await settings.set_country(desk, "GB")
        await settings.set_private_reflections(desk, private=True)
        await pausing.pause(desk, "2 weeks")
        entry = await house.logged(
            desk, title=SECRET, evaluate=f"{SECRET} taught me a lot", source_text=SECRET
        )
        await desk.work.entries.add_evidence(
            entry.id, "link", f"https://{SECRET}.example", desk.now
        )
        await desk.work.entries.keep_conversation(
            ConversationRecord(
                entry.id, desk.member.id, {}, ({"kind": "which", "text": SECRET},), None
            )
        )
        await desk.work.entries.add(
            desk.member.id, "draft", desk.now, source_key=None, title=SECRET
        )
        await desk.reply("say", {"words": SECRET})
        await desk.work.messages.say(
            desk.member.id, "card", f"card:{entry.id}", desk.real, entry_id=entry.id
        )
        await desk.work.messages.show_home(desk.member.id, desk.real, opened=True)
        await team_links.name_manager(desk, named("UMAX"))
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=True)
        [report] = await desk.work.teams.reports(desk.member.id)
        await desk.work.teams.log_access(desk.member.id, [report.id], "team", desk.now)
    await _execute(house, "UPDATE outbox SET state = 'sent', ts = '1.2' WHERE kind = 'card'")


async def _execute(house: House, statement: str) -> None:
    async with house.database.transaction() as session:
        await (await session.connection()).exec_driver_sql(statement)
        await session.commit()


async def _arrives(house: House, event_id: str, slack_id: str = "UANA") -> None:
    inbox = Inbox(house.database)
    await inbox.put(
        Arrival(TEAM, event_id, f"{TEAM}:{slack_id}", f'"{SECRET}"', SATURDAY, SATURDAY)
    )
    await inbox.close()


async def _erase(house: House) -> None:
    async with house.desk() as desk:
        await erase(desk, CONFIRMATION)


async def _everything(house: House) -> str:
    """Every row of every table, as text."""
    tables = (
        "member job_role enrolment entry evidence assessment entry_revision conversation team_link "
        "role access_log nudge reminder inbox outbox"
    )
    return repr([await house.query(f'SELECT * FROM "{table}"') for table in tables.split()])


async def test_what_goes_and_what_stays_is_said_first(house: House) -> None:
    await _full_record(house)
    async with house.desk() as desk:
        view = await erasure_view(desk)
    assert (view.entries, view.evidence, view.revisions, view.jobs, view.schemes) == (2, 1, 1, 1, 1)
    assert (view.messages, view.access_lines, view.manager_name) == (1, 1, "Umax")
    assert not view.empty
    assert not view.export_under_way


@pytest.mark.parametrize(
    "typed", ["", "yes", "erase", "erase my records", "do not erase my record"]
)
async def test_without_the_very_words_nothing_happens(house: House, typed: str) -> None:
    await _full_record(house)
    before = await _everything(house)
    async with house.desk() as desk:
        with pytest.raises(Refused, match="not_confirmed"):
            await erase(desk, typed)
    assert await _everything(house) == before


@pytest.mark.parametrize("typed", ["Erase my record", "  ERASE  my record ", "“erase my record”."])
async def test_the_words_are_taken_as_people_type_them(house: House, typed: str) -> None:
    await _full_record(house)
    async with house.desk() as desk:
        await erase(desk, typed)
    assert await house.query("SELECT count(*) FROM entry") == [(0,)]


async def test_no_word_of_the_members_is_left_anywhere(house: House) -> None:
    await _full_record(house)
    await _arrives(house, "Ev1")
    assert SECRET in await _everything(house)
    await _erase(house)
    assert SECRET not in await _everything(house)


async def test_the_chain_keeps_its_hashes_and_says_that_it_was_erased(house: House) -> None:
    await _full_record(house)
    async with house.desk() as desk:
        [before] = await desk.work.entries.revisions(desk.member.id)
    await _erase(house)
    async with house.desk() as desk:
        first, last = await desk.work.entries.revisions(desk.member.id)
        assert (first.content, first.hash) == (None, before.hash)
        assert (last.kind, last.entry_id) == ("erased", chain.WHOLE_RECORD)
        assert chain.verify([first, last], head=desk.member.chain_head) is None


async def test_two_records_with_the_same_words_cannot_be_told_by_their_hashes(
    house: House,
) -> None:
    for slack_id in ("UANA", "UBEN"):
        async with house.desk(slack_id) as desk:
            await house.logged(desk)
    hashes = await house.query("SELECT DISTINCT content_hash FROM entry_revision")
    assert len(hashes) == 2


async def test_settings_are_as_at_first_and_slacks_own_stay(house: House) -> None:
    await _full_record(house)
    await _erase(house)
    async with house.desk() as desk:
        member = desk.member
        view = await settings.settings_view(desk)
    assert (member.country, member.private_reflections, member.paused_until) == (None, False, None)
    assert (member.onboarding, member.name, member.slack_id) == ("new", "Uana", "UANA")
    assert (view.schemes, view.jobs, view.manager) == ((), (), None)


async def test_the_manager_no_longer_sees_the_member(house: House) -> None:
    await _full_record(house)
    await _erase(house)
    assert await house.query("SELECT state FROM team_link") == [("ended",)]
    assert await house.query("SELECT count(*) FROM access_log") == [(1,)]


async def test_cards_in_slack_are_shown_anew_and_unsent_messages_never_go(house: House) -> None:
    await _full_record(house)
    await _erase(house)
    states = await house.query(
        "SELECT kind, state FROM outbox WHERE member_id = "
        "(SELECT id FROM member WHERE slack_id = 'UANA') ORDER BY id"
    )
    assert ("card", "stale") in states
    assert ("say", "cancelled") in states
    assert ("erased", "new") in states
    assert ("home", "new") in states


async def test_erasing_again_changes_nothing(house: House) -> None:
    await _full_record(house)
    await _erase(house)
    await _execute(house, "UPDATE outbox SET state = 'sent', changed = false WHERE ts IS NOT NULL")
    revisions = await house.query("SELECT * FROM entry_revision WHERE kind <> 'erased'")
    async with house.desk() as desk:
        assert (await erasure_view(desk)).empty
    await _erase(house)
    assert await house.query("SELECT * FROM entry_revision WHERE kind <> 'erased'") == revisions
    assert await house.query("SELECT count(*) FROM entry_revision") == [(2,)]


async def test_an_export_that_was_asked_for_arrives_before_anything_is_erased(
    house: House,
) -> None:
    await _full_record(house)
    async with house.desk() as desk:
        await ask_for_export(desk)
    async with house.desk() as desk:
        with pytest.raises(Refused, match="export_under_way"):
            await erase(desk, CONFIRMATION)
    await _execute(house, "UPDATE outbox SET state = 'sent', ts = '1.3' WHERE kind = 'export'")
    await _erase(house)
    assert await house.query("SELECT count(*) FROM entry") == [(0,)]


async def test_whoever_is_working_on_a_message_of_the_members_loses_it(house: House) -> None:
    async with house.desk():
        pass
    await _arrives(house, "Ev1")
    inbox = Inbox(house.database)
    [item] = await inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    await _erase(house)
    async with house.office.desk(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as desk:
        await house.logged(desk)
        with pytest.raises(LeaseLost):
            await desk.commit()
    await inbox.close()
    assert await house.query("SELECT count(*) FROM entry") == [(0,)]


async def test_a_message_that_asks_for_it_is_itself_worked_off(house: House) -> None:
    async with house.desk():
        pass
    await _arrives(house, "Ev1")
    inbox = Inbox(house.database)
    [item] = await inbox.claim(SATURDAY, 1, timedelta(seconds=30))
    async with house.office.desk(Actor(TEAM, "UANA"), Origin("inbox:1", item)) as desk:
        await erase(desk, CONFIRMATION)
        await desk.commit()
    await inbox.close()
    assert await house.query("SELECT state, payload FROM inbox") == [("done", None)]


async def test_another_members_record_is_untouched(house: House) -> None:
    async with house.desk("UBEN") as desk:
        await house.logged(desk, on=TODAY)
        await settings.set_job(desk, "Fitter", TODAY)
    await _arrives(house, "Ev2", "UBEN")
    before = await _of_ben(house)
    await _full_record(house)
    await _erase(house)
    assert await _of_ben(house) == before


async def _of_ben(house: House) -> list[Any]:
    ben = "(SELECT id FROM member WHERE slack_id = 'UBEN')"
    return [
        await house.query(f"SELECT * FROM {table} WHERE member_id = {ben}")
        for table in ("entry", "job_role", "entry_revision", "outbox")
    ] + [await house.query("SELECT state, payload FROM inbox WHERE event_id = 'Ev2'")]
