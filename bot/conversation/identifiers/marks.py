"""Patterns of what tells of one car or one line by its form: plates, VINs, addresses, ids, links.

Titles use the same patterns for every message, so none of them may be slow.
"""

import re
from typing import Final

_FREQUENT: Final = (
    "all|and|any|are|bay|but|can|car|day|did|for|get|got|had|has|her|him|his|how|its|job|may|new|not"
    "|now|off|old|one|our|out|per|she|the|too|two|use|van|via|was|way|who|why|with|yes|you"
)
_MODELS: Final = "xc[4679]0|cx[3-9]0|mx30|bt50"

UK_PLATE: Final = (
    rf"\b(?!(?i:{_MODELS})\b)(?:[A-Z]{{2}} ?\d\d[ -]?[A-Z]{{3}}"
    rf"|[a-z]{{2}}\d\d ?(?!(?:{_FREQUENT})\b)[a-z]{{3}}"
    r"|[A-Z]{2}\d\d[a-z]{3}"
    r"|[A-Z]\d{1,3} [A-Z]{3}|[A-HJ-NP-Y]\d{1,3}[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Y])\b"
)
"""The forms since 2001 in either case, and since 1963 in capital letters."""
_OTHER_PLATE: Final = (
    r"\b(?:[A-Z]{2}-\d{3}-[A-Z]{2}"  # France, Italy
    r"|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{2,4}[EH]?|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}\d{3,4}[EH]?"  # Germany
    r"|\d{2,3}-[A-Z]{1,2}-\d{1,6}"  # Ireland
    r"|\d-[A-Z]{3}-\d{3}"  # Belgium
    r"|\d\d-[A-Z]{2}-\d\d|[A-Z]{2}-\d\d-[A-Z]{2}|[A-Z]{1,2}-\d{3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{3}-\d"
    r"|[A-Z]I?[A-Z]Z \d{1,4})\b"  # Northern Ireland
)
PLATE: Final = f"{UK_PLATE}|{_OTHER_PLATE}"
VIN: Final = r"\b(?=[A-Za-z]*\d[A-Za-z]*\d)[A-HJ-NPR-Za-hj-npr-z\d]{17}\b"
EMAIL: Final = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,61}\w"
LONG_NUMBER: Final = r"(?<!\w)\+?\d[\d ]{8,14}\d\b"
"""What titles take for a phone number: they cannot afford to look closer."""
CUSTOMER: Final = r"(?:[Mm]rs?|Ms|[Mm]iss|[Mm]ister|Mx)\.? [A-Z][\w-]+"
"""A form of address with a name, as titles leave it out."""

