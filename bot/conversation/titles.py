"""Makes a title of the words that are left when everything else has been read."""

import re

from bot.conversation.field import Confidence, Field, Span
from bot.conversation.text import BLANK, folded

TITLE_LIMIT = 120
"""Characters of a title at most: what fits the first line of a card."""

# What leads up to an activity and says nothing of it. A verb stays where it is the activity
# itself: "mentored an apprentice".
_LEAD_IN = re.compile(
    r"(?:i|i've|ive|i'm|im|i'll|ill|we|we've|have|just|today|also|so|and|then|hi|hello|hey|please"
    r"|did|done|do|doing|attended|atended|attend|attending|completed|complted|completing"
    r"|complete (?=an? |the |my |level |\d)|finished|start|started|starting"
    r"|went (?:to|on|through)|go (?:to|on)|going (?:to|on)|gonna|off to"
    r"|been (?:to|on|at)|was (?:on|at)|took(?: part in)?|take (?=an? |the |my |part)"
    r"|taking (?=an? |the |my |part)|part in|sat(?: through)?|sit|joined|join|had|spent|spend"
    r"|watched|watching|watch|listened to|listening to|listen to|read through|read up on|read"
    r"|worked through|it was|it's|there was"
    r"|planning (?:to|on)|plan to|plans? on|booked (?:on|onto|in|into|for|myself on|a place on)"
    r"|booked|will (?:be )?|want to|would like to|need to|have to|hoping to|hope to"
    r"|intend(?:ing)? to|aim(?:ing)? to|due to|scheduled (?:for|to)|upcoming|signed up (?:for|to)"
    r"|enrolled (?:on|for|in)|registered (?:for|on|onto)|looking to"
    r"|a|an|the|some|my|of|on|onto|for|in (?!house|depth|car|vehicle|person)|to|at|about|with"
    r"|by|from|via|lasting|which|is|was|worth of|approx|around|roughly|nearly|almost)"
    rf"(?:(?<= )|[ {BLANK}]+|$)"
)
_LEADING_MARKS = re.compile(r"[^\w(\[\"'“‘#£$€@&*+-]+|[-*+&'#@]+ ?(?!\w)|- ?|[*+&] |[)\]]")
_TRAIL_OFF = re.compile(
    rf"(?:^|[ {BLANK}]+)(?:on|at|for|with|by|from|via|of|in|and|to|the|a|an|about|around|approx"
    r"|approximately|roughly|nearly|almost|over|just|it|that|which|was|lasting|lasted|took|taking"
    r"|takes|i|we|in total|total|altogether|each|or so|ish|since|dated|during|this|per|only"
    r"|between|until|starting|plus|x|is|last|please|pls|thanks|another|then)$"
)
_TRAILING_MARKS = f" \n{BLANK},;:|&+~([/-–—.!?…"
_GAP = re.compile(
    r"(?:(?<![\w-])(?:for|on|at|in|from|about|around|approx\.?|approximately|roughly|nearly|almost"
    r"|lasting|lasted|which took|it took|that took|took|taking|of|since|dated|by|just|only|between"
    rf"|until|starting|all|over) ?|~ ?)*{BLANK}+"
    r"(?: ?(?:in total|total|altogether|each|or so|-?ish|worth of)(?![\w-]))?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]+(?=[ \n]|$)|\n")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:st|dr|mr|mrs|ms|prof|approx|e\.g|i\.e|vs|no|ltd|inc|etc|\w)$"
)
_EMPTY_BRACKETS = re.compile(r"[(\[][\s,;-]*[)\]]")
_SEPARATORS = re.compile(r"\s*(?:[,;|]|(?<!\w)[-–—](?!\w))(?:\s*(?:[,;|]|[-–—](?!\w)))+\s*")
_BEFORE_MARK = re.compile(r"\s+(?=[,;:)\]])")
_QUOTED = re.compile(r"([\"“‘'])([^\"“”]{2,})[\"”’']")
_WORD = re.compile(r"[^\W_]+")
_NAMES_NOTHING = re.compile(
    r"\d+|it|this|that|something|stuff|things|ok|okay|yes|no|thanks|thank|you|cheers|ta|nothing"
    r"|some|cpd|done|entry|activity|hours?|minutes|day|week|time|one|morning|afternoon|evening"
)
_ACRONYMS = re.compile(
    r"(?<![\w'-])(?:abs|adas|bev|cmi|coshh|cpd|dpf|dsg|dvsa|ecu|egr|ev|hgv|hv|hvac|imi|lcv|mot"
    r"|obd|phev|psv|srs|tpms|vhc)(?![\w'])"
)
"""Of the trade, and typed small on phones; "can" and "gas" are words, so they stay as they are."""


