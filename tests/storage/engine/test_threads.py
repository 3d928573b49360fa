"""The threads that units run on: whose turn it is, who waits for whom, and who is sent away."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, wait
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Barrier, Condition, Event, Lock, Thread, current_thread

import pytest

from storage.engine.errors import StorageUnavailable
from storage.engine.threads import Pool, PythonLimit
from tests.patience import PATIENCE


@pytest.fixture
def new_pool() -> Iterator[Callable[..., Pool]]:
    """Makes pools that are closed after the test."""
    with ExitStack() as stack:

        def make(
            threads: int, most_second: int | None = None, python: PythonLimit | None = None
        ) -> Pool:
            pool = Pool("unit", threads, most_second, python)
            stack.callback(pool.close)
            return pool

        yield make


class Gate:
    """A task that says that it runs, and runs until it is let go."""

    def __init__(self) -> None:
        self._running = Event()
        self._open = Event()
        self.failure: Exception | None = None

    def __call__(self) -> None:
        self._running.set()
        assert self._open.wait(PATIENCE)
        if self.failure is not None:
            raise self.failure

    def reached(self, seconds: float = PATIENCE) -> bool:
        """Whether it runs."""
        return self._running.wait(seconds)

    def open(self) -> None:
        """Lets it go."""
        self._open.set()


@contextmanager
def busy(pool: Pool, threads: int = 1, **how: bool) -> Iterator[list[Gate]]:
    """So many threads of the pool are taken meanwhile."""
    gates = [Gate() for _ in range(threads)]
    for gate in gates:
        pool.submit(gate, **how)
    assert all(gate.reached() for gate in gates)
    try:
        yield gates
    finally:
        for gate in gates:
            gate.open()


def fail() -> None:
    """A task with a mistake of ours."""
    raise KeyError("ours")


def order_of(pool: Pool, asked: list[str]) -> list[str]:
    """In which order tasks get their turn that are asked for while it is taken."""
    order: list[str] = []
    with busy(pool):
        tasks = [
            pool.submit(partial(order.append, name), first=name.startswith("first"))
            for name in asked
        ]
    for task in tasks:
        task.result(PATIENCE)
    return order


def test_a_task_gives_back_what_it_returns_or_raises(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(1)
    assert pool.submit(lambda: "done").result(PATIENCE) == "done"
    failure = pool.submit(fail).exception(PATIENCE)
    assert isinstance(failure, KeyError)
    assert pool.submit(lambda: "goes on").result(PATIENCE) == "goes on"


def test_turns_go_first_come_first_served(new_pool: Callable[..., Pool]) -> None:
    assert order_of(new_pool(1), ["a", "b", "c"]) == ["a", "b", "c"]


def test_acks_go_first_but_every_second_turn_is_anothers(new_pool: Callable[..., Pool]) -> None:
    asked = ["a", "b", "c", "first 1", "first 2", "first 3", "first 4", "first 5"]
    got = ["first 1", "a", "first 2", "b", "first 3", "c", "first 4", "first 5"]
    assert order_of(new_pool(1), asked) == got


def test_what_may_wait_leaves_the_last_threads_to_acks(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(3, 2)
    waiting = Gate()
    with busy(pool, 2) as held:
        pool.submit(waiting)
        assert pool.submit(lambda: "acked", first=True).result(PATIENCE) == "acked"
        assert not waiting.reached(0)
        held[0].open()
        assert waiting.reached()  # a place came free
        assert pool.submit(lambda: "acked", first=True).result(PATIENCE) == "acked"
    waiting.open()


def test_acks_may_use_every_thread(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(3, 2)
    with busy(pool, 3, first=True):
        assert pool.waiting == 0


def test_as_many_tasks_run_at_once_as_there_are_threads(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(3)
    together = Barrier(3)
    tasks = [pool.submit(partial(together.wait, PATIENCE)) for _ in range(3)]
    assert sorted(task.result(PATIENCE) for task in tasks) == [0, 1, 2]
    with busy(pool, 3):
        last = pool.submit(current_thread)
        assert pool.waiting == 1
    assert last.result(PATIENCE).name in {"unit-0", "unit-1", "unit-2"}


def test_a_lane_does_one_after_the_other_in_the_order_asked(
    new_pool: Callable[..., Pool],
) -> None:
    pool = new_pool(4)
    order: list[int] = []
    at_work = Lock()

    def work(number: int) -> None:
        assert at_work.acquire(blocking=False)  # nobody else of the lane is at it
        order.append(number)
        at_work.release()

    tasks = [
        pool.submit(partial(work, number), lane="ana", first=number % 3 == 0)
        for number in range(200)
    ]
    for task in tasks:
        task.result(PATIENCE)
    assert order == list(range(200))


def test_those_who_wait_for_their_lane_take_nobodys_thread(
    new_pool: Callable[..., Pool],
) -> None:
    pool = new_pool(2)
    ana = Gate()
    pool.submit(ana, lane="ana")
    assert ana.reached()
    behind = [pool.submit(lambda: None, lane="ana") for _ in range(10)]
    assert pool.submit(lambda: "done", lane="ben").result(PATIENCE) == "done"
    assert pool.waiting == 10
    assert not any(task.done() for task in behind)
    ana.open()
    assert wait(behind, PATIENCE).not_done == set()


def test_a_lane_goes_on_after_a_task_that_failed(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(1)
    with busy(pool):
        failing = pool.submit(fail, lane="ana")
        behind = pool.submit(lambda: "done", lane="ana")
    assert isinstance(failing.exception(PATIENCE), KeyError)
    assert behind.result(PATIENCE) == "done"


@pytest.mark.parametrize("lane", [None, "ana"])
def test_whoever_gives_up_waiting_passes_the_turn_on(
    new_pool: Callable[..., Pool], lane: str | None
) -> None:
    pool = new_pool(1)
    order: list[str] = []
    with busy(pool):
        a, b, c = (pool.submit(partial(order.append, name), lane=lane) for name in "abc")
        assert a.cancel()
        assert b.cancel()
    c.result(PATIENCE)
    assert order == ["c"]
    assert pool.submit(lambda: "free again", lane=lane).result(PATIENCE) == "free again"


def test_a_task_that_runs_is_never_cancelled(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(1)
    gate = Gate()
    task = pool.submit(gate)
    assert gate.reached()
    assert not task.cancel()
    gate.open()
    assert task.result(PATIENCE) is None


def reason(task: "Future[str]") -> str:
    """What a task came to: its result, or why it was sent away."""
    try:
        return task.result(PATIENCE)
    except StorageUnavailable as refused:
        return refused.reason


def test_nobody_waits_again_for_a_lock_that_the_task_before_them_met(
    new_pool: Callable[..., Pool],
) -> None:
    pool = new_pool(1)
    with busy(pool) as [gate]:
        gate.failure = StorageUnavailable("locked")
        impatient = [
            pool.submit(lambda: "its turn"),
            pool.submit(lambda: "its turn", first=True),
            pool.submit(lambda: "its turn", lane="ana"),
            pool.submit(lambda: "its turn", lane="ana"),  # behind in its lane
        ]
        patient = [
            pool.submit(lambda: "its turn", patient=True),
            pool.submit(lambda: "its turn", patient=True, first=True),
            pool.submit(lambda: "its turn", patient=True, lane="ana"),
        ]
    assert [reason(task) for task in impatient] == ["locked"] * 4
    assert [reason(task) for task in patient] == ["its turn"] * 3
    assert pool.waiting == 0


def test_those_of_the_lane_of_a_task_that_met_a_lock_are_sent_away_too(
    new_pool: Callable[..., Pool],
) -> None:
    pool = new_pool(1)
    gate = Gate()
    gate.failure = StorageUnavailable("locked")
    pool.submit(gate, lane="ana")
    assert gate.reached()
    behind = [pool.submit(lambda: "its turn", lane="ana") for _ in range(3)]
    patient = pool.submit(lambda: "its turn", lane="ana", patient=True)
    gate.open()
    assert [reason(task) for task in behind] == ["locked"] * 3
    assert reason(patient) == "its turn"
    assert reason(pool.submit(lambda: "free again", lane="ana")) == "free again"


def test_whoever_has_given_up_is_not_told_of_the_lock(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(1)
    with busy(pool) as [gate]:
        gate.failure = StorageUnavailable("locked")
        gone = pool.submit(lambda: "its turn")
        told = pool.submit(lambda: "its turn")
        gone.cancel()
    assert reason(told) == "locked"
    with pytest.raises(CancelledError):
        gone.result(PATIENCE)


@pytest.mark.parametrize("failure", [StorageUnavailable("slow"), KeyError("ours")])
def test_another_trouble_is_nobody_elses(new_pool: Callable[..., Pool], failure: Exception) -> None:
    pool = new_pool(1)
    with busy(pool) as [gate]:
        gate.failure = failure
        behind = pool.submit(lambda: "its turn")
    assert reason(behind) == "its turn"


def test_a_lock_that_one_of_several_threads_met_concerns_nobody_else(
    new_pool: Callable[..., Pool],
) -> None:
    pool = new_pool(2)
    with busy(pool, 2) as gates:
        gates[0].failure = StorageUnavailable("locked")
        behind = pool.submit(lambda: "its turn")
        gates[0].open()
        assert reason(behind) == "its turn"


def test_closing_waits_for_everything_that_was_asked_for() -> None:
    pool = Pool("unit", 2)
    gate = Gate()
    tasks: list[Future[None]] = [pool.submit(gate, lane="ana")]
    assert gate.reached()
    tasks += [pool.submit(lambda: None, lane="ana") for _ in range(5)]
    tasks += [pool.submit(gate) for _ in range(5)]
    closed = Event()

    def close() -> None:
        pool.close()
        closed.set()

    closing = Thread(target=close)
    closing.start()
    while not closed.is_set():
        try:
            tasks.append(pool.submit(lambda: None, lane="ana"))
        except RuntimeError:  # it takes nothing more: it is being closed
            break
    assert not closed.is_set()
    gate.open()
    assert closed.wait(PATIENCE)
    assert all(task.done() for task in tasks)
    closing.join(PATIENCE)


def test_a_closed_pool_takes_nothing_more_and_is_closed_again_at_will() -> None:
    pool = Pool("unit", 2)
    assert pool.submit(lambda: "done").result(PATIENCE) == "done"
    pool.close()
    pool.close()
    with pytest.raises(RuntimeError, match="unit takes nothing more"):
        pool.submit(lambda: "done")


def test_a_pool_that_was_never_asked_for_anything_closes_at_once() -> None:
    Pool("unit", 2).close()


class Crowd:
    """Tasks that look how many of them run at once; each gives those that must not a moment to."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0
        self._changed = Condition()
        self.peak = 0

    def __call__(self) -> None:
        with self._changed:
            self._inside += 1
            self.peak = max(self.peak, self._inside)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.peak > self._most, 0.01)
            self._inside -= 1


