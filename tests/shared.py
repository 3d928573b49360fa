"""What the processes of a test run share: each thing is made once, by the first that needs it."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """The file at `path`, which `make` writes where nobody has yet; the others wait meanwhile."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            begun = path.with_name(f"begun-{path.name}")
            make(begun)
            begun.rename(path)
    return path


def new_database(server: str, name: str, template: str = "template1") -> str:
    """A new database of a PostgreSQL server, as the template is; its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    return database_at(server, name)


def database_at(server: str, name: str) -> str:
    """The address of a database of a PostgreSQL server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)
