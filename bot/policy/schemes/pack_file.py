"""Reading policy packs from YAML, refused with file, line and reason where wrong.

What the rules mean is not decided here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.policy.schemes.pack import BodyAccount, Pack
from bot.policy.schemes.rules import SHAPES, Rule, Value, ValueRefused, read_value
from bot.policy.vocabulary import CONFIDENCES, FORCES, STAGES, Stage

SHIPPED: Final = Path(__file__).parents[1] / "packs"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PACK_FIELDS = frozenset({"name", "title", "body", "version", "rules"})
_PACK_EXTRAS = frozenset({"called", "account", "shown_to_anybody"})
_ACCOUNT_FIELDS = frozenset({"body", "fields"})
_RULE_FIELDS = frozenset(
    {"key", "value", "unit", "force", "source", "checked_on", "confidence", "valid_from"}
)
_RULE_EXTRAS = frozenset({"valid_to", "offered"})
_Word = TypeVar("_Word", bound=str)


class PackError(ValueError):
    """A pack file that is not one; str() is "file:line: reason". `also`: what else is wrong."""

    def __init__(
        self, path: Path, line: int, reason: str, also: "tuple[PackError, ...]" = ()
    ) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
        self.also = also

    @property
    def all(self) -> "tuple[PackError, ...]":
        """Each thing that is wrong, in the order in which it was found."""
        return (self, *(one for other in self.also for one in other.all))


@cache
def load_packs() -> Mapping[str, Pack]:
    """The packs that are shipped, by name. Raises PackError as `load_pack` does."""
    packs = [load_pack(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    titles = MappingProxyType({pack.name: pack.title for pack in packs})
    return MappingProxyType({pack.name: replace(pack, titles=titles) for pack in packs})


def load_pack(path: Path) -> Pack:
    """Reads and checks one pack file. Raises PackError, also when it cannot be read at all."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(path, 0, f"cannot be read: {error}") from error
    return read_pack(text, path)


