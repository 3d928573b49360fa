"""The lines in docs/export.md check an archive without us, and find what ours find."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.archive import form
from tests.archives import a_proof, a_record, changed, files_of, listed_anew, packed, zipped

DOCS = Path(__file__).parents[3] / "docs" / "export.md"
_, LINES = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def independent(tmp_path: Path, archive: bytes) -> subprocess.CompletedProcess[str]:
    """What the lines make of an archive, run by themselves."""
    file = tmp_path / "a.zip"
    file.write_bytes(archive)
    return subprocess.run(
        [sys.executable, "-I", "-c", LINES, file], capture_output=True, text=True, check=False
    )


def test_they_are_fewer_than_a_hundred_and_name_the_head_and_the_roots(tmp_path: Path) -> None:
    record = a_record()
    assert len(LINES.splitlines()) < 100
    done = independent(tmp_path, packed(record))
    root = a_proof(record)["roots"][0]["root"]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{record['chain']['head']}\n2026-10 {root} 3\n"


def _alter(record: Any) -> None:
    record["revisions"][1]["content"] = record["revisions"][1]["content"].replace("120", "240")


def _drop(record: Any) -> None:
    del record["revisions"][1]


def _cut(record: Any) -> None:
    del record["revisions"][-1]


def _hours(record: Any) -> None:
    record["entries"][0]["minutes"] = 480


def _gone(record: Any) -> None:
    del record["entries"][0]


def _slipped_in(record: Any) -> None:
    record["entries"].append({**record["entries"][0], "id": 9})


def _evidence(record: Any) -> None:
    record["entries"][0]["evidence"].append({"kind": "link", "url": "https://else.example/1"})


def _subject(record: Any) -> None:
    record["entries"][0]["subjects"].append({"name": "radar", "minutes": 60})


def _disallowed(record: Any) -> None:
    record["entries"][0]["disallowed"].append({"scheme": "imi-register", "day": "2026-11-02"})


_RECORDS = (_alter, _drop, _cut, _hours, _gone, _slipped_in, _evidence, _subject, _disallowed)


@pytest.mark.parametrize("change", _RECORDS)
def test_a_record_that_was_changed_fails(tmp_path: Path, change: Callable[[Any], None]) -> None:
    done = independent(tmp_path, changed(packed(a_record()), form.RECORD, change))
    assert done.returncode == 1
    assert done.stderr.startswith("FAILS: ")


def test_a_proof_or_a_file_that_was_changed_fails(tmp_path: Path) -> None:
    def other(proof: Any) -> None:
        proof["roots"][0]["index"] = 3

    assert independent(tmp_path, changed(packed(a_record()), form.PROOF, other)).returncode == 1
    files = files_of(packed(a_record()))
    for name in files:
        if name != form.MANIFEST:
            altered = zipped({**files, name: files[name] + b" "})
            assert f"{name} was altered" in independent(tmp_path, altered).stderr
    [evidence] = [name for name in files if name.startswith("evidence/")]
    del files[evidence]
    assert "evidence was removed" in independent(tmp_path, zipped(listed_anew(files))).stderr


def test_the_schema_is_the_one_that_the_docs_and_the_archive_name() -> None:
    assert json.loads(form.schema())["$schema"].endswith("/2020-12/schema")
    assert f"`{form.SCHEMA}`" in DOCS.read_text(encoding="utf-8")
