"""The reflect, plan, act, evaluate dialogue of one entry: what is asked, and what an event does.

Pure: a state and an event give a state and effects. Wordings are in `questions`, what a message
is in `routing`; nothing here is kept, sent or read from a clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Self, get_args

from bot.conversation.dialogue_questions import (
    ASKS,
    FACT_QUESTIONS,
    QUESTION_IDS,
    Facts,
    Question,
    QuestionId,
    further_questions,
    guided_questions,
    guided_steps,
    needed_questions,
    question,
)
from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.finding import STAGE_OF
from bot.conversation.elements.grading import Grade
from bot.policy.vocabulary import Stage

PENDING_FOR = timedelta(hours=24)
"""How long a question waits for its answer at the top level of the conversation."""

QUESTION_LIMIT = 8
"""Questions at most for one entry, asked for or not."""

GUIDED_AT_ONCE = 2
"""So many questions somebody is guided through who has not asked for it; then they are asked
whether that is enough. Of what they had planned it is one: what has it changed?
"""

Guide = Literal["", "default", "chosen"]
GUIDES: tuple[Guide, ...] = get_args(Guide)

Status = Literal["draft", "saved", "discarded"]
STATUSES: tuple[Status, ...] = get_args(Status)

_FORMERLY = frozenset({"last_step", "before"})
"""What releases before 0.2 kept in a state to undo one step."""


# --- What can happen --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft was made: ask its first question."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The member answered, and `words` are to be kept as they are.

    `private` when they were typed in a modal and must never be shown. `question` is the one they
    are for, where the surface knows (a modal); None stands for the pending one. An answer to a
    question of fact is read first (`read_duration`, `read_date`); one that cannot be read is no
    answer yet. `grade`: what is empty or denied fills no stage and is followed up once, as is what
    is short. `holds` are the elements that were found in it.
    """

    words: str
    at: datetime
    private: bool = False
    question: QuestionId | None = None
    grade: Grade = "account"
    holds: frozenset[ElementId] = frozenset()


@dataclass(frozen=True, slots=True)
class AskedAnother:
    """The member wants another question ("Ask me another")."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Guided:
    """The member wants to be guided ("Guide me")."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SaidEnough:
    """The member does not want to be guided any further ("Enough")."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """The member takes up what was put off or left open ("Add it", Home, a nudge)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """Never ask the pending question again for this entry."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PutOff:
    """Ask the pending question later."""

    at: datetime


@dataclass(frozen=True, slots=True)
class WentBack:
    """Return to the question before, to answer it or to answer it anew."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The member saved, answered or not."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Discarded:
    """The member dropped the draft."""

    at: datetime


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The member wants a discarded draft back."""

    at: datetime


Event = (
    Opened
    | Answered
    | AskedAnother
    | Guided
    | SaidEnough
    | Resumed
    | Skipped
    | PutOff
    | WentBack
    | Saved
    | Discarded
    | BroughtBack
)


# --- What is to be done about it --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ask:
    """Put this question."""

    question: Question


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """Keep the words as the answer to `question`: in `stage`, or as a fact where that is None.

    `adds`: another answer stands in that stage already, so the words go behind it; otherwise
    they take the place of what the stage holds, whose earlier words stay in the revisions.
    """

    question: QuestionId
    stage: Stage | None
    words: str
    private: bool = False
    adds: bool = False


@dataclass(frozen=True, slots=True)
class KeepAside:
    """The words are no account: they stand in no stage, and in the history alone."""

    words: str


@dataclass(frozen=True, slots=True)
class KeepUnplaced:
    """No question was waiting for these words: keep them and ask what they are."""

    words: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class SaveEntry:
    """Save the entry as it stands."""


@dataclass(frozen=True, slots=True)
class DiscardEntry:
    """Discard the draft, to be restored by undo."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing changes, and `why` says which sentence the member is owed."""

    why: Literal[
        "no_question",
        "nothing_left_to_ask",
        "nothing_before",
        "not_discarded",
        "already_saved",
        "already_discarded",
    ]


Effect = Ask | KeepAnswer | KeepAside | KeepUnplaced | SaveEntry | DiscardEntry | Nothing


