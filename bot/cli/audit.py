"""`cpdbot audit draw`: a round's draw done again from its sheet and both seeds, without the bot."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.failure import Failure

if TYPE_CHECKING:
    from bot.policy.audits.sheet import SheetRow

_MOST_BYTES: Final = 200_000_000
"""A sheet of a million people is about as large."""

_REFUSED: Final = {
    "not_the_sheet": "is no sheet of a draw: it needs the columns audit_id, hmac and drawn.",
    "not_an_audit_id": "holds an audit id that is none: they are an a and 32 hexadecimal digits.",
    "ids_not_different": "holds an audit id twice.",
    "sample_empty": "is read, but --size has to be 1 or more.",
    "sample_larger_than_population": "has fewer ids than --size.",
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    audit = typer.Typer(
        help="Audit rounds: check a draw.", no_args_is_help=True, rich_markup_mode=None
    )
    audit.command()(draw)
    audit.callback()(_audit)
    app.add_typer(audit, name="audit")


def _audit() -> None:
    """Audit rounds: check a draw."""


def draw(
    sheet: Annotated[Path, typer.Argument(help="The sheet as CSV.", show_default=False)],
    *,
    first_seed: Annotated[str, typer.Option(help="The seed of the first commitment.")],
    second_seed: Annotated[str, typer.Option(help="The seed of the second commitment.")],
    size: Annotated[int, typer.Option(help="How many were to be drawn, as published.")],
    first_commitment: Annotated[
        str | None, typer.Option(help="As published: the first seed is held against it.")
    ] = None,
    second_commitment: Annotated[
        str | None, typer.Option(help="As published: the second seed is held against it.")
    ] = None,
    ids_hash: Annotated[
        str | None, typer.Option(help="As published: the sheet's ids are held against it.")
    ] = None,
) -> None:
    """Draw again from a sheet and both seeds, offline, and compare: HMACs, order, who was drawn.

    docs/audit.md shows the same with openssl, without anything of ours.
    """
    from bot.policy.audits import sheet as sheets  # noqa: PLC0415 - see `bot.cli`
    from bot.policy.audits.draw import SHORTEST_SEED, combined_seed  # noqa: PLC0415
    from bot.policy.audits.refusals import StepRefused  # noqa: PLC0415

    seeds = (first_seed, second_seed)
    for seed, committed, which in (
        (first_seed, first_commitment, "first"),
        (second_seed, second_commitment, "second"),
    ):
        _check_seed(seed, committed, which)
    try:
        rows = sheets.read_sheet(_text_of(sheet))
        again, difference = sheets.repeat(rows, seeds, size)
        if ids_hash is not None:
            _check_ids(rows, ids_hash)
    except StepRefused as refused:
        raise Failure(f"{sheet} {_REFUSED[refused.reason]}") from None
    if difference is not None:
        raise Failure(
            f"{sheet} differs from the draw at place {difference.place}, in {difference.column}."
        )
    typer.echo(f"Seed of the draw: {combined_seed(*seeds)}")
    typer.echo(f"The sheet says the same: {len(again)} ids, the first {size} drawn.")
    if min(map(len, seeds)) < SHORTEST_SEED:
        typer.echo(
            f"A seed has fewer than {SHORTEST_SEED} characters, so it could have been guessed."
        )


def _check_seed(seed: str, committed: str | None, which: str) -> None:
    """Raises Failure where it is not the one that was committed to."""
    from bot.policy.audits.draw import commitment, seed_fault  # noqa: PLC0415 - see `bot.cli`

    fault = seed_fault(seed, commitment(seed) if committed is None else committed)
    if fault == "not_a_seed":
        raise Failure(f"the {which} seed is none: one line, without blanks around it.")
    if fault is not None:
        raise Failure(f"the {which} seed is not the one that was committed to.")


def _check_ids(rows: "tuple[SheetRow, ...]", published: str) -> None:
    """Raises Failure where the ids, each with its line, are not those of the published hash."""
    from bot.policy.audits.draw import ids_hash  # noqa: PLC0415 - see `bot.cli`

    if ids_hash((one.line, one.drawn.audit_id) for one in rows) != published:
        raise Failure("the sheet's ids are not those whose hash was published.")


def _text_of(file: Path) -> str:
    """Raises Failure."""
    try:
        with file.open("rb") as stream:
            read = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Failure(
            f"{file} cannot be read ({error.strerror or type(error).__name__})."
        ) from None
    if len(read) > _MOST_BYTES:
        raise Failure(f"{file} is too large for a sheet.")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(f"{file} is not UTF-8.") from None
