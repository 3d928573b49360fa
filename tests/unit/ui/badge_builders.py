"""Badges as pages show them, of each kind there is."""

from datetime import UTC, date, datetime
from typing import get_args

from bot.services.data_rights.badges import BadgeCycle, BadgeView, WhyNot
from storage.badges.issued import BadgeRecord

FIRST, LAST = date(2020, 6, 1), date(2023, 5, 31)


def cycle(why_not: WhyNot = "", amount: int = 9200, minimum: int | None = 9000) -> BadgeCycle:
    """A cycle under IMI of which no badge was had."""
    return BadgeCycle(
        "imi-register", "IMI <register>", "IMI", FIRST, LAST, amount, minimum, why_not
    )


def issued(amount: int = 9200, first: date = FIRST) -> BadgeRecord:
    """A badge that was had for it."""
    at = datetime(2023, 7, 1, 12, tzinfo=UTC)
    scheme = "imi-register"
    return BadgeRecord(
        *("urn:uuid:1", scheme, first, LAST, amount, 9000),
        named=False,
        issuer="did:web:cpd.example.com",
        key="20230601T090000Z-00000000",
        issued_at=at,
        token="a.b.c",
    )


BADGES = BadgeView(
    "<Ampere> Motors " * 20,
    tuple(cycle(why) for why in get_args(WhyNot)),
    (("CMI " * 50, "no_minimum"), ("MOT", "no_cycle")),
    (issued(first=date(2020, 7, 1)),),
)
