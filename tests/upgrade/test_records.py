"""What earlier releases kept of people: it means the same to the newest code."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.archive import chain
from bot.services.context.member_context import MemberContext
from bot.services.data_rights.export import FileFormat, Piece, pieces
from bot.services.schemes.assessment import assess_again
from tests.evidence_files import attached
from tests.harness import Harness, reads
from tests.upgrade.looking import desk_of, said, stand_as
from tests.upgrade.pilot import ANA, BEN, DAN, EVE, Release, in_archive, of_the_first

DOCS = Path(__file__).parents[2] / "docs" / "export.md"


async def test_everybody_stands_as_the_release_said(release: Release, pilot: Harness) -> None:
    await pilot.quiet()
    standings = release.standings()
    for person in standings.keys() - release.still_at_work:
        stand_as(pilot, person, standings[person])
    shown = await pilot.member(ANA).command("status")
    assert f"{said(standings[ANA.id])['IMI register']['cycle']} of 90" in shown


async def test_every_entry_is_worth_what_it_was_though_worked_out_anew(
    release: Release, pilot: Harness
) -> None:
    await pilot.quiet()
    standings = release.standings()
    found: dict[int, str] = {}
    for row in _members(release):
        with desk_of(pilot, row["Member"]) as ctx:
            assess_again(ctx, ctx.work.member_data.entries(ctx.member.id, 0, 100))
            found |= {int(one["id"]): _worth(one) for one in _csv(ctx)}
            ctx.commit()
    was = {int(row["Entry"]): _said(row["Worth"]) or "" for row in _entries(release)}
    assert {entry: found[entry] for entry in was} == was
    for person in standings.keys() - release.still_at_work:
        stand_as(pilot, person, standings[person])


async def test_every_record_holds_what_it_held(release: Release, pilot: Harness) -> None:
    await pilot.quiet()
    documents = {}
    known = {int(row["Entry"]) for row in _entries(release)}
    for row in _members(release):
        with desk_of(pilot, row["Member"]) as ctx:
            documents[row["Member"]] = json.loads(_exported(ctx, "json"))
    for row in _members(release):
        entries = documents[row["Member"]]["entries"]
        states = Counter(entry["status"] for entry in entries if entry["id"] in known)
        assert (len(entries) > states.total()) == (row["Member"] in release.still_at_work)
        for state in ("draft", "planned", "logged", "withdrawn", "discarded"):
            assert states[state] == int(row[state]), row["Member"]
    titles = {
        entry["id"]: (entry["title"], entry["end_date"], entry["minutes"])
        for document in documents.values()
        for entry in document["entries"]
    }
    for row in _entries(release):
        title, day, minutes = titles[int(row["Entry"])]
        assert title == row["Title"]
        assert day == _said(row["Day"])
        assert str(minutes or "–") == row["Minutes"]


async def test_every_chain_is_sound_and_ends_where_it_did(release: Release, pilot: Harness) -> None:
    await pilot.quiet()
    heads = _heads(release, pilot)
    for row in _members(release):
        with desk_of(pilot, row["Member"]) as ctx:
            revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
            head = heads.get(row["Member"], "")
            assert chain.verify(revisions, ctx.member.chain_head) is None
            was = revisions[: int(row["Chain"])]
            assert (was[-1].hash if was else "", len(was)) == (head, int(row["Chain"]))
            assert chain.verify(was, head) is None
            assert (len(revisions) > len(was)) == (row["Member"] in release.still_at_work)


async def test_a_chain_that_a_release_began_goes_on_with_a_file(
    release: Release, pilot: Harness, tmp_path: Path
) -> None:
    """What follows is of the second format, also where its revisions are of the first."""
    await pilot.quiet()
    for row in _members(release):
        with desk_of(pilot, row["Member"]) as ctx:
            logged = ctx.work.entries.list(ctx.member.id, ["logged"], limit=1)
            for entry in logged:
                attached(ctx, entry)
            ctx.commit()
        if not logged:
            continue
        with desk_of(pilot, row["Member"]) as ctx:
            revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
            was = [release.chain_format] * int(row["Chain"])
            since = [one.format for one in revisions[len(was) :]]
            assert [one.format for one in revisions] == [*was, *since]
            assert set(since) == {2}
            assert len(since) == 1 or row["Member"] in release.still_at_work
            assert chain.verify(revisions, ctx.member.chain_head) is None
            file = tmp_path / "record.json"
            file.write_bytes(_exported(ctx, "json"))
            assert _verified(file) == ctx.member.chain_head


@of_the_first
async def test_what_the_web_side_was_asked_to_export_is_brought_and_right(
    release: Release, pilot: Harness, tmp_path: Path
) -> None:
    """Both files that were queued as messages come by one job, in one archive."""
    await pilot.quiet()
    [brought] = [file for one in pilot.member(BEN).heard for file in one.file_ids]
    whole, lines = (in_archive(pilot, brought, name) for name in ("record.json", "entries.csv"))
    document = json.loads(whole)
    assert document["member"]["slack_id"] == BEN.id
    assert [entry["id"] for entry in document["entries"]] == [4, 17, 32]
    assert all("marmalade" in entry["evaluate"] for entry in document["entries"])
    assert _rows(lines)[0]["credits imi-register"] == "7.00"
    assert document["chain"]["head"] == _heads(release, pilot)[BEN.id]
    file = tmp_path / "record.json"
    file.write_bytes(whole)
    assert _verified(file) == document["chain"]["head"]


@of_the_first
async def test_an_export_asked_for_now_has_every_odd_character_and_no_erased_word(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    for person, entry_id in ((DAN, 14), (EVE, 25)):
        member = pilot.member(person)
        await member.command("export")
        [brought] = [file for one in member.heard for file in one.file_ids]
        whole = in_archive(pilot, brought, "record.json")
        [entry] = [one for one in json.loads(whole)["entries"] if one["id"] == entry_id]
        [row] = await pilot.query(f"SELECT title, evaluate FROM entry WHERE id = {entry_id}")
        assert (entry["title"], entry["evaluate"]) == row
        assert b"zanzibar" not in whole
    [row] = await pilot.query("SELECT evaluate FROM entry WHERE id = 14")
    assert set("\n'\\%<>") <= set(row[0])


@of_the_first
async def test_who_has_left_nothing_behind_can_still_erase_the_rest(pilot: Harness) -> None:
    """Ana's files were sent as messages: Slack's ids of them stand where a ts would."""
    await pilot.quiet()
    ana = pilot.member(ANA)
    pilot.expect_refusal("file_not_found")  # this Slack never held the files of 23 November
    await ana.command("erase")
    assert await ana.submit({"confirmation": "erase my record"}) == {}
    deleted = [call.arguments["file"] for call in pilot.sandbox.calls_of("files.delete")]
    sent = await pilot.query(
        "SELECT ts FROM outbox WHERE kind = 'export' AND member_id = 1 ORDER BY id"
    )
    assert deleted == [ts for (ts,) in sent]
    assert await pilot.query("SELECT count(*) FROM entry WHERE member_id = 1") == [(0,)]
    stays = {one.text for one in ana.heard if reads(one) == "stood"}
    assert stays == {"onboarding", "say", "team_accepted"}  # none of her words are in them


def _members(release: Release) -> Sequence[Mapping[str, str]]:
    return release.table("Member", "id")


def _entries(release: Release) -> Sequence[Mapping[str, str]]:
    return release.table("Entry", "Member")


def _heads(release: Release, harness: Harness) -> dict[str, str]:
    column = f"{harness.contexts.database.dialect}.sql"
    return {row["Member"]: row[column] for row in release.table("Member", "sqlite.sql")}


def _said(cell: str) -> str | None:
    """Nothing where the README has a dash."""
    return None if cell == "–" else cell


def _exported(ctx: MemberContext, file_format: FileFormat) -> bytes:
    return b"".join(one.content for one in pieces(ctx, (file_format,)) if isinstance(one, Piece))


def _csv(ctx: MemberContext) -> list[dict[str, str]]:
    return _rows(_exported(ctx, "csv"))


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _worth(row: Mapping[str, str]) -> str:
    """As the README writes it: "cmi: counted; imi-register: counted 2"."""
    packs = sorted(name.removeprefix("state ") for name in row if name.startswith("state "))
    return "; ".join(
        f"{pack}: {row[f'state {pack}']} {_number(row[f'credits {pack}'])}".strip()
        for pack in packs
        if row[f"state {pack}"]
    )


def _number(credits: str) -> str:
    return f"{float(credits):g}" if credits else ""


def _verified(file: Path) -> str:
    """The head that the lines in the docs print."""
    lines, *_ = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    ran = subprocess.run(
        [sys.executable, "-c", lines, file], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()
