"""What a page says against itself: it was revoked, or what it is about was not passed.

Such a page proves no completion, whatever else stands on it: none of its other facts is read.
What is only said of a case that may come ("void if altered", "may be revoked") is no flaw.
"""

import re
from typing import Final

from bot.conversation.certificates.certificate import Found
from bot.conversation.certificates.sheet import Sheet

REVOKED: Final = "revoked"
VOID: Final = "void"
NOT_PASSED: Final = "not passed"

_OFF: Final = (
    r"revoked|void(?:ed)?|null and void|cancell?ed|withdrawn|annulled|superseded|rescinded"
    r"|invalid(?:ated)?|not valid|no longer valid|suspended"
)
_ITSELF: Final = r"(?:certificate|card|document|qualification|award|credential|licen[cs]e|record)"
_STAMPED: Final = re.compile(
    rf"\W*(?:status\W{{1,4}}|{_ITSELF} |{_ITSELF} status\W{{1,4}}|(?:this|the) {_ITSELF} )?"
    rf"(?:is |was |has been |now )*(?P<off>{_OFF})"
    r"(?:\W+(?P=off))*(?:\W+(?:(?:on|since|as of|from|by|and|with effect)\b|\d).*)?\W*"
)
"""A line that says no more than that: a stamp, a mark across the page, a status."""
_SAID: Final = re.compile(
    rf"\b{_ITSELF} (?:no\.? |number )?(?:\S{{3,20}} )?(?:is|was|has been|have been|had been)"
    rf" (?:now |since )*(?P<off>{_OFF})\b"
)
_NOT_REACHED: Final = re.compile(
    r"\b(?:did not|didn['’]t|has not|hasn['’]t|have not|haven['’]t|was not|were not|not)"
    r" (?:yet )?(?:successfully |satisfactorily )?(?:been )?(?:pass(?:ed)?|complet(?:e|ed)"
    r"|achieved?|attend(?:ed)?|successful"
    r"|(?:reach|meet|met)(?:ed)? the (?:pass|required|minimum|standard))\b"
    r"|\b(?:result|outcome|status|grade|assessment|overall|theory|practical|exam|test)\W{1,4}"
    r"(?:fail(?:ed)?|unsuccessful|incomplete|not yet competent|referred)\b"
    r"|\bfailed (?:the|this|to (?:pass|complete|reach|meet|attend))\b"
    r"|\bwas unsuccessful\b|\bbelow the pass ?mark\b|\bnot yet competent\b"
)
_STAMPED_FAIL: Final = re.compile(r"\W*(?:not passed|not completed|not achieved|fail|failed)\W*")
_IN_A_CASE: Final = re.compile(
    r"\b(?:if|unless|until|may|can|could|should|would|might|will|must|when|where|who|whoever|anyone"
    r"|any|those|candidates|either|or|in case|why|how|reserves?)\b"
)
"""A case that may come, or anybody."""
_NEAR: Final = 70
_OUT_OF: Final = r"(?P<{0}_of>%|per ?cent|/ ?\d{{1,3}}|out of \d{{1,3}})?"
_PASS_MARK: Final = re.compile(
    r"\b(?:pass(?:ing)? ?(?:mark|score|standard|grade)|(?:minimum|required) (?:mark|score)"
    r"|(?:mark|score) (?:required|needed)|to pass)(?: \(?(?:is|was|of|required|needed)\)?)?"
    r"\W{0,4}(?P<mark>\d{1,3}(?:\.\d)?) ?" + _OUT_OF.format("mark")
)
_SCORE: Final = re.compile(
    r"\b(?:scored?|marks?|result|grade|percentage|achieved|obtained)"
    r"(?: (?:is|was|of|achieved|obtained|awarded))?"
    r"\W{0,4}(?P<score>\d{1,3}(?:\.\d)?) ?" + _OUT_OF.format("score")
)
_SCORE_BESIDE: Final = re.compile(
    r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d)?) ?(?P<score_of>%|per ?cent|/ ?\d{1,3}|out of \d{1,3})"
    r"\W{1,4}(?:with |against |where )?(?:a |the )?(?=pass)"
)


def flaw_of(sheet: Sheet) -> Found[str] | None:
    """What the page says against itself: `REVOKED`, `VOID`, `NOT_PASSED`, or a mark below the one
    that was asked for ("42 of 70").
    """
    for at, low in enumerate(sheet.lows):
        flaw = _stamped(low)
        if flaw is not None:
            return sheet.found(flaw, at)
    if not sheet.cells:
        return None
    flaw = _said(sheet.lines) or _below_the_mark(sheet.text)
    return None if flaw is None else sheet.found(flaw, 0)


def _stamped(low: str) -> str | None:
    stamped = _STAMPED.fullmatch(low)
    if stamped is not None:
        return _named(stamped["off"])
    return NOT_PASSED if _STAMPED_FAIL.fullmatch(low) else None


def _named(off: str) -> str:
    return off if off in (REVOKED, "cancelled", "withdrawn", "superseded", "suspended") else VOID


def _said(lines: str) -> str | None:
    for words, flaw in ((_SAID, None), (_NOT_REACHED, NOT_PASSED)):
        for found in words.finditer(lines):
            before = re.split(r"[.;!?]", lines[max(0, found.start() - _NEAR) : found.start()])[-1]
            after = re.split(r"[.;!?]", lines[found.end() : found.end() + _NEAR])[0]
            if not _IN_A_CASE.search(before) and not re.match(r"\W*(?:if|unless|when)\b", after):
                return flaw or _named(found["off"])
    return None


def _below_the_mark(text: str) -> str | None:
    """The one mark that was reached, where it is below the one that was asked for."""
    asked = [*_PASS_MARK.finditer(text)]
    masked = _PASS_MARK.sub(lambda one: " " * len(one[0]), text)
    reached = [*_SCORE.finditer(masked), *_SCORE_BESIDE.finditer(text)]
    marks = {(one["mark"], _out_of(one["mark_of"])) for one in asked}
    scores = {(one["score"], _out_of(one["score_of"])) for one in reached}
    if len(marks) != 1 or len({score for score, _ in scores}) != 1:
        return None
    [(mark, mark_of)] = marks
    score, score_of = max(scores, key=lambda one: one[1] or 0)
    alike = mark_of == score_of or mark_of is None or score_of is None
    return f"{score} of {mark}" if alike and float(score) < float(mark) else None


def _out_of(said: str | None) -> int | None:
    """The most that a mark can be; None where nothing says so."""
    if said is None:
        return None
    figures = re.search(r"\d+", said)
    return 100 if figures is None else int(figures[0])
