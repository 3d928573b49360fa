"""The questions, their words, and which one is most worth asking; no state and no other words."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal, get_args

from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.finding import USUAL
from bot.policy import vocabulary
from bot.policy.vocabulary import STAGES, Stage

FactQuestionId = Literal["title", "date", "minutes"]
"""Questions whose answer is a fact of the entry and not the member's own account of it."""

QuestionId = FactQuestionId | Stage | Literal["more", "colleague", "next_person"]
"""The facts, the stages, what adds to an evaluation that is too short for an audit, and what is
asked once where an answer told nothing, or denied that there was anything.
"""

FACT_QUESTIONS: tuple[FactQuestionId, ...] = get_args(FactQuestionId)

QUESTION_IDS: tuple[QuestionId, ...] = (
    *FACT_QUESTIONS,
    *STAGES,
    "more",
    "colleague",
    "next_person",
)

ASKS: Final[Mapping[QuestionId, tuple[ElementId, ...]]] = {
    "evaluate": USUAL,
    "more": USUAL,
    "colleague": ("learnt",),
    "next_person": ("learnt",),
    "reflect": ("why",),
    "plan": ("next",),
}
"""By question: the elements of an account that it asks for; the others ask for none."""

DURATION_CHOICES: tuple[str, ...] = ("30 min", "1 h", "2 h", "half a day")
"""Quick answers to the question of minutes, as the member would type them."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which it is, its words, and the stage its answer fills (None for a fact).

    `choices` are quick answers, each the text that the member could have typed instead. `words`
    are plain text, not escaped.
    """

    id: QuestionId
    words: str
    stage: Stage | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialogue must know of an entry to ask well.

    `missing` is the union of the `missing_questions` of the entry's assessments, so that minutes
    are asked only where a scheme counts them. `filled` are the stages that hold words already.
    `job_role` is the role at the activity's date, where known.
    """

    planned: bool = False
    missing: frozenset[vocabulary.Question] = frozenset()
    filled: frozenset[Stage] = frozenset()
    job_role: str | None = None


def question(question_id: QuestionId, facts: Facts) -> Question:
    """The question as it is put for this entry."""
    job = f"your job as {facts.job_role}" if facts.job_role else "your job"
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
            words = f"What did you learn, and how does it help in {job}?"
            return Question("evaluate", words, "evaluate")
        case "more":
            words = "Tell me a little more, in a sentence: what did you do or learn?"
            return Question("more", words, "evaluate")
        case "colleague":
            words = "One thing from it you would tell a colleague?"
            return Question("colleague", words, "evaluate")
        case "next_person":
            words = "Fair enough. Anything you’d tell the next person?"
            return Question("next_person", words, "evaluate")
        case "reflect":
            return Question("reflect", f"What in {job} made you choose this?", "reflect")
        case "plan" if planned:
            return Question("plan", "What do you want to be able to do afterwards?", "plan")
        case "plan":
            return Question("plan", "What will you do with it next?", "plan")
        case "act":
            return Question("act", "How did you go about it?", "act")


def next_question(facts: Facts, closed: AbstractSet[QuestionId] = frozenset()) -> Question | None:
    """The question most worth asking now, or None where nothing is left to ask.

    `closed` are the questions not to be asked now. Facts that a scheme misses come first, then
    the line of the member's own that an audit would miss, then empty stages.
    """
    for question_id in _in_order_of_worth(facts):
        if question_id not in closed:
            return question(question_id, facts)
    return None


def _in_order_of_worth(facts: Facts) -> list[QuestionId]:
    order: list[QuestionId] = [fact for fact in FACT_QUESTIONS if fact in facts.missing]
    # What is only planned has nothing to tell of yet.
    stages: tuple[Stage, ...] = ("reflect", "plan")
    if not facts.planned:
        stages = ("reflect", "plan", "act")
        if "evaluate" not in facts.filled:
            order.append("evaluate")
        elif "evaluate" in facts.missing:
            order.append("more")
    order.extend(stage for stage in stages if stage not in facts.filled)
    return order
