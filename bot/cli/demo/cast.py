"""Who is in the demo, and what they have learnt: plain data, dated relative to the first start."""

from dataclasses import dataclass
from datetime import date, timedelta

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


def cast(today: date) -> tuple[Character, ...]:
    """Everybody, as they stand on the day of the first start."""
    half_way = add_years(_first_of_month(today - timedelta(days=175)), -1)
    on_pace = add_years(_first_of_month(today - timedelta(days=70)), -1)
    near_end = add_years(today + timedelta(days=41), -3)
    return (
        Character(PRIYA, "Priya Nair", "vehicle technician", "imi-register", half_way, _PRIYA),
        Character(TOM, "Tom Okafor", "diagnostic technician", "imi-register", on_pace, _TOM),
        Character(
            MARIA,
            "Maria Kowalska",
            "MOT tester",
            "imi-register",
            near_end,
            _MARIA,
            opening=(today - timedelta(days=740), 2200, 2200),
        ),
        Character(JAMES, "James Whitfield", "aftersales manager", "cmi", None, _JAMES),
        Character(HELEN, "Helen Brooks", "workshop manager", "imi-register", on_pace, _HELEN),
        Character(SAM, "Sam Adeyemi", "training administrator", None, None, (), is_admin=True),
    )


TEAM = (PRIYA, TOM, MARIA, JAMES)
"""Who works for Helen."""


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


_PRIYA = (
    Learning(
        22,
        60,
        "Toolbox talk: battery storage and quarantine bay",
        "other",
        "",
        "We had a damaged pack in last week, now I know where it goes and who to ring.",
    ),
    Learning(
        58,
        120,
        "Webinar on heat pump systems in EVs",
        "e-learning",
        "Mahle Aftermarket",
        "Explains the two refrigerant faults I could not place on the ID.3, checked valves since.",
    ),
    Learning(
        96,
        90,
        "Reading: high voltage isolation procedure, new revision",
        "reading",
        "",
        "The order of proving dead changed, I use the two point check on every job now.",
    ),
    Learning(131, 90, "Podcast on ADAS recalibration after windscreens", "podcast", "Autotech"),
    Learning(
        150,
        90,
        "Shadowed Tom on a CAN bus fault",
        "other",
        "",
        "Learnt to start from the network topology instead of swapping modules.",
    ),
    Learning(
        225,
        420,
        "IMI Level 3 Electric Vehicle refresher day",
        "short course",
        "GTG Wolverhampton",
        "Refreshed isolation and insulation testing, which I sign for on our EV bay.",
    ),
    Learning(
        262,
        120,
        "Scope basics evening",
        "seminar",
        "Pico Technology",
        "I can capture a crank signal now and compare it with the library for diagnosis.",
    ),
    Learning(
        301,
        180,
        "Air conditioning refrigerant handling update",
        "short course",
        "Bosch",
        "R1234yf recovery limits, needed for my refrigerant certificate at work.",
    ),
    Learning(
        340,
        60,
        "Manufacturer bulletin evening: brake-by-wire",
        "event",
        "",
        "Explained the service mode that we kept missing when changing pads.",
    ),
    Learning(
        378,
        240,
        "Hybrid transmission teardown",
        "short course",
        "Bosch",
        "Seeing the planetary set open helped me explain a noise to a customer.",
    ),
    Learning(
        421,
        120,
        "Torque and fixings e-learning",
        "e-learning",
        "Snap-on",
        "I recalibrated my own wrench and changed how I tighten hub nuts.",
    ),
    Learning(
        455,
        180,
        "Battery health testing course",
        "short course",
        "AVILOO",
        "We offer state of health checks on used EVs, I run them since this course.",
    ),
    Learning(
        489,
        180,
        "Advanced driver assistance: static calibration",
        "short course",
        "Hella Gutmann",
        "I set up the targets on our ramp and know when a dynamic drive is needed.",
    ),
    Learning(
        610,
        120,
        "Customer handover workshop",
        "seminar",
        "",
        "How I explain an advisory without frightening somebody at the counter.",
    ),
    Learning(668, 180, "Diesel emissions aftertreatment", "short course", "Delphi"),
    Learning(
        702,
        60,
        "Reading: lifting equipment regulations summary",
        "reading",
        "",
        "Checks before each lift, which I do on the two post ramps every morning.",
    ),
)

