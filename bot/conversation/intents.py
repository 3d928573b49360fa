"""What a message wants: a question to the bot, or words about something done or planned."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.conversation.dates import Tense

AskedFor = Literal["status", "team", "help", "undo"]

_POLITE = r"(?:(?:hi|hello|hey|ok|okay|so|please|pls|and|can you|could you|tell me|cpd ?bot),? )*"
_TAIL = r"(?:,? (?:please|pls|thanks|now|today|then|again|currently|at the moment|so far|mate))*"
_WHO = r"(?:who(?:'s| is|s| are)?|anyone|anybody|is any(?:one|body))"
_STATE = r"(?:behind|at risk|short|on track|on pace|overdue|ready|not ready|falling behind|lagging)"
_MINE = r"(?:my |our )?(?:cpd )?"
_CYCLE = r"(?: (?:for|in) (?:this|the|my) (?:year|cycle))?"

_PHRASES: tuple[tuple[AskedFor, str], ...] = (
    (
        "team",
        rf"(?:show (?:me )?|list |see )?(?:my |the |our )?"
        rf"(?:team|reports|direct reports|people)(?:'s)?"
        rf"(?: (?:status|standing|view|overview|progress|cpd|credits))?"
        rf"|{_WHO} (?:(?:in|on) my team )?(?:is )?{_STATE}(?: (?:in|on) my team)?"
        rf"|how (?:is|are|'s) (?:my |the |our )?(?:team|people|lot) (?:doing|getting on)"
        rf"|how(?:'s| is) everyone doing|is my team {_STATE}",
    ),
    (
        "status",
        rf"(?:(?:show|give|check|see|view) (?:me )?)?{_MINE}(?:status|standing|progress|totals?"
        rf"|points|balance|credits|summary|pace){_CYCLE}"
        rf"|how(?:'s| is) (?:my )?(?:cpd|progress|year|cycle)(?: (?:going|looking|doing))?"
        rf"|how (?:am|are) (?:i|we) (?:doing|getting on|looking|placed)(?: with (?:my )?cpd)?"
        rf"{_CYCLE}"
        rf"|where (?:do|am|are) (?:i|we) (?:stand|at|up to)(?: with (?:my )?cpd)?{_CYCLE}"
        rf"|(?:what|how much|how many(?: (?:credits|hours|points))?) (?:am i|do i have|have i"
        rf"(?: got)?|do i need|have i done|are left|is left|to go|do i still need)"
        rf"(?: (?:short of|missing|short|left|to go|to do|got|logged|done|still))?"
        rf"(?: (?:this (?:year|cycle)|in all|so far))?"
        rf"|how far (?:behind|ahead|short|off) am i|how far am i (?:behind|off)"
        rf"|am i (?:behind|on track|on pace|ok|okay|short|ahead|at risk|up to date|ready"
        rf"(?: for (?:an )?audit)?){_CYCLE}|do i have enough(?: credits)?"
        rf"|what(?:'s| is|s) (?:my |left|missing)(?:status|standing|balance|total)?{_CYCLE}"
        rf"|what do i (?:still )?need(?: to do)?",
    ),
    (
        "help",
        r"help(?: me)?|i need help|\?|commands|what can (?:you|i|this) do(?: here)?"
        r"|what do you do|how does (?:this|it) work|how do (?:i|you) (?:use|start|log)"
        r"(?: (?:this|it|you|cpd|something|an? (?:entry|activity)))?|what are you|who are you"
        r"|how can i (?:log|record|add)(?: (?:cpd|something|an? (?:entry|activity)))?"
        r"|what (?:can|do) i (?:say|type|write)(?: here)?|instructions",
    ),
    (
        "undo",
        r"undo|undo (?:that|this|it|last|the last (?:one|change|entry)|my last change)"
        r"|(?:take|put) (?:that|it) back|revert(?: (?:that|it))?",
    ),
)
_ASKED_FOR = tuple(
    (name, re.compile(rf"{_POLITE}(?:{phrases}){_TAIL}")) for name, phrases in _PHRASES
)
_EDGES = re.compile(r"^[^\w?]+|(?<=.)[^\w]+$")

_PREFIX = re.compile(
    r"(?:(?:hi|hello|hey|please|pls|can you|could you|can i|i'd like to|i want to|i need to|/cpd"
    r"|cpd),? )*"
    r"(?:(?P<log>log|logged|add|added|record|recorded|new entry|entry|cpd)"
    r"(?: (?:this|cpd|entry|it))?"
    r"|(?P<plan>plan|planned|planning(?=:)|to do|todo)(?: (?:this|cpd))?)"
    r"(?:: ?| - |, |$| (?!books?\b|to\b|for\b|on\b|with\b|and\b|of\b|cpd\b))"
)
_DONE = (
    r"did|done|attended|atended|completed|complted|finished|went|took|sat|watched|listened|joined"
    r"|learnt|learned|studied|shadowed|mentored|coached|presented|delivered|passed|visited"
    r"|been(?! (?:nominated|asked|told|booked|signed|enrolled|invited|put down|given))"
    r"|practised|practiced|qualified|undertook|reviewed|diagnosed|replaced|fitted|rebuilt|repaired"
    r"|fixed|stripped|taught|observed|supervised|chaired|wrote|researched|carried out|helped"
)
_PAST = re.compile(
    rf"(?<![\w-])(?:{_DONE}|was|were|had"
    r"|got(?! (?:myself )?(?:booked|signed up|registered|enrolled|a place))|met|spent|ran)(?![\w-])"
)
_DONE_BY_ME = re.compile(
    rf"(?:^|[.!;\x1f\n] ?|\b(?:i|we|i've|ive|i have|just|today|yesterday|also|and|then)\b\x1f* ?)"
    rf"\x1f* ?(?:{_DONE}|spent|read|had an?|ran an?|led an?|started|reading|watching|listening to"
    rf"|attending|completing|shadowing|mentoring|coaching|studying)\b"
)
_FUTURE = re.compile(
    r"(?:^|[.;] )(?:booked|doing|off to|going (?:on|to)|attending)\b(?! (?:my cpd|it|that|this"
    r"|no)\b|,)"
    r"|^(?:i|we) (?:will|shall|should|must|ought to)\b(?! (?:never|not|have|always)\b)"
    r"|, (?:all )?booked(?: up| in)?[ .]*$|\bi'?m down for\b|^(?:i )?have an? (?!had\b)"
    r"|\b(?:coming up|lined up|pencilled in|in the diary)\b"
    r"|\b(?:planning (?:to|on)|plan to|plans? on|going to (?!the\b)|gonna"
    r"|booked (?:on|onto|in|into|for|to|myself|us|an?|the|my|our|some|two|three)\b"
    r"|booked\b(?= [a-z]* ?(?:course|training|place))|book me"
    r"|will be (?:at|on)\b|will (?:be |have )?(?:attend|do|go|going|take|taking|complete|read"
    r"|join|start|watch|sit|"
    r"visit|shadow|attending|doing|starting|study)\b"
    r"|i'll(?! never)|ill (?:be|do|go|attend|take|read)|signed up|sign up|enrolled|enroled"
    r"|registered (?:for|on|onto)"
    r"|want to|would like to|need to|have to|i'?ve to|gotta|hoping to|hope to|intend to"
    r"|intending to|aim to"
    r"|aiming to|due to (?:attend|do|start|take)|scheduled (?:for|to|in)|upcoming|nominated for"
    r"|starting (?:on|in)"
    r"|(?:i|we) have (?:an?|my|the|some)\b|(?:i'?ve|we'?ve) got (?:an?|the|this|to)\b|thinking"
    r" (?:of|about) (?:doing|going)"
    r"|\bcoming (?:in|out|over|round)?(?: on| this)? ?(?:next|tomorrow)\b|in the new year"
    r"|getting (?:my|the)\b|got an(?:other)? (?:[\w-]+ ){0,3}(?:course|training|webinar|workshop"
    r"|seminar|assessment|exam|session)(?: on [\w ]{2,20})? (?:(?:on|this|next|coming) )?"
    r"(?:mon|tues?|wed|weds|thurs?|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b"
    r"|i'm (?:doing|attending|going|off to|on a)|im (?:doing|attending|going)|looking to)"
)
_NOT_DONE = re.compile(
    r"\b(?:didn'?t|did not|couldn'?t|could not|wasn'?t able to|won'?t|will not|can'?t|cannot"
    r"|haven'?t"
    r"|have not|hadn'?t)(?: even| actually| manage to| get to| get round to| be able to| yet)*"
    r" (?:go|make|attend|do|done|been|get|got|gone|turn|finish|finished|manage|start|started"
    r"|happen|run"
    r"|take place|come|join|sit|watch|read|complete|completed)\b"
    r"|^(?:i |we )?(?:might|maybe i'?ll|may) (?:just |also )?(?:do|go|try|book|have)\b"
    r"|\b(?:was|were) (?:meant|supposed|due) to (?:be on|be at|go|attend|do)\b[^.]*\bbut\b"
    r"|^(?:there (?:is|was|were) |had |done |did )?(?:no|zero|nil) (?:\w+ )?(?:training|cpd"
    r"|courses?"
    r"|learning|webinars?)\b"
    r"|\b(?:missed (?:the|my|our|it|that|out|this|yesterday|last|today|\w+day)|cancelled"
    r"|canceled|called off|postponed"
    r"|never (?:did|went|got|happened))\b"
)
DID_MY = (
    r"did my(?! (?:[\w&/'-]+ ){0,5}?(?:training|courses?|webinars?|refresher|modules?|cpd|exams?"
    r"|assessments?|seminar|workshop|e-?learning|update|sessions?|class|tests?|induction|mentoring"
    r"|conference|annual|review|appraisal)\b(?! (?:count|save|go|get|come|show|work|arrive|land"
    r"|make|register|stay|help|expire|run|need|have|do|end|start|appear|change|disappear)\b))"
)
"""What asks of something of the member's: "did my course save", and not "did my course Monday"."""

