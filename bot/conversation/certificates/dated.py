"""Which day of a certificate is which: completed, from when to when, issued, expiring."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, cast

from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.days import Days, days_in
from bot.conversation.certificates.labels import Kind, Pair, kind_of
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

Role = Literal[
    "completed", "held", "start", "end", "issued", "expiry", "plain", "mail", "unknown", "none"
]
"""What a day is of. "unknown": words stand before it that are not understood; "none": of nothing
that is told.
"""

_ROLES: Final[dict[Kind, Role]] = {
    "completed": "completed", "held": "held", "start": "start", "end": "end", "issued": "issued",
    "expiry": "expiry", "day": "plain", "times": "plain", "length": "held",
}  # fmt: skip

_WORDS: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = tuple(
    (cast(Role, role), re.compile(words))
    for role, words in (
        ("none", r"\b(?:born|birth|d\.?o\.?b|geboren|valid from|member since|registered|next"
         r"|no later than|before|version|rev(?:ision)?|printed|print date|run|downloaded|accessed"
         r"|generated|book by|see you|contact|last reviewed|published|approved until|vom stand|né"
         r"|née|nacido|nato|nata|ur|enrolled|registration date|by the method|effective from"
         r"|revised|accredited (?:from|until)|deadline|booked)\W*(?:\w+ ){0,3}\W*$"),
        ("none", r"\b(?:next|forthcoming|upcoming)\s+(?:(?!re)\w+\s+){0,3}?(?:webinars?|courses?"
         r"|sessions?|events?|workshops?|seminars?|conferences?|talks?|lectures?|evenings?|class"
         r"|modules?|meetings?)\b[^.!?]*$"),  # another one
        ("none", r"\b(?:week commencing|week beginning|w/c|w/b|w/e|(?:wk|week)(?: of)?"
         r"|(?:cpd|membership|academic|financial|registration|reporting) (?:year|period|cycle)"
         r"|your year|study period)\W*(?:from )?$"),
        ("issued", r"\b(?:(?:e-?)?signed|approved)(?: \w+)? by\b"
         r"(?:(?!\b(?:complet|pass|attend|held|took|assess|deliver|trained|finish|cours|session)\w*).)*$"),
        ("expiry", r"(?:\bvalid(?:ity)?(?: (?:until|to|till|thru|through|up to|unless))?|\bexpir\w*"
         r"|\brenew(?:al|ed?)?|\brefresher(?: training| course)?"
         r"|\b(?:next|again|falls) due|\bdue (?:for|to)(?= \w*re-?\w)"
         r"|\bre-?(?:certif|assess|test|train|qualif)\w*"
         r"|\bgültig bis|\bvalable jusqu|\bválido hasta|\bvalido fino|\bważn\w+ do"
         r"|\bholds good|\blapses?)\b(?:[^\w).;]|\.(?!\s))*"
         r"(?:(?:date|on|by|until|to|till|before|due|is|of|the|for|required|recommended|end|years?"
         r"|months?|au|al|no later than|unless|revoked|renewed|\d+|one|two|three|four|five|through"
         r"|month|day|training|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday"
         r"|friday|saturday|sunday)\W+){0,5}$"),
        ("none", r"\bdue\W*(?:\w+ ){0,2}\W*$"),  # a task, or a payment
        ("issued", r"\b(?:issued?|signed|dated|issuance|ausgestellt|fait à|délivré|expedido"
         r"|rilasciato|wydano|wystawiono|certificate date|date of certificate|given|\w+, den)\W*"
         r"(?:[\w,’'-]+ ){0,6}\W*$"),
        ("completed", r"\b(?:complet\w*|pass(?:ed)?|attend\w*|assess\w*|exam\w*|took|taken|held"
         r"|present|conferred|awarded|achiev\w*|marked|finish\w*|participat\w*|deliver\w*|qualif\w*"
         r"|done|trained|session|webinar|event|teilgenommen|hat|undertaken|seminar|lecture|course"
         r"|training|workshop|ended|conference|programme|place|certified|earned)\b"
         r"\W*(?:[\w’'-]+\W+){0,14}$"),
    )
)  # fmt: skip
_ACCREDITED: Final = re.compile(
    r"\b(?:accredit\w*|approv(?:al|ed)|insur\w*|policy|indemnity|membership|subscription)\b[^.;]*"
    r"\b(?:expir\w*|valid\w*|renew\w*|until|to)\W*(?:\w+ ){0,2}\W*$"
)
"""How long somebody may teach it, and not how long it holds."""
_RIGHT_BEFORE: Final = re.compile(
    r"\b(?:complet\w*|pass(?:ed)?|attend\w*|conferred|awarded|achieved|finished|held|took place)"
    r"(?: successfully)?(?: on)?(?: the)?(?: (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?\W*$"
)
_OF_PART: Final = re.compile(
    r"\b(?:part|theory|practical|online|e-?learning|module|unit|stage|phase|step|day|session|week"
    r"|block|classroom|exam|test) ?(?:[ivx\d]+|one|two|three|part|day|session|element)?\b"
)
"""What is done on it may be no more than a part."""
_FROM: Final = re.compile(r"\b(?:from|between|vom|du|del|dal|od)\W*(?:\w+,? )?$")
_TIME_BEHIND: Final = re.compile(
    r"^(?:,| at| um)? \d{1,2}[:.]\d\d(?!\s?(?:[ap]m)?\s?(?:-|–|to|until|bis))"
)
_TODAY: Final = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening|lunchtime)|tonight|just (?:completed"
    r"|attended))\b"
)
_LETTER: Final = re.compile(
    r"\b(?:dear (?:mr|ms|mrs|miss|dr|sir|[a-z]+)|to whom it may concern|yours (?:sincerely"
    r"|faithfully|truly)|kind regards|our ref)\b"
)
_SIGNING: Final = re.compile(r"\b(?:sign(?:ed|ature)?|for and on behalf|registrar|director)\b")
_FOR_YEARS: Final = re.compile(
    r"\b(?:valid(?:ity)?|expires?|renew\w*)\b[^.\n]{0,40}?\b(?P<n>\d{1,2}|one|two|three|four|five"
    r"|ten)"
    r" (?P<unit>years?|months?)\b"
)
_FROM_DAY: Final = re.compile(
    r"\bfrom (?:the )?(?:date|day) of (?:the )?(?:completion|course|training|test|assessment"
    r"|attendance|achievement|exam\w*)|\bfrom (?:the )?(?:completion|course|test|assessment) date"
)
_LONGEST_BEFORE: Final = timedelta(days=31)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a certificate, each with its place."""

    day: Found[date] | None = None
    start: Found[date] | None = None
    end: Found[date] | None = None
    issued: Found[date] | None = None
    expiry: Found[date] | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    role: Role
    days: Days
    cell: int
    alone: bool
    sure: bool = False
    """Whether a label beside it, or the words right before it, say so."""


