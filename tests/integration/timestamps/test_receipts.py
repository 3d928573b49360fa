"""Receipts of an authority: asked for over HTTP, verified against a pinned root, kept, checked."""

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.archive.held import WrongUse
from bot.archive.proof_checks import ReceiptRefused
from bot.cli.timestamp_checks import check_authority, check_unstamped
from bot.clock import Clocks
from bot.delivery.root_sweeps import last_month, receipts, roots
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights.archive import contents
from bot.settings import Settings
from bot.timestamps.authority import authority
from bot.timestamps.receipts import BadRoot, Reader, request, roots_in, verified
from storage.engine.database import Database
from tests.archives import a_proof, a_record, failures, packed, report_of
from tests.services.harness import ServiceHarness
from tests.time_stamps import TestAuthority, authority_in

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not there")

ROOT = "ab" * 32
DOCS = Path(__file__).parents[3] / "docs" / "export.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return authority_in(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def tsa(made: TestAuthority) -> Iterator[TestAuthority]:
    """The authority as it answers when nothing is amiss."""
    yield made
    made.status, made.garbage, made.asked = 200, None, 0


@pytest.fixture
async def url(tsa: TestAuthority) -> AsyncIterator[str]:
    async with tsa.serving() as address:
        yield address


def test_a_receipt_holds_for_its_root_by_the_pinned_certificate_alone(
    tsa: TestAuthority, tmp_path: Path
) -> None:
    query, nonce = request(ROOT)
    content = tsa.stamp(query)
    pinned = roots_in(tsa.root)
    at = verified(content, ROOT, pinned, nonce)
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=5)
    other = roots_in(authority_in(tmp_path / "other", "Other").root)
    for root, by, number, why in (
        ("cd" * 32, pinned, nonce, "it is over something else"),
        (ROOT, other, nonce, "its signature does not lead to the root certificate that is pinned"),
        (ROOT, pinned, 5, "it answers another request"),
    ):
        with pytest.raises(ReceiptRefused, match=why):
            verified(content, root, by, number)
    for broken in (b"", b"hello", content[:-20], content[:200] + b"!" + content[201:]):
        with pytest.raises(ReceiptRefused):
            verified(broken, ROOT, pinned, nonce)
    with pytest.raises(ReceiptRefused, match="something else"):
        Reader()(content, "cd" * 32)
    assert Reader()(content, ROOT).pinned is False


def test_what_is_no_certificate_is_not_pinned(tmp_path: Path) -> None:
    file = tmp_path / "root.pem"
    file.write_text("hello")
    for path in (file, tmp_path / "nothing.pem"):
        with pytest.raises(BadRoot, match="holds no certificate"):
            roots_in(path)
    for url, root, told in (
        ("http://tsa.example", "", "go together"),
        ("", str(file), "go together"),
        ("ftp://tsa.example", str(file), "no address of a time-stamp authority"),
        ("http://tsa.example", str(file), "CPDBOT_TSA_ROOT: root.pem holds no certificate"),
    ):
        with pytest.raises(ValueError, match=told):
            authority(url, root)
    assert authority("", "") is None