_TOM = (
    Learning(
        9,
        120,
        "Guided diagnostics for 48 V mild hybrids",
        "e-learning",
        "Bosch",
        "Found a DC/DC fault the next day by following the guided voltage drop test.",
    ),
    Learning(
        27,
        180,
        "Secure gateway access and pass-thru",
        "short course",
        "Autologic",
        "I programme gateways in the workshop now instead of sending cars away.",
    ),
    Learning(
        44,
        240,
        "Automechanika: sessions on ADAS and software updates",
        "conference",
        "",
        "Two sessions on over the air faults, which explain comebacks we had this year.",
    ),
    Learning(
        61,
        120,
        "Oscilloscope masterclass: injectors",
        "seminar",
        "Pico Technology",
        "Current ramps tell me about pintle movement without taking the rail off.",
    ),
    Learning(
        118,
        420,
        "High voltage battery repair, day 1",
        "short course",
        "GTG Wolverhampton",
        "Module replacement under supervision, part of my level 4 work.",
    ),
    Learning(
        119,
        420,
        "High voltage battery repair, day 2",
        "short course",
        "GTG Wolverhampton",
        "Balancing and commissioning, we can now do module swaps in our own bay.",
    ),
    Learning(
        170,
        120,
        "Reading: LIN and CAN FD field guide",
        "reading",
        "",
        "Helped me with arbitration errors on two vans this month.",
    ),
    Learning(
        214,
        180,
        "Mentored Priya on network faults",
        "other",
        "",
        "Explaining topology made me write the checklist the whole shop uses.",
    ),
    Learning(
        266,
        240,
        "Air suspension and level control",
        "short course",
        "Delphi",
        "Calibrated ride height on three cars since, no comebacks.",
    ),
    Learning(
        309,
        180,
        "Refrigerant R744 introduction",
        "e-learning",
        "Mahle Aftermarket",
        "Pressures and safety for CO2 systems that arrive with new models.",
    ),
    Learning(
        362,
        300,
        "Advanced driver assistance: dynamic calibration",
        "short course",
        "Hella Gutmann",
        "I sign off the drives for radar and camera in our workshop.",
    ),
    Learning(
        401,
        120,
        "Vehicle cyber security for workshops",
        "seminar",
        "IMI",
        "We changed how customer key data is stored on the laptops.",
    ),
    Learning(
        520,
        240,
        "Diesel injector coding",
        "short course",
        "Bosch",
        "Coding after replacement, which I do weekly on vans.",
    ),
    Learning(
        641,
        180,
        "Electrical first principles refresher",
        "e-learning",
        "",
        "Voltage drop instead of resistance tests, faster and safer on live circuits.",
    ),
)

_MARIA = (
    Learning(
        18,
        180,
        "MOT annual training: brakes and exemptions",
        "e-learning",
        "DVSA",
        "The parking brake changes affect every electronic system I test.",
    ),
    Learning(
        52,
        120,
        "MOT annual assessment",
        "e-learning",
        "DVSA",
        "Passed at 90 percent, revised the two questions on emissions I had wrong.",
    ),
    Learning(
        88,
        240,
        "Headlamp alignment and LED matrix systems",
        "short course",
        "Hella Gutmann",
        "I can explain a fail on matrix lamps and set the aim table properly.",
    ),
    Learning(104, 60, "Toolbox talk: slips around the pit", "other", ""),
    Learning(
        140,
        420,
        "Emissions testing for hybrid vehicles",
        "short course",
        "GTG Wolverhampton",
        "Sequence for hybrids that stop their engine during the test.",
    ),
    Learning(
        188,
        240,
        "Corrosion assessment workshop",
        "seminar",
        "IMI",
        "Where prescribed areas begin, with photos I now use for customers.",
    ),
    Learning(
        231,
        180,
        "Tyre technology evening",
        "event",
        "Michelin",
        "Load indices on EVs, which I check on every test.",
    ),
    Learning(
        290,
        240,
        "Steering and suspension play detection",
        "short course",
        "Bosch",
        "Using the plates the right way changed two of my usual advisories.",
    ),
    Learning(
        345,
        300,
        "Level 3 vehicle inspection update",
        "national qualification",
        "IMI",
        "Unit on inspection standards, which is the core of my job as a tester.",
    ),
    Learning(
        402,
        180,
        "Customer communication for testers",
        "seminar",
        "",
        "I explain dangerous defects in plain words and keep the car here.",
    ),
    Learning(
        468,
        300,
        "Electric vehicles in the MOT bay",
        "short course",
        "GTG Wolverhampton",
        "Moving and isolating EVs safely when they will not drive on.",
    ),
    Learning(
        533,
        240,
        "Brake tester calibration and use",
        "short course",
        "Bosch",
        "Repeatable readings, and what to do when the roller slips.",
    ),
    Learning(
        590,
        300,
        "Diesel smoke testing masterclass",
        "short course",
        "Crypton",
        "Fast pass limits and when to refuse a test, used weekly.",
    ),
    Learning(
        655,
        180,
        "First aid at work refresher",
        "short course",
        "St John Ambulance",
        "I am the first aider for the testing bay.",
    ),
    Learning(
        699,
        300,
        "Vehicle structures and repair marks",
        "short course",
        "Thatcham Research",
        "Recognising poor repairs before they become a test dispute.",
    ),
)

