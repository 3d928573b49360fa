"""What the coach asks, and the exchange that carries it: the text that leaves, already screened."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.coach.prompt_files import prompts
from bot.coach.screening import PLACEHOLDER, Screen, screened
from bot.coach.vocabulary import SENSES, CoachKind
from bot.conversation.elements.cues import ElementId
from bot.conversation.identifiers import People

FIELD_LIMIT: Final = 4000
"""Characters of one field that leave at most."""

_FIELDS: Final[Mapping[CoachKind, tuple[str, ...]]] = {
    "question": ("question", "title", "said", "account"),
    "title": ("text",),
    "sense": ("question", "title", "text"),
    "missing": ("title", "said", "account", "text"),
    "wording": ("text",),
}
"""The fields of a request that leave, by its kind; no other does."""


@dataclass(frozen=True, slots=True)
class CoachRequest:
    """One request. `question`: the rules' own words for the question that is open; `asks`: the
    elements that it asks for; `title`, `said` (the message that made it) and `account` (what was
    written since, stage by stage) are the entry's. `text`: what is to be tidied, completed or read.
    """

    kind: CoachKind
    question: str = ""
    asks: tuple[ElementId, ...] = ()
    title: str = ""
    said: str = ""
    account: tuple[str, ...] = ()
    text: str = ""

    @property
    def written(self) -> str:
        """All that the member wrote, a part a line. The question is not theirs."""
        return "\n".join((self.title, self.said, *self.account, self.text))


@dataclass(frozen=True, slots=True)
class Exchange:
    """What leaves for one request. `prompt` is its name and version ("question-1"), `schema` the
    JSON schema of the answer, `screen` puts identifiers back into it.
    """

    kind: CoachKind
    prompt: str
    system: str
    user: str
    schema: Mapping[str, Any]
    screen: Screen

    @property
    def sent(self) -> str:
        """The text as it left: the instructions, an empty line, the fields."""
        return f"{self.system}\n\n{self.user}"


def parts_of(sent: str) -> tuple[str, str]:
    """The instructions and the fields of a text as `Exchange.sent` has it; fields hold no lines."""
    instructions, _, fields = sent.rpartition("\n\n")
    return instructions, fields


def exchange(request: CoachRequest, *, people: Collection[str] | People, region: str) -> Exchange:
    """The exchange of a request; never fails.

    `people` are the workspace's people, prepared or by their names, `region` is the country of its
    phone numbers.
    """
    prompt = prompts()[request.kind]
    values = {name: getattr(request, name) for name in _FIELDS[request.kind]}
    parts = [
        part
        for value in values.values()
        for part in ((value,) if isinstance(value, str) else value)
    ]
    safe, screen = screened(parts, people, region)
    left = (_cut(part) for part in safe)  # what is cut before might leave half an identifier
    fields = {
        name: next(left) if isinstance(value, str) else [next(left) for _ in value]
        for name, value in values.items()
    }
    return Exchange(
        kind=request.kind,
        prompt=f"{request.kind}-{prompt.version}",
        system=prompt.system.strip(),
        user=as_data({name: value for name, value in fields.items() if value}),
        schema=_schema(request.kind),
        screen=screen,
    )


def _cut(part: str) -> str:
    """At most `FIELD_LIMIT` characters, without half a placeholder at the end."""
    kept = part[:FIELD_LIMIT]
    for found in PLACEHOLDER.finditer(part):
        if found.start() < FIELD_LIMIT < found.end():
            return kept[: found.start()]
    return kept


def as_data(fields: Mapping[str, object]) -> str:
    """Fields as JSON. Angle brackets are escaped, so that no text holds a marker of a chat."""
    text = json.dumps(fields, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _schema(kind: CoachKind) -> Mapping[str, Any]:
    field: dict[str, Any] = {"type": "string"}
    if kind == "sense":
        field["enum"] = list(SENSES)
    return {
        "type": "object",
        "properties": {kind: field},
        "required": [kind],
        "additionalProperties": False,
    }
