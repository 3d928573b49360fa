"""Jobs: asked for with what caused them, done once, one after the other for each member."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.queues.jobs import Job, JobRecord, Jobs
from storage.unit_of_work import look, unit_of_work
from tests.storage.builders import AFTER_LEASE, LEASE, NOW, SOON, a_member, query
from tests.storage.concurrency import Heard, at_once, patiently

VALUES = {"since": "2026-01-01", "entry": 7}


@pytest.fixture
def member(database: Database) -> int:
    return a_member(database)


class Running:
    """The queue as its runner uses it: each call in a transaction of its own."""

    def __init__(self, db: Database) -> None:
        self.jobs = Jobs(db)
        self._db = db

    def claim(self, now: datetime = NOW, limit: int = 10) -> list[Job]:
        return self.jobs.claim(now, limit, LEASE)

    def claim_one(self, now: datetime = NOW) -> Job:
        [job] = self.claim(now)
        return job

    def progressed(self, job: Job, progress: Mapping[str, Any], lease_until: datetime) -> None:
        self._change(self.jobs.progressed, job, progress, lease_until)

    def left(self, job: Job, result: Mapping[str, Any]) -> None:
        self._change(self.jobs.left, job, result)

    def retry(
        self, job: Job, due_at: datetime = NOW, error: str = "TimeoutError", *, counted: bool = True
    ) -> None:
        self._change(self.jobs.retry, job, due_at, error, counted=counted)

    def end(self, job: Job, result: Mapping[str, Any] | None = None) -> None:
        self._change(self.jobs.end, job, result or {}, SOON)

    def set_aside(self, job: Job, error: str = "KeyError 4f2a") -> None:
        self._change(self.jobs.set_aside, job, error, SOON)

    def _change(self, change: Callable[..., None], *values: Any, **more: Any) -> None:
        with self._db.transaction() as session:
            change(session, *values, **more)
            session.commit()


@pytest.fixture
def running(database: Database) -> Running:
    return Running(database)


def ask(
    database: Database,
    member_id: int,
    key: str = "export:1",
    *,
    kind: str = "export",
    workspace_id: str = "T1",
) -> int | None:
    """Somebody asks for a job."""
    with unit_of_work(database, workspace_id) as work:
        number = work.jobs.ask(member_id, kind, key, NOW, VALUES)
        work.commit()
    return number


def seen(database: Database, job_id: int, workspace_id: str = "T1") -> JobRecord | None:
    """How a job stands for whoever asked for it."""
    with look(database, workspace_id) as work:
        return work.jobs.get(job_id)


def test_what_was_asked_for_is_claimed_as_it_was(
    running: Running, database: Database, member: int
) -> None:
    number = ask(database, member)
    assert number is not None
    job = running.claim_one()
    assert job == Job(
        id=number,
        workspace_id="T1",
        member_id=member,
        lane=f"member:{member}",
        kind="export",
        values=VALUES,
        attempts=1,
        fence=1,
        created_at=NOW,
    )


def test_a_job_asked_for_again_is_the_same_job(database: Database, member: int) -> None:
    assert ask(database, member) is not None
    assert ask(database, member) is None
    assert ask(database, member, "export:2") is not None
    assert len(query(database, "SELECT id FROM job")) == 2


def test_a_job_lives_and_dies_with_what_asked_for_it(
    running: Running, database: Database, member: int
) -> None:
    heard = Heard(database.signals.job)
    with unit_of_work(database, "T1") as work:
        work.jobs.ask(member, "export", "export:1", NOW, VALUES)
    assert running.claim() == []
    assert heard.times == 0
    ask(database, member)
    assert heard.times == 1


def test_a_members_jobs_are_done_one_after_the_other_and_nobody_waits_for_another(
    running: Running, database: Database, member: int
) -> None:
    other = a_member(database, slack_id="U2")
    numbers = [ask(database, of, f"job:{n}") for n, of in enumerate((member, member, other))]
    first, others = running.claim()
    assert [first.id, others.id] == [numbers[0], numbers[2]]
    assert running.claim(SOON) == []
    running.end(first)
    assert running.claim_one(SOON).id == numbers[1]


def test_at_most_so_many_are_claimed(running: Running, database: Database) -> None:
    for number in range(3):
        ask(database, a_member(database, slack_id=f"U{number}"), f"job:{number}")
    assert len(running.claim(limit=2)) == 2
    assert len(running.claim(limit=2)) == 1


def test_whether_anything_is_due_is_known_without_claiming_it(
    running: Running, database: Database, member: int
) -> None:
    assert not running.jobs.is_anything_due(NOW)
    ask(database, member)
    assert running.jobs.is_anything_due(NOW)
    assert not running.jobs.is_anything_due(NOW - timedelta(seconds=1))
    running.claim()
    assert not running.jobs.is_anything_due(SOON)


def test_progress_is_seen_and_keeps_the_lease(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    job = running.claim_one()
    running.progressed(job, {"done": 20, "of": 100}, AFTER_LEASE + LEASE)
    found = seen(database, job.id)
    assert found is not None
    assert (found.state, found.progress) == ("working", {"done": 20, "of": 100})
    assert running.claim(AFTER_LEASE) == []
    running.end(job)


def test_what_came_of_a_job_is_kept_and_what_it_was_to_do_is_not(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    job = running.claim_one()
    running.retry(job)
    running.end(running.claim_one(), {"files": ["F1", "F2"]})
    assert seen(database, job.id) == JobRecord(
        id=job.id,
        member_id=member,
        key="export:1",
        kind="export",
        state="done",
        progress={},
        result={"files": ["F1", "F2"]},
        error=None,
        created_at=NOW,
    )
    [(values,)] = query(database, 'SELECT "values" FROM job')
    assert values in ({}, "{}")
    assert running.claim(AFTER_LEASE + LEASE) == []


def test_a_job_given_back_is_tried_again_at_its_time_and_its_lane_waits(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member, "export:1")
    ask(database, member, "export:2")
    job = running.claim_one()
    running.retry(job, SOON, "TimeoutError 4f2a")
    assert running.claim() == []
    again = running.claim_one(SOON)
    assert (again.id, again.attempts, again.fence, again.error) == (
        job.id,
        2,
        2,
        "TimeoutError 4f2a",
    )
    assert again.values == VALUES


def test_an_attempt_counts_unless_it_was_none(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    running.retry(running.claim_one(), counted=False)
    again = running.claim_one()
    assert (again.attempts, again.fence) == (1, 2)


@pytest.mark.parametrize("ends", [Running.set_aside, Running.retry])
def test_what_an_attempt_has_left_behind_is_known_however_it_ends(
    running: Running, database: Database, member: int, ends: Callable[[Running, Job], None]
) -> None:
    number = ask(database, member)
    assert number is not None
    running.left(running.claim_one(), {"files": ["F1"]})
    assert running.claim(SOON) == []  # it is still held
    again = running.claim_one(AFTER_LEASE)
    assert again.result == {"files": ["F1"]}
    ends(running, again)
    found = seen(database, number)
    assert found is not None
    assert found.result == {"files": ["F1"]}
    with unit_of_work(database, "T1") as work:  # the member erases their record
        work.jobs.cancel(member)
        work.commit()
    found = seen(database, number)
    assert found is not None
    assert (found.state, found.result) == ("cancelled", {"files": ["F1"]})


def test_a_job_set_aside_lets_the_next_one_pass_and_can_be_tried_anew(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member, "export:1")
    ask(database, member, "export:2")
    job = running.claim_one()
    running.set_aside(job)
    found = seen(database, job.id)
    assert found is not None
    assert (found.state, found.error) == ("aside", "KeyError 4f2a")
    second = running.claim_one()
    assert second.id != job.id
    running.end(second)
    heard = Heard(database.signals.job)
    assert running.jobs.reopen_aside(SOON) == 1
    assert heard.times == 1
    again = running.claim_one(SOON)
    assert (again.id, again.attempts, again.values) == (job.id, 1, VALUES)


def test_an_old_holder_can_no_longer_say_what_became_of_it(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    slow = running.claim_one()
    quick = running.claim_one(AFTER_LEASE)
    assert (quick.fence, quick.attempts) == (2, 2)
    for late in (
        partial(running.progressed, progress={"done": 1}, lease_until=AFTER_LEASE),
        partial(running.left, result={"files": ["F0"]}),
        running.retry,
        running.end,
        running.set_aside,
    ):
        with pytest.raises(LeaseLost):
            late(slow)
    running.end(quick, {"files": ["F1"]})
    found = seen(database, quick.id)
    assert found is not None
    assert (found.state, found.progress, found.result) == ("done", {}, {"files": ["F1"]})


def test_what_a_job_ends_with_is_lost_with_the_lease(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    slow = running.claim_one()
    running.claim(AFTER_LEASE)

    def end_late() -> None:
        with unit_of_work(database, "T1") as work:
            work.messages.say(member, "say", "ended:1", NOW)
            running.jobs.end(work.session, slow, {}, SOON)
            work.commit()

    with pytest.raises(LeaseLost):
        end_late()
    assert query(database, "SELECT id FROM outbox") == []


def test_dropped_jobs_do_nothing_more_and_whoever_is_at_one_loses_it(
    running: Running, database: Database, member: int
) -> None:
    other = a_member(database, slack_id="U2")
    numbers = [ask(database, of, f"job:{n}") for n, of in enumerate((member, member, other))]
    under_way, others = running.claim()
    running.progressed(under_way, {"done": 1}, AFTER_LEASE)
    with unit_of_work(database, "T1") as work:
        work.jobs.cancel(member)
        work.commit()
    with pytest.raises(LeaseLost):
        running.progressed(under_way, {"done": 2}, AFTER_LEASE)
    assert running.claim(SOON) == []
    rows = query(database, "SELECT id, state, lease_until FROM job WHERE state = 'cancelled'")
    assert sorted(rows) == [(number, "cancelled", None) for number in numbers[:2]]
    found = seen(database, under_way.id)
    assert found is not None
    assert found.progress == {}
    running.end(others)


def test_what_was_set_aside_is_dropped_too(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member)
    running.set_aside(running.claim_one())
    with unit_of_work(database, "T1") as work:
        work.jobs.cancel(member)
        work.commit()
    assert running.jobs.reopen_aside(SOON) == 0


def test_a_member_sees_their_own_jobs_of_a_kind_the_oldest_first(
    running: Running, database: Database, member: int
) -> None:
    other = a_member(database, slack_id="U2")
    one = ask(database, member, "export:1")
    ask(database, member, "erase:1", kind="erase")
    ask(database, other, "export:2")
    two = ask(database, member, "export:3")
    with look(database, "T1") as work:
        found = work.jobs.of_member(member, "export")
    assert [job.id for job in found] == [one, two]


def test_nobody_sees_or_changes_another_workspaces_jobs(
    running: Running, database: Database, member: int
) -> None:
    number = ask(database, member)
    assert number is not None
    assert seen(database, number, "T2") is None
    with unit_of_work(database, "T2") as work:
        assert work.jobs.of_member(member, "export") == []
        work.jobs.cancel(member)
        work.jobs.forget_results(member, "export", number + 1)
        work.commit()
    assert running.claim_one().id == number
    far = a_member(database, "T2", "U2")
    assert ask(database, far, workspace_id="T2") is not None  # the same key, elsewhere


def test_results_of_a_kind_are_forgotten(running: Running, database: Database, member: int) -> None:
    export = ask(database, member, "export:1")
    erase = ask(database, member, "erase:1", kind="erase")
    assert export is not None
    assert erase is not None
    for _ in range(2):
        running.end(running.claim_one(), {"files": ["F1"]})
    with unit_of_work(database, "T1") as work:
        work.jobs.forget_results(member, "export", export)
        work.commit()
    results = [found.result for each in (export, erase) if (found := seen(database, each))]
    assert results == [{"files": ["F1"]}, {"files": ["F1"]}]
    with unit_of_work(database, "T1") as work:
        work.jobs.forget_results(member, "export", erase)
        work.commit()
    results = [found.result for each in (export, erase) if (found := seen(database, each))]
    assert results == [{}, {"files": ["F1"]}]


def test_an_ended_job_is_forgotten_in_time_unless_it_left_something_behind(
    running: Running, database: Database, member: int
) -> None:
    left_files, was_refused, ended = (ask(database, member, f"job:{n}") for n in range(3))
    running.end(running.claim_one(), {"files": ["F1"]})
    running.set_aside(running.claim_one())
    running.end(running.claim_one())
    other = a_member(database, slack_id="U2")
    dropped = ask(database, other, "job:3")
    with unit_of_work(database, "T1") as work:
        work.jobs.cancel(other)
        work.commit()
    waits = ask(database, member, "job:4")
    found = running.jobs.old(AFTER_LEASE, 0)
    assert found == [ended, dropped]
    assert running.jobs.old(AFTER_LEASE, found[-1]) == []
    assert running.jobs.old(NOW, 0) == []
    assert running.jobs.forget([*found, left_files or 0, waits or 0], AFTER_LEASE) == 2
    still = query(database, "SELECT id FROM job ORDER BY id")
    assert [number for (number,) in still] == [left_files, was_refused, waits]


def test_counts_say_what_waits_since_when_and_what_was_set_aside(
    running: Running, database: Database, member: int
) -> None:
    empty = running.jobs.counts()
    assert (empty.open, empty.aside, empty.oldest) == (0, 0, None)
    for number in range(3):
        ask(database, member, f"job:{number}")
    running.end(running.claim_one())
    running.set_aside(running.claim_one())
    counts = running.jobs.counts()
    assert (counts.open, counts.aside, counts.oldest) == (1, 1, NOW)


def test_many_runners_never_share_a_job(database: Database, database_url: str) -> None:
    members = [a_member(database, slack_id=f"U{number}") for number in range(4)]
    for number in range(20):
        ask(database, members[number % 4], f"job:{number}")
    others = [Database(database_url) for _ in range(2)]
    done: list[tuple[int, int]] = []

    def work(db: Database) -> None:
        running = Running(db)
        while len(done) < 20:
            for job in patiently(db, partial(running.claim, limit=2)):
                done.append((job.member_id, job.id))
                patiently(db, partial(running.end, job))

    at_once([partial(work, db) for db in (database, *others) * 2])
    assert len(set(done)) == len(done) == 20
    for member in members:
        numbers = [number for of, number in done if of == member]
        assert numbers == sorted(numbers)
    for other in others:
        other.close()


def test_of_a_group_only_what_has_still_to_be_done_is_dropped(
    running: Running, database: Database, member: int
) -> None:
    ask(database, member, "file:a/1", kind="file")
    running.end(running.claim_one(), {"name": "cert.pdf"})
    ask(database, member, "file:a/2", kind="file")
    ask(database, member, "file:b/3", kind="file")
    under_way = running.claim_one()
    with unit_of_work(database, "T1") as work:
        work.jobs.cancel_group(member, "file", "file:a/", {"left": True})
        work.commit()
    with look(database, "T1") as work:
        states = [one.state for one in work.jobs.of_member(member, "file")]
    assert states == ["done", "cancelled", "new"]
    with pytest.raises(LeaseLost):
        running.end(under_way)