_KIND = re.compile(
    r"\b(?:courses?|webinars?|seminars?|workshops?|conferences?|training|toolbox talks?|talks?"
    r"|podcasts?|e-?learning|refresher|class|briefing|lecture|masterclass|session|assessment|demo"
    r"|module|update day|open day|strategy day)\b"
)
_WORDS_BEFORE = re.compile(r"[\w/&+'-]+")
_OUTSIDE = frozenset(
    word
    for line in (
        "the a an my our this that his her its to on at for of in from with by did do done doing",
        "does attended attend went go had have has got was were is been be and but or so then i we",
        "they me us booked watched sat took joined completed finished started enjoyed read studied",
        "as because another some both all each every one two three today yesterday tomorrow",
    )
    for word in line.split()
)
_ABOUT = re.compile(
    rf" (?:on|about|covering|in how to|into) (?:(?! (?:learn|so |because|cos |which|where|and i "
    rf"|but |with |w |held|conducted|run by|before |after |first thing|today|this |at |i |we ))"
    rf"[^,;:.!?(\n{BLANK}])+"
)
_RUNS_ON = re.compile(
    r"(?i)[,;:] (?:i|we|it|they|learn|really|which|held|conducted|so|and i|the difference|since)\b"
    r"|\b(?:learnt|learned|surprised|they've|because|gap in|was meant|went with|my wife|conducted"
    r"|held|asked me|been nominated|good evening|may i|but the|so i)\b"
)
"""A title in which a sentence goes on: only the phrase that names the activity is taken then."""


_LED_BY = re.compile(r"(?:^|\s)(?:the|a|an|my|our|another)\s+$")
_GIVEN = re.compile(
    r"\b(?:ran|run|led|delivered|gave|given|presented|taught|hosted|chaired|organised|wrote|designed"
    r"|assessed|mentored|coached)\b"
)
"""What was done with it is the activity itself, and stays in its title."""
_FOLLOWED_BY = re.compile(
    rf"[ {BLANK}]*(?:, ?[A-Z][\w-]+$|in [A-Z]|w [a-z]|before |first thing|till "
    r"|on the (?:train|bus))"
)


def find_title(text: str, start: int, taken: list[Span]) -> Field[str]:
    """The first sentence of `text` from `start` on, without the spans that are `taken`.

    Empty where nothing is left that names an activity.
    """
    left = text
    for begin, end in taken:
        left = left[:begin] + BLANK * (end - begin) + left[end:]
    for begin, end in _sentences(left, start):
        span = _trimmed(left, begin, end)
        words = _worded(left[slice(*span)])
        if words:
            named = _named(left, *span)
            if named is not None and _goes_on(left, span, named):
                phrase = _worded(left[slice(*named)])
                if len(phrase.split()) > 1:
                    return Field(phrase, named, Confidence.LIKELY)
            return Field(words, span, Confidence.LIKELY)
    return Field()


def _goes_on(left: str, span: Span, named: Span) -> bool:
    """Whether more than a name stands around the phrase that names the activity."""
    led = folded(left[span[0] : named[0]])
    return (
        _RUNS_ON.search(left[slice(*span)]) is not None
        or (_LED_BY.search(led) is not None and _GIVEN.search(led) is None)
        or _FOLLOWED_BY.match(left[named[1] : span[1]]) is not None
    )


def _named(left: str, begin: int, end: int) -> Span | None:
    """The noun phrase around the first word that names a kind of activity, if there is one."""
    plain = folded(left)
    noun = _KIND.search(plain, begin, end)
    if noun is None:
        return None
    start = noun.start()
    for word in reversed(list(_WORDS_BEFORE.finditer(plain, begin, noun.start()))):
        between = plain[word.end() : start]
        if between.strip(" ") or word[0] in _OUTSIDE:
            break
        start = word.start()
    about = _ABOUT.match(plain, noun.end(), end)
    return start, about.end() if about else noun.end()


def _sentences(left: str, start: int) -> list[Span]:
    plain = folded(left)
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(left, start)
        if not (match[0] == "." and _ABBREVIATION.search(plain, match.start() - 7, match.start()))
    ]
    return list(zip([start, *ends], [*ends, len(left)], strict=True))


def _trimmed(left: str, begin: int, end: int) -> Span:
    """Cuts what leads up to the title and what trails after it."""
    plain = folded(left)
    while lead := _LEADING_MARKS.match(plain, begin, end) or _LEAD_IN.match(plain, begin, end):
        begin = lead.end()
    while True:
        end = begin + len(plain[begin:end].rstrip(_TRAILING_MARKS))
        trail = _TRAIL_OFF.search(plain[max(begin, end - 24) : end])
        if trail is None:
            return begin, end
        end = max(begin, end - 24) + trail.start()


def _worded(words: str) -> str:
    """The words as a title: gaps closed, marks tidied, a capital letter in front; "" for none."""
    words = _EMPTY_BRACKETS.sub(" ", _GAP.sub(" ", words))
    words = " ".join(_BEFORE_MARK.sub("", _SEPARATORS.sub(", ", words)).split())
    words = words.strip(" ,;:|")
    if quoted := _QUOTED.fullmatch(words):
        words = quoted[2]
    if words.count("(") > words.count(")") or words.count(")") > words.count("("):
        words = words.strip("() ")
    named = [word.lower() for word in _WORD.findall(words)]
    if sum(map(len, named)) < 2 or all(map(_NAMES_NOTHING.fullmatch, named)):
        return ""
    if len(words) > TITLE_LIMIT:
        words = words[:TITLE_LIMIT].rsplit(" ", 1)[0]
    words = _ACRONYMS.sub(lambda found: found[0].upper(), words)
    first = words.split(" ", 1)[0]
    return words[0].upper() + words[1:] if first.islower() else words
