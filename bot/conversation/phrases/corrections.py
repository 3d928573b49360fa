"""Corrections: what is said when a fact of an entry is not as it stands there.

A correction carries its value, and accounts for the whole of what was said: by a phrase, or because
nothing stands beside the value but words that such messages are made of (`CUES`, `BESIDE`).
"""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family, compiled

Corrected = Literal[
    "minutes", "days", "title", "provider", "credits", "type", "planned", "subjects"
]
"""The facts that are corrected."""

Told = Corrected | Literal["longer", "shorter"]
"""How they are told: a length also by how much it is longer or shorter."""

SECOND_THOUGHTS: Final = (
    "dont call it that|not that|id say|i would say|id guess|if truth be told|truth be told|if that "
    "matters|as it turns out|it turns out|turns out|turned out|in the end|in "
    "reality|if i remember right|"
    "if i remember rightly|if i recall|if im right|if im honest|from memory|if memory serves|iirc|"
    "as far as i remember|as far as i know|afaik|to be honest|tbh|to be fair|tbf|to be exact|"
    "honestly|technically|strictly speaking|i think|i reckon|i believe|i guess|im sure|im fairly "
    "sure|im pretty sure|pretty sure|for the record|fyi|btw|by the way|as it happens|come to think "
    "of it|thinking about it|now i think of it|i [have] [just] (checked|looked|seen|noticed|"
    "realised|remembered|found out|looked it up) [{source}]|ive [just] (checked|looked|seen"
    "|noticed|"
    "realised|remembered) [{source}]|(just|having) (checked|seen|looked|noticed|realised|"
    "remembered) [{source}]|(checked|looked) [{source}]|(according to|going by|by|per|as per|says|"
    "its on|from) {source}|{source} (says|said)|so {source} says|[so] it says [so] {source}|says "
    "so {source}|that is all|thats all|for some "
    "reason|my fault|my error|got it wrong|got that wrong|i got (it|that) wrong|got me (days|dates|"
    "times|hours) (mixed up|muddled|wrong)|got (mixed up|muddled)|i misread it|misread it|"
    "dictation|autocorrect|fat fingers|fat thumbs|phone changed it|lol|haha|eh|like|innit|see|you "
    "know|and not before|all told|as well|{with_what}|if that helps|if it matters|not that it "
    "matters"
)
"""Second thoughts and sources, which may stand before or behind any value."""

_PIECES: Final = {
    "change": "change|make|set|correct|update|amend|fix|edit|switch|adjust|put|alter",
    "about": (
        "about|around|roughly|nearly|almost|only|just|more like|actually|approx|nearer|like|really"
    ),
    "in_all": (
        "in total|total|in all|altogether|all in|long|each|or so|actually|though|really|overall"
    ),
    "with_what": (
        "(with|including|inc|incl|counting|without|not counting|excluding|minus|plus|if you count|"
        "if you include|if we count|if i count|if that counts|for|taking off|taking out) [the|a|my|"
        "our] [tea|lunch|coffee] (exam|"
        "test|assessment|practical|theory|lunch|break|breaks|travel|drive|questions|q&a|q and a|"
        "breakfast|coffee|intro|discussion)"
    ),
    "source": (
        "[at|on|in|with] [the|my|your] (cert|certificate|certs|diary|calendar|email|invoice|"
        "booking|sheet|paperwork|register|notes|phone|website|flyer|confirmation|agenda|clock|"
        "boss|office|lads|trainer|wife)|(at|on|in) it"
    ),
    "before": SECOND_THOUGHTS,
    "after": SECOND_THOUGHTS,
    "named": "(the|that|my) [{word}] [{word}] [{word}] {activity}",
    "activity": (
        "course|webinar|talk|seminar|workshop|training|class|session|meeting|conference|podcast|"
        "article|reading|one|briefing|event|module|video|refresher|day|thing|stuff|visit|exam|test"
    ),
    "kind": (
        "course|short course|webinar|seminar|conference|podcast|event|talk|toolbox talk|workshop|"
        "e-learning|elearning|e-learning course|reading|qualification|online course|article|"
        "expert group|class|briefing|video|podcast thing|online thing|online module|module|book|"
        "coaching session|mentoring session|training course|training session|online session|"
        "meeting|demo|exhibition|lecture|day course|zoom|zoom call|teams call|youtube video"
    ),
}

