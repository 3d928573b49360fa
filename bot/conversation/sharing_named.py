"""Reads with whom a member wants to share what, or does not: "share my record of the brake overhaul
with @Ben", "my manager wants me to share my log with Ben", "never share my record with Ben".

Only a message that is nothing else is one, so that no account is taken for it.
"""

import re
from typing import Final, Literal, NamedTuple

from bot.conversation.asking.words import word_set
from bot.conversation.text import READ_LIMIT, seen

SharingTold = Literal["share", "wanted", "never"]


class SharingNamed(NamedTuple):
    """What a message says of sharing: to share, that somebody wants it to be, or that nothing is
    to be. `whom` are Slack ids or a name, "" where they are no name ("my boss"); `what` words of an
    entry, "" for the record. `noun`: it is called a record, a log or an entry. `until` are the
    words that say for how long.
    """

    told: SharingTold
    whom: str = ""
    what: str = ""
    noun: bool = True
    until: str = ""


_MENTION: Final = re.compile(
    r"<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>(?!['\N{RIGHT SINGLE QUOTATION MARK}]s)"
)
_RECORD: Final = (
    r"(?:records?|log|logs|logbook|log book|cpd|portfolio|history|entries|training record|"
    r"everything|data)"
)
_ONE: Final = r"(?:records?|log|entry|note|write ?up|card|one)"
_FULL: Final = r"(?:(?:whole|full|entire|complete|cpd|training|learning|own|professional) )*"
_WHOM: Final = (
    r"(?P<whom>@\d(?: ?(?:and|&|,|\+) ?@\d)*|(?:my|the|our) (?:line |team )?(?:manager|boss|gaffer|"
    r"supervisor|foreman|team leader|lead|tutor|assessor|trainer|mentor|employer)|him|her|them|"
    r"[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,2}?)"
)
_WHAT: Final = (
    rf"(?:(?:all )?(?:of )?(?:my|the) {_FULL}(?P<record>{_RECORD})|(?:my|the|that|this) {_FULL}"
    rf"(?P<noun>{_ONE}) (?:of|for|on|about|from) (?:the |my |that )?(?P<of>[^,.;:!?]{{2,60}}?)|"
    rf"(?:(?:my|the|that) )?(?P<named>[^,.;:!?]{{2,60}}?)(?P<one> {_ONE})?)"
)
_LEAD: Final = (
    r"(?:(?:hi|hello|hey|ok|okay|so|please|pls|plz|can you|could you|can u|will you|would you|can "
    r"i|id like to|i would like to|i want to|i wanna|i need to|i have to|ive got to|i must|lets|"
    r"just|now|you to|also|go on) )*"
)
_ASKS: Final = (
    r"(?:(?P<asker>(?!(?:i|we|you|id|ill|please|do|dont|never) )"
    r"(?:my |the |our )?[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*)?|@\d) (?:has |have |s |just |"
    r"also )?(?:wants?|wanted|asked|asks|told|tells|needs?|expects?|said|says|likes?|would like|"
    r"keeps asking)(?: for)? (?:me |i |us )?(?:to|should|must) )?"
)
_NEVER: Final = (
    r"(?P<never>(?:(?:please|pls|you|i|we|id|ill|will|would|must|should|shall|to|really|make sure "
    r"you|make sure|ever) )*(?:never|dont|do not|mustnt|must not|shouldnt|should not|wont|will not|"
    r"not)(?: (?:ever|want|wish|you|me|to|like|going|gonna|anyone|anybody|let you))* )?"
)
_SHARE: Final = r"(?:share|shre|shar|sahre|shair|hsare)"
_SEND: Final = r"(?:send|show|email|e-mail|mail|forward|give|hand)"
_TAIL: Final = (
    r"(?P<until>(?: (?:for|until|till|til|untill) [^,.;:!?]{1,30}?)?)(?: (?:please|pls|plz|thanks|"
    r"thank you|ta|cheers|mate|any ?more|ever|again|today|now|too|as well|yet|ok|okay))*"
)
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_LEAD}{_ASKS}{_NEVER}{_LEAD}{_SHARE} {_WHAT} (?:with|w/|to|wiht|wit) {_WHOM}{_TAIL}",
        rf"{_LEAD}{_ASKS}{_NEVER}{_LEAD}(?P<sends>{_SEND}|export|print|download) {_WHAT} "
        rf"(?:with|to|for|over to|off to) {_WHOM}{_TAIL}",
        rf"{_LEAD}{_ASKS}{_NEVER}{_LEAD}(?P<sends>{_SEND}) {_WHOM} {_WHAT}{_TAIL}",
        rf"{_LEAD}{_ASKS}{_NEVER}{_LEAD}let {_WHOM} (?:see|read|have|look at|have a look at) "
        rf"{_WHAT}{_TAIL}",
        rf"{_LEAD}(?P<wants>){_WHOM} (?:has |s |just )?(?:wants?|wanted|needs?|asked|asks|asking|"
        rf"would like|is after)(?: for)?(?: to (?:see|read|have|get|look at))? {_WHAT}{_TAIL}",
    )
)
_ANYTHING: Final = re.compile(
    rf"{_LEAD}{_ASKS}{_NEVER}{_SHARE} (?:anything|nothing|any of it|it|this|that|{_WHAT})"
    rf"(?: (?:with|to) {_WHOM})?{_TAIL}"
)
_NO_NAME: Final = word_set(
    "a an all and any anybody anyone body both cmi customer customers dvsa each email everybody "
    "everyone excel file he her here hers him his i imi it its lads load me mine my myself nobody "
    "nothing one other others our ours paper pc pdf people phone print printer she some somebody "
    "someone spreadsheet team that the their them themselves these they this those to us we what "
    "who whole with word work year you your institute techsafe csv address in on at of for from "
    "new old last next cycle audit appraisal review record records log"
)
_ROLE: Final = re.compile(
    r"(?:my|the|our) (?:(?:new|old|line|team) )*(?:manager|boss|gaffer|supervisor|foreman|team "
    r"leader|lead|tutor|assessor|trainer|mentor|employer|lads|team|guys|mate|mates|apprentice)"
)
"""Somebody who is called by no name."""

