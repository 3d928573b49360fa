"""The set of certificates: each file has a label, each label a file, and labels what is known."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.certificates.labels import (
    CERTIFICATES,
    FIELDS,
    HALVES,
    files,
    labels,
    parse_label,
    read_label,
)

WRITTEN: Mapping[str, Any] = {
    "certificate": True,
    **dict.fromkeys(FIELDS),
    "title": "Brake fluid for beginners",
    "date": date(2026, 3, 11),
    "minutes": 420,
    "acceptable": {"date": [None, date(2026, 3, 10)]},
    "note": "The least that a label may be.",
}


def _text(**changed: Any) -> str:
    return yaml.safe_dump({**WRITTEN, **changed})


def test_each_certificate_has_a_label_and_a_drawing_and_each_of_those_a_certificate() -> None:
    drawn = [path.with_suffix("") for path in files()]
    assert drawn == [path.with_suffix("") for path in labels()]
    assert drawn == sorted(path.with_suffix("") for path in CERTIFICATES.glob("*/*.py"))
    assert len({path.name for path in drawn}) == len(drawn) == 57


def test_half_of_them_are_sealed() -> None:
    assert [sum(path.parent.name == half for path in files()) for half in HALVES] == [29, 28]


def test_the_files_are_what_their_suffix_says_and_small() -> None:
    starts = {".pdf": b"%PDF-", ".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG"}
    sizes = {".pdf": 60_000, ".jpg": 150_000, ".png": 150_000}
    for path in files():
        content = path.read_bytes()
        assert content.startswith(starts[path.suffix]), path.name
        assert len(content) < sizes[path.suffix], path.name
    assert sum(path.stat().st_size for path in files()) < 2_500_000


@pytest.mark.parametrize("path", labels(), ids=lambda path: path.stem)
def test_a_label_reads_and_its_days_are_in_order(path: Path) -> None:
    fields = read_label(path).fields
    days = [fields[name] for name in ("start", "end", "expiry") if name in fields]
    assert days == sorted(days, key=str)
    assert ("start" in fields) == ("end" in fields)
    if "end" in fields:
        assert fields["date"] == fields["end"]


def test_a_label_holds_what_is_right_and_what_is_acceptable() -> None:
    label = parse_label(_text(people=["Ada Example"], modules=[{"title": "Boiling"}]))
    assert label.fields == {
        "title": "Brake fluid for beginners",
        "date": date(2026, 3, 11),
        "minutes": 420,
    }
    assert label.acceptable == {"date": (None, date(2026, 3, 10))}
    assert label.people == ("Ada Example",)
    assert label.modules == ({"title": "Boiling"},)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hours": 7}, "hours: no such field"),
        ({"certificate": "yes"}, "says whether it is a certificate"),
        ({"certificate": False}, "no such field"),
        ({"note": None}, "has a note"),
        ({"date": "11 March 2026"}, "date: '11 March 2026' is no value of it"),
        ({"title": " Brakes"}, "title: ' Brakes' is no value of it"),
        ({"minutes": 7.5}, "minutes: 7.5 is no value of it"),
        ({"points": 0}, "points: 0 is no value of it"),
        ({"modules": [{"minutes": 30}]}, "a module has a title"),
        ({"modules": [{"title": "Brakes", "hours": 1}]}, "hours: no such field"),
        ({"people": [7]}, "person: 7 is no value of it"),
        ({"acceptable": {"person": [None]}}, "something else than what is right"),
        ({"acceptable": {"minutes": []}}, "something else than what is right"),
        ({"acceptable": {"minutes": ["an hour"]}}, "minutes: 'an hour' is no value of it"),
    ],
    ids=str,
)
def test_a_label_with_anything_else_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_label(_text(**changed))


def test_a_label_names_every_field() -> None:
    with pytest.raises(ValueError, match=r"title, person, .*: null where the page does not say"):
        parse_label("certificate: true\nnote: No field at all.\n")


def test_a_label_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(ValueError, match="mapping values are not allowed"):
        parse_label("title: Brakes: fluid")