CORRECTIONS: Final = Families[Told](
    Family(
        "longer",
        says=(
            "[{change}|it was|was|it|that|{named}] (add|plus|another|extra|an extra|add another|"
            "add on|add an extra|tack on) {length} [more|extra|longer|on|onto] [{it}|to {it}|"
            "on {it}|onto {it}|for {named}|to {named}|on top]",
            "(stick|bung|put) ((another|extra|an extra) {length}|{length} (more|extra|longer|on top"
            "|on|onto)) [{it}|to {it}|on {it}|onto {it}|for {named}|to {named}]",
            "[it was|was|that was|{named} was|{named}|{change} it|make it|ran|it ran|took|it took|"
            "went|it went|overran by|it overran by|ran over by|it ran over by] {length} (longer|"
            "more|over|extra|on top) [than (that|i said|it says|planned)]",
            "[it|that|{named}] (overran|ran over|ran late|went over) by {length}",
        ),
        examples=(
            "add another 30 mins to that",
            "it was half an hour longer",
            "it overran by 20 minutes",
            "put an extra 20 minutes on it",
            "put 1 hour more",
        ),
        others=("add 20 minutes to the booking when the car is hybrid",),
    ),
    Family(
        "shorter",
        says=(
            "(knock|take|shave|cut|drop|lop|minus|deduct|subtract|less) [off] {length} [off|out"
            "|away] "
            "[of] [{it}|from {it}|off {it}|{named}|off {named}] [{with_what}]",
            "[it was|was|that was|{named} was|{named}|{change} it|make it|finished|it finished|we "
            "finished|ended|it ended] {length} (shorter|less|early|short) [than (that|i said|it "
            "says|planned)]",
        ),
        examples=(
            "knock half an hour off",
            "it was 30 mins shorter than I said",
            "take off an hour for lunch",
        ),
        others=("knock 10 minutes off by laying the tools out first",),
    ),
    Family(
        "minutes",
        says=(
            "{length}",
            "[it|that|this|{named}] [was|is|were|lasted|took|took me|has been|should be|shouldve "
            "been|should have been|shoulda been|was actually|was only|was more like|ended up "
            "being|ended up|ran to|ran for|went on for|came to] [{about}] {length} [{in_all}] "
            "[not {length}] [not {number}] [{in_all}]",
            "(its|thats|it was|that was|was|were) [a|an|the|for] [{about}] {length} [{in_all}|one|"
            "thing|job] [not {length}] [not {number}]",
            "[{change}] [{named}] [{the}] [length|duration|time|hours] [from {length}] (to|as|at|"
            "=) [{about}] {length} [{in_all}]",
            "({change}|call) ({it}|{named}) [to|as|at] [{about}] {length} [{in_all}] [not "
            "{length}]",
            "({change}|put) [{about}] {length} [not {length}] [for {named}]",
            "{length} [{in_all}|{it}] (not|instead of|rather than) ({length}|{number}|the hour|an "
            "hour)",
            "({change}|call) ({it}|{named}|{the} hours|{the} length) [to|as] {number} [only|hours]",
            "not {length} [but|it was|its|was] {length}",
            "i (meant|mean|said|put|wrote) [{about}] {length} [{in_all}] [not {length}] [not "
            "{number}]",
            "(meant|mean) [to (put|say|write|type)] [{about}] {length} [{in_all}] [not {length}]",
            "[i] (put|said|wrote|typed|logged) ({length}|{number}) (meant|mean|but|should be|but "
            "it "
            "was|but meant|but i meant|it was) ({length}|{number})",
            "[it] [only] (did|was|done|stayed|stayed for|there for|sat through) [only|just] "
            "({length}|{number}) [mins|minutes] of (it|that) [{in_all}]",
            "{length} (it was|it is|that was|that is|that one was|was it)",
            "[they|he|she] (let us go|let us out|finished|wrapped up|packed up|finished up|done|"
            "called it) (after|in) [{about}] {length}",
            "[we|it] (finished|wrapped up|was over|was done|ended|done|got done) (after|in|inside) "
            "[{about}] {length}",
            "that (was|is) a {length} one",
            "(only|just) (the|a) {length} [{in_all}]",
            "{named} is [{about}] {length} [{in_all}]",
            "{length} [for|on] {named}",
            "[for] {named} [it was|was|should be|is] {length}",
            "(only|just|more like|nearer|closer to|about|around|roughly|nearly|almost|actually|"
            "make that|double that|at least|a good|a full|try|say) {length} [{in_all}]",
            "(length|duration|time) {length}",
            "shouldnt (that|it|this) (be|have been|say) [{about}] {length}",
            "(more like|nearer|nearer to|closer to) {number}",
            "[the] (length|duration|time|hours) (was|is|should be|=) [{about}] {length}",
        ),
        examples=(
            "no, 3 hours",
            "sorry, it was 3 hours",
            "2 hrs 15",
            "call it 3 hours",
            "make it 90 minutes",
            "should have been 1h not 2",
            "change the length to 3 hours",
            "actually 3 hours",
            "the webinar was 45 mins",
            "more like 4 hours",
        ),
        others=(
            "wait 10 mins for the caps",
            "I now allow 2 hours for the job and check it twice",
            "3 hours of EV training yesterday",
        ),
    ),
    Family(
        "days",
        says=(
            "{day}",
            "[the|its] new (date|day) [is|its|will be|now] {day}",
            "[it|that|this|{named}] [was|is|were|happened|took place|moved to|has moved to|got "
            "moved to|was moved to|should be|shouldve been|should have been|was actually|was "
            "really] [on|from] {day} [not [on] {day}]",
            "(its|thats|it was|was) [on|from] {day} [not [on] {day}]",
            "({change}|move|put|shift) [{named}|{it}] [{the}] [date|day] [of {named}] [from "
            "{day}] [to|as|on|back to|forward to] {day}",
            "[the|wrong] (date|day) (was|is|should be|=|its|it was|not {day} but) [wrong] [it was|"
            "its] {day}",
            "put ({it}|{named}) [down] [as|for|on|to|under] {day}",
            "i (did|attended|went|meant|mean|said|took) [{it}] [on] {day} [not [on] {day}]",
            "[{it}|{named}|theyve|they have|they|its been|it has been|been|it got|got] (moved|put|"
            "pushed|shifted|brought|changed|rescheduled|postponed|delayed|bumped) [{it}|{named}] "
            "[back|forward|on|off] (to|till|til|until|for) {day} [now]",
            "(its|it is|thats|now its|{named} is) [now] [on] {day} [now]",
            "{day} (not|instead of|rather than) [on] {day}",
            "not {day} [but|it was|its] [on] {day}",
            "[for] {named} [it was|was] [on] {day}",
            "(date|day) {day}",
            "shouldnt (that|it|this) (be|have been|say) [on] {day}",
            "wrong (date|day) [it was|its|should be|was] [on] {day}",
        ),
        examples=(
            "sorry, it was Tuesday",
            "it was Sunday",
            "change the date to last Friday",
            "on Tuesday, not Monday",
            "wrong day, it was the 3rd",
            "the webinar was on Monday",
        ),
        others=("it was Tuesday's toolbox talk that made me check",),
    ),
    Family(
        "credits",
        says=(
            "[it|that|this|{named}] [was|is|should be|is worth|was worth|{change} it|{change}] "
            "[{about}] {number} (credits|credit|points|point|cpd points|cpd credits|cpd)",
            "(its|thats|it is|that is) [only] [worth] [{about}] {number} (credits|credit|points|"
            "point)",
        ),
        examples=(
            "it's worth 3 credits",
            "3 credits",
            "it was worth 2 points",
            "make it 4 credits",
        ),
    ),
    Family(
        "provider",
        says=(
            "[it was|that was|was|its|thats|held|run] (at|with|by|from) {provider} (not|instead of|"
            "rather than) [at|with|by|from] {former}",
            "(put|change|swap|have|say|use) {provider} [down|in] (not|instead of|rather than) "
            "{former}",
            "[it|that] (wasnt|was not|isnt|is not) [at|with|by|from] {former} [but|it was|that was|"
            "its|it were] [at|with|by|from] {provider}",
            "[the] (trainer|instructor|bloke|fella|guy|woman|lady|speaker|tutor|rep|man|course|"
            "training|it) (was|were|came|is) from {provider}",
            "{provider} (ran|did|held|hosted|delivered|put on|taught|run|organised) (it|that|this) "
            "not {former}",
            "[it wasnt {former}|wasnt {former}|not {former}] {provider} put (it|that|this) on",
            "[the] (provider|trainer|organiser|company) (is|was) wrong (it was|its|it is) "
            "{provider}",
            "(at|with|by) {provider}",
            "(make|put|set|have) [it|that] {provider} [down] as [the|my] (provider|organiser|"
            "trainer)",
            "(held|run|done|given|hosted) (at|with|through) {provider}",
            "(done|ran|run|held|hosted|given|delivered|put on|taught) by {provider}",
            "{provider} (ran|did|held|hosted|delivered|put on|taught) (it|that|this)",
            "[the] (provider|trainer|organiser|company|supplier|venue) (was|is|should be) "
            "{provider}",
            "({change}) {the} (provider|trainer|organiser|company) (to|as) {provider}",
            "(it was|that was|was|its|thats) [held|run|done|given|put on|delivered|organised] "
            "(with|"
            "by|at|through|via) {provider} [instead]",
            "not [at|with|by] {former} [but|it was] (at|with|by) {provider}",
        ),
        examples=(
            "at Snap-on, not Bosch",
            "the provider was Delphi",
            "change the provider to Thatcham",
            "it was run by the IMI",
        ),
        others=(
            "with a scope, not a multimeter you can see it",
            "Bosch did it differently to Delphi",
            "Valeo do theirs another way to Denso",
            "Hella's procedure is not the same as Bosch's",
        ),
    ),
    Family(
        "title",
        says=(
            "(call|name|title|rename) {it} [to|as] {title}",
            "(rename|retitle) [it|that|this|{named}] (to|as) {title}",
            "{change} [{named}|{it}] [{the}] (title|name) [of {named}] (to|as) {title}",
            "[the] (title|name) (should be|is|was|=|should say|should read|ought to be|needs to be|"
            "needs to say|has to be|must be) {title}",
            "(rename|retitle|name change|new name) [to|is] {title}",
            "(put|have) {title} as the (title|name)",
            "{title} (should be|is) the (title|name)",
            "(title|new title|new name) {title}",
            "(wrong|the) (name|title) [is|its|was|s] [wrong] (its|it should be|should be|it was) "
            "{title}",
            "(titles|title|names|name) wrong [its] {title}",
            "the (titles|title is|names|name is) wrong [its] {title}",
            "[it|that] (should|shouldve|should have) (say|said|be called|been called) {title}",
            "(it was|its|it is|it|that was|thats) called {title}",
        ),
        examples=(
            "call it Battery safety",
            "change the title to Wheel alignment",
            "it's called Hybrid Level 2",
            "rename it to EV basics",
            "the title should be Diagnostics day 2",
        ),
        others=("call it a day when the coolant boils",),
    ),
    Family(
        "type",
        says=(
            "[it|that|this] (was|is|should be) [actually|really] (a|an) {kind} [not (a|an) {kind}]",
            "(it was|its|that was|thats) [actually|really|just|only] (a|an) {kind} [not (a|an) "
            "{kind}]",
            "(it wasnt|wasnt|it isnt|isnt|not) (a|an) {kind} (it was|its|but) (a|an) {kind}",
            "(a|an) {kind} not (a|an) {kind}",
            "not (a|an) {kind} [but|its|it was] (a|an) {kind}",
            "[it|that|this] [was] [really] (more of|more like|more|actually|really|basically"
            "|kind of|"
            "sort of) (a|an) {kind} [than (a|an) {kind}] [really]",
            "(put|mark|log|count|set|have) {it} [down] as (a|an) {kind}",
            "(wrong type|type wrong|the type is wrong|wrong kind) [it was|its] (a|an) {kind}",
            "{change} {the} type to [a|an] {kind}",
            "[it was|was|its] [a|an] {kind} (btw|by the way|actually|fyi|really|technically|i "
            "think|"
            "tbh|not [a|an] {kind}|rather than [a|an] {kind}|instead of [a|an] {kind})",
        ),
        examples=(
            "it was a webinar, not a course",
            "change the type to seminar",
            "it's actually a talk",
        ),
        others=("it was a course that opened my eyes",),
    ),
    Family(
        "planned",
        says=(
            "[it|that|this] (hasnt|has not|didnt|did not) [happened|happen] [yet]",
            "(its|thats|it is) (still to come|in the future|next {text}|not been yet|not happened "
            "yet)",
            "[i|we] (havent|have not) (done|been to|had|attended) (it|that) yet",
        ),
        examples=("it hasn't happened yet", "I haven't done it yet"),
    ),
    pieces=_PIECES,
)

