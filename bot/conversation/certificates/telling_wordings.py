"""The words by which a document is told to be a certificate, or to be none."""

import re
from typing import Final

LEARNING: Final = re.compile(
    r"\b(?:certif\w*|training|courses?|cpd|cme|professional development|units?|modules?|webinar"
    r"|learning|learner|accreditation|operator card|card ?holder|card no|test date|qualification"
    r"|attend(?:ed|ance|ing)|complet(?:ed|ion)|awarded|credential|transcript|toolbox talk"
    r"|statement of (?:result|accomplishment|attainment)|attestation|certyfikat|zertifikat"
    r"|attestato|diploma|certificado|bescheinigung|teilgenommen|a suivi|ha completado"
    r"|ha partecipato|ukończył|seminar|workshop|lecture|degree|passed|took part|was present"
    r"|may claim|you were one of|badge|formation|examiners)\b"
)
STRONG: Final = re.compile(
    r"\b(?:(?:hereby )?(?:certif(?:y|ies|ied)|confirms?|attests?) (?:that|the attendance)"
    r"|has (?:successfully |satisfactorily )?(?:completed|attended|passed|achieved|earned|met the"
    r"|been awarded|taken part|undertaken|participated|demonstrated)|awarded to|presented to"
    r"|certificate of (?:attendance|completion|achievement|participation|training|competence)"
    r"|issued to|completed by|viewed (?:in full )?by|successfully completed|was attended by"
    r"|teilgenommen"
    r"|a suivi la|certifions"
    r"|ha completado|ha partecipato|ukończył|credential id|you have completed|took part in"
    r"|was present|date (?:of )?complet\w+|certificate of (?:merit|excellence|recognition"
    r"|graduation|proficiency|learning|cpd)"
    r"|(?:erfolgreiche|regelmäßige) teilnahme|bescheinigt|ukończeni\w+|zaświadcza|confirms that"
    r"|is hereby awarded|given to|you were one of|certified that|admitted to the degree"
    r"|assessed as competent|has undergone|you finished|record of attendance|academic transcript"
    r"|training transcript|training record)\b"
)
WEAK: Final = re.compile(
    r"\b(?:certif\w*|complet\w+|attend\w+|pass(?:ed)?|award\w*|attest\w*|record|transcript"
    r"|statement|zertifikat|teilgenommen|bescheinigung|certyfikat|achiev\w+|trained|credential"
    r"|took part|listener|was present|earned|participa\w+|refresher|holder|done|register|toolbox"
    r"|cpd|badge|training evening|sign|presented|diploma|operator card|activity|examiners"
    r"|professional development)\b"
)
AGAINST: Final = tuple(
    (weight, re.compile(words, re.MULTILINE))
    for weight, words in (
        # asks for money, or gives it
        (4, r"^\W*(?:invoice|payslip|pay slip|quotation|quote\b|purchase order|receipt|remittance"
         r"|rechnung|facture|delivery note|statement of account|pro forma|credit note)"
         r"|\b(?:net pay|gross pay|sort code|sub-?total|total due|amount due|national insurance no"
         r"|payment (?:due|terms|received)|balance due|pay period|net salary|account holder"
         r"|invoice (?:no|number|date)|bill to|unit price|deliver to|amount payable|pay by"
         r"|paid (?:in full|by|with)|to pay|payable|(?:tax|training|sales) invoice|invoice for"
         r"|thank(?:s| you) for your payment)\b"
         r"|^\W*inv(?:oice)?\W{1,3}(?:no\W{0,3})?[a-z]{0,3}-?\d"),
        (2, r"\b(?:vat(?! (?:reg(?:istration)? )?(?:no\.? |number )?(?:gb ?)?\d{3} ?\d{4} ?\d\d\b)"
         r"|qty|gbp|price|discount|per delegate|paye)\b|[£€$] ?\d|\bfee:"),
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
        # is posted, for everybody to like
        (7, r"\b[\d.,]+k? (?:likes?|reactions?|reposts?|retweets?|followers?)\b"
         r"|\blike\W+(?:comment|reply|share|repost)\b|(?:^|\s)#(?!\d)\w{2,}\s+#(?!\d)\w{2,}"
         r"|(?:^|\s)[@#][a-z_]{3,} [@#][a-z_]{2,}"
         r"|\b(?:proud|happy|thrilled|delighted|excited|pleased) to (?:share|announce|have|say)\b"
         r"|\bproud moment\b|[·•] ?(?:1st|2nd|3rd)\b|\bi[’']ve (?:just )?(?:passed|obtained)\b"
         r"|^\W*i(?: have)? (?:just )?(?:passed|completed|finished) my\b"),
        # thanks somebody for what they gave, or is of a race
        (7, r"\b(?:blood|plasma|platelets?) (?:donations?|service|donor award)\b"
         r"|\b(?:given|giving|donated|donating) (?:blood|plasma|platelets)\b"
         r"|\b(?:your|her|his|their|\d+(?:st|nd|rd|th)?) donations?\b|\bdonor (?:no|number)\b"
         r"|\b(?:charity|fun|park|5 ?k|10 ?k) ?run\b|\b(?:half[- ])?marathon\b|\btriathlon\b"
         r"|\bfinish(?:er|ing) time\b"),
        # is about something else
        (4, r"^\W*(?:curriculum vitae|cv|rota|timesheet|job description|vacancy|application form"
         r"|newsletter|meeting minutes|staff rota)\b|\b(?:work experience|week commencing"
         r"|employment history|hours worked|terms of employment|contract of employment"
         r"|minutes of (?:the |a )?meeting|we attended|next month|newsletter)\b"),
    )
)  # fmt: skip
HEADS_OTHER: Final = re.compile(
    r"(?:your |the |course |training |event |delegate "
    r"|exam )?(?:joining (?:instructions|details|information)"
    r"|bookings?(?: \w+)?|order (?:confirmation|summary)|e-?tickets?"
    r"|admission (?:slip|ticket|letter)"
    r"|quotation(?: \S+)?|quote(?: \S+)?|proposal|estimate|purchase order|pro ?forma(?: invoice)?"
    r"|(?:sales |tax |vat )?invoice(?: \S+)?|payment (?:received|receipt|confirmation)"
    r"|(?:payment |sales )?receipt|voucher|agenda|reminder|cancell(?:ed|ation)|change of date"
    r"|statement of entry|exam(?:ination)? entry|(?:registration|enrolment"
    r"|application|request|booking"
    r"|evaluation|feedback|nomination) (?:form|letter|confirmation)|course evaluation"
    r"|proof of (?:enrolment|registration|payment|identity|study)|outline|syllabus|specification"
    r"|plan(?: (?:19|20)\d\d)?|needs analysis|agreement|calendar"
    r"|specimen|sample|template|draft|example only|not valid|void"
    r"|annual appraisal|appraisal(?: form| record)?|(?:performance|annual|staff"
    r"|probation) review\b.{0,20}"
    r"|(?:team |staff |committee )?meeting (?:notes|minutes)|minutes"
    r"|minutes of .{1,60}|curriculum vitae"
    r"|cv|r[ée]sum[ée]|(?:student|staff|library|membership|member's|identity|id) card"
    r"|(?:practising|driving) licen[cs]e|fit note|despatch note|delivery note"
    r"|job description|vacancy|rota|my learning|to-?do list|newsletter|what you will need"
    r"|(?:\w+ ){0,2}timetable(?: \S+)?)"
)
"""A line that says no more than that the page is something else."""
NEVER: Final = re.compile(
    # nobody's yet
    r"\[(?:[\w' ]{0,20}name|course[\w ]*|date|dd[^\]]{1,12}|insert[^\]]{0,30})\]|\{\{"
    r"|<<\w|lorem ipsum|_{3,} ?/ ?_{3,}"
    r"|\b(?:your name here\b|a\.? ?n\.? other\b|(?:that|to|name)\W{0,3}[_.…]{5,}"
    r"|first_?name\b"
    # is to come, or was not reached
    r"|not (?:passed|completed|yet (?:passed|completed|achieved))\b|(?:may|can) re-?sit\b"
    r"|status\W{1,3}(?:incomplete|in progress|failed|not started|booked|registered|enrolled)\b"
    r"|(?:result|outcome)\W{1,3}(?:fail|not achieved|unsuccessful)"
    r"|progress\W{1,3}\d{1,2} ?%|(?:preferred|planned|proposed|new|closing|due) date\b"
    r"|(?:has|have) been (?:assigned|invited|enrolled|registered|entered|accepted"
    r"|offered|booked)\b"
    r"|(?:is|are) (?:enrolled|registered as a|entered for)\b|your (?:enrolment"
    r"|application|ticket"
    r"|order)\b|(?:awarded|offered) (?:a|the) (?:place|contract|scholarship|grant|bursary)\b"
    r"|(?:add to calendar|ticket holder|bring this|join the (?:webinar|meeting|session)"
    r"|(?:starts|begins) (?:at|in|on)|we are sorry|applied for|certificates? (?:of \w+ )?(?:is|are)"
    r" (?:given|sent|issued|awarded)|certificates? (?:of \w+ )?(?:included|follows?)"
    r"|all delegates receive"
    r"|all who (?:attend|finish|complete)|how would you rate|how did we do"
    r"|please rate|(?:please )?confirm your (?:attendance|place)|see you (?:there|then|on))\b"
    r"|(?:certificate|training|qualification|card)s? (?:is|are|will be|has|have|was|that)"
    r" (?:now |soon )?(?:due|expir(?:ed|ing|e)|overdue|about to expire|lapsed)\b"
    r"|(?:certificate|training) expired\b|due for renewal\b"
    # is something else than learning
    r"|(?:has|have|was) been (?:elected|employed|insured|appointed)\b|was employed\b"
    r"|that the (?:following )?(?:course|event|activity|programme|webinar|product"
    r"|vehicle|equipment"
    r"|work|installation|policy|company|organisation|quality|management)\b"
    r"|(?:installation address|items tested|retest due|thorough examination|management system"
    r"|portable appliance|vehicle inspection|patient's name|not fit for work|public liability"
    r"|professional indemnity|references on request|next meeting|apologies|matters arising"
    r"|training needs|development plan|line manager's comments|for the attention of)\b"
    r"|certificate of (?:cover|accreditation|registration|approval|compliance|posting|title"
    r"|ownership|tax|residence|employment|good standing)\b"
    r"|(?:membership|subscription) (?:card|fee|renewal)|member since\b|student card\b"
    r"|(?:delegate|day|visitor|entry|weekend) pass\b|admit one\b)"
)
"""What is on no certificate."""
DONE: Final = re.compile(
    r"\b(?:has|have|had|was|were|who|been|and|she|he|you|i|above|hereby|holder|learner|delegate"
    r"|participant|candidate|student|trainee|attendee)"
    r"\s+(?:now |also |hereby |fully |duly |just |formally |actively )*"
    r"(?:successfully |satisfactorily )?"
    r"(?:completed|attend(?:ed|ing)|passed|achieved|earned|participated|finished|obtained|gained"
    r"|awarded|certified|assessed|trained|qualified|demonstrated|present|undertaken|undertook"
    r"|taken part|took part|took|met the|satisfied|fulfilled|studied|read|joined|listened|undergone"
    r"|evaluated|acquired|attained|received|bestowed)\b"
    r"|(?:^|\n)(?:successfully |has )?(?:completed|attended|passed|achieved|attained"
    r"|acquired|earned"
    r"|took part|participated|joined|gained)\b"
    r"|\b(?:successfully|satisfactorily) (?:complet|pass|attend)\w+"
    r"|\bfor (?:successfully )?(?:attending|completing|passing|taking part|participating)\b"
    r"|\bthank(?:s| you) for (?:attending|joining|taking part|completing)\b"
    r"|\byour (?:attendance|completion)\b|\bthe attendance of\b|\bpassed the\b|\bcongratulations\b"
    r"|\b(?:awarded|presented|issued|given|granted|conferred|certified|earned|completed|attended"
    r"|passed) (?:up)?(?:to|on|by|for|at)\b"
    r"|\b(?:qualified|trained|finished)(?: on)?[^\w\n]{1,4}(?=\d|(?:mon|tue|wed|thu|fri|sat|sun))"
    r"|\b(?:viewed|watched) in full by\b"
    r"|\b(?:practical|training|course|assessment|competence|skills?) sign[ -]off: "
    r"(?=\d|mon|tue|wed|thu|fri|sat|sun)"
    r"|\bplease\s(?:treat|keep|retain|accept|regard|use)\s"
    r"this (?:e-?mail|letter|message|page)\sas\s(?:your\s|an?\s)?certificate of\b"
    r"|\bconfers (?:up)?on\b|\bperson trained\b|(?:^|\n)(?:\S+ ?){0,2}trained(?=\n|$)"
    r"|\b(?:complet(?:ed|ion)|passed|attended|achieved|tested|obtained|earned|conferred|done"
    r"|assessed|taken|sat)(?: date| on)?(?=\W{0,4}\d|:| (?:on |mon|tue|wed|thu|fri|sat|sun|\d))"
    r"|\bdate (?:of )?(?:complet|pass|achiev|attend|award|conferr)\w*"
    r"|\b(?:status|result|outcome|assessment)\W{1,4}(?:completed?\b|pass(?:ed)?\b|competent"
    r"|achieved|first class|distinction|merit|\d+ ?%)|\b(?:theory"
    r"|practical)\W{1,3}pass\b|\b\d+ ?% ?\(?pass|\bpass(?:ed)?$|\bpassed\b"
    r"|\bsessions? attended\b|\b(?:hours|topics|modules|courses) completed\b"
    r"|\b(?:was present|were present|you were one of|you finished|i attest|acknowledges that"
    r"|certif(?:y|ies|ied) that|confirms? (?:that|the)|credential id|licence holder|transcript"
    r"|marks statement|training record|attendance (?:sheet|list|record|register)|signed in)\b"
    r"|\b(?:teilgenommen|bescheinigt|a suivi|a participé|certifions|atteste"
    r"|ha completado|ha superado"
    r"|ha asistido|ha partecipato|ha frequentato|ukończył\w*|zaświadcza|bestanden|réussi)\b",
    re.MULTILINE,
)
"""That somebody has done it: of what is past alone."""
LEARNT: Final = re.compile(
    r"\b(?:courses?|train(?:ing|ed|ee|ees|er)|cpd|cme|ceus?|learning|learners?"
    r"|delegates?|candidates?"
    r"|students?|modules?|units?|webinars?|workshops?|seminars?|congress|conference"
    r"|symposium|summit"
    r"|qualifications?|lectures?|exam|exams|examinations?|examiners?|programme|diploma|degree"
    r"|attendance|attended|participa\w+|competen\w+|instructor|tutor|assessor|assessments?|academy"
    r"|skills?|education\w*|toolbox|credits?|credential|badge|transcript|schulung"
    r"|lehrgang|teilnahme\w*"
    r"|teilgenommen|\w*kurs\w*|formation|stage|curso|asistencia|corso|frequenza|szkole\w+|ukończ\w+"
    r"|uczestni\w+|réussi\w*|épreuve|aptitude|taught|tutor"
    r"|asistido|jornada|qualified|certified \w+"
    r"|certificate of (?:completion|attendance|achievement|merit"
    r"|excellence|participation|proficiency|graduation|accomplishment)|masterclass|tutorial"
    r"|induction|\w*bildung|opleiding|cursus|afgelegd|afleggen|geslaagd|periodic training)\b"
)
OTHER_KIND: Final = re.compile(
    r"^\W*(?:dbs|disclosure|stock|marriage|death|adoption|gift|warranty|guarantee|medical"
    r"|medical fitness|fitness|vaccination|sickness|self|tax|land|energy performance|insurance"
    r"|gas safety|building|roadworthiness|test|conformity|safety inspection)[ -]certificate\b"
    r"|^\W*certificate of (?:long |loyal )?(?:service|employment|fitness|health|marriage|death)\b",
    re.MULTILINE,
)
ITS_NUMBER: Final = re.compile(
    r"\b(?:cert(?:ificate)?|credential|card|badge|slip) ?(?:no|nr|number|id|ref)\b"
    r"|\bcert(?:ificate)?\.? (?!(?:19|20)\d\d\b)(?:[a-z]{1,8}[./-])*[a-z]{0,5}\d{3,}"
)
CERTIFICATE: Final = re.compile(
    r"certif|zertif|attest|diplom|bescheinigung|certyfikat|urkunde|nachweis|zaświad|getuig|intyg"
    r"|bevis"
    r"|statement of|record of|proof of|confirmation of|micro-credential"
    r"|verification of (?:training|learning|cpd|attendance|completion)"
)
CALLED: Final = re.compile(
    r"(?:\S+ ){0,4}(?:e-)?(?:certif(?:icat|y|ies)\w*|zertifikat|attest\w*|diploma?|bescheinigung"
    r"|\w*bescheinigung|\w*nachweis|certyfikat|transcript"
    r"|statement of (?:results?|attainment|achievement)"
    r"|record of (?:achievement|attendance|completion|learning)"
    r"|(?:training|learning|course|attendance|cpd) (?:record|history|register|sheet|list))\b"
)
OFFERED: Final = re.compile(
    r"\b(?:gain|get|earn|receive|your|a certificate|are|is|will|included|available)\b|[.!?]$"
)
"""It speaks of one that there may be, and is none."""
DASH: Final = re.compile(r"\s[–—|·•-]\s")
SIGN_IN: Final = re.compile(
    r"^(?:no\.? |delegate |print(?:ed)? )?name\b.{0,60}\b(?:sign|signed|signature)$", re.MULTILINE
)
NAMED: Final = re.compile(r"^[^\W\d_][^\W\d_.’'-]*(?: [^\W\d_][^\W\d_.’'-]*){1,5}(?=$|[,·(-])")
WHO_DID: Final = re.compile(
    r"\b(?:that|I,) (?:(?:Mr|Ms|Mrs|Miss|Dr|Professor|Prof)\.? )?(?:[A-ZÀ-Þ][\w’'-]+,? ){2,5}"
    r".{0,40}?\b(?:attended|has|have|was|completed|passed|took)\b"
)
NAME_AND_DEED: Final = re.compile(
    r"((?:[^\W\d_][^\W\d_.’'-]*\.? ){2,4}?)(?:also |then |successfully )?(?:attended"
    r"|completed|passed|participated|joined|finished|achieved|earned|gained|logged in to"
    r"|listened to|took part|came to|took the|spent)\b"
    r"(?! (?:(?:this|the|a|an|her|his|their|our) )?(?:form|survey|report|audit|check\w*|jobs?|work"
    r"|repair|order|booking|interview|probation|application|surgery|clinic|hospital|funeral|meeting|company|firm|team)\b)"
)
DEED: Final = re.compile(
    r"\b(?:passed|completed|attended|achieved|awarded|conferred|trained|assessed|qualified|finished"
    r"|obtained|earned|gained|date of (?:course|training|test|exam\w*|assessment|completion))\b"
)
RENEWED: Final = re.compile(
    r"\b(?:renew(?:al)?|refresher|re-?(?:certif\w+|train\w*|assess\w*|qualif\w*))\b"
)
TO_COME: Final = re.compile(r"\b(?:will|to be|must|by|before|if|should|not|until|due|next)\b")
