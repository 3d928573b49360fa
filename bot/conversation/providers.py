"""Reads who ran an activity: a name behind "at", "with", "run by", or one that stands apart."""

import re
from typing import Final

from bot.conversation.field import Confidence, Field, Span
from bot.conversation.places import FIRST_NAMES, TOWNS
from bot.conversation.provider_names import BY_FOLDED
from bot.conversation.text import BLANK, folded
from bot.conversation.title_words import BARE

EXAMPLES: Final = (
    ("2h brake course at Wabco today", "Wabco"),
    ("2h hv course at bosch yday", "Bosch"),
    ("3h wheel alignment course with Hunter on Tuesday", "Hunter"),
    ("wheel alignment training w/ Supertracker - 2 hrs", "Supertracker"),
    ("Glass bonding course yesterday, 4h, Belron", "Belron"),
    ("Diesel particulate filter training, Autologic, 5 hours", "Autologic"),
    ("hybrid course on 3rd May, 6 hours, conducted by Toyota", "Toyota"),
    ("an hour yesterday w the Autel rep, tpms cloning", "Autel"),
    ("two hours of brake lathe training, Pro-Cut came in", "Pro-Cut"),
    ("Next Thursday: half a day with Michelin, tyre wear analysis", "Michelin"),
    ("Seminar by Acas on flexible working", "Acas"),
    ("2h battery course put on by GS Yuasa", "GS Yuasa"),
    ("the Bosch course yesterday, 2h", "Bosch"),
    ("ADAS course through Thatcham Research, 6h", "Thatcham Research"),
)
"""A sentence and its provider; the tests run them."""

NO_PROVIDER: Final = (
    "2h coaching with Dave yesterday",
    "toolbox talk at work, 20 min",
    "1h e-learning at home last night",
    "brake course, 6 hrs, Swindon",
    "2h oil leak diagnosis, the customer Mrs Shah watched",
    "scan tool session with Priya, 1h",
    "Microsoft Teams training, 1h, Tuesday",
    "2h webinar from Monday to Tuesday",
    "seized caliper on a Corsa, 1h, Terry",
    "webinar on Zoom with Head Office",
)
"""Sentences in which nobody is named that ran the activity."""

_A_KNOWN_NAME = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(name) for name in sorted(BY_FOLDED, key=len, reverse=True))
    + r")(?![\w-])"
)
# Matched once, and marked with a letter of no language for the patterns below: start-up pays for
# every pattern that holds them all.
_KNOWN_NAME = "ǃ+"
PLATFORMS: Final = frozenset(
    {"linkedin learning", "udemy", "coursera", "futurelearn", "openlearn", "youtube"}
)
"""Whose courses are online."""

_WORDS_FIRST: Final = frozenset({"man", "seat", "launch", "mini"})
"""Known names that are another word unless they have their capital letter."""
_A_WORD_TOO: Final = frozenset(
    {"aa", "arb", "exide", "ford", "gates", "hunter", "launch", "man", "mini", "monroe", "seat"}
    | {"shell", "youtube", "mg", "remit", "continental", "eicher", "tata", "fuchs", "sachs"}
)
"""Known names that are words or surnames besides: they need their capital letter apart from"
" "at"."""

