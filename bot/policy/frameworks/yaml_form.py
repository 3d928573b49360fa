"""A framework as a YAML document: read with its lines, and written. See docs/rules.md.

What its values mean is `stated`'s to decide.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.policy.frameworks.faults import FILE, Faults, Place
from bot.policy.frameworks.framework import Framework, Subject, folded
from bot.policy.frameworks.stated import (
    MOST_SUBJECTS,
    Cell,
    StatedFramework,
    StatedSubject,
)
from bot.policy.frameworks.values import UNKNOWN, shown
from bot.policy.schemes.pack import Pack

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELDS: Final = (
    *("pack", "category", "version", "source", "checked_on", "valid_from", "corrects"),
    "subjects",
)
_SUBJECT_FIELDS: Final = ("name", "minimum", "unit", "valid_from", "valid_to")
_DEPTH: Final = 3
"""The framework, its list of subjects, and a subject."""


def stated_in_yaml(text: str, pack: Pack, faults: Faults) -> StatedFramework | None:
    """What a document states; None where it cannot be read as one, which `faults` then say."""
    try:
        if not can_be_built(yaml.parse(text, Loader=_LOADER), faults, _DEPTH):
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(
            _line(mark), f"this is not YAML ({error.problem}); correct it here or just above"
        )
        return None
    except yaml.YAMLError:
        faults.add(FILE, "this is not YAML text; save it as plain text in UTF-8")
        return None
    if root is None or (isinstance(root, ScalarNode) and not _text(root)):
        faults.add(FILE, "it is empty; fill in a framework as docs/rules.md shows it")
        return None
    return _framework(root, pack, faults)


def can_be_built(events: Iterable[Event], faults: Faults, deepest: int) -> bool:
    """Whether a document can be built, told from its events alone: one document, and nothing nested
    deeper than what it is to be.

    Anchors, aliases and tags are refused, so that a short file cannot stand for a huge one. What
    stands beside them is read all the same, for its own faults: nodes are shared, not copied.
    """
    depth = documents = 0
    refused: set[str] = set()
    for event in events:
        documents += isinstance(event, DocumentStartEvent)
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        sentence = _refused(event, documents, too_deep=depth > deepest)
        if sentence is not None and sentence not in refused:
            refused.add(sentence)
            faults.add(_line(event.start_mark), sentence)
        if depth > deepest or documents > 1:
            return False
    return True


def _refused(event: Event, documents: int, *, too_deep: bool) -> str | None:
    if documents > 1:
        return "a second document begins; put each into its own file"
    if too_deep:
        return "this is nested too deep; write plain values"
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
        return "anchors and aliases (& and *) are not read; write each value out"
    return "tags (!) are not read; write the plain value" if _tagged(event) else None


def _tagged(event: Event) -> bool:
    """Whether a node bears a tag of its own, such as !!python/name."""
    if isinstance(event, ScalarEvent):
        return bool(event.tag) and not any(event.implicit)
    return isinstance(event, CollectionStartEvent) and bool(event.tag)


def _framework(root: Node, pack: Pack, faults: Faults) -> StatedFramework | None:
    if not isinstance(root, MappingNode):
        faults.add(_place(root), f"a framework has {', '.join(_FIELDS)}; begin with pack: …")
        return None
    fields = _fields(root, "a framework", _FIELDS, faults)
    place = _place(root)
    cells = {name: _cell(name, fields.get(name), place, faults) for name in _FIELDS[:-1]}
    named = cells["pack"].text
    if named is not None and folded(named) != pack.name:
        says = f"pack is {shown(named)}" if named else "pack is missing"
        faults.add(cells["pack"].place, f"{says}; write {pack.name}, for which it is loaded")
    return StatedFramework(
        place=place,
        category=cells["category"],
        version=cells["version"],
        source=cells["source"],
        checked_on=cells["checked_on"],
        corrects=cells["corrects"],
        valid_from=cells["valid_from"] if "valid_from" in fields else None,
        subjects=_subjects(fields.get("subjects"), faults),
    )


def _subjects(node: Node | None, faults: Faults) -> tuple[StatedSubject, ...]:
    if node is None or (isinstance(node, ScalarNode) and not _text(node)):
        return ()
    if not isinstance(node, SequenceNode):
        faults.add(_place(node), "subjects is a list; begin each subject with - name: …")
        return (_unreadable(node),)
    if len(node.value) > MOST_SUBJECTS:
        faults.add(
            _place(node), f"there are {len(node.value)} subjects; load {MOST_SUBJECTS} at most"
        )
        return (_unreadable(node),)
    return tuple(_subject(row, faults) for row in node.value)


def _subject(row: Node, faults: Faults) -> StatedSubject:
    place = _place(row)
    if not isinstance(row, MappingNode):
        faults.add(place, f"a subject has {', '.join(_SUBJECT_FIELDS)}; begin with name: …")
        return _unreadable(row)
    fields = _fields(row, "a subject", _SUBJECT_FIELDS, faults)
    name, minimum, unit, valid_from, valid_to = (
        _cell(field, fields.get(field), place, faults) for field in _SUBJECT_FIELDS
    )
    return StatedSubject(place, name, minimum, unit, valid_from, valid_to)


def _unreadable(node: Node) -> StatedSubject:
    """Stands for what was refused already, so that nothing more is said of it."""
    refused = Cell(None, _place(node))
    return StatedSubject(refused.place, refused, refused, refused, refused, refused)


def _fields(
    node: MappingNode, what: str, known: tuple[str, ...], faults: Faults
) -> Mapping[str, Node]:
    """The values of a map by name; what is unknown or stands twice is noted."""
    found: dict[str, Node] = {}
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, ScalarNode) else "?"
        if name in found:
            faults.add(_place(key_node), f"{name} stands twice; keep one")
        elif name in known:
            found[name] = value_node
        else:
            likely = get_close_matches(name.casefold(), known, n=1)
            advice = f"write {likely[0]}" if likely else f"it has {', '.join(known)}"
            faults.add(_place(key_node), f"{what} has no {shown(name)}; {advice}")
    return found


def _cell(name: str, node: Node | None, place: Place, faults: Faults) -> Cell:
    if node is None:
        return Cell("", place)
    if not isinstance(node, ScalarNode):
        faults.add(_place(node), f"{name} is one value, not a list; write it behind {name}:")
        return Cell(None, _place(node))
    return Cell(_text(node), _place(node))


def _text(node: ScalarNode) -> str:
    """A value as it is written, without YAML's reading of it; empty for null."""
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()


