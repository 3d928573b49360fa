"""Whether words on a certificate are the name of a person, of an organisation, or of the page."""

import re
from typing import Final

from bot.conversation.identifiers.given_names import GIVEN
from bot.conversation.identifiers.ordinary_words import ORDINARY
from bot.conversation.identifiers.surnames import SURNAMES
from bot.conversation.text import folded

_TITLES_WORDS: Final = (
    "mr mrs ms miss mx engr engineer arch arc barr chief alh alhaji hajia pharm surv qs d.ª d.º"
    " dª herrn"
    " pana dr doctor prof professor sir dame lord lady rev reverend eng ing herr frau"
    " mme mlle monsieur madame sr sra don doña dña dott dott.ssa sig sig.ra dipl.-ing dr.-ing inż"
    " mgr pan pani fr capt sgt cllr hon ir drs dhr mevr hr fru dkfm mag dipl ingénieur"
)
_TITLES: Final = frozenset(_TITLES_WORDS.split())
_TITLES_ONE: Final = frozenset({"m", "d", "h"})
"""Titles that are an initial as well: only with a full stop and two names behind."""
_LETTERS_WORDS: Final = (
    "ba bsc beng bed ma msc meng med mba mphil phd dphil edd md obe mbe cbe dl jp ceng ieng engtech"
    " fimeche mimeche miet fiet mimi fimi aae aaimi lcgi mcgi fcgi cmgr mcmi fcmi acmi mcipd fcipd"
    " assoccipd cert certed pgce hnd hnc rn rgn llb llm acca fcca aca fca cpa pmp prince2 cphys"
    " minstp mrsc cchem csci frs frsa mrics frics mciob miosh cmiosh gradiosh techiosh nebosh"
    " mirte firte cmiirsm fisoe misoe hons eur qtls tmiet grad.imi affimi amimi"
)
_LETTERS: Final = frozenset(_LETTERS_WORDS.split())
_PARTICLES_WORDS: Final = (
    "de da di du del della der den des dos das do van von vom zu zur ten ter te la le el al bin ibn"
    " binti bint abu y e i af av ap ab ferch mac mc ní ni nic ó ua of'"
)
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
_NO_NAME_WORDS: Final = (
    """
    a an and are as at be been by for from has have he her his i in is it its my of on or our she
    that the their these they this to was we were which with you your not no all any per via und der
    certificate certificates certified certification certify certifies attendance attended
    completion
    complete completed completes achievement achieved participation participant participants award
    awarded awards awarding diploma degree course courses training trained trainer trainee trainees
    workshop workshops webinar webinars seminar conference congress symposium event session sessions
    module modules unit units programme program level grade pass passed fail result results score
    mark marks credit credits point points hour hours minutes day days date dates issued issue valid
    until expiry expires expired expiration renewal refresher duration length number no ref
    reference
    name names title learner delegate candidate student holder tester operator instructor assessor
    tutor lecturer presenter speaker teacher examiner chair chairman director manager managing head
    president secretary registrar principal chief executive officer dean coordinator administrator
    supervisor signature signed sign signatory authorised authorized company employer employee
    organisation organization provider address email telephone phone tel website page copy total
    academy akademie academia accademia college university universität université universidad school
    institute institut instituto istituto society association centre center council guild foundation
    federation board trust group services service solutions consulting consultancy education
    learning limited ltd llp plc inc gmbh cic ag assessments assessment examinations formation
    zertifikat teilnahmebescheinigung bescheinigung attestation attestato certificado certyfikat
    durée duration dauer datum gültig bis valable
    safety health fire first aid emergency working work workplace manual handling awareness risk
    hazard hazards asbestos abrasive wheels wheel tyre tyres brake brakes fluid vehicle vehicles
    electric hybrid battery voltage systems system engine diagnostics diagnostic diagnosing
    diagnosis inspection maintenance repair repairs technician technicians mechanic service
    advanced basic basics introduction fundamentals foundation essentials principles practical
    theory methods skills skill management leadership leading business people team communication
    customer customers quality lean data protection security cyber information technology digital
    software online e-learning microsoft excel project planning change conflict coaching mentoring
    finance accounting law legal employment equality diversity inclusion gdpr mot adas hv ev
    steering suspension geometry paint painting plastic coating bonding windscreen glass air
    conditioning refrigerant gas f-gas welding electrical mechanical motor car cars truck trucks
    forklift lift lifts crane plant equipment machinery tools tool using use safe annual record
    statement transcript history register list report english german french spanish math maths
    advisor adviser technical engineer engineers engineering professional development cpd cme
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december spring summer autumn winter evening morning
    dear sir madam yours sincerely faithfully regards whom concern thank thanks well done hello hi
    verify verified verification code scan qr trained member membership card licence license
    road street lane avenue house park estate square building floor suite industrial
    united kingdom england scotland wales ireland london germany france spain italy poland usa
    """
)  # fmt: skip
_NO_NAME: Final = frozenset(_NO_NAME_WORDS.split())
_SURNAMES_WORDS: Final = (
    "page park law lane house street day marks wheeler chambers dean head mason winter summers"
    " motor carr gates stone bond french english german holder read reader glass"
)
_SURNAMES: Final = frozenset(_SURNAMES_WORDS.split())
"""Words of subjects that are surnames as well: behind a given name that is known."""
_SUBJECT_ENDS: Final = re.compile(
    r"(?:ing|ysis|eting|tion|tions|ment|ments|ance|ence|ics|ology|ship|ness|ity|ware|ance|ure|ism"
    r"|ical|ive"
    r"|ent|ery|graphy|ung|ungen|keit|heit|aire|ique|ción|zione)$"
)
_BEHIND: Final = re.compile(r"\s*(?:\([^()]{0,60}\)|<[^<>]{0,80}>)\s*$")
_IN_BRACKETS: Final = re.compile(r"\((mrs|mr|ms|dr|miss|engr|prof)\.?\)(?=\s)", re.IGNORECASE)
_NAME_WORD: Final = re.compile(
    r"[^\W\d_](?:[^\W\d_]|['’`ʼ](?=[^\W\d_])|-(?=[^\W\d_])|\.(?=$|-[^\W\d_]))*"
)
_ORGANISED: Final = re.compile(
    r"(?<![\w-])(?:ltd|limited|llp|plc|inc|gmbh|ag|a/s|cic|s\.?a\.?r?\.?l?|s\.?p\.?a|sp\. z o\.o"
    r"|b\.?v|academy|akademie|academia|accademia|akademia|college|collège|university|universität"
    r"|université|universidad|università|uniwersytet|school|institute|institut|instituto|istituto"
    r"|society|association|verband|centre|center|centro|centrum|zentrum|council|guild|awards"
    r"|assessments?|assessors|foundation|federation|trust|group|forum|circle|network"
    r"|company|alliance|union|collective|agency|department|ministry|bureau|chamber|authority"
    r"|confederation"
    r"|league|consortium|partnership|enterprises|educators|bodyshops|garages|pty|sons|e\. ?v"
    r"|services|solutions|consulting|consultancy|consultants|training|learning|education|events"
    r"|e-?learning|formation|formación|formazione|labs?|partners|solicitors|digital|motors|garages?"
    r"|coaches|automotive|refinish|international|polytechnic|faculty|board|club|hub|online|media"
    r"|publications|publishing|press|quarterly|monthly|journal|safety|rescue|lifting|managers"
    r"|technologies|bildungszentrum|schulung|[a-zäöü]*(?:zentrum|institut|akademie|schule))"
    r"(?![\w-])"
)
_ORGANISED_AT_ALL: Final = re.compile(
    _ORGANISED.pattern.removeprefix(r"(?<![\w-])").removesuffix(r"(?![\w-])")
)
_WEAK: Final = re.compile(
    r"(?<![\w-])(?:training|learning|education|e-?learning|safety|digital|online|media|events"
    r"|rescue"
    r"|services?|lifting|automotive|international|technologies|solutions|managers|formation|hub"
    r"|assessments?|coaches|partners|motors|network|group|forum|club|press|board|trust|awards"
    r"|labs?|union|company|partnership|authority|department|league|garages|bodyshops)"
    r"(?![\w-])"
)
"""Words that subjects bear as often."""
_COURSE: Final = re.compile(
    r"\b(?:annual|introduct\w+|level (?:\d|one|two|three)|20\d\d|awareness|courses?|advanced"
    r"|refresher|completed|attended|basics)\b"
)
_LEGAL: Final = re.compile(
    r"(?<![\w-])(?:ltd|limited|llp|plc|inc|gmbh|cic|pty|pvt|srl|e\. ?v|a/s|s\.?a\.?r\.?l"
    r"|s\.?p\.?a|sp\. z o\.o|b\.v)"
    r"(?![\w-])"
)
_DOCUMENT_WORDS: Final = (
    """
    certificate certificates certification e-certificate certificado certificat certyfikat
    zertifikat
    attestation attestato urkunde diploma diplom bescheinigung teilnahmebescheinigung
    teilnahmezertifikat nachweis zaświadczenie constancia bewijs bevis of attendance completion
    achievement participation training competence competency accomplishment recognition appreciation
    record statement result results course award cpd cme personal personnel official transcript
    academic professional development learning register history the a de di du da asistencia
    présence
    participación partecipazione formation aprovechamiento presenze to whom it may concern de
    réussite proof conduct learner's learner delegate confirmation letter notice skills card
    continuing education report summary attainment merit excellence structured verifiable fin
    uczestnictwa réussite
    ukończenia szkolenia o successful individual online e-learning statement-of-results your my
    toolbox talk operator card unit credit activity verification hours micro-credential
    """
)  # fmt: skip
_DOCUMENT: Final = frozenset(_DOCUMENT_WORDS.split())


