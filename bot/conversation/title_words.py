"""The words around the name of an activity: what cuts, leads up to and trails after a title."""

import re
from typing import Final

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
    ("Sat Nav retrofit course, Tuesday, 5 hours", "Sat Nav retrofit course"),
    ("finally sat through that 3 hour GDPR briefing yesterday", "GDPR briefing"),
    ("Attended the Women in Automotive conference in Birmingham on Thursday",
     "Women in Automotive conference"),
    # where it ends
    ("negotiation course at head office today 2h", "Negotiation course"),
    ("battery safety talk I went to this morning, 30 min", "Battery safety talk"),
    ("Read the Euro 7 technical summary on the train, 50 minutes", "Euro 7 technical summary"),
    ("wheel torque awareness 20mins w gaz", "Wheel torque awareness"),
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
    "(?:before|after) (?:i|we|they|opening|work|lunch|closing|shift)",
    "and (?:i|we|it|he|she|they|then|now|remind|learn(?:t|ed)|found|that|my|booked|did|read|watched"
    "|this|also|am|was|an? hour)|then",
    "i|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|they|they've|they're|he|he's|she|she's",
    "it was|it's|its been|that was|was (?:good|great|brilliant|ok|okay|alright|decent|crap|rubbish"
    "|shit|boring|useless|worth|really|very|pretty|well|a bit|so|quite)",
    "learn(?:t|ed)|found out|reali[sz]ed|turns out|now know|now (?:i|we)|makes|helps|helped me",
    "really (?:good|useful|enjoyed|helpful|interesting)|very (?:good|useful|helpful|interesting)",
    "what (?:i|did)|(?:to|and) (?:see|find out|show me)|so as to|in order to",
)
CUT: Final = re.compile(
    r",(?! (?:chapters?|parts?|vol(?:ume)?|episodes?|sections?|pages?|units?) \w)|[;|\n]"
    r"|[.!?]+(?=[ \n\x1f]|$)|(?<=[\w)\x1f]) - (?=\S)|(?<=[\w)\x1f ])[–—]|->|=>|:(?= ?\x1f)"
    r"|[\u2190-\u2bff\U0001f000-\U0001faff]+"
    rf"|(?<![\w'&/-])(?P<joint>{_JOINTS})(?![\w'/&-])"
)
QUOTED: Final = re.compile(r"[\"“][^\"“”\n]{2,100}[\"”]|(?<!\w)['‘][^'‘’\n]{2,100}['’](?!\w)")
ABBREVIATION: Final = re.compile(
    r"(?<!\w)(?:st|dr|mr|mrs|ms|prof|approx|e\.g|i\.e|vs|no|ltd|inc|etc|\w)$"
)
CERTIFIED: Final = re.compile(
    r"\bcertif(?:y|ies) that\b.{1,80}?\b(?:completed|attended|passed|achieved|participated in"
    r"|undertaken|undertook)\b|^(?=.{200}).*\bthe (?:course|workshop|training|session|module),",
    re.DOTALL,
)
"""Up to where a certificate says what was done."""

# --- What leads up to it ------------------------------------------------------------------------

DID: Final = re.compile(
    r"(?<![\w'-])(?:did|done|do|doing|attend(?:ed|ing)?|atended|complet(?:ed|ing)|complted|finish(?:ed"
    r"|ing)?|went (?:to|on|through)|go(?:ing)? (?:to|on|through)|been (?:to|on|at|doing"
    r"|nominated for)"
    r"|(?:was|were|am|i'm|im) (?:on|at|in|sent (?:on|to)|booked on)|took(?: part in)?"
    r"|sat(?! nav)(?: through"
    r"| thru|(?: in)? on)?|sit(?:ting)?(?: through)?|joined|watched|watching|listened to"
    r"|listening to|read"
    r"|got(?: my)?|had|having|spent|passed|i've|ive|booked(?: on(?:to)?| in(?:to)?| for| up)?"
    r"|nominated for|enrolled (?:on|in)|signed up (?:for|to)|registered (?:for|on)|start(?:ed|ing)?"
    r"|ran|led|conducted(?! by)|delivered|gave|presented|hosted|chaired|taught|facilitated"
    r"|organised|participated in"
    r"|put on|sent (?:on|to)|went with .{0,24} to|asked (?:me )?to do|made (?:me|us) do|(?:put"
    r"|sent|got|had) (?:me|us|them) (?:on|to|through)|drove .{0,40}\x1f? ?(?:to|for))"
    r"(?: (?:my|the|an?|our|this|that|another|some|one|yet|'s))*(?![\w'-])"
)
"""Verbs with the activity behind them; the name begins after the last of them."""

