"""Files as evidence: several of an entry, changed, replaced, taken back, and nobody else's."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.archive import chain
from bot.conversation.durations import as_typed
from bot.policy.file_quotas import FileQuotas
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import actions as record
from bot.services.record import evidence
from bot.services.record.card_view import card_view
from bot.services.record.details_view import details_of
from bot.services.record.entry_changes import find
from bot.services.record.evidence import NAME_MOST, File, file_name, mark
from bot.services.record.evidence_return import wanted
from bot.services.record.undo import undo
from storage.row_types import EntryRecord, EvidenceRecord
from tests.evidence_files import a_file, attached
from tests.services.harness import TEAM, ServiceHarness

HOLDS_TO = date(2027, 5, 3)
OTHER = b"%PDF-1.7 another"
FACTS = {"title": {"value": "High voltage isolation", "place": {"page": 1, "line": 3}}}


@pytest.fixture
def saved(harness: ServiceHarness) -> EntryRecord:
    with harness.open() as ctx:
        return harness.logged(ctx)


def _files(ctx: MemberContext, entry: EntryRecord) -> list[EvidenceRecord]:
    return [one for one in ctx.work.entries.evidence([entry.id])[entry.id] if one.kind == "file"]


def _edited(entry: EntryRecord, **changes: Any) -> record.EditEntry:
    """The form of an entry as it stands, sent with other evidence."""
    form = record.EditEntry(
        entry=entry.id,
        title=entry.title or "",
        from_date=entry.start_date,
        to_date=entry.end_date,
        duration=as_typed(entry.minutes),
        type=entry.type,
        formality=entry.formality,
        provider=entry.provider or "",
        stages={},
    )
    return replace(form, **changes)


def _last(harness: ServiceHarness) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = harness.revisions()[-1][1]["evidence"]
    return found


def test_a_file_is_evidence_with_its_day_and_stands_in_the_chain_by_name_and_hash(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        file = replace(a_file("Zertifikat <ADAS>.pdf"), facts=FACTS)
        assert evidence.attach_file(ctx, saved, file, runs_out=HOLDS_TO)
    with harness.open() as ctx:
        [kept] = _files(ctx, saved)
    assert (kept.name, kept.sha256, kept.size) == (file.name, file.sha256, file.size)
    assert (kept.added_at, kept.runs_out, kept.facts) == (harness.now, HOLDS_TO, FACTS)
    assert _last(harness) == [
        {"kind": "file", "name": file.name, "sha256": file.sha256, "runs_out": "2027-05-03"}
    ]
    with harness.open() as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
        assert {one.format for one in revisions} == {2}
        assert chain.verify(revisions, head=ctx.member.chain_head) is None


def test_an_entry_bears_several_and_each_once(harness: ServiceHarness, saved: EntryRecord) -> None:
    with harness.open() as ctx:
        attached(ctx, saved)
        attached(ctx, saved, "photo.pdf", OTHER)
        before = ctx.member.chain_length
        assert not evidence.attach_file(ctx, saved, a_file("called otherwise.pdf"))
        assert ctx.member.chain_length == before
        assert [one.name for one in _files(ctx, saved)] == ["certificate.pdf", "photo.pdf"]


def test_the_same_file_may_be_evidence_of_two_entries_and_is_kept_once(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        other = harness.logged(ctx, title="Another")
        attached(ctx, saved)
        attached(ctx, other)
    assert harness.query("SELECT count(*) FROM evidence") == [(2,)]
    assert harness.query("SELECT count(*) FROM stored_file") == [(1,)]


def test_evidence_counts_as_such_for_the_rules_and_on_the_card(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        assert ctx.work.entries.count(ctx.member.id, ["logged"], lacking="evidence") == 1
        attached(ctx, saved)
        assert ctx.work.entries.count(ctx.member.id, ["logged"], lacking="evidence") == 0
        view = card_view(ctx, find(ctx, saved.id))
        assert (view.links, view.files) == ((), ("certificate.pdf",))


def test_unticking_takes_a_file_away_in_one_revision_and_undo_brings_it_back(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        attached(ctx, saved, runs_out=HOLDS_TO)
        attached(ctx, saved, "photo.pdf", OTHER)
    with harness.open() as ctx:
        before = _files(ctx, saved)
        length = ctx.member.chain_length
        _edited(saved, dropped_links=frozenset({mark(before[0])})).do(ctx)
        assert [one.name for one in _files(ctx, saved)] == ["photo.pdf"]
        assert ctx.member.chain_length == length + 1
    with harness.open() as ctx:
        [reverted] = undo(ctx)
        assert reverted.besides == ("file",)
        assert {*_files(ctx, saved)} == {*before}
    assert [one["name"] for one in _last(harness)] == ["certificate.pdf", "photo.pdf"]


def test_what_is_taken_away_is_needed_until_then(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    """However long ago it was dropped: an undo may still bring it back."""
    with harness.open() as ctx:
        attached(ctx, saved)
    harness.now += timedelta(days=90)
    with harness.open() as ctx:
        [file] = _files(ctx, saved)
        _edited(saved, dropped_links=frozenset({mark(file)})).do(ctx)
    with harness.open() as ctx:
        [kept] = ctx.work.stored_files.all_of(ctx.member.id)
    assert kept.needed_at == harness.now


def test_undoing_that_it_was_added_needs_it_until_then_too(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        attached(ctx, saved)
    harness.now += timedelta(days=20)
    with harness.open() as ctx:
        undo(ctx)
        assert _files(ctx, saved) == []
        [kept] = ctx.work.stored_files.all_of(ctx.member.id)
    assert kept.needed_at == harness.now


@pytest.mark.parametrize("to", [date(2028, 1, 1), None])
def test_the_last_day_can_be_changed_or_emptied_in_the_form(
    harness: ServiceHarness, saved: EntryRecord, to: date | None
) -> None:
    with harness.open() as ctx:
        attached(ctx, saved, runs_out=HOLDS_TO)
        attached(ctx, saved, "photo.pdf", OTHER, runs_out=HOLDS_TO)
    with harness.open() as ctx:
        [first, second] = _files(ctx, saved)
        _edited(saved, runs_out={mark(first): to, "no such mark": to}).do(ctx)
    with harness.open() as ctx:
        assert _files(ctx, saved) == [replace(first, runs_out=to), second]
        [change, *_] = details_of(ctx, find(ctx, saved.id)).history
        assert {*change.fields} == {"evidence", "salt"}
    with harness.open() as ctx:
        undo(ctx)
        assert _files(ctx, saved) == [first, second]


def test_a_form_that_leaves_it_alone_makes_no_revision(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        attached(ctx, saved, runs_out=HOLDS_TO)
    with harness.open() as ctx:
        [file] = _files(ctx, saved)
        before = ctx.member.chain_length
        _edited(saved, runs_out={mark(file): HOLDS_TO}).do(ctx)
        assert ctx.member.chain_length == before


def test_a_file_takes_the_place_of_another(harness: ServiceHarness, saved: EntryRecord) -> None:
    with harness.open() as ctx:
        attached(ctx, saved)
    with harness.open() as ctx:
        [before] = _files(ctx, saved)
        length = ctx.member.chain_length
        evidence.replace_file(ctx, saved, before, a_file("scan.pdf", OTHER))
        assert [one.name for one in _files(ctx, saved)] == ["scan.pdf"]
        assert ctx.member.chain_length == length + 1
    with harness.open() as ctx:
        undo(ctx)
        assert [one.name for one in _files(ctx, saved)] == ["certificate.pdf"]


def test_revisions_of_either_format_are_compared_by_what_both_tell(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    """The first that this release writes after an older one changed no evidence."""
    with harness.open() as ctx:
        evidence.attach(ctx, saved, ["https://example.org/1"])
    with harness.database.transaction() as session:
        connection = session.connection()
        rows = connection.exec_driver_sql("SELECT id, content FROM entry_revision").all()
        for number, content in rows:
            kept = json.loads(content)
            kept["evidence"] = [one["url"] for one in kept["evidence"]]
            text = chain.canonical(kept).replace("'", "''")
            connection.exec_driver_sql(
                f"UPDATE entry_revision SET content = '{text}', format = 1 WHERE id = {number}"
            )
        session.commit()
    with harness.open() as ctx:
        _edited(saved, title="Another title").do(ctx)
        [change, *_] = details_of(ctx, find(ctx, saved.id)).history
    assert {*change.fields} == {"title", "salt"}


# Whose they are


def test_nobody_elses_file_is_handed_out_changed_or_known(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        file = attached(ctx, saved)
        [kept] = _files(ctx, saved)
        ana = ctx.member.id
    with harness.open("UBEN") as ctx:
        bens = harness.logged(ctx)
        with pytest.raises(Refused, match="not_your_entry"):
            record.SendFile(saved.id, mark(kept)).do(ctx)
        with pytest.raises(Refused, match="file_gone"):
            record.SendFile(bens.id, mark(kept)).do(ctx)
        with pytest.raises(Refused, match="file_gone"):
            evidence.kept_file(ctx, file.sha256)
        ben = ctx.member.id
    assert wanted(harness.contexts, TEAM, ben, saved.id, file.sha256) is None
    assert wanted(harness.contexts, TEAM, ben, bens.id, file.sha256) is None
    assert wanted(harness.contexts, "T2", ana, saved.id, file.sha256) is None
    assert harness.query("SELECT count(*) FROM job") == [(0,)]


def test_a_file_is_asked_for_without_its_name(harness: ServiceHarness, saved: EntryRecord) -> None:
    with harness.open() as ctx:
        file = attached(ctx, saved, "Ana's certificate.pdf")
        [kept] = _files(ctx, saved)
        ana = ctx.member.id
    with harness.open() as ctx:
        record.SendFile(saved.id, mark(kept)).do(ctx)
        [job] = ctx.work.jobs.of_member(ctx.member.id, "hand_back")
    [(values,)] = harness.query('SELECT "values" FROM job')
    assert "Ana" not in str(values)
    assert job.state == "new"
    found = wanted(harness.contexts, TEAM, ana, saved.id, file.sha256)
    assert found is not None
    assert (found.name, found.slack_id) == ("Ana's certificate.pdf", "UANA")


def test_what_is_no_evidence_any_more_is_not_handed_out(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        file = attached(ctx, saved)
        [kept] = _files(ctx, saved)
        ana = ctx.member.id
    with harness.open() as ctx:
        _edited(saved, dropped_links=frozenset({mark(kept)})).do(ctx)
        with pytest.raises(Refused, match="file_gone"):
            record.SendFile(saved.id, mark(kept)).do(ctx)
    assert wanted(harness.contexts, TEAM, ana, saved.id, file.sha256) is None


def test_a_kept_file_without_a_place_is_known_by_its_hash(harness: ServiceHarness) -> None:
    file = File("c" * 64, 7, "image/png", "photo.png", FACTS)
    with harness.open() as ctx:
        evidence.keep_file(ctx, file)
    with harness.open() as ctx:
        assert evidence.kept_file(ctx, file.sha256) == file


# How much


def test_room_is_refused_by_the_limit_that_stands_in_the_way(harness: ServiceHarness) -> None:
    with harness.open("UBEN") as ctx:
        evidence.keep_file(ctx, File("b" * 64, 60, "image/png", "photo.png"))
    with harness.open() as ctx:
        evidence.keep_file(ctx, File("c" * 64, 30, "image/png", "photo.png"))
        ctx.quotas = FileQuotas(file=50, member=70, workspace=120)
        evidence.check_room(ctx, 30)
        evidence.check_room(ctx, 50, "c" * 64)  # it is kept already
        for size, why in ((51, "file_too_large"), (41, "files_full"), (31, "files_full_here")):
            with pytest.raises(Refused, match=f"^{why}$"):
                evidence.check_room(ctx, size)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("certificate.pdf", "certificate.pdf"),
        ("C:\\Users\\ana\\certificate.pdf", "certificate.pdf"),
        ("../../etc/passwd", "passwd"),
        ("two\nlines\u202e.pdf", "two lines .pdf"),
        ("Prüfung – “ADAS”.pdf", "Prüfung – “ADAS”.pdf"),
        ("", "file"),
        (None, "file"),
        ("/", "file"),
    ],
)
def test_a_name_is_kept_without_a_path_and_what_nobody_sees(given: str | None, kept: str) -> None:
    assert file_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("x" * 5000 + ".pdf")
    assert len(name) == NAME_MOST
    assert name.endswith("x.pdf")


def test_undone_after_its_bytes_are_gone_no_entry_claims_them(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    """Undo goes back further than files are kept that no entry bears."""
    with harness.open() as ctx:
        attached(ctx, find(ctx, saved.id))
    with harness.open() as ctx:
        [one] = _files(ctx, saved)
        _edited(find(ctx, saved.id), dropped_links=frozenset({mark(one)})).do(ctx)
    with harness.open() as ctx:
        ctx.work.stored_files.drop(ctx.member.id, ctx.real + timedelta(days=31))
    with harness.open() as ctx:
        undo(ctx)
    with harness.open() as ctx:
        assert _files(ctx, saved) == []
        assert ctx.work.stored_files.all_of(ctx.member.id) == ()
