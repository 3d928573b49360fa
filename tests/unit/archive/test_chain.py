"""The hash chain: what an auditor can recompute, and that no tampering goes unseen."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import chain


@dataclass(frozen=True, slots=True)
class Revision:
    number: int
    kind: str
    at: datetime
    entry_id: int
    content: str | None
    content_hash: str
    previous: str
    hash: str
    format: int = chain.FORMAT


def append(
    revisions: list[Revision],
    kind: str,
    entry_id: int,
    content: dict[str, Any],
    *,
    written_as: int = chain.FORMAT,
) -> list[Revision]:
    """The chain with one more revision."""
    previous = revisions[-1].hash if revisions else chain.GENESIS
    number = len(revisions) + 1
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC) + timedelta(hours=number)
    text = chain.canonical(content)
    digest = chain.digest(text)
    link = chain.link(previous, number, kind, at, entry_id, digest, written_as=written_as)
    made = Revision(number, kind, at, entry_id, text, digest, previous, link, written_as)
    return [*revisions, made]


def chain_of(*steps: tuple[str, int]) -> list[Revision]:
    revisions: list[Revision] = []
    for number, (kind, entry_id) in enumerate(steps):
        revisions = append(revisions, kind, entry_id, {"title": f"Course {number}", "minutes": 120})
    return revisions


FOUR = chain_of(("saved", 1), ("saved", 2), ("edited", 1), ("withdrawn", 2))

entries = st.integers(min_value=1, max_value=4)
steps = st.lists(
    st.tuples(st.sampled_from(["saved", "edited", "withdrawn", "restored"]), entries), min_size=1
)
contents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(steps)
def test_an_untouched_chain_is_sound(given_steps: list[tuple[str, int]]) -> None:
    revisions = chain_of(*given_steps)
    assert chain.verify(revisions, head=revisions[-1].hash) is None
    assert chain.verify(revisions[::-1]) is None


def test_an_empty_chain_is_sound() -> None:
    assert chain.verify([]) is None
    assert chain.verify([], head=chain.GENESIS) is None


@pytest.mark.parametrize("number", [1, 2])
def test_the_formats_are_what_the_documentation_says(number: int) -> None:
    text = '{"minutes":120,"title":"Hochvolt – Prüfung"}'
    assert chain.canonical({"title": "Hochvolt – Prüfung", "minutes": 120}) == text
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    at = datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    facts = f'"",1,"saved","2026-11-20T09:30:00.000000Z",7,"{content_hash}"'
    written = f'["cpdbot-{number}",{facts}]'.encode()
    link = chain.link("", 1, "saved", at, 7, content_hash, written_as=number)
    assert link == hashlib.sha256(written).hexdigest()


def test_the_documented_lines_check_an_exported_chain() -> None:
    documented = (chain.__doc__ or "").split("recompute a chain:\n")[1].split("\n`content`")[0]
    lines = "\n".join(line.removeprefix("    ") for line in documented.splitlines())
    exported = [asdict(revision) | {"at": chain.moment(revision.at)} for revision in FOUR]
    program = compile(lines, "auditor", "exec")
    exec(program, {"revisions": json.loads(json.dumps(exported))})  # noqa: S102 - our own lines
    exported[2]["kind"] = "restored"
    with pytest.raises(AssertionError):
        exec(program, {"revisions": exported})  # noqa: S102


@given(
    steps,
    st.data(),
    st.sampled_from(["kind", "at", "entry_id", "content", "content_hash", "previous", "hash"]),
)
def test_a_change_of_any_fact_breaks_the_chain_there(
    given_steps: list[tuple[str, int]], data: st.DataObject, field: str
) -> None:
    revisions = chain_of(*given_steps)
    place = data.draw(st.integers(min_value=0, max_value=len(revisions) - 1))
    old = revisions[place]
    changed: dict[str, Any] = {
        "kind": old.kind + "d",
        "at": old.at + timedelta(microseconds=1),
        "entry_id": old.entry_id + 1,
        "content": chain.canonical({"title": "A course nobody took", "minutes": 6000}),
        "content_hash": chain.digest("{}"),
        "previous": chain.digest("somebody else's"),
        "hash": chain.digest("another"),
    }
    revisions[place] = replace(old, **{field: changed[field]})
    assert chain.verify(revisions) == place + 1


@given(st.integers(min_value=0, max_value=2))
def test_a_missing_revision_is_named(place: int) -> None:
    assert chain.verify(FOUR[:place] + FOUR[place + 1 :]) == place + 1


def test_cutting_off_the_newest_shows_against_the_noted_head() -> None:
    assert chain.verify(FOUR[:-1]) is None
    assert chain.verify(FOUR[:-1], head=FOUR[-1].hash) == 4


def test_rewriting_the_rest_of_the_chain_shows_against_the_noted_head() -> None:
    forged = chain_of(("saved", 1), ("saved", 2), ("edited", 1), ("restored", 2))
    assert chain.verify(forged) is None
    assert chain.verify(forged, head=FOUR[-1].hash) == 5


def test_a_revision_put_in_twice_is_named() -> None:
    assert chain.verify([*FOUR, FOUR[1]]) == 3


def erased(revisions: list[Revision], entry_id: int) -> list[Revision]:
    """The chain without that entry's words."""
    return [
        replace(revision, content=None) if revision.entry_id == entry_id else revision
        for revision in revisions
    ]


