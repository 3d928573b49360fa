"""Finds plates as they are typed on a phone; the forms that are on the car are in `marks`."""

import re
from collections.abc import Iterator
from typing import Final

from bot.conversation.identifiers.districts import AUSTRIAN, GERMAN
from bot.conversation.identifiers.given_names import GIVEN
from bot.conversation.identifiers.ordinary_words import ORDINARY

_NO_PAIR_WORDS: Final = """
ac ad ah am an as at ax bm by cc cl cm co cp cv db dc de do dr ed eg el em en er et eu ev ex fe fy
gm go ha hd he hp hr hv kg km kv kw la le lh ma me mg mk ml mm mr ms mv my nd nm no nr of oh ok on
or ox pc pm pp pt rd re rh se sn so st sw th to tp uk um un up us ve vs vw wd we wh wk ya ye yo yr
"""
_NO_PAIR: Final = frozenset(_NO_PAIR_WORDS.split())
"""Words and units that stand before a number: "at 40 mph"."""

_NO_ENDING_WORDS: Final = """
abs acc ace ack act add ado age ago ags ale all alt alu amb amg amp and ann any app apr aps arc
are arm art ash ask ass ate atf aug aux avg avs awd awe awr axe aye bac bad bag ban bar bat bay
bed bee beg ben bet bms bmu bmw bob boc bog bow box boy bro bsc bsp bud bug bus but buy bye cab
cad cal can cap car cat ccs cdl cel ceo cfo cmd cme cnc cng cob cod cog com con cop cos cot cow
coz cpd cry csv cub cue cup cut cvt dab dac dad dam dan day dct dec deg del den dev dew doc dog
dot dpf dry dsg dtc dts due dug duo dvd dvr dye ear eat ebs ech ecm ecr ecu eds eec eff egg ego
egr elf ems end eng epb eps era esc eso esp etc eve evo evs eye fab fan far fat fax feb fed fee
few flu fly foe fog for fox fry fun fwd gal gap gas gel gen get glh god got gpf gps gsf gsm gtd
gte gum gun gut guy gym had ham has hat hay hen her hev hex hey hgv hop hot how hrs hse hub hug
hut jab jam jan jar jaw jet job jog joy jpg jtd jul jun keg ken key kgs kms kva kwh lab lad lap
law lay lbs lcv led lee leg let lev lez lms log lot low lpg ltd ltr lux mac mad man map mar mat
max may mbs mcs mcu men met mev mob mod mom mon mop mot mpg mph mpv msd mth mud mug mum nag nah
nap nav net new nor not nov now nut oak oar obd odd off ohm okr old one opt org our out owe own
pad pal pan pat pay pcb pcm pcp pcs pdf pea peg pen per pet phd phr plc pls plz pop pot ppl ppm
pre pro pts pub pum pun put pvc rag ram ran rat raw ray rca rcb rcd rec red ref reg rep rev rob
rod rot row rpm rub rug rum run rwd sad sae sat saw say sbs sds sea sec see sep set she shy sky
sme sob soc sod soh son soz spa spf spy srs ssd std sub sue sum sun sup sus suv tab tag tan tap
tar tax tbh tce tcs tct tdc tea tec ted tel ten tfs the thp thr thu thx toe tom ton too top tow
toy tps try ttl tub tue tug tun two txt tyr ulz ups usb use uvs vac vag van vat vdc vdo vet vhc
vnt vol vow vrm vsc vss vvt wad wag war was wax way web wed wet who why won wow wry www yap yeh
yep yes yet you yrs zoe zoo
"""
_NO_ENDING: Final = frozenset(_NO_ENDING_WORDS.split())
"""Words, units and the trade's short names that stand behind a number: "EV12 DPF"."""

_UNSAID_WORDS: Final = """
bhp bps btw cls cms crd crs cts dct dsg ftp gbs ghz gls hgv hss hvs kbs khz kmh kph kwp lbf lcv lgv
lmk ltr mbs mcb mcv mgv mhz mls mms mtr mth nms phv pkt pks ppl prs psi psv pts rpm sqm thx
tmw tpm vts wks wlt wts yds
"""
_UNSAID: Final = frozenset(_UNSAID_WORDS.split())
"""Units and short names without a vowel."""
_VOWEL: Final = re.compile("[aeiou]")

