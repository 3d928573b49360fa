"""The corpus of real-sounding sentences, each read as a person would read it."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.conversation.reading import as_json, read
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
SATURDAY = "2026-11-21T10:00:00+00:00"
CORPUS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
)


def expected(sentence: dict[str, Any]) -> dict[str, Any]:
    intent = next((name for name in ("log", "plan") if name in sentence), sentence.get("intent"))
    start, end = sentence.get("from", sentence.get("day")), sentence.get("to", sentence.get("day"))
    return {
        "intent": intent,
        "minutes": sentence.get("minutes"),
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "title": sentence.get("log", sentence.get("plan")),
        "provider": sentence.get("provider"),
        "type": sentence.get("type"),
    }


@for_each("sentence", CORPUS, ids=lambda sentence: sentence["say"][:60] or "empty")
def test_a_sentence_is_read_as_a_person_reads_it(sentence: dict[str, Any]) -> None:
    now = datetime.fromisoformat(sentence.get("now", SATURDAY))

    reading = read(sentence["say"], now=now, tz=LONDON)

    assert as_json(reading) == expected(sentence)
    assert [problem.kind for problem in reading.problems] == sentence.get("asks", [])


def test_the_corpus_holds_at_least_150_different_sentences() -> None:
    assert len({sentence["say"] for sentence in CORPUS}) >= 150