LEAD_IN: Final = re.compile(
    r"(?:"
    + _any(
        "i|i've|ive|i'm|im|i'll|ill|i'd|we|we've|we're|us|me(?! and)|have|has|just|today|also|so"
        "|and|then"
        "|plus|oh|ok|okay|right|well|yes|yeah|no|nah|hi|hello|hey|hiya|morning all|please|pls"
        "|kindly"
        "|sir|dear|madam|finally|all|both|only|but|because|cos|as|another|more|yet",
        "did|done|do|doing|attended|atended|attend|attending|completed|complted|completing"
        "|complete (?=an? |the |my |level |\\d)|finished|finish|start|started|starting",
        "went (?:to|on|through)|go (?:to|on)|going (?:to|on|over|through)|gonna|off to|got|get",
        "been (?:to|on|at|doing|through|nominated for|booked on|asked to|told to|sent (?:on|to))"
        "|been",
        "was (?:on|at|in|there)|was|were|am|took(?: part in)?|take (?=an? |the |my |part)",
        "taking (?=an? |the |my |part)|part in|sat(?! nav)(?: through| thru| in(?= on)| down)?"
        "|sit|sitting"
        "|joined|join|had|having|spent|spend|be (?=sitting|doing|on|at|attending)",
        "watched|watching|watch|listened to|listening to|listen to|read through|read up on|read"
        "|reread",
        "worked through|it was|it's|there was|there is|there's|is there|called|titled|entitled"
        "|named",
        "planning (?:to|on)|plan to|plans? on|booked (?:on|onto|in|into|for|up|myself on"
        "|a place on)",
        "booked|will (?:be )?|want to|would like to|need to|have to|hoping to|hope to|wanted to",
        "intend(?:ing)? to|aim(?:ing)? to|due to|scheduled (?:for|to)|upcoming|signed up (?:for"
        "|to)",
        "enrolled (?:on|for|in)|registered (?:for|on|onto)|looking to|nominated for|asked to"
        "|told to",
        "a|an|the|some|my|of|on|onto|for|in (?!house|depth|car|vehicle|person)|to|at|about|with"
        "|this|that|these|those",
        "by|from|via|lasting|which|is|worth of|approx|around|roughly|nearly|almost|over|'s|s",
        "thanks? (?:you )?for attending|you have completed|confirmation of|booking confirmation",
        "passed (?:my|the|an?)|passed (?=.{0,30}level \\d)|passed (?=\\w+ (?:exam|test|nvq|award"
        "|assessment))",
        "(?:ran|led|conducted(?! by)|delivered|gave|presented|hosted|chaired|facilitated) (?:my"
        "|the|an?|our)",
        "(?:the |our |my )?(?:lads'?|lad's|guys'?|boys'?|team's|gaffer's|boss's)(?= (?!of))",
        "(?:evening|afternoon|morning)(?= (?:seminar|session|course|webinar|talk|class|workshop))",
        "me and (?:the |my |our )?[\\w']+(?: (?:are|were|have|both|all))?(?= )|are|were",
        "one(?= (?:training|course|webinar|seminar|session|workshop|online|class)\\b)",
        "(?:her|his|their|our|the|my) (?:company|work|boss|wife|husband|firm|employer|group"
        "|dealer)'s",
        "back(?: from| at)?|(?:the |my |our )?(?:apprentice|lads|team|boss|gaffer"
        "|mate) and (?:me|i|myself)",
        "(?:sessions|evenings|mornings|nights|lots|days|parts|blocks) (?=on |of |about )",
        "its(?: the| an?)?|it is|(?:quick|short|brief|little|wee|cheeky)(?= [a-z])",
        "new entry|log|cpd|entry|book(?=:)|fyi|update|third time of trying|(?:first|second"
        "|third) time (?:lucky|of"
        " asking)|two things|three things|same again",
    )
    + rf")(?:(?<= )|(?<=')|(?:: ?)|[ {BLANK}]+|$)"
)
_LABELS = _any(
    "(?:course|event|activity|module|session|training|webinar|programme|learning)? ?(?:title|name)",
    "course|subject|topic|invitation|invite|event|activity|re|fwd?|module|programme|training|cpd",
    "booked|done|completed|planned|attended|logged|logging|book|log|webinar|workshop|today|yesterday|new",
)
LEADING_MARKS: Final = re.compile(
    r"[(\[](?:[\s\x1f,;&-]|and|to)*[)\]]|[^\w(\[\"'“‘#£$€@&*+-]+|[-*+&'#@]+ ?(?!\w)|- ?|[*+&] "
    r"|[)\]]"
    rf"|(?:{_LABELS}): ?(?=\S)(?!$)"
)

