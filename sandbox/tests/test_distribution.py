"""The sandbox as a distribution: its wheel holds all of it, and its README names what it serves."""

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from sandbox.methods import METHODS

PROJECT = Path(__file__).parents[1]


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    source = PROJECT / "src"
    assert held == {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_readme_lists_the_methods_that_are_served() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| Web API |"))
    named = {one for one in re.findall(r"`([\w.]+)`", row) if "." in one}
    assert named == set(METHODS)
