"""Words that tell what a short message is, where no phrase of the other tables is the whole of it.

A hint is weaker than a phrase: words may stand around it. So it holds for short messages alone, in
which nothing is told of learning (unless the row says so), and only once all phrases were tried.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Means = Literal[
    "remind", "quiet_until", "stop", "anger", "export", "erase", "role", "settings", "pause",
    "missed", "away", "not_own", "thanks", "greeting", "talk", "later", "discard", "save", "skip",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """A family of words. `pattern` is searched in a message as phrases see it, where a stated day
    is DAY and a length LENGTH.

    `most` words at most. `pending`: also while a question is open. `of_learning`: words of learning
    may stand in it.
    """

    means: Means
    pattern: str
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()
    most: int = 12
    pending: bool = True
    of_learning: bool = False


_RECORD: Final = (
    r"(?:record|records|data|log|cpd|entries|logbook|portfolio|history|everything|stuff)"
)
_NUDGES: Final = r"(?:messages?|nudges?|reminders?|pings?|notifications?|texts)"
_PESTER: Final = (
    r"(?:messag|nudg|remind|ping|bother|contact|pester|text|chas|hassl|bug|annoy|spam)\w*"
)
_ROLE: Final = (
    r"(?:technician|tech|advis[eo]r|manager|tester|mechanic|engineer|supervisor|foreman|controller|"
    r"apprentice|director|trainer|assessor|instructor|estimator|painter|fitter|specialist|consultant|"
    r"lecturer|inspector|coordinator|administrator|owner|team leader|partsman|valeter)"
)
_EVENT: Final = (
    r"(?:course|webinar|training|talk|session|workshop|seminar|class|conference|refresher|event|exam|"
    r"assessment|module|briefing|expo)s?"
)
_OTHERS: Final = (
    r"(?:lads?|team|guys|boys|girls|crew|apprentices?|trainees?|techs?|technicians|mechanics|fitters|"
    r"everyone|everybody|them all|staff|starter|gaffer|boss|foreman|missus|wife|husband|mate|"
    r"colleague)s?"
)

HINTS: Final[tuple[Hint, ...]] = (
    Hint(
        "erase",
        r"\b(?:delete|deleted|erase|erased|wipe|wiped|remove|removed|rid of)\b.*\b(?:all )?my "
        r"(?:data|account|"
        r"details|whole record|info)\b|\bmy (?:data|account|details|info) (?:deleted|erased|"
        r"wiped|removed|gone)\b",
        ("get rid of all my data", "I want my data deleted"),
        ("delete the old key from my data logger",),
    ),
    Hint(
        "export",
        rf"\b(?:send|email|mail|give|get|export|download|print|need|want|forward)\b.*\b(?:my|all "
        rf"my|a pdf of|a copy "
        rf"of|youve got|you have) .*\b(?:{_RECORD}|pdf|csv|file|on me)\b|\b(?:send|give|export) "
        rf"me (?:all|everything) "
        r"(?:you|ive|thats)\b|\bpdf of my\b",
        (
            "can you email my record",
            "send me everything you've got on me",
            "I need a PDF of my CPD",
        ),
        ("export the log before you unplug", "send my customers a file of photos"),
        most=11,
    ),
    Hint(
        "remind",
        r"^(?:\w+ ){0,3}?(?:remind|nudge|tell|ask|poke|prod|ping|chase|message|buzz|text) "
        r"me\b(?! (?:that|how|what|why"
        r"|to (?:check|use|wear|look|slow|always)))|\bset (?:me )?a(?:n| )?(?:reminder|alarm)\b|"
        r"\bmake me log\b",
        (
            "remind me about the cert",
            "tell me again on friday",
            "set me a reminder for tomorrow morning",
        ),
        ("it reminds me to check the torque", "it reminded me how it works"),
    ),
    Hint(
        "quiet_until",
        rf"\b(?:stop|quiet|silence|leave it|hold off|no {_NUDGES}|(?:no more|dont) {_PESTER}(?: "
        rf"me)?)\b.*\b(?:till|til|until|"
        rf"for now|for a|while|LENGTH|DAY|week|weeks|month|fortnight|before you {_PESTER} "
        rf"me)\b.*(?!\w)",
        ("stop till monday", "stop for now", "leave it a week before you message me again"),
        ("stop for a second before you open it", "leave it a while before you open the cap"),
        most=9,
        pending=False,
    ),
    Hint(
        "pause",
        r"\b(?:off|away|on (?:holiday|leave|hols)|holidays?)\b.*\b(?:pause|mute|stop|quiet|no "
        r"nudges)\b|\bpause "
        r"(?:please|them|me|it|for)\b",
        ("I'm off for two weeks, pause please",),
        most=10,
    ),
    Hint(
        "stop",
        rf"\b(?:stop|quit|enough|no more|dont want|sick of|less|fewer)\b.*\b(?:{_NUDGES}|"
        rf"{_PESTER}) (?:me|please)?\b"
        rf"|^(?:please )?(?:dont|never|do not) {_PESTER} me\b|\b(?:less|fewer|not so many) "
        rf"{_NUDGES}\b|\bget off my "
        r"(?:back|case)\b|\b(?:give over|bore off|jog on|do one|pack it in|change the record|"
        r"give it up)\b|^not now not "
        r"ever|\btake me off\b|\bsigned up for this\b",
        (
            "please don't contact me at work",
            "get off my back",
            "will you give over",
            "fewer reminders would be good",
        ),
        ("stop the customer messaging the driver",),
        most=10,
    ),
    Hint(
        "anger",
        r"\b(?:youre?|your|this|bot|thing|app)\b.*\b(?:useless|rubbish|crap|shite?|stupid|annoying|garbage|pointless|"
        r"nuisance|pain in the|pain$|on my nerves|doing my head in|driving me (?:mad|nuts|up the "
        r"wall|crazy)|"
        r"joke$|worst|idiot|moron|muppet)\b(?! (?:course|webinar|training|trainer|earth|"
        r"connection))"
        r"|^(?:useless|rubbish|stupid|bloody|crap|shite?|fucking|annoying|daft) (?:useless |"
        r"stupid |annoying )?"
        r"(?:bot|thing|app|machine|robot)\b|\bpiss off\b|\bfuck\b",
        ("you're getting on my nerves", "this thing is a pain", "rubbish bot", "piss off will ya"),
        ("the manual is rubbish on this", "this connector is useless once it corrodes"),
        most=9,
    ),
    Hint(
        "role",
        rf"\b(?:i am|im|ive|working as|work as|got|new job|promoted|became|become|made|"
        rf"moved)\b.*\b{_ROLE}\b.*\b(?:now|"
        rf"these days|job|role|from|since|DAY)|\b(?:new job|promoted|promotion|changed "
        rf"jobs)\b.*\b{_ROLE}\b|^(?:im|i am) "
        rf"(?:a|an|the) (?:\w+ )?(?:\w+ )?{_ROLE}$",
        (
            "I'm working as a service advisor these days",
            "I've got a new job, MOT tester",
            "I'm a trainer now",
        ),
        ("the apprentice is a better technician now", "I help the technician now"),
        most=13,
        pending=False,
    ),
    Hint(
        "settings",
        r"\b(?:change|set|update|switch|make|move)\b.*\bmy (?:scheme|manager|hours|shifts?|cycle|"
        r"time ?zone|reminders?|"
        r"nudges?|settings|reflections?|answers|profile|email|name)\b",
        ("change my scheme to CMI", "make my reflections private"),
        most=11,
    ),
    Hint(
        "missed",
        rf"\b{_EVENT}\b.*\b(?:cancelled|canceled|postponed|called off|was off|full(?! of)|fully "
        rf"booked|rescheduled|never "
        rf"(?:turned up|happened|started|ran)|didnt (?:happen|run|go ahead|turn up|show)|no show|"
        rf"got pulled)\b|\b(?:missed(?! the (?:point|bit|part|first|last|end|start)\b)"
        rf"|didnt (?:go|make|get|attend)|couldnt (?:go|make|get|attend|join)|never (?:got|made|"
        rf"went)|cancelled|called off|"
        rf"turned up (?:and|but)|pulled off|too ill|too sick)\b.*\b{_EVENT}\b|\btrainer (?:never|"
        rf"didnt|was (?:ill|sick|off))\b",
        (
            "I was ill so didn't go to the course",
            "course was full so I couldn't get on",
            "trainer never turned up",
            "turned up and the course was off",
            "training's been cancelled this week",
        ),
        (
            "the course was full of useful stuff on brakes",
            "missed the point of the talk until the demo",
        ),
        most=16,
        of_learning=True,
    ),
    Hint(
        "away",
        r"\b(?:wont|not|nothing|no|havent|aint)\b.*\b(?:doing|done|cpd|training|any|much|logged|"
        r"to log|courses)\b.*\b(?:"
        r"DAY|week|month|year|holiday|leave|lately|yet|today|busy)\b|\b(?:on|off on|back from) "
        r"(?:holiday|leave|annual leave|"
        r"paternity|maternity|the sick|jury)\b|\b(?:im|ive been|been|was) (?:off )?(?:sick|ill|"
        r"poorly)\b|\bspent .*\b"
        r"(?:driving|travelling|in traffic|on the road)\b|\bnothing doing\b",
        (
            "won't be doing any this month, on holiday",
            "nothing doing this week",
            "I've been on paternity leave since the 1st",
            "spent all day yesterday driving to Cornwall for a breakdown",
        ),
        ("no training without a risk assessment first, that's our rule",),
        most=13,
        of_learning=True,
        pending=False,
    ),
    Hint(
        "not_own",
        rf"^(?:can you |could you |please |pls |will you )*(?:put|add|log|record|stick|mark|get|"
        rf"sign) (?:(?:\S+ ){{0,6}})?"
        rf"(?:(?:the|my|our|all the|all my|both) (?:\w+ )?{_OTHERS}|everyone|everybody|him|her|"
        rf"them)\b|\bto \w+s record\b|"
        rf"^(?:the|our|my) (?:\w+ )?{_OTHERS} (?:on|at|off on|back from|been on|has been|"
        rf"doing)\b.*\b{_EVENT}\b",
        (
            "can you put the lads down for the talk this morning",
            "add it to Danny's record as well",
            "the gaffer's on a management course this week",
        ),
        ("put the team on a rota for checks, works well", "get them to sign before the road test"),
        most=14,
        of_learning=True,
        pending=False,
    ),
    Hint(
        "thanks",
        r"\b(?:thank|thanks|thankyou|thanx|tanks|tnx|thnx|cheers|appreciate|appreciated|grateful|"
        r"great help|big help|"
        r"lifesaver|tak|gracias|merci|danke)\b(?! to\b)",
        ("tanks very much", "you've been a great help", "really appreciate all this"),
        ("thanks to the tutor I can do it now", "cheers to the new kit we log it"),
        most=8,
    ),
    Hint(
        "greeting",
        r"^(?:hi|hiya|hello|hey(?! (?:siri|google))|yo|morning|evening|afternoon|gday|alright|"
        r"howdy|ey up|hey up|how do|how goes|what about ye|"
        r"hows she|how is she|nice to (?:meet|see)|pleased to meet|good to (?:meet|see)|long "
        r"time)\b",
        ("hey up", "what about ye", "how's she cuttin", "nice to meet you"),
        ("hello is not enough on the phone",),
        most=5,
    ),
    Hint(
        "talk",
        r"\bsee (?:you|ya) (?:after|in|on|at|next|then|tomorrow|around)\b|^(?:just )?(?:me|only "
        r"me) (?:moaning|again|being|"
        r"having)|\bknock knock\b|\bwho won\b|\bmy (?:back|head|feet|knees?|hands?) (?:is|are|"
        r"s)? ?(?:killing|aching|hurt|sore|"
        r"freezing)|\bignore me\b|\byou never sleep\b|\bbad day\b|^(?:bloody|fucking|sodding|"
        r"roll on|bring on) DAY|"
        r"DAY (?:eh|feeling|vibes|already)$|^alright will do",
        (
            "see you after the weekend",
            "knock knock",
            "who won last night",
            "my back is killing me",
            "just me moaning",
            "bloody monday eh",
        ),
        most=8,
    ),
    Hint(
        "discard",
        r"^(?:\w+ ){0,3}?(?:scrap|bin|delete|trash|drop|dump|discard|get shot of|get rid of|lose|"
        r"remove|forget) (?:it|that|this|"
        r"what i (?:just )?(?:put|said|wrote|typed|sent))(?: one| lot)?(?: (?:\w+ ){0,3}(?:wrong|"
        r"mistake|duplicate|mine|person|"
        r"course|one))?$",
        ("get shot of that", "scrap what I just put"),
        ("drop it two inches and it comes out", "delete it last or it comes back"),
        most=8,
    ),
    Hint(
        "skip",
        r"^(?:\w+ ){0,5}(?:skip|pass|next one)(?: (?:it|that|this|one|to the next|to next|the "
        r"next|on that))?$|^(?:forget about "
        r"(?:it|that)|lets leave (?:it|that|this)|leave it out)$",
        (
            "nah you're alright, skip it",
            "I don't know, skip",
            "skip to the next",
            "let's leave that",
        ),
        ("never let the belt skip", "that is the one you cannot skip"),
        most=7,
    ),
    Hint(
        "later",
        r"^(?:ill|i will|will) (?:come back|get back|do|answer|finish|write|think|fill|"
        r"sort)\b.*\b(?:later|DAY|tonight|that|"
        r"lunch)\b(?: one)?$|^(?:at|after|over) (?:lunch|work|tea|dinner|break)\b(?: maybe| pal| "
        r"mate)?$|^(?:maybe )?later "
        r"(?:on )?DAY$|\bask (?:me )?(?:again )?(?:later|DAY)$",
        (
            "will do it tonight",
            "I'll come back to that one",
            "at lunch maybe",
            "ask again tomorrow",
            "later on today",
        ),
        ("I will do it first next time", "will do it on every job"),
        most=8,
    ),
    Hint(
        "save",
        r"^(?:\w+ ){0,2}save (?:whats|what is) (?:there|here)$|^(?:that )?(?:looks|sounds|seems|"
        r"is) (?:good|right|fine|spot on|"
        r"grand|perfect) (?:to me )?(?:save|log)\b",
        ("just save what's there",),
        most=7,
    ),
)
"""The first that is found wins."""

ABOUT_WORK: Final = re.compile(
    r"\b(?:torque\w*|bolts?|nuts?|seals?|wheels?|tyres?|tires?|brakes?|engine|gearbox|clutch|batter\w+|pumps?|belts?|"
    r"sensors?|fuses?|coolant|oil|fluid|valves?|pipes?|hoses?|calipers?|pads?|discs?|drill|jack|ramp|lift|scope|meter|"
    r"spanner|socket|keys?|cars?|vans?|trucks?|lorry|golf|fiesta|corsa|focus|astra|transit|leaf|bmw|audi|customers?|"
    r"invoice|parts?|pack|voltage|volts?|amps?|earth|wiring|loom|connectors?|relay|filter|exhaust|turbo|injectors?|"
    r"airbags?|chassis|axle|hub|bearing|panel|paint|weld\w*|glass|camera|radar|ecu|codes?|fault|diesel|petrol|fuel)\b"
)
"""Words of the workshop: a question with one of them is none of the bot's."""
