"""The tables of words that say nothing, and of words that deny; `grading` asks them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

EMPTY_WORDS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (
        "not knowing",
        "dunno dunnno duno idk idek dno iono unsure idc ion dontknow dunoo donno",
        ("dunno", "idk tbh"),
    ),
    (
        "nothing",
        "nothing nothng nuthin nuthing nothin nowt nil none na nada nope nah nout zilch nuffin nul"
        " null naught",
        ("nothing really", "nope"),
    ),
    (
        "praise and its like",
        "good great grand fine ok okay k okey alright alrite nice lovely excellent brilliant super"
        " interesting informative useful helpful enjoyable enjoyed decent average boring long short"
        " easy fun cool sound mint class amazing awesome fantastic perfect best better worth"
        " worthwhile valuable insightful well gud goood happy loved liked like okish meh bad poor"
        " wonderful splendid mandatory compulsory obligatory standard routine straightforward "
        "simple norm",
        ("it was good", "very informative and useful"),
    ),
    (
        "so vague that it could be anything",
        "stuff things thing something everything anything loads lots lot bits bit much many plenty"
        " whatever various several all usual same above before etc yet some enough again last time",
        ("lots of stuff", "same as last time", "the usual", "not much tbh"),
    ),
    (
        "the occasion itself",
        "course courses training session webinar workshop talk class day event module video lesson"
        " presentation seminar trainer instructor tutor presenter lecturer food lunch coffee venue"
        " room hotel",
        ("was a good course", "trainer was great and food was lovely"),
    ),
    (
        "courtesy",
        "thanks thank cheers ta sir madam mate please pls sorry lol lmao lmfao rofl haha hahaha"
        " hehe ha soz bruh bro bud buddy pal boss mush hmm hm hmmm mm um umm erm uh pff pfft ugh"
        " shrug er eh"
        " oh ah yes yeah yep yea no nah hi hello bye comment pass skip",
        ("a great session, thanks", "idk lol", "no comment pal"),
    ),
    (
        "keys struck at random, and trials",
        "test testing asdf asdfgh qwerty xxx xx x xyz abc blah bla lorem ipsum foo bar tbc tba tbd",
        ("blah blah", "asdf"),
    ),
    (
        "other languages",
        "nichts nix gut keine ahnung weiß nicht weiss rien aucune idée sais pas je ne"
        " todo nie wiem wszystko dobre dim byd niente non so sé nu știu stiu pata kuchh bien"
        " nada nulla niente bene bueno nic dobrze nimic bine kuch nahi"
        " accha theek ok没有 没有 無 无 なし 好 很好 不知道 特になし لا شيء जी अच्छा ठीक",
        ("nichts", "没有", "keine Ahnung", "nie wiem", "aucune idée", "no sé", "dim byd"),
    ),
    (
        "words that only hold others together",
        "i we it its he that this was is were are be been am im ive to the a an of for in at on and"
        " or but so as just very really quite pretty rather too tbh honest honestly actually"
        " basically guess suppose think thought reckon feel my me us you there not what now right"
        " had have has found did with from mostly overall general generally still more most only"
        " absolutely totally kind sort say said would",
        (),
    ),
)
"""An answer of these words alone is empty. Each row: what they are, the words, answers of them."""

EMPTY_PHRASES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        r"(?:i |we |i'?m )?(?:don'?t|do not|not sure|no idea) (?:really )?(?:know )?what (?:else )?"
        r"to (?:write|put|say|answer|add|tell you)",
        ("I don't know what to write",),
    ),
    (
        r"(?:buggered|damned|fucked|blowed|stuffed) if i know|rien du tout|(?:god|fuck|christ"
        r"|who|hell"
        r"|heaven|goodness) (?:only )?knows|search me|beats me|as hell"
        r"|as fuck|bloody|fucking",
        ("god knows", "boring as hell", "buggered if I know", "rien du tout"),
    ),
    (
        r"(?:i |we )?(?:can'?t|cannot|couldn'?t|don'?t|do not|dont|didn'?t) (?:really |honestly )?"
        r"(?:remember|recall|think of (?:anything|one|any)|say|know|no|care|mind|understand(?!"
        r" (?:the|this|your|ur) question)"
        r"|have (?:anything|any|one))",
        ("cant remember", "I do not know sir"),
    ),
    (
        r"(?:i'?m |i am )?not (?:so |too |really |very |quite )?(?:sure|certain)",
        ("not sure really",),
    ),
    (
        r"(?:i |i'?ve |i have |have )?(?:got )?no (?:idea|clue|comment|answer|thoughts|opinion)",
        ("no idea tbh",),
    ),
    (r"n ?[/.] ?a\b\.?", ("n/a", "N.A.")),
    (
        r"(?:i )?(?:learn(?:t|ed)|got|picked up|know|took) (?:a lot|loads|lots|so much|much|plenty"
        r"|many things|a great deal|a few things|some things|new things|something(?: new)?|stuff)",
        ("learnt a lot", "I learned so much"),
    ),
    (
        r"same (?:old )?(?:stuff|things?|crap|shite|content) (?:as|from) (?:the )?(?:last|previous)"
        r" (?:year|time|week|month|one)|(?:see|as|as per|per|same as|same (?:stuff|things?)(?: "
        r"as)?|like|what|read|refer to)"
        r" (?:the |it says in the )?(?:above|title"
        r"|before|last|previous|subject|heading|my (?:last|other) one"
        r"|usual|always|ever|last (?:year|time|week|month))(?: (?:said|says))?"
        r"|(?:read|check|look at) (?:the |my )?cert(?:s|ificate)?|(?:see|(?:it'?s |its |it is "
        r"|was )?(?:all )?(?:on|in)) (?:the |my "
        r")?(?:certs?"
        r"|certificate|sheet|paperwork|handout|slides|notes|book|booklet)\Z"
        r"|same (?:old )?(?:stuff|things?|crap|shite|shit|rubbish)(?:,? different (?:day|year"
        r"|room))"
        r"|(?:a )?piece of (?:cake|piss)|walk in the park|easy[ -]peasy|no bother|no (?:problems?"
        r"|issues?)|(?:a )?doddle|(?:a )?breeze",
        (
            "see above",
            "as per title",
            "same as always",
            "read the title",
            "as per usual",
            "see certificate",
        ),
    ),
    (
        r"(?:as|what) it says(?: on the tin| in the title)?|it is what it is|what you'?d expect"
        r"|just (?:be)?cau?se(?: i (?:had to|did))?|just cos|no (?:particular |real |special "
        r"|big )?(?:reason|comment|particulars|news)"
        r"|nothing (?:in particular|specific|special|major|much|really)|for no reason",
        (
            "what it says on the tin",
            "just because",
            "no reason really",
            "it is what it is",
            "nothing special",
        ),
    ),
    (
        r"(?:i'?ll |will |i will )?(?:ask|tell you|get back to you|come back to (?:you|it|this"
        r"|that)"
        r"|do (?:it|this)|answer(?: this| that| it)?|fill (?:it|this) in|let you know) (?:me )?"
        r"(?:tomorrow|later|another (?:day|time)|some other time|after (?:lunch|work|my shift)"
        r"|next week|monday|when i (?:get|have) (?:a sec|a minute|time))|(?:too )?(?:busy|tired"
        r"|knackered)(?: (?:right )?now)?|cba|can'?t be (?:bothered|arsed|assed|fagged)|not now"
        r"|(?:do )?(?:i|we) (?:have|got) to(?: answer)?|leave it (?:there|blank)|none of your"
        r" business|mind your own",
        (
            "ask me tomorrow",
            "tell you later mate",
            "cba tbh",
            "can't be arsed",
            "too busy now",
            "I'll fill this in later",
            "mind your own",
        ),
    ),
    (
        r"\A(?:what|where|how|why|when) (?:did|do|will|would|was|is|has|have|made|can|could)(?: "
        r"(?:i|you|we|it|this|that|the|my|your|our|in|on|at|and|where|what|how|learn(?:t|ed)?|use"
        r"|will|did|do|job|work|know|now|not|before|make|worth|doing|harder|hard|than|thought"
        r"|differently|change(?:d)?|anything|from))+",
        ("what did i learn and where will i use it", "where will we use it in our job"),
    ),
    (
        r"(?:it was )?(?:so |too )?(?:long|ages|years|weeks|a while) ago|(?:i'?m )?(?:driving|busy"
        r"|at work"
        r"|on (?:my |a )?(?:break|lunch|holiday|shift|the phone))(?: atm| right now| at the"
        r" moment)?"
        r"|(?:not|have ?n'?t|without) (?:got )?an? (?:clue|idea|scooby|foggiest|notion)"
        r"|(?:i'?d|i would|would|rather) (?:prefer|rather)? ?not (?:to )?(?:say|answer)"
        r"|(?:it )?speaks for itself|self[- ]explanatory|obvious(?: innit)?|does it matter|who"
        r" cares"
        r"|you tell me|you know|so what"
        r"|(?:the )?title says(?: it(?: all)?)?|all sorts|ditto|idem|later",
        (
            "not a clue",
            "haven't a clue",
            "i'm driving",
            "not sure, it was ages ago",
            "I'd rather not say",
            "self-explanatory",
            "you tell me",
            "title says it all",
            "ditto",
        ),
    ),
    (
        r"(?:\d+|five|ten)(?: ?/ ?| out of )(?:5|10|five|ten)|(?:\d|five) stars?|v\b|craic|sure\b"
        r"|(?:would |i'?d |definitely |highly )*recommend(?:ed)?(?: (?:it|this|to (?:anyone|all"
        r"|others"
        r"|everyone)))?",
        ("10/10", "5 stars", "would recommend", "v good", "sure it was grand", "good craic"),
    ),
    (
        r"(?:i'?m |im |i am )?not (?:writing|answering|doing|filling|typing)(?: (?:in|an?|this"
        r"|that|it"
        r"|essay|book|novel|form|any of))*|leave me be|is (?:this|that|it) (?:needed|necessary"
        r"|mandatory|required)|(?:as|like) (?:discussed|said|i said|mentioned)|(?:my )?(?:same"
        r" )?answers?"
        r" (?:as|to)|too (?:many|much) to (?:mention|list|say|write)|(?:a )?few (?:bits"
        r"|things)(?: (?:and|n|&) (?:bobs|pieces|bits))?|(?:sticks"
        r"|jumps"
        r"|stood|stands) out|(?:box[- ]ticking|tick[- ]?box|ticking boxes)(?: exercise| thing)?|m8"
        r"|(?:it was )?just (?:a|the|an) (?:(?:usual|annual|yearly|mandatory) )?refresher",
        (
            "im not writing an essay",
            "not answering that",
            "as discussed",
            "same answer as before",
            "too many to mention",
            "a few bits",
            "nothing sticks out",
            "tick box exercise",
            "it was just a refresher",
            "is this needed",
        ),
    ),
    (
        r"(?:idk|dunno) what to (?:write|put|say|answer|add)|refer to (?:my )?(?:last|other"
        r"|previous)",
        ("idk what to put", "refer to my previous"),
    ),
    (
        r"(?:ich )?wei(?:ß|ss)(?: ich)? (?:es )?nicht|(?:no|non) lo (?:sé|se|so)|nie wiem"
        r"|(?:dd?im|dim) yn gwybod|dw i ddim yn gwybod|je (?:ne )?sais pas|não sei|nu știu|weet"
        r" (?:ik )?niet",
        ("ich weiß nicht", "no lo sé", "non lo so", "ddim yn gwybod", "não sei"),
    ),
    (
        r"\A(?:in|at|for|on|with) (?:my|our|the) (?:job|work|role|workplace)(?: (?:mate|really|tbh"
        r"|every day|mostly|mainly|obviously|i suppose|i guess))*\Z|\A(?:obviously )?at work\Z",
        ("in my job", "at work", "in my job mostly", "on the job mate"),
    ),
    (
        r"(?:i |we )?(?:don'?t|dont|do not|didn'?t) (?:get|understand) (?:the|this|your|ur)"
        r" question"
        r"|what do you mean|(?:just )?(?:the )?(?:course|training) content|all (?:of it|the above)"
        r"|(?:bits|odds) (?:and|n|&) (?:bobs|pieces|ends|sods)|this and that|the (?:normal|same)"
        r"|(?:nothing|not) (?:comes"
        r"|springs)"
        r" to mind",
        (
            "don't understand the question",
            "this and that",
            "nothing comes to mind",
            "all of it tbh",
        ),
    ),
)
"""An answer of such a phrase, with words of the table above around it, is empty too."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A way to say that there was nothing; `holds` are denials, `spares` are none."""

    pattern: str
    holds: tuple[str, ...]
    spares: tuple[str, ...] = ()


