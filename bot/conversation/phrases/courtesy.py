"""What is said for company: greetings, thanks, small talk; and what tells of no learning."""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Courtesy = Literal["greeting", "thanks", "sorry", "praise", "agreed", "bye", "talk"]

_PIECES: Final = {
    "gone": (
        "(lunch|tea|dinner|break|brew|smoke|coffee) (now|first|break)|[im] (off|away|going|just|"
        "popping|nipping) [out] (on|for|to) [my|a|the] {a_break}|[im] on [my] {a_break}|"
        "[ive] (got to|gotta|have to) (go|dash|run|fly|shoot)|gtg|g2g|customer (here|just came in|"
        "at the desk)|phones ringing"
    ),
    "a_break": "(lunch|break|tea break|lunch break|dinner|brew|smoke|coffee)",
    "so": "so|very|really|well|dead|proper|bloody|pure|mad|absolutely|totally|too|that|bit|a bit",
    "praised": (
        "star|legend|lifesaver|life saver|diamond|gem|angel|hero|treasure|genius|champ|champion|"
        "great help|gent|gentleman|good lad|good un|good egg|belter|gas man|dote|darling|ledge"
    ),
    "good": (
        "great|brilliant|good|nice|lovely|class|funny|hilarious|clever|amazing|fantastic|super|"
        "awesome|helpful|kind|sound|smart|cute|mint|ace|sweet"
    ),
    "mine": (
        "my (lad|son|daughter|boy|girl|wife|husband|missus|mum|mam|dad|brother|sister|kid|dog|cat|"
        "eldest|youngest|little one|little girl|little boy|better half)"
    ),
}

SMALL_TALK: Final = re.compile(
    r"^(?:(?:its|it is|im|were|i am|bit|a bit|so|proper|dead|bloody|fucking|still|just|god|"
    r"absolutely|really|pretty|too|am|all|feeling|feel|well|wet|cold and|jesus|blimey|long|"
    r"another) )*(?:perishing|freezing|baltic|pouring|soaked|drenched|raining|snowing|sunny|"
    r"scorching|roasting|boiling|warm|chilly|windy|foggy|icy|knackered|shattered|wrecked|jaded|"
    r"starving|hungry|hungover|tired|bored|buzzing|chuffed|delighted|gutted|stressed|(?:mad|dead|"
    r"bloody) busy|long (?:day|week)|week this|day this)\b(?! (?:\w+ing|that|the|it|is|up|"
    r"customers?|people|before|joints?|them|air|oil)\b)|^(?:i |im |so )?(?:glad|wish|hope|cant "
    r"wait|thank god|thank fuck|nearly|almost)\b.*(?:friday|weekend|\ue001|home time|holidays|"
    r"christmas|payday|over)$|^(?:did|have) (?:you|ya|u) (?:see|watch|catch|seen|"
    r"watched)\b.*\b(?:match|game|football|footie|rugby|final|news|fight|race|f1|derby)\b|^do "
    r"(?:you|ya|u) (?:drink|eat|sleep|dream|like|love|feel|have (?:a |any )?(?:friends?|family|"
    r"feelings|kids|name|day off)|ever get|take|get paid)\b|^(?:so )?(?:youre|you are|are you) "
    r"(?:just |only |really )?(?:a |an )?(?:real|human|person|bot|robot|machine|ai|computer)\b|"
    r"^happy \w+(?: to me)?$|^(?:just )?(?:testing|test|a test|only testing)(?: testing)?(?: 123| "
    r"one two)?$|^(?:still )?(?:waiting (?:on|for) my|need my|want my|dying for a|gasping for a) "
    r"(?:tea|coffee|lunch|dinner|brew|pint|break|weekend|bed)\b|\bisnt it$|\bhow(?:s| is| are) "
    r"(?:the|your) (?:weather|wife|family|weekend|kids|day|head)\b"
)
"""Talk of the weather, of the week and of the bot itself, as far as phrases do not know it."""

