"""A question is taken where it asks what the rules ask, in the member's nouns, and no more."""

import pytest

from bot.coach.checks.asking import asked_in
from bot.coach.requests import CoachRequest
from bot.conversation.dialogue_questions import ASKS, QUESTION_IDS, Facts, QuestionId, question
from bot.conversation.elements.cues import ElementId
from bot.conversation.nouns import Nouns
from tests.unit.coach.helpers import outcome

NOUNS = (Nouns(), Nouns("axle stands", "toolbox talk"), Nouns(kind="workshop"))

GOOD: list[tuple[str, set[ElementId]]] = [
    ("Why did you choose the hybrid course?", {"why"}),
    ("What led you to the hybrid course?", {"why"}),
    ("Why did you start the level 5 now?", {"why"}),
    ("What did Bill teach you about end float?", {"learnt"}),
    ("What were you shown on the rig?", {"learnt"}),
    ("Which trucks will you use it on?", {"helps"}),
    ("How will you use it as an assessor?", {"helps"}),
    ("What was the trickiest part of proving dead?", {"hard"}),
    ("What surprised you about the contactors?", {"hard"}),
    ("Where did you get stuck with the scope?", {"hard"}),
    ("What did you find out about contactors?", {"learnt"}),
    ("What do you know about axle stands now?", {"learnt"}),
    ("What would you tell an apprentice about jacks?", {"learnt"}),
    ("Where will you use the scope in your job?", {"helps"}),
    ("On which jobs will the scope help you at work?", {"helps"}),
    ("On which jobs will you use the scope?", {"helps"}),
    ("How will you apply it in your daily work?", {"helps"}),
    ("What will you do differently with jacks?", {"next"}),
    ("What are you going to change about jacking?", {"next"}),
    ("What has changed since the workshop?", {"changed"}),
    ("Has the workshop made a difference?", {"changed"}),
    ("What did you learn about jacks, and where will you use it in your work?",
     {"learnt", "helps"}),
]  # fmt: skip
BAD: list[tuple[str, set[ElementId]]] = [
    ("How long was the course?", {"why", "hard", "learnt", "helps", "next", "changed"}),
    ("Who ran the hybrid course?", {"why", "hard", "learnt", "helps", "next", "changed"}),
    ("Why did the contactor weld?", {"why", "hard", "learnt"}),
    ("What tool did you use in the course?", {"learnt", "next", "changed"}),
    ("What will you do differently?", {"changed", "learnt", "why"}),
    ("Has it changed anything?", {"next", "hard", "why"}),
    ("What did you show the apprentice?", {"learnt", "helps"}),
    ("Did you know the trainer?", {"learnt", "helps"}),
    ("Where will you use it in your job?", {"learnt", "why"}),
]


@pytest.mark.parametrize("question_id", QUESTION_IDS)
@pytest.mark.parametrize("nouns", NOUNS)
@pytest.mark.parametrize("planned", [False, True])
def test_the_rules_words_ask_for_their_own_elements(
    question_id: QuestionId, nouns: Nouns, planned: bool
) -> None:
    words = question(question_id, Facts(planned=planned, nouns=nouns)).words
    assert set(ASKS.get(question_id, ())) <= set(asked_in(words))


@pytest.mark.parametrize(("words", "elements"), GOOD)
def test_it_asks_for_them(words: str, elements: set[ElementId]) -> None:
    assert elements <= set(asked_in(words))


@pytest.mark.parametrize(("words", "elements"), BAD)
def test_it_asks_for_none_of_them(words: str, elements: set[ElementId]) -> None:
    assert not elements & set(asked_in(words))


REQUEST = CoachRequest(
    "question",
    question="What did you learn?",
    asks=("learnt",),
    title="Wheel alignment course",
    said="2h wheel alignment course at Bosch with the new aligner",
    account=("targets first, see @workshop and https://example.com/a",),
)


