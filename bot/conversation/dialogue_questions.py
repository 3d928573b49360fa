"""The questions, their words, and which one is most worth asking; no state and no other words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.finding import USUAL
from bot.conversation.nouns import Nouns
from bot.policy import vocabulary
from bot.policy.vocabulary import STAGES, Stage

FactQuestionId = Literal["title", "date", "minutes"]
"""Questions whose answer is a fact of the entry and not the member's own account of it."""

QuestionId = (
    FactQuestionId
    | Stage
    | Literal["more", "colleague", "next_person", "hard", "known", "use", "changed"]
)
"""The facts; the usual question (`evaluate`) and what adds to its answer where that is too short
for an audit; what is asked once where an answer told nothing, or denied that there was anything;
and the questions by element.
"""

FACT_QUESTIONS: tuple[FactQuestionId, ...] = get_args(FactQuestionId)

QUESTION_IDS: tuple[QuestionId, ...] = (
    *FACT_QUESTIONS,
    *STAGES,
    "more",
    "colleague",
    "next_person",
    "hard",
    "known",
    "use",
    "changed",
)

ASKS: Final[Mapping[QuestionId, tuple[ElementId, ...]]] = {
    "evaluate": USUAL,
    "more": USUAL,
    "colleague": ("learnt",),
    "next_person": ("learnt",),
    "reflect": ("why",),
    "plan": ("next",),
    "hard": ("hard",),
    "known": ("learnt",),
    "use": ("helps",),
    "changed": ("changed",),
}
"""By question: the elements of an account that it asks for; the others ask for none."""

DURATION_CHOICES: tuple[str, ...] = ("30 min", "1 h", "2 h", "half a day")
"""Quick answers to the question of minutes, as the member would type them."""


GUIDED: Final[tuple[QuestionId, ...]] = ("hard", "known", "use", "plan")
"""What somebody who is guided is asked about what they did, in this order."""

GUIDED_AHEAD: Final[tuple[QuestionId, ...]] = ("reflect", "plan")
"""The same about what they plan: why, and what they want from it."""

GUIDED_AFTERWARDS: Final[tuple[QuestionId, ...]] = ("changed", "hard", "known", "use")
"""The same about what they had planned and have done: what it changed comes first."""