CUES: Final = frozenset(
    {"no", "nope", "nah", "naw", "sorry", "soz", "oops", "whoops", "actually", "actualy", "meant"}
    | {
        "mean",
        "wrong",
        "not",
        "should",
        "ended",
        "only",
        "plus",
        "over",
        "shouldve",
        "correction",
        "correct",
        "typo",
        "mistake",
    }
    | {"twas", "was", "were", "wasnt", "said", "told", "make", "change", "proper", "isnt", "wait"}
    | {"closer", "nearer", "set", "update", "amend", "edit", "moved", "error", "instead", "fix"}
)
"""Words that say of a value that it is another than the one that stands there."""

BESIDE: Final = frozenset(
    {"it", "its", "that", "thats", "this", "the", "a", "an", "is", "be", "been", "to", "as", "at"}
    | {
        "of",
        "on",
        "from",
        "for",
        "by",
        "in",
        "and",
        "but",
        "so",
        "or",
        "i",
        "we",
        "you",
        "my",
        "me",
    }
    | {"just", "only", "about", "around", "roughly", "nearly", "almost", "more", "like", "really"}
    | {"hang", "hold", "have", "has", "did", "do", "put", "down", "kindly", "please", "pls", "oh"}
    | {"ah", "er", "um", "hmm", "well", "right", "ok", "okay", "mate", "pal", "sir", "bot", "lol"}
    | {"haha", "think", "believe", "guess", "thinking", "date", "day", "time", "length", "duration"}
    | {"hours", "hour", "hrs", "long", "total", "all", "altogether", "though"}
    | {"took", "lasted", "went", "ran", "held", "happened", "one", "yeah", "yes", "yep", "bad"}
    | {"forgot", "thanks", "ta", "cheers", "now", "then", "can", "could", "would", "will", "case"}
    | {"course", "webinar", "talk", "toolbox", "session", "training", "seminar", "workshop"}
    | {"class", "meeting", "conference", "podcast", "refresher", "briefing", "module", "video"}
    | {"entry", "draft", "muppet", "idiot", "dummy", "fool", "bother", "nae", "till", "until"}
    | {"til", "half", "quarter", "past", "two", "three", "four", "five", "six", "seven", "eight"}
    | {"nine", "ten", "start", "started", "finish", "finished", "half-day", "full", "morning"}
    | {"afternoon", "evening", "way", "round", "up", "must", "there", "quite"}
    | {"ran", "over", "plus", "youve", "got", "you've", "says", "say", "ach", "och", "aye", "eh"}
    | {"lad", "lads", "pet", "hen", "wee", "dude", "bro", "man", "love", "la", "ehm", "em", "hm"}
    | {"your", "dates", "times", "days", "online", "course's", "webinars", "whole", "each", "both"}
    | {
        "short",
        "out",
        "off",
        "less",
        "longer",
        "shorter",
        "name",
        "title",
        "rather",
        "im",
        "ive",
        "already",
        "again",
        "read",
        "listen",
        "wrote",
        "typed",
        "put",
        "logged",
        "trainer",
        "instructor",
        "provider",
        "with",
        "instead",
        "another",
        "add",
        "extra",
        "honest",
        "checked",
        "cert",
        "certificate",
        "diary",
        "end",
        "reckon",
    }
)
"""Words that may stand beside the value of a correction, together with the words of its title."""

