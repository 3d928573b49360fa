"""Finds the days that a certificate names, alone or from one to another; not what they are of."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal

Order = Literal["day first", "month first", "unknown"]
"""What 04/05/2026 is on a page."""

_MONTHS: Final = (
    "january januar janvier enero gennaio stycznia styczeń janeiro januari jan ene gen sty janv",
    "february februar février febrero febbraio lutego luty fevereiro februari feb lut févr",
    "march märz mars marzo marca marzec março maart mar mär mrz",
    "april avril abril aprile kwietnia kwiecień apr avr abr kwi",
    "may mai mayo maggio maja maj maio mei mag",
    "june juni juin junio giugno czerwca czerwiec junho jun giu cze",
    "july juli juillet julio luglio lipca lipiec julho jul lug lip juil",
    "august août agosto sierpnia sierpień augustus aug ago sie",
    "september septembre septiembre settembre września wrzesień setembro sept sep set wrz",
    "october oktober octobre octubre ottobre października październik outubro oct okt ott paź",
    "november novembre noviembre listopada listopad novembro nov lis",
    "december dezember décembre diciembre dicembre grudnia grudzień dezembro dec dez déc dic gru",
)
_MONTH_OF: Final = {word: at for at, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH: Final = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS: Final = (
    "monday montag lundi lunes lunedì poniedziałek mon mo lun",
    "tuesday dienstag mardi martes martedì wtorek tues tue di mar",
    "wednesday mittwoch mercredi miércoles mercoledì środa weds wed mi mer",
    "thursday donnerstag jeudi jueves giovedì czwartek thurs thur thu do jeu",
    "friday freitag vendredi viernes venerdì piątek fri fr ven",
    "saturday samstag samedi sábado sabato sobota sat sa sam",
    "sunday sonntag dimanche domingo domenica niedziela sun so dim",
)
_WEEKDAY_OF: Final = {word: at for at, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKDAY: Final = (
    r"(?:\b(?P<{0}>"
    + "|".join(sorted((word for word in _WEEKDAY_OF if len(word) > 2), key=len, reverse=True))
    + r")\b\.?,? ?(?:the |den |le )?)?"
)
_TH: Final = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_OF: Final = r"(?: ?(?:day )?of | de | ?[-./,] ?| )?"
_TO: Final = (
    r"(?: ?[-–—&+] ?| ?\b(?:to|until|till|and|und|bis|au|et|al|a|y|e|do|i|through|thru)\b ?)"
)
_YEAR: Final = r"(?:,? ?(?:de |del |of )?|[-./ ])"
_LEAD: Final = r"(?:the |den |dem |le |il |el |am )?"

_BEGINS: Final = "|".join(
    sorted({word[:2] for word in (*_MONTH_OF, *(one for one in _WEEKDAY_OF if len(one) > 2))})
)
"""How the words begin that a day begins with: looked at first, since most words are none."""

_TEXT: Final = re.compile(
    rf"(?<![\w.,:/-])(?=\d|{_BEGINS})(?:"
    # 2026-04-14, 2026/04/14
    r"(?P<iso>(?P<iy>(?:19|20)\d\d)(?P<is>[-./])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2}))"
    # 14/04/2026, 14.04.26
    rf"|(?P<figures>{_WEEKDAY.format('fw')}(?P<f1>\d{{1,2}})(?P<fs> ?[/.-] ?)(?P<f2>\d{{1,2}})"
    r"(?P=fs)(?P<fy>(?:19|20)\d\d|\d\d))"
    # 11-12 February 2026, 28 September to 2 October 2026, Tuesday 14 April 2026, 16-SEP-26
    rf"|(?P<written>{_WEEKDAY.format('ww')}(?:(?P<d1>\d{{1,2}}){_TH}"
    rf"(?:{_OF}(?P<m1>{_MONTH})(?:{_YEAR}(?P<y1>(?:19|20)\d\d))?)?{_TO}{_LEAD}"
    rf"{_WEEKDAY.format('w2')})?"
    rf"(?P<d2>\d{{1,2}}){_TH}{_OF}(?P<m2>{_MONTH}){_YEAR}(?P<y2>(?:19|20)\d\d|'?\d\d(?!\d)))"
    # March 8, 2026; October 7-8, 2026
    rf"|(?P<american>{_WEEKDAY.format('aw')}(?P<am>{_MONTH}) ?(?P<ad>\d{{1,2}}){_TH}"
    rf"(?:{_TO}(?P<ad2>\d{{1,2}}){_TH})?,? ?(?P<ay>(?:19|20)\d\d))"
    # March 2028
    rf"|(?P<month>(?P<mm>{_MONTH}),? (?P<my>(?:19|20)\d\d)|(?P<mf>0[1-9]|1[0-2])/(?P<mfy>20\d\d))"
    r")(?![\w/]|[.-]\d)"
)
_LISTED: Final = re.compile(
    r"(?<![\w.,/-])(\d{1,2})(?:st|nd|rd|th)?(?:, ?\d{1,2}(?:st|nd|rd|th)?){0,6}, ?$"
)
_JOINT: Final = re.compile(
    rf"^(?:, |{_TO}{_LEAD}(?:(?!(?:[^\W\d]*ed|on|held|exam|test)\b)[^\W\d]{{3,10}},? )?)$"
)
_STATE: Final = re.compile(
    r"\b(?:AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND"
    r"|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY),? \d{5}(?:-\d{4})?\b"
    r"|\bUSA\b"
)
_AMERICAN_WORDS: Final = re.compile(
    r"\b(?:LLC|PDHs?|CEUs?|Inc|NASBA|IACET|(?:Ste|Pkwy|Blvd)\.? \w)\b|\(\d{3}\) ?\d{3}-\d{4}"
)
"""What pages of other countries hardly say."""
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b|\.uk\b|£|\bUK\b|\bLtd\b|\bCIC\b|\bplc\b|\bEngland\b"
    r"|\bScotland\b|\bWales\b|\bIreland\b|\bVAT\b"
)
_DIGIT: Final = re.compile(r"\d\d")
_AMERICAN: Final = re.compile(r"[a-z]{3}\.? ?\d{1,2}(?:st|nd|rd|th)?\D{1,8}\d{4}", re.IGNORECASE)
"""Without one of these, or a stroke, nothing tells in what order days are written."""
_FIRST_YEAR: Final = 1950
_LAST_YEAR: Final = 2079


@dataclass(frozen=True, slots=True)
class Days:
    """A mention of a day, or of the days from `first` to `last`, in characters of the text.

    `month` says that no more than the month is named: `first` and `last` are its ends.
    """

    begin: int
    close: int
    first: date
    last: date
    month: bool = False


def order_of(texts: Iterable[str]) -> Order:
    """What comes first in dates of figures, going by those that can be read one way alone, by
    weekdays beside them, and by what else tells whose page it is.
    """
    texts = list(texts)
    if not any("/" in text for text in texts):
        return "day first"
    day_first = month_first = american = False
    for text in texts:
        if "/" not in text and _AMERICAN.search(text) is None:
            continue
        for match in _TEXT.finditer(text.lower()):
            if match["american"]:
                american = True
            elif match["figures"] and match["fs"].strip() == "/":
                one, two = int(match["f1"]), int(match["f2"])
                if one == two:
                    continue
                weekday = _WEEKDAY_OF.get(match["fw"] or "")
                as_day = _civil(match["fy"], two, one)
                as_month = _civil(match["fy"], one, two)
                day_first = day_first or _only(as_day, as_month, weekday)
                month_first = month_first or _only(as_month, as_day, weekday)
    if day_first != month_first:
        return "day first" if day_first else "month first"
    if day_first:
        return "unknown"
    return _order_of_place(texts, american=american)


def _order_of_place(texts: list[str], *, american: bool) -> Order:
    british = any(_POSTCODE.search(text) for text in texts)
    state = any(_STATE.search(text) for text in texts)
    if not british and not state:
        american = american or any(_AMERICAN_WORDS.search(text) for text in texts)
    if american and not british and not state:
        return "unknown"
    return "month first" if state and not british else "day first"


def _only(this: date | None, that: date | None, weekday: int | None) -> bool:
    """Whether it can be this reading alone."""
    if this is None or (weekday is not None and this.weekday() != weekday):
        return False
    return that is None or (weekday is not None and that.weekday() != weekday)


def days_in(text: str, order: Order) -> Iterator[Days]:
    """Every day named in a text, in order; two that are joined by "to" are one mention."""
    return iter(_all_days(text, order) if _DIGIT.search(text) else ())


def forget() -> None:
    """Leaves nothing of what was read in memory."""
    _all_days.cache_clear()


@lru_cache(maxsize=2048)
def _all_days(text: str, order: Order) -> tuple[Days, ...]:
    return tuple(_joined(text.lower() if len(text.lower()) == len(text) else text, order))


def _joined(low: str, order: Order) -> Iterator[Days]:
    held: Days | None = None
    for match in _TEXT.finditer(low):
        found = _read(match, order)
        if found is None:
            continue
        if match["written"] and (listed := _LISTED.search(low, 0, match.start())):
            found = _from_first(found, int(listed[1]), listed.start())
        if held is not None:
            joint = low[held.close : found.begin]
            if _makes_range(held, found) and len(joint) < 24 and _JOINT.match(joint):
                held = Days(held.begin, found.close, held.first, found.last, held.month)
                continue
            yield held
        held = found
    if held is not None:
        yield held


def _from_first(found: Days, day: int, begin: int) -> Days:
    """ "3, 10 and 17 March 2026": from the first of them."""
    first = _civil(str(found.first.year), found.first.month, day)
    return (
        found if first is None or first >= found.first else replace(found, begin=begin, first=first)
    )


def _makes_range(one: Days, other: Days) -> bool:
    return one.first == one.last < other.first == other.last or (
        one.month and other.month and one.first < other.first
    )


def _read(match: re.Match[str], order: Order) -> Days | None:
    if match["iso"]:
        day = _civil(match["iy"], int(match["im"]), int(match["id"]))
        return _one(match, day, None)
    if match["figures"]:
        return _one(match, _of_figures(match, order), match["fw"])
    if match["month"]:
        month = _month(match["mm"]) if match["mm"] else int(match["mf"])
        return _whole_month(match, int(match["my"] or match["mfy"]), month)
    if match["american"]:
        last = _civil(match["ay"], _month(match["am"]), int(match["ad2"] or match["ad"]))
        first = _civil(match["ay"], _month(match["am"]), int(match["ad"]))
        return _one(match, last, match["aw"] if not match["ad2"] else None, first)
    return _written(match)


def _written(match: re.Match[str]) -> Days | None:
    year = match["y2"].lstrip("'")
    last = _civil(year, _month(match["m2"]), int(match["d2"]))
    if match["d1"] is None:
        return _one(match, last, match["ww"])
    month = _month(match["m1"]) if match["m1"] else _month(match["m2"])
    first = _civil(match["y1"] or year, month, int(match["d1"]))
    if first is None or last is None or first >= last:
        return None
    return _one(match, last, match["w2"], first)


def _of_figures(match: re.Match[str], order: Order) -> date | None:
    one, two = int(match["f1"]), int(match["f2"])
    day_first, month_first = _civil(match["fy"], two, one), _civil(match["fy"], one, two)
    if match["fs"].strip() != "/":
        return day_first  # with full stops, or dashes, the day is first nearly everywhere
    if day_first is None or month_first is None:
        return day_first or month_first
    weekday = _WEEKDAY_OF.get(match["fw"] or "")
    if weekday is not None:
        fits = [one for one in (day_first, month_first) if one.weekday() == weekday]
        return fits[0] if fits else None
    if order == "unknown":
        return day_first if day_first == month_first else None
    return day_first if order == "day first" else month_first


def _one(
    match: re.Match[str], day: date | None, weekday: str | None, first: date | None = None
) -> Days | None:
    """None where it is no day, or another weekday than the page says: one of both is wrong."""
    if day is None or (weekday and day.weekday() != _WEEKDAY_OF[weekday]):
        return None
    return Days(match.start(), match.end(), first or day, day)


def _whole_month(match: re.Match[str], year: int, month: int) -> Days | None:
    first = _civil(str(year), month, 1)
    if first is None:
        return None
    last = first.replace(day=calendar.monthrange(year, month)[1])
    return Days(match.start(), match.end(), first, last, month=True)


def _month(word: str) -> int:
    return _MONTH_OF[word.rstrip(".")]


def _civil(year: str, month: int, day: int) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(number, month, day)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= number <= _LAST_YEAR else None
