"""The words around the name of an activity: what cuts, leads up to and trails after a title."""

import re
from typing import Final, NamedTuple

from bot.conversation.calendar_words import MONTH
from bot.conversation.identifiers import marks
from bot.conversation.places import FIRST_NAMES, TOWNS
from bot.conversation.text import BLANK

EXAMPLES: Final = (
    # where the phrase begins
    ("because of the near miss in bay 6 we all did a 20 min talk on axle stands today",
     "Talk on axle stands"),
    ("Good evening sir, on Saturday I was in training of LPG conversion kit, 5 hours",
     "Training of LPG conversion kit"),
    ("Booked: puller demo, Thurs 24 June 2027, 90 minutes", "Puller demo"),
    ("im booked on the airbag refresher thurs 2h", "Airbag refresher"),
    ("There was a gap in my knowledge on tacho law so I read the DVSA guide yesterday",
     "DVSA guide"),
    ("Ran a toolbox talk on lone working yesterday, 40 min", "Toolbox talk on lone working"),
    ("lads' toolbox talk this morning, 20 min", "Toolbox talk"),
    ("morning was the clutch alignment course, 3 h", "Clutch alignment course"),
    ("Sat Nav retrofit course, Tuesday, 5 hours", "Sat Nav retrofit course"),
    ("finally sat through that 3 hour GDPR briefing yesterday", "GDPR briefing"),
    ("Attended the Women in Automotive conference in Birmingham on Thursday",
     "Women in Automotive conference"),
    # where it ends
    ("negotiation course at head office today 2h", "Negotiation course"),
    ("battery safety talk I went to this morning, 30 min", "Battery safety talk"),
    ("Read the Euro 7 technical summary on the train, 50 minutes", "Euro 7 technical summary"),
    ("wheel torque awareness 20mins w gaz", "Wheel torque awareness"),
    ("did that gearbox oil webinar last night bout an hour and half", "Gearbox oil webinar"),
    ("2h brakes and tyres planned", "Brakes and tyres"),
    ("1 hour vulnerable customers module tdy", "Vulnerable customers module"),
    ("brake lathe calibration with the factory rep, 1h on 3 July", "Brake lathe calibration"),
    ("Excel for fleet yesterday 👍 learnt pivot tables", "Excel for fleet"),
    ("steering rack webinar 1h yday really good", "Steering rack webinar"),
    ("coding course done yesterday 🎉 2 hours", "Coding course"),
    ("Workshop is there on motor overhaul tomorrow", "Workshop on motor overhaul"),
    ("2h webinar on hybrids for Mrs Patel's Yaris AB12 CDE yesterday", "Webinar on hybrids"),
    # a kind here, and which there
    ("webinar yesterday, shock absorber testing", "Shock absorber testing webinar"),
    ("Course next Monday! MAN hybrids, 6 hrs, Swindon", "MAN hybrids course"),
    ("Managing upwards, a 90-min webinar, Monday", "Managing upwards"),
    # papers
    ("This is to certify that James Okoro has successfully completed\nHigh Voltage (Level 2)"
     "\n17 November 2026", "High Voltage (Level 2)"),
    ("Invitation: Lunch & Learn: dye leaks\nWhen: Thu 5 Nov 2026", "Lunch & Learn: dye leaks"),
    ("Certificate no. TH-55213 | ADAS Aware | 27.08.2026 | Result: Pass", "ADAS Aware"),
)  # fmt: skip
"""A sentence and its title; the tests run them."""


def _any(*lines: str) -> str:
    """One pattern of many ways, the lines of a table joined."""
    return "|".join(lines)


# --- Where a phrase ends and the next begins ----------------------------------------------------

