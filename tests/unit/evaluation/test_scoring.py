"""A conversation is held against its labels."""

from typing import Any

import pytest

from evaluation.scoring import Score, crash, hits, nearest, score
from tests.unit.evaluation.builders import answered, dialogue, took

SENTENCE = "1h EV webinar yesterday"
MADE = [1, "status", None, "draft"]


def sentence(label: dict[str, Any], entry: dict[str, Any], **turn: Any) -> Score:
    """A draft that came of one sentence."""
    labelled = dialogue([SENTENCE], [{"taken_as": ["activity"]}], [label])
    return score(labelled, answered([took("activity", changed=[MADE], **turn)], entry))


def verdicts(scored: Score) -> dict[str, str]:
    return {one.name: one.verdict for one in scored.fields}


def test_a_line_that_is_right_in_everything_labelled_is_exact() -> None:
    labelled = dialogue(
        [SENTENCE],
        [{"taken_as": ["activity"], "asked": False, "changed": [MADE]}],
        [{"status": "draft", "minutes": 60, "evaluate": None}],
    )

    scored = score(labelled, answered([took("activity", changed=[MADE])], {}))

    assert scored.exact
    assert scored.kinds == [("activity", "right")]
    assert verdicts(scored) == dict.fromkeys(("entry", "status", "minutes", "evaluate"), "right")


def test_parts_of_a_message_are_counted_one_by_one() -> None:
    assert hits(("correction", "answer"), ("answer", "question")) == [
        ("answer", "right"),
        ("correction", "missed"),
        ("question", "added"),
    ]
    assert hits(("activity", "activity"), ("activity",)) == [
        ("activity", "right"),
        ("activity", "missed"),
    ]


def test_of_readings_that_are_equally_right_the_nearest_counts() -> None:
    readings = (("answer",), ("correction", "answer"), ("unclear",))
    assert nearest(readings, ("correction", "answer")) == ("correction", "answer")
    assert nearest(readings, ("unclear",)) == ("unclear",)
    assert nearest(readings, ("request",)) == ("answer",)


def test_parts_in_another_order_count_for_each_kind_but_are_not_exact() -> None:
    labelled = dialogue(["no, 3 hours. Great"], [{"taken_as": ["correction", "answer"]}], [])

    scored = score(labelled, answered([took("answer", "correction")]))

    assert scored.kinds == [("answer", "right"), ("correction", "right")]
    assert scored.complaints == [
        "turn 1: taken as answer + correction, not correction + answer",
    ]


def test_asking_is_counted_where_nothing_is_labelled_unclear() -> None:
    labelled = dialogue(
        ["hm", "ok then", "3"],
        [
            {"taken_as": ["answer"]},
            {"taken_as_any": [["answer"], ["unclear"]]},
            {"taken_as": ["unclear"], "asked": True},
        ],
        [],
    )

    scored = score(labelled, answered([took("unclear"), took("unclear"), took("answer")]))

    assert scored.asked == [True]
    assert scored.complaints == [
        "turn 1: taken as unclear, not answer",
        "turn 3: taken as answer, not unclear",
        "turn 3: not asked what it is",
    ]


@pytest.mark.parametrize(
    ("label", "value", "verdict"),
    [
        (60, 60, "right"),
        (90, 60, "confidently wrong"),
        (90, None, "missed"),
        (None, 60, "confidently wrong"),
        (None, None, "right"),
    ],
)
def test_a_field_is_right_wrong_or_missed(
    label: int | None, value: int | None, verdict: str
) -> None:
    assert verdicts(sentence({"minutes": label}, {"minutes": value}))["minutes"] == verdict


def test_a_wrong_value_that_was_asked_about_is_not_confidently_wrong() -> None:
    asked = sentence({"minutes": 180}, {"minutes": 240}, said="4 h, half of your day. Right?")
    assert verdicts(asked)["minutes"] == "wrong"
    of_another = sentence({"minutes": 180}, {"minutes": 240}, said="Which day was it?")
    assert verdicts(of_another)["minutes"] == "confidently wrong"


def test_a_value_counts_as_asked_about_by_the_turn_that_stored_it() -> None:
    labelled = dialogue(
        [SENTENCE, "no, 3 hours"],
        [{"taken_as": ["activity"]}, {"taken_as": ["correction"]}],
        [{"minutes": 180}],
    )
    turns = [
        took("activity", changed=[MADE], said="How long did it take?"),
        took("correction", changed=[[1, "minutes", None, 240]], said="4 h."),
    ]

    scored = score(labelled, answered(turns, {"minutes": 240}))

    assert verdicts(scored)["minutes"] == "confidently wrong"


def test_an_entry_too_many_and_one_that_is_missing_are_told() -> None:
    none = dialogue(["hi"], [{"taken_as": ["courtesy"]}], [])
    too_many = score(none, answered([took("courtesy", changed=[MADE])], {"title": "hi"}))
    assert verdicts(too_many) == {"entry": "confidently wrong"}
    assert too_many.complaints == ["entry 1: there should be none ('hi')"]

    one = dialogue([SENTENCE], [{"taken_as": ["activity"]}], [{"minutes": 60, "plan": None}])
    missing = score(one, answered([took("activity")]))
    assert verdicts(missing) == {"entry": "missed", "minutes": "missed"}


