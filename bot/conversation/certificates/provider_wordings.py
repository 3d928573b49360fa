"""The words around a provider's name on certificates, and the name without them."""

import re
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.text import folded

NAME: Final = (
    r"(?P<name>(?-i:[^\W\d_a-zà-ÿ][\w&.'’+-]*|\d+[A-Z][\w-]*)"
    r"(?: (?:(?-i:[^\W\d_a-zà-ÿ][\w&.'’+-]*)|of|and|for|the|&|de|der|für|und|et|y|di|del|des"
    r"|la)){0,8}(?:,? (?:plc|ltd|llp|limited|inc|llc|e\. ?V)\b\.?)?"
    r"(?: \((?-i:[A-Z])[\w .]{1,20}\))?)"
)
BY: Final = re.compile(
    r"\b(?:delivered|provided|organi[sz]ed|run|hosted|issued|presented|conducted|given|taught"
    r"|offered|led|held|produced|published|trained|designed"
    r"|created|developed)(?: (?:online|in-house|on site|jointly))? by"
    r"(?: the)?:? " + NAME,
    re.IGNORECASE,
)
MADE: Final = re.compile(r"(?:produced|published|designed|created|developed)\b", re.IGNORECASE)
"""Who made the course is not always who gave it."""
PART: Final = re.compile(
    r"(?:school|faculty|department|division) of\b"
    r"|.*\b(?:division|department|faculty)$|(?:training|limited|ltd|services|group|media)\b"
)
"""Of an organisation whose name is not there: "School of Engineering", "Training Pty Ltd"."""
WITH: Final = re.compile(
    r"\b(?:course|training|programme|workshop|session|seminar|webinar)s? (?:with|by)(?: the)? "
    + NAME,
    re.IGNORECASE,
)
NAME_ALONE: Final = re.compile(NAME)
NO_LONGER: Final = re.compile(r",? (?:in|on|at|with|as|under|by|via)\b")
BY_AT_ALL: Final = re.compile(r" (?:by|with)\b", re.IGNORECASE)
CERTIFIES: Final = re.compile(
    r"^(?:the |die |das |der |la |le |el )?"
    + NAME
    + r",? (?:hereby |herewith )?(?:certif(?:y|ies)|confirms?|attests?"
    r"|bescheinigt|bestätigt|certifie|atteste|certifica|zaświadcza|declares?"
    r"|is pleased to (?:confirm|certify|present|award)|has awarded|awards)\b",
    re.IGNORECASE,
)
CERTIFYING: Final = re.compile(r"certif|confirm|award|attest|besch|bestä|zaświad|declare")
COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[ ©]*(?:(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,? )?(?:by )?" + NAME
    + r"|" + NAME.replace("?P<name>", "?P<before>") + r" (?:©|\(c\) )",
    re.IGNORECASE,
)  # fmt: skip
REGISTERED: Final = re.compile(
    r"^" + NAME + r"(?:,? (?:is )?(?:a )?(?:company )?(?:registered|incorporated|trading as)\b"
    r"|[ ,.|·•-]+(?:registered (?:in|office|charity|company)|company (?:no|number|reg)"
    r"|reg(?:d|istration)?\.? (?:no|office)|vat (?:no|reg)|charity (?:no|number)))",
    re.IGNORECASE,
)
REGISTRY: Final = re.compile(r"reg(?:ist|[d. ])|incorporated|trading as|company|charity|vat ")
SIGNED_FOR: Final = re.compile(
    r"(?:^|[,.] )(?:signed )?(?:for and on behalf of|on behalf of|signed for|for)"
    r" (?:the )?" + NAME,
    re.IGNORECASE,
)
ASIDE: Final = re.compile(
    r"\b(?:accredit\w*|approved|endorsed|validated|recogni[sz]ed|certified|regulated|assured"
    r"|powered|sponsored|supported|funded|member(?:ship)?(?: of)?|association with|partnership with"
    r"|collaboration with|partners?|licen[sc]ed|platform|software|generated|printed|employ\w*"
    r"|venue|held at|hosted at|location|works? (?:at|for)|behalf of its|examined|moderated"
    r"|affiliated|registered with|part of|on behalf of your|client|customer|learning management"
    r"|lms|patron\w*|supporter)\b"
)
ASIDE_ENDS: Final = re.compile(ASIDE.pattern + r"(?: (?:as|by|with|of|to|the|and))*\W*$")
AT: Final = re.compile(r"(?:held |hosted |taken |was )?(?:at|in)(?: the)?:?")
ACCREDITING: Final = re.compile(
    r"\b(?:accredit\w*|certification service|standards office|awarding|approved|quality mark"
    r"|member|partner|authorised|centre (?:no|number)|cpd (?:member|provider|certified)"
    r"|powered|lms|platform|portal)\b"
)
SENDER: Final = re.compile(
    r"^(?:from:? *)?(?P<name>[^<>@:]{3,60}?) *<[^<>@\s]{1,64}@[^<>\s]{3,80}>$", re.I
)
TO: Final = re.compile(r"(?:to|b?cc)[: ]", re.IGNORECASE)
HOST: Final = re.compile(r"(?:@|https?://|www\.|\b)((?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,12})\b")
LEGAL: Final = re.compile(
    r"[ ,]+(?:ltd|limited|llp|plc|inc|gmbh|ag|cic|s\.?a\.?r?\.?l|s\.?p\.?a|b\.?v|sp\. z o\.o)\.?$"
)
ADDRESS: Final = re.compile(
    r"\b(?:street|road|lane|avenue|approach|unit \d|suite|floor|tel|email|fax|po box|page)\b"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|@|\d{5}|www\.|\.(?:com|org|example|co\.uk|net)\b",
    re.IGNORECASE,
)
NOT_ONE: Final = re.compile(
    r"\b(?:course|certificate|attended|completed|this|that|has|have|was|were|is|are|you|your|thank"
    r"|thanks|welcome|congratulations|well done|inbox|message|level \d|module|on|for completing"
    r"|evening|event|annual|advanced|introduction|introductory|awareness|signed|page|scan|date"
    r"|name|hours?|form|rev|bescheinigt|bestätigt|certifie[sd]?|certify|confirms?|celebrates?"
    r"|presents?|zaświadcza|certifica|atteste|hereby)\b|[!?;:]|\d{3,}|\*"
)
SENTENCE_ENDS: Final = re.compile(r"(?<=[^\W\d_]{4})\.(?= |$)")
ABBREVIATED: Final = re.compile(
    r"(?:\b\w\. ?){2,}$|\b(?:Pvt|Pty|Co)\.,? (?:Ltd|Inc)\.$|\b(?:Coop|Inc|Corp|Bhd|Co)\.$"
    r"|\be\. ?V\.$|\bo\. ?o\.$",
    re.IGNORECASE,
)
PARTED: Final = re.compile(r"\s+[–—|·•]\s+|\s+-\s+")
SMALL: Final = frozenset(
    ["of", "and", "for", "the", "&", "de", "der", "für", "und", "et", "y", "di", "del", "des", "la"]
)
OF_ITS_NAME: Final = re.compile(
    r"\b(?:institut\w*|centre|center|council|society|association|academy|foundation|school|board"
    r"|college|faculty|federation|agency|department|trust)$"
)
JOINT: Final = re.compile(
    r"\b(?:in (?:association|partnership|conjunction|collaboration)|on behalf of|trading as|t/a"
    r"|part of|together with|supported by|powered by)\b|\s[-–—|/·]\s",
    re.IGNORECASE,
)
"""Between the names of two that had to do with it."""
JOINT_BEHIND: Final = re.compile(
    r",? (?:in (?:association|partnership|conjunction|collaboration)|on behalf of|trading as|t/a"
    r"|part of|together with|and|&) (?=\S)",
    re.IGNORECASE,
)