_NOTHING: Final = (
    r"(?:nothing|nothin|nowt|zilch|nada|nuthin|nuthing|zero|(?:sod|bugger|naff|bog|feck|fuck|f"
    r"|sweet f)"
    r" ?-?all"
    r"|sweet (?:fa|nothing)|f\*+ all|jack (?:shit|all)|diddly(?: squat)?|not a (?:thing|sausage"
    r"|bean|jot|bit))"
)

DENIALS: Final[tuple[Denial, ...]] = (
    Denial(
        rf"\A(?:absolutely |literally |honestly |precisely |exactly |well )+{_NOTHING}(?: (?:mate"
        rf"|tbh|really"
        rf"|at all|honestly|whatsoever))*\Z|\A(?!(?:nothing|nothin|nowt|nuthin|nuthing|zilch|nada"
        rf"|zero)"
        rf"(?!\w)){_NOTHING}(?:,? (?:mate|tbh|really|at all|honestly|whatsoever|new|(?:and )?i mean"
        rf" (?:it|that)))*\Z"
        rf"|\A{_NOTHING} (?:at all|whatsoever)\Z"
        rf"|\A(?:there was |there'?s )?{_NOTHING} (?:in it |there |here )?(?:(?:that )?(?:i"
        rf"|we)(?:'d| can| could"
        rf"| would|'ll| will)* (?:ever )?(?:use|need|apply|take away|do with)|for (?:me|us)"
        rf"|different)"
        rf"(?: (?:here|at work|in my job|tbh|really))*\Z",
        (
            "absolutely nothing",
            "bugger all mate",
            "sod all",
            "not a sausage",
            "nothing I can use",
            "there was nothing in it for us",
            "nothing different",
            "fuck all",
            "nothing whatsoever",
            "literally nothing tbh",
        ),
        ("nothing I can use on a hybrid goes near the pack",),
    ),
    Denial(
        r"\A(?:no |nope |nah |sorry )?(?:it |that |this |the course )?(?:hasn'?t|has not|didn'?t"
        r"|did not"
        r"|doesn'?t|won'?t|not)(?: (?:really|actually|yet|honestly))*(?: changed?(?: (?:anything|a"
        r" thing|owt"
        r"|much|it|a lot|nothing))?| made (?:any|much of a|a) difference| helped?)?"
        r"(?: (?:tbh|yet|really|so far|at all|honestly|mate|here|for (?:me|us)))*\Z"
        r"|\A(?:same as it was|still the same|(?:it'?s |its )?(?:all |just |much )?the same"
        r"(?: as (?:before|ever))?|business as usual|no different)\Z",
        (
            "it hasn't",
            "no it hasn't",
            "hasn't changed anything",
            "didnt change a thing",
            "not changed much tbh",
            "it hasn't made any difference yet",
            "same as it was",
            "business as usual",
            "still the same",
            "no different",
        ),
        ("it hasn't changed the order, it changed the wait",),
    ),
    Denial(
        r"\A(?:i |we )?(?:already |all |always )+(?:do|did|done|use|used|doing|know|knew)(?:"
        r" (?:all|it|this|that"
        r"|of|them|these|those|already|anyway|stuff|the same))*\Z|\A(?:i |we )?knew it all(?:"
        r" .{0,20})?\Z"
        r"|\A(?:i |we )?(?:doubt|don'?t think|can'?t see|can'?t imagine) (?:(?:that )?(?:i"
        r"|we)(?:'ll| will|'d"
        r"| would)?|me|us|myself|ourselves)(?: (?:ever|be|really))* (?:us(?:e|ing)|need(?:ing)?)"
        r"(?: (?:it|this|that|any|much|of|anything))*\Z"
        r"|\A(?:i|we)? ?(?:'?ll not|will not|won'?t)(?: (?:ever|be))* (?:using|use|needing|need)"
        r"(?: (?:it|this|that|any|much|of))*(?: (?:tbh|myself|here))*\Z"
        r"|\A(?:it'?s |its |it is )?(?:not|isn'?t) (?:really |very |at all )*(?:relevant"
        r"|applicable|useful|any use"
        r"|much use)(?: (?:to|for|in) (?:me|us|my (?:job|role)|what (?:i|we) do|our \w+))?(?:"
        r" .{0,12})?\Z"
        r"|\A(?:i |we )?(?:can'?t|cannot|couldn'?t|wouldn'?t) (?:honestly |really )?say (?:that"
        r" )?(?:i|we)(?:'ve)?"
        r"(?: really)? (?:learn(?:t|ed)|got|took|did|know)(?: (?:anything|much|owt|a lot|new"
        r"|away))*\Z"
        r"|\A(?:i |we )?(?:'ve |have )?(?:not|ain'?t) (?:really )?learn(?:t|ed|d)? (?:anything|owt"
        r"|much|a thing"
        r"|any)\b(?: .{0,20})?\Z",
        (
            "we already do all this",
            "knew it all",
            "I doubt I'll use it",
            "can't see myself needing it",
            "I'll not be using it",
            "not relevant to what I do",
            "can't say I learnt anything",
            "not learnt owt",
            "ain't learned much",
            "already doing it",
        ),
        ("we already do all the vans, now we add the trailers",),
    ),
    Denial(
        rf"\b(?:learn(?:t|ed|d)|got|gained|took|taught me|lernt|learnd) (?:\w+ly )?{_NOTHING}\b"
        r"(?! (?:gets?|is|are|should|beats|can|must|goes|works|comes|ever)\b)",
        ("learnt absolutely nothing", "I got nothing out of it"),
        ("I learnt nothing beats a meter",),
    ),
    Denial(
        rf"{_NOTHING} (?:at all )?(?:new|useful|learnt|learned|worth|of use|of value|interesting|to"
        r" report|to add|was (?:hard|new|useful)|(?:that )?(?:i|we) (?:didn'?t|don'?t|did not)"
        r" (?:already )?know|changed(?! hands))\b|(?:not much|not a lot|none of it) was (?:new"
        r"|hard|useful)",
        ("nothing new", "nothing I didn't already know", "nothing was hard"),
        ("nothing beats checking with a meter first",),
    ),
    Denial(
        r"\b(?:did ?n'?t|did not|have ?n'?t|have not|never) (?:really )?(?:learn(?:t|ed)?|get|gain"
        r"|take|pick up)\b (?:\w+ )?(?:anything|a (?:single )?thing|much|any|owt|a lot)(?! "
        r"(?:about|on|from|until|till)"
        r" )",
        ("didn't learn anything", "I have not learnt anything new from this training"),
    ),
    Denial(
        r"\A(?:\w+ ){0,5}?(?:waste of (?:time|money|(?:a |my |the )?(?:day|morning|afternoon|hour"
        r"|space|life))|waste of an? \w+)\b(?! (?:\w+ing|to)\b)|\A(?:\w+ ){0,3}?time wasted",
        ("waste of time", "complete waste of a day if I'm honest"),
        ("waste of time using cheap gloves, they split",),
    ),
    Denial(
        r"\b(?:knew|know) (?:it|this|that|most of it|everything)?(?: all)?(?: of it)?(?: already"
        r"| before)\b|already (?:knew|know) (?:it|this|all|everything|most)",
        ("knew it all already", "I already knew everything"),
    ),
    Denial(
        r"\A(?:it was |was |this was |that was |honestly |absolutely |completely |totally |utterly "
        r"|bit |a bit |pretty |total |what |(?:a )?load of |it was all )*(?:pointless|useless"
        r"|rubbish"
        r"|crap|shite|shit|garbage|bollocks|bullshit|bs|rubbish|dire|shocking|irrelevant)"
        r"(?:,? (?:and |just |utterly |total |a )*(?:pointless|useless|rubbish|crap|waste of time"
        r"|boring|dull|dire))*(?: (?:course|day|tbh|really|honestly))?\Z"
        r"|\A(?:it was |was |that was |honestly |absolutely |complete(?:ly)? |total(?:ly)? "
        r"|utter(?:ly)? "
        r"|a |an |what |load of |all )*(?:pointless|useless|rubbish|crap|shite|garbage|bollocks"
        r"|bullshit|waste)(?: of (?:time|money|a \w+))?(?:[,;.!]| -|\Z)"
        r"|\b(?:hours?|days?|mornings?|afternoons?|time|minutes|mins) of my life(?: (?:that "
        r")?(?:i'?m"
        r"|i'?ll|i will|i am|i|we'?ll) (?:not|never|won'?t|cant|can'?t) (?:be )?(?:getting|gettin"
        r"|get|see)\b.*)?\Z",
        (
            "pointless",
            "what a load of rubbish",
            "total load of bollocks, useless",
            "four hours of my life im not getting back",
            "garbage, wouldn't send my dog",
            "a total waste, I know all that",
        ),
        ("rubbish earths cause most faults",),
    ),
    Denial(
        r"\A(?:there (?:was|is|has been) )?no (?:real |big |major )?(?:change|difference)s?"
        r"(?: (?:yet|really|so far|at all|to speak of))?\Z|\Anothing(?:'s| has| is)? (?:really )?"
        r"(?:changed|different|new)\b(?! hands)",
        ("no change", "no real difference yet", "nothing's changed"),
        ("no change of coolant before the pump is off",),
    ),
    Denial(
        r"\A(?:not yet|not really|nothing yet|not so far)\Z"
        r"|\A(?:no,? |well |so far )?(?:not|nothing|hasn'?t|haven'?t)(?: really)?(?: yet)?(?: "
        r"anything| a thing| much)?(?: has| have)? chang(?:ed|e)(?: anything| much| a thing)?"
        r"(?: yet| so far| really| tbh)*\Z",
        ("not yet", "Not really.", "not yet anything changed", "nothing has changed so far"),
        ("not changed the oil yet, the level was fine",),
    ),
    Denial(
        r"\bno (?:benefit|use|value|point|relevance|help) (?:to|for|in|at|of|whatsoever)\b"
        r"|\b(?:won'?t|will not|(?:i|we)'?ll never|never going to|not going to|can'?t see myself"
        r"|will never)"
        r" (?:be |ever )*us(?:e|ing) (?:any|it|this|that|much)(?: of (?:it|this|that))?\Z"
        r"|\b(?:has|have|it'?s|is)(?: got)? nothing to do with my job",
        ("no benefit to me whatsoever", "won't use any of it", "I'll never use it"),
    ),
    Denial(
        r"\A(?:no |nah |nope |honestly |tbh |truthfully )*(?:i|we) (?:just |really |honestly "
        r"|probably )?"
        r"(?:won'?t|wont|will not|don'?t|dont|do not|can'?t|didn'?t|couldn'?t|haven'?t|never will"
        r"|wouldn'?t|doubt (?:it|i will|we will|i ever will))(?: (?:really|ever|any ?more|at all|to"
        r" be honest|tbh|sorry|mate|have|yet))*\Z"
        r"|\A(?:tbh |honestly )?(?:nowhere|never|not at all|nobody will|not applicable to me|not"
        r" relevant(?: to (?:me|us|my job))?|doesn'?t apply(?: to (?:me|us))?|won'?t(?: be)?)(?:"
        r" (?:really"
        r"|tbh|to be honest|mate|at the moment|honestly|sorry|in my job|at work|here))*\Z",
        (
            "I won't",
            "nah I won't tbh",
            "nowhere really",
            "we don't",
            "I doubt it",
            "not relevant to my job",
            "never tbh",
            "doesn't apply to me",
        ),
        ("I won't start without gloves", "never trust the dash light"),
    ),
    Denial(
        r"\A(?:tbh |honestly )?(?:(?:none|not much|nothing|not a lot|no part|not one bit) (?:of it"
        r" |of"
        r" (?:that|this) )?(?:was|is|were) (?:that |very |really |particularly |all that )?(?:hard"
        r"|harder|difficult|new|useful|tricky|relevant|worth \w+|a surprise|surprising)"
        r"|(?:it |that |this )?(?:wasn'?t|was not|weren'?t) (?:that |very |really |particularly )?"
        r"(?:hard|difficult|tricky|useful|relevant|worth it|new)(?: (?:at all|really|tbh|to"
        r" me))?)\Z",
        ("none of it was hard", "it wasn't hard at all", "nothing was particularly new"),
        ("it wasn't hard to strip once the clip was off",),
    ),
    Denial(
        r"\b(?:nichts (?:neues )?gelernt|nichts neues|rien appris|rien de nouveau|nada nuevo|no"
        r" aprendí nada|niczego (?:nowego )?się nie nauczył[ae]m|nic nowego|niente di nuovo"
        r"|non ho imparato niente|ddysgais i ddim|dim byd newydd|nimic nou|niets (?:nieuws"
        r" )?geleerd"
        r"|kuch nahi seekha|kuch naya nahi|ничего нового|нічого нового)\b",
        (
            "hab nichts gelernt",
            "rien de nouveau",
            "nic nowego",
            "no aprendí nada",
            "dim byd newydd",
        ),
        ("nichts anfassen bevor gemessen ist",),
    ),
)
"""A clause of these holds no element."""

