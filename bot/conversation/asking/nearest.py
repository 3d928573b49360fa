"""What a question is most likely about, where no row of `rows` answers it: in it stand words that
the bot alone knows of, beside others that it does not.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.asking.asked import Asked, Topic
from bot.conversation.asking.model_words import ASKS_OF_A_MODEL
from bot.conversation.asking.periods import find_period
from bot.conversation.asking.recognising import has_its_mark, is_turned_round
from bot.conversation.asking.words import words_of
from bot.conversation.phrases.hints import ABOUT_WORK
from bot.conversation.text import clean, folded

_LONGEST: Final = 200
_MOST_WORDS: Final = 32


@dataclass(frozen=True, slots=True)
class NearestRow:
    """A topic, and words of a question about it, as a regular expression over `words_of`."""

    topic: Topic
    pattern: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = ()


_CREDITS: Final = r"(?:credits?|cpd points?|points|cpd)"
_SCHEME: Final = r"(?:imi|cmi|cpd|techsafe)"
_MINE: Final = r"(?:my|this|the|our|next|last|an?|which|any|that|saved|cpd|another)"
_LEARNING: Final = (
    r"(?:course|courses|webinars?|training|toolboxtalks?|talks?|reading|podcasts?|videos?|youtube|"
    r"seminars?|conferences?|workshops?|mentoring|coaching|shadowing|elearning|magazines?|books?|"
    r"articles?|travel|lunch|learning|this|that|it|exam|visit|qualification|nvq|reflection|one)"
)

NEAREST: Final[tuple[NearestRow, ...]] = (
    NearestRow(
        "model",
        ASKS_OF_A_MODEL,
        (
            "are you an AI?",
            "do you use AI?",
            "is my text sent to ChatGPT?",
            "am I talking to a human?",
            "are you a bot or a real person",
            "is there a person reading this?",
        ),
        ("will AI take my job?", "can I use AI to find faults?"),
    ),
    NearestRow(
        "courses",
        r"\b(?:recommend\w*|suggest\w*)\b.*\b(?:course|courses|webinars?|training|podcasts?|"
        r"book)\b|\b(?:any|got any|what|which) (?:good|decent|useful) (?:course|courses|webinars?|"
        r"training)",
        ("any recommendation for a leadership webinar?", "got any good courses for EV"),
    ),
    NearestRow(
        "who_sees",
        r"\b(?:manager|boss|hr|gaffer|employer|head office|anyone|anybody|who|others)\b.*\b(?:see|"
        r"sees|read|reads|export|access|look|get to|shown|shared|use|uses)\b.*\b(?:this|my|them|"
        r"it|entries|words|reflections?|answers?|stuff|record)\b|\bwhere (?:do|does) (?:my|those|"
        r"these|the) (?:words|data|answers?|reflections?|entries|record|stuff) (?:go|end up)\b|"
        r"\b(?:do|does|will|are) my (?:answers?|words|reflections?|entries|entry|"
        r"record)\b.*\b(?:manager|boss|hr|anyone|people|others|shared|public|private)\b|^who gets "
        r"(?:my|this|these|the) (?:words|text|answers?|entries|data|record|stuff) $",
        (
            "who gets to see this stuff",
            "where does my data go",
            "can the boss export them from slack?",
            "does my answer go to my manager?",
            "who gets my answers",
        ),
        ("who sees the customer out",),
    ),
    NearestRow(
        "pause",
        r"\b(?:how|can|could) (?:do i|i|do you|can i)\b.*\b(?:switch|turn|stop|mute|pause|get rid|"
        r"silence|fewer|less)\b.*\b(?:nudges?|reminders?|messages?|you|notifications?|mute)\b|"
        r"\b(?:howmany|howoften|when) (?:nudges?|reminders?|messages?|do you (?:nudge|message|"
        r"remind))",
        (
            "how do i switch the nudges off for a bit?",
            "how do I turn you off for a week",
            "how many nudges do I get a week",
        ),
    ),
    NearestRow(
        "why_nudge",
        r"\b(?:why|howcome)\b.*\b(?:nudges?|nudged|reminder|reminders|message|messaged|remind)\b",
        ("why did you message me at 3pm", "how come I got a reminder today"),
    ),
    NearestRow(
        "worth",
        rf"\b(?:howmany|howmuch|what) (?:{_CREDITS}|hours) (?:would|will|do|does|can|should|could|"
        rf"is|are|for)\b.*\b{_LEARNING}\b|\bis (?:my|a|an|one)\b.*\b{_LEARNING}\b.*\b(?:credit|"
        rf"credits"
        r"|point|points)\b|\bis (?:this|that|it|my \w+) (?:only |just )?(?:one|two|three|half a|"
        r"\d) (?:credits?|points?)|\bhow ?many credits (?:is|are|will|do|for)\b|\b(?:entry|course|"
        r"webinar) worth\b",
        (
            "how many credits would I get for a two day course?",
            "is my 30 min toolbox talk half a credit?",
            "is this one credit or two",
            "what is an entry worth if I got nothing in my account yet?",
        ),
    ),
    NearestRow(
        "waiting",
        rf"\bwhy (?:is|are|has|have|does|do|did) (?=.*\bnot\b).*\b(?:{_LEARNING}|entry|draft|"
        rf"one)\b.*\b(?:count\w*|save|saved)\b|\bwhy (?:does it say|is it|only|am i on) (?:only "
        rf")?(?:0|no|zero|1|one|nothing|not)\b.*\b(?:{_CREDITS}|count\w*)\b|\bwhy (?:is it "
        rf")?(?:only|just) \d? ?{_CREDITS}",
        (
            "why isn't my Bosch course counting",
            "why does it say 0 credits",
            "why only 1 credit for a whole day",
        ),
    ),
    NearestRow(
        "counts",
        r"\bdifference\b.*\b(?:formal|informal)\b",
        ("what's the difference between formal and informal",),
    ),
    NearestRow(
        "courses", r"^(?:what is|what 's) worth (?:doing|learning)", ("what's worth doing next",)
    ),
    NearestRow("stage", r"\b(?:four|all the|so many) boxes\b", ("why four boxes",)),
    NearestRow(
        "attach",
        r"^(?:can|is|does|do|will|are)\b.*\b(?:evidence|certificates?|proof(?! "
        r"load))\b.*(?:enough|ok|count|evidence|needed|$)",
        ("can a toolbox talk be evidence", "is a photo of the certificate enough"),
    ),
    NearestRow(
        "attach",
        r"\b(?:do i need|what is|what counts as|where do i|how do i|can i)\b.*\b(?:evidence|"
        r"certificates?|cert|proof(?! load| test)|screenshot)\b",
        ("what is evidence and do I need it for a toolbox talk?",),
        ("what is the proof load of the sling",),
    ),
    NearestRow(
        "counts",
        rf"^(?:and |so |but )?(?:do|does|did|will|would|is|are|can|"
        rf"could)\b.*\b{_LEARNING}\b.*\b(?:count|counts|qualify|eligible|formal|informal|worth "
        rf"(?:anything|it))\b(?! as (?!cpd|formal|learning|credits?))|\bwhat (?:counts|is|"
        rf"qualifies)\b.*\b(?:formal|informal)\b"
        r"|^can i (?:still |also )?(?:log|add|claim|put|use|count|enter)\b.*\b(?:from|last|one|"
        r"period|something|old|twice|course|webinar|training)\b",
        (
            "does a toolbox talk count for credits or is it too short",
            "will it count if I write my reflection in polish?",
            "what counts as formal learning",
            "is that formal or informal?",
            "can i still add one from august",
        ),
        ("does brake fluid count as hazardous waste?", "do the bolts count"),
    ),
    NearestRow(
        "failure",
        r"\bwhat (?:hapens|happens) (?:if|when)\b.*\b(?:miss|fail|short|under|below|reach|get to|"
        r"make)\b.*\b(?:my|90|credits|points|cycle|it)\b|\b(?:would|will|do|could) i "
        r"lose\b.*\b(?:techsafe|imi|cmi|registration|status|membership|licence)\b",
        ("wot hapens if i miss my 90", "would I lose TechSafe as well?"),
    ),
    NearestRow(
        "credits_left",
        rf"\b(?:howmany|howmuch|what)\b.*\b(?:{_CREDITS}|hours)\b.*\b(?:left|need|pending|remain\w*|short"
        r"|more|missing|togo|due|for me)\b|\bwhat (?:do|does) i (?:still )?need\b.*\b(?:year|"
        r"cycle|keep up|count|imi|cmi|cpd)\b|\bwhat (?:is|am i) missing (?:on|from|in) (?:that|"
        r"this|my|the) (?:entry|one|draft|record)",
        (
            "sir kindly tell how many points are pending for me",
            "and what do I need this year to keep up",
        ),
    ),
    NearestRow(
        "cycle_end",
        rf"\b(?:when|what|where|howlong)\b.*\b(?:my|the|this|our|cpd) (?:cpd |imi )?(?:cycle|"
        rf"cpd)\b|\b(?:when|what)\b.*\b(?:date|cutoff|deadline|reset|resets)\b.*\b(?:cycle|"
        rf"{_SCHEME})\b"
        r"|^(?:so )?when (?:does|do|is|will) (?:it|this|it all|everything) (?:all )?(?:reset|"
        r"start again|start over|renew|run out)\b|\b(?:in|into|of) (?:this|my|the|next) cycle\b",
        (
            "when's the cut off for my cycle",
            "what is the last date for completing CPD",
            "so when does it all reset",
            "If I do the 3 day course in July does it all go in this cycle or the next?",
        ),
        ("when does the cycle of the pump end",),
    ),
    NearestRow(
        "standing",
        rf"\b(?:howmany|howmuch|what)\b.*\b{_CREDITS}\b.*\b(?:i|my|me|we|am|finish\w*|got)\b"
        r"|\b(?:my|our) (?:cpd|standing|credits|points|hours|total|totals|score|progress)\b|"
        r"\bwhere (?:am i|i am|are we)\b.*\b(?:cpd|hours|credits|points|year|cycle)\b|^am i "
        r"(?:nearly|almost) there(?: yet)? $|^am i (?:alright|ok|good|grand|sorted|nearly there|"
        r"almost there|there)\b.*(?:year|yet|cycle|there|imi|cmi|cpd) $|^what am i (?:on|at)(?: "
        r"now| so far)? $|\brecommended pace\b",
        (
            "how many credits did i finish last year on?",
            "may I know my standing please",
            "could you let me know where I am with my hours",
            "am I alright for this year",
            "am i nearly there",
            "what am I on now",
            "yo how many creds i got",
        ),
        ("am I ok to drive it", "what am I on this ramp for"),
    ),
    NearestRow(
        "logged",
        rf"\b(?:is|are|was|did|have|has|do)\b.*\b{_LEARNING}\b.*\bin my (?:record|log|entries|"
        rf"cpd)\b|^have you (?:got|saved|logged) my\b.*\b{_LEARNING}\b",
        ("is the Bosch course in my record", "have you got my webinar from Tuesday"),
    ),
    NearestRow(
        "stage",
        r"\b(?:howmuch|howlong) (?:do|does|should) (?:i|it) (?:have|need)?(?: to)?(?: be)?(?: "
        r"to)? ?(?:write|say|put|type|answer)\b|\bdoes it matter what i (?:put|write|say|"
        r"answer)\b|\b(?:my|the|a) reflections?\b",
        ("how much do I have to write?", "does it matter what I put?"),
    ),
    NearestRow(
        "why_question",
        r"\b(?:howmany|what|any) (?:more |other )?questions\b|\bcan i (?:skip|leave|miss) (?:the |"
        r"your |these |all )?questions?\b|\bis this (?:for|part of) (?:the |an )?audit\b",
        ("how many more questions", "can I skip the questions"),
    ),
    NearestRow(
        "settings",
        r"\b(?:what|which) scheme\b|\bwhat (?:job|role) (?:do you have|am i down|have you)\b",
        ("what scheme am I on",),
    ),
    NearestRow("rhythm", r"\bcmi\b", ("will CMI be happy with a podcast a month",)),
    NearestRow(
        "team",
        r"^(?:anyone|anybody|who|which of (?:them|my|the|mine)\b).*\b(?:short|behind|risk|atrisk|"
        r"late|lagging|struggling|overdue|chasing)\b|\b(?:my|the) (?:lot|team|lads|crew|reports)\b",
        ("anyone short in my lot", "which of them are at risk"),
        ("who is behind the wheel",),
    ),
    NearestRow(
        "who_sees",
        r"\bwhat (?:can|does|could|will) \w+ (?:see|read)\b.*\b(?:of mine|my|about me|of me)\b|"
        r"^(?:do|will|are) you (?:share|going to (?:tell|show)|tell|show|pass)\b|\bwhat (?:do|"
        r"will) you do with\b|\b(?:my|our) data\b|^do you (?:ever )?(?:delete|keep|store|share|"
        r"sell)\b",
        (
            "what can Priya see of mine",
            "what do you do with my data",
            "do you ever delete anything",
        ),
    ),
    NearestRow(
        "settings",
        r"\b(?:who is|who 's|whos) my (?:manager|boss)\b|\bwhat are my (?:hours|settings)\b",
        ("who's my manager on here",),
    ),
    NearestRow(
        "pause",
        r"\bwhen (?:will|do|does|are) (?:you|the (?:nudges|reminders))\b.*\b(?:remind|nudge|"
        r"message|ask|come|next)\b|\bwhat time (?:do|does|will) (?:they|you|it|the \w+) (?:come|"
        r"message|nudge|remind|arrive|go out)\b",
        ("when will you next remind me", "what time do they come"),
    ),
    NearestRow(
        "logged",
        r"^(?:did|have) i (?:already |ever |not )?(?:log|logged|put|record|recorded|add|added|"
        r"save|saved|claim)\b",
        ("did I log the Bosch thing", "have I already logged the tyre webinar?"),
        ("did I put the bolt back",),
    ),
    NearestRow(
        "worth",
        rf"^(?:is|are|would|will)\b.*\b{_LEARNING}\b.*\bworth (?:a |any |something|anything|"
        rf"points?|credits?)",
        ("is watching a Bosch video worth a credit",),
    ),
    NearestRow(
        "standing",
        r"^(?:how|where) (?:am i|i am|'s my|is my)\b.{0,40}$|^how (?:does|is) the pace\b|\bwhat "
        r"does (?:behind|pace|on pace|at risk|waiting|ahead|credits?) mean\b|\bhow am i\b|"
        r"\b(?:fixed|sitting|looking|placed|doing) for (?:points|credits|hours|the year|cpd)\b|"
        r"^(?:give me |what are )?my (?:numbers|figures|credits|points|balance|total)\b|\b(?:what|"
        r"which) (?:all )?(?:is|are) pending\b|^(?:points|credits|hours) (?:to date|so far|now)|"
        r"^how ?many (?:credits?|points) (?:now|so far|to date|left)|\b(?:hit|get to|make|reach) "
        r"(?:my )?\d\d\b|^kindly (?:inform|tell|update)\b.*\bmy\b|^howmany credit\b",
        (
            "points to date?",
            "what way am I fixed for points",
            "kindly inform me my balance credits",
            "what all is pending from my side",
            "how'm I doing",
            "gimme my numbers",
            "how many credit now",
        ),
    ),
    NearestRow(
        "credits_left",
        r"^if i\b.*\b(?:am i|do i|will i|is that|would i|does that|can i)\b",
        ("if I do 30 hours this year am I done",),
    ),
    NearestRow(
        "team",
        r"\bhow (?:'s|is|are|'re) (?:the|my|our) (?:\w+ ){0,2}(?:team|crew|shop|workshop|bodyshop|"
        r"bay|shift|lot|lads|guys|depot|site|office|apprentices|technicians|techs) (?:getting on|"
        r"doing|looking|shaping up|coming along|going)\b",
        ("how's the paint shop getting on", "how are the night shift doing"),
        ("how is the weld looking",),
    ),
    NearestRow("framework", r"\bframework\b", ("what's the story with the framework",)),
    NearestRow(
        "worth",
        r"\b(?:why|howcome)\b.*\b(?:half a|only|just)\b.*\b(?:credit|point)s?\b",
        ("how come that's only half a credit",),
    ),
    NearestRow(
        "cycle_end",
        r"\bwhen do i have to be (?:done|finished) by\b|^(?:when )?(?:my )?cycle (?:end|over|up|"
        r"finish)\b",
        ("when do I have to be done by", "when cycle end"),
        ("when the cycle ends the pump primes",),
    ),
    NearestRow(
        "courses",
        r"^what should i (?:do|learn|study|take) next(?: for (?:my )?cpd)? $|\bideas? for (?:my "
        r")?(?:next )?cpd\b",
        ("what should I do next", "any ideas for my next CPD"),
    ),
    NearestRow(
        "audit",
        r"^(?:do|does|will) (?:they|imi|cmi|anyone|somebody|you) (?:ever )?(?:check|look at|audit|"
        r"read) (?:these|this|them|it|my)\b",
        ("do they check these",),
    ),
    NearestRow(
        "stage",
        r"\bhow ?many words\b|^(?:can|may|could|should) i (?:answer|write|reply|say) (?:it |this |"
        r"that )?in \w+ $|^what do you mean(?: by (?:that|this|it))? $|^do i have to $",
        ("can I answer in polish",),
    ),
    NearestRow(
        "help",
        rf"\b(?:{_SCHEME}|credits|nudges?|reminders|(?:{_MINE}|of|in) (?:entry|entries|drafts?|"
        rf"cycle))\b",
        ("which of my entries was the dullest",),
        ("why the entry angle of the blade matters", "how do you bleed the clutch?"),
    ),
)
"""Rows from what is particular to what is general; the first that fits wins."""

_COMPILED: Final = tuple((row.topic, re.compile(row.pattern)) for row in NEAREST)
_OF_THE_BOT: Final = re.compile(
    rf"\b(?:{_SCHEME}|credits?|points|entry|entries|drafts?|record|reflections?|nudges?|"
    rf"reminders?|evidence|(?:paint|parts|tyre|service|weld) (?:shop|team|crew|lads)|"
    r"manager|boss|course|courses|webinars?|training|toolboxtalks?)\b"
)
"""Words beside which a word of the workshop says nothing."""
_ASKS: Final = re.compile(
    r"(?:and |so |but |yo |sir |wot |kindly )*(?:(?:what|who|when|where|why|how\w*|which|"
    r"wot)\b(?! (?:we|the|a|to)\b)|(?:howmany|howmuch|howcome)\b|(?:is|are|am|do|does|did|can|"
    r"could|will|would|should|has|have|may) (?:i|my|they|these|imi|cmi|watching|reading|you|the|a|"
    r"an|that|this|it|there|we|any|anyone|\w+ (?:count|training|time|talk))\b|if i\b|any "
    r"(?:recommend|good|decent|course|idea)|got any\b|tell\b|anyone\b|anybody\b|kindly\b|my "
    r"(?:numbers|figures|balance|cpd)\b|give me my\b|(?:points|credits|cycle) (?:to date|so far|"
    r"now|left|end|over|up|finish)\b)"
)


def nearest(text: str, *, now: datetime, tz: ZoneInfo) -> Asked | None:
    """The topic to which a question of the bot's own things comes nearest; None where it is none.

    `text`, `now` and `tz` as of `asked`.
    """
    if not 0 < len(text) <= 2 * _LONGEST:
        return None
    plain = folded(clean(text).text)
    row, led = words_of(plain)
    words = row.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    marked = has_its_mark(plain)
    if not (led or marked or is_turned_round(words) or _ASKS.match(row)):
        return None
    if not marked and not led and not _ASKS.match(row):
        return None
    topic = next((topic for topic, pattern in _COMPILED if pattern.search(row)), None)
    if topic is None or (ABOUT_WORK.search(row) and not _OF_THE_BOT.search(row)):
        return None
    period = find_period(plain, now.astimezone(tz)) if topic == "logged" else None
    return Asked(topic, period=period[0] if period else None)
