"""When the circuit breaker lets a call through."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.delivery.circuit_breaker import FAILURES, LONGEST, SHORTEST, CircuitBreaker
from tests.properties import examples


class _Time:
    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def _begun(breaker: CircuitBreaker) -> int:
    call = breaker.begin()
    assert call is not None
    return call


def _opened(time: _Time) -> CircuitBreaker:
    breaker = CircuitBreaker(time)
    for _ in range(FAILURES):
        breaker.failed(_begun(breaker))
    return breaker


def test_failures_in_a_row_open_it() -> None:
    assert _opened(_Time()).begin() is None


def test_a_success_between_keeps_it_closed() -> None:
    breaker = CircuitBreaker(_Time())
    for _ in range(FAILURES - 1):
        breaker.failed(_begun(breaker))
    breaker.succeeded(_begun(breaker))
    for _ in range(FAILURES - 1):
        breaker.failed(_begun(breaker))
    assert breaker.begin() is not None


def test_after_the_pause_one_call_alone_is_tried() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(29.9)
    assert breaker.begin() is None
    time.passes(0.1)
    trial = _begun(breaker)
    assert breaker.begin() is None
    breaker.succeeded(trial)
    assert None not in (breaker.begin(), breaker.begin())


def test_the_pause_doubles_up_to_ten_minutes() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(30)
    for pause in (60, 120, 240, 480, 600, 600):
        breaker.failed(_begun(breaker))
        time.passes(pause - 1)
        assert breaker.begin() is None
        time.passes(1)


def test_a_trial_that_we_gave_up_leaves_room_for_another() -> None:
    time = _Time()
    breaker = _opened(time)
    time.passes(30)
    breaker.abandoned(_begun(breaker))
    assert breaker.begin() is not None


def test_a_call_from_before_it_opened_lets_no_second_trial_begin() -> None:
    time = _Time()
    breaker = CircuitBreaker(time)
    stragglers = [_begun(breaker) for _ in range(3)]
    for _ in range(FAILURES):
        breaker.failed(_begun(breaker))
    time.passes(30)
    trial = _begun(breaker)
    breaker.abandoned(stragglers[0])
    breaker.failed(stragglers[1])
    breaker.succeeded(stragglers[2])
    assert breaker.begin() is None
    breaker.failed(trial)
    time.passes(59)
    assert breaker.begin() is None
    time.passes(1)
    assert breaker.begin() is not None


class _Calls(RuleBasedStateMachine):
    """Calls that begin, end and overlap in any order, beside a model of what the breaker is: a call
    from before it opened, or from before a trial, once decided in the place of the trial.
    """

    @initialize()
    def starts(self) -> None:
        self.time = _Time()
        self.breaker = CircuitBreaker(self.time)
        self.under_way: list[tuple[int, int]] = []  # each with the period in which it began
        self.trial: tuple[int, int] | None = None
        self.period = 0  # counts each time that the breaker opens or closes
        self.failures = 0
        self.pause = SHORTEST
        self.until: datetime | None = None

    @rule(seconds=st.sampled_from([1, 15, 30, 60, 600]))
    def time_passes(self, seconds: int) -> None:
        self.time.passes(seconds)

    @rule()
    def a_call_begins(self) -> None:
        closed = self.until is None
        due = self.until is not None and self.time.now >= self.until
        number = self.breaker.begin()
        assert (number is not None) == (closed or (due and self.trial is None))
        if number is not None:
            call = (number, self.period)
            self.under_way.append(call)
            self.trial = self.trial if closed else call

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), how=st.sampled_from(["succeeded", "failed", "abandoned"]))
    def a_call_ends(self, data: st.DataObject, how: str) -> None:
        place = data.draw(st.integers(0, len(self.under_way) - 1))
        call = self.under_way.pop(place)
        getattr(self.breaker, how)(call[0])
        if call is self.trial:
            self._trial_ended(how)
        elif self.until is None and call[1] == self.period:
            self._counted(how)

    @precondition(lambda self: self.until is None)
    @rule()
    def the_server_goes_down(self) -> None:
        for _ in range(FAILURES - self.failures):
            self.breaker.failed(_begun(self.breaker))
            self._counted("failed")

    @precondition(lambda self: self.until is not None)
    @rule()
    def its_pause_goes_by(self) -> None:
        assert self.until is not None
        self.time.now = max(self.time.now, self.until)

    def _trial_ended(self, how: str) -> None:
        self.trial = None
        if how == "succeeded":
            self.until, self.pause, self.failures = None, SHORTEST, 0
            self.period += 1
        elif how == "failed":
            self.pause = min(2 * self.pause, LONGEST)
            self.until = self.time.now + self.pause

    def _counted(self, how: str) -> None:
        if how != "abandoned":
            self.failures = 0 if how == "succeeded" else self.failures + 1
        if self.failures == FAILURES:
            self.until = self.time.now + self.pause
            self.period += 1


TestTheTrialAloneDecides = _Calls.TestCase
TestTheTrialAloneDecides.settings = settings(max_examples=examples(150), deadline=None)