# --- The state --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Where the dialogue of one entry stands; holds which questions, never a member's words.

    `asked` is in the order of first asking and only grows. A question in it that is neither
    answered, skipped nor put off is open. What was answered with nothing is put off, too: it comes
    again only where the member takes it up. `pending` is the one waiting for its answer since
    `pending_since`; a discarded draft's waits for the draft to be brought back. `guide`: whether
    the member is guided, by default or because they chose it.
    """

    status: Status = "draft"
    asked: tuple[QuestionId, ...] = ()
    answered: frozenset[QuestionId] = frozenset()
    skipped: frozenset[QuestionId] = frozenset()
    later: frozenset[QuestionId] = frozenset()
    pending: QuestionId | None = None
    pending_since: datetime | None = None
    guide: Guide = ""

    def pending_at(self, now: datetime) -> QuestionId | None:
        """The question that a message at the top level would answer at `now`, if any."""
        if self.pending_since is None or now - self.pending_since >= PENDING_FOR:
            return None
        return self.open

    @property
    def open(self) -> QuestionId | None:
        """The question that waits for its answer, however long ago it was put."""
        return None if self.status == "discarded" else self.pending

    def taken_back_to(self, before: Self, at: datetime) -> Self:
        """The state before a step that the member takes back at a moment.

        What was asked stays asked, or undoing would let the bot ask more than its limit.
        """
        since = at if before.pending is not None else None
        return replace(before, asked=self.asked, pending_since=since)

    def to_dict(self) -> dict[str, Any]:
        """The state as plain JSON values."""
        return {
            "status": self.status,
            "asked": list(self.asked),
            "answered": sorted(self.answered),
            "skipped": sorted(self.skipped),
            "later": sorted(self.later),
            "pending": self.pending,
            "pending_since": self.pending_since.isoformat() if self.pending_since else None,
            "guide": self.guide,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The state that `to_dict` wrote, in whatever release: what is `unknown_in` it is passed
        over, and what is missing stands as at the beginning.
        """
        pending = data.get("pending") if data.get("pending") in QUESTION_IDS else None
        since = data.get("pending_since") if pending else None
        status, guide = data.get("status", "draft"), data.get("guide", "")
        return cls(
            status=status if status in STATUSES else "draft",
            asked=_questions(data.get("asked", ())),
            answered=frozenset(_questions(data.get("answered", ()))),
            skipped=frozenset(_questions(data.get("skipped", ()))),
            later=frozenset(_questions(data.get("later", ()))),
            pending=pending,
            pending_since=datetime.fromisoformat(since) if since else None,
            guide=guide if guide in GUIDES else "",
        )


def unknown_in(data: Mapping[str, Any]) -> frozenset[str]:
    """What a kept state holds that this release has no place for: fields and questions."""
    fields = data.keys() - DialogueState().to_dict().keys() - _FORMERLY
    named = {
        name
        for field in ("asked", "answered", "skipped", "later")
        for name in data.get(field, ())
        if name not in QUESTION_IDS
    }
    return frozenset(fields | named)


def _questions(names: Iterable[str]) -> tuple[QuestionId, ...]:
    return tuple(known for name in names for known in QUESTION_IDS if known == name)


Outcome = tuple[DialogueState, tuple[Effect, ...]]


def step(state: DialogueState, event: Event, facts: Facts) -> Outcome:
    """What `event` does to the dialogue; `facts` are the entry's before the event."""
    match event:
        case Answered():
            return _answer(state, event, facts)
        case BroughtBack():
            return _bring_back(state, event.at, facts)
        case _ if state.status == "discarded":
            return state, (Nothing("already_discarded"),)
        case Opened() | AskedAnother() | Guided() | Resumed():
            return _go_on(state, event, facts)
        case Skipped() | PutOff():
            return _set_aside(state, event, facts)
        case WentBack():
            return _go_back(state, event.at, facts)
        case SaidEnough():
            return _stop_guiding(state), ()
        case Saved():
            if state.status == "saved":
                return state, (Nothing("already_saved"),)
            return replace(_closed(state), status="saved", guide=""), (SaveEntry(),)
        case Discarded():
            if state.status == "saved":
                return state, (Nothing("already_saved"),)
            return replace(state, status="discarded"), (DiscardEntry(),)