def test_erasing_an_entry_leaves_a_sound_chain() -> None:
    revisions = append(erased(FOUR, 1), "erased", 1, {})
    assert chain.verify(revisions, head=revisions[-1].hash) is None
    assert chain.verify(append(revisions, "saved", 3, {"title": "Later"})) is None


def test_erasing_the_whole_record_leaves_a_sound_chain() -> None:
    wordless = [replace(revision, content=None) for revision in FOUR]
    assert chain.verify(append(wordless, "erased", chain.WHOLE_RECORD, {})) is None


def test_words_that_vanish_without_an_erasure_break_the_chain() -> None:
    assert chain.verify(erased(FOUR, 1)) == 1
    assert chain.verify(append(erased(FOUR, 2), "erased", 1, {})) == 2


def test_an_erasure_covers_nothing_that_came_after_it() -> None:
    revisions = append(append(FOUR, "erased", 1, {}), "saved", 1, {"title": "Again"})
    assert chain.verify([*revisions[:-1], replace(revisions[-1], content=None)]) == 6


@given(st.dictionaries(st.text(), contents))
def test_content_reads_back_and_does_not_depend_on_the_order_of_keys(
    content: dict[str, Any],
) -> None:
    text = chain.canonical(content)
    assert json.loads(text) == content
    assert chain.canonical(dict(reversed(content.items()))) == text
    assert "\n" not in text


@pytest.mark.parametrize("value", [1.5, {1: "one"}, datetime(2026, 1, 1, tzinfo=UTC), {"a"}])
def test_what_could_be_written_in_several_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        chain.canonical({"value": value})


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        chain.moment(datetime(2026, 1, 1))  # noqa: DTZ001 - the point


def test_salts_differ() -> None:
    assert chain.new_salt() != chain.new_salt()


def mixed(*formats: int) -> list[Revision]:
    revisions: list[Revision] = []
    for number, written_as in enumerate(formats):
        content = {"title": f"Course {number}", "evidence": []}
        revisions = append(revisions, "edited", 1, content, written_as=written_as)
    return revisions


@given(st.lists(st.sampled_from([1, 2]), min_size=1, max_size=6))
def test_a_chain_goes_on_from_one_format_into_the_other(formats: list[int]) -> None:
    revisions = mixed(*formats)
    assert chain.verify(revisions, head=revisions[-1].hash) is None


@given(st.lists(st.sampled_from([1, 2]), min_size=1, max_size=6), st.data())
def test_a_revision_that_is_said_to_be_of_another_format_is_found(
    formats: list[int], data: st.DataObject
) -> None:
    revisions = mixed(*formats)
    place = data.draw(st.integers(0, len(revisions) - 1))
    for other in {1, 2, 3, 0} - {formats[place]}:
        changed = replace(revisions[place], format=other)
        assert chain.verify([*revisions[:place], changed, *revisions[place + 1 :]]) == place + 1