def at_most(most: int, pool: Pool) -> bool:
    """Whether the pool runs no more tasks than that at once."""
    crowd = Crowd(most)
    for task in [pool.submit(crowd) for _ in range(8)]:
        task.result(PATIENCE)
    return crowd.peak <= most


def test_at_most_so_many_threads_run_python_at_once(new_pool: Callable[..., Pool]) -> None:
    pool = new_pool(4, python=PythonLimit(2))
    together = Barrier(2)
    two = [pool.submit(partial(together.wait, PATIENCE)) for _ in range(2)]
    assert sorted(task.result(PATIENCE) for task in two) == [0, 1]
    assert at_most(2, pool)


def test_a_thread_that_waits_for_the_server_lets_another_run_python(
    new_pool: Callable[..., Pool],
) -> None:
    limit = PythonLimit(1)
    pool = new_pool(3, python=limit)
    server = Gate()

    def ask_the_server() -> None:
        limit.while_waiting(lambda: limit.while_waiting(server))  # as for a first connection

    asking = pool.submit(ask_the_server)
    assert server.reached()
    assert pool.submit(lambda: "meanwhile").result(PATIENCE) == "meanwhile"
    assert at_most(1, pool)
    server.open()
    asking.result(PATIENCE)
    assert at_most(1, pool)


def test_a_unit_that_fails_while_it_waits_for_the_server_gives_back_what_it_had(
    new_pool: Callable[..., Pool],
) -> None:
    limit = PythonLimit(1)
    pool = new_pool(3, python=limit)

    def disconnected() -> None:
        raise StorageUnavailable("disconnected")

    for _ in range(3):
        losing = pool.submit(lambda: limit.while_waiting(disconnected))
        assert isinstance(losing.exception(PATIENCE), StorageUnavailable)
    assert pool.submit(lambda: "goes on").result(PATIENCE) == "goes on"
    assert at_most(1, pool)


def test_waiting_for_the_server_outside_a_unit_gives_away_no_place(
    new_pool: Callable[..., Pool],
) -> None:
    limit = PythonLimit(1)
    pool = new_pool(3, python=limit)
    assert limit.while_waiting(lambda: at_most(1, pool))
    limit.take()
    limit.give_back()
    assert limit.while_waiting(lambda: at_most(1, pool))  # held no more
