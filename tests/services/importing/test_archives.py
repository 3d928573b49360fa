"""An archive of a record is taken in elsewhere: shown, confirmed as a whole, and taken back."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.delivery.archive_intake import always
from bot.delivery.import_jobs import forget_previews
from bot.policy.file_quotas import FileQuotas
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights.erasure import CONFIRMATION, erase, erase_more
from bot.services.importing import actions as importing
from bot.services.importing import archives, arrivals
from bot.services.importing.archives import MISSING, about_of
from bot.services.importing.arrivals import FileFacts
from bot.services.members import settings
from storage.data_rights.member_data import Erased
from storage.evidence.store import Place
from storage.queues.jobs import Jobs
from storage.row_types import EntryRecord
from tests.archives import CONTENT, content_of, entry, failures, packed, revised
from tests.services.harness import TEAM, ServiceHarness
from tests.services.importing.archive_driving import (
    archive_of,
    checked,
    exported,
    from_elsewhere,
    give,
    read_archive,
    with_store,
)
from tests.services.importing.driving import (
    Killed,
    found,
    lease_runs_out,
    member_id,
    take,
    work_off,
)


def entries_of(harness: ServiceHarness) -> list[EntryRecord]:
    with harness.open() as ctx:
        return list(ctx.work.member_data.entries(ctx.member.id, 0, 1_000))


def segments_in(record: dict[str, Any]) -> list[tuple[str, int]]:
    return [(one["member"]["name"], one["length"]) for one in record["segments"]]


def taken(harness: ServiceHarness, folder: Path, archive: bytes, key: str = "file:9") -> int:
    number = give(harness, folder, archive, key=key)
    work_off(harness)
    take(harness, number)
    work_off(harness)
    return number


def test_a_record_from_elsewhere_waits_is_taken_handed_on_and_taken_back(
    office: ServiceHarness, tmp_path: Path
) -> None:
    store = with_store(office, tmp_path)
    record = from_elsewhere()
    number = give(office, tmp_path, packed(record))
    work_off(office)
    known = found(office, number)
    assert (known.counts["taken"], known.counts["skipped"], known.counts[MISSING]) == (3, 1, 0)
    assert entries_of(office) == []
    assert exported(office)["segments"] == []
    take(office, number)
    work_off(office)
    [first, second, third] = entries_of(office)
    assert [one.title for one in (first, second, third)] == ["Course one", "Course 2", "Course 3"]
    assert first.evaluate == "I prove dead before I touch the pack."
    assert first.provenance["archive"] == "Ana, Old Works of 2026-11-21"
    assert "archive_own" not in first.provenance
    with office.open() as ctx:
        [borne] = ctx.work.entries.evidence([second.id])[second.id]
        assert borne.sha256 is not None
        assert store.content(Place("T1", ctx.member.id, borne.sha256)) == CONTENT
        assert borne.sha256 == hashlib.sha256(CONTENT).hexdigest()
        assert (borne.name, borne.size) == ("certificate.pdf", len(CONTENT))
        assert ctx.work.assessments.of_entries([first.id])[first.id]
    handed_on = exported(office)
    assert segments_in(handed_on) == [("Ana", 4)]
    assert [one["revision"] for one in handed_on["segment_revisions"]] == record["revisions"]
    assert handed_on["revisions"][-1]["entry_id"] == 0
    told = json.loads(handed_on["revisions"][-1]["content"])
    assert told["segments"] == [{"length": 4, "head": record["chain"]["head"]}]
    report = checked(tmp_path, handed_on)
    assert failures(report) == []
    assert any("sealed segment of Ana at Old Works: 4 revisions" in one.text for one in report.said)
    again = give(office, tmp_path, packed(record), key="file:10")
    work_off(office)
    assert found(office, again).counts["there"] == 3
    with pytest.raises(Refused, match="nothing_to_take"):
        take(office, again)
    with office.open() as ctx:
        importing.UndoImport(number).do(ctx)
    assert exported(office)["segments"] == []
    work_off(office)
    assert entries_of(office) == []
    assert failures(checked(tmp_path, exported(office))) == []


def _some_arrive(harness: ServiceHarness, folder: Path, archive: bytes) -> None:
    """A process that dies has kept some revisions of the chain, and another some entries."""
    read = read_archive(folder, archive)
    assert read.lines is not None
    assert read.entries is not None
    facts, whose = FileFacts("file:9"), (TEAM, member_id(harness))
    contexts = harness.contexts
    known = archives.begin(contexts, whose, facts, read, missing=0, still_ours=always)
    assert known is not None
    [segment] = archives.segments_of(contexts, TEAM, known)
    lines = [json.dumps(json.loads(one)["r"]) for one in read.lines.read_text().splitlines()[:7]]
    assert archives.keep_lines(contexts, TEAM, known, segment, lines)
    assert not archives.keep_lines(contexts, TEAM, known, segment, lines)
    rows = [[json.loads(one)] for one in read.entries.read_text().splitlines()[:5]]
    assert arrivals.keep_rows(contexts, TEAM, known, rows)


def test_killed_at_each_step_it_is_taken_once(office: ServiceHarness, tmp_path: Path) -> None:
    with_store(office, tmp_path)
    record = from_elsewhere()
    for number in range(10, 130):
        record["entries"].append(entry(number, title=f"Talk of day {number}"))
        revised(record, "saved", number, content_of(record["entries"][-1]))
    archive = packed(record)
    for steps in range(2):  # at the file's row, and at the import's
        units = iter(range(steps))

        def dies(_ctx: MemberContext, units: Iterator[int] = units) -> None:
            if next(units, None) is None:
                raise Killed

        with pytest.raises(Killed):
            give(office, tmp_path, archive, still_ours=dies)
    _some_arrive(office, tmp_path, archive)
    number = give(office, tmp_path, archive)
    assert give(office, tmp_path, archive) == number
    with pytest.raises(Killed):
        work_off(office, dies_after=0)
    lease_runs_out(office)
    work_off(office)
    take(office, number)
    for dies_after in (0, 1):
        with pytest.raises(Killed):
            work_off(office, dies_after=dies_after)
        lease_runs_out(office)
    work_off(office)
    assert len(entries_of(office)) == 123
    handed_on = exported(office)
    assert [one["revision"] for one in handed_on["segment_revisions"]] == record["revisions"]
    assert failures(checked(tmp_path, handed_on)) == []


def test_what_was_erased_there_stays_hashes_and_a_foreign_segment_is_handed_on(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    record = from_elsewhere()
    for one in record["revisions"]:
        one["content"] = None if one["entry_id"] == 3 else one["content"]
    revised(record, "erased", 3, {"entries": 1, "salt": "1" * 32})
    record["entries"] = [one for one in record["entries"] if one["id"] != 3]
    inner = from_elsewhere("Bea")
    record |= {
        "segments": [
            {
                "number": 1,
                "import": 7,
                "workspace": {"id": "T8", "name": "Older Works"},
                "member": inner["member"],
                "exported_at": inner["exported_at"],
                **inner["chain"],
            }
        ],
        "segment_revisions": [{"segment": 1, "revision": one} for one in inner["revisions"]],
    }
    about = {"length": 4, "head": inner["chain"]["head"]}
    revised(record, "imported", 0, {"import": 7, "segments": [about], "salt": "2" * 32})
    taken(office, tmp_path, packed(record))
    handed_on = exported(office)
    assert segments_in(handed_on) == [("Ana", 6), ("Bea", 4)]
    kept = [one["revision"] for one in handed_on["segment_revisions"] if one["segment"] == 1]
    assert kept == record["revisions"]
    assert [one["entry_id"] for one in kept if one["content"] is None] == [3]
    assert failures(checked(tmp_path, handed_on)) == []
    assert [one.title for one in entries_of(office)] == ["Course one", "Course 2"]


def test_a_record_is_restored_after_its_erasure_by_its_own_archive(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    with office.open() as ctx:
        kept = office.logged(ctx, title="Isolation course")
    archive = archive_of(exported(office))
    whole = give(office, tmp_path, archive)
    work_off(office)
    with office.open() as ctx:
        about = about_of(ctx, ctx.work.imports.get(whole, ctx.member.id))  # type: ignore[arg-type]
        assert about is not None
        assert about.relation == "whole"
    assert found(office, whole).counts["there"] == 1
    with office.open() as ctx:
        erase(ctx, CONFIRMATION)
    while erase_more(office.contexts, TEAM, kept.member_id, Erased(kept.id, 1)):
        pass
    with office.open() as ctx:
        ctx.work.jobs.cancel(kept.member_id)
    assert exported(office)["segments"] == []
    number = taken(office, tmp_path, archive, key="file:11")
    [back] = entries_of(office)
    assert (back.title, back.evaluate) == (kept.title, kept.evaluate)
    assert back.id != kept.id
    assert back.provenance["archive_own"] == "yes"
    handed_on = exported(office)
    assert handed_on["segments"][0]["import"] == number
    assert failures(checked(tmp_path, handed_on)) == []


def _erased(office: ServiceHarness) -> None:
    with office.open() as ctx:
        last = max(one.id for one in ctx.work.member_data.entries(ctx.member.id, 0, 99))
        length = ctx.member.chain_length
        erase(ctx, CONFIRMATION)
    while erase_more(office.contexts, TEAM, member_id(office), Erased(last, length)):
        pass
    with office.open() as ctx:
        ctx.work.jobs.cancel(ctx.member.id)


def test_what_came_with_an_archive_is_no_more_checked_for_having_been_in_ones_own(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    with office.open() as ctx:
        office.logged(ctx, title="Isolation course")
    taken(office, tmp_path, packed(from_elsewhere("Ben")))
    archive = archive_of(exported(office))
    _erased(office)
    taken(office, tmp_path, archive, key="file:11")
    told = {
        one.title: (one.provenance["archive"], one.provenance.get("archive_own"))
        for one in entries_of(office)
    }
    assert told["Isolation course"] == ("Uana, T1 of 2026-11-21", "yes")
    assert told["Course 2"] == ("Ben, Old Works of 2026-11-21", None)


def test_what_was_written_behind_ones_own_chain_is_not_checked(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    with office.open() as ctx:
        office.logged(ctx, title="Isolation course")
    record = exported(office)
    made_up = {**record["entries"][0], "id": 99, "title": "A course that never was"}
    record["entries"].append(made_up)
    content = json.loads(record["revisions"][0]["content"])
    revised(record, "saved", 99, {**content, **content_of(made_up)})
    taken(office, tmp_path, archive_of(record))
    _, forged = entries_of(office)
    assert forged.title == "A course that never was"
    assert "archive_own" not in forged.provenance


def test_an_older_archive_of_ones_own_brings_nothing_that_is_there_under_another_name(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    with office.open() as ctx:
        office.logged(ctx, title="Isolation course")
    record = exported(office)
    with office.open() as ctx:
        [kept] = ctx.work.member_data.entries(ctx.member.id, 0, 9)
        ctx.work.entries.change(kept, ctx.now, title="Something else altogether")
    number = give(office, tmp_path, archive_of(record))
    work_off(office)
    assert found(office, number).counts["there"] == 1


@pytest.mark.parametrize(
    ("member", "name", "relation"),
    [
        (("UANA", "T1"), "Ana", "claimed"),
        (("UELSE", "T9"), "Uana", "named"),
        (("UELSE", "T9"), "Helen Ward", "other"),
        (("UELSE", "T1"), "Helen Ward", "other"),
        (("UELSE", "T9"), None, "other"),
    ],
)
def test_whose_it_was_is_said_by_its_own_word_alone(
    sqlite_office: ServiceHarness,
    tmp_path: Path,
    member: tuple[str, str],
    name: str | None,
    relation: str,
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    with office.open() as ctx:
        office.logged(ctx)
    record = from_elsewhere()
    record["member"] = {**record["member"], "slack_id": member[0], "name": name}
    record["workspace"] = {"id": member[1], "name": "Old Works"}
    number = give(office, tmp_path, packed(record))
    with office.open() as ctx:
        known = ctx.work.imports.get(number, ctx.member.id)
        assert known is not None
        about = about_of(ctx, known)
    assert about is not None
    assert about.relation == relation


def test_words_that_are_not_claimed_fill_no_stage_and_private_ones_stay_private(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    record = from_elsewhere()
    one = record["entries"][0]
    one["private_stages"] = ["evaluate"]
    one["provenance"] = {"helped:evaluate": "question-3"}
    revised(record, "edited", 1, content_of(one))
    number = give(office, tmp_path, packed(record))
    work_off(office)
    take(office, number, words=False)
    work_off(office)
    first = entries_of(office)[0]
    assert (first.evaluate, first.source_text) == (None, "I prove dead before I touch the pack.")
    with office.open() as ctx:
        importing.UndoImport(number).do(ctx)
    work_off(office)
    taken(office, tmp_path, packed(record), key="file:12")
    first = entries_of(office)[0]
    assert first.private_stages == ("evaluate",)
    assert "helped:evaluate" in first.provenance


def test_evidence_that_finds_no_room_is_said_and_its_entry_taken(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path, FileQuotas(file=5))
    number = taken(office, tmp_path, packed(from_elsewhere()))
    assert found(office, number).counts[MISSING] == 1
    with office.open() as ctx:
        second = ctx.work.member_data.entries(ctx.member.id, 0, 9)[1]
        assert ctx.work.entries.evidence([second.id])[second.id] == ()
    with_store(office, tmp_path)
    number = give(office, tmp_path, packed(from_elsewhere(), contents={}), key="file:12")
    assert found(office, number).counts[MISSING] == 1


def test_a_bodys_decision_comes_along_and_a_cycles_start_only_by_word(
    sqlite_harness: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_harness
    with_store(office, tmp_path)
    with office.open() as ctx:
        settings.enrol(ctx, "generic-30-90")
    decision = {"pack": "imi-register", "on": "2026-11-21", "reason": "relevant"}
    start = {"pack": "generic-30-90", "category": "", "cycle_start": "2025-06-01"}
    record = from_elsewhere(enrolments=[{**start, "opening_cycle": 500}])
    one = record["entries"][0]
    one["disallowed"] = [decision]
    revised(record, "edited", 1, {**content_of(one), "disallowed": [decision]})
    number = taken(office, tmp_path, packed(record))
    assert [dict(each) for each in entries_of(office)[0].disallowed] == [decision]
    with office.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        assert (enrolment.cycle_start, enrolment.opening_cycle) == (None, None)
        importing.UseCycleStart(number, "generic-30-90").do(ctx)
    with office.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        assert enrolment.cycle_start == date(2025, 6, 1)
        with pytest.raises(Refused, match="no_such_start"):
            importing.UseCycleStart(number, "generic-30-90").do(ctx)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"start_date": "0001-01-01", "end_date": "0001-01-01"}, "too_old"),
        ({"start_date": "1951-03-02", "end_date": "2026-11-20"}, "too_old"),
        ({"minutes": 1441}, "too_long"),
        ({"minutes": 2_000_000_000}, "too_long"),
        ({"start_date": "2026-11-19", "minutes": 2881}, "too_long"),
        ({"start_date": "2026-11-19", "minutes": 2880}, ""),
        ({"minutes": None}, ""),
    ],
)
def test_what_cannot_well_be_is_doubted_as_a_row_is(
    sqlite_office: ServiceHarness, tmp_path: Path, told: dict[str, Any], why: str
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    record = from_elsewhere(entries=[], revisions=[], files=[], chain={"length": 0, "head": ""})
    record["entries"] = [entry(1), entry(2, **{"title": "Another talk", **told})]
    for one in record["entries"]:
        revised(record, "saved", one["id"], content_of(one))
    number = give(office, tmp_path, archive_of(record))
    work_off(office)
    known = found(office, number)
    with office.open() as ctx:
        rows = ctx.work.imports.rows(known, 0, 10)
    assert [(row.verdict, row.why) for row in rows] == [
        ("taken", ""),
        ("doubtful", why) if why else ("taken", ""),
    ]
    take(office, number)
    work_off(office)
    assert len(entries_of(office)) == (1 if why else 2)
    assert failures(checked(tmp_path, exported(office))) == []


def test_an_archive_without_entries_offers_nothing(
    sqlite_office: ServiceHarness, tmp_path: Path
) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    empty = from_elsewhere(entries=[], revisions=[], files=[], chain={"length": 0, "head": ""})
    number = give(office, tmp_path, archive_of(empty))
    work_off(office)
    with pytest.raises(Refused, match="nothing_to_take"):
        take(office, number)


def test_erasing_takes_sealed_segments_along(sqlite_office: ServiceHarness, tmp_path: Path) -> None:
    office = sqlite_office
    with_store(office, tmp_path)
    taken(office, tmp_path, packed(from_elsewhere()))
    with office.open() as ctx:
        erase(ctx, CONFIRMATION)
    record = exported(office)
    assert (record["segments"], record["segment_revisions"]) == ([], [])
    with office.database.snapshot() as session:
        assert session.execute(text("SELECT count(*) FROM segment_revision")).scalar_one() == 0


@pytest.mark.parametrize("over", [importing.LeaveImport, importing.UndoImport])
def test_chains_that_an_older_process_left_of_one_that_is_over_are_swept(
    sqlite_office: ServiceHarness, tmp_path: Path, over: Any
) -> None:
    """It knows of no chains, and takes the job that tidies up after an import to be done."""
    office = sqlite_office
    with_store(office, tmp_path)
    kept = taken(office, tmp_path, packed(from_elsewhere()))
    entries = [entry(1, title="Another talk", start_date="2026-11-03", end_date="2026-11-03")]
    other = from_elsewhere("Helen", entries=entries, revisions=[], files=[])
    revised(other, "saved", 1, content_of(other["entries"][0]))
    number = give(office, tmp_path, archive_of(other), key="file:10")
    work_off(office)
    if over is importing.UndoImport:
        take(office, number)
        work_off(office)
    with office.open() as ctx:
        over(number).do(ctx)
    [job] = Jobs(office.database).claim(office.now, 1, timedelta(minutes=1))
    assert job.kind == "import_tidy"
    with office.database.transaction() as session:
        Jobs(office.database).end(session, job, {}, office.now)
        session.commit()
    assert _imports_with_chains(office) == [kept, number]
    asyncio.run(forget_previews(office.contexts))
    assert _imports_with_chains(office) == [kept]


def _imports_with_chains(harness: ServiceHarness) -> list[int]:
    query = "SELECT DISTINCT import_id FROM sealed_segment JOIN segment_revision"
    return [row[0] for row in harness.query(f"{query} ON segment_id = id ORDER BY import_id")]
