"""`cpdbot chat`: the conversation with the bot in a terminal, or of many members line by line."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.failure import Failure

if TYPE_CHECKING:
    from bot.cli.chat.world import World


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(chat)


def chat(
    *,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help="Read lines of JSON from standard input, each the conversation of a new member; "
            "answer each with a line. docs/running.md says what may stand in them.",
        ),
    ] = False,
    database: Annotated[
        str | None,
        typer.Option(
            help="Keep the record in this database (sqlite:///path or postgresql://…), and take "
            "it up again the next time. Not one that a bot is running on. Default: a database "
            "that is thrown away.",
            show_default=False,
        ),
    ] = None,
    scheme: Annotated[
        list[str] | None,
        typer.Option(
            help="A scheme that the member is in, once for each. Default: imi-register.",
            show_default=False,
        ),
    ] = None,
    job: Annotated[
        str | None, typer.Option(help="What the member is employed as.", show_default=False)
    ] = None,
    tz: Annotated[str, typer.Option(help="The member's time zone (IANA name).")] = "Europe/London",
    now: Annotated[
        str | None,
        typer.Option(
            help="The moment at which the calendar stands at first (ISO 8601; without an offset "
            "it is in the zone). Default: this moment.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Talk to the bot in this terminal: no Slack, no browser, and nothing leaves the machine.

    It is the same conversation through the same services. Buttons are pressed by their number.
    """
    from bot import logs  # noqa: PLC0415 - `--help` must not wait for all this
    from bot.app.start import CannotStart  # noqa: PLC0415
    from bot.cli.chat.asked import Somebody, read_moment, read_schemes, read_zone  # noqa: PLC0415
    from bot.cli.chat.world import world_at  # noqa: PLC0415

    logs.configure("error")
    if jsonl and (scheme or job or now):
        raise typer.BadParameter("With --jsonl, each line says who the member is, and when.")
    try:
        with world_at(database) as world:
            if jsonl:
                return _answer_lines(world)
            from bot.cli.chat.terminal import converse  # noqa: PLC0415

            try:
                zone = read_zone(tz)
                schemes = read_schemes(scheme or list(Somebody.schemes), world.contexts.packs)
                moment = read_moment(now, zone) if now else None
            except ValueError as error:
                raise typer.BadParameter(str(error)) from error
            _edit_lines()
            converse(world, Somebody(zone.key, schemes, job), moment)
    except CannotStart as error:
        raise Failure(str(error)) from error
    return 0


def _edit_lines() -> None:
    """Where the terminal can, what is typed is edited, and found again with the arrow keys."""
    from contextlib import suppress  # noqa: PLC0415 - as above

    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - Windows has none


def _answer_lines(world: "World") -> int:
    """Exit status 1 where a line could not be read, or something went wrong on the bot's side."""
    import json  # noqa: PLC0415 - as above
    import sys  # noqa: PLC0415

    from bot.cli.chat.lines import answers  # noqa: PLC0415

    failed = 0
    for answer, is_well in answers(world, sys.stdin.buffer):
        failed += not is_well
        # As bytes: neither the terminal's encoding nor half a surrogate can stop it.
        typer.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    if failed:
        typer.echo(f"cpdbot: something is wrong with {failed} lines.", err=True)
    return 1 if failed else 0
