"""Whose records a body asks for in a sample, as far as it says; no audit is run here."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.policy.schemes.pack import Pack
from bot.policy.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is known of the sample for somebody of a grade.

    "sampled": records of this grade are asked for so `often` ("yearly"). "not published": of this
    grade the body says nothing. "grade not known": it depends on what the member has not said.
    `rate`: whether it is published how many are asked for. `source` is where it is written.
    """

    state: Literal["sampled", "not published", "grade not known"]
    often: str
    rate: bool
    source: str


def sampling(pack: Pack, grade: Grade | None, on: date) -> Sampling | None:
    """None where the pack knows of no sample."""
    rule = pack.rule("audit.sample", on)
    if rule is None or not isinstance(rule.value, str):
        return None
    rate = pack.rule("audit.rate", on)
    published = rate is not None and rate.value is not None
    match grade:
        case "chartered":
            return Sampling("sampled", rule.value, published, rule.source)
        case "other":
            return Sampling("not published", rule.value, published, rule.source)
        case None:
            return Sampling("grade not known", rule.value, published, rule.source)