# --- What trails after it -----------------------------------------------------------------------

_KIND_WORDS = _any(
    "courses?|corse|coarse|cousre|crse?|webinars?|webnar|webinair|seminars?|workshops?|conferences?|training"
    "|traning|trainning|toolbox talks?|tool box talks?|toolbox sessions?|talks?|podcasts?"
    "|e-?learning"
    "|refresher|class|briefing|lecture|masterclass|session|assessment|reassessment|demo"
    "|modules?(?= (?:\\d|on\\b|about\\b))",
    "exam|test day|update day|open day|strategy day|away day|theory day|training day|induction",
    "lunch and learn|lunch & learn|lunch n learn|huddle|call|meeting|summit|symposium|forum",
    "expert group|working group|show(?! (?:me|us|how|him|her|them))|roadshow|tutorial|video"
    "|bootcamp|diploma|guide|handbook",
    "bulletin|article|manual|white ?paper|summary|reading|coaching|mentoring|launch|event",
)
KIND: Final = re.compile(rf"(?<![\w'-])(?:{_KIND_WORDS})(?![\w'])")
"""Nouns that say what kind of activity it is."""
STILL_ONE_NAME: Final = re.compile(r" (?:[\w&/+-]+ ){0,2}")
"""Between two such nouns of one name: "training update day"."""
BARE: Final = re.compile(
    rf"(?:(?:good|short|quick|long|online|virtual|zoom|teams|in-house|full|free|live|paid|another|last"
    rf"|other|big|internal|external|weekly|monthly|one|formal"
    rf"|remote) )*(?:{_KIND_WORDS})(?: (?:{_KIND_WORDS}))?"
)
"""A kind of activity, and nothing that says which."""
_COMPLEMENT = (
    r" ?\x1f*(?:on|about|covering|of|for|in|into|re|regarding|how to|around|to (?:become|be)|called"
    r"|level|part|update|day|week|-|:|\(|\"|“|'|&|and|no\.?|\d|[a-z]{2,})\b"
)
AFTER_KIND: Final = re.compile(
    r"(?:(?<=\s)|(?<=\x1f))(?:(?:with|w/?|wiv|alongside|along with)(?! [^,]{1,40} (?:on|about) )"
    r"|at(?! (?:work|height|heights|speed|sea|night)\b)|held|conducted|run|ran|led|given"
    r"|delivered|hosted|by|from|via|through|organised|arranged|provided|put on|took place|booked"
    r"|to (?:the|my|our|all|some|\d+) (?:\w+ ){0,2}(?:apprentices|team|lads|guys|technicians"
    r"|techs|staff"
    r"|group|fitters|juniors|students|trainees|others|boys|crew)|this (?:time|one)|yet"
    r"|is(?! there)|was|were|has"
    r"|had|cost|apart from|(?:the|my|our) (?:gaffer|boss|foreman|\w+ (?:booked|sent|put|wanted"
    r"|asked))"
    r"|that (?:the|my|our)"
    r"|surprised|went|taught|showed|helped|opened my|made me|left me)(?![\w'-])"
)
"""Behind the noun, where something else than the name goes on."""

