"""However long the history, the queues' questions go by an index and look at open rows alone; and
what is asked for each message goes by its member, whatever others have kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from storage.engine.database import Database
from storage.queues.inbox import Inbox
from storage.queues.inbox_writer import SQLITE_INSERT
from storage.queues.jobs import Jobs
from storage.queues.outbox import PARTS, Outbox, PartName
from storage.record.comparisons import members_not_hashed
from storage.record.entries import Listing
from storage.row_types import AssessmentRecord, EnrolmentRecord, EntryRecord
from storage.tables import Nudge
from storage.unit_of_work import UnitOfWork, look, unit_of_work
from storage.vocabulary import EntryStatus
from tests.plans import asking, long_ways, steps
from tests.storage.builders import LEASE, NOW, SOON, a_member, a_message, arrival, multiply, put
from tests.storage.sending import Sending

HISTORY = 3000
NUMBER = "CAST(n AS varchar(20))"
PAST = {  # the open row again and again, done with
    "inbox": {"id": "n + 100000", "event_id": NUMBER, "lane": NUMBER, "state": "'done'"},
    "outbox": {
        "id": "n + 100000",
        "dedupe_key": NUMBER,
        "lane": NUMBER,
        "state": "'sent'",
        "entry_id": "n",
        "channel": NUMBER,
        "ts": NUMBER,
    },
    "job": {"id": "n + 100000", "dedupe_key": NUMBER, "lane": NUMBER, "state": "'done'"},
}


class Explained:
    """The plans of the statements that a database was asked."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked: list[tuple[str, Any]] = []
        event.listen(Engine, "before_cursor_execute", self._note)

    def close(self) -> None:
        event.remove(Engine, "before_cursor_execute", self._note)

    def _note(self, *call: Any) -> None:
        _connection, _cursor, statement, parameters, *_ = call
        if statement.startswith(("SELECT", "UPDATE", "WITH")):
            self._asked.append((statement, parameters))

    def plan(self) -> str:
        """How the first statement since the last call is carried out."""
        statement, parameters = self._asked[0]
        explain = "EXPLAIN QUERY PLAN " if self._db.dialect == "sqlite" else "EXPLAIN "
        with self._db.transaction() as session:
            connection = session.connection()
            rows = connection.exec_driver_sql(explain + statement, parameters)
            plan = "\n".join(str(row[-1]) for row in rows)
        self._asked.clear()
        return plan


@pytest.fixture
def member(database: Database) -> int:
    return a_member(database)


@pytest.fixture
def explained(database: Database, member: int) -> Iterator[Explained]:
    """A database with a long history and a little to do."""
    inbox = Inbox(database)
    put(inbox, arrival("open"))
    a_message(database, member, "open")
    with unit_of_work(database, "T1") as work:
        work.jobs.ask(member, "export", "open", NOW, {})
        work.commit()
    with database.transaction() as session:
        for table, changed in PAST.items():
            multiply(session, table, HISTORY, **changed)
        session.connection().execute(text("ANALYZE"))
        session.commit()
    asked = Explained(database)
    yield asked
    asked.close()
    inbox.close()


def goes_by_open_rows(plan: str, queue: str) -> bool:
    """Whether rows are found by the partial indexes alone, in a plan of either database; by their
    numbers they are then written to.
    """
    used = set(re.findall(r"(?:ix|pk|uq)_\w+", plan)) - {f"pk_{queue}"}
    of_open_rows = {f"ix_{queue}_due", f"ix_{queue}_lane"}
    return bool(used) and used <= of_open_rows and not re.search(r"SCAN (?!heads)|Seq Scan", plan)