SLACK: Final = re.compile(
    r"<[@#!][^<>\s][^<>]{0,200}>|\b[UWCDGT](?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,12}\b"
)
LINK: Final = re.compile(
    r"<([a-z][a-z\d+.-]{1,30}):[^<>\n]{1,3000}>|\b[a-z][a-z\d+.-]{1,30}: ?//[^\s<>\"|]{1,3000}"
    r"|\bwww\.[^\s<>\"|]{3,300}|\bhttps?:/{0,3} ?(?=[\w-]{1,63}\.\w)[^\s<>\"|]{3,3000}"
    r"|\b(mailto|skype):[^\s<>\"|]{3,3000}",
    re.IGNORECASE,
)
"""A link with its scheme. The first group is the scheme where Slack has marked it, the second where
it is one without slashes.
"""
A_PLATE: Final = re.compile(PLATE)
A_VIN: Final = re.compile(VIN)
AN_EMAIL: Final = re.compile(EMAIL)
GLUED_VIN: Final = re.compile(r"(?i:(?<=\bvin))[A-HJ-NPR-Za-hj-npr-z\d]{17}\b")
MISREAD_VIN: Final = re.compile(
    r"\b(?=(?:[a-z]{0,16}\d){5})(?=(?:\d{0,16}[a-z]){3})[a-z\d]{17}\b", re.IGNORECASE
)
"""A VIN in which letters that none has stand for figures."""
_VIN_SIGN: Final = r"[A-HJ-NPR-Z\d]"
_GROUPED_VIN: Final = (
    rf"(?=(?:[\d ./-]{{0,24}}[A-Z]){{3}})(?={_VIN_SIGN}+(?:[ ./-]{_VIN_SIGN}+){{1,6}}(?![\w-]))"
    rf"(?=\d{{0,2}}[A-Z]){_VIN_SIGN}{{3}}(?:[ ./-]?{_VIN_SIGN}){{10}}(?:[ ./-]?\d){{4}}(?![\w-])"
)
GROUPED_VIN: Final = re.compile(rf"(?<![\w-]){_GROUPED_VIN}")
"""A VIN in groups, which ends in four digits, in capitals."""
NAMED_VIN: Final = re.compile(
    rf"\b(?:vin|chassis)(?: no\.?| number| is| was)?[:.=]? ?({_GROUPED_VIN})", re.IGNORECASE
)
"""The same in either case, behind the word for it."""
HALVED_VIN: Final = re.compile(
    r"(?<![\w-])(?=[a-z]{2,13}\d[a-z\d]{0,12} [a-z]{0,4}\d{5,8}\b)"
    r"(?:[a-hj-npr-z\d] ?){16}\d\b",
    re.IGNORECASE,
)
"""A VIN in either case, with one space in it."""
_SURE_ENDINGS: Final = (
    "com|org|net|info|biz|edu|gov|int|mil|app|dev|xyz|online|site|shop|store|cloud|page|link|live"
    "|club|blog|news|tech|auto|autos|cars|garage|pro|wiki|chat|email|name|uk|ie|eu|de|fr|nl|es|pl"
    "|pt|ro|cz|sk|hu|gr|dk|se|fi|ch|lu|lt|lv|ee|bg|hr|si|ua|ru|tr|il|ae|za|ng|ke|jp|cn|hk|tw|kr|sg"
    "|au|nz|ca|mx|br|ar|io|co|ai|tv|cc|gg|ly|gl|gd|fm|im|sh|ws|vc|la"
)
_HOST: Final = r"(?=[\d.-]{0,20}[a-z])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,4}"
_UNITS: Final = "(?:kg|kw|km|nm|mm|ml|cm|bar|psi|kwh|min|max)"
_SHORT_LINKS: Final = (
    "wa.me|t.me|m.me|fb.me|paypal.me|monzo.me|signal.me|about.me|youtu.be|lnkd.in|aka.ms|is.gd"
    "|1drv.ms|we.tl"
)
BARE_LINK: Final = re.compile(
    r"(?<![\w@./-])(?:"
    rf"(?:{_SHORT_LINKS.replace('.', '[.]')})/[^\s<>\"|]{{1,3000}}"
    rf"|{_HOST}(?:{_SURE_ENDINGS})(?:(?::\d{{0,5}})?/[^\s<>\"|]|[?#]\w)[^\s<>\"|]{{0,3000}}"
    rf"|{_HOST}(?!{_UNITS}/)[a-z]{{2,12}}/(?=[^\s<>\"|]{{0,80}}[\d?=#&%~@])[^\s<>\"|/]"
    r"[^\s<>\"|]{3,3000}"
    r"|(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?/[^\s<>\"|]{1,3000}"
    r")",
    re.IGNORECASE,
)
"""A link without its scheme: a host and a path. Behind an ending that may be a word, which follows
a full stop without a space, the path has a sign that no word has.
"""
SPACED_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?: ?@[ \n]?|\n@)[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}"
    r"(?: ?[.,] ?(?:com|co\.uk|org|net)|\.(?:uk|ie|eu|de|fr|nl))\b",
    re.IGNORECASE,
)
"""An address that a phone's keyboard has put a space or a comma in."""
SHORT_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet"
    r"|protonmail|aol|msn)(?![\w.])",
    re.IGNORECASE,
)
"""An address whose ending goes without saying."""
_DOT: Final = r"(?: ?[(\[]dot[)\]] ?| dot )"
_ENDING: Final = r"(?:com|org|net|info|biz|edu|gov|uk|ie|eu|de|fr|nl)\b"
_LOCAL: Final = rf"(?<![\w.+-])[\w+-]{{1,64}}(?:(?:\.|{_DOT})[\w+-]{{1,64}}){{0,3}}"
SPELT_EMAIL: Final = re.compile(
    rf"{_LOCAL} ?[(\[{{<]at[)\]}}>] ?[\w-]{{1,63}}(?:(?:\.|{_DOT})[\w-]{{1,63}}){{0,3}}"
    rf"(?:\.|{_DOT}){_ENDING}"
    rf"|{_LOCAL} at [\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}{_ENDING}",
    re.IGNORECASE,
)
"""An address with its signs in words. A bare " at " counts only before a dot in words."""
_HOSTED: Final = (
    r"(?:(?:gmail|googlemail|hotmail|btinternet|icloud|protonmail)(?:\.| ?, ?| )"
    r"|(?:outlook|yahoo|live|aol|msn|gmx|virginmedia|ntlworld|talktalk|t-online|freenet)\.)"
    r"(?:com|co\.uk|net|org|de|fr|ie|at|ch|eu|it|es|nl|pl)|web\.de|proton\.me"
)
HOSTED_EMAIL: Final = re.compile(
    rf"(?<![\w.+@-])([\w+-][\w.+-]{{1,63}})(?: at)? (?:{_HOSTED})(?![\w.]\w)"
    r"|(?<![\w.+@-])([a-z][a-z\d]{0,30}[._][a-z]\w{0,30}) at"
    r" (?:gmail|googlemail|hotmail|btinternet|icloud|protonmail)(?![\w.]\w)",
    re.IGNORECASE,
)
"""An address of a common host, with "at" or nothing for its sign. The first group is whose it is:
one that is an ordinary word is nobody's."""
HALVED_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@ ?[a-z\d-]{1,30} [a-z\d-]{1,30}"
    r"\.(?:com|co\.uk|org|net|uk|ie|eu|de)\b"
    r"|(?<![\w.+-])[\w.+-]{1,64} ?@ ?(?:g|hot|bt|out|i) (?:mail|internet|look|cloud)"
    r"(?: ?[.,] ?(?:com|co\.uk|de|fr))?\b",
    re.IGNORECASE,
)
"""An address with a space in its host."""
NAMED_PLATE: Final = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|number|plate|mark))?|vrm|vrn|number ?plate|plate"
    r"|(?:kfz-?)?kennzeichen|kfz|nummernschild)"
    r"(?:[.:=-]? |[.:]\n|[:=])(?:no\.? |was |is |of )?"
    r"([A-Z]{1,3}[ -]\d{1,4}[ -][A-Z]{1,3}"
    r"|(?-i:[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,3}[ -]?\d{1,4}[EH]?)"
    r"|(?=[A-Za-z -]*\d)(?=[\d -]*[A-Za-z])[A-Za-z\d]{1,7}"
    r"(?:[ -](?=[A-Z\d -]*\d|[A-Z]{3}\b)[A-Z\d]{1,5})?)(?![\w-])",
    re.IGNORECASE,
)
"""A plate of any form, behind the word for it."""
