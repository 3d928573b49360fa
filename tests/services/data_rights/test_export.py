"""The export: complete, the same each time, safe to open, and verifiable without us."""

import csv
import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.archive import chain
from bot.conversation.reading import read
from bot.services.data_rights import export
from bot.services.data_rights.archive import contents
from bot.services.data_rights.entry_cells import safe_cell
from bot.services.data_rights.export import (
    FileFormat,
    Piece,
    Progress,
    ask_for_export,
)
from bot.services.importing import undoing
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.heard import Message
from bot.services.record.revisions import chain_revision
from bot.services.teams import links as team_links
from bot.services.teams.team_view import team_page
from storage.data_rights.member_data import Erased
from storage.engine.database import Database
from tests.evidence_files import attached
from tests.properties import examples
from tests.services.harness import ServiceHarness, named
from tests.services.importing.driving import imported, log_of, work_off

IMI = "imi-register"
DOCS = Path(__file__).parents[3] / "docs" / "export.md"


def _exported(harness: ServiceHarness, file_format: FileFormat, slack_id: str = "UANA") -> bytes:
    with harness.open(slack_id) as ctx:
        steps = list(export.pieces(ctx, (file_format,)))
    return b"".join(step.content for step in steps if isinstance(step, Piece))


def _document(harness: ServiceHarness) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_exported(harness, "json"))
    return document


