"""Steering: what a member wants done with an entry or a question, in so many words."""

from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

Steer = Literal[
    "save_all",
    "save",
    "undo",
    "later",
    "skip",
    "back",
    "discard",
    "discard_all",
    "bring_back",
    "another",
    "guide",
    "enough",
    "did_it",
    "not_done",
    "split",
    "whole",
]
"""`skip` covers "never mind"; only `discard` and `discard_all` drop an entry. `did_it` and
`not_done` are said of a plan whose day has come. `split` and `whole` are of what lies over a border
of cycles or years: counted on each side by its days, or whole on its last day.
"""

_PIECES: Final = {
    "doing": (
        "busy|driving|swamped|flat out|mad busy|rushed off my feet|in the middle of (something|it|"
        "a job|one)|under a (car|van|lorry|truck|bus|{word})|in a (meeting|rush|hurry|call)|on (a|"
        "the) (job|call|phone|road test|ramp|bus|train|break|lunch|way home|way out)|on (lunch|"
        "break)|with a customer|customer (waiting|here|just walked in)|at (work|lunch)|up to my "
        "(eyes|neck)|up the walls|up to my eyes in it|working|about to go in|going in"
    ),
    "by_day": (
        "(by|per) [the|its|each] (day|days|date|dates|year|years|cycle|cycles)|day by day|"
        "by the days|(at|over|across|between|along|on|over to|into|in|to) [the|both|each|its|"
        "their|two|these|those|my] [two|right|own|cpd|mot|imi|techsafe|testing] (border|borders|"
        "boundary|boundaries|cycle|cycles|year|years|year end|years end|cycle end|end of the "
        "(year|cycle)|cut off|cutoff|deadline)"
    ),
    "one_year": (
        "[in|into|on|to|under|for|at|towards] (the|its|this|that|one) [last|new|next|later|one|"
        "same|second|current] [cpd|mot|testing] (day|year|cycle)"
    ),
    "as_one": (
        "whole|as [a|one] whole|as one [entry|piece|lump]|in one [piece|go|lump]|together|unsplit|"
        "undivided|in full"
    ),
    "all_of_it": "{it}|the lot|all of it|all of that|everything|the whole thing|the whole lot",
}