def _go_on(
    state: DialogueState, event: Opened | AskedAnother | Guided | Resumed, facts: Facts
) -> Outcome:
    """A question is put, if there is one left; opening an entry may well put none."""
    match event:
        case Opened():
            opened = replace(state, guide="default") if facts.guided else state
            return _ask_next(opened, event.at, facts)
        case AskedAnother():
            facts = _as_if_answered(state, facts)
            order = further_questions(facts)
            if state.guide:  # the usual question is two of those that lead through it
                further = [one for one in order if one != "evaluate"]
                order = [*guided_questions(facts), *further]
            after, effects = _ask(state, event.at, facts, order)
        case Guided():
            return _guide(state, event.at, facts)
        case Resumed():
            resumed = replace(_closed(state), later=frozenset())
            order = needed_questions(facts)
            if state.guide and state.status == "draft":
                order = [*guided_questions(facts), *order]
            after, effects = _ask(resumed, event.at, facts, order)
    return (after, effects) if effects else (state, (Nothing("nothing_left_to_ask"),))


def _answer(state: DialogueState, event: Answered, facts: Facts) -> Outcome:
    question_id = event.question or state.pending
    if question_id is None or state.status == "discarded":
        return state, (KeepUnplaced(event.words, event.private),)
    put = question(question_id, facts)
    told_beside = state.pending not in (question_id, None)
    if event.grade in ("empty", "denied") and put.stage is not None:
        if told_beside:
            return state, (KeepAside(event.words),)
        return _follow_up(state, question_id, event, facts, (KeepAside(event.words),))
    keep = KeepAnswer(
        question=question_id,
        stage=put.stage,
        words=event.words,
        private=event.private,
        adds=_stands_behind_another(state, put, facts),
    )
    after = replace(
        state,
        answered=state.answered | {question_id},
        skipped=state.skipped - {question_id},
        later=state.later - {question_id},
    )
    if told_beside:
        return after, (keep,)
    after = _closed(after)
    if event.grade == "short" and put.id in (*_FOLLOWED_UP, "use"):
        after, effects = _follow_up(after, question_id, event, facts, (keep,))
        if after.pending is not None:
            return after, effects
    if after.guide or (state.status == "draft" and question_id in FACT_QUESTIONS):
        after, effects = _ask_next(after, event.at, _with(facts, put, event.holds))
        return after, (keep, *effects)
    return after, (keep,)


def _as_if_answered(state: DialogueState, facts: Facts) -> Facts:
    """Another question is not a part of the one that stands open."""
    asked_for = ASKS.get(state.pending, ()) if state.pending else ()
    return replace(facts, elements=facts.elements.union(asked_for))


def _with(facts: Facts, put: Question, holds: frozenset[ElementId]) -> Facts:
    """The facts once a question is answered."""
    told = {STAGE_OF[element] for element in holds}
    filled = facts.filled | told | ({put.stage} if put.stage else set())
    elements = facts.elements | holds | set(ASKS.get(put.id, ()))
    return replace(facts, filled=filled, elements=elements)


def _guide(state: DialogueState, at: datetime, facts: Facts) -> Outcome:
    """From here on one question leads to the next; the usual one makes way for the first."""
    guided = replace(state, guide="chosen")
    if guided.pending is not None and guided.pending not in FACT_QUESTIONS:
        guided = _closed(guided)
    if guided.pending is not None:
        return guided, ()
    after, effects = _ask_next(guided, at, facts)
    return (after, effects) if effects else (state, (Nothing("nothing_left_to_ask"),))


def _stop_guiding(state: DialogueState) -> DialogueState:
    """What is still asked by element is let go; a fact that is missing is asked all the same."""
    after = replace(state, guide="")
    if state.pending is None or state.pending in FACT_QUESTIONS:
        return after
    return replace(_closed(after), skipped=after.skipped | {state.pending})


def _follow_up(
    state: DialogueState,
    question_id: QuestionId,
    event: Answered,
    facts: Facts,
    effects: tuple[Effect, ...],
) -> Outcome:
    """One more question about what was not told, once; then it is let be."""
    after = _closed(state)
    if event.grade != "short":
        after = replace(after, later=after.later | {question_id})
    follow: QuestionId = "next_person" if event.grade == "denied" else "colleague"
    wanted = not facts.planned and (event.grade == "short" or question_id in _FOLLOWED_UP)
    asked_before = {"colleague", "next_person"} & set(state.asked)
    if wanted and not asked_before and len(state.asked) < QUESTION_LIMIT:
        asked = (*after.asked, follow)
        after = replace(after, asked=asked, pending=follow, pending_since=event.at)
        return after, (*effects, Ask(question(follow, facts)))
    if after.guide and event.grade != "short":
        after, further = _ask_next(after, event.at, facts)
        return after, (*effects, *further)
    return after, effects