_MARKS: Final = re.compile(r"^(?:[^\w\s&(]\s+)+(?=\w)")
"""Of a logo that stands before a name: "✓ TickBox Learning"."""


def core(name: str) -> str:
    """A name as it is compared: without "the", and without what kind of company it is."""
    return LEGAL.sub("", folded(name).removeprefix("the ")).strip(" .,")


_FORMS_WORDS: Final = (
    "ltd limited llp llc plc inc incorporated gmbh ag cic pty sarl sa spa bv the company co corp sp"
    " z o e v"
)
_FORMS: Final = frozenset(_FORMS_WORDS.split())


def names_nobody(name: str) -> bool:
    """Whether it says what kind of company it is, and no more: "Inc.", "Pty Ltd"."""
    return all(one in _FORMS for one in re.findall(r"\w+", folded(name).replace(".", "")))


def cleaned(text: str) -> str:
    """The name alone, without what kind of page it stands on: "Example Ltd - Training record"."""
    text = _MARKS.sub("", text)
    name, mark, kind = text.rpartition(" - ")
    text = name if mark and names.is_heading(kind) else text
    first, *rest = PARTED.split(text)
    if names.is_organisation(first) and not any(map(names.is_organisation, rest)):
        text = first
    return without_stop(text.strip(" ,:;|*–-")).removesuffix(" presents").strip()


def without_address(text: str) -> str:
    """The name alone, where a comma and its address follow."""
    name, comma, rest = text.partition(",")
    located = any(map(str.isdigit, rest)) or ADDRESS.search(rest) is not None or len(text) > 60
    return name if comma and located and names.is_organisation(name) else text


def without_stop(text: str) -> str:
    """Without a full stop at its end, unless that is an abbreviation's: "W.L.L.", "S. Coop."."""
    if not text.rstrip().endswith("."):
        return text.strip(" .")
    return text if ABBREVIATED.search(text) else text.strip(" .")