def test_verify_and_openssl_check_the_receipts_of_an_archive(
    tsa: TestAuthority, tmp_path: Path
) -> None:
    record, name = a_record(), "receipts/2026-10-1.tsr"
    proof = a_proof(record, receipts=(name,))
    root = proof["roots"][0]["root"]
    content = tsa.stamp(request(root)[0])
    beside = {name: content, "receipts/2026-10.txt": root.encode()}
    archive = packed(record, proof, beside=beside)
    report = report_of(tmp_path, archive, receipts=Reader(roots_in(tsa.root)))
    assert (failures(report), report.verdict) == ([], "It holds.")
    receipt = tmp_path / "elsewhere.tsr"
    receipt.write_bytes(content)
    bare = packed(record)
    report = report_of(tmp_path, bare, str(receipt), receipts=Reader(roots_in(tsa.root)))
    assert (failures(report), report.verdict) == ([], "It holds.")
    with pytest.raises(WrongUse, match="--tsa-root"):
        report_of(tmp_path, bare, str(receipt), receipts=Reader())
    [documented] = re.findall(r"^openssl ts -verify .*$", DOCS.read_text(), re.MULTILINE)
    (tmp_path / "receipts").mkdir()
    for file, written in beside.items():
        (tmp_path / file).write_bytes(written)
    shutil.copy(tsa.root, tmp_path / "tsa-root.pem")
    for expected in (0, 1):
        done = subprocess.run(
            documented.split(), cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == expected, done.stderr
        (tmp_path / "receipts/2026-10.txt").write_text("cd" * 32)


def _contexts(
    database: Database, url: str, tsa: TestAuthority
) -> tuple[ServiceHarness, ContextFactory]:
    harness = ServiceHarness(database)
    with harness.open() as ctx:
        harness.logged(ctx)
    harness.now = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    clocks = Clocks(calendar=lambda: harness.now, real=lambda: harness.now)
    by = authority(url, str(tsa.root))
    return harness, ContextFactory(database, clocks, load_packs(), authority=by)


async def test_the_root_of_a_month_is_made_stamped_and_stands_in_the_archive(
    database: Database, tsa: TestAuthority, url: str
) -> None:
    harness, contexts = _contexts(database, url, tsa)
    done: set[str] = set()
    assert await roots(contexts, done) == 1
    assert await roots(contexts, done) == 0
    assert await receipts(contexts) == 1
    assert await receipts(contexts) == 0
    assert tsa.asked == 1
    with harness.open() as ctx:
        beside = dict(contents(ctx, None).beside)
    assert list(beside) == ["proof.json", "receipts/2026-11-1.tsr", "receipts/2026-11.txt"]
    root = beside["receipts/2026-11.txt"].decode()
    assert verified(beside["receipts/2026-11-1.tsr"], root, roots_in(tsa.root))


async def test_without_an_authority_nothing_is_asked(
    database: Database, tsa: TestAuthority, url: str
) -> None:
    _, contexts = _contexts(database, url, tsa)
    await roots(contexts)
    assert await receipts(replace(contexts, authority=None)) == 0
    assert tsa.asked == 0


async def test_an_authority_that_does_not_answer_well_is_asked_again_and_the_doctor_says_so(
    database: Database, database_url: str, tsa: TestAuthority, url: str
) -> None:
    harness, contexts = _contexts(database, url, tsa)
    await roots(contexts)
    given = Settings(_env_file=None, database_url=database_url, tsa_url=url, tsa_root=str(tsa.root))
    assert check_unstamped(given, database) == []
    for status, garbage, why in (
        (503, None, "it answers with HTTP 503"),
        (200, b"hello", "it is no receipt"),
        (200, b"0" * 300_000, "its answer is far too large"),
        (302, None, "it answers with HTTP 302"),
    ):
        tsa.status, tsa.garbage = status, garbage
        assert await receipts(contexts) == 0
        [finding] = check_unstamped(given, database)
        assert finding.text == (
            f"time-stamps: 1 root of months without a receipt; of 2026-11 {why}. "
            "They are asked for each hour."
        )
        told = await check_authority(given)
        assert not told.is_well
        assert why in told.text
        asked = tsa.asked
        assert await receipts(contexts) == 0  # it is left alone
        assert tsa.asked == asked
        harness.now += timedelta(hours=2)
    tsa.status, tsa.garbage = 200, None
    assert await receipts(contexts) == 1
    assert check_unstamped(given, database) == []
    assert (await check_authority(given)).is_well


async def test_the_doctor_says_that_no_authority_is_set_up_or_that_a_setting_is_wrong() -> None:
    found = await check_authority(Settings(_env_file=None))
    assert found.is_well
    assert "no authority is set up" in found.text
    found = await check_authority(Settings(_env_file=None, tsa_url="http://127.0.0.1:9/tsa"))
    assert (found.is_well, "set both, or none" in found.text) == (False, True)


@pytest.mark.parametrize(
    ("now", "month", "ended"),
    [
        (datetime(2026, 12, 1, tzinfo=UTC), "2026-11", datetime(2026, 12, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "2026-11", datetime(2026, 12, 1, tzinfo=UTC)),
        (datetime(2027, 1, 15, tzinfo=UTC), "2026-12", datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_month_that_has_ended_last(now: datetime, month: str, ended: datetime) -> None:
    found = last_month(now)
    assert (found.name, found.ended) == (month, ended)
