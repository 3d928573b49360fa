"""`cpdbot source`: keys shown once, people mapped by a CSV, what is unknown in ids and counts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.sources.receiving import Delivery, receive
from storage.engine.database import Database
from storage.sources.sources import keys_in_force
from storage.unit_of_work import unit_of_work
from tests.integration.cli.test_policy_documents import Ran, run
from tests.services.harness import TEAM, ServiceHarness
from tests.services.sources.harness import statement

__all__ = ["run"]


@pytest.fixture
def harness(sqlite_url: str) -> Iterator[ServiceHarness]:
    """The database of the commands, in which somebody has spoken to the bot."""
    database = Database(sqlite_url)
    harness = ServiceHarness(database)
    with harness.open():
        pass
    yield harness
    database.close()


def file_of(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(text)
    return file


def send(harness: ServiceHarness, *people: str) -> None:
    [key] = keys_in_force(harness.database).values()
    said = [(place, statement("Secret", one)) for place, one in enumerate(people)]
    receive(harness.contexts, key, Delivery("a", "b", "c", said, {}))


def test_a_key_is_shown_once(run: Ran, harness: ServiceHarness) -> None:
    status, out, err = run("source", "add", "Moodle")
    assert (status, err) == (0, "")
    shown = re.match(r"key id  (cpd_[0-9a-f]{16})\nsecret  (\S{43})\n", out)
    assert shown is not None
    key_id, secret = shown.groups()
    assert keys_in_force(harness.database)[key_id].secret == secret
    status, out, _ = run("source", "list")
    assert status == 0
    assert out.startswith(f"Moodle: {key_id}, since ")
    assert secret not in out
    status, out, err = run("source", "add", "Moodle")
    assert (status, out) == (1, "")
    assert "there is a source Moodle already; revoke it" in err


def test_a_revoked_source_is_listed_as_such(run: Ran, harness: ServiceHarness) -> None:
    run("source", "add", "Moodle")
    assert run("source", "revoke", "Moodle")[1] == (
        "Moodle may send nothing any more; 0 waiting were dropped.\n"
    )
    assert "revoked 2" in run("source", "list")[1]
    assert keys_in_force(harness.database) == {}
    assert run("source", "revoke", "Moodle")[0] == 1
    assert "there is: Moodle" in run("source", "revoke", "Docebo")[2]


def test_people_are_shown_asked_about_and_mapped(
    run: Ran, harness: ServiceHarness, tmp_path: Path
) -> None:
    run("source", "add", "Moodle")
    file = file_of(tmp_path, "id,slack\nu-1,U012AB3CD\nu-2,ana@example.com\n")
    status, out, _ = run("source", "map", "Moodle", file, "--yes")
    assert status == 0
    assert out.splitlines()[:3] == [
        "new: u-1: U012AB3CD",
        "new: u-2: ana@example.com",
        "2 to change, 0 as they are.",
    ]
    file = file_of(tmp_path, "u-1,U0OTHER00\nu-2,\n")
    status, out, _ = run("source", "map", "Moodle", file)  # nobody is there to say yes
    assert status != 0
    assert "changed: u-1: U012AB3CD → U0OTHER00" in out
    assert "gone: u-2: ana@example.com → nobody" in out
    with unit_of_work(harness.database, TEAM) as work:
        people = work.sources.people(1)
    assert (people["u-1"].slack_id, people["u-2"].email) == ("U012AB3CD", "ana@example.com")


def test_a_file_with_faults_changes_nothing(
    run: Ran, harness: ServiceHarness, tmp_path: Path
) -> None:
    run("source", "add", "Moodle")
    file = file_of(tmp_path, "u-1,U012AB3CD\nu-2,Ana\nu-1,U1A")
    status, out, err = run("source", "map", "Moodle", file, "--yes")
    assert (status, out) == (1, "")
    assert "line 2: the second column is neither a Slack id" in err
    assert "line 3: this id stands on an earlier line, too." in err
    assert "nothing was changed; it can be once these 2 things are put right." in err
    with unit_of_work(harness.database, TEAM) as work:
        assert work.sources.people(1) == {}
    assert run("source", "map", "Moodle", tmp_path / "none.csv")[0] == 1


def test_what_is_unknown_is_told_in_ids_and_counts(run: Ran, harness: ServiceHarness) -> None:
    run("source", "add", "Moodle")
    send(harness, "u-1", "u-2", "u-1")
    assert run("source", "unknown") == (0, "Moodle: u-1, 2\nMoodle: u-2, 1\n", "")


def test_another_workspace_has_to_be_there(run: Ran, harness: ServiceHarness) -> None:
    status, _, err = run("source", "list", "--workspace", "T9")
    assert (status, "there is no workspace T9 here; there is: T1." in err) == (1, True)
