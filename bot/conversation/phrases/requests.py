"""Requests: something to be done that is no entry; and stops, with the anger that may be in
them.
"""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Request = Literal[
    "stop", "quiet_until", "anger", "remind", "pause", "resume", "export", "erase", "settings",
    "role", "list", "evidence",
]  # fmt: skip

_PIECES: Final = {
    "who_it": "this|you|youre|it|its|thats|that|your|this thing|this bot|the bot|this app",
    "role": (
        "[{word}] [{word}] [{word}] (technician|tech|advisor|adviser|manager|tester|mechanic|"
        "engineer|"
        "supervisor|foreman|controller|apprentice|director|trainer|assessor|instructor|"
        "estimator|painter|fitter|specialist|consultant|executive|leader|lecturer|inspector|"
        "coordinator|administrator|officer|owner|head of {word})"
    ),
}

STOPS: Final = Families[Request](
    Family(
        "quiet_until",
        says=(
            "leave me alone (until|till|til|for) {text}",
            "(dont|do not|stop) (message|messaging|contact|bother|bothering|nudge|nudging|pinging|"
            "ping|text|texting|remind|reminding|chasing|chase) me (until|till|til|for|before) "
            "{text}",
            "(no|stop) (messages|nudges|reminders|pings) (until|till|til|for) {text}",
            "(dont|do not) (message|contact|bother|nudge|ping|text|remind|chase) me [again] {day}",
        ),
        examples=("leave me alone until January", "don't message me for two weeks"),
    ),
    Family(
        "stop",
        says=(
            "stop",
            "(stop|quit) [it|this|that|now|please]",
            "(stop|quit) [bloody|fucking|f-ing] (messaging|bothering|nudging|contacting|pestering|"
            "spamming|texting|reminding|chasing|pinging|nagging|writing to|sending) [me] "
            "[messages|nudges|reminders|these|this|stuff|all the time|every day|so much|all these]",
            "(dont|do not|please dont) [ever] (message|contact|bother|nudge|text|remind|chase|"
            "ping) "
            "me [again|any more|anymore|any longer|ever]",
            "leave me [the hell|the fuck|tf] alone",
            "(no more|turn off|switch off|disable|cancel) [the|your|all|these] "
            "(messages|nudges|reminders|notifications|pings)",
            "(unsubscribe|shut up|piss off|go away|get lost|do one|sod off|fuck off|f off|naff off|"
            "bugger off|jog on)",
            "(unsubscribe|remove|take) me [off] [from] [this|your|the] [list|bot]",
            "stop (asking|the (nudges|reminders|messages|notifications)) [{text}]",
            "[ffs|oi|look] [will you] [just] stop (messaging|pinging|nudging|bothering|texting|"
            "pestering|nagging|reminding) me {text}",
            "no more (messages|nudges|reminders|pings) (after|before|at|on) {text} [{day}]",
        ),
        examples=(
            "stop messaging me",
            "STOP",
            "leave me alone",
            "no more reminders please",
            "shut up",
            "don't contact me again",
        ),
        others=(
            "stop the engine before you open the rad cap",
            "leave me alone in a bay and I learn",
        ),
    ),
    Family(
        "anger",
        says=(
            "[{who_it}] [is|are|so|such|just|absolutely|completely|totally|fucking|bloody|really|"
            "a|an|"
            "being] [so|such|just|absolutely|completely|totally|fucking|bloody|really|utter|total|"
            "complete|a|an|load of|pile of|piece of] [utter|total|complete|absolute|load of] [of] "
            "(useless|stupid|rubbish|annoying|crap|shit|shite|terrible|awful|pointless|broken|"
            "garbage|"
            "ridiculous|hopeless|bollocks|nonsense|pathetic|a joke|dumb|thick|pants|bullshit|"
            "irritating|"
            "infuriating|dreadful|tripe) [bot|thing|app|system|machine|piece of software|software] "
            "[honestly|this|already]",
            "(wtf|ffs|for fucks sake|for gods sake|fuck (you|this|off|sake)|i hate (this|you|it)|"
            "i (give up|cant be bothered|cba)|(what|how) (a|an) (joke|waste of my time|idiot)|"
            "(are you|r u) (stupid|thick|deaf|listening|for real)|you (idiot|moron|muppet|plonker)|"
            "youre not listening|you (dont|never) (listen|understand)|this (doesnt|isnt|is not) "
            "work|working|(that|this) is not what i said|not what i (said|meant|asked)|"
            "what is (wrong with you|your problem)|waste of (my) time) [honestly|bot|mate|please|"
            "already]",
        ),
        examples=("this is useless", "you're a stupid bot", "ffs", "what a joke", "I hate this"),
        others=(
            "it was useless without a scope so I borrowed one",
            "the manual is rubbish on this",
        ),
    ),
    pieces=_PIECES,
)