COURTESIES: Final = Families[Courtesy](
    Family(
        "greeting",
        says=(
            "(hi|hello|hey|hiya|heya|yo|alright|howdy|sup|oi oi|namaste|hallo|ello|gday|salaam|"
            "vanakkam|how do|ey up|wotcha|top of the morning|gm|bore da|dia duit) [there|again|"
            "all|everyone|{friend}]",
            "[very] [good] (morning|afternoon|evening|day) [{friend}|all|everyone|everybody|again|"
            "to you]",
            "[so] how are (you|things|ya|we) [doing|getting on|keeping] [{day}]",
            "(you ok|you alright|you well|hows it going|hows you|whats up|wassup|hows things|hows "
            "life|are you there|you there|anyone there|hows tricks|hows the form|any craic|whats "
            "the craic|whats new|how you doing|how goes it|hows your day|long time no see|how was "
            "your weekend|had a good weekend|good weekend) [{friend}|today|then|going]",
            "how was your (weekend|christmas|holiday|day|break|week)",
            "hope [your|you had a] [good] (weekend|day|week|christmas|break) [was good]",
            "ah sure look [it]",
            "[a] (happy|merry) (monday|{day}|new year|christmas|xmas|easter|diwali|eid|holidays|"
            "bank holiday|birthday|paddys day|thanksgiving) [{friend}|all|to you] [too] [see you "
            "{text}|see you in {day}]",
            "[hope] (youre|you are|all is|alls|its all) (well|good|ok)",
        ),
        examples=(
            "hi",
            "Morning!",
            "hiya mate",
            "good afternoon",
            "how are you?",
            "how are you today?",
            "Good morning sir",
            "happy friday",
            "Merry Christmas bot, see you in January",
            "what's the craic",
        ),
        others=(
            "good morning briefing on lifting gear 30 min",
            "hello is not enough on the phone, say your name",
        ),
    ),
    Family(
        "thanks",
        says=(
            "[ok|great|perfect|lovely|brilliant|cool|nice one|sweet|amazing|super|yes|no|oh|many|"
            "sound|grand] (thanks|thank you|thx|ta|cheers|cheers (big ears|easy|then|me dears|m "
            "dears)|tah|tanx|thanx|ty|much appreciated|appreciated|nice one|thank u|go raibh "
            "maith agat|dhanyavaad|dhanyavad|shukriya|gracias|merci|danke|diolch|dziekuje|"
            "multumesc|much obliged|obliged|[i] appreciate (it|that|you)|bless you|bless) [a lot|"
            "very much|so much|a million|again|for that|for the (help|reminder|heads up|nudge)|"
            "for your (help|time|patience)|for reminding me|for asking|for checking|all|a bunch|a "
            "ton|loads|for (sorting|doing|saving|fixing|logging) (it|that|this) [out]|everyone]",
            "[(you|you lot|you guys) are [{so}] {good}] (thank you|thanks|cheers) for (sorting|"
            "helping|doing|reminding|asking|looking|keeping|being|putting|the|your|all) {text}",
        ),
        examples=(
            "thanks",
            "Cheers mate",
            "ok thank you",
            "ta very much",
            "thanks a lot",
            "cheers m'dears",
            "ta duck",
            "bless you for asking",
            "thank you for sorting my record out after last year's mess",
            "much obliged",
        ),
        others=(
            "thanks to the course I now check the earth first",
            "thanks to that I don't reuse stretch bolts",
        ),
        keys="thanks thank thx ta cheers tah thanx ty appreciated",
        words="you u very much so a lot million great stuff ah lovely nice one good that thats"
        " brilliant super for all again the help sound grand class perfect cool no yes yeah "
        "really everything many sweet got it done noted will do legend star fair enough",
    ),
    Family(
        "praise",
        says=(
            "(what a (star|legend|hero|lad|machine|goal|game|laugh))",
            "good lad yourself|ha nice|ha good one",
            "(good|nice|great|clever|top) (bot|job|work|one|stuff|lad|man|girl|bloke|boy|effort)",
            "(haha|lol|ha|hehe) [class|brilliant|good one|nice one|love it|very good|funny]",
            "(sound|class|grand|deadly|savage|mint|champion|wicked|ace|lush) [thanks|cheers|mate|"
            "lad]",
            "(well done|you rock|i love (it|this|you)|love (it|this|you)|legend|star|brilliant|"
            "amazing|lol|haha|ha|lmao|rofl|made me laugh|very funny|funny|nice|savage) [{friend}]",
            "(youre|you are|this is|thats|that is|you lot are|you guys are|your) [{so}|just|"
            "actually] [a|an|the] ([best|{good}] [{good}] (one|bot|robot|thing|{praised})|best|"
            "{good}) [for a (robot|bot|machine|computer)] [{friend}]",
            "[{so}] (useful|clever|handy) (bot|thing|little thing|this)",
        ),
        examples=(
            "good bot",
            "you're a star",
            "lol",
            "haha",
            "you lot are great",
            "you're funny for a robot",
        ),
        others=(
            "great work on the new lift, we now test it weekly",
            "good earth is everything, I check it first",
        ),
    ),
    Family(
        "sorry",
        says=(
            "([{so}|im] sorry|apologies|my bad|oops|whoops|soz) [about (that|the delay|this|the "
            "wait|earlier|before)|for (that|the delay|the late reply|being late|earlier|swearing|"
            "shouting)|(been|im|for being) [{so}] (busy|late|slow) [long day|mad day|{day}]|bad "
            "day|long day|rough day|{friend}]",
            "(sorry|oops|whoops|soz|ah) (wrong|not the right) (chat|person|window|group|thread|"
            "one) "
            "[that]",
            "(wrong|not the right) (chat|person|window|group|thread)",
            "[sorry] (that|it|this) (wasnt|was not|isnt) [meant] for (you|here|this)",
            "[sorry] (that|it) was (for somebody else|not for you|the wrong chat)",
        ),
        examples=(
            "sorry about that",
            "oops",
            "sorry about the delay",
            "sorry been busy",
            "sorry wrong chat",
            "that wasn't meant for you",
        ),
        others=("sorry it was Tuesday", "sorry state of the connectors taught me to look"),
    ),
    Family(
        "agreed",
        says=(
            "(ok|okay|k|kk|alright|right|fine|sure|cool|great|lovely|perfect|got it|understood|"
            "noted|will do|fair enough|lol fair|fair|fair play|makes sense|no problem [at all]|no "
            "worries|you too|same to you|and you|back at you|grand job|good job|sounds good|okey "
            "dokey|okie dokie|right you are|righty ho|roger that|thats fine|ok thats fine|youre "
            "welcome|no probs|yep|yup|yeah|aye|that makes sense|i see|ah i see|ah right|gotcha|"
            "righto|grand so|all good|e don do|no wahala|no bother [at all]|nae bother|no drama|"
            "np|roger|copy that|of course) [then|so|mate|cool|great|fine|good|thanks|no problem|"
            "got it|fair|fair enough]",
            "[(ok|right|fine)] ill (tell|let) (them|him|her|the lads|the team) [know] [then]",
        ),
        examples=("ok", "got it", "fair enough", "sounds good", "ok fair", "fine I'll tell them"),
        others=("ok so I learnt to check the earth",),
    ),
    Family(
        "bye",
        says=(
            "[right|ok|anyway|well] (bye|goodbye|see (you|ya)|cya|night|good night|goodnight|"
            "nighty night|(have|hav|enjoy) [a|your] (good|nice|great|lovely) (one|day|weekend|"
            "evening|night|holiday|christmas|break) [when {text}]|ttyl|laters|speak soon|talk "
            "later|take care|enjoy [your] (weekend|day|evening)|im off [home]|off home|thats me "
            "done|thats me for (the|a) (day|week|weekend|month|while)|thats me away [home]|thats "
            "me off|away home|catch you later|toodle pip|ta ta|tara|cheerio|until next time) [now|"
            "then|all|{friend}|{day}|later|for (now|today)|in {day}|next week|around] [{day}]",
            "[{gone}] (brb|bbl|afk|bbs|be right back|[ill be] back (in|after) ({length}|a (bit|"
            "min|minute|mo|sec|second|tick)|lunch|tea|dinner|my break|{number}|ten|five|twenty)|"
            "back (soon|shortly|later|in a bit)|(two|2|five|5|ten|10) mins) [ok|{friend}]",
            "{gone} [back soon|brb|back later|then ill answer|one (sec|min|mo)]",
        ),
        examples=(
            "lunch now brb",
            "brb",
            "on my break, back in 10 mins",
            "gotta go, back in a bit",
            "bye",
            "see you",
            "good night",
            "have a good weekend",
            "anyway have a good one",
            "see ya tomorrow",
        ),
        others=("night shift briefing 30 min",),
    ),
    Family(
        "talk",
        says=(
            "[its|it is|jesus|god|blimey] [{so}] (freezing|baltic|roasting|boiling|chucking it "
            "down|pissing down|lashing|lashing down|bucketing down|raining|snowing|sweltering|"
            "cold|hot|warm|miserable|grim|tipping down|throwing it down) [out|outside|in here|"
            "here|out there|in this workshop|in the workshop] [{day}|this morning|again|now]",
            "[lovely|nice|grim|rotten|good|bad|shocking|mad] weather [for ducks|{day}|this|eh|out "
            "there]",
            "(what|its been|been) {length}",
            "(what a|been a|its been a|another|its been one of those|one of those) [{so}|long|mad|"
            "rough|hell of a|right] (day|week|morning|monday|{day}|shift|one|days)",
            "roll {day}",
            "(roll on|thank god its|tgif|thank fuck its|its finally|finally|is it) [the] [{day}|"
            "weekend|home time|five oclock|christmas|lunch] [yet]",
            "[im|were|its|been] [{so}|absolutely] (mad busy|rammed|mental|chaos|knackered|"
            "shattered|tired|hungry|starving|bored|wrecked|jaded|hanging|flat out|bollocksed|"
            "cream crackered|hungover|busy|quiet|dead) [in here|here|{day}|at work|this week|this "
            "morning|as usual]",
            "[oh] (here we go [again]|[its] only me|me again|its me again|bloody hell|blimey|"
            "crikey|jesus|phew|wow|ooh|ah well|oh well|oh dear|happy days|living the dream|same "
            "old|same shit different day|another day another dollar|mustnt grumble|not bad [you|"
            "yourself]|cant complain|story of my life|famous last words|no rest for the wicked|"
            "such is life|typical|dont ask|tell me about it|up the {word}|come on {text})",
            "(tell me|know any|got any|do you know) [a|any|some] [good] (joke|jokes|story)",
            "its (my|the lads|our) [{word}] (birthday|anniversary|last day) [{day}]",
            "{mine} [just|has|have|has just|have just|finally] [has] (passed|had|got|started|won|"
            "turned|finished|broke|failed|scored|made|is|was) {text}",
            "(wow|oh|ah|yay|woohoo|oh goody|oh joy|oh great|oh good|brilliant|great|wonderful|oh "
            "wonderful|lovely|oh lovely|fantastic|marvellous|fab) (another (question|one)|more "
            "questions|what fun|how exciting|my favourite|yet another (question|one)|just what i "
            "needed|how useful|thrilling|so (useful|helpful)) [my favourite|how exciting|lovely|"
            "yay|again] [{day}]",
            "[i|we|just|ive] [just] got (engaged|married|promoted|a (puppy|dog|new car|new van)) "
            "[{text}]",
            "{text} (won|lost|drew|beat {word}) {number}-{number}",
            "(congratulations|congrats|well done me|good luck|fingers crossed|touch wood) [{text}]",
            "(brew|tea|coffee|lunch|beer|pint) (time|oclock|needed|anyone)",
            "(i|we) (need|could do with|could murder|want|fancy) a (brew|tea|coffee|beer|pint|"
            "holiday|drink|lie down|sit down|nap|cuppa|fag|break)",
            "(will you marry me|are you single|do you sleep|do you (like|want) {word}|whats your "
            "(name|favourite {word})|i (love|like|miss|missed) you|did you miss me|do you (ever "
            ")?get bored|you must be bored|how old are you)",
            "(the|a|that) {text} [nearly|almost|half] (killed me|did me in|did my head in|was a "
            "killer|finished me off)",
        ),
        examples=(
            "chucking it down here",
            "freezing in here today",
            "what a day",
            "roll on friday",
            "mad busy today",
            "lovely weather for ducks",
            "here we go again",
            "tell me a joke",
            "it's my birthday",
            "my lad passed his driving test today!!!",
            "oh wonderful, another question, my favourite",
            "brew time",
        ),
        others=(
            "freezing the joint loosens the press fit",
            "what a day at Bosch taught me is to scope it first",
            "busy customers want the price first",
        ),
    ),
    pieces=_PIECES,
)