def read_pack(text: str, path: Path) -> Pack:
    """The same, where its text is read already; `path` names it. Raises PackError."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        raise PackError(path, line, f"is not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PackError(path, 1, f"is not YAML: {error}") from error
    return _Reader(path).pack(root)


class _Reader:
    """Turns the nodes of one file into a pack, keeping hold of their lines."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def refuse(self, node: Node | None, reason: str) -> NoReturn:
        line = 1 if node is None else node.start_mark.line + 1
        raise PackError(self._path, line, reason)

    def pack(self, root: Node | None) -> Pack:
        fields = self.fields(root, "a pack", _PACK_FIELDS, _PACK_EXTRAS)
        name = self.text(fields["name"], "name")
        if not _NAME.fullmatch(name):
            self.refuse(fields["name"], f"name is small letters, digits and hyphens, not {name!r}")
        rows = fields["rules"]
        if not isinstance(rows, SequenceNode) or not rows.value:
            self.refuse(rows, "rules is a list with at least one rule")
        rules = self.rules(rows.value)
        return Pack(
            name=name,
            title=self.text(fields["title"], "title"),
            body=self.text(fields["body"], "body"),
            version=f"{name}@{self.text(fields['version'], 'version')}",
            rules=MappingProxyType(rules),
            called=self.names(fields["called"], "called") if "called" in fields else (),
            account=self.account(fields["account"]) if "account" in fields else None,
            shown_to_anybody=(
                "shown_to_anybody" in fields
                and self.one_of(fields["shown_to_anybody"], "shown_to_anybody", ("true", "false"))
                == "true"
            ),
        )

    def rules(self, rows: Sequence[Node]) -> dict[str, tuple[Rule, ...]]:
        """Every rule is read before the first one that is wrong is told, with the others."""
        rules: dict[str, tuple[Rule, ...]] = {}
        wrong: list[PackError] = []
        for row in rows:
            try:
                rule = self.rule(row)
                others = rules.get(rule.key, ())
                if any(_overlap(rule, other) for other in others):
                    self.refuse(row, f"{rule.key} has two values for the same days")
            except PackError as error:
                wrong.append(error)
            else:
                rules[rule.key] = (*others, rule)
        self.refuse_all(wrong)
        return rules

    def refuse_all(self, wrong: Sequence[PackError]) -> None:
        if wrong:
            first, *also = wrong
            raise PackError(first.path, first.line, first.reason, (*first.also, *also))

    def account(self, node: Node) -> BodyAccount:
        found = self.fields(node, "an account", _ACCOUNT_FIELDS)
        rows = found["fields"]
        if not isinstance(rows, MappingNode) or not rows.value:
            self.refuse(rows, "fields is a list of an account's fields, each with its stage")
        stages: dict[str, Stage] = {}
        for name_node, stage_node in rows.value:
            name = self.text(name_node, "a field")
            if name in stages:
                self.refuse(name_node, f"{name} stands twice")
            stages[name] = self.one_of(stage_node, name, STAGES)
        return BodyAccount(self.text(found["body"], "body"), tuple(stages.items()))

    def names(self, node: Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, SequenceNode) or not node.value:
            self.refuse(node, f"{name} is a list with at least one name")
        return tuple(self.text(one, name) for one in node.value)

    def rule(self, row: Node) -> Rule:
        fields = self.fields(row, "a rule", _RULE_FIELDS, _RULE_EXTRAS)
        key = self.text(fields["key"], "key")
        shape = SHAPES.get(key)
        if shape is None:
            self.refuse(fields["key"], f"there is no rule called {key!r}")
        unit = self.optional_text(fields["unit"], "unit")
        if unit != shape.unit:
            self.refuse(
                fields["unit"], f"{key} is counted in {shape.unit or 'no unit'}, not {unit!r}"
            )
        value = self.value(key, fields["value"])
        confidence = self.one_of(fields["confidence"], "confidence", CONFIDENCES)
        if (confidence == "unknown") != (value is None):
            self.refuse(fields["value"], f"{key} has no value exactly when confidence is unknown")
        offered = self.value(key, fields["offered"]) if "offered" in fields else None
        if offered is not None and value is not None:
            self.refuse(fields["offered"], f"{key} has a value, so none can be offered beside it")
        valid_from = self.optional_day(fields["valid_from"], "valid_from")
        valid_to = (
            self.optional_day(fields["valid_to"], "valid_to") if "valid_to" in fields else None
        )
        if valid_from is not None and valid_to is not None and valid_to <= valid_from:
            self.refuse(fields["valid_to"], f"{key} ends before it begins")
        return Rule(
            key=key,
            value=value,
            unit=unit,
            force=self.one_of(fields["force"], "force", FORCES),
            source=self.text(fields["source"], "source"),
            checked_on=self.day(fields["checked_on"], "checked_on"),
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            offered=offered,
        )

    def fields(
        self,
        node: Node | None,
        what: str,
        needed: frozenset[str],
        extra: frozenset[str] = frozenset(),
    ) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.refuse(node, f"{what} is a list of names and values")
        found: dict[str, Node] = {}
        wrong: list[PackError] = []
        for key_node, value_node in node.value:
            name = self.text(key_node, "a name")
            line = key_node.start_mark.line + 1
            if name in found:
                wrong.append(PackError(self._path, line, f"{name} stands twice"))
            elif name not in needed | extra:
                wrong.append(PackError(self._path, line, f"{what} has no {name!r}"))
            found[name] = value_node
        missing = sorted(needed - found.keys())
        if missing:
            line = node.start_mark.line + 1
            wrong.append(PackError(self._path, line, f"{what} needs {', '.join(missing)}"))
        self.refuse_all(wrong)
        return found

    def value(self, key: str, node: Node) -> Value | None:
        if _is_null(node):
            return None
        try:
            if isinstance(node, SequenceNode):
                return read_value(key, tuple(self.text(item, key) for item in node.value))
            return read_value(key, self.text(node, key))
        except ValueRefused as error:
            self.refuse(node, str(error))

    def text(self, node: Node, name: str) -> str:
        if not isinstance(node, ScalarNode) or _is_null(node) or not node.value.strip():
            self.refuse(node, f"{name} is a word or a sentence")
        return str(node.value).strip()

    def optional_text(self, node: Node, name: str) -> str:
        return "" if _is_null(node) else self.text(node, name)

    def one_of(self, node: Node, name: str, words: tuple[_Word, ...]) -> _Word:
        text = self.text(node, name)
        known = {str(word): word for word in words}
        if text not in known:
            self.refuse(node, f"{name} is one of {', '.join(words)}, not {text!r}")
        return known[text]

    def day(self, node: Node, name: str) -> date:
        text = self.text(node, name)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(node, f"{name} is a day like 2026-11-21, not {text!r}")

    def optional_day(self, node: Node, name: str) -> date | None:
        return None if _is_null(node) else self.day(node, name)


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _overlap(one: Rule, other: Rule) -> bool:
    return _starts_before_end(one, other) and _starts_before_end(other, one)


def _starts_before_end(one: Rule, other: Rule) -> bool:
    return one.valid_from is None or other.valid_to is None or one.valid_from < other.valid_to
