"""`cpdbot nudges`: who would be nudged at a moment, and, without --dry-run, queue it."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.failure import Failure, read_settings

if TYPE_CHECKING:
    from bot.services.context.member_context import ContextFactory

_YEARS: Final = range(1970, 9000)
"""Those in which every day can be reckoned from, and in every zone."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(nudges)


def nudges(
    at: Annotated[str, typer.Option(help="The moment, as ISO 8601; UTC without an offset.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say who, queue nothing.")
    ] = False,
) -> None:
    """Say who is due a nudge at a moment: one line each with workspace, member, kind, period,
    deadline and, with --dry-run, why; then also a line for whoever is left alone, and why.

    With --dry-run there is a line also for whoever has chosen this time to write something up.
    Without it the nudges are queued as the scheduler would, and a running bot sends them.
    No title and nobody's words are shown.
    """
    import asyncio  # noqa: PLC0415 - `--help` must not wait for all this

    from bot.app.start import CannotStart  # noqa: PLC0415

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter(f"'{at}' is no moment; 2026-11-23T10:00 is one.") from None
    if moment.year not in _YEARS:
        raise typer.BadParameter(f"'{at}' is too far from now.")
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
    from bot.policy.schemes.pack_file import load_packs  # noqa: PLC0415
    from bot.services.context.member_context import ContextFactory  # noqa: PLC0415

    database = await open_database(database_url)
    try:
        contexts = ContextFactory(database, Clocks(calendar=lambda: moment), load_packs())
        if dry_run:
            due = await _explain(contexts, moment)
            typer.echo(f"{due} due, 0 queued.", err=True)
            return
        found = 0
        async for page in sweeps.due_by_page(contexts, moment):
            for one in page:
                found += 1
                deadline = one.values["deadline"] or "-"
                _line(one.workspace_id, one.member_id, one.kind, one.period, deadline)
        queued = await sweeps.nudges(contexts)
        typer.echo(f"{found} due, {queued} queued.", err=True)
    finally:
        database.close()


async def _explain(contexts: "ContextFactory", moment: datetime) -> int:
    """A line for each member, two for whoever is due two things; how much is due."""
    from asyncio import wrap_future  # noqa: PLC0415

    from bot.delivery import sweeps  # noqa: PLC0415
    from bot.services.nudges import write_ups  # noqa: PLC0415
    from bot.ui.nudges.decision_reasons import CHOSEN, why_not, why_sent  # noqa: PLC0415

    due = 0
    async for page in sweeps.decided_by_page(contexts, moment):
        for one in page:
            who = one.workspace_id, one.member_id
            for nudge in one.nudges:
                deadline = "-" if nudge.deadline is None else nudge.deadline.isoformat()
                _line(*who, nudge.kind, nudge.period, deadline, why_sent(nudge))
            if not one.nudges:
                _line(*who, "-", "-", "-", why_not(one.decision))
            due += len(one.nudges)
    chosen = await wrap_future(contexts.database.read(partial(write_ups.to_ask, contexts, moment)))
    for asked in chosen:
        _line(asked.workspace_id, asked.member_id, write_ups.KIND, asked.id, "-", CHOSEN)
    return due + len(chosen)


def _line(*fields: str | int) -> None:
    typer.echo("\t".join(map(str, fields)))
