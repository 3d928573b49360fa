"""The weights of a linear classifier, and the probabilities that it gives."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, Self

SCALE = 100
"""Weights are kept as whole numbers of hundredths."""


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each feature and class, in the order of `classes`.

    `bias` is added for each class. A feature that has no weights counts for nothing.
    """

    classes: tuple[str, ...]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, found: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is, from 0 to 1, together 1, given features and their values."""
        scores = list(self.bias)
        for feature, value in found.items():
            for place, weight in enumerate(self.weights.get(feature, ())):
                scores[place] += weight * value
        return dict(zip(self.classes, softmax(scores), strict=True))

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values, in hundredths; features without any weight are left out."""
        rounded = {name: _rounded(ones) for name, ones in sorted(self.weights.items())}
        return {
            "classes": list(self.classes),
            "bias": _rounded(self.bias),
            "weights": {name: ones for name, ones in rounded.items() if any(ones)},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The model that `to_dict` wrote."""
        return cls(
            tuple(data["classes"]),
            [one / SCALE for one in data["bias"]],
            {name: [one / SCALE for one in ones] for name, ones in data["weights"].items()},
        )


def softmax(scores: Sequence[float]) -> list[float]:
    """The probabilities of scores, together 1."""
    most = max(scores)
    raised = [exp(score - most) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]


def _rounded(weights: Sequence[float]) -> list[int]:
    return [round(SCALE * weight) for weight in weights]


def from_json(text: str) -> dict[str, Model]:
    """Several models by their names."""
    return {name: Model.from_dict(data) for name, data in json.loads(text)["models"].items()}
