"""`cpdbot source`: other systems that may send drafts, their keys, and whom they know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from bot.cli.failure import Failure, read_bytes, read_settings

if TYPE_CHECKING:
    from bot.services.sources.keys import Difference, People
    from storage.engine.database import Database
    from storage.unit_of_work import UnitOfWork

T = TypeVar("T")

_SHOWN_MOST: Final = 100
"""Lines of a difference or of faults that are shown."""

_Name = Annotated[str, typer.Argument(help="What the source is called.", show_default=False)]
_Workspace = Annotated[
    str | None, typer.Option(help="The Slack workspace (T…), where there are several.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    source = typer.Typer(
        help="Other systems that may send drafts: keys, and whom they know.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for command in (add, listed, revoke, mapped, unknown):
        source.command(_NAMES.get(command.__name__))(command)
    app.add_typer(source, name="source")


_NAMES: Final = {"listed": "list", "mapped": "map"}


def add(name: _Name, *, workspace: _Workspace = None) -> None:
    """Let a system send drafts. Its key is shown once, and never again.

    Give both values to whoever sets that system up; docs/sources.md says how it signs.
    """
    from bot.clock import real_time  # noqa: PLC0415 - `--help` must not wait for all this
    from bot.services.sources.keys import add_source  # noqa: PLC0415

    key = _kept(workspace, lambda work: add_source(work, name, real_time()))
    typer.echo(f"key id  {key.key_id}")
    typer.echo(f"secret  {key.secret}")
    typer.echo("The secret is not shown again. Next: cpdbot source map, so that it knows people.")


def listed(*, workspace: _Workspace = None) -> None:
    """List the sources: key ids, how many people each knows, and how much waits."""
    from storage.unit_of_work import look  # noqa: PLC0415 - as above

    with _opened(workspace) as (database, workspace_id), look(database, workspace_id) as work:
        waiting, matched = work.sources.waiting(), work.sources.matched()
        for one in work.sources.all():
            state = f"since {one.created_at:%Y-%m-%d}"
            if one.revoked_at is not None:
                state = f"revoked {one.revoked_at:%Y-%m-%d}"
            people, waits = matched.get(one.id, 0), waiting.get(one.id, 0)
            typer.echo(f"{one.name}: {one.key_id}, {state}, {people} matched, {waits} waiting")


def revoke(name: _Name, *, workspace: _Workspace = None) -> None:
    """Let a system send nothing any more. What waited of it is dropped; drafts stay.

    `cpdbot source add` of the same name gives it another key, and it knows the same people.
    """
    from bot.clock import real_time  # noqa: PLC0415 - as above
    from bot.services.sources.keys import revoke_source  # noqa: PLC0415

    dropped = _kept(workspace, lambda work: revoke_source(work, name, real_time()))
    typer.echo(f"{name} may send nothing any more; {dropped} waiting were dropped.")


def mapped(
    name: _Name,
    file: Annotated[Path, typer.Argument(help="A CSV of two columns.", show_default=False)],
    *,
    workspace: _Workspace = None,
    yes: Annotated[bool, typer.Option("--yes", help="Keep it without asking.")] = False,
) -> None:
    """Say who the people are whom a source knows, by a CSV: its own id; Slack id or e-mail.

    Each line is checked, and what would change is shown first. Whom the file does not name stays as
    they are; an empty second column takes somebody out. E-mail addresses are asked of Slack, which
    needs the scope users:read.email.
    """
    from bot.services.sources.keys import (  # noqa: PLC0415 - as above
        BYTES_MOST,
        SourceRefused,
        apply,
        difference,
        named,
        read_people,
    )
    from storage.unit_of_work import look, unit_of_work  # noqa: PLC0415

    people = read_people(read_bytes(file, BYTES_MOST))
    _refuse_faults(file, people)
    with _opened(workspace) as (database, workspace_id):
        try:
            with look(database, workspace_id) as work:
                found = difference(work.sources.people(named(work, name).id), people.who)
        except SourceRefused as refused:
            raise Failure(f"{refused}.") from None
        _show(found)
        if not found.changes:
            return
        if not yes and not typer.confirm("Keep it?"):
            raise Failure("nothing was changed.")
        with unit_of_work(database, workspace_id) as work:
            source = named(work, name)
            # What somebody else has said meanwhile is said over by nothing that was not shown.
            if difference(work.sources.people(source.id), people.who) != found:
                raise Failure("it has changed since; run it again and look at the difference.")
            apply(work, source, found)
            work.commit()
    typer.echo("Kept. What waited for these people becomes drafts within a minute.")


def unknown(*, workspace: _Workspace = None) -> None:
    """List whom nobody has matched: source, its own id, and how much waits. Nothing of what."""
    from storage.unit_of_work import look  # noqa: PLC0415 - as above

    with _opened(workspace) as (database, workspace_id), look(database, workspace_id) as work:
        for source in work.sources.all():
            for one in work.sources.unknown(source.id, _UNKNOWN_MOST):
                typer.echo(f"{source.name}: {one.person.external_id}, {one.statements}")


_UNKNOWN_MOST: Final = 1000


def _kept(workspace: str | None, change: "Callable[[UnitOfWork], T]") -> T:
    """What a change of the sources gives, once it is kept. Raises Failure."""
    from bot.services.sources.keys import SourceRefused  # noqa: PLC0415 - as above
    from storage.unit_of_work import unit_of_work  # noqa: PLC0415

    with _opened(workspace) as (database, workspace_id):
        try:
            with unit_of_work(database, workspace_id) as work:
                changed = change(work)
                work.commit()
        except SourceRefused as refused:
            raise Failure(f"{refused}.") from None
    return changed


@contextmanager
def _opened(workspace: str | None) -> "Iterator[tuple[Database, str]]":
    """The database, and which workspace is meant. Raises Failure."""
    from bot.cli.policy_loading import opened, the_workspace  # noqa: PLC0415 - as above
    from storage.engine.errors import StorageUnavailable  # noqa: PLC0415

    database = opened(read_settings().database_url)
    try:
        yield database, the_workspace(database, workspace)
    except StorageUnavailable as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error
    finally:
        database.close()


def _refuse_faults(file: Path, people: "People") -> None:
    if not people.faults:
        return
    for fault in people.faults[:_SHOWN_MOST]:
        typer.echo(f"{file}, line {fault.line}: {fault.said}.", err=True)
    count = len(people.faults)
    things = "that is" if count == 1 else f"these {count} things are"
    raise Failure(f"nothing was changed; it can be once {things} put right.")


def _show(found: "Difference") -> None:
    for what, external_id, before, after in found.changes[:_SHOWN_MOST]:
        then = f"{before} → {after}" if what != "new" else str(after)
        typer.echo(f"{what}: {external_id}: {then}")
    if len(found.changes) > _SHOWN_MOST:
        typer.echo(f"and {len(found.changes) - _SHOWN_MOST} more")
    typer.echo(f"{len(found.changes)} to change, {found.same} as they are.")