TRAIL_OFF: Final = re.compile(
    rf"(?:^|[ {BLANK}]+)(?:on|at|for|with|by|from|via|of|in|and|to|the|a|an|about|around|approx"
    r"|approximately|roughly|nearly|almost|over|just|it|that|which|was|lasting|lasted|took|taking"
    r"|takes|i|i've|we|in total|total|altogether|each|or so|ish|since|dated|during|this|per|only"
    r"|between|until|starting|plus|x|is|last|please|pls|plz|thanks|another|then|through|thru|till"
    r"|done|booked|finished|completed|attended|finish|instead|again|too|as well|also|lol|haha|tho"
    r"|though|btw|sir|mate|so|far|but|or|if|when|all|both|held|conducted|run|delivered|a go|a pop"
    r"|came|went|i went|first thing|last thing|apart from lunch|me included|out the way"
    r"|out of the way"
    r"|including lunch|excluding lunch|inc lunch|w|w/|same day|same place|passed|pass|w/e"
    r"|at work (?=$)"
    r"|tbh|imo|ffs|call it|so call it|no|sorry|wait|well|actually)$"
)
_TOWN = "|".join(sorted(TOWNS, key=len, reverse=True))
_NAME = "|".join(sorted(FIRST_NAMES, key=len, reverse=True))
_JOBS = (
    "rep|reps|guy|guys|lad|lads|bloke|man|trainer|tech|techs|engineer|technician|boss|gaffer|foreman"
    "|manager|team|apprentice|apprentices|colleague|colleagues|mate|customer|fleet manager|service"
)
ASIDE: Final = re.compile(
    r"(?:^|(?<=[ \x1f]))(?:"
    + _any(
        rf"(?:with|w/?|wiv|alongside|and|plus) (?:(?:the|my|our|a|an|some|his|her|their|all the) )?"
        rf"(?:[\w&'/-]+ ){{0,3}}(?:{_JOBS})",
        rf"(?:with|w/?|wiv|alongside) (?:{_NAME})(?: (?:and|&|n) (?:{_NAME})| [a-z]+)?",
        r"(?:with|w/?|wiv) (?:the )?fire service",
        r"(?:at|in|from|over at|up at|down at) (?:home|head office|hq|base|(?:the|our|my"
        r"|a) (?:[\w'-]+ )"
        r"{0,2}(?:college|dealership|dealer group|dealer|office|depot|garage|factory|centre"
        r"|center|venue"
        r"|hotel|branch|site|uni|university|school|kitchen|canteen|showroom|workshop|bodyshop|plant))",
        rf"(?:in|at|near|over in|up in|down in) (?:{_TOWN})",
        r"(?:on|during|over|at|in) (?:the |my )?(?:train|bus|way (?:home|in|to work|back)"
        r"|drive (?:home|in)"
        r"|sofa|commute|lunch(?: ?break)?|dinner|break|phone|ramp|evening|morning|afternoon"
        r"|lunchtime"
        r"|weekend|car|van|plane)",
        r"(?:for|on|re|about) (?:mrs?|ms|miss|dr)\.? [\w'-]+(?: [\w'-]+){0,4}",
        r"bored (?:stiff|silly|to (?:tears|death))|(?:it was )?(?:worth it|a waste.*)"
        r"|free (?:pizza|lunch|food)",
        r"(?:@|at) (?:their|his|her) [\w' ]{1,30}",
        r"(?:before|after) (?:work|lunch|opening|opening up|hours|closing|shift)",
        r"(?:which|that) (?:was|were|is) .{0,40}|is the first .{0,50}|(?:part"
        r"|as part) of my .{0,30}",
        r"(?:really|very|quite|pretty|dead|well) (?:good|useful|boring|interesting|long|helpful)",
    )
    + r")$"
)
"""What is said behind the name: with whom, where, for whom, what it was like."""
BEFORE_ASIDES: Final = frozenset({"with", "w", "w/", "wiv", "at", "in", "on", "for", "over"})

IN_TOWN: Final = re.compile(rf" in (?:{_TOWN})\b")
BETWEEN_PEOPLE: Final = re.compile(
    r"\b(?:coaching|mentoring|1:1|1-2-1|121|one[- ]to[- ]one|catch[- ]?up|session|meeting|call"
    r"|shadow\w*)\b"
)
"""What is named by whom it was with: "coaching with my manager"."""

# --- What names nothing -------------------------------------------------------------------------

