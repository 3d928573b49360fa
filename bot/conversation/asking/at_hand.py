"""Questions about what is at hand, in the words in which people put them: the entry just spoken of,
the question that is open, drafts and plans, sign-offs, who reads along.

Each row is the whole message, as `words_of` has it; what is led in by "what about" and the like
begins with "led". They are tried before every other row.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from bot.conversation.asking.asked import Asked
from bot.conversation.asking.of_entry import OF_ENTRY, TOO, AtHandRow
from bot.conversation.asking.of_the_bot import OF_THE_BOT

_RECORD: Final = r"(?:records?|cpd|log|entries|stuff|data|words|answers|reflections|notes|things)"
_FILE: Final = (
    r"(?:pdf|file|files|cert|certs|certificate|certificates|photo|picture|pic|scan|screenshot|"
    r"document|doc|proof|evidence|slides)"
)
_BOSS: Final = (
    r"(?:(?:my|the|our) (?:line |new |old )?"
    r"(?:manager|boss|gaffer|supervisor|employer|foreman|hr|director|team leader))"
)
_AGENCY: Final = (
    r"(?:(?:a|an|my|the|another) (?:(?:new|next|old|future|different|other) )?"
    r"(?:employer|job|company|garage|dealer|dealership|workplace|agency|recruiter|firm|boss)"
    r"|somebody|someone|people|somebody else|someone else)"
)
_CHANGED: Final = (
    r"(?:tampered with|tampered|changed?|altered|faked|fake|real|genuine|edited|doctored|messed "
    r"with|fiddled with|fiddled|forged|made up)(?: (?:later|afterwards|since|after|by \w+))?"
)

AT_HAND: Final[tuple[AtHandRow, ...]] = (
    *OF_ENTRY,
    *OF_THE_BOT,
    AtHandRow(
        "question_again",
        r"what (?:was|is|'s|were) (?:the|your|that|my) questions?(?: again)?"
        r"|what did you (?:ask|want)(?: me)?(?: again)?"
        r"|what (?:do|did) you (?:want|need) (?:to know|from me|of me|again)(?: again)?"
        r"|what else do you (?:need|want)(?: to know| from me)?"
        r"|what (?:are|were) you asking(?: me)?(?: for)?"
        r"|(?:repeat|ask me) the question|what (?:was|is) it you (?:want|wanted|asked)",
        (
            "what was the question",
            "ok what do you want to know then",
            "what did you ask me again?",
            "what do you need from me",
            "what are you asking",
        ),
        ("what was the question on the exam", "what do you want to do about the brakes"),
    ),
    AtHandRow(
        "open_entries",
        r"(?:what|anything|which ones|which drafts|which entries|what drafts)(?: (?:is|'s|are|have "
        r"i got|have i|do i have|i have got|i have|i have left))?(?: still)? (?:open"
        r"|unfinished|not "
        r"saved|unsaved|not finished|in draft)"
        r"|(?:list|show)?(?: ?(?:me|all|of))* ?my (?:open )?drafts|(?:have i (?:got"
        r" )?)?(?:any|anything)"
        r"(?: drafts)?(?: still)? open",
        ("whats open", "have I got anything still open?", "what have I got open", "my drafts"),
        ("what's open on the valve", "open"),
        words="open",
    ),
    AtHandRow(
        "open_entries",
        r"what (?:else )?(?:have i|have i got|did i|do i have|is|'s|i have)(?: got)? (?:planned|"
        r"coming up|booked)(?: (?:so far|next|for me|in))?|(?:any|what) plans (?:have i|do i have)"
        r"(?: got)?|(?:list|show)?(?: ?(?:me|all|of))* ?my (?:plans|planned (?:ones|entries))"
        r"|have i (?:got )?(?:any plans|anything (?:else )?(?:planned|booked|coming up))",
        (
            "what else have i planned",
            "list my plans",
            "my plans",
            "have I got anything planned?",
            "whats coming up",
        ),
        ("what's planned is a strip down", "my plan is to check the seal"),
        words="planned",
    ),
    AtHandRow(
        "open_entries",
        r"led what i have got(?: (?:here|there|in there|down|in|now))?"
        r"|(?:list|show)(?: (?:me|us))? (?:everything|all)(?: (?:i have|i have got|there is))?",
        ("show me what ive got", "show everything", "show me what I've got in there"),
        ("show me what I've got wrong",),
        words="all",
    ),
    AtHandRow(
        "tampering",
        r"how (?:do|can|would|will|could) (?:i|you|they|we|anyone|anybody|somebody|he|imi|cmi|an "
        r"auditor|the auditors?|people)(?: be)? (?:know|tell|check|prove|sure|trust|verify)"
        r"(?: (?:that|if|whether))?(?: (?:it|its|this|that|they|these|(?:the|my) (?:record|export|"
        r"file|files|document|pdf|cpd|entries)|nothing|anything|nobody))?(?: (?:is|was|has|have|"
        rf"were|'s|had|not|been|be|are))* {_CHANGED}(?: it)?"
        r"|(?:can|could) (?:it|this|that|(?:the|my|an?) (?:record|export|file|document|pdf|cpd)|"
        rf"entries) be {_CHANGED}|(?:is|are) (?:it|this|the record|my record|they) tamper ?proof",
        (
            "how do i know its not been tampered with",
            "how can anybody check that it was not changed?",
            "how would an auditor know its genuine",
            "can the record be faked",
            "is it tamper proof?",
        ),
        ("how do I know the odometer has been tampered with",),
    ),
    AtHandRow(
        "nudge_often",
        r"how ?often (?:do|will|would|are) (?:you (?:do (?:them|those|it|these|that)|(?:message|"
        r"remind|nudge|ping|bother|chase|write to|going to (?:message|remind|nudge)) me)"
        r"|(?:they|these|those|the (?:nudges|reminders|messages)) (?:come|sent|go"
        r" out))(?: anyway)?",
        (
            "how often do you do them anyway",
            "how often will you remind me?",
            "how often do the reminders come",
        ),
        ("how often do you change the oil", "how often do they come loose"),
    ),
    AtHandRow(
        "share_how",
        rf"how (?:do|can|could|would) i (?:share|give|show|send|hand|pass)(?: over)?(?: (?:my|the|"
        rf"this|that|it|a copy of my))?(?: (?:whole|cpd|training))?(?: {_RECORD})?"
        rf"(?: (?:with|to|over to))? {_AGENCY}"
        rf"|(?:can i )?share (?:that|this|it)(?: one)?{TOO}|(?:what is|what 's|how does) sharing"
        r"(?: (?:work|do))?|can (?:a|my|the) (?:new|next|other) (?:employer|boss|job) (?:see|have|"
        rf"get) (?:my {_RECORD}|it|this)",
        (
            "how do i share my record with a new employer",
            "and share that too",
            "how does sharing work?",
            "how can I give my cpd to another garage",
        ),
        ("share the load with the jack", "how do I share the load with somebody"),
    ),
    AtHandRow(
        "send_to_boss",
        rf"(?:(?:can|could|will|would|do) )?(?:you )?(?:send|email|message|forward|give|show|hand)"
        rf"(?: (?:it|this|that|them|a copy|all|my {_RECORD}|everything))+ to (?:{_BOSS}"
        rf"|hr)(?: for me)?",
        ("can you send it to my manager", "send my record to my boss", "email this to hr for me"),
        ("send it to the workshop", "show it to the customer"),
    ),
    AtHandRow(
        "sign_off_how",
        r"(?:(?:how|where|who) )?(?:do|can|could|does|would|should|is|are) (?:i|we|somebody|someone"
        rf"|anyone|anybody|my (?:manager|boss|gaffer)|it|this|that|my {_RECORD}|they|you)(?: be)?"
        r"(?: (?:get|have|ask|gets|need))?(?: (?:someone|somebody|anyone|it|this|that"
        r"|things|them|a|"
        rf"an|my \w+|my {_RECORD}))*(?: to)? (?:sign(?:ed|s)?(?: |-)?off|signoff|countersigned?)"
        rf"(?: (?:my|the|on|it|this|that|for|from|of|{_RECORD}|entry))*"
        rf"|how (?:does|do) (?:a |the )?sign ?offs? work|who (?:can )?signs? (?:it|this|that|my "
        rf"{_RECORD}|things)(?: off)?(?: for me)?|who can sign (?:it|this|that|things)"
        rf" off(?: for me)?",
        (
            "can i get someone to sign off my stuff",
            "how do I get it signed off?",
            "who signs it off",
            "how does sign off work",
            "can my manager sign off my cpd",
        ),
        ("can you sign off the brake test", "who signs the job sheet"),
    ),
    AtHandRow(
        "signed",
        r"(?:has|have|did) (?!the\b|you\b|i\b|we\b|it\b|a\b|an\b)"
        r"(?P<words>\w+(?: \w+)?) (?:sign|signed|signing|confirmed|confirm)"
        r"(?: (?:it|this|that|off|mine|my entry|my \w+(?: \w+)?|the \w+(?: \w+)?))*(?: yet)?"
        r"|(?:is|was|has) (?:it|that|this|my entry)(?: been)? signed(?: off)?(?: yet)?"
        r"|(?:any|is there) (?:news|word|answer) (?:on|about|from) (?:the|my) sign ?off",
        ("has helen signed it yet", "did Sam Roe sign off my entry?", "is it signed off yet"),
        ("has the customer signed", "did you sign it", "has the warranty signed off"),
    ),
    AtHandRow(
        "why_low",
        r"(?:why|howcome)(?: (?:is|are|am|'s))?(?: (?:it|that|they|i|my (?:credits|points|hours|"
        r"total|cpd)))?(?: (?:is|are))? (?:so|that|this|only that|too) (?:low|few|little"
        r"|far behind|small|bad)"
        r"(?: (?:when|but|cos|because|if|though))?(?: i (?:did|have done|have|logged|do) .{2,40})?"
        r"|i (?:did|have done|do) (?:loads|lots|way more|more|a lot more|much more|far more)(?: of"
        r" (?:it|them|courses|cpd|stuff|training))? than (?:that|this)"
        r"|(?:that|it) can not be right",
        (
            "why so low i did loads",
            "why is it so low?",
            "how come my credits are so few",
            "I did way more than that",
        ),
        ("why so low on the oil", "why is the pressure so low", "that looks low on the dipstick"),
    ),
    AtHandRow(
        "keep_credits",
        r"(?:do|will|would|can|could) i (?:lose|keep) (?:my |any |all my |the )?(?:credits|points|"
        r"hours|cpd)(?: (?:because of|for|over|while|when|if|during|through|on|by|after|cos of)"
        r" .{2,60})?",
        (
            "and do i lose my credits because of it",
            "will I keep my points while I'm off?",
            "do I lose my hours if I go on leave",
        ),
        ("will I lose my registration", "do I lose credit at the till"),
    ),
    AtHandRow(
        "log_something",
        r"(?:can|could|will|would) you (?:log|add|record|put down|put in|note) (?:my|a|an|some|the)"
        r"(?: \w+)? (?:course|training|webinar|cpd|learning|class|workshop)(?: (?:for me|in))?",
        ("can u log my course", "could you add a training for me?", "can you record my webinar"),
        ("can you add a drop of oil", "could you log the fault codes"),
    ),
    AtHandRow(
        "for_another",
        r"(?:can|could|will|would) you (?:log|save|put|add|record|do)(?: (?:it|this|that|the same|"
        r"one|them))?(?: down| in)? for (?!me\b|us\b|imi\b|cmi\b|techsafe\b|mot\b|the\b|a\b|an\b|"
        r"both\b|this\b|that\b|it\b|now\b|today\b|tomorrow\b|next\b|last\b|later\b"
        r"|after\b|tonight\b|\d|\w+day\b|length\b)"
        rf"(?:my )?\w+(?: \w+)?{TOO}",
        ("can you log it for Tom aswell", "could you put it down for my mate too?"),
        ("can you log it for me", "can you save it for later today"),
    ),
    AtHandRow(
        "certificate_number",
        r"(?:.{0,60} )?(?:certificate|cert|reference|ref) (?:number|no|id|code)\b.{0,12}?"
        r"(?:where|how|what) (?:do|does|can|should|would|will) (?:i|it|that|we) (?:go|put|add|enter"
        r"|write|type|record)(?: (?:it|that))?|(?:where|how) (?:do|does|can|should|would) (?:i|the|"
        r"a|my)(?: (?:put|add|enter|write|type|record))?(?: (?:the|a|my|in))* (?:certificate|cert|"
        r"reference|ref) (?:number|no|id|code)(?: go| in| belong)?",
        (
            "my manager wants the certificate number, where does it go",
            "where do I put the certificate number?",
            "where does the cert number go",
        ),
        ("where does the part number go",),
    ),
    AtHandRow(
        "attach",
        r"(?:where|how) (?:do|can|should|would|could) (?:i|we) (?:upload|attach|add|put|drop|stick|"
        rf"load)(?: (?:in|on|the|my|a|an|this|that|up|of))* {_FILE}(?: (?:to|for|of|on|in|from) "
        r".{2,30})?",
        ("where do i upload the pdf", "how do I add a scan of it?", "where can i put my certs"),
        ("where do I put the filter", "how do I get a pdf of my record"),
    ),
    AtHandRow(
        "who_sees",
        r"who (?:else )?(?:can |could |will |would |gets to )?(?:read|reads|see|sees|look at|looks "
        rf"at|access|accesses) (?:(?:all )?my {_RECORD}(?: .{{2,30}})?|what i (?:write"
        rf"|wrote|put|say"
        r"|said|type|typed|have written|tell you)(?: .{2,40})?|all (?:of )?this|any of (?:it|this))"
        r"|how (?:do|can|would) i know (?:it|its|this|that|my (?:data|stuff|record|cpd))(?: (?:is|"
        r"are|'s))? (?:safe|secure|private|confidential)(?: here| with you)?"
        r"|(?:is|are) (?:it|this|my (?:data|stuff|record|words)) (?:all )?(?:safe|secure)(?: here| "
        r"with you| in here)|(?:is|are) my (?:data|stuff|record|words) (?:safe|secure)",
        (
            "who reads what i wrote about gloves",
            "who can see my stuff",
            "how do i know its safe",
            "is my data safe with you?",
        ),
        ("who reads the fault codes", "is it safe to touch the pack", "how do I know it's safe to"),
    ),
    AtHandRow(
        "next",
        r"what happens (?:after|afterwards|then|once (?:it|that) (?:is )?(?:done|saved|over))"
        r"(?: (?:that|it|this|i save|i save it|saving))?",
        ("what happens after", "what happens once it is saved?", "what happens after I save"),
        ("what happens after the pump primes",),
    ),
    AtHandRow(
        "credits_left",
        r"(?:howmuch|howmany|what)(?: (?:is|'s|have i got|do i have|have i|are))?(?:"
        r" still)? (?:left"
        r"|togo|remaining)(?: to do)?(?: (?:thisyear|this cycle|for (?:the|my|this) (?:year|cycle)"
        r"|in (?:the|my) (?:year|cycle)))?",
        ("how much left this year", "how many left?", "how much is left to do this year"),
        ("how much left in the tank", "what's left is the seal"),
    ),
    AtHandRow(
        "missing",
        r"what (?:is|'s|am i|do i|are we)(?: still)? (?:missing|lack|lacking)(?: (?:now|yet|here|"
        r"still))?",
        ("whats missing", "what am i missing", "what's still missing?"),
        ("what's missing is a clip", "what am I missing on ADAS"),
    ),
    AtHandRow(
        "who_for",
        r"(?:i am (?:just |only )?(?:a|an|the|not a) .{2,60}? )?(?:do|should|would|must)"
        r" i (?:even )?"
        r"(?:need|have to (?:use|do)|need to (?:use|do)|bother with|use) (?:it|this|that"
        r"|cpd|any of "
        r"(?:it|this)|this (?:thing|bot))(?: at all)?|(?:who is|who 's) (?:it|this|cpd) for"
        r"|is (?:it|this) for (?:me|everyone|everybody|technicians only)",
        (
            "im a receptionist not a technician do i need it",
            "do I even need this?",
            "who is this for",
            "is this for everyone",
        ),
        ("do I need it on the ramp", "is it for me to sign"),
    ),
    AtHandRow(
        "another_entry",
        r"led (?:the|my|those|that|an?) (?:\w+ )?(?:hour|hours|half hour|time|minutes|day|days|"
        r"evening|weekend|length) (?:that )?(?:i|we) (?:spent|took|put in|used|did)(?: .{3,60})?",
        ("what about the hour i spent preparing", "how about the evening I spent reading up"),
        ("the hour I spent preparing paid off", "what about the customer"),
    ),
    AtHandRow(
        "why_question",
        r"why (?:do|does|would|did) (?:you|it|they)(?: (?:always|keep|even|all))? (?:need|want|ask|"
        r"asking)(?: (?:me|to|know|for))* (?P<words>where|howlong|how|what|when|which"
        r"|about)(?: (?:i|it|my|"
        r"long|that|much|we|day|date) .{0,40}| long| day| date)?",
        (
            "why do you need to know where i use it",
            "why do you want to know what I learnt?",
            "why do you ask how long it took",
        ),
        ("why do you need to know what the customer said about it",),
    ),
)


@cache
def _rows() -> tuple[tuple[AtHandRow, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.pattern)) for row in AT_HAND)


def at_hand(row: str, *, led: bool) -> Asked | None:
    """What a message asks of what is at hand, by its words in a row and whether they were led in;
    None where it is none of that.
    """
    words = row.strip()
    for one in _fitting(words, led=led):
        return one
    return None


def _fitting(words: str, *, led: bool) -> Iterator[Asked]:
    ways = (f"led {words}", words) if led else (words,)
    for row, pattern in _rows():
        found = next(filter(None, map(pattern.fullmatch, ways)), None)
        if found is not None:
            named = next((one for one in found.groups() if one), "")
            meant = f"{row.words}{named}" if row.words[-1:] in ("", " ") else row.words
            yield Asked(row.topic, words=meant)
