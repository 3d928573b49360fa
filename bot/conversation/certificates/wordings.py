"""The turns of phrase of certificates: what says that somebody has learnt something, and what."""

import re
from typing import Final

THAT: Final = re.compile(
    r"\b(?:certif(?:y|ies|ied)|confirms?|confirmed|attests?|state|certifica|certifions|certifie"
    r"|this is a statement|attesta|atteste|zaświadcza(?: się)?|bescheinig(?:en|t)|bestätig(?:en"
    r"|t)|verklaren wij"
    r"|verklaart),?\s*"
    r"(?:that|que|che|że|dass|dat)\s*:?,?\s+"
)
TO: Final = re.compile(
    r"\b(?:awarded|presented|granted|issued|given|conferred|made)\s+(?:up)?(?:to|on)\s*:?\s+"
    r"|\bconfers (?:up)?on\s+"
    r"|\b(?:was|were|been)\s+(?:successfully\s+)?(?:attended|completed|passed)\s+by\s*:?\s+"
    r"|\b(?:successfully )?completed by:?\s+|^(?:earned|joined|finished|passed"
    r"|(?:viewed|watched)(?: in full)?) by:?\s+|\bcertificate (?:of \w+ )?for\s+"
    r"|\b(?:confirmation|record) of (?:attendance|completion|learning|training|cpd) for\s+"
    r"|\b(?:attendance|participation|completion|achievement) (?:of|by)\s+"
    r"|\bthank(?:s| you) for (?:attending|joining us (?:live|today|online)),\s+"
    r"|\bcongratulations,?\s+(?:to )?"
)
MAY_NAME: Final = re.compile(
    r"certif|confirm|attest|state|zaświad|bescheinig|bestätig|verkla| to\b| upto\b| upon\b| on\b"
    r"| by\b| of\b| for\b|to:|by:|on:|congrat|thank"
)
"""What `THAT` and `TO` hold at least, which are of what is folded as well."""
DID: Final = re.compile(
    r"(?:who )?(?:has|have|hat|ha|had|having)?\s*(?:successfully|satisfactorily|fully|erfolgreich"
    r"|mit erfolg|now|actively)?\s*"
    r"(?:completed|attended|passed|participated|taken part|took part|undertaken|achieved|earned"
    r"|attained|gained|obtained|received|fulfilled|met|demonstrated|finished|been awarded"
    r"|was awarded"
    r"|is awarded|was present|were present|was a delegate|was a participant|teilgenommen"
    r"|an (?:dem|der|den)\b|am(?= \d)|suivi|completado|participado|partecipato|frequentato|superado"
    r"|ukończył\(?a?\)?|brał\(?a?\)? udział|asistido|read|listened|been certified|is certified"
    r"|qualified|been assessed|been trained|studied|a suivi|a participé)\b",
    re.IGNORECASE,
)
DID_INSIDE: Final = re.compile(r"(?<=\s)(?=[^\W\d])" + DID.pattern)
"""In a cell folded."""
VERB: Final = (
    r"(?:(?:successful(?:ly)? )?complet(?:ed|ion of|ing)|attended|attendance at|attending"
    r"|undertaken|passed|finished|participat(?:ed in|ion in|ing in)|(?:taken|took) part in"
    r"|achieved|earned|obtained|gained|been awarded|was awarded|is awarded|received|studied"
    r"|(?:met|fulfilled|satisfied) (?:(?:all|of|the|course|programme) ){0,4}requirements (?:of|for)"
    r"|demonstrated (?:competence|proficiency|knowledge) in|in recognition of|trained in"
    r"|(?:certified|qualified|competent|accredited|approved|assessed)(?: as| in| to| for)"
    r"|accomplishment in|in the (?:discipline|subject|field) of|joined|read"
    r"|teilgenommen an|an dem|an der|suivi|completado|participado en|partecipato al?|frequentato"
    r"|asistido al?|participé à|ukończył\(?a?\)?|udział w)"
)
NOUN: Final = (
    r"(?:courses?|training(?: course| programme| session| day| event)?|modules?|webinars?"
    r"|workshops?|seminars?"
    r"|programmes?|programs?|sessions?|units?|events?|qualifications?|articles?|topics?|lectures?"
    r"|assessment(?: for| in)|examination in|learning|conference|activity|class|lessons?|talk"
    r"|induction"
    r"|action de formation|formation|schulung|lehrgang|curso|corso|szkolenie|kurs|stage|séminaire"
    r"|masterclass|briefing"
    r"|certification|exam|test|cpd)"
)
ADJECTIVE: Final = (
    r"(?:online|e-?learning|evening|live|virtual|short|full|half|(?:one|two|three|four|five|\d)"
    r"|days?|half-day|(?:one|two|three|four|five|\d+)[- ]?(?:day|hour|week|minute)|following|cpd"
    r"|accredited|certified|practical|theory|distance|refresher|interactive|annual|technical"
    r"|in-house|safety|classroom|digital|our|professional|development|weekly|recent)"
)
WHAT: Final = re.compile(
    rf"\b{VERB}(?=[\s:]|$)[ ]*(?P<what>(?:(?P<this>the|this|a|an|our|your|these|his|her|la|le|el"
    r"|il|lo|al|del|au|l'|l’)(?:[ ]+|$|(?=\n)))?"
    rf"(?:{ADJECTIVE}[ -]+){{0,4}}(?P<noun>{NOUN}\b[ ]*)?"
    r"(?:(?:in|on|of|entitled|titled|called|named|sur|sobre|su|pt\.|about|zum thema|de"
    r"|en)\b(?!-)[ ]*)?)"
    r":?\s*",
    re.IGNORECASE,
)
WHAT_OF_CELL: Final = re.compile(WHAT.pattern)
"""The same in a cell folded."""
MAY_SAY: Final = re.compile(
    r"complet|attend|taken|passed|finish|particip|part in|achiev|earned|obtain|gained|award|receiv"
    r"|stud|requirement|demonstrat|recognition|trained|certified|qualified|competent|accredited"
    r"|approved|assessed|accompl|discipline|subject|field of|joined|read|teilg|an de|suivi|asist"
    r"|partecip|frequent|ukończ|udział"
)
"""What `WHAT` holds at least, in a cell folded."""
ENDS_IN_NOUN: Final = re.compile(
    rf"(?:\b(?:the|a|an|our|this|following|in|dem|der|la|el|il)"
    rf"|['’]s)\s+(?:[\w-]+\s+){{0,4}}{NOUN}"
    r"(?: (?:in|on|of|entitled))?\s*:?$",
    re.IGNORECASE,
)
NOUN_ENDS: Final = re.compile(rf"{NOUN}(?: (?:in|on|of|entitled))?\s*:?$")
NOUN_MOST: Final = 48
"""How a folded cell ends at least that `ENDS_IN_NOUN` finds, and in how many characters."""
THE_EVENT: Final = re.compile(
    r"\b(?:the|this) (symposium|congress|conference|convention|summit|masterclass|exhibition)\b"
)
SENTENCE: Final = re.compile(
    r"\b(?:has|have|was|were|is|are|the|this|attended|delegate|at)\b|[.:]$", re.IGNORECASE
)
BY: Final = re.compile(
    r"(?:was|is|has been) (?:successfully )?(?:attended|completed|passed) by:?", re.IGNORECASE
)
AFTER_NAME: Final = re.compile(r"^(?:for|in)\s+(?=[A-Z0-9])")
STOP: Final = re.compile(
    r"\s+(?:on|from|between|dated|during|starting|am|vom|del|dal|du|le|el|il|in data)\s+(?:the\s+)?"
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\d|(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)"
    r"|\s+at\s+(?:the|this|our|(?!(?:work|height|sea|home|heights|depth)\b)(?-i:[A-Z]))"
    r"|\s+(?:held|which|lasting|comprising|totalling|mit erfolg|erfolgreich|teilgenommen"
    r"|organi[sz]ed"
    r"|delivered|run by|provided|conducted|hosted|presented by|worth|consisting|via|having)\b"
    r"|\s+with\s+(?=(?-i:[A-Z])[\w’'-]+ (?-i:[A-Z]))|\s+(?:in|from)\s+(?:our|this|their)\b"
    r"|\s+by\s+(?-i:[A-Z])"
    r"|\s+and\s+(?:has|have|was|is|passed|achieved|that|answered|may|scored)\b"
    r"|\s+(?:with (?:distinction|merit|honours|credit|a )|as part of|in accordance|under the"
    r"|to the (?:standard|satisfaction)|in (?:line|compliance) with|through|who|where|when|since"
    r"|meeting|covering|including|run)\b"
    r"|[.;](?=\s|$)(?<!\bno\.)(?<!\bst\.)|,\s+(?:having|held|on|which|with|at|an?|provided"
    r"|delivered"
    r"|run|organi[sz]ed|method|answered|and (?:has|was|is)|in|lasting|as|comprising|for|scoring)\b"
    r"|\s*[-–—,(·|]?\s*\b\d+(?:[.,]\d+)?\s*(?:cpd )?(?:hours?|hrs?|minutes?|mins?|days?|credits?"
    r"|points?|h)\b|\s+[-–—(·|]\s*\d{1,2}[ /.]",
    re.IGNORECASE,
)
STOP_SHOWN: Final = re.compile(
    r"\s+(?:on|from|dated|held(?: on)?)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b"
    r"|\d)|,?\s+held\b|\s*[-–—,(·|]\s*\d+(?:[.,]\d+)?\s*(?:cpd )?(?:hours?|hrs?|minutes?|mins?"
    r"|days?|credits?|points?|h)\b|\s+[-–—(·|]\s*\d{1,2}[ /.]|\.$",
    re.IGNORECASE,
)
BEGINNING: Final = re.compile(
    rf"^(?:the|an?|our)\s+(?:{ADJECTIVE}[ -]+){{0,3}}{NOUN}\s+(?:in|on|of|entitled)?\s*(?=\S)",
    re.IGNORECASE,
)
OF_A_COURSE: Final = re.compile(rf"(?:the|our) (\S.*?) {NOUN}", re.IGNORECASE)
LENGTH_FIRST: Final = re.compile(
    r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight)\s*(?:cpd |contact |learning |guided "
    r"|ce )*"
    r"(?:hours?|hrs?|days?|minutes?|credits?|points?|ceus?|units?)\s+(?:of|in|on)\s+",
    re.IGNORECASE,
)
QUOTED: Final = re.compile(
    r"(?<!\w)'(?P<plain>[A-Z][^'\n]{3,100}?)'(?!\w)"
    r"|[“\"„«‘]\s?([^“”\"„«»‘]{4,120}?)\s?[”\"“»’](?![\w])"
)
QUOTE: Final = re.compile(r"['“\"„«‘]")
BEFORE_QUOTED: Final = re.compile(
    rf"\b(?:{VERB}|{NOUN})\b[\s,:]*(?:(?:on|in|of|entitled|titled|called)\s+)?$", re.IGNORECASE
)
CALLED: Final = re.compile(
    r"[^.\n]{0,80}?\b(?:titled|entitled|called|named|on the (?:theme|subject"
    r"|topic)(?: of)?)[:,]?\s+"
    r"(?=[\"“„«‘'A-Z0-9])"
)
WIDE: Final = 0.6
"""The right end of a line that is full, as a share of the page."""
SKIP: Final = re.compile(r"(?:[a-z][\w-]*\s+){1,4}(?:on|in|of|entitled|called)\s+(?=[A-Z0-9“\"])")
GOES_ON: Final = re.compile(
    r"(?:\b(?:and|of|the|in|for|to|with|a|an|on|by|or|de|des|der|und|et|y|e|en|del|la|el|los|las"
    r"|con|para|por|du|les|le|au|aux|sur|dans|pour|für|von|im|zum|zur|mit|am|di|da|per|il|w|z|na|do"
    r"|oraz|from|at|as|into|under|their|your)|[&,:/+–-])$",
    re.IGNORECASE,
)
NO_TITLE_AT_ALL: Final = re.compile(
    r"^(?:an?|the|this|these|our|your|their|his|her) |\b(?:entitled|titled|called|named)\W*$"
)
GENERIC_WORDS: Final = (
    "the this a an our above following all named training course courses programme event session"
    " sessions webinar module modules unit units workshop seminar congress conference requirements"
    " certificate certification attendance completion of in for and attended day date test"
    " assessment pass learning cpd online activity standard required below as follows to at on with"
    " hour hours days points credits score award awarded held from grade result mark code title"
    " name status type"
)
GENERIC: Final = frozenset(GENERIC_WORDS.split())
