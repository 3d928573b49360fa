"""Who is in the demo, dated from its first start. What they have learnt is in learning.yaml, what
one can try as each of them in `guide`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from bot.policy.schemes.cycles import add_years
from bot.policy.vocabulary import Grade


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
    """Somebody in the demo. `who` says who in a few words, which stay true when the calendar has
    moved; without a `job` the bot has never heard of them. Credits of the opening balance are
    hundredths: of the cycle, then of the year. `grade`: what they have said of it.
    """

    slack_id: str
    name: str
    who: str
    job: str | None = None
    pack: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    """Other schemes that they are in: packs, each with its category, reckoned from the same day."""
    cycle_start: date | None = None
    learning: tuple[Learning, ...] = ()
    opening: tuple[date, int, int] | None = None
    grade: Grade | None = None
    is_admin: bool = False

    @property
    def last_day(self) -> date:
        """The last day of the cycle; for those who have one."""
        assert self.cycle_start is not None  # noqa: S101 - not asked of anybody else
        return add_years(self.cycle_start, 3) - timedelta(days=1)


PRIYA, TOM, MARIA, OWEN, JAMES, HELEN, SAM, AISHA, RAVI, NADIA, LEO = (
    "U0PRIYA",
    "U0TOM",
    "U0MARIA",
    "U0OWEN",
    "U0JAMES",
    "U0HELEN",
    "U0SAM",
    "U0AISHA",
    "U0RAVI",
    "U0NADIA",
    "U0LEO",
)


_PRIYA = Character(
    PRIYA,
    "Priya Nair",
    "a technician, behind her pace when the demo begins",
    "vehicle technician",
)
_OWEN = Character(
    OWEN,
    "Owen Price",
    "a body repairer, short of the minimum when the demo begins",
    "body repair technician",
)
_TOM = Character(
    TOM, "Tom Okafor", "a diagnostic technician who learns a lot", "diagnostic technician"
)
_MARIA = Character(
    MARIA,
    "Maria Kowalska",
    "an MOT tester who has her minimum when the demo begins",
    "MOT tester",
)
_RAVI = Character(
    RAVI,
    "Ravi Shah",
    "under the register, two TechSafe categories and MOT testing",
    "diagnostic technician and MOT tester",
    also=(
        ("imi-techsafe", "electrified vehicles"),
        ("imi-techsafe", "ADAS"),
        ("dvsa-mot", "group B"),
    ),
)
_NADIA = Character(
    NADIA,
    "Nadia Haddad",
    "a paint technician who may be drawn in an audit round",
    "paint technician",
)
_LEO = Character(
    LEO,
    "Leo Marsh",
    "a parts adviser who may be drawn in an audit round",
    "parts adviser",
)
_JAMES = Character(JAMES, "James Whitfield", "a Chartered Manager under CMI", "aftersales manager")
_HELEN = Character(HELEN, "Helen Brooks", "who manages five of them", "workshop manager")
_SAM = Character(
    SAM, "Sam Adeyemi", "the training administrator", "training administrator", is_admin=True
)


def cast(today: date) -> tuple[Character, ...]:
    """Everybody, as they stand on the day of the first start."""
    learning = _learning()
    half_way = add_years(_first_of_month(today - timedelta(days=175)), -1)
    on_pace = add_years(_first_of_month(today - timedelta(days=70)), -1)

    def imi(person: Character, start: date, brought_in: int = 0) -> Character:
        """On the register; what the account shows from before anything was logged here."""
        return replace(
            person,
            pack="imi-register",
            cycle_start=start,
            learning=learning[person.slack_id],
            opening=(max(start, today - timedelta(days=740)), brought_in * 100, 0),
        )

    return (
        imi(_PRIYA, half_way),
        Character(AISHA, "Aisha Rahman", "an apprentice, new when the demo begins"),
        imi(_OWEN, add_years(today + timedelta(days=21), -3), brought_in=36),
        imi(_TOM, on_pace),
        imi(_MARIA, add_years(today + timedelta(days=41), -3), brought_in=35),
        replace(_JAMES, pack="cmi", grade="chartered", learning=learning[JAMES]),
        imi(_RAVI, on_pace),
        imi(_HELEN, on_pace),
        _SAM,
        *(_with_a_complete_cycle(one, today) for one in (_NADIA, _LEO)),
    )


def _with_a_complete_cycle(person: Character, today: date) -> Character:
    """Under the workplace's own scheme: a cycle that ended last month, and met its minimum."""
    titles = ("Colour matching", "Parts fitment and returns", "Safe handling of solvents")
    learning = tuple(
        Learning(
            days_ago=60 + 50 * place,
            minutes=420,
            title=f"{titles[place % 3]}, day {place // 3 + 1}",
            type="short course",
            provider="Thatcham Research",
            line="I check the batch number first now, which helps on every job I do",
        )
        for place in range(13)
    )
    start = add_years(_first_of_month(today), -3)
    return replace(person, pack="generic-30-90", cycle_start=start, learning=learning)


TEAM = (PRIYA, OWEN, TOM, MARIA, JAMES)
"""Who works for Helen."""


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _learning() -> Mapping[str, tuple[Learning, ...]]:
    text = (Path(__file__).parent / "learning.yaml").read_text(encoding="utf-8")
    return {
        slack_id: tuple(Learning(**one) for one in entries)
        for slack_id, entries in yaml.safe_load(text).items()
    }