NotLearning = Literal["away", "missed"]

_AWAY_PIECES: Final = {
    "event": (
        "course|webinar|training|talk|session|workshop|seminar|class|conference|refresher|meeting|"
        "event|exam|assessment|one|thing|module|briefing|call|expo|toolbox talk"
    ),
    "cpd": "cpd|training|courses|learning|webinars|activities|course|development",
    "own": "(my|our|the) (lad|son|daughter|boy|girl|wife|husband|missus|mum|mam|dad|kid|kids|"
    "eldest|youngest|little one|baby|partner|daughters|sons|wifes|dads|mums|ladys|nan|other half)",
}

NO_LEARNING: Final = Families[NotLearning](
    Family(
        "missed",
        says=(
            "they (cancelled|canceled|postponed|pulled|called off|scrapped) {text}",
            "{text} (postponed|cancelled|canceled|called off|rescheduled|put back) [to {text}|"
            "until {text}|till {text}|{day}|again]",
            "[i|we] (couldnt|could not|didnt manage to) (get on|log on|log in|join|get into|"
            "connect) [to] {text}",
            "[i|we] [have|ive|weve] [been] (too busy|no time|not had time|had no time|not had a "
            "chance|flat out) [for|to do] [any] {cpd} [{text}]",
            "[i|we|sorry] (missed|couldnt make|could not make|didnt make|didnt go to|didnt get to|"
            "never made|never got to|never went to|wasnt able to (make|attend|go to|get to)|didnt "
            "attend|couldnt attend|couldnt get to|did not attend|could not attend|unable to "
            "attend|had to miss|had to skip|slept through|fell asleep (in|during|on|at)) {text}",
            "fell asleep {text} (webinar|course|talk|training|session|video|it) {text}",
            "{text} (was|got|has been|is|been|were|had been|theyd|they|they had|have) [{word}] "
            "(cancelled|canceled|called off|postponed|put off|pulled|scrapped) [the|my|our|it] "
            "[bloody|sodding|fucking] [{event}] [{text}]",
            "[i|we] [was|were] (meant|supposed|due|booked|going|down) (to|on|for) {text} but "
            "{text}",
            "[i|we] (was|were) (meant|supposed|due|booked) (to|on|for) {text} (never|didnt) "
            "(happened|happen|turned up|got there|made it|went) [{text}]",
            "(got|was|were|been) (pulled|taken|called) (off|away from|out of) (the|my|that) {text}",
        ),
        examples=(
            "missed the webinar",
            "I couldn't make the course on Friday",
            "the EV course got cancelled",
            "the webinar was cancelled, trainer was ill",
            "I was meant to be on the hybrid course Monday but they put me on the ramp instead",
            "Fell asleep ten minutes into the webinar last night and missed the lot",
            "drove four hours to Gaydon and back and they'd cancelled the bloody course",
            "didn't get to the webinar in the end",
        ),
        others=(
            "missed a step on the first try so I wrote it down",
            "missed the leak because I had not pressurised it, now I do",
        ),
    ),
    Family(
        "away",
        says=(
            "[ive|i have|i was|im|i am|was|am] [been|still] [off] (sick|ill|poorly|unwell) [all "
            "{text}|{length}|with {text}|{day}|this {text}|since {text}|again|at home|in bed|at "
            "the moment|still|till {text}|until {text}|so {text}]",
            "[ive|i have|i was|im|i am|was|am|be|will be|had] [been|still|a|got] (off work|on "
            "leave|on holiday|on hols|on my holidays|on annual leave|on maternity leave|on "
            "paternity leave|on jury duty|signed off|away on holiday|in hospital|furloughed|self "
            "isolating|isolating|quarantining|on the sick|day off|week off|days off|few days off|"
            "duvet day) [{text}]",
            "[ive|i have|i was|im|i am|was|am|ill be] [been|still] off [{day}|till {text}|until "
            "{text}|for {text}|all {text}|this {text}|next {text}|from {text}|since {text}|with "
            "{text}|{length}|today] [till {text}|until {text}]",
            "[ive|i have|i|we|hes|shes] (got|had|caught|have) [a] (covid|flu|the flu|cold|food "
            "poisoning|bad back|stomach bug|migraine|the lurgy) [{text}]",
            "(off|day off|annual leave|sick day|holiday|holidays|jury duty|bank holiday) [{day}|"
            "till {text}|until {text}|from {text}|for {text}|next {text}|this {text}]",
            "{own} [is|are|has|have|s|got|off] [got|is|off|been|down with|has got|mums] [a|the] "
            "(flu|sick|ill|poorly|covid|chickenpox|fever|cold|hospital|in hospital|stomach bug|"
            "bug|off school|not well|unwell) [{text}] [so im {text}|so i {text}|so wont {text}]",
            "(no|not any|not much|nothing) [new] {cpd} [from me|for me|done|to log|to report] "
            "({day}|this week|this month|lately|recently|yet|from me|to log|to report) [{day}|"
            "this week|this month] [{text}]",
            "(nothing|nowt|nil|nout|no cpd|no training|havent done (anything|any|owt)|didnt do "
            "(anything|any|owt)|not done (anything|any|owt|much)) [from me|new|much] [{cpd}] "
            "({day}|this week|this month|lately|recently|to log|to report|to add|yet|so far|for "
            "you|from me) [{day}|this week|this month] [{text}]",
            "{text} (nothing|nowt) to (report|log|add)",
            "[was|been|im|i was|i am] (driving|travelling|traveling|on the road|at the dentist|at "
            "the doctors|moving house|working from home|wfh|on site) [{length}|{day}|all week|all "
            "day|this week]",
            "(sat|stuck) in traffic {text}",
            "(drove|travelled|traveled|was travelling|flew) (to|from|back|home|up|down) {text}",
        ),
        examples=(
            "Been off sick all week",
            "I'm on leave until Monday",
            "I've got covid",
            "nothing this week",
            "no training this week, ramp's condemned and we're all on holiday pay",
            "no CPD from me this month, we've been flat out since new year",
            "had a day off yesterday, nowt to report",
            "my daughter's got the flu so I'm at home till Wednesday",
            "travelling all day",
        ),
        others=(
            "off the top of my head I learnt to isolate first",
            "sick of guessing on comms faults, I scope both lines now",
            "nothing on brakes really, but the bit on creep mode was worth it",
        ),
    ),
    pieces=_AWAY_PIECES,
)
