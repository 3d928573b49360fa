"""Requests: something to be done that is no entry; and stops, with the anger that may be in
them.
"""

import re
from typing import Final, Literal

from bot.conversation.phrases.coach import COACH_FAMILIES, COACH_OFF
from bot.conversation.phrases.language import Families, Family

Request = Literal[
    "stop", "quiet_until", "anger", "remind", "pause", "resume", "export", "erase", "settings",
    "role", "list", "evidence", "review_on", "review_off", "manager", "remind_them",
    "coach", "coach_on", "coach_off", "coach_wording", "coach_missing", "coach_take",
    "coach_leave", "coach_sent", "it_on", "edit_words", "share", "unshare", "entered_there",
    "badge",
]  # fmt: skip

_PIECES: Final = {
    "the_name": (
        "(the|his|her|their|that|my|any|all|a) [customer|customers|persons|number|phone|drivers] "
        "(name|names|plate|plates|reg|registration|number|numbers|surname|vin|email|address)|names|"
        "name"
    ),
    "who_it": (
        "this|you|youre|it|its|thats|that|your|this thing|this bot|the bot|this app|the whole "
        "thing|this is|cpdbot"
    ),
    "swear": (
        "so|such|just|absolutely|completely|totally|fucking|bloody|really|a|an|being|utter|total|"
        "complete|absolute|the most|pretty|honestly|effing|flipping|flaming|sodding|feckin|"
        "fecking|fuckin|damn|load of|pile of|piece of|bunch of|of"
    ),
    "bad": (
        "useless|stupid|rubbish|annoying|crap|shit|shite|terrible|awful|pointless|broken|garbage|"
        "junk|heap of junk|ridiculous|hopeless|bollocks|nonsense|pathetic|joke|dumb|thick|pants|"
        "bullshit|irritating|infuriating|dreadful|tripe|trash|toss|wank|gash|waste of (time|my "
        "time|space)|nuisance|pest|pain|pain in the (arse|ass|neck|backside)|idiot|clown|idiotic|"
        "moronic|doing my (head|nut) in|getting on my (nerves|wick|tits)|driving me (mad|nuts|up "
        "the wall|insane|crazy)|the worst|worse than useless|unusable|beyond a joke|taking the "
        "(piss|mick|michael)"
    ),
    "thing": (
        "bot|thing|app|system|machine|piece of software|software|program|chatbot|robot|crap|"
        "nonsense|shite|shit"
    ),
    "pestering": (
        "messaging|bothering|nudging|contacting|pestering|spamming|texting|reminding|chasing|"
        "pinging|nagging|writing to|sending|annoying|hounding|harassing|hassling|badgering|"
        "bugging|notifying|emailing"
    ),
    "pester": (
        "message|contact|bother|nudge|text|remind|chase|ping|pester|nag|write to|annoy|spam|"
        "hassle|bug|notify|poke"
    ),
    "nudges": (
        "messages|nudges|reminders|pings|notifications|texts|prompts|nagging|nudging|messaging|"
        "pinging|alerts"
    ),
    "until": "until|till|til|untill",
    "until_when": (
        "(until|till|til|untill) {text}|(for|before|after) ({length}|{day}|{some_time})|"
        "(for|before|after) {some_time} {day}|for [the] [next] {word} (days|weeks|months|years)"
    ),
    "some_time": (
        "now|today|good|ever|a (bit|while|few days|few weeks|week|month|day|fortnight)|the "
        "(day|week|weekend|month|rest of (the|this) (day|week|month|year)|moment|time being|summer|"
        "winter|holidays|bank holiday)|this week|this month|next week|next month|lunch|work|tea|"
        "dinner|my (break|lunch|shift|holiday|holidays|leave)|christmas|xmas|easter|new year|the "
        "new year|january|february|march|april|may|june|july|august|september|october|november|"
        "december|half term"
    ),
    "record": (
        "record|records|data|log|logs|entries|everything|file|history|cpd|cpd record|cpd log|"
        "account|information|info|details|stuff|learning|portfolio|logbook|training record|hours|"
        "credits"
    ),
    "file": "pdf|csv|file|spreadsheet|excel|excel file|excel sheet|word doc|document|zip|doc|json|"
    "xapi [statements|file]",
    "give": "send|give|email|mail|forward|get|show|print|share|generate|make|let me have|drop",
    "job_named": "[{word}] [{word}] [{word}] {job_plain}",
    "job_plain": (
        "(technician|tech|advisor|adviser|manager|tester|mechanic|engineer|supervisor|foreman|"
        "controller|apprentice|director|trainer|assessor|instructor|estimator|painter|fitter|"
        "specialist|consultant|executive|leader|lecturer|inspector|coordinator|administrator|"
        "officer|owner|boss|lead|principal|valeter|salesman|receptionist|head of {word}|team "
        "leader|partsman|parts man|electrician|programmer)"
    ),
    "setting": (
        "working hours|work hours|shift|shifts|manager|line manager|boss|time zone|timezone|"
        "schemes|scheme|cycle|cycle start|cycle date|cycle start date|nudge frequency|nudge time|"
        "nudge times|reminders|reminder time|preferences|work days|working days|days|email|"
        "country|notifications"
    ),
    "manager": ("[line|team|new|current] (manager|boss|supervisor|gaffer|team leader|team lead)"),
    "about_cpd": (
        "about (his|her|their|the|it) [cpd|credits|points|record|entries|log|standing]|to "
        "(log|do|finish|add|save) (his|her|their|something|some) [cpd|credits|points|entries|"
        "entry|hours|learning]"
    ),
    "weekly": "weekly (review|reviews|summary|summaries|digest|report|reports|round up|roundup)",
    "job": "job|job role|role|job title|position",
    "body": "imi|cmi|imis|cmis|institute|imi register|techsafe|imi techsafe",
    "how_long": (
        "{day}|{length}|(for|until|till|til|untill) ({length}|{day}|a day|one day|a week|one week|"
        "a month|one month|{number} (days|weeks|months)|[the] end of {word}|next week|next month|"
        "today|tomorrow)"
    ),
    "shared_entry": (
        "[{word}] [{word}] [{word}] [{word}] (entry|course|webinar|talk|toolbox talk|session|"
        "training|workshop|seminar|conference|briefing|reading|video|podcast|assessment|"
        "qualification|certificate|one)"
    ),
    "entered_entry": "[{word}] [{word}] [{word}] {word}",
}

