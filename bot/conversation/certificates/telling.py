"""Whether a document says that somebody has learnt something: an invoice does not."""

import re
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

_LEARNING: Final = re.compile(
    r"\b(?:certif\w*|training|courses?|cpd|cme|professional development|units?|modules?|webinar"
    r"|learning|learner|accreditation|operator card|card ?holder|card no|test date|qualification"
    r"|attend(?:ed|ance|ing)|complet(?:ed|ion)|awarded|credential|transcript|toolbox talk"
    r"|statement of (?:result|accomplishment|attainment)|attestation|certyfikat|zertifikat"
    r"|attestato|diploma|certificado|bescheinigung|teilgenommen|a suivi|ha completado"
    r"|ha partecipato|ukończył|seminar|workshop|lecture|degree|passed|took part|was present"
    r"|may claim|you were one of|badge|formation|examiners)\b"
)
_STRONG: Final = re.compile(
    r"\b(?:(?:hereby )?(?:certif(?:y|ies|ied)|confirms?) (?:that|the attendance)"
    r"|has (?:successfully |satisfactorily )?(?:completed|attended|passed|achieved|earned|met the"
    r"|been awarded|taken part|undertaken|participated|demonstrated)|awarded to|presented to"
    r"|certificate of (?:attendance|completion|achievement|participation|training|competence)"
    r"|issued to|successfully completed|was attended by|teilgenommen|a suivi la|certifions"
    r"|ha completado|ha partecipato|ukończył|credential id|you have completed|took part in"
    r"|was present|date (?:of )?complet\w+|certificate of (?:merit|excellence|recognition"
    r"|graduation|proficiency|learning|cpd)"
    r"|(?:erfolgreiche|regelmäßige) teilnahme|bescheinigt|ukończeni\w+|zaświadcza|confirms that"
    r"|is hereby awarded|given to|you were one of|certified that|admitted to the degree"
    r"|assessed as competent|has undergone|you finished|record of attendance|academic transcript"
    r"|training transcript|training record)\b"
)
_WEAK: Final = re.compile(
    r"\b(?:certif\w*|complet\w+|attend\w+|pass(?:ed)?|award\w*|attest\w*|record|transcript"
    r"|statement|zertifikat|teilgenommen|bescheinigung|certyfikat|achiev\w+|trained|credential"
    r"|took part|listener|was present|earned|participa\w+|refresher|holder|done|register|toolbox"
    r"|cpd|badge|training evening|sign|presented|diploma|operator card|activity|examiners"
    r"|professional development)\b"
)
_AGAINST: Final = tuple(
    (weight, re.compile(words, re.MULTILINE))
    for weight, words in (
        # asks for money, or gives it
        (4, r"^\W*(?:invoice|payslip|pay slip|quotation|quote\b|purchase order|receipt|remittance"
         r"|rechnung|facture|delivery note|statement of account|pro forma|credit note)"
         r"|\b(?:net pay|gross pay|sort code|sub-?total|total due|amount due|national insurance no"
         r"|payment (?:due|terms|received)|balance due|pay period|net salary|account holder"
         r"|invoice (?:no|number|date)|bill to|unit price|deliver to)\b"),
        (2, r"\bvat\b|\bqty\b|[£€$] ?\d|\bgbp\b|\bprice\b|\bdiscount\b|\bper delegate\b|\bpaye\b"
         r"|\bfee:"),
        # says what is to come
        (6, r"\b(?:booking (?:confirmation|reference|ref)|your booking|joining instructions"
         r"|thank(?:s| you) for (?:your )?booking|booked (?:on|onto)|your place|you are booked"
         r"|receives? (?:a|your) certificate|please (?:bring|arrive)|we look forward to"
         r"|you are invited"
         r"|places are limited|book (?:early|now|online|your)|how to book|who should attend"
         r"|reserve your|enrol (?:now|today)|sign up"
         r"|register (?:now|here|today)|you(?: will|['’]ll) learn|waiting list|you are enrolled"
         r"|is this course for you|on completion you will|course fees?|entry requirements)\b"
         r"|^\W*(?:agenda|invitation|prospectus|programme of events|timetable|course outline)\b"),
        (3, r"\bwill be (?:held|available|issued|awarded)\b"),
        # is a thing's, not a person's
        (7, r"\b(?:registration mark|mot test certificate|vehicle test certificate|v5c|mileage:?$"
         r"|odometer reading|(?:chassis|vin|engine) ?(?:no|number)|certificate of calibration"
         r"|date of calibration|policy ?(?:holder|number)|gas safety record|appliance:"
         r"|certificate of [\w' ’]{0,24}(?:insurance|incorporation|conformity|origin|registration"
         r"|destruction|calibration|analysis|motor)|declaration of conformity|birth certificate"
         r"|registered keeper|instrument:|test result)\b"
         r"|^\W*(?:vin|mileage|odometer|registration number)\W*$"),
        # is about something else
        (4, r"^\W*(?:curriculum vitae|cv|rota|timesheet|job description|vacancy|application form"
         r"|newsletter|meeting minutes|staff rota)\b|\b(?:work experience|week commencing"
         r"|employment history|hours worked|terms of employment|contract of employment"
         r"|minutes of (?:the |a )?meeting|we attended|next month|newsletter)\b"),
    )
)  # fmt: skip
_CERTIFICATE: Final = re.compile(
    r"certif|zertif|attest|diplom|bescheinigung|certyfikat|urkunde|nachweis|zaświad|getuig|intyg"
    r"|bevis"
    r"|statement of|record of"
)
_STRUCTURE: Final = frozenset(
    {"person", "title", "completed", "held", "expiry", "issued", "length", "number", "credits"}
)
"""Facts that a certificate has labels for."""


def is_certificate(sheet: Sheet) -> bool:
    """Whether there is more that says so than what speaks against it."""
    text = sheet.text
    strong = len({match[0] for match in _STRONG.finditer(text)})
    weak = len({match[0] for match in _WEAK.finditer(text)})
    structure = len({one.kind for one in sheet.pairs} & _STRUCTURE)
    learning = _LEARNING.search(text) is not None
    if not strong and not is_headed(sheet) and not (learning and weak + structure > 1):
        return False
    against = _against(sheet)
    if not against:
        return True
    return 3 * min(strong, 3) + min(weak, 2) + min(structure, 2) > 1.6 * against


def is_open(sheet: Sheet) -> bool:
    """Whether hardly anything speaks against it: then what is found of facts may tell."""
    return _against(sheet) < 3


def _against(sheet: Sheet) -> int:
    apart = "\n".join(folded(cell.text) for cell in sheet.cells)
    return sum(weight * bool(words.search(apart)) for weight, words in _AGAINST)


def is_said(sheet: Sheet) -> bool:
    """Whether a sentence says that somebody has learnt something."""
    return _STRONG.search(sheet.text) is not None


def is_headed(sheet: Sheet) -> bool:
    """Whether a line says nothing but that it is a certificate."""
    return any(
        (names.is_heading(cell.text) and _CERTIFICATE.search(folded(cell.text)) is not None)
        or (names.begins_as_document(cell.text) and len(cell.text.split()) < 4)
        for cell in sheet.cells
    )