ANGER: Final = re.compile(
    r"\b(?:your|these|another|more) (?:bloody |stupid |damn |effing |fucking )?questions?\b"
    r"|\balready (?:answered|told you|said (?:that|this|so))\b|\bhaving a laugh\b"
    r"|\bwho (?:the (?:hell|fuck) )?(?:designed|made|wrote|built) this\b|\byou (?:stupid|useless|"
    r"dumb)\b"
    r"|\bstupid (?:bot|thing|app|machine)\b|\bcrying out loud\b"
)
"""Words that are angry at the bot itself, wherever they stand in a short message that holds no
account.
"""

REQUESTS: Final = Families[Request](
    Family(
        "remind",
        says=(
            "(remind|ask|nudge|ping|prod|message|chase) me [again|about (it|this|that)] "
            "(on|at|in|next|by) {text}",
            "(remind|ask|nudge|ping|prod|chase) me [again|about (it|this|that)] "
            "({day}|tomorrow|later|after {text}|when {text}|this {text}) [at {text}|to {text}|"
            "about {text}]",
            "(remind|ask) me again",
            "set a reminder [for] {text}",
        ),
        examples=(
            "remind me tomorrow",
            "can you remind me tomorrow",
            "ask me again next week",
            "remind me on Friday please",
            "can you remind me tomorrow at lunch",
        ),
        others=("reminded me to check the torque",),
    ),
    Family(
        "pause",
        says=(
            "(pause|mute|hold) [the] [it|nudges|reminders|everything|messages|this|all] [(for|"
            "until|"
            "till) {text}] [{day}] [for {length}]",
            "snooze [it|this|that|for {text}]",
            "im (off|away|on holiday|on leave) (until|till|for) {text} (pause|mute|hold) [{what}]",
        ),
        examples=("pause for two weeks", "mute until Monday", "pause the nudges till the 21st"),
        others=("pause before you crack the union",),
    ),
    Family(
        "resume",
        says=(
            "(resume|unpause|unmute|start again|im back|back at work|back from (leave|holiday))",
            "(turn|switch) [the] (nudges|reminders) [back] on",
            "[{text}] [you can] (start|turn|switch) [the] (nudges|reminders|messages) [back] [up|"
            "on] again",
        ),
        examples=("resume", "I'm back", "turn reminders back on"),
        others=("resume writing course 2h",),
    ),
    Family(
        "export",
        says=(
            "(export|download) [{the}] [cpd|whole|full] [record|data|log|entries|everything|it|"
            "all]",
            "(send|give|email|get|show) me [{the}|a copy of my|a copy of|an export of my] [cpd|"
            "whole] "
            "(record|data|export|file|log|pdf|spreadsheet)",
            "(send|give|email) me [{the}] [whole|full] [cpd] (record|data|log) as a {word}",
            "i (need|want) (a copy|an export|a pdf|the file) of [{the}] [cpd] (record|log|data|"
            "entries)",
        ),
        examples=("export my record", "send me my CPD record", "can you download my data"),
        others=("export of fault data from the scope was new to me",),
    ),
    Family(
        "erase",
        says=(
            "(erase|delete|wipe|remove) [all] (my|all my) [cpd|whole|entire] "
            "(record|data|account|everything|information|entries)",
            "forget (me|everything about me|everything)",
        ),
        examples=("delete all my data", "erase my record"),
    ),
    Family(
        "settings",
        says=(
            "[open|show|show me|change] [{the}] (settings|preferences|options)",
            "(change|set) [{the}] (working hours|hours|manager|time zone|timezone|schemes|cycle|"
            "cycle start|"
            "nudge frequency|reminders|job|job role|role)",
            "(fewer|less) (nudges|messages|reminders)",
            "keep my (reflections|words|answers) (private|hidden|out of {text}) [from now on]",
            "send me a (weekly|daily|monthly) (summary|report|review|update) [{text}] [{day}]",
        ),
        examples=(
            "settings",
            "keep my reflections out of the conversation",
            "change my manager",
            "change my working hours",
            "fewer nudges",
        ),
        others=("change my approach to diagnosis", "change the timing belt"),
    ),
    Family(
        "role",
        says=(
            "(im|i am|ive become|ive been made|been promoted to|got promoted to|i got promoted to|"
            "promoted to|ive been promoted to|started as|ive started as|moved to|"
            "my [new] (job|role|title|job title) is|im now|working as) [now|just] [a|an|the] [new] "
            "[senior|lead|master|junior|assistant|deputy] {role} [now|from {day}|since {day}|"
            "as of {day}|{day}]",
            "[senior|lead|master|junior] {role} now",
        ),
        examples=(
            "I'm a service advisor now",
            "Service advisor now",
            "been promoted to workshop manager",
            "my new job is MOT tester",
        ),
        others=("I'm a bit clearer on the sequence now", "senior technicians sign it off now"),
    ),
    Family(
        "list",
        says=(
            "(show|list|see|view|give) [me] [{the}|all my] [last|latest|recent|cpd|saved|logged|"
            "open|"
            "all] [few|{number}] (entries|drafts|activities|logs|records|plans)",
            "[my] (entries|drafts|activities|plans)",
        ),
        examples=("show my entries", "list drafts", "my entries"),
    ),
    pieces=_PIECES,
)