def test_claiming_events_looks_at_open_ones_alone(explained: Explained, database: Database) -> None:
    inbox = Inbox(database)
    assert len(inbox.claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    inbox.close()


def test_claiming_jobs_looks_at_open_ones_alone(explained: Explained, database: Database) -> None:
    assert len(Jobs(database).claim(NOW, 10, LEASE)) == 1
    plan = explained.plan()
    assert goes_by_open_rows(plan, "job"), plan


@pytest.mark.parametrize("part", PARTS)
def test_claiming_messages_looks_at_open_ones_alone(
    explained: Explained, database: Database, part: PartName
) -> None:
    assert len(Sending(database).claim(part)) == (part == "post")
    plan = explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


def test_claiming_one_members_messages_looks_at_their_open_ones_alone(
    explained: Explained, database: Database, member: int
) -> None:
    for part in PARTS:
        Sending(database).claim(part, member_id=member)
        plan = explained.plan()
        assert goes_by_open_rows(plan, "outbox"), plan


def test_asking_what_is_left_for_a_member_looks_at_their_open_messages_alone(
    explained: Explained, database: Database, member: int
) -> None:
    with database.transaction() as session:
        assert Outbox(database).is_anything_left(session, member, NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "outbox"), plan


def test_asking_whether_anything_is_due_looks_at_open_rows_alone(
    explained: Explained, database: Database
) -> None:
    inbox = Inbox(database)
    assert inbox.is_anything_due(NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "inbox"), plan
    assert Jobs(database).is_anything_due(NOW)
    plan = explained.plan()
    assert goes_by_open_rows(plan, "job"), plan
    for part in PARTS:
        assert Outbox(database).is_anything_due(NOW, part) == (part == "post")
        plan = explained.plan()
        assert goes_by_open_rows(plan, "outbox"), plan
    inbox.close()


def test_showing_an_entry_anew_goes_by_the_entry(explained: Explained, database: Database) -> None:
    with unit_of_work(database, "T1") as work:
        work.messages.show_entry(7, SOON)
        work.write()
    assert "ix_outbox_entry" in explained.plan()


def test_finding_a_message_goes_by_its_place(explained: Explained, database: Database) -> None:
    with look(database, "T1") as work:
        assert work.messages.about_entry("7", "7") == 7
    assert "ix_outbox_message" in explained.plan()


# What is asked for each message, whatever others have kept


HASH = "a" * 64
"""Of the account of every entry: a template that everybody pasted."""

PEOPLE = 300
EACH = 10
"""Of them, in one workspace, and what each of them has of everything."""

OTHERS = 1_000_000
"""They and what is theirs are numbered from here on."""

_NTH = f"{OTHERS} + n"
_THEIRS = f"{OTHERS} + 1 + n % {PEOPLE}"
CROWD: Mapping[str, Mapping[str, str]] = {
    "entry": {"id": _NTH, "member_id": _THEIRS, "source_key": NUMBER, "source_ts": NUMBER},
    "conversation": {"entry_id": _NTH, "member_id": _THEIRS},
    "evidence": {"id": _NTH, "entry_id": _NTH},
    "entry_revision": {"id": _NTH, "member_id": _THEIRS, "entry_id": _NTH, "number": "n"},
    "enrolment": {"id": _NTH, "member_id": _THEIRS, "pack": NUMBER},
    "assessment": {"entry_id": _NTH, "enrolment_id": _NTH},
    "job_role": {"id": _NTH, "member_id": _THEIRS},
    "team_link": {
        "id": _NTH,
        "member_id": _THEIRS,
        "manager_id": "t.member_id",
        "state": "'ended'",
    },
    "nudge": {"id": _NTH, "member_id": _THEIRS, "period": NUMBER},
    "follow_up": {"id": _NTH, "member_id": _THEIRS, "entry_id": _NTH, "state": "'asked'"},
    "undo_step": {"id": _NTH, "member_id": _THEIRS, "entry_id": _NTH},
    "job": {"id": _NTH, "member_id": _THEIRS, "dedupe_key": NUMBER, "lane": NUMBER},
    "outbox": PAST["outbox"] | {"id": _NTH, "member_id": _THEIRS, "entry_id": _NTH},
    "inbox": PAST["inbox"] | {"id": _NTH},
}
"""By table, in what the others' rows differ from the one of hers."""


@dataclass(frozen=True)
class Hers:
    """What one member has, and the database that it is in."""

    database: Database
    member_id: int
    entry: EntryRecord
    enrolment: EnrolmentRecord


@pytest.fixture
def hers(sqlite_url: str) -> Iterator[Hers]:
    """A member with one of each, beside thousands of other people's rows, of which SQLite has no
    statistics.
    """
    database = Database(sqlite_url)
    member_id = a_member(database)
    with database.transaction() as session:
        multiply(session, "member", PEOPLE, id=_NTH, slack_id=NUMBER)
        session.commit()
    one = _one_of_each(database, member_id)
    with database.transaction() as session:
        for table, changed in CROWD.items():
            multiply(session, table, PEOPLE * EACH, **changed)
        session.commit()
    yield one
    database.close()


def _one_of_each(database: Database, member_id: int) -> Hers:
    inbox = Inbox(database)
    put(inbox, arrival("Ev1"))
    inbox.close()
    with unit_of_work(database, "T1") as work:
        work.undo.begin("event:1", NOW)
        member = work.members.get(member_id)
        assert member is not None
        entry = work.entries.add(
            member_id,
            "draft",
            NOW,
            source_key="Ev1",
            source_channel="D1",
            source_ts="1.1",
            account_hash=HASH,
        )
        assert entry is not None
        work.entries.add_evidence(entry, "link", "https://example.org", NOW)
        kept = work.entries.conversation(entry.id, member_id)
        work.entries.keep_conversation(entry, kept)
        work.revisions.append(member, entry.id, "saved", NOW, {"title": "Isolation"})
        enrolment = work.enrolments.enrol(member_id, "cmi", "", NOW.date())
        work.assessments.write([entry.id], [_worth(entry, enrolment)])
        work.follow_ups.add(member_id, entry.id, "plan", NOW.date(), NOW, state="agreed")
        work.members.start_job(member_id, "technician", NOW.date())
        work.teams.link(member_id, OTHERS + 1, "active", source="member", now=NOW)
        work.jobs.ask(member_id, "export", "export:1", NOW, {})
        work.messages.say(member_id, "card", "card:1", NOW, entry_id=entry.id)
        work.commit()
    with database.transaction() as session:
        nudge = Nudge(
            workspace_id="T1",
            member_id=member_id,
            kind="behind",
            period="1",
            entry_id=entry.id,
            at=NOW,
        )
        session.add(nudge)
        session.commit()
    return Hers(database, member_id, entry, enrolment)


def _worth(entry: EntryRecord, enrolment: EnrolmentRecord) -> AssessmentRecord:
    return AssessmentRecord(
        entry_id=entry.id,
        enrolment_id=enrolment.id,
        part=0,
        subject="",
        state="counted",
        minutes=60,
        weight=6000,
        credits=100,
        cycle=0,
        year=1,
        last_day=NOW.date(),
        entries=1,
        missing=(),
        findings=(),
        assumed=False,
        pack_version="1",
        entry_version=1,
        reader="",
    )


LISTED: tuple[EntryStatus, ...] = ("draft", "planned")
ANY: tuple[EntryStatus, ...] = ("draft", "planned", "logged")
BEFORE = NOW - timedelta(minutes=1)

Ask = Callable[[UnitOfWork, Hers], object]

ASKED: Mapping[str, Ask] = {
    "a member by their Slack id": lambda work, _: work.members.by_slack("U1"),
    "a member, locked": lambda work, hers: work.members.lock_id(hers.member_id),
    "what is known of a member": lambda work, hers: work.files.of(hers.member_id),
    "an entry": lambda work, hers: work.entries.get(hers.entry.id, hers.member_id),
    "the newest entry": lambda work, hers: work.entries.newest(hers.member_id, ANY, BEFORE),
    "the newest open entry": lambda work, hers: work.entries.newest_open(hers.member_id),
    "what a message began": lambda work, hers: work.entries.from_message(
        "D1", "1.1", hers.member_id
    ),
    "everything that is held": lambda work, hers: work.held.all_of(hers.member_id),
    "what a click made": lambda work, hers: work.entries.made_by("Ev1", hers.member_id),
    "entries": lambda work, hers: work.entries.list(hers.member_id, ANY),
    "lists of entries": lambda work, hers: work.entries.lists(
        hers.member_id, [Listing(LISTED, 5), Listing(ANY, 5, NOW.date())]
    ),
    "how many entries": lambda work, hers: work.entries.counts(hers.member_id),
    "a record at once": lambda work, hers: work.overviews.of(hers.member_id, NOW.date()),
    "what runs out": lambda work, hers: work.overviews.running_out(hers.member_id, NOW.date()),
    "a conversation": lambda work, hers: work.entries.conversation(hers.entry.id, hers.member_id),
    "evidence": lambda work, hers: work.entries.evidence([hers.entry.id]),
    "what is to be taken back": lambda work, hers: work.undo.last_turn(hers.member_id),
    "what entries are worth": lambda work, hers: work.assessments.of_entries([hers.entry.id]),
    "sums of what they are worth": lambda work, hers: work.assessments.sums([hers.enrolment.id]),
    "what entries are like": lambda work, hers: work.traits.between(
        hers.member_id, NOW.date() - timedelta(days=366), NOW.date()
    ),
    "how entries lie": lambda work, hers: work.assessments.rhythms([hers.member_id], NOW.date()),
    "what is to be asked about an entry": lambda work, hers: work.follow_ups.of_entry(
        hers.entry.id, hers.member_id
    ),
    "what is to be asked about entries": lambda work, hers: work.follow_ups.of_entries(
        [hers.entry.id], hers.member_id
    ),
    "managers": lambda work, hers: work.teams.managers_of([hers.member_id]),
    "jobs": lambda work, hers: work.jobs.of_member(hers.member_id, "export"),
    "what an entry is held against": lambda work, hers: work.comparisons.of(
        hers.member_id, hers.entry.id, HASH
    ),
    "whose words are the same": lambda work, hers: work.comparisons.same_words(
        hers.member_id, hers.entry.id, HASH
    ),
    "what is not hashed yet": lambda work, hers: work.comparisons.not_hashed(hers.member_id, 10),
    "the newest note": lambda work, hers: work.messages.newest_note(hers.entry.id),
    "what a message is about": lambda work, _: work.messages.about_entry("D1", "1.1"),
}


def _entry_changed(work: UnitOfWork, hers: Hers) -> None:
    entry = work.entries.get(hers.entry.id, hers.member_id)
    assert entry is not None
    work.entries.change(entry, SOON, title="Isolation")
    kept = work.entries.conversation(entry.id, hers.member_id)
    work.entries.keep_conversation(entry, replace(kept, state={"pending": "title"}))


def _member_changed(work: UnitOfWork, _hers: Hers) -> None:
    found = work.members.lock("U1")
    assert found is not None
    work.members.change(found[0], cadence="standard")


CHANGED: Mapping[str, Ask] = {
    "an entry": _entry_changed,
    "a member": _member_changed,
    "evidence": lambda work, hers: work.entries.set_evidence(hers.entry, ()),
    "what an entry is worth": lambda work, hers: work.assessments.write(
        [hers.entry.id], [_worth(hers.entry, hers.enrolment)]
    ),
    "an entry's card and note": lambda work, hers: work.messages.show_entry(hers.entry.id, SOON),
    "questions": lambda work, hers: work.messages.show_questions(
        hers.entry.id, SOON, ("which", "ask")
    ),
    "one message": lambda work, _: work.messages.show_message(1, SOON),
    "what was asked about": lambda work, hers: work.follow_ups.were_asked([1], hers.member_id),
    "what was said": lambda work, _: work.messages.show_said("card:1", SOON),
    "Home": lambda work, hers: work.messages.show_home(hers.member_id, SOON, SOON),
    "what was taken back": lambda work, hers: work.undo.drop(work.undo.last_turn(hers.member_id)),
}


@pytest.mark.parametrize("what", ASKED)
def test_what_is_asked_for_a_message_goes_by_its_member(hers: Hers, what: str) -> None:
    with asking() as asked, look(hers.database, "T1") as work:
        ASKED[what](work, hers)
    assert asked
    assert long_ways(hers.database, asked) == {}


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_changed_for_a_message_goes_by_its_member(hers: Hers, what: str) -> None:
    with asking() as asked, unit_of_work(hers.database, "T1") as work:
        CHANGED[what](work, hers)
        work.write()
    assert any(statement.startswith(("UPDATE", "DELETE")) for statement, _ in asked)
    assert long_ways(hers.database, asked) == {}


def test_entries_without_a_hash_are_found_by_their_own_index(hers: Hers) -> None:
    with asking() as asked, hers.database.transaction() as session:
        assert members_not_hashed(session, 0, 10) == []
    [plan] = ["\n".join(steps(hers.database, each)) for each in asked]
    assert plan == "SEARCH entry USING INDEX ix_entry_not_hashed (member_id>?)"


def test_claims_go_by_open_rows_where_nothing_was_counted(hers: Hers) -> None:
    inbox, jobs, sending = Inbox(hers.database), Jobs(hers.database), Sending(hers.database)
    claims: list[tuple[str, Callable[[], object]]] = [
        ("inbox", lambda: inbox.claim(NOW, 10, LEASE)),
        ("job", lambda: jobs.claim(NOW, 10, LEASE)),
        *(("outbox", partial(sending.claim, part)) for part in PARTS),
        *(("outbox", partial(sending.claim, part, member_id=hers.member_id)) for part in PARTS),
    ]
    for queue, claim in claims:
        with asking() as asked:
            claim()
        assert asked
        for each in asked:
            plan = "\n".join(steps(hers.database, each))
            assert goes_by_open_rows(plan, queue), plan
    inbox.close()


def test_an_event_is_kept_without_a_look_at_those_before_it(hers: Hers) -> None:
    plan = steps(hers.database, (SQLITE_INSERT, ("T1", "Ev2", "T1:U1", "{}", "1", "1", "1")))
    assert any("ix_inbox_lane" in step for step in plan)
    assert not any("SCAN inbox" in step or "SCAN o" in step for step in plan), plan
