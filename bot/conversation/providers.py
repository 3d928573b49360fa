"""Reads who ran an activity: a proper name after "at", "with", "by", "from" or "via"."""

import re

from bot.conversation.field import Confidence, Field, Span
from bot.conversation.text import BLANK, folded

# Names that members type in any case. A name that is not here needs its capital letter.
_KNOWN = (
    "ABB|ACAS|ADAS Academy|Alldata|Apec|Aston Martin|Audi|Autel|Autodata|Autotech Training|BMW"
    "|Bentley|Bosch|British Standards Institution|BSI|Castrol|Citroën|City & Guilds|City and Guilds"
    "|CMI|Continental|Coursera|Delphi|Delphi Technologies|Denso|DVSA|EDT|Euro Car Parts|FutureLearn"
    "|Ford|GMAC|Haynes|Hella|HSE|Honda|Hyundai|ILM|IMI|IOSH|Jaguar|Jaguar Land Rover|JLR|Kia"
    "|LinkedIn Learning|Lucas|Mazda|Mercedes|Mercedes-Benz|MINI|Mitsubishi|NEBOSH|NFDA|Nissan"
    "|OpenLearn|Open University|Our Virtual Academy|Peugeot|Picoscope|Pico Technology|Porsche"
    "|ProMoto|Red Cross|Remit|Renault|RMI|RoSPA|Schaeffler|Seat|Skillnet|SMMT|Snap-on"
    "|SP Diagnostics|St John Ambulance|Stellantis|Sykes-Pickavant|Tesla|Thatcham|Thatcham Research"
    "|Toyota|Udemy|Valeo|Vauxhall|Volkswagen|Volvo|VW|YouTube|ZF"
)
_BY_FOLDED = {folded(name): name for name in _KNOWN.split("|")}
_KNOWN_NAME = "|".join(re.escape(name) for name in sorted(_BY_FOLDED, key=len, reverse=True))

_LEAD = r"(?<![\w-])(?P<lead>at|with|w/|by|from|via) ?(?<=[ /])(?:the )?"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w&'’+-]*|\d[A-Z]\w*)"
_NAME = (
    rf"{_CAPITAL}(?:\.[A-Z]\w*)*"
    rf"(?: (?:(?:&|of|for|de|du|van) )?{_CAPITAL}| (?:and|&) (?:Guilds|Sons|Co|Partners)\b){{0,5}}"
)
_AFTER_LEAD = re.compile(rf"(?i:{_LEAD})(?P<name>{_NAME})")
_KNOWN_AFTER_LEAD = re.compile(rf"{_LEAD}(?P<name>{_KNOWN_NAME})(?![\w-])(?:'s)?")
_KNOWN_APART = re.compile(rf"(?:^|[,;|\n] ?| - )(?P<name>{_KNOWN_NAME})(?= ?(?:$|[,;|\n]| - ))")
_NO_PROVIDER = frozenset(
    {
        "i", "me", "my", "our", "us", "work", "home", "lunch", "college", "school", "hq", "zoom",
        "teams", "microsoft teams", "ms teams", "google meet", "slack", "skype", "head office",
        "site", "the", "this", "that", "a", "an", "adas", "ev", "evs", "hv", "mot", "r&d", "cpd",
        "it", "hr", "diesel", "petrol", "hybrid", "level",
    }
)  # fmt: skip
_QUOTED = re.compile(r"[\"“][^\"“”\n]*[\"”]")
_STOPS = re.compile(r" (?:On|In|At|With|By|From|Via|For|About|And|To|The|A)\b.*", re.DOTALL)
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’]+")


def find_provider(masked: str, text: str) -> tuple[Field[str], Span | None]:
    """The provider, and the span of the whole phrase that names it.

    `masked` is folded, with dates and durations blanked, and `text` the cleaned text of the same
    length. Capital letters say nothing in a text without small ones; there only known names count.
    """
    known = _KNOWN_AFTER_LEAD.search(masked) or _KNOWN_APART.search(masked)
    proper = None if text.isupper() else _proper_name(masked, text)
    if proper is not None and (known is None or proper[1][0] <= known.start()):
        return proper
    if known is None:
        return Field(), None
    name = text[slice(*known.span("name"))]
    if name.islower():
        name = _BY_FOLDED[known["name"]]
    confidence = Confidence.STATED if "lead" in known.groupdict() else Confidence.LIKELY
    return Field(name, known.span("name"), confidence), known.span()


def _proper_name(masked: str, text: str) -> tuple[Field[str], Span] | None:
    cased = "".join(m if m == BLANK else c for c, m in zip(text, masked, strict=True))
    cased = _QUOTED.sub(lambda quoted: BLANK * len(quoted[0]), cased)
    for match in _AFTER_LEAD.finditer(cased):
        name = _STOPS.sub("", match["name"]).rstrip("'’+-&")
        start = match.start("name")
        end = start + len(name)
        plain = folded(name)
        lead = match["lead"].lower()
        if plain in _NO_PROVIDER or (lead == "from" and masked.startswith(" to ", end)):
            continue
        if (
            lead in ("with", "w/", "from")
            and _FIRST_NAME.fullmatch(name)
            and plain not in _BY_FOLDED
        ):
            continue  # "with Dave" is a colleague for all we know
        return Field(name, (start, end), Confidence.STATED), (match.start(), end)
    return None
