"""One document on its way from a file into a workspace, for `cpdbot policy diff` and `load`."""

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import typer

from bot.app.start import CannotStart, open_database
from bot.cli.failure import Failure, read_bytes
from bot.clock import Clocks
from bot.policy.documents.reading import Beside
from bot.policy.frameworks.faults import FrameworkRefused
from bot.policy.frameworks.reading import MOST_BYTES
from bot.policy.schemes.pack_file import load_packs
from bot.services.admin import policy_documents
from bot.services.admin.policy_documents import By, Examined, Given
from bot.services.context.rules_in_force import RulesInForce
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.unit_of_work import look, unit_of_work
from storage.workspaces import workspace_ids

_OUTCOMES: Final = {
    "loaded": "Loaded. A running bot takes it up by itself.",
    "loaded_before": "It was loaded in the meantime.",
}


class Loading:
    """The database is open between `with` and its end. Raises Failure; what is wrong with the file
    is told on standard error before, a line each.
    """

    def __init__(self, url: str, workspace: str | None, file: Path, beside: Beside) -> None:
        self._given = Given(read_bytes(file, MOST_BYTES), beside)
        self._file = file
        self._in_force = RulesInForce(load_packs())
        self._clocks = Clocks()
        self._today = self._clocks.calendar().date()
        self._database = opened(url)
        try:
            self._workspace = the_workspace(self._database, workspace)
            self.examined: Examined = self._examine()
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._database.close()

    def load(self) -> str:
        """Keeps it; a sentence on what became of it."""
        with unit_of_work(self._database, self._workspace) as work:
            loaded = policy_documents.load(
                work, self._in_force, self._given, By(self._today), self.examined.digest
            )
            if loaded.outcome == "loaded":
                real = self._clocks.real()
                policy_documents.show_open_entries(work, loaded.examined.pack, real)
            work.commit()
        if loaded.outcome == "changed_meanwhile":
            raise Failure("the rules have changed since; run it again and look at the difference.")
        return _OUTCOMES[loaded.outcome]

    def _examine(self) -> Examined:
        try:
            with look(self._database, self._workspace) as work:
                rules = self._in_force.read(work)
                return policy_documents.examine(
                    work, rules, self._in_force.shipped, self._given, self._today
                )
        except FrameworkRefused as refused:
            for fault in refused.faults:
                typer.echo(f"{self._file}: {fault}.", err=True)
            count = len(refused.faults)
            things = "that is" if count == 1 else f"these {count} things are"
            raise Failure(f"nothing was loaded; it can be once {things} put right.") from None


def opened(url: str) -> Database:
    """The database. Raises Failure."""
    try:
        return asyncio.run(open_database(url))
    except CannotStart as error:
        raise Failure(str(error)) from error


def the_workspace(database: Database, named: str | None) -> str:
    """The workspace that is named, else the only one there is. Raises Failure."""
    try:
        known = workspace_ids(database)
    except StorageUnavailable as error:
        raise Failure(f"CPDBOT_DATABASE_URL: {error}") from error
    if named is not None:
        if named not in known:
            raise Failure(f"there is no workspace {named} here; there is: {_listed(known)}.")
        return named
    if len(known) != 1:
        raise Failure(f"say which --workspace is meant; there is: {_listed(known)}.")
    return known[0]


def _listed(known: tuple[str, ...]) -> str:
    return ", ".join(known) or "none, until somebody has spoken to the bot"
