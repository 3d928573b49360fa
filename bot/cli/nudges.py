"""`cpdbot nudges`: who would be nudged at a moment, and, without --dry-run, queue it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.failure import Failure, read_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(nudges)


def nudges(
    at: Annotated[str, typer.Option(help="The moment, as ISO 8601; UTC without an offset.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say who, queue nothing.")
    ] = False,
) -> None:
    """Say who is due a nudge at a moment: one line each with member, kind, period and deadline.

    Without --dry-run the nudges are queued as the scheduler would, and a running bot sends them.
    No title and nobody's words are shown.
    """
    import asyncio  # noqa: PLC0415 - `--help` must not wait for all this

    from bot.app.start import CannotStart  # noqa: PLC0415

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter(f"'{at}' is no moment; 2026-11-23T10:00 is one.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        asyncio.run(_nudge(read_settings().database_url, moment.astimezone(UTC), dry_run=dry_run))
    except CannotStart as error:
        raise Failure(str(error)) from error


async def _nudge(database_url: str, moment: datetime, *, dry_run: bool) -> None:
    from bot.app.start import open_database  # noqa: PLC0415
    from bot.clock import Clocks  # noqa: PLC0415
    from bot.delivery import sweeps  # noqa: PLC0415
    from bot.policy.pack_file import load_packs  # noqa: PLC0415
    from bot.services.desk import Office  # noqa: PLC0415

    database = await open_database(database_url)
    try:
        office = Office(database, Clocks(calendar=lambda: moment), load_packs())
        found = 0
        async for page in sweeps.due_by_page(office, moment):
            for one in page:
                found += 1
                deadline = one.values["deadline"] or "-"
                typer.echo(
                    f"{one.workspace_id}\t{one.member_id}\t{one.kind}\t{one.period}\t{deadline}"
                )
        queued = 0 if dry_run else await sweeps.nudges(office)
        typer.echo(f"{found} due, {queued} queued.", err=True)
    finally:
        database.close()
