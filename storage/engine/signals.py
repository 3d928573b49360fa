"""Wake-ups between a commit and whoever claims from a queue; no thread and no event loop.

A signal says only that there may be something: a queue's own rows say what.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

QueueName = Literal["inbox", "outbox", "job"]
QUEUES: tuple[QueueName, ...] = ("inbox", "outbox", "job")


@dataclass(slots=True)
class Signal:
    """Calls whoever listens, in the thread that sets it: a listener must only pass it on."""

    _listeners: list[Callable[[], object]] = field(default_factory=list)

    def set(self) -> None:
        """Tells every listener."""
        for listener in tuple(self._listeners):
            listener()

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Has the listener called each time; what is returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def is_heard(self) -> bool:
        """Whether anybody in this process claims from the queue."""
        return bool(self._listeners)


@dataclass(frozen=True, slots=True)
class Signals:
    """The queues' wake-ups, set once the commit that changed them is durable."""

    inbox: Signal = field(default_factory=Signal)
    outbox: Signal = field(default_factory=Signal)
    job: Signal = field(default_factory=Signal)

    def of(self, queue: QueueName) -> Signal:
        """The queue's signal."""
        signal: Signal = getattr(self, queue)
        return signal