_FOLLOWED_UP: frozenset[QuestionId] = frozenset({"evaluate", "more", "known"})


def _stands_behind_another(state: DialogueState, put: Question, facts: Facts) -> bool:
    """Whether the stage holds words that are not this question's own earlier answer."""
    if put.stage is None:
        return False
    others = {q for q in state.answered - {put.id} if question(q, facts).stage == put.stage}
    return bool(others) or (put.stage in facts.filled and put.id not in state.answered)


def _set_aside(state: DialogueState, event: Skipped | PutOff, facts: Facts) -> Outcome:
    put = state.pending
    if put is None:
        return state, (Nothing("no_question"),)
    if isinstance(event, Skipped):
        after = replace(state, skipped=state.skipped | {put})
    else:
        after = replace(state, later=state.later | {put})
    after = _closed(after)
    if state.guide or (state.status == "draft" and put in FACT_QUESTIONS):
        return _ask_next(after, event.at, facts)
    return after, ()


def _go_back(state: DialogueState, at: datetime, facts: Facts) -> Outcome:
    earlier = state.asked[: state.asked.index(state.pending)] if state.pending else state.asked
    if not earlier:
        return state, (Nothing("nothing_before"),)
    target = earlier[-1]
    after = replace(
        state,
        skipped=state.skipped - {target},
        later=state.later - {target},
        pending=target,
        pending_since=at,
    )
    return after, (Ask(question(target, facts)),)


def _bring_back(state: DialogueState, at: datetime, facts: Facts) -> Outcome:
    """The question that waited when the draft was discarded waits again; else the next is put."""
    if state.status != "discarded":
        return state, (Nothing("not_discarded"),)
    draft = replace(state, status="draft")
    if state.pending is None:
        return _ask_next(draft, at, facts)
    return replace(draft, pending_since=at), (Ask(question(state.pending, facts)),)


def _ask_next(state: DialogueState, at: datetime, facts: Facts) -> Outcome:
    """Put the question that comes by itself now; no effect where there is none."""
    if not state.guide:
        return _ask(state, at, facts, needed_questions(facts))
    order = guided_questions(facts)
    if state.guide == "default" and len(guided_so_far(state, facts)) >= _at_once(facts):
        order = [one for one in order if one in FACT_QUESTIONS]
    return _ask(state, at, facts, order)


def _ask(state: DialogueState, at: datetime, facts: Facts, order: Sequence[QuestionId]) -> Outcome:
    """Put the first of these that is open; no effect where none is."""
    closed = state.answered | state.skipped | state.later
    if state.pending is not None:
        closed |= {state.pending}
    if len(state.asked) >= QUESTION_LIMIT:
        closed |= frozenset(QUESTION_IDS) - frozenset(state.asked)
    found = next((one for one in order if one not in closed), None)
    if found is None:
        return state, ()
    asked = state.asked if found in state.asked else (*state.asked, found)
    after = replace(state, asked=asked, pending=found, pending_since=at)
    return after, (Ask(question(found, facts)),)


def _at_once(facts: Facts) -> int:
    return 1 if facts.foreseen and not facts.planned else GUIDED_AT_ONCE


def guided_so_far(state: DialogueState, facts: Facts) -> tuple[QuestionId, ...]:
    """The questions that somebody was guided through and is done with, whatever they said."""
    done = state.answered | state.skipped | state.later
    steps = guided_steps(facts)
    return tuple(one for one in state.asked if one in steps and one in done and one != state.open)


def put(state: DialogueState, facts: Facts) -> Question | None:
    """The open question as it is shown, with its place where somebody is guided."""
    if state.open is None:
        return None
    shown = question(state.open, facts)
    if not state.guide or state.open not in guided_steps(facts):
        return shown
    number = len(guided_so_far(state, facts)) + 1
    closed = state.answered | state.skipped | state.later | {state.open, *FACT_QUESTIONS}
    total = number + sum(one not in closed for one in guided_questions(facts))
    if state.guide == "default":
        total = min(total, _at_once(facts))
    if number > total:
        return shown
    return replace(shown, place=(number, total)) if total > 1 else shown


def is_asked_for_one_more(state: DialogueState) -> bool:
    """Whether "Enough, or one more?" is what waits: more of an account is an answer to it."""
    return state.guide == "default" and state.open is None and bool(state.asked)


def _closed(state: DialogueState) -> DialogueState:
    return replace(state, pending=None, pending_since=None)