STOPS: Final = Families[Request](
    COACH_OFF,
    Family(
        "review_off",
        says=(
            "(stop|end|cancel|no [more]|switch off|turn off|disable|drop) [sending me|the|my|these|"
            "those] {weekly} [please|now]",
            "(turn|switch) [the|my] {weekly} off",
            "(dont|do not|stop) (send|sending) me [the|a|any|any more|those] {weekly} [any more|"
            "anymore|please]",
            "i (dont|do not) (want|need) [the|a|any] {weekly} [any more|anymore]",
        ),
        examples=(
            "stop the weekly review",
            "no more weekly reviews please",
            "turn the weekly summary off",
            "don't send me the weekly review any more",
        ),
        others=("stop the weekly test run", "stop the engine and review the log"),
    ),
    Family(
        "quiet_until",
        says=(
            "leave me (alone|be|in peace) {until_when}",
            "(dont|do not|stop|quit) ({pester}|{pestering}) me [again|with anything] {until_when}",
            "(no|stop) [more] {nudges} {until_when}",
            "(no|stop) [more] {nudges} [please] ({day}|this (week|month|weekend))",
            "(dont|do not) {pester} me [again|at all] [ever again] {day} [{text}] [its {text}]",
            "(dont|do not) {pester} me [again|at all] [ever again] (on|at|in|this|over|during) "
            "{text}",
            "(go quiet|quieten down|quiet down|calm down|pipe down|ease off) [a bit|a little|"
            "please|for now|{until_when}|{day}]",
            "wake me [up] (in|on|after) {text}",
            "(quiet|silence|peace|shush|shh|hush) [now|please] {until_when}",
            "leave me (alone|be|in peace) [please] ({day}|this (week|month|weekend)|next (week|"
            "month)|for now|over {text})",
            "[im] (away|off|on holiday|on leave|out) [{day}|next week|this week|next month] (no|"
            "stop) [more] {nudges} [please]",
            "(quiet|silence|peace) [please] ({day}|this week|this month)",
            "stop [please|for now] {day}",
            "(hold|lay|ease|back) off {until_when}",
            "(hold|lay|ease|back) off ({day}|this week|this month|for now|a bit|for a bit)",
            "give me (a week|a month|a fortnight|a few days|some peace) [off|in peace] [from "
            "{text}]",
        ),
        examples=(
            "leave me alone until January",
            "don't message me for two weeks",
            "don't bother me again before the 5th",
            "quiet till monday please",
            "no nudges this week please",
            "don't ping me on Fridays, it's our worst day",
            "hold off till January",
        ),
        others=("hold off the pressure until it seals",),
    ),
    Family(
        "stop",
        says=(
            "i (said|told you to|asked you to) stop [it]",
            "how do i make you stop",
            "(go and|go) (bother|annoy|pester|bug) (someone|somebody|anyone) else",
            "(stop [it|this|that] just stop|just stop|will you ever leave me alone|i dont want "
            "(this|it|these)|turn it off|stop|no more|stop these|stop them|i want out|"
            "please stop|stop stop|stop stop stop|stopp|stahp)",
            "(enough is enough|enough already) [now] [stop] [it|this]",
            "(enough|thats enough) [now] stop [it|this]",
            "(for (gods|christs|fucks|petes|crying out loud|goodness|heavens) [sake]|ffs|jesus|oi|"
            "look|christ|right|omg|please) [will you] [just|please] [fucking|bloody] (stop|shut "
            "up|give over|leave me alone|leave me be) [it|this|now]",
            "(stop|quit|cut) [it|this|that|now|out|all this]",
            "(stop|quit) [bloody|fucking|f-ing|effing|flipping] {pestering} [me] [{nudges}|these|"
            "this|stuff|all the time|every day|so much|all these|full stop|at all|so often|"
            "constantly|altogether|every (day|five minutes|{word} {word})|all day|everyday] "
            "[{nudges}]",
            "(dont|do not|please dont|never) [ever] {pester} me [again|any more|anymore|any "
            "longer|ever|ever again]",
            "leave (me|it|us) [the hell|the fuck|tf] (alone|be|in peace|out|off)",
            "(jesus|christ|jesus christ|god|oh) (leave it|leave me alone|leave off|give over) "
            "[out]",
            "(no more|turn off|switch off|disable|cancel|kill|end) [the|your|all|these|all the|"
            "of] ({nudges}|this|these|it)",
            "(turn|switch) (it|this|yourself|them|the {nudges}) off",
            "(unsubscribe|opt out|opt me out|shut up|piss off|go away|get lost|do one|sod off|"
            "fuck off|f off|naff off|bugger off|jog on|pack it in|give it a rest|give over|feck "
            "off|on your bike|beat it|shut it|zip it|belt up|leave off|knock it off|give me a "
            "break|get stuffed|get knotted|away with you|away and shite|clear off)",
            "(unsubscribe|remove|take|get) me [off|out] [from|of] [this|your|the] [list|bot|thing|"
            "channel|app|group|system|service|mailing list|damn|bloody] [list|bot|thing] [i never "
            "{text}]",
            "stop the {nudges} [{text}]",
            "stop asking [me] about {text}",
            "stop asking [me] [please|questions|anything|all the time|every day|now|ok|at all]",
            "[ffs|oi|look] [will you] [just] stop {pestering} me {text}",
            "(no more|stop|no) {nudges} (after|before|at|on) {text} [{day}]",
            "i (dont|do not|never) (want|wanted|need|asked for) (any more of|any of|any more|any|"
            "more|all) [of] [these|this|your|those|the] [{nudges}|of these|rubbish|nonsense|stuff]",
            "i (dont|do not) (want|wish) (to be|you to) ({pester}|{pestering}|contacted|messaged|"
            "reminded|nudged|on this) [me] [anymore|any more|again|by you]",
        ),
        examples=(
            "stop messaging me",
            "STOP",
            "leave me alone",
            "no more reminders please",
            "shut up",
            "don't contact me again",
            "FOR GODS SAKE STOP",
            "enough already, stop",
            "Take me off this thing, I never signed up for it",
            "I don't want any more of these messages",
            "ffs will you stop pinging me every five minutes",
            "stop messaging me full stop",
            "opt out",
        ),
        others=(
            "stop the engine before you open the rad cap",
            "leave me alone in a bay and I learn",
            "enough slack in the belt is about a thumb",
        ),
    ),
    Family(
        "anger",
        says=(
            "[honestly|god|ffs|seriously|jesus|well|sorry but] [{who_it}] [is|are] [{swear}] "
            "[{swear}] [{swear}] [{swear}] {bad} [{thing}] [honestly|this|already|all this|if you "
            "ask me|mate|tbh|so you are|is this|that is]",
            "(what|how) (a|an) [{swear}] [{swear}] ({bad}|{thing}) [this is|of {text}|of a "
            "{thing}]",
            "(wtf|ffs|for fucks sake|for gods sake|for petes sake|fuck (you|this|off|sake|me)|(i|"
            "we) [fucking|really|bloody|absolutely] (hate|detest|despise|loathe) (this|you|it)|i "
            "(give up|cant be bothered|cba|quit)|(are you|r u|you) (stupid|thick|deaf|listening|"
            "for real|having a laugh|serious|kidding|taking the piss|joking)|you [{swear}] (idiot|"
            "moron|muppet|plonker|clown|eejit|numpty|tool|wally|donkey|twat)|youre not listening|"
            "you (dont|never|arent|didnt) (listen|listening|understand)|this (doesnt|isnt|is not) "
            "(work|working)|(that|this) is not what i (said|asked|meant)|not what i (said|meant|"
            "asked)|what is (wrong with you|your problem|the point of (you|this))|whats (wrong "
            "with you|your problem|the point of (you|this|all this)|the point)|waste of (my|"
            "everyones|everybodys) time|not this again|not you again|not again|you again|oh not "
            "you again|cant you (read|listen)|are you even listening|does this thing (even|ever) "
            "work) [{thing}] [honestly|mate|please|already|again]",
            "[im] [so|really] (sick|tired|fed up|sick and tired|done|bored) (of|with) (this|these|"
            "you|your|all these|all this|being asked|the) [{swear}] [{nudges}|bot|questions|"
            "rubbish|nonsense|thing|crap|{thing}] [every day|already|now]",
            "[just|please|can you|will you] (stop|quit) (asking|checking with|questioning) me "
            "{text}",
            "[just|please|can you|will you] (stop|quit) asking (the same|so many|twice|again|"
            "everything|stupid|daft|silly|this|that) [{text}]",
            "(im|i am) not doing (this|that) [again|anymore]",
            "(you|youve) already asked [me] (that|this) [one]",
            "(ive|i) [already] (told|answered|said) [you] (this|that|it) [already|before|once|"
            "twice]",
            "how many more (times|questions) [of these|is it|are there|honestly]",
            "[no more|enough] (questions|of this|of these)",
            "[this|it] is (getting|just) (silly|stupid|ridiculous|daft|annoying|boring|beyond a "
            "joke)",
            "(not interested|couldnt care less|dont care)",
            "[i am|im|well] [really|so] (not|never) (happy|pleased|impressed) (about|with|on) "
            "(that|this|it|you)",
            "[i am|im|well] [really|so] (not|never) (comfortable|ok|keen) (about|with|on) "
            "(this|you)",
            "i [really] (dont|do not) like (that|this|it) [one bit|at all]",
            "how many times (do|must|will) (i|we) [have to|need to] (tell|say|answer|ask|repeat) "
            "[you|it|this|that|myself]",
            "(do|will|can) you ever (shut up|stop|give up|listen|go away)",
            "(is this|this is|is that) some kind of (joke|wind up|sick joke)",
            "(what|such) a waste of (time|space|money|my time|everyones time) [this [{thing}] "
            "[is]|you are]",
            "who [the hell|the fuck|on earth] thought (this|that|it) [was|is] [a] [good|great] "
            "[idea]",
            "(ffs|jesus|god|christ|oh no|oh god|oh for fucks sake|oh) (not again|not this again|"
            "you again|what now|what do you want [now]|here we go again)",
            "(who|which) [{word}] [{word}] (designed|made|wrote|built|came up with|thought of) "
            "(this|you) [{swear}] [{bad}|{thing}]",
            "[this is|its] like talking to (a|the) [brick] (wall|plank|fence post)",
            "({word} times|twice|once) [now] (ive|i) [already|now] (said|typed|told you|answered|"
            "written|put) [you] [that|this|it|you]",
            "(ive|i) [already|now] (typed|told you|answered|written|said) [you] [that|this|it] "
            "({word} times|twice|already|before) [now|already]",
            "(ive|i) [already|just|literally] (told|answered) (you|u) [that|this|it] [already|"
            "once]",
            "you (are|re) [{swear}] [{swear}] {bad}",
        ),
        examples=(
            "this is useless",
            "you're a stupid bot",
            "ffs",
            "what a joke",
            "I hate this",
            "this is a load of crap",
            "what a pile of rubbish",
            "not happy about that",
            "i don't like that at all",
            "you're doing my head in",
            "sick of these messages",
            "not this again",
            "I hate this thing",
        ),
        others=(
            "it was useless without a scope so I borrowed one",
            "the manual is rubbish on this",
            "sick of guessing on comms faults, I scope both lines now",
        ),
    ),
    pieces=_PIECES,
)