_MODEL: Final = re.compile(r"(?:xc[4679]0|cx[3-9]0|mx30|bt50)\b", re.IGNORECASE)
_PAIR: Final = r"([a-hj-pr-y]{2})( ?-? ?|[./,])\d\d"
_YEAR_LETTER: Final = r"[a-hj-npr-tv-y]\d{3}"
_TYPED: Final = re.compile(
    rf"\b(?:{_PAIR}|{_YEAR_LETTER})(?: ?-? ?|[./,])([a-hj-pr-z]{{3}})\b", re.IGNORECASE
)
_YEAR_FIRST: Final = re.compile(
    r"\b(?:[A-HJ-NPR-TV-Y] \d{1,3} ([A-HJ-PR-Z]{3})|[b-hj-npr-tv-y] \d{2,3} ([a-hj-pr-z]{3})"
    r"|[A-HJ-NPR-TV-Y]([.-])\d{2,3}\3([A-HJ-PR-Z]{3})|[a-hj-npr-tv-y]([.-])\d{3}\5([a-hj-pr-z]{3}))\b"
)
_YEAR_LAST: Final = re.compile(
    r"\b([a-hj-pr-z]{3})[ -]?(\d{3})([a-hj-npr-tv-y])\b"
    r"|\b([A-HJ-PR-Z]{3})-(\d{3})([A-HJ-NPR-TV-Y])\b"
)
"""The forms of 1963 and of 1983, with each group by itself or in small letters."""
_ALONE: Final = re.compile(
    r"(?:(?<![^\n.,;:(])|(?<=[\n.,;:(] ))([a-hj-npr-tv-y]\d{1,3}|[b-hj-npr-tv-y] \d{1,3})"
    r" ([a-hj-pr-z]{3})(?= ?(?:[\n.,;:)]|$))"
)
"""What may be a car's model in a sentence, and is a plate where nothing else stands beside it."""
_CARS_WORDS: Final = """
amg bmw cdi cla clk cls crd dcb dci ddi eqa eqb eqc eqe eqs err exe gla glb glc gle glk gls gsi gti
hdi hsk htr jct kia mcb ntg psu slc slk slr spd sri tdi tfs trx tsi vrs vtr vts xlt
"""
_CARS: Final = frozenset(_CARS_WORDS.split())
_VOLTS: Final = frozenset({"110", "115", "120", "230", "240", "380", "400", "415", "480", "800"})
_IRISH: Final = re.compile(
    r"\b([A-Z](?:[A-Z]Z|I[ABGJLW]|[JOUX]I))[ -]?(\d{1,4})\b(?![.,:]\d| ?[%°])", re.IGNORECASE
)
"""Northern Ireland: of its two last letters one is an I or a Z."""
_NOT_IRISH_WORDS: Final = """
adz ail ami bib big biz coz daz dig doz fez fib fig gaz ghz gig hib jaz jib jig khz kia koi lez liz
loz mag mhz mia mig mil moz naz nib nil oil pig poi raz rib rig roz sia sig sil tia tig til via vig
viz whz wig wiz
"""
_NOT_IRISH: Final = frozenset(_NOT_IRISH_WORDS.split())
_CODE: Final = "[A-ZÄÖÜ]{1,3}"
_GERMAN: Final = re.compile(
    rf"\b(?:({_CODE})-([A-Z]{{1,2}})[ -]?([1-9]\d{{0,3}})"
    rf"|({_CODE}) ([A-Z]{{1,2}}) ?([1-9]\d{{1,3}}))"
    r"(?:[EH]\b|\b)(?![.,:-]\d| ?[%°])",
    re.IGNORECASE,
)
_GLUED_GERMAN: Final = re.compile(r"\b([A-ZÄÖÜ]{4,5})[1-9]\d{2,3}[EH]?\b")
_SERIES: Final = frozenset({"indg", "isbn", "issn", "iata", "lolr", "puwer", "rams"})
"""Before the number of a leaflet or a book."""
_AUSTRIAN: Final = re.compile(r"\b([A-Z]{1,2})([ -])(\d{3,5}) ?[A-Z]{1,3}\b")
_NAMED_GERMAN: Final = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|number|plate|mark))?|(?:number ?)?plate|vrm|vrn"
    r"|(?:kfz-?)?kennzeichen|kfz|nummernschild)[.:=-]? (?:no\.? |was |is |of |ist |war )??"
    rf"(({_CODE})[ -]?([A-Z]{{1,2}})[ -]?[1-9]\d{{0,3}}[EH]?)\b",
    re.IGNORECASE,
)
_NO_GERMAN_PAIR_WORDS: Final = """
ac am an as at be bi bk by cd da dc dm do ed en er ev fi go he hi hs hv id if im in ip is it iv la
le li lo lv ma me mg mh mk my no nr of off ok on or os pa pc ph po re rs so st tf th ti to tv tx up
us ve vi vs we xs zr zs zt
"""
_NO_GERMAN_PAIR: Final = frozenset(_NO_GERMAN_PAIR_WORDS.split())

