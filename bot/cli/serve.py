"""`cpdbot serve`: run the bot."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer

from bot.cli.failure import Failure, read_settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    role: Annotated[
        Literal["all", "web", "worker"],
        typer.Option(
            help="web takes requests in and acks them; worker works them off, sends and sweeps. "
            "Several processes need PostgreSQL."
        ),
    ] = "all",
) -> None:
    """Run the bot, over Socket Mode or signed HTTP (CPDBOT_MODE), until SIGTERM or Ctrl-C.

    /healthz and /metrics answer on CPDBOT_PORT. An SQLite database is brought to the newest
    version; for PostgreSQL run `cpdbot migrate` first.
    """
    import asyncio  # noqa: PLC0415 - `--help` and `capture` must not wait for all this

    with _nothing_is_garbage():
        from bot import logs  # noqa: PLC0415
        from bot.app import WentDeaf, build  # noqa: PLC0415
        from bot.app.start import CannotStart  # noqa: PLC0415
        from bot.clock_offset_file import clocks_from  # noqa: PLC0415

    settings = read_settings()
    try:
        clocks = clocks_from(settings.calendar_file)
    except ValueError as error:
        raise Failure(f"CPDBOT_CALENDAR_FILE: {error}") from error
    logs.configure(settings.log_level)

    async def running() -> None:
        runtime = build(settings, clocks, role)
        runtime.stop_on_signals()
        await runtime.run()

    try:
        asyncio.run(running())
    except (CannotStart, WentDeaf) as error:
        raise Failure(str(error)) from error


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """While modules are loaded, and of them ever after: no ack waits for the collector to look
    through what never goes away.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