STEERING: Final = Families[Steer](
    Family(
        "split",
        says=(
            "(split|divide|spread|share) [{it}|{the} {entry}] [up|out] {by_day}",
            "(split|divide) {it} [up|out]",
            "(split|divide) [up] the (days|hours|time|credits) [up|out] [{by_day}]",
            "[{it}] (should|needs to|has to|must|ought to) be (split|divided) [up] [{by_day}]",
            "(count|put|book|log|take|treat|do) {it} {by_day}",
            "(count|put|book|log) (each|every) (day|bit|part|half) [of it] {by_day}",
            "[put|book|count] (half|some|part) [of it] (in|into|to|for) each [cpd|mot] "
            "(year|cycle)",
        ),
        examples=(
            "split by day",
            "split it at the border",
            "split it",
            "please split that by year",
            "spread it over the two years",
            "count it in both years",
            "count each day in its own year",
            "divide it by days",
        ),
        others=(
            "split the loom at the connector",
            "split pins replaced on the track rod",
            "split it into two entries",
            "share it with the team in the morning",
        ),
    ),
    Family(
        "whole",
        says=(
            "(keep|count|leave|have|take|treat|i want|want) [{all_of_it}] [all] {as_one}",
            "make {it} (whole|one entry|one piece)",
            "[{it}] (should|has to|needs to|must) (count|be|stay|be kept|be counted|stay "
            "as|be left) {as_one}",
            "(count|put|book|leave|keep) [{all_of_it}] [all|whole|as one] {one_year}",
            "(dont|do not|no need to|never) (split|divide) [{it}] [up|out] [{by_day}]",
            "[theres] (no|without [the|a]) (need to split [it]|split|splitting)",
            "(undo|remove|cancel|take out|drop) the split",
            "(unsplit|un-split) [{it}]",
            "[{it}] (whole|all) {one_year}",
            "(whole|in one piece)",
        ),
        examples=(
            "keep whole",
            "count it whole",
            "keep it whole please",
            "don't split it",
            "count it all on the last day",
            "put it all in this year",
            "leave it as one",
            "unsplit that",
        ),
        others=(
            "keep the pack whole while you lift it",
            "don't split the cover with a screwdriver",
            "leave it in one piece so the clips hold",
        ),
    ),
    Family(
        "save",
        says=(
            "save",
            "[please] (save|log|keep|store|submit|file) {it} [as it is] [please]",
            "(save|log|submit) [it|that] (now|away|anyway|as is|as it is)",
            "save {the} {entry}",
            "save and (finish|close)",
            "(svae|saev|sav|savee|asve|sve) [{it}]",
            "[{the}] [{it}] (save|log|file|store|submit) away",
            "(go ahead|yes|yep|ok|thats it|all good|looks good|perfect) [and] (save|log) [it|that]",
            "thats (right|it|all|fine|everything) save [it]",
            "(just|pls) (save|log) it [already]",
            "(submit|send it|keep it|stick it in|pop it in|put it in|lock it in|bank it|get it "
            "saved|get it logged)",
            "(save|log|submit) {it} (without|with no) (that|it|an answer|any answer|answering)",
            "[please] (do the needful|thatll do|all done|im done|done) [and] (save|log|submit) "
            "[{it}]",
        ),
        examples=(
            "save it",
            "Save, please",
            "ok save that",
            "just save it",
            "save as is",
            "that'll do, save it",
            "go on then, save it",
            "please do the needful and save",
            "kindly save the same",
            "stick it in",
            "save it without that",
        ),
        keys="save",
        words="it that this the thing one same entry draft go on thatll do thats grand fine done"
        " enough as is now for me yes yeah yep yup all and good perfect looks great happy with im "
        "course webinar straight away up already lovely brilliant cool sound right ready to its "
        "hit press click can you no more questions nothing else skip all this rest ive cant be "
        "bothered so were im me thats ya yous us we do it's happy that's",
        others=(
            "save your back when lifting",
            "saved 20 minutes a job",
            "log the fault code first",
        ),
    ),
    Family(
        "undo",
        says=(
            "undo",
            "undo (it|that|this|last|all that|everything|them|both) [change]",
            "undo [{the}] [last] (change|one|entry|thing|edit|bit)",
            "(take|put) (that|it|them) back",
            "revert [that|it|this]",
            "(reverse|rewind|undo) (it|that|this)",
            "(change|put|set) the (time|length|date|day|title|name|hours) back [to] [(what|how|"
            "the way) it was]",
            "(change|put|set) (that|it|them|the {length}|{length}|the {day}|{day}) back [to] "
            "[(what|how|the way) it was]",
            "undo what (you|i) [just] (did|said|changed)",
            "go back to (what|how) it was",
        ),
        examples=(
            "undo",
            "Undo that please",
            "undo my last change",
            "put it back",
            "change it back",
        ),
        others=("undo the top bolt first", "put the cover back on before testing"),
        keys="undo revert",
        words="it that this last one change edit my the a no wait oops shit bit can you will go"
        " both all",
    ),
    Family(
        "later",
        says=(
            "[ask me] later [on]",
            "[maybe|ill do it|ill answer|do it] later [on]",
            "not (now|today|right now|just now)",
            "(another|some other) time",
            "(in|give me) a (bit|minute|mo|sec|moment)",
            "ill (get|come) back to (you|it|that|this) [later]",
            "(busy|cant) [right] now",
            "[ask me later] im (busy|driving|with {text}|in a {text}|under a {text}|on the {text})",
            "ask me later [{text}]",
            "[not now] (havent|have not|havent got|got no|no) time [right now|now|for (this|it|"
            "that|your questions|questions)] [{day}]",
            "ask [me] (another time|another day|again later)",
            "(not|cant) [right|just] now [{friend}] [im] [{doing}]",
            "[later|not now|cant] [im|were] [a bit|bit|too|so|really|very|kind of] {doing} [later|"
            "try me later|ask me later|right now|at the moment|atm]",
            "later [on] [im|were|am] [a bit|bit|too|so|really|very] {doing}",
            "ill (answer|do|tell you|fill it in|write it|sort it|finish it|think about it) [{it}] "
            "(later|{day}|in a bit|at lunch|after work|when i get (home|in|a minute|a chance))",
            "(ill|i will|will) (do|answer|finish) (it|that|this) ({day}|tonight|at lunch|after "
            "{text})",
            "[i] dont know [yet] (later|ask me later)",
            "not {day}",
            "(can|could|shall) (we|i|you) (do|answer|finish|leave) (this|it|that) (later|{day}|"
            "another time)",
            "(can|could) (this|it|that) wait [till later|until later|a bit|till {day}]",
            "(not|havent|aint) got ({length}|time|a minute|a sec|a moment) [now|{day}] [maybe|"
            "maybe "
            "{day}]",
            "(hold|park) that [thought|one] [for now|for later]",
            "(park|hold) (it|that|this)",
            "(not yet|hang fire|gimme (five|{number}|a sec|a minute)|cant (talk|type|chat) [now|"
            "right now]|later when im (home|back|done|free)|in a while)",
            "(not|no) the time [for this|for that] [{friend}]",
            "(leave|park) (it|that|this) [one] (for now|for later|till later|for {day}|till {day})",
            "give me (an hour|a few minutes|half an hour|five minutes|5 minutes|{length}|a day)",
            "(try|ask|catch|get|come back to) (me|us) [again] (later|another time|when im less "
            "busy|"
            "tonight|in (a bit|a while|an hour|the morning|the evening)|at (lunch|break|dinner|"
            "tea)|"
            "after {text}) [on]",
            "[too {word} to {word}|too {word}|cant think] (ill|will|gonna|going to|i will) (answer|"
            "reply|write (it|something|summat)) [it|that|this|you] (later|tonight|tonite|{day}|in "
            "(a "
            "bit|the morning|the evening)|at (lunch|break|home))",
            "after {text} (ill|will|i will) (answer|reply|write (it|something|summat)) [it|that|"
            "you]",
            "[ask me] (after|at|over) (work|lunch|dinner|tea|break|my break|my shift|the shift|"
            "hours)",
            "[ask me] when (i get|im|i am) (home|back|in|free|finished|done|a minute|a sec|a "
            "chance|a moment)",
            "[im] [a bit|bit] (tied up|snowed under|swamped|rushed|under the cosh|busy) [now|at "
            "the (minute|moment)|right now|{day}]",
            "[up] to my (neck|eyes|eyeballs) [in it] [later]",
            "(dont|do not) know yet [ask me later|later]",
            "let me (think|get back to you|come back to that|have a think) [about it|on that]",
        ),
        examples=(
            "later",
            "not now",
            "ask me later",
            "busy right now",
            "I'll come back to it",
            "later, I'm in a meeting",
            "later pal im flat out",
            "not now mate, on a job",
            "too busy right now",
            "leave it for now",
            "can we do this later",
            "I'll tell you later",
            "give me an hour",
            "cant now, driving",
            "hold that thought",
        ),
        others=(
            "later on I checked the bracket again",
            "not now a problem since we log torque",
            "later models have the relay behind the glovebox",
            "leave it ten minutes before you open the cap",
        ),
        keys="later busy",
        words="im a bit too can cant do this it that ask me try ill answer tell you maybe at the"
        " moment on in job meeting mad flat out swamped very so really today got get back to no "
        "not yeah perhaps give us we will again",
    ),
    Family(
        "skip",
        says=(
            "skip [it|that|this] [one|question|bit]",
            "(pass|next|next question|move on)",
            "(never mind|nevermind|nvm) [that|it|this|the] [question|one]",
            "(no answer|id rather not|rather not|rather not say|prefer not to say)",
            "leave it [at that] [blank|empty]",
            "forget (it|that question|the question)",
            "(stop|dont) (ask|asking) [me] (that|this|about (it|that|this))",
            "[i] (dont know|havent a clue|no idea|not sure) (skip|pass|next) [it|that]",
            "[i] (dont want to|wont|will not|would rather not|dont fancy) (answer|answering|say) "
            "[that|this|it|that one]",
            "(forget|leave) (that|this|it|that one|this one) [question|one] [out|alone]",
            "(doesnt|dont|does not|dosent) (matter|bother) [about (it|that)]",
            "(not bothered|im not bothered|cant be bothered|cba|not fussed|dont care|nm|no "
            "comment (skip|next)|nothing to add|leave me out of it)",
            "(can|could|may) i (skip|pass|leave) [on] [{it}] [question] [out|blank]",
            "(skip|leave) the question",
            "dont (worry|bother) [about (it|that)]",
            "(ill pass|im not answering (that|this)|not answering (that|this) [one]|leave me out "
            "of (it|this))",
            "[id|i would] [rather] (skip|pass|leave) [on] {it} [blank|out|empty]",
            "(no answer|nothing|no comment) (to|for|on) (that|this) [one|question]",
            "[ive] [got] nothing to (say|add|put|write) [skip|next|pass]",
            "leave (that|it|this) [one] (blank|empty|out) [please]",
        ),
        examples=(
            "skip",
            "skip that one",
            "nvm",
            "never mind",
            "pass",
            "leave it blank",
            "nah forget that one",
            "doesn't matter",
            "rather not say",
            "can I skip this",
            "don't want to answer that",
        ),
        others=(
            "skip the ten minute wait and you get hurt",
            "never mind the cost, test it first",
            "forget the old torque figures",
            "never mind the dash light, check the actual pressure",
        ),
    ),
    Family(
        "back",
        says=(
            "back",
            "go back [one|a step|one question]",
            "(previous|last) question",
            "ask [me] (that|it) again",
        ),
        examples=("back", "go back", "previous question"),
        others=("back brake adjusted",),
    ),
    Family(
        "discard_all",
        says=(
            "(discard|delete|scrap|bin|drop|remove|cancel) (all|both) [(of them|of those|three|"
            "two|of it)]",
            "(discard|delete|scrap|bin|drop|remove|get (rid|shot) of|lose|ditch) (the|all|all the) "
            "(two|three|four|five|pair) [(of them|of those|of em|drafts|entries)]",
            "(discard|delete|scrap|bin|drop|remove) (everything|the lot|them|them all|those|the "
            "whole lot|every one of them|the pair [of them]|the three of them|the two of them)",
            "[yes|yeah] (all (three|four|five|of them|of those)|the (whole lot|lot)|every one|"
            "both of them|all of them|the pair of them)",
        ),
        examples=("scrap them all", "delete both", "bin the lot", "all three"),
        others=("delete all fault codes before the test drive",),
    ),
    Family(
        "discard",
        says=(
            "(discard|cancel|delete|scrap it|get rid|bin|scratch)",
            "scratch {it} [{entry}]",
            "[i] (never|didnt|did not) (went|go|do it|did it|attended|attend|do that|did that)",
            "[thats|its|that is|already] (a duplicate|logged that|logged it|logged|a repeat|in "
            "there already|in there)",
            "(delete|scrap|bin|trash|drop|dump|remove|discard|cancel|lose|get rid of|chuck|ditch|"
            "throw away|kill|wipe|ignore) {it} [one] [{entry}]",
            "(delete|scrap|bin|drop|remove|discard|cancel|get rid of) {the} [last|latest|whole] "
            "({entry}|bit)",
            "(delete|scrap|bin|drop|remove|discard|cancel) (the|that) last",
            "(dont|do not|no need to) [bother] (log|save|keep|record|logging|saving|keeping) {it}",
            "(that|it) wasnt (meant for you|for you|meant for here) (delete|scrap|bin|ignore) it",
            "ignore (that|it|this|me|(my|that|the) last) [message|one]",
            "(wrong|not the right) (one|entry) [(delete|scrap|bin) (it|that)]",
            "(wrong|not the right) (chat|person|window) (delete|scrap|bin) (it|that)",
            "(delete|discard|scrap|bin|lose|ditch) {it} [cos|because|as|since] [{text}] (wrong|"
            "mistake|"
            "duplicate|twice|already|not mine|not me) [{text}]",
            "(i|ive) [already] logged (that|it|this) [one] [{day}] [already|before]",
            "throw (it|that) (away|out)",
            "get (it|that|this) gone",
            "(nuke|scrub|zap|axe) (it|that|this|that one)",
            "forget the whole thing",
            "i (didnt|did not) (do|go to|attend) (it|that) [after all|in the end]",
            "(that|it) (was|is) (a mistake|an accident)",
            "(that|it|this) (was|is) [just|only] (a test|me testing) (delete|scrap|bin) [it|that]",
            "forget i said (that|anything|it)",
        ),
        examples=(
            "discard",
            "scrap that",
            "delete that last one",
            "bin it please",
            "don't log it",
            "get rid of that entry",
            "cancel that",
            "get rid",
            "just bin that last one will ya",
            "throw it away",
            "that wasn't meant for you, delete it",
            "wrong one, scrap it",
            "don't bother saving it",
            "ignore that last message",
        ),
        others=(
            "drop the pressure before you open it",
            "remove the last bolt from the top",
            "delete the old key before you add the new one",
            "cancel the service light last or it comes back",
        ),
        keys="bin scrap delete discard ditch chuck trash scratch",
        words="it that this one last the thing entry draft will ya you nah no nope actually wrong"
        " was a mistake get rid of away out can could would my please go on",
    ),
    Family(
        "bring_back",
        says=(
            "(bring|get) (it|that|that one|the last one|the draft) back",
            "(fish|dig|get|pull|take) ({it}|the {text}) [back] out [of] [the] bin",
            "(bring|get|put) the last (one|entry|draft) back",
            "(restore|undelete|recover|retrieve) (the|that) [{word}] (one|entry|draft) [[that] i "
            "[just] {word}]",
            "(restore|undelete|recover|retrieve) [(it|that|that one|the last one|the draft)]",
        ),
        examples=("bring it back", "restore that one"),
        others=("bring the car back to the bay",),
    ),
    Family(
        "save_all",
        says=(
            "keep (both|the pair|them both|all of them|the lot) [of them]",
            "(put|pop|stick) (them|both|them both|all of them|them all) (in|on|down|through)",
            "(save|log|submit|file) (the|all) (two|three|four|five|pair) [of (them|those|em)]",
            "(save|log|submit|file) (them|em|these|those|the pair|the two) [both|all] [now|away"
            "|up]",
            "(save|log) (both|all|them|all of them|both of them|them all|everything|the lot|all "
            "three)",
        ),
        examples=("save both", "save them all"),
        others=("save all the bolts in a tray",),
    ),
    Family(
        "another",
        says=(
            "[ask me] another [one|question]",
            "ask me (more|a different thing|something else|something different|a different "
            "question|an easier one|"
            "another thing)",
            "[a|an] (different|easier|another|better) (question|one) [please]",
            "[ask me] one more [question]",
            "what else [have|do|did] [you|u] [got|(want|need) [to (know|ask)]]",
            "(fire|throw|hit me with|give me|go on) [with] (another|one more|the next [one])",
        ),
        examples=("ask me another", "one more question", "One more"),
        others=("another course on brakes", "one more turn and the thread strips"),
    ),
    Family(
        "enough",
        says=(
            "(no|enough) [more] questions [for (now|today)]",
            "[thats] enough",
            "[thats] enough (for (now|today)|of the questions)",
            "(stop|quit) (the questions|asking [me] questions)",
        ),
        examples=(
            "no more questions",
            "enough",
            "that's enough for now",
            "stop asking me questions",
        ),
        others=("no more questions from customers about the warning light",),
    ),
    Family(
        "guide",
        says=(
            "guide me [through (it|this|that)]",
            "(walk|talk|take|lead) me through (it|this)",
            "help me (reflect|write (it|this)|think [it|this] through)",
        ),
        examples=("guide me", "help me reflect", "walk me through it", "help me think it through"),
        others=("guide me pins are worn on those calipers",),
    ),
    pieces=_PIECES,
)