_JOINTS = _any(
    "because|cos|coz|cuz|'cause|since then|since (?:i|we)|which|who|although|though|whereas|unless",
    "so (?:i|we|he|she|they|that|now|it)|so much|as (?:i|i'm|i've|we|he|she|they|our|my)",
    "but|where (?:i|we|they)|when (?:i|we|they)|while (?:i|we)|if (?:i|we|you)",
    r"(?:before|after|until) (?:the|everyone|anyone|customers)[\w ]{2,20} (?:started|opened"
    r"|rang|came"
    "|got|left|arrived|shut|closed|finished)",
    "(?:before|after) (?:i|we|they|opening|work|lunch|closing|shift)",
    "and (?:i|we|it|he|she|they|then|now|remind|learn(?:t|ed)|found|that|my|booked|did|read|watched"
    "|this|also|am|was|an? hour)|then",
    "(?:can|could|would|will) (?:you|u)(?: please| pls| just)?"
    " (?:put|log|add|record|stick|pop|note)",
    "i|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|they|they've|they're|he|he's|she|she's",
    "it was|it's|its been|that was|was (?:good|great|brilliant|ok|okay|alright|decent|crap|rubbish"
    "|shit|boring|useless|worth|really|very|pretty|well|a bit|so|quite)",
    "learn(?:t|ed)|found out|reali[sz]ed|turns out|now know|now (?:i|we)|makes|helps|helped me",
    "really (?:good|useful|enjoyed|helpful|interesting)|very (?:good|useful|helpful|interesting)",
    "again|(?<!how )to (?:be sure|get the|make sure)|what (?:i|did)|(?:to|and) (?:see|find out"
    "|show me)|to learn (?:the|how|about|what)|so as to|in order to",
)
CUT: Final = re.compile(
    r",(?! (?:chapters?|parts?|vol(?:ume)?|episodes?|sections?|pages?|units?) \w)|[;|\n]"
    r"|[.!?]+(?=[ \n\x1f]|$)|(?<=[\w)\x1f]) - (?=[\S\x1f])|(?<=[\w)\x1f ])[–—]|->|=>|:(?= ?\x1f)"
    r"|(?<=\x1f):(?= )|(?<=\s)/(?=\s)"
    r"|[\u2190-\u2bff\U0001f000-\U0001faff]+"
    r"|(?<=\x1f) (?=(?:the |our |a |an )?(?:[a-z][\w'/&-]* ){1,4}(?:came (?:in|out|over|round)"
    r"|(?:ran|did|led|gave|took) (?:it|this))\b)"
    rf"|(?<![\w'&/-])(?P<joint>{_JOINTS})(?![\w'/&-])"
)
QUOTED: Final = re.compile(r"[\"“][^\"“”\n]{2,100}[\"”]|(?<!\w)['‘][^'‘’\n]{2,100}['’](?!\w)")
ABBREVIATION: Final = re.compile(
    r"(?<!\w)(?:st|dr|mr|mrs|ms|prof|approx|e\.g|i\.e|vs|no|ltd|inc|etc|\w)$"
)
OPENERS: Final = re.compile(
    rf"(?:(?:so|ok|okay|right|fine|well|anyway|anyways|like|yeah|yes|yep|um|er|oh|hmm|alright|cool"
    rf"|great|sure|grand|sound|lovely|cheers|done|now)(?:(?=[ ,]*{BLANK})"
    r"|[ ,]+(?=(?:so|like|well|just|ok|right)[ ,])|[.!:]+(?= )| ?[-–—](?= ))[ ,]*)+"
    r"|(?:in )?english(?: version)? ?(?:[:=.]|[-–—](?= ))+ *"
)
"""What somebody says first, before the facts: "so like 1 hr on brakes", "fine. 1hr of tyres"."""
CERTIFIED: Final = re.compile(
    r"\b(?:you have|you've|thank you for|thanks for) (?:successfully )?(?:completed|completing"
    r"|attended"
    r"|attending|passed|passing)\b"
    r"|\b(?:thank you|thanks) for (?:your )?book(?:ing|ed) (?:a place )?(?:on(?:to)?|for|in)\b"
    r"|\byou(?:'re| are|'ve been| have been) (?:now )?(?:booked|enrolled|registered|confirmed)"
    r" (?:on(?:to)?|for|in)\b"
    r"|\bcertif(?:y|ies) that\b.{1,80}?\b(?:completed|attended|passed|achieved|participated in"
    r"|undertaken|undertook)\b|^(?=.{200}).*\bthe (?:course|workshop|training|session|module),",
    re.DOTALL,
)
"""Up to where a certificate says what was done."""

# --- What leads up to it ------------------------------------------------------------------------


# Towns and first names are many: in text that is matched against these patterns they are marked
# with letters of no language, since a pattern that names them all costs each start-up.
_TOWN = "ǂ+"
_NAME = "ǁ+"
_LONG_TOWNS = re.compile("|".join(sorted(town for town in TOWNS if " " in town)))
_PLAIN_WORD = re.compile("[a-z]+")


def marked(plain: str) -> str:
    """Folded text with each town and first name marked, every other character at its own place."""
    plain = _LONG_TOWNS.sub(lambda found: "ǂ" * len(found[0]), plain)
    return _PLAIN_WORD.sub(_mark, plain)


def _mark(found: re.Match[str]) -> str:
    word = found[0]
    if word in TOWNS:
        return "ǂ" * len(word)
    return "ǁ" * len(word) if word in FIRST_NAMES else word


class Row(NamedTuple):
    """One line of a table: a pattern, and a sentence with the title that is left of it."""

    words: str
    text: str
    title: str


_DEEDS: Final = (
    Row(
        r"(?:took|talked|walked) .{0,20}(?:thru|through)|(?:had|got) .{2,30} in (?:for|to do"
        r"|on)|went to .{2,30} to (?:give|do|deliver"
        r"|attend|see|hear)|went to (?:[\w'-]+ ){1,5}for"
        r"|went with .{0,24} to|drove .{0,40}\x1f? ?(?:to|for)",
        "took the lads thru a toolbox talk on PPE", "Toolbox talk on PPE",
    ),
    Row(
        "did|done|do|doing|attend(?:ed|ing)?|atended|complet(?:ed|ing)|complted|finish(?:ed|ing)?",
        "we all did a talk on axle stands", "Talk on axle stands",
    ),
    Row(
        "went (?:to|on|through)|go(?:ing)? (?:to|on|through)"
        "|been (?:to|on|at|doing|nominated for)|joined",
        "I've been on the tyre course", "Tyre course",
    ),
    Row(
        "(?:was|were|am|i'm|im) (?:on|at|in|sent (?:on|to)|booked on)|took(?: part in)?",
        "I was on a hybrid course", "Hybrid course",
    ),
    Row(
        "sat(?! nav)(?: through| thru|(?: in)? on)?|sit(?:ting)?(?: through)?"
        "|watched|watching|listened to|listening to|read",
        "sat thru that asbestos training", "Asbestos training",
    ),
    Row(
        "got(?: my)?|had|having|spent|passed|i've|ive|start(?:ed|ing)?",
        "in the end I got the hydraulics course", "Hydraulics course",
    ),
    Row(
        "booked(?: on(?:to)?| in(?:to)?| for| up)?|nominated for|enrolled (?:on|in)"
        "|signed up (?:for|to)|registered (?:for|on)",
        "I have been nominated for training of telematics", "Training of telematics",
    ),
    Row(
        "ran|led|conducted(?! by)|delivered|gave|presented|hosted|chaired|taught|facilitated"
        "|organised|participated in|put on",
        "Terry and I ran a session on multimeters", "Session on multimeters",
    ),
    Row(
        "sent (?:on|to)|asked (?:me )?to do|made (?:me|us) do"
        "|(?:put|sent|got|had|booked|signed) (?:me|us|them|(?:the |all )?[a-z]+ of us)(?: all)?"
        "(?: down| in| up)? (?:on|to|through|for)|managed",
        "the boss sent us all on asbestos training", "Asbestos training",
    ),
)  # fmt: skip
"""Verbs with the activity behind them; the name begins after the last of them."""
DID: Final = re.compile(
    rf"(?<![\w'/-])(?:{_any(*(row.words for row in _DEEDS))})"
    r"(?: (?:my|the|an?|our|this|that|another|some|one|yet|'s))*(?![\w'-])"
)

