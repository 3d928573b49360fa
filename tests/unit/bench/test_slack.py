"""The benchmarks' stand-in for Slack: how fast it lets messages come."""

from bench.slack import Limits

POST = "chat.postMessage"


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_channel_takes_a_short_burst_and_then_a_message_a_second() -> None:
    time = Time()
    limits = Limits(time)

    assert [limits.spend(POST, "T1", "D1") for _ in range(4)] == [0, 0, 0, 1]
    assert limits.spend(POST, "T1", "D2") == 0
    time.seconds = 1.0
    assert [limits.spend(POST, "T1", "D1") for _ in range(2)] == [0, 1]


def test_a_workspace_takes_five_messages_a_second_in_the_long_run() -> None:
    time = Time()
    limits = Limits(time)

    assert [limits.spend(POST, "T1", f"D{n}") for n in range(61)] == [0] * 60 + [1]
    assert limits.spend(POST, "T2", "D0") == 0
    time.seconds = 1.0
    assert [limits.spend(POST, "T1", f"E{n}") for n in range(6)] == [0] * 5 + [1]


def test_a_message_that_its_channel_refuses_costs_the_workspace_nothing() -> None:
    limits = Limits(Time())
    for _ in range(100):
        limits.spend(POST, "T1", "D1")

    assert [limits.spend(POST, "T1", f"E{n}") for n in range(58)] == [0] * 57 + [1]


def test_every_other_method_has_a_limit_of_its_own_in_each_workspace() -> None:
    limits = Limits(Time())

    assert [limits.spend("chat.update", "T1", "D1") for _ in range(51)] == [0] * 50 + [2]
    assert limits.spend("views.publish", "T1", "") == 0
    assert limits.spend("chat.update", "T2", "D1") == 0