A_LABEL: Final = re.compile(
    _any(
        r"(?:certificate|cert|candidate|delegate|learner|reg(?:istration)?|membership|booking|ref"
        r"|order|invoice)(?: (?:no|number|id|ref|name))\b.*",
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
        r"(?:sir|madam|mate|bot|please|pls|lol|fyi|btw|tbh|booked|done|passed|complete|completed"
        r"|finished|attended|youtube|zoom|teams|ms teams|online|linkedin learning|me included"
        r"|same day|same place|same again|one course|in total|all done)",
        r"(?:really |very |pretty |quite |so |dead |well |bit |a bit |total |complete |absolute "
        r"|what a )*(?:good|great|brill?iant|excellent|useful|useless|boring|ok|okay|alright|decent"
        r"|interesting|helpful|(?:a )?waste of|rubbish|crap|shit|fantastic|superb|amazing|enjoyed"
        r"|enjoyable|worth|not bad|not great|loved|hated|too long|heavy going|felt like|great craic"
        r"|good craic|craic|fun)\b.*",
        r"(?:the same|same|the usual|usual|nothing|absolutely|can'?t|couldn'?t|didn'?t|don'?t"
        r"|wasn'?t|won'?t|never"
        r"|no (?:certificate|cert|idea|learning)|no,|my wife|my mate)\b.*",
        r"(?:turns|makes|helps|helped|you|dentist|doctor'?s?|holiday|off|apart from|sick"
        r"|took place|call it|so call it|the only one|again|mainly|mostly|basically)\b.*",
        rf"(?:in |near )?(?:{_TOWN})(?: (?:{_TOWN}|uk))?$",
        rf"(?:with |w |w/ ?)?(?:{_NAME})(?: (?:and|&) (?:{_NAME}))?$",
    )
)
"""Phrases beside the name: greetings, opinions, a town, a person."""
ASIDE_OPENS: Final = re.compile(
    r"(?:because|cos|coz|but|which|who|although|though|so|if|when|while|since|as|where|unless"
    r"|it was"
    r"|it's|it|that was|was|what|he|she|they|he's|she's|they've|they're|there was|there's|and"
    r"|then|i"
    r"|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|before|after)(?![\w'-])"
)
"""Openings of a clause: it names the activity only where no phrase of its own does."""
OF_MINE: Final = re.compile(
    r"(?:i|i'm|im|i've|ive|i'll|i'd|we|we've|we're|we'll|and|then)(?![\w'-])"
)
"""Openings of a clause that tells what the member did."""
CLAUSE: Final = re.compile(
    r"^(?:[\w&'/-]+ ){1,4}(?:ran it|led it|came (?:in|out|over|round|to)|came|did it|took it"
    r"|gave it"
    r"|was there|showed (?:me|us)|taught (?:me|us)|is (?:the|a|there|here|my)|was (?:the|a)|are"
    r"|were"
    r"|has been|have been)\b"
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
    rf"| (?:(?:is|was) there|right now|in (?:{_TOWN}))(?= (?:on|about|of|for|re)\b)",
    re.IGNORECASE,
)
EMPTY_BRACKETS: Final = re.compile(r"[(\[](?:[\s,;&-]|and|to)*[)\]]")
SEPARATORS: Final = re.compile(r"\s*(?:[,;|]|(?<!\w)[-–—](?!\w))(?:\s*(?:[,;|]|[-–—](?!\w)))+\s*")
BEFORE_MARK: Final = re.compile(r"\s+(?=[,;:)\]])")
WHOLLY_QUOTED: Final = re.compile(r"([\"“‘'])([^\"“”]{2,})[\"”’']")
WORD: Final = re.compile(r"[^\W_]+")
EMPTY_WORD: Final = re.compile(
    r"\d+|it|this|that|something|stuff|things|ok|okay|yes|no|thanks|thank|you|cheers|ta|nothing"
    r"|some|cpd|done|entry|activity|hours?|minutes|day|days|week|time|one|morning|afternoon|evening"
    r"|lot|lots|bits?|the|and|of|me|us|two|three|each|every|both|all|long|i|we|at|in|on"
)
PRIVATE: Final = re.compile(
    r"(?:\b(?:on|for|reg|vrm|vin|tel|call|email|ring|at) )*(?:"
    r"\b[A-Za-z]{2}[0-5]\d ?[A-Za-z]{3}\b|\b[A-HJ-NPR-Z\d]{17}\b|\b[A-Z]\d{1,3} [A-Z]{3}\b"
    r"|(?<!\w)\+?\d[\d ]{8,14}\d\b|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63})"
)
"""What never stands in a title: number plates, VINs, phone numbers, e-mail addresses."""
CUSTOMER: Final = re.compile(r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]ister)\.? [A-Z][\w-]+(?:['’]s)?")
"""Whose car it was: never in a title."""
ACRONYMS: Final = re.compile(
    r"(?<![\w'-])(?:abs|adas|bev|bms|cmi|cng|coshh|cpd|dms|dpf|dsg|dvsa|ecu|egr|ev|gdpr|gdi|hgv|hv"
    r"|hvac|imi|iosh|irtec|kpi|lcv|loler|lpg|mot|nvq|obd|pdi|phev|psv|puwer|scr|srs|tpms|ulez|vhc)"
    r"(?![\w'])"
)
"""Of the trade, and typed small on phones; "can" and "gas" are words, so they stay as they are."""