def _full_record(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
        entry = harness.logged(
            ctx,
            title="Isolation <R&D> “café”",
            provenance={"title": "read"},
            in_opening={IMI: False},
        )
        ctx.work.entries.add_evidence(entry, "link", "https://a.example", ctx.now)
        harness.logged(ctx, reflect="=HYPERLINK(1)", private_stages=["reflect"])
        team_links.name_manager(ctx, named("UMAX"))
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
        team_page(ctx)


def test_the_document_holds_everything_under_the_names_that_the_docs_give(
    harness: ServiceHarness,
) -> None:
    _full_record(harness)
    document = _document(harness)
    in_docs = re.findall(r"^\| (`[^|]+`) \|", DOCS.read_text(), re.MULTILINE)
    names = [name for cell in in_docs for name in re.findall(r"`(\w+)`", cell)]
    assert list(document) == names
    assert document["format"] == "cpdbot-export-1"
    assert document["member"]["slack_id"] == "UANA"
    assert document["settings"]["work_days"] == "01234"
    assert document["enrolments"][0]["opening_cycle"] == 2500
    assert document["job_roles"][0]["title"] == "Vehicle technician"
    first, second = document["entries"]
    assert first["title"] == "Isolation <R&D> “café”"
    assert first["provenance"] == {"title": "read"}
    assert [one["url"] for one in first["evidence"]] == ["https://a.example"]
    assert first["assessments"][0]["pack_version"].startswith("imi-register@")
    assert second["private_stages"] == ["reflect"]
    assert [one["kind"] for one in document["revisions"]] == ["saved", "saved"]
    assert document["chain"]["head"] == document["revisions"][-1]["hash"]
    assert document["access_log"][0]["viewer_name"] == "Umax"
    assert document["team_links"][0]["state"] == "active"


def test_what_the_member_wanted_to_be_asked_about_an_entry_is_in_the_document(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        entry = harness.logged(ctx, plan="check the bracket")
        one = ctx.work.follow_ups.add(ctx.member.id, entry.id, "plan", ctx.today, ctx.now)
        ctx.work.follow_ups.change(one, state="answered", answered_on=ctx.today)
    [[follow_up]] = [one["follow_ups"] for one in _document(harness)["entries"]]
    assert (follow_up["kind"], follow_up["state"]) == ("plan", "answered")
    assert follow_up["answered_on"] == follow_up["day"] == "2026-11-21"


def test_words_that_wait_for_a_choice_are_in_the_document_until_it_is_made(
    harness: ServiceHarness,
) -> None:
    words = "the new torque wrench is great"
    with harness.open() as ctx:
        messages.Write(Message("m1", words, "D1", "1.0")).do(ctx)
    [held] = _document(harness)["held_messages"]
    assert (held["text"], held["held_at"]) == (words, "2026-11-21T10:00:00.000000Z")
    assert held["values"]["labels"] == ["New entry", "Forget it"]
    with harness.open() as ctx:
        record.SettleMessage(held["key"], "forget").do(ctx)
    assert _document(harness)["held_messages"] == []


def test_what_did_not_fit_is_in_the_document_and_no_hash_of_an_account_is(
    harness: ServiceHarness,
) -> None:
    words = "I prove dead before I touch the pack, on every job"
    with harness.open() as ctx:
        for minutes, title in ((840, "Isolation course"), (720, "Battery course")):
            reading = read(f"{title} yesterday", now=ctx.now, tz=ctx.zone)
            entry = entries.begin(ctx, reading, Source(title, title))
            changes = {"minutes": minutes, "evaluate": words}
            entries.save(ctx, entries.edit(ctx, entry, changes))
    document = _document(harness)
    first, second = document["entries"]
    checks = [one for one in second["dialogue"]["held"] if one["kind"] == "check"]
    assert [(one["about"], one["values"], one["state"]) for one in checks] == [
        ("day", ["2026-11-20", 1560], "asked"),
        ("own_words", [], "asked"),
    ]
    assert "account_hash" not in first
    [(kept,)] = harness.query("SELECT DISTINCT account_hash FROM entry")
    assert len(kept) == 64
    for file_format in export.FORMATS:
        assert kept.encode() not in _exported(harness, file_format)


def test_the_same_record_gives_the_same_bytes(harness: ServiceHarness) -> None:
    _full_record(harness)
    for file_format in export.FORMATS:
        assert _exported(harness, file_format) == _exported(harness, file_format)


def test_an_empty_record_is_a_document_too(harness: ServiceHarness) -> None:
    document = _document(harness)
    assert (document["entries"], document["chain"]) == ([], {"length": 0, "head": ""})
    assert len(_rows(_exported(harness, "csv"))) == 1


def test_nothing_is_lost_between_pages(harness: ServiceHarness) -> None:
    count = export.PAGE + 3
    with harness.open() as ctx:
        for number in range(count):
            ctx.work.entries.add(
                ctx.member.id, "draft", ctx.now, source_key=None, title=f"Entry {number}"
            )
    document = _document(harness)
    assert [one["title"] for one in document["entries"]] == [f"Entry {n}" for n in range(count)]
    assert len(_rows(_exported(harness, "csv"))) == count + 1


def test_nobody_elses_rows_are_in_it(harness: ServiceHarness) -> None:
    with harness.open("UBEN") as ctx:
        harness.logged(ctx, title="Somebody else's")
    _full_record(harness)
    assert b"Somebody else" not in _exported(harness, "json")
    assert b"Somebody else" not in _exported(harness, "csv")


def test_an_archive_is_one_job_which_is_announced_in_the_members_messages(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        ask_for_export(ctx)
        names = [contents(ctx, one).file_name for one in (None, "json", "csv")]
    assert names == [
        "cpd-archive-2026-11-21.zip",
        "cpd-record-2026-11-21.json",
        "cpd-record-2026-11-21.csv",
    ]
    [(job_id, kind, state)] = harness.query("SELECT id, kind, state FROM job")
    assert (kind, state) == ("export", "new")
    assert harness.said() == [("job", {"job_id": job_id})]


def test_asked_for_again_while_it_is_under_way_it_is_not_made_twice(
    harness: ServiceHarness,
) -> None:
    for _ in range(2):
        with harness.open() as ctx:
            ask_for_export(ctx)
    assert harness.query("SELECT count(*) FROM job") == [(1,)]
    assert len(harness.said()) == 1


def test_how_far_a_file_has_come_is_told_between_its_pieces(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        for number in range(30):
            harness.logged(ctx, evaluate=f"{number} " * 5000)
    with harness.open() as ctx:
        steps = list(export.pieces(ctx))
    told = [step for step in steps if isinstance(step, Progress)]
    assert {step.format for step in told} == {"json", "csv"}
    assert all(0 < step.done <= step.entries == 30 for step in told)
    assert [step.done for step in told if step.format == "json"][-1] == 30


def test_files_are_in_both_by_name_hash_and_last_day(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = harness.logged(ctx)
        ctx.work.entries.add_evidence(entry, "link", "https://a.example", ctx.now)
        file = attached(ctx, entry, "=HYPERLINK.pdf", runs_out=date(2027, 5, 3))
        attached(ctx, entry, "photo.png", b"another")
    document = _document(harness)
    [_, first, second] = document["entries"][0]["evidence"]
    assert (first["kind"], first["name"], first["sha256"]) == ("file", file.name, file.sha256)
    assert (first["runs_out"], second["runs_out"]) == ("2027-05-03", None)
    assert [one["sha256"] for one in document["files"]] == [first["sha256"], second["sha256"]]
    assert document["files"][0]["size"] == file.size
    header, row = _rows(_exported(harness, "csv"))
    assert dict(zip(header, row, strict=True))["evidence"].splitlines() == [
        "https://a.example",
        f"=HYPERLINK.pdf (sha256:{file.sha256}, runs out 2027-05-03)",
        f"photo.png (sha256:{second['sha256']})",
    ]


def test_the_lines_in_the_docs_verify_a_chain_that_an_older_release_began(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    with harness.open() as ctx:
        old = harness.logged(ctx)
        [first] = ctx.work.member_data.revisions(ctx.member.id, 0, 10)
        as_it_was = chain.link(
            "", 1, first.kind, first.at, first.entry_id, first.content_hash, written_as=1
        )
        member_id = ctx.member.id
    with harness.database.transaction() as session:
        session.connection().exec_driver_sql(
            f"UPDATE entry_revision SET format = 1, hash = '{as_it_was}'"
        )
        session.connection().exec_driver_sql(
            f"UPDATE member SET chain_head = '{as_it_was}' WHERE id = {member_id}"
        )
        session.commit()
    with harness.open() as ctx:
        attached(ctx, old)
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 10)
        assert [one.format for one in revisions] == [1, 2]
        assert chain.verify(revisions, head=ctx.member.chain_head) is None
    document = _document(harness)
    file = tmp_path / "record.json"
    file.write_bytes(_exported(harness, "json"))
    assert _verify(file).stdout.strip() == document["chain"]["head"]
    first_row, second_row = document["revisions"]
    for changed in ({**first_row, "format": 2}, {**first_row, "kind": "edited"}):
        file.write_text(json.dumps({**document, "revisions": [changed, second_row]}))
        assert _verify(file).returncode == 1
    del first_row["format"]  # as an export of that release has it
    head = {"length": 1, "head": as_it_was}
    file.write_text(json.dumps({**document, "chain": head, "revisions": [first_row]}))
    assert _verify(file).stdout.strip() == as_it_was


def _verify(file: Path) -> subprocess.CompletedProcess[str]:
    """Runs the very lines that stand in the docs."""
    lines, _ = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert len(lines.splitlines()) == 10
    return subprocess.run(
        [sys.executable, "-c", lines, file], capture_output=True, text=True, check=False
    )


def test_the_lines_in_the_docs_verify_the_chain_and_find_what_was_tampered_with(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    _full_record(harness)
    with harness.open() as ctx:
        [entry, *_] = ctx.work.entries.list(ctx.member.id, ["logged"])
        chain_revision(ctx, entry, "edited")
    document = _document(harness)
    file = tmp_path / "record.json"
    file.write_bytes(_exported(harness, "json"))
    assert _verify(file).stdout.strip() == document["chain"]["head"]

    def changed(content: str) -> str:
        return content.replace("Isolation", "Relaxation")

    first, second, third = document["revisions"]
    for revisions in (
        [{**first, "content": changed(first["content"])}, second, third],
        [{**first, "at": second["at"].replace("2026", "2025")}, second, third],
        [first, third],
        [first, second],
        [second, first, third],
    ):
        file.write_text(json.dumps({**document, "revisions": revisions}))
        assert _verify(file).returncode == 1


def _rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content[3:].decode()
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_csv_has_a_line_for_each_entry_and_no_formula(harness: ServiceHarness) -> None:
    _full_record(harness)
    header, first, second = _rows(_exported(harness, "csv"))
    by_name = dict(zip(header, first, strict=True))
    assert (by_name["title"], by_name["start_date"]) == ("Isolation <R&D> “café”", "2026-11-20")
    assert (by_name[f"state {IMI}"], by_name[f"credits {IMI}"]) == ("counted", "2.00")
    assert by_name["evidence"] == "https://a.example"
    assert dict(zip(header, second, strict=True))["reflect"] == "'=HYPERLINK(1)"


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FORMULAE = st.tuples(
    st.sampled_from(["", " ", "\t", "\n", "\r", "\u00a0", '"', ",", '",']),
    st.sampled_from(["=", "+", "-", "@", "＝", "＋", "－", "＠"]),
    ANY_TEXT,
).map("".join)


@given(ANY_TEXT | FORMULAE)
def test_no_cell_is_taken_for_a_formula_and_no_word_is_lost(text: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow(["1", safe_cell(text)])
    [[_, cell]] = csv.reader(io.StringIO(written.getvalue(), newline=""), strict=True)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize("text", ["R&D", "2h course", "it's", "a=b", "x-y", ""])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(ANY_TEXT.filter(lambda text: "\x00" not in text), min_size=1, max_size=4))
@hypothesis_settings(
    max_examples=examples(5),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_words_come_back_from_the_document_as_they_were(
    database: Database, words: list[str]
) -> None:
    harness = ServiceHarness(database)
    with harness.open() as ctx:
        so_far = Erased(ctx.work.member_data.last_entry(ctx.member.id), revision=0)
        ctx.work.member_data.erase_page(
            ctx.member.id, so_far, 200, ctx.real, ctx.kinds.showing_words
        )
        for text in words:
            ctx.work.entries.add(
                ctx.member.id, "draft", ctx.now, source_key=None, title=text, evaluate=text
            )
    document = _document(harness)
    assert [(one["title"], one["evaluate"]) for one in document["entries"]] == [
        (text, text) for text in words
    ]


def test_the_lines_in_the_docs_verify_a_record_with_an_import_that_was_undone_in_part(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    _full_record(harness)
    imported(harness, tmp_path, log_of(3))
    gone = imported(harness, tmp_path, log_of(2, first=date(2026, 3, 1)), key="file:2")
    with harness.open() as ctx:
        undoing.undo(ctx, gone)
    work_off(harness)
    document = _document(harness)
    kinds = [one["kind"] for one in document["revisions"]]
    assert kinds.count("imported") == 3 + 1 + 2 + 1
    assert kinds.count("erased") == 2
    assert not [one for one in document["entries"] if one["status"] == "importing"]
    file = tmp_path / "record.json"
    file.write_bytes(_exported(harness, "json"))
    assert _verify(file).stdout.strip() == document["chain"]["head"]
    [shown, *_] = [
        at
        for at, one in enumerate(document["revisions"])
        if one["kind"] == "imported" and not one["entry_id"]
    ]
    document["revisions"][shown]["kind"] = "saved"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert _verify(file).returncode == 1
