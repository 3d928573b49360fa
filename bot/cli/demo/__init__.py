"""`cpdbot demo`: the sandbox and the bot in one process, with people who have records.

The sandbox is a distribution of its own, and nothing else of the bot imports it.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.failure import Failure

NO_SANDBOX = (
    "The demo needs the sandbox (cpdbot-sandbox), which is not installed. In a checkout of cpdbot, "
    "`make demo` installs it, and so does `pip install ./sandbox`."
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


def demo(
    folder: Annotated[
        Path, typer.Option(help="Where the demo keeps its data between two starts.")
    ] = Path(".demo"),
    port: Annotated[int, typer.Option(help="The page's port on this machine.")] = 8200,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was, and start over.")
    ] = False,
) -> None:
    """Try the bot on this machine: no Slack account needed, nothing leaves it.

    Opens a small Slack workspace in your browser, in which you can be anybody: the technician,
    their manager, the administrator. The calendar can be moved forward to see what is said when.
    """
    import asyncio  # noqa: PLC0415 - `--help` must not wait for all this
    import shutil  # noqa: PLC0415

    from bot import logs  # noqa: PLC0415
    from bot.app.start import CannotStart  # noqa: PLC0415

    try:
        from bot.cli.demo.stage import STARTED, play  # noqa: PLC0415
    except ImportError as error:
        # In a checkout, a folder of the sandbox's name is found though it is not installed.
        if (error.name or "").partition(".")[0] != "sandbox":
            raise
        raise Failure(NO_SANDBOX) from error
    if fresh and folder.exists():
        if not (folder / STARTED).exists():
            raise Failure(f"{folder} holds no demo of ours, so it is not removed.")
        shutil.rmtree(folder)
    logs.configure("warning")
    try:
        asyncio.run(play(folder, port))
    except CannotStart as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"Port {port} cannot be used ({error.strerror}). Try --port 8201.") from error
