"""`cpdbot verify`: whether an archive, or an export, holds, and against what. Without settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from bot.archive.proof_checks import ReadReceipt

WRONG_USE: Final = 2
_MARKS: Final = {"holds": "holds", "fails": "FAILS", "note": "note"}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(verify)


def verify(
    archive: Annotated[
        str, typer.Argument(help="An archive (ZIP), or an export's JSON.", show_default=False)
    ],
    *,
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT",
            help="What you hold elsewhere: a root or head (64 digits), a file of them, a receipt "
            "(.tsr), or an earlier export. May be given several times.",
        ),
    ] = None,
    tsa_root: Annotated[
        str | None,
        typer.Option(metavar="PEM", help="The root of the authority whose receipts are checked."),
    ] = None,
) -> int:
    """Check that a record was not changed since: its chain, its entries, its evidence and proofs.

    Works offline, and without the database. Exit status 0 if all holds, 1 if something does not,
    2 for wrong use.
    """
    from bot.archive.held import WrongUse  # noqa: PLC0415 - `--help` must not wait for this
    from bot.archive.verifying import verify as verified  # noqa: PLC0415

    path = Path(archive)
    try:
        if not path.is_file():
            return _wrong(f"{archive} is no file.")
        report = verified(path, against or (), _reader(tsa_root))
    except WrongUse as error:
        return _wrong(f"{error}.")
    except OSError as error:
        return _wrong(f"{archive} cannot be read ({error.strerror or type(error).__name__}).")
    for one in report.said:
        typer.echo(f"{_MARKS[one.kind]:5}  {one.text}")
    typer.echo(report.verdict)
    return 0 if report.well else 1


def _wrong(sentence: str) -> int:
    typer.echo(f"cpdbot: {sentence}", err=True)
    return WRONG_USE


def _reader(pem: str | None) -> "ReadReceipt":
    """Reads receipts; the libraries for it are loaded when there is one. Raises WrongUse."""
    from bot.archive.held import WrongUse  # noqa: PLC0415 - as above
    from bot.timestamps.receipts import BadRoot, Reader, roots_in  # noqa: PLC0415

    if pem is None:
        return Reader()
    try:
        return Reader(roots_in(Path(pem)))
    except BadRoot as error:
        raise WrongUse(f"--tsa-root: {error}") from error
