"""Requests about the coach: turned on, turned off, shown. Coaching is a usual activity, and a coach
a vehicle: only what plainly speaks of the bot's own coach, or of its language model, stands here.
"""

from typing import Final, Literal

from bot.conversation.phrases.language import Family

CoachRequest = Literal[
    "coach", "coach_on", "coach_off", "coach_wording", "coach_missing", "coach_take",
    "coach_leave", "coach_sent", "it_on",
]  # fmt: skip

_AI: Final = "(ai|artificial intelligence|chatgpt|chat gpt|gpt|llm|language model)"
_THE: Final = "(the|this|that|your)"
_COACH: Final = (
    f"[the|this|that|my|your] [ai] coach [thing|bot]|[{_THE}] {_AI} [thing|stuff|bit|bot|help]"
)
_TEXT: Final = (
    "(my|the|this|that|these|those) (words|wording|text|answer|answers|sentence|sentences|writing|"
    "spelling|english|grammar|reflection|notes|note|one|entry)|it|this|that|what i (wrote|said|put)"
)
_SOMEBODY: Final = (
    "(others|other people|people|somebody|someone|an auditor|the auditor|auditors|an outsider|"
    "outsiders|somebody who was not there|someone who was not there|someone who wasnt there|"
    "somebody who wasnt there)"
)
_WORDING: Final = (
    "that|this|that one|this one|the wording|that wording|this wording|the new wording|the tidier "
    "wording|the new one|the tidier one|the tidy one|yours|your wording|the suggestion|the coachs "
    "[wording|one]"
)
_NOW: Final = "[then|please|pls|thanks|instead]"
_YES: Final = "yes|yeah|ok|okay|ill|i will|please"
_JUST: Final = "yes|yeah|no|ok|okay|ill|i will|id|i would|just|please|rather"
_AS_IT_IS: Final = "[as (it|they) (is|was|are|were)] [please|thanks]"
_TO: Final = "to (the coach|the ai|chatgpt|the model|it)"
_FOR_ME: Final = "[for me|for good|for now|completely|altogether|again|too]"
_MINE: Final = (
    "[any of] (my|what i (write|wrote|say|type)) [own] "
    "[stuff|words|text|answers|data|things|entries|entry|reflections|writing|messages]"
)

COACH_OFF: Final[Family[CoachRequest]] = Family(
    "coach_off",
    says=(
        f"(turn|switch|shut) off ({_COACH}) {_FOR_ME}",
        f"(turn|switch|shut) ({_COACH}) off {_FOR_ME}",
        f"(disable|deactivate|stop|kill|end|get rid of|take away) ({_COACH}) {_FOR_ME}",
        f"({_COACH}) off {_FOR_ME}",
        f"no ({_COACH}) {_FOR_ME}",
        "no more [of (the|this|that)] coach",
        "i want (the|this|that) [ai] coach (off|gone|stopped)",
        f"(id|i would) (rather|prefer to) (do|work|be|go on) without {_THE} [ai] coach",
        f"(stop|quit) (using|asking|showing me) {_THE} [ai] coach",
        f"no more ({_COACH}) {_FOR_ME}",
        f"[i] (dont|do not|no longer) (want|need|like) [to (have|use)] ({_COACH}) "
        "[any more|anymore|any longer]",
        f"(stop|dont|do not|quit|never) (send|sending|show|showing|give|giving|pass|passing|feed|"
        f"feeding|share|sharing) ({_MINE}|anything|it|this|that|stuff) (to|with) ({_COACH}) "
        "[any more|anymore|again]",
        f"(stop|dont|do not|quit|never) (use|using) ({_COACH}) (on|for|with) ({_MINE}|me)",
    ),
    examples=(
        "turn the coach off",
        "coach off please",
        "switch off the AI",
        "I don't want the coach any more",
        "stop sending my words to the AI",
        "can you turn that AI thing off",
        "don't use AI on my answers",
        "I want the coach off",
        "stop using the coach",
    ),
    others=(
        "turned off the coach's engine",
        "switched off the AI camera before servicing it",
        "turn the coach engine off before you open the flap",
        "stop the coach on level ground and chock the wheels",
        "stop using AI for the reports and read the manual",
    ),
)