AROUND: Final = compiled("{after}", _PIECES)
"""Second thoughts and sources, as a regular expression in which each word brings its space."""

LOOSE_EXAMPLES: Final = (
    "no sat",
    "no, sunday",
    "sorry sun not sat",
    "nah hang on, half 1 til 4, so two and a half hours",
    "Sorry the time is not proper, kindly make it 5 hours",
    "wrong, it was 4 hours",
    "that's not right, it was an hour",
    "two and a half hours not two",
    "no it was 3 hours on monday",
    "nae bother but it was 3 hours",
    "four hours, not two you muppet",
    "it was the day before",
)
"""Corrections that are made of such words."""

LOOSE_OTHERS: Final = (
    "wait 10 mins",
    "never on a friday, that's when mistakes happen",
    "an hour is not enough for a proper road test",
    "it was 3 hours before anyone noticed",
    "not before 10 minutes are up",
)

INSTEAD_OF: Final = re.compile(
    r"(?:no|nope|nah|sorry|actually)?\W*\bnot (?:at |with |by )?(?P<former>[A-Z][\w&+-]*(?: "
    r"[A-Z][\w&+-]*)*)\b.{0,40}?(?:[,.;]|\bbut\b|\bit was\b)\W*(?:it(?:'s| was|s) |but |at |with |"
    r"by )*(?P<provider>[A-Z][\w&+-]*(?: [A-Z][\w&+-]*)*)\W*"
)
FORMER_LAST: Final = re.compile(
    r"\W*(?:(?i:no|nope|nah|sorry|actually|it was|it's|was|at|by|with|run by|held by|provider "
    r"was)\W+)*(?P<provider>[A-Z][\w&+-]*(?: [A-Z][\w&+-]*){0,3}),? not (?:at |with |by "
    r")?[A-Z][\w&+-]*(?: [A-Z][\w&+-]*)*\W*"
)
"""Another provider, told by proper names alone: "not Hunter, Pro-Align"."""
