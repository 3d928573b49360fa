"""The dialogue of one entry: what is asked, what events do, and what can never happen."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.conversation.dialogue import (
    QUESTION_LIMIT,
    Answered,
    Ask,
    AskedAnother,
    BroughtBack,
    DialogueState,
    Discarded,
    Effect,
    Event,
    Guided,
    KeepAnswer,
    KeepAside,
    KeepUnplaced,
    Nothing,
    Opened,
    PutOff,
    Resumed,
    SaidEnough,
    Saved,
    SaveEntry,
    Skipped,
    WentBack,
    put,
    step,
    unknown_in,
)
from bot.conversation.dialogue_questions import (
    ASKS,
    FACT_QUESTIONS,
    QUESTION_IDS,
    Facts,
    QuestionId,
    further_questions,
    question,
)
from bot.conversation.elements.cues import ELEMENTS, ElementId
from bot.conversation.elements.grading import Grade
from bot.conversation.nouns import Nouns
from bot.policy.vocabulary import STAGES
from tests.properties import examples

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=30)
FLAGSHIP = Facts(missing=frozenset({"evaluate"}))


TOLD = Facts(filled=frozenset({"evaluate"}), elements=frozenset({"learnt", "helps"}))


def play(facts: Facts, *events: Event) -> tuple[DialogueState, tuple[Effect, ...]]:
    state, effects = step(DialogueState(), Opened(AT), facts)
    for event in events:
        state, effects = step(state, event, facts)
    return state, effects


def asked(effects: tuple[Effect, ...]) -> list[QuestionId]:
    return [effect.question.id for effect in effects if isinstance(effect, Ask)]


def test_the_flagship_question_names_the_job() -> None:
    _, effects = play(FLAGSHIP)

    [ask] = effects
    assert isinstance(ask, Ask)
    assert ask.question.words == ("What did you learn, and where will you use it in your job?")


def test_without_a_known_job_the_question_names_none() -> None:
    assert question("evaluate", Facts()).words == (
        "What did you learn, and where will you use it in your job?"
    )


def test_one_answer_fills_the_stage_and_nothing_more_is_asked_by_itself() -> None:
    state, effects = play(FLAGSHIP, Answered("proving dead, I do battery swaps now", AT))

    assert effects == (KeepAnswer("evaluate", "evaluate", "proving dead, I do battery swaps now"),)
    assert state.pending is None


def test_a_fact_that_a_scheme_misses_is_asked_first_and_the_next_question_follows() -> None:
    facts = Facts(missing=frozenset({"minutes", "evaluate"}))

    opened, first = play(facts)
    _, then = step(opened, Answered("2h", AT), facts)

    assert asked(first) == ["minutes"]
    assert asked(then) == ["evaluate"]


def test_minutes_are_not_asked_where_no_scheme_counts_them() -> None:
    assert asked(play(Facts(missing=frozenset({"evaluate"})))[1]) == ["evaluate"]


def test_a_planned_activity_is_not_asked_what_was_learnt() -> None:
    assert set(further_questions(Facts(planned=True))) == {"reflect", "plan"}


def test_an_evaluation_too_short_for_an_audit_is_asked_for_more_behind_it() -> None:
    short = replace(TOLD, missing=frozenset({"evaluate"}))

    _, effects = play(short, Answered("and how to isolate the pack", AT))

    assert effects == (KeepAnswer("more", "evaluate", "and how to isolate the pack", adds=True),)


def test_asking_for_another_goes_through_what_is_not_told_yet_and_comes_to_an_end() -> None:
    facts = Facts()
    state, effects = play(facts)
    questions = asked(effects)
    for _ in range(6):
        state, _ = step(state, Answered("words", AT), facts)
        held = {element for one in questions for element in ASKS.get(one, ())}
        filled = {question(one, facts).stage for one in questions}
        facts = Facts(
            elements=frozenset(held), filled=frozenset(one for one in filled if one is not None)
        )
        state, effects = step(state, AskedAnother(AT), facts)
        questions += asked(effects)

    assert questions == ["evaluate", "hard", "plan", "reflect", "act"]
    assert effects == (Nothing("nothing_left_to_ask"),)


def test_where_everything_needed_is_there_nothing_is_asked_by_itself() -> None:
    assert asked(play(TOLD)[1]) == []


def test_an_account_that_does_not_say_where_it_is_used_is_asked_that() -> None:
    facts = Facts(
        missing=frozenset({"evaluate"}),
        filled=frozenset({"evaluate"}),
        elements=frozenset({"learnt"}),
    )
    assert asked(play(facts)[1]) == ["use"]


MANAGER = Facts(guided=True)


def test_somebody_whose_schemes_count_nothing_is_guided_through_two_questions() -> None:
    state, effects = play(MANAGER)
    assert asked(effects) == ["hard"]
    shown = put(state, MANAGER)
    assert shown is not None
    assert shown.place == (1, 2)

    state, effects = step(state, Answered("saying no to my own boss", AT), MANAGER)
    assert asked(effects) == ["known"]

    state, effects = step(state, Answered("that silence works in a meeting", AT), MANAGER)
    assert asked(effects) == []

    state, effects = step(state, AskedAnother(AT), MANAGER)
    assert asked(effects) == ["use"]


def test_what_an_answer_tells_besides_is_not_asked_again() -> None:
    state, _ = play(MANAGER)
    holds: frozenset[ElementId] = frozenset({"hard", "learnt"})
    _, effects = step(state, Answered("hard, but now I know", AT, holds=holds), MANAGER)
    assert asked(effects) == ["use"]


def test_an_empty_answer_leads_on_to_the_next_question() -> None:
    _, effects = play(MANAGER, Answered("dunno", AT, grade="empty"))
    assert effects[0] == KeepAside("dunno")
    assert asked(effects) == ["known"]


def test_guide_me_leads_through_all_of_it() -> None:
    state, effects = play(FLAGSHIP, Guided(AT))
    questions = asked(effects)
    facts = FLAGSHIP
    while state.pending is not None:
        held = facts.elements | set(ASKS[state.pending])
        state, effects = step(state, Answered("words enough to say it", AT), facts)
        facts = replace(facts, elements=held)
        questions += asked(effects)
    assert questions == ["hard", "known", "use", "plan"]


def test_what_is_planned_is_asked_why_and_what_for() -> None:
    plan = Facts(planned=True, guided=True)
    _, first = play(plan)
    _, then = play(plan, Answered("my boss wants it", AT))
    assert (asked(first), asked(then)) == (["reflect"], ["plan"])


def test_what_had_been_planned_is_asked_afterwards_what_it_changed() -> None:
    done = Facts(guided=True, foreseen=True)
    state, first = play(done)
    shown = put(state, done)

    state, then = step(state, Answered("my team speaks up", AT), done)
    _, more = step(state, AskedAnother(AT), done)

    assert shown is not None
    assert shown.place is None
    assert (asked(first), asked(then), asked(more)) == (["changed"], [], ["hard"])


def test_a_plan_that_was_guided_and_is_done_goes_on_with_what_it_changed() -> None:
    ahead = Facts(planned=True, guided=True)
    state, _ = play(ahead, Answered("my boss wants it", AT), Answered("to listen", AT))

    _, effects = step(state, Resumed(AT), Facts(guided=True, foreseen=True))

    assert asked(effects) == ["changed"]


def test_a_question_has_a_noun_from_the_title() -> None:
    facts = Facts(nouns=Nouns("difficult conversations", "workshop"))
    words = {one: question(one, facts).words for one in QUESTION_IDS}
    assert words["hard"] == "What was harder about difficult conversations than you thought?"
    assert words["known"] == (
        "What do you know about difficult conversations now that you did not before?"
    )
    assert words["reflect"] == "What made the workshop worth doing now?"
    assert words["changed"] == "Has the workshop changed anything?"
    kind_alone = Facts(nouns=Nouns(kind="course"))
    assert question("hard", kind_alone).words == "What was harder in the course than you thought?"
    planned = question("plan", replace(facts, planned=True)).words
    assert planned == "What do you want to be able to do after the workshop?"


def test_guide_me_on_a_question_leads_on_from_it_and_counts_what_is_left() -> None:
    state, effects = play(MANAGER, Guided(AT))
    places = []
    for event in (Skipped(AT), PutOff(AT), WentBack(AT)):
        shown = put(state, MANAGER)
        assert shown is not None
        places.append((shown.id, shown.place))
        state, effects = step(state, event, MANAGER)
    shown = put(state, MANAGER)
    assert shown is not None
    assert [*places, (shown.id, shown.place)] == [
        ("hard", (1, 4)),
        ("known", (2, 4)),
        ("use", (3, 4)),
        ("known", (2, 4)),
    ]
    assert asked(effects) == ["known"]


def test_a_guided_answer_that_is_taken_back_leaves_its_question_and_those_behind_it() -> None:
    before, _ = play(MANAGER)
    after, effects = step(before, Answered("saying no", AT), MANAGER)
    assert asked(effects) == ["known"]

    state = after.taken_back_to(before, LATER)
    shown = put(state, MANAGER)
    _, effects = step(state, Answered("saying no to my boss", LATER), MANAGER)

    assert shown is not None
    assert (shown.id, shown.place) == ("hard", (1, 2))
    assert asked(effects) == ["known"]


def test_somebody_who_says_enough_is_asked_no_more_by_itself() -> None:
    state, _ = play(MANAGER, SaidEnough(AT))
    assert (state.pending, state.guide) == (None, "")

    _, effects = step(state, AskedAnother(AT), MANAGER)
    assert asked(effects) == ["evaluate"]


def test_another_question_is_not_a_part_of_the_one_that_stands_open() -> None:
    _, effects = play(FLAGSHIP, AskedAnother(AT))
    assert asked(effects) == ["hard"]


def test_enough_leaves_a_fact_that_is_missing_asked() -> None:
    facts = replace(MANAGER, missing=frozenset({"date"}))
    state, _ = play(facts, SaidEnough(AT))
    assert state.pending == "date"


def test_a_saved_entry_is_guided_through_when_the_member_asks_for_it() -> None:
    state, _ = play(MANAGER, Saved(AT))
    assert state.guide == ""

    state, first = step(state, Guided(AT), MANAGER)
    _, then = step(state, Answered("staying silent all along", AT), MANAGER)

    assert (asked(first), asked(then)) == (["hard"], ["known"])


def test_what_adds_to_a_saved_entry_asks_for_exactly_what_it_waits_for() -> None:
    state, _ = play(FLAGSHIP, Guided(AT), Saved(AT), Resumed(AT))
    assert state.pending == "evaluate"


def test_a_plan_told_in_passing_is_not_asked_for_again() -> None:
    state, _ = play(MANAGER, Guided(AT))
    holds: frozenset[ElementId] = frozenset({"hard", "learnt", "helps", "next"})
    _, effects = step(state, Answered("all of it at once", AT, holds=holds), MANAGER)
    assert asked(effects) == []


@pytest.mark.parametrize(
    ("grade", "follows"),
    [("empty", "colleague"), ("denied", "next_person"), ("short", "colleague")],
)
@pytest.mark.parametrize("saved", [False, True])
def test_what_tells_little_is_followed_up_once(
    grade: Grade, follows: QuestionId, *, saved: bool
) -> None:
    state, _ = play(FLAGSHIP, *((Saved(AT), Resumed(AT)) if saved else ()))
    state, effects = step(state, Answered("brakes", AT, grade=grade), FLAGSHIP)
    assert asked(effects) == [follows]

    state, effects = step(state, Answered("hm", AT, grade="empty"), FLAGSHIP)
    assert effects == (KeepAside("hm"),)
    assert state.pending is None


def test_what_was_answered_with_nothing_can_still_be_added() -> None:
    state, _ = play(
        FLAGSHIP, Answered("dunno", AT, grade="empty"), Answered("no", AT, grade="empty")
    )
    state, _ = step(state, Saved(AT), FLAGSHIP)

    _, effects = step(state, Resumed(AT), FLAGSHIP)

    assert asked(effects) == ["evaluate"]


def test_a_short_answer_to_where_it_is_used_is_followed_up_and_both_are_joined() -> None:
    state, _ = play(replace(MANAGER, elements=frozenset({"hard", "learnt"})))
    assert state.pending == "use"
    state, effects = step(state, Answered("one-to-ones", AT, grade="short"), MANAGER)
    assert asked(effects) == ["colleague"]

    _, effects = step(state, Answered("let them finish", AT), MANAGER)
    kept = effects[0]
    assert isinstance(kept, KeepAnswer)
    assert (kept.stage, kept.adds) == ("evaluate", True)


@pytest.mark.parametrize("question_id", ["reflect", "plan", "act", "evaluate", "more", "colleague"])
def test_an_open_question_of_a_release_before_is_answered(question_id: QuestionId) -> None:
    kept = {
        "status": "draft",
        "asked": [question_id],
        "pending": question_id,
        "pending_since": AT.isoformat(),
    }
    _, effects = step(DialogueState.from_dict(kept), Answered("my own words", AT), Facts())
    [keep] = effects
    assert isinstance(keep, KeepAnswer)
    assert (keep.question, keep.words) == (question_id, "my own words")


def test_a_skipped_question_never_comes_again_by_itself() -> None:
    state, _ = play(FLAGSHIP, Skipped(AT))
    for event in (AskedAnother(AT), Resumed(AT), AskedAnother(AT), AskedAnother(AT)):
        state, effects = step(state, event, FLAGSHIP)
        assert "evaluate" not in asked(effects)


def test_a_question_put_off_comes_back_when_it_is_taken_up() -> None:
    state, _ = play(FLAGSHIP, PutOff(AT))
    assert state.later == {"evaluate"}

    _, effects = step(state, Resumed(AT), FLAGSHIP)

    assert asked(effects) == ["evaluate"]


def test_an_entry_saved_unanswered_can_still_be_given_its_line() -> None:
    state, effects = play(FLAGSHIP, Saved(AT))
    assert effects == (SaveEntry(),)

    state, effects = step(state, Resumed(AT), FLAGSHIP)
    assert asked(effects) == ["evaluate"]

    _, effects = step(state, Answered("safer battery swaps", AT), FLAGSHIP)
    assert isinstance(effects[0], KeepAnswer)


def test_going_back_asks_the_question_before_and_a_new_answer_takes_its_place() -> None:
    facts = Facts()
    state, _ = play(facts, Answered("first thought", AT), AskedAnother(AT))

    state, effects = step(state, WentBack(AT), facts)
    assert asked(effects) == ["evaluate"]

    _, effects = step(state, Answered("better thought", AT), facts)
    assert effects == (KeepAnswer("evaluate", "evaluate", "better thought"),)


def test_an_answer_given_anew_goes_behind_what_another_answer_added() -> None:
    short = replace(TOLD, missing=frozenset({"evaluate"}))
    state, _ = play(FLAGSHIP, Answered("brakes", AT))
    state, _ = step(state, AskedAnother(AT), short)
    assert state.pending == "more"
    state, _ = step(state, Answered("bleeding them without air", AT), short)

    state, _ = step(state, WentBack(AT), short)
    state, _ = step(state, WentBack(AT), short)
    _, effects = step(state, Answered("better thought", AT), short)

    assert effects == (KeepAnswer("evaluate", "evaluate", "better thought", adds=True),)


def test_going_back_brings_back_a_skipped_question_since_the_member_asked() -> None:
    _, effects = play(FLAGSHIP, Skipped(AT), WentBack(AT))

    assert asked(effects) == ["evaluate"]


def test_a_private_answer_is_kept_as_private_and_closes_the_question() -> None:
    state, effects = play(FLAGSHIP, Answered("hush", AT, private=True, question="evaluate"))

    assert effects == (KeepAnswer("evaluate", "evaluate", "hush", private=True),)
    assert state.pending is None


def test_a_modal_for_another_question_leaves_the_pending_one() -> None:
    state, effects = play(FLAGSHIP, Answered("a need", AT, private=True, question="reflect"))

    assert isinstance(effects[0], KeepAnswer)
    assert effects[0].stage == "reflect"
    assert state.pending == "evaluate"


def test_words_that_no_question_waits_for_are_kept() -> None:
    _, effects = play(FLAGSHIP, Skipped(AT), Answered("one more thing", AT))

    assert effects == (KeepUnplaced("one more thing"),)


def test_words_to_a_discarded_draft_are_kept_too() -> None:
    _, effects = play(FLAGSHIP, Discarded(AT), Answered("wait", AT))

    assert effects == (KeepUnplaced("wait"),)


@pytest.mark.parametrize("event", [Saved(AT), Skipped(AT), AskedAnother(AT), Discarded(AT)])
def test_a_discarded_draft_answers_that_it_is(event: Event) -> None:
    state, _ = play(FLAGSHIP, Discarded(AT))

    assert step(state, event, FLAGSHIP) == (state, (Nothing("already_discarded"),))


def test_saving_twice_changes_nothing() -> None:
    state, _ = play(FLAGSHIP, Saved(AT))

    assert step(state, Saved(AT), FLAGSHIP) == (state, (Nothing("already_saved"),))


@pytest.mark.parametrize("event", [Skipped(AT), PutOff(AT), Discarded(AT), Saved(AT)])
def test_a_step_that_is_taken_back_leaves_the_question_waiting_again(event: Event) -> None:
    before, _ = play(FLAGSHIP)
    after, _ = step(before, event, FLAGSHIP)
    assert after != before

    state = after.taken_back_to(before, LATER)

    assert state == replace(before, pending_since=LATER)
    assert (state.status, state.pending) == ("draft", "evaluate")
    assert state.pending_at(LATER + timedelta(hours=23)) == "evaluate"  # anew


def test_an_answer_that_is_taken_back_is_asked_for_again() -> None:
    before, _ = play(FLAGSHIP)
    after, _ = step(before, Answered("proving dead", AT), FLAGSHIP)

    state = after.taken_back_to(before, LATER)

    assert (state.answered, state.pending) == (frozenset(), "evaluate")
    _, effects = step(state, Answered("better words", LATER), FLAGSHIP)
    assert effects == (KeepAnswer("evaluate", "evaluate", "better words"),)


def test_a_question_that_is_taken_back_was_asked_all_the_same() -> None:
    before, _ = play(Facts(), Answered("first thought", AT))
    after, effects = step(before, AskedAnother(AT), TOLD)
    assert asked(effects) == ["hard"]

    state = after.taken_back_to(before, LATER)

    assert (state.pending, state.pending_since) == (None, None)
    assert state.asked == ("evaluate", "hard")


def test_a_draft_brought_back_puts_the_question_that_waited() -> None:
    state, _ = play(FLAGSHIP, Discarded(AT))
    assert state.pending_at(AT) is None  # nobody answers a draft that is gone

    state, effects = step(state, BroughtBack(LATER), FLAGSHIP)

    assert asked(effects) == ["evaluate"]
    assert (state.status, state.pending, state.pending_since) == ("draft", "evaluate", LATER)


def test_a_draft_brought_back_with_nothing_waiting_puts_what_is_needed_now() -> None:
    state, _ = play(TOLD, Discarded(AT))

    state, effects = step(state, BroughtBack(LATER), FLAGSHIP)

    assert asked(effects) == ["evaluate"]
    assert state.status == "draft"


@pytest.mark.parametrize("events", [(), (Saved(AT),)])
def test_only_a_discarded_draft_is_brought_back(events: tuple[Event, ...]) -> None:
    state, _ = play(FLAGSHIP, *events)

    assert step(state, BroughtBack(AT), FLAGSHIP) == (state, (Nothing("not_discarded"),))


def test_a_saved_entry_is_no_draft_to_discard() -> None:
    state, _ = play(FLAGSHIP, Saved(AT))

    assert step(state, Discarded(AT), FLAGSHIP) == (state, (Nothing("already_saved"),))


def test_a_question_waits_for_24_hours() -> None:
    state, _ = play(FLAGSHIP)

    assert state.pending_at(AT + timedelta(hours=23, minutes=59)) == "evaluate"
    assert state.pending_at(AT + timedelta(hours=24)) is None


def test_the_state_holds_no_words_of_the_member() -> None:
    state, _ = play(FLAGSHIP, Answered("my very own words", AT), AskedAnother(AT))

    assert "very own" not in json.dumps(state.to_dict())


def test_a_state_of_the_release_before_is_read_without_what_it_kept_to_undo() -> None:
    kept = play(FLAGSHIP, Skipped(AT))[0].to_dict()
    formerly = {**kept, "last_step": {"step": "skip"}, "before": kept}

    assert DialogueState.from_dict(formerly) == DialogueState.from_dict(kept)
    assert unknown_in(formerly) == frozenset()


def test_what_a_newer_release_wrote_is_passed_over_and_can_be_named() -> None:
    kept = play(FLAGSHIP)[0].to_dict()
    newer = {
        **kept,
        "mood": "curious",
        "status": "parked",
        "asked": [*kept["asked"], "share"],
        "skipped": ["share"],
        "pending": "share",
    }

    assert DialogueState.from_dict(newer) == DialogueState(asked=("evaluate",))
    assert unknown_in(newer) == {"mood", "share"}
    assert unknown_in(kept) == frozenset()


def test_a_state_that_holds_nothing_is_the_beginning() -> None:
    assert DialogueState.from_dict({}) == DialogueState()


FACTS = st.builds(
    Facts,
    planned=st.booleans(),
    missing=st.frozensets(st.sampled_from([*FACT_QUESTIONS, "evaluate", "save"])),
    filled=st.frozensets(st.sampled_from(STAGES)),
    elements=st.frozensets(st.sampled_from(ELEMENTS)),
    guided=st.booleans(),
    foreseen=st.booleans(),
    nouns=st.builds(Nouns, st.sampled_from(["", "brakes"]), st.sampled_from(["", "course"])),
)


class DialogueMachine(RuleBasedStateMachine):
    """Any order of events, with the facts changing underneath as other people edit."""

    @initialize(facts=FACTS)
    def open(self, facts: Facts) -> None:
        self.now = AT
        self.facts = facts
        self.state = DialogueState()
        self.questions: set[QuestionId] = set()
        self.skipped: set[QuestionId] = set()
        self.given = 0
        self.places: list[str] = []
        self.turns: list[DialogueState] = []
        self.happen(Opened(self.now))

    def happen(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        self.state, effects = step(before, event, self.facts)
        if self.state != before:
            self.turns.append(before)
        self.now += timedelta(minutes=1)
        for effect in effects:
            if isinstance(effect, Ask):
                if not isinstance(event, WentBack):
                    assert effect.question.id not in self.skipped
                self.questions.add(effect.question.id)
                assert self.state.pending == effect.question.id
            if isinstance(effect, KeepAnswer | KeepAside | KeepUnplaced):
                self.places.append(effect.words)
        self.skipped = set(self.state.skipped)
        return effects

    @rule(facts=FACTS)
    def facts_change(self, facts: Facts) -> None:
        self.facts = facts

    @rule(
        grade=st.sampled_from(["empty", "denied", "short"]),
        holds=st.frozensets(st.sampled_from(ELEMENTS)),
    )
    def answer_little(self, grade: Grade, holds: frozenset[ElementId]) -> None:
        self.given += 1
        waiting, followed = self.state.open, {"colleague", "next_person"} & set(self.state.asked)

        effects = self.happen(Answered(f"words {self.given}", self.now, grade=grade, holds=holds))

        if waiting and grade != "short" and waiting not in FACT_QUESTIONS:
            assert effects[0] == KeepAside(f"words {self.given}")
        if followed:
            assert not {"colleague", "next_person"} & set(asked(effects))

    @rule()
    def say_enough(self) -> None:
        self.happen(SaidEnough(self.now))
        if self.state.status != "discarded":
            assert self.state.pending in (None, *FACT_QUESTIONS)

    @rule(private=st.booleans(), aimed=st.none() | st.sampled_from(QUESTION_IDS))
    def answer(self, *, private: bool, aimed: QuestionId | None) -> None:
        self.given += 1
        words = f"words {self.given}"
        waiting = self.state.pending

        effects = self.happen(Answered(words, self.now, private, aimed))

        [place] = [e for e in effects if isinstance(e, KeepAnswer | KeepUnplaced)]
        assert place.words == words
        assert place.private == private
        if self.state.status != "discarded" and (aimed or waiting):
            assert isinstance(place, KeepAnswer)
            assert place.question == (aimed or waiting)

    @rule()
    def skip(self) -> None:
        waiting = self.state.pending
        self.happen(Skipped(self.now))
        if waiting and self.state.status != "discarded":
            assert waiting in self.state.skipped

    @rule()
    def put_off(self) -> None:
        self.happen(PutOff(self.now))

    @rule()
    def ask_another(self) -> None:
        self.happen(AskedAnother(self.now))

    @rule()
    def guide(self) -> None:
        self.happen(Guided(self.now))

    @rule()
    def resume(self) -> None:
        self.happen(Resumed(self.now))

    @rule()
    def go_back(self) -> None:
        before = self.state
        effects = self.happen(WentBack(self.now))
        if before.status != "discarded" and before.asked[:1] not in ((), (before.pending,)):
            [ask] = effects
            assert isinstance(ask, Ask)
            assert ask.question.id in before.asked

    @rule()
    def discard(self) -> None:
        self.happen(Discarded(self.now))

    @precondition(lambda self: self.state.status == "draft")
    @rule()
    def save(self) -> None:
        assert self.happen(Saved(self.now)) == (SaveEntry(),)
        assert self.state.status == "saved"

    @rule()
    def bring_back(self) -> None:
        before = self.state
        effects = self.happen(BroughtBack(self.now))
        if before.status == "discarded":
            assert self.state.status == "draft"
            assert before.pending in (None, self.state.pending)
        else:
            assert effects == (Nothing("not_discarded"),)

    @precondition(lambda self: self.turns)
    @rule()
    def undo(self) -> None:
        before, asked_so_far = self.turns.pop(), self.state.asked
        self.state = self.state.taken_back_to(before, self.now)
        self.skipped = set(self.state.skipped)
        assert self.state.asked == asked_so_far
        assert replace(self.state, asked=(), pending_since=None) == replace(
            before, asked=(), pending_since=None
        )

    @rule()
    def restart(self) -> None:
        self.state = DialogueState.from_dict(json.loads(json.dumps(self.state.to_dict())))

    @invariant()
    def a_place_is_one_of_those_that_are_left(self) -> None:
        shown = put(self.state, self.facts)
        if shown is not None and shown.place is not None:
            number, total = shown.place
            assert 1 <= number <= total
            assert total > 1

    @invariant()
    def never_more_questions_than_the_limit(self) -> None:
        assert len(self.questions) <= QUESTION_LIMIT

    @invariant()
    def every_text_is_in_exactly_one_place(self) -> None:
        assert self.places == [f"words {n}" for n in range(1, self.given + 1)]

    @invariant()
    def the_state_survives_a_restart(self) -> None:
        assert DialogueState.from_dict(self.state.to_dict()) == self.state

    @invariant()
    def what_waits_was_asked_and_is_open(self) -> None:
        waiting = self.state.pending
        assert waiting is None or waiting in self.state.asked
        assert (waiting is None) == (self.state.pending_since is None)


TestAnyDialogue = DialogueMachine.TestCase
TestAnyDialogue.settings = settings(
    max_examples=examples(150), stateful_step_count=30, deadline=None
)
