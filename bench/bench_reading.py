"""Reading one sentence: every one of the corpus that the tests hold the grammar to."""

from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from bench.data import NOW
from bench.measuring import median, percentile
from bot.conversation.reading import read

CORPUS: Final = Path(__file__).parents[1] / "tests/unit/conversation/sentences.yaml"
LONDON: Final = ZoneInfo("Europe/London")
LONG: Final = "on Tuesday I learnt how to prove dead for 2 hours at Bosch, then " * 155


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds for a sentence: its median over the rounds, then over all sentences."""
    sentences = [one["say"] for one in yaml.safe_load(CORPUS.read_text(encoding="utf-8"))]
    first = _milliseconds(sentences[0], NOW)
    taken = [
        median([_milliseconds(sentence, NOW) for _ in range(rounds)]) for sentence in sentences
    ]
    return {
        "sentences": len(sentences),
        "p50": median(taken),
        "p99": percentile(taken, 0.99),
        "slowest": max(taken),
        "first": first,
        "ten_thousand_characters": median([_milliseconds(LONG, NOW) for _ in range(rounds)]),
    }


def _milliseconds(sentence: str, now: datetime) -> float:
    began = perf_counter()
    read(sentence, now=now, tz=LONDON)
    return (perf_counter() - began) * 1000
