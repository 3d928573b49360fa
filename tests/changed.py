"""Runs the tests that reach what has changed since a commit, as many as fit into three minutes.

`make test-changed`, or `make test-changed BASE=main`. Whoever wants the last word runs `make test`.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.reach import reach_of_project

ROOT: Final = Path(__file__).parents[1]

SECONDS: Final = 150
"""So long tests begin; the last of them, and pytest itself, end within three minutes."""


MODULES: Final = 120
"""So many of the nearest are looked at: more are not run in that time, and are slow to collect."""


def changed_files(base: str) -> list[str]:
    """What differs from that commit, with the files that are new and not added yet. Raises
    SystemExit with git's own words where it knows no such commit.
    """
    differing = _git("diff", "--name-only", "--no-renames", base, "--")
    new = _git("ls-files", "--others", "--exclude-standard")
    return sorted({*differing, *new})


def _git(*args: str) -> list[str]:
    found = subprocess.run(
        (shutil.which("git") or "git", *args),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if found.returncode:
        raise SystemExit(found.stderr.strip())
    return found.stdout.splitlines()


def main(base: str, more: Sequence[str]) -> None:
    """Becomes pytest, with `more` for it to be told; or says why there is nothing to run."""
    began = time.monotonic()
    files = changed_files(base)
    if not files:
        raise SystemExit(_say(f"Nothing has changed since {base}."))
    reach = reach_of_project()
    changed = {file: reach.modules_at(file) for file in files}
    chosen = reach.reached_from({module for found in changed.values() for module in found})
    unread = [file for file, found in changed.items() if not found]
    if unread:
        _say(f"No module reads {', '.join(unread)}.")
    if not chosen:
        raise SystemExit(_say("No test reaches what has changed."))
    count = len(chosen)
    _say(f"{count} of {len(reach.tests)} test modules reach what has changed since {base}.")
    if count > MODULES:
        _say(f"That is too many: of the nearest {MODULES}, those that are run in time.")
    paths = [f"{module.replace('.', '/')}.py" for module in chosen[:MODULES]]
    # In this order, a few at a time to whoever is free.
    dealt = ("-n", "logical", "--dist", "load", "--maxschedchunk", "4")
    limit = ("-p", "tests.time_limit", "--until", str(began + SECONDS))
    python = sys.executable
    os.execv(  # noqa: S606 - pytest, with paths of this project
        python, [python, "-m", "pytest", "-q", "-m", "not browser", *dealt, *limit, *more, *paths]
    )


def _say(words: str) -> int:
    print(words, flush=True)  # noqa: T201 - a command's own words
    return 0


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "HEAD", sys.argv[2:])