_REFUSES: Final = re.compile(
    r"(?:no|nope|nah|none|nothing|nowt|nuthin|nil|zilch|nada|not (?:much|a lot|really|at all)"
    r"|nowhere"
    r"|never|nothing (?:really|new|much|tbh)|no way"
    r"|(?:i|we) (?:won'?t|don'?t|dont|wont|can'?t|haven'?t|doubt it))(?: (?:tbh|really|mate"
    r"|honestly|sorry|at all))*"
)
"""The bare clause that refuses what was asked; a reason may follow: "nothing, I do that"
" already"."""

_EXCUSES: Final = re.compile(
    r"(?:because |cos |as |since )?(?:i|we|it|it's|its|that's|they|he|she|nobody|everyone|people"
    r"|customers|the (?:lads|guys|trainer|course|boss"
    r"|instructor|firm|company)|i'm|we're|im|my|our|all|been|same|still|already|just|only)\b.*"
    r"(?:\b(?:already|stopped|closing|getting rid|sold|same|still|anyway|any ?more|always|retir\w+"
    r"|leav\w+|refresher|read|slides"
    r"|mandatory|box|tick|old hat|basics?|waste|boring|long|common sense|years)\b|n't\b|\bdont\b"
    r"|\bout of\b)|already do(?:ing)?\b|same (?:as|old)\b|been doing\b|(?:i|we) retire\b"
)

