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
    r"<(?:https?://)[^<>\s]{1,3000}(?:\|[^<>]{0,500})?>|https?://[^\s<>\"|]{1,3000}"
    r"|\bwww\.[^\s<>\"|]{3,300}",
    re.IGNORECASE,
)
A_PLATE: Final = re.compile(PLATE)
A_VIN: Final = re.compile(VIN)
AN_EMAIL: Final = re.compile(EMAIL)
_VIN_SIGN: Final = r"[A-HJ-NPR-Z\d]"
_GROUPED_VIN: Final = (
    rf"(?=(?:[\d -]*[A-Z]){{3}})(?={_VIN_SIGN}+(?:[ -]{_VIN_SIGN}+){{1,6}}(?![\w-]))"
    rf"(?=\d{{0,2}}[A-Z]){_VIN_SIGN}{{3}}(?:[ -]?{_VIN_SIGN}){{10}}(?:[ -]?\d){{4}}(?![\w-])"
)
GROUPED_VIN: Final = re.compile(rf"(?<![\w-]){_GROUPED_VIN}|(?i:(?<=\bvin ){_GROUPED_VIN})")
"""A VIN in groups, which ends in four digits: in capitals, or in either case behind its name."""
BARE_LINK: Final = re.compile(
    r"(?<![\w@./-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,4}"
    r"(?:com|org|net|info|biz|edu|gov|uk|ie|eu|de|fr|nl|be|es|it|io|app|dev|co)"
    r"/[^\s<>\"|]{1,3000}",
    re.IGNORECASE,
)
"""A link without its scheme: a host with an ending that is no word, and a path."""
_DOT: Final = r"(?: ?[(\[]dot[)\]] ?| dot )"
_ENDING: Final = r"(?:com|org|net|info|biz|edu|gov|uk|ie|eu|de|fr|nl)\b"
_LOCAL: Final = rf"(?<![\w.+-])[\w+-]{{1,64}}(?:(?:\.|{_DOT})[\w+-]{{1,64}}){{0,3}}"
SPELT_EMAIL: Final = re.compile(
    rf"{_LOCAL} ?[(\[]at[)\]] ?[\w-]{{1,63}}(?:(?:\.|{_DOT})[\w-]{{1,63}}){{0,3}}"
    rf"(?:\.|{_DOT}){_ENDING}"
    rf"|{_LOCAL} at [\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}{_ENDING}",
    re.IGNORECASE,
)
"""An address with its signs in words. A bare " at " counts only before a dot in words."""
NAMED_PLATE: Final = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|number|plate|mark))?|vrm|vrn|number ?plate|plate)[.:]?"
    r" (?:no\.? |was |is |of )?((?=[A-Za-z -]*\d)(?=[\d -]*[A-Za-z])[A-Za-z\d]{1,7}"
    r"(?:[ -](?=[A-Z\d -]*\d|[A-Z]{3}\b)[A-Z\d]{1,5})?)(?![\w-])",
    re.IGNORECASE,
)
"""A plate of any form, behind the word for it."""
MAYBE_PHONE: Final = re.compile(r"(?<![\w.,])(?:\+|\(?0|\d)[\d ().\-/]{6,22}\d(?!\w)")
A_DATE: Final = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
