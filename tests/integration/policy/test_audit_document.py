"""docs/audit.md: its shell lines, taken out of it and run, do the draw again and find a change."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.policy.audits.draw import commitment, draw, ids_hash, member_line, population_hash
from bot.policy.audits.round_facts import frozen_round
from bot.policy.audits.sheet import sheet
from bot.policy.audits.vocabulary import FINDING_KINDS
from tests.unit.policy.audits.walking import FIRST, SECOND, digest, drafted, pairs

DOCUMENT = Path(__file__).parents[3] / "docs" / "audit.md"
TOKEN, SLACK_ID = digest("a token"), "U012AB3CD"
COUNT, SIZE = 40, 6
PAIRS = [(member_line(TOKEN, SLACK_ID), pairs(COUNT)[0][1]), *pairs(COUNT)[1:]]
LINES = {audit_id: line for line, audit_id in PAIRS}
DRAWN = draw(digest(f"{FIRST}\n{SECOND}"), LINES, SIZE)
VALUES = {"FIRST": FIRST, "SECOND": SECOND, "SIZE": str(SIZE)}

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")


def lines_of(name: str) -> str:
    """The shell lines under a mark of the document."""
    found = re.search(
        rf"<!-- {name} -->\n```sh\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S
    )
    assert found is not None
    return found[1]


def ran(name: str, folder: Path, values: Mapping[str, str]) -> tuple[int, list[str]]:
    """The exit status of the lines, and what they print."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **values}
    done = subprocess.run(
        ["/bin/sh", "-c", lines_of(name)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sheet.csv").write_text(sheet(DRAWN, LINES), encoding="utf-8", newline="")
    return tmp_path


def test_openssl_draws_the_same(folder: Path) -> None:
    status, said = ran("repeat", folder, VALUES)
    assert status == 0
    assert said[0] == "The sheet says the same."
    assert said[1:] == [f"{one.hmac},{one.audit_id}" for one in DRAWN if one.drawn]


def _another_row_first(text: str) -> str:
    head, one, other, *rest = text.splitlines()
    return "\n".join([head, other, one, *rest, ""])


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace(",yes,", ",no,", 1),
        lambda text: text.replace(",no,", ",yes,", 1),
        lambda text: text.replace(DRAWN[3].audit_id, "a" + "0" * 32),
        lambda text: text.replace(DRAWN[3].hmac, "0" * 64),
        _another_row_first,
    ],
)
def test_openssl_finds_what_was_changed(folder: Path, changed: object) -> None:
    assert callable(changed)
    place = folder / "sheet.csv"
    place.write_text(changed(place.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    status, said = ran("repeat", folder, VALUES)
    assert status != 0
    assert "The sheet says the same." not in said


def test_openssl_gives_the_hashes_that_were_published(folder: Path) -> None:
    frozen = frozen_round(drafted(), SIZE)
    head = (
        f"round {frozen.number} {frozen.scheme}\nperiod {frozen.first} {frozen.last}\n"
        f"count {COUNT}\nsize {SIZE}"
    )
    status, said = ran("hashes", folder, {**VALUES, "ROUND": head})
    assert status == 0
    assert [line.split()[0] for line in said] == [
        commitment(FIRST),
        commitment(SECOND),
        population_hash(frozen, LINES.values()),
        ids_hash(PAIRS),
    ]


def test_a_member_finds_their_row_with_their_token(folder: Path) -> None:
    status, said = ran("member", folder, {"TOKEN": TOKEN, "SLACK_ID": SLACK_ID})
    assert status == 0
    assert [row.split(",")[2] for row in said] == [PAIRS[0][1]]
    assert ran("member", folder, {"TOKEN": digest("guessed"), "SLACK_ID": SLACK_ID})[0] != 0


def test_the_document_names_every_kind_of_finding() -> None:
    text = " ".join(DOCUMENT.read_text(encoding="utf-8").split())
    named = re.search(r"and a kind \(([^)]*)\)", text)
    assert named is not None
    assert len(named[1].split(", ")) == len(FINDING_KINDS)
