"""What is found in an entry's words, as it is kept with the entry."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.elements import READER
from bot.conversation.elements.account import ReadAccount, read_account
from bot.conversation.elements.cues import ELEMENTS, ElementId
from bot.policy.vocabulary import STAGES, Stage

WORDS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            (
                "learnt to prove dead",
                "helps on every EV job I do",
                "because I kept tripping the breaker",
                "I will check the bracket first",
                "dunno",
                "\n",
                ", ",
                ". ",
                "x" * 400,
            )
        ),
        max_size=8,
    ).map("".join),
)
STAGE_WORDS: st.SearchStrategy[dict[Stage, str]] = st.dictionaries(st.sampled_from(STAGES), WORDS)
ASKED: st.SearchStrategy[dict[Stage, tuple[ElementId, ...]]] = st.dictionaries(
    st.sampled_from(STAGES), st.lists(st.sampled_from(ELEMENTS), unique=True).map(tuple)
)


@given(STAGE_WORDS, ASKED)
def test_spans_lie_inside_the_stage_and_nothing_stands_of_an_empty_one(
    stages: dict[Stage, str], asked: dict[Stage, tuple[ElementId, ...]]
) -> None:
    account = read_account(stages, asked)
    assert account.reader == READER
    for stage, found in account.spans.items():
        for start, end in (span for spans in found.values() for span in spans):
            assert 0 <= start < end <= len(stages[stage])
    for stage in (*account.spans, *account.asked):
        assert stages[stage].strip()


@given(STAGE_WORDS, ASKED)
def test_it_is_read_back_as_it_was_kept(
    stages: dict[Stage, str], asked: dict[Stage, tuple[ElementId, ...]]
) -> None:
    account = read_account(stages, asked)
    kept = json.loads(json.dumps(account.to_dict()))
    back = ReadAccount.from_dict(kept)
    assert back.elements == account.elements
    assert back.spans == account.spans
    assert back.reader == account.reader


def test_an_answer_holds_what_was_asked_for_without_a_cue() -> None:
    words = "proving dead before touching the pack"
    assert "helps" not in read_account({"evaluate": words}, {}).elements
    assert "helps" in read_account({"evaluate": words}, {"evaluate": ("learnt", "helps")}).elements


def test_what_a_newer_release_adds_is_passed_over() -> None:
    kept = {
        "reader": "2031.1",
        "spans": {"evaluate": {"learnt": [[0, 4]], "felt": [[5, 9]]}, "dream": {"why": [[0, 1]]}},
        "asked": {"evaluate": ["learnt", "felt"]},
        "mood": 3,
    }
    account = ReadAccount.from_dict(kept)
    assert account.elements == {"learnt"}
    assert account.reader == "2031.1"


def test_what_was_found_stays_found_when_another_answer_stands_behind_it() -> None:
    first = "learnt to delegate outcomes not tasks"
    before = read_account({"evaluate": first}, {})
    both = f"{first}\nin my Monday stand-up"

    after = read_account({"evaluate": both}, {"evaluate": ("helps",)})

    assert after.joined_to(before, ["evaluate"]).elements == {"learnt", "helps"}
    assert after.joined_to(before, []) == after


@given(STAGE_WORDS, ASKED, STAGE_WORDS, ASKED)
def test_joined_spans_lie_inside_the_longer_stage(
    stages: dict[Stage, str],
    asked: dict[Stage, tuple[ElementId, ...]],
    more: dict[Stage, str],
    asked_then: dict[Stage, tuple[ElementId, ...]],
) -> None:
    longer = {stage: f"{words}\n{more.get(stage, '')}" for stage, words in stages.items()}
    before, after = read_account(stages, asked), read_account(longer, asked_then)

    joined = after.joined_to(before, STAGES)

    assert joined.asked == after.asked
    for found in (before, after):
        for stage, elements in found.spans.items():
            assert set(elements) <= set(joined.spans[stage])
    for stage, elements in joined.spans.items():
        for start, end in (span for spans in elements.values() for span in spans):
            assert 0 <= start < end <= len(longer[stage])
