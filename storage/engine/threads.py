"""The threads that units of work run on: a bounded pool with a two-level queue, acks first.

A unit runs on one thread from its start to its commit and is never cancelled half-way. Units of
one lane (a member) run one after the other, and wait for each other here, before they take a
thread. Nothing here knows a database.
"""

from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Condition, Thread, local
from typing import Any, Generic, TypeVar

from storage.engine.errors import StorageUnavailable

T = TypeVar("T")


@dataclass(slots=True)
class _Task(Generic[T]):
    """A function that waits for a thread; `patient` ones wait on while the database is locked."""

    run: Callable[[], T]
    outcome: "Future[T]"
    lane: Hashable
    first: bool
    patient: bool


class PythonLimit:
    """At most so many threads run Python at the same time; the others wait for a server.

    The interpreter runs one thread at a time, and the event loop, which answers Slack, queues with
    them: the fewer there are, the sooner it has its turn.
    """

    def __init__(self, most: int) -> None:
        # It is asked twice for each statement: the interpreter's own queue is quicker by far than
        # a semaphore.
        self._free: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self._free.put(None)
        self._mine = local()

    def take(self) -> None:
        """Waits for a place, before a unit of work."""
        self._free.get()
        self._mine.held = True

    def give_back(self) -> None:
        """Gives the place back, after a unit of work."""
        self._mine.held = False
        self._free.put(None)

    def while_waiting(self, wait: Callable[[], T]) -> T:
        """What `wait` returns; it waits for the server, and others may run meanwhile. A thread that
        holds no place has none to lend.
        """
        if not getattr(self._mine, "held", False):
            return wait()
        self.give_back()
        try:
            return wait()
        finally:
            self.take()


class Pool:
    """Runs functions on at most `threads` threads; at most `most_second` of them for what may wait.

    Of what waits, acks go first, but every second turn may be another's, so that none starves.
    Threads start as there are tasks for them.
    """

    def __init__(
        self,
        name: str,
        threads: int,
        most_second: int | None = None,
        python: PythonLimit | None = None,
    ) -> None:
        self._name = name
        self._most = threads
        self._most_second = most_second or threads
        self._python = python or PythonLimit(threads)
        self._changed = Condition()
        self._first: deque[_Task[Any]] = deque()
        self._second: deque[_Task[Any]] = deque()
        self._lanes: dict[Hashable, deque[_Task[Any]]] = {}
        self._threads: list[Thread] = []
        self._idle = 0
        self._running_second = 0
        self._first_last = False
        self._closed = False

    def submit(
        self,
        run: Callable[[], T],
        *,
        lane: Hashable = None,
        first: bool = False,
        patient: bool = False,
    ) -> "Future[T]":
        """What the function returns or raises, once it had its turn.

        `first`: somebody waits for an ack. `lane`: whose turn it must be. `patient`: not sent away
        with those who wait for the only thread, behind a task that found the database locked.
        """
        task = _Task(run, Future(), lane, first, patient)
        with self._changed:
            if self._closed:
                raise RuntimeError(f"{self._name} takes nothing more.")
            if lane is not None:
                behind = self._lanes.get(lane)
                if behind is not None:
                    behind.append(task)
                    return task.outcome
                self._lanes[lane] = deque()
            self._queue(task)
        return task.outcome

    @property
    def waiting(self) -> int:
        """How many tasks have no thread yet, those behind another of their lane included."""
        with self._changed:
            behind = sum(len(lane) for lane in self._lanes.values())
            return len(self._first) + len(self._second) + behind

    def close(self) -> None:
        """Takes nothing more; returns once everything that was submitted is done."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _queue(self, task: _Task[Any]) -> None:
        (self._first if task.first else self._second).append(task)
        waiting = len(self._first) + len(self._second)
        if waiting > self._idle and len(self._threads) < self._most:
            thread = Thread(
                target=self._work, name=f"{self._name}-{len(self._threads)}", daemon=True
            )
            thread.start()
            self._threads.append(thread)
        self._changed.notify()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            self._python.take()
            failure = _run(task)
            self._python.give_back()
            self._done(task, locked=_is_locked(failure))
            del task, failure  # a thread that waits holds on to nothing

    def _next(self) -> _Task[Any] | None:
        with self._changed:
            while True:
                second = self._second and self._running_second < self._most_second
                if self._first and not (self._first_last and second):
                    self._first_last = True
                    return self._first.popleft()
                if second:
                    self._first_last = False
                    self._running_second += 1
                    return self._second.popleft()
                if self._closed and not (self._first or self._second or self._lanes):
                    self._changed.notify_all()
                    return None
                self._idle += 1
                self._changed.wait()
                self._idle -= 1

    def _done(self, task: _Task[Any], *, locked: bool) -> None:
        sent_away: list[_Task[Any]] = []
        with self._changed:
            if not task.first:
                self._running_second -= 1
            self._next_of_lane(task.lane)
            if locked and self._most == 1:  # of several threads, one's lock is not the others'
                sent_away = self._send_away()
            if self._first or self._second:  # this thread takes one; another may now be let on
                self._changed.notify()
            if self._closed:
                self._changed.notify_all()
        for each in sent_away:
            if each.outcome.set_running_or_notify_cancel():
                each.outcome.set_exception(StorageUnavailable("locked"))

    def _next_of_lane(self, lane: Hashable) -> None:
        if lane is None:
            return
        behind = self._lanes[lane]
        if behind:
            self._queue(behind.popleft())
        else:
            del self._lanes[lane]

    def _send_away(self) -> list[_Task[Any]]:
        """Whoever waits behind a task that found the database locked is told the same at once: one
        after the other they would wait much longer than people do.
        """
        behind = [task for lane in self._lanes.values() for task in _impatient(lane)]
        heads = _impatient(self._first) + _impatient(self._second)
        for task in heads:
            self._next_of_lane(task.lane)
        return heads + behind


def _impatient(waiting: deque[_Task[Any]]) -> list[_Task[Any]]:
    """Takes out those that are not patient."""
    gone = [task for task in waiting if not task.patient]
    stay = [task for task in waiting if task.patient]
    waiting.clear()
    waiting.extend(stay)
    return gone


def _run(task: _Task[Any]) -> BaseException | None:
    if not task.outcome.set_running_or_notify_cancel():
        return None
    try:
        result = task.run()
    except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
        task.outcome.set_exception(error)
        return error
    task.outcome.set_result(result)
    return None


def _is_locked(failure: BaseException | None) -> bool:
    return isinstance(failure, StorageUnavailable) and failure.reason == "locked"
