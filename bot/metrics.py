"""What the process counts about itself, told to Prometheus. No name, id or word of a member's.

Counting is plain arithmetic; the client library is loaded when somebody asks.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

CounterName = Literal[
    "events", "worked", "sent", "jobs", "interactions", "requests", "sweeps", "coach", "drafts"
]
TimingName = Literal["ack", "reply"]

_COUNTERS: Final[Mapping[CounterName, str]] = {
    "events": "Events from Slack, by what became of them at the door.",
    "worked": "Attempts at an event, by outcome.",
    "sent": "Attempts at a message of ours, by outcome.",
    "jobs": "Attempts at a job, by outcome.",
    "interactions": "Commands, clicks and submissions that a listener ran for.",
    "requests": "Requests that were turned away, by HTTP status.",
    "sweeps": "Sweeps, by outcome.",
    "coach": "Requests to the language model, by outcome.",
    "drafts": "Requests of sources, by outcome.",
}
_TIMINGS: Final[Mapping[TimingName, str]] = {
    "ack": "Seconds from a request to its answer.",
    "reply": "Seconds from a message being queued to it being sent.",
}
_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0, 60.0, 600.0)


@dataclass(slots=True)
class _Histogram:
    counts: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))
    total: float = 0.0

    def buckets(self) -> Iterator[tuple[str, float]]:
        running = 0
        for bound, count in zip((*_BOUNDS, float("inf")), self.counts, strict=True):
            running += count
            yield "+Inf" if bound == float("inf") else str(bound), running


class Metrics:
    """Counters and timings of one process."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[CounterName, str]] = Counter()
        self._timings: dict[TimingName, _Histogram] = {name: _Histogram() for name in _TIMINGS}

    def count(self, name: CounterName, outcome: str, by: int = 1) -> None:
        """Adds to a counter."""
        self._counts[(name, outcome)] += by

    def counted(self, name: CounterName, outcome: str) -> int:
        """How often that happened."""
        return self._counts[(name, outcome)]

    def time(self, name: TimingName, seconds: float) -> None:
        """Adds one duration."""
        histogram = self._timings[name]
        histogram.counts[bisect_left(_BOUNDS, seconds)] += 1
        histogram.total += seconds

    @contextmanager
    def timing(self, name: TimingName) -> Iterator[None]:
        """Times a block."""
        began = perf_counter()
        try:
            yield
        finally:
            self.time(name, perf_counter() - began)

    def expose(self, gauges: Mapping[str, tuple[str, float]]) -> bytes:
        """Everything in Prometheus's text format; `gauges` are name: (help, value) as of now."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - see above
        from prometheus_client.registry import Collector  # noqa: PLC0415

        families = list(self._families(gauges))

        class Everything(Collector):
            def collect(self) -> Iterable["Metric"]:
                return families

        registry = CollectorRegistry(auto_describe=False)
        registry.register(Everything())
        return generate_latest(registry)

    def _families(self, gauges: Mapping[str, tuple[str, float]]) -> Iterator["Metric"]:
        from prometheus_client import metrics_core  # noqa: PLC0415 - see above

        for name, text in _COUNTERS.items():
            family = metrics_core.CounterMetricFamily(f"cpdbot_{name}", text, labels=["outcome"])
            for (counted, outcome), number in sorted(self._counts.items()):
                if counted == name:
                    family.add_metric([outcome], number)
            yield family
        for timing, text in _TIMINGS.items():
            histogram = self._timings[timing]
            yield metrics_core.HistogramMetricFamily(
                f"cpdbot_{timing}_seconds",
                text,
                buckets=list(histogram.buckets()),
                sum_value=histogram.total,
            )
        for gauge, (text, value) in gauges.items():
            yield metrics_core.GaugeMetricFamily(f"cpdbot_{gauge}", text, value=value)
