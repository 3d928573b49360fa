"""The questions, their words, and which one is most worth asking; no state and no other words."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, get_args

from bot.policy.vocabulary import STAGES, Stage

Need = Literal["title", "date", "duration", "relevance", "sufficiency"]
"""What a scheme can find missing: a fact, a line of the member's own, or enough of them."""

FactQuestionId = Literal["title", "date", "duration"]
"""Questions whose answer is a fact of the entry and not the member's own account of it."""

QuestionId = FactQuestionId | Stage | Literal["relevance", "more"]
"""The stages' own questions, and two that add to the evaluation what it lacks for an audit."""

FACT_QUESTIONS: tuple[FactQuestionId, ...] = get_args(FactQuestionId)

QUESTION_IDS: tuple[QuestionId, ...] = (*FACT_QUESTIONS, *STAGES, "relevance", "more")

DURATION_CHOICES: tuple[str, ...] = ("30 min", "1 h", "2 h", "half a day")
"""Quick answers to the duration question, as the member would type them."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: which it is, the stage its answer fills (None for a fact), and its words.

    `settles` are the needs that an answer can meet; `choices` are quick answers, each the text
    that the member could have typed instead. `words` are plain text, not escaped.
    """

    id: QuestionId
    words: str
    stage: Stage | None = None
    settles: frozenset[Need] = frozenset()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialogue must know of an entry to ask well.

    `missing` is the union of what the member's schemes miss; "duration" stands in it only where
    one of them counts duration. `filled` are the stages that hold words already. `job_role` is
    the role at the activity's date, where known.
    """

    planned: bool = False
    missing: frozenset[Need] = frozenset()
    filled: frozenset[Stage] = frozenset()
    job_role: str | None = None


def question(question_id: QuestionId, facts: Facts) -> Question:
    """The question as it is put for this entry."""
    job = f"your job as {facts.job_role}" if facts.job_role else "your job"
    match question_id:
        case "title":
            return Question("title", "What was it, in a few words?", settles=frozenset({"title"}))
        case "date":
            words = "Which day is it planned for?" if facts.planned else "Which day was it?"
            return Question("date", words, settles=frozenset({"date"}))
        case "duration":
            words = "How long will it take?" if facts.planned else "How long did it take?"
            settles: frozenset[Need] = frozenset({"duration"})
            return Question("duration", words, settles=settles, choices=DURATION_CHOICES)
        case "evaluate":
            words = f"What did you learn, and how does it help in {job}?"
            return Question("evaluate", words, "evaluate", frozenset({"relevance", "sufficiency"}))
        case "relevance":
            words = f"How does it help in {job}?"
            return Question("relevance", words, "evaluate", frozenset({"relevance", "sufficiency"}))
        case "more":
            words = "Tell me a little more, in a sentence: what did you do or learn?"
            return Question("more", words, "evaluate", frozenset({"sufficiency"}))
        case "act":
            return Question("act", "How did you go about it?", "act", frozenset({"sufficiency"}))
        case "reflect":
            words = f"What in {job} made you choose this?"
            settles = frozenset({"relevance", "sufficiency"})
            return Question("reflect", words, "reflect", settles)
        case "plan":
            if facts.planned:
                words = "What do you want to be able to do afterwards?"
            else:
                words = "What will you do with it next?"
            return Question("plan", words, "plan", frozenset({"sufficiency"}))


def next_question(facts: Facts, closed: AbstractSet[QuestionId] = frozenset()) -> Question | None:
    """The question most worth asking now, or None where nothing is left to ask.

    `closed` are the questions already asked, skipped or put off. Facts that a scheme misses come
    first, then the line of the member's own that an audit would miss, then empty stages.
    """
    for question_id in _in_order_of_worth(facts):
        if question_id not in closed:
            return question(question_id, facts)
    return None


def _in_order_of_worth(facts: Facts) -> list[QuestionId]:
    missing, filled = facts.missing, facts.filled
    order: list[QuestionId] = [fact for fact in FACT_QUESTIONS if fact in missing]
    stages: tuple[Stage, ...] = ("reflect", "plan") if facts.planned else STAGES[:3]
    if not facts.planned:
        if "evaluate" not in filled:
            order.append("evaluate")
        elif "relevance" in missing:
            order.append("relevance")
        elif "sufficiency" in missing:
            order.append("more")
    order.extend(stage for stage in stages if stage not in filled)
    return order
