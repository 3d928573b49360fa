"""Somebody else's unfinished write, which ours meets."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from storage.engine.database import Database


@contextmanager
def locked(database: Database, url: str) -> Iterator[None]:
    """Nobody else can write to the inbox or to members meanwhile."""
    with _sqlite(url) if database.dialect == "sqlite" else _postgres(url):
        yield


@contextmanager
def _sqlite(url: str) -> Iterator[None]:
    """From another process, for all that SQLite knows."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def _postgres(url: str) -> Iterator[None]:
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE inbox, member IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()