def test_changes_are_held_against_their_labels_in_any_order() -> None:
    labelled = dialogue(
        ["it was Monday"],
        [
            {
                "taken_as": ["correction"],
                "changed": [
                    [1, "start", "2026-11-17", "2026-11-16"],
                    [1, "end", "2026-11-17", "2026-11-16"],
                ],
            }
        ],
        [],
    )
    end, start = ([1, name, "2026-11-17", "2026-11-16"] for name in ("end", "start"))
    assert score(labelled, answered([took("correction", changed=[end, start])])).exact

    scored = score(labelled, answered([took("correction", changed=[[1, "minutes", 60, 1], end])]))
    assert scored.complaints == [
        "turn 1: not changed: entry 1, start, '2026-11-17' to '2026-11-16'",
        "turn 1: changed: entry 1, minutes, 60 to 1",
    ]


def test_a_stage_that_is_to_stay_empty_is_poisoned_by_words() -> None:
    scored = sentence({"evaluate": None}, {"evaluate": SENTENCE})

    assert [(one.entry, one.stage) for one in scored.poison] == [(1, "evaluate")]
    assert not scored.exact


def second(text: str, label: dict[str, Any], stage: dict[str, Any], words: str | None) -> Score:
    """Of what is written after a sentence, `words` end in the stage."""
    labelled = dialogue([SENTENCE, text], [{"taken_as": ["activity"]}, label], [stage])
    changed = [[1, "evaluate", None, words]] if words else []
    turns = [took("activity", changed=[MADE]), took("answer", changed=changed)]
    return score(labelled, answered(turns, {"evaluate": words}))


def test_words_of_a_message_that_is_no_account_poison_a_stage_without_a_label() -> None:
    assert second("undo that", {"taken_as": ["steering"]}, {}, "undo that").poison
    assert not second("the caps hold it", {"taken_as": ["answer"]}, {}, "the caps hold it").poison


def test_a_short_word_is_no_part_of_a_longer_one() -> None:
    labelled = dialogue(
        ["1h book club yesterday", "ok"],
        [{"taken_as": ["activity"]}, {"taken_as": ["courtesy"]}],
        [{}],
    )
    turns = [took("activity", changed=[MADE]), took("courtesy")]

    assert score(labelled, answered(turns, {"evaluate": "ok"})).poison


def test_an_empty_answer_that_is_kept_poisons_though_a_later_one_is_right() -> None:
    labelled = dialogue(
        [SENTENCE, "dunno", "wait for the caps"],
        [
            {"taken_as": ["activity"]},
            {"taken_as": ["answer"], "changed": []},
            {"taken_as": ["answer"]},
        ],
        [{"evaluate": {"holds": "wait for the caps"}}],
    )
    kept = "dunno\nwait for the caps"
    turns = [
        took("activity", changed=[MADE]),
        took("answer", changed=[[1, "evaluate", None, "dunno"]]),
        took("answer", changed=[[1, "evaluate", "dunno", kept]]),
    ]

    scored = score(labelled, answered(turns, {"evaluate": kept}))

    assert [one.words for one in scored.poison] == ["dunno"]


def test_words_that_poisoned_a_stage_count_though_they_were_taken_back() -> None:
    labelled = dialogue(
        [SENTENCE, "scrap that"],
        [{"taken_as": ["activity"]}, {"taken_as": ["steering"]}],
        [{"evaluate": None}],
    )
    turns = [
        took("activity", changed=[MADE]),
        took("answer", changed=[[1, "evaluate", None, "scrap that"]]),
    ]

    assert score(labelled, answered(turns, {"evaluate": None})).poison


def test_unclear_words_that_are_said_to_be_the_answer_are_no_poison() -> None:
    labelled = dialogue(
        [SENTENCE, "watched the clip for 15 min", "my answer"],
        [{"taken_as": ["activity"]}, {"taken_as": ["unclear"]}, {"taken_as": ["answer"]}],
        [{"evaluate": "watched the clip for 15 min"}],
    )
    words = "watched the clip for 15 min"
    turns = [
        took("activity", changed=[MADE]),
        took("unclear"),
        took("answer", changed=[[1, "evaluate", None, words]]),
    ]

    assert score(labelled, answered(turns, {"evaluate": words})).exact


def test_what_a_form_fills_in_is_no_poison() -> None:
    labelled = dialogue(
        [SENTENCE, {"submit": {"answer": "the caps hold it"}, "of": "Answer privately"}],
        [{"taken_as": ["activity"]}, {"taken_as": []}],
        [{"evaluate": "the caps hold it"}],
    )
    filled = [1, "evaluate", None, "the caps hold it"]
    turns = [took("activity", changed=[MADE]), took(changed=[filled])]

    assert score(labelled, answered(turns, {"evaluate": "the caps hold it"})).exact


def test_a_turn_that_could_not_be_taken_is_told_and_misses_its_kind() -> None:
    labelled = dialogue(["hi", {"tap": "Save"}], [{"taken_as": ["courtesy"]}, {"taken_as": []}], [])

    scored = score(labelled, {"turns": [{"error": "Oh."}, {"error": "No Save."}], "entries": []})

    assert scored.complaints == ["turn 1: Oh.", "turn 2: No Save."]
    assert scored.kinds == [("courtesy", "missed")]


def test_a_crash_misses_everything_and_is_told_as_such() -> None:
    labelled = dialogue([SENTENCE], [{"taken_as": ["activity"]}], [{"minutes": 60}])

    scored = crash(labelled, "crashed: KeyError: 'x'")

    assert scored.crashed
    assert scored.complaints == ["crashed: KeyError: 'x'"]
    assert scored.kinds == [("activity", "missed")]
    assert verdicts(scored) == {"entry": "missed", "minutes": "missed"}