_JOBS = (
    "rep|reps|guy|guys|people|chap|fella|lady|woman|lad|lads|bloke|man|trainer|tech|techs|engineer|technician|boss|gaffer|foreman"
    "|manager|bdm|asm|aom|rsm|assessor|tutor|supervisor|controller|inspector|team|apprentice"
    "|apprentices|colleague|colleagues|mate|customer|fleet manager|service"
)

_LEADS: Final = (
    Row(
        "i|i've|ive|i'm|im|i'll|ill|i'd|we|we've|we're|us|me(?! and)|have|has|just|today|also|so"
        "|and|then|plus|oh|ok|okay|right|well|yes|yeah|no|nah|finally|all|both|only|but|because"
        "|cos|as|another|more|yet",
        "so today I finally did brake skimming", "Brake skimming",
    ),
    Row(
        "(?:on |via |over )?(?:a )?(?:teams|zoom|skype|google meet)(?: call| meeting)?"
        rf"(?=[ {BLANK}]+(?:with|w|on|about|re|from)\b)|(?:got|came|come) off(?= an? )"
        "|hi|hello|hey|hiya|morning all|please|pls|kindly|sir|dear|madam",
        "hi sir kindly log welding practice, 2h", "Welding practice",
    ),
    Row(
        "did|done|do|doing|attended|atended|attend|attending|completed|complted|completing"
        r"|complete (?=an? |the |my |level |\d)|finished off|finished|finish|start|started"
        r"|starting",
        "finished off Bosch ESI training", "Bosch ESI training",
    ),
    Row(
        "(?:swotted|swotting|mugged|boned|brushed|skilled) up on|studied for|revised for"
        "|researched|visited|visiting"
        "|(?:been|was|were|am|i'm|im) (?:reading(?: (?:up on|through|about))?|studying(?: for)?"
        "|revising(?: for)?|practising)(?= )"
        "|(?:been|was|were|got|being) (?:shown|taught|walked through|talked through|trained on"
        "|briefed on)(?= )"
        "|on (?:the|our) (?:[a-z]+ )?(?:portal|website|site|app|intranet|forum)"
        " (?=read|watch|stud|learn|on |about )(?:reading up on |reading )?"
        "|i've to|ive to|gotta|(?:my )?attendance (?:at|on)|online (?=the |on |with |about )"
        "|(?:caught|catching) up on|(?:the )?(?:subject|topic|title)(?: was| is)|(?:can|could)"
        " (?:u|you)"
        "|(?:shown|taught) (?=how to )|(?:tried|tested)(?: out)? (?=the |an? |our |my )"
        rf"|(?:good|solid|full|cheeky)(?= ?[{BLANK}])|thinking (?:of|about) (?:doing )?"
        rf"|(?:nipped|popped|headed"
        "|shot|trotted|went|go)"
        "(?: out| over| down| up| off| along| back)? (?:to|into)|dragged (?:to|on|through)"
        "|just back (?:from )?|(?:so |dead |well |absolutely )*(?:tired|knackered|shattered|bored"
        "|buzzing|chuffed|glad)(?: (?:after|from|about|with))?|(?:sat|sit) down|re(?= )"
        "|figuring out|getting (?:to grips with|my head (?:round|around))|messing with|playing"
        " with|(?:quick )?one(?= - )|wr(?:ote|iting|itten)(?: up)? (?=an? |the |my |our )",
        "been reading the new MOT manual updates for an hour", "New MOT manual updates",
    ),
    Row(
        "went (?:to|on|through|thru)|go (?:to|on)|going (?:to|on|over|through)|gonna|off to|got"
        "|get|been (?:to|on|at|doing|through|nominated for|booked on|asked to|told to"
        "|sent (?:on|to))|been",
        "went thru ford eti on wet belts", "Ford eti on wet belts",
    ),
    Row(
        r"(?:took|talked|walked) (?:the |my |our )?[\w']+ (?:thru|through)"
        "|was (?:on|at|in|there)|was|were|am|took(?: part in)?|take (?=an? |the |my |part)"
        "|taking (?=an? |the |my |part)|part in",
        "took part in a focus group on apprenticeships", "Focus group on apprenticeships",
    ),
    Row(
        "sat(?! nav| in with)(?: through| thru| in(?= on)| down)?|sit|sitting|joined|join|had"
        "|having|spent|spend|be (?=sitting|doing|on|at|attending|for )",
        "I'll be sitting the EV level 2 assessment", "EV level 2 assessment",
    ),
    Row(
        "watched|watching|watch|listened to|listening to|listen to|read through|read up on|read"
        "|reread|worked through",
        "read through the Euro NCAP protocol", "Euro NCAP protocol",
    ),
    Row(
        rf"(?:(?:the|our|an?|some) )?(?:[\w'/&-]+ ){{0,3}}?(?:{_JOBS})(?: (?:from|at|off|of))?"
        rf"[ {BLANK}]*(?:did|ran|delivered|presented)(?= )|(?:(?:the|our|an?|some)"
        rf" )?(?:[\w'/&-]+ ){{0,3}}?(?:{_JOBS})(?: (?:from|at|off|of))?"
        rf"[ {BLANK}]*(?:showed|shown|taught|walked|took|talked|trained|briefed|gave)"
        r" (?:me|us|the lads|the team)(?: all)?(?: (?:through|thru|on|about|round|over))?",
        "the rep showed us sanding systems for 40 min", "Sanding systems",
    ),
    Row(
        "it was|it's|there was|there is|there's|is there|called|titled|entitled|named",
        "it was the fire warden course", "Fire warden course",
    ),
    Row(
        "planning (?:to|on)|plan to|plans? on|booked (?:on|onto|in|into|for|up|myself on"
        "|a place on)|booked|will (?:be )?|want to|would like to|need to|have to|hoping to"
        "|hope to|wanted to|intend(?:ing)? to|aim(?:ing)? to|due to|scheduled (?:for|to)"
        "|upcoming|signed up (?:for|to)|enrolled (?:on|for|in)|registered (?:for|on|onto)"
        "|looking to|nominated for|asked to|told to",
        "hoping to do the tail lift course", "Tail lift course",
    ),
    Row(
        "a|an|the|some|my|of|on(?! the[- ]job)|onto|for|in (?!house|depth|car|vehicle|person)|to"
        "|at|about|with|this|that|these|those|by|from|via|lasting|which|is|worth of|approx|around"
        "|roughly|nearly|almost|over|'s|s",
        "2h of in-house brake practice", "In-house brake practice",
    ),
    Row(
        "thanks? (?:you )?for attending|you have completed|confirmation of|booking confirmation",
        "confirmation of fire warden practice, 2 hours", "Fire warden practice",
    ),
    Row(
        r"passed (?=[\w&' -]{1,40}\b(?:unit|module|course|cert|certificate|training|award|nvq)\b)"
        r"|passed (?:my|the|an?)|passed (?=.{0,30}level \d)"
        r"|passed (?=\w+ (?:exam|test|nvq|award|assessment))",
        "passed EV level 3 yesterday", "EV level 3",
    ),
    Row(
        "(?:ran|led|lead|conducted(?! by)|delivered|gave|presented|hosted|chaired|facilitated|held)"
        " (?:my|the|an?|our)",
        "Led the depot relocation project yesterday", "Depot relocation project",
    ),
    Row(
        "(?:the |our |my )?(?:lads'?|lad's|guys'?|boys'?|team's|gaffer's|boss's)(?= (?!of))"
        "|(?:her|his|their|our|the|my) (?:company|work|boss|wife|husband|firm|employer|group"
        "|dealer)'s|their|our|his|her(?= )|whole of|rest of",
        "the lads' toolbox talk, 20 min", "Toolbox talk",
    ),
    Row(
        rf"(?:morning|arvo|afternoon|evening|day)[ {BLANK}]+(?=doing )"
        "|(?:evening|afternoon|morning|arvo|lunchtime)"
        "(?= (?:seminar|session|course|webinar|talk|class|workshop))"
        "|(?:each|every) (?:working )?(?:day|morning|evening|night|week)",
        "Evening seminar on trailer lighting faults", "Seminar on trailer lighting faults",
    ),
    Row(
        r"me and (?:the |my |our )?[\w']+(?: (?:are|were|have|both|all))?(?= )|are|were"
        "|(?:the |my |our )?(?:apprentice|lads|team|boss|gaffer|mate) and (?:me|i|myself)",
        "me and the boss are doing asbestos awareness, 2h", "Asbestos awareness",
    ),
    Row(
        r"one(?= (?:training|course|webinar|seminar|session|workshop|online|class)\b)"
        "|(?:quick|short|brief|little|wee|cheeky)(?= [a-z])|its(?: the| an?)?|it is",
        "attended one training on BS6", "Training on BS6",
    ),
    Row(
        "(?:out of|fresh from)(?= an? )|back(?: from| at)?"
        "|(?:sessions|evenings|mornings|nights|lots|days|parts|blocks)"
        " (?=on |of |about )|(?:split|spread)(?: over| across| between)?|or so",
        "three 45 minute sessions on air con", "Air con",
    ),
    Row(
        "(?:i )?(?:learn(?:ed|t)|found out) (?:(?:loads|lots|a lot|a bit|tons|plenty|more|all|some"
        "|quite a (?:bit|lot)) )?about(?= )|(?:the )?(?:morning|afternoon|evening) was(?= )",
        "learned loads about glow plugs, 2h", "Glow plugs",
    ),
    Row(
        "(?:went|go|going|been) over(?= )|(?:myself|us|me) through|on (?:me|my) own"
        "|(?:my )?(?:dinner|lunch)(?: break| hour)? (?=reading|watching|on)|showing|covering",
        "went over torque to yield bolts", "Torque to yield bolts",
    ),
    Row(
        "new (?:cpd )?entry|logged (?:off|out of|on to|onto|into)|log|cpd|entry"
        "|book(?=:)|fyi|update|third time of trying"
        "|(?:first|second|third) time (?:lucky|of asking)|(?:two|three)(?: things|(?=: ))"
        "|same again",
        "new cpd entry webinar on dpf additive", "Webinar on DPF additive",
    ),
)  # fmt: skip
"""What leads up to a name and says nothing of it."""
LEAD_PEOPLE: Final = re.compile(
    rf"(?:with|w/?|wiv) (?:(?:the|my|our|a|an) )?(?:[\w&'/-]+ ){{0,3}}?(?:{_JOBS}|{_NAME})(?:"
    rf" [a-z]+)?? "
    r"(?=(?:learning|doing|going (?:over|through)|looking (?:at|into)|working|on|about|re)\b)"
)
""" "With Gary" before what it was about."""
LEAD_CLAUSE: Final = re.compile(
    rf"[^{BLANK},.;]{{2,50}}?\b(?:doing|(?:going|went|goin) (?:over|through|thru)|looking (?:at"
    rf"|into)"
    r"|(?:ran|took|talked|walked|taking|talking|walking|led) (?:me|us|them|the lads|the team)"
    r"(?: all)? (?:through|thru)|(?:showed|showing|taught|teaching|told|telling) (?:me|us)(?: all)?"
    rf"(?:(?: for)? ?{BLANK}+)*(?: about| on| how to(?: do| use)?(?: the| an?)?)?"
    r"|demo(?:ing|nstrating|'?d)|coming (?:in |out |over |round )?to (?:show"
    r"|teach|train|tell) (?:me|us)) (?=\w{2,})"
)
"""What somebody did, up to what it was about: "Sarah from HR ran us through the absence policy"."""