_NO_RECORD: Final = re.compile(r"\b(?:load|lift|password|tools?|findings|what i)\b")


def sharing_named(text: str) -> SharingNamed | None:
    """What a message says of sharing, if it says nothing else."""
    said, mentions = with_marks(text[:READ_LIMIT])
    words = words_as_read(said)
    low = words.lower()
    for form in _FORMS:
        found = form.fullmatch(low)
        if found is not None and not _NO_RECORD.search(low):
            told = _told(found, words, mentions)
            if told is not None:
                return told
    found = _ANYTHING.fullmatch(low)
    if found is not None and found["never"] and not _NO_RECORD.search(low):
        return SharingNamed("never")
    return None


def mentioned(text: str) -> tuple[str, ...]:
    """The Slack ids that a message mentions, each once; what is somebody's is not they."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def with_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with "@0" and so on in the place of mentions."""
    ids = mentioned(text)[:9]
    return _MENTION.sub(lambda one: f"@{ids.index(one[1])}" if one[1] in ids else one[0], text), ids


def words_as_read(said: str) -> str:
    """As they are read: without quotes and marks at the end."""
    plain = seen(said).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = re.sub(r"(?<=\w)'(?=(?:t|ve|re|ll|d|m|s)\b)", "", plain)
    return " ".join(plain.replace("!", " ").replace(",", " ").split()).strip(" .?-")


def _told(found: re.Match[str], words: str, mentions: tuple[str, ...]) -> SharingNamed | None:
    groups = found.groupdict()
    whom = _person(words[slice(*found.span("whom"))], groups.get("asker"), mentions)
    if whom is None:
        return None
    if groups.get("never"):
        return SharingNamed("never", whom)
    wanted = groups.get("asker") or groups.get("sends") or "wants" in groups
    told: SharingTold = "wanted" if wanted else "share"
    what = groups["of"] or groups["named"] or ""
    noun = bool(groups["record"] or groups["noun"] or groups["one"])
    if not noun and (wanted or not whom or what.split()[:1] == ["me"]):
        return None
    return SharingNamed(told, whom, what.strip(), noun, (groups["until"] or "").strip())


def _person(named: str, asker: str | None, mentions: tuple[str, ...]) -> str | None:
    """Slack ids or a name; "" for somebody who is called by no name; None where it is nobody."""
    marks = re.findall(r"@(\d)", named)
    if marks:
        return " ".join(mentions[int(one)] for one in marks if int(one) < len(mentions))
    low = named.lower()
    if low in ("him", "her", "them") and asker:
        return _person(asker, None, mentions)
    if low in ("him", "her", "them") or _ROLE.fullmatch(low):
        return ""
    if any(word in _NO_NAME for word in low.split()):
        return None
    return named
