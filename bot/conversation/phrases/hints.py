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
    r"(?:technician|tech|advis[eo]r|manager|tester|mechanic|engineer|supervisor|foreman|"
    r"controller|apprentice|director|trainer|assessor|instructor|estimator|painter|fitter|"
    r"specialist|consultant|lecturer|inspector|coordinator|administrator|owner|team leader|"
    r"partsman|valeter)"
)
_EVENT: Final = (
    r"(?:course|webinar|training|talk|session|workshop|seminar|class|conference|refresher|event|"
    r"exam|assessment|module|briefing|expo)s?"
)
_OTHERS: Final = (
    r"(?:lads?|team|guys|boys|girls|crew|apprentices?|trainees?|techs?|technicians|mechanics|"
    r"fitters|everyone|everybody|them all|staff|starter|gaffer|boss|foreman|missus|wife|husband|"
    r"mate|colleague)s?"
)

HINTS: Final[tuple[Hint, ...]] = (
    Hint(
        "erase",
        r"\b(?:delete|deleted|erase|erased|wipe|wiped|remove|removed|rid of)\b.*\b(?:all )?my "
        r"(?:data|account|details|whole record|info)\b|\bmy (?:data|account|details|info) "
        r"(?:deleted|erased|wiped|removed|gone)\b",
        ("get rid of all my data", "I want my data deleted"),
        ("delete the old key from my data logger",),
    ),
    Hint(
        "export",
        rf"\b(?:send|email|mail|give|get|export|download|print|need|want|forward)\b.*\b(?:my|all "
        rf"my|a pdf of|a copy of|youve got|you have) .*\b(?:{_RECORD}|pdf|csv|file|on me)\b|"
        rf"\b(?:send|give|export) me (?:all|everything) "
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
        r"^(?:\w+ ){0,3}?(?:remind|nudge|tell|ask|poke|prod|ping|chase|message|buzz|text) (?:me|"
        r"us)\b(?! (?:of|that|how|what|why|to (?:check|use|wear|look|slow|always)))|\bneed "
        r"(?:reminding|a reminder)\b|\bset (?:me )?a(?:n| )?(?:reminder|alarm)\b|\bmake me log\b",
        (
            "remind me about the cert",
            "tell me again on friday",
            "set me a reminder for tomorrow morning",
        ),
        ("it reminds me to check the torque", "it reminded me how it works"),
        of_learning=True,
    ),
    Hint(
        "quiet_until",
        rf"\b(?:stop|quiet|silence|leave it|hold off|no {_NUDGES}|(?:no more|dont) {_PESTER}(?: "
        rf"me)?)\b.*\b(?:till|til|until|for now|for a|while|LENGTH|DAY|week|weeks|month|fortnight|"
        rf"before you {_PESTER} me)\b.*(?!\w)",
        ("stop till monday", "stop for now", "leave it a week before you message me again"),
        ("stop for a second before you open it", "leave it a while before you open the cap"),
        most=9,
        pending=False,
    ),
    Hint(
        "pause",
        r"\b(?:off|away|on (?:holiday|leave|hols)|holidays?)\b.*\b(?:pause|mute|stop|quiet|no "
        r"nudges)\b|\bpause (?:please|them|me|it|for)\b",
        ("I'm off for two weeks, pause please",),
        most=10,
    ),
    Hint(
        "stop",
        rf"\b(?:stop|quit|enough|no more|dont want|sick of|less|fewer)\b.*\b(?:{_NUDGES}|"
        rf"{_PESTER}) (?:me|please)?\b|^(?:please )?(?:dont|never|do not) {_PESTER} me\b|"
        rf"\b(?:less|fewer|not so many) {_NUDGES}\b|\bget off my "
        r"(?:back|case)\b|\b(?:give over|bore off|jog on|do one|pack it in|change the record|give "
        r"it up)\b|^not now not ever|\btake me off\b|\bsigned up for this\b",
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
        r"^useless (?:piece|heap|load|lump|bit)\b|\b(?:youre?|your|this|bot|thing|"
        r"app)\b.*\b(?:useless|rubbish|crap|shite?|stupid|annoying|garbage|pointless|nuisance|"
        r"pain in the|pain$|on my nerves|doing my head in|driving me (?:mad|nuts|up the wall|"
        r"crazy)|joke$|worst|idiot|moron|muppet)\b(?! (?:course|webinar|training|trainer|earth|"
        r"connection))|^(?:useless|rubbish|stupid|bloody|crap|shite?|fucking|annoying|daft) "
        r"(?:useless |stupid |annoying )?(?:bot|thing|app|machine|robot)\b|\bpiss off\b|\bfuck\b",
        ("you're getting on my nerves", "this thing is a pain", "rubbish bot", "piss off will ya"),
        ("the manual is rubbish on this", "this connector is useless once it corrodes"),
        most=9,
    ),
    Hint(
        "role",
        rf"\b(?:i am|im|ive|working as|work as|got|new job|promoted|became|become|made|"
        rf"moved)\b.*\b{_ROLE}\b.*\b(?:now|these days|job|role|from|since|DAY)|\b(?:new job|"
        rf"promoted|promotion|changed jobs)\b.*\b{_ROLE}\b|^(?:im|i am) (?:a|an|the) (?:\w+ "
        rf")?(?:\w+ )?{_ROLE}$",
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
        r"time ?zone|reminders?|nudges?|settings|reflections?|answers|profile|email|name)\b",
        ("change my scheme to CMI", "make my reflections private"),
        most=11,
    ),
    Hint(
        "missed",
        rf"\btrainer (?:had not|hadnt|never|didnt)\b|\bbudgets? (?:been |is |was |got )*(?:cut|"
        rf"gone)\b|\bno learning in\b|\b(?:didnt|couldnt|never) finish(?:ed)?\b.*\b(?:crash\w*|"
        rf"froze|kept|wifi|broke|died)\b|\b{_EVENT}\b.*\b(?:cancelled|canceled|postponed|called "
        rf"off|was off|is off|(?:got|was|been|has been) (?:moved|bumped|delayed|pushed back|put "
        rf"back)|full(?! of)|fully booked|rescheduled|never (?:turned up|happened|started|ran)|"
        rf"didnt (?:happen|run|go ahead|turn up|show)|no show|got pulled)\b|\b(?:missed(?! the "
        rf"(?:point|bit|part|first|last|end|start)\b)|didnt (?:go|make|get|attend)|couldnt (?:go|"
        rf"make|get|attend|join)|never (?:got|made|went)|cancelled|called off|turned up (?:and|"
        rf"but)|pulled off|too ill|too sick)\b.*\b{_EVENT}\b|\btrainer (?:never|didnt|was (?:ill|"
        rf"sick|off))\b",
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
        r"\b(?:im|ill be|ive been|were|been|was|am|back from|back at work after|off to) (?:\w+ "
        r"){0,3}?(?:leave|holiday|holidays|hospital|jury|sick|ill|poorly|funeral|covid|paternity|"
        r"maternity)\b(?! of)|\bnot feeling well\b|\bgoing home\b|^jury (?:service|duty)\b|"
        r"\bbroke my \w+",
        (
            "I'm away on leave from tomorrow",
            "not feeling well, going home",
            "back at work after two weeks with covid",
            "was at a funeral yesterday",
            "broke my wrist so I'm off for six weeks",
        ),
        ("sick of guessing on comms faults", "leave it connected while the pump is on"),
        most=12,
    ),
    Hint(
        "away",
        r"\b(?:wont|not|nothing|no|havent|aint)\b.*\b(?:doing|done|cpd|training|any|much|logged|"
        r"to log|courses)\b.*\b(?:DAY|week|month|year|holiday|leave|lately|yet|today|busy)\b|"
        r"\b(?:on|off on|back from) (?:holiday|leave|annual leave|paternity|maternity|the sick|"
        r"jury)\b|\b(?:im|ive been|been|was) (?:off )?(?:sick|ill|poorly)\b|\bspent "
        r".*\b(?:driving|travelling|in traffic|on the road)\b|\bnothing doing\b",
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
        rf"sign) (?:(?:\S+ ){{0,6}})?(?:(?:the|my|our|all the|all my|both) (?:\w+ )?{_OTHERS}|"
        rf"everyone|everybody|him|her|them)\b|\bto \w+s record\b|^(?:the|our|my) (?:\w+ "
        rf")?{_OTHERS} (?:on|at|off on|back from|been on|has been|doing)\b.*\b{_EVENT}\b",
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
        r"\b(?:thank|thanks|thankyou|thanx|tanks|tnx|thnx|cheers(?! (?:the|up|them|him|her|"
        r"people))|appreciate|appreciated|grateful|great help|big help|lifesaver|tak|gracias|"
        r"merci|danke)\b(?! to\b)",
        ("tanks very much", "you've been a great help", "really appreciate all this"),
        ("thanks to the tutor I can do it now", "cheers to the new kit we log it"),
        most=8,
    ),
    Hint(
        "greeting",
        r"^(?:hi|hiya|hello|hey(?! (?:siri|google))|yo|morning|evening|afternoon|gday|alright|"
        r"howdy|ey up|hey up|how do$|how goes|what about ye|hows she|how is she|nice to (?:meet|"
        r"see)|pleased to meet|good to (?:meet|see)|long time)\b",
        ("hey up", "what about ye", "how's she cuttin", "nice to meet you"),
        ("hello is not enough on the phone",),
        most=5,
    ),
    Hint(
        "talk",
        r"\bsee (?:you|ya) (?:after|in|on|at|next|then|tomorrow|around)\b|^(?:just )?(?:me|only "
        r"me) (?:moaning|again|being|having)|\bknock knock\b|\b(?:bit|proper|fierce|right) "
        r"(?:nippy|parky|muggy|grim|damp|wet|fresh)\b|^(?:god|lord) bless|^fair play to|\byou "
        r"dont (?:miss|half)\b|\btold me$|\blate night\b|\bgood to be here\b|\bfirst time using\b|"
        r"\ball from me\b|^ill (?:have a think|think about it|see|try)$|^happy christmas\b|"
        r"^(?:went|took the) .*\b(?:zoo|beach|wedding|party|cinema)\b|\bwho won\b|^what a (?:game|"
        r"goal|match|day|night|laugh|week)\b|\b(?:won|lost|drew) \d|\bwon NUMBER|^not in DAY\b|"
        r"\bmy (?:back|head|feet|knees?|hands?) (?:is|are|s)? ?(?:killing|aching|hurt|sore|"
        r"freezing)|\bignore me\b|\byou never sleep\b|\bbad day\b|^(?:bloody|fucking|sodding|roll "
        r"on|bring on) DAY|DAY (?:eh|feeling|vibes|already)$|^alright will do",
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
        r"remove|forget(?! (?:it|that|this)(?: one)?$)) (?:it|that|this|what i (?:just )?(?:put|"
        r"said|wrote|typed|sent))(?: one| "
        r"lot)?(?: (?:\w+ ){0,3}(?:wrong|mistake|duplicate|mine|person|course|one))?$",
        ("get shot of that", "scrap what I just put"),
        ("drop it two inches and it comes out", "delete it last or it comes back"),
        most=8,
    ),
    Hint(
        "skip",
        r"^(?:\w+ ){0,5}(?:skip|pass|next one)(?: (?:it|that|this|one|to the next|to next|the "
        r"next|on that))?$|^(?:\w+ ){0,3}forget (?:it|that|this)(?: one)?$|"
        r"^(?:forget about (?:it|that)|lets leave (?:it|that|this)|leave it out)$",
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
        r"sort)\b.*\b(?:later|DAY|tonight|that|lunch)\b(?: one)?$|^(?:at|after|over) (?:lunch|"
        r"work|tea|dinner|break)\b(?: maybe| pal| mate)?$|^(?:maybe )?later (?:on )?DAY$|\bask "
        r"(?:me )?(?:again )?(?:later|DAY)$",
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
        r"is) (?:good|right|fine|spot on|grand|perfect) (?:to me )?(?:save|log)\b",
        ("just save what's there",),
        most=7,
    ),
)
"""The first that is found wins."""

ABOUT_WORK: Final = re.compile(
    r"\b(?:torque\w*|bolts?|nuts?|seals?|wheels?|tyres?|tires?|brakes?|engine|gearbox|clutch|"
    r"batter\w+|pumps?|belts?|sensors?|fuses?|coolant|oil|fluid|valves?|pipes?|hoses?|calipers?|"
    r"pads?|discs?|drill|jack|ramp|lift|scope|meter|spanner|socket|keys?|cars?|vans?|trucks?|"
    r"lorry|golf|fiesta|corsa|focus|astra|transit|leaf|bmw|audi|customers?|invoice|parts?|pack|"
    r"voltage|volts?|amps?|earth|wiring|loom|connectors?|relay|filter|exhaust|turbo|injectors?|"
    r"airbags?|chassis|axle|hub|bearing|panel|paint|weld\w*|glass|camera|radar|ecu|codes?|fault|"
    r"diesel|petrol|fuel)\b"
)
"""Words of the workshop: a question with one of them is none of the bot's."""
