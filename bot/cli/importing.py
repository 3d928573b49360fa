"""`cpdbot import`: an archive of a record, taken in for a member, who says whether it is theirs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.failure import Failure, read_settings

if TYPE_CHECKING:
    from bot.readers.archive_results import ArchiveRead
    from bot.services.context.member_context import ContextFactory
    from bot.settings import Settings

_TRIES_MOST: Final = 1_000
"""How often the same archive is taken in for somebody, each after the one before was settled."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("import")(taken_in)


def taken_in(
    archive: Annotated[
        Path, typer.Argument(help="An archive that cpdbot has made.", show_default=False)
    ],
    *,
    member: Annotated[str, typer.Option(help="Whose record it is for: their Slack id (U…).")],
    workspace: Annotated[
        str | None, typer.Option(help="The Slack workspace (T…), where there are several.")
    ] = None,
) -> None:
    """Take in an archive that a member brings along from elsewhere.

    It is verified first; nothing is taken of one that does not hold. A running bot then shows the
    member what is in it, and nothing counts before they say that they did it themselves. Run again
    after it was interrupted, it goes on where it was.
    """
    import asyncio  # noqa: PLC0415 - `--help` must not wait for all this

    from bot.app.start import CannotStart  # noqa: PLC0415
    from bot.archive.form import ARCHIVE_MOST  # noqa: PLC0415
    from storage.engine.errors import StorageUnavailable  # noqa: PLC0415

    if not archive.is_file():
        raise Failure(f"{archive} is no file.")
    if archive.stat().st_size > ARCHIVE_MOST:
        raise Failure("nothing was taken: it is larger than 2 GB, and cpdbot makes none so large.")
    try:
        asyncio.run(_import(archive, member, workspace, read_settings()))
    except CannotStart as error:
        raise Failure(str(error)) from error
    except StorageUnavailable as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error


async def _import(path: Path, slack_id: str, workspace: str | None, settings: "Settings") -> None:
    from bot.app.evidence import kept_in  # noqa: PLC0415 - as above
    from bot.app.start import open_database  # noqa: PLC0415
    from bot.cli.policy_loading import the_workspace  # noqa: PLC0415
    from bot.clock_offset_file import clocks_from  # noqa: PLC0415
    from bot.delivery.work_folders import work_folder  # noqa: PLC0415
    from bot.policy.schemes.pack_file import load_packs  # noqa: PLC0415
    from bot.services.context.member_context import ContextFactory  # noqa: PLC0415
    from storage.unit_of_work import look  # noqa: PLC0415

    database = await open_database(settings.database_url)
    try:
        workspace_id = the_workspace(database, workspace)
        with look(database, workspace_id) as work:
            found = work.members.by_slack(slack_id)
        if found is None:
            raise Failure(f"nobody here is {slack_id}: they have to write to the bot once.")
        contexts = ContextFactory(
            database, clocks_from(settings.calendar_file), load_packs(), **kept_in(settings)
        )
        async with work_folder("cpdbot-import-") as folder:
            read = await _read(path, folder)
            _tell(read)
            await _keep(contexts, (workspace_id, found.id), path, read)
    finally:
        database.close()
    typer.echo(f"A running bot shows it to {slack_id}, and takes of it what they say is theirs.")


async def _read(path: Path, folder: Path) -> "ArchiveRead":
    from bot.clock import real_time  # noqa: PLC0415 - as above
    from bot.readers.reading import Readers  # noqa: PLC0415

    read = await Readers().read(path, name=path.name, folder=folder, now=real_time())
    if read.archive is None:
        why = f" ({read.unread.replace('_', ' ')})" if read.unread else ""
        raise Failure(f"nothing was taken: it is no archive of cpdbot's that can be read{why}.")
    if read.archive.refused:
        raise Failure(f"{read.archive.refused} Nothing was taken.")
    return read.archive


def _tell(read: "ArchiveRead") -> None:
    from bot.figures import several  # noqa: PLC0415 - as above

    own, *others = read.segments
    about = own.about
    name = about["member_name"] or about["member"]
    place = about["workspace_name"] or about["workspace"]
    typer.echo(
        f"It holds: {several(own.length, 'revision')} in one chain, "
        f"{several(read.count, 'entry', 'entries')}, {several(len(read.files), 'file')}. "
        f"It is of {name} at {place}; who that was, nobody has checked."
    )
    if others:
        typer.echo(f"{several(len(others), 'sealed segment')} of other chains came with it.")
    if read.missing:
        typer.echo(f"{several(read.missing, 'file')} of evidence cannot be taken from it.")


async def _keep(
    contexts: "ContextFactory", whose: tuple[str, int], path: Path, read: "ArchiveRead"
) -> None:
    from asyncio import to_thread  # noqa: PLC0415 - as above

    from bot.delivery.archive_intake import ArchiveIntake, always  # noqa: PLC0415
    from bot.delivery.slack import NotNow  # noqa: PLC0415
    from bot.delivery.virus_scan import Scanner  # noqa: PLC0415
    from bot.services.importing.arrivals import FileFacts  # noqa: PLC0415

    sha256 = await to_thread(_hash_of, path)
    key = _key(contexts, whose, sha256)
    scanner = Scanner.at(contexts.clamd) if contexts.clamd else None
    intake = ArchiveIntake(contexts, scanner, always)
    try:
        await intake.take(*whose, FileFacts(key, path.name, sha256), read)
    except NotNow as trouble:
        raise Failure(
            f"{trouble.method} does not answer ({trouble.code}). Run it again: it goes on."
        ) from None


def _key(contexts: "ContextFactory", whose: tuple[str, int], sha256: str) -> str:
    """What an arrival of this archive is known by: the one that was interrupted, or a new one."""
    from storage.unit_of_work import look  # noqa: PLC0415 - as above

    workspace_id, member_id = whose
    with look(contexts.database, workspace_id) as work:
        for times in range(_TRIES_MOST):
            key = f"archive:{member_id}:{sha256}:{times}"
            known = work.imports.begun_by(key)
            if known is None or known.state == "arriving":
                return key
            if known.state in ("preview", "staging", "ready"):
                raise Failure("it is before them already: they have not settled it yet.")
    raise Failure("it was taken in too often.")


def _hash_of(path: Path) -> str:
    import hashlib  # noqa: PLC0415 - as above

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