def dates_of(sheet: Sheet, aside: frozenset[int]) -> Dates:
    """Null where several days are as likely. `aside` are the cells of tables."""
    mentions = [one for one in _mentions(sheet) if one.cell not in aside]
    day, start, end = _learnt(sheet, mentions)
    expiry = _expiry(sheet, mentions, day)
    issued = _issued(sheet, mentions, day)
    if issued is not None and day is not None and day.value - issued.value > _LONGEST_BEFORE:
        return Dates(issued=issued)  # nothing is certified so long before it is done
    if expiry is not None and not _is_agreed(sheet, expiry, (day, start, issued)):
        expiry = None
    return Dates(day, start, end, issued, expiry)


def _is_agreed(sheet: Sheet, expiry: Found[date], others: Iterable[Found[date] | None]) -> bool:
    """Whether what it says and when it is agree: it lies well after every other day. Where there
    is none, a label has to say it.
    """
    known = [one.value for one in others if one is not None]
    if known:
        return all(expiry.value - one > _LONGEST_BEFORE for one in known)
    return any(sheet.place(pair.cell) == expiry.place for pair in sheet.labelled("expiry"))


def _mentions(sheet: Sheet) -> Iterable[_Mention]:
    told: dict[int, Kind] = {}
    beside: set[int] = set()
    for pair in sheet.pairs:
        if pair.cell not in told and not _heads_days(sheet, pair):
            beside.add(pair.cell)
        told.setdefault(pair.cell, pair.kind)
    covered: set[tuple[int, int]] = set()
    for at, cell in enumerate(sheet.cells):
        text, own = cell.text, len(cell.text)
        after = sheet.layout.continues(at)
        if after is not None and sheet.kinds[after] is None:
            text = f"{text} {sheet.cells[after].text[:40]}"
        last = 0
        for days in days_in(text, sheet.order):
            if days.begin >= own or (at, days.begin) in covered:
                continue
            if days.close > own + 1 and after is not None:
                covered |= {(after, one) for one in range(days.close - own)}
            rest = folded(cell.text[: days.begin] + cell.text[days.close :]).strip(" .,:-")
            alone = rest in ("", "date", "dated")
            role = _role(sheet, at, text[last : days.begin], told.get(at))
            if role == "start" and days.first < days.last:
                role = "held"
            if _TIME_BEHIND.match(text[days.close :]) and role == "plain":
                role = "mail"
            before = folded(text[last : days.begin])
            sure = at in beside or kind_of(" ".join(before.split()[-4:])) in _ROLES
            sure = sure or (
                _RIGHT_BEFORE.search(before) is not None and _OF_PART.search(before) is None
            )
            last = days.close
            yield _Mention(role, days, at, alone, sure)