ANGER: Final = re.compile(
    r"\b(?:you|it|this|u|bot)(?: (?:always|just|keep|only|keeps))? (?:ask|asks|asking"
    r"|say|says|want|wants)"
    r"(?: me)?(?: for)? (?:the )?same (?:bloody |damn |old |stupid |fucking )?(?:crap|shit|shite|"
    r"rubbish|bollocks|nonsense|questions?|(?:things?|stuff)(?= ?(?:$|[.,!?]|again|over|"
    r"every ?time|all the time|each|twice|already)))\b|"
    r"\b(?:your|these|another|more) (?:bloody |stupid |damn |effing |fucking )?questions?\b(?! "
    r"(?:do|are|have|will|left)\b)|\balready (?:answered|told you|said (?:that|this|so))\b|"
    r"\bhaving a laugh\b|\bwho (?:the (?:hell|fuck) )?(?:designed|made|wrote|built) this\b|\byou "
    r"(?:stupid|useless|dumb|daft|bloody)\b|\bstupid (?:bot|thing|app|machine)\b|\bcrying out "
    r"loud\b"
)
"""Words that are angry at the bot itself, wherever they stand in a short message that holds no
account.
"""

REQUESTS: Final = Families[Request](
    Family(
        "edit_words",
        says=(
            "[can|could|would] [you|u] [please] (remove|delete|take out|take off|drop|lose|hide|"
            "blank|redact|get rid of|strip|change|swap) {the_name} "
            "[from (it|that|this|there|my words)] [please|pls|then]",
            "[can|could|would] [you|u] [please] (take|leave) {the_name} (out|off) "
            "[of (it|that|this)] [please|pls|then]",
            "(remove|delete|drop|change|lose) (mr|mrs|ms|miss) {word} [please|pls]",
            "(anonymise|anonymize|redact) [it|that|this|the name|the words] [please|pls]",
            "(without|no|not|minus) {the_name} [please|pls|then]",
            "change [the (words|wording|text)|my (words|wording|text|reflection)] [please|pls]",
        ),
        examples=(
            "remove the name pls",
            "delete mr patel",
            "anonymise it",
            "without the name",
            "take the plate out",
            "change",
        ),
        others=(
            "remove the plate and drop the oil",
            "take the number plate off before you respray",
            "change the filter",
            "no name on the tag so I asked",
        ),
    ),
    *COACH_FAMILIES,
    Family(
        "review_on",
        says=(
            "(send|give|show|write) me [a|the|my] {weekly} [please|every week|each week]",
            "(start|switch on|turn on|enable) [sending me|the|my|a] {weekly} [please]",
            "(turn|switch) [the|my] {weekly} on",
            "i want [a|the] {weekly} [please]",
            "(can|could) i (have|get) [a|the] {weekly} [please]",
            "{weekly} (on|please)",
        ),
        examples=(
            "send me a weekly review",
            "turn the weekly review on",
            "I want a weekly summary please",
            "can I have a weekly review",
        ),
        others=("send me a review of the weekly checks", "weekly review of the brake tester"),
    ),
    Family(
        "remind",
        says=(
            "(remind|ask|nudge|ping|prod|message|chase|poke|buzz|tell|text) me [again|about (it|"
            "this|that|{text})] (on|at|in|next|by|after|before|to) {text}",
            "(remind|ask|nudge|ping|prod|chase|poke|buzz|text) me [again|about (it|this|that|"
            "{text})] ({day}|later|after {text}|when {text}|this {text}|next {text}|{length}|in "
            "{length}) [at {text}|to {text}|about {text}|regarding {text}|before {text}] [{day}]",
            "(remind|ask|nudge|poke|chase) me [again|about (it|this|that)]",
            "(set|make|create|put) [me|in] (a|another) reminder [(for|in|to|about) {text}|on "
            "{day}|on the {text}th] [{day}]",
            "(give|send|drop) (me|us) a (nudge|reminder|shout|poke|prod|ping|message|bell) [{day}|"
            "on {day}] [about (it|this|that|{text})] [{day}|on {text}|in {text}|later|at {text}|"
            "next {text}|to {text}|tonight]",
            "(dont let me|make sure i [dont]) forget [to {text}|about {text}|(it|this|that) [one]] "
            "[{day}]",
        ),
        examples=(
            "remind me tomorrow",
            "can you remind me tomorrow",
            "ask me again next week",
            "remind me on Friday please",
            "can you remind me tomorrow at lunch",
            "remind me to log my course on friday",
            "remind me about this on Thursday afternoon",
            "give me a nudge monday",
            "poke me about it next week",
            "dont let me forget to log the Bosch course",
            "Kindly remind me after two days regarding my training entry",
        ),
        others=("reminded me to check the torque", "remind the customer to retorque"),
    ),
    Family(
        "remind_them",
        says=(
            "(remind|nudge|chase|ping|poke|prod) [{called}] [{about_cpd}]",
            "(send|give|drop) {called} a (reminder|nudge|poke|prod) [{about_cpd}]",
        ),
        examples=(
            "remind Maria",
            "please nudge Sam Roe",
            "remind Maria about her CPD",
            "can you chase Priya to log her hours",
            "send Maria a reminder",
        ),
        others=(
            "remind the customer to retorque",
            "remind Dave to check the torque on the wheel",
            "nudge it until it seats",
        ),
    ),
    Family(
        "unshare",
        says=(
            "stop sharing [everything|it|that|my [cpd] {record}|anything] [with [{called}]]",
            "(unshare|stop sharing|take back) [everything|it|that] (from|with) [{called}]",
            "(unshare|stop sharing) (everything|it|that|my {record}) [with (everybody|everyone)]",
            "(dont|do not) share [anything|everything|my {record}] (any more|anymore) [with "
            "[{called}]]",
            "(dont|do not) share [anything|it|that|my {record}] with [{called}] [any more|anymore]",
        ),
        examples=(
            "stop sharing with Helen",
            "stop sharing my record with Helen Ward",
            "stop sharing everything",
            "don't share anything with Max any more",
        ),
        others=("stop sharing the load between both jacks", "we stop sharing tools after a shift"),
    ),
    Family(
        "share",
        says=(
            "share [all] (my|all my) [whole|cpd|entire] {record} with [{called}] [{how_long}]",
            "share [all] (my|all my) [whole|cpd|entire] {record} with (the|my|our|a|everybody|"
            "everyone|them|him|her) [{text}]",
            "share (it|this|that|this one|that one|this entry|that entry|the last one) with "
            "[{called}] [{how_long}]",
            "share (the|my) {shared_entry} with [{called}] [{how_long}]",
            "let {called} (see|read) (my [whole|cpd] {record}|(this|that) [entry|one]|my "
            "{shared_entry}|the {shared_entry}) [{how_long}]",
        ),
        examples=(
            "share the HV entry with Helen for a week",
            "share my record with Sam",
            "can you share my cpd record with Helen Ward until Friday",
            "share this with Priya for a month",
            "let Helen see my record for a day",
        ),
        others=(
            "share the load with the other jack",
            "share my findings with the team next week",
            "let it see the sun for a day",
        ),
    ),
    Family(
        "entered_there",
        says=(
            "[yes|done] (ive|i have|i|weve|just) [now|just|already] (put|entered|logged|typed|"
            "copied|added|uploaded) (it|that|this|them|them all|everything|it all|all of them|"
            "those|these|the lot|both|all of it|that one|this one|(the|that|my) {entered_entry}) "
            "[all] (on|onto|into|in|at|to|up on) [my|the] {body} [account|portal|site|website|"
            "record|log] [now|too|as well|already|{day}]",
            "(it|that|this|everything|theyre all|they are all|all of them|it all|the lot) (is|are|"
            "s) [all] [now|already] (on|in|at) [my|the] {body} [account|portal|site] [now|too|"
            "already]",
            "(its|thats|theyre|theyre all|they are all) [all] [now|already] (on|in|at) [my|the] "
            "{body} [account|portal|site] [now|too|already]",
        ),
        examples=(
            "I've put it on IMI",
            "I've put them all on the IMI account",
            "they're all on IMI now",
            "I have entered the webinar at IMI",
            "it's on my CMI account now",
        ),
        others=(
            "I've put it on the ramp",
            "its on the IMI list of approved training",
            "I put it on charge and the pack balanced",
        ),
    ),
    Family(
        "manager",
        says=(
            "my {manager} (is|will be) [now] [called] [{called}]",
            "my [line|team|new] (managers|supervisors|gaffers) {called}",
            "my {manager} has changed to [{called}]",
            "(change|set|switch|update|make) my {manager} (to|as|to be) [{called}]",
            "{called} is my {manager} [now]",
        ),
        examples=(
            "my manager is Helen Ward",
            "my manager is now Sam Jones",
            "my line manager's Helen Ward",
            "change my manager to Priya",
            "set my manager to Helen Ward please",
            "Helen Ward is my manager",
        ),
        others=("my manager is on leave", "my manager is not happy with it"),
    ),
    Family(
        "pause",
        says=(
            "(pause|mute|hold|suspend|freeze|silence) [the|your|all|my|all my] [it|{nudges}|"
            "everything|this|all|yourself|me] [{until_when}] [{day}] [for {length}|{length}]",
            "snooze [it|this|that|for {text}|{day}|until {text}]",
            "(im|ill be|we are|going) [off|away|on holiday|on leave] [on] [holiday|leave|hols|"
            "holidays] ({until_when}|{day}|from {text}) [so] [please] (pause|mute|hold|stop) "
            "[{what}]",
            "(only|just) {pester} me ((in the|on|after|before|at|once|every) {text}|{day}) [{day}]",
            "{pester} me less [often|please]",
        ),
        examples=(
            "pause for two weeks",
            "mute until Monday",
            "pause the nudges till the 21st",
            "I'm on holiday till the 4th, pause the nudges",
            "only message me in the mornings",
            "can you pause everything until the 4th",
        ),
        others=("pause before you crack the union", "hold the pedal for ten seconds first"),
    ),
    Family(
        "resume",
        says=(
            "(resume|unpause|unmute|start again|im back|back at work|back from (leave|holiday|my "
            "holidays|paternity|maternity)) [now] [{day}] [you can start again|you can message me "
            "again]",
            "(turn|switch|put) [the|my] {nudges} [back] on [again]",
            "[{text}] [you can|please] (start|turn|switch|fire|carry) [the|your|my] ({nudges}|it "
            "all) [back] [up|on] again",
            "[ok|right] you (can|may|could) (message|nudge|remind|ping|chase|bother|contact|start "
            "{pestering}) [me] [again|now|as normal]",
            "(start|begin) ({nudges}|{pestering} me) [again]",
            "carry on [with] [the|my] [{nudges}|{pestering} me]",
        ),
        examples=(
            "resume",
            "I'm back",
            "turn reminders back on",
            "ok you can message me again",
            "back off paternity leave today, you can start the nudges up again",
        ),
        others=("resume writing course 2h",),
    ),
    Family(
        "list",
        says=(
            "(show|list|see|view|give|open|get) [me] [{the}|all my|all|a list of|the list of|a "
            "list of my|what] [last|latest|recent|cpd|saved|logged|open|all|my] [few|{number}] "
            "(entries|drafts|activities|logs|records|plans|ones|whats waiting|waiting) [then|"
            "again]",
            "[my] (entries|drafts|activities|plans|list)",
            "(show|list|give) [me] (my|the) (last|latest|recent) [few|{number}]",
            "(show|list|give) [me] (all of them|them all|them|the lot)",
        ),
        examples=(
            "show my entries",
            "list drafts",
            "my entries",
            "give me the list of what's waiting",
            "show my last 5",
            "show me all of them then",
        ),
    ),
    Family(
        "export",
        says=(
            "(export|download|print) [{the}|all my|all] [cpd|whole|full|complete|entire] "
            "[{record}|it|all] [for {text}|as {text}|to {text}|from {text}|since {text}] [as a "
            "{file}|to {text}|{day}]",
            "{give} (me|us) [{the}|a copy of (my|all my)|a copy of|an export of my|all my|all|the|"
            "copy of my] [cpd|whole|full|complete|entire|latest] ({record}|export|{file}|summary "
            "of my cpd) [of {text}|as [a|an] {file}|in {file}|for {text}|{day}] [format|by email|"
            "please]",
            "[i|we] (need|want|require) (a copy|a {file}|copy) of (my|the) [cpd|whole] {record} "
            "[for {text}]",
            "{give} [{the}|all my] [cpd|whole|full] {record} (to me|over|across) [as [a|an] "
            "{file}|in {file}]",
            "(can i|could i) (get|have) a copy of (everything|all of it|it all|my stuff)",
            "id like {the} [cpd] {record} (in|as) [a|an] {file}",
            "i (need|want|require|would like|could do with) (a copy|an export|a {file}|the file|"
            "copy|a printout|{the}) [of|cpd] [{the}] [whole|full|cpd] [{record}] [as a {file}|for "
            "{text}]",
            "(i|we) (need|want|require) [{the}] [cpd|whole|full] {record} (as|in) [a|an] {file} "
            "[for {text}]",
            "{give} (me|us) (a|an) {file} of [{the}|all my] [cpd|whole|full] {record}",
            "{give} [me|us] [{the}|all my] [cpd|whole|full] {record} (to|in|as|on) [a|an] ({file}|"
            "paper) [for {text}]",
            "[i] (need|want) (it|them|that|everything|it all|{the} {record}) (printed|exported|"
            "printed "
            "off|on paper) [out|off] [for {text}]",
            "[and|also] (a|an|as a|as an|in) {file} [version|too|as well|format]",
            "[{give}|export|download] [me|us] {the} [last|previous|current|whole|cpd] (year|cycle|"
            "cpd year|cpd cycle|{record}) (as|in|to|on) [a|an] ({file}|word|word file|paper)",
            "(print|export|download) {the} [last|previous|current|whole|cpd] (year|cycle|cpd year|"
            "cpd cycle)",
            "(can i|let me|id like to) (have|get|download|export|print) [{the}|a copy of my|a "
            "{file} of my] [cpd|whole|full] {record} [as a {file}|out|off]",
        ),
        examples=(
            "export my record",
            "send me my CPD record",
            "can you download my data",
            "Export my CPD for the last cycle as a PDF",
            "send me my whole record as a pdf please",
            "email me a copy of my cpd",
            "I need my record as a file for the IMI",
            "give me a csv of my entries",
            "and a csv",
            "my year as a PDF",
            "my cycle as xAPI statements",
            "give me my cycle as Word",
            "print my last year",
        ),
        others=(
            "export of fault data from the scope was new to me",
            "export the log before you unplug or the freeze data goes",
            "send them home with a printout of the tread depths",
        ),
    ),
    Family(
        "badge",
        says=(
            "[please] ({give}|issue|claim) [me|us] (a|an|my|the) [open|cpd|digital] (badge|badges) "
            "[for {text}|of {text}|please]",
            "(i|we) (want|need|would like) (a|an|my|the) [open|cpd|digital] badge [for {text}|of "
            "{text}|please]",
            "id like (a|an|my|the) [open|cpd|digital] badge [for {text}|of {text}|please]",
            "(can|could|may) (i|we) (have|get|claim) (a|an|my|the) [open|cpd|digital] badge [for "
            "{text}|of {text}|please]",
            "[my] (open|cpd|digital) (badge|badges) [please|for {text}]",
        ),
        examples=(
            "give me a badge for my cycle",
            "open badge",
            "can I get an open badge for my last cycle",
            "I want my CPD badge",
        ),
        others=(
            "earned a digital badge in EV safety from Bosch, 2h",
            "the badge on the tailgate hides the camera",
        ),
    ),
    Family(
        "erase",
        says=(
            "(erase|delete|wipe|remove|destroy|clear) [all] (my|all my|all of my|everything on "
            "my) [cpd|whole|entire] {record} [from {text}|please]",
            "forget (me|everything about me|everything)",
            "(delete|erase|remove|wipe) me [please|from {text}]",
            "(close|bin|cancel|delete|scrub|clear) [all] my (account|data|details|record)",
            "(erase|delete|wipe|remove|destroy|forget) everything (about|of|on) me",
            "(erase|delete|wipe|remove|destroy) (everything|all|anything|all the data|whatever) "
            "you (have|hold|know|keep|store|have got) [on|about|of] me",
        ),
        examples=("delete all my data", "erase my record", "wipe everything you have on me"),
    ),
    Family(
        "settings",
        says=(
            "[open|show|show me|change|go to|edit|see] [{the}] (settings|preferences|options|"
            "profile)",
            "(change|set|update|move|switch|edit|correct|adjust) [{the}] {setting} [to|from|as] "
            "[{text}] [{day}|{length}] [to|till] [{text}]",
            "{the} {setting} (is|are) now {text}",
            "(change|set|update) my (hours|shift|shifts) [to|from] ({text}|{length}|{day}|"
            "{number} to "
            "{number})",
            "(change|set|update) my hours",
            "(weekly|monthly|quarterly|fortnightly|daily) [messages|nudges|reminders] (is|are|"
            "would be|"
            "will do|suits) [me] [{text}]",
            "{the} (hours|working hours|shift|shifts|work days|working days) (are|is|have changed "
            "to) {text}",
            "{the} cycle (starts|start|began|started|begins|runs from) [on|in] ({day}|{text})",
            "[imi|cmi|my] cycle [is|runs|was|goes] (from|since) {day}",
            "[i|we] (started|start|began) (my|our) [imi|cpd|cmi] cycle [on|in] ({day}|{text})",
            "[i want|id like] my (reflections|words|answers|reflection) [kept] out of {text} "
            "[from now on]",
            "(fewer|less|not so many|cut down on) [of] [the|your|these] {nudges}",
            "[i (want|would like)] [to] (keep|have|make|hide) [all] (what i (write|say|put|"
            "answer)|(my|the) (reflections|words|answers|writing|reflection|stuff)) [kept] "
            "(private|hidden|confidential|secret|out of {text}) [from now on]",
            "(dont|do not) (show|repeat|post|display|quote|put) what i (say|write|put) [back] [to "
            "me] [in {text}|here]",
            "(dont|do not) (show|repeat|post|display|quote|put) (my|the) (reflections|words|"
            "answers|reflection) [in {text}|back to me|here]",
            "(sign|put|opt) me (up|in|down) for the (weekly|daily|monthly|quarterly) (review|"
            "summary|report|digest|update|email)",
            "my (manager|boss|supervisor|line manager|gaffer|hours|job|name|shift) (has changed|"
            "changed|is different|is wrong) [{text}]",
            "(send|give|can i (get|have)|i want|id like) [me] a (weekly|daily|monthly|quarterly|"
            "yearly|fortnightly) (summary|report|review|update|digest|roundup) [{text}] [{day}]",
            "(add|switch|move|put|join|sign|enrol|change) [me] [(to|on|for|up)] [for|to|the|"
            "another|a second] (cmi|imi|scheme|cmi scheme|imi scheme|another scheme|new scheme) "
            "[scheme|as well|too|instead]",
            "(add|remove|leave|drop) [another|a|the|my] [cmi|imi|second|new] scheme",
            "[i (want|need) to|id like to|let me|please] (leave|quit|drop out of|come off) [the] "
            "(imi|cmi|techsafe|imi register|imi techsafe|dvsa mot) [scheme] [please]",
            "i (dont|do not|never|no longer) work [on] ({day}|fridays|mondays|tuesdays|wednesdays|"
            "thursdays|weekends|mornings|afternoons|nights)",
            "i (work|start|finish|only work) (nights|part time|mornings|afternoons|lates|earlies|"
            "weekends|at {text}|{day} to {day}) [now]",
        ),
        examples=(
            "settings",
            "leave techsafe",
            "I want to leave CMI please",
            "keep my reflections out of the conversation",
            "change my manager",
            "change my working hours",
            "fewer nudges",
            "Change my working hours to 8 till half 4 please",
            "I want my reflections kept out of the chat from now on",
            "switch me to CMI",
            "add another scheme",
            "send me a weekly summary on Mondays",
            "I don't work fridays",
        ),
        others=(
            "change my approach to diagnosis",
            "change the timing belt",
            "my manager is on leave",
        ),
    ),
    Family(
        "role",
        says=(
            "[new job|good news|promotion] (im|i am|ive become|just been made up to|been made up "
            "to|made up to|ive been made|been promoted to|got promoted to|i got promoted to|"
            "promoted to|ive been promoted to|started as|ive started as|moved to|i moved to|just "
            "started as|i just started as|my [new] (job|role|title|job title|position) is|im now|"
            "working as|i now work as|i work as|ive moved to|ive got a new job as|they made me|"
            "theyve made me|been made|i was made|was made|become|just become|made up to|im the "
            "new) [now|just] [a|an|the] [new] [senior|lead|master|junior|assistant|deputy] "
            "{job_named} [now|from {day}|since {day}|as of {day}|{day}|since {text}|last month|"
            "this month]",
            "[senior|lead|master|junior|mot|service|workshop|parts|paint|diagnostic|sales|fleet|"
            "bodyshop|aftersales|vehicle|warranty|body|hgv|ev] {job_plain} now",
            "(change|set|update|make) [{the}] {job} [to|as|from|please] {text}",
            "(change|set|update) [{the}] {job}",
            "[i|ive] [just] (got|landed|accepted|been given|been offered) the {job_named} (job|"
            "role|position|post)",
            "my {job} (has changed|changed|is now|will be) [to] {text}",
            "[ive|i] (moved|transferred|switched) (into|to|over to) the (bodyshop|workshop|parts "
            "department|paint shop|office|service desk|sales team|{word}) [im a {job_named}] [now]",
            "put me down as [a|an|the] {job_named} [now]",
            "my (job|role|title) [has|is|s] (changed|different|new) [now] [im] [a|an|the] [new] "
            "{job_named} [now]",
            "(new job|ive changed jobs|ive got a new job|changed jobs|new role)",
        ),
        examples=(
            "I'm a service advisor now",
            "Service advisor now",
            "been promoted to workshop manager",
            "my new job is MOT tester",
            "I've been made workshop controller",
            "new job, I'm an MOT tester now",
            "set my job to MOT tester",
            "change my job title please, Master tech",
            "just started as aftersales manager",
        ),
        others=("I'm a bit clearer on the sequence now", "senior technicians sign it off now"),
    ),
    Family(
        "evidence",
        says=(
            "[heres|here is|here are|here|this is|thats|attached|attaching|adding] [the|my|a|our] "
            "(link|links|cert|certificate|proof|evidence|pdf|slides|recording|photo|picture) [for "
            "{text}|to {text}|of {text}|attached|from {text}]",
            "(from|for|of|to|about|off|goes with) (the|that|my|this) {text}",
            "(add|attach|put|stick|link) [this|that|it|the (link|cert)] [(to|on|for|with|under) "
            "(it|that|this|(the|that|my) {named})]",
            "here [it is|you go|you are]",
        ),
        examples=(
            "here's the link for that",
            "certificate",
            "this is the proof",
            "add this to the boiler course",
            "add",
        ),
        others=("the link between pressure and temperature",),
    ),
    pieces=_PIECES,
)

PESTERED: Final = re.compile(
    r"\b(?:you|u|bot)\b.*\b(?:sent|send|messag\w+|ping\w*|nudg\w+|text\w*|woke|wake|remind\w*|"
    r"bother\w*) (?:me|us)\b.*\b(?:not (?:happy|impressed|on|ok|okay|cool|acceptable|good|having "
    r"it)|unacceptable|out of order|far too|way too|ridiculous|taking the (?:piss|mick))\b"
)
"""Cross about a message that the bot sent, at whatever hour that was."""
