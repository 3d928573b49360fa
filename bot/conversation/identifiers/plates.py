"""Finds plates as they are typed on a phone; the forms that are on the car are in `marks`."""

import re
from collections.abc import Iterator
from typing import Final

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

_MODEL: Final = re.compile(r"(?:xc[4679]0|cx[3-9]0|mx30|bt50)\b", re.IGNORECASE)
_PAIR: Final = r"([a-hj-pr-y]{2})( ?-? ?|[./])\d\d"
_YEAR_LETTER: Final = r"[a-hj-npr-tv-y]\d{3}"
_TYPED: Final = re.compile(
    rf"\b(?:{_PAIR}|{_YEAR_LETTER})(?: ?-? ?|[./])([a-hj-pr-z]{{3}})\b", re.IGNORECASE
)
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
        alone = bool(apart) and pair.lower() in _NO_PAIR
        if not (alone or ending.lower() in _NO_ENDING or _MODEL.match(found[0])):
            yield found.span()
    for found in _PAIRS.finditer(text):
        if not any(pair and pair.lower() in _NO_PAIR for pair in (found[1], found[3])):
            yield found.span()
    for found in _OTHERS.finditer(text):
        yield found.span()
