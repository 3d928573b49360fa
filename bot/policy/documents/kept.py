"""How a loaded document is kept: one text, written here and read back as the same.

It is a text and nothing nested, so that a process of an earlier release, which takes every row for
a decision on a rule, passes it over.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.schemes.pack_file import PackError, read_pack
from bot.policy.schemes.pack_versions import PackVersion


class Unkept(ValueError):  # noqa: N818 - a reason, told to the operator
    """A text that this release does not read as a document; str() is the reason."""


def framework_text(framework: Framework) -> str:
    """A framework as it is kept."""
    return _written(
        {
            "pack": framework.pack,
            "category": framework.category,
            "version": framework.version,
            "source": framework.source,
            "checked_on": _day_text(framework.checked_on),
            "valid_from": _day_text(framework.valid_from),
            "corrects": framework.corrects,
            "subjects": [
                {
                    "name": one.name,
                    "minimum": one.minimum,
                    "unit": one.unit,
                    "valid_from": _day_text(one.valid_from),
                    "valid_to": _day_text(one.valid_to),
                }
                for one in framework.subjects
            ],
        }
    )


@lru_cache(maxsize=512)
def framework_in(text: str) -> Framework:
    """The framework of a kept text. Raises Unkept."""
    found = _read(text)
    try:
        return Framework(
            pack=found["pack"],
            category=found["category"],
            version=found["version"],
            source=found["source"],
            checked_on=date.fromisoformat(found["checked_on"]),
            valid_from=_day(found["valid_from"]),
            corrects=found["corrects"],
            subjects=tuple(
                Subject(
                    one["name"],
                    one["minimum"],
                    one["unit"],
                    _day(one["valid_from"]),
                    _day(one["valid_to"]),
                )
                for one in found["subjects"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unkept("this release does not read it as a framework") from error


def pack_text(yaml_text: str, valid_from: date | None, corrects: str | None) -> str:
    """A pack's own YAML as it is kept, with what was said beside it."""
    return _written({"yaml": yaml_text, "valid_from": _day_text(valid_from), "corrects": corrects})


@lru_cache(maxsize=128)
def pack_in(text: str) -> PackVersion:
    """The version of a pack of a kept text: the same object each time. Raises Unkept."""
    found = _read(text)
    try:
        yaml_text = str(found["yaml"])
        pack = read_pack(yaml_text, Path("loaded"))
        return PackVersion(pack, _day(found["valid_from"]), digest_of(yaml_text), found["corrects"])
    except PackError as error:
        raise Unkept(f"this release refuses it in line {error.line}: {error.reason}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise Unkept("this release does not read it as a pack") from error


def digest_of(text: str) -> str:
    """A short hash of a text, whatever ends its lines."""
    lines = (line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _read(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise Unkept("it is no document") from error
    if not isinstance(found, dict):
        raise Unkept("it is no document")
    return found


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
