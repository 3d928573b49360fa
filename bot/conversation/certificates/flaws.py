"""What a page says against itself: it was revoked, or what it is about was not passed.

Such a page proves no completion, whatever else stands on it: none of its other facts is read.
What is only said of a case that may come ("void if altered", "may be revoked") is no flaw.
"""

import re
from dataclasses import dataclass
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
_SINCE: Final = r"(?:on|since|as of|from|by|because|due to|following|and|with effect|any ?more)\b"
_STAMPED: Final = re.compile(
    rf"\W*(?:status\W{{1,4}}|{_ITSELF} |{_ITSELF} status\W{{1,4}}|(?:this|the) {_ITSELF} )?"
    rf"(?:is |was |has been |now )*(?P<off>{_OFF})"
    rf"(?:\W+(?P=off))*(?:\W+(?:{_SINCE}|\d).*)?\W*"
)
"""A line that says no more than that: a stamp, a mark across the page, a status."""
_SAID: Final = re.compile(
    rf"\b{_ITSELF} (?:no\.? |number )?(?:\S{{3,20}} )?(?:is|was|has been|have been|had been)"
    rf" (?:now |since )*(?P<off>{_OFF})\b(?=[^\w\n]*(?:$|[.;!?,\n]|{_SINCE}|\d))"
)
"""That it is so; not "void without a seal", "not valid as proof of identity", "invalid after"."""
_BY_THIS: Final = re.compile(r"\bby (?:this|the (?:present|attached|new)) ")
"""What was cancelled is another one: "cancelled and replaced by this certificate"."""
_SPECIMEN: Final = re.compile(
    r"\W*(?P<off>specimen|sample)(?: (?:certificate|copy|only))*(?:\W+(?P=off))*\W*"
)
_NOT_REACHED: Final = re.compile(
    r"\b(?:did not|didn['’]t|has not|hasn['’]t|have not|haven['’]t|was not|were not|not)"
    r" (?:yet )?(?:successfully |satisfactorily )?(?:been )?(?:pass(?:ed)?(?! (?:on|to)\b)"
    r"|complet(?:e|ed)|achieved?|attend(?:ed)?|successful"
    r"|(?:reach|meet|met)(?:ed)? (?:the )?(?:pass|required|minimum|expected|standard))\b"
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
_OF_OTHERS: Final = re.compile(
    r"\b(?:that|which|whose|vehicles?|cars?|vans?|systems?|parts?|components?|batter(?:y|ies))\W*$"
    r"|\b(?:contents?|topics?|covers|covering|covered|syllabus|modules?|outcomes)\W"
    r"|\b(?:not|never|no|without)\W*(?:\w+\W+)?$|n['’]t\W*$"
)
"""What the course was about has failed, or nobody has: "vehicles that", "has not"."""
_NONE_OF_IT: Final = re.compile(
    r"\W*(?:to\b(?! (?:pass|complete|reach|meet|attend)\b)|attempts?\b"
    r"|(?:(?:units?|modules?|questions?|parts?)\W{1,4})?(?:0|none|nil)\b)"
)
"""What follows where that is a heading or another's word: ": 0", "attempts", "referred to"."""
_NEAR: Final = 70
_OUT_OF: Final = r"(?P<{0}_of>%|per ?cent\b|/ ?\d{{1,3}}\b|(?:\(? ?(?:out )?of) \d{{1,3}}\b\)?)?"
_FIGURE: Final = r"\d{1,3}(?:\.\d{1,2})?(?!\w|\.\d)"
_PASS_MARK: Final = re.compile(
    r"\b(?:pass(?:ing)? ?(?:mark|score|standard|grade)|(?:minimum|required) (?:mark|score)"
    r"|(?:mark|score) (?:required|needed)|to pass)(?: \(?(?:is|was|of|required|needed)\)?)?"
    rf"\W{{0,4}}(?P<mark>{_FIGURE}) ?" + _OUT_OF.format("mark")
)
_MARK_BESIDE: Final = re.compile(
    r"\b(?:required|passing|needed)\W{1,3}(?P<mark>\d{1,3}(?:\.\d)?) ?(?P<mark_of>%|per ?cent\b)"
    r"(?! (?:attendance|of)\b)"
    r"|(?<![\d.])(?P<before>\d{1,3}(?:\.\d)?) ?(?P<before_of>%|per ?cent) (?:is |was )?"
    r"(?:(?:needed|required) )?to pass\b"
)
_SCORE: Final = re.compile(
    r"\b(?:scored?|marks?|result|grade|percentage|achieved|obtained)"
    r"(?: (?:is|was|of|achieved|obtained|awarded))?"
    rf"\W{{0,4}}(?P<score>{_FIGURE})(?! ?(?:credits?|units?|modules?|points?|hours?|cpd)\b) ?"
    + _OUT_OF.format("score")
)
_SCORE_BESIDE: Final = re.compile(
    r"(?<![\d.])(?P<score>\d{1,3}(?:\.\d)?) ?(?P<score_of>%|per ?cent|/ ?\d{1,3}|out of \d{1,3})"
    r"\W{1,4}(?:with |against |where )?(?:a |the )?(?=pass)"
)


def flaw_of(sheet: Sheet) -> Found[str] | None:
    """What the page says against itself: `REVOKED`, `VOID`, `NOT_PASSED`, "specimen", or a mark
    below the one that was asked for ("42 of 70").
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
        return None if _BY_THIS.search(low) else _named(stamped["off"])
    specimen = _SPECIMEN.fullmatch(low)
    if specimen is not None:
        return specimen["off"]
    return NOT_PASSED if _STAMPED_FAIL.fullmatch(low) else None


def _named(off: str) -> str:
    return off if off in (REVOKED, "cancelled", "withdrawn", "superseded", "suspended") else VOID


def _said(lines: str) -> str | None:
    for words, flaw in ((_SAID, None), (_NOT_REACHED, NOT_PASSED)):
        for found in words.finditer(lines):
            before = re.split(r"[.;!?\n]", lines[max(0, found.start() - _NEAR) : found.start()])[-1]
            after = re.split(r"[.;!?]", lines[found.end() : found.end() + _NEAR])[0]
            if _IN_A_CASE.search(before) or re.match(r"\W*(?:if|unless|when)\b", after):
                continue
            if flaw is None:
                if not _BY_THIS.search(after):
                    return _named(found["off"])
            elif not _OF_OTHERS.search(before) and not _NONE_OF_IT.match(after):
                return flaw
    return None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, and the most that it can be, where that is said."""

    figure: float
    most: int | None

    @property
    def share(self) -> float | None:
        return None if not self.most else self.figure / self.most


def _below_the_mark(text: str) -> str | None:
    """The one mark that was reached, where it is below the one that was asked for."""
    asked = [*_PASS_MARK.finditer(text), *_MARK_BESIDE.finditer(_PASS_MARK.sub(_blank, text))]
    masked = _MARK_BESIDE.sub(_blank, _PASS_MARK.sub(_blank, text))
    reached = [*_SCORE.finditer(masked), *_SCORE_BESIDE.finditer(text)]
    marks = {_mark(one, "mark") or _mark(one, "before") for one in asked}
    scores = sorted(filter(None, (_mark(one, "score") for one in reached)), key=_most, reverse=True)
    if len(marks) != 1 or len({one.figure for one in scores}) != 1:
        return None
    [mark] = marks
    return None if mark is None else _below(scores[0], mark)


def _below(score: _Mark, mark: _Mark) -> str | None:
    """Whether a mark is below another, where both can be compared: a bare figure is out of as many
    as the other one, if it can be; what a bare score is of that stands against a percentage is not
    known.
    """
    if score.most is None and mark.most is not None:
        return None
    if mark.most is None and score.most is not None:
        mark = _Mark(mark.figure, score.most if mark.figure <= score.most else 100)
    if score.most == mark.most:
        return f"{score.figure:g} of {mark.figure:g}" if score.figure < mark.figure else None
    if score.share is None or mark.share is None or score.share >= mark.share:
        return None
    return f"{100 * score.share:.3g} of {100 * mark.share:.3g}"


def _most(mark: _Mark) -> int:
    return mark.most or 0


def _blank(one: re.Match[str]) -> str:
    return " " * len(one[0])


def _mark(found: re.Match[str], name: str) -> _Mark | None:
    told = found.groupdict()
    if told.get(name) is None:
        return None
    return _Mark(float(told[name]), _out_of(told[f"{name}_of"]))


def _out_of(said: str | None) -> int | None:
    """The most that a mark can be; None where nothing says so."""
    if said is None:
        return None
    figures = re.search(r"\d+", said)
    return 100 if figures is None else int(figures[0])
