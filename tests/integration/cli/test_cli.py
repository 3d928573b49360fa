"""The command line: what it prints, and that every failure is one line that says what to do."""

import asyncio
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import cli
from bot.cli.checks import check_clock, check_manifest, check_scopes
from bot.manifest import STEP_ID, load_manifest, with_workflow
from bot.policy.schemes.pack_file import SHIPPED, load_pack
from bot.services.context.rules_in_force import EMOJI, STEP_RUN_ON
from sandbox import Sandbox
from storage.engine import migrate
from storage.engine.database import Database
from storage.unit_of_work import unit_of_work

NOW = "2026-11-21T10:00+00:00"
ROOT = Path(__file__).parents[3]
SETTINGS = ("SLACK_", "CPDBOT_")

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting from the machine or from a .env: a test gives its own."""
    for name in [each for each in os.environ if each.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Ran:
    """Runs a command; its exit status, and what it printed and complained of."""

    def running(*args: str) -> tuple[int, str, str]:
        status = cli.run(args)
        out, err = capfd.readouterr()
        return status, out, err

    return running


def test_help_says_what_each_command_is_for(run: Ran) -> None:
    status, out, _ = run("--help")
    assert status == 0
    for command in (
        "demo",
        "chat",
        "serve",
        "migrate",
        "doctor",
        "capture",
        "nudges",
        "retry",
        "policy",
        "audit",
        "manifest",
    ):
        assert f"\n  {command} " in out
        status, out_of_it, _ = run(command, "--help")
        assert status == 0
        assert len(out_of_it.split()) > 15


@pytest.mark.parametrize(
    "args",
    [
        ("unheard-of",),
        ("serve", "--role", "king"),
        ("serve", "--unheard-of"),
        ("capture",),
        ("capture", "a text", "--jsonl"),
        ("capture", "a text", "--tz", "Mars/Olympus"),
        ("capture", "a text", "--now", "noon"),
        ("chat", "--tz", "Mars/Olympus"),
        ("chat", "--now", "noon"),
        ("chat", "--scheme", "chess"),
        ("chat", "--jsonl", "--job", "technician"),
        ("policy", "check"),
    ],
)
def test_wrong_use_is_told_in_one_line_with_where_to_look(run: Ran, args: tuple[str, ...]) -> None:
    status, out, err = run(*args)
    assert status == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("cpdbot: ")
    assert "--help" in err


def test_capture_prints_what_a_sentence_says(run: Ran) -> None:
    sentence = "2h high voltage isolation course at Bosch yesterday"
    status, out, _ = run("capture", sentence, "--now", NOW, "--tz", "Europe/London")
    assert status == 0
    assert json.loads(out) == {
        "intent": "log",
        "minutes": 120,
        "start": "2026-11-20",
        "end": "2026-11-20",
        "title": "High voltage isolation course",
        "provider": "Bosch",
        "type": "short course",
    }


def test_capture_takes_a_moment_without_an_offset_in_the_writers_zone(run: Ran) -> None:
    def day(tz: str) -> object:
        _, out, _ = run("capture", "2h on brakes today", "--now", "2026-11-21T00:30", "--tz", tz)
        return json.loads(out)["start"]

    assert day("Asia/Tokyo") == day("Europe/London") == "2026-11-21"
    _, out, _ = run("capture", "2h on brakes today", "--now", NOW, "--tz", "Pacific/Kiritimati")
    assert json.loads(out)["start"] == "2026-11-22"


def test_capture_answers_each_line_with_a_line(run: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = [
        {"text": "1h course today", "now": NOW, "tz": "Europe/London"},
        {"text": "1h course today", "now": NOW, "tz": "Pacific/Kiritimati"},
        {"text": "half a \ud83d emoji"},
    ]
    lines = "\n".join(json.dumps(each) for each in asked).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    status, out, _ = run("capture", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["start"] for answer in answers] == ["2026-11-21", "2026-11-22", None]


def test_capture_goes_on_after_a_line_that_it_cannot_read(
    run: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'no json\n[]\n{"text": 7}\n{"text": "1h", "tz": "Mars"}\n\xff\n{"text": "1h course"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    status, out, err = run("capture", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [sorted(answer)[0] for answer in answers] == [*["error"] * 5, "end"]
    assert answers[3]["error"].startswith("Line 4: ")
    assert err == "cpdbot: 5 lines could not be read.\n"


@pytest.mark.parametrize("pack", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_packs_that_are_shipped_pass_their_check(run: Ran, pack: Path) -> None:
    assert run("policy", "check", str(pack))[0] == 0


@pytest.mark.parametrize("pack", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_rule_of_a_pack_is_explained_with_where_it_stands(run: Ran, pack: Path) -> None:
    rules = [rule for some in load_pack(pack).rules.values() for rule in some]
    for named in (pack.stem, str(pack)):
        status, out, _ = run("policy", "explain", named)
        assert status == 0
        lines = out.splitlines()[1:]
        assert len(lines) == len(rules)
        for rule, line in zip(rules, lines, strict=True):
            assert f"({rule.key}): " in line
            assert rule.source in line
            assert rule.value is not None or ": not known" in line


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        ("imi-register", "Who may log (entry.logged_by): learner; mandatory, verified."),
        ("imi-register", "When a cycle begins (cycle.start): each member’s own; definition"),
        ("dvsa-mot", "When a CPD year begins (year.start): 1 April; definition, verified, from 1"),
        ("dvsa-mot", "The minimum for a year (year.minimum): 3 hours; mandatory, verified, from 1"),
        ("dvsa-mot", "What follows a cycle that ends short (failure): not known; mandatory"),
    ],
)
def test_rules_are_explained_in_words(run: Ran, pack: str, said: str) -> None:
    assert said in run("policy", "explain", pack)[1]


def test_a_pack_that_there_is_not_is_not_explained(run: Ran) -> None:
    status, out, err = run("policy", "explain", "chess")
    assert (status, out) == (1, "")
    assert "chess:0: cannot be read" in err


def test_a_pack_that_lacks_what_its_kind_needs_is_told_so(run: Ran, tmp_path: Path) -> None:
    lacking = tmp_path / "mine.yaml"
    text = (SHIPPED / "imi-register.yaml").read_text(encoding="utf-8")
    rules = text.split("\n\n")
    kept = [one for one in rules if "key: credit.base_per_hour" not in one]
    lacking.write_text("\n\n".join(kept), encoding="utf-8")
    status, out, err = run("policy", "check", str(lacking))
    assert (status, out) == (1, "")
    assert "needs credit.base_per_hour" in err


def test_a_pack_that_says_what_it_does_not_know_is_taken_at_its_word(
    run: Ran, tmp_path: Path
) -> None:
    honest = tmp_path / "mine.yaml"
    text = (SHIPPED / "imi-register.yaml").read_text(encoding="utf-8")
    before, mark, after = text.partition("  - key: cycle.minimum\n    value: 90")
    after = after.replace("confidence: verified", "confidence: unknown", 1)
    honest.write_text(before + mark.replace("90", "null") + after, encoding="utf-8")
    status, out, _ = run("policy", "check", str(honest))
    assert status == 0
    assert "Not known, as it says itself: cycle.minimum." in out
    assert "All well" not in out


def test_a_wrong_pack_is_refused_with_file_and_line(run: Ran, tmp_path: Path) -> None:
    wrong = tmp_path / "mine.yaml"
    wrong.write_text("name: mine\ntitle: [1, 2\n", encoding="utf-8")
    status, _, err = run("policy", "check", str(wrong))
    assert status == 1
    assert f"{wrong}:" in err
    assert len(err.splitlines()) == 1


def test_the_manifest_is_printed_as_json(run: Ran) -> None:
    status, out, _ = run("manifest")
    assert status == 0
    assert json.loads(out) == load_manifest().source


def test_the_manifest_is_printed_with_the_step_for_workflows(run: Ran) -> None:
    status, out, _ = run("manifest", "--with", "workflow")
    assert status == 0
    assert json.loads(out) == with_workflow(load_manifest().source)
    assert list(json.loads(out)["functions"]) == [STEP_ID]
    assert run("manifest", "--with", "jam")[0] == 2


def test_migrate_makes_the_database_and_may_be_run_again(
    run: Ran, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CPDBOT_DATABASE_URL", f"sqlite:///{tmp_path}/new/cpdbot.db")
    assert run("migrate") == (0, f"The database is at version {migrate.head()} now.\n", "")
    assert run("migrate") == (0, f"The database is at version {migrate.head()} already.\n", "")


def test_nudges_says_who_is_due_and_retry_how_much_was_set_aside(
    run: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPDBOT_DATABASE_URL", "sqlite:///empty.db")
    assert run("nudges", "--at", NOW, "--dry-run") == (0, "", "0 due, 0 queued.\n")
    assert run("retry") == (0, "0 events, 0 messages and 0 jobs are to be tried again.\n", "")


def test_a_moment_that_is_none_is_wrong_use_of_nudges(run: Ran) -> None:
    status, _, err = run("nudges", "--at", "soon")
    assert (status, err.count("\n")) == (2, 1)
    assert "2026-11-23T10:00" in err


@pytest.mark.parametrize("at", ["0001-01-01T00:00+14:00", "9999-12-31T23:00-14:00"])
def test_a_moment_that_cannot_be_reckoned_from_is_wrong_use_of_nudges(run: Ran, at: str) -> None:
    status, _, err = run("nudges", "--at", at, "--dry-run")
    assert (status, err.count("\n")) == (2, 1)
    assert "is too far from now" in err


@pytest.mark.parametrize(
    "url",
    [
        "mysql://bot:hunter2@db/cpdbot",
        "sqlite://",
        "hunter2",
        "postgresql://bot:hunter2@127.0.0.1:9/cpdbot",
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(
    run: Ran, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("CPDBOT_DATABASE_URL", url)
    status, _, err = run("migrate")
    assert status == 1
    assert err.startswith("cpdbot: CPDBOT_DATABASE_URL: ")
    assert len(err.splitlines()) == 1
    assert "hunter2" not in err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CPDBOT_PORT", "hunter2"),
        ("CPDBOT_PORT", "99999"),
        ("CPDBOT_MODE", "hunter2"),
        ("CPDBOT_LEASE_SECONDS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_not_repeated(
    run: Ran, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    for command in ("serve", "migrate", "doctor"):
        status, _, err = run(command)
        assert status == 1
        assert err.startswith(f"cpdbot: {name}: ")
        assert len(err.splitlines()) == 1
        assert value not in err


def test_an_env_file_that_is_no_text_is_told(run: Ran, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"CPDBOT_PORT=\xff\xfe")
    status, _, err = run("migrate")
    assert status == 1
    assert ".env cannot be read" in err


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "CPDBOT_MODE": "http"}, "SLACK_SIGNING_SECRET"),
    ],
)
def test_serving_without_a_secret_names_the_one_that_is_missing(
    run: Ran, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], lacking: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    status, _, err = run("serve")
    assert status == 1
    assert err.startswith(f"cpdbot: {lacking} is not set.")


class Doctor:
    """`cpdbot doctor` beside a sandbox, in a thread of its own."""

    def __init__(self, run: Ran, monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
        self._run = run
        self._monkeypatch = monkeypatch
        self._database_url = database_url

    async def looks(self, sandbox: Sandbox, **changes: str) -> tuple[int, list[str]]:
        """Its exit status and lines."""
        given = {
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_APP_TOKEN": sandbox.app_token,
            "SLACK_API_URL": sandbox.api_url,
            "CPDBOT_DATABASE_URL": self._database_url,
        }
        for name, value in (given | changes).items():
            self._monkeypatch.setenv(name, value)
        status, out, err = await asyncio.to_thread(self._run, "doctor")
        assert err == ""
        return status, out.splitlines()


@pytest.fixture
def doctor(run: Ran, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Doctor:
    return Doctor(run, monkeypatch, sqlite_url)


async def test_the_doctor_finds_that_all_is_well(doctor: Doctor) -> None:
    async with Sandbox(load_manifest().source) as sandbox:
        status, lines = await doctor.looks(sandbox)
    assert status == 0
    assert len(lines) == 10
    assert all(line.startswith("ok ") for line in lines)
    assert any("one workspace, so that workflows do not have it" in line for line in lines)


async def to_do(doctor: Doctor, sandbox: Sandbox, **changes: str) -> str:
    """The one thing that the doctor finds to do."""
    status, lines = await doctor.looks(sandbox, **changes)
    assert status == 1
    [line] = [line for line in lines if line.startswith("TO DO")]
    return line


async def test_the_doctor_names_the_scopes_that_are_not_granted(doctor: Doctor) -> None:
    granted = load_manifest().scopes - {"im:history", "files:write"}
    async with Sandbox(load_manifest().source, scopes=granted) as sandbox:
        line = await to_do(doctor, sandbox)
    assert "files:write, im:history not granted" in line
    assert "install the app again" in line


@pytest.mark.parametrize("lacking", [set(), {"im:history"}])
def test_an_optional_scope_that_is_not_granted_is_a_note_and_nothing_to_do(
    lacking: set[str],
) -> None:
    granted = load_manifest().scopes - load_manifest().optional - lacking
    scopes, *notes = check_scopes(",".join(granted))
    assert (scopes.is_well, {each.is_well for each in notes}) == (not lacking, {True})
    for one, without in (
        ("app_mentions:read", "mentions in channels go unanswered"),
        ("channels:history", "a message in a public channel has its link and no words"),
        ("groups:history", "a message in a private channel has its link and no words"),
        ("reactions:read", "an emoji on a message in a channel starts no draft"),
        ("users:read.email", "names by e-mail have to be matched by hand"),
    ):
        [note] = [each.text for each in notes if f"{one} is not granted" in each.text]
        assert without in note
        assert one not in scopes.text
    assert len(notes) == len(load_manifest().optional)


def test_the_doctor_says_what_can_be_known_of_the_manifest() -> None:
    """Slack tells an app nothing of its own manifest."""
    assert "cpdbot manifest --with workflow" in check_manifest(whole_org=False).text
    told = check_manifest(whole_org=True)
    assert "Slack does not say which it is" in told.text
    assert told.mark == "note"


async def test_the_doctor_says_where_a_workflow_has_run_the_step(
    doctor: Doctor, sqlite_url: str
) -> None:
    database = Database(sqlite_url)
    with unit_of_work(database, "T1") as work:
        work.workspace.ensure(datetime(2026, 11, 20, tzinfo=UTC))
        work.workspace.set(STEP_RUN_ON, "2026-11-21")
        work.workspace.set(EMOJI, "mortar_board")
        work.commit()
    database.close()
    async with Sandbox(load_manifest().source) as sandbox:
        _, lines = await doctor.looks(sandbox)
    assert "workflow step: in T1 run first on 2026-11-21" in "\n".join(lines)


async def test_the_doctor_names_the_token_that_slack_refuses(doctor: Doctor) -> None:
    async with Sandbox(load_manifest().source) as sandbox:
        bot = await to_do(doctor, sandbox, SLACK_BOT_TOKEN="xoxb-wrong")
        app = await to_do(
            doctor,
            sandbox,
            SLACK_BOT_TOKEN=sandbox.bot_token,
            SLACK_APP_TOKEN="xapp-wrong",
        )
    assert "SLACK_BOT_TOKEN (invalid_auth)" in bot
    assert "SLACK_APP_TOKEN (invalid_auth)" in app
    assert "xoxb-wrong" not in bot
    assert "xapp-wrong" not in app


async def test_the_doctor_asks_for_the_signing_secret_over_http(doctor: Doctor) -> None:
    async with Sandbox(load_manifest().source) as sandbox:
        line = await to_do(doctor, sandbox, CPDBOT_MODE="http")
    assert "SLACK_SIGNING_SECRET is not set" in line


async def test_the_doctor_says_to_migrate_a_database_that_is_behind(
    doctor: Doctor, tmp_path: Path
) -> None:
    async with Sandbox(load_manifest().source) as sandbox:
        line = await to_do(doctor, sandbox, CPDBOT_DATABASE_URL=f"sqlite:///{tmp_path}/new.db")
    assert "Run: cpdbot migrate" in line
    assert not (tmp_path / "new.db").exists()


def test_the_doctor_finds_a_clock_that_is_wrong() -> None:
    assert not check_clock("Sat, 21 Nov 2020 10:00:00 GMT").is_well
    assert not check_clock("").is_well


async def test_the_doctor_says_when_slack_does_not_answer(doctor: Doctor) -> None:
    async with Sandbox(load_manifest().source) as sandbox:
        nowhere = {"SLACK_API_URL": "http://127.0.0.1:9/api/"}
        status, lines = await doctor.looks(sandbox, **nowhere)
    assert status == 1
    assert "does not answer at http://127.0.0.1:9/api/" in lines[0]


def test_capture_does_not_load_what_it_does_not_need() -> None:
    heavy = ("sqlalchemy", "slack_bolt", "slack_sdk", "aiohttp", "rich", "holidays", "yaml")
    program = (
        "import sys; from bot.cli import run; run(['capture', '2h on brakes']); "
        f"sys.exit(' '.join(name for name in {heavy} if name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.stderr.decode().split() == []


def test_serving_from_sqlite_does_not_wait_for_the_driver_of_postgresql() -> None:
    program = (
        "import sys; import bot.app; from storage.engine.database import Database\n"
        "Database('sqlite:///cpdbot.db').close(); sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_python_m_bot_is_cpdbot() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "unheard-of"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == "cpdbot: No such command 'unheard-of'. See: cpdbot --help\n"


def test_the_package_runs_as_the_command_does() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "manifest"], cwd=ROOT, capture_output=True, check=True
    )
    written = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
    assert json.loads(printed.stdout) == written
