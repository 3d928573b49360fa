"""The table of words that name where or when at work; they add to what a clause holds already."""

import re
from typing import Final

OCCASIONS: Final[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = (
    (
        r"\b(?:in|at|for|with|on|across) (?:my|our) (?!(?:own(?! \w)|mind|opinion|head|view|life"
        r"|phone"
        r"|case|experience|hands?|knees?|course|notes|time|way|last|first|previous|trainer|training"
        r"|back|part|side|luck|side|favou?r|money|pocket|eyes?|lap|feet)\b)[\w-]+|\bat work\b",
        (
            "how to give feedback in my one to ones",
            "how to lock off at work",
            "on our tippers it is the rear",
        ),
        ("our policy is not legal", "I had it wrong in my head", "it was news on our course"),
    ),
    (
        r"\b(?:on|for|with|in|at) (?:every|all (?:the|our|my)?|any|most|each)(?! (?:of|that|time"
        r"|this|it)\b) ?[\w-]+(?: [\w-]+){0,3}? ?\b(?:i|we|jobs?|job|vehicles?|cars?|vans?|evs?"
        r"|hybrids?|service|handovers?|meetings?|shift|claims?)\b",
        ("bleed the booster on every EV we get", "use a checklist on all insurance jobs"),
        ("on every pack there is a label",),
    ),
    (
        r"\b(?:customers?|clients) (?:(?:always|often|keep|are|usually) )*(?:ask|want"
        r"|query)(?:ing)?\b",
        ("a battery report which our customers are always asking",),
        ("customers are people too",),
    ),
    (
        r"\b(?:desk|bay|shop|workshop|site|branch|garage|reception|counter) (?:gets?|sees?|does"
        r"|has)\b"
        r"|\b(?:gets?|see|sees|do|does|have|fit|test) (?:\w+ ){1,4}(?:a|every|per) (?:day|week"
        r"|month)\b",
        ("how to calm people down, front desk gets two a day",),
        ("check it twice a week",),
    ),
    (
        r"\b(?:we|i) (?:get|see) (?:them |these |those )?(?:in )?(?:every|most|all the|a lot|weekly"
        r"|daily)\b",
        ("how to spot the leak we get every week",),
        (),
    ),
)
"""Counted in answers to the usual question alone. Each row: words, examples, what is none."""

_OCCASION: Final = re.compile("|".join(f"(?:{words})" for words, _, _ in OCCASIONS))


def names_an_occasion(clause: str) -> bool:
    """Whether a clause of folded text names where or when at work it is used."""
    return _OCCASION.search(clause) is not None


OWN_WORK: Final = (
    ("diesel bay is mine", True),
    ("aircon season starts in may for me", True),
    ("i examine 5 lifts a year", True),
    ("we run coaches so thats all of em", True),
    ("i thought it was the other way round", False),
    ("we were doing it wrong", False),
    ("i need to check it twice", False),
    ("the caps hold charge for ages", False),
    ("exhaust manifolds", True),
    ("boron pillars on newer fords", True),
    ("parasitic drains.", True),
    ("then check it twice", False),
    ("pulse and pull", False),
)
"""Clauses behind what was learnt, and whether they say what one's own work is."""

_OWN: Final = re.compile(r"\b(?:i|we|my|our|me|us|mine|ours|im|i'm|we're|i've|we've|ive)\b")
_OF_ONE_S_MIND: Final = re.compile(
    r"\b(?:th(?:ough|in|ou)\w*|kn[oe]w\w*|did|didn'?t|never|used to|was|wasn'?t|were|had|hadn'?t|"
    r"told|said|saw|found|wish\w*|realis\w+|realiz\w+|learn\w*|guess\w*|reckon\w*|hope\w*|sure|"
    r"mean\w*|understand|should|need\w*|must|have to|can'?t|cannot|couldn'?t|can|could|will|won'?t|"
    r"would|'ll|ill|going|gonna|been|got|showed|shown|taught|made|asked|wrong|tried|went|put|liked?|"
    r"love[ds]?|want\w*|remember\w*|forg\w+|assum\w+|expect\w*|surpris\w*|believe\w*|lost|kept)\b"
)


def is_of_own_work(clause: str) -> bool:
    """Whether a clause of folded text says, of I or we, what is so: no thought, past or plan."""
    if _OWN.search(clause) is not None:
        return _OF_ONE_S_MIND.search(clause) is None
    return _KINDS_OF_JOBS.fullmatch(clause) is not None and _SAYS_MORE.search(clause) is None


def is_what_one_does(clause: str) -> bool:
    """Whether a clause of folded text names one's job, even before what was learnt."""
    return _ONE_S_JOB.search(clause) is not None


_KINDS_OF_JOBS: Final = re.compile(
    r"(?:[\w-]+ ){0,3}[\w-]{2,}[^s\W]s(?: (?:on|in|at|for|of|with|to) (?:[\w-]+ ){0,2}[\w-]+)?\W*"
)
"""Several things and no verb: "exhaust manifolds", "boron pillars on newer Fords"."""

_SAYS_MORE: Final = re.compile(
    r"\b(?:it|them|they|you|he|she|is|are|was|were|has|have|does|do|always|never|not|no|then|first|"
    r"twice|before|after|check|use|test|keep|put|wear|this|that|these|those|means|needs|goes|comes|"
    r"works|helps|gets|lots|loads|times|hours|minutes|mins|days|weeks|two|three|four|\d+)\b"
)
_ONE_S_JOB: Final = re.compile(
    r"\b(?:is|are|'s|thats) (?:basically |mostly |literally |half )?(?:my|our) (?:job|work|bread "
    r"and "
    r"butter|thing|area|patch|day|week|life)\b|\bi'?m the (?:only |main )?\w+(?: \w+)? (?:here"
    r"|there|in "
    r"the|on|at|for)\b|\b(?:thats|that's|that is) where\b"
)

FACTS: Final[tuple[tuple[str, bool], ...]] = (
    ("2h first aid course Monday", True),
    ("VW autumn update online 2h today", True),
    ("did a half day webinar on batteries", True),
    ("1.5 hrs toolbox talk at Snap-on", True),
    ("one day DPF training in Derby", True),
    ("3h F-gas refresher", True),
    ("45min video last night", True),
    ("Snap-on demo, 2 hours", True),
    ("all day workshop with the rep", True),
    ("2 hours reading the bulletin", True),
    ("wait 10 minutes before you touch it", False),
    ("the caps hold charge for 2h", False),
)
"""Clauses, and whether they state that something was done, and for how long."""

_LENGTH: Final = re.compile(
    r"(?:\S+ ){0,6}?\b(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|half an?|half|all|full)[ -]?(?:h"
    r"|hr|hrs|hours?"
    r"|mins?|minutes?|days?)\b"
)
_OCCASION_OF_LEARNING: Final = re.compile(
    r"\b(?:course|training|webinar|session|workshop|talk|class|podcast|module|refresher|seminar"
    r"|demo|demonstration|video|update|e-?learning|conference|reading|read|briefing|roadshow"
    r"|shadowing|masterclass|lecture)\b"
)


def states_facts(plain: str) -> bool:
    """Whether folded text opens with what an entry is made of: an occasion and its length."""
    head = plain[:80]
    return _LENGTH.match(head) is not None and _OCCASION_OF_LEARNING.search(head) is not None
