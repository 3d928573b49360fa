"""The words of a length, and those around one that say what it is of; `durations` adds them up."""

import re
from typing import Final

from bot.conversation.numbers import NUMBER

H = r"h(?:ours?|rs?|orus?|uors?|ors)?\b(?!&\w)\.?"
M = r"min(?:u?tes?|uets?|tues?|uts?|s)?\b\.?"
_SESSIONS = (
    r"(?:sessions?|modules?|webinars?|meetings?|classes|lessons?|workshops?|talks?|parts?|blocks?"
    r"|evenings?|nights?|mornings?|afternoons?|days|episodes?|videos?|calls?|visits?|lectures?"
    r"|seminars?|lots?|units?|chapters?|tutorials?|podcasts?)"
)
_MORE = r"(?:five|ten|fifteen|twenty(?:[ -]five)?|thirty(?:[ -]five)?|forty(?:[ -]five)?|fifty)"
_N = r"(?:and|n|'n'|&|\+)"

# Every shape is tried at each place in this order; the first that fits wins. A number's pattern is
# large, so each shape holds as few of them as it can: start-up pays for every one.
SHAPES: Final = re.compile(
    rf"(?<![\w.,:/£$€#½¼¾])(?<!level )(?<!module )(?<!part )(?!(?<=day )\d+(?! ?(?:h|hrs?|hours?"
    rf"|mins?)\b)|(?<=unit )\d"
    rf"|(?<=week )\d)(?:"
    # half an hour, three quarters of an hour
    rf"(?P<three_quarters>three[ -]quarters of an hour|3/4 (?:of an )?h(?:ou)?r\b)"
    rf"|(?P<half_hour>(?:(?:a )?half[ -](?:an?[ -])?|1/2 (?:an )?)(?:hour|hr)\b)"
    rf"|(?P<quarter_hour>(?:a )?quarter (?:(?:of )?an )?hour)"
    # an hour and a bit, hour n half, an hour and twenty
    rf"|(?P<bit>(?:an? |one |1 ?)?(?:hour|hr) {_N} (?:a )?bit\b)"
    rf"|(?P<hour_and>(?:an? |one |1 ?)?(?:hour|hr)s? {_N} (?:a )?(?:(?P<hour_part>half|quarter"
    rf"|three[ -]quarters)|(?P<hour_more>{_MORE})(?: ?{M})?)\b)"
    # one and three quarter hours
    rf"|(?P<whole>{NUMBER}) {_N} three[ -]quarters? {H}"
    # days: no number of minutes, but where the working day is known
    rf"|(?P<day>(?:(?:(?:the )?(?:first|second|other) )?half(?: of)?(?: an?| the)?|all|(?:the"
    rf" )?(?:full|whole)|both(?: full)?"
    rf"|(?!an? (?:full|whole)){NUMBER}(?:[ -](?P<portion>half|full|whole))?)[ -](?:days?|morning"
    rf"|afternoon|evening)\b"
    rf"(?: {_N} a (?P<day_and>half)\b)?"
    rf"(?! (?:ago|in the life|release|later|before|after|off|out|notice|free|trial|to go))"
    rf"|full days\b|day {_N} a half\b|(?:all|the whole|whole)[ -]week(?:end)?\b"
    rf"|(?<=spent )(?:the|a) (?:day|morning|afternoon|evening|weekend|week)\b)"
    rf"|(?P<vague>(?:a |the last )?(?:few|several|some|many) (?:{H}|{M}))"
    # 2 x 45 min, 2 sessions of 45 minutes, three 45 minute sessions, 2 days of 6 hours
    rf"|(?!an? |another )(?P<times>{NUMBER}) ?(?P<by>(?:[x×*]|{_SESSIONS}(?: of| at| x| @|,)?) ?)?"
    rf"(?P<each>{NUMBER})[ -]?(?:(?P<each_h>{H})|{M}|(?(by)m\b|(?!)))(?(by)(?: each\b)?|(?="
    rf" {_SESSIONS}\b))"
    rf"|(?P<sign>(?:(?<![^\s(])-|minus ))?(?:"
    # 1h30, 2 hours and 15 minutes, 1:30h
    rf"(?P<ch>\d{{1,4}}) ?(?:hours?|hrs?|h)(?:\b|(?=\d)),? ?(?:and |& ?)?(?P<cm>[0-5]?\d)"
    rf"(?: ?(?:{M}|m\b)|(?<=[hrs]\d\d)(?![\w.,:/%])|(?<=[hs ]\d\d)(?![\w.,:/%])"
    rf"(?! (?!(?:on|at|with|of|for|in|sat|doing|reading|watching|learning|listening|going|training"
    rf"|webinar|course|talk|session|call|seminar|workshop|video|today|yesterday)\b)[a-z]))"
    rf"|(?P<hh>\d{{1,2}}):(?P<mm>[0-5]\d) ?{H}"
    # 2h, 90 min, two hours, 2-3 hours, two hours twenty, 90m
    rf"|(?:(?!one - )(?P<least>{NUMBER}) ?(?:-|to|or) ?)?(?P<n>{NUMBER})[ -]?(?:(?P<n_h>{H})|{M})"
    rf"(?(n_h)(?: (?:{_N} )?(?P<n_more>{_MORE})\b(?: ?{M})?)?)(?:[ -]long\b)?"
    rf"|(?P<hour_long>(?:an? )?(?:good|solid|full|whole|decent) (?:hour|hr)\b|hour(?:[ -]long\b"
    rf"|(?= each\b)|(?:(?<=, hour)|(?<=\x1f hour))(?: ?-?ish)?(?= ?(?:$|[,.]))|[ -]?ish\b"
    rf"|(?:(?<=^hour)|(?<=then hour)|(?<=plus hour)|(?<!half and hour)"
    rf"(?<!rush and hour)(?<=and hour)|(?<=did hour))"
    rf"(?= (?:on|of|with|doing)\b)))"
    # CPD hours: 1.5
    rf"|(?:cpd |total |learning )?hours?(?: of cpd)?: ?(?P<label_h>\d{{1,3}}(?:\.\d{{1,2}})?)(?!\d)"
    rf"|(?P<short_m>\d{{1,3}})m\b(?! (?:from|away|apart|long|wide|high|deep|of|cable))"
    rf")(?:'s?(?= ))?)(?!\w)"
)

