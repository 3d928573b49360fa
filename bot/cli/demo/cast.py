"""Who is in the demo, dated from its first start. What they have learnt is in learning.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from bot.policy.cycles import add_years


@dataclass(frozen=True, slots=True)
class Learning:
    """One entry, `days_ago` from the first start. `line`: its evaluation; none, and it waits."""

    days_ago: int
    minutes: int
    title: str
    type: str
    provider: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the demo. Credits of the opening balance are hundredths."""

    slack_id: str
    name: str
    job: str
    pack: str | None
    cycle_start: date | None
    learning: tuple[Learning, ...]
    opening: tuple[date, int, int] | None = None
    is_admin: bool = False


PRIYA, TOM, MARIA, JAMES, HELEN, SAM = (
    "U0PRIYA",
    "U0TOM",
    "U0MARIA",
    "U0JAMES",
    "U0HELEN",
    "U0SAM",
)


IMI = "imi-register"


def cast(today: date) -> tuple[Character, ...]:
    """Everybody, as they stand on the day of the first start."""
    learning = _learning()
    half_way = add_years(_first_of_month(today - timedelta(days=175)), -1)
    on_pace = add_years(_first_of_month(today - timedelta(days=70)), -1)
    near_end = add_years(today + timedelta(days=41), -3)
    return (
        Character(
            PRIYA, "Priya Nair", "vehicle technician", "imi-register", half_way, learning[PRIYA]
        ),
        Character(
            TOM, "Tom Okafor", "diagnostic technician", "imi-register", on_pace, learning[TOM]
        ),
        Character(
            MARIA,
            "Maria Kowalska",
            "MOT tester",
            IMI,
            near_end,
            learning[MARIA],
            opening=(today - timedelta(days=740), 2200, 2200),
        ),
        Character(JAMES, "James Whitfield", "aftersales manager", "cmi", None, learning[JAMES]),
        Character(
            HELEN, "Helen Brooks", "workshop manager", "imi-register", on_pace, learning[HELEN]
        ),
        Character(SAM, "Sam Adeyemi", "training administrator", None, None, (), is_admin=True),
    )


TEAM = (PRIYA, TOM, MARIA, JAMES)
"""Who works for Helen."""


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _learning() -> Mapping[str, tuple[Learning, ...]]:
    text = (Path(__file__).parent / "learning.yaml").read_text(encoding="utf-8")
    return {
        slack_id: tuple(Learning(**one) for one in entries)
        for slack_id, entries in yaml.safe_load(text).items()
    }
