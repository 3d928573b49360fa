"""`cpdbot badges`, and what the doctor says of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.badge_checks import check_badges
from bot.cli.findings import Finding
from bot.settings import Settings
from tests.integration.cli.test_policy_documents import Ran, run

__all__ = ["run"]

DID = "did:web:cpd.example.com"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the keys, as the operator has set it."""
    folder = tmp_path / "keys"
    monkeypatch.setenv("CPDBOT_BADGES_NAME", "Ampere Motors")
    monkeypatch.setenv("CPDBOT_BADGES_ISSUER", DID)
    monkeypatch.setenv("CPDBOT_BADGES_KEYS", str(folder))
    return folder


def doctor(tmp_path: Path, keys: Path, **changes: str) -> list[Finding]:
    given: dict[str, Any] = {
        "badges_name": "Ampere Motors",
        "badges_issuer": DID,
        "badges_keys": str(keys),
    }
    evidence = str(tmp_path / "evidence")
    return check_badges(Settings(_env_file=None, **{"evidence_url": evidence, **given, **changes}))


def test_a_key_is_made_listed_and_published(run: Ran, keys: Path, tmp_path: Path) -> None:
    assert run("badges", "keys")[2] == "No key yet. Run: cpdbot badges key\n"
    assert "no key yet" in run("badges", "publish", str(tmp_path / "web"))[2]
    status, out, err = run("badges", "key")
    assert (status, err) == (0, "")
    made = out.split()[0]
    assert (keys / f"{made}.pem").exists()
    status, out, _ = run("badges", "keys")
    assert (status, out.split()[0], out.split()[2]) == (0, made, "signs")
    status, out, _ = run("badges", "publish", str(tmp_path / "web"))
    assert status == 0
    assert "https://cpd.example.com/.well-known/did.json" in out
    document = json.loads((tmp_path / "web" / "did.json").read_text())
    assert [one["id"] for one in document["verificationMethod"]] == [f"{DID}#{made}"]


def test_keys_are_not_put_into_the_evidence_store(
    run: Ran, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPDBOT_EVIDENCE_URL", str(keys.parent))
    status, _, err = run("badges", "key")
    assert status == 1
    assert "lie in the evidence store" in err
    assert not keys.exists()


def test_without_an_issuer_the_commands_say_what_to_set(run: Ran) -> None:
    for command in (("key",), ("keys",), ("publish", "web")):
        status, _, err = run("badges", *command)
        assert status == 1
        assert "CPDBOT_BADGES_ISSUER" in err


def test_the_doctor_says_what_is_amiss(run: Ran, keys: Path, tmp_path: Path) -> None:
    [found] = doctor(tmp_path, keys, badges_name="", badges_issuer="", badges_keys="")
    assert found.is_well
    assert "optional" in found.text
    [found] = doctor(tmp_path, keys, badges_name="")
    assert "belong together" in found.text
    [found] = doctor(tmp_path, keys)
    assert "cpdbot badges key" in found.text
    run("badges", "key")
    [found] = doctor(tmp_path, keys)
    assert found.is_well
    [found] = doctor(tmp_path, keys, evidence_url=str(tmp_path))
    assert "evidence store" in found.text
    [private] = [one for one in keys.glob("*.pem") if ".pub" not in one.name]
    private.chmod(0o640)
    [found] = doctor(tmp_path, keys)
    assert not found.is_well
    assert f"chmod 600 {private}" in found.text
