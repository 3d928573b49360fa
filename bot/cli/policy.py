"""`cpdbot policy check`: is a file a policy pack, and does it know what its scheme needs?"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failure import Failure

if TYPE_CHECKING:
    from bot.policy.schemes.pack import Gap


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    policy = typer.Typer(
        help="Policy packs: a scheme's rules as data.", no_args_is_help=True, rich_markup_mode=None
    )
    policy.command()(check)
    policy.command()(explain)
    policy.callback()(_alone)
    app.add_typer(policy, name="policy")


def _alone() -> None:
    """Policy packs: a scheme's rules as data."""


def check(
    file: Annotated[Path, typer.Argument(help="A pack as YAML.", show_default=False)],
) -> None:
    """Check a policy pack. What is wrong is named with file, line and reason.

    A rule that the scheme's kind needs and that is missing is named too, and fails the check. One
    that the pack itself says is not known is only named: what rests on it is "not known".
    """
    from bot.policy.schemes.pack import gaps  # noqa: PLC0415 - see `bot.cli`
    from bot.policy.schemes.pack_file import PackError, load_pack  # noqa: PLC0415 - see `bot.cli`

    try:
        pack = load_pack(file)
    except PackError as error:
        raise Failure(str(error)) from error
    today = datetime.now(UTC).date()
    found = gaps(pack, today)
    missing = [_named(gap, today) for gap in found if not gap.stated]
    if missing:
        raise Failure(
            f"{file}: a scheme of this kind needs {', '.join(missing)}. "
            'Without, the answer is "not known".'
        )
    head = f"{file}: {pack.title}, version {pack.version}, {len(pack.rules)} rules."
    stated = [_named(gap, today) for gap in found]
    if stated:
        typer.echo(f"{head} Not known, as it says itself: {', '.join(stated)}.")
        return
    typer.echo(f"{head} All well.")


def explain(
    pack: Annotated[str, typer.Argument(help="A shipped pack's name, or a file.")],
) -> None:
    """Say every rule of a pack as it is held: value, force, since when, and where it stands."""
    from bot.policy.schemes.pack_file import (  # noqa: PLC0415 - see `bot.cli`
        PackError,
        load_pack,
        load_packs,
    )
    from bot.ui.admin.lists import rule_line  # noqa: PLC0415 - see `bot.cli`

    try:
        found = load_packs().get(pack) or load_pack(Path(pack))
    except PackError as error:
        raise Failure(str(error)) from error
    typer.echo(f"{found.title}, by {found.body}, version {found.version}.")
    for rules in found.rules.values():
        for rule in rules:
            typer.echo(f"- {rule_line(rule)}")


def _named(gap: "Gap", today: date) -> str:
    return gap.key if gap.since <= today else f"{gap.key} from {gap.since.isoformat()}"
