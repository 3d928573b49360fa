"""Finds the elements of an account in its clauses, and the stages that they fill."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.conversation.elements.blanks import denies, excuses, is_empty, refuses
from bot.conversation.elements.clauses import clauses
from bot.conversation.elements.cues import ELEMENTS, ElementId, cued
from bot.conversation.elements.occasions import (
    is_of_own_work,
    is_what_one_does,
    names_an_occasion,
)
from bot.conversation.field import Span
from bot.conversation.text import READ_LIMIT, folded
from bot.policy.vocabulary import STAGES, Stage

USUAL: Final[tuple[ElementId, ...]] = ("learnt", "helps")
"""What the usual question asks for: what was learnt, and where it will be used."""

STAGE_OF: Final[Mapping[ElementId, Stage]] = {
    "why": "reflect",
    "hard": "reflect",
    "learnt": "evaluate",
    "helps": "evaluate",
    "changed": "evaluate",
    "next": "plan",
}


_REASON: Final = re.compile(r"(?:be?ca|cause|co[sz]|cu[sz]|bco|'cause|as |seeing)")
_SENTENCE_BEFORE: Final = re.compile(r"(?:\A|[.!?]) *\Z")
_LEARNING_BEFORE: Final = re.compile(
    r"\b(?:learn(?:t|ed)|did|chose|took|went|picked|booked|wanted)(?: (?:it|this|that|on it))? *\Z"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What an account holds.

    `clauses` are all of its clauses. `spans` has a key for every element that is held, with the
    clauses that hold it, in the text's order; one clause may hold two. `asked` are the elements
    that the question asked for: an answer to it counts as having been asked for each.
    """

    clauses: tuple[Span, ...]
    spans: Mapping[ElementId, tuple[Span, ...]]
    asked: tuple[ElementId, ...] = ()

    def __contains__(self, element: ElementId) -> bool:
        return element in self.spans


def find(text: str, asked: ElementId | tuple[ElementId, ...] | None = None) -> Found:
    """The elements that a cleaned text holds; never fails.

    `asked` is what the pending question asked for, None for words that came unasked: then only
    cues count. An answer holds what was asked for without a cue, except for its clauses that are
    empty or denied; of several elements the first takes what has no cue. Whether the whole is an
    answer at all is not judged here (see `grade`).
    """
    wanted = (asked,) if isinstance(asked, str) else asked or ()
    spans = clauses(text)
    plain = folded(text[:READ_LIMIT])
    held: dict[Span, tuple[ElementId, ...]] = {}
    denied = False
    turned = _TURNS.search(plain) is not None
    if wanted and is_empty(plain):
        return Found(spans, {}, wanted)
    refused = bool(wanted and spans and refuses(plain[slice(*spans[0])]))
    for previous, span in zip((None, *spans), spans, strict=False):
        clause = plain[slice(*span)]
        if denies(clause):
            denied = True
            continue
        if is_empty(clause):
            continue
        first = span == spans[0]
        if refused and not turned and (excuses(clause) or refuses(clause)):
            denied = True
            continue
        element = cued(clause, usual=set(wanted) == set(USUAL))
        if (
            element == "why"
            and (wanted or previous in held)
            and _explains_what_was_said(plain[: span[0]], clause)
        ):
            element = None
        if denied and not held and not turned and cued(clause, usual=False) is None:
            continue  # what only explains a denial
        if element is None and len(wanted) == 1 and previous in held and not first:
            element = _goes_on(plain[slice(*previous)], held[previous], wanted[0])
        if wanted:
            held[span] = _in_answer(clause, element, wanted, first=first)
        elif element is not None:
            held[span] = (element,)
    missed = not any(element in wanted for each in held.values() for element in each)
    if wanted and missed and not denied:
        # "I will check the bracket first" says what was learnt, and is also a plan.
        held = {span: (wanted[0], *each) for span, each in held.items()}
    by_element = {
        element: tuple(span for span, each in held.items() if element in each)
        for element in ELEMENTS
    }
    return Found(spans, {element: at for element, at in by_element.items() if at}, wanted)