OCCASIONS: Final = re.compile(
    rf"(?<![\w.,:/£$€-])(?P<n>(?!an? |another |one |half){NUMBER}) (?:[a-z][\w-]* )?"
    r"(?:sessions|modules|webinars|meetings|classes|lessons|workshops|talks|episodes|videos|vids|calls"
    r"|lectures|seminars|units|chapters|tutorials|podcasts|articles|courses|demos|clips|papers)\b"
)
"""How many there were, each of which had its length: "2 videos on DSG, 20 min each"."""
NUMBERED: Final = re.compile(
    r"\b(?:modules|chapters|units|parts|episodes|sessions) (?P<first>[1-9]) ?(?:to|-|–) ?"
    r"(?P<last>(?!(?P=first))[1-9])\b"
)
CLOCK: Final = re.compile(
    r"(?<![\w.,:/£-])(?:(?:at|from|@) ?)?"
    r"(?:[01]?\d(?:[:.][0-5]\d)? ?[ap]m\b|0[5-9][0-5]\d\b(?: ?hrs\b)?|(?:[01]?\d"
    r"|2[0-3]):[0-5]\d(?![\w:.]))"
)
"""One time of day: no length, and no part of a title."""
STRETCH: Final = re.compile(
    rf"\b(?:over|across|during|for|lasting) (?:the )?{NUMBER} (?:weeks?|months?|terms?|years?)\b"
)
OFTEN: Final = re.compile(
    r"(?<= )(?:(?:a|per|every|each) (?:day|week|month|year|evening|night|morning|weekend)s?)\b"
)

DAILY: Final = re.compile(
    r",? ?(?:(?:a|per|every|each|/) ?(?:day|evening|night|morning|afternoon|session|time|go|pop)s?"
    r"|each|apiece|daily|both (?:days|nights|evenings|mornings))\b"
)
"""Behind the length of one occasion: it is had once on each day that is said."""
RECURRING: Final = re.compile(
    r" ?(?:a|per|every|each|/) ?(?:day|week|month|year|evening|night|session|time)s?\b"
    r"|(?: weekly| monthly| every (?:mon|tue|wed|thu|fri|sat|sun)\w*)\b"
)
"""Behind the length of one occasion, and nobody says how many there were."""
REGULARLY: Final = re.compile(
    r"[^.;\n]{0,60}? (?:every|each) (?:day|week|month|morning|evening|night|weekend)\b"
)

