"""`cpdbot policy diff`, `load` and `explain`: documents shown, loaded, and figures explained."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.policy.schemes.pack_file import SHIPPED
from storage.engine.database import Database
from tests.services.harness import ServiceHarness

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "frameworks" / "example-adas.yaml"
TABLE = ROOT / "docs" / "frameworks" / "example-adas.csv"
TECHSAFE, IMI = "imi-techsafe", "imi-register"

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Ran:
    """Runs a command on a database of its own; its exit status, and what it printed."""
    monkeypatch.setenv("CPDBOT_DATABASE_URL", sqlite_url)

    def running(*args: object) -> tuple[int, str, str]:
        status = cli.run([str(one) for one in args])
        out, err = capfd.readouterr()
        return status, out, err

    return running


@pytest.fixture
def harness(sqlite_url: str) -> Iterator[ServiceHarness]:
    """The same database, in which Ana is in two schemes."""
    database = Database(sqlite_url)
    harness = ServiceHarness(database)
    with harness.open() as ctx:
        for pack, category in ((TECHSAFE, "ADAS"), (IMI, "")):
            ctx.work.enrolments.enrol(ctx.member.id, pack, category, ctx.today)
    yield harness
    database.close()


def a_pack(tmp_path: Path, *, version: str = "2030.1", **changes: str) -> Path:
    """The register's pack with another version, and other words in it."""
    shipped = (SHIPPED / f"{IMI}.yaml").read_text()
    text = re.sub(r'^version: ".*"$', f"version: {version}", shipped, flags=re.MULTILINE)
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    file = tmp_path / "pack.yaml"
    file.write_text(text.replace("value: 90", "value: 100"))
    return file


def test_the_difference_is_shown_with_whom_it_affects_and_nothing_is_loaded(
    run: Ran, harness: ServiceHarness
) -> None:
    status, out, err = run("policy", "diff", EXAMPLE)
    assert (status, err) == (0, "")
    assert "IMI TechSafe: ADAS: version example-1, from 1 Jan 2026 on" in out
    assert "• Example subject B, radar: new, 20 min" in out
    assert "1 member: Uana" in out
    with harness.open() as ctx:
        assert ctx.frameworks == ()


def test_a_framework_is_loaded_once_and_a_running_bot_knows_it(
    run: Ran, harness: ServiceHarness
) -> None:
    with harness.open() as ctx:
        assert ctx.frameworks == ()
    status, out, err = run("policy", "load", EXAMPLE, "--yes")
    assert (status, err) == (0, "")
    assert out.endswith("Loaded. A running bot takes it up by itself.\n")
    with harness.open() as ctx:
        [framework] = ctx.frameworks
    assert (framework.category, framework.version) == ("ADAS", "example-1")
    status, out, err = run("policy", "load", EXAMPLE, "--yes")
    assert (status, err) == (0, "")
    assert out == "Loaded already\n  IMI TechSafe: ADAS, version example-1, is loaded already.\n"
    with harness.open() as ctx:
        assert ctx.frameworks == (framework,)


