"""What a database's address says of the place that it is in."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def folder_of(database_url: str) -> Path | None:
    """The folder that a SQLite file lies in; None for any other database, and for no address."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        return None
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).parent
