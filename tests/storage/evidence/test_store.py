"""The evidence store: what it holds, whose that is, and what it says of its troubles."""

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.evidence.errors import EvidenceUnavailable, NotKept
from storage.evidence.store import BadAddress, EvidenceStore, Kept, Place, _opened
from tests.storage.evidence.bucket import Bucket

ROOT = Path(__file__).parents[3]
CONTENT = b"%PDF-1.7 Priya Nair has completed High voltage isolation" * 1000
HASH = hashlib.sha256(CONTENT).hexdigest()
HERS = Place("T1", 5, HASH)
OTHERS = (Place("T1", 6, HASH), Place("T1", 55, HASH), Place("T2", 5, HASH))


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(str(tmp_path / "made by us" / "evidence"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A certificate, as it was downloaded."""
    path = tmp_path / "Priya Nair's certificate.pdf"
    path.write_bytes(CONTENT)
    return path


def everything(store: EvidenceStore, workspace_id: str = "T1") -> set[Place]:
    return {one.place for page in store.under(workspace_id) for one in page}


def test_what_is_put_is_there_whole(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    assert store.has(HERS)
    assert not store.has(OTHERS[0])
    assert store.content(HERS) == CONTENT
    assert b"".join(store.chunks(HERS)) == CONTENT
    [[kept]] = store.under("T1", 5)
    assert (kept.place, kept.size) == (HERS, len(CONTENT))
    assert abs(kept.at - datetime.now(UTC)) < timedelta(minutes=1)


def test_its_folder_is_its_owners_alone(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    assert store.folder is not None
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_once_more_it_is_there_once_and_its_time_is_new(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    _age(store, HERS)
    before = store.kept(HERS)
    store.put(HERS, file)
    after = store.kept(HERS)
    assert isinstance(before, Kept)
    assert isinstance(after, Kept)
    assert after.at - before.at > timedelta(days=1)
    assert everything(store) == {HERS}


def test_one_members_bytes_are_deleted_and_nobody_elses(store: EvidenceStore, file: Path) -> None:
    for place in (HERS, *OTHERS):
        store.put(place, file)
    [page] = store.under("T1", 5)
    store.delete([one.place for one in page])
    assert everything(store) == {*OTHERS[:2]}
    assert everything(store, "T2") == {OTHERS[2]}
    assert all(store.content(place) == CONTENT for place in OTHERS)


def test_what_is_not_there_is_deleted_all_the_same(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    store.delete([OTHERS[0], HERS, OTHERS[1]])
    store.delete([])
    assert everything(store) == set()


def test_what_was_taken_out_is_put_back_or_dropped(store: EvidenceStore, file: Path) -> None:
    _is_taken_out_and_put_back_or_dropped(store, file)


def test_what_is_not_ours_is_passed_over(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    assert store.folder is not None
    (store.folder / "T1" / "5" / "notes.txt").write_text("of an operator's")
    (store.folder / "T1" / "README").write_text("likewise")
    assert everything(store) == {HERS}


@pytest.mark.parametrize(
    "place",
    [
        Place("T1", 5, "../../../etc/passwd"),
        Place("T1", 5, HASH.upper()),
        Place("../T2", 5, HASH),
        Place("T1", -1, HASH),
        Place("", 5, HASH),
    ],
)
def test_what_would_be_no_place_of_ours_is_refused(
    store: EvidenceStore, file: Path, place: Place
) -> None:
    with pytest.raises(ValueError, match="no place for a file"):
        store.put(place, file)


def test_what_was_never_kept_is_told_apart_from_a_store_that_is_gone(
    store: EvidenceStore, file: Path
) -> None:
    store.put(HERS, file)
    with pytest.raises(NotKept):
        store.content(OTHERS[0])
    assert store.folder is not None
    store.folder.rename(store.folder.with_name("unmounted"))
    for reach in (
        lambda: store.content(HERS),
        lambda: store.has(HERS),
        lambda: store.put(HERS, file),
        lambda: store.delete([HERS]),
        lambda: list(store.under("T1")),
        store.check,
    ):
        with pytest.raises(EvidenceUnavailable) as gone:
            reach()
        assert gone.value.reason == "gone"
    assert not store.folder.exists(), "nothing is written where it was"


def test_a_store_that_is_gone_at_the_start_is_not_made_anew_by_whoever_reads(
    store: EvidenceStore, file: Path
) -> None:
    """What it holds is not lost: nobody is to be told so."""
    store.put(HERS, file)
    assert store.folder is not None
    store.folder.rename(store.folder.with_name("unmounted"))
    started_anew = EvidenceStore(str(store.folder))
    for reach in (lambda: started_anew.content(HERS), lambda: started_anew.has(HERS)):
        with pytest.raises(EvidenceUnavailable) as gone:
            reach()
        assert gone.value.reason == "gone"
    assert not store.folder.exists()


def test_a_store_in_the_place_of_a_file_is_gone(tmp_path: Path, file: Path) -> None:
    (tmp_path / "evidence").write_text("")
    with pytest.raises(EvidenceUnavailable) as gone:
        EvidenceStore(str(tmp_path / "evidence")).put(HERS, file)
    assert gone.value.reason == "gone"


FILL = """
import resource, sys
from pathlib import Path
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import EvidenceStore, Place
store = EvidenceStore(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    store.put(Place("T1", 5, sys.argv[3]), Path(sys.argv[2]))
except EvidenceUnavailable as unavailable:
    print(unavailable.reason, unavailable)
"""


def test_a_store_without_room_says_so_and_leaves_no_half(store: EvidenceStore, file: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILL, str(store.folder), str(file), HASH],
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "full The evidence store has no room left.\n"
    assert ran.stderr == ""
    assert everything(store) == set()


def test_no_error_tells_a_path_a_name_or_a_hash(store: EvidenceStore, file: Path) -> None:
    store.put(HERS, file)
    with pytest.raises(NotKept) as absent:
        store.content(OTHERS[0])
    with pytest.raises(EvidenceUnavailable) as unreadable:
        store.put(HERS, file.with_name("Priya Nair's other.pdf"))
    for error in (absent.value, unreadable.value):
        assert error.__cause__ is None
        assert error.__suppress_context__
        for told in ("Priya", str(file.parent), HASH, "T1"):
            assert told not in f"{error!s}{error!r}"


def test_what_a_kill_left_of_a_write_is_removed_after_a_while(
    store: EvidenceStore, file: Path
) -> None:
    store.put(HERS, file)
    assert store.folder is not None
    halves = [store.folder / f"{HERS.key}#{number}" for number in (1, 12)]
    for half in halves:
        half.write_bytes(CONTENT[:100])
    os.utime(halves[0], (1, 1))
    assert everything(store) == {HERS}
    assert store.tidy(datetime.now(UTC) - timedelta(days=1)) == 1
    assert [half.exists() for half in halves] == [False, True]
    assert store.content(HERS) == CONTENT


def test_whether_it_can_be_written_to_leaves_nothing_behind(store: EvidenceStore) -> None:
    store.check()
    assert store.folder is not None
    assert list(store.folder.iterdir()) == []


@pytest.mark.parametrize("url", ["", "ftp://example.org/x", "https://example.org/x", "memory:///"])
def test_an_address_that_is_no_place_to_keep_files_in_is_refused(url: str) -> None:
    with pytest.raises(BadAddress, match="CPDBOT_EVIDENCE_URL"):
        EvidenceStore(url)


def test_a_folder_may_be_named_by_its_address(tmp_path: Path, file: Path) -> None:
    store = EvidenceStore(f"file://{tmp_path}/with%20space")
    store.put(HERS, file)
    assert (tmp_path / "with space" / "T1" / "5" / HASH).read_bytes() == CONTENT


def test_making_one_loads_no_library_and_touches_no_disk(tmp_path: Path) -> None:
    program = (
        "import sys; from storage.evidence.store import EvidenceStore\n"
        "EvidenceStore(sys.argv[1]); EvidenceStore('s3://bucket/prefix')\n"
        "sys.exit('obstore' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "evidence")],
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        check=False,
    )
    assert done.returncode == 0
    assert not (tmp_path / "evidence").exists()


# A bucket


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """What answers as a bucket does, as far as we ask it."""
    with Bucket() as served:
        monkeypatch.setenv("AWS_ENDPOINT", served.address)
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "eu-west-2")
        yield served


def test_a_bucket_holds_files_under_its_prefix(bucket: Bucket, file: Path) -> None:
    store = EvidenceStore("s3://bucket/cpd")
    store.put(HERS, file)
    assert {*bucket.kept} == {f"/bucket/cpd/{HERS.key}"}
    assert store.has(HERS)
    assert not store.has(OTHERS[0])
    assert store.content(HERS) == CONTENT
    assert everything(store) == {HERS}
    assert store.tidy(datetime.now(UTC)) == 0
    with pytest.raises(NotKept):
        store.content(OTHERS[0])


def test_what_was_taken_out_of_a_bucket_is_put_back_or_dropped(bucket: Bucket, file: Path) -> None:
    _is_taken_out_and_put_back_or_dropped(EvidenceStore("s3://bucket/cpd"), file)
    assert {*bucket.kept} == {f"/bucket/cpd/{one.key}" for one in (HERS, *OTHERS)}


ACCOUNT = {"AZURE_STORAGE_ACCOUNT_NAME": "cpdbot"}
CLOUDS: dict[str, tuple[str, dict[str, str]]] = {
    "s3://bucket/cpd": ("S3Store", {"AWS_REGION": "eu-west-2"}),
    "gs://bucket/cpd": ("GCSStore", {}),
    "az://container/cpd": ("AzureStore", ACCOUNT | {"AZURE_STORAGE_ACCOUNT_KEY": "c2VjcmV0"}),
    "azure://container/cpd": ("AzureStore", ACCOUNT),
    "abfss://container@cpdbot.dfs.core.windows.net/cpd": ("AzureStore", {}),
}
"""Addresses with what the environment says, as docs/running.md names it."""


@pytest.fixture
def no_cloud(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """This machine's own environment says nothing of any."""
    for name in os.environ:
        if name.startswith(("AWS_", "GOOGLE_", "AZURE_")):
            monkeypatch.delenv(name)
    return monkeypatch


@pytest.mark.parametrize("url", CLOUDS)
def test_each_provider_is_set_up_from_its_address_and_the_environment(
    no_cloud: pytest.MonkeyPatch, url: str
) -> None:
    kind, environment = CLOUDS[url]
    for name, value in environment.items():
        no_cloud.setenv(name, value)
    made = _opened(url, None)
    assert (type(made).__name__, getattr(made, "prefix", None)) == (kind, "cpd")
    assert getattr(made, "client_options", {})["timeout"] == "30s"


@pytest.mark.parametrize(
    ("url", "environment"),
    [
        ("gs://bucket/cpd", {"GOOGLE_APPLICATION_CREDENTIALS": "/nowhere/secret.json"}),
        ("az://container/cpd", {}),
        ("az://container/cpd", ACCOUNT | {"AZURE_STORAGE_ACCOUNT_KEY": "not a secret"}),
    ],
)
def test_credentials_that_are_none_are_no_store_that_has_gone(
    no_cloud: pytest.MonkeyPatch, file: Path, url: str, environment: dict[str, str]
) -> None:
    """A file of credentials that was not there passed for a folder that was not there."""
    for name, value in environment.items():
        no_cloud.setenv(name, value)
    with pytest.raises(EvidenceUnavailable) as unavailable:
        EvidenceStore(url).put(HERS, file)
    assert unavailable.value.reason == "unreachable"
    assert "secret" not in str(unavailable.value)


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "refused"), (401, "refused"), (507, "full"), (500, "unreachable")]
)
def test_what_a_bucket_objects_to_is_told_in_one_word(
    bucket: Bucket, file: Path, status: int, reason: str
) -> None:
    bucket.refusing = status
    with pytest.raises(EvidenceUnavailable) as unavailable:
        EvidenceStore("s3://bucket/cpd").put(HERS, file)
    assert unavailable.value.reason == reason


def test_where_it_is_is_told_without_what_a_query_holds() -> None:
    assert EvidenceStore("s3://bucket/cpd?key=secret").told == "s3://bucket/cpd"


def _is_taken_out_and_put_back_or_dropped(store: EvidenceStore, file: Path) -> None:
    for place in (HERS, *OTHERS):
        store.put(place, file)
    for place in (HERS, OTHERS[0]):
        store.take_out(place)
        store.take_out(place)  # it is not there any more
    assert not store.has(HERS)
    assert everything(store) == {OTHERS[1]}
    assert {*store.taken_out("T1")} == {HERS, OTHERS[0]}
    assert store.taken_out("T1", 5) == (HERS,)
    store.put(HERS, file)  # by somebody else, meanwhile
    store.put_back(HERS)
    store.put_back(HERS)
    store.drop([OTHERS[0], HERS])
    assert store.taken_out("T1") == ()
    assert everything(store) == {HERS, OTHERS[1]}
    assert store.content(HERS) == CONTENT
    store.put(OTHERS[0], file)


def _age(store: EvidenceStore, place: Place) -> None:
    assert store.folder is not None
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(store.folder / place.key, (long_ago, long_ago))
