"""A workplace in which a round can be run: members with complete cycles, a lead, auditors."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sandbox import User
from tests.harness import ANA, BEN, IDA, MAX, Harness, Member

SCHEME: Final = "generic-30-90"
FIRST: Final = date(2023, 11, 1)
ZOE: Final = User("U0ZOE00000", "Zoe", "Zoe Quist")


async def complete_cycle(
    harness: Harness, user: User, pack: str = SCHEME, *, minutes: Sequence[int] = (3600, 1800, 600)
) -> list[int]:
    """A cycle from 1 Nov 2023 to 31 Oct 2026 under a scheme, with entries of so many minutes; the
    entries' numbers.
    """
    await harness.enrolled(user, pack, cycle_start=FIRST, opening=(0, 0))
    with harness.open(user) as ctx:
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=FIRST)
    made = []
    for place, each in enumerate(minutes):
        entry = await harness.logged(
            user,
            f"Brake overhaul {place + 1}",
            days_ago=60 + 30 * place,
            minutes=each,
            over_days=5,
        )
        made.append(entry.id)
    return made


async def staffed(harness: Harness) -> tuple[Member, Member, Member, Member]:
    """Ana, who has a complete cycle; Max, who is the lead; Ben, who audits; Ida, administrator."""
    ana, ben, max_, ida = (harness.member(one) for one in (ANA, BEN, MAX, IDA))
    for user in (BEN, MAX, IDA):
        with harness.open(user):
            pass
    assert "CPD lead" in await ida.command(f"admin lead @{MAX.name}")
    return ana, max_, ben, ida


async def drafted(lead: Member, size: str = "1", scheme: str = SCHEME) -> None:
    """The lead drafts a round over the year 2026, and everybody is counted."""
    await lead.command("audit new", name="/cpd-team")
    errors = await lead.submit(
        {
            "audit_scheme": scheme,
            "audit_first": "2026-01-01",
            "audit_last": "2026-12-31",
            "audit_size": size,
        }
    )
    assert errors == {}
