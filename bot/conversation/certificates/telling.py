"""Whether a document says that somebody has learnt something: an invoice does not."""

import re
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.text import folded

_LEARNT: Final = re.compile(
    r"\b(?:certif(?:y|ies)|is certified|certifica (?:que|che)|certifions|certifie que|attesta|zaświadcza"
    r"|has (?:\w+ )?(?:completed|attended|passed|achieved|earned|met|taken part|undertaken|received"
    r"|demonstrated|participated|fulfilled)|(?:successfully |you have |have )completed|you were one of"
    r"|completion of|awarded (?:to|the|for)|has been awarded|presented to|issued to|was (?:present|attended by)"
    r"|took part|participated|teilgenommen|attended|attendance|date (?:of )?complet\w+|completed"
    r"|for attending|date passed|passed on|a suivi|ha completado|ha partecipato|ukończył"
    r"|has earned|credential id|statement of (?:result|accomplishment|attainment)|transcript"
    r"|training record|record of (?:training|learning|attendance|achievement|cpd)|cpd (?:certificate|record)"
    r"|course history|toolbox talk|certificate of (?:completion|attendance|achievement|participation"
    r"|training|competence)|training certificate|qualification|e-?learning|certificate no|attestation"
    r"|certyfikat|zertifikat|attestato|diploma|certificado|bescheinigung|zertifikat-nr"
    r"|card ?holder|card no|may claim|recognised as competent|has satisfied|training|course|personnel certificat\w+|learner)\b"
)
_CERTIFICATE: Final = re.compile(r"certif|zertif|attest|diplom|bescheinigung|certyfikat")
_STRONG: Final = re.compile(
    r"\b(?:(?:hereby )?certif(?:y|ies) that|(?:confirms?|confirm) that|has (?:successfully |satisfactorily )?"
    r"(?:completed|attended|passed|achieved|earned|met the|been awarded|taken part)|awarded to"
    r"|certificate of (?:attendance|completion|achievement|participation|training)|issued to"
    r"|successfully completed|presented to|was attended by|teilgenommen|a suivi la|credential id"
    r"|you have completed|took part in|was present|date (?:of )?complet\w+|you were one of"
    r"|certified that|record of attendance|academic transcript|training transcript)\b"
)
_WEAK_LEARNT: Final = re.compile(
    r"\b(?:certif\w*|complet\w+|attend\w+|pass(?:ed)?|award\w*|attest\w*|record|transcript|statement"
    r"|zertifikat|teilgenommen|bescheinigung|certyfikat|achiev\w+|trained|credential|took part|listener"
    r"|was present|earned|participa\w+|refresher|holder|done|register|toolbox|cpd|badge|training evening"
    r"|sign|presented|diploma)\b"
)
_AGAINST: Final = tuple(
    (weight, re.compile(words))
    for weight, words in (
        (4, r"\binvoice\b|\bpayslip\b|\bpay slip\b|\bnet pay\b|\bgross pay\b|\bsort code\b|\bsubtotal\b"
         r"|\btotal due\b|\bamount due\b|\bquotation\b|\bpurchase order\b|\bremittance\b|\breceipt\b"
         r"|\bnational insurance\b|\bpayment (?:due|terms|received)\b|\bbalance due\b|\bunit price\b"
         r"|\bpay period\b|\bnet salary\b|\brechnung\b|\bfacture\b|\bdelivery note\b|\bstatement of account\b"),
        (2, r"\bvat\b|\bqty\b|\b[£€$] ?\d|\bgbp\b|\bprice\b|\bdiscount\b|\bper delegate\b|\bpaye\b"),
        (4, r"\bbooking (?:confirmation|reference|ref)\b|\byour booking\b|\bjoining instructions\b"
         r"|\bthank you for booking\b|\bis confirmed\b|\bbooked (?:on|onto)\b|\byour place\b"
         r"|\byou are booked\b|\bwill receive a certificate\b|\bplease (?:bring|arrive)\b"
         r"|\bwe look forward to\b|\byou are invited\b|\binvitation\b|\bplaces are limited\b"
         r"|\bbook (?:early|now|online|your)\b|\breceives? a certificate\b|\bhow to book\b"
         r"|\bwill be (?:held|available|issued|awarded)\b|\breserve your\b|\benrol (?:now|today)\b"
         r"|\bwho should attend\b|\bsign up\b|\bregister (?:now|here|today)\b|\bprospectus\b"
         r"|\byou will learn\b|\bwhat you(?:'|’)ll learn\b|\bwaiting list\b|\bagenda\b"),
        (5, r"\bregistration mark\b|\bmileage\b|\bodometer\b|\bvehicle test certificate\b|\bv5c\b"
         r"|\bchassis\b|\bvin\b.{0,20}\b[a-z0-9]{17}\b|\bcalibration (?:certificate|due)\b"
         r"|\bcertificate of calibration\b|\bpolicy(?:holder| number)\b|\binsurance\b"
         r"|\bgas safety record\b|\bcertificate of (?:incorporation|conformity|insurance|origin"
         r"|registration|destruction)\b|\bbirth certificate\b|\bmotor insurance\b|\bpat test"
         r"|\bdeclaration of conformity\b|\bthorough examination\b|\bserviced? (?:history|sheet)\b"
         r"|\bdate of calibration\b|\btest certificate\b.{0,80}\b(?:pass|fail)\b.{0,200}\btyre\b"),
        (4, r"\bcurriculum vitae\b|\bwork experience\b|\brota\b|\bweek commencing\b|\bjob description\b"
         r"|\bjob advert\b|\bvacancy\b|\bapplication form\b|\bterms and conditions of employment\b"
         r"|\bcontract of employment\b|\bminutes of (?:the |a )?meeting\b|\btimesheet\b"
         r"|\bhours worked\b|\bemployment history\b|\brisk assessment\b|\bprivacy (?:notice|policy)\b"),
    )
)  # fmt: skip


def is_certificate(sheet: Sheet) -> bool:
    """Whether there is more that says so than what speaks against it."""
    text = sheet.text
    strong = len({match[0] for match in _STRONG.finditer(text)})
    weak = len({match[0] for match in _WEAK_LEARNT.finditer(text)})
    against = sum(weight * bool(words.search(text)) for weight, words in _AGAINST)
    headed = any(names.is_heading(cell.text) and _CERTIFICATE.search(folded(cell.text))
                 for cell in sheet.cells)  # fmt: skip
    if not strong and not (weak and (headed or _LEARNT.search(text))):
        return False
    if not against:
        return True
    return 3 * min(strong, 3) + min(weak, 2) > 1.6 * against
