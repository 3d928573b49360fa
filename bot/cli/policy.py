"""`cpdbot policy check`: is a file a policy pack?"""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.failure import Failure


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    policy = typer.Typer(
        help="Policy packs: a scheme's rules as data.", no_args_is_help=True, rich_markup_mode=None
    )
    policy.command()(check)
    policy.callback()(_alone)
    app.add_typer(policy, name="policy")


def _alone() -> None:
    """Policy packs: a scheme's rules as data."""


def check(
    file: Annotated[Path, typer.Argument(help="A pack as YAML.", show_default=False)],
) -> None:
    """Check a policy pack. What is wrong is named with file, line and reason."""
    from bot.policy.pack_file import PackError, load_pack  # noqa: PLC0415 - see `bot.cli`

    try:
        pack = load_pack(file)
    except PackError as error:
        raise Failure(str(error)) from error
    typer.echo(f"{file}: {pack.title}, version {pack.version}, {len(pack.rules)} rules. All well.")
