"""A body's audit as services keep it, on both databases: whose it is, undone, exported, erased, and
reminded of; what is found missing in real entries.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.delivery import audit_sweeps
from bot.documents.model import Document, Period
from bot.policy.audits.preparing import Flaw
from bot.services.audits import body_audit_actions as acting
from bot.services.audits import body_audit_views, body_audits, home_parts
from bot.services.audits.body_audit_rows import rows_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import audit_pack, erasure, export
from bot.services.data_rights.document_request import Wanted
from bot.services.data_rights.documents import document_steps
from bot.services.dispatch.action import Action
from bot.services.dispatch.pages import Mistaken, Say
from bot.services.members import settings
from bot.services.record import entries, late_words, undo_steps
from bot.services.record.disallowing import disallow
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.services.schemes.account_facts import IMPORT
from storage.audits.body_audits import BodyAuditRecord
from storage.row_types import EntryRecord
from tests.evidence_files import attached
from tests.services.audits.staging import ANA, BEA
from tests.services.harness import SATURDAY, TODAY, ServiceHarness

IMI = "imi-register"
FIRST, LAST = date(2023, 12, 1), date(2026, 11, 30)
AFTER = SATURDAY + timedelta(days=11)  # Wednesday, 2 Dec 2026
DUE = date(2027, 1, 12)


@pytest.fixture
def ana(harness: ServiceHarness) -> ServiceHarness:
    """Ana, whose cycle at IMI has ended; what she logged before, she logged in it."""
    with harness.open(ANA) as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, FIRST)
        settings.set_opening(ctx, IMI, cycle=0, year=0)
        settings.set_job(ctx, "technician", date(2020, 1, 1))
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=FIRST)
    return harness


def logged(harness: ServiceHarness, **content: Any) -> int:
    with harness.open(ANA) as ctx:
        return harness.logged(ctx, on=TODAY - timedelta(days=3), **content).id


def told(harness: ServiceHarness, due_on: date | None = DUE) -> int:
    """She tells of an audit, after the cycle has ended."""
    harness.now = AFTER
    with harness.open(ANA) as ctx:
        return body_audits.begin(ctx, IMI, (FIRST, LAST), due_on).id


def audit(harness: ServiceHarness, number: int) -> BodyAuditRecord:
    with harness.open(ANA) as ctx:
        found = ctx.work.body_audits.get(number)
    assert found is not None
    return found


def undone(harness: ServiceHarness) -> str:
    with harness.open(ANA) as ctx:
        said = undo_steps.take_last_back(ctx)
    assert isinstance(said, Say)
    return said.sentence


def swept(harness: ServiceHarness, now: datetime) -> int:
    harness.now = now
    return asyncio.run(audit_sweeps.body_audits(harness.contexts))


def test_the_complete_cycle_is_what_is_offered_first(ana: ServiceHarness) -> None:
    ana.now = AFTER
    with ana.open(ANA) as ctx:
        usual, running = body_audits.offered(ctx)
    assert (usual.cycle.first, usual.cycle.last, usual.usual) == (FIRST, LAST, True)
    assert usual.cycle.met is False
    assert (running.cycle.running, running.usual) == (True, False)


@pytest.mark.parametrize(
    "action",
    [
        acting.ShowBodyAudit,
        acting.AskToChangeBodyAudit,
        acting.BodyAuditSent,
        acting.AskWhatCame,
        acting.DropBodyAudit,
        audit_pack.BringAuditPack,
        lambda audit: acting.BodyAuditCame(audit, "passed"),
        lambda audit: acting.TellBodyAudit(f"{IMI}|{FIRST}|{LAST}", None, audit),
    ],
)
def test_nobody_else_sees_or_changes_it(
    ana: ServiceHarness, action: Callable[[int], Action]
) -> None:
    number = told(ana)
    before = audit(ana, number)
    with ana.open(BEA) as ctx, pytest.raises(Refused, match="no_such_audit"):
        action(number).do(ctx)
    assert audit(ana, number) == before
    with ana.open(BEA) as ctx:
        assert body_audits.open_ones(ctx) == ()
        assert home_parts.BODY_AUDITS.read(ctx) == ()


def test_an_old_button_opens_none_again_that_is_over(ana: ServiceHarness) -> None:
    number = told(ana)
    with ana.open(ANA) as ctx:
        body_audits.came_of_it(ctx, number, "passed")
    over = audit(ana, number)
    with ana.open(ANA) as ctx:
        acting.BodyAuditSent(number).do(ctx)
    assert audit(ana, number) == over
    with ana.open(ANA) as ctx:
        assert body_audits.begin(ctx, IMI, (FIRST, LAST), None).id != number


def test_each_word_is_taken_back_one_after_the_other(ana: ServiceHarness) -> None:
    number = told(ana, None)
    states = []
    for step in range(3):
        ana.now += timedelta(minutes=1)
        states.append(audit(ana, number))
        with ana.open(ANA) as ctx:
            if step == 0:
                body_audits.change(ctx, number, IMI, (FIRST, LAST), DUE)
            elif step == 1:
                body_audits.sent(ctx, number)
            else:
                body_audits.came_of_it(ctx, number, "not_passed")
    assert audit(ana, number).state == "over"
    for before in reversed(states):
        assert undone(ana) == "body_audit_put_back"
        now = audit(ana, number)
        assert (now.state, now.due_on, now.outcome) == (before.state, before.due_on, before.outcome)
    assert undone(ana) == "body_audit_gone"
    assert audit(ana, number).state == "dropped"


def test_undo_goes_back_in_the_order_in_which_things_were_done(ana: ServiceHarness) -> None:
    entry = logged(ana)
    number = told(ana)
    ana.now += timedelta(minutes=1)
    with ana.open(ANA) as ctx:
        entries.edit(ctx, find(ctx, entry), {"title": "Another title"})
    ana.now += timedelta(minutes=1)
    with ana.open(ANA) as ctx:
        body_audits.sent(ctx, number)
    assert undone(ana) == "body_audit_put_back"
    with ana.open(ANA) as ctx:
        undo_steps.take_last_back(ctx)
        assert find(ctx, entry).title == "Isolation course"
    assert audit(ana, number).state == "preparing"


def test_said_a_thousand_times_what_is_kept_for_an_undo_stays_small(ana: ServiceHarness) -> None:
    number = told(ana)
    for day in range(40):
        with ana.open(ANA) as ctx:
            body_audits.change(ctx, number, IMI, (FIRST, LAST), DUE + timedelta(days=day))
    assert len(json.dumps(audit(ana, number).before)) < 8000


def test_reminded_three_times_at_work_and_asked_once(ana: ServiceHarness) -> None:
    logged(ana)
    number = told(ana)
    came = []
    now = AFTER
    while now < AFTER + timedelta(days=60):
        for hours in (0, 12):  # 10:00, and 22:00
            if swept(ana, now + timedelta(hours=hours)):
                came.append((now.date(), hours, ana.said(ANA)[-1][0]))
        now += timedelta(days=1)
    assert came == [
        (date(2026, 12, 29), 0, "body_audit_reminder"),
        (date(2027, 1, 5), 0, "body_audit_reminder"),
        (date(2027, 1, 11), 0, "body_audit_reminder"),  # the 10th is a Sunday
        (date(2027, 1, 13), 0, "body_audit_asked"),
    ]
    with ana.open(ANA) as ctx:
        body_audits.came_of_it(ctx, number, "questions")
    assert swept(ana, now + timedelta(days=7)) == 0


def test_in_days_of_quiet_nothing_comes(ana: ServiceHarness) -> None:
    told(ana)
    with ana.open(ANA) as ctx:
        ctx.change_member(paused_until=date(2027, 1, 8))
    assert swept(ana, datetime.combine(date(2026, 12, 29), AFTER.timetz())) == 0
    assert swept(ana, datetime.combine(date(2027, 1, 8), AFTER.timetz())) == 1


FLAWED: list[tuple[Flaw, Callable[[ServiceHarness, MemberContext, EntryRecord], object]]] = [
    ("test_open", lambda _, ctx, one: changed(ctx, one, evaluate=None)),
    ("no_evidence", lambda *_: None),
    ("evidence_over", lambda _, ctx, one: attached(ctx, one, runs_out=FIRST)),
    ("bytes_lost", lambda _, ctx, one: lost(ctx, one)),
    ("unsure", lambda _, ctx, one: provenance(ctx, one, told_by="LMS")),
    ("dates_doubtful", lambda _, ctx, one: changed(ctx, one, start_date=FIRST - timedelta(9))),
    (
        "not_accepted",
        lambda _, ctx, one: disallow(ctx, find(ctx, one.id), IMI, ctx.today, "relevant"),
    ),
]


def changed(ctx: MemberContext, entry: EntryRecord, **columns: Any) -> None:
    content_changed(ctx, update_fields(ctx, entry, "", **columns), "edited")


def lost(ctx: MemberContext, entry: EntryRecord) -> None:
    attached(ctx, entry)
    ctx.work.write()
    ctx.work.session.connection().exec_driver_sql("DELETE FROM stored_file")


def provenance(ctx: MemberContext, entry: EntryRecord, **came: str) -> None:
    update_fields(ctx, entry, "", provenance={**entry.provenance, **came})


@pytest.mark.parametrize(("flaw", "spoil"), FLAWED)
def test_what_is_missing_is_found_in_real_entries(
    ana: ServiceHarness,
    flaw: Flaw,
    spoil: Callable[[ServiceHarness, MemberContext, EntryRecord], object],
) -> None:
    entry = logged(ana, evaluate="I prove dead first on every battery swap that I do now")
    with ana.open(ANA) as ctx:
        spoil(ana, ctx, find(ctx, entry))
    number = told(ana)
    with ana.open(ANA) as ctx:
        [row] = body_audit_views.view_of(ctx, number).rows
    assert flaw in row.looked.flaws


def test_without_a_job_and_with_the_same_words_twice(ana: ServiceHarness) -> None:
    for title in ("Course", "Another"):
        logged(ana, title=title, evaluate="I prove dead first on every battery swap I do")
    number = told(ana)
    with ana.open(ANA) as ctx:
        ctx.work.session.connection().exec_driver_sql("DELETE FROM job_role")
        ctx.work.files.forget(ctx.member.id)
        view = body_audit_views.view_of(ctx, number)
    assert all({"job_unknown", "same_words"} <= set(one.looked.flaws) for one in view.rows)


def test_what_was_brought_in_without_entries_and_what_was_imported(ana: ServiceHarness) -> None:
    entry = logged(ana)
    with ana.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=3100, year=0)
        provenance(ctx, find(ctx, entry), evaluate="imported", **{IMPORT: "1"})
    number = told(ana)
    with ana.open(ANA) as ctx:
        rows = body_audit_views.view_of(ctx, number).rows
        [home] = home_parts.BODY_AUDITS.read(ctx)
    flaws = {one.entry: set(one.looked.flaws) for one in rows}
    assert "untouched" in flaws[entry]
    assert flaws[0] == {"opening_alone"}
    assert (home.stops, home.balance) == (len(rows) - 1, True)


def test_pages_hold_ten_and_only_the_audited_days(ana: ServiceHarness) -> None:
    for place in range(12):
        logged(ana, title=f"Course {place}", evaluate=f"Line {place} about what I do on the job")
    with ana.open(ANA) as ctx:
        ana.logged(ctx, title="Before", on=FIRST - timedelta(days=1))
    number = told(ana)
    with ana.open(ANA) as ctx:
        first = body_audit_views.view_of(ctx, number)
        last = body_audit_views.view_of(ctx, number, "all", page=99)
    assert (first.entries, first.pages, len(first.rows)) == (12, 2, 10)
    assert (last.page, len(last.rows)) == (1, 2)


def test_what_is_mended_is_dated_as_such_everywhere(ana: ServiceHarness) -> None:
    entry = logged(ana)
    number = told(ana)
    ana.now = AFTER + timedelta(days=1)
    with ana.open(ANA) as ctx:
        changed(ctx, find(ctx, entry), evaluate="Since then I also check the contactor each time")
    ana.now = AFTER + timedelta(days=2)
    with ana.open(ANA) as ctx:
        known = body_audits.own(ctx, number)
        [row] = rows_of(ctx, known)
        wanted = Wanted("pdf", (IMI,), Period("cycle", FIRST, LAST))
        [document] = [one for one in document_steps(ctx, wanted) if isinstance(one, Document)]
        exported = json.loads(b"".join(export.export_json(ctx.work, ctx.member, ctx.now)))
    on = (AFTER + timedelta(days=1)).date()
    assert [(one.what, one.on) for one in row.late] == [("evaluation", on)]
    assert document.entries[0].late == (("evaluation", on),)
    assert document.entries[0].late_after == "cycle"
    [kept] = exported["body_audits"]
    assert kept["added_after"] == [{"entry": entry, "what": "evaluation", "on": on.isoformat()}]
    assert "before" not in kept


def test_a_whole_entry_that_was_added_later_says_so(ana: ServiceHarness) -> None:
    told(ana)
    entry = logged(ana)
    with ana.open(ANA) as ctx:
        late = late_words.late_words(ctx.work, ctx.member.id, LAST, ctx.zone)
    assert late == {entry: (late_words.Late("entry", AFTER.date()),)}


def test_erasing_takes_it_along_and_waits_for_a_pack(ana: ServiceHarness) -> None:
    number = told(ana)
    with ana.open(ANA) as ctx:
        audit_pack.ask(ctx, number)
        audit_pack.ask(ctx, number)
    assert ana.query("SELECT count(*) FROM job WHERE kind = 'audit_pack'") == [(1,)]
    with ana.open(ANA) as ctx, pytest.raises(Refused, match="file_under_way"):
        erasure.erase(ctx, erasure.CONFIRMATION)
    with ana.open(ANA) as ctx:
        ctx.work.jobs.cancel(ctx.member.id)
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert ana.query("SELECT count(*) FROM body_audit") == [(0,)]


@pytest.mark.parametrize(
    ("which", "due_on", "field"),
    [
        ("", DUE, "body_audit_which"),
        (f"{IMI}|never|{LAST}", DUE, "body_audit_which"),
        (f"cmi|{FIRST}|{LAST}", DUE, "body_audit_which"),
        (f"{IMI}|{FIRST}|{LAST}", date(2026, 12, 1), "body_audit_due"),
        (f"{IMI}|{FIRST}|{LAST}", date(2036, 12, 1), "body_audit_due"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    ana: ServiceHarness, which: str, due_on: date, field: str
) -> None:
    ana.now = AFTER
    with ana.open(ANA) as ctx, pytest.raises(Mistaken) as mistaken:
        acting.TellBodyAudit(which, due_on).do(ctx)
    assert set(mistaken.value.fields) == {field}


def test_under_a_scheme_that_was_left_it_stays_and_weighs_nothing(ana: ServiceHarness) -> None:
    logged(ana)
    number = told(ana)
    with ana.open(ANA) as ctx:
        settings.leave(ctx, IMI)
    with ana.open(ANA) as ctx:
        view = body_audit_views.view_of(ctx, number)
    assert view.away
    assert not view.account
    assert view.entries == 1
