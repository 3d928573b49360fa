"""Questions about the entry that was just spoken of, and what a row of such questions is.

Each row is the whole message, as `words_of` has it.
"""

from dataclasses import dataclass
from typing import Final

from bot.conversation.asking.asked import Topic


@dataclass(frozen=True, slots=True)
class AtHandRow:
    """A topic, and the whole of a question about it. `words` is what of it is meant; where it is
    empty, or ends in a space, a group's words are.
    """

    topic: Topic
    pattern: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = ()
    words: str = ""


THIS: Final = (
    r"(?:it|this|that|this one|that one|the last one|(?:this|that|my|the) (?:last )?entry|"
    r"the draft)"
)
_BODY: Final = r"(?:(?:the )?(?:imi|cmi|techsafe|mot|dvsa|imi techsafe|imi register))"
_GOALS: Final = (
    rf"(?:{_BODY}(?: (?:or|and) {_BODY})?|both|either|all of them|all three|(?:both |all )?my "
    r"schemes|both (?:schemes|of them)|the other(?: one)?)"
)
_FACT: Final = r"(?:date|day|title|name|length|time|hours|duration|provider|credits)"
TOO: Final = r"(?: (?:as well|aswell|too|also|then))?"

OF_ENTRY: Final[tuple[AtHandRow, ...]] = (
    AtHandRow(
        "entry_now",
        rf"(?:is|will|would|was) {THIS}(?: going to)?(?: be| do)? (?:enough|all you need"
        rf"|all i need|good enough|"
        rf"long enough)(?: (?:for|to) (?:{_GOALS}|you|it|count|be counted|save))?{TOO}"
        r"|have i (?:done|said|written|put|told you) enough"
        r"|(?:do you|does it) need (?:anything|any) (?:else|more)(?: from me)?"
        r"|is (?:it|that|this) (?:done|finished|ready|complete|finish)(?: to save)?"
        r"|(?:it|that) is (?:done|finished|finish)",
        (
            "is that enough",
            "is it finish?",
            "have I said enough?",
            "do you need anything else",
            "will that do enough for cmi?",
            "is that all you need",
        ),
        ("is that enough torque", "is it done on the ramp", "is the fluid enough"),
        words="enough",
    ),
    AtHandRow(
        "entry_now",
        rf"(?:is|was) {THIS} (?:wrong|not right|a problem|bad)"
        r"|(?:did|have) i (?:do|done|get|got|put) (?:it|that|something|anything) wrong"
        r"|have i got (?:it|that) wrong",
        ("is that wrong", "did I do something wrong?"),
        ("is that wrong torque", "what's wrong with that"),
        words="wrong",
    ),
    AtHandRow(
        "entry_now",
        rf"(?:does|do|will|would|can|could) {THIS} (?:go|count|counts|counted|be counted|work)"
        rf"(?: (?:as|for|towards|under|to|on))? {_GOALS}{TOO}"
        rf"|is {THIS} (?:for|under|towards) {_GOALS}{TOO}"
        r"|(?:need to know )?(?:which|what) (?:one )?(?:of my )?(?:scheme|schemes|one|ones|body)"
        rf" (?:(?:is|does|will|would) {THIS} (?:for|go to|go under|count for|count towards|under)"
        rf"|{THIS} (?:is|goes|counts|will count) (?:for|to|under|towards))",
        (
            "does this count for both",
            "need to know which one of my schemes this is for",
            "which scheme does that count for?",
            "does that count for cmi as well",
            "is this for IMI or CMI",
        ),
        ("does it go to the left", "which one of my lads is this for"),
        words="counts",
    ),
    AtHandRow(
        "entry_now",
        rf"(?:is|was) {THIS} too (?:old|late|long ago|far back)(?: to (?:count|log|add|put in|"
        rf"claim|save))?|(?:does|will|would|can) {THIS} still count"
        rf"|is it too late (?:for {THIS}|to (?:log|count|add|claim|save) {THIS}|to put {THIS} in)",
        ("is that too old to count", "does it still count?", "is it too late to log this"),
        ("is it too late to change the timing",),
        words="old",
    ),
    AtHandRow(
        "entry_now",
        rf"(?:do notcounted|do not count|stop counting) {THIS} (?:for|towards|under|to) "
        rf"(?P<words>{_BODY})|(?:leave|keep|take) {THIS} (?:out of|off) (?P<words2>{_BODY})"
        rf"|{THIS} (?:is|was|'s) not for (?P<words3>{_BODY})",
        ("dont count it for techsafe", "leave this out of cmi", "that's not for IMI"),
        ("leave it out of gear",),
        words="not ",
    ),
    AtHandRow(
        "entry_now",
        rf"what (?:would|will|does|do|might) (?P<words>{_BODY}) (?:say|think|make|want|need)"
        rf"(?: (?:about|of|to|with|from|for))? {THIS}"
        rf"|(?:would|will|does|is) (?P<words2>{_BODY}) (?:like|accept|take|be happy with|be ok "
        rf"with|happy with|ok with|want) {THIS}",
        ("what would cmi say about this", "would imi accept that?", "is cmi happy with this"),
        ("what does imi want",),
    ),
    AtHandRow(
        "entry_now",
        rf"(?:what|which) (?:did|have) (?:you|i) (?:put|got|have|written|taken|take)(?: down)?"
        rf"(?: (?:for|as|in))?(?: (?:the|my|its))? {_FACT}(?: (?:on|of|for) {THIS})?"
        rf"|(?:what|which) {_FACT} (?:did|have) (?:you|i) (?:put|got|have|take|taken|say"
        rf"|give|given)(?: down)?"
        rf"(?: (?:for|on) {THIS})?|(?:what|which) (?:is|'s|was) the {_FACT} (?:on|of|for) {THIS}"
        rf"|what (?:did|have) you (?:put|got|have|written)(?: down)?(?: for {THIS}| so far)?"
        r"|read (?:it|that) back(?: to me)?|what does (?:it|the entry|my entry) say",
        (
            "what did you put for date",
            "what day have you got down for that",
            "which provider did you put?",
            "what have you got so far",
            "read it back to me",
            "whats the title of this one",
        ),
        ("what did you put in the gearbox", "which date stamp is on the tyre"),
        words="facts",
    ),
)
"""About what it is worth, whether it is right, and what stands in it."""