NAMED: Final = Families[Steer](
    Family(
        "split",
        says=(
            "(split|divide) (the|that|my) {named} [up|out] [{by_day}]",
            "(spread|share) (the|that|my) {named} [up|out] {by_day}",
        ),
        examples=("split the diagnostics course by day", "spread that webinar over both years"),
        bare=True,
    ),
    Family(
        "whole",
        says=(
            "(keep|count|leave) (the|that|my) {named} (whole|as one|in one piece|together)",
            "(dont|do not) split (the|that|my) {named} [{by_day}]",
        ),
        examples=("keep the diagnostics course whole", "don't split the course"),
        bare=True,
    ),
    Family(
        "save",
        says=("(save|log|keep) (the|that|my) {named}",),
        examples=("save the coolant one", "log that webinar"),
        bare=True,
    ),
    Family(
        "discard",
        says=("(discard|delete|scrap|bin|drop|remove|cancel|get rid of) (the|that|my) {named}",),
        examples=("discard the induction", "bin the podcast one"),
        bare=True,
    ),
    pieces=_PIECES,
)
"""What steers an entry that is named by its own words: only where it can be found."""

HAPPENED: Final = Families[Steer](
    Family(
        "did_it",
        says=(
            "{yes} [(i|we)] (did|done|went|been|attended) [(it|that|to it|and done it)] [{when}]",
            "[(i|we|just|all)] (did|done|went to|attended|finished|been to) (it|that) [{when}]",
            "[(i|we)] (did|went|been|attended|done) [{when}]",
            "(it|that|all) (happened|went|was done|went ahead|got done|is done|done)",
            "[{yes}] [(it|that)] (went|was|was all) {well} [{when}]",
            "[{yes}] (did|done|went to|been to|attended) (the|that|my) {named} [{when}]",
            "{yes}",
        ),
        examples=("did it", "yeah did it", "went ok", "it went well thanks", "yes", "all done"),
        others=("did it the long way round first",),
    ),
    Family(
        "not_done",
        says=(
            "[{no}] not (yet|done|today|this time|happening|happened)",
            "{no}",
            "[{no}] [(it|that|i|we)] (didnt|did not|never|hasnt|wasnt) "
            "(happen|happened|go|went|do it|make it|done|go ahead|going ahead|on)",
            "[{no}] [(it|that)] [(got|was|been|has been|is)] (cancelled|canceled|called off|off|"
            "postponed|pulled|scrapped)",
            "[{no}] [(i|we)] (couldnt|could not|cant) (go|make it|do it|attend)",
            "[{no}] [(i|we)] (missed|skipped) (it|that)",
        ),
        examples=(
            "no",
            "not yet",
            "it got cancelled",
            "couldn't make it",
            "didn't go",
            "missed it",
        ),
        others=("not yet found why it trips",),
    ),
    pieces={
        "yes": "yes|yep|yeah|yup|yea|aye|ya|y",
        "no": "no|nope|nah|naw|sorry|sadly|unfortunately",
        "well": "well|ok|okay|fine|good|great|grand|alright|all right|really well|not bad",
        "when": "yesterday|today|this morning|this afternoon|earlier|already|just now|in the end",
    },
)
"""What is said to "Did it happen?"."""
