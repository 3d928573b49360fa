"""Finds lengths, credits and points as certificates state them; not which of them holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from bot.conversation.numbers import NUMBER, value
from bot.conversation.text import folded

MOST_MINUTES: Final = 5000 * 60
"""Nobody's certificate says more; a figure beyond is something else."""

_HOURS: Final = (
    r"(?:hours?|hrs?|h|stunden?|std|heures?|horas?|ore|ora|godzin[ya]?|godz|uur|timer|timmar)\b\.?"
)
_MINUTES: Final = r"(?:min(?:ute)?[sn]?|minuten|minutos?|minuti|minut[ay]?)\b\.?"
_UNIT: Final = re.compile(
    r"h(?:ou)?rs?\b|\dh|\bh\b|min|std|stund|heure|hora|\bor[ea]\b|godz|uur|tim|:\d"
)
"""Without one of these there is no length."""
_SESSIONS: Final = r"(?:sessions?|evenings?|days?|weeks?|lessons?|workshops?|modules?|parts?)"
_OF_WHAT: Final = (
    r"(?:(?:guided|cpd|contact|learning|taught|training|total|verifiable|study|credit|clock|full"
    r"|structured|online|classroom|practical|notional|teaching|course|tuition|continuing"
    r"|professional|development|pdh|ce)[ -]){0,4}"
)
_AND_HALF: Final = r"(?P<half>(?: ?½)|(?: and a half))?"

_BEGINS: Final = r"\d|[½¼¾]|one|tw|th|fi|te|fo|fou|se|si|ni|ei|el|z|a|co|ha|ho|hrs"
"""How a length begins: looked at first, since most words are none."""

_LENGTH: Final = re.compile(
    rf"(?<![\w.,:/£€$-])(?={_BEGINS})(?:"
    # 2 x 90 minutes, 3 sessions of 2 hours
    rf"(?P<times>\d{{1,2}}|{NUMBER}) ?(?:[x×*]|(?:[a-z]+ )?{_SESSIONS}(?: of| x|,| at)?) ?"
    rf"(?P<each>{NUMBER})[ -]?{_OF_WHAT}(?:(?P<each_h>{_HOURS})|{_MINUTES})"
    rf"(?P<per>(?: a| per| each|/) ?(?:week|day|session|evening))?"
    # 1h30, 2 hours 30 minutes, 2 h and 15 min
    rf"|(?P<h>\d{{1,3}}) ?{_OF_WHAT}(?:hours?|hrs?|h|std\.?|stunden|heures?|horas?|ore|godz\.?)"
    rf",? ?(?:and |& |und |et |y |e )?(?P<m>[0-5]?\d)(?: ?(?:{_MINUTES}|m\b|'|’)|(?![\w.,:/]))"
    # 1:30 hours, 01:30:00
    rf"|(?P<ch>\d{{1,2}}):(?P<cm>[0-5]\d)(?: ?{_HOURS}|:00\b(?! ?[ap]m))"
    # half an hour, an hour and a half
    r"|(?P<three_quarters>three[ -]quarters of an hour)|(?P<quarter>a quarter of an hour)"
    r"|(?P<half_hour>half an hour|half[ -]hour)|(?P<hour_half>an hour and a half)"
    # 6 CPD hours, four and a half hours, 90 minutes
    rf"|(?P<n>{NUMBER}){_AND_HALF}[ -]?(?:cpd )?{_OF_WHAT}(?:(?P<n_h>{_HOURS})|{_MINUTES})"
    # HRS : 05.50 (16 Unterrichtsstunden are no hours: their length differs)
    r"|\b(?:hours|hrs) ?[:=] ?(?P<after>\d{1,4}(?:[.,]\d{1,2})?)(?![\d:/-])"
    r")(?!\w| ?[:=] ?\d)"
)
_RECURRING: Final = re.compile(
    r" ?(?:(?:a|per|each|every)\b|/) ?(?:day|week|month|session|evening|year)\b"
)
_NEAR: Final = 24
"""Characters before a length within which "each" stands."""
_EACH: Final = re.compile(r"\b(?:je|jeweils|each|every|à)\b[ :]*$")
_CLOCKS: Final = re.compile(
    r"(?<![\d/.:-])(?P<h1>[01]?\d|2[0-3])(?:[:.h](?P<m1>[0-5]\d))? ?(?P<p1>[ap]\.?m\.?)? ?(?:uhr )?"
    r"(?:-|to|until|till|bis|à|a) ?"
    r"(?P<h2>[01]?\d|2[0-3])(?:[:.h](?P<m2>[0-5]\d))? ?(?P<p2>[ap]\.?m\b\.?)?(?![\d/:-]|\.\d)"
)
_AMOUNT: Final = r"(?P<n>\d{1,4}(?:[.,]\d{1,2})?)"
_CREDITS: Final = re.compile(
    rf"(?<![\w.,/£€$-]){_AMOUNT} ?(?:(?:cpd|ce|cme|ects|uk|academic|learning|university|credit|aic)"
    r" ){0,2}(?:credits?|ects|ceus?|kreditpunkte|leistungspunkte)\b"
    r"|\b(?:total )?(?:(?:cpd|ce|cme|ects|academic|learning) )?(?:credits?(?: value| awarded"
    r"| earned"
    rf"| gained| points)?|ects|ceus?)(?: ?[:=]| total:?) ?(?P<after>\d{{1,4}}(?:[.,]\d{{1,2}})?)"
    r"(?![\d/-])"
)
_AMOUNTED: Final = re.compile(r"credit|point|ceu|ects|punkt|pts")
_POINTS: Final = re.compile(
    rf"(?<![\w.,/£€$-]){_AMOUNT} ?(?:(?:cpd|ce|cme|accredited|learning|verifiable|fortbildungs) ?)"
    r"{0,2}(?:points?|pts|punkte?n?)\b"
    r"|\b(?:total )?(?:(?:cpd|cme|accreditation|learning) )?(?:points?(?: value| awarded| earned"
    r"| gained)?|fortbildungspunkte)(?: ?[:=]) ?(?P<after>\d{1,4}(?:[.,]\d{1,2})?)(?![\d/-])"
)
_CLOCK_SIGN: Final = re.compile(r"\d[:.h]\d\d|\d ?[ap]\.?m", re.IGNORECASE)
CLOCK_FIGURE: Final = re.compile(r"^(\d{1,3}):([0-5]\d)(?::[0-5]\d)?$")