LEAD_IN: Final = re.compile(
    rf"(?:{_any(*(row.words for row in _LEADS))})(?:(?<= )|(?<=')|(?:: ?)|[ {BLANK}]+|$)"
)
_LABELS = _any(
    "(?:course|event|activity|module|session|training|webinar|programme|learning)? ?(?:title|name)",
    "course|subject|topic|invitation|invite|event|activity|re|fwd?|module|programme|training|cpd",
    "for the record|certificate of \\w+|joining instructions|your booking|booking confirmation"
    "|confirmation",
    "need(?:s)? booking|to book|mandatory|mandatory training|video|article|zoom|teams|call"
    "|quick one|e-?learning|booked|done|completed|planned|attended"
    "|logged|logging|book|log|webinar|workshop|today|yesterday|new",
)
LEADING_MARKS: Final = re.compile(
    r"[(\[](?:[\s\x1f,;&-]|and|to)*[)\]]|[^\w(\[\"'“‘#£$€@&*+-]+|[-*+&'#@]+ ?(?!\w)|- ?|[*+&] "
    r"|[)\]]"
    rf"|(?:{_LABELS}): ?(?=\S)(?!$)"
)

# --- What trails after it -----------------------------------------------------------------------

_KIND_WORDS = _any(
    "courses?|corse|coarse|cousre|crse?|webinars?|webnar|webinair|seminars?|conferences?|conf|training"
    "|workshops?(?! (?:controllers?|managers?|foreman|floor|team|staff|loading))"
    "|traning|trainning|toolbox talks?|tool box talks?|tbts?|toolbox sessions?|talks?|podcasts?"
    "|e-?learning"
    "|refresher|class|briefing|lecture|masterclass|session|assessment|reassessment|demo|mtgs?"
    "|modules?(?= (?:\\d|on\\b|about\\b))",
    "exam|test day|(?:skills|bonding|matching|leadership|assessor|development|practical|info"
    "|discovery|update|open|strategy|away|theory|training|tyre|tech|technical|product|demo"
    "|safety|awareness|study|cpd) day|induction",
    "lunch and learn|lunch & learn|lunch n learn|huddle|call|meeting|summit|symposium|forum",
    "vids?|clinic|drill|expert group|working group|show(?! (?:me|us|how|him|her|them))|roadshow"
    "|tutorial|video"
    "|bootcamp|diploma|guide|handbook",
    "bulletin|article|manual|white ?paper|summary|reading|coaching|mentoring|launch|event",
)
KIND: Final = re.compile(rf"(?<![\w'-])(?:{_KIND_WORDS})(?![\w'])")
"""Nouns that say what kind of activity it is."""
STILL_ONE_NAME: Final = re.compile(r" (?:[\w&/+-]+ ){0,2}")
"""Between two such nouns of one name: "training update day"."""
BARE: Final = re.compile(
    rf"(?:(?:good|short|quick|long|lunch|lunchtime|evening|morning|breakfast|afternoon|online|virtual|zoom|teams|in-house|full|free|live|paid|another|last"
    rf"|other|big|internal|external|weekly|monthly|one|formal"
    rf"|remote) )*(?:{_KIND_WORDS})(?: (?:{_KIND_WORDS}|modules?|units?))?"
    r"(?: (?:on|about) (?:it|this|that|them))?"
)
"""A kind of activity, and nothing that says which."""
_COMPLEMENT = (
    r" ?\x1f*(?:on|about|covering|of|for|in|into|re|regarding|how to|around|to (?:become|be)|called"
    r"|level|part|update|day|week|-|:|\(|\"|“|'|&|and|no\.?|\d|[a-z]{2,})\b"
)
AFTER_KIND: Final = re.compile(
    r"(?:(?<=\s)|(?<=\x1f))(?:(?:with|w/?|wiv|alongside|along with)(?! [^,]{1,40} (?:on|about) )"
    r"|off(?= (?:the|our|my|a) )|at(?! (?:work|height|heights|speed|sea|night)\b)|held"
    r"|conducted|run|ran|led(?= by| us| the)|given"
    r"|delivered|hosted|by|from|via|through|organised|arranged|provided|put on|took place|booked"
    r"|to (?:the|my|our|all|some|\d+) (?:\w+ ){0,2}(?:apprentices|team|lads|guys|technicians"
    r"|techs|staff"
    r"|group|fitters|juniors|students|trainees|others|boys|crew)|this (?:time|one)|yet"
    r"|is(?! there)|was(?! (?:all )?(?:on|about)\b)|were|has"
    rf"|had|cost|apart from|(?:{_TOWN})"
    r"|(?:the|my|our) (?:gaffer|boss|foreman|\w+ (?:booked|sent|put|wanted|asked))"
    r"|that (?:the|my|our)"
    r"|there|sometime|some time|daily|after (?:lunch|dinner|work|tea|hours)|while|and basically"
    r"|on the (?:first|second|third|\d)"
    r"|surprised|went|taught|showed|helped|opened my|made me|left me)(?![\w'-])"
)
"""Behind the noun, where something else than the name goes on."""

