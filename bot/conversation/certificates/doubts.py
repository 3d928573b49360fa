"""What speaks against words as a fact, whichever fact: what they say, and what stands around them.

Titles and providers' names may be any words, so that no list of them tells what they are. What is
neither is told more surely: a role, small print, a measure, a place, a piece of something longer.
"""

import re
from typing import Final, Literal

from bot.conversation.certificates import names
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.wordings import DID, WHAT
from bot.conversation.text import folded

Doubt = Literal[
    "role", "small print", "measure", "piece", "motto", "venue", "answers", "runs on", "goes on",
    "person inside", "run together",
]  # fmt: skip

_ROLE: Final = re.compile(
    r"\b(?:director|manager|head of|registrar|principal|chief|chairman|chairwoman|president|dean"
    r"|secretary|officer|trainer|instructor|tutor|assessor|examiner|coordinator|co-ordinator"
    r"|administrator|founder|ceo|owner|leiter|signature|signatory|lecturer|facilitator|verifier"
    r"|(?:programme|program|course|team|training|centre|center) lead(?:er)?|geschäftsführer"
    r"|responsable|direct(?:eur|rice|ora?)|presidente|dyrektor)\b"
)
_SMALL_PRINT: Final = re.compile(
    r"\b(?:register(?:ed)?|registration|signed|retain|keep this|valid\w*|expir\w+|renew\w*"
    r"|re-?qualif\w*|re-?certif\w*|required|printed|generated|version|template|copyright|code"
    r"|rev|batch|template|portfolio|property of|outcomes?|prerequisites?|accredit\w*|approved"
    r"|endorsed|sponsor\w*|patron|member(?:ship)?|powered|hosted|platform|developed|designed"
    r"|produced|published|materials?|in association|partnership|on behalf|verif\w*|page|score"
    r"|pass mark|pass standard|ref(?:erence)?|please|thank|this (?:certificate|document|card)"
    r"|congratulations|conference suite|available|next|sheet|quiz)\b"
)
_MEASURE: Final = re.compile(
    r"\b(?:weeks?|months?|days?|hours?|hrs|minutes?|mins|h) ?\d|\d ?(?:weeks?|months?|days?|hours?"
    r"|hrs|minutes?|mins|h|credits?|points?|ceus?)\b|\d%|\d[:.]\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? (?:\d|to |- ?[a-z])"
    r"|\bgrade\b|\bcredits?\b|\bpoints?\b"
)
_PIECE: Final = re.compile(
    r"(?:and|or|of|for|in|on|at|by|to|with|from|the|a|an|her|his|is|was|has|as|der|die|das|und|et"
    r"|e|y|de|du|des|del|di|em|i|w|&|und|sowie|Her|His|Their) |[(\[&,;:–—-]"
)
_PIECE_ENDS: Final = re.compile(
    r"(?: (?:and|or|of|for|in|on|at|by|to|with|from|the|a|an|is|was|has|as|after|before|into|und"
    r"|der|die|et|de|du|des|del|di|bin|[a-z])|[(\[&,;:–—-])$"
)
_PAIRED: Final = ("()", "[]", "“”", "«»")
_MOTTO: Final = re.compile(
    r"\b(?:today|tomorrow|since \d+|excellence|leading|better|your|our|us|we|you|together|matters?"
    r"|division|sector|faculty|department|school of|dept)\b"
)
_VENUE: Final = re.compile(
    r"\b(?:hotel|exhibition|arena|stadium|hall|suite|room|canteen|conference centre|venue|campus"
    r"|park|street|road|house)\b"
)
_ANSWER: Final = re.compile(r"[\w .'’/-]{2,24}:\s")
_ELSE: Final = re.compile(
    r"(?:dear|hello|hi|this|that|we|i|it|to|you|your|thank|who|has|have|was|is|on|at|by|presents?"
    r"|hereby|here|in recognition|for|certif\w+|awarded?|statement|unit|no|tel|phone|www|page)\b"
    r"|.*(?:,|@\S+)$"
)
"""How what follows begins where it is something else."""
_ENDS: Final = re.compile(r"[.:;!?]$")


def doubts_of(sheet: Sheet, cell: int, text: str) -> set[Doubt]:
    """Of words that begin in a cell."""
    low = folded(text)
    whole = sheet.cells[cell].text
    holds: dict[Doubt, bool] = {
        "role": _ROLE.search(low) is not None,
        "small print": _SMALL_PRINT.search(low) is not None,
        "measure": _MEASURE.search(low) is not None,
        "piece": _PIECE.match(text) is not None
        or text[:1].islower()
        or _PIECE_ENDS.search(low) is not None
        or any(text.count(one) != text.count(other) for one, other in _PAIRED)
        or text.count('"') % 2 > 0,
        "motto": _MOTTO.search(low) is not None,
        "venue": _VENUE.search(low) is not None,
        "answers": _ANSWER.match(text) is not None and _labels_within(sheet) > 1,
        "runs on": whole.startswith(text) and _is_of_one(sheet, sheet.layout.above[cell], cell),
        "goes on": whole.endswith(text) and _is_of_one(sheet, sheet.layout.below[cell], cell),
        "person inside": _names_somebody(text),
        "run together": sheet.cells[cell].run_together,
    }
    return {doubt for doubt, is_so in holds.items() if is_so}


def _labels_within(sheet: Sheet) -> int:
    """How many cells hold a label and its value: with several, an unknown label is likely too."""
    return sum(one.cell == one.label_cell for one in sheet.pairs)


def _names_somebody(text: str) -> bool:
    """Whether it begins with somebody's name, and goes on."""
    words = text.split()
    name = names.person(" ".join(words[:2])) if 2 < len(words) < 9 else None
    return name is not None and names.is_given(name)


def _is_of_one(sheet: Sheet, near: int | None, cell: int) -> bool:
    """Whether the line above or below may be of the same words: as close and as large as lines
    that belong together, and nothing by itself.
    """
    if near is None or near in sheet.paired or sheet.layout.left(near) is not None:
        return False
    this, that = sheet.cells[cell], sheet.cells[near]
    gap = max(that.top - this.bottom, this.top - that.bottom)
    alike = 0.8 < (that.height / this.height if this.height else 1) < 1.25
    if not alike or gap > 0.9 * max(this.height, 1e-4):
        return False
    said = that.text
    if near > cell and (len(said.split()) > 6 or _ELSE.match(folded(said))):
        return False
    if _ENDS.search(said if near < cell else this.text) or names.is_heading(said):
        return False
    if DID.match(said) or any(True for _ in WHAT.finditer(said)):
        return False
    name = sheet.names[near]
    if name is not None and (names.is_given(name) or names.is_titled(said)):
        return False
    return next(days_in(said, "day first"), None) is None