_QUESTION = re.compile(
    r"(?:(?:hi|hello|hey|so|ok),? )*(?:(?:how (?:many|much|do|does|can|long|far|am|is)"
    r"|what (?:do|did|does|is|can|are|have|about)|when (?:do|does|did|is)|where (?:do|is|can)"
    r"|(?:can|could|do|should|am|did|have) i|does|" + DID_MY + r"|is (?:my|it|there|this))\b"
    r"|(?:what|who|when|where|why|how|which|is|are|was|were|am|do|does"
    r"|did|can|could|should|would|will|have|has)\b[^\n]*\?$)"
)


@dataclass(frozen=True, slots=True)
class Drift:
    """Where a message about an activity is heading.

    `prefix_end` is the length of a leading "log" or "plan", which `asks_to` names. `tense` is
    that of the first verb that has one. `by_me` says that it opens like a deed of the member's.
    """

    prefix_end: int = 0
    asks_to: Literal["log", "plan"] | None = None
    tense: Tense | None = None
    by_me: bool = False
    denied: bool = False
    question: bool = False


def asked_for(plain: str) -> AskedFor | None:
    """What a whole message asks of the bot, if it is one of the ways to ask for just that."""
    if len(plain) > 120:
        return None
    plain = _EDGES.sub("", plain) or plain.strip()
    return next((name for name, ways in _ASKED_FOR if ways.fullmatch(plain)), None)


def drift(plain: str) -> Drift:
    """Where folded text is heading; only the words around the activity are looked at."""
    prefix = _PREFIX.match(plain)
    prefix_end = prefix.end() if prefix else 0
    asks_to: Literal["log", "plan"] | None = None
    if prefix:
        asks_to = "log" if prefix["log"] else "plan"
    past, future = _PAST.search(plain, prefix_end), _FUTURE.search(plain, prefix_end)
    tense: Tense | None = "past" if past else None
    if future and (past is None or future.start() <= past.start()):
        tense = "future"
    if asks_to == "plan":
        tense = "future"
    return Drift(
        prefix_end=prefix_end,
        asks_to=asks_to,
        tense=tense,
        by_me=_DONE_BY_ME.search(plain, prefix_end) is not None,
        denied=_NOT_DONE.search(plain) is not None,
        question=_QUESTION.match(plain) is not None,
    )
