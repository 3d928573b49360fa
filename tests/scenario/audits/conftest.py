"""Somebody whose record a body may ask for."""

from datetime import date, timedelta

import pytest

from tests.harness import ANA, SATURDAY, Harness, Member

WORDS = "I now check the pads before I bleed the system"
LINES = (
    WORDS,
    "Proving dead first helps on every battery swap I do",
    "I use the torque sheet on each hub job now",
)


@pytest.fixture
async def complete(harness: Harness, ana: Member) -> Member:
    """Ana, whose cycle at IMI ended on 30 Nov 2026 with 100 credits, all of formal courses; it is
    the Wednesday after that.
    """
    await harness.enrolled(ANA, cycle_start=date(2023, 12, 1))
    with harness.open(ANA) as ctx:
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=date(2023, 12, 1))
    for place, (line, minutes) in enumerate(zip(LINES, (3600, 1800, 600), strict=True)):
        await harness.logged(
            ANA,
            f"Brake overhaul {place + 1}",
            days_ago=60 + 30 * place,
            minutes=minutes,
            over_days=5,
            line=line,
        )
    await harness.move_to(SATURDAY + timedelta(days=11))
    return ana