EXCUSED: Final = (
    ("nothing, I already do it that way", True),
    ("no, we're getting out of trucks", True),
    ("Nope. We do it the same anyway", True),
    ("nothing tbh, he just read the slides", True),
    ("nowhere, I retire in March", True),
    ("nah, we don't do hybrids", True),
    ("none, been doing it twenty years", True),
    ("nothing new, it was all common sense", True),
    ("no way, they won't let me", True),
    ("not really mate, it was just the annual briefing", True),
    ("no, prove dead first and then unplug it", False),
    ("nothing, well the contactor can weld shut", False),
    ("no idea why it failed, now I know the contactor welds shut", False),
    ("nothing beats proving dead", False),
    ("no, but the meter check was worth it", False),
    ("never trust the dash, it lies", False),
    ("none of the vans had chocks, I now check them", False),
)
"""Answers, and whether they are denied by a bare no with its reason."""

_BLANK_WORDS: Final = frozenset(
    word for _, words, _ in EMPTY_WORDS for word in words.casefold().split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDS: Final = re.compile(r"[^\w']+\Z|\A[^\w']+")


@cache
def _blank_phrase() -> re.Pattern[str]:
    """Made when it is first needed, as is the other table's: no process waits for them to start."""
    phrases = "|".join(phrase for phrase, _ in EMPTY_PHRASES)
    return re.compile(rf"(?<![\w'])(?:{phrases})(?![\w'])")


@cache
def _denial() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{denial.pattern})" for denial in DENIALS))


