"""The environment in which the release before is run: made once, or told why it cannot be."""

import subprocess
from pathlib import Path

import pytest

from bench.previous import TRIED, NotThere, environment, unpack


@pytest.fixture(autouse=True)
def _no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip looks nowhere."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """Requirements of nothing at all."""
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing\n")
    return requirements


def test_a_release_that_is_not_in_the_repository_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match=r"^Git does not know its commit 0000000 here\.$"):
        unpack(tmp_path, "0000000")


def test_what_is_tried_of_the_release_before_is_there(tmp_path: Path) -> None:
    try:
        files = unpack(tmp_path)
    except NotThere:
        pytest.skip("a copy without this repository's history")
    names = [name.replace(".", "/") for name in TRIED]
    there = [{f"{name}.py", f"{name}/__init__.py"} for name in names]
    assert [one for one in there if not any((files / name).exists() for name in one)] == []


def test_packages_that_cannot_be_had_are_told_in_a_sentence(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(f"aiosqlite==0.22.1 --hash=sha256:{'0' * 64}\n")
    places = tmp_path / "places"

    with pytest.raises(NotThere, match=r"^The packages that it is pinned to cannot be installed"):
        environment(requirements, places / "one")

    assert list(places.iterdir()) == []  # what is half made would be taken for whole


def test_an_environment_is_made_once_and_used_again(tmp_path: Path, nothing: Path) -> None:
    place = tmp_path / "one"
    python = environment(nothing, place)
    (place / "kept").touch()

    assert environment(nothing, place) == python
    assert (place / "kept").exists()
    where = subprocess.run(
        [python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True
    )
    assert where.stdout.strip() == str(place)


def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path: Path, nothing: Path) -> None:
    place = tmp_path / "one"
    python = environment(nothing, place)
    python.unlink()
    (place / "kept").touch()

    environment(nothing, place)

    assert python.exists()
    assert not (place / "kept").exists()