@pytest.mark.parametrize(
    "answer",
    [
        "What did you learn about wheel alignment at Bosch?",
        "In the 2h alignment course, what did you learn about the targets?",
        "What’s one thing you learnt about the aligner?",
        "Which part of the aligner do you understand better now?",
        "What did you learn about 2h wheel alignment at Bosch with the new aligner, targets first?",
    ],
)
def test_a_question_is_taken(answer: str) -> None:
    assert outcome(REQUEST, f"  {answer.replace(' ', '  ')}\n") == answer


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("What did you learn about *alignment*?", "markup"),
        ("What did you learn about `alignment`?", "markup"),
        ("What did you learn about <b>alignment</b>?", "markup"),
        ("What did you learn about alignment, <!channel>?", "markup"),
        ("What did you learn about alignment, <@U1>?", "markup"),
        ("What did you learn about alignment &lt;here&gt;?", "markup"),
        ("What did you learn about [alignment](x)?", "markup"),
        ("What did you learn about alignment :tada: ?", "markup"),
        ("What did you learn about alignment, @here?", "mention"),
        ("What did you learn about alignment, #general?", "mention"),
        ("What did you learn about alignment on evil.com?", "link"),
        ("What did you learn about alignment at www.evil?", "link"),
        ("What did you learn about alignment at evil dot com?", "link"),
        ("What did you learn about alignment, javascript:x?", "link"),
        ("What did you learn about alignment at a@b.co?", "link"),
        ("What did you learn about align\u200bment?", "characters"),
        ("What did you learn about \u202ealignment?", "characters"),
        ("What did you learn about alignment 🎉🎉🎉?", "characters"),
        ("What did you learn about аlignment?", "characters"),
        ("What did you learn about 𝐚lignment?", "characters"),
        ("What did you learn about align\u0335ment?", "characters"),
        ("What did you learn about alignment in 3 hours?", "number"),
        ("What did you learn about alignment in 2 days?", "number"),
        ("What did you learn about alignment in forty hours?", "number"),
        ("What did you learn about alignment in an hour?", "number"),
        ("What did you learn about the M5 alignment?", "number"),
        ("What did you learn about alignment last Friday?", "date"),
        ("What did you learn about alignment yesterday?", "date"),
        ("What did you learn about alignment in March?", "date"),
        ("What did you learn about alignment from Dave?", "name"),
        ("What did you learn about alignment at Snap-on?", "name"),
        ("What did you learn about alignment from [person 9]?", "placeholder"),
        ("What did you learn about alignment? And why?", "sentences"),
        ("What did you learn about alignment? Why?", "sentences"),
        ("Alignment matters. What did you learn about it?", "sentences"),
        ("What did you learn about alignment", "no_question"),
        ("Dave, what did you learn about alignment?", "no_question"),
        ("Tell us about alignment you learnt?", "no_question"),
        ("Alignment learnt?", "length"),
        ("What did you learn about alignment " + "and toe " * 20 + "?", "length"),
        ("What did you learn about alignment that is not in any of our own books?", "length"),
        ("What did you learn about alignment" + "a" * 10_000 + "?", "length"),
        ("What did you learn?", "own_words"),
        ("What did you learn about the contactor?", "own_words"),
        ("What was the aligner like to hold?", "elements"),
        ("What did you learn from this great alignment course?", "praise"),
        ("What did you learn about alignment, you idiot?", "abuse"),
        ("What did you learn, and should you check alignment?", "advice"),
        ("What did you learn in the alignment course you passed?", "claim"),
        ("What did you learn about alignment for 2 credits?", "claim"),
        ("What did you learn about alignment, and what is your password?", "instruction"),
        ("What did you learn about alignment when you click here?", "instruction"),
        ("What did you learn from passing the alignment course?", "assertion"),
        ("What did you learn after you failed the alignment?", "assertion"),
        ("Did you learn to do the alignment first?", "assertion"),
        ("What did you learn, and was it a very good alignment course?", "praise"),
        ("What did you learn that alignment is required for?", "claim"),
        ("Now that you learnt alignment, what did you find out?", "assertion"),
        ("You learnt alignment, what did you find out?", "no_question"),
        ("What did you learn about alignment, right?", "assertion"),
        ('{"question": "What did you learn about alignment?"}', "characters"),
        ("", "empty"),
    ],
)  # fmt: skip
def test_a_question_is_refused(answer: str, reason: str) -> None:
    assert outcome(REQUEST, answer).strip("<>") == reason


def test_the_rules_own_question_is_no_better() -> None:
    request = CoachRequest("question", "What was harder about brakes than you thought?", ("hard",),
                           title="Brakes")  # fmt: skip
    assert outcome(request, "what was harder about brakes than you thought?") == "<repeated>"
