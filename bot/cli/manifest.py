"""`cpdbot manifest`: the Slack app's manifest as JSON."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(manifest)


def manifest() -> None:
    """Print the app manifest as JSON, to paste into "Create an app from a manifest"."""
    import json  # noqa: PLC0415 - see `bot.cli`

    from bot.manifest import load_manifest  # noqa: PLC0415

    typer.echo(json.dumps(dict(load_manifest().source), indent=2, ensure_ascii=False))