TRAIL_OFF: Final = re.compile(
    rf"(?:^|[ {BLANK}]+)(?:on|at|for|with|by|from|via|of|in|and|to|the|a|an|about|bout|around"
    rf"|approx"
    r"|approximately|roughly|nearly|almost|over|just|it|that|which|was|lasting|lasted|took|taking"
    r"|takes|i|i've|we|in total|total|altogether|each|or so|ish|since|dated|during|this|per|only"
    r"|between|until|starting|plus|x|is|last|please|pls|plz|thanks|another|then|through|thru|till"
    r"|done|booked|planned|after|afterwards|finished|completed|attended|finish|instead|again|too"
    r"|as well|also|lol|haha|tho"
    r"|though|btw|sir|mate|so|far|but|or|if|when|all|both|held|conducted|run|delivered|a go|a pop"
    r"|came|went|i went|first thing|last thing|wk commencing|week commencing|w/c|commencing"
    r"|beginning|apart from lunch|me included|out the way"
    r"|out of the way"
    r"|including lunch|excluding lunch|inc lunch|w|w/|same day|same place|passed|pass|w/e"
    r"|n|innit|now|ta|for work|with us|to us|someday|some day|one day|at some point|in store|in"
    r" branch|on site"
    r"|onsite|signed"
    r" off|ticked off|renewed|coming up|lined up|sorted|for us|for me|mind you|eh|pal|bud|duck|like"
    r"|tbh|imo|ffs|finally|at (?:long )?last|call it|so call it|no|sorry|wait|well|actually)$"
)
_ASIDES: Final = (
    Row(
        rf"(?:with|w/?|wiv|alongside|and|plus|from|off) "
        rf"(?:(?:the|my|our|a|an|some|his|her|their|all the) )?"
        rf"(?:[\w&'/-]+ ){{0,3}}(?:{_JOBS}|branch|crew|lads|shop|garage|depot|department|others"
        rf"|class)"
        rf"(?: (?:{_NAME}))?",
        "brake lathe calibration, 2h, with the factory rep", "Brake lathe calibration",
    ),
    Row(
        rf"(?:with|w/?|wiv|alongside) (?:{_NAME})(?: (?:and|&|n) (?:{_NAME})| [a-z]+)?"
        r"|(?:with|w/?|wiv) (?:the )?fire service",
        "wheel torque awareness 20mins w gaz", "Wheel torque awareness",
    ),
    Row(
        r"(?:at|in|from|over at|up at|down at) (?:home|head office|hq|base|college|school|uni"
        r"|(?:the|our|my|a)"
        r" (?:[\w'-]+ ){0,2}(?:college|dealership|dealer group|dealer|office|depot|garage|factory"
        r"|centre|center|venue|hotel|branch|site|uni|university|school|kitchen|canteen|showroom"
        r"|workshop|bodyshop|plant))|(?:@|at|in) (?:their|his|her) [\w' ]{1,30}",
        "negotiation course at head office", "Negotiation course",
    ),
    Row(
        rf"(?:in|at|near|over in|up in|down in) (?:{_TOWN})",
        "tyre safety workshop in Hinckley", "Tyre safety workshop",
    ),
    Row(
        r"(?:on|during|over|at|in) (?:the |my )?(?:train|bus|way (?:home|in|to work|back)"
        r"|drive(?: (?:home|in))?|sofa|commute|lunch(?: ?break)?|dinner|break|phone|ramp|evening"
        r"|morning|afternoon|lunchtime|weekend|car|van|plane)"
        r"|(?:before|after|b4) (?:work|lunch|opening|opening up|hours|closing|shift)"
        r"|(?:while |whilst )?(?:driving|walking|commuting|cycling|travelling)"
        r"(?: (?:home|in|back|to work|the dog|to \w+))?",
        "podcast about fleet downtime on the way home", "Podcast about fleet downtime",
    ),
    Row(
        r"(?:plus|and|\+|with|incl|inc|including|excl|excluding|not (?:counting|including)|without"
        r"|minus) (?:the |my )?(?:travel|travelling|driving|drive|journey|commute)(?: time| home"
        r"| there)?(?:[ \x1f]+(?:each |both |one )?ways?|[ \x1f]+there(?: and back)?)?",
        "radar course 6h plus travel 3 hrs each way", "Radar course",
    ),
    Row(
        rf"(?:for|around) (?:early |mid |late |the (?:end|start) of )?{MONTH}",
        "plan a course on hydrogen for feb", "Course on hydrogen",
    ),
    Row(
        r"(?:for|on|re|about) (?:mrs?|ms|miss|dr)\.? [\w'-]+(?: [\w'-]+){0,4}",
        "webinar on hybrids for Mrs Patel's Yaris", "Webinar on hybrids",
    ),
    Row(
        r"bored (?:stiff|silly|to (?:tears|death))|(?:it was )?(?:worth it|a waste.*)"
        r"|(?:from|off) (?:our|my|the|a|an) (?:[\w-]+ ){0,2}[\w-]+(?:ers?|ors?|ists?|men|man"
        r"|guy|guys)"
        r"|(?:with|w/?|wiv) (?:my|our) (?:[\w-]+ )?[\w-]{3,}(?:ers|ors|ists|men|ices|ees)"
        r"|(?:with|w/?) (?:two|three|four|five|six|all|some|\d+) of (?:us|them|the \w+)"
        r"|on (?:the |my )?(?:dog walks?|walks?|runs?|school run|motorway|treadmill)"
        r"|free (?:pizza|lunch|food)|(?:which|that) (?:was|were|is) .{0,40}|is the first .{0,50}"
        r"|(?:part|as part) of my .{0,30}"
        r"|(?:really|very|quite|pretty|dead|well) (?:good|useful|boring|interesting|long|helpful)",
        "steering rack webinar really good", "Steering rack webinar",
    ),
    Row(
        r"(?:on|via|over|by) (?:(?:the|my|our) )?(?:teams|zoom|skype|google meet|tiktok|youtube"
        r"|facebook|tablet|phone|laptop|computer|pc|web|internet)"
        r"|(?:on|at) (?:my|me) (?:own )?(?:desk|bench)",
        "cyber training on teams", "Cyber training",
    ),
)  # fmt: skip
"""What is said behind the name: with whom, where, for whom, what it was like."""
ASIDE: Final = re.compile(rf"(?:^|(?<=[ \x1f]))(?:{_any(*(row.words for row in _ASIDES))})$")
ROWS: Final = (*_DEEDS, *_LEADS, *_ASIDES)
"""Every line of these tables; the tests run their sentences."""
BEFORE_ASIDES: Final = frozenset({"with", "w", "w/", "wiv", "at", "in", "on", "for", "over"})

