"""`cpdbot audit draw`: the draw done again offline, and what it says where something differs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.policy.audits.draw import commitment, draw, ids_hash
from bot.policy.audits.sheet import Person, named_sheet, sheet
from tests.unit.policy.audits.walking import FIRST, SECOND, digest, pairs

PAIRS = pairs(9)
LINES = {audit_id: line for line, audit_id in PAIRS}
SEED = digest(f"{FIRST}\n{SECOND}")
DRAWN = draw(SEED, LINES, 4)
SEEDS = ("--first-seed", FIRST, "--second-seed", SECOND)
PUBLISHED = (
    *("--first-commitment", commitment(FIRST), "--second-commitment", commitment(SECOND)),
    *("--ids-hash", ids_hash(PAIRS)),
)

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Ran:
    def running(*args: object) -> tuple[int, str, str]:
        status = cli.run(["audit", "draw", *map(str, args)])
        out, err = capfd.readouterr()
        return status, out, err

    return running


@pytest.fixture
def published(tmp_path: Path) -> Path:
    place = tmp_path / "sheet.csv"
    place.write_text(sheet(DRAWN, LINES), encoding="utf-8", newline="")
    return place


def test_it_says_the_same(run: Ran, published: Path) -> None:
    status, out, err = run(published, *SEEDS, "--size", 4, *PUBLISHED)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"Seed of the draw: {SEED}",
        "The sheet says the same: 9 ids, the first 4 drawn.",
    ]


def test_the_lead_s_sheet_does_as_well(run: Ran, tmp_path: Path) -> None:
    place = tmp_path / "named.csv"
    people = dict.fromkeys(LINES, Person("U1", '=cmd("Zoë, the lead")'))
    place.write_text(named_sheet(DRAWN, LINES, people), encoding="utf-8", newline="")
    status, out, _ = run(place, *SEEDS, "--size", 4, *PUBLISHED)
    assert status == 0
    assert "says the same" in out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((*SEEDS, "--size", 3), "differs from the draw at place 4, in drawn."),
        (("--first-seed", SECOND, "--second-seed", FIRST, "--size", 4), "at place 1"),
        ((*SEEDS, "--size", 0), "--size has to be 1 or more."),
        ((*SEEDS, "--size", 10), "has fewer ids than --size."),
        ((*SEEDS, "--size", 4, "--first-commitment", "0" * 64), "the first seed is not the one"),
        ((*SEEDS, "--size", 4, "--second-commitment", "0" * 64), "the second seed is not"),
        ((*SEEDS, "--size", 4, "--ids-hash", "0" * 64), "ids are not those whose hash"),
        (("--first-seed", "", "--second-seed", SECOND, "--size", 4), "the first seed is none"),
    ],
)
def test_what_differs_is_named_in_one_line(
    run: Ran, published: Path, args: tuple[object, ...], told: str
) -> None:
    status, out, err = run(published, *args)
    assert (status, out) == (1, "")
    assert told in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no sheet of a draw"),
        (b"name,size\nsomebody,4\n", "is no sheet of a draw"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"audit_id,hmac,drawn\nU1,00,yes\n", "holds an audit id that is none"),
        (b"audit_id,hmac,drawn\n" + (b"a" + b"0" * 32 + b",00,no\n") * 2, "an audit id twice"),
    ],
)
def test_a_file_that_is_no_sheet_is_told(
    run: Ran, tmp_path: Path, content: bytes, told: str
) -> None:
    place = tmp_path / "sheet.csv"
    place.write_bytes(content)
    status, _, err = run(place, *SEEDS, "--size", 1)
    assert status == 1
    assert told in err


def test_a_file_that_is_not_there_is_told(run: Ran, tmp_path: Path) -> None:
    status, _, err = run(tmp_path / "none.csv", *SEEDS, "--size", 1)
    assert (status, len(err.splitlines())) == (1, 1)
    assert "cannot be read" in err


def test_a_seed_that_could_be_guessed_is_pointed_out(run: Ran, tmp_path: Path) -> None:
    place = tmp_path / "sheet.csv"
    place.write_text(sheet(draw(digest(f"short\n{SECOND}"), LINES, 4), LINES), newline="")
    status, out, _ = run(place, "--first-seed", "short", "--second-seed", SECOND, "--size", 4)
    assert status == 0
    assert "fewer than 16 characters" in out


def test_without_seeds_it_is_wrong_use(run: Ran, published: Path) -> None:
    assert run(published, "--size", 4)[0] == cli.WRONG_USE
