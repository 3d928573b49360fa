"""The links of a chain as plain values: each follows on the one before it, with its own words.

Nothing in it is believed to have the form that it should.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.archive.chain import FORMATS, GENESIS, WHOLE_RECORD
from bot.archive.form import NotOurs
from bot.archive.report import several


class BrokenChain(Exception):  # noqa: N818 - a clause for whoever verifies
    """A chain does not hold; the text says where and why."""


def hashes_of(revisions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The hashes of a chain's revisions, in their order. Raises BrokenChain at the first that is
    wrong, NotOurs for one of a newer release.
    """
    covered, previous = erased_in(revisions), GENESIS
    hashes: list[str] = []
    for expected, one in enumerate(revisions, start=1):
        wrong = _wrong_with(one, expected, previous, covered)
        if wrong:
            raise BrokenChain(wrong)
        previous = one["hash"]
        hashes.append(previous)
    return hashes


def _wrong_with(
    one: Mapping[str, Any], expected: int, previous: str, covered: Mapping[int, int]
) -> str:
    """What is wrong with a revision in its place; nothing where all is well."""
    if one["number"] != expected:
        there = number_told(one["number"], "")
        return (
            f"Where revision {expected} should be, there is number {there}: one is missing, "
            "was slipped in, or they are in another order"
        )
    written_as = one.get("format", 1)
    if written_as not in FORMATS:
        if isinstance(written_as, int) and written_as > max(FORMATS):
            raise NotOurs(f"made by a newer cpdbot: revision {expected} is of format {written_as}")
        return f"Revision {expected} is of a format that there is not"
    content = one["content"]
    if content is None:
        gone = max(covered.get(one["entry_id"], 0), covered.get(WHOLE_RECORD, 0))
        if gone < expected:
            return f"The words of revision {expected} are missing, and no revision erases them"
    elif _hash(content) != one["content_hash"]:
        return f"The words of revision {expected} were altered"
    if one["previous"] != previous:
        return f"Revision {expected} does not follow on the one before it"
    facts = [
        FORMATS[written_as],
        previous,
        expected,
        one["kind"],
        one["at"],
        one["entry_id"],
        one["content_hash"],
    ]
    if _hash(json.dumps(facts, ensure_ascii=False, separators=(",", ":"))) != one["hash"]:
        return f"Revision {expected} was altered: its hash is that of something else"
    return ""


def erased_in(revisions: Sequence[Mapping[str, Any]]) -> Mapping[int, int]:
    """By entry the number of the last revision that says that its words were erased."""
    return {one["entry_id"]: one["number"] for one in revisions if one["kind"] == "erased"}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def number_told(told: object, what: str = "revision") -> str:
    """A stranger's number, in words that are no longer than ours."""
    if not isinstance(told, int) or isinstance(told, bool) or abs(told) > 10**9:
        return "something that is no number"
    return several(told, what) if what else str(told)
