"""`python -m evaluation`: run the labelled sets and print how well they were understood.

`--set sealed` opens the sealed half in memory, `--kind K` (may be given several times) takes lines
of that kind alone, `--failures` lists every line that is not exactly right with its dialogue,
`--document` keeps the tables and failures of a whole run in docs/evaluation.md, and its figures in
README.md. `seal FOLDER`
copies the open sets of a folder into evaluation/sets/ and packs the sealed ones. `names` holds what
is found of names of people against its own sets, `coach` canned answers of a good and a bad model
against what the coach takes (also printed with the open half; `--document coach` keeps its table
alone). `certificates` reads the labelled certificates of the halves asked for (also printed with
each half of the sets); of the sealed ones, figures are told and no words.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot import logs
from bot.clock import real_time
from evaluation import training
from evaluation.certificates.reading import certificates_failures, certificates_report
from evaluation.certificates.reading import look as look_at_certificates
from evaluation.coaching import coaching_failures, coaching_report
from evaluation.coaching import look as look_at_coach
from evaluation.document import EMPTY, coached, documented, named, with_certificates
from evaluation.labels import ACCOUNT, KINDS
from evaluation.names import NAME_SETS, look, names_failures, names_report
from evaluation.running import Run, run
from evaluation.sets import HALVES, SETS, BadSet, Half, Item, read_halves, seal
from evaluation.tables import failures, report

DOCUMENT: Final = Path(__file__).parents[1] / "docs/evaluation.md"
README: Final = Path(__file__).parents[1] / "README.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 where the sets cannot be read."""
    asked = _arguments(arguments)
    try:
        if asked.command == "seal":
            print(seal(asked.folder))
        elif asked.command == "train":
            training.WEIGHTS.write_text(
                training.written(training.learn(training.messages())), "utf-8"
            )
        elif asked.command == "names":
            _names(with_failures=asked.failures)
        elif asked.command == "coach":
            _coach(asked)
        elif asked.command == "certificates":
            _certificates(asked)
        else:
            _evaluate(asked)
    except BadSet as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--set", choices=(*HALVES, "all"), default="open", help="default: open")
    parser.add_argument("--kind", action="append", choices=(*KINDS, ACCOUNT), help="only these")
    parser.add_argument("--failures", action="store_true", help="list each, with its dialogue")
    parser.add_argument("--document", action="store_true", help="keep it in docs/, README")
    parser.add_argument("--sets", type=Path, default=SETS, help="another folder of sets")
    commands = parser.add_subparsers(dest="command")
    sealing = commands.add_parser("seal", help="take sets from a folder, and seal their half")
    sealing.add_argument("folder", type=Path)
    commands.add_parser("train", help="learn the weights of the classifier anew")
    commands.add_parser("names", help="names of people: recall and false alarms")
    commands.add_parser("coach", help="what the coach takes of canned answers")
    commands.add_parser("certificates", help="what is read of certificates")
    asked = parser.parse_args(arguments)
    if asked.document and asked.kind:
        parser.error("--document: only a whole run is documented")
    return asked


def _evaluate(asked: argparse.Namespace) -> None:
    halves = _halves(asked)
    items = read_halves(asked.sets, halves)
    if asked.sets == SETS and not asked.kind:
        if "open" in halves:
            _coach(asked)
        _certificates(asked)
    if not asked.document:
        _print(run([one for one in items if _is_asked(one, asked.kind)]), asked.failures)
        return
    for half in halves:
        found = run([one for one in items if one.half == half])
        _print(found, asked.failures)
        _keep(found, half)


def _names(*, with_failures: bool) -> None:
    for path in NAME_SETS:
        found = look(path)
        print(f"{path.name}\n\n{names_report(found)}")
        if with_failures:
            print(names_failures(found))


def _coach(asked: argparse.Namespace) -> None:
    found = look_at_coach()
    print(coaching_report(found))
    if asked.failures:
        print(coaching_failures(found))
    if asked.document:
        page = coached(DOCUMENT.read_text(encoding="utf-8"), coaching_report(found))
        DOCUMENT.write_text(page, encoding="utf-8")


def _halves(asked: argparse.Namespace) -> tuple[Half, ...]:
    return HALVES if asked.set == "all" else (asked.set,)


def _certificates(asked: argparse.Namespace) -> None:
    """Sealed ones are read where `--set` asks for that half, and figures are all that is told."""
    for half in _halves(asked):
        found = look_at_certificates(half)
        told = certificates_report(half, found)
        print(told)
        if asked.failures:
            print(certificates_failures(half, found))
        if asked.document:
            page = DOCUMENT.read_text(encoding="utf-8")
            date = f"{real_time():%-d %B %Y, %H:%M} UTC, {_version()}"
            DOCUMENT.write_text(with_certificates(page, half, f"{date}\n\n{told}"), "utf-8")


def _is_asked(item: Item, kinds: Sequence[str] | None) -> bool:
    return not kinds or item.labelled.kind in kinds


def _print(found: Run, with_failures: bool) -> None:
    print(report(found))
    if with_failures:
        print(failures(found))


def _keep(found: Run, half: Half) -> None:
    page = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else EMPTY
    date = f"{real_time():%-d %B %Y, %H:%M} UTC"
    page = documented(page, found, half, date, _version())
    readme = named(README.read_text(encoding="utf-8"), page)
    DOCUMENT.write_text(page, encoding="utf-8")
    README.write_text(readme, encoding="utf-8")


def _version() -> str:
    """The commit that is measured, and whether anything was changed since."""
    command = ["git", "describe", "--always", "--dirty"]
    try:
        told = subprocess.run(
            command, cwd=DOCUMENT.parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return told.stdout.strip()


if __name__ == "__main__":
    logs.configure("critical")  # a crash is told with its line
    sys.exit(main())