@dataclass(frozen=True, slots=True)
class Length:
    """A length in minutes, and its place in the text."""

    begin: int
    close: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Amount:
    """Credits or points in hundredths, and their place in the text."""

    begin: int
    close: int
    hundredths: int


def lengths_in(text: str) -> Iterator[Length]:
    """Every length in words or figures, in order; times of day are none."""
    return iter(_all_lengths(text))


def forget() -> None:
    """Leaves nothing of what was read in memory."""
    _all_lengths.cache_clear()


@lru_cache(maxsize=2048)
def _all_lengths(text: str) -> tuple[Length, ...]:
    low = folded(text)
    if _UNIT.search(low) is None:
        return ()
    found = []
    for match in _LENGTH.finditer(low):
        minutes = _minutes(match)
        if not match["each"] and (
            _RECURRING.match(low, match.end())
            or _EACH.search(low, max(0, match.start() - _NEAR), match.start())
        ):
            continue  # of one occasion, and nobody says how many there were
        if minutes is not None and 0 < minutes <= MOST_MINUTES:
            found.append(Length(match.start(), match.end(), minutes))
    return tuple(found)


def _minutes(match: re.Match[str]) -> int | None:
    if match["each"]:
        each = value(match["each"]) * (60 if match["each_h"] else 1)
        return _whole(value(match["times"]) * each)
    if match["h"]:
        return int(match["h"]) * 60 + int(match["m"])
    if match["ch"]:
        return int(match["ch"]) * 60 + int(match["cm"])
    for name, minutes in _PARTS.items():
        if match[name]:
            return minutes
    if match["after"]:
        return _whole(Fraction(match["after"].replace(",", ".")) * 60)
    amount = value(match["n"]) + (Fraction(1, 2) if match["half"] else 0)
    return _whole(amount * (60 if match["n_h"] else 1))


_PARTS: Final = {"three_quarters": 45, "quarter": 15, "half_hour": 30, "hour_half": 90}


def _whole(minutes: Fraction) -> int | None:
    """Whole minutes; a third of an hour written as 0.33 is rounded."""
    return round(minutes)


def times_of_day(text: str) -> Iterator[Length]:
    """From when to when, as minutes between: "9.30am to 12.30pm", "08:00 to 08:25"."""
    if _CLOCK_SIGN.search(text) is None:
        return
    for match in _CLOCKS.finditer(folded(text)):
        if not (match["p1"] or match["p2"] or (match["m1"] and match["m2"])):
            continue  # nothing says that these are times
        if match["m1"] is None and match["p1"] is None and match["p2"] is None:
            continue
        begin, close = _of_day(match, 1), _of_day(match, 2)
        if begin is None or close is None:
            continue
        if close <= begin and match["p2"] is None:
            close += 12 * 60
        if 0 < close - begin <= 14 * 60:
            yield Length(match.start(), match.end(), close - begin)


def _of_day(match: re.Match[str], which: int) -> int | None:
    hour, minute = int(match[f"h{which}"]), int(match[f"m{which}"] or 0)
    half = match[f"p{which}"]
    if half is None and which == 1 and match["p2"] and hour <= 12:
        other = int(match["h2"]) % 12 + (12 if match["p2"].startswith("p") else 0)
        late = hour % 12 + 12
        return (late if match["p2"].startswith("p") and late <= other else hour) * 60 + minute
    if half is None:
        return hour * 60 + minute
    if hour > 12:
        return None
    return (hour % 12 + (12 if half.startswith("p") else 0)) * 60 + minute


def credits_in(text: str) -> Iterator[Amount]:
    """Every number of credits, CEUs or ECTS."""
    yield from _amounts(_CREDITS, text)


def points_in(text: str) -> Iterator[Amount]:
    """Every number of points."""
    yield from _amounts(_POINTS, text)


def _amounts(what: re.Pattern[str], text: str) -> Iterator[Amount]:
    low = folded(text)
    for match in what.finditer(low) if _AMOUNTED.search(low) else ():
        number = hundredths(match["n"] or match["after"])
        if number:
            yield Amount(match.start(), match.end(), number)


def hundredths(figure: str) -> int:
    """ "1.5" and "1,5" as 150."""
    return round(Fraction(figure.replace(",", ".")) * 100)


def bare_hours(text: str) -> int | None:
    """Minutes of a figure that a heading says are hours: "5", "1.5", "6,0", "05.50", "1:30"."""
    text = text.strip().replace("½", ".5")
    clock = CLOCK_FIGURE.match(text)
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2]) or None
    found = re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,2})?)", text)
    if found is None:
        return None
    minutes = round(Fraction(found[1].replace(",", ".")) * 60)
    return minutes if 0 < minutes <= MOST_MINUTES else None
