"""`cpdbot retry`: put back what was set aside, once its cause is mended."""

import typer

from bot.cli.failure import Failure, read_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(retry)


def retry() -> None:
    """Put events, messages and jobs that were set aside back in their place, to be tried again.

    A running bot takes them from there. Their log lines say why they were set aside; a message is
    looked for in Slack before it is sent.
    """
    import asyncio  # noqa: PLC0415 - `--help` must not wait for all this

    from bot.app.start import CannotStart  # noqa: PLC0415
    from storage.engine.errors import StorageUnavailable  # noqa: PLC0415

    try:
        events, messages, jobs = asyncio.run(_reopen(read_settings().database_url))
    except CannotStart as error:
        raise Failure(str(error)) from error
    except StorageUnavailable as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error
    typer.echo(f"{events} events, {messages} messages and {jobs} jobs are to be tried again.")


async def _reopen(database_url: str) -> tuple[int, int, int]:
    from bot.app.start import open_database  # noqa: PLC0415
    from bot.clock import real_time  # noqa: PLC0415
    from storage.queues.inbox import Inbox  # noqa: PLC0415
    from storage.queues.jobs import Jobs  # noqa: PLC0415
    from storage.queues.outbox import Outbox  # noqa: PLC0415

    database = await open_database(database_url)
    try:
        now = real_time()
        return (
            Inbox(database).reopen_aside(now),
            Outbox(database).reopen_aside(now),
            Jobs(database).reopen_aside(now),
        )
    finally:
        database.close()
