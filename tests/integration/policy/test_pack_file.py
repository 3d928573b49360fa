"""Packs as files: what a right one says, and what a wrong one is told."""

from datetime import date
from pathlib import Path

import pytest

from bot.policy.schemes.pack_file import SHIPPED, PackError, load_pack

GOOD = """\
name: made-up
title: Made up
body: nobody
version: "1"
rules:
  - key: cycle.minimum
    value: 90
    unit: credits
    force: mandatory
    source: a test
    checked_on: 2026-11-21
    confidence: verified
    valid_from: 2020-01-01
    valid_to: 2023-04-01
  - key: cycle.minimum
    value: 60
    unit: credits
    force: mandatory
    source: a test
    checked_on: 2026-11-21
    confidence: verified
    valid_from: 2023-04-01
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "made-up.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_rule_of_the_activity_s_date_applies(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, GOOD))

    def minimum(day: date) -> object:
        rule = pack.rule("cycle.minimum", day)
        return None if rule is None else rule.value

    assert minimum(date(2019, 12, 31)) is None
    assert minimum(date(2020, 1, 1)) == 90
    assert minimum(date(2023, 3, 31)) == 90
    assert minimum(date(2023, 4, 1)) == 60
    assert minimum(date(2099, 1, 1)) == 60


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("value: 90", "value: ninety", 7, "is a number of credits; 'ninety' is none"),
        ("value: 90", "value: 90.125", 7, "two decimals at most"),
        ("value: 90", "value: -1", 7, "must be above 0"),
        ("value: 90", "value: .inf", 7, "is a number of credits"),
        ("value: 90", "value: [90]", 7, "takes one value, not a list"),
        ("value: 90", "value: null", 7, "no value exactly when confidence is unknown"),
        ("key: cycle.minimum", "key: cycle.minimun", 6, "there is no rule called 'cycle.minimun'"),
        ("unit: credits", "unit: hours", 8, "counted in credits, not 'hours'"),
        ("force: mandatory", "force: strict", 9, "force is one of"),
        ("source: a test", "source: null", 10, "source is a word or a sentence"),
        ("checked_on: 2026-11-21", "checked_on: 31 November", 11, "checked_on is a day like"),
        ("confidence: verified", "confidence: sure", 12, "confidence is one of"),
        ("    valid_to: 2023-04-01", "    valid_to: 2019-04-01", 14, "ends before it begins"),
        (
            "    valid_to: 2023-04-01",
            "    valid_to: 2023-04-02",
            15,
            "two values for the same days",
        ),
        ("    valid_to: 2023-04-01", "    ends: 2023-04-02", 14, "a rule has no 'ends'"),
        ("    source: a test\n", "", 6, "a rule needs source"),
        ('"1"', '"1"\nshown_to_anybody: maybe', 5, "shown_to_anybody is one of true, false"),
        ('"1"', '"1"\ncalled: Made', 5, "called is a list with at least one name"),
        ('"1"', '"1"\naccount: theirs', 5, "an account is a list of names and values"),
        ('"1"', '"1"\naccount: {body: us}', 5, "an account needs fields"),
        ('"1"', '"1"\naccount: {body: us, fields: {Aim: aim}}', 5, "Aim is one of"),
        ('"1"', '"1"\naccount: {body: us, fields: {A: act, A: plan}}', 5, "A stands twice"),
        ("title: Made up", "name: made-up", 2, "name stands twice"),
        ("title: Made up\n", "", 1, "a pack needs title"),
        ("name: made-up", "name: Made up", 1, "name is small letters"),
        ("name: made-up", "name: [made", 2, "is not YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_the_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(PackError) as refused:
        load_pack(path)
    assert str(refused.value).startswith(f"{path}:{line}: ")
    assert reason in refused.value.reason


@pytest.mark.parametrize("text", ["", "42", "- a\n- b\n", "rules: 3\n", "{[", "\x00"])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError):
        load_pack(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        load_pack(tmp_path / "none.yaml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made-up.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="cannot be read"):
        load_pack(path)


@pytest.mark.parametrize("value", ["[]", "[current, current]", "[current, fun]"])
def test_a_list_of_tests_is_neither_empty_nor_made_up(tmp_path: Path, value: str) -> None:
    text = (SHIPPED / "imi-register.yaml").read_text(encoding="utf-8")
    four = "[current, authentic, relevant, sufficient]"
    with pytest.raises(PackError, match=r"entry\.tests"):
        load_pack(written(tmp_path, text.replace(four, value)))


def test_an_account_names_its_fields_in_their_order() -> None:
    account = load_pack(SHIPPED / "cmi.yaml").account
    assert account is not None
    assert account.body == "CMI"
    assert account.fields[0] == ("Reflection", "reflect")


def test_what_a_pack_does_not_say_of_its_scheme_it_does_not_have(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, GOOD))
    assert (pack.called, pack.account, pack.shown_to_anybody) == ((), None, False)