_RUN = (
    r"(?:run|held|led|given|delivered|conducted|hosted|provided|presented|organi[sz]ed|taught|offered"
    r"|put on|sponsored|done|arranged) by|courtesy of|through|thru"
)
_LEAD = (
    rf"(?<![\w-])(?P<lead>{_RUN}|held at|frm|provider(?: was| is|:| -)?|at|@|with|w/|wiv|w|by|from"
    rf"|via) ?(?<=[ /])(?:the |our )?"
)
_AFTER_NAME = (
    r"(?:(?: (?:technical|tech|training|hq))?(?= (?:on|about|for|re)\b)|(?: (?:regional|local"
    r"|area|head|training|technical|main|tech|master|senior|account|field|sales))*"
    r" (?:board|branch|cent(?:re|er)|academy|hq|site|depot|plant|factory|rep|reps|man|guys?"
    r"|lads?|bloke"
    r"|engineers?|trainers?|lady|ladies|woman|chap|fella|instructors?|tutors?|techs?|line|team|people|lot|place|building|stand|group|club|network|dealers?|dealership|station|person|house|managers?|mgr"
    r"|suspension night|college|university|uni)(?![\w-]))?"
)
_SCHOOL = re.compile(r" (?:college|university|uni)(?![\w-])(?! (?:course|day|visit|webinar))")
_PEOPLE = re.compile(r".* (?:reps?|guys?|lads?|people|team|lot|trainers?|engineers?|techs?)")
_KIT = (
    r" (?:[\w-]+ )?(?:kits?|tools?|scanner|scope|rig|machine|gear|aligner|handheld|tester|laptop"
    r"|ceo"
    r"|md|boss|director|customer|van|car|engine|gearbox|manual|book)\b"
)
"""Behind a name that is the maker's of what was used, or of somebody."""
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w&'’+-]*|\d[A-Z]\w*)"
_NAME = (
    rf"{_CAPITAL}(?:\.[A-Z]\w*)*"
    rf"(?: (?:(?:&|of|for|de|du|van) )?{_CAPITAL}| (?:and|&) (?:Guilds|Sons|Co|Partners)\b){{0,5}}"
)
_A_PLATFORM = re.compile(r"\b(?P<name>linkedin learning|udemy|coursera|futurelearn|openlearn)\b")
_ON_SITE = re.compile(
    rf"\b(?P<lead>on) (?:the )?(?P<name>{_KNOWN_NAME})(?:'s)? (?:online |training |web)?"
    r"(?:site|website|portal|platform|hub|app|page)\b"
)
_ON_PLATFORM = re.compile(
    r"(?<![\w-])(?P<lead>on) (?P<name>coursera|udemy|linkedin learning|futurelearn|openlearn)\b"
)
_KINDS = (
    r"(?:courses?|webinars?|seminars?|training|workshops?|e-?learning|conferences?|masterclass|webcasts?"
    r"|roadshow|open day|update day|training day)"
)
_OF_ITS_KIND = (
    rf" (?:(?!(?:in|at|on|for|with|about|to) )[a-z][\w-]* ){{0,2}}{_KINDS}(?![\w-])"
    r"(?! (?:cent(?:re|er)|academy|lady|guy|man))"
)
_ITS_KIND = re.compile(_OF_ITS_KIND)
_AFTER = re.compile(_AFTER_NAME)
_IN_PLACE = re.compile(
    r" in [A-Z][a-z]+(?: [A-Z][a-z]+)?(?= ?(?:$|[,.;\n\x1f])| (?:on|about|for|re)\b)"
)
_USED = re.compile(_KIT)
_EVENTS: Final = frozenset({
    "show", "expo", "exhibition", "conference", "summit", "forum", "live", "convention", "awards",
    "congress", "fair", "roadshow", "week", "festival", "symposium",
})  # fmt: skip
_ROLES: Final = frozenset({"ceo", "md", "cfo", "coo", "manager", "director", "kit", "rig", "scope"})
_AFTER_LEAD = re.compile(rf"(?i:{_LEAD})(?P<name>{_NAME})")
_KNOWN_AFTER_LEAD = re.compile(
    rf"{_LEAD}(?P<name>{_KNOWN_NAME})(?![\w-])(?:'s)?(?!{_KIT})"
    rf"(?!{_OF_ITS_KIND}){_AFTER_NAME}"
)
_END = r"(?= ?(?:$|[,;|\n.\x1f()]| [-/] ))"
_APART = r"(?:^|[,;|\n\x1f(] ?| [-/] |[.!] )"
_KNOWN_APART = re.compile(rf"{_APART}(?P<name>{_KNOWN_NAME})(?:{_END}|(?= online ?[,;.\x1f]))")
_OF_A_FIRM = (
    r"(?:Ltd|Training|Academy|College|University|Group|UK|Research|Institute|Centre"
    r"|Center|School|Solutions|Services|Motors|Europe|Technologies|Engineering|International"
    r"|Association|Council|Federation|Society)"
)
_FIRM = re.compile(rf" (?:{_OF_A_FIRM}|college|academy|university)$")
_NAME_APART = re.compile(
    rf"(?:[,;|\n(] ?| - |\x1f (?=\S+$))\x1f*,? ?(?P<name>{_CAPITAL}"
    rf"(?:(?: {_CAPITAL}){{0,3}} (?:{_OF_A_FIRM}|college|academy|university))?)(?= ?(?:$|[,;)"
    rf"|\n.\x1f]| - ))"
)
_LAST = re.compile(
    rf"(?P<first>[^,;|\n]*\b[a-z]{{4,}}[^,;|\n]*),(?:.*,)?[ \x1f]*(?P<name>{_CAPITAL}"
    rf"(?: (?:of |for |& |and )?{_CAPITAL}){{1,4}})[ .]*$"
)
_ORGANISATION = re.compile(
    r"(?:(?:by|at|with|from|via) )?(?:the )?(?P<name>(?:(?:Royal|British|National|Chartered) )*"
    r"(?:Guild|Institut(?:e|ion)|Society|Association|Federation|University|Chamber|College)"
    rf" (?:of|for) {_CAPITAL}(?: (?:(?:of|for|and|&|in) )?{_CAPITAL}){{0,4}})"
)
"""A body that is named as one: "Institute of Vehicle Recovery"."""
_GO_AT = re.compile(r"\b(?:go|look|stab|crack|play) $")
""" "Had a go at the paper": nobody ran it."""
_WENT_TO = re.compile(
    rf"\b(?P<lead>(?:been|went|over|down|up|trip|visit) to) (?P<name>{_KNOWN_NAME})"
    r"(?= for\b| ?(?:$|[,;.\n\x1f]))(?: for\b)?"
)
_THROUGH = re.compile(
    r"(?:courses?|training|webinar|workshop|e-?learning|qualification|class|award|[,\x1f])[ \x1f]*$"
)
_CAME = re.compile(
    rf"(?:^|[,;|\n\x1f.(] ?|\b(?i:and) )(?:(?i:the|a"
    rf"|our) )?(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
    r"(?: (?:bloke|guys?|lads?|man|reps?|trainers?|people|team))?"
    r" (?:came(?: (?:in|out|over|to us|round|down|up))?|ran it|put it on|hosted(?: it)?"
    r"|delivered it"
    r"|(?:gave|showed|took|ran|taught|talked) (?:us|me|the (?:lads|team))(?: all)?(?: through)?)\b"
)
_DID_IT = re.compile(
    r"(?:^|[,;|\n\x1f.(] ?|\band )(?:the )?(?P<name>[A-Z]{2}[A-Z&]{1,8}) (?:did|taught|held|led)"
    r" (?:it|this|that)\b"
)
""" "EINTAC did it at ours": one word in capitals is a firm's, any other may be a person's."""
_LONG_NAME = re.compile(r"(?:[a-z][\w&'/-]* ){3,}[a-z][\w&'/-]*[ \x1f]*\Z")
_HAD_IN = re.compile(
    rf"\b(?i:had|got) (?:(?:the|a|an|our|some) )?(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
    r"(?: (?:bloke|guys?|lads?|man|reps?|trainers?|engineers?|techs?|chap|fella|person|people"
    r"|team)(?: (?:in|over|round|out))?"
    r"| (?:in|over|round)(?= (?:for|to|on)\b| ?[\x1f,]))\b(?: for| to)?"
)
_BRAND_AND_KIND = re.compile(
    rf"(?<![\w-])(?P<name>{_KNOWN_NAME})(?:'s)? (?:online |live |free |lunchtime |technical "
    rf"|dealer "
    rf"|product |academy |training )?{_KINDS}(?![\w-])"
)
_NAME_AND_KIND = re.compile(
    rf"(?<![\w-])(?P<name>{_KNOWN_NAME}) (?:[a-z][\w-]* ){{1,3}}(?:{_KINDS}|modules?"
    rf"|refresher)(?![\w-])"
)
_TEACHERS: Final = frozenset(
    {"open university", "cmi", "ilm", "iosh", "nebosh", "thatcham", "city & guilds", "rospa"}
    | {"cipd", "acas", "st john ambulance", "red cross"}
)
_KIND_AND_BRAND = re.compile(rf"(?<![\w-]){_KINDS} (?P<name>{_KNOWN_NAME})(?= ?(?:$|[,;|\n\x1f]))")
_FORMAL = re.compile(
    r"\b(?:courses?|corse|coarse|webinars?|seminars?|training|traning|workshops?|refresher|class|lunch"
    r" and learn|masterclass|conference|e-?learning|briefing|demo|talk|toolbox talk"
    r"|qualification|awareness|level \d|\w+ (?:day|evening|event))\b"
)
_NAMED_BESIDES = re.compile(
    r"(?<![\w-])(?!(?:a|an|the|my|our|this|that|day|hour|long|short|online|good|toolbox|one|in)\b)"
    rf"[\w&/+'-]{{2,}} (?:{_KINDS}|refresher)(?![\w-])|(?<![\w-])refresher (?:on|in)\b"
    rf"|(?<![\w-]){_KINDS} (?:on|about|in|of|for)\b"
    r"|\blevel \d \w+|\b(?:award|certificate|diploma) in\b"
    rf"|['\"]\w[^'\"]+['\"]"
)
"""An activity that has its name: a name that stands apart from it is not its topic."""
_PERSONAL = re.compile(
    r"\b(?:coach\w*|mentor\w*|1:1|1-2-1|one[- ]to[- ]one|shadow\w*|session|catch)\b"
)
_NO_PROVIDER: Final = frozenset(
    {
        "i", "me", "my", "our", "us", "iqa", "eqa",
        "bdm", "aom", "asm", "rsm", "gm", "ops", "tl",
        "work", "home", "lunch", "college", "school", "hq", "zoom",
        "teams", "microsoft teams", "ms teams", "google meet", "slack", "skype", "head office",
        "site", "the", "this", "that", "a", "an", "adas", "ev", "evs", "hv", "mot", "r&d", "cpd",
        "it", "hr", "h&s", "health", "safety", "diesel", "petrol", "hybrid", "level", "pass",
        "passed", "thanks", "online",
        "cheers", "done", "good", "great", "yes", "no", "ok", "certificate", "booked", "free",
        "really", "very", "learnt", "learned", "gdpr", "abs", "loler", "coshh", "nvq", "tpms",
        "dpf", "egr", "bms", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "webinar", "course", "training", "workshop", "seminar", "internal", "external",
    }
)  # fmt: skip
_QUOTED = re.compile(r"[\"“][^\"“”\n]*[\"”]")
_STOPS = re.compile(
    r" (?:On|In|At|With|By|From|Via|For|About|And|To|The|A|I|We|It)\b.*|, .*|['’]s .*", re.DOTALL
)
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’]+(?: [A-ZÀ-Þ][a-zß-ÿ'’-]+)?")
_CODED = re.compile(r"\d.*\d")
"""Number plates and the like are nobody's name."""
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|prof)\b")


def find_provider(masked: str, text: str) -> tuple[Field[str], Span | None]:
    """The provider, and the span of the whole phrase that names it.

    `masked` is folded, with dates and durations blanked, and `text` the cleaned text of the same
    length. Capital letters say nothing in a text without small ones; there only known names count.
    """
    marked = _marked(masked, text)
    known = _known(marked, masked, text)
    proper = None if text.isupper() else _proper_name(masked, text)
    if proper is not None and (known is None or _comes_first(proper, known)):
        return proper
    if known is not None:
        return known
    cased = _cased(masked, text)
    body = None if text.isupper() else _ORGANISATION.search(cased)
    if body is not None:
        return Field(body["name"], body.span("name"), Confidence.LIKELY), body.span()
    beside = _BRAND_AND_KIND.search(marked) or _A_PLATFORM.search(masked)
    beside = beside or _of_a_teacher(marked, masked)
    beside = None if _PERSONAL.search(masked) else beside
    apart = None if text.isupper() else (_standing_apart(masked, cased) or _said_last(cased))
    if apart is not None and (beside is None or _FIRM.search(apart[0].value or "")):
        return apart
    if beside is None:
        return Field(), None
    span = beside.span("name")
    # The words stay in the title: they say which course it was.
    return Field(_spelt(masked, text, span), span, Confidence.LIKELY), None


def _marked(masked: str, text: str) -> str:
    """Folded text with each known name marked, every other character at its own place."""

    def mark(found: re.Match[str]) -> str:
        another_word = found[0] in _WORDS_FIRST and text[found.start()].islower()
        return found[0] if another_word else "ǃ" * len(found[0])

    return _A_KNOWN_NAME.sub(mark, masked)


def _comes_first(one: tuple[Field[str], Span], other: tuple[Field[str], Span]) -> bool:
    """Whether a name stands before another, or is the longer of two at the same place."""
    if one[1][0] == other[1][0]:
        return len(one[0].value or "") >= len(other[0].value or "")
    return one[1][0] < other[1][0]


def _known(marked: str, masked: str, text: str) -> tuple[Field[str], Span] | None:
    led = (
        _WENT_TO.search(marked)
        or _ON_SITE.search(marked)
        or _ON_PLATFORM.search(masked)
        or next((one for one in _KNOWN_AFTER_LEAD.finditer(marked) if _leads(one, masked)), None)
    )
    found = led or _first_apart(marked, masked, text)
    behind = None if found else _KIND_AND_BRAND.search(marked)
    if behind is not None and masked[slice(*behind.span("name"))] not in _A_WORD_TOO:
        name = _spelt(masked, text, behind.span("name"))
        return Field(name, behind.span("name"), Confidence.LIKELY), behind.span("name")
    if found is None:
        return None
    name = _spelt(masked, text, found.span("name"))
    confidence = Confidence.STATED if led else Confidence.LIKELY
    place = _IN_PLACE.match(_cased(masked, text), found.end())
    span = (found.start(), place.end() if place else found.end())
    return Field(name, found.span("name"), confidence), span


def _leads(match: re.Match[str], masked: str) -> bool:
    """Whether the word before a name leads to who ran it: not "went through the manual"."""
    through = match["lead"].lower() in ("through", "thru")
    if _GO_AT.search(masked[max(0, match.start() - 8) : match.start()]):
        return False
    return not through or _THROUGH.search(masked[: match.start()]) is not None


def _first_apart(marked: str, masked: str, text: str) -> re.Match[str] | None:
    for found in _KNOWN_APART.finditer(marked):
        start, end = found.span("name")
        if masked[start:end] not in _A_WORD_TOO or not text[start].islower():
            return found
    return None


def _spelt(masked: str, text: str, span: Span) -> str:
    """A known name as it was typed; as it is spelt where it was typed small."""
    written = text[slice(*span)]
    return BY_FOLDED.get(masked[slice(*span)], written) if written.islower() else written


def _cased(masked: str, text: str) -> str:
    cased = "".join(m if m == BLANK else c for c, m in zip(text, masked, strict=True))
    return _QUOTED.sub(lambda quoted: BLANK * len(quoted[0]), cased)


def _proper_name(masked: str, text: str) -> tuple[Field[str], Span] | None:
    cased = _cased(masked, text)
    for match in _AFTER_LEAD.finditer(cased):
        name = _STOPS.sub("", match["name"]).rstrip("'’+-&,")
        start = match.start("name")
        end = start + len(name)
        lead = match["lead"].lower()
        school = _SCHOOL.match(masked, end)
        if school is not None:
            end = school.end()
            name = text[start:end]
        if not _leads(match, masked):
            continue
        if _is_nobody(name) or (lead == "from" and masked.startswith(" to ", end)):
            continue
        people = _AFTER.match(masked, end)
        of_a_firm = people is not None and _PEOPLE.fullmatch(people[0]) is not None
        if (
            lead in ("with", "w/", "w", "wiv", "from")
            and not of_a_firm
            and _is_a_person(name, masked)
        ):
            continue  # "with Dave" is a colleague for all we know
        if folded(name).split()[-1] in _EVENTS:
            continue  # "at the Commercial Vehicle Show": its title
        if _USED.match(masked, end) or folded(name).split()[-1] in _ROLES:
            continue
        after = _AFTER.match(masked, end)
        if (after is None or after.end() == end) and _ITS_KIND.match(masked, end):
            continue  # "at the IGA conference": the words are its title
        if name.count(" ") == 0 and _person(name) and lead not in ("at", "held at"):
            continue
        place = _IN_PLACE.match(cased, after.end() if after else end)
        stop = place.end() if place else after.end() if after else end
        return Field(name, (start, end), Confidence.STATED), (match.start(), stop)
    return None


def _standing_apart(masked: str, cased: str) -> tuple[Field[str], Span] | None:
    """ "Glass bonding course, 4h, Belron", "Pro-Cut came in"."""
    came = _CAME.search(cased)
    came = came or _DID_IT.search(cased) or _HAD_IN.search(cased)
    if came is not None and not _is_nobody(came["name"]) and not _person(came["name"]):
        return Field(came["name"], came.span("name"), Confidence.LIKELY), came.span()
    named = _NAMED_BESIDES.search(masked) is not None
    for found in _NAME_APART.finditer(cased):
        name = found["name"]
        plain = folded(name)
        if found[0].startswith("(") and _FIRM.search(name) is None:
            continue
        if _is_nobody(name) or _person(name) or plain.split()[0] in TOWNS:
            continue
        if _FORMAL.search(plain) and _FIRM.search(name) is None:
            continue
        if not (named or _FIRM.search(name) or _is_behind_a_name(masked, found.start(), name)):
            continue
        if masked[: found.start()].strip(f" {BLANK},;|-\n"):
            return Field(name, found.span("name"), Confidence.LIKELY), found.span("name")
    return None


def _is_behind_a_name(masked: str, place: int, name: str) -> bool:
    """Whether a name in capitals stands last, behind the long name of what is a formal activity:
    "webinar, making tax digital for garages, GGF".
    """
    before = masked[:place]
    last = not masked[place:].strip(f" ,;{BLANK}").partition(" ")[2].strip(f" {BLANK}.")
    formal = _FORMAL.search(before) is not None and _LONG_NAME.search(before) is not None
    return last and name.isupper() and len(name) > 2 and formal


def _of_a_teacher(marked: str, masked: str) -> re.Match[str] | None:
    """A body that does nothing but teach and examine, before what it taught: "the Open University
    climate module".
    """
    found = _NAME_AND_KIND.search(marked)
    return found if found and masked[slice(*found.span("name"))] in _TEACHERS else None


def _said_last(cased: str) -> tuple[Field[str], Span] | None:
    """A name at the very end, where the activity has its own in small letters in front: "gearbox
    oil analysis, 2 h, Millers Oils".
    """
    found = _LAST.match(cased)
    if found is None or _is_nobody(found["name"]) or _person(found["name"]):
        return None
    plain = folded(found["name"])
    if plain.split()[0] in TOWNS or _FORMAL.search(plain) or BLANK not in cased:
        return None
    if BARE.fullmatch(folded(found["first"]).replace(BLANK, " ").strip(" -:")):
        return None
    return Field(found["name"], found.span("name"), Confidence.LIKELY), found.span("name")


def _is_nobody(name: str) -> bool:
    plain = folded(name)
    if _CODED.search(plain):
        return True
    return plain in _NO_PROVIDER or plain in TOWNS or _TITLED.match(plain) is not None


def _person(name: str) -> bool:
    return folded(name).split()[0].removesuffix("'s") in FIRST_NAMES


def _is_a_person(name: str, masked: str) -> bool:
    """Whether a name behind "with" may be a person's: of a course it is its provider's, unless it
    is a first name.
    """
    known = any(word in BY_FOLDED for word in (folded(name), *folded(name).split()))
    if known or _FIRST_NAME.fullmatch(name) is None:
        return False
    return _person(name) or _PERSONAL.search(masked) is not None or _FORMAL.search(masked) is None
