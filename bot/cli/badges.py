"""`cpdbot badges`: the keys that badges are signed with, and what is to be published of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.failure import Failure, read_settings

if TYPE_CHECKING:
    from bot.badges.issuer import Issuer

_HELP: Final = "The keys that badges for completed cycles are signed with (docs/badges.md)."


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help=_HELP, no_args_is_help=True)
    group.command()(key)
    group.command()(keys)
    group.command()(publish)
    app.add_typer(group, name="badges")


def key() -> None:
    """Make a key (Ed25519): it signs from now on, and earlier ones stay for what they have signed.

    Publish its public half before anybody gets a badge (cpdbot badges publish).
    """
    from bot.badges.keys import KeyTroubleError, make_key  # noqa: PLC0415 - see `bot.cli`
    from bot.clock import real_time  # noqa: PLC0415

    by = _issuer()
    _apart_from_evidence(by)
    try:
        made = make_key(by.keys, real_time())
    except KeyTroubleError as trouble:
        raise Failure(str(trouble)) from trouble
    typer.echo(f"{made.id} in {by.keys}. Now run: cpdbot badges publish FOLDER")


def keys() -> None:
    """List the keys, the newest first: the day on which each was made, and what it is for."""
    from bot.badges.keys import KeyTroubleError, kept_keys  # noqa: PLC0415 - see `bot.cli`

    by = _issuer()
    try:
        found = kept_keys(by.keys)
    except KeyTroubleError as trouble:
        raise Failure(str(trouble)) from trouble
    for number, one in enumerate(found):
        use = "verifies what it has signed"
        if number == 0:
            use = "signs" if one.signs else "cannot sign: its private half is gone"
        typer.echo(f"{one.id}  {one.made_on.isoformat()}  {use}")
    if not found:
        typer.echo("No key yet. Run: cpdbot badges key", err=True)


def publish(
    folder: Annotated[Path, typer.Argument(help="Where the files are written.")],
) -> None:
    """Write the public documents, for you to put on a web server; cpdbot serves nothing."""
    from bot.badges.keys import KeyTroubleError, kept_keys  # noqa: PLC0415 - see `bot.cli`
    from bot.badges.publishing import documents  # noqa: PLC0415

    by = _issuer()
    try:
        found = kept_keys(by.keys)
    except KeyTroubleError as trouble:
        raise Failure(str(trouble)) from trouble
    if not found:
        raise Failure("There is no key yet. Run: cpdbot badges key")
    try:
        for name, (address, content) in documents(by, found).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            typer.echo(f"{path}  to be read at  {address}")
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror}") from error


def _issuer() -> "Issuer":
    from bot.app.badges import issued_by  # noqa: PLC0415 - see `bot.cli`
    from bot.app.start import CannotStart  # noqa: PLC0415

    try:
        by = issued_by(read_settings())
    except CannotStart as error:
        raise Failure(str(error)) from error
    if by is None:
        raise Failure(
            "No badges are issued: CPDBOT_BADGES_NAME, CPDBOT_BADGES_ISSUER and CPDBOT_BADGES_KEYS "
            "are not set. docs/badges.md says what they are."
        )
    return by


def _apart_from_evidence(by: "Issuer") -> None:
    from bot.cli.badge_checks import misplaced  # noqa: PLC0415 - see `bot.cli`

    wrong = misplaced(read_settings(), by)
    if wrong:
        raise Failure(wrong)
