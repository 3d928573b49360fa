"""Questions about how the bot goes about things: what it asks, lists and reads, what it keeps while
somebody is away, and what may be told it at once.

Each row is the whole message, as `words_of` has it.
"""

from typing import Final

from bot.conversation.asking.of_entry import TOO, AtHandRow

_I_LOG: Final = r"(?:(?:log|add|record|put|enter|write|save)(?: (?:in|down))?)"
_THINGS: Final = (
    r"(?:(?:my |some |any |more |new )?(?:things|stuff|cpd|courses|training|entries|it|them|"
    r"learning|webinars|one|something|anything))"
)
_OFF: Final = (
    r"(?:(?:i am |am )?(?:off|away|on leave|on holiday|on hols|sick|ill|paused|on (?:maternity|"
    r"paternity|sick|annual) leave|off sick|off work|on the sick|not working|in hospital)"
    r"(?: (?:work|sick|ill))?|you are (?:paused|quiet)|nudges are (?:paused|off))"
)
_PLANNED: Final = (
    r"(?:it|this|that|(?:the|my|a)(?: planned)? (?:course|plan|training|webinar|class|session|"
    r"booking|one|entry))"
)
_IF: Final = r"(?: (?:if|when|in case|once|should) .{2,40}| later(?: on)?| again| after all)"
_OPENS: Final = r"(?:(?:i |we )?(?:have )?never .{3,40} |(?:so|right|ok|i am new|new here) )?"

