"""Corrections: what is said when a fact of an entry is not as it stands there.

A correction carries its value, and accounts for the whole of what was said.
"""

from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Corrected = Literal["minutes", "days", "title", "provider", "credits", "type", "planned"]

_PIECES: Final = {
    "change": "change|make|set|correct|update|amend|fix|edit|switch|adjust|put|alter",
    "about": (
        "about|around|roughly|nearly|almost|only|just|more like|actually|approx|nearer|like|really"
    ),
    "in_all": (
        "in total|total|in all|altogether|all in|long|each|or so|actually|though|really|overall"
    ),
    "named": "(the|that|my) [{word}] [{word}] [{word}] {activity}",
    "activity": (
        "course|webinar|talk|seminar|workshop|training|class|session|meeting|conference|podcast|"
        "article|reading|one|briefing|event|module|video|refresher|day|thing|stuff|visit|exam|test"
    ),
    "kind": (
        "course|short course|webinar|seminar|conference|podcast|event|talk|toolbox talk|"
        "workshop|e-learning|elearning|e-learning course|reading|qualification|online course|"
        "article|"
        "expert group|class|briefing|video"
    ),
}

CORRECTIONS: Final = Families[Corrected](
    Family(
        "minutes",
        says=(
            "{length}",
            "[it|that|this|{named}] [was|is|were|lasted|took|took me|has been|should be|"
            "shouldve been|should have been|shoulda been|was actually|was only|was more like|"
            "ended up being|ended up|ran to|ran for|went on for|came to] [{about}] {length} "
            "[{in_all}] [not {length}] [not {number}] [{in_all}]",
            "(its|thats|it was|was|were) [{about}] {length} [{in_all}] [not {length}] [not "
            "{number}]",
            "[{change}] [{named}] [{the}] [length|duration|time|hours] [from {length}] (to|as|at|"
            "=) "
            "[{about}] {length} [{in_all}]",
            "({change}|call) ({it}|{named}) [to|as|at] [{about}] {length} [{in_all}] [not "
            "{length}]",
            "({change}|put) [{about}] {length} [not {length}] [for {named}]",
            "{length} [{in_all}|{it}] (not|instead of|rather than) ({length}|{number}|the hour|an "
            "hour)",
            "({change}|call) ({it}|{named}|{the} hours|{the} length) [to|as] {number} [only|hours]",
            "not {length} [but|it was|its|was] {length}",
            "i (meant|mean|said|put|wrote) [{about}] {length} [{in_all}] [not {length}] [not "
            "{number}]",
            "{length} [for|on] {named}",
            "[for] {named} [it was|was|should be|is] {length}",
            "(only|just|more like|nearer|closer to|about|around|roughly|nearly|almost|actually|"
            "make "
            "that|double that|at least|a good|a full|try|say) {length} [{in_all}]",
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
            "[it|that|this|{named}] [was|is|were|happened|took place|moved to|has moved to|got "
            "moved to|"
            "was moved to|should be|shouldve been|"
            "should have been|was actually|was really] [on|from] {day} [not [on] {day}]",
            "(its|thats|it was|was) [on|from] {day} [not [on] {day}]",
            "({change}|move|put|shift) [{named}|{it}] [{the}] [date|day] [of {named}] [from {day}] "
            "[to|as|on|back to|forward to] {day}",
            "[the|wrong] (date|day) (was|is|should be|=|its|it was|not {day} but) [wrong] [it was|"
            "its] {day}",
            "i (did|attended|went|meant|mean|said|took) [{it}] [on] {day} [not [on] {day}]",
            "{day} (not|instead of|rather than) [on] {day}",
            "not {day} [but|it was|its] [on] {day}",
            "[for] {named} [it was|was] [on] {day}",
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
        ),
        examples=("3 credits", "it was worth 2 points", "make it 4 credits"),
    ),
    Family(
        "provider",
        says=(
            "[it was|was|its|held|run] (at|with|by|from) {provider} (not|instead of|rather than) "
            "[at|with|by|from] {former}",
            "[the] (provider|trainer|organiser|company|supplier|venue) (was|is|should be) "
            "{provider}",
            "({change}) {the} (provider|trainer|organiser|company) (to|as) {provider}",
            "(it was|was|its|thats) [held|run|done|given] (with|by) {provider}",
            "not [at|with|by] {former} [but|it was] (at|with|by) {provider}",
        ),
        examples=(
            "at Snap-on, not Bosch",
            "the provider was Delphi",
            "change the provider to Thatcham",
            "it was run by the IMI",
        ),
        others=("with a scope, not a multimeter you can see it",),
    ),
    Family(
        "title",
        says=(
            "(call|name|title|rename) {it} [to|as] {title}",
            "(rename|retitle) [it|that|this|{named}] (to|as) {title}",
            "{change} [{named}|{it}] [{the}] (title|name) [of {named}] (to|as) {title}",
            "[the] (title|name) (should be|is|was|=) {title}",
            "[it|that] (should|shouldve|should have) (say|said|be called|been called) {title}",
        ),
        examples=(
            "call it Battery safety",
            "change the title to Wheel alignment",
            "rename it to EV basics",
            "the title should be Diagnostics day 2",
        ),
        others=("call it a day when the coolant boils",),
    ),
    Family(
        "type",
        says=(
            "[it|that|this] (was|is|should be) [actually|really] (a|an) {kind} [not (a|an) {kind}]",
            "(it was|its|that was|thats) [actually|really] (a|an) {kind} [not (a|an) {kind}]",
            "(a|an) {kind} not (a|an) {kind}",
            "{change} {the} type to [a|an] {kind}",
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
