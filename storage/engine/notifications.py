"""Hearing from PostgreSQL that another process has left something to claim: LISTEN, on a thread.

What is missed while the connection is made anew, the workers' poll finds.
"""

from threading import Event, Thread
from typing import Final

import psycopg
import structlog

from storage.engine.database import BUSY_SECONDS, NOTIFIED, Database
from storage.engine.signals import QUEUES

log = structlog.get_logger(__name__)

LOOK_UP_SECONDS: Final = 1.0
"""How often it is looked whether to end."""

PAUSE_SECONDS: Final = 2.0


class Listener:
    """Sets the database's signals as other processes tell of their commits."""

    def __init__(self, database: Database) -> None:
        self._signals = database.signals
        url = database.url.set(drivername="postgresql")
        self._address = url.render_as_string(hide_password=False)
        self._ending = Event()
        self._thread = Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Listens from now on."""
        self._thread.start()

    def close(self) -> None:
        """Ends, and returns once it has."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                log.warning("other processes cannot be heard", reason=type(error).__name__)
                self._ending.wait(PAUSE_SECONDS)

    def _listen(self) -> None:
        with psycopg.connect(
            self._address, autocommit=True, connect_timeout=int(BUSY_SECONDS)
        ) as connection:
            connection.execute(f"LISTEN {NOTIFIED}")
            while not self._ending.is_set():
                for told in connection.notifies(timeout=LOOK_UP_SECONDS):
                    if told.payload in QUEUES:
                        self._signals.of(told.payload).set()
                    if self._ending.is_set():
                        return
