"""`cpdbot migrate`: bring the database to the newest version."""

import typer

from bot.cli.failure import Failure, read_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(migrate)


def migrate() -> None:
    """Bring the database (CPDBOT_DATABASE_URL) to the newest version. Safe to run again."""
    from storage.engine import migrate as migrations  # noqa: PLC0415 - see `bot.cli`
    from storage.engine.errors import StorageUnavailable  # noqa: PLC0415

    url = read_settings().database_url
    try:
        before = migrations.revision(url)
        migrations.upgrade(url)
    except (ValueError, StorageUnavailable) as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error
    if before == migrations.head():
        typer.echo(f"The database is at version {before} already.")
    else:
        typer.echo(f"The database is at version {migrations.head()} now.")