def is_empty(plain: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether folded text says nothing: only words of the tables, and of `also`."""
    return also.issuperset(words_left(plain))


_NOT_KNOWN: Final = re.compile(
    r"(?:(?:sorry|honestly|tbh|erm|um|i|i'm|im|am|well|oh|no),? )*(?:not (?:really |too |a hundred "
    r"percent )?(?:sure|certain)|(?:don'?t|do not|didn'?t|cannot|can'?t|couldn'?t|can not) (?:know|"
    r"remember|recall|tell you|say)|no (?:idea|clue)|unsure|dunno|idk|forgot(?:ten)?|haven'?t a "
    r"clue|not a clue|who knows|god knows|never noted)(?:,? (?:of|the|exact|exactly|which|what|"
    r"when|how|long|many|day|date|time|hours|it|was|is|took|that|tbh|really|mate|sorry|now|"
    r"any ?more|honestly|off|top|my|head|for|sure|either))*"
)


def does_not_know(plain: str) -> bool:
    """Whether folded text says that a day or a length is not known: "not sure which day"."""
    return _NOT_KNOWN.fullmatch(_ENDS.sub("", plain)) is not None


def words_left(plain: str) -> set[str]:
    """The words of folded text that are in none of the tables, without apostrophes."""
    left = _blank_phrase().sub(" ", plain)
    return {word.replace("'", "") for word in _WORD.findall(left)} - _BLANK_WORDS


def refuses(clause: str) -> bool:
    """Whether a clause of folded text is a bare no."""
    return _REFUSES.fullmatch(_ENDS.sub("", clause)) is not None


def excuses(clause: str) -> bool:
    """Whether a clause of folded text could be the reason of a bare no, and tells nothing."""
    return _EXCUSES.match(clause) is not None


def denies(plain: str) -> bool:
    """Whether a clause of folded text says that there was nothing."""
    return _denial().search(_ENDS.sub("", plain)) is not None