_KIND: Final = re.compile(
    r"(?:e-?)?(?:certif|zertif|sertif|attest|diplom|dyplom|teilnahme|getuigschrift|tystysgrif|intyg"
    r"|kursbevi|zaświad|urkunde)\w*$"
)
"""What such a page is called, in many languages."""


def begins_as_document(text: str) -> bool:
    """Whether its first word is one that certificates are called: no organisation's name does."""
    first = re.match(r"[\w'’-]+", folded(text))
    return first is not None and _KIND.match(first[0]) is not None


def ends_as_document(text: str) -> bool:
    """Whether it is a heading with more words before it: "Structured CPD Certificate"."""
    words = re.findall(r"[\w'’-]+", folded(text))
    return bool(words) and _KIND.match(words[-1]) is not None


def is_heading(text: str) -> bool:
    """Whether the words say no more than what kind of page it is: "Certificate of Attendance"."""
    words = re.findall(r"[\w'’-]+", folded(text))
    return bool(words) and all(word in _DOCUMENT or _KIND.match(word) for word in words)


def is_organisation(text: str) -> bool:
    """Whether a word of it is one that organisations bear, and none that courses alone do."""
    low = folded(text)
    return len(text) <= 80 and _ORGANISED.search(low) is not None and not _COURSE.search(low)