ANOTHER: Final[tuple[QuestionId, ...]] = ("use", "known", "hard", "plan", "reflect", "act")
"""What "Ask me another" goes on with, most useful first."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which it is, its words, and the stage its answer fills (None for a fact).

    `choices` are quick answers, each the text that the member could have typed instead. `words`
    are plain text, not escaped. `place` is its place among so many that somebody is guided
    through, (1, 2) for the first of two; None where it stands alone.
    """

    id: QuestionId
    words: str
    stage: Stage | None = None
    choices: tuple[str, ...] = ()
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialogue must know of an entry to ask well.

    `missing` is the union of the `missing_questions` of the entry's assessments, so that minutes
    are asked only where a scheme counts them. `filled` are the stages that hold words already,
    `elements` what those words hold.
    `guided`: the member's schemes count nothing, so that they are guided unless they say otherwise.
    `foreseen`: it was in the record before its day. `nouns` are what a question may call it by.
    """

    planned: bool = False
    missing: frozenset[vocabulary.Question] = frozenset()
    filled: frozenset[Stage] = frozenset()
    elements: frozenset[ElementId] = frozenset()
    guided: bool = False
    foreseen: bool = False
    nouns: Nouns = field(default_factory=Nouns)


def question(question_id: QuestionId, facts: Facts) -> Question:
    """The question as it is put for this entry."""
    planned = facts.planned
    match question_id:
        case "title":
            return Question("title", "What was it, in a few words?")
        case "date":
            return Question("date", "Which day is it?" if planned else "Which day was it?")
        case "minutes":
            words = "How long will it take?" if planned else "How long did it take?"
            return Question("minutes", words, choices=DURATION_CHOICES)
        case "evaluate":
            words = "What did you learn, and where will you use it in your job?"
            return Question("evaluate", words, "evaluate")
        case "plan" if planned:
            after = f"after the {facts.nouns.kind}" if facts.nouns.kind else "afterwards"
            return Question("plan", f"What do you want to be able to do {after}?", "plan")
        case "reflect" if planned:
            return Question("reflect", "What in your job made you choose this?", "reflect")
        case _:
            words, stage = _PLAIN[question_id]
            return Question(question_id, _with_noun(question_id, facts.nouns) or words, stage)


def _with_noun(question_id: QuestionId, nouns: Nouns) -> str:
    """The question with a noun from the title; empty where there is none for it."""
    about_topic, about_kind = _WITH_TOPIC.get(question_id), _WITH_KIND.get(question_id)
    if about_topic and nouns.topic:
        return about_topic.format(topic=nouns.topic)
    return about_kind.format(kind=nouns.kind) if about_kind and nouns.kind else ""


_WITH_TOPIC: Final[Mapping[QuestionId, str]] = {
    "hard": "What was harder about {topic} than you thought?",
    "known": "What do you know about {topic} now that you did not before?",
}
_WITH_KIND: Final[Mapping[QuestionId, str]] = {
    "hard": "What was harder in the {kind} than you thought?",
    "known": "What do you know from the {kind} that you did not before?",
    "reflect": "What made the {kind} worth doing now?",
    "changed": "Has the {kind} changed anything?",
}


_PLAIN: Final[Mapping[QuestionId, tuple[str, Stage]]] = {
    "more": ("A little more, in a sentence: what did you do or learn?", "evaluate"),
    "colleague": ("One thing from it you would tell a colleague?", "evaluate"),
    "next_person": ("Fair enough. Anything you’d tell the next person?", "evaluate"),
    "reflect": ("What made it worth doing now?", "reflect"),
    "hard": ("What was harder than you thought?", "reflect"),
    "known": ("What do you know now that you did not before?", "evaluate"),
    "use": ("Where will you use it in your job?", "evaluate"),
    "plan": ("What will you do differently?", "plan"),
    "changed": ("Has it changed anything?", "evaluate"),
    "act": ("What was your part?", "act"),
}
"""The words where no noun is at hand, and the stage that the answer fills."""


def needed_questions(facts: Facts) -> list[QuestionId]:
    """What is asked by itself, most useful first: facts that a scheme misses, then the one
    question worth most; of what is planned, why.
    """
    needed: list[QuestionId] = [fact for fact in FACT_QUESTIONS if fact in facts.missing]
    if facts.planned:
        return [*needed, *(one for one in GUIDED_AHEAD[:1] if is_open(one, facts))]
    if "evaluate" not in facts.filled:
        return [*needed, "evaluate"]
    if "evaluate" in facts.missing:
        return [*needed, "more" if "helps" in facts.elements else "use"]
    return needed


def guided_questions(facts: Facts) -> list[QuestionId]:
    """What somebody who is guided is asked: facts that a scheme misses, then each element that is
    not there yet.
    """
    facts_first: list[QuestionId] = [fact for fact in FACT_QUESTIONS if fact in facts.missing]
    return [*facts_first, *(one for one in guided_steps(facts) if is_open(one, facts))]


def guided_steps(facts: Facts) -> tuple[QuestionId, ...]:
    """What somebody is guided through for an entry like this, whatever it holds already."""
    if facts.planned:
        return GUIDED_AHEAD
    return GUIDED_AFTERWARDS if facts.foreseen else GUIDED


def further_questions(facts: Facts) -> list[QuestionId]:
    """What "Ask me another" goes on with: what is needed, then what is not there yet."""
    further = GUIDED_AHEAD if facts.planned else ANOTHER
    needed = needed_questions(facts)
    return [*needed, *(one for one in further if one not in needed and is_open(one, facts))]


def is_open(question_id: QuestionId, facts: Facts) -> bool:
    """Whether an entry does not hold yet what a question asks for."""
    stage = question(question_id, facts).stage
    if question_id == "act" or facts.planned:
        return stage not in facts.filled
    if question_id == "plan" and stage in facts.filled:
        return False
    wanted = ASKS.get(question_id, ())
    return not set(wanted) <= facts.elements
