"""Archives in the form for large ones (ZIP64): taken as any other is, and not believed either."""

import tracemalloc
from pathlib import Path
from time import process_time
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.archive import form
from bot.archive.form import document
from bot.archive.reading import opened
from tests.archives import (
    a_record,
    failures,
    files_of,
    packed,
    report_of,
)
from tests.zip64 import FIELDS, ends_in_64, entries_alone, in_64, of_many, with_field

WELL: Final = "Consistent with itself; nothing outside vouches for it."
ANY: Final = st.one_of(
    st.sampled_from([0, 1, 2**31, 2**32 - 1, 2**32, 2**62, 2**63 - 1, 2**63, 2**64 - 1]),
    st.integers(0, 2**64 - 1),
)


def test_one_whose_sizes_and_places_have_64_bits_is_verified_as_any_other(tmp_path: Path) -> None:
    whole = packed(a_record())
    for one in (in_64(files_of(whole)), ends_in_64(whole), ends_in_64(in_64(files_of(whole)))):
        report = report_of(tmp_path, one)
        assert (report.verdict, failures(report)) == (WELL, [])


def test_one_of_more_files_than_16_bits_count_is_read(tmp_path: Path) -> None:
    """Only an end of 64 bits can say how many they are."""
    path = tmp_path / "a.zip"
    path.write_bytes(of_many((f"evidence/{one}", b"%d" % one) for one in range(66_000)))
    with opened(path) as archive:
        assert len(archive.names) == 66_000
        assert archive.content("evidence/65999") == b"65999"


def test_each_of_many_files_is_looked_for_by_its_name(tmp_path: Path) -> None:
    """Once each was looked for among all of them, which took more than half a minute."""
    files = [{"name": f"other/{one}", "size": 1, "sha256": ""} for one in range(66_000)]
    manifest = document({"format": form.FORMAT, "files": files})
    there = [(f"evidence/{one}", b"") for one in range(66_000)]
    archive = of_many([(form.MANIFEST, manifest), *there])
    began = process_time()
    told = failures(report_of(tmp_path, archive))
    assert process_time() - began < 20  # seconds, of which it takes one or two
    assert sum(one.endswith("is missing: the manifest names it.") for one in told) == 66_000


@pytest.mark.parametrize(
    "lie",
    [
        *({"size": one} for one in (0, 1, 2**31, 2**40, 2**63, 2**64 - 1)),
        *({"offset": one} for one in (1, 2**40, 2**63, 2**64 - 1)),
    ],
)
def test_an_end_that_lies_about_its_directory_is_refused_in_a_sentence(
    tmp_path: Path, lie: dict[str, int]
) -> None:
    [told] = failures(report_of(tmp_path, ends_in_64(packed(a_record()), **lie)))
    assert told.endswith(".")


def test_a_file_that_would_stand_beyond_all_files_is_said_to_be_damaged(tmp_path: Path) -> None:
    archive = with_field(files_of(packed(a_record())), form.CSV, "place", 2**64 - 1)
    assert failures(report_of(tmp_path, archive)) == [
        "entries.csv is damaged: its bytes are not those packed."
    ]


def test_a_directory_of_too_many_files_is_not_made_anything_of(tmp_path: Path) -> None:
    """Its end has 32 bits that say one thing, and 64 that say another."""
    many = entries_alone(2 * form.FILES_MOST)
    archive = ends_in_64(many, told_in_32=46)
    tracemalloc.start()
    try:
        [told] = failures(report_of(tmp_path, archive))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told == "It holds more than 100,000 files."
    assert most < 3 * len(archive)


def test_a_directory_of_more_bytes_than_ours_have_is_not_read(tmp_path: Path) -> None:
    large = entries_alone(800, comment=60_000)
    assert failures(report_of(tmp_path, ends_in_64(large))) == [
        "Its list of files is larger than any that cpdbot makes."
    ]


@given(st.sampled_from(FIELDS), ANY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_says_of_itself_in_64_bits_it_holds_or_is_refused(
    tmp_path: Path, field: str, value: int
) -> None:
    files = files_of(packed(a_record()))
    report = report_of(tmp_path, with_field(files, form.CSV, field, value))
    assert report.verdict == WELL or failures(report)


@given(ANY, ANY, ANY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_end_says_in_64_bits_it_holds_or_is_refused(
    tmp_path: Path, size: int, offset: int, count: int
) -> None:
    archive = ends_in_64(packed(a_record()), size=size, offset=offset, count=count)
    report = report_of(tmp_path, archive)
    assert report.verdict == WELL or failures(report)
