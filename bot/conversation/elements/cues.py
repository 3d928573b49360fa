"""The table of words that tell an element of an account; `finding` looks them up clause by clause.

To add a cue, put its words into the row that they belong to, or a row of your own, with an example
that holds it and, where other words look like it, one that does not. The tests run them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from bot.conversation.elements.languages import foreign_cue

ElementId = Literal["why", "hard", "learnt", "helps", "next", "changed"]

ELEMENTS: Final[tuple[ElementId, ...]] = get_args(ElementId)


@dataclass(frozen=True, slots=True)
class Cue:
    """A family of words that tell one element.

    `opens` are matched where a clause opens (its first words, but for a filler such as "well" or
    "basically"), `mine` after I or we with what may stand between ("I've also just …"), `within`
    anywhere. `answers`: they count in an answer to the usual question alone, where "I do tyres
    every day" can only be where it is used. `holds` and `spares` are whole texts.
    """

    element: ElementId
    name: str
    opens: str = ""
    mine: str = ""
    within: str = ""
    answers: bool = False
    holds: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


_FILLER: Final = (
    r"(?:(?:and|so|but|then|also|well|yeah|yes|yep|ok|basically|honestly|actually|tbh|to be honest"
    r"|to be fair|in fairness|i think|i guess|i suppose|personally|mainly|mostly|like|plus|which"
    r"|just|really|definitely|sha|hopefully)[,:]? )*"
)
_BETWEEN: Final = (
    r"(?:'(?:ve|m|d|re|ll)|ve|m|ll)?(?: (?:have|had|am|are|was|were|been|did|do|also|just|really"
    r"|even|actually|only|definitely|certainly|finally|now|still|always|never|recently|then|quite"
    r"|very|a bit|so|kind of|sort of|bit))*"
)
_IT: Final = r"(?:it|this|that|these|those|them|same|what)"
_NOT_A_PLAN: Final = (
    r"(?!help|know|need|have to|able to|be (?:able|useful|handy|helpful|good|using|applying|in|at"
    r"|on|there"
    rf"|great|easier|quicker|a)\b|(?:us(?:e|ing)|apply(?:ing)?|put(?:ting)?|take) {_IT}\b"
    rf"|take (?:on|this|that)\b|save|make"
    r"|(?:send|forward|attach|upload|e-?mail) (?:you|it|them|(?:the|a|my) (?:cert\w*|link|slides"
    r"|photo|proof|pdf|copy))\b"
    r"|mean|come|benefit|be attend|attend|go (?:to|on)|join|sit\b|do (?:an?|the"
    r"|my) [\w -]*(?:course"
    r"|exam|level|training|webinar|module)|complete|hopefully|definitely help|never forget|speed"
    r"|improve|allow|enable|give|assist|stand|keep|(?:see|get|have) (?:them|these|those|more|loads"
    r"|lots|a lot|plenty|some|one|it) )"
)
_PAST_CLASS: Final = r"(?:course|training|webinar|session|workshop|talk|class|podcast|module)"
_TOUGH: Final = r"(?:hard|difficult|tricky|tough|confusing|awkward|a (?:struggle|nightmare|pig))"
_HARDER: Final = r"(?:harder|trickier|tougher|fiddlier|more (?:difficult|complicated|complex))"
_WORK: Final = (
    r"(?:do(?! (?:it|this|that|not|so|the needful|have|need|feel|think)\b)|work (?:on|in|at|with"
    r"|for)"
    r"|fit|service|repair|test|sell|train|run|handle|manage|look after|recruit|store|deal with"
    r"|turn away|take in|write|recover|inspect|mentor|supervise|hold|diagnose|see (?!that|why|how"
    r"|what|it)|get (?:a lot|lots|loads|plenty|quite|more|so many|them|these|those|asked|\d|a few"
    r"|one|two|ten|many|most)|replace|strip|build|rebuild|change|weld|paint|spray|drive|deliver"
    r"|coach|interview|order|price|quote|answer|speak to|talk to|meet|teach|use (?:it|them|this"
    r"|these|that)|tow|mot|valet|look at)"
)
_NUMBER: Final = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|a couple|a few|a dozen|dozens|hundreds|loads|lots|plenty|a lot)"
)
_MANY: Final = (
    rf"(?:{_NUMBER}(?: ?(?:or|to|-) ?{_NUMBER})?(?! ?(?:of )?(?:min|h\b|hrs?\b|hours?|secs?\b"
    rf"|second"
    r"|times?\b|%|mm|bar\b|l\b|ml|kg|g\b|v\b|volts?|miles|days?\b|credits?|points?)))"
)
_EACH: Final = (
    r"(?:a|an|per|every|each) (?:single )?(?:day|week|month|year|shift|season|spring|summer|autumn"
    r"|winter|morning|night|fortnight|weekend|quarter)"
)
_WORKING: Final = (
    r"(?:on (?!it\b|that\b|this\b|about\b|top\b)|doing|fitting|seeing|getting (?!better|used|it)"
    r"|testing|working (?:on|in|at|with)|training"
    r"|running|selling|servicing|repairing|managing|redoing|recruiting|building|setting up"
    r"|dealing with|handling|in the|on the|at the|in an?|based)"
)

CUES: Final[tuple[Cue, ...]] = (
    # --- why this ------------------------------------------------------------------------------
    Cue(
        "why",
        "a reason given",
        opens=r"(?:because|becuase|becasue|cos|coz|cuz|cus|bcos|bcoz|'cause|seeing as"
        r"|the reason (?:i|we|for|was|is|why)|as (?:i|we|it|my|our|no one|nobody)(?:'\w+| (?:now"
        r"|are"
        r"|am|have|had|was|were|is|need|do|don'?t|will|can'?t|\w+ (?:was|is|are)))|given that)\b",
        holds=(
            "2h EV course today because we bought a Leaf",
            "Did the level 2 as we now take EVs in",
        ),
        spares=("2h course today, late because of rain", "read it as well as I could"),
    ),
    Cue(
        "why",
        "sent or asked",
        opens=r"(?:sent|asked|told|nominated|put forward|booked on) by (?:my|the|our)\b|(?:(?:was"
        r"|got|been|were) )?(?:asked|told|sent|required) to (?:go|do|attend|come"
        r"|complete|take)\b|(?:my |the |our )?(?:boss|manager|gaffer|supervisor|foreman|director|hr"
        r"|head office|workshop controller)(?: (?:has|had))? (?:asked|told|wanted|wants|sent"
        r"|suggested|recommended|said (?:i|we) (?:should|had|needed))",
        mine=r"(?:asked|told|sent|required|nominated|advised|encouraged) (?:to (?:go|do|attend|come"
        r"|complete|take|learn)|by|on)\b",
        holds=("Roadshow, 3 hours, was asked to go by my boss", "I was told to do it"),
        spares=("I asked to see the wiring diagram", "He told us to wear gloves"),
    ),
    Cue(
        "why",
        "asked to, by whomever; had to",
        opens=r"(?:i |we )?(?:had|was|were|got|been)(?: (?:been|kindly|basically))? (?:asked to\b"
        r"|(?:told|made|required|asked|sent) (?:to )?(?:go |do it |come )?by\b)|(?:the"
        r" )?(?:insurers?"
        r"|insurance|dealer|franchise|auditors?|client|union|manufacturer) (?:wants?|wanted|asked"
        r" for"
        r"|insists?|insisted|requires?|required|demand(?:s|ed)?) (?:on )?(?:it|this|that|us|me"
        r"|every)\b"
        r"|(?:i |we )?only (?:went|came|did it|did this|booked|signed up|on it|there)\b"
        r"|(?:had to (?:go|attend|do it|come)\b)|(?:volunteered|volun-?told)\b",
        mine=r"(?:(?<=was )|(?<=were )|(?<=been )|(?<=got ))asked (?:if|to)\b",
        holds=(
            "ADAS refresher, 2 hours, was asked to by the insurer",
            "I was asked to step up when Lorraine went",
            "we had been asked to look at why ours slip",
            "2h webinar. The insurer insists on it",
            "only went on it because the fire service told us off",
            "got told to by the council, 1h fire course",
        ),
        spares=("I asked to see it", "customers only went quiet"),
    ),
    Cue(
        "why",
        "a need",
        mine=r"(?:needed (?:to|it|this|more|the|a|some) |wanted (?:to (?!say|ask)|more|it|this)"
        r"|lacked|was(?:n't| not) confident|(?:felt|feel) (?:out of|behind|rusty)"
        r"|got caught out|out of date|rusty|out of practice)"
        r"|(?:a|some|big) gap|(?:wasn't|weren't|didn't feel) (?:\w+ )?confident",
        opens=r"(?:a |had a |there'?s a |there was a |my |skills |knowledge )*(?:gap|weakness) in"
        r"|needed (?:to (?:learn|know|understand|renew|refresh|get|brush)|it|this) ?"
        r"|wanted to (?:learn|know|understand|refresh|get|brush|improve|move)"
        r"|got caught out",
        holds=(
            "2h scope course. I needed to brush up on injectors",
            "Webinar on petrol hybrids, I had a gap in that",
            "I wanted to move off servicing",
        ),
        spares=("2h on valve gap settings",),
    ),
    Cue(
        "why",
        "trouble that led there",
        mine=r"(?:struggl(?:e|es|ed|ing) (?:with|to|on|at)\b(?!.*\b(?:at first|to begin with"
        r"|at the start|initially|during)\b)|failed (?:my|the|an?)|misdiagnosed)",
        holds=(
            "Shadowed the service manager, I'd been struggling with warranty claims",
            "did a 3 hour course yesterday, I struggled with a Transit last week",
        ),
        spares=("I struggled with the diagrams at first",),
    ),
    Cue(
        "why",
        "something due",
        opens=r"my (?:\w+ )?(?:ticket|cert(?:ificate)?|card|licen[cs]e|accreditation|qualification)"
        r"(?:'s| is| was| has| had| runs| ran| will)? (?:been )?(?:due|up|out|expir\w+|lapsed"
        r"|running|about|coming)\b|to (?:renew|keep up|refresh|prepare for|get ready for) (?:my|the"
        r"|our|for)\b|part of my (?:pdp|appraisal|development|induction|apprenticeship|objectives)",
        holds=("Air con course, 1 day, my ticket was up",),
        spares=("my ticket machine course",),
    ),
    # --- what was hard -------------------------------------------------------------------------
    Cue(
        "hard",
        "harder",
        opens=rf"(?:(?:it|this|that|found it)(?:'s| was| is)? |was |were )?(?:(?:a bit|a lot|much"
        rf"|way|far|quite|really|so|slightly|very|bit) )*(?:{_HARDER} |{_TOUGH} (?:to|at|than"
        rf"|for me"
        rf"|because))|(?:the )?(?:only )?(?:hard(?:est)?|trickiest|toughest|difficult|tricky|tough"
        r"|worst) (?:part|bit|thing|one)|not as (?:easy|simple|straight ?forward) as"
        r"|(?:it )?wasn'?t"
        r" (?:as )?(?:easy|simple|straight ?forward)",
        mine=rf"(?:found|find) [\w' ]{{0,40}}?\b(?:{_HARDER}|{_TOUGH})",
        holds=(
            "2h scope course, was harder than I expected",
            "1h aligner. Not as easy as it looked",
            "I found the theory really difficult",
            "the hardest part was the paperwork",
        ),
        spares=("1h on difficult conversations", "2h course on hard braking", "it wasn't hard"),
    ),
    Cue(
        "hard",
        "unsure, surprised, stuck",
        opens=r"took (?:(?:me|us) )?(?:\w+ ){1,3}(?:goes|attempts|tries|times) (?:to|before)\b"
        r"|(?:surprised|suprised|shocked|gobsmacked|struggled|confused|got stuck|found [\w' ]"
        r"{1,40}?\b(?:hard|difficult|tricky|confusing)\b|biggest surprise"
        r"|(?:it was )?(?:a )?(?:bit|big) (?:of a )?(?:shock|surprise)|(?:bit|a bit) unsure"
        r"|unsure (?:about|how|of|what|whether))",
        mine=r"(?:unsure|uncertain|not sure (?:about|how|of|what|whether|if)|surprised|suprised"
        r"|shocked|gobsmacked|amazed|confused|nervous|out of my depth|struggl(?:ed|ing)\b"
        r"|(?:had|having) (?:trouble|difficulty|problems|a hard time)|got (?:stuck|lost|confused)"
        r"|couldn'?t (?:get|work out|figure)|(?:did not|didn'?t) expect|underestimated"
        r"|took me (?:ages|a while))|thought i knew",
        holds=(
            "Read about fault codes, I was unsure about pending codes",
            "Toolbox talk 1h. Surprised how many slings were out of date",
            "I struggled with the diagrams at first",
        ),
        spares=("surprise inspection 2h",),
    ),
    Cue(
        "hard",
        "a mistake of one's own",
        opens=r"(?:made|making) (?:a|the|my|some) (?:\w+ )?(?:mess|mistakes?|error|hash|pig'?s ear)"
        r"|my (?:\w+ )?mistake|got (?:it|that|this) wrong|messed up",
        mine=r"(?:made|making|make) (?:a|the|my|some|loads of) (?:\w+ )?(?:mess|mistakes?|errors?"
        r"|hash)|got (?:it|that|this|the \w+) wrong|messed (?:it )?up|cocked (?:it )?up"
        r"|forgot to|mixed up",
        holds=(
            "2h scanner training. Made a mess of the first trace",
            "I made a mistake on the log",
        ),
        spares=("course on handling mistakes at work 2h", "webinar: from mistakes to learning, 1h"),
    ),
    Cue(
        "hard",
        "the tricky bit, still stuck",
        mine=r"(?:get|getting|got) (?:muddled|mixed up|tangled|in a (?:muddle|mess|tangle))"
        r"|(?:can'?t|cannot) get my head (?:round|around)|kept (?:getting|forgetting|mixing)",
        within=r"\b(?:was|were|is|being) (?:(?:definitely|probably|by far|for me) )*(?:the |a |my"
        r" )"
        r"(?:real |most )?(?:tricky|hard|hardest|trickiest|tough|toughest|difficult|awkward|fiddly"
        r"|worst) (?:bit|part|thing|one)\b|\bstill (?:get )?(?:muddled|confus\w+|struggl\w+)"
        r"|\bdid my head in\b|(?<!youre )(?<!you're )(?<!this is )(?<!it's )\bdoing my head in\b"
        r"|\bthrew me\b|\bcaught me out\b",
        holds=(
            "Getting it over the roof in wind was the tricky bit",
            "I still get muddled with which connector breaks the loop",
            "2h scope course, the trigger settings did my head in",
            "the second reading threw me",
            "lining the targets up was by far the hardest part",
            "cant get my head round it but I can't get my head round the triggers",
        ),
        spares=("I will still check it", "1h talk on the hardest metals"),
    ),
    # --- what next -----------------------------------------------------------------------------
    Cue(
        "next",
        "I will",
        opens=rf"(?:will|i'?ll|shall) (?:(?:be|also|always|now|then|definitely|try and|try to) )*"
        rf"{_NOT_A_PLAN}\w+",
        mine=r"(?:(?<='ll)|(?<=\bill)|(?<=\bwell)| will| shall|ll)(?: (?:be|also|always|now|then"
        rf"|definitely|never|try and|try to|just))* {_NOT_A_PLAN}\w+",
        holds=(
            "1h aligner. Will ask Tom to sit with me",
            "the bracket cracks, so I will check it first",
            "we'll get a hook for the wall",
        ),
        spares=(
            "1h webinar, will help on the desk",
            "I will attend the IMI conference on 3 December",
            "1h emissions webinar, will send the certificate",
            "I'll use it on every job",
            "I'll know which side it is",
        ),
    ),
    Cue(
        "next",
        "I'm going to",
        opens=r"(?:(?<!not )going to|gonna|planning to|plan to|intend to|hope to|hoping to|aim to) "
        rf"{_NOT_A_PLAN}(?!an?\b|the\b|my\b|our\b|use {_IT}\b)\w+",
        mine=r"(?:(?<!not )going to|gonna|planning (?:to|on)|plan(?:ned)? to|intend(?:ing)? to"
        rf"|hop(?:e|ing) to|aim(?:ing)? to) {_NOT_A_PLAN}(?!an?\b|the\b|my\b|our\b)\w+",
        holds=("1h on time. I'm going to block out Fridays", "it cracks, gonna check them all"),
        spares=("going to a 2h course on Friday", "I'm going to attend the expo"),
    ),
    Cue(
        "next",
        "from now on, next time",
        opens=r"(?:starting (?:on |from )?(?:next|tomorrow|this|\w+day)|from now on|from here on"
        r"|next time|in future|in the future|going forwards?"
        r"|next (?:one to one|1:1|review|meeting|job|one))\b(?! slot)"
        r"(?!,? (?:the|they|it|its|it's|he|she|his|her|a|an|there|all|every|customers?)\b)",
        within=r"\b(?:i|we)\b.*\bfrom now on\b|\bim\b.*\bfrom now on\b",
        holds=("realised I dodge rows, next time I'll raise it", "i check the label from now on"),
        spares=(
            "the next time slot is 3pm",
            "from now on the portal wants two factor",
            "next time he'll ring the dealer",
        ),
    ),
    Cue(
        "next",
        "a need with its time",
        opens=r"(?:need|have|got|want) to (?!log|add|record|book)\w+ .*\b(?:next|tomorrow|by|before"
        r"|this week|on (?:mon|tue|wed|thu|fri))",
        mine=r"(?:need|have|got|want) to (?!log|add|record|book)\w+ .*\b(?:next|tomorrow|by|before"
        r"|this week|on (?:mon|tue|wed|thu|fri))",
        holds=("the policy is wrong, I need to speak to HR about it next week",),
        spares=("I need to log 2 hours on EVs for next week", "you need to meter it"),
    ),
    # --- what it changed -----------------------------------------------------------------------
    Cue(
        "changed",
        "since then",
        opens=r"since then\b|ever since\b|since (?:doing|going on|attending|finishing|i did|i went"
        rf"|we did) |since (?:the|that|this|my)(?: [\w&-]+){{0,4}} {_PAST_CLASS}\b",
        within=r"\bnot (?:one|(?:had|lost|seen|needed|broken|missed|failed) (?:one|any|a|an|it))\b"
        r".*\bsince\b|\b(?:none|nothing back|no issues|no problems|no bother) since\b"
        r"|\bha(?:ve|s)(?: not|n'?t) (?:had|lost|seen|needed|broken|missed|failed)\b.*\bsince\b",
        holds=(
            "since then no wheel has come loose",
            "Since doing the airbag course I wait",
            "havent had one come back noisy since",
            "We've had none since",
            "Not lost one since",
            "no bother since",
        ),
        spares=(
            "I have been here since the merger",
            "2h course, the first since March",
            "I have not been back since",
        ),
    ),
    Cue(
        "changed",
        "fewer, no more",
        opens=r"(?:far |a lot |much |way )?(?:fewer|less) (?!than)\w+.*\b(?:since|now|these days"
        r"|already|last month|this month)\b|no (?:more )?(?:comebacks|complaints|returns|accidents"
        r"|repeat \w+)\b.*\b(?:since|now|so far|this month|last month)\b|not (?:one|a single)"
        r" \w+.*\bsince\b",
        mine=r"(?:get|getting|got|had|have|having|see|seeing) (?:far |a lot |much |way )?(?:fewer"
        r"|less) |no longer|stopped|(?:'ve|ive) (?:already )?(?:cut|reduced|halved) ",
        holds=("fewer comebacks since I did it", "I no longer send HV work out"),
        spares=("podcast about how fewer comebacks make more profit", "less is more, 1h webinar"),
    ),
    # --- how it helps in the job ---------------------------------------------------------------
    Cue(
        "helps",
        "it helps",
        opens=r"(?:(?:it|this|that|which|these|all this|the course|the training"
        r"|the (?:bit|part|section|stuff) (?:on|about|with|for)(?: [\w'-]+){1,4})"
        r"(?:'ll|'s|s|ll|'d)?"
        r" ?)?(?:(?:will|would|should|can|could|is|has|does|really|also|definitely|always|already"
        r"|going to|gonna|gna|be|been|big|great|a|very|so|really|massively|hugely"
        r"|well) ?)*"
        r"\b(?:helps(?! (?:it|them|him|her|the (?!job|work|team|lads|customer|business|apprentice"
        r"|department|desk|night|day|shop|garage|branch|bay|guys|techs))\b)|helping (?:me|us|in|on"
        r"|with)|help (?:me|us|with|on|in|when|wen|my|our|at|the"
        r"|a lot"
        r"|to|everyone|explain)|helped (?:me|us|my|our)|helpful (?:for|in|on|when|at|with|to)"
        r"|useful"
        r" (?:for|in|on|when|at|with|to|as|because|every)|handy (?:for|in|on|when|at|with|to|as)"
        r"|relev[ae]nt (?:to|for|as|because)|good for (?:my|our|the|when|all|tyre|\w+ing)|(?:bang"
        r"|spot) on for|suits (?:me|us)|ideal for"
        r"|perfect for|great for|essential for|vital for)",
        holds=(
            "1h EV webinar yesterday, helps on every EV job I do",
            "45 min webinar, will help on the desk",
            "nothing new, but the bit on apprentices helps me with Josh",
            "how to lock off, it'll help me on hybrids",
            "that was new, useful for MOTs",
        ),
        spares=(
            "Helping an apprentice with his logbook, 1 hour",
            "2 hours on what helps teams perform",
            "good for nothing",
            "you reset it, that helps the box learn",
        ),
    ),
    Cue(
        "helps",
        "it saves, it means, it makes easier",
        opens=r"(?:it|this|that|which)?(?:'ll|s|ll| will| would| also| should| really)* ?"
        r"\b(?:saves? (?:me|us|my|our|time|about|an?|loads|money|\d+|the customer)|means (?:i|we"
        r"|that"
        r" (?:i|we)|my|our|not having|no more|less|fewer|customers)|(?:makes?|made) (?:it|me|us|my"
        r"|our|life|the job|things) \w*(?:easier|quicker|faster|safer|better|job|work|\w+er)\b"
        r"|speeds? up (?:my|our|the)|lets (?:me|us)|allows (?:me|us)|keeps (?:me|us|them|it) (?:in"
        r"|safe|up)|matters (?:for|to|when|in|because)|comes? in (?:handy|useful))",
        holds=(
            "read a TSB, means I don't have to send them out",
            "order by vin which saves time at the counter",
        ),
        spares=("what it means to lead, 1h", "save the date 2h seminar"),
    ),
    Cue(
        "helps",
        "I use it",
        opens=r"(?:(?:will|would|can|could|shall|going to|be|to be|now|already) )*(?:use|using"
        r"|apply|applying|put|putting|used) (?:it|this|that|these|same|what|all this)\b"
        r"(?! (?:wrong|properly|correctly|safely))",
        mine=r"(?: (?:will|would|can|could|shall|already|be|going|to|definitely|should"
        r"|hope to|mostly|mainly|also))*(?:ll)? ?\b(?:be )?(?:us(?:e|ing)|apply(?:ing)?"
        rf"|put(?:ting)?|used?) {_IT}\b",
        holds=(
            "i use it on every rear pad job",
            "4h scope training, I can use it on common rail jobs",
            "how to bleed them. Will be using it on the ID range",
        ),
        spares=("learnt to use the new rig", "I will use a checklist"),
    ),
    Cue(
        "helps",
        "what one can do now",
        opens=r"(?:(?:now|so now|so|so that|means) )?(?:i|we) can(?: now)? (?!see|use it|confirm"
        r"|say|honestly|feel|hear|imagine)\w+ \w+|can now (?!see)\w+ \w+|i'?ll know (?:which|what"
        r"|how|where|when|why)",
        mine=r"be able to\b",
        holds=("2h EV awareness so now I can explain charging to customers",),
        spares=("2h course, I can confirm I was there", "I can see why"),
    ),
    Cue(
        "helps",
        "in my job",
        opens=r"(?:in|for|at|during|with|to) (?:my|our) (?:day[- ]to[- ]day|daily|own|current|new)?"
        r" ?(?:job|role|work|one[- ]to[- ]ones?|121s?|1:1s?|reviews|team|apprentices?|customers"
        r"|workshop|garage|shop|department|dept|appraisals|meetings|site|branch)\b"
        r"|(?:for|in|on|at) (?:when|every|any|all|most) (?:i|we|the|our|my|ev|job|\w+ (?:i|we))\b"
        r"|(?:it'?s|that'?s|which is) (?:(?:a )?(?:big )?part of )?(?:my job|what (?:i|we) do)\b",
        holds=("People leave managers. In my job that's the night shift lads",),
        spares=("for my money the best course, 2h",),
    ),
    Cue(
        "helps",
        "so many a week, and the post one holds",
        opens=rf"{_MANY}(?: of (?:them|those|these|em))? (?:\w+ ){{0,3}}?{_EACH}\b.*"
        r"\b(?:me|us|here|i|we|my|our|desk|bay|branch|depot|garage|shop|workshop)\b",
        mine=rf"(?:do|see|get|fit|have|handle|run|test|take in|build|replace|service|change|sell)"
        rf" (?:about |around |roughly |maybe |up to )?{_MANY}(?: of (?:them|those|these|em))?"
        rf" (?:\w+ ){{0,3}}?{_EACH}\b"
        r"|(?:'m|m| am) (?:the |usually the |always the )(?:only )?(?:one|person)"
        r" (?:who |that )?\w+"
        r"|(?:'m|m| am) (?:now )?(?:the |our |a |an |one of the )?(?:\w+[ -]){0,2}"
        r"(?:aider|foreman"
        r"|advis[oe]r|supervisor|mentor|assessor|controller|technician|tech|fitter|marshal|warden"
        r"|rep|lead|champion|manager) (?:for|on|at|in|here)\b",
        holds=(
            "The difference is the runout. We do 30 a week.",
            "Now know how to pack a wound. I'm first aider for the night shift.",
            "prove dead. we get about ten of them a month",
            "two or three a week for me",
            "learnt the order. I do eleven of them each spring",
            "I'm the fire marshal on lates",
            "now I know, and I'm the one writing them on the whiteboard",
        ),
        spares=("we do 2 hours a week", "I do 30 mins a day", "10 minutes a day for me"),
    ),
    Cue(
        "hard",
        "another than one thought",
        within=rf"\b(?:{_HARDER}|worse|slower|longer|less obvious) (?:[\w'-]+ ){{0,4}}?than (?:i"
        rf"|we|"
        r"i'?d|we'?d) (?:had )?(?:thought|think|expect\w*|imagined?|reckoned|remember\w*|hoped)\b",
        holds=("the printout was harder to read than I thought",),
        spares=("steel needs more than I gave it",),
    ),
    # --- what was learnt -----------------------------------------------------------------------
    Cue(
        "learnt",
        "learnt",
        opens=r"(?:what (?:i|we) (?:learn(?:t|ed)|got|took)|(?:and )?(?:learn(?:t|ed|d)|lernt"
        r"|lerned"
        r"|learnd) (?!nothing|zilch|nowt|zero|more about nothing|fuck all|sod all|bugger all)"
        r"|picked up (?:how|that|a|some|on))",
        mine=r"(?:learn(?:t|ed|d)|lernt|lerned|learnd|picked up (?:how|that|a (?:few|couple|trick"
        r"|tip)"
        r"|some)|(?<=was )taught|(?<=were )taught|(?<=been )taught|(?<=got )taught|got shown"
        r"|(?<=was )shown|(?<=were )shown|took away|take away|took from)\b"
        r"(?! (?:absolutely )?(?:nothing|zilch|nowt|zero))",
        holds=(
            "1h EV webinar yesterday, learnt to log the insulation test",
            "2h hybrid course. I've also learned how to spot a bad pump",
            "We were taught the new software",
        ),
        spares=(
            "course where apprentices learnt to weld",
            "I learnt absolutely nothing",
            "I taught an apprentice to weld 2h",
        ),
    ),
    Cue(
        "learnt",
        "realised, found out, it turns out",
        opens=r"(?:realis(?:ed|e)|realiz(?:ed|e)|relised|realsied|found out|discovered|clicked that"
        r"|turns out|turned out (?:that|you|it|the|my|we|i)|dawned on me)\b",
        mine=r"(?:realis(?:ed|e)|realiz(?:ed|e)|relised|found (?:out|that)|discovered|noticed)\b",
        within=r"\b(?:made|makes) (?:me|us) (?:realise|realize|think|aware|check|see|stop)\b",
        holds=(
            "3h first aid, realised my CPR was too slow",
            "watched a video. turns out you have to lock both cams",
            "it was Tuesday's toolbox talk that made me check my gloves",
        ),
        spares=("2h course on found property", "discovery learning, 1h"),
    ),
    Cue(
        "learnt",
        "now know, did not know",
        opens=r"(?:now|so now) (?:i|we) (?:know|understand|get|see)\b|now (?:know|understand|aware)"
        r"|(?:didn'?t|never|did not|hadn'?t) (?:kn[eo]w|realise|realize|appreciate)\b|(?:hadn'?t"
        r"|had not|hadn'?t got|had no) (?:an? )?(?:notion|clue|idea)\b|understood\b"
        r"|understand (?:how|what|why|that|the)"
        r"|(?:got |have |gained |a |much )*better (?:understanding|idea|grasp) of",
        mine=r"(?: ?(?:didn'?t|did not|hadn'?t|never|wasn'?t|weren'?t) (?:kn[oe]w|realise|realised"
        r"|realize|aware|understand|appreciate)|(?:(?<=now )|(?<=now))(?:know|understand|aware"
        r"|able)"
        r"|know (?:now|that|how|what|why|the) .*|understood|understand (?:how|what|why|that|the|it)"
        r"|aware (?:of|that)|(?:got|have|gained) (?:a )?(?:much )?better (?:understanding|idea"
        r"|grasp)"
        r"|know now|able to)\b",
        holds=(
            "4h scope training; now I know what a good trace looks like",
            "Toolbox talk on hoists. I never knew the pads had a date",
            "I now understand GDPR",
        ),
        spares=("now on to brakes, 2h",),
    ),
    Cue(
        "learnt",
        "the thing to take away",
        opens=r"(?:the |my |one |a )?(?:big(?:gest)? |main |key |best )?(?:difference"
        r"|take ?away|lesson|learning(?: point)?)\b(?: (?:is|was|between|for me|i took)|:)",
        holds=("1h webinar. The main takeaway was to meter twice", "the difference is the gloves"),
        spares=("2h lesson on brakes",),
    ),
    # --- in an answer to the usual question: where it is used -----------------------------------
    Cue(
        "helps",
        "what one works on",
        opens=rf"{_WORKING}.*\b(?:now|every|most|daily|weekly|a (?:day|week|month))\b",
        mine=rf"(?: (?:now|also|mostly|mainly|usually|often|only|sometimes|dey))* ?\b"
        rf"(?<!been )(?<!was )(?<!were )(?<!had )(?<!have )(?:dey )?(?:{_WORK}|{_WORKING})\b",
        answers=True,
        holds=(
            "ADAS cameras need recal, we fit ten a week",
            "RCD types, fitting them every week",
            "prove dead, I do EV swaps now",
        ),
        spares=("we need two people for a lift", "meter it. I'll do it every time"),
    ),
    Cue(
        "helps",
        "a share of one's work",
        opens=r"(?:mainly |mostly |especially )?(?:front desk|reception|parts counter|night shift"
        r"|service desk|early shift|late shift)\b|(?:that'?s|thats|it'?s|its|which is) (?:mine\b"
        r"|me\b"
        r"|my (?:bay|job|day|week|bread)|all (?:i|we) (?:do|get|see))|daily (?:i|we)\b"
        r"|every (?:single )?(?:day|week|shift|morning|service)\b|first thing on (?:any|every"
        r"|all)\b"
        r"|(?:all|any|every|most)(?: \w+){1,4} (?:i|we) (?:do|get|see|fit|test|service|handle)\b"
        rf"|(?:(?:it'?s|that'?s|thats|about|around|roughly|probably|maybe) )*{_MANY}(?: of (?:them"
        rf"|those|these|em))? (?:\w+ ){{0,3}}?{_EACH}\b",
        within=r"\b(?:half|most|the bulk|a third|a quarter|\d+ ?%|nearly all|90 percent)(?: of)?"
        r" (?:my"
        r"|our|what (?:i|we|comes?))\b|\b(?:bread and butter|day in,? day out|all day long|week"
        r" in,? week out)\b"
        r"|\b(?:bay|ramp|lift|desk|shop|site|van|depot|department) ?\d* (?:is|are) (?:the|an?|my"
        r"|our|"
        r"all) [\w ]*(?:bay|desk|one|side|mine|ours)\b|\bthat comes? (?:to me|to us|in|through)\b",
        mine=rf"(?:check|do|test|measure|inspect|log|write|show|tell|explain) {_IT} (?:in|at|on"
        rf"|for|with)"
        r" (?:the|our|my|all|every)\b",
        answers=True,
        holds=(
            "they look fine from outside, I check them in the drive-in lane",
            "check the strap first. its about four a month at our place",
            "how to price it, that's half of what comes across my counter",
            "1234yf leak test is with forming gas, aircon is half my summer",
            "it fails if it is cold, sure half my pre-tests are for that",
            "thrust angle first, then toe, all the alignments I do after a track rod end",
            "say it back first. front desk, every day, mornings especially",
            "no second go. bay 4 is the EV bay and that's mine",
            "check it warm. Daily I am getting 4 to 5 of these at my bay only.",
            "you don't pull a plug, first thing on any misfire that comes to me",
            "clean the seat, injectors are bread and butter here",
            "meter first, ten a week",
            "dont mix oils. most of my week is compressors",
        ),
        spares=("every bolt has a torque", "most of the heat is in the rotor", "wait all of it"),
    ),
    Cue(
        "helps",
        "what one has there",
        mine=r"(?:'ve|ve| have| got|'s|'d)*(?<! to) (?:an?|one|two|three|four|five"
        r"|six|\d+"
        r"|some|loads|lots|several|plenty)(?: \w+)* (?:that|who|due|in|coming|booked|on|at|here|of"
        r" them)\b",
        answers=True,
        holds=("structure a business case; I have one due in January",),
        spares=("I have a better idea now",),
    ),
    Cue(
        "helps",
        "a place or an occasion",
        opens=r"(?:it'?s |its |will be |would be |mainly |mostly "
        r"|especially )*(?:when(?:ever)? (?:i|we)"
        r"(?:'m|'re|m| am| are| do| get| see| train| talk| speak| go)|(?:for|on|in|at) (?:the|our"
        r"|my"
        r"|all|every|any|each) [\w -]{1,30}(?:bay|desk|ramp|workshop|reception|counter|yard|shop"
        r"|van"
        r"|vans|jobs?|side|site|meetings?|reviews?|fleet)\b)",
        answers=True,
        holds=("LOTO. its for the EV bay", "when I'm on a breakdown I'll know the side"),
        spares=("when you jump it the contactor welds",),
    ),
)
"""Where two cues stand in one clause the earlier words tell; at the same place, the earlier row."""

_ME: Final = r"(?<![\w'])(?:(?:i|we)(?![\w])|(?=(?:im|ive|ill)\b)i)"


_SELF: Final = re.compile(_ME)


@dataclass(frozen=True, slots=True)
class _Ways:
    """A cue's patterns, each tried only where it can match."""

    opens: re.Pattern[str] | None
    mine: re.Pattern[str] | None
    within: re.Pattern[str] | None

    def first_in(self, clause: str, selves: Sequence[int]) -> int | None:
        """Where the first of its words begin; `selves` are the places of I and we."""
        if self.opens and self.opens.match(clause):
            return 0
        found = None
        if self.mine:
            found = next((at for at in selves if self.mine.match(clause, at)), None)
        if self.within and (inside := self.within.search(clause)):
            found = inside.start() if found is None else min(found, inside.start())
        return found


def _compiled(cue: Cue) -> _Ways:
    return _Ways(
        re.compile(rf"{_FILLER}(?:{cue.opens})") if cue.opens else None,
        re.compile(rf"{_ME}{_BETWEEN} ?(?:{cue.mine})") if cue.mine else None,
        re.compile(cue.within) if cue.within else None,
    )


@cache
def _patterns() -> tuple[tuple[Cue, _Ways], ...]:
    """Made when they are first needed: they are long, and no process waits for them to start."""
    return tuple((cue, _compiled(cue)) for cue in CUES)


def cued(clause: str, *, usual: bool) -> ElementId | None:
    """The element that the words of one clause tell, or None.

    `clause` is folded text. `usual`: it stands in an answer to the usual question.
    """
    best: tuple[int, ElementId] | None = None
    selves = [one.start() for one in _SELF.finditer(clause)]
    for cue, ways in _patterns():
        if cue.answers and not usual:
            continue
        found = ways.first_in(clause, selves)
        if found is not None and (best is None or found < best[0]):
            best = (found, cue.element)
            if found == 0:
                break
    return best[1] if best else foreign_cue(clause)