def test_a_table_takes_what_it_does_not_say_from_the_options(
    run: Ran, harness: ServiceHarness, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("subject,minimum\nRadar,6 h\n")
    options = ("--category", "ADAS", "--version", "7", "--source", "a page", "--from", "1/2/2027")
    assert run("policy", "load", table, "--yes", *options)[0] == 0
    with harness.open() as ctx:
        [framework] = ctx.frameworks
    assert (framework.category, framework.version, framework.source) == ("ADAS", "7", "a page")
    assert framework.valid_from == date(2027, 2, 1)


def test_what_is_not_confirmed_is_not_loaded(
    run: Ran, harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    status, out, err = run("policy", "load", TABLE)
    assert (status, err) == (1, "cpdbot: nothing was loaded.\n")
    assert "Load it?" in out
    with harness.open() as ctx:
        assert ctx.frameworks == ()


def test_a_pack_is_loaded_and_corrected(run: Ran, harness: ServiceHarness, tmp_path: Path) -> None:
    wrong = a_pack(tmp_path, version="2030.1")
    status, out, _ = run("policy", "load", wrong, "--from", "2030-01-01", "--yes")
    assert status == 0
    assert "• The minimum for a cycle: 100 credits instead of 90 credits" in out
    with harness.open() as ctx:
        rules = ctx.rules[IMI]
        assert [rules.rule("cycle.minimum", date(year, 1, 1)).value for year in (2029, 2030)] == [  # type: ignore[union-attr]
            90,
            100,
        ]
    right = tmp_path / "right.yaml"
    right.write_text(wrong.read_text().replace("2030.1", "2030.2").replace("100", "95", 1))
    status, out, _ = run("policy", "load", right, "--corrects", "2030.1", "--yes")
    assert status == 0
    assert "It corrects version 2030.1" in out
    with harness.open() as ctx:
        rules = ctx.rules[IMI]
        assert [rules.rule("cycle.minimum", date(year, 1, 1)).value for year in (2029, 2030)] == [  # type: ignore[union-attr]
            90,
            95,
        ]


def test_all_that_is_wrong_is_told_a_line_each(run: Ran, harness: ServiceHarness) -> None:
    del harness
    file = Path("wrong.csv")
    file.write_text("category,subject,minimum,version\nADAS,Radar,6 h,1\nADAS,Radar,much,1\n")
    status, out, err = run("policy", "load", file, "--yes")
    file.unlink()
    assert (status, out) == (1, "")
    *faults, last = err.splitlines()
    assert any("wrong.csv: Row 3: minimum" in one for one in faults)
    assert any("source is missing" in one for one in faults)
    assert (
        last
        == f"cpdbot: nothing was loaded; it can be once these {len(faults)} things are put right."
    )


@pytest.mark.parametrize("command", ["diff", "load"])
def test_a_file_that_is_not_there_fails_in_one_line(
    run: Ran, harness: ServiceHarness, command: str
) -> None:
    del harness
    status, _, err = run("policy", command, "nowhere.yaml")
    assert (status, err) == (
        1,
        "cpdbot: nowhere.yaml cannot be read (No such file or directory).\n",
    )


@pytest.mark.parametrize(
    "args",
    [
        ("diff",),
        ("load",),
        ("explain",),
        ("load", "x.yaml", "--from", "soon"),
        ("load", "x", "--no"),
    ],
)
def test_wrong_use_is_told_in_one_line(run: Ran, args: tuple[str, ...]) -> None:
    status, out, err = run("policy", *args)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_a_workspace_that_is_not_there_is_told_with_those_that_are(
    run: Ran, harness: ServiceHarness
) -> None:
    del harness
    status, _, err = run("policy", "diff", EXAMPLE, "--workspace", "T9")
    assert (status, err) == (1, "cpdbot: there is no workspace T9 here; there is: T1.\n")


def test_without_anybody_there_is_no_workspace_to_load_into(run: Ran) -> None:
    status, _, err = run("policy", "diff", EXAMPLE)
    assert status == 1
    assert err == (
        "cpdbot: say which --workspace is meant; there is: none, until somebody has spoken to the "
        "bot.\n"
    )


def test_figures_are_explained_without_words(run: Ran, harness: ServiceHarness) -> None:
    assert run("policy", "load", EXAMPLE, "--yes")[0] == 0
    with harness.open() as ctx:
        harness.logged(ctx, title="Isolation at Bosch", on=ctx.today - timedelta(days=3))
    status, out, err = run("policy", "explain", "UANA")
    assert (status, err) == (0, "")
    assert "Member UANA in T1" in out
    assert "IMI register (imi-register)" in out
    assert "credit.base_per_hour = 1.0 credits per hour (assumed, assumed; not published" in out
    assert "entry 1 of 2026-11-18: counted, 120 min, weight 12000, 2 credits" in out
    assert "entry.tests:sufficient: met" in out
    assert "framework example-1, from 1 Jan 2026 on" in out
    assert "calibrating cameras: 510 minutes; from 2027-01-01" in out
    assert "standing (credits in hundredths): pack imi-register" in out
    assert "sum counted" in out
    for words in ("Isolation", "Bosch", "prove dead"):
        assert words not in out


def test_somebody_who_is_not_there_cannot_be_explained(run: Ran, harness: ServiceHarness) -> None:
    del harness
    status, _, err = run("policy", "explain", "UNOBODY")
    assert (status, err.count("\n")) == (1, 1)
    assert "there is no member UNOBODY in T1" in err