COACH_FAMILIES: Final[tuple[Family[CoachRequest], ...]] = (
    Family(
        "coach_on",
        says=(
            f"(turn|switch|put) [back] on ({_COACH}) {_FOR_ME}",
            f"(turn|switch|put) ({_COACH}) [back] on {_FOR_ME}",
            f"(enable|activate) ({_COACH}) {_FOR_ME}",
            "(start|bring back|resume) (the|your|my) [ai] coach again",
            "bring (the|your|my) [ai] coach back",
            f"({_COACH}) [back] on {_FOR_ME}",
            f"[yes] ({_COACH}) please",
            f"reactivate ({_COACH}) {_FOR_ME}",
            f"[can|could|would|will] [you|u] [please] (turn|switch|put) ({_COACH}) [back] on "
            "[please|pls]",
            "(can|could|may) i [please] (have|get|use|try) (the|this|that|your) [ai] coach "
            "[back|again|on]",
            "i (want|would like|d like) [to (have|use|try)] (the|this|that|your) [ai] coach "
            "[back|again|on]",
            "id like [to (have|use|try)] (the|this|that|your) [ai] coach [back|again|on]",
        ),
        examples=(
            "turn on the coach",
            "coach on",
            "switch the AI back on please",
            "enable the coach",
            "start the coach again",
            "can I have the coach",
        ),
        others=(
            "turned on the coach heating and checked the boiler",
            "use AI to check the wording",
            "put the coach on the ramp and check the joints",
        ),
    ),
    Family(
        "coach_wording",
        says=(
            f"[can|could|would|will] [you] [please] (tidy|clean|neaten|polish) [up] ({_TEXT}) [up] "
            "[a bit|a little] [for me]",
            "[can|could|would|will] [you] [please] (reword|rephrase|spell check|spellcheck|"
            f"proofread) ({_TEXT}) [a bit] [for me]",
            "[can|could|would|will] [you] [please] (fix|correct|check|sort|improve) "
            "(my|the) (wording|spelling|english|grammar|typos|punctuation|spelling and grammar) "
            "[for me]",
            "[can|could|would|will] [you] [please] "
            "(make (it|this|that) (read|sound) better|word (it|this|that) better) [for me]",
            f"(tidier|better|nicer) wording [for ({_TEXT})]",
            "[please] (tidy|tidy up|reword|rephrase|rewrite|spell check|spellcheck) [please] "
            "[again]",
            f"[can|could|would|will] [you|u] [please] (tidy|clean|neaten|polish) ({_TEXT}) up "
            "[a bit|a little] [for me]",
            "[can|could|would|will] [you|u] [please] (rewrite|reword) (it|this|that) [for me]",
            "[please] (fix|correct|check|sort|sort out|improve) (my|the) "
            "(speling|typos|typo|spellings|mistakes) [pls|please]",
        ),
        examples=(
            "tidy my words",
            "can you tidy it up",
            "fix my spelling please",
            "reword that for me",
            "clean up my text a bit",
            "could you proofread this?",
            "make it read better",
            "tidy",
        ),
        others=(
            "tidy up the workshop before the visit",
            "cleaned up the terminals and polished the contacts",
            "check the wording on the job card before signing",
            "correct the spelling of the customer name on the invoice",
            "polish the headlamps",
        ),
    ),
    Family(
        "coach_missing",
        says=(
            f"what (would|wld|wd|will|do|might|could) {_SOMEBODY} [still] "
            "(miss|not (understand|see|get))",
            f"what (would|will|might) [still] be (missing|unclear) (for|to) {_SOMEBODY}",
            f"what is [still] (missing|unclear) (for|to) {_SOMEBODY}",
            f"whats [still] (missing|unclear) (for|to) {_SOMEBODY}",
            "what did i (leave out|forget to say)",
        ),
        examples=(
            "what would others miss?",
            "what would an auditor still miss?",
            "what would somebody who was not there miss",
            "what did I leave out?",
        ),
        others=(
            "what would others do with the car",
            "what others miss is the second earth strap",
            "what is missing?",
        ),
    ),
    Family(
        "it_on",
        says=(f"[ok|yes] (turn|switch|put) (it|that) [back] on {_FOR_ME}",),
        examples=("turn it back on", "switch it on again"),
        others=("turn it back on and read the codes again",),
    ),
    Family(
        "coach_take",
        says=(
            f"[{_YES}] (take|use|accept|have) (it|{_WORDING}) {_NOW}",
            f"[{_YES}] (take|accept) {_NOW}",
            "(ill|i will|lets|let us) (take|use|go with|have) (it|that|this|that one|the new one)",
            f"[{_YES}] (go with|replace it with) ({_WORDING})",
        ),
        examples=(
            "take it",
            "use that wording",
            "I'll take it",
            "take the new one please",
            "use that one",
            "yes take it",
            "accept",
        ),
        others=(
            "take it off the ramp first",
            "use it on every EV job",
            "take it slow on the first one",
            "I'll use that on every job",
        ),
    ),
    Family(
        "coach_leave",
        says=(
            f"[{_JUST}] (keep|leave|use|stick with) (mine|my [own|old] (words|wording|text|one)) "
            f"{_AS_IT_IS}",
            "mine [please|pls|thanks]",
            f"(dont|do not|not) (take|use|accept) (it|{_WORDING}) {_NOW}",
            "(id|i would) rather keep (mine|my own|my own words|my words)",
        ),
        examples=(
            "keep mine",
            "I'll keep mine",
            "keep my own words",
            "leave my words as they are",
            "use mine",
            "don't take it",
        ),
        others=("keep my own tools clean", "keep mine on the bench till it is dry"),
    ),
    Family(
        "coach_sent",
        says=(
            "what [exactly] (did you send|have you sent|got sent|was sent|has been sent|did you "
            f"pass on) [out] [{_TO}]",
            "what [exactly] (did|does|do) (the coach|the ai|you) (get|see|send) [of me|of mine]",
            f"show me what (was|got|you) sent [{_TO}]",
            f"(what|whats|what is|what has) been sent [{_TO}]",
            "what (have|did|do) (you|u) (told|tell) (them|the ai|the coach|it) [about me]",
            "what did the (coach|ai) get from me",
            f"did (you|u) send (my|the customers|his|her|their) (name|number|reg|details) [{_TO}]",
            "did (you|u) send (my|his|her|their) name anywhere",
        ),
        examples=("what was sent?", "what did you send?", "what did the coach get"),
        others=("what was sent to the garage was the wrong part",),
    ),
    Family(
        "coach",
        says=(
            "[the|my] [ai] coach [settings|setting|page|options|status|info]",
            "(show|open|see|give|get) [me] [the|my|your] [ai] coach "
            "[settings|setting|page|options|status|info]",
            "(tell|show|explain) me [more|a bit more|all] about (the|this|your) [ai] coach",
            f"{_AI} (settings|setting|options)",
        ),
        examples=("coach", "show me the coach settings", "the coach", "tell me about the coach"),
        others=(
            "coach door interlock refresher, half a day",
            "the coach showed me how to set the points",
            "coach air suspension",
        ),
    ),
)
