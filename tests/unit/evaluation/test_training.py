"""The weights of the classifier are learnt from the labelled messages, and from nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.classifier import Model, features
from evaluation import training
from evaluation.training import MESSAGES, WEIGHTS, learn, messages, train

LABELS = {
    *("account", "empty", "noise", "question", "correction", "activity"),
    *("steering", "request", "courtesy"),
}


@pytest.mark.timeout(900)  # it learns them all anew
def test_the_weights_that_the_bot_reads_are_those_of_these_messages() -> None:
    """Where this fails, messages or examples were changed: `python -m evaluation train`."""
    assert training.written(learn(messages())) == WEIGHTS.read_text("utf-8")


def test_every_message_of_the_list_has_a_label_that_is_known_and_stands_there_once() -> None:
    lines = MESSAGES.read_text("utf-8").splitlines()
    texts = [text for _, _, text in (line.partition("\t") for line in lines)]
    assert {line.partition("\t")[0].partition("/")[0] for line in lines} <= LABELS
    assert len({text.lower() for text in texts}) == len(texts)
    assert all(text == text.strip() and text for text in texts)


def test_what_tells_two_classes_apart_is_learnt() -> None:
    samples = [
        *((features(f"bin the {noun}"), "drop") for noun in ("webinar", "talk", "course")),
        *((features(f"keep the {noun}"), "keep") for noun in ("webinar", "talk", "course")),
    ]
    found = train(samples).probabilities(features("bin the seminar"))
    assert found["drop"] > found["keep"]


@given(st.text(max_size=200), st.lists(st.text(max_size=8), max_size=3))
def test_probabilities_are_of_every_class_and_together_one(words: str, marks: list[str]) -> None:
    model = Model(("a", "b", "c"), (0.0, 0.5, -0.5), {"LENGTH": (1.0, -2.0, 0.0)})
    found = model.probabilities(features(words, marks))
    assert list(found) == ["a", "b", "c"]
    assert all(0 <= one <= 1 for one in found.values())
    assert abs(sum(found.values()) - 1) < 1e-9


@given(st.text(max_size=200))
def test_what_was_kept_is_read_again(words: str) -> None:
    model = Model(("a", "b"), (0.25, -0.5), dict.fromkeys(words.split(), (1.5, -1.5)))
    again = Model.from_dict(model.to_dict())
    assert again.probabilities(features(words)) == model.probabilities(features(words))