def _place(node: Node) -> Place:
    return _line(node.start_mark)


class _Mark(Protocol):
    """Where YAML's reader was, counted from 0."""

    @property
    def line(self) -> int: ...


def _line(mark: _Mark | None) -> Place:
    return FILE if mark is None else Place("line", mark.line + 1)


def as_yaml(framework: Framework) -> str:
    """A framework as a document that `reading.read_framework` reads back as the same."""
    document: dict[str, object] = {
        "pack": framework.pack,
        "category": framework.category,
        "version": framework.version,
        "source": framework.source,
        "checked_on": framework.checked_on,
        "valid_from": framework.valid_from,
    }
    if framework.corrects is not None:
        document["corrects"] = framework.corrects
    document["subjects"] = [_as_mapping(subject) for subject in framework.subjects]
    return yaml.dump(document, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=100)


class _PlainDumper(yaml.SafeDumper):
    """Writes one value that stands in two places out in both, without an alias."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _as_mapping(subject: Subject) -> Mapping[str, object]:
    found: dict[str, object] = {
        "name": subject.name,
        "minimum": _written(subject),
        "unit": subject.unit,
    }
    if subject.valid_from is not None:
        found["valid_from"] = subject.valid_from
    if subject.valid_to is not None:
        found["valid_to"] = subject.valid_to
    return found


def _written(subject: Subject) -> int | float | str:
    """A minimum as a person writes it: hours or credits, or minutes that are no hundredths of an
    hour.
    """
    if subject.minimum is None:
        return UNKNOWN
    hundredths, rest = subject.minimum, 0
    if subject.unit == "hours":
        hundredths, rest = divmod(subject.minimum * 100, 60)
    if rest:
        return f"{subject.minimum} min"
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