NOT_A_LENGTH_AFTER: Final = re.compile(
    r" (?:ago|later|late|early|notice|from now|away|old|clock|before (?:we|i|you|it))\b"
)
NOT_A_LENGTH_BEFORE: Final = re.compile(
    r"\b(?:every|within|per|last|first|saves?|saved|saving)(?: (?:me|us|him|her|them))? $"
)
IDLE_BEFORE: Final = re.compile(
    r"\b(?:next|final|after|(?<!no )(?<!no, )(?<!oh )wait|waits|waiting|waited|leave|leaving|charge"
    r"|soak|takes|needs|longer than|less than)"
    r"(?: (?:it|them|for|the|at least|about|around)){0,2} $"
)
"""Before what is a length, and not the activity's: "wait 10 minutes", "takes 2 hours"."""
A_BREAK: Final = re.compile(
    r"[ -]?(?:(?:of|for|off for) )?(?:(?:a|an|the|my|our) )?(?:(?:lunch|dinner)(?:[ -]?(?:break"
    r"|hour))?|(?:tea |coffee )?breaks?)(?= ?(?:$|[,.;:)!\n\x1f]|and\b(?! learn)"
    r"|(?:was )?in (?:it|there|between|the middle)\b|out\b|off\b|included?\b|so\b|then\b))"
)
"""Behind the length of a break, which is no learning."""
TRAVEL_BEFORE: Final = re.compile(
    r"\b(?:drove|driving|drive|travel|travell?ed|travell?ing|flew|rode|cycled|queued|in traffic"
    r"|journey|round trip|commute)(?: (?:of|for|was|took|about|nearly|over|around|up|down"
    r"|the)){0,2}"
    r" $"
)
TRAVEL_AFTER: Final = re.compile(
    r"(?:'s)? (?:(?:train |bus |car |round )?(?:drive|journey|trip|commute|flight)\b|each way\b"
    r"|there and (?:back|the same)|travel\b|travell?ing\b|(?:up|down|there)? ?on the (?:road"
    r"|train)\b"
    r"|in (?:the )?(?:traffic|car|van)\b|to get (?:there|home)|there(?=[ ,]))"
)
"""Time on the road is no learning: "drove 2 hours to a 3 hour course"."""
MEANT: Final = re.compile(
    r"\b(?:meant|supposed|due|scheduled|billed|advertised)(?: (?:to be|to last|to take|for|as"
    r"|in for))"
    r" (?:about |only |just )?$"
    r"|\bshould(?:'ve|'a| have) (?:been|taken|lasted)(?: about| only| just)? $"
)
"""Before a length that was to be, and was not."""
IN_THE_END: Final = re.compile(
    rf"\b(?:went on for|ended up(?: being| as)?|turned into|ran (?:on )?(?:to|for)|lasted|took"
    rf"|(?:was|it's) (?:more like|actually|really)|became) (?:about |nearly )?(?P<n>{NUMBER})\b"
    rf"(?! ?-?(?:{H}|{M}|days?))"
)
""" "It was meant to be an hour but went on for two": two of what it was meant to be."""
CORRECTED: Final = re.compile(
    r"[^.!?\n]{0,24}?\b(?:no|nope|nah|sorry|wait|hang on|hold on|actually|i mean|make (?:it|that)"
    r"|or rather|rather|scratch that|scrap that|correction|oops|tell a lie|so call it|call it)"
    r"(?:[ ,.-]+(?:no|sorry|wait|actually|i mean|it was|that was|make (?:it|that)|more like|call it"
    r"|should be|rather|about))*[ ,.:-]*"
)
"""Between two lengths of which the last holds: "2 hours no wait 3 hours"."""
HOW_OFTEN: Final = re.compile(
    r"\b(?<!level )(?<!lvl )(?<!part )(?<!module )(?<!stage )(?<!step )(?<!unit )(?<!class"
    r" )(?:\d+|one"
    r"|two|three|four|five|six|ten|dozen|once|twice|times|several|many|few|couple|half the time) $"
)
"""Before "a day": two of something each day, and no length."""
BOUND: Final = re.compile(r"\b(?:less than|under|up to|at least|more than) $")
ABOUT: Final = re.compile(
    r"\b(?:about|around|approx|approx\.|approximately|roughly|nearly|almost|~) ?$"
)
AGAIN: Final = re.compile(r"(?:\(|= ?|i\.e\.?,? |or )$")
JOINED: Final = re.compile(r" ?(?:and|&|\+|plus|,)? ?")
SUMMED: Final = re.compile(r" ?(?:\+|plus) ?")
OF_EACH_DAY: Final = re.compile(r" ?(?:of|at|x|@|×) ?")
"""Between days and the length of each: "2 days of 6 hours"."""