def may_be_organisation(low: str) -> bool:
    """Whether folded words hold letters that organisations bear, wherever those begin and end."""
    return _ORGANISED_AT_ALL.search(low) is not None


def is_surely_organisation(text: str) -> bool:
    """Whether it is one by a word that subjects hardly bear: "Academy", "Ltd"."""
    return is_organisation(text) and _ORGANISED.search(_WEAK.sub(" ", folded(text))) is not None


def is_company(text: str) -> bool:
    """Whether it ends as a registered company's name does."""
    return len(text) <= 80 and _LEGAL.search(folded(text)) is not None


_ENDS_IN_INITIAL: Final = re.compile(r" [^\W\d_]\.$")


def person(text: str) -> str | None:
    """The name without titles and letters behind it; None where the words are no person's name.

    "WHITTLESEY, Amara Josephine" is put the right way round.
    """
    text = text.strip()[:120]
    if text.endswith((")", ">")):
        text = _BEHIND.sub("", text)
    whole = text = _IN_BRACKETS.sub(r"\1", text) if "(" in text else text
    text = text.strip(' .,;:*!-–—|_•"“”')
    before, comma, behind = text.partition(",")
    if comma:
        if _all_letters(behind):
            text = before
        elif _is_turned(before, behind):
            stop = "." if _ENDS_IN_INITIAL.search(whole) else ""
            text = f"{behind.strip()}{stop} {before.strip()}"
        else:
            return None
    words = _without_titles(text.split())
    while len(words) > 1 and _letters(words[-1]):
        words.pop()
    return " ".join(words) if _is_name(words) else None


