"""Elements that were found in an answer are held against those that are labelled."""

import pytest

from evaluation import figures
from evaluation.accounts import AccountScore, Read, bot_reader, overlap, score_account
from evaluation.labels import Account, read_label

TEXT = "you wait for the caps, we do two a week"


def account(**changes: object) -> Account:
    line = {
        "id": "r-1",
        "asked": "learnt_helps",
        "title": "EV course",
        "text": TEXT,
        "elements": {"learnt": ["you wait for the caps"], "helps": ["we do two a week"]},
        "grade": "account",
    }
    read = read_label(line | changes)
    assert isinstance(read, Account)
    return read


def scored(spans: dict[str, list[str]], grade: str = "account") -> AccountScore:
    """What is said of a reader that finds these words."""

    def read(one: Account) -> Read:
        names = ("why", "hard", "learnt", "helps", "next", "changed")
        at = {
            name: tuple(
                (one.text.index(w), one.text.index(w) + len(w)) for w in spans.get(name, ())
            )
            for name in names
        }
        return Read(at, grade)

    return score_account(account(), read)


def test_spans_that_share_half_of_the_shorter_are_the_same() -> None:
    assert overlap((0, 10), (5, 20))
    assert not overlap((0, 10), (6, 20))
    assert overlap((0, 100), (40, 44))
    assert not overlap((0, 10), (10, 20))
    assert not overlap((3, 3), (0, 10))


def test_an_answer_whose_elements_and_grade_are_found_is_right() -> None:
    one = scored({"learnt": ["wait for the caps"], "helps": ["we do two a week"]})
    assert one.complaints == []


def test_what_is_missed_added_or_graded_otherwise_is_told() -> None:
    one = scored({"learnt": [TEXT], "next": ["two a week"]}, grade="short")
    assert one.complaints == [
        "helps: nothing, not 'we do two a week'",
        "next: 'two a week', not nothing",
        "graded short, not account",
    ]


def test_precision_is_of_spans_found_and_recall_of_spans_labelled() -> None:
    some = [
        scored({"learnt": ["you wait", "two a week"]}),
        scored({"learnt": ["for the caps"], "helps": ["we do two"]}),
    ]
    found = {one.name: one for one in figures.elements(some)}
    assert (found["learnt"].precision, found["learnt"].recall) == (2 / 3, 1.0)
    assert (found["helps"].precision, found["helps"].recall) == (1.0, 0.5)
    assert (found["why"].precision, found["why"].recall) == (None, None)


def test_grades_are_told_by_what_they_were_taken_for() -> None:
    some = [scored({}), scored({}, grade="short"), scored({}, grade="short")]
    assert figures.grades(some)[0] == ("account", [1, 2, 0, 0])


def test_a_reader_that_crashes_is_told_with_its_answer() -> None:
    def broken(_: Account) -> Read:
        raise KeyError

    one = score_account(account(), broken)

    assert one.complaints == ["crashed: KeyError"]
    assert [mark.labelled_found for mark in one.marks] == [0] * 6


def test_the_bot_reads_an_answer() -> None:
    pytest.importorskip("bot.conversation.elements.finding")
    labelled = account(
        text="learnt to wait for the caps", elements={"learnt": ["wait for the caps"]}
    )

    one = score_account(labelled, bot_reader())

    assert one.complaints == []
