"""Reads whom a member wants to sign an entry off, and which: "ask Helen to sign off the EV course",
"get Helen to sign off my last entry".

Only a message that is nothing else is one.
"""

import re
from typing import Final, NamedTuple

from bot.conversation.asking.words import word_set
from bot.conversation.sharing_named import with_marks, words_as_read


class SignOffNamed(NamedTuple):
    """`whom` is a Slack id or a name; `what` words of an entry, "" for the one that is spoken of;
    `last`: it is called the last one.
    """

    whom: str
    what: str = ""
    last: bool = False


_LONGEST: Final = 200
"""Characters: what is longer says something else, too."""

_LEAD: Final = (
    r"(?:(?:hi|hello|hey|ok|okay|so|and|now|please|pls|can you|could you|would you|will you|i want|"
    r"i need|id like|i would like|i wish|lets|to|also) )*"
)
_WHO: Final = r"(?P<whom>@\d|[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,2}?)"
_SIGN: Final = r"(?:sign(?: off)?|sign-?off|countersign|confirm|approve|okay|verify)"
_WHAT: Final = (
    r"(?:(?P<last>(?:my |the |that )?(?:last|latest|newest)(?: (?:one|entry|course|log))?)"
    r"|(?:it|this|that|(?:this|that) (?:one|entry))"
    r"|(?:the |my |that )?(?P<named>[^,.;:!?]{2,60}?)(?: (?:entry|log|record))?)"
)
_FOR: Final = rf"(?: (?:of|for|on) {_WHAT})?"
_TAIL: Final = r"(?: (?:please|pls|now|today|for me|thanks|thank you|cheers|off))*"
_FORMS: Final = tuple(
    re.compile(f"{_LEAD}{form}{_TAIL}", re.IGNORECASE)
    for form in (
        rf"(?:ask|get|have|let|tell|want|need|request|invite) {_WHO} "
        rf"(?:to |can |could )?{_SIGN} {_WHAT}",
        rf"(?:can|could|should|will|would|may|shall) {_WHO} {_SIGN} {_WHAT}",
        rf"{_WHO} (?:should|has to|needs to|is to) sign(?: |-)?off {_WHAT}",
        rf"(?:ask|request|get|need|want)(?: an?)? sign(?: |-)?off from {_WHO}{_FOR}",
        rf"(?:ask|get) {_WHO} for (?:a |the |their |his |her )?(?:sign(?: |-)?off|signature){_FOR}",
        rf"(?:get|have|want|need) {_WHAT} signed(?: |-)?off by {_WHO}",
    )
)
_SAYS: Final = re.compile(
    r"\b(?:sign|signoff|signed|signature|countersign|confirm|approve|verify)\b"
)
_NOBODY: Final = word_set(
    "i you we it they he she someone somebody anyone anybody who everybody everyone me us customer "
    "the a my imi cmi"
)


def sign_off_named(text: str) -> SignOffNamed | None:
    """Whom a message asks to sign off which entry, if it says nothing else."""
    if len(text) > _LONGEST or _SAYS.search(text.lower()) is None:
        return None
    said, mentions = with_marks(text)
    words = words_as_read(said)
    for form in _FORMS:
        found = form.fullmatch(words)
        if found is None or found["whom"].lower().split()[0] in _NOBODY:
            continue
        whom = found["whom"]
        if whom.startswith("@"):
            whom = mentions[int(whom[1:])]
        return SignOffNamed(whom, (found["named"] or "").strip(), bool(found["last"]))
    return None
