"""The command line `cpdbot`: which commands there are, and how every one of them fails.

Each command lives in a module of its own, which loads what it needs when it runs.
"""

import os
import sys
from collections.abc import Sequence

import typer

from bot.cli import (
    audit,
    badges,
    capture,
    chat,
    demo,
    doctor,
    importing,
    manifest,
    migrate,
    nudges,
    policy,
    retry,
    roots,
    serve,
    source,
    verify,
)
from bot.cli.failure import Failure

COMMANDS = (
    *(demo, chat, serve, migrate, doctor, capture, nudges),
    *(retry, policy, audit, source, verify, importing, roots, badges, manifest),
)
"""In the order in which `--help` lists them; each has a `register`."""

WRONG_USE = 2
FAILED = 1
INTERRUPTED = 130


def application() -> typer.Typer:
    """All commands."""
    app = typer.Typer(
        help=(
            "Keep Continuing Professional Development records from Slack.\n\n"
            "Try it on this machine with `make demo`. To run it for a real workspace, set the "
            "tokens (README.md says which), ask `cpdbot doctor`, then `cpdbot serve`."
        ),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for command in COMMANDS:
        command.register(app)
    return app


def run(args: Sequence[str]) -> int:
    """Runs one command; its exit status. Whatever goes wrong is told in one line."""
    try:
        status = application()(args=args, prog_name="cpdbot", standalone_mode=False)
    except typer.TyperException as error:  # wrong use, worded by the parser
        typer.echo(_wrong_use(error), err=True)
        return WRONG_USE
    except Failure as error:
        return _failed(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("CPDBOT_LOG_LEVEL") == "debug":
            raise
        return _failed(
            f"something unexpected ({type(error).__name__}). "
            "CPDBOT_LOG_LEVEL=debug shows where; please report it."
        )
    return status if isinstance(status, int) else 0


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def _wrong_use(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if "\n" in message:  # no command was given: the parser says what there is
        return message
    where = context.command_path if context else "cpdbot"
    return f"cpdbot: {message} See: {where} --help"


def _failed(sentence: str) -> int:
    typer.echo(f"cpdbot: {sentence}", err=True)
    return FAILED