def _role(sheet: Sheet, at: int, before: str, kind: Kind | None) -> Role:
    low = folded(before)[-120:]
    label = kind_of(low.rpartition("  ")[2]) if low.strip() else None
    if label is None and len(low) < 60:
        label = kind_of(" ".join(low.split()[-4:]))
    if label in _ROLES or label == "other day":
        return _ROLES.get(label, "none")
    if kind == "other person":
        return "none"  # of whoever signed
    if _ACCREDITED.search(_with_line_above(sheet, at, low)):
        return "none"
    for role, words in _WORDS:
        if low.strip() and words.search(low):
            return role
    if kind is not None and kind in _ROLES:
        return _ROLES[kind]
    if kind == "other day":
        return "none"
    left = sheet.layout.left(at)
    if not low.strip(" .:") and left is not None and kind is None:
        return _role_of_left(sheet, left)
    above = sheet.layout.above[at]
    if len(low) < 30 and above is not None and at not in sheet.paired:
        return _role_of_above(sheet, above)
    return "plain"


def _heads_days(sheet: Sheet, pair: Pair) -> bool:
    """Whether it stands over a column of days, and says of none of them what it is."""
    if sheet.layout.row_of[pair.cell] == sheet.layout.row_of[pair.label_cell]:
        return False
    beneath = sheet.layout.below[pair.cell]
    return (
        beneath is None or next(days_in(sheet.cells[beneath].text, sheet.order), None) is not None
    )


def _with_line_above(sheet: Sheet, at: int, low: str) -> str:
    """With the line that this one carries on."""
    above, begins = sheet.layout.above[at], sheet.cells[at].text[:1]
    if above is None or not (begins == "(" or begins.islower()):
        return low
    return f"{sheet.lows[above][-120:]} {low}"


def _role_of_left(sheet: Sheet, left: int) -> Role:
    """By what stands before it on its row: words that are not understood make it nothing."""
    said = sheet.lows[left]
    for role, words in _WORDS:
        if words.search(said):
            return role
    if said.startswith("expir"):
        return "expiry"
    is_label = len(said) < 30 and sheet.kinds[left] is None and not any(map(str.isdigit, said))
    return "unknown" if is_label and sheet.cells[left].text[:1].isalpha() else "plain"


def _role_of_above(sheet: Sheet, above: int) -> Role:
    """By what stands over it, which it may carry on."""
    said = sheet.lows[above][-120:]
    for role, words in _WORDS:
        if role not in ("completed", "expiry") and len(said) < 40 and words.search(said + " "):
            return role
    return "completed" if words_done(said) else "plain"


def words_done(said: str) -> bool:
    """Whether a line ends in words behind which the day of it stands: "which was held on"."""
    return re.search(r"\b(?:on|held|completed|attended|present|dated?)\W*$", said) is not None


