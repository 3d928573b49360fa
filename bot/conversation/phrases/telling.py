"""What a few words must have to be kept as somebody's account: something of the work, of people at
work, or the form of a thing learnt. Longer messages need none of it.
"""

import re
from typing import Final

MOST_WORDS: Final = 6
"""Messages of up to so many words are looked at."""

HOW_ONE_TELLS: Final = re.compile(
    r"^\W*(?:(?:and|so|mainly|just|also|mostly|basically|honestly|well|yes|yeah|no) )*(?:always|"
    r"never|how (?!many|is\b|are\b|was\b|come)|why (?!not)|when (?!i'?m)|where (?!is|are|will|do)|"
    r"which|to |if |only|keep|check|test|measure|prove|proving|wear|use|using|start|slow|double|"
    r"listen|write|log (?!it|that|this)|look|make (?!me|it)|take (?!me)|leave (?!it|me)|let (?!me|"
    r"s)|get (?!me|off)|give (?!me|us)|talk|say |ask |tell (?!me)|don'?t (?!fancy|bother|care|"
    r"know)|do not|be |meter|isolate|lock|clean|torque|bleed|read|stop (?!\w+ing me)|wait|one |"
    r"two |three |more |less |fewer |better |not \w+ing (?:the|a|my|your|their|people)|\w+ing )"
)
"""How something learnt begins, in few words: "always meter it twice"."""

OF_WORK: Final = re.compile(
    r"\b(?:feedback|teams?|people|customers?|reviews?|appraisals?|meetings?|coach\w*|listen\w*|"
    r"delegat\w*|plan\w*|risk\w*|budget\w*|costs?|safety|safe|train\w*|learn\w*|staff|questions? "
    r"(?:to|of|about|first)|reports?|records?|check\w*|test\w*|measur\w*|order|process\w*|"
    r"procedure\w*|steps?|rules?|law|legal|policy|sales?|price\w*|quote\w*|complaints?|"
    r"communicat\w*|trust|honest\w*|stress|hours?|minutes?|first|before|after|until|because|"
    r"instead|properly|right way|gloves?|ppe|tools?|data|drawing|diagram|spec\w*|tolerance|"
    r"pressure|temperature|heat|cold|water|air|gas|dust|fire|charge\w*|power|current|signal|"
    r"readings?|load|weight|height|angle|gap|wear|damage|leak\w*|noise|rust|corrosion|grease|cap|"
    r"plug|lead|cables?|terminal|board|label|date|limit|level|method|trick|mistakes?|reason|jobs|"
    r"turn\w*|required|requirement|needed|gap in|skills?|confiden\w*|wrong|faults?|mix\w*|manual|"
    r"guess\w*|works?|attended|technicians?|techs?|apprentices?|struggl\w*|hard\w*|tricky)\b|\d "
    r"?(?:mm|nm|v|bar|ohms?|amps?|degrees|%|hours|mins|minutes|hz|kw|psi|ml|volts?)\b"
)
"""Words of the work and of people at it."""

CHAT: Final = frozenset(
    {"i", "im", "i'm", "me", "you", "u", "your", "it", "this", "that", "up", "yet", "not", "love"}
    | {"lol", "much", "https", "gimme", "or", "and", "hi", "hey", "mate", "pal", "there", "here"}
    | {"he", "she", "we", "us", "them", "they", "is", "are", "was", "am", "be", "what", "who"}
    | {"maybe", "joy", "yay", "oh", "ah", "eh", "now", "later", "please", "scrub", "nuke", "hang"}
)
"""Words that no name of a thing holds, as in "proving dead"."""

OF_ENGLISH: Final = CHAT | {
    *(
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "with",
        "my",
        "his",
        "her",
        "no",
        "so",
    ),
    *(
        "get",
        "got",
        "do",
        "did",
        "done",
        "had",
        "has",
        "have",
        "can",
        "will",
        "just",
        "some",
        "one",
    ),
    *("that's", "it's", "don't", "can't", "what's", "who's", "aren't", "isn't", "again", "back"),
    *(
        "need",
        "want",
        "forgot",
        "call",
        "bit",
        "bad",
        "good",
        "day",
        "today",
        "out",
        "off",
        "those",
    ),
}
"""Small words of which English has one in almost any three words."""

TALK: Final = re.compile(
    r"(?<!\w)(?:i|im|i'm|ive|i've|ill|i'll|me|you|u|ur|your|youre|you're|lol|hey|hi|mate|pal|"
    r"please|pls|love|bro|gimme|lunch|dinner|tea|coffee|brew|breakfast|pub|beer|weekend|holiday|"
    r"mood|home|mum|dad|wife|kids?|missus|gaffer'?s?|birthday|football|match|weather|rain\w*|"
    r"tonight|today|tomorrow|this (?:morning|afternoon|evening|week)|again|yet|later|bored?|"
    r"tired|knackered|hungover|busy|late|sorry|funny|laugh\w*|lovely|bless|cheers|ta|thanks?|"
    r"where will|one of those|night out|who'?s in|mrs?|miss)(?!\w)"
)
"""What talk is made of rather than a thing learnt: oneself, the other, meals, moods, today."""

SAYS_SOMETHING: Final = 3
"""More words than these, none of them of `TALK`, say something of the matter."""

NAMES_A_THING: Final = 2
"""So many words can name something."""

EXAMPLES: Final = (
    "proving dead",
    "windscreen jobs",
    "always meter it twice",
    "the order matters",
    "wear the gloves",
    "not filling the silence",
    "feedback the same day",
    "5 Nm then 90 degrees",
    "siempre medir dos veces",
    "pehle voltage check karo",
)
"""Few words that tell something."""

OTHERS: Final = (
    "much love",
    "clever little thing aren't you",
    "that made me laugh",
    "been one of those days",
    "forgot my lunch again",
    "gaffer's in a foul mood today",
    "mum says dinner's at 6",
    "where will this show up",
)
"""Few words that tell nothing, though no other table knows them."""
