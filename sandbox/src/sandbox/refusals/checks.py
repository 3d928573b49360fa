"""Checks from which the tables of what Slack accepts are built. No table, no limit of Slack's.

A *check* takes a decoded JSON value and the JSON pointer it stands at, and yields a `Complaint`
for each thing Slack would refuse. Checks are built by the functions below and put together into
the tables of the other modules.

The sentences are those Slack answers with. They are the messages of its published validator
(slackhq/hack-json-schema, `src/Constraints`) and of refusals that developers quoted in public:
slackapi/node-slack-sdk#875, nicklambourne/slackblocks#36, incidentbot/incidentbot#328,
F3-Nation/archive-f3-nation-slack-bot#42, adobe/spacecat-api-service#176. Where no refusal of a
kind was ever quoted, the sentence is ours in the same form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong, and the JSON pointer of where it is."""

    what: str
    pointer: str

    def __str__(self) -> str:
        """Slack's form: `[ERROR] must provide a string [json-pointer:/blocks/0/block_id]`."""
        return f"[ERROR] {self.what} [json-pointer:{self.pointer}]"


Check: TypeAlias = Callable[[object, str], Iterator[Complaint]]
Rule: TypeAlias = Callable[[Mapping[str, Any], str], Iterator[Complaint]]
"""What a record must hold to beyond its single fields; asked only once these are all right."""


def string(
    *,
    least: int = 0,
    most: int | None = None,
    valid: Callable[[str], bool] | None = None,
    form: str = "",
) -> Check:
    """A string of `least` to `most` characters; `valid` says if it is well formed, `form` how."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, str):
            yield Complaint("must provide a string", pointer)
        elif len(value) < least:
            yield Complaint(f"must be more than {least - 1} characters", pointer)
        elif most is not None and len(value) > most:
            yield Complaint(f"must be less than {most + 1} characters", pointer)
        elif valid is not None and not valid(value):
            yield Complaint(form, pointer)

    return check


def matching(pattern: str, *, form: str, most: int | None = None) -> Check:
    """A string that matches the pattern whole; `form` is the sentence when it does not."""
    compiled = re.compile(pattern)
    return string(most=most, valid=lambda value: compiled.fullmatch(value) is not None, form=form)


def choice(*allowed: str) -> Check:
    """One of the given strings."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, str):
            yield Complaint("must provide a string", pointer)
        elif value not in allowed:
            yield Complaint("must be a valid enum value", pointer)

    return check


def boolean() -> Check:
    """True or false; the strings "true" and "false" are refused."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, bool):
            yield Complaint("must be a boolean", pointer)

    return check


def integer(least: int, most: int | None = None) -> Check:
    """A whole number from `least` to `most`, given as a number."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Complaint("must provide an integer", pointer)
        elif value < least:
            yield Complaint(f"must be greater than {least}", pointer)
        elif most is not None and value > most:
            yield Complaint(f"must be less than {most}", pointer)

    return check


def number(above: float | None = None) -> Check:
    """A number, whole or not; greater than `above`, where that is given."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Complaint("must provide a number", pointer)
        elif above is not None and value <= above:
            yield Complaint(f"must be greater than {above}", pointer)

    return check


def listing(item: Check, *, least: int = 0, most: int | None = None) -> Check:
    """A list of `least` to `most` items, each held to `item`."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, list):
            yield Complaint("must provide an array", pointer)
            return
        if len(value) < least:
            yield Complaint(f"must provide at least {least} items", pointer)
        if most is not None and len(value) > most:
            yield Complaint(f"no more than {most} items allowed", pointer)
        for index, one in enumerate(value):
            yield from item(one, f"{pointer}/{index}")

    return check


def record(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Rule
) -> Check:
    """An object with exactly these fields. A field given as null is wrong, not absent."""
    fields = {**required, **(optional or {})}

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            yield Complaint("must provide an object", pointer)
            return
        sound = True
        for complaint in _fields(value, pointer, required, fields):
            sound = False
            yield complaint
        if sound:
            for rule in rules:
                yield from rule(value, pointer)

    return check


def _fields(
    value: Mapping[str, Any],
    pointer: str,
    required: Mapping[str, Check],
    fields: Mapping[str, Check],
) -> Iterator[Complaint]:
    for name in required:
        if name not in value:
            yield Complaint(f"missing required field: {name}", pointer)
    for name, one in value.items():
        if name in fields:
            yield from fields[name](one, f"{pointer}/{name}")
        else:
            yield Complaint(f"invalid additional property: {name}", pointer)


def tagged(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` names which of the checks holds for it."""

    def check(value: object, pointer: str) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            yield Complaint("must provide an object", pointer)
        elif "type" not in value:
            yield Complaint("missing required field: type", pointer)
        elif not isinstance(value["type"], str):
            yield Complaint("must provide a string", f"{pointer}/type")
        elif value["type"] not in kinds:
            yield Complaint(f"unsupported type: {value['type']}", f"{pointer}/type")
        else:
            yield from kinds[value["type"]](value, pointer)

    return check


def any_of(check: Check) -> Check:
    """The same check where Slack's schema has alternatives: it then says so before the detail."""

    def checked(value: object, pointer: str) -> Iterator[Complaint]:
        first = True
        for complaint in check(value, pointer):
            if first:
                yield Complaint("failed to match all allowed schemas", pointer)
                first = False
            yield complaint

    return checked
