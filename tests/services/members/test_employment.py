""" "I'm a service advisor now": asked since when, and set with its day."""

from datetime import date

import pytest

from bot.services.context.refused import Refused
from bot.services.members import actions as members
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.heard import Message
from tests.services.harness import ServiceHarness


@pytest.fixture
def technician(harness: ServiceHarness) -> ServiceHarness:
    """Ana is a vehicle technician."""
    with harness.open() as ctx:
        settings.set_job(ctx, "vehicle technician", date(2020, 1, 1))
    return harness


def write(harness: ServiceHarness, text: str, key: str = "m1") -> None:
    with harness.open() as ctx:
        messages.Write(Message(key, text, "D1", f"{key}.0")).do(ctx)


def jobs(harness: ServiceHarness) -> list[tuple[str, date, date | None]]:
    with harness.open() as ctx:
        roles = ctx.work.members.job_roles(ctx.member.id)
        return [(one.title, one.from_date, one.to_date) for one in roles]


def asked(harness: ServiceHarness) -> tuple[str, str]:
    """The sentence and the key of what was asked last."""
    values = [values for kind, values in harness.said() if kind == "ask"][-1]
    return values["sentence"], values["key"]


def test_it_is_asked_since_when_before_anything_is_set(technician: ServiceHarness) -> None:
    write(technician, "I'm a service advisor now")
    [values] = [values for kind, values in technician.said() if kind == "ask"]
    assert (values["sentence"], values["since"]) == ("ask_job", "2026-11-01")
    assert values["buttons"] == ["Set job", "Another day"]
    assert jobs(technician) == [("vehicle technician", date(2020, 1, 1), None)]


def test_the_job_before_ends_the_day_that_this_one_begins(technician: ServiceHarness) -> None:
    write(technician, "I'm a service advisor now")
    with technician.open() as ctx:
        record.SettleMessage(asked(technician)[1], "set_job").do(ctx)
    assert jobs(technician) == [
        ("Service advisor", date(2026, 11, 1), None),
        ("vehicle technician", date(2020, 1, 1), date(2026, 11, 1)),
    ]
    assert technician.said()[-1][1] == {
        "sentence": "job_set_after",
        "job": "Service advisor",
        "day": "2026-11-01",
        "before": "vehicle technician",
    }


@pytest.mark.parametrize("word", ["Set job", "set job please", "yes", "yep"])
def test_the_button_can_be_typed(technician: ServiceHarness, word: str) -> None:
    write(technician, "Service advisor now")
    write(technician, word, "m2")
    assert jobs(technician)[0] == ("Service advisor", date(2026, 11, 1), None)


@pytest.mark.parametrize("word", ["not sure", "hmm", "maybe"])
def test_a_doubt_sets_nothing(technician: ServiceHarness, word: str) -> None:
    write(technician, "Service advisor now")
    write(technician, word, "m2")
    assert len(jobs(technician)) == 1


def test_no_sets_nothing(technician: ServiceHarness) -> None:
    write(technician, "Service advisor now")
    write(technician, "no", "m2")
    assert len(jobs(technician)) == 1
    with technician.open() as ctx, pytest.raises(Refused, match="settled_already"):
        record.SettleMessage(asked(technician)[1], "set_job").do(ctx)


def test_a_day_that_was_named_is_taken(technician: ServiceHarness) -> None:
    write(technician, "from 1 dec im the service manager")
    sentence, key = asked(technician)
    assert sentence == "ask_job_from"
    with technician.open() as ctx:
        record.SettleMessage(key, "set_job").do(ctx)
    assert jobs(technician)[0][:2] == ("Service manager", date(2026, 12, 1))


def test_another_day_is_chosen_in_a_form_that_holds_what_was_said(
    technician: ServiceHarness,
) -> None:
    write(technician, "I'm a service advisor now")
    _, key = asked(technician)
    with technician.open() as ctx:
        form = members.AskForJob(key).do(ctx)
        assert form.told == ("Service advisor", date(2026, 11, 1))
        members.SetJob("Service advisor", date(2026, 11, 9), form.key).do(ctx)
    assert jobs(technician)[0] == ("Service advisor", date(2026, 11, 9), None)
    with technician.open() as ctx:
        assert ctx.work.held.get(ctx.member.id, key) is None


def test_a_job_that_stands_already_is_said_to(technician: ServiceHarness) -> None:
    write(technician, "I'm a vehicle technician now")
    assert technician.said()[-1] == (
        "say",
        {"sentence": "job_already", "job": "vehicle technician"},
    )


def test_where_no_job_is_named_the_form_is_offered(technician: ServiceHarness) -> None:
    write(technician, "new job")
    assert technician.said()[-1] == ("offer", {"sentence": "set_your_job"})
