"""`cpdbot manifest`: the Slack app's manifest as JSON."""

from enum import StrEnum
from typing import Annotated

import typer


class Variant(StrEnum):
    """What a manifest may have beside the usual."""

    WORKFLOW = "workflow"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(manifest)


def manifest(
    with_: Annotated[
        Variant | None,
        typer.Option(
            "--with",
            help="workflow: with the step for Workflow Builder, which needs a paid plan and an "
            "install for the whole organisation.",
        ),
    ] = None,
) -> None:
    """Print the app manifest as JSON, to paste into "Create an app from a manifest"."""
    import json  # noqa: PLC0415 - see `bot.cli`

    from bot.manifest import load_manifest, with_workflow  # noqa: PLC0415

    source = dict(load_manifest().source)
    made = source if with_ is None else with_workflow(source)
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