_PAIRS: Final = re.compile(r"\b([A-Z]{2})([ -]?)\d{3}\2([A-Z]{2})\b|\b[a-z]{2}-\d{3}-[a-z]{2}\b")
"""France and Italy."""
_OTHERS: Final = re.compile(
    r"\b(?:[A-Z]{2}Z\d{4}"  # Northern Ireland
    r"|[12]\d[12] ?(?:C[ENW]?|DL?|G|K[EKY]|L[DHKMS]?|M[HNO]|OY|RN|SO|T[NS]?|W[DHWX]?)"  # Ireland
    r" ?\d{3,6})\b"
)


def typed_plates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of plates in any case, with spaces or hyphens between their groups.

    A pair of letters that is a word or a unit does not stand alone before figures, and no group of
    three letters is a word.
    """
    for found in _TYPED.finditer(text):
        pair, apart, ending = found.groups()
        low = ending.lower()
        sayable = low in _UNSAID or _VOWEL.search(low)
        alone = bool(apart) and pair.lower() in _NO_PAIR and sayable
        if not (alone or low in _NO_ENDING or _MODEL.match(found[0])):
            yield found.span()
    for found in _PAIRS.finditer(text):
        if not any(pair and pair.lower() in _NO_PAIR for pair in (found[1], found[3])):
            yield found.span()
    for found in _OTHERS.finditer(text):
        yield found.span()
    yield from _older(text)
    yield from _irish(text)
    yield from _german(text)


def named_plates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of German plates behind the word for a plate, in any case. A word between them that
    is a district too is taken for one.
    """
    for named in _NAMED_GERMAN.finditer(text):
        pair = named[3].lower()
        sure = named[1].isupper() or pair not in _NO_GERMAN_PAIR
        if named[2].lower() in GERMAN and sure:
            yield named.span(1)


def _older(text: str) -> Iterator[tuple[int, int]]:
    for found in _YEAR_FIRST.finditer(text):
        if not _is_word((found[1] or found[2] or found[4] or found[6]).lower()):
            yield found.span()
    for found in _YEAR_LAST.finditer(text):
        letters, figures, year = found.groups()[:3] if found[1] else found.groups()[3:]
        volts = figures in _VOLTS and year in "avwAVW"
        if not (volts or _is_word(letters.lower())):
            yield found.span()
    for found in _ALONE.finditer(text):
        if not _is_word(found[2]):
            yield found.span()


def _is_word(three: str) -> bool:
    return three in _NO_ENDING or three in _UNSAID or three in _CARS or three in ORDINARY


def _irish(text: str) -> Iterator[tuple[int, int]]:
    for found in _IRISH.finditer(text):
        letters, figures = found.groups()
        low = letters.lower()
        some = len(figures) > 1 or letters.isupper()
        if some and low not in _NOT_IRISH and low not in ORDINARY and low not in GIVEN:
            yield found.span()


def _german(text: str) -> Iterator[tuple[int, int]]:
    for found in _GERMAN.finditer(text):
        hyphen = found[1] is not None
        code, pair, figures = found.groups()[:3] if hyphen else found.groups()[3:]
        if _is_german(code, pair, figures, hyphen=hyphen):
            yield found.span()
    for found in _GLUED_GERMAN.finditer(text):
        low = found[1].lower()
        if low[:-2] in GERMAN and not (low in ORDINARY or low in GIVEN or low in _SERIES):
            yield found.span()
    for found in _AUSTRIAN.finditer(text):
        code, apart, figures = found.groups()
        if code.lower() in AUSTRIAN and (len(code) > 1 or (apart == "-" and len(figures) > 3)):
            yield found.span()


def _is_german(code: str, pair: str, figures: str, *, hyphen: bool) -> bool:
    low, two = code.lower(), pair.lower()
    if low not in GERMAN or two in _NO_GERMAN_PAIR:
        return False
    if code.isupper() and pair.isupper():
        return hyphen or (len(low + two) > 2 and low not in ORDINARY)
    return hyphen and len(figures) > 2 and len(low + two) > 2 and (code + pair).islower()