def _learnt(
    sheet: Sheet, mentions: list[_Mention]
) -> tuple[Found[date] | None, Found[date] | None, Found[date] | None]:
    """The day of completion, and the first and last day where the page names several."""
    done = _days(mentions, "completed", "held", "end")
    starts = _days(mentions, "start")
    spans = [one for one in done if one.days.first < one.days.last]
    if not spans and not done:
        spans = [one for one in _days(mentions, "plain") if one.days.first < one.days.last]
    if spans and len({(one.days.first, one.days.last) for one in spans}) == 1:
        span = spans[0]
        rest = [one for one in done if one.role == "completed" and one not in spans]
        day = _one({one.days.last for one in rest if one.days.last >= span.days.first})
        end = sheet.found(span.days.last, span.cell)
        last = (
            sheet.found(day, next(one.cell for one in rest if one.days.last == day)) if day else end
        )
        return last, sheet.found(span.days.first, span.cell), end
    ends = _days(mentions, "end")
    if len(starts) == 1 and len({one.days.last for one in done}) == 1:
        first, last_one = starts[0], done[0]
        if first.days.first < last_one.days.last:
            found = sheet.found(last_one.days.last, last_one.cell)
            return found, sheet.found(first.days.first, first.cell), found
    if spans or (ends and len(done) > 1):
        return None, None, None
    return _single(sheet, mentions, done), None, None


def _single(sheet: Sheet, mentions: list[_Mention], done: list[_Mention]) -> Found[date] | None:
    for some in (
        [one for one in done if one.role == "completed"],
        done,
        [one for one in _days(mentions, "plain") if not _heads_letter(sheet, one)],
    ):
        if some:
            day = _one({one.days.last for one in some})
            if day and not any(one.sure for one in some) and _is_rivalled(sheet, mentions, day):
                return None
            return sheet.found(day, some[0].cell) if day else None
    mail = _days(mentions, "mail")
    if mail and _TODAY.search(sheet.text):
        first = [one for one in mail if not _in_margin(sheet, one.cell)]
        day = _one({one.days.last for one in first})
        return sheet.found(day, first[0].cell) if day else None
    return None


def _is_rivalled(sheet: Sheet, mentions: list[_Mention], day: date) -> bool:
    """Whether another day of the page may be that of completion as well: a later one that is not
    known to be of something else.
    """
    return any(
        one.days.last > day
        and not _heads_letter(sheet, one)
        and not _is_signing(sheet, one.cell)
        and not _in_margin(sheet, one.cell)
        for one in _days(mentions, "completed", "held", "end", "plain", "unknown")
    )


def _in_margin(sheet: Sheet, cell: int) -> bool:
    """Whether it is what a browser prints at the top and bottom of each page."""
    this = sheet.cells[cell]
    return this.top < 0.04 or this.bottom > 0.96


def _heads_letter(sheet: Sheet, mention: _Mention) -> bool:
    """Whether it stands alone and is the day of a letter, or of the signature."""
    return mention.alone and _LETTER.search(sheet.text) is not None


def _one(days: set[date]) -> date | None:
    return next(iter(days)) if len(days) == 1 else None


def _days(mentions: list[_Mention], *roles: Role) -> list[_Mention]:
    return [one for one in mentions if one.role in roles and not one.days.month]


def _issued(sheet: Sheet, mentions: list[_Mention], day: Found[date] | None) -> Found[date] | None:
    issued = _days(mentions, "issued")
    if not issued:
        letter = _LETTER.search(sheet.text) is not None
        plain = [one for one in _days(mentions, "plain") if one.days.first == one.days.last]
        if day is not None:
            plain = [one for one in plain if one.days.last > day.value]
        issued = [one for one in plain if letter and one.alone] or (
            [one for one in plain if _is_signing(sheet, one.cell)] if day is not None else []
        )
    value = _one({one.days.last for one in issued})
    return sheet.found(value, issued[0].cell) if value else None


def _is_signing(sheet: Sheet, cell: int) -> bool:
    """Whether a signature stands beside it, or right above."""
    row = sheet.layout.row_of[cell]
    rows = sheet.layout.rows[max(0, row - 1) : row + 1]
    return any(_SIGNING.search(sheet.lows[one]) for some in rows for one in some)


def _expiry(sheet: Sheet, mentions: list[_Mention], day: Found[date] | None) -> Found[date] | None:
    found = [one for one in mentions if one.role == "expiry"]
    if found:
        value = _one({one.days.last for one in found})
        return sheet.found(value, found[0].cell) if value else None
    for at, low in enumerate(sheet.lows):
        match = _FOR_YEARS.search(low)
        if match is not None and day is not None and _FROM_DAY.search(low):
            number = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
            months = number * (12 if match["unit"].startswith("y") else 1)
            return sheet.found(_later(day.value, months), at)
    return None


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))
