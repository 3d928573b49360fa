"""Words as they are thumbed: "hw many hrs u got me dwn 4 ths yr"."""

import re
from typing import Final

_SPELT: Final = {
    **{"hw": "how", "hws": "how is", "hwo": "how", "wat": "what", "wot": "what", "wats": "what is"},
    **{"wots": "what is", "wen": "when", "wher": "where", "wer": "where", "wich": "which"},
    **{"y": "why", "hu": "who", "u": "you", "ur": "your", "r": "are", "dwn": "down", "ths": "this"},
    **{"yr": "year", "lst": "last", "nxt": "next", "cn": "can", "dus": "does", "duz": "does"},
    **{"4": "for", "2": "to", "c": "see", "hav": "have", "av": "have", "mny": "many"},
    **{"mch": "much", "lft": "left", "stil": "still", "nd": "need", "crdits": "credits"},
    **{"creds": "credits", "mths": "months", "wk": "week", "wks": "weeks", "b4": "before"},
}
_OPENS: Final = frozenset(
    {"hw", "hws", "hwo", "wat", "wot", "wats", "wots", "wen", "wher", "wer", "wich", "hu", "y"}
    | {"how", "what", "when", "where", "who", "which", "why", "cn", "dus", "duz", "can", "does"}
)
_WORD: Final = re.compile(r"[\w']+")
_FEWEST: Final = 2


def spelt_out(low: str) -> str | None:
    """A question in folded words as it is spelt, where it opens like one and is thumbed; else None.

    Figures stand for words only in such a question: "4 ths yr".
    """
    words = _WORD.findall(low)
    if not words or words[0] not in _OPENS:
        return None
    thumbed = [word for word in words if word in _SPELT and _SPELT[word] != word]
    if len([one for one in thumbed if not one.isdigit()]) < _FEWEST:
        return None
    return _WORD.sub(lambda found: _SPELT.get(found[0], found[0]), low)