ABOUT: Final = re.compile(r"(?<![\w-])(?:on|about|regarding|re|covering) (?=[a-z0-9])")
""" "Lecture from Prof Ahmed about solid state batteries"."""
IN_TOWN: Final = re.compile(rf" in (?:{_TOWN})\b")
BETWEEN_PEOPLE: Final = re.compile(
    r"\b(?:sat in|coaching|mentoring|1:1|1-1|1-2-1|121|one[- ]to[- ]one|catch[- ]?up|session"
    r"|meeting|call"
    r"|shadow\w*)\b"
)
"""What is named by whom it was with: "coaching with my manager"."""

# --- What names nothing -------------------------------------------------------------------------

A_LABEL: Final = re.compile(
    _any(
        r"(?:certificate|cert|candidate|delegate|learner|reg(?:istration)?|membership|booking|ref"
        r"|order|invoice)(?: (?:no|number|id|ref|name))\b.*",
        r"certificate(?: of (?:attendance|completion|achievement|training))?|awarded to\b.*",
        r"time spent\b.*|your booking|joining instructions|start \x1f?.{0,12}finish.*",
        r"(?:date|when|where|duration|length|time|venue|location|organi[sz]er|host|trainer|tutor"
        r"|provider|delivered by|result|grade|score|status|name|candidate|delegate|awarded to"
        r"|signed|from|to|cc|going|expires?|valid|hours?|credits?|cpd hours|issued|sent|attendees)"
        r"\b ?[:?].*",
        r"(?:my|our|the) (?:mate|colleague|boss|gaffer|brother|sister|wife|husband|lads?"
        r"|apprentice)"
        r" (?:\w+ )?(?:went|did|was|were|had|got|is|has|does)\b.*",
    )
)
"""Labels of a form with what stands behind them, and what somebody else did."""
NAMES_NOTHING: Final = re.compile(
    _any(
        r"(?:good (?:morning|afternoon|evening|day)|morning|afternoon|evening|hi|hello|hey|hiya"
        r"|thanks|thank you|cheers|ta|merry christmas)"
        r"(?: (?:all|sir|madam|team|bot|mate|everyone|guys|there|lads|in advance))*",
        r"(?:please |pls )?(?:add|put|log|record)(?: this| it)? (?:to|in|on|down in) my (?:log"
        r"|record|cpd)",
        r"(?:sir|madam|for the record|your booking|joining instructions|mate|bot|please|pls|lol"
        r"|fyi|btw|tbh"
        r"|booked|done|passed|complete|completed"
        r"|finished|attended|youtube|zoom|teams|ms teams|online|linkedin learning|me included"
        r"|same day|same place|same again|one course|in total|all done)",
        r"(?:really |very |pretty |quite |so |dead |well |bit |a bit |total |complete |absolute "
        r"|what a )*(?:good|great|brill?iant|excellent|useful|useless|boring|ok|okay|alright|decent"
        r"|interesting|helpful|(?:a )?waste of|rubbish|crap|shit|fantastic|superb|amazing|enjoyed"
        r"|enjoyable|worth|not bad|not great|loved|hated|too long|heavy going|felt like|great craic"
        r"|good craic|craic|fun)\b.*",
        r"(?:the same|same|the usual|usual|nothing|absolutely|can'?t|couldn'?t|didn'?t|don'?t"
        r"|wasn'?t|won'?t|never|nowt"
        r"|(?:(?:and|it|that|was|were|is|it's|really|pure|proper|dead|bit) )+class$"
        r"|no (?:certificate|cert|idea|learning)|no,|my wife|my mate)\b.*",
        r"(?:turns|makes|helps|helped|you(?! have\b| completed| attended)|dentist|doctor'?s?"
        r"|holiday|off|apart from|had to|sick"
        r"|took place|call it|so call it|the only one|again|mainly|mostly|basically)\b.*",
        rf"(?:in |near )?(?:{_TOWN})(?: (?:{_TOWN}|uk))?$",
        rf"(?:with |w |w/ ?)?(?:{_NAME})(?: (?:and|&) (?:{_NAME})| [a-z'-]+)?$",
    )
)
"""Phrases beside the name: greetings, opinions, a town, a person."""
ASIDE_OPENS: Final = re.compile(
    r"(?:because|cos|coz|but|which|who|although|though|so|if|when|while|since|as|where|unless"
    r"|it was"
    r"|it's|it|that was|was(?! (?:shown|taught|walked|talked|trained|briefed|on|at|booked)\b)"
    r"|what|saw|met|walking|chatting|wandering|he|she|they|he's|she's|they've|they're|there was"
    r"|there's|and"
    r"|then|i"
    r"|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|before|after)(?![\w'-])"
)
"""Openings of a clause: it names the activity only where no phrase of its own does."""
OF_MINE: Final = re.compile(
    r"(?:(?:he|she|they)(?: has| have)? (?:showed|shown|taught|took|walked|talked) (?:me|us)"
    r"|i|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|and|then)(?![\w'-])"
)
"""Openings of a clause that tells what the member did."""
CLAUSE: Final = re.compile(
    r"^(?:[\w&'/-]+ ){1,4}(?:ran it|led it|came (?:in|out|over|round|to)|came|did it|took it"
    r"|gave it|was|is|are|were|showed (?:me|us)|taught (?:me|us)|has been|have been)\b"
)
TELLS: Final = re.compile(
    r"(?:learn(?:t|ed|ing)?|found|reali[sz]ed|surprised|struggled|know|knew|think|thought|felt|wish"
    r"|hope|remind|certificate|meant|moved|same)\b"
)
"""Openings of an account: a title only where nothing else is there."""