def is_given(name: str) -> bool:
    """Whether its first word is a given name that is known, or its last one a surname."""
    words = folded(name).split()
    if words[0] in ORDINARY and words[-1] in ORDINARY:
        return False
    return words[0].split("-")[0] in GIVEN or words[-1] in SURNAMES - ORDINARY


def is_titled(text: str) -> bool:
    """Whether it begins with a title, as people's names do alone."""
    words = text.split()
    return len(_without_titles(words)) < len(words)


def could_be_subject(name: str) -> bool:
    """Whether a word of it is one that what is learnt could bear as well."""
    words = folded(name).split()
    return any(_SUBJECT_ENDS.search(word) and len(word) > 5 for word in words) or any(
        word in ORDINARY and word not in GIVEN for word in words[:-1]
    )


def _without_titles(words: list[str]) -> list[str]:
    at = 0
    while at < len(words) - 1:
        word = words[at].lower().rstrip(".,")
        parts = word.split(".") if "." in word else [word]
        is_one = word in _TITLES_ONE and words[at].endswith(".") and len(words) - at > 2
        if not (word in _TITLES or all(part in _TITLES for part in parts) or is_one):
            break
        at += 1
    return words[at:]


def _letters(word: str) -> bool:
    """Whether they stand behind a name: "CEng", "MIET", "(Hons)"."""
    bare = word.strip("().,")
    if bare.lower() in _LETTERS:
        return True
    mixed = sum(one.isupper() for one in bare) >= 2 and not bare.isupper()
    return mixed and "-" not in bare and "'" not in bare and "’" not in bare and (
        re.match(r"(?:Mc|Mac|O|De|Di|La|Le|Fitz|Van)[A-Z]", bare) is None
    )  # fmt: skip


def _all_letters(behind: str) -> bool:
    words = re.split(r"[\s,]+", behind.strip())
    return all(_letters(word) for word in words)


def _is_turned(before: str, behind: str) -> bool:
    """Whether it is a surname and then the given names."""
    first, then = before.split(), _without_titles(behind.split())
    if not 1 <= len(first) <= 2 or not 1 <= len(then) <= 3:
        return False
    upper = before.upper() == before and (behind.upper() != behind or folded(then[0]) in GIVEN)
    return (upper or folded(then[0]) in GIVEN) and _is_name([*then, *first])


def _is_surname(low: str, words: list[str], at: int) -> bool:
    return at == len(words) - 1 and low in _SURNAMES and folded(words[0]) in GIVEN


def _is_name(words: list[str]) -> bool:
    if not 2 <= len(words) <= 6 or sum(map(len, words)) > 60:
        return False
    if words[0].lower() in _PARTICLES and not words[0][0].isupper():
        return False
    whole = 0
    for at, word in enumerate(words):
        low = folded(word).rstrip(".")
        particle = word[0].islower() and low in _PARTICLES
        if (
            not particle
            and low in _NO_NAME
            and low not in GIVEN
            and not _is_surname(low, words, at)
        ):
            return False
        if not _NAME_WORD.fullmatch(word):
            return False
        if word[0].islower():
            if low not in _PARTICLES and not (low[:2] in ("d'", "o'") and len(low) > 3):
                return False
            if at == len(words) - 1:
                return False
            continue
        whole += len(word.rstrip(".")) > 1
    return whole >= 1 and len(words[-1].rstrip(".")) > 1
