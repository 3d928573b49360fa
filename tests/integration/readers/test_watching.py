"""Children that behave badly are ended, and leave nothing behind."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bot.processes.watching import Ended, watched
from bot.readers.limits import MIB, Limits, unlimited
from bot.readers.reading import ReaderError, Readers
from tests.integration.readers.harness import NOW, Desk, pdf
from tests.patience import PATIENCE

HANG = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(600)"
KIND = 'print(\'{"kind": "pdf", "media_type": "application/pdf"}\', flush=True); '

needs_proc = pytest.mark.skipif("memory" in unlimited(), reason="nobody can look from outside")


def _watched(script: str, folder: Path, limits: Limits | None = None, said: bytes = b"") -> Ended:
    return asyncio.run(
        watched([sys.executable, "-c", script], said=said, folder=folder, limits=limits or Limits())
    )


def _readers(script: str, limits: Limits | None = None) -> Readers:
    return Readers(limits, command=[sys.executable, "-c", script])


def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    ended = _watched(HANG, tmp_path, Limits(seconds=1.5))
    assert ended.stopped == "time"
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text()))


def test_one_that_hangs_after_its_answer_is_ended(tmp_path: Path) -> None:
    script = "import os, time; os.close(1); time.sleep(600)"
    assert _watched(script, tmp_path, Limits(seconds=1.5)).stopped == "time"


def _ends(pid: int) -> None:
    """It was killed: the system takes it away, or nobody waits for it, in a moment."""
    given_up = time.monotonic() + PATIENCE
    while _runs(pid):
        assert time.monotonic() < given_up, "it goes on"


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_what_it_started_is_ended_with_it(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('pid', 'w').write(str(child.pid)); time.sleep(600)"
    )
    assert _watched(script, tmp_path, Limits(seconds=2)).stopped == "time"
    _ends(int((tmp_path / "pid").read_text()))


def test_what_it_leaves_behind_is_ended(tmp_path: Path) -> None:
    """It ends itself, and somebody it started holds on to its standard output."""
    script = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('pid', 'w').write(str(child.pid))"
    )
    assert _watched(script, tmp_path, Limits(seconds=1.5)).stopped == "time"
    _ends(int((tmp_path / "pid").read_text()))


@needs_proc
def test_one_that_takes_memory_is_ended(tmp_path: Path) -> None:
    script = "import time; held = b'x' * (300 << 20); time.sleep(600)"
    ended = _watched(script, tmp_path, Limits(seconds=60, memory=100 * MIB))
    assert ended.stopped == "memory"
    assert ended.peak > 100 * MIB


@needs_proc
def test_how_much_memory_one_took_is_known(tmp_path: Path) -> None:
    script = "import time; held = b'x' * (50 << 20); time.sleep(0.4)"
    assert 50 * MIB < _watched(script, tmp_path).peak < 150 * MIB


def test_one_that_prints_endlessly_is_ended(tmp_path: Path) -> None:
    script = "while True: print('x' * 10_000)"
    ended = _watched(script, tmp_path, Limits(seconds=60, output=MIB))
    assert ended.stopped == "output"
    assert len(ended.output) < 2 * MIB


def test_one_that_does_not_listen_is_heard(tmp_path: Path) -> None:
    script = "import os; os.close(0); print('done')"
    ended = _watched(script, tmp_path, said=b"x" * 5_000_000)
    assert (ended.output, ended.status, ended.stopped) == (b"done\n", 0, None)


def test_what_it_writes_to_its_standard_error_goes_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _watched("import sys; print('words of the file', file=sys.stderr)", tmp_path)
    assert capfd.readouterr() == ("", "")


def test_nothing_of_our_environment_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    ended = _watched("import os; print(sorted(os.environ), os.getcwd())", tmp_path)
    assert b"SLACK" not in ended.output
    assert b"xoxb" not in ended.output
    assert os.fsencode(tmp_path) in ended.output


def test_cancelled_it_leaves_no_process(tmp_path: Path) -> None:
    async def cancelled() -> int:
        command = [sys.executable, "-c", HANG]
        os.mkfifo(tmp_path / "pid")
        task = asyncio.create_task(
            watched(command, said=b"", folder=tmp_path, limits=Limits(seconds=60))
        )
        pid = await asyncio.to_thread((tmp_path / "pid").read_text)  # waits for who writes
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return int(pid)

    assert not psutil.pid_exists(asyncio.run(cancelled()))


def test_so_many_run_at_once(desk: Desk) -> None:
    script = (
        KIND
        + "import os, pathlib, time; mine = pathlib.Path(f'{os.getpid()}.here'); mine.touch(); "
        "time.sleep(0.3); n = len(list(pathlib.Path().glob('*.here'))); "
        "open('most', 'a').write(f'{n} '); mine.unlink()"
    )
    readers = _readers(script, Limits(at_once=2))
    path = desk.put(b"x")

    async def six() -> None:
        await asyncio.gather(
            *(readers.read(path, name="x", folder=desk.folder, now=NOW) for _ in range(6))
        )

    asyncio.run(six())
    assert max(map(int, (desk.folder / "most").read_text().split())) == 2


@pytest.mark.parametrize(
    ("script", "unread"),
    [
        (KIND + "import time; time.sleep(600)", "too_slow"),
        (KIND + "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broken"),
        (KIND + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_much_memory"),
        (KIND + "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        (KIND + "import os; os.abort()", "too_much_memory"),
        (KIND + "raise ValueError('words of the file')", "broken"),
        (KIND + "print('{}')", "broken"),
        (KIND + "print('nonsense')", "broken"),
        (KIND + "print('[' * 100_000)", "broken"),
        (KIND + "print('x' * 4_000_000)", "too_large"),
    ],
)
def test_the_kind_is_known_however_a_child_ends(desk: Desk, script: str, unread: str) -> None:
    read = desk.read(pdf("x"), "x.pdf", readers=_readers(script, Limits(seconds=3)))
    assert (read.kind, read.media_type, read.unread) == ("pdf", "application/pdf", unread)


def test_a_child_that_never_looked_is_no_fault_of_the_file(desk: Desk) -> None:
    readers = _readers("import there_is_no_such_module")
    with pytest.raises(ReaderError) as raised:
        desk.read(b"secret words", "secret name", readers=readers)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "pdf", "table": True},  # and none was written
        {"kind": "program"},
        {"unread": "for fun"},
        {"text": 5},
        {"attachments": [1]},
    ],
)
def test_an_answer_is_not_believed(desk: Desk, answer: dict[str, object]) -> None:
    whole = {
        **{"kind": "pdf", "media_type": "", "pages": 1, "unread": None, "certificate": None},
        **{"recognised": False, "text": "", "attachments": [], "table": False},
        **{"calendar": False, "cut": False},
        **answer,
    }
    script = KIND + f"import json; print(json.dumps({whole!r}))"
    assert desk.read(pdf("x"), "x", readers=_readers(script)).unread == "broken"


def test_a_link_is_no_table(desk: Desk) -> None:
    (desk.home / "others").write_text("words of somebody else")
    whole = {
        **{"kind": "csv", "media_type": "", "pages": 1, "unread": None, "certificate": None},
        **{"recognised": False, "text": "", "attachments": [], "table": True},
        **{"calendar": False, "cut": False},
    }
    script = KIND + "import os; os.symlink('../others', 'table.jsonl'); "
    script += f"import json; print(json.dumps({whole!r}))"
    read = desk.read(b"a,b", "x.csv", readers=_readers(script))
    assert (read.table, read.unread) == (None, "broken")


def test_nothing_heavy_is_imported_beside_the_bot() -> None:
    """Nor by accident: what reads files is loaded in the child alone."""
    script = (
        "import sys, bot.readers.reading, bot.readers.results\n"
        "heavy = {'PIL', 'calamine', 'icalendar', 'numpy', 'puremagic', 'pypdf', 'pypdfium2',"
        " 'python_calamine', 'rapidocr', 'recurring_ical_events', 'zxingcpp'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}),"
        " [name for name in sys.modules if name.startswith('bot.readers.child')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[] []"
