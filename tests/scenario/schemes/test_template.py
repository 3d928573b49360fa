"""An organisation's own rules: a template, offered to nobody until an administrator names it."""

import pytest

from bot.services.admin.rules import change_rule
from bot.services.context.refused import Refused
from bot.services.members import settings
from tests.harness import ANA, IDA, Harness, Member


async def offered_to(member: Member) -> str:
    """What the form says that adds a scheme."""
    await member.command("settings")
    await member.click("Add a scheme", member.whispers()[-1])
    return str(member.modal)


def decide(harness: Harness, **values: str) -> None:
    with harness.open(IDA) as ctx:
        for key, value in values.items():
            change_rule(ctx, "organisation", key.replace("__", "."), value=value, since=ctx.today)


async def test_nobody_is_offered_a_template(harness: Harness, ana: Member) -> None:
    form = await offered_to(ana)
    assert "DVSA MOT" in form
    assert "Workplace CPD" in form
    assert "Your organisation" not in form
    with harness.open(ANA) as ctx, pytest.raises(Refused) as refused:
        settings.enrol(ctx, "organisation")
    assert refused.value.sentence == "no_such_scheme"


async def test_once_it_has_a_name_it_is_offered_under_that(harness: Harness, ana: Member) -> None:
    decide(harness, scheme__name="Garage CPD")
    assert "Garage CPD" in await offered_to(ana)
    await ana.submit({"scheme": ["organisation"]})
    status = await ana.command("status")
    assert "Garage CPD" in status
    assert "Not known: the rules I hold do not say what is counted." in status


async def test_its_rules_are_decided_one_by_one(harness: Harness, ana: Member) -> None:
    decide(
        harness,
        scheme__name="Garage CPD",
        unit="hours",
        year__start="01-01",
        year__minimum="12",
        entry__fields="date, length",
    )
    with harness.open(ANA) as ctx:
        settings.enrol(ctx, "organisation")
    assert "0 min of 12 h this year, to 31 Dec 2026." in await ana.command("status")
