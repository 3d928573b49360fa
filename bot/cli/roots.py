"""`cpdbot roots`: the roots of months, to be published or kept elsewhere. They hold no word."""

from typing import Annotated

import typer

from bot.cli.failure import Failure, read_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(roots)


def roots(
    *,
    workspace: Annotated[
        str | None, typer.Option(help="The Slack workspace (T…), where there are several.")
    ] = None,
) -> None:
    """List the roots of months over all members' chains, the newest first.

    Publish them, or keep them where you cannot change them: whoever has one can show later what a
    record held then (cpdbot verify --against).
    """
    from bot.cli.policy_loading import opened, the_workspace  # noqa: PLC0415 - see `bot.cli`
    from storage.engine.errors import StorageUnavailable  # noqa: PLC0415
    from storage.unit_of_work import look  # noqa: PLC0415

    database = opened(read_settings().database_url)
    try:
        workspace_id = the_workspace(database, workspace)
        with look(database, workspace_id) as work:
            made = work.roots.made()
    except StorageUnavailable as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error
    finally:
        database.close()
    for one in made:
        stamped = ", ".join(
            f"stamped {each.stamped_at:%Y-%m-%d %H:%M} by {each.authority}" for each in one.receipts
        )
        members = "member" if one.leaves == 1 else "members"
        end = f", {stamped}" if stamped else ""
        typer.echo(f"{one.month}  {one.root}  {one.leaves} {members}{end}")
    if not made:
        typer.echo("No root yet: the first is made when a month has ended.", err=True)