# --- Words --------------------------------------------------------------------------------------

TRAILING_MARKS: Final = f" \n{BLANK},;:|&+~([/-–—.!?…"
GAP: Final = re.compile(
    r"(?:(?<![\w-])(?:(?:on|for|in|at|from|by|since) the|for|on|at|in|from|about|around"
    r"|approx\.?|approximately|roughly|nearly|almost"
    r"|lasting|lasted|which took|it took|that took|took|taking|of|since|dated|by|just|only|between"
    rf"|until|till|starting|all|over|is there|another|is) ?|~ ?)*{BLANK}+"
    r"(?: ?(?:in total|total|altogether|each|or so|-?ish|worth of)(?![\w-]))?",
    re.IGNORECASE,
)
FILLER: Final = re.compile(
    r" (?:titled|entitled|called|named)(?= [\"“'‘])"
    r"| (?:(?:is|was)(?: there| all)?|right now)(?= (?:on|about|of|for|re)\b)"
    r"| (?:with|w/?) (?:the|my|me|our) (?:[\w-]+ )?(?:team|lads|guys|boys|crew|apprentices)"
    r"(?= (?:on|about|re)\b)",
    re.IGNORECASE,
)
IN_SOME_TOWN: Final = re.compile(r" in ([A-Za-z]+)(?= (?:on|about|of|for|re)\b)")
KIND_IN_BRACKETS: Final = re.compile(
    rf"(?<=\w) \((?:[\w&'-]+ ){{1,3}}(?:{_KIND_WORDS})\)$", re.IGNORECASE
)
""" "TPMS valves (Schrader webinar)": how it was learnt, behind its name."""
EMPTY_BRACKETS: Final = re.compile(r"[(\[](?:[\s,;&-]|and|to)*[)\]]")
SEPARATORS: Final = re.compile(r"\s*(?:[,;|]|(?<!\w)[-–—](?!\w))(?:\s*(?:[,;|]|[-–—](?!\w)))+\s*")
BEFORE_MARK: Final = re.compile(r"\s+(?=[,;:)\]])")
WHOLLY_QUOTED: Final = re.compile(r"([\"“‘'])([^\"“”]{2,})[\"”’']")
WORD: Final = re.compile(r"[^\W_]+")
EMPTY_WORD: Final = re.compile(
    r"\d+|quick|it|this|that|something|stuff|things|ok|okay|yes|no|thanks|thank|you|cheers|ta|nothing"
    r"|some|cpd|done|entry|activity|hours?|minutes|day|days|week|time|one|morning|afternoon|evening"
    r"|phone|listened|watched|read|see|you|how|what|why|where|who|which|when|lot|lots|bits?|the|and|of|me|us|two|three|each|every|both|all|long|i|we|at|in|on"
)
PRIVATE: Final = re.compile(
    r"(?:\b(?:on|for|reg|vrm|vin|tel|call|email|ring|at) )*(?:"
    rf"{marks.PLATE}|{marks.VIN}|{marks.LONG_NUMBER}|{marks.EMAIL})"
)
"""What never stands in a title: number plates, VINs, phone numbers, e-mail addresses."""
CUSTOMER: Final = re.compile(rf"\b{marks.CUSTOMER}(?:['’]s)?")
"""Whose car it was: never in a title."""
ACRONYMS: Final = re.compile(
    r"(?<![\w'-])(?:abs|adas|bev|bms|cmi|cng|coshh|cpd|dms|dpf|dsg|dvsa|ecu|egr|ev|gdpr|gdi|tbt|hgv|hv"
    r"|hvac|imi|iosh|irtec|kpi|lcv|loler|lpg|mot|nvq|obd|pdi|phev|psv|puwer|scr|srs|tpms|ulez|vhc)"
    r"(?![\w'])"
)
"""Of the trade, and typed small on phones; "can" and "gas" are words, so they stay as they are."""
