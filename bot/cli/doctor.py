"""`cpdbot doctor`: is everything in place? Each line says so, or what to know, or what to do."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor() -> int:
    """Check tokens, scopes, database and clock, and tell what was set aside and which decisions on
    rules no longer apply; exit status 1 if something has to be done.
    """
    import asyncio  # noqa: PLC0415 - see `bot.cli`

    from bot.cli.checks import check_all  # noqa: PLC0415
    from bot.cli.failure import read_settings  # noqa: PLC0415

    findings = asyncio.run(check_all(read_settings()))
    for finding in findings:
        typer.echo(f"{finding.mark:5}  {finding.text}")
    return 0 if all(finding.is_well for finding in findings) else 1
