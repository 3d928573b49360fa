"""Canned answers of a good and a bad model, held against the checks of the coach: taken or refused.

A line of the set holds what a member wrote, the rules' question, and for each kind of help a good
answer, a bad one and what is bad about it. Each answer goes the way of one in production, the model
having seen the screened text alone.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from bot.coach.answers import NoAnswer, checked, read
from bot.coach.requests import CoachRequest, Exchange, exchange
from evaluation.sets import SETS, BadSet
from evaluation.tables import table

DIALOGUES: Final = SETS / "coach-dialogues.open.jsonl"
TAKEN: Final = "taken"

Kind = Literal["question", "missing", "wording"]
KINDS: Final[tuple[Kind, ...]] = ("question", "missing", "wording")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one answer. `why`: what is bad about it, "" for a good one. `came_of`: TAKEN, or
    the code of bot.coach.refusals that it was refused with.
    """

    kind: Kind
    why: str
    answer: str
    written: str
    came_of: str

    @property
    def is_wrong(self) -> bool:
        """Whether a good answer was refused, or a bad one taken."""
        return (self.came_of == TAKEN) is bool(self.why)


def look(path: Path = DIALOGUES) -> tuple[Outcome, ...]:
    """What comes of every answer of the set. Raises BadSet."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(one for line in lines for one in outcomes(json.loads(line)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSet(f"{path}: {error}") from error


def outcomes(line: Mapping[str, Any]) -> Iterator[Outcome]:
    """What comes of the good and the bad answer for each kind that a line has them for."""
    for kind in KINDS:
        request = _request(kind, line)
        sent = exchange(request, people=(), region="GB")
        why = line["why"][kind]
        answers = [("", line["good"][kind])] if line["good"][kind] else []
        answers += [(why, line["bad"][kind])] if why else []
        for badness, answer in answers:
            came_of = _came_of(request, sent, answer)
            yield Outcome(kind, badness, answer, request.written, came_of)


def _request(kind: Kind, line: Mapping[str, Any]) -> CoachRequest:
    """As the service makes it: a wording is of the account alone, the other kinds see it all."""
    entry = {"title": line["title"], "said": line["said"]}
    if kind == "question":
        account = (line["account"],) if line["account"] else ()
        asks = tuple(line["asks"])
        return CoachRequest(kind, question=line["question"], asks=asks, account=account, **entry)
    return CoachRequest(kind, text=line["account"], **entry)


def _came_of(request: CoachRequest, sent: Exchange, answer: str) -> str:
    content = json.dumps({request.kind: _as_seen(answer, sent)}, ensure_ascii=False)
    try:
        checked(request, sent, read(sent, content))
    except NoAnswer as refused:
        return refused.reason
    return TAKEN


def _as_seen(answer: str, sent: Exchange) -> str:
    """The answer in the words of a model that was shown placeholders for identifiers."""
    originals = sent.screen.originals
    for placeholder in sorted(originals, key=lambda one: -len(originals[one])):
        words = re.compile(rf"(?<!\w){re.escape(originals[placeholder])}(?!\w)", re.IGNORECASE)
        answer = words.sub(placeholder, answer)
    return answer


def coaching_report(found: Sequence[Outcome]) -> str:
    """The tables: right and wrong by kind, codes of refusals, and bad ones by their badness."""
    by_kind = [
        [f"{half}, {kind}", *_counted([one for one in found if _is(one, kind, half)])]
        for half in ("good", "bad")
        for kind in (*KINDS, "all")
    ]
    codes = Counter(
        (one.came_of, "bad" if one.why else "good") for one in found if one.came_of != TAKEN
    )
    reasons = [
        [code, str(codes[code, "good"]), str(codes[code, "bad"])]
        for code in sorted({code for code, _ in codes})
    ]
    badness = []
    for why in sorted({one.why for one in found if one.why}):
        these = [one for one in found if one.why == why]
        refused = Counter(one.came_of for one in these if one.came_of != TAKEN)
        told = ", ".join(f"{code} {times}" for code, times in refused.most_common())
        badness.append([why, *_counted(these), told])
    return "\n\n".join((
        table(("answers of the model", "taken", "refused"), by_kind),
        table(("refused for", "good", "bad"), reasons),
        table(("bad for", "taken", "refused", "for"), badness),
    )) + "\n"  # fmt: skip


def coaching_failures(found: Sequence[Outcome]) -> str:
    """Each good answer that was refused, and each bad one that was taken."""
    lines = [
        f"{one.kind}: {f'taken, though {one.why}' if one.why else f'refused for {one.came_of}'}: "
        f"{one.answer!r} about {one.written!r}"
        for one in found
        if one.is_wrong
    ]
    return "\n".join(lines) + "\n" if lines else "No line failed.\n"


def _is(one: Outcome, kind: str, half: str) -> bool:
    return kind in (one.kind, "all") and bool(one.why) is (half == "bad")


def _counted(found: Sequence[Outcome]) -> tuple[str, str]:
    taken = sum(one.came_of == TAKEN for one in found)
    return _of(taken, len(found)), _of(len(found) - taken, len(found))


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}, {100 * part / whole:.1f} %" if whole else "0 of 0"
