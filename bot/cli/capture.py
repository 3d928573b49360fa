"""`cpdbot capture`: what the bot reads in a sentence, without Slack and without a database."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(capture)


def capture(
    text: Annotated[
        str | None, typer.Argument(help="A sentence, as a member would write it.")
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(
            help="The moment of writing (ISO 8601; without an offset it is in the zone). "
            "Default: this moment.",
            show_default=False,
        ),
    ] = None,
    tz: Annotated[str, typer.Option(help="The writer's time zone (IANA name).")] = "UTC",
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help="Read lines of JSON from standard input, each with text and, where they differ "
            "from the options, now and tz; answer each with a line.",
        ),
    ] = False,
) -> int:
    """Print what is read in a sentence, as JSON; what it does not state is null.

    Example: cpdbot capture "2h high voltage isolation course at Bosch yesterday"
    """
    if (text is None) != jsonl:
        raise typer.BadParameter("Give a text, or --jsonl and lines on standard input.")
    if text is not None:
        try:
            _print(_read({"text": text}, now, tz))
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        return 0
    return _answer_lines(now, tz)


def _answer_lines(now: str | None, tz: str) -> int:
    """Exit status 1 where a line could not be read; the others are answered all the same."""
    import json  # noqa: PLC0415 - see `bot.cli`
    import sys  # noqa: PLC0415

    failed = 0
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            asked = json.loads(raw.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            asked = None
        try:
            _print(_read(asked, now, tz))
        except ValueError as error:
            failed += 1
            _print({"error": f"Line {number}: {error}"})
    if failed:
        typer.echo(f"cpdbot: {failed} lines could not be read.", err=True)
    return 1 if failed else 0


def _read(asked: object, now: str | None, tz: str) -> Mapping[str, Any]:
    """Raises ValueError, with a sentence, for what is no request, no moment or no zone."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - see `bot.cli`

    from bot.conversation.reading import as_json, read  # noqa: PLC0415

    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError('It must be a JSON object with a "text".')  # noqa: TRY004 - as all of these
    zone_name = asked.get("tz") or tz
    try:
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, OSError, TypeError):
        raise ValueError(f"{zone_name!r} is no time zone; Europe/London is one.") from None
    return as_json(read(asked["text"], now=_moment(asked.get("now") or now, zone), tz=zone))


def _moment(given: object, zone: "ZoneInfo") -> "datetime":
    from datetime import datetime  # noqa: PLC0415 - see `bot.cli`

    from bot.clock import real_time  # noqa: PLC0415

    if given is None:
        return real_time()
    try:
        moment = datetime.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is no moment; 2026-11-21T10:00 is one.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _print(answer: Mapping[str, Any]) -> None:
    import json  # noqa: PLC0415 - see `bot.cli`

    # As bytes: neither the terminal's encoding nor half a surrogate can stop it.
    typer.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