_JAMES = (
    Learning(
        6,
        60,
        "Coaching session on delegating the service desk",
        "other",
        "",
        "I hand over the rota now and check it on Fridays only.",
    ),
    Learning(
        34,
        120,
        "Reading: Turn the Ship Around",
        "reading",
        "",
        "Tried intent based language with the team leaders for a month.",
    ),
    Learning(63, 420, "CMI regional conference", "conference", "CMI"),
    Learning(
        101,
        90,
        "Reviewed the workshop capacity project",
        "other",
        "",
        "We had measured the wrong bottleneck, parts wait was the cause.",
    ),
    Learning(
        149,
        180,
        "Difficult conversations workshop",
        "seminar",
        "Acas",
        "Prepared the facts first, the appraisal in June went far better.",
    ),
    Learning(203, 60, "Webinar: hybrid teams and wellbeing", "e-learning", "CMI"),
    Learning(
        258,
        120,
        "Shadowed the finance director for a morning",
        "other",
        "",
        "I read our margin report differently and changed one target.",
    ),
    Learning(
        317,
        240,
        "Leading change, module 3",
        "short course",
        "Open University",
        "Used the stakeholder map for the booking system change.",
    ),
    Learning(390, 90, "Podcast series on negotiation", "podcast", ""),
    Learning(
        446,
        240,
        "Leading change, module 2",
        "short course",
        "Open University",
        "Named a sponsor for each change, which unblocked the tooling budget.",
    ),
    Learning(
        533,
        120,
        "Peer exchange with two other dealerships",
        "expert group",
        "",
        "Copied their morning stand-up, complaints about waiting fell.",
    ),
    Learning(
        676,
        240,
        "Leading change, module 1",
        "short course",
        "Open University",
        "A vocabulary for resistance that I use in one to ones.",
    ),
)

_HELEN = (
    Learning(
        14,
        120,
        "Managing EV readiness in the workshop",
        "seminar",
        "IMI",
        "Wrote our plan for the second EV bay from its checklist.",
    ),
    Learning(
        38,
        180,
        "Health and safety for supervisors",
        "short course",
        "IOSH",
        "Near misses are logged by the technicians themselves now.",
    ),
    Learning(
        64,
        180,
        "Warranty process update",
        "e-learning",
        "",
        "Claims are complete at first submission since we changed the form.",
    ),
    Learning(
        133,
        420,
        "Apprentice assessor training",
        "short course",
        "IMI",
        "I can assess our two apprentices on site.",
    ),
    Learning(
        222,
        300,
        "Lean workshop day",
        "seminar",
        "",
        "Moved the tooling, it saves each technician ten minutes a job.",
    ),
    Learning(
        281,
        420,
        "Electric vehicle hazard management for managers",
        "short course",
        "GTG Wolverhampton",
        "I know what I sign for in the quarantine procedure.",
    ),
    Learning(
        340,
        300,
        "Data protection for service departments",
        "e-learning",
        "",
        "Photos of customers' cars are deleted after a year now.",
    ),
    Learning(
        405,
        420,
        "Supervising high voltage work",
        "short course",
        "Bosch",
        "Authorised person duties, which is part of my role.",
    ),
    Learning(
        577,
        300,
        "Recruiting technicians",
        "seminar",
        "IMI",
        "Two of our hires this year came from the college contact I made there.",
    ),
)
