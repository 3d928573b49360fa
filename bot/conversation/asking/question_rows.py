"""The tables: which questions the bot is asked, topic by topic, with their examples beside them.

A *row of words* needs a word of each class (`words.CLASSES`), in whatever order, in a message that
is turned round as a question is and of which every word is known. A *row of places* is a phrase
with a place that any words may fill: `<activity>`, `<who>`. Its small language: a word stands for
itself, `(a|b)` for either, `[a]` for a or nothing, `{piece}` for what `PIECES` says.

Rows are tried from the top and the first that fits wins, so what is particular stands above what
is general; that is why they are one list, and no room has its own. A new question: put its words
beside the examples of its row and run the tests, which read every example; where it fails, its
class lacks a word or its topic a row. `not_` holds what looks alike and is no such question.
"""

from dataclasses import dataclass
from typing import Final

from bot.conversation.asking.asked import Topic
from bot.conversation.asking.at_hand import AT_HAND


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A topic, and the classes of which a question about it has a word each.

    `needs` is a conjunction; "a|b" is a word of either class, "-a" none of that class, and "=word"
    the word itself. `example`s are whole messages.
    """

    topic: Topic
    needs: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacesRow:
    """A topic, and a phrase with a place for words of whatever kind."""

    topic: Topic
    phrase: str
    examples: tuple[tuple[str, str], ...]
    """What is typed, and the words in the place."""
    not_: tuple[str, ...] = ()


PIECES: Final[dict[str, str]] = {
    "is": "(is|'s|are|was|were|am)",
    "does": "(does|do|did|would|will|can|could|should)",
    "credits": "([cpd] (credits|credit|points|point|hours))",
    "many": "(howmany|howmuch|what)",
    "for": "(for|from|out of|on)",
    "the": "(the|my|our|a|an|any|this|that)",
    "state": "(behind|atrisk|ontrack|onpace|short|uptodate|overdue|falling behind|ahead|compliant)",
    "on": "((with|on|for) [(his|her|their|{the})] [(cpd|imi|cmi)] (cpd|imi|cmi|credits"
    "|points|hours|standing|record))",
    "doing": "(doing|getting on|getting along|looking|coming on|coming along|faring|going)",
    "record": "(standing|status|progress|credits|points|totals|record|cpd|figures|numbers|pace"
    "|cycle|hours|score|total|figures)",
    "wrote": "(write|written|wrote|say|said|reflect|learn|learnt|learned|put|answer|type|log|logged"
    "|record|recorded|reflected|down|[been] (doing|logging|writing|learning)|do|done)",
    "theirs": "(reflections|reflection|entries|entry|answers|words|notes|drafts|evidence"
    "|certificates|record)",
    "noun": "(status|standing|progress|totals|total|points|balance|credits|summary|pace|score"
    "|figures)",
    "cpd": "(cpd|imi|cmi)",
    "rules": "(rules|rule|requirements|requirement|policy|conditions|criteria)",
    "ask": "(ask|asks|want|wants|need|needs|require|requires|expect|expects|demand|say)",
    "suppose": "(what if i [(do|did|get|got|had|have|add|added|log|logged)]"
    "|(where|how) (would|will|do) i (be|stand|look) (with|if i (do|did|get|got|had|have|add|added"
    "|log|logged))|what would {the} standing be with)",
    "more": "(more|another|extra|an extra|a further|an additional)",
    "have_hours": "((do|did) i [still] (have|need|lack|log|do) [(left|done|logged|togo|to do)]"
    "|have i [(got|done|logged|had)] [(left|togo|to do)]|(is|are) [still] [there] [(left|missing"
    "|logged|needed|togo|outstanding)]|(left|missing|togo))",
    "leave": "(leave|left|take|took|drop|dropped|remove|removed|delete|deleted)",
    "runs": "(runsout|expire|expires|expired|expiring|lapse|lapses|lapsed)",
    "card": "(certificate|certificates|cert|certs|evidence|proof|file|files|document|documents)",
    "this": "(this|that|it|this one|that one|this entry|that entry|the last one|the last entry"
    "|my last entry)",
}

PLACES: Final[tuple[PlacesRow, ...]] = (
    PlacesRow(
        "rules",
        "[(explain|show me|show|tell me|list|give me)] [(what are|what 's|whats|what is|which are)]"
        " [(all the|the|all)] [(cpd|main|basic)] {rules} (of|for|at|by|from|under|with|in) [the]"
        " <who>"
        "|[(explain|show me|show|tell me|list|give me)] [(what are|what 's|whats|what is)] [the]"
        " <who> ['s] [cpd] {rules}"
        "|what {does} [the] <who> {ask} [(for|of|from)] [(me|us|you|members|technicians)] [to do]"
        "|what 's [the] <who> {ask} [(for|of|from)] [(me|us|you)]"
        "|what {rules} {does} [the] <who> (have|set|ask|make|got)"
        "|what {is} (required|asked|needed|expected) [of me] (by|for|from|under) [the] <who>"
        "|what do i (have to|need to|must|got to) [(do|log)] (for|under) [the] <who>"
        "|{many} [cpd] hours {does} [the] <who> {ask} [(for|of|from)] [(me|us|you)]",
        (
            ("What are the rules of IMI?", "imi"),
            ("what does IMI ask?", "imi"),
            ("what are CMI's rules?", "cmi"),
            ("imi rules?", "imi"),
            ("what does imi want from me", "imi"),
            ("what do IMI require", "imi"),
            ("what does the MOT need", "mot"),
            ("what does cmi ask for", "cmi"),
            ("what does cmi want?", "cmi"),
            ("how many hours does MOT ask for?", "mot"),
            ("what do i have to do for imi", "imi"),
            ("explain the IMI rules", "imi"),
            ("what is required by IMI?", "imi"),
            ("what rules does the MOT have?", "mot"),
            ("mot rules?", "mot"),
            ("IMI requirements?", "imi"),
            ("what's the CMI policy?", "cmi"),
            ("what are the rules of my scheme?", "scheme"),
        ),
        not_=(
            "what are the rules for lifting an EV?",
            "what does the customer want from me?",
            "what does the manual ask for?",
        ),
    ),
    PlacesRow(
        "what_if",
        "{suppose} {more} length [more] [(of|on|about|for) <activity>]"
        "|{suppose} length (more|extra) [(of|on|about|for)] <activity>",
        (
            ("what if I do 6 more hours of ADAS?", "adas"),
            ("what if I do 6 more hours?", ""),
            ("what if i did another 6 hours on high voltage", "high voltage"),
            ("where would I be with an extra 90 minutes?", ""),
            ("what if I do six more hours", ""),
            ("wat if i do 3h more mot", "mot"),
            ("what if I did 2 hours extra ADAS?", "adas"),
            ("how would I stand with 2 more hours of adas", "adas"),
        ),
        not_=(
            "what if I leave it for 2 more hours?",
            "what if it takes 6 more hours",
            "what if I run it 6 more hours and it fails?",
        ),
    ),
    PlacesRow(
        "what_if",
        "{suppose} ({more} <number> (credits|credit|points|point)"
        "|<number> (more|extra) (credits|credit|points|point))",
        (
            ("where would I be with 10 more credits?", "10"),
            ("what if I had 2.5 more points", "2.5"),
            ("what if I get another 10 credits?", "10"),
        ),
        not_=("what if I only get 80 credits", "what if I do 10 more cars?"),
    ),
    PlacesRow(
        "group_hours",
        "[(and|so)] ({many} [more] [mot] (hours|hour|time|training|cpd|credits|minutes)"
        " {have_hours}|what (is|'s) (left|missing|togo|outstanding) [to do]"
        "|what do i [still] (need|lack) [to do]|(where|how) (do|am) i (stand|doing|standing)"
        "|am i [still] (short|behind|missing anything) [of hours]"
        "|how (short|far behind) am i [still] [of hours]|howfar (short|behind|off) am i"
        "|{many} [(hours|hour|time|minutes)] (am|are) i"
        " [still] (short|missing|lacking|behind|off) [of])"
        " [(thisyear|period)] (for|in|on|under|towards|with|of) [the] [mot] [vehicle]"
        " (group|groups|class|classes) <who> [(thisyear|period)]",
        (
            ("how many MOT hours do I have for group A?", "a"),
            ("how many hours have I done for group B this year?", "b"),
            ("how many hours are left for class 4", "4"),
            ("how much time have I logged in group b?", "b"),
            ("what's left for group A?", "a"),
            ("am I short of hours in group B?", "b"),
            ("how short am i for MOT group B", "b"),
            ("what am i short of in MOT group b?", "b"),
            ("how many hours am I missing in group A?", "a"),
            ("where do I stand with groups A and B?", "a and b"),
        ),
        not_=(
            "how many hours do I have?",
            "how many were in the class on Tuesday?",
            "what's left for group therapy to fix is the clutch",
        ),
    ),
    PlacesRow(
        "runs_out",
        "when (does|do|will|did|is|'s|are) (my|mine|our) <activity>"
        " ({runs}|[(up|due)] for renewal|due to {runs}|about to {runs}|{card} (up|due))"
        "|(is|are|has|have|does|do|did|will) (my|our) <activity>"
        " ({runs}|(still|about to) {runs}|still (valid|indate|in date)) [(yet|already|soon)]",
        (
            ("when does my first aid certificate run out?", "first aid certificate"),
            ("when's my F-gas cert up?", "f gas"),
            ("wen dus my first aid run out", "first aid"),
            ("when does my IPAF card expire?", "ipaf card"),
            (
                "when is my hybrid and EV level 3 certificate due for renewal?",
                "hybrid and ev level 3 certificate",
            ),
            ("when does my evidence run out?", "evidence"),
            ("has my banksman ticket expired yet?", "banksman ticket"),
            ("is my first aid certificate still valid?", "first aid certificate"),
        ),
        not_=(
            "when does my cycle run out?",
            "when is my CPD due?",
            "when does my IMI registration expire?",
            "when does the coolant run out?",
            "when is my refresher due?",
            "when my first aid runs out I will book a refresher",
        ),
    ),
    PlacesRow(
        "running_out",
        "(what|which|does|do|is|are|will|has|have|anything|show) [me] ['s]"
        " [((any|anything|all) [of my]|of mine|of my)] [my] [{card}] [of mine] [(is|are)]"
        " [(going|about|due) to] {runs} [<activity>]",
        (
            ("what runs out this year?", "thisyear"),
            ("which certificates expire next month?", "next month"),
            ("does anything run out soon?", "soon"),
            ("is any of my evidence expiring?", ""),
            ("what's about to expire?", ""),
            ("what expires in 2027?", "period"),
            ("what certificates run out next year?", "next year"),
            ("does anything of mine run out this month", "period"),
        ),
        not_=(
            "what runs out is the patience of the customer",
            "does anything run out of the pump",
            "which battery runs out first",
        ),
    ),
    PlacesRow(
        "wrote",
        "(what|anything) ((did|has|have|does|'s|is|was) <who> {wrote} [(about|for|in|as|down|on)]"
        " [(her|his|their|{the}) (evaluation|reflection|entry|reflect|evaluate|plan|course"
        "|{theirs})]"
        " [(period|thisyear)]"
        "|(did|has) <who> (write|written|wrote|put|learn|log|logged|reflect) (about|for|in|on|as)"
        " <activity>"
        "|<who> {wrote})",
        (
            ("what did Sam write?", "sam"),
            ("what has Priya Patel written", "priya patel"),
            ("whats sam put down", "sam"),
            ("what did Sam log last week?", "sam"),
            ("What did Leanne write about the HV course?", "leanne"),
            ("what did Kev put for his ADAS course", "kev"),
            ("what did @SAM learn?", ""),
        ),
        not_=(
            "what did I write?",
            "what did you say?",
            "what did the customer say?",
            "what did we learn",
        ),
    ),
    PlacesRow(
        "wrote",
        "(what|where) {is} [in] <who> 's {theirs} [(say|like|about)]",
        (("what's in Sam's reflections?", "sam"),),
    ),
    PlacesRow(
        "wrote",
        "[((can|could|may|shall) i|i want to)] [(show|read|see|open|look at|view|get)] <who> 's"
        " {theirs} [please]",
        (
            ("can I see Sam's reflections?", "sam"),
            ("show me Priya Patel's entries", "priya patel"),
            ("show me owens reflections pls", "owen"),
            ("can i read what sam wrote", "sam"),
        ),
        not_=("can i see my entries", "Bosch's course", "show me adas entries"),
    ),
    PlacesRow(
        "wrote",
        "(can|could|may) i (read|see|view|look at) what <who> [(has|'s)] {wrote}",
        (("can i read what sam wrote", "sam"),),
    ),
    PlacesRow(
        "person",
        "how {is} <who> {doing} [{on}] [(period|thisyear)] [for (the|this) (year|cycle)]",
        (
            ("how's Sam doing?", "sam"),
            ("hows priya patel getting on with her cpd", "priya patel"),
            ("how is @SAM doing", ""),
            ("so how is Sam doing then", "sam"),
        ),
        not_=(
            "how's the course going?",
            "how is my cycle looking",
            "how's it going",
            "hows everyone doing",
            "how are you doing",
        ),
    ),
    PlacesRow(
        "person",
        "how <who> {is} {doing} [{on}] | {is} <who> one of (them|those|these)",
        (("show me how Tom is doing", "tom"), ("is Marcus one of them?", "marcus")),
        not_=("how it is going",),
    ),
    PlacesRow(
        "person",
        "how {is} <who> 's {record} ({doing}|[looking])",
        (("how's Sam's cpd going?", "sam"),),
    ),
    PlacesRow(
        "person",
        "(where|how) (does|is|'s|do) <who> (stand|at|up to|placed) [with {cpd}] [with (his|her"
        "|their) {record}]",
        (("where does Sam stand?", "sam"),),
        not_=("where do I stand?", "where is my cycle at"),
    ),
    PlacesRow(
        "person",
        "how {is} <who>",
        (("hows danny", "danny"),),
        not_=("how is it", "how are you"),
    ),
    PlacesRow(
        "person",
        "{is} <who> [(still|really)] ({state} [{on}]|(ok|okay|safe|ready|fine|good) {on})",
        (
            ("is Sam behind?", "sam"),
            ("is priya on track", "priya"),
            ("is sam ok for credits", "sam"),
        ),
        not_=(
            "am I behind?",
            "is it ok",
            "is my team behind",
            "is anyone at risk",
            "is that ok?",
            "is Bosch ok?",
        ),
    ),
    PlacesRow(
        "person",
        "(howmany|howmuch|what|howfar) [{credits}] [behind] (does|has|did|'s|is|have) <who> [still]"
        " (have|got|need|done|left|logged|get|short|missing|behind|ahead|on|to go|togo)"
        " [(got|left|togo|so)] [period] [this cycle]",
        (
            ("how many credits does Sam have?", "sam"),
            ("how far behind is Sam?", "sam"),
            ("how many points has priya patel got left", "priya patel"),
        ),
        not_=("how many credits do I have?", "how much is it short"),
    ),
    PlacesRow(
        "person",
        "(howmany|howmuch) {credits} <who> (has|have|got|needs|'s got) [left] [so far]",
        (("can you tell me how many credits Priya has", "priya"),),
        not_=("how many credits I have",),
    ),
    PlacesRow(
        "person",
        "howfar behind {is} <who> [(with|on) (cpd|credits)]",
        (("how far behind is Sam", "sam"),),
    ),
    PlacesRow(
        "person",
        "(has|have|did|does) <who> [(actually|even)] (log|logged|done|do|recorded|record) (anything"
        "|something|any [cpd]|any {credits}|enough|any entries) [period] [yet]",
        (("has Sam logged anything this month?", "sam"),),
        not_=("have I logged anything this month?",),
    ),
    PlacesRow(
        "person",
        "when (does|is|will|'s|did) <who> 's [cpd] (cycle|year) (end|start|finish|begin|over|due"
        "|runsout)",
        (("when does Sam's cycle end?", "sam"),),
    ),
    PlacesRow(
        "person",
        "[(show|what|how|whats|check|see)] [{is}] [about] <who> 's [cpd] {record}",
        (("what's Sam's progress?", "sam"), ("show me Sam's credits", "sam")),
        not_=("Bosch's course", "my standing"),
    ),
    PlacesRow(
        "who_looked",
        "(has|have|did|does|is|was) <who> [ever] [been] (look|looked|looking|see|seen|view|viewed"
        "|check|checked) [(at|on|in)] (my|mine) [own] [cpd] {record}",
        (
            ("has Sam looked at my record?", "sam"),
            ("did priya patel see my figures", "priya patel"),
            ("has @SAM viewed my cpd", ""),
        ),
        not_=("has the customer seen my record", "did Sam see my torque wrench"),
    ),
    PlacesRow(
        "worth",
        "{many} [{credits}] (is|are|'s|for|would|do i get {for}|would i get {for}|will i get {for}"
        "|can i get {for}|did i get {for}|do you get {for}|does|do|will|should i claim {for}"
        "|can i claim {for}|i get {for}|should i get {for}|was|did) <activity>"
        " [(worth|get [me]|count for|count as|give [me]|be worth|be|earn [me]|bring [me]|add"
        "|count|come to|get you|work out [at]|worth in credits)] [in credits] [in points]",
        (
            ("how many credits is a 2 hour course?", "a length course"),
            ("how many points do i get for a toolbox talk", "a toolboxtalk"),
            ("what is this worth?", "this"),
            ("how much is an hour of reading worth", "length of reading"),
            ("how many credits for a day at a trade show", "a day at a trade show"),
            ("how many credits does a webinar give me?", "a webinar"),
            ("how many credits would it be", "it"),
        ),
        not_=(
            "what is a contactor?",
            "how many bolts is that",
            "how much is a torque wrench?",
            "what would you do",
        ),
    ),
    PlacesRow(
        "worth",
        "(does|do|would|will|can|could|is|are|did) <activity> [be] (count|counts|qualify"
        "|worth (anything|something|{credits}|any {credits}|it for {cpd})|eligible"
        "|earn [any] {credits}"
        "|get [me] [any] {credits}|give [me] [any] {credits}|cpd|count (as|towards|for|to) [{the}]"
        " ({cpd}|{credits}|something|anything|cycle)) [(as|towards|for|to) [{the}] ({cpd}|{credits}"
        "|something|anything|cycle)]",
        (
            ("does reading a magazine count?", "reading a magazine"),
            ("do toolbox talks count as cpd", "toolbox talks"),
            ("is a podcast cpd?", "a podcast"),
            ("would a day at the factory be worth anything?", "a day at the factory"),
            ("does it count", "it"),
        ),
        not_=(
            "is it worth re-torquing after 50 km?",
            "does brake fluid count as hazardous waste?",
            "do the bolts count",
        ),
    ),
    PlacesRow(
        "worth",
        "if i (do|did|attend|watch|read|go to|went to) <activity> {many} {credits}"
        " (is|would|do|will|does) (that|it|i get) [(be|get me|give me|for it)]"
        "|{many} {credits} if i (do|did|attend|watch|read|go to) <activity>"
        "|(is|would|does) <activity> [be] [only] (1|2|3|4|5|6|7|8|9|10) {credits}",
        (
            ("if I do a 3 hour course how many credits is that", "a length course"),
            ("would a 4 hour webinar be 4 credits?", "length"),
        ),
    ),
    PlacesRow(
        "worth",
        "(can|could|may|should|shall|do) i ((log|count|claim|record|put down|add|use) <activity>"
        " (as|for|towards|under|to) [{the}] ({cpd}|{credits})|(claim [for]|count) <activity>)",
        (("can I log a toolbox talk as cpd?", "a toolboxtalk"),),
        not_=("can I log off now", "should i record the torque"),
    ),
)
"""Phrases with a place. Of what stands in the place of `<who>` no word may be a known one."""

NOUNS: Final[tuple[PlacesRow, ...]] = (
    PlacesRow(
        "what_if_without",
        "what if i (leave|left|take|took) {this} out | what if i {leave} (out [of it] {this}"
        "|(this|that|the last|my last) (one|entry))"
        " | (where|how) (would|will|do) i (be|stand|look) without {this}"
        " | what would {the} standing be without {this}",
        (
            ("what if I leave this one out?", ""),
            ("where would I be without this one?", ""),
            ("how would I stand without my last entry", ""),
            ("what would my standing be without that entry?", ""),
        ),
        not_=(
            "what if I leave it running?",
            "what if I take the cover out",
            "where would I be without Dave?",
            "leave this one out",
        ),
    ),
    PlacesRow(
        "qualities",
        "[(see|show|what are|what 's|which are)] (the [(six|6)] [cmi]"
        "|(six|6) [cmi]|cmi ['s] [(six|6)]) qualities"
        " [of [{the}] (cmi|cpd)] | which [of the] [(six|6)] [cmi] qualities (does|do|did) "
        "{the} (record|cpd|entries) (show|have|lack) | which [of the] [(six|6)] [cmi] qualities"
        " (am i missing|do i [still] (need|lack|have))"
        " | how (does|do|would|will) {the} (cpd|record|entries|learning) (look|read|seem)"
        " (to|for|beside|against) cmi | how (do|would) i look to cmi"
        " | am i doing cmi (right|properly|correctly|well)"
        " | am i doing (it|this|my cpd) (right|properly|correctly|well) for cmi"
        " | am i doing (right|well) by cmi"
        " | (is|are) {the} (cpd|record|entries) (ok|okay|alright|right|good) [enough] for cmi"
        " | (would|will) cmi (like|be happy with) {the} (cpd|record|entries)"
        " | what (would|will) cmi (think|make|say) (of|about|to) {the} (cpd|record|entries)",
        (
            ("the six qualities", ""),
            ("six qualities", ""),
            ("the six qualitys", ""),
            ("the six qualites", ""),
            ("what are the six qualities?", ""),
            ("cmi's qualities", ""),
            ("show me the qualities please", ""),
            ("which qualities does my record show", ""),
            ("which of the qualities am I missing?", ""),
            ("how does my CPD look to CMI?", ""),
            ("how do I look to CMI", ""),
            ("am I doing cmi right?", ""),
            ("am I doing this properly for cmi", ""),
            ("is my cpd good enough for cmi", ""),
            ("would CMI be happy with my record?", ""),
            ("what would CMI think of my CPD", ""),
        ),
        not_=(
            "the six qualities of a good leader",
            "six qualities of a good leader",
            "we talked about the qualities of a good weld",
            "how does my brake job look",
            "the qualities I want in a deputy",
            "am I doing this right?",
            "qualities",
        ),
    ),
    PlacesRow(
        "model",
        "(are you|is this) [(really|just)] [(a|an)] [ai] (ai|chatgpt|llm|language model) [bot]"
        " | (do you|does (this|it)) use [an] (ai|chatgpt|llm|language model)"
        " | (do you|does (this|it)) use a language model",
        (("are you an AI?", ""), ("do you use AI?", ""), ("is this ChatGPT", "")),
        not_=("did you use AI to find the fault", "is this AI course any good"),
    ),
    PlacesRow(
        "coach",
        "(what|how) (is|'s|does|do|can|will|would) (the|this|that|my|your) [ai] coach [thing]"
        " [(do|work|for|mean|help|say|know|cost|read|see|get|send)] [(for|with|of)] [me] [with]"
        " | (is|'s) there [(a|an)] [ai] coach [here] | (what|which) coach"
        " | (do|can) (i|we|you) have (a|an|the) [ai] coach [here] [on] | is (the|my) [ai] coach"
        " (on|off|working) | who (is|'s|runs|makes|hosts) the [ai] coach"
        " | (about|what about) the [ai] coach | how do i get the [ai] coach",
        (
            ("what does the coach do", ""),
            ("what is the coach?", ""),
            ("how does the coach work?", ""),
            ("is there a coach here?", ""),
            ("is my coach on?", ""),
            ("who runs the coach", ""),
        ),
        not_=(
            "what does the coach driver need",
            "how does the coach brake work?",
            "how do I coach a junior?",
            "is coaching any good?",
        ),
    ),
    PlacesRow(
        "standing",
        "[(check|give|see|view|what 's|what is|how 's)] [{the}] [current] [cpd] {noun}"
        " [{on}] [(thisyear|this cycle|for (this|my|the) (year|cycle))]",
        (
            ("my credits", ""),
            ("status", ""),
            ("show me my standing please", ""),
            ("whats my progress", ""),
        ),
        not_=("hours", "the summary of it is that we prove dead first"),
    ),
    PlacesRow(
        "standing",
        "how {is} [{the}] (cpd|progress|year|thisyear|cycle) [{doing}]"
        " | (how (am|are) (i|we) {doing}|where (do|am|are) (i|we) (stand|at|up to)) [{on}]"
        " [(thisyear|this cycle|for the (year|cycle))]",
        (
            ("how am I doing?", ""),
            ("where do I stand", ""),
            ("how's my cpd going", ""),
            ("how am I doing for points", ""),
        ),
        not_=("how is it going",),
    ),
    PlacesRow(
        "credits_left",
        "[{the}] ({credits} (left|missing|togo|needed|remaining|outstanding)|(missing|remaining"
        "|outstanding) {credits}|what {is} (left|missing|togo|outstanding|still missing) [to do]"
        " [(thisyear|this cycle|for (this|the|my) (cycle|year))]"
        "|what do i [still] (need|miss|lack) [togo] [to do])",
        (("credits left", ""), ("what do I still need", "")),
        not_=("what's missing is a torque figure",),
    ),
    PlacesRow(
        "standing",
        "am i [(still|even)] (registered|recognised|on the [imi] register|[a] member) [(with|at|by)"
        " [the] (imi|cmi)]",
        (("am I still registered?", ""), ("am i on the register", "")),
        not_=("am I still on the ramp", "is the car registered"),
    ),
    PlacesRow(
        "failure",
        "what (is|'s) at stake [for (me|us)]",
        (("whats at stake", ""), ("what is at stake?", ""), ("so what's at stake for me", "")),
        not_=("what's at stake for the customer", "the stake is high"),
    ),
    PlacesRow(
        "next",
        "what (would|will|could|can) help [me] [the] (most|best) [(next|now)]"
        " | what (would|will|could) help [me] next",
        (
            ("what would help most next", ""),
            ("wat wud help next", ""),
            ("what will help me most?", ""),
        ),
        not_=("what would help most is a longer reach", "what would help the customer most"),
    ),
    PlacesRow(
        "team",
        "[(list|see|check|how 's|how is|what about|how about)] {the} (team|reports|direct"
        " reports|people|lads|crew|guys|staff|technicians) ['s] [(status|standing|view|overview"
        "|progress|cpd|credits|figures)] | [show] team [(status|view|overview|standing|progress)]",
        (
            ("my team", ""),
            ("show me my team", ""),
            ("team", ""),
            ("team status", ""),
            ("show team", ""),
        ),
        not_=("the team fitted it", "show the lads how to prove dead"),
    ),
    PlacesRow(
        "help",
        "what (do|can|could) you [actually] do [for me] | how (does|do) (this|it|you)"
        " [(thing|bot)] work | what (can|could|do|should) i (say|type|write|ask|do) [[to] you]"
        " | how do i use (this|you|it)"
        " | (what|who) (is|are|'s) (this|you) [bot] [for] | what is this bot for",
        (
            ("what can you do?", ""),
            ("how does this work", ""),
            ("what do you do", ""),
            ("what can I say?", ""),
            ("what can i type here", ""),
            ("how do I use this?", ""),
            ("who are you?", ""),
        ),
        not_=("what did you do", "how does it work on a hybrid", "how do I get to the course"),
    ),
    PlacesRow(
        "standing",
        "where {is} {the} (cpd|standing|credits) at | what have i got [(down|logged)]",
        (("wheres my cpd at", ""), ("what have I got so far", "")),
        not_=("what have i got to do",),
    ),
    PlacesRow(
        "cycle_end",
        "{the} [cpd] cycle (end [date]|deadline)",
        (("my cycle end date please", ""),),
        not_=("the cycle ends", "the cycle end stop sticks"),
    ),
    PlacesRow(
        "next",
        "[and|so] [then] what (happens|now|next|comes next|'s next|is next) [now|next|here|to me]"
        " | now what | what (should|shall) i do now"
        " | what (do|must|can|am) i [(have|need|supposed)] [to] do (now|next)"
        " | [so] what (do|does) (i|it) [still] (have|need) to (do|happen) [next]"
        " | (do|is there) [i] (anything|something) [else] [i] [(need|have)] [to do] (now|next)"
        " | do i (need|have) to do (anything|something) [else|more|now|next]",
        (
            ("what happens now?", ""),
            ("so what happens next", ""),
            ("what now?", ""),
            ("what's next?", ""),
            ("what next", ""),
            ("now what", ""),
            ("what do I do now", ""),
            ("do I need to do anything else?", ""),
        ),
        not_=(
            "what happens next is that the pump primes",
            "what?",
            "what next time I do is check the seal",
        ),
    ),
    PlacesRow(
        "what_to_answer",
        "what should i (put|write|answer) [here|there] | what do you want [me] to "
        "(say|put|write) | [for] [an] example | [give|show] me an example | "
        "what does a good (answer|one) look like | what is a good answer | is that enough",
        (
            ("what should I put?", ""),
            ("for example?", ""),
            ("what do you want me to say", ""),
        ),
        not_=("what should I put on the brake pins", "give me an example of a good weld"),
    ),
    PlacesRow(
        "why_question",
        "why | what for | howcome | why is that | why do you [(want|need)] (ask|to know)",
        (("why?", ""), ("why now?", ""), ("what for?", "")),
        not_=("why it failed", "what for the pump"),
    ),
    PlacesRow(
        "help",
        "[(can|could) you] help [me] [out] [here] [what (can|do|should) i (type|say|do|write)]"
        " | i need [some] help [here] | commands | instructions | menu | options",
        (
            ("help", ""),
            ("can you help me please", ""),
            ("commands", ""),
            ("help me out here what can I type", ""),
        ),
        not_=("help the apprentice bleed it",),
    ),
)
"""What is asked in a few words that are no question by their form: the whole message is one."""

WORDS: Final[tuple[WordsRow, ...]] = (
    WordsRow(
        "courses",
        "recommend course|=learn|=study -evidence -waiting -entry -counts -stage -=it",
        (
            "which course should I do?",
            "what training would you recommend",
            "can you suggest a good course for me?",
            "any course you can recommend?",
            "what should I do next for my cpd",
            "what should I learn next?",
            "recommend me a course",
        ),
        not_=("what should I do next time", "this course is good"),
    ),
    WordsRow(
        "appeal",
        "appeal",
        ("how do I appeal?", "can I appeal against imi", "what if I disagree with imi"),
        not_=("can they dispute the invoice?",),
    ),
    WordsRow(
        "audit",
        "audit -=ready|=ok|=okay|=safe",
        (
            "what happens in an audit?",
            "will I be audited?",
            "how often does imi audit",
            "when is the audit",
            "what would an auditor look for",
        ),
        not_=("what the audit of the tools showed",),
    ),
    WordsRow(
        "subjects_left",
        "framework|=subject =left|=remaining|=missing|=short|=outstanding|=togo|=still|state|doing"
        " -=mean|=means -=course|=training|=webinar|=ok|=okay|=good",
        (
            "what am I short of in TechSafe?",
            "which subjects are left?",
            "what subjects do I still need",
            "am I on track for techsafe",
            "which techsafe subjects am I missing?",
            "where do I stand in techsafe",
        ),
        not_=("the subject left is brakes", "techsafe is still on the wall"),
    ),
    WordsRow(
        "subjects_left",
        "=adas|=ev|=evs|=electrified|=electric =i|=my left|state|doing"
        " -course -entry -=work|=working|=ok|=okay|=safe|=good|=recommend",
        (
            "am I behind on ADAS?",
            "am I short in EV?",
            "how many hours of ADAS do I need",
            "how am I doing on ADAS?",
            "am I behind on electrified vehicles?",
        ),
        not_=("is the ADAS camera missing", "my EV is behind the van", "am I ok to work on an EV"),
    ),
    WordsRow(
        "subjects_left",
        "=adas|=ev|=evs|=electrified|=electric =short|=behind|=missing|=left =in|=on|=of|=for|=with"
        " -course -entry -=is|='s|=are|=the -=work|=working",
        ("short in adas?", "behind on EV?", "anything left for ADAS?"),
        not_=("short in the EV loom", "is it missing on the ADAS camera?"),
    ),
    WordsRow(
        "framework",
        "framework",
        ("what does techsafe need?", "what's the techsafe framework", "which subjects do I need"),
        not_=("techsafe framework course",),
    ),
    WordsRow(
        "carry_over",
        "carry credits|left",
        (
            "can I carry over credits?",
            "do extra points roll over to the next cycle",
            "what happens to my spare credits",
        ),
    ),
    WordsRow(
        "why_question",
        "why|=for question -nudge -=cmi|=imi",
        (
            "why are you asking me this?",
            "why this question?",
            "why do you ask",
            "why do you need to ask that",
            "why do you keep asking me questions",
            "what is that question for",
        ),
        not_=("why the customer asked", "why did he ask about the seal?"),
    ),
    WordsRow(
        "why_nudge",
        "why nudge",
        (
            "why did I get this?",
            "why did I get this reminder?",
            "why are you nudging me",
            "why do you keep messaging me",
            "whats this nudge for, why now?",
        ),
    ),
    WordsRow(
        "why_question",
        "=why =you|=that|=this =know|=need|=needed -nudge -evidence",
        ("why do you want to know?", "why do you need that?", "why is that needed"),
    ),
    WordsRow(
        "why_question",
        "=why|=do =answer =i -see",
        ("why do I have to answer that", "do I have to answer this"),
    ),
    WordsRow("why_question", "=what =for =need =you", ("what do you need that for?",)),
    WordsRow("why_nudge", "=triggered|=caused nudge", ("what triggered this nudge",)),
    WordsRow("why_nudge", "=why =get =this|=that", ("why did i get this",)),
    WordsRow(
        "why_nudge",
        "=why =you =send|=sent|=sending =this|=that|=me",
        ("why did you send me this?", "why have you sent this", "why are you sending me that"),
    ),
    WordsRow(
        "who_looked",
        "=who|=anyone|=anybody|=someone|=somebody|=everyone|manager"
        " =looked|=seen|=viewed|=looking|=viewing =my|=me|=mine|cpd -=can -=could ",
        (
            "who looked at my record?",
            "who has seen my record",
            "who's looked at my cpd",
            "has anyone looked at my figures",
            "has my manager seen my record?",
            "who has been looking at my record",
        ),
        not_=("who can see my record?", "who looked at my pump", "has anyone seen my torch"),
    ),
    WordsRow(
        "who_looked",
        "=who|=anyone|=anybody|manager =see|=look|=view =did cpd",
        ("who did see my record?", "did anyone look at my record"),
        not_=("who sees my record",),
    ),
    WordsRow(
        "team_evidence",
        "team evidence =no|=not|=without|=lack|=lacks|=lacking|=miss|=misses|=missing|=any|=much"
        "|=howmany|=short|=needs -see -=you -=i -=if -counts -=why -mean",
        (
            "who in my team has no evidence?",
            "which of my lads have no certificates",
            "who has no evidence",
            "does anyone in my team lack proof?",
        ),
        not_=("who sees my evidence", "which entries have no evidence"),
    ),
    WordsRow(
        "lacking",
        "evidence|=evaluation|=evaluations|=evaluated =which|=howmany|=show|=list|=any|=are|=what"
        " =no|=not|=without|=lack|=lacks|=lacking|=miss|=misses|=missing -=you -=if -=happens"
        " -counts -=why -mean",
        (
            "which entries have no evaluation yet?",
            "which have no evidence",
            "show me the entries without evidence",
            "how many entries have not been evaluated",
            "which ones are missing a certificate",
            "are any of my entries without proof?",
        ),
        not_=("which evidence do you need", "which pumps have no certificate"),
    ),
    WordsRow(
        "lacking",
        "evidence|=evaluation|=evaluations|=evaluating =which =need|=needs|=still -=you -counts",
        ("which entries still need evidence?", "which of mine need an evaluation"),
    ),
    WordsRow(
        "who_sees",
        "see|=show manager|=who|=you -course -recommend -=behind -=atrisk -counts -waiting -audit"
        " -=needs|=need",
        (
            "who sees this?",
            "who can see my reflections?",
            "can my manager see what I write",
            "is this private?",
            "does my boss see my entries",
            "who else can read it",
            "is my record confidential",
        ),
        not_=("can the customer see the underside?", "who knows"),
    ),
    WordsRow("who_sees", "=private|=confidential|=secret", ("is this private?",)),
    WordsRow(
        "pause",
        "pause|=howoften|=change nudge -why",
        (
            "how do I pause nudges?",
            "can I stop the reminders",
            "how do i get fewer messages",
            "how do I change how often you nudge",
            "can I mute you while I'm on holiday, no reminders",
        ),
    ),
    WordsRow(
        "pause",
        "=stop|=pause|=mute|=snooze|=unsubscribe|=silence =you|=this|=it|=i",
        ("how do I pause?", "can I mute this", "how can i snooze you"),
    ),
    WordsRow(
        "erase",
        "erase",
        ("how do I erase my record?", "can I delete everything", "how do i wipe my data, gdpr"),
        not_=("how do i erase fault codes",),
    ),
    WordsRow(
        "export",
        "export entry|cpd|=i|=it|=everything -team -waiting"
        " -=certificate|=cert|=link|=photo|=proof",
        (
            "how do I export my record?",
            "can I download my cpd",
            "can i get a pdf of my record",
            "how do I print it",
        ),
    ),
    WordsRow(
        "undo",
        "undo -standing -logged -save -credits",
        ("how do I undo?", "can I undo that", "can i bring it back", "how do i restore an entry"),
        not_=("how do I restore pressure?",),
    ),
    WordsRow(
        "attach",
        "attach evidence",
        (
            "how do I add evidence?",
            "can I attach a certificate",
            "where do i put the link",
            "how do I upload a photo",
        ),
        not_=("how do I attach the hoist?",),
    ),
    WordsRow(
        "attach",
        "evidence =need|=needs|=count|=counts|=what|=ok|=okay -see -correct -export"
        " -waiting -remove",
        ("do I need evidence?", "what evidence do you need", "what counts as evidence"),
        not_=("do i need a photo of the seal",),
    ),
    WordsRow(
        "remove",
        "remove entry|=it|=that|=one|=this",
        ("how do I delete an entry?", "can I remove a draft", "how do i bin it"),
        not_=("how do I remove the pump?",),
    ),
    WordsRow(
        "settings",
        "correct|=settings|=preferences|=set|=add|=tell|=another|=put"
        " =job|=role|=manager|=scheme|=schemes"
        "|=settings|=hours|cycle|=privacy|=timezone|=preferences -left -entry -=howmany",
        (
            "how do I change my job?",
            "where are my settings",
            "can I change my manager",
            "how do I change the start of my cycle",
            "how do i update my working hours",
            "how do I add another scheme",
            "how do I tell you my new job",
        ),
    ),
    WordsRow(
        "correct",
        "correct =how|=can|=could|=where|=if|=i -=happens -why -waiting",
        (
            "how do I correct an entry?",
            "can I change it after saving",
            "how do I fix a mistake",
            "what if I got the date wrong",
            "how can i edit my last entry",
        ),
        not_=("how do I fix a leak?", "how to edit the map"),
    ),
    WordsRow(
        "waiting",
        "waiting -nudge",
        (
            "what's waiting?",
            "why is my entry waiting?",
            "what is still pending",
            "which entries are incomplete",
            "why is it not counted",
        ),
        not_=("what is waiting at the back of the pump",),
    ),
    WordsRow(
        "waiting",
        "=why =not counts",
        ("why doesn't my entry count?", "why does it not count"),
    ),
    WordsRow(
        "team",
        "team state|doing|standing|left|=chasing -mean -=stage =is|='s|=are|=anyone|=anybody|"
        "=show|=my|=who|=which",
        (
            "hows my team doing",
            "who is behind?",
            "is anyone at risk?",
            "who in my team needs a look",
            "which of my lads are behind",
            "is my team on track?",
            "how's everyone doing",
            "which of the lads need chasing",
            "How's the new lad doing on his credits",
        ),
        not_=("who are you", "who is that behind the car"),
    ),
    WordsRow(
        "team",
        "team =not logged|=done|=started -=did -=i",
        (
            "who hasn't logged anything",
            "which of my team haven't logged anything",
            "has anyone not done any cpd",
        ),
        not_=("who did not log on",),
    ),
    WordsRow("team", "=who =needs nudge|=a", ("who needs chasing?",)),
    WordsRow(
        "rhythm",
        "=cmi often|credits|left|=want|=wants|=ask|=number|=minimum|=howmuch -see -audit -=am|=are",
        (
            "how often should I log for cmi?",
            "does cmi have a number",
            "is there a minimum for CMI?",
            "how much do I need to do for cmi",
            "how many points does cmi ask for?",
        ),
        not_=("am I behind with cmi?",),
    ),
    WordsRow(
        "rhythm",
        "often|=every -nudge -audit -see",
        (
            "how often should I log something?",
            "how often do i need to do cpd",
            "do i have to log every month?",
        ),
        not_=("how often should the fluid be changed",),
    ),
    WordsRow(
        "test",
        "=relevant|=relevance|=sufficient|=sufficiency|=authentic|=authenticity",
        (
            "what does relevant mean?",
            "why does it say sufficient is missing",
            "what counts as authentic?",
            "relevant or sufficient, what's the difference?",
        ),
        not_=("what is relevant for the pump",),
    ),
    WordsRow(
        "test",
        "=current|=currency mean|=test|=count|=counts -standing -cycle -credits",
        ("what does current mean?", "what is the current test"),
        not_=("what current does it draw?",),
    ),
    WordsRow(
        "test",
        "test =tests|=criteria|=check|mean -=am =what|=which|=explain|=are -cycle -credits",
        ("what are the four tests?", "what do the tests mean", "what do you check"),
        not_=("what test did the battery fail",),
    ),
    WordsRow(
        "stage",
        "staged mean|stage|=between|=goes|=in|=under|=what|=vs|=versus|=or|=which"
        " -see -=who -cycle -credits",
        (
            "what is the difference between plan and reflect?",
            "what does evaluate mean?",
            "what goes in reflect",
            "reflect vs evaluate?",
            "what's reflect",
            "what should I write under plan?",
            "explain reflection please",
        ),
        not_=("what the plan was", "what I plan to do is to check the bracket first"),
    ),
    WordsRow("stage", "stage mean|=what", ("what are the stages?", "what do the boxes mean")),
    WordsRow(
        "failure",
        "failure credits|cycle|cpd|=i -test -doing =happens|=if|=lose|=removed",
        (
            "what happens if I don't reach 90?",
            "what happens if I miss my credits",
            "what if i fail",
            "will I lose my registration",
            "what happens when I'm short at the end of the cycle",
        ),
        not_=("what happens if the pump fails",),
    ),
    WordsRow("failure", "=what =if =only|=under|=reach|=hit", ("what if I only get 80",)),
    WordsRow(
        "failure",
        "=happens =if|=when =not|end",
        ("what happens if I do not do it in time", "what happens if i dont do my mot hours"),
    ),
    WordsRow(
        "logged",
        "=what|=howmany|=howmuch|=show|=which|=have|=did logged|entry|=do =i|=my|=we|=me"
        " =period|cycle|=thisyear -=enough -left -end -start -counts -worked",
        (
            "what did I log this month?",
            "what have I done since June",
            "how many hours did I log in October?",
            "show me my entries for last week",
            "what did I do in 2025",
            "have I logged anything this week",
            "how many credits did I get last month",
            "what have i recorded this cycle",
        ),
        not_=("what I did this month was swap packs",),
    ),
    WordsRow(
        "logged",
        "credits|entry =period -left -end -mean -=enough -=per|=work -counts",
        (
            "how many credits have I got this month?",
            "how many hours in October for me",
            "how many entries since June",
        ),
    ),
    WordsRow("logged", "=anything|=any logged =period|=thisyear", ("anything logged this week?",)),
    WordsRow("logged", "=show|=list =period", ("show me everything since January",)),
    WordsRow(
        "logged",
        "=what|=howmany|=show|=list logged|entry =i|=my -=enough -left -counts -cycle -state"
        " -worked -mean -save -=next -=can -=should -=how -=to -credits",
        ("what have I logged?", "show my entries", "how many entries do I have"),
    ),
    WordsRow(
        "credits_left",
        "=what|=howmany|=howmuch left =i|=my|=we|=togo -days -entry -nudge -test -state",
        ("how many do I need", "how many have I got to go"),
        not_=("what do I need to drain it",),
    ),
    WordsRow(
        "credits_left",
        "=am =missing|=short =i|=anything -entry -evidence",
        ("am I missing anything",),
    ),
    WordsRow("credits_left", "=minimum =what|=is -=cmi", ("what's the minimum?",)),
    WordsRow("credits_left", "=what =short =i", ("what am I short of?",)),
    WordsRow(
        "credits_left",
        "left credits",
        (
            "how many credits do I need?",
            "how many points have I left this year",
            "how many credits are missing before my cycle ends",
            "am I short of credits?",
            "do I still need more hours",
        ),
        not_=("is there a credit missing on the invoice",),
    ),
    WordsRow(
        "days_left",
        "days left -credits -nudge -entry -logged",
        (
            "how many days are left?",
            "how long have I got left",
            "how much time is left in my cycle?",
            "how many weeks till my cycle is over, how long left",
        ),
        not_=("how long is left on the weld",),
    ),
    WordsRow(
        "days_left",
        "=howlong|=howmany|=howmuch days|=howlong cycle|year|=i end|=have|=got|=until|=till|=before"
        " -credits -worked -logged",
        ("how long until my cycle ends?", "how long have i got", "how many days till year end"),
    ),
    WordsRow(
        "standing",
        "=howmany|=howmuch|=what credits|=cpd =i|=my|=we|=me|=thisyear -=cutoff -counts -mean"
        " -=per|=work|=works|=worked|=calculated =thisyear|=earned|=have|=got|=am"
        "|=do|=my|=at|=with|=is|='s",
        (
            "how many credits do I have?",
            "how many points have i got so far",
            "what's my credits total",
            "how many credits am I at",
            "how many credits so far this year?",
        ),
        not_=("how many hours does the pump have",),
    ),
    WordsRow(
        "cycle_start",
        "start cycle|year -=how|=howlong -=end|=ends",
        (
            "when did my cycle start?",
            "when did my cycle begin",
            "what's the start of my cycle",
            "when does the new year begin",
        ),
        not_=("when the cycle starts the pump primes",),
    ),
    WordsRow(
        "cycle_end",
        "cycle end",
        (
            "when does my cycle end?",
            "so when abouts does the cycle run out then",
            "whats the deadline for my cycle",
            "when's my cycle up",
            "what's the last day of my cycle?",
            "wen dus my cycel end",
        ),
        not_=(
            "what I learnt was how the cycle of the pump ends",
            "my cycle ends in May",
            "the duty cycle ends early",
        ),
    ),
    WordsRow("cycle_end", "year end", ("when does my cpd year end?", "when does my MOT year end")),
    WordsRow(
        "cycle_end",
        "=deadline|=due|=cutoff =when|=what =my|=cpd|=i|=it|=the",
        ("when is my cpd due?", "what's the deadline?"),
    ),
    WordsRow(
        "cycle_end",
        "cycle =when|=what|=where|=howlong =my|=is|='s|=am -counts -mean -stage",
        ("when is my cycle?", "what cycle am i in", "how long is a cycle"),
    ),
    WordsRow(
        "standing",
        "=am|=are =i|=we state -=see -counts",
        ("am I behind?", "am I on track with my cpd", "am i ready for an audit?", "are we ok"),
        not_=("am I ok to drive it",),
    ),
    WordsRow(
        "standing",
        "=how doing cpd|credits|standing -team -=can",
        ("how's it looking for my cpd",),
    ),
    WordsRow("standing", "=have =i|=we =hit|=reached|=met|=made", ("have I hit my 30 yet",)),
    WordsRow(
        "standing",
        "=howfar =i|=am -entry",
        ("how far behind am I?", "how close am I to 90"),
    ),
    WordsRow(
        "standing",
        "=do|=have =i|=we =enough",
        ("do I have enough?", "have I got enough credits", "have i done enough cpd this year"),
        not_=("do I have enough fluid?",),
    ),
    WordsRow(
        "worth",
        "credits worked|mean|=a =how|=what|=why|=is|=explain -left -=i|entry",
        (
            "how are credits worked out?",
            "how do credits work",
            "what is a credit",
            "how are points calculated?",
        ),
    ),
    WordsRow("worth", "=why|=howcome credits =only|=just -left", ("why is it only 1 credit?",)),
    WordsRow(
        "worth", "credits =howmany|=howmuch|=is =hour|=per|=length", ("how many credits per hour?",)
    ),
    WordsRow(
        "counts",
        "counts",
        (
            "what counts as CPD?",
            "what counts for MOT?",
            "what counts",
            "which activities are allowed",
            "what kind of thing qualifies?",
            "what do i get credits for, what counts?",
        ),
        not_=("what counts is that you prove dead",),
    ),
    WordsRow(
        "counts",
        "=what|=which =cpd -see -doing -=imi =is|='s|=log|=can|=do|=mean|=means|=stand",
        ("what is cpd?", "what can I log as cpd", "what does cpd mean"),
    ),
    WordsRow(
        "counts",
        "=what|=which =can =i =put|=log|=add|=enter|=include|=record|=claim -=say|=type",
        ("what can I put in", "what can i log?"),
    ),
    WordsRow(
        "cycle_end",
        "=when credits|cpd|=it =by|=due|=deadline|=must",
        ("when do I have to have my credits in by?",),
    ),
    WordsRow(
        "save",
        "save -correct -=time =how|=do|=does|=will|=where|=when|=can|=what|=is|=did|=have",
        (
            "how do I save?",
            "do I need to save it",
            "does it save automatically",
            "did you save that?",
            "can i save it later",
        ),
        not_=("how do I save the tyre",),
    ),
    WordsRow(
        "help",
        "create =how|=where entry|cpd|=something|=this|=it|=activity",
        (
            "how do I log something?",
            "how do I add an entry",
            "how do i plan something",
            "how do i start an entry?",
        ),
        not_=("how do I add coolant?", "how to start the engine"),
    ),
    WordsRow(
        "help",
        "talk|=ask =can =i =what|=how -credits -cycle -see -logged -=should",
        ("what can I ask you?", "what can I write to you"),
    ),
    WordsRow("help", "=commands|=instructions|=features", ("what commands are there?",)),
)

TOPICS: Final = frozenset[Topic](
    (
        *(one.topic for one in (*PLACES, *NOUNS)),
        *(one.topic for one in WORDS),
        *(one.topic for one in AT_HAND),
    )
)
"""Whatever a question may be about."""