_PLACES: Final = re.compile(
    r"(?:on |in |for |with |the |our |my |all |every |any )*(?:[\w-]+ ){0,2}(?:jobs|repairs|bay"
    r"|desk"
    r"|reception|customers|handovers|appraisals|meetings|reviews|inspections|services|recoveries"
    r"|callouts|breakdowns|vans|trucks|taxis)\W*"
)
"""A whole clause that names work and says nothing else is where it is used: "windscreen jobs"."""

_TURNS: Final = re.compile(r"\b(?:but|except|apart from|though|although|however)\b")


def _in_answer(
    clause: str, element: ElementId | None, wanted: tuple[ElementId, ...], *, first: bool
) -> tuple[ElementId, ...]:
    """What one clause of an answer holds; `first`: it is the first that says anything."""
    if set(wanted) == set(USUAL):
        if element is None and first and _PLACES.fullmatch(clause):
            return ("helps",)
        if element is None and (is_what_one_does(clause) or (not first and is_of_own_work(clause))):
            return ("helps",)
        element = element or "learnt"
        if element in ("learnt", "next") and names_an_occasion(clause):
            return (element, "helps")
        return (element,)
    if not first:
        return (element or wanted[0],)
    if element == "next" and wanted[0] not in ("next", "helps", "changed"):
        return (wanted[0], element)
    return (wanted[0],)


def _goes_on(before: str, held: tuple[ElementId, ...], wanted: ElementId) -> ElementId | None:
    """What a clause without a cue takes from the one before it in its sentence."""
    if before[-1:] in ".!?…" or wanted in held:
        return None
    return held[0] if held else None


def _explains_what_was_said(before: str, clause: str) -> bool:
    """Whether a reason in an answer is why the thing is so, and not why it was learnt."""
    if not _REASON.match(clause) or _SENTENCE_BEFORE.search(before):
        return False
    return _LEARNING_BEFORE.search(before) is None


def stages(found: Found) -> Mapping[Stage, tuple[Span, ...]]:
    """The spans of the text that belong to each stage that is filled, none of them empty.

    Clauses that follow each other are one span. What an answer holds besides goes with the stage
    that was asked for, so that no word of it is lost.
    """
    of_clause = _stages_of_clauses(found)
    if found.asked and found.spans:
        for fills in of_clause.values():
            if not fills:
                fills.add(STAGE_OF[found.asked[0]])
    return _by_stage(of_clause)


def stages_told(text: str) -> Mapping[Stage, tuple[Span, ...]]:
    """The spans of an account that came unasked, by the stage that they belong to.

    A clause without a cue goes with the one before it in its sentence: "realised my knees aren't
    the problem, it's the twist".
    """
    of_clause = _stages_of_clauses(find(text))
    for previous, span in pairwise(of_clause):
        goes_on = text[previous[1] - 1] not in ".!?…" and "\n" not in text[previous[1] : span[0]]
        if not of_clause[span] and goes_on and not is_empty(folded(text[slice(*span)])):
            of_clause[span] |= of_clause[previous]
    return _by_stage(of_clause)


def _stages_of_clauses(found: Found) -> dict[Span, set[Stage]]:
    of_clause: dict[Span, set[Stage]] = {span: set() for span in found.clauses}
    for element, spans in found.spans.items():
        for span in spans:
            of_clause[span].add(STAGE_OF[element])
    return of_clause


def _by_stage(of_clause: Mapping[Span, set[Stage]]) -> Mapping[Stage, tuple[Span, ...]]:
    joined = {
        stage: _joined((stage in fills, span) for span, fills in of_clause.items())
        for stage in STAGES
    }
    return {stage: spans for stage, spans in joined.items() if spans}


def _joined(clauses_in_order: Iterable[tuple[bool, Span]]) -> tuple[Span, ...]:
    """The spans of those that are in, runs of them as one."""
    spans: list[Span] = []
    goes_on = False
    for inside, span in clauses_in_order:
        if inside and goes_on:
            spans[-1] = (spans[-1][0], span[1])
        elif inside:
            spans.append(span)
        goes_on = inside
    return tuple(spans)
