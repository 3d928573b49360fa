"""Learns the weights of the classifier from labelled messages, and writes them.

Multinomial logistic regression by stochastic gradient descent with AdaGrad's steps; the messages
come in an order that is the same each time, so that the same messages give the same weights.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from typing import Any, Final, get_args
from zoneinfo import ZoneInfo

import yaml

from bot.conversation import classifier
from bot.conversation.classifier import Model
from bot.conversation.classifier.model import softmax
from bot.conversation.elements.blanks import is_empty
from bot.conversation.parts import Context
from bot.conversation.phrases.coach import CoachRequest
from bot.conversation.phrases.corrections import CORRECTIONS
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING, Courtesy, NotLearning
from bot.conversation.phrases.hints import HINTS, Means
from bot.conversation.phrases.language import Families
from bot.conversation.phrases.others import NOT_OWN
from bot.conversation.phrases.requests import REQUESTS, STOPS, Request
from bot.conversation.phrases.steering import STEERING, Steer
from bot.conversation.text import folded
from bot.conversation.understanding.message import Message

WEIGHTS: Final = Path(classifier.__file__).parent / "weights.json"
MESSAGES: Final = Path(__file__).parent / "sets" / "messages.tsv"
BY_STATE: Final = Path(__file__).parents[1] / "tests" / "unit" / "conversation" / "kinds.yaml"

ACCOUNT, EMPTY, NOISE = "account", "empty", "noise"
"""What only the classifier tells apart: an account, an answer that says nothing, and neither."""

_PASSES: Final = 10
_RATE: Final = 0.1
_DECAY: Final = 1e-3
_SEEN: Final = 2
"""A feature must occur in so many messages."""

_OFTEN: Final = 3
"""So often one by state comes."""

_NEGLIGIBLE: Final = 1e-3
_A_DAY: Final = Context(
    now=datetime(2026, 11, 25, 18, tzinfo=UTC), tz=ZoneInfo("Europe/London"), working_day=480
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message, its kind, and which of that kind it is (empty where that is not labelled)."""

    text: str
    kind: str
    means: str = ""


def messages() -> list[Labelled]:
    """All labelled messages: the list, the examples of the phrases, and those by state, which are
    borderline and looked at one by one, so that they weigh more.
    """
    return [*_listed(), *list(_by_state()) * _OFTEN, *_of_phrases()]


def _listed() -> Iterator[Labelled]:
    for line in MESSAGES.read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        kind, _, means = label.partition("/")
        yield Labelled(text, kind, means)


def _by_state() -> Iterator[Labelled]:
    """With nothing open an account is not clear, so those that are not clear tell nothing."""
    for state, of_kind in yaml.safe_load(BY_STATE.read_text("utf-8")).items():
        asked = state.startswith("while")
        for kind, texts in of_kind.items():
            if " " in kind or (kind == "unclear" and not asked):
                continue
            for text in map(str, texts):
                if kind == "answer":
                    yield Labelled(text, EMPTY if is_empty(folded(text)) else ACCOUNT)
                else:
                    yield Labelled(text, NOISE if kind == "unclear" else kind)


def _of_phrases() -> Iterator[Labelled]:
    tables: tuple[tuple[str, Families[Any]], ...] = (
        ("steering", STEERING),
        ("request", STOPS),
        ("request", REQUESTS),
        ("courtesy", COURTESIES),
        ("courtesy", NO_LEARNING),
        ("courtesy", NOT_OWN),
        ("correction", CORRECTIONS),
    )
    for kind, families in tables:
        for family in families:
            if family.means in get_args(CoachRequest):
                continue  # a phrase alone tells those
            yield from (Labelled(text, kind, str(family.means)) for text in family.examples)
            yield from (Labelled(text, ACCOUNT) for text in family.others)
    for hint in HINTS:
        yield from (Labelled(text, _KIND_OF[hint.means], hint.means) for text in hint.examples)
        yield from (Labelled(text, ACCOUNT) for text in hint.others)


_KIND_OF: Final[Mapping[Means, str]] = {
    **dict.fromkeys(get_args(Request), "request"),
    **dict.fromkeys(get_args(Steer), "steering"),
    **dict.fromkeys((*get_args(Courtesy), *get_args(NotLearning), "not_own"), "courtesy"),
}


def learn(labelled: Sequence[Labelled]) -> dict[str, Model]:
    """A model of the kinds, and for each kind with labels of its own one of what it means."""
    samples = [(one, features_of(one.text)) for one in labelled]
    models = {"kinds": train((found, one.kind) for one, found in samples)}
    for kind in ("steering", "request", "courtesy"):
        models[kind] = train(
            (found, one.means) for one, found in samples if one.kind == kind and one.means
        )
    return models


def features_of(text: str) -> dict[str, float]:
    """The features of a message by itself."""
    message = Message(text, _A_DAY)
    return message.features(message.all)


def train(samples: Iterable[tuple[Mapping[str, float], str]]) -> Model:
    """The weights that tell the classes of these samples apart."""
    given = list(samples)
    often = Counter(feature for found, _ in given for feature in found)
    classes = tuple(sorted({label for _, label in given}))
    learner = _Learner([one for one, count in often.items() if count >= _SEEN], len(classes))
    data = [(learner.rows(found), classes.index(label)) for found, label in given]
    chance = random.Random(len(data))  # noqa: S311 - an order, and no secret
    for _ in range(_PASSES):
        chance.shuffle(data)
        for rows, right in data:
            learner.see(rows, right)
    return Model(classes, learner.bias, learner.weights)


Row = tuple[list[float], list[float], float]
"""Of a feature in a sample: its weights, how far each was moved, and the feature's value."""


class _Learner:
    """Weights that are moved a little by each sample; the more often, the less."""

    def __init__(self, known: Iterable[str], count: int) -> None:
        self.weights = {feature: [0.0] * count for feature in known}
        self.bias = [0.0] * count
        self._moved = {feature: [1e-8] * count for feature in self.weights}
        self._bias_moved = [1e-8] * count

    def rows(self, found: Mapping[str, float]) -> list[Row]:
        """What a sample moves: looked up once, since it is seen in every pass."""
        return [
            (self.weights[feature], self._moved[feature], value)
            for feature, value in found.items()
            if feature in self.weights
        ]

    def see(self, rows: Sequence[Row], right: int) -> None:
        """Move towards a sample's class."""
        for place, by in self._off(rows, right):
            for weights, moved, value in rows:
                weight = weights[place]
                slope = by * value + _DECAY * weight
                so_far = moved[place] + slope * slope
                moved[place] = so_far
                weights[place] = weight - _RATE * slope / sqrt(so_far)
            self._bias_moved[place] += by * by
            self.bias[place] -= _RATE * by / sqrt(self._bias_moved[place])

    def _off(self, rows: Sequence[Row], right: int) -> list[tuple[int, float]]:
        """By how much each class is off, where that is worth a move."""
        scores = self.bias
        for weights, _, value in rows:
            scores = [score + weight * value for score, weight in zip(scores, weights, strict=True)]
        off = [one - (place == right) for place, one in enumerate(softmax(scores))]
        return [(place, by) for place, by in enumerate(off) if abs(by) > _NEGLIGIBLE]


def written(models: Mapping[str, Model]) -> str:
    """The weights as the bot reads them."""
    data = {"models": {name: model.to_dict() for name, model in models.items()}}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