OF_THE_BOT: Final[tuple[AtHandRow, ...]] = (
    AtHandRow(
        "what_to_answer",
        r"what (?:do|did) you mean(?: (?:by|with))? (?:that|this|it|where|how|what|your question"
        r"|the question)(?: .{2,40})?|i (?:do not|did not|can not) (?:get|understand|follow) (?:"
        r"the|your|that|this) question|(?:is|are|was|were) (?:that|this|it|these|those|they) "
        r"(?:enough|too few|too many|ok|long enough|too short) (?:words|detail|text|of an answer)"
        r"|(?:howmany words|howmuch (?:detail|text|writing))(?: (?:do|should|must|does|is)"
        r"(?: (?:you|i|it|there))?(?: (?:need|want|write|put|be|have))?(?: to)?(?: (?:write|put|"
        r"be))?)?|howlong (?:should|must|does) (?:it|the answer|my answer)(?: (?:have to|need to))?"
        r" be",
        (
            "what do you mean where will i use it",
            "what do you mean by that?",
            "I don't get the question",
            "is that enough words",
            "how many words do you need?",
            "how long should my answer be",
        ),
        (
            "what do you mean the pump failed on the ramp today and nobody told anyone about it",
            "is that enough grease",
            "how long should it be charged",
        ),
    ),
    AtHandRow(
        "own_words",
        r"(?:.{0,40} )?(?:(?:can|could|will|would) )?you (?:can |could )?(?:re)?(?:write|word|"
        r"phrase|improve|correct"
        r"|translate|tidy|fix)(?: (?:it|this|that|my (?:words|answer|english|spelling|entry)))?"
        r"(?: (?:up|better|nicer|properly|in (?:good |proper )?english))*(?: for me)(?: better)?"
        r"|(?:sorry )?(?:my )?(?:english|spelling|writing) (?:is )?(?:(?:not|very|so|too|really) )*"
        r"(?:good|great|bad|poor|rubbish|best)(?: sorry)?",
        (
            "my english not good you can write better for me",
            "can you rewrite it for me",
            "could you word that better for me?",
            "sorry my english is bad",
        ),
        ("can you write up the job card", "you can write it on the job card for me to sign"),
    ),
    AtHandRow(
        "travel",
        r"(?:(?:do|does|did|should|would|will|can|could|is) )(?:the |my |our )?(?:travel|"
        r"travelling|"
        r"traveling|driving|drive|journey|getting)(?: (?:time|there|back|to|home|and|from|it|a|the|"
        r"course|hours))*(?: (?:not|be|still|as))*(?: (?:notcounted|count|counts|counted|included|"
        r"cpd|learning))(?: (?:as|well|too|towards|for|it|cpd|learning))*"
        r"|(?:can|do) i (?:count|include|log|claim|add)(?: in)? (?:the |my )?(?:travel|travelling|"
        r"driving|drive|journey)(?: (?:time|there|back|hours|and|too|as well))*",
        (
            "should travel not count?",
            "does travel time count",
            "is driving to a course cpd",
            "can I include the drive there and back",
            "do the travel hours count too?",
        ),
        ("does the travel on the pedal count", "is driving it allowed", "should travel be 10mm"),
    ),
    AtHandRow(
        "list_them",
        rf"(?:.{{0,60}} )?(?:can|could|may|shall|should) i (?:just )?(?:list|send|write|put|tell"
        rf"|give|log|add)(?: you)? (?:it|them|those|these|a list|several|several things|a few|"
        rf"more than one|everything|all of them|them all|it all|the lot)(?: (?:all|at once|together"
        rf"|in one go|in one message|in one|here|as a list|in a list|down|things))*"
        rf"|how (?:do|can|should) i {_I_LOG} (?:{_THINGS}|several|more than one|a few)"
        rf"(?: (?:things|at once|from last (?:week|month|year)|from before|in one go))+",
        (
            "need to log some stuff can i just list it",
            "can i log several things at once",
            "could I put them all in one message?",
            "how do I add several things?",
        ),
        ("can I just list the fault codes", "should I put it in gear"),
    ),
    AtHandRow(
        "log_while_off",
        rf"(?:can|could|may|do|should|will) i (?:still |even )?(?:be able to )?{_I_LOG}"
        rf"(?: {_THINGS})? (?:while|when|during|if|whilst) {_OFF}"
        rf"|(?:does|do|will|would) {_THINGS} (?:still )?count(?:s|ed)? (?:while|when|if) {_OFF}",
        (
            "can i still log things while im off",
            "can I log stuff when I'm on leave?",
            "could i still add courses if im off sick",
            "will it still count if I'm on sick leave",
        ),
        ("can I still log the codes while the ignition is off",),
    ),
    AtHandRow(
        "cancel_plan",
        rf"(?:can|could|may) i (?:still )?(?:cancel|move|change|drop|postpone|rearrange|put off"
        rf"|reschedule) {_PLANNED}{_IF}"
        rf"|how (?:do|can|would) i (?:cancel|move|drop|postpone|reschedule|put off) {_PLANNED}"
        r"|what (?:happens )?if (?:i|we) (?:can not|do not|could not) (?:make|go|get|attend|do)"
        r"(?: (?:it|to it|there|on the day|that day|in the end|on it))?|what (?:happens )?if (?:it|"
        r"the course|the training|my course) (?:is|gets) (?:cancelled|canceled|moved|postponed|"
        r"called off)",
        (
            "can i cancel it if work gets busy",
            "can I move the course later on?",
            "how do i cancel a planned course",
            "what if i can't go",
            "what happens if it gets cancelled?",
        ),
        ("can I move it if the bolt sticks to the bench of the lathe and the other one does too",),
    ),
    AtHandRow(
        "will_ask",
        r"(?:(?:are|will|do|would) you (?:going to |gonna )?(?:ask|remind|nudge|chase|message|ping)"
        r"(?: me)? (?:about|of|on|for|again about) (?:it|this|that|my plan|the plan|them|those|"
        r"how it "
        rf"(?:went|goes))){TOO}",
        ("are you going to ask me about that",),
        ("are you going to ask the customer about that",),
    ),
    AtHandRow(
        "nudge_often",
        r"howoften (?:do|will|would|are|did) (?:you|they|these|those|the (?:nudges|reminders|"
        r"messages"
        r"))(?: (?:even|actually|really|normally|usually))?(?: (?:send|sending|message|nudge|"
        r"remind|"
        r"write to|come|ping|post|sent))(?: (?:me|us|them|those|these|nudges|reminders|messages|"
        r"it))*"
        r"(?: (?:anyway|then|out))?",
        ("how often do you even send them", "how often do you send reminders?"),
        ("how often do you send parts back",),
    ),
    AtHandRow(
        "who_sees",
        r"(?:can|could|do|does|will|would|are) (?:the |our |my |any |your )?(?:slack |workspace |"
        r"it |"
        r"system )*(?:admin|admins|administrator|administrators|owner|owners|department|people|it)"
        r"(?: (?:able to|allowed to))? (?:read|see|look at|access|get at|view|export) (?:this|"
        r"these|"
        r"the|my|our|it|what)(?: (?:chat|dm|dms|messages|message|conversation|conversations|i write"
        r"|i say|stuff|words|here|with you|channel|thread))*",
        (
            "can slack admins read this chat",
            "could the administrator see my messages?",
            "can IT see what I write here",
            "are workspace owners able to read my dms",
        ),
        ("can the owner see the leak", "can people see the light when it is on"),
    ),
    AtHandRow(
        "rhythm",
        r"(?:(?:my|the|our) )?(?:boss|manager|gaffer|mate|foreman|trainer|colleague|supervisor|"
        r"somebody|someone|everyone|they|he|she|imi|cmi)(?: \w+)? (?:says?|said|reckons|told me|"
        r"tells"
        r" me|wants|thinks|said to me) .{0,30}\b(?:i|we|you|us|me)\b.{0,20}\b(?:have to|need|must|"
        r"should|got to|do|get|supposed to)\b.{0,20}\b\d{1,3}\b.{0,40} (?:is|are) (?:that|this|"
        r"it|he"
        r"|she|they) (?:right|true|correct|it)",
        (
            "boss says i have to do 30 of these is that right",
            "my mate reckons we need 20 points a year, is that true?",
        ),
        ("boss says I must torque it to 30",),
    ),
    AtHandRow(
        "open_entries",
        r"what(?: is| 's| have i got| do i have)? (?:on|in) (?:my|the) (?:list|to ?do list)"
        r"(?: (?:now|today|still|then))?",
        ("whats on my list", "what's on my to do list?", "what have i got on my list"),
        ("what's on the ramp",),
        words="all",
    ),
    AtHandRow(
        "help",
        rf"{_OPENS}how (?:do|can|should|would) i (?:do (?:it|this)|start|get started|begin|use it|"
        rf"(?:log|add|record|put in|enter) (?:something|a course|things|it|this|cpd|my cpd|an "
        rf"entry|my first one))"
        r"(?: (?:here|then|on here|with you))?",
        (
            "never logged anything on here how do i do it",
            "so how do i start",
            "how do I get started?",
        ),
        ("how do I do it on a hybrid",),
    ),
)
