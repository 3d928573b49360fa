"""When the circuit breaker lets a call through."""

from datetime import UTC, datetime, timedelta

from bot.delivery.circuit_breaker import FAILURES, CircuitBreaker


class _Time:
    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def _opened(time: _Time) -> CircuitBreaker:
    breaker = CircuitBreaker(time)
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_failures_in_a_row_open_it() -> None:
    assert not _opened(_Time()).allows()


def test_a_success_between_keeps_it_closed() -> None:
    breaker = CircuitBreaker(_Time())
    for _ in range(FAILURES - 1):
        breaker.failed()
    breaker.succeeded()
    for _ in range(FAILURES - 1):
        breaker.failed()
    assert breaker.allows()


def test_after_the_pause_one_call_alone_is_tried() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(29.9)
    assert not breaker.allows()
    time.passes(0.1)
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.succeeded()
    assert [breaker.allows(), breaker.allows()] == [True, True]


def test_the_pause_doubles_up_to_ten_minutes() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(30)
    for pause in (60, 120, 240, 480, 600, 600):
        assert breaker.allows()
        breaker.failed()
        time.passes(pause - 1)
        assert not breaker.allows()
        time.passes(1)


def test_a_trial_that_we_gave_up_leaves_room_for_another() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(30)
    assert breaker.allows()
    breaker.abandoned()
    assert breaker.allows()
